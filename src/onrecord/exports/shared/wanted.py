"""What is asked of an export, and what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

REVIEWS = ("unreviewed", "accepted", "corrected", "rejected")
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
    """

    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ("unreviewed", "accepted", "corrected")
    include: tuple[str, ...] = ()


@dataclass(slots=True)
class Written:
    """What was written of one table: its rows, and how many records were left out for which reason."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
