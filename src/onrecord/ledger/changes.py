"""What changed in a stretch of time, by the dates of reports: what opened, moved, was denied, contradicted or became overdue."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.errors import BadQuestion
from onrecord.ledger.answers import Change
from onrecord.ledger.filters import first_day, last_day
from onrecord.ledger.query import COUNTED, today_of

KINDS = ("opened", "moved", "denied", "contradicted", "overdue", "event")
THREAD = "t.id, t.promisor AS who, t.beneficiary AS whom"
TOUCHED = """touched AS MATERIALIZED (SELECT thread, min(n) AS first, max(n) AS last FROM steps INDEXED BY steps_date
    WHERE date >= :since AND date <= :until GROUP BY thread)"""
OPENED = f"""SELECT s.date, 'opened' AS change, {THREAD}, NULL AS before, l.stage AS after, t.action AS what, s.outlets, s.words
    FROM touched x CROSS JOIN commitment_threads t ON t.number = x.thread CROSS JOIN steps s ON s.thread = x.thread AND s.n = 1
    CROSS JOIN steps l ON l.thread = x.thread AND l.n = x.last WHERE x.first = 1"""
MOVED = f"""SELECT s.date, 'moved', {THREAD}, b.stage, l.stage, t.action, s.outlets, s.words
    FROM touched x CROSS JOIN commitment_threads t ON t.number = x.thread CROSS JOIN steps b ON b.thread = x.thread AND b.n = x.first - 1
    CROSS JOIN steps l ON l.thread = x.thread AND l.n = x.last
    CROSS JOIN steps s ON s.thread = x.thread AND s.n = (SELECT max(y.n) FROM steps y JOIN steps z ON z.thread = y.thread AND z.n = y.n - 1
        WHERE y.thread = x.thread AND y.n BETWEEN x.first AND x.last AND y.stage <> z.stage)
    WHERE b.stage <> l.stage"""
DENIED = f"""SELECT s.date, 'denied', {THREAD}, s.stage, s.stage, t.action, s.outlets, s.words
    FROM steps s INDEXED BY steps_date CROSS JOIN commitment_threads t ON t.number = s.thread
    WHERE s.date >= :since AND s.date <= :until AND s.does = 'denies' AND s.n > 1"""
CONTRADICTED = f"""SELECT c.date, 'contradicted', {THREAD}, c.value, c.other_value, t.action, coalesce(a.publisher, a.url, a.source), m.sentence
    FROM contradictions c INDEXED BY contradictions_date CROSS JOIN commitment_threads t ON t.number = c.thread
    CROSS JOIN commitments m ON m.number = c.other_item CROSS JOIN articles a ON a.number = m.article
    WHERE c.date >= :since AND c.date <= :until AND c.kind = 'commitment'"""
OVERDUE = f"""SELECT date(s.due_by, '+1 day'), 'overdue', {THREAD}, s.due_by, s.stage, t.action, s.outlets, s.words
    FROM steps s INDEXED BY steps_due CROSS JOIN commitment_threads t ON t.number = s.thread
    WHERE s.due_by >= :eve AND s.due_by < :until AND s.date <= :until AND (s.until > :until OR s.until IS NULL)"""
REPORTED = """SELECT t.first_reported, 'event', t.id, t.actor, nullif(t.recipient, ''), NULL, t.status, t.type || coalesce(' ' || t.mode, ''),
    (SELECT coalesce(a.publisher, a.url, a.source) FROM events e JOIN articles a ON a.number = e.article
     WHERE e.thread = t.number ORDER BY e.published, e.id LIMIT 1), t.words
    FROM event_threads t INDEXED BY event_threads_first WHERE t.first_reported >= :since AND t.first_reported <= :until"""

OF_SOME = (
    ("FROM steps INDEXED BY steps_date\n    WHERE", "FROM json_each(:commitments) j CROSS JOIN steps ON thread = j.value\n    WHERE"),
    ("FROM steps s INDEXED BY steps_date CROSS", "FROM json_each(:commitments) j CROSS JOIN steps s ON s.thread = j.value CROSS"),
    ("FROM steps s INDEXED BY steps_due CROSS", "FROM json_each(:commitments) j CROSS JOIN steps s ON s.thread = j.value CROSS"),
    ("FROM contradictions c INDEXED BY contradictions_date CROSS",
     "FROM json_each(:commitments) j CROSS JOIN contradictions c ON c.kind = 'commitment' AND c.thread = j.value CROSS"),
    ("FROM event_threads t INDEXED BY event_threads_first WHERE", "FROM json_each(:events) j CROSS JOIN event_threads t ON t.number = j.value WHERE"),
)  # fmt: skip
"""The same asked of some threads alone: it starts from them, not from the dates."""


@dataclass(frozen=True, slots=True)
class Threads:
    """The numbers of some commitments and events."""

    commitments: tuple[int, ...]
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed.

    Args:
        since, until: the days asked about, both included.
        rows: the changes, the latest first.
        more: how many more there are than the limit.
        events: how many events were first reported in that time.
    """

    since: str
    until: str
    rows: tuple[Change, ...]
    more: int
    events: int


def changes(
    db: sqlite3.Connection, *, since: str, until: str | None = None, events: bool = False, limit: int | None = None,
    only: Threads | None = None,
) -> Changes:  # fmt: skip
    """What changed in a ledger in a stretch of time, by the dates of reports.

    Args:
        db: the ledger.
        since, until: both included; `until` is the day of the latest article where it is not given.
        events: list the events that were first reported then, one by one.
        limit: how many at most; None for all.
        only: the threads that are asked about; None for all.

    Raises:
        BadQuestion: a date is none, or the end lies before the beginning.
    """
    first = first_day(since)
    last = last_day(until) if until else max(today_of(db), first)
    if last < first:
        raise BadQuestion(f"{until} lies before {since}", "Give the earlier day first.")
    eve = max(date.fromisoformat(first), date.min + timedelta(1)) - timedelta(1)
    values: dict[str, str] = {"since": first, "until": last, "eve": eve.isoformat()}
    every = " UNION ALL ".join((OPENED, MOVED, DENIED, CONTRADICTED, OVERDUE, *((REPORTED,) if events else ())))
    touched = TOUCHED
    if only is not None:
        values |= {"commitments": json.dumps(only.commitments), "events": json.dumps(only.events)}
        for plain, of_some in OF_SOME:
            every, touched = every.replace(plain, of_some), touched.replace(plain, of_some)
    order = f"ORDER BY date DESC, {_place('change')}, id, before, after, words"
    rows = db.execute(
        f"WITH {touched} SELECT * FROM ({every}) {order} LIMIT :most", {**values, "most": -1 if limit is None else limit + 1}
    ).fetchall()
    more = 0
    if limit is not None and len(rows) > limit:
        (count,) = db.execute(f"WITH {touched} SELECT count(*) FROM ({every} LIMIT :most)", {**values, "most": limit + COUNTED}).fetchone()
        rows, more = rows[:limit], count - limit
    (new,) = db.execute(
        "SELECT count(*) FROM event_threads INDEXED BY event_threads_first WHERE first_reported >= :since AND first_reported <= :until",
        values,
    ).fetchone()
    return Changes(first, last, tuple(Change(**{**dict(r), "words": " ".join(r["words"].split())}) for r in rows), more, new)


def _place(column: str) -> str:
    return f"CASE {column} " + " ".join(f"WHEN '{kind}' THEN {n}" for n, kind in enumerate(KINDS)) + " END"
