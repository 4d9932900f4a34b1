"""Who promised what to whom, by when, for how much, on what condition: mentions and parse -> commitments (docs/commitments.md)."""

from __future__ import annotations

from dataclasses import replace

from onrecord.codebook.stages import instrument_of, word_lists
from onrecord.model import Amount, Commitment, Document, Event, Mentions, Party, Span, Stage, Statement, Time, content_id, unique
from onrecord.model.linking import amount_for
from onrecord.model.timing import due_for, due_moved, due_within, when_of
from onrecord.records.commitment_candidates import find_candidates
from onrecord.records.commitment_complements import infinitives_beside
from onrecord.records.commitment_conditions import with_standing_conditions
from onrecord.records.commitment_cue import Candidate
from onrecord.records.commitment_echoes import told_before
from onrecord.records.commitment_kept import DONE_AGAIN, done_again
from onrecord.records.commitment_merging import merge
from onrecord.records.commitment_parties import (
    beneficiary_of,
    binds_itself,
    can_speak_for,
    clause_parties,
    joined,
    narrowest,
    promisors_of,
    told_by,
)
from onrecord.records.commitment_stages import approval_of, stage_of
from onrecord.records.commitment_words import action_of
from onrecord.records.scope import Scope, condition_of

FORETOLD = frozenset(
    f"en.stage.{row}"
    for row in (
        "intended.will", "intended.would", "intended.be_to", "intended.set", "intended.going_to", "intended.planned",
        "intended.will_not_bear", "floated.may",
    )
)  # fmt: skip
"""Rows that anybody may say of anybody: they bind only in the mouth of the promisor's own side."""

WANTED = "en.stage.floated.want"
POSSIBLE = frozenset({"en.stage.floated.may", "en.stage.floated.could"})
OWN_MOUTH = POSSIBLE | {WANTED}
"""Rows that are a guess in anybody's mouth but the promisor's ("may", "wants to"), save what is in somebody's gift, told by an official."""
SETTLED = frozenset(f"en.stage.intended.{row}" for row in ("be_to", "set", "planned"))
"""Rows of what two sides have settled, which either may tell."""
DUTIES = "en.stage.intended.duty"
"""Rows of what somebody has to do: the words bind where a body's own duty is told, or where its own side says so."""


def find_commitments(
    document: Document, mentions: Mentions, statements: tuple[Statement, ...], events: tuple[Event, ...]
) -> tuple[Commitment, ...]:
    """The commitments of an article.

    Args:
        document: the parsed article; words in page chrome (`article.removed`) are passed over.
        mentions: its parties, times and amounts.
        statements: its statements, which say who tells of a commitment.
        events: its events; one that is the promised act is named by its id.

    Returns:
        commitments in the order of their anchors, each act once at the highest stage the text asserts.
    """
    made: list[Commitment] = []
    for candidate in find_candidates(document):
        one = _commitment(candidate, document, mentions, statements, events, made)
        if one is not None:
            made.append(one)
    for candidate in done_again(document, mentions, tuple(merge(made))):
        if (one := _commitment(candidate, document, mentions, statements, events, made)) is not None:
            made.append(one)
    merged = with_standing_conditions(document, tuple(merge(made)))
    ids: list[str] = []
    for one in merged:  # several acts under one verb: "vowed to pay and to rebuild"
        again = content_id("c", document.article.id, one.anchor.start, one.anchor.end, one.action.start)
        ids.append(again if one.id in ids else one.id)
    return tuple(replace(c, id=i) for c, i in zip(merged, unique(ids), strict=True))


def _commitment(
    candidate: Candidate,
    document: Document,
    mentions: Mentions,
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    before: list[Commitment],
) -> Commitment | None:
    anchor = document.span_of(candidate.anchor)
    statement = narrowest(anchor, statements)
    staged = stage_of(document, candidate, mentions.times, reported=statement is not None)
    if staged is None:
        return None
    stage, scope = staged
    if statement is not None and statement.stance == "denies" and candidate.cue.stage != "denied":
        return None  # "denied a report that Canada had shipped the first machines"
    promisors = promisors_of(document, candidate, mentions.who, statement)
    own = any(mentions.who.of(h.i) for h in candidate.promisors)
    told = told_before(document, candidate, before) if candidate.cue.promisor == "owner" and not own else None
    if candidate.known_only and told is None and not own:
        return None
    if told is not None:
        promisors = (_teller(told.promisor, statement) or replace(told.promisor, basis="resolved"),)
    if stage == "denied" != candidate.cue.stage and not (statement and statement.speaker and can_speak_for(document, statement, promisors)):
        return None  # who never promised is told by somebody else
    if not promisors or not _is_bound(candidate, document, mentions, statement, promisors):
        return None
    condition = scope.condition or condition_of(document, candidate.act.i)
    action = action_of(document, candidate, condition)
    certainty, said_by = told_by(statement, promisors, scope.hearsay is not None)
    amount = _amount(candidate, document, mentions, action)
    if candidate.cue.id == DONE_AGAIN and _is_less(amount, told_as(before, joined(promisors).name, candidate.act.lemma_)):
        stage = "in_delivery"  # "vowed to plant 200,000 trees ... has planted 31,000"
    due = _due(document, candidate, mentions.times, action, stage)
    if stage == "delivered" and amount is not None and amount.of is not None and amount.of > amount.value:
        stage = "in_delivery"  # "has delivered 6 of 31 tanks"
    return Commitment(
        id=content_id("c", document.article.id, anchor.start, anchor.end),
        anchor=anchor,
        promisor=joined(promisors),
        beneficiary=beneficiary_of(candidate, mentions.who, promisors) or (told.beneficiary if told is not None else None),
        action=action,
        stage=stage,
        condition=condition,
        due=when_of(due, due=True) if due is not None else None,
        amount=amount,
        instrument=instrument_of(t.lemma_.lower() for t in document.tokens_in(action)),
        said_by=said_by,
        certainty=certainty,
        event=_event(anchor, action, events),
        sentence=document.sentence_of(candidate.head),
        rule=candidate.cue.id,
        confidence=_confidence(candidate, promisors),
        cues=tuple(c for c in _cues(document, candidate, stage, scope) if not anchor.contains(c) and c != condition),
    )


def told_as(before: list[Commitment], promisor: str, verb: str) -> Amount | None:
    """The amount of what a party undertook by the same verb, the last time that one is given."""
    stem = verb.lower()[:4]
    found = (c.amount for c in reversed(before) if c.promisor.name == promisor and c.amount is not None and stem in c.action.text.lower())
    return next(found, None)


def _is_less(one: Amount | None, whole: Amount | None) -> bool:
    return one is not None and whole is not None and one.value is not None and whole.value is not None and one.value < whole.value


def _due(document: Document, candidate: Candidate, times: tuple[Time, ...], action: Span, stage: Stage) -> Time | None:
    """When an act is due; of what is put off, the new day. Years that only name a thing ("the 2034 calendar") are no day."""
    dating = tuple(t for t in times if not _names_thing(document, t))
    moved = due_moved(document, dating, candidate.head.i) if stage == "suspended" else None
    due = moved or due_for(document, dating, candidate.act.i) or due_within(document, dating, action)
    if due is not None and not document.article.published and stage not in AHEAD and not candidate.complement == "infinitive":
        return due_within(document, (due,), action)  # an undated article's "signed in 2021" says when it was, unless it says "by"
    return due


def _names_thing(document: Document, time: Time) -> bool:
    word = document.doc[document.index_at(time.span.start)]
    return time.span.text.isdigit() and len(time.span.text) == 4 and word.dep_ in {"nummod", "compound", "nmod"} and word.head.i > word.i


AHEAD = frozenset({"floated", "offered", "intended"})
"""Stages of what is still to come, so that a year beside them is the year of the act."""


def _teller(promisor: Party, statement: Statement | None) -> Party | None:
    """The ministry or body that says itself when a thing will come that a person of its state announced; None where nobody such says so."""
    speaker = statement.speaker if statement is not None else None
    if speaker is None or speaker.kind != "organisation" or promisor.kind != "person" or promisor.country is None:
        return None
    return speaker if speaker.country == promisor.country else None


def _cues(document: Document, candidate: Candidate, stage: Stage, scope: Scope) -> tuple[Span, ...]:
    """The words besides the anchor that set stage and certainty."""
    approval = approval_of(candidate) if stage == "approved" != candidate.cue.stage else None
    return scope.cues if approval is None else (*scope.cues, document.span_of([approval]))


def _is_bound(
    candidate: Candidate, document: Document, mentions: Mentions, statement: Statement | None, promisors: tuple[Party, ...]
) -> bool:
    """Whether the words bind the promisor: its own act, said by its own side."""
    if candidate.cue.id == WANTED and (statement is None or statement.speaker is None):
        return True
    if candidate.cue.promisor == "owner":
        return True
    if candidate.cue.id in OWN_MOUTH:
        if statement is None or statement.speaker is None:
            return False
        told = candidate.cue.id in POSSIBLE and candidate.act.lemma_.lower() in word_lists()["gives_away"]
        return statement.speaker.name in {p.name for p in promisors} or (told and can_speak_for(document, statement, promisors, arranged=True))
    if candidate.cue.id.startswith(DUTIES):
        return binds_itself(candidate, statement, promisors)
    settled = candidate.cue.id in SETTLED or candidate.act.lemma_.lower() in word_lists()["gives_away"]
    arranged = settled and any(c.dep_ in {"dobj", "prep", "npadvmod", "dative", "nsubjpass"} for c in candidate.act.children)
    if candidate.cue.id in FORETOLD and not can_speak_for(document, statement, promisors, arranged):
        return False
    if candidate.complement != "clause" or not candidate.cue.own:
        return True
    names = {p.name for p in promisors}
    own = any(p.name in names for p in clause_parties(candidate, mentions.who))
    if candidate.cue.stage == "denied" and not own:  # "denied that any contract had been signed"
        subjects = [c for c in candidate.act.children if c.dep_ in {"nsubj", "nsubjpass"}]
        own = all(c.dep_ == "nsubjpass" for c in subjects) and not any(c.dep_ == "agent" for c in candidate.act.children)
    given = candidate.act.lemma_.lower() in {"receive", "get"}
    return own or given or candidate.cue.promisor == "clause"


def _amount(candidate: Candidate, document: Document, mentions: Mentions, action: Span) -> Amount | None:
    """The amount under the act, else the first in its words."""
    measuring = tuple(a for a in mentions.amounts if (a.unit or "") not in {"votes", "vote", "seats"})  # these tell how, not what
    beside = [t for act in infinitives_beside(candidate.act) for t in act.subtree]  # "to stop the work and to pay a million"
    measuring = tuple(a for a in measuring if not any(a.words.start <= t.idx < a.words.end for t in beside))
    found = amount_for(document, measuring, candidate.act.i)
    found = found or next((a for a in measuring if action.contains(a.words)), None)
    if found is None and candidate.complement == "infinitive":  # "pledged 12 million euros to rebuild schools"
        given = [t for c in candidate.head.children if c.dep_ == "dobj" for t in c.subtree]
        found = next((a for a in measuring if a.kind == "money" and any(a.words.start <= t.idx < a.words.end for t in given)), None)
    return found


def _event(anchor: Span, action: Span, events: tuple[Event, ...]) -> str | None:
    """The event that tells of the same act."""
    for event in events:
        if event.anchor.overlaps(anchor) or action.contains(event.anchor):
            return event.id
    return None


def _confidence(candidate: Candidate, promisors: tuple[Party, ...]) -> float:
    """The row's confidence, less where the promisor is only described."""
    value = candidate.cue.confidence
    if all(p.kind == "group" for p in promisors):
        value *= 0.9
    return round(value, 3)
