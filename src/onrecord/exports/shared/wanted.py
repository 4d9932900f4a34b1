"""What is asked of an export, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.codebook.countries import country_named, country_of_code
from onrecord.codebook.event_types import event_types
from onrecord.errors import BadQuestion
from onrecord.ledger.days import bounds_of

REVIEWS = ("unreviewed", "accepted", "corrected", "rejected")
UNLESS_REJECTED = REVIEWS[:3]
STATUSES = ("planned", "hypothetical", "negated", "historical")
"""The statuses that formats without a column for them leave out, or code otherwise, unless they are asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records an export holds. Empty means all.

    Args:
        since, until: ISO dates of reports, both included; an event or a commitment is in if one of its reports is.
        types: PLOVER event types ("AID"); they narrow events alone.
        countries: ISO 3166-1 alpha-3 codes, or "IGO": of a party of either side, of a speaker, of an event's place.
        reviews: states of review; what people rejected is in only where "rejected" is asked for.
        include: statuses that POLECAT and GDELT leave out otherwise (see `STATUSES`).
        commitments: ids of threads: these alone and what belongs to them, no events and no statements; None for all.
        public: names of files without their folders, which are of the machine that read them.
        today: the day that decides what is overdue; that of the ledger's latest article where it is None.
    """

    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    reviews: tuple[str, ...] = UNLESS_REJECTED
    include: tuple[str, ...] = ()
    commitments: tuple[str, ...] | None = None
    public: bool = False
    today: str | None = None


@dataclass(slots=True)
class Written:
    """What was written of one table: its rows, and how many records were left out for which reason."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def asked(
    *, since: str | None = None, until: str | None = None, types: Sequence[str] = (), countries: Sequence[str] = (),
    reviews: Sequence[str] = UNLESS_REJECTED, include: Sequence[str] = (),
) -> Wanted:  # fmt: skip
    """What people ask for, as `Wanted`: a month or a year stands for all of its days, a country's name for its code.

    Raises:
        BadQuestion: a date, type or country that is none; the message names the known ones.
    """
    return Wanted(
        _day(since, first=True), _day(until, first=False), tuple(_type(t) for t in types), tuple(_country(c) for c in countries),
        tuple(reviews), tuple(include),
    )  # fmt: skip


def _day(value: str | None, *, first: bool) -> str | None:
    if value is None:
        return None
    bounds = bounds_of(value)
    if bounds is None:
        raise BadQuestion(f"{value!r} is no date", "Write a day, a month or a year: 2026-03-02, 2026-03 or 2026.")
    return date.fromordinal(bounds[0] if first else bounds[1]).isoformat()


def _type(name: str) -> str:
    if name.upper() not in event_types():
        raise BadQuestion(f"there is no event type {name!r}", f"Known are: {', '.join(event_types())}.")
    return name.upper()


def _country(name: str) -> str:
    code = name.upper()
    if code == "IGO" or country_of_code(code):
        return code
    found = country_named(name)
    if found is None:
        raise BadQuestion(f"there is no country {name!r}", "Write its English name or its code of ISO 3166-1: Canada or CAN.")
    return found.iso3
