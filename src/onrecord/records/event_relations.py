"""What one marked party does to another in a sentence: the codebook's triggers asked about two given spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook.event_types import Trigger
from onrecord.model import Document, Party, PartyMention, Span, Status
from onrecord.records.event_candidates import Candidate, candidates_at
from onrecord.records.event_frames import surface_subjects
from onrecord.records.event_roles import distinct, sides_of
from onrecord.records.event_settling import settle
from onrecord.records.scope import scope_of

if TYPE_CHECKING:
    from spacy.tokens import Token

ROLE, REVERSED, ON_PATH, FAR, INSIDE, GOVERNED = 1.0, 0.6, 0.35, 0.02, 0.5, 0.9
"""Weights of a candidate: each party in its role, each in the other's, lying on the path between the parties, a word of distance, standing
inside a party's own words, being only what another act is about."""
FEW_WORDS = 40
"""Distance in words after which nothing more is taken off."""


@dataclass(frozen=True, slots=True)
class Link:
    """The act between two parties.

    Args:
        type: the event type.
        trigger: the row of the codebook.
        head: token index of the word that tells of the act.
        confidence: 0 to 1; the trigger's, less where a party is not in its role.
        status: whether it is done, planned, only possible or denied.
    """

    type: str
    trigger: Trigger
    head: int
    confidence: float
    status: Status


def code_between(document: Document, source: Span, target: Span) -> tuple[str, Trigger | None, float] | None:
    """The event type by which `source` acts on `target`.

    Args:
        document: a parsed sentence or article.
        source: the words of the one who acts.
        target: the words of the one acted upon.

    Returns:
        type, trigger and confidence (0 to 1), or None where no trigger stands near the two.
    """
    link = link_between(document, source, target)
    return None if link is None else (link.type, link.trigger, link.confidence)


def link_between(document: Document, source: Span, target: Span) -> Link | None:
    """Like `code_between`, with the word that tells of the act."""
    who = _Marked(document, source, target)
    path = set(_path(who.head("source"), who.head("target")))
    found: dict[int, tuple[float, float, Candidate]] = {}
    for token in _sentences(document, source, target):
        for candidate in candidates_at(token, who, who.speaker(token)):
            score, confidence = _score(candidate, who, path)
            if token.i not in found or score > found[token.i][0]:
                found[token.i] = (score, confidence, candidate)
    own = {c.head.i for c in settle(tuple(c for _, _, c in found.values()))}
    ranked = ((score - GOVERNED * (i not in own), -i) for i, (score, _, _) in found.items())
    best = max(ranked, default=None)
    if best is None:
        return None
    _, confidence, candidate = found[-best[1]]
    status = candidate.trigger.status or scope_of(document, candidate.scope.i).status
    return Link(candidate.type, candidate.trigger, candidate.head.i, confidence, status)


def _score(candidate: Candidate, who: _Marked, path: set[int]) -> tuple[float, float]:
    actors, recipients = ({p.name for p in side} for side in sides_of(candidate.trigger, candidate.frame, who))
    right = ("source" in actors) + ("target" in recipients)
    wrong = ("target" in actors) + ("source" in recipients)
    inside = candidate.head.i in who.inside
    distance = min(FEW_WORDS, abs(candidate.head.i - who.head("source").i) + abs(candidate.head.i - who.head("target").i))
    on_path = candidate.head.i in path or candidate.scope.i in path
    score = ROLE * right - REVERSED * wrong + ON_PATH * on_path - FAR * distance + candidate.trigger.confidence - INSIDE * inside
    certain = candidate.trigger.confidence * (0.4, 0.75, 1.0)[min(2, right)] * (0.7 if wrong else 1.0)
    return score, round(certain, 3)


def _sentences(document: Document, source: Span, target: Span) -> Iterator[Token]:
    """The tokens of the sentence or sentences that hold the two spans."""
    tokens = document.tokens_in(source) + document.tokens_in(target)
    if tokens:
        first, last = min(t.sent.start for t in tokens), max(t.sent.end for t in tokens)
        yield from document.doc[first:last]


def _path(one: Token, other: Token) -> Iterator[int]:
    """Token indexes on the way through the parse from one word to another, ends included."""
    up = [one.i, *(t.i for t in one.ancestors)]
    down = [other.i, *(t.i for t in other.ancestors)]
    meeting = next((i for i in up if i in down), None)
    for chain in (up, down):
        for i in chain:
            yield i
            if i == meeting:
                break


class _Marked:
    """Who is who where only two spans are given (a `WhoIsWho`): their words are the parties, nobody else is."""

    def __init__(self, document: Document, source: Span, target: Span) -> None:
        self._tokens = {"source": document.tokens_in(source), "target": document.tokens_in(target)}
        self.parties = (_party("source", source), _party("target", target))
        self.mentions: tuple[PartyMention, ...] = ()
        self._at = {t.i: p for p in self.parties for t in self._tokens[p.name]}
        self.inside = frozenset(self._at)
        self._coordinated = {i: tuple(_conjuncts(document.doc[i])) for i in self._at}
        self._renamed: dict[int, list[int]] = {}
        for i in sorted(self._at):
            if document.doc[i].dep_ == "appos":
                self._renamed.setdefault(document.doc[i].head.i, []).append(i)

    def head(self, name: str) -> Token:
        """The syntactic head of a marked span."""
        tokens = self._tokens[name]
        held = {t.i for t in tokens}
        return next((t for t in tokens if t.head.i not in held or t.head.i == t.i), tokens[-1])

    def speaker(self, token: Token) -> tuple[Party, ...]:
        """The source where it is the subject of a verb that has the word in its clause ("said that Mali must")."""
        clause = token.head if token.dep_ == "aux" else token
        while clause.head.i != clause.i:
            if clause.dep_ == "ccomp" and any(self._at.get(s.i) == self.parties[0] for s in surface_subjects(clause.head)):
                return self.parties[:1]
            clause = clause.head
        return ()

    def at(self, index: int) -> PartyMention | None:
        """None: there is no mention but the two spans."""
        return None

    def of(self, index: int) -> tuple[Party, ...]:
        """The party whose span holds the token, then those of what is coordinated to it; else the one that stands in apposition to it."""
        party = self._at.get(index)
        if party is not None:
            others = (p for i in self._coordinated[index] if (p := self._at.get(i)) is not None and p is not party)
            return distinct((party, *others))
        return next(((p,) for i in self._renamed.get(index, ()) if (p := self._at.get(i)) is not None), ())


def _conjuncts(token: Token) -> Iterator[int]:
    """Indexes of the words that are coordinated to one and follow it."""
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i:
            yield child.i
            yield from _conjuncts(child)


def _party(name: str, span: Span) -> Party:
    return Party(name, "group", None, None, None, span)
