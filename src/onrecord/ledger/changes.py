"""What happened to the commitments of a ledger in a stretch of time, by the dates of the reports."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.errors import BadQuestion
from onrecord.ledger.answers import Change
from onrecord.ledger.filters import first_day, last_day
from onrecord.ledger.query import today_of

ORDER = ("opened", "moved", "denied", "contradicted", "overdue", "event")


def changes(db: sqlite3.Connection, since: str, until: str | None = None, *, events: bool = False) -> tuple[Change, ...]:
    """What opened, moved, was denied, contradicted or fell overdue between two days, both included; in order of the days.

    Args:
        db: the ledger.
        since, until: days, months or years; without `until`, to the ledger's latest article.
        events: whether events that were first reported then are listed too.

    Raises:
        BadQuestion: a date is none, or the second lies before the first.
    """
    first, last = first_day(since), last_day(until) if until else today_of(db)
    if last < first:
        raise BadQuestion(f"there is nothing between {first} and {last}", "Give the earlier day as --since.")
    found = [*_moved(db, first, last), *_contradicted(db, first, last), *_overdue(db, first, last)]
    if events:
        found.extend(_events(db, first, last))
    return tuple(sorted(found, key=lambda c: (c.date or "", ORDER.index(c.change), c.id, c.what, c.before or "", c.after or "")))


def _moved(db: sqlite3.Connection, first: str, last: str) -> Iterator[Change]:
    rows = db.execute(
        """SELECT s.*, t.id, t.promisor, t.beneficiary, t.action, before.stage AS before FROM steps s
        JOIN commitment_threads t ON t.number = s.thread
        LEFT JOIN steps before ON before.thread = s.thread AND before.n = s.n - 1
        WHERE s.date >= ? AND s.date <= ? ORDER BY s.date, t.id, s.n""",
        (first, last),
    )
    for r in rows:
        kind = "opened" if r["before"] is None else "denied" if r["does"] == "denies" else "moved" if r["stage"] != r["before"] else ""
        if kind:
            after = "denied" if kind == "denied" else r["stage"]
            yield Change(r["date"], kind, r["id"], r["promisor"], r["beneficiary"], r["before"], after, r["action"], r["outlets"], r["words"])


def _contradicted(db: sqlite3.Connection, first: str, last: str) -> Iterator[Change]:
    rows = db.execute(
        """SELECT x.*, t.id, t.promisor, t.beneficiary, t.action, c.sentence, coalesce(a.publisher, a.url, a.source) AS outlet
        FROM contradictions x JOIN commitment_threads t ON x.kind = 'commitment' AND t.number = x.thread
        JOIN commitments c ON c.number = x.other_item JOIN articles a ON a.number = c.article
        WHERE x.date >= ? AND x.date <= ? ORDER BY x.date, t.id, x.n""",
        (first, last),
    )
    for r in rows:
        yield Change(
            r["date"], "contradicted", r["id"], r["promisor"], r["beneficiary"], f"{r['field']} {r['value']}", r["other_value"], r["action"],
            r["outlet"], r["sentence"],
        )  # fmt: skip


def _overdue(db: sqlite3.Connection, first: str, last: str) -> Iterator[Change]:
    """Commitments whose last day passed in the stretch, by what was known on that day."""
    day_before = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    rows = db.execute(
        """SELECT s.due, s.due_by, s.stage, s.words, s.outlets, t.id, t.promisor, t.beneficiary, t.action FROM steps s
        JOIN commitment_threads t ON t.number = s.thread
        WHERE s.due_by >= ? AND s.due_by < ? AND s.date <= s.due_by AND s.until > s.due_by ORDER BY s.due_by, t.id""",
        (day_before, last),
    )
    for r in rows:
        passed = (date.fromisoformat(r["due_by"]) + timedelta(days=1)).isoformat()
        yield Change(passed, "overdue", r["id"], r["promisor"], r["beneficiary"], r["due"], r["stage"], r["action"], r["outlets"], r["words"])


def _events(db: sqlite3.Connection, first: str, last: str) -> Iterator[Change]:
    rows = db.execute(
        """SELECT id, first_reported, actor, recipient, type, mode, status, words FROM event_threads
        WHERE first_reported >= ? AND first_reported <= ? ORDER BY first_reported, id""",
        (first, last),
    )
    for r in rows:
        what = r["type"] + (f" {r['mode']}" if r["mode"] else "")
        yield Change(r["first_reported"], "event", r["id"], r["actor"], r["recipient"] or None, None, r["status"], what, None, r["words"])
