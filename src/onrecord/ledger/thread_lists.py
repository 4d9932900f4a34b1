"""Lists of threads: commitments and events, now or as they stood on a day."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Literal

from onrecord.ledger import as_of
from onrecord.ledger.answers import CommitmentThread, EventThread
from onrecord.ledger.conditions import COMMITMENTS, EVENTS, Threads, drivers_of
from onrecord.ledger.filters import Filters, checked
from onrecord.ledger.history import LADDER
from onrecord.ledger.query import Arm, Driver, Question, Sql, all_of, any_of, ask, pick, tests_beside, today_of

STAGES = (*LADDER, "suspended", "withdrawn", "refused", "denied")
BY_STAGE = "CASE {x}.stage " + " ".join(f"WHEN '{s}' THEN {n}" for n, s in enumerate(STAGES)) + " ELSE 99 END"
ORDERS: dict[str, tuple[tuple[str, str], ...]] = {
    "reported": (("{at}", "DESC"), ("t.id", "DESC")),
    "first": (("t.first_reported", "DESC"), ("t.id", "DESC")),
    "due": (("{x}.due_by", "ASC"), ("t.id", "ASC")),
    "date": (("t.date", "DESC"), ("t.id", "DESC")),
    "amount": (("{x}.amount", "DESC"), ("t.id", "ASC")),
    "stage": ((BY_STAGE, "ASC"), ("{at}", "DESC"), ("t.id", "DESC")),
    "reports": (("{x}.reports", "DESC"), ("t.id", "ASC")),
    "promisor": (("t.promisor", "ASC"), ("t.id", "ASC")),
    "type": (("t.type", "ASC"), ("{at}", "DESC"), ("t.id", "DESC")),
}


def commitments(db: sqlite3.Connection, path: Path, filters: Filters) -> tuple[tuple[CommitmentThread, ...], int]:
    """The commitments that meet the filters, and how many more there are than the limit.

    Raises:
        BadQuestion: a filter names what is not known.
    """
    f = checked("commitments", filters)
    today = f.as_of or today_of(db)
    question = commitments_asked(db, f, today)
    question = replace(question, columns=_commitment_then(f.as_of) if f.as_of else _commitment_now(today))
    rows, more = as_of.listed(db, question, f, "commitment") if f.as_of else ask(db, question, f.limit, f.skip)
    return tuple(CommitmentThread(**{**dict(r), "overdue": bool(r["overdue"])}, _ledger=path, _as_of=f.as_of) for r in rows), more


def events(db: sqlite3.Connection, path: Path, filters: Filters) -> tuple[tuple[EventThread, ...], int]:
    """The events that meet the filters, and how many more there are than the limit.

    Raises:
        BadQuestion: a filter names what is not known.
    """
    f = checked("events", filters)
    question = events_asked(db, f)
    question = replace(question, columns=_event_then(f.as_of) if f.as_of else _event_now())
    rows, more = as_of.listed(db, question, f, "event") if f.as_of else ask(db, question, f.limit, f.skip)
    return tuple(EventThread(**dict(r), _ledger=path, _as_of=f.as_of) for r in rows), more


def commitments_asked(db: sqlite3.Connection, f: Filters, today: str) -> Question:
    """What filters ask of the commitments, without the columns to fetch; `f` is checked."""
    return _question(COMMITMENTS, f, list(drivers_of(db, COMMITMENTS, f)), _commitment_tests(f, today))


def events_asked(db: sqlite3.Connection, f: Filters) -> Question:
    """The same of the events."""
    return _question(EVENTS, f, list(drivers_of(db, EVENTS, f)), _event_tests(f))


def numbers(db: sqlite3.Connection, kind: Literal["commitments", "events"], filters: Filters) -> list[int]:
    """The numbers of all threads that meet the filters, in their order.

    Raises:
        BadQuestion: a filter names what is not known.
    """
    f = checked(kind, filters)
    threads, tests = (COMMITMENTS, _commitment_tests(f, f.as_of or today_of(db))) if kind == "commitments" else (EVENTS, _event_tests(f))
    question = replace(_question(threads, f, list(drivers_of(db, threads, f)), tests), columns=Sql("SELECT k.number AS number FROM k"))
    rows, _ = ask(db, question, f.limit)
    return [r["number"] for r in rows]


def commitment(db: sqlite3.Connection, path: Path, number: int, day: str | None) -> CommitmentThread | None:
    """One commitment by its number, now or on a day; None where it was not on record by then."""
    question = _one(COMMITMENTS, number, day)
    question = replace(question, columns=_commitment_then(day) if day else _commitment_now(today_of(db)))
    rows, _ = as_of.listed(db, question, Filters(as_of=day), "commitment") if day else ask(db, question, None)
    return CommitmentThread(**{**dict(rows[0]), "overdue": bool(rows[0]["overdue"])}, _ledger=path, _as_of=day) if rows else None


def event(db: sqlite3.Connection, path: Path, number: int, day: str | None) -> EventThread | None:
    """One event by its number, now or on a day; None where it was not on record by then."""
    question = replace(_one(EVENTS, number, day), columns=_event_then(day) if day else _event_now())
    rows, _ = as_of.listed(db, question, Filters(as_of=day), "event") if day else ask(db, question, None)
    return EventThread(**dict(rows[0]), _ledger=path, _as_of=day) if rows else None


def _one(threads: Threads, number: int, day: str | None) -> Question:
    source, where = Sql(f"{threads.table} t"), Sql("t.number = ?", (number,))
    if not day:
        return Question([Arm(source, where, "")], (), (("t.id", "ASC"),), Sql(""))
    then = _then(threads, day)
    arm = Arm(Sql(f"{source.text} {then.join}"), all_of([where, then.where]), "")
    return Question([arm], (), (("t.id", "ASC"),), Sql(""), "x.n" if threads is COMMITMENTS else "m.number")


def _question(threads: Threads, f: Filters, drivers: list[Driver], tests: list[Sql]) -> Question:
    """With a day, or an end of the reports that are asked for, the order is that of the latest report until then."""
    day = f.as_of or f.until
    chosen = pick(drivers, any_size=day is None)
    x = "x" if f.as_of and threads is COMMITMENTS else "t"
    arms = list(chosen.arms) if chosen else _plain(threads, f)
    tests = [*tests, *(tests_beside(chosen, drivers) if not f.as_of else (d.test for d in drivers))]  # an arm may go by later reports
    if day:
        then = _then(threads, day)
        at = "x.date" if threads is COMMITMENTS else "m.published"
        arms = [Arm(Sql(f"{a.source.text} {then.join}", a.source.values), all_of([a.where, then.where]), at) if chosen else a for a in arms]
    if f.since is not None:
        arms = [replace(a, where=all_of([a.where, Sql(f"{a.at} >= ?", (f.since,))])) for a in arms]
    order = [(e.replace("{x}", x), way) for e, way in ORDERS[f.sort]]
    return Question(arms, tests, order, Sql(""), "x.n" if x == "x" else "m.number" if f.as_of else "NULL")


def _plain(threads: Threads, f: Filters) -> list[Arm]:
    """All threads in order, by the index that leaves most of them out."""
    if f.as_of or f.until:
        return _plain_then(threads, f)
    table = threads.table
    index, where = "last", Sql("")
    if f.sort == "due":
        index = "due"
    elif f.sort == "amount" and f.currency:
        index = "amount"
    elif f.sort == "first" and threads is EVENTS:
        index = "first"
    elif f.contradicted:
        index = "differ"
    elif f.denied and threads is COMMITMENTS:
        index = "denied"
    elif f.review not in (None, "unreviewed"):
        index, where = "reviewed", Sql("t.review <> 'unreviewed'")
    elif f.stage and threads is COMMITMENTS:
        return [Arm(Sql(f"{table} t INDEXED BY {table}_stage"), Sql("t.stage = ?", (s,)), "t.last_reported") for s in f.stage]
    elif f.type and f.type.isupper():
        index = "type"
    return [Arm(Sql(f"{table} t INDEXED BY {table}_{index}"), where, "t.last_reported")]


def _plain_then(threads: Threads, f: Filters) -> list[Arm]:
    then = _then(threads, f.as_of or f.until or "")
    if threads is EVENTS:
        return [
            Arm(Sql(f"events m INDEXED BY events_published CROSS JOIN {threads.table} t ON t.number = m.thread"), then.where, "m.published")
        ]
    join = f"CROSS JOIN {threads.table} t ON t.number = x.thread"
    if f.stage and f.as_of:
        source = Sql(f"steps x INDEXED BY steps_stage {join}")
        return [Arm(source, all_of([Sql("x.stage = ?", (s,)), then.where]), "x.date") for s in f.stage]
    return [Arm(Sql(f"steps x INDEXED BY {'steps_due' if f.sort == 'due' and f.as_of else 'steps_date'} {join}"), then.where, "x.date")]


class _Then:
    """What a thread's row is joined with to say how it stood on a day."""

    def __init__(self, join: str, where: Sql) -> None:
        self.join, self.where = join, where


def _then(threads: Threads, day: str) -> _Then:
    """The step after which a commitment stood so on the day; the last mention of an event before its end."""
    if threads is COMMITMENTS:
        return _Then("CROSS JOIN steps x ON x.thread = t.number", Sql("x.date <= ? AND (x.until > ? OR x.until IS NULL)", (day, day)))
    last = Sql(
        "m.published <= ? AND NOT EXISTS (SELECT 1 FROM events y WHERE y.thread = m.thread AND y.published <= ? "
        "AND (y.published, y.id) > (m.published, m.id))",
        (day, day),
    )
    return _Then("CROSS JOIN events m ON m.thread = t.number", last)


def _commitment_tests(f: Filters, today: str) -> list[Sql]:
    x = "x" if f.as_of else "t"
    tests = _common_tests(f, x)
    if f.stage:
        tests.append(any_of(f"{x}.stage", f.stage))
    if f.type:
        tests.append(as_of.or_told_later(Sql("t.instrument = ?", (f.type,)), f.as_of))
    if f.certainty:
        tests.append(Sql(f"{'x.stage_certainty' if f.as_of else 't.certainty'} = ?", (f.certainty,)))
    if f.overdue or f.due_before is not None:
        tests.append(Sql(f"{x}.due_by < ?", (min(d for d in (today if f.overdue else None, f.due_before) if d),)))
    if f.due_after is not None:
        tests.append(Sql(f"{x}.due_by > ?", (f.due_after,)))
    if f.sort == "due":
        tests.append(Sql(f"{x}.due_by IS NOT NULL"))
    if f.denied:
        then = Sql("EXISTS (SELECT 1 FROM steps d WHERE d.thread = t.number AND d.does = 'denies' AND d.date <= ?)", (f.as_of,))
        tests.append(then if f.as_of else Sql("t.denials > 0"))
    return tests


def _event_tests(f: Filters) -> list[Sql]:
    tests = _common_tests(f, "t")
    for column, value in (("type" if (f.type or "").isupper() else "mode", f.type), ("status", f.status), ("certainty", f.certainty)):
        if value:
            tests.append(as_of.or_told_later(Sql(f"t.{column} = ?", (value,)), f.as_of))
    return tests


def _common_tests(f: Filters, x: str) -> list[Sql]:
    tests = []
    for text, value in ((f"{x}.amount >= ?", f.least), (f"{x}.amount <= ?", f.most), (f"{x}.unit = ?", f.currency),
                        ("t.review = ?", f.review)):  # fmt: skip
        if value is not None:
            tests.append(as_of.or_told_later(Sql(text, (value,)), f.as_of if text.startswith("t.") else None))
    if f.until is not None and f.as_of:
        within = "c.thread = t.number AND c.published >= ? AND c.published <= min(?, ?)"
        mentions = "commitments" if x == "x" else "events"
        tests.append(Sql(f"EXISTS (SELECT 1 FROM {mentions} c WHERE {within})", (f.since or "", f.until, f.as_of)))
    if f.sort == "amount":
        tests.append(as_of.or_told_later(Sql(f"{x}.amount IS NOT NULL"), f.as_of if x == "t" else None))
    if f.contradicted:
        kind = "commitment" if x == "x" else "event"
        then = Sql("EXISTS (SELECT 1 FROM contradictions d WHERE d.kind = ? AND d.thread = t.number AND d.date <= ?)", (kind, f.as_of))
        tests.append(then if f.as_of else Sql("t.contradictions > 0"))
    return tests


SHARED = "t.id, t.promisor, t.promisor_country, t.beneficiary, t.beneficiary_country, t.action, t.instrument, t.first_reported, t.review"


def _commitment_now(today: str) -> Sql:
    return Sql(
        f"""SELECT {SHARED}, t.stage, t.stage_since, t.amount, t.unit, t.delivered, t.due, t.due_by, coalesce(t.due_by < ?, 0) AS overdue, t.condition,
        t.certainty, t.last_reported, t.reports, t.outlets, t.mentions, t.denials, t.contradictions,
        (SELECT s.words FROM steps s WHERE s.thread = t.number ORDER BY s.n DESC LIMIT 1) AS words
        FROM k CROSS JOIN commitment_threads t ON t.number = k.number""",
        (today,),
    )


def _commitment_then(day: str) -> Sql:
    """How a commitment stood on a day, counted over the reports until then."""
    items = """(SELECT c.number AS item, c.article FROM commitments c WHERE c.thread = t.number AND c.published <= ?
        UNION SELECT e.number, e.article FROM steps s JOIN events e ON e.number = s.item WHERE s.thread = t.number AND s.date <= ?)"""
    return Sql(
        f"""SELECT {as_of.NAMED}, {SHARED},
        x.stage, x.stage_since, x.amount, x.unit, x.delivered, x.due, x.due_by, coalesce(x.due_by < ?, 0) AS overdue, x.condition,
        x.stage_certainty AS certainty, x.date AS last_reported, x.reports,
        (SELECT count(DISTINCT coalesce(a.publisher, a.url, a.source)) FROM {items} told JOIN articles a ON a.number = told.article) AS outlets,
        (SELECT count(*) FROM {items}) AS mentions,
        (SELECT count(*) FROM steps s WHERE s.thread = t.number AND s.does = 'denies' AND s.date <= ?) AS denials,
        (SELECT count(*) FROM contradictions d WHERE d.kind = 'commitment' AND d.thread = t.number AND d.date <= ?) AS contradictions, x.words
        FROM k CROSS JOIN commitment_threads t ON t.number = k.number CROSS JOIN steps x ON x.thread = k.number AND x.n = k.n""",
        (day,) * 7,
    )


EVENT = """t.id, t.type, t.mode, t.cameo, t.quad, t.goldstein, t.actor, t.actor_country, t.recipient, t.recipient_country, t.status, t.certainty, t.date,
    t.place, t.country, t.admin1, t.geonameid, t.latitude, t.longitude, t.amount, t.unit, t.words, t.first_reported, t.review"""


def _event_now() -> Sql:
    counts = "t.last_reported, t.reports, t.outlets, t.mentions, t.contradictions"
    return Sql(f"SELECT {EVENT}, {counts} FROM k CROSS JOIN event_threads t ON t.number = k.number")


def _event_then(day: str) -> Sql:
    until = "FROM events e JOIN articles a ON a.number = e.article WHERE e.thread = t.number AND e.published <= ?"
    return Sql(
        f"""SELECT {as_of.NAMED}, {EVENT}, m.published AS last_reported, (SELECT count(DISTINCT a.report) {until}) AS reports,
        (SELECT count(DISTINCT coalesce(a.publisher, a.url, a.source)) {until}) AS outlets, (SELECT count(*) {until}) AS mentions,
        (SELECT count(*) FROM contradictions d WHERE d.kind = 'event' AND d.thread = t.number AND d.date <= ?) AS contradictions
        FROM k CROSS JOIN event_threads t ON t.number = k.number CROSS JOIN events m ON m.number = k.n""",
        (day,) * 4,
    )
