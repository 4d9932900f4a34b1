"""Which commitments and events meet some filters, by their numbers alone."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from onrecord.ledger.changes import Threads
from onrecord.ledger.conditions import COMMITMENTS, EVENTS
from onrecord.ledger.filters import Filters, checked
from onrecord.ledger.query import numbers, today_of
from onrecord.ledger.thread_lists import commitments_asked, events_asked


def threads(db: sqlite3.Connection, filters: Filters, id: str | None = None) -> Threads:
    """The numbers of the commitments and events that meet some filters, without reading them; with an id only that one, if it meets them.

    Raises:
        BadQuestion: a filter names what is not known.
    """
    found: list[tuple[int, ...]] = []
    for kind, kept in (("commitments", COMMITMENTS), ("events", EVENTS)):
        one = None if id is None else {row[0] for row in db.execute(f"SELECT number FROM {kept.table} WHERE id = ?", (id,))}
        if one is not None and (not one or filters == Filters()):
            found.append(tuple(one))
            continue
        f = checked("commitments" if kind == "commitments" else "events", replace(filters, sort="reported"))
        all_that_meet = numbers(db, commitments_asked(db, f, today_of(db)) if kind == "commitments" else events_asked(db, f))
        found.append(tuple(n for n in all_that_meet if one is None or n in one))
    return Threads(*found)
