"""Who did what to whom: mentions and parse -> events, in the codes of PLOVER and CAMEO (docs/events.md)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model import Document, Event, Mentions, Party, Span, Statement, Time, When, WhoIsWho, content_id, unique
from onrecord.model.linking import amount_for, place_for
from onrecord.model.timing import time_for, when_of
from onrecord.records.event_accidents import is_accident
from onrecord.records.event_background import background_words_of
from onrecord.records.event_candidates import Candidate, find_candidates
from onrecord.records.event_contests import decided
from onrecord.records.event_contexts import codes_of, contexts_of
from onrecord.records.event_dating import StoryDays
from onrecord.records.event_doers import doers_of_things, impeachers, judged_word
from onrecord.records.event_implied import Implied
from onrecord.records.event_merging import merge, takes_up
from onrecord.records.event_roles import distinct, is_reflexive, sides_of
from onrecord.records.event_settling import settle
from onrecord.records.event_standing import certainty_of, confidence_of, is_background, status_of
from onrecord.records.scope import scope_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_events(document: Document, mentions: Mentions, statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """The events of an article.

    Args:
        document: the parsed article; words in page chrome (`article.removed`) are passed over.
        mentions: its parties, times, places and amounts.
        statements: its statements, which say who tells of an event.

    Returns:
        events in the order of their anchors, each act once.
    """
    found: list[Event] = []
    words: dict[Span, Candidate] = {}
    settled = settle(find_candidates(document, mentions.who, statements))
    for candidate in decided(settled, document, mentions.who, statements):
        actors, recipients = _voiced(_sides(candidate, mentions.who), candidate)
        if _is_public(actors, recipients):
            event = _event(candidate, actors, recipients, document, mentions, statements)
            if _is_idle(event) or is_accident(event, candidate, document):
                continue
            if not actors:
                event = replace(event, actors=impeachers(event, candidate, mentions.who))
            if not recipients or judged_word(candidate) is not None:
                event = replace(event, recipients=doers_of_things(event, candidate, document, mentions.who, tuple(found)))
            found.append(event)
            words[event.anchor] = candidate
    merged = merge(tuple(found), frozenset(a for a, c in words.items() if takes_up(c)))
    implied = Implied(mentions.who)
    days = StoryDays(document, mentions.times, statements)
    dated: list[Event] = []
    for mention in merged:
        act = words[mention.anchor].scope
        event = _in_background(mention, act, document)
        if not event.recipients:
            event = replace(event, recipients=implied.recipients_of(event, words[event.anchor], tuple(dated)))
        if event.date is None and days.goes_on(event, act, tuple(dated)):
            dated.append(replace(event, status="historical"))
        else:
            dated.append(event if event.date else _in_story(event, act, days))
    return tuple(replace(e, id=i) for e, i in zip(dated, unique(e.id for e in dated), strict=True))


def _in_background(event: Event, act: Token, document: Document) -> Event:
    """An act that its date (which another mention may have given it) or the words around it put before the story."""
    if event.status != "actual":
        return event
    published = document.article.published
    if event.date is not None and published is not None and is_background(event.date.value, published):
        return replace(event, status="historical")
    words = background_words_of(event, act, document)
    if words is None or (event.date is not None and event.date.basis != "inferred"):
        return event
    return replace(event, status="historical", cues=tuple(sorted({*event.cues, words})))


def _in_story(event: Event, act: Token, days: StoryDays) -> Event:
    """An act that its own clause does not date, on the day that the story has reached, or in its background."""
    if days.is_past(event, act):
        return replace(event, status="historical")
    return replace(event, date=days.day_of(event, act))


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


def _voiced(
    sides: tuple[tuple[Party, ...], tuple[Party, ...]], candidate: Candidate
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The sides with "I" and "we" read as the one who says the words."""
    speaker = candidate.frame.speaker
    if not speaker:
        return sides
    actors, recipients = (
        distinct(replace(speaker[0], mention=p.mention, basis="resolved") if _is_first_person(p) else p for p in side)
        for side in sides
    )
    return actors, tuple(p for p in recipients if is_reflexive(p) or all(p.name != a.name for a in actors))


def _is_first_person(party: Party) -> bool:
    """Whether the words for a party are "I", "we" or the like; "US" is a country."""
    return party.mention.text.lower() in FIRST_PERSON and party.mention.text != "US"


FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})


def _is_public(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    """Whether the act is one between parties at all: without a side that is named it is nobody's act."""
    return bool(actors or recipients)


def _is_idle(event: Event) -> bool:
    """Whether the words tell of no act between parties.

    Somebody only talks of what might be done, by nobody or to nobody ("they want him to be impeached"); or a member of a government says
    what his own state must do.
    """
    if event.rule in DUTIES and any(r.kind == "state" and r.country == a.country for r in event.recipients for a in event.actors):
        return True
    if event.status != "hypothetical":
        return False
    return not event.actors if event.certainty == "asserted" else not (event.actors and event.recipients)


DUTIES = frozenset({"en.event.REQUEST.others_must", "en.event.REQUEST.others_need"})


def _event(
    candidate: Candidate,
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
    document: Document,
    mentions: Mentions,
    statements: tuple[Statement, ...],
) -> Event:
    """The event that a candidate tells of, with what its sentence says around it."""
    trigger, index = candidate.trigger, candidate.scope.i
    anchor, sentence = document.span_of(candidate.anchor), document.sentence_of(candidate.head)
    times = tuple(t for t in mentions.times if sentence.contains(t.span))
    scope = scope_of(document, index, times)
    when = _when(document, times, candidate.scope)
    status = status_of(candidate, scope, when, document.article.published)
    if when is not None and status in DONE and when.value[:10] > (document.article.published or "9"):
        when = None  # "adjourned the vote until April": what has been done was not done then
    certainty, said_by = certainty_of(document, candidate, actors, scope, statements)
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
        status=status,
        certainty=certainty,
        said_by=said_by,
        date=when,
        place=place_for(document, tuple(p for p in mentions.places if _holds(sentence, p.words)), index),
        amount=amount_for(document, tuple(a for a in mentions.amounts if _holds(sentence, a.words)), index),
        sentence=sentence,
        rule=trigger.id,
        confidence=confidence_of(candidate, actors, recipients, scope),
        cues=scope.cues,
    )


def _when(document: Document, times: tuple[Time, ...], act: Token) -> When | None:
    """The date that the words around the act give it, or those around the verb that its clause hangs on ("met on Monday, signing")."""
    word = act
    for _ in range(CLIMB):
        time = time_for(document, times, word.i)
        if time is not None:
            return when_of(time)
        if word.dep_ == "relcl" and (named := next((t for t in times if t.span.start <= word.head.idx < t.span.end), None)) is not None:
            return when_of(named)  # "until 2023, when he resigned"
        if word.dep_ not in {"advcl", "conj", "xcomp", "acl"} or not times or any(c.dep_ in FINITE for c in word.children):
            return None
        word = word.head
    return None


CLIMB = 4
DONE = frozenset({"actual", "negated", "historical"})
FINITE = frozenset({"nsubj", "nsubjpass", "mark"})


def _holds(sentence: Span, words: Span) -> bool:
    return sentence.start <= words.start < sentence.end
