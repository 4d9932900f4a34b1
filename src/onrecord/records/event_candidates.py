"""Which words of a document may tell of an act: the triggers of the codebook tested against the parse, the most specific first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.codebook.event_types import Trigger, event_types
from onrecord.model import Document, Party, Statement, WhoIsWho
from onrecord.records.event_fits import Entry, Surroundings
from onrecord.records.event_frames import Form, Frame, base_forms, frame_of, has_to

if TYPE_CHECKING:
    from spacy.tokens import Token


ANY_VERB = "*"
"""Stands in a trigger's `verbs` for any verb that has the words after it beside it ("* jointly")."""
OPEN = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV", "ADP"})
"""Parts of speech that may tell of an act; ADV and ADP for adjectives that the tagger misread."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that tells of an act.

    Args:
        type: the event type.
        trigger: the row of the codebook that says so.
        frame: its surroundings.
        anchor: the tokens that carry the act, in order.
        more: other words of the sentence that tell of the same act; a side that is not named here may be named there.
        certainty: what the learned coder gives the type among those whose triggers fit, 0 to 1; None where it was not asked.
    """

    type: str
    trigger: Trigger
    frame: Frame
    anchor: tuple[Token, ...]
    more: tuple[Candidate, ...] = ()
    certainty: float | None = None

    @property
    def head(self) -> Token:
        """The token that carries the act."""
        return self.frame.head

    @property
    def scope(self) -> Token:
        """The token whose clause says whether the act is done: the light verb above a noun, else the word itself."""
        return self.frame.support if self.frame.support is not None else self.frame.head


def find_candidates(document: Document, who: WhoIsWho, statements: tuple[Statement, ...] = ()) -> tuple[Candidate, ...]:
    """The words of `document` that tell of an act, in order, each with its best trigger. Page chrome is left out."""
    removed = [(r.span.start, r.span.end) for r in document.article.removed]
    found = []
    for token in document.doc:
        if token.pos_ not in OPEN or any(a <= token.idx < b for a, b in removed):
            continue
        filed = _entries(token)
        candidate = next(_fitting(token, filed, who, speakers(token, statements)), None) if filed else None
        if candidate is not None and not _is_party(candidate, who):
            found.append(candidate)
    return tuple(found)


def _is_party(candidate: Candidate, who: WhoIsWho) -> bool:
    """Whether a noun names those who act rather than an act: "the opposition of Mali walked out"."""
    head = candidate.head
    acts = head.dep_ == "nsubj" or (head.dep_ == "pobj" and head.head.dep_ == "agent")
    mention = who.at(head.i) if acts and candidate.frame.form == "noun" else None
    return mention is not None and mention.head == head.i


def candidates_at(token: Token, who: WhoIsWho, speaker: tuple[Party, ...] = ()) -> Iterator[Candidate]:
    """All acts that one word, said by `speaker`, may tell of, the most specific first."""
    yield from _fitting(token, _entries(token), who, speaker)


def _fitting(token: Token, filed: Iterable[Entry], who: WhoIsWho, speaker: tuple[Party, ...]) -> Iterator[Candidate]:
    """The acts of those triggers filed under a word that fit it."""
    around: dict[Form, Surroundings] = {}
    for entry in filed:
        found = around.get(entry.form)
        if found is None:
            found = around[entry.form] = Surroundings(frame_of(token, entry.form, speaker), who)
        if found.fit(entry):
            yield Candidate(entry.type, entry.trigger, found.frame, _anchor(entry, token))


def rivals_of(candidate: Candidate, who: WhoIsWho, speaker: tuple[Party, ...]) -> Iterator[Candidate]:
    """What else the word of a candidate may tell of in the same form: the acts of other types whose triggers fit it, the most specific first."""
    filed = [e for e in _entries(candidate.head) if e.type != candidate.type and e.form == candidate.frame.form]
    return _fitting(candidate.head, filed, who, speaker)


def speakers(token: Token, statements: tuple[Statement, ...]) -> tuple[Party, ...]:
    """Who says a word: the speaker of the narrowest statement whose content holds it."""
    statement = statement_at(token.idx, statements)
    return () if statement is None or statement.speaker is None else (statement.speaker,)


def statement_at(offset: int, statements: tuple[Statement, ...]) -> Statement | None:
    """The narrowest statement whose content holds a code point of the text."""
    around = (s for s in statements if any(c.start <= offset < c.end for c in s.content))
    return min(around, key=lambda s: sum(c.end - c.start for c in s.content), default=None)


# ------------------------------------------------------------------------------------------------------ filing triggers
@cache
def entries() -> dict[tuple[Form, str], tuple[Entry, ...]]:
    """All triggers by form and head lemma, the most specific first."""
    filed: dict[tuple[Form, str], list[Entry]] = {}
    order = 0
    for kind in event_types().values():
        for trigger in kind.triggers:
            order += 1
            for form, lemma, rest in _heads(trigger):
                rank = (-constraints(trigger, rest), -trigger.confidence, order)
                filed.setdefault((form, lemma), []).append(Entry(kind.type, trigger, form, rest, rank))
    return {k: tuple(sorted(v, key=lambda e: e.rank)) for k, v in filed.items()}


def _heads(trigger: Trigger) -> Iterator[tuple[Form, str, tuple[str, ...]]]:
    for verb in trigger.verbs:
        head, *rest = verb.split()
        yield "verb", f"{ANY_VERB} {rest[-1]}" if head == ANY_VERB else head, tuple(rest)
    for noun in trigger.nouns:
        *before, head = noun.replace("-", " - ").split()
        yield "noun", head, tuple(before)
    for adjective in trigger.adjectives:
        head, *rest = adjective.split()
        yield "adjective", head, tuple(rest)


def constraints(trigger: Trigger, rest: tuple[str, ...]) -> float:
    """How much a trigger asks for: what must be there counts whole, which parts there must be at all counts half."""
    wanted = (trigger.objects, trigger.preps, trigger.subjects)
    complement = 0.0 if not trigger.complement else 0.5 if trigger.complement == ("*",) else 1.0
    return sum(1.0 for w in wanted if w) + complement + len(rest) + 0.5 * len(trigger.needs)


def _entries(token: Token) -> tuple[Entry, ...]:
    """The triggers filed under a word, for each form that its tag allows, and for regular endings that the tagger misread."""
    lemma, lower, pos = token.lemma_.lower(), token.lower_, token.pos_
    table = entries()
    if pos in {"VERB", "AUX"} or token.dep_ == "aux":
        found = table.get(("verb", lemma), ())
        if not found:
            found = next((table["verb", b] for b in base_forms(lower) if ("verb", b) in table), ())
        if token.tag_ == "VBG" and token.dep_ in {"pobj", "dobj", "nsubj"}:
            found += table.get(("noun", lower), ())
        if token.tag_ == "VBN" or token.dep_ == "ROOT":
            found += table.get(("adjective", lower), ())
        if pos == "VERB":
            found += _of_any_verb(token)
        return () if token.dep_ in {"amod", "compound"} and not list(token.children) else found
    if pos in {"NOUN", "PROPN"} and has_to(token) and ("verb", lower) in table:  # "votes to impeach", misread
        return table["verb", lower]
    if pos in {"NOUN", "PROPN"}:
        found = table.get(("noun", lemma), ()) or table.get(("noun", lower), ())
        if not found and token.dep_ not in {"compound", "nsubj", "npadvmod"}:
            found = next((table["verb", b] for b in base_forms(lower) if ("verb", b) in table), ())
        return () if token.dep_ == "compound" else found
    if pos in {"ADJ", "ADV", "ADP"}:
        found = table.get(("adjective", lemma), ()) or table.get(("adjective", lower), ())
        if token.dep_ in {"amod", "advmod"}:
            return ()
        if not found and token.dep_ in {"acomp", "ROOT", "acl", "advcl", "xcomp", "ccomp", "conj", "oprd"}:
            found = next((table["verb", b] for b in base_forms(lower) if ("verb", b) in table), ())
        return found
    return ()


def _of_any_verb(verb: Token) -> tuple[Entry, ...]:
    """The triggers of any verb whose last word stands beside this one: "searched the hills together", "flew side by side"."""
    words = _beside()
    for child in verb.children:
        if child.dep_ in BESIDE:
            for word in (child, *child.children):
                if word.lower_ in words:
                    return entries()["verb", f"{ANY_VERB} {word.lower_}"]
    return ()


BESIDE = frozenset({"advmod", "prep", "npadvmod", "agent"})


@cache
def _beside() -> frozenset[str]:
    """The last words of triggers of any verb."""
    return frozenset(lemma.split()[1] for form, lemma in entries() if form == "verb" and lemma.startswith(ANY_VERB))


def _anchor(entry: Entry, token: Token) -> tuple[Token, ...]:
    """The words that carry the act: those before a noun, or the particles and fixed phrase that follow a verb closely."""
    if entry.form == "noun":
        return tuple(token.doc[token.i - len(entry.rest) : token.i + 1]) if entry.rest else (token,)
    last = token.i
    for word in entry.rest:
        for ahead in range(last + 1, min(last + 3, len(token.doc))):
            if word in {token.doc[ahead].lower_, token.doc[ahead].lemma_.lower()}:
                last = ahead
                break
    fixed = (p.split() for p in entry.trigger.preps if " " in p) if entry.form == "verb" else ()
    for phrase in fixed:  # "went on strike", "taken into custody": the verb alone says little
        if [t.lower_ for t in token.doc[last + 1 : last + 1 + len(phrase)]] == phrase:
            return tuple(token.doc[token.i : last + 1 + len(phrase)])
    return tuple(token.doc[token.i : last + 1])
