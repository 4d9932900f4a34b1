"""Threads as their reports told of them until a day: a later report may name another promisor, move an event's date, or be the first that was reviewed.

The steps of a commitment keep its stage, sum and due date of each day. What the reports tell together (who, whom, what; of an event all) is kept as it is
now; where reports came after the day it is drawn anew from those until then, in the way in which the thread itself is drawn. A review counts for any day:
it says how a report must be read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from onrecord.ledger.features import loaded
from onrecord.ledger.filters import Filters
from onrecord.ledger.query import COUNTED, Question, Sql, ask
from onrecord.ledger.threads import mention_rows_of, told_of_commitment, told_of_event

Kind = Literal["commitment", "event"]
Row = dict[str, Any]
NAMED = "t.number AS number, t.last_reported AS latest"
"""The columns of a question that tell which threads must be drawn anew."""
SORTED: dict[str, tuple[str, bool]] = {"date": ("date", True), "amount": ("amount", True), "type": ("type", False), "promisor": ("promisor", False),
                                       "reports": ("reports", True)}  # fmt: skip
"""Orders by what may be another on the day: by which column, and whether the highest comes first."""
KEPT_BY_STEPS = frozenset(["amount", "reports"])
"""Those of them that the steps of a commitment know."""


def or_told_later(test: Sql, day: str | None) -> Sql:
    """A condition on what a thread tells now, which lets pass what was told of after the day: that is looked at once it is drawn as of the day."""
    return Sql(f"({test.text} OR t.last_reported > ?)", (*test.values, day)) if day else test


def listed(db: sqlite3.Connection, question: Question, f: Filters, kind: Kind) -> tuple[list[Row], int]:
    """The rows that answer a question as of a day, and how many more there are (counted up to `COUNTED`).

    Args:
        db: the ledger.
        question: its columns begin with `NAMED`.
        f: the filters, with `as_of`.
        kind: of the threads.
    """
    day = f.as_of or ""
    order = SORTED.get(f.sort) if not (kind == "commitment" and f.sort in KEPT_BY_STEPS) else None
    tests = list(_tests(f, kind))
    if order is None and not tests:
        rows, more = ask(db, question, f.limit, f.skip)
        return [_restated(db, row, kind, day) for row in rows], more
    wanted = None if f.limit is None else f.skip + f.limit
    limit = None if order is not None or wanted is None else wanted + COUNTED
    while True:
        rows, more = ask(db, question, limit)
        kept = [row for row in (_restated(db, row, kind, day) for row in rows) if all(_meets(row, *test) for test in tests)]
        if limit is None or wanted is None or not more or len(kept) >= wanted + COUNTED:
            break
        limit *= 4
    if order is not None:
        column, highest_first = order
        unknown = [row for row in kept if row[column] is None]
        known = sorted((row for row in kept if row[column] is not None), key=lambda row: row[column], reverse=highest_first)  # else as they came
        kept = [*known, *unknown] if highest_first else [*unknown, *known]
    if wanted is None:
        return kept[f.skip :], 0
    return kept[f.skip : wanted], min(max(len(kept) - wanted, 0), COUNTED)


def _tests(f: Filters, kind: Kind) -> Iterator[tuple[str, str, Any]]:
    """The filters on what may be another on the day: (column, sign, value)."""
    if f.review is not None:
        yield "review", "=", f.review
    if kind == "commitment":
        if f.type:
            yield "instrument", "=", f.type
        return
    for column, sign, value in (
        ("type" if (f.type or "").isupper() else "mode", "=", f.type), ("status", "=", f.status), ("certainty", "=", f.certainty),
        ("unit", "=", f.currency), ("amount", ">=", f.least), ("amount", "<=", f.most),
    ):  # fmt: skip
        if value is not None:
            yield column, sign, value
    if f.sort == "amount":
        yield "amount", ">=", float("-inf")


def _meets(row: Row, column: str, sign: str, value: Any) -> bool:
    own = row[column]
    if own is None:
        return False
    return bool(own == value if sign == "=" else own >= value if sign == ">=" else own <= value)


def _restated(db: sqlite3.Connection, row: Row, kind: Kind, day: str) -> Row:
    """A row without the columns of `NAMED`, drawn anew where reports came after the day."""
    number, latest = row.pop("number"), row.pop("latest")
    if latest is None or latest <= day:
        return row
    table = f"{kind}s"
    items = [r[0] for r in db.execute(f"SELECT number FROM {table} WHERE thread = ? AND published <= ?", (number, day))]
    own = sorted(mention_rows_of(db, table, items).values(), key=lambda r: (r["order"], r["number"]))
    if not own:
        return row  # only an event that shows it fulfilled was told of by then
    if kind == "event":
        return row | told_of_event(own)
    shown = [r[0] for r in db.execute("SELECT s.item FROM steps s JOIN events e ON e.number = s.item WHERE s.thread = ? AND s.date <= ?", (number, day))]
    return row | told_of_commitment(_features(db, [*items, *shown]), own)


def _features(db: sqlite3.Connection, items: Sequence[int]) -> list[Any]:
    found = [
        loaded(r[0]) for item in items for r in db.execute("SELECT features FROM link_features WHERE kind = 'commitment' AND item = ?", (item,))
    ]
    return sorted(found, key=lambda one: (one.order, one.item))
