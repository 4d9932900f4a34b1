"""What is counted over a ledger: which rows, what of them, and under which key it is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from onrecord.ledger.choosing import Chosen, chosen
from onrecord.ledger.columns import Columns
from onrecord.ledger.filters import Filters, Kind, checked
from onrecord.ledger.whom import country_code
from onrecord.room.asking import Asked
from onrecord.room.desk import Desk

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Count(Generic[Made]):
    """Something that is counted.

    Args:
        kind: of the rows. filters: which of them, as `filters_of` has them.
        what: tells apart the counts of the same rows.
        make: counts it: (ledger, rows) -> the outcome.
    """

    kind: Kind
    filters: Filters
    what: tuple[str | int | None, ...]
    make: Callable[[sqlite3.Connection, Chosen], Made]

    @property
    def key(self) -> tuple[object, ...]:
        """Under which it is kept."""
        return (self.kind, self.filters, self.what)

    def __call__(self, db: sqlite3.Connection, columns: Columns) -> Made:
        """The outcome, over one state of the ledger."""
        return self.make(db, chosen(db, self.kind, self.filters, columns))


def filters_of(kind: Kind, wanted: Asked) -> Filters:
    """What an address asks of rows that are counted, written in one way: "Kenya", "kenyan" and "KEN" ask the same, and are counted once.

    Raises:
        BadQuestion: there is no such type.
    """
    f = Filters(**{n: v for n, v in wanted.filters.items() if n not in ("limit", "skip")})
    country, place = (country_code(v) or v if v else v for v in (f.country, f.place))  # what is no country is told when it is asked for
    return replace(f, type=checked(kind, Filters(type=f.type)).type, country=country, place=place)


def once(desk: Desk, count: Count[Made]) -> Made:
    """The outcome of a count; kept until somebody writes to the ledger.

    Raises:
        BadQuestion: a filter names what is not known.
        LedgerError: the ledger cannot be read.
    """
    return desk.counted(count.key, count)
