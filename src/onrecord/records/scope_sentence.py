"""Cues of an act's sentence at large: phrases within reach, question marks, dates long past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.codebook.scope import ScopeCue, cues_by_word
from onrecord.model import Document, Time
from onrecord.records.scope_chain import VERBS, Link
from onrecord.records.scope_cues import Decision

if TYPE_CHECKING:
    from spacy.tokens import Token

BACKGROUND = timedelta(days=35)
"""An act whose date lies further back than this before publication is background (about a month)."""

AHEAD = frozenset({"until", "till", "by", "to", "before"})
"""Words before a date that make it an end still to come, however it was resolved."""


def in_reach(document: Document, act: Token) -> Iterator[Decision]:
    """Phrases on the allowed side of the act and within reach, with no stop in between."""
    table, doc = cues_by_word("phrase"), act.doc
    lower = [t.lower_ for t in act.sent]
    first, here = act.sent.start, act.i - act.sent.start
    for n, word in enumerate(lower):
        for cue in table.get(word, ()):
            if cue.category == "none":
                continue
            size = next((len(p) for p in map(str.split, cue.words) if lower[n : n + len(p)] == p), 0)
            if size and _reaches(cue, n, n + size, here, lower) and _fits_tense(cue, act) and not _dates_other(cue, doc[first + n], act):
                yield Decision(cue.category, document.span_of(doc[first + n : first + n + size]), cue.id)


def _reaches(cue: ScopeCue, start: int, end: int, here: int, lower: list[str]) -> bool:
    if start <= here < end:
        return False
    before = end <= here
    if cue.direction != "both" and (cue.direction == "before") != before:
        return False
    between = lower[end:here] if before else lower[here + 1 : start]
    return len(between) <= cue.reach and not any(stop in between for stop in cue.stops) and ";" not in between


def _dates_other(cue: ScopeCue, word: Token, act: Token) -> bool:
    """Whether words of a time past belong to a clause on one of the act's own nouns ("delivered the pumps that it promised last year")."""
    if cue.category != "historical":
        return False
    clause = next((t for t in word.ancestors if t.dep_ in {"relcl", "acl"}), None)
    return clause is not None and clause.i != act.i and not clause.is_ancestor(act) and act.is_ancestor(clause)


def _fits_tense(cue: ScopeCue, act: Token) -> bool:
    """A time to come says nothing about a verb in the past, nor a past one about a verb to come."""
    own = {c.lower_ for c in act.children if c.dep_ == "aux"}
    if cue.category == "future":
        return act.tag_ != "VBD" and not own & {"had", "was", "were", "did", "have", "has"}
    if cue.category == "historical":
        return not own & {"will", "'ll", "would", "to"}
    return True


def question(document: Document, act: Token) -> Iterator[Decision]:
    """A question mark at the end of the sentence, said by the same voice as the act."""
    sent, doc = act.sent, act.doc
    for i in range(sent.end - 1, sent.start - 1, -1):
        token = doc[i]
        if token.lower_ == "?":
            if document.quotation_at(token.idx) == document.quotation_at(act.idx):
                yield Decision("question", document.span_of([token]), "en.scope.question.mark")
            return
        if not (token.is_space or token.is_quote or token.is_punct):
            return


def background(document: Document, chain: tuple[Link, ...], times: tuple[Time, ...], published: str | None) -> Iterator[Decision]:
    """Dates of the act's own clause that lie well before publication."""
    now = _last_day(published) if published else None
    act = chain[0].token
    sent = document.sentence_of(act)
    if now is None:
        return
    held = {link.token.i for link in chain if link.shares}
    for time in times:
        if time.type in {"DATE", "TIME"} and sent.contains(time.span):
            end = _last_day((time.end_point or time.value).rpartition("/")[2])
            before = document.doc[max(0, document.index_at(time.span.start) - 1)].lower_
            if before not in AHEAD and end is not None and now - end > BACKGROUND and _owner(document, time).i in held:
                yield Decision("historical", time.span, "en.scope.historical.date")


def _owner(document: Document, time: Time) -> Token:
    """The verb, or the act's noun, that a time belongs to."""
    word = document.doc[document.index_at(time.span.start)]
    while word.head.i != word.i and word.pos_ not in VERBS:
        word = word.head
    return word


def _last_day(value: str) -> date | None:
    """The last day of an ISO date, month or year; None for anything else."""
    try:
        numbers = [int(p) for p in value[:10].split("-")]
        if len(numbers) == 1:
            return date(numbers[0], 12, 31)
        if len(numbers) == 2:
            return date(numbers[0] + numbers[1] // 12, numbers[1] % 12 + 1, 1) - timedelta(days=1)
        return date(*numbers[:3])
    except (ValueError, OverflowError):
        return None


def is_present(verb: Token | None) -> bool:
    """Whether a verb or its auxiliary stands in the present tense."""
    words = [] if verb is None else [verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"})]
    return any(w.tag_ in {"VBZ", "VBP"} for w in words)
