"""Who did what to whom: mentions and parse -> events, in the codes of PLOVER and CAMEO (docs/events.md)."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.codebook.event_types import event_types
from onrecord.model import Certainty, Document, Event, Mentions, Party, Span, Statement, Status, When, WhoIsWho, content_id, unique
from onrecord.model.linking import amount_for, place_for
from onrecord.model.timing import time_for, when_of
from onrecord.records.event_candidates import Candidate, find_candidates, statement_at
from onrecord.records.event_contexts import codes_of, contexts_of
from onrecord.records.event_merging import merge
from onrecord.records.event_roles import sides_of
from onrecord.records.event_settling import settle
from onrecord.records.scope import Scope, scope_of

SPEECH = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
"""Types that are done by speaking: in a speaker's own words the outlet reports the act itself."""
BACKGROUND = timedelta(days=35)
"""An act whose whole date lies further back than this is background ("usually more than about a month")."""


def find_events(document: Document, mentions: Mentions, statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """The events of an article.

    Args:
        document: the parsed article; words in page chrome (`article.removed`) are passed over.
        mentions: its parties, times, places and amounts.
        statements: its statements, which say who tells of an event.

    Returns:
        events in the order of their anchors, each act once.
    """
    candidates = settle(find_candidates(document, mentions.who, statements))
    events = [e for c in candidates if (e := _event(c, document, mentions, statements)) is not None]
    merged = merge(tuple(events))
    from dataclasses import replace

    return tuple(replace(e, id=i) for e, i in zip(merged, unique(e.id for e in merged), strict=True))


def _event(candidate: Candidate, document: Document, mentions: Mentions, statements: tuple[Statement, ...]) -> Event | None:
    trigger = candidate.trigger
    actors, recipients = _sides(candidate, mentions.who)
    if not _is_public(actors, recipients):
        return None
    anchor = document.span_of(candidate.anchor)
    scope = scope_of(document, candidate.scope.i, mentions.times)
    time = time_for(document, mentions.times, candidate.scope.i)
    when = when_of(time) if time is not None else None
    certainty, said_by = _certainty(candidate, actors, scope, statements, anchor)
    cameo, quad, goldstein = codes_of(candidate.type, trigger)
    return Event(
        id=content_id("e", document.article.id, anchor.start, anchor.end),
        anchor=anchor,
        type=candidate.type,
        mode=trigger.mode,
        contexts=contexts_of(trigger, candidate.head.sent, (*actors, *recipients)),
        cameo=cameo,
        quad=quad,
        goldstein=goldstein,
        actors=actors,
        recipients=recipients,
        status=_status(candidate, scope, when, document.article.published),
        certainty=certainty,
        said_by=said_by,
        date=when,
        place=place_for(document, mentions.places, candidate.scope.i),
        amount=amount_for(document, mentions.amounts, candidate.scope.i),
        sentence=document.sentence_of(candidate.head),
        rule=trigger.id,
        confidence=_confidence(candidate, actors, recipients, scope),
        cues=tuple(scope.cues),
    )


def _sides(candidate: Candidate, who: WhoIsWho) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The sides that the act's own word names, else those that another word for the same act names."""
    actors, recipients = sides_of(candidate.trigger, candidate.frame, who)
    for other in candidate.more:
        others, sufferers = sides_of(other.trigger, other.frame, who)
        taken = {p.name for p in (*actors, *recipients)}
        actors = actors or tuple(p for p in others if p.name not in taken)
        taken.update(p.name for p in actors)
        recipients = recipients or tuple(p for p in sufferers if p.name not in taken)
    return actors, recipients


def _is_public(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    return bool(actors or recipients)


def _status(candidate: Candidate, scope: Scope, when: When | None, published: str | None) -> Status:
    """The light verb's or the trigger's own status, then that of the clause; an act long before publication is background."""
    status: Status = candidate.trigger.status or scope.status
    light = candidate.frame.light
    if light is not None and light.status is not None and status in {"actual", "planned"}:
        status = light.status
    if status == "actual" and when is not None and published is not None and _is_background(when.value, published):
        return "historical"
    return status


def _is_background(value: str, published: str) -> bool:
    end = _last_day(value.rpartition("/")[2])
    now = _last_day(published)
    return end is not None and now is not None and now - end > BACKGROUND


def _last_day(value: str) -> date | None:
    """The last day of an ISO date, month or year; None for anything else."""
    parts = value[:10].split("-")
    try:
        numbers = [int(p) for p in parts]
        if len(numbers) == 1:
            return date(numbers[0], 12, 31)
        if len(numbers) == 2:
            following = date(numbers[0] + numbers[1] // 12, numbers[1] % 12 + 1, 1)
            return following - timedelta(days=1)
        return date(*numbers[:3])
    except (ValueError, OverflowError):
        return None


def _certainty(
    candidate: Candidate, actors: tuple[Party, ...], scope: Scope, statements: tuple[Statement, ...], anchor: Span
) -> tuple[Certainty, tuple[Party, ...]]:
    """Whether the outlet itself asserts the act, and who says so where it does not."""
    inner = statement_at(anchor.start, statements)
    chain = _chain(inner) if inner is not None else ()
    if scope.hearsay is not None:
        return "hearsay", chain
    if inner is None:
        return "asserted", ()
    speaker = inner.speaker
    if candidate.type in SPEECH and speaker is not None and any(a.name == speaker.name for a in actors):
        return "asserted", ()
    return "attributed", chain


def _chain(statement: Statement) -> tuple[Party, ...]:
    """The innermost speaker first, then who reports it."""
    first = () if statement.speaker is None else (statement.speaker,)
    return first + tuple(p for p in statement.chain if all(p.name != f.name for f in first))


def _confidence(candidate: Candidate, actors: tuple[Party, ...], recipients: tuple[Party, ...], scope: Scope) -> float:
    """The trigger's confidence, less where a side is missing or the act is only supposed."""
    value = candidate.trigger.confidence
    if not actors:
        value *= 0.9
    if not recipients and event_types()[candidate.type].type not in {"RETREAT", "PROTEST", "AGREE", "CONSULT"}:
        value *= 0.95
    if scope.status == "hypothetical":
        value *= 0.85
    return round(value, 3)
