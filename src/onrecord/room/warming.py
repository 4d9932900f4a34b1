"""Counts beforehand what the pages of counts show, while the reader looks at the board: over a large ledger that takes seconds.

First what the pages without filters show, then those of the values of a field (a country, a type) that most rows have: whoever asks for one of them first
would wait for it. Counted again when the ledger was written to and rests, so that a review costs no reader those seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from onrecord.charts.periods import Unit
from onrecord.errors import OnRecordError
from onrecord.ledger.filters import Filters, Kind
from onrecord.room.counting import Count, once, together
from onrecord.room.days import today_at
from onrecord.room.desk import Desk
from onrecord.room.drawings import DRAWINGS
from onrecord.room.feeds import latest_of_all
from onrecord.room.tables import counts_of_kinds, table_count

LARGE = 7_000
"""Rows from which a value is counted beforehand; those of fewer take about a fifth of a second at most when they are asked for."""
MOST_VALUES = 60
"""Values of a kind that are counted beforehand, those with the most rows first: what bounds the memory."""
FIELDS: dict[Kind, tuple[str, ...]] = {"events": ("country", "type"), "commitments": ("stage", "type", "certainty"), "statements": ("type", "stance")}
"""The fields whose values are counted beforehand, by kind."""
LONGEST = 300.0
"""Seconds after which no further value is begun."""
UNITS: tuple[Unit, ...] = ("day", "week")
"""Periods that a timeline is counted by beforehand, besides the one that suits its span."""
REST = 30.0
"""Seconds for which a ledger that was written to must rest before it is counted again: not after each of a row of reviews."""


def count_beforehand(desk: Desk) -> None:
    """Count for the timeline, the actors, the map, the tables and the feed, and for what most rows have; it ends early when the ledger is written to.

    A ledger that cannot be read is told by the page that is asked for.
    """
    state, began = desk.state(), time.monotonic()
    try:
        today_at(desk)
        for counted in _of_all():
            together(desk, [counted])
        latest_of_all(desk)
        for same_rows in _of_the_largest(desk):
            if desk.state() != state or time.monotonic() - began > LONGEST:
                return
            together(desk, same_rows)
    except OnRecordError:
        return


def attend(desk: Desk, wait: Callable[[float], object] = time.sleep) -> None:
    """Count beforehand, and again whenever the ledger was written to and rests; it does not end.

    Args:
        desk: whose ledger it is.
        wait: passes some seconds.
    """
    while True:
        state, began = desk.state(), time.monotonic()
        count_beforehand(desk)
        wait(max(REST, time.monotonic() - began))  # at least half of the time is left to those who ask
        while desk.state() == state:
            wait(REST)
        written = None
        while written != desk.state():  # whoever writes is not done, perhaps
            written = desk.state()
            wait(REST)


def _of_all() -> Iterator[Count[Any]]:
    """What the pages without filters show."""
    nothing = Filters()
    yield from (drawing.count(nothing, {}) for drawing in DRAWINGS.values())
    yield from (table_count(kind, nothing) for kind in counts_of_kinds())


def _of_the_largest(desk: Desk) -> Iterator[list[Count[Any]]]:
    """For each value that many rows have, the counts of those rows."""
    for kind, fields in FIELDS.items():
        _, by_field = once(desk, table_count(kind, Filters()))
        found = sorted((-rows, name, value) for name in fields for value, rows in by_field[name] if rows >= LARGE)
        for _, name, value in found[:MOST_VALUES]:
            given: dict[str, Any] = {name: (value,) if name == "stage" else value}
            yield list(_of_a_value(kind, Filters(**given)))


def _of_a_value(kind: Kind, filters: Filters) -> Iterator[Count[Any]]:
    yield table_count(kind, filters)
    if kind == "events":
        yield from (drawing.count(filters, {}) for drawing in DRAWINGS.values())
        yield from (DRAWINGS["timeline"].count(filters, {"by": unit}) for unit in UNITS)
