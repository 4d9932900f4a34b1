"""Which commitments and events meet some filters, by their numbers alone."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from onrecord.ledger.changes import Threads
from onrecord.ledger.conditions import COMMITMENTS, EVENTS, places_of
from onrecord.ledger.conditions import Threads as Kept
from onrecord.ledger.filters import Filters, checked
from onrecord.ledger.query import numbers, today_of
from onrecord.ledger.thread_lists import commitments_asked, events_asked
from onrecord.ledger.words import words_of


def threads(db: sqlite3.Connection, filters: Filters, id: str | None = None) -> Threads:
    """The numbers of the commitments and events that meet some filters, without reading them; with an id only that one, if it meets them.

    Raises:
        BadQuestion: a filter names what is not known.
    """
    found: list[tuple[int, ...]] = []
    for kept in (COMMITMENTS, EVENTS):
        one = None if id is None else {row[0] for row in db.execute(f"SELECT number FROM {kept.table} WHERE id = ?", (id,))}
        if one is not None and (not one or filters == Filters()):
            found.append(tuple(one))
            continue
        found.append(tuple(n for n in numbers_of(db, kept, filters) if one is None or n in one))
    return Threads(*found)


def numbers_of(db: sqlite3.Connection, kept: Kept, filters: Filters) -> list[int]:
    """The numbers of the threads of a kind that meet some filters, in no order that means anything.

    Raises:
        BadQuestion: a filter names what is not known.
    """
    f = checked("commitments" if kept is COMMITMENTS else "events", replace(filters, sort="reported"))
    if f.text is None or f.as_of is not None or places_of(db, "item_words", match := words_of(f.text).match) is not None:
        return _listed(db, kept, f)
    # Words of more places than `conditions.WORDS`: a list starts from its latest rows, but here all are wanted, and the places are the fewer rows.
    hits = f"item_words i CROSS JOIN {kept.mentions} c INDEXED BY {kept.mentions}_narrow ON c.number = i.rowid"
    held = {row[0] for row in db.execute(f"SELECT c.thread FROM {hits} WHERE i.item_words MATCH ? AND c.thread IS NOT NULL", (match,))}
    rest = replace(f, text=None)
    return sorted(held if replace(rest, sort="") == Filters() else held.intersection(_listed(db, kept, rest)))


def _listed(db: sqlite3.Connection, kept: Kept, f: Filters) -> list[int]:
    return numbers(db, commitments_asked(db, f, f.as_of or today_of(db)) if kept is COMMITMENTS else events_asked(db, f))
