"""Which candidates of one sentence are acts of their own, and which only say what another act is about.

"Urged Kenya to investigate" is one REQUEST: what is asked, refused, threatened or promised is no second act. "Imposed sanctions"
and "held talks" are one act told by a verb and its noun.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.records.event_candidates import Candidate
from onrecord.records.event_frames import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token

ABOUT_ACTS = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"})
"""Types whose complement says what the act is about."""
NOMINAL = frozenset({"dobj", "pobj", "nsubjpass", "conj", "attr"})


def settle(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates that are acts of their own, in order."""
    by_token = {c.head.i: c for c in candidates}
    dropped: set[int] = set()
    for candidate in candidates:
        if candidate.head.i in dropped:
            continue
        for token in _told_with(candidate):
            other = by_token.get(token.i)
            if other is not None and other is not candidate and other.head.i not in dropped:
                weaker = _weaker(candidate, other)
                dropped.add(weaker.head.i)
                stronger = other if weaker is candidate else candidate
                if stronger.frame.form == "verb":
                    by_token[stronger.head.i] = _widened(stronger, weaker)
        if candidate.type in ABOUT_ACTS and candidate.head.i not in dropped:
            dropped.update(t.i for t in _content(candidate.frame) if t.i in by_token and t.i != candidate.head.i)
    return tuple(c for i, c in sorted(by_token.items()) if i not in dropped)


def _widened(verb: Candidate, noun: Candidate) -> Candidate:
    """The verb with its noun in the anchor, where they stand close: "held talks"."""
    last = noun.anchor[-1]
    if verb.head.i < last.i <= verb.head.i + CLOSE:
        return replace(verb, anchor=tuple(verb.head.doc[verb.head.i : last.i + 1]))
    return verb


CLOSE = 4


def _told_with(candidate: Candidate) -> list[Token]:
    """Words that tell of the same act as this candidate: the object its trigger names, the light verb above it, its preposition's noun."""
    frame, trigger = candidate.frame, candidate.trigger
    found: list[Token] = []
    if frame.support is not None:
        found.append(frame.support)
    if frame.form == "verb" and trigger.objects:
        found.extend(frame.objects)
        found.extend(c for o in frame.objects for c in _of_phrases(o))
    if frame.form == "verb" and trigger.preps:
        found.extend(t for _, tokens in frame.phrases for t in tokens if any(p.endswith(f" {t.lemma_}") for p in trigger.preps))
    return found


def _of_phrases(noun: Token) -> list[Token]:
    return [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]


def _weaker(first: Candidate, second: Candidate) -> Candidate:
    """Of two words that tell of one act, the one that says less: a verb that names its noun is the stronger, else the noun."""
    for one, other in ((first, second), (second, first)):
        if one.frame.form == "verb" and other.frame.form == "noun":
            return other if one.trigger.objects or one.trigger.preps else one
    return second


def _content(frame: Frame) -> list[Token]:
    """What an asking, refusing, threatening or promising word is about: its clauses and objects, with what is coordinated to them."""
    found: list[Token] = []
    todo: list[Token] = [*frame.clauses]
    if frame.form == "verb":
        todo.extend(frame.objects)
        todo.extend(t for word, tokens in frame.phrases if word in ABOUT for t in tokens)
    else:
        todo.extend(t for word, tokens in frame.phrases if word in NOUN_ABOUT for t in tokens)
    while todo:
        token = todo.pop()
        if token.i == frame.head.i or token in found:
            continue
        found.append(token)
        for child in token.children:
            if child.dep_ in {"conj", "xcomp", "dobj", "pobj", "prep", "nsubjpass", "pcomp"}:
                todo.append(child)
    return found


ABOUT = frozenset({"for", "to", "on", "against", "from", "over"})
NOUN_ABOUT = frozenset({"for", "to", "of", "on", "against"})
