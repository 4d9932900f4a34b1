"""Counts beforehand what the pages without filters show, while the reader looks at the board: over a large ledger that takes seconds."""

from __future__ import annotations

from onrecord.errors import OnRecordError
from onrecord.room.asking import asked
from onrecord.room.days import today_at
from onrecord.room.desk import Desk
from onrecord.room.drawings import DRAWINGS, Given
from onrecord.room.feeds import latest_of_all
from onrecord.room.tables import counted_at, counts_of_kinds


def count_beforehand(desk: Desk) -> None:
    """Count for the timeline, the actors, the map, the tables and the feed; a ledger that cannot be read is told by the page that is asked for."""
    nothing = Given(())
    try:
        today_at(desk)
        for drawing in DRAWINGS.values():
            drawing.figure(desk, asked("events", nothing), {})
        for kind in counts_of_kinds():
            counted_at(desk, kind, asked(kind, nothing))
        latest_of_all(desk)
    except OnRecordError:
        return
