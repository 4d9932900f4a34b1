"""Reads beforehand what the pages of counts are counted from, while the reader looks at the board: over a large ledger that takes seconds.

Then what those pages show without filters is counted. After a write what was written is read again, by whoever asks first or, once the ledger rests, here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from onrecord.charts.png import read_fonts
from onrecord.errors import OnRecordError
from onrecord.ledger.filters import Filters
from onrecord.room.counting import Count, once
from onrecord.room.days import today_at
from onrecord.room.desk import Desk
from onrecord.room.drawings import DRAWINGS
from onrecord.room.feeds import latest_of_all
from onrecord.room.tables import counts_of_kinds, table_count

REST = 30.0
"""Seconds for which a ledger that was written to must rest before it is counted again: not after each of a row of reviews."""


def count_beforehand(desk: Desk) -> None:
    """Count for the timeline, the actors, the map, the tables and the feed, as they are without filters, and read the fonts of pictures.

    A ledger that cannot be read is told by the page that is asked for.
    """
    read_fonts()
    try:
        today_at(desk)
        for counted in _of_all():
            once(desk, counted)
        latest_of_all(desk)
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
    yield from (drawing.count(nothing, {}, False) for drawing in DRAWINGS.values())
    yield from (table_count(kind, nothing) for kind in counts_of_kinds())
