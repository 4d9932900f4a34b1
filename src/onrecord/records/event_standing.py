"""How an act stands in the story: whether it is done, and on whose word."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.model import Certainty, Document, Party, Statement, Status, When
from onrecord.records.event_candidates import Candidate, statement_at
from onrecord.records.scope import Scope

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEECH = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
"""Types that are done by speaking: in a speaker's own words the outlet reports the act itself."""
UTTERED = frozenset({"REQUEST", "ACCUSE", "THREATEN", "AGREE"})
"""Types whose words do what they say ("I urge", "we demand", "offered to leave if")."""
BACKGROUND = timedelta(days=35)
"""An act whose whole date lies further back than this is background ("usually more than about a month")."""
SPAN = timedelta(days=366)
"""What has gone on for longer than this is background too."""
STANDING = frozenset({"part", "member", "party", "signatory", "be", "bind"})
"""Words above "of", "to" or "under" that say of a deal that it has been in force."""
ONE_SIDED = frozenset({"RETREAT", "PROTEST", "AGREE", "CONSULT"})
"""Types that need no recipient."""


def status_of(candidate: Candidate, scope: Scope, when: When | None, published: str | None) -> Status:
    """The trigger's own status, else that of the clause and the light verb; an act long before publication is background."""
    status: Status = candidate.trigger.status or scope.status
    if status == "hypothetical" and _is_uttered(candidate, scope):
        status = "actual"
    if status in {"actual", "planned"} and candidate.trigger.status is None and _has_no_object(candidate):
        return "negated"
    if status == "actual" and _is_listed_measure(candidate.head):
        status = "planned"
    if status == "planned" and _is_voted(candidate.head):
        status = "actual"
    if status == "actual" and when is None and _is_in_force(candidate):
        return "historical"
    light = candidate.frame.light
    if light is not None and light.status is not None and status in {"actual", "planned"}:
        status = light.status
    if status == "actual" and when is not None and published is not None and is_background(when.value, published):
        return "historical"
    return status


def _is_in_force(candidate: Candidate) -> bool:
    """Whether a deal is only named as one that stands: "is part of a pact between"."""
    noun = candidate.head
    if candidate.type != "AGREE" or candidate.frame.form != "noun" or noun.dep_ != "pobj" or noun.head.lower_ not in {"of", "to", "under"}:
        return False
    return noun.head.head.lemma_.lower() in STANDING


def _is_listed_measure(word: Token) -> bool:
    """Whether an act is one of the measures that somebody has only announced: "announced steps including closing the border"."""
    if word.dep_ != "pcomp" or word.tag_ != "VBG" or word.head.lower_ != "including":
        return False
    thing = word.head.head
    while thing.dep_ in {"pobj", "prep"}:  # "other efforts in response to the outbreak, including"
        thing = thing.head
    verb = thing.head if thing.dep_ == "dobj" else thing
    return verb.lemma_.lower() in ANNOUNCING


ANNOUNCING = frozenset({"announce", "unveil", "propose", "plan", "promise", "pledge", "outline", "prepare", "consider"})


def _is_uttered(candidate: Candidate, scope: Scope) -> bool:
    """Whether the words ask, blame or offer there and then: in "we urge you, if you cannot lead, to go" only the going hangs on the "if"."""
    verb = candidate.head
    if candidate.frame.form == "adjective" and verb.dep_ == "acomp" and candidate.type == "AGREE":  # "was ready to leave if"
        verb = verb.head
        return verb.tag_ in {"VBD", "VBP", "VBZ"} and not (scope.modal or scope.requested or scope.question)
    plain = verb.tag_ in {"VBD", "VBP", "VBZ"} and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    bound = not (scope.modal or scope.requested or scope.question)
    return candidate.type in UTTERED and candidate.frame.form == "verb" and plain and (bound or _is_first(verb))


def _is_voted(verb: Token) -> bool:
    """Whether a house has done something by its vote: "voted to legalise", but neither "will vote to" nor "voted against"."""
    vote = verb.head
    plain = vote.tag_ == "VBD" and not any(c.dep_ in {"aux", "neg"} for c in vote.children)
    return verb.dep_ in {"xcomp", "advcl"} and vote.lemma_ == "vote" and plain and verb.tag_ == "VB"


def _is_first(verb: Token) -> bool:
    """Whether "I" or "we" do what the verb says."""
    return any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in verb.children)


def _has_no_object(candidate: Candidate) -> bool:
    """ "put no pressure on": the denial stands before the object."""
    objects = candidate.frame.objects if candidate.frame.form == "verb" else (candidate.head,)
    return any(c.dep_ == "det" and c.lower_ == "no" for o in objects for c in o.children)


def certainty_of(
    document: Document, candidate: Candidate, actors: tuple[Party, ...], scope: Scope, statements: tuple[Statement, ...]
) -> tuple[Certainty, tuple[Party, ...]]:
    """Whether the outlet itself asserts the act, and who says so where it does not, the innermost speaker first.

    What a speaker does by speaking ("we urge", "he said the vote was a sham") is asserted: the outlet reports the speaking. So is what the outlet's
    own words only remind of within what it reports ("asked the committee, which turned it down").
    """
    statement = statement_at(candidate.anchor[0].idx, statements)
    chain = _chain(statement) if statement is not None else ()
    if scope.hearsay is not None:
        return "hearsay", chain
    if statement is None:
        return "asserted", ()
    speaker = statement.speaker
    if candidate.trigger.id in PROMISED or (_is_reminder(candidate) and document.quotation_at(candidate.head.idx) is None):
        return "asserted", ()
    speaks = candidate.type in SPEECH or "speaker" in candidate.trigger.actor
    if speaks and speaker is not None and any(a.name == speaker.name or _speaks_for(speaker, a) for a in actors):
        return "asserted", ()
    return "attributed", chain


PROMISED = frozenset({"en.event.AGREE.said_would", "en.event.REJECT.said_would_not"})
"""Triggers of a promise or refusal made in so many words, whoever speaks for the one who will act: "the minister said the state would pay"."""


def _is_reminder(candidate: Candidate) -> bool:
    """Whether an act is told in a relative clause, or as a noun under a preposition: it is taken as known."""
    word = candidate.scope
    if candidate.frame.form == "noun":
        return candidate.frame.support is None and word.dep_ == "pobj"
    while word.dep_ == "conj" and word.head.i != word.i:
        word = word.head
    return word.dep_ == "relcl"


def _speaks_for(speaker: Party, actor: Party) -> bool:
    """Whether a speaker is the actor's own voice: a spokesperson of a state or its government."""
    return "spokes" in (speaker.role or "").lower() and speaker.country is not None and speaker.country == actor.country


def confidence_of(candidate: Candidate, actors: tuple[Party, ...], recipients: tuple[Party, ...], scope: Scope) -> float:
    """The trigger's confidence, less where a side is missing or the act is only supposed; halfway to the coder's where that was asked for the type."""
    value = candidate.trigger.confidence
    if candidate.certainty is not None:
        value = (value + candidate.certainty) / 2
    if not actors:
        value *= 0.9
    if not recipients and candidate.type not in ONE_SIDED:
        value *= 0.95
    if scope.status == "hypothetical":
        value *= 0.85
    return round(value, 3)


def _chain(statement: Statement) -> tuple[Party, ...]:
    """The innermost speaker first, then who reports it."""
    first = () if statement.speaker is None else (statement.speaker,)
    return first + tuple(p for p in statement.chain if all(p.name != f.name for f in first))


def is_background(value: str, published: str) -> bool:
    """Whether a date lies well before publication, or a span of time holds more than a year ("over the last four years").

    Args:
        value: an ISO date, month, year or interval "begin/end".
        published: ISO date of publication.
    """
    first, _, last = value.rpartition("/")
    end, begin, now = _last_day(last), _last_day(first), _last_day(published)
    if end is not None and len(value) == MONTH:  # what was done "in March" was done in its middle, on average
        end = end.replace(day=15)
    if end is not None and begin is not None and end - begin > SPAN:
        return True
    return end is not None and now is not None and now - end > BACKGROUND


MONTH = len("2026-03")


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
