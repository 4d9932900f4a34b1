"""What a record is made of: parties, places, times, amounts, statements, events and commitments.

The names and meanings are the contract of the record's JSON (docs/record.md). A value that is not itself in the text says in
`basis` how it was reached: "stated", "resolved", "inferred" or "human".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.model.span import Span

Basis = Literal["stated", "resolved", "inferred", "human"]
PartyKind = Literal["person", "state", "organisation", "group"]
Manner = Literal["direct", "mixed", "indirect"]
Status = Literal["actual", "planned", "hypothetical", "negated", "historical"]
Certainty = Literal["asserted", "attributed", "hearsay"]
Quantifier = Literal["exactly", "about", "over", "under", "up_to", "at_least"]
AmountKind = Literal["money", "people", "troops", "casualties", "units", "share"]
Stage = Literal[
    "floated", "offered", "intended", "pledged", "agreed", "approved", "signed", "in_delivery", "delivered",
    "withdrawn", "suspended", "refused", "denied",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts, speaks, promises or is acted upon.

    Args:
        name: the fullest name the article gives; a state in plain English ("Canada"); an unnamed party as described.
        kind: "person", "state", "organisation" or "group".
        country: ISO 3166-1 alpha-3, "IGO" for an international body, or None.
        sector: PLOVER sector code (GOV, LEG, MIL ...), or None.
        role: the office or description the article gives ("Prime Minister"), or None.
        mention: the words that name the party at the place where this object is used.
        basis: how the party was reached from `mention`.
    """

    name: str
    kind: PartyKind
    country: str | None
    sector: str | None
    role: str | None
    mention: Span
    basis: Basis = "stated"

    def __repr__(self) -> str:
        return f"Party({self.name!r}, {self.country or self.kind})"


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the text. `geonameid`, `lat`, `lon` (degrees, WGS 84) are None where the gazetteer has no such place."""

    name: str
    words: Span
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    feature: str | None = None
    basis: Basis = "resolved"


@dataclass(frozen=True, slots=True)
class Time:
    """A temporal expression in the sense of TIMEX3 (ISO-TimeML).

    Args:
        span: the words.
        type: "DATE", "TIME", "DURATION" or "SET".
        value: TIMEX3 value ("2025-08-24", "2025-W34", "P3Y", "PAST_REF").
        mod: TIMEX3 mod ("APPROX", "MORE_THAN", "START" ...), or None.
        begin_point, end_point: ISO dates where the expression marks an interval ("since March", "by 2027"), or None.
        basis: "stated" for a full date, "resolved" where the article's date or context was needed.
    """

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None = None
    begin_point: str | None = None
    end_point: str | None = None
    basis: Basis = "resolved"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money or a count.

    Args:
        words: the words, quantifier included ("over 1 billion Canadian dollars").
        kind: "money", "people", "troops", "casualties", "units" or "share".
        value, value_high: the number; `value_high` only for ranges.
        quantifier: "exactly", "about", "over", "under", "up_to", "at_least".
        unit: ISO 4217 code for money; "percent" for a share; else the counted noun ("troops", "drones").
        equals: the same sum in a second currency, which may itself have one in a third.
        of: the whole that it is a part of: 31 in "6 of 31 tanks".
    """

    words: Span
    kind: AmountKind
    value: float
    quantifier: Quantifier = "exactly"
    unit: str | None = None
    value_high: float | None = None
    equals: Amount | None = None
    of: float | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The date of an event or the due date of a commitment.

    Args:
        value: ISO date, month, year, or interval "begin/end"; for a due date that cannot be resolved, the words.
        basis: how it was reached.
        words: the words in the text, or None (the dateline, the publication date).
    """

    value: str
    basis: Basis
    words: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said (thought, ordered, denied ...) what. See docs/record.md for the fields."""

    id: str
    source: Span | None
    speaker: Party | None
    cue: Span | None
    content: tuple[Span, ...]
    manner: Manner
    stance: str | None
    chain: tuple[Party, ...]
    rule: str
    confidence: float

    @property
    def told_by(self) -> tuple[Party, ...]:
        """Those by whom the statement is told: the chain without the speaker, with whom it begins where it is known who speaks."""
        begins = self.speaker is not None and bool(self.chain) and self.chain[0].name == self.speaker.name
        return self.chain[1:] if begins else self.chain


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in the codes of PLOVER and CAMEO."""

    id: str
    anchor: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    quad: int
    goldstein: float
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: Status
    certainty: Certainty
    said_by: tuple[Party, ...]
    date: When | None
    place: Place | None
    amount: Amount | None
    sentence: Span
    rule: str
    confidence: float
    cues: tuple[Span, ...] = field(default=())
    """The words that set status and certainty ("will", "reportedly")."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who promised what to whom, by when, for how much, on what condition."""

    id: str
    anchor: Span
    promisor: Party
    beneficiary: Party | None
    action: Span
    stage: Stage
    condition: Span | None
    due: When | None
    amount: Amount | None
    instrument: str | None
    said_by: tuple[Party, ...]
    certainty: Certainty
    event: str | None
    sentence: Span
    rule: str
    confidence: float
    cues: tuple[Span, ...] = field(default=())
    """The words that set stage and certainty besides the anchor ("not", "reportedly")."""
