"""Who promised what to whom, by when, for how much, on what condition: mentions and parse -> commitments (docs/commitments.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.codebook.parties import is_speech_verb
from onrecord.codebook.stages import instrument_of, word_lists
from onrecord.model import Amount, Commitment, Document, Event, Mentions, Party, Span, Stage, Statement, Time, content_id, unique
from onrecord.model.linking import amount_for
from onrecord.model.timing import due_for, due_moved, due_within, when_of
from onrecord.records.commitment_beneficiaries import beneficiary_of
from onrecord.records.commitment_candidates import find_candidates
from onrecord.records.commitment_complements import infinitives_beside
from onrecord.records.commitment_conditions import with_standing_conditions
from onrecord.records.commitment_cue import Candidate
from onrecord.records.commitment_echoes import decided_before, doers_before, told_before
from onrecord.records.commitment_kept import done_again
from onrecord.records.commitment_merging import DONE_AGAIN, merge
from onrecord.records.commitment_owned import HANDING
from onrecord.records.commitment_parties import (
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

if TYPE_CHECKING:
    from spacy.tokens import Token

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
    for candidate, told in tuple(done_again(document, mentions, tuple(merge(made)))):
        one = _commitment(candidate, document, mentions, statements, events, made)
        if one is not None:
            made = [*(c for c in made if c is not told), one]
    merged = with_standing_conditions(document, tuple(merge(made)))
    ids: list[str] = []
    for one in merged:  # several acts under one verb: "vowed to pay and to rebuild"
        again = content_id("c", document.article.id, one.anchor.start, one.anchor.end, one.action.start)
        ids.append(again if one.id in ids else one.id)
    return tuple(replace(c, id=i) for c, i in zip(merged, unique(ids), strict=True))


def _before_source(document: Document, condition: Span | None, statement: Statement | None) -> Span | None:
    """A condition without who tells of it: "if there is a peace agreement, a spokesperson for the prime minister said"."""
    if condition is None:
        return None
    end = condition.end
    source = statement.source if statement is not None else None
    if source is not None and condition.start < source.start < condition.end:
        end = source.start
    elif _is_told_after(document, condition) and "," in condition.text:
        end = condition.start + condition.text.rindex(",")
    return condition if end == condition.end else Span.trimmed(document.article.text, condition.start, end, " ,;–—-\n")


def _is_told_after(document: Document, condition: Span) -> bool:
    """Whether a verb of speech follows at once, and ends the sentence or its clause."""
    at = document.index_at(condition.end)
    after = document.doc[at : at + 3]
    word = next((t for t in after if not t.is_space), None)
    return word is not None and word.idx >= condition.end and word.tag_ in {"VBD", "VBZ"} and is_speech_verb(word.lemma_)


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
    if candidate.cue.promisor == "owner" and told is None and not own and (not promisors or candidate.known_only):
        doers = doers_before(document, candidate, mentions.who) if candidate.cue.stage in {"suspended", "withdrawn"} else ()
        promisors = tuple(replace(p, basis="resolved") for p in doers) or promisors
        if candidate.known_only and not doers:
            return None
    if told is not None:
        promisors = (_teller(told.promisor, statement) or replace(told.promisor, basis="resolved"),)
    if not promisors and statement is None and _is_done_to(candidate):
        promisors = decided_before(document, candidate, before)
    if stage == "intended" and _is_vowed(document, statement) and can_speak_for(document, statement, promisors):
        stage = "pledged"
    if stage == "denied" != candidate.cue.stage and not (statement and statement.speaker and can_speak_for(document, statement, promisors)):
        return None  # who never promised is told by somebody else
    if not promisors or not _is_bound(candidate, document, mentions, statement, promisors):
        return None
    condition = _before_source(document, scope.condition or condition_of(document, candidate.act.i), statement)
    action = action_of(document, candidate, condition)
    certainty, said_by = told_by(statement, promisors, scope.hearsay is not None)
    amount = _amount(candidate, document, mentions, action)
    if candidate.cue.id == DONE_AGAIN and _is_less(document, candidate, amount, before, joined(promisors).name):
        stage = "in_delivery"  # "vowed to plant 200,000 trees ... has planted 31,000"
    due = _due(document, candidate, mentions.times, action, stage)
    if due is not None and condition is not None and condition.contains(due.span):
        due = None  # "subject to the completion of a tower by 2028"
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


def _is_less(document: Document, candidate: Candidate, amount: Amount | None, before: list[Commitment], promisor: str) -> bool:
    """Whether less is told as done than the same party undertook by the same verb."""
    stem = candidate.act.lemma_.lower()[:4]
    told = next((c for c in reversed(before) if c.promisor.name == promisor and stem in c.action.text.lower()), None)
    if told is None:
        return False
    if amount is not None and told.amount is not None and amount.value and told.amount.value:
        return amount.value < told.amount.value
    done = [t for o in candidate.act.children if o.dep_ == "dobj" for t in o.subtree]
    return 0 < _largest(done) < _largest(document.tokens_in(told.action))


def _largest(tokens: Iterable[Token]) -> int:
    """The largest number in figures among some words; 0 where there is none."""
    figures = (t.text.replace(",", "") for t in tokens)
    return max((int(f) for f in figures if f.isdigit()), default=0)


def _due(document: Document, candidate: Candidate, times: tuple[Time, ...], action: Span, stage: Stage) -> Time | None:
    """When an act is due; of what is put off, the new day. Years that only name a thing ("the 2034 calendar") are no day."""
    dating = tuple(t for t in times if not _names_thing(document, t) and not _is_displaced(document, t))
    moved = due_moved(document, dating, candidate.head.i) if stage == "suspended" else None
    act = candidate.act
    if candidate.cue.id == DONE_AGAIN:
        return None
    due = moved or due_for(document, dating, act.i) or due_within(document, dating, action)
    if due is not None and candidate.complement == "object" and stage not in AHEAD | {"suspended"} and _is_day_of_cue(document, due, candidate):
        return None  # "set up a fund on Tuesday"
    if due is None and act.lemma_ in LETTING:  # "will let banks open branches from July"
        inner = next((c for c in act.children if c.dep_ in {"ccomp", "xcomp"} and c.i > act.i), None)
        due = due_for(document, dating, inner.i) if inner is not None else None
    had = any(c.dep_ == "aux" and c.lower_ == "had" for c in candidate.head.children)
    laid_down = had and stage in {"pledged", "agreed", "offered"}
    if due is not None and laid_down and len(due.value) == 7 and due.basis != "stated" and due.value > (document.article.published or "")[:7]:
        return None  # "had undertaken to hand it over in January": the one that is past
    first = act if act.dep_ == "conj" else candidate.head
    if due is not None and first.dep_ == "conj" and first.head.idx < due.span.start < first.idx:
        return None  # "to repay the grant by June, and to offer every worker a job"
    named = candidate.cue.form == "noun" and candidate.complement == "object" and candidate.head.dep_ == "nsubj"
    if due is not None and named and not action.contains(due.span):
        return None  # "its commitment of 12 million euros runs out in December"
    if due is not None and not document.article.published and stage not in AHEAD and candidate.complement != "infinitive":
        return due_within(document, (due,), action)  # an undated article's "signed in 2021" says when it was, unless it says "by"
    return due


def _is_day_of_cue(document: Document, time: Time, candidate: Candidate) -> bool:
    """Whether a day under "on" dates the cue, which is past, rather than the act."""
    head, at = candidate.head, document.index_at(time.span.start)
    on = next((t for t in document.doc[at].ancestors if t.lower_ == "on"), None)
    return head.tag_ in {"VBD", "VBN"} and on is not None and on.head.i == head.i


def _is_displaced(document: Document, time: Time) -> bool:
    """Whether another day has taken the place of this one: "in May rather than March", "instead of in March"."""
    at = document.index_at(time.span.start)
    words = [t.lower_ for t in document.doc[max(0, at - 3) : at]]
    if words[-1:] in (["in"], ["on"], ["at"], ["by"]):
        words.pop()
    return words[-2:] in (["rather", "than"], ["instead", "of"])


def _names_thing(document: Document, time: Time) -> bool:
    word = document.doc[document.index_at(time.span.start)]
    return time.span.text.isdigit() and len(time.span.text) == 4 and word.dep_ in {"nummod", "compound", "nmod"} and word.head.i > word.i


LETTING = frozenset({"let", "allow", "help", "have", "enable", "permit"})
AHEAD = frozenset({"floated", "offered", "intended"})
"""Stages of what is still to come, so that a year beside them is the year of the act."""


def _is_done_to(candidate: Candidate) -> bool:
    """Whether an act in somebody's gift is told of those whom it is done to alone: "clubs will be paid"."""
    own = {c.dep_ for c in candidate.act.children}
    given = candidate.cue.id in FORETOLD and candidate.act.lemma_.lower() in word_lists()["gives_away"] | HANDING
    return given and {"auxpass", "dobj"} <= own and "agent" not in own


def _is_vowed(document: Document, statement: Statement | None) -> bool:
    """Whether the verb of saying is itself one of promising: "it will be done this year, the minister promised"."""
    cue = statement.cue if statement is not None else None
    return cue is not None and any(t.lemma_.lower() in VOWING for t in document.tokens_in(cue))


VOWING = frozenset({"promise", "vow", "pledge", "assure", "guarantee", "swear", "undertake"})


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
    measuring = tuple(a for a in measuring if not _is_of_clause(document, a, candidate.act))
    beside = [t for act in infinitives_beside(candidate.act) for t in act.subtree]  # "to stop the work and to pay a million"
    measuring = tuple(a for a in measuring if not any(a.words.start <= t.idx < a.words.end for t in beside))
    found = amount_for(document, measuring, candidate.act.i)
    found = found or next((a for a in measuring if action.contains(a.words)), None)
    if found is None and candidate.complement == "infinitive":  # "pledged 12 million euros to rebuild schools"
        given = [t for c in candidate.head.children if c.dep_ == "dobj" for t in c.subtree]
        found = next((a for a in measuring if a.kind == "money" and any(a.words.start <= t.idx < a.words.end for t in given)), None)
    return found


def _is_of_clause(document: Document, amount: Amount, act: Token) -> bool:
    """Whether an amount is told in a clause on the thing: "a plant that would have employed 2,300", people also in what others will do."""
    word = document.doc[document.index_at(amount.words.start)]
    above = [t for t in (word, *word.ancestors) if act.is_ancestor(t)]
    others = {"relcl"} if amount.kind == "money" else {"relcl", "ccomp"}
    if any(t.dep_ == "conj" and t.pos_ == "VERB" and t.i > act.i for t in word.ancestors) and act.pos_ != "VERB":
        return not any(t.i == act.i for t in word.ancestors)  # "ordered the demolition of a dam and will refund 12 million"
    beside = (t for t in above if t.dep_ == "conj" and t.pos_ == "VERB" and any(c.dep_ == "aux" for c in t.children))
    return next(beside, None) is not None or any(t.dep_ in others for t in above)


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
