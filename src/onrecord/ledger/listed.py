"""What the lists of a ledger show: threads, statements, articles, parties, changes and hits, as frozen rows.

A field is a column in every form of output. None is "not known"; lists of names are joined by "; ".
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.ledger.answers import Mention, Step


@dataclass(frozen=True, slots=True)
class Answer:
    """The base of all answers."""

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(f.name for f in fields(cls) if not f.name.startswith("_"))

    @classmethod
    def types(cls) -> dict[str, str]:
        """What the columns hold: "str", "int", "float" or "bool"; None besides where nothing may be known."""
        return {f.name: str(f.type).removesuffix(" | None") for f in fields(cls) if not f.name.startswith("_")}

    def to_dict(self) -> dict[str, Any]:
        """The columns and their values."""
        return {name: getattr(self, name) for name in self.columns()}


@dataclass(frozen=True, slots=True)
class CommitmentThread(Answer):
    """One commitment, however many reports tell of it, as it stands.

    Args:
        id: "tc-...", made of its first mention's.
        promisor, beneficiary: who promises, to whom; with their countries (ISO 3166-1 alpha-3, "IGO").
        stage: see docs/record.md. stage_since: the date of the report that brought it there.
        action: what is promised, in the words of the most telling report.
        amount, unit: the sum (ISO 4217) or number; delivered: how much of it was given so far.
        due: as told; due_by: its last day; overdue: that day has passed and it is neither delivered, withdrawn nor refused.
        condition: on what it depends. instrument: loan, troops ...
        certainty: how sure the outlets are.
        first_reported, last_reported: dates of reports.
        reports: independent ones; outlets: how many told it; mentions: all, copies included.
        denials: reports that deny it. contradictions: pairs of reports that cannot both be right.
        words: the latest report's sentence.
        review: unreviewed, accepted, corrected.
    """

    id: str
    promisor: str
    promisor_country: str | None
    beneficiary: str | None
    beneficiary_country: str | None
    stage: str
    stage_since: str | None
    action: str
    amount: float | None
    unit: str | None
    delivered: float | None
    due: str | None
    due_by: str | None
    overdue: bool
    condition: str | None
    instrument: str | None
    certainty: str
    first_reported: str | None
    last_reported: str | None
    reports: int
    outlets: int
    mentions: int
    denials: int
    contradictions: int
    words: str
    review: str
    _ledger: Path | None = field(default=None, repr=False, compare=False)
    _as_of: str | None = field(default=None, repr=False, compare=False)

    def history(self) -> tuple[Step, ...]:
        """Its reports in order, and how it stood after each; up to the day that was asked about, where one was."""
        from onrecord.ledger.stories import history_of_commitment

        return history_of_commitment(self._ledger, self.id, self._as_of) if self._ledger else ()


@dataclass(frozen=True, slots=True)
class EventThread(Answer):
    """One act, however many reports tell of it; codes of PLOVER and CAMEO as in docs/record.md.

    Args:
        id: "te-...", made of its first mention's.
        date: when it happened; place: where, with country and coordinates.
        words: the sentence of the fullest report.
        (the others: as in `CommitmentThread`)
    """

    id: str
    type: str
    mode: str | None
    cameo: str
    quad: int
    goldstein: float
    actor: str
    actor_country: str | None
    recipient: str
    recipient_country: str | None
    status: str
    certainty: str
    date: str | None
    place: str | None
    country: str | None
    admin1: str | None
    geonameid: int | None
    latitude: float | None
    longitude: float | None
    amount: float | None
    unit: str | None
    words: str
    first_reported: str | None
    last_reported: str | None
    reports: int
    outlets: int
    mentions: int
    contradictions: int
    review: str
    _ledger: Path | None = field(default=None, repr=False, compare=False)
    _as_of: str | None = field(default=None, repr=False, compare=False)

    def history(self) -> tuple[Mention, ...]:
        """Its reports in order; up to the day that was asked about, where one was."""
        from onrecord.ledger.stories import history_of_event

        return history_of_event(self._ledger, self.id, self._as_of) if self._ledger else ()


@dataclass(frozen=True, slots=True)
class StatementMade(Answer):
    """Who said what, in one article."""

    id: str
    article_id: str
    url: str | None
    publisher: str | None
    published: str | None
    speaker: str | None
    speaker_country: str | None
    cue: str | None
    content: str
    manner: str
    stance: str | None
    told_by: str | None
    start: int
    end: int
    rule: str
    confidence: float
    review: str


@dataclass(frozen=True, slots=True)
class ArticleRead(Answer):
    """An article of the ledger.

    Args:
        report_id: the earliest of its copies; is_copy: it is not that one itself.
        who, what, when, where, why, how: the answers of its summary (docs/summary.md), several joined by "; "; None where it does not say, where
            its main event was rejected, and for an article that was added as a record and not read since.
    """

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    published_basis: str | None
    byline: str | None
    url: str | None
    source: str
    language: str
    characters: int
    report_id: str
    is_copy: bool
    commitments: int
    events: int
    statements: int
    read_by: str
    who: str | None = None
    what: str | None = None
    when: str | None = None
    where: str | None = None
    why: str | None = None
    how: str | None = None


@dataclass(frozen=True, slots=True)
class PartyKnown(Answer):
    """A party, all its spellings together, and how many commitments, events and statements it stands in.

    Args:
        spellings: its other names.
        mentions: how often it stands in a role of an item.
        promises, receives: commitment threads that it makes, or that are made to it.
        acts, acted_upon: event threads. statements: what it says.
        wikidata: the id that a party file gives it, or None.
    """

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    spellings: str
    mentions: int
    promises: int
    receives: int
    acts: int
    acted_upon: int
    statements: int
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Change(Answer):
    """Something that happened to a commitment, or an event that was first reported, in a stretch of time.

    Args:
        date: of the report; for "overdue" the day after the last on which it was due.
        change: opened, moved, denied, contradicted, overdue, or event.
        id: of the thread.
        before, after: stages; of a contradiction the two values; of what is overdue the due date and the stage.
    """

    date: str | None
    change: str
    id: str
    who: str
    whom: str | None
    before: str | None
    after: str | None
    what: str
    outlets: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Hit(Answer):
    """Something found by its words.

    Args:
        kind: commitment, event, statement or article.
        id: of the thread, the statement or the article; mention_id: of the mention whose words were found.
        rank: its place among the hits of its kind, from 1.
        words: with the words that were looked for in [brackets].
    """

    kind: str
    rank: int
    id: str
    mention_id: str | None
    date: str | None
    publisher: str | None
    who: str | None
    whom: str | None
    what: str | None
    words: str
