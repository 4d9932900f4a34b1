"""Which candidates of one sentence are acts of their own, and which only say what another act is about.

"Urged Kenya to investigate" is one REQUEST: what is asked, refused, threatened or promised is no second act. "Imposed sanctions"
and "held talks" are one act told by a verb and its noun.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.records.event_candidates import Candidate
from onrecord.records.event_frames import Frame, has_to, is_infinitive
from onrecord.records.event_idle import is_idle, is_suit
from onrecord.records.event_subjects import is_bare

if TYPE_CHECKING:
    from spacy.tokens import Token

ABOUT_ACTS = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE", "COERCE"})
"""Types whose complement says what the act is about."""


def settle(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates that are acts of their own, in order."""
    live = {c.head.i: c for c in candidates if not is_idle(c)}
    for i in sorted(live):
        candidate = live.get(i)
        if candidate is None:
            continue
        for token in _told_with(candidate, live):
            other = live.get(token.i)
            if other is None or token.i == i or is_suit(candidate, other):
                continue
            weaker = _weaker(candidate, other)
            stronger = other if weaker is candidate else candidate
            del live[weaker.head.i]
            live[stronger.head.i] = _joined(stronger, weaker)
            if weaker is candidate:
                break
            candidate = live[i]
        for token in [c for c in candidate.head.children if c.dep_ == "conj" and c.i in live]:  # "did not concede or admit defeat"
            if live[token.i].type == candidate.type and any(c.lower_ == "or" for c in candidate.head.children):
                live[i] = candidate = replace(candidate, more=(*candidate.more, live.pop(token.i)))
        if candidate.type == "ACCUSE":  # "called the step an attack": a name for it
            for token in candidate.head.children:
                if token.dep_ == "oprd" and token.i in live and live[token.i].type != "ACCUSE":
                    live.pop(token.i)
        for token in _purposes(candidate):
            if token.i != i:
                live.pop(token.i, None)
        if i in live and candidate.type in ABOUT_ACTS:
            for token in _content(candidate.frame):
                if token.i != i and not (token.i in live and is_suit(candidate, live[token.i])):
                    live.pop(token.i, None)
    return tuple(c for _, c in sorted(live.items()))


def _joined(stronger: Candidate, weaker: Candidate) -> Candidate:
    """The stronger of two words for one act, the weaker kept at hand where they are of one type."""
    if stronger.frame.form == "verb" and weaker.frame.form == "noun":
        stronger = _widened(stronger, weaker)
    return replace(stronger, more=(*stronger.more, weaker)) if stronger.type == weaker.type else stronger


def _widened(verb: Candidate, noun: Candidate) -> Candidate:
    """The verb with its noun in the anchor, where they stand close: "held talks"."""
    last = noun.anchor[-1]
    if verb.head.i < last.i <= verb.head.i + CLOSE:
        return replace(verb, anchor=tuple(verb.head.doc[verb.head.i : last.i + 1]))
    return verb


CLOSE = 4


def _told_with(candidate: Candidate, live: dict[int, Candidate]) -> list[Token]:
    """Words that tell of the same act: the noun that the trigger names, the light verb above, and words of the same type around it."""
    frame, trigger = candidate.frame, candidate.trigger
    found: list[Token] = []
    if frame.support is not None:
        found.append(frame.support)
    if frame.form != "verb":
        return found
    found.extend(t for t in _around(frame) if t.i in live and live[t.i].type == candidate.type and _is_told(live[t.i]))
    if trigger.objects:
        found.extend(frame.objects)
        found.extend(c for o in frame.objects for c in _of_phrases(o))
    if trigger.preps:
        found.extend(t for _, tokens in frame.phrases for t in tokens if any(p.endswith(f" {t.lemma_}") for p in trigger.preps))
    return found


NAMING = frozenset({"call", "brand", "label", "describe", "dub", "term", "accuse", "blame", "denounce", "condemn", "criticise", "criticize", "say"})
"""Verbs that say in what words the verb above is done: "condemned the raid, calling it a crime"."""


def _is_told(other: Candidate) -> bool:
    """Whether a word may tell of the act of the verb beside it; of adjectives only a court's finding does ("found it unlawful")."""
    return other.frame.form != "adjective" or FINDING in other.trigger.needs


FINDING = "court_speaker"


def _around(frame: Frame) -> list[Token]:
    """Words that tell of the verb's own act where they are of its type.

    "met for talks", "gathered to discuss", "an attack killed", "condemned the raid, calling it a crime", "ruled that the ban was unlawful".
    """
    found = [*frame.subjects, *frame.objects, *(t for _, tokens in frame.phrases for t in tokens)]
    found += [c for c in frame.head.children if c.dep_ in {"advcl", "xcomp"} and is_infinitive(c)]
    calling = [c for c in frame.head.children if c.dep_ == "advcl" and c.tag_ == "VBG" and is_bare(c)]
    found += [t for c in calling if c.lemma_ in NAMING for t in (c, *(o for o in c.children if o.dep_ in {"oprd", "xcomp", "ccomp"}))]
    found += [c for v in (frame.head, *frame.clauses) for c in v.children if c.dep_ in {"acomp", "oprd"} and c.pos_ in {"ADJ", "NOUN"}]
    return found


def _purposes(candidate: Candidate) -> list[Token]:
    """What the act is done for: infinitives of purpose ("sued to block the release"), whether under the act or under its light verb."""
    labels = {"advcl", "acl", "relcl"} | ({"xcomp"} if candidate.type in DEEDS else set())
    heads = {candidate.head.i: candidate.head, candidate.scope.i: candidate.scope}
    return [c for _, h in sorted(heads.items()) for c in h.children if c.dep_ in labels and has_to(c)]


DEEDS = frozenset({"ACCUSE", "SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE", "CONSULT"})
"""Types of verbs that govern no infinitive but one of purpose."""


def _of_phrases(noun: Token) -> list[Token]:
    return [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]


def _weaker(first: Candidate, second: Candidate) -> Candidate:
    """Of two words that tell of one act, the one that says less: a verb that names its noun is the stronger, else the noun."""
    for one, other in ((first, second), (second, first)):
        if one.frame.form == "verb" and FINDING in other.trigger.needs:  # what the court found says more than that it found
            return one
        if one.frame.form == "verb" and other.frame.form == "noun":
            return other if one.trigger.objects or one.trigger.preps or one.type == other.type else one
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
            if child.dep_ == "ccomp" and token.lemma_ in {"let", "help", "make"}:  # "agreed to let families send parcels"
                todo.append(child)
            topic = child.dep_ == "acl" and child.lower_ in TOPIC
            if topic or child.dep_ in {"conj", "xcomp", "dobj", "pobj", "prep", "nsubjpass", "pcomp"}:
                todo.append(child)
    return found


TOPIC = frozenset({"relating", "related", "concerning", "regarding", "pertaining", "involving", "describing", "documenting"})
"""Participles that say what papers are about: "asked for records relating to the arrests"."""
ABOUT = frozenset({"for", "to", "on", "against", "from", "over"})
NOUN_ABOUT = frozenset({"for", "to", "of", "on", "against"})
