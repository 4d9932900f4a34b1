"""How many: the rows that meet some filters, counted by a field, by time and type, by pair and by country.

Every number is that of a list: what is counted under a value is what the list shows when that value is asked for besides.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.errors import BadQuestion
from onrecord.ledger.conditions import COMMITMENTS, EVENTS, Threads
from onrecord.ledger.filters import Filters, Kind, checked
from onrecord.ledger.item_lists import articles_asked, statements_asked
from onrecord.ledger.query import Question, Sql, numbers, today_of
from onrecord.ledger.rows import ITEMS
from onrecord.ledger.thread_lists import commitments_asked, events_asked

Unit = Literal["day", "week", "month", "year"]
PERIODS: dict[str, tuple[str, int]] = {
    "day": ("substr({x}, 1, 10)", 10), "week": ("date({x}, 'weekday 0', '-6 days')", 10), "month": ("substr({x}, 1, 7)", 7),
    "year": ("substr({x}, 1, 4)", 4),
}  # fmt: skip
"""How a date is cut to the key of its period, and how many characters a date must have for it."""
THREADS: dict[str, Threads] = {"commitments": COMMITMENTS, "events": EVENTS}
FACETS: dict[str, tuple[str, ...]] = {
    "commitments": ("stage", "type", "country", "outlet", "certainty", "month"),
    "events": ("type", "status", "country", "outlet", "certainty", "month"),
    "statements": ("type", "stance", "country", "outlet", "month"),
    "articles": ("outlet", "month"),
}
"""What each kind is counted by: the names of filters, and "month", which sets two."""
COLUMNS: dict[str, dict[str, str]] = {
    "commitments": {"stage": "stage", "type": "instrument", "certainty": "certainty"},
    "events": {"type": "type", "status": "status", "certainty": "certainty"},
    "statements": {"type": "manner", "stance": "stance", "country": "speaker_country"},
    "articles": {},
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rows to be counted.

    Args:
        kind: of the list.
        numbers: theirs, as a list in JSON; None for all that there are.
        count: how many they are.
        since, until: the stretch of reports that was asked for, as it was checked.
    """

    kind: Kind
    numbers: str | None
    count: int
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """How many events of a quad class one party did to another, each party in all its spellings."""

    source: int
    target: int
    quad: int
    count: int


@dataclass(frozen=True, slots=True)
class Named:
    """A party as it is shown: its id and name."""

    id: str
    name: str


def chosen(db: sqlite3.Connection, kind: Kind, filters: Filters) -> Chosen:
    """The rows that meet the filters, whatever their order and limit.

    Raises:
        BadQuestion: a filter names what is not known, or the day of an earlier state, of which nothing is counted.
    """
    if filters.as_of:
        raise BadQuestion("what stood on a day is listed, not counted", "Ask for reports up to that day instead: until.")
    f = checked(kind, replace(filters, limit=None, skip=0, sort=""))
    if replace(f, sort="") == Filters():
        table = THREADS[kind].table if kind in THREADS else kind
        return Chosen(kind, None, db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    made: dict[str, Callable[[], Question]] = {
        "commitments": lambda: commitments_asked(db, f, today_of(db)), "events": lambda: events_asked(db, f),
        "statements": lambda: statements_asked(db, f), "articles": lambda: articles_asked(db, f),
    }  # fmt: skip
    f = replace(f, sort="reported")
    found = numbers(db, made[kind]())
    return Chosen(kind, json.dumps(found), len(found), f.since, f.until)


def facets(db: sqlite3.Connection, rows: Chosen) -> dict[str, list[tuple[str, int]]]:
    """For each field of `FACETS` its values with how many rows have them, the most first; months the latest first."""
    found: dict[str, Counter[str]] = {name: Counter() for name in FACETS[rows.kind]}
    columns = COLUMNS[rows.kind]
    if columns:
        table = THREADS[rows.kind].table if rows.kind in THREADS else rows.kind
        narrow = f" INDEXED BY {table}_narrow" if rows.kind in THREADS else ""
        within = _within("t.number", rows)
        named = ", ".join(f"t.{c}" for c in columns.values())
        for *values, count in db.execute(f"SELECT {named}, count(*) FROM {table} t{narrow} WHERE {within.text} GROUP BY {named}", within.values):
            for name, value in zip(columns, values, strict=True):
                if value is not None:
                    found[name][value] += count
    if rows.kind in THREADS:
        found["country"].update(dict(_countries(db, rows, (THREADS[rows.kind].from_role, THREADS[rows.kind].to_role, "place"))))
    found["outlet"].update(dict(_outlets(db, rows)))
    for (month, _), count in by_time(db, rows, "month").items():
        found["month"][month] += count
    return {
        name: sorted(values.items(), key=lambda v: v[0], reverse=True) if name == "month" else sorted(values.items(), key=lambda v: (-v[1], v[0]))
        for name, values in found.items()
    }  # fmt: skip


def span(db: sqlite3.Connection, rows: Chosen) -> tuple[str, str] | None:
    """The first and the last day of the reports of some rows, within the stretch that was asked for; None where none has a full date."""
    source, date, _ = _reports(rows)
    within = _within_reports(rows, date)
    first, last = db.execute(
        f"SELECT min({date}), max({date}) FROM {source} WHERE length({date}) >= 10 AND {within.text}", within.values
    ).fetchone()
    return (first[:10], last[:10]) if first else None


def by_time(db: sqlite3.Connection, rows: Chosen, unit: Unit) -> Counter[tuple[str, str]]:
    """How many rows were reported in each period, by its key and the type of the event; of other kinds the type is "".

    A row that was reported in several periods counts in each. Dates that are not known to the length of the period are left out.
    """
    source, date, thing = _reports(rows)
    within = _within_reports(rows, date)
    cut, least = PERIODS[unit]
    type = "type" if rows.kind == "events" else "''"
    join = f"JOIN {EVENTS.table} t ON t.number = d.thing" if rows.kind == "events" else ""
    found = db.execute(
        f"""SELECT d.period, {type}, count(*) FROM (SELECT DISTINCT {cut.format(x=date)} AS period, {thing} AS thing FROM {source}
        WHERE {date} IS NOT NULL AND length({date}) >= {least} AND {within.text}) d {join} GROUP BY 1, 2""",
        within.values,
    )
    return Counter({(period, kind): count for period, kind, count in found if period is not None})


def dated(db: sqlite3.Connection, rows: Chosen, unit: Unit) -> int:
    """How many rows `by_time` counts somewhere; the others have no report whose date is known to the length of the period."""
    source, date, thing = _reports(rows)
    within = _within_reports(rows, date)
    asked = f"SELECT count(DISTINCT {thing}) FROM {source} WHERE length({date}) >= {PERIODS[unit][1]} AND {within.text}"
    return int(db.execute(asked, within.values).fetchone()[0])


def quad_of(db: sqlite3.Connection, type: str) -> int:
    """The quad class of a type of event that is on record; it follows from the type, and the codebook takes long to read."""
    return int(db.execute(f"SELECT quad FROM {EVENTS.table} WHERE type = ? LIMIT 1", (type,)).fetchone()[0])


def pairs(db: sqlite3.Connection, rows: Chosen) -> list[Pair]:
    """How many events each party did to each other, by quad class, the most first."""
    within = _within("x.thread", rows)
    found = db.execute(
        f"""SELECT coalesce(p.same_as, p.number) AS source, coalesce(q.same_as, q.number) AS target, t.quad, count(DISTINCT x.thread)
        FROM thread_parties x INDEXED BY thread_parties_thread
        CROSS JOIN thread_parties y INDEXED BY thread_parties_thread ON y.kind = 'event' AND y.thread = x.thread AND y.role = 'recipient'
        CROSS JOIN parties p ON p.number = x.party CROSS JOIN parties q ON q.number = y.party
        CROSS JOIN {EVENTS.table} t ON t.number = x.thread WHERE x.kind = 'event' AND x.role = 'actor' AND {within.text} GROUP BY 1, 2, 3""",
        within.values,
    )
    return sorted((Pair(*row) for row in found), key=lambda p: (-p.count, p.source, p.target, p.quad))


def named(db: sqlite3.Connection, parties: Sequence[int]) -> dict[int, Named]:
    """Parties by their numbers."""
    found = db.execute("SELECT number, id, name FROM parties WHERE number IN (SELECT value FROM json_each(?))", (json.dumps(list(parties)),))
    return {number: Named(id, name) for number, id, name in found}


def places(db: sqlite3.Connection, rows: Chosen) -> list[tuple[str, int]]:
    """How many events happened in each country (ISO 3166-1 alpha-3), the most first."""
    return sorted(_countries(db, rows, ("place",)), key=lambda c: (-c[1], c[0]))


def _countries(db: sqlite3.Connection, rows: Chosen, roles: Sequence[str]) -> list[tuple[str, int]]:
    within = _within("x.thread", rows)
    marks = ", ".join("?" * len(roles))
    found = db.execute(
        f"""SELECT x.country, count(DISTINCT x.thread) FROM thread_countries x WHERE x.kind = ? AND x.role IN ({marks}) AND {within.text}
        GROUP BY x.country""",
        (THREADS[rows.kind].kind, *roles, *within.values),
    )
    return [(country, count) for country, count in found]


def _outlets(db: sqlite3.Connection, rows: Chosen) -> list[tuple[str, int]]:
    """How many rows each outlet reported; what its numbers tell of the article is taken from them, for the rows themselves are wide."""
    source, _, thing = _reports(rows)
    within = _within(thing, rows)
    article = "m.number" if rows.kind == "articles" else f"m.number / {ITEMS}"
    found = db.execute(
        f"""SELECT a.publisher, count(*) FROM (SELECT DISTINCT p.publisher, {thing} AS thing FROM {source} JOIN articles p ON p.number = {article}
        WHERE p.publisher IS NOT NULL AND {thing} IS NOT NULL AND {within.text}) a GROUP BY 1""",
        within.values,
    )
    return [(outlet, count) for outlet, count in found]


def _reports(rows: Chosen) -> tuple[str, str, str]:
    """Where the dates of reports stand: a table with the alias m, the date, and what is counted."""
    if rows.kind in THREADS:
        mentions = THREADS[rows.kind].mentions
        return f"{mentions} m INDEXED BY {mentions}_narrow", "m.published", "m.thread"
    return f"{rows.kind} m", "m.published", "m.number"


def _within(column: str, rows: Chosen) -> Sql:
    """The condition that a column names one of the rows."""
    return Sql(f"{column} IN (SELECT value FROM json_each(?))", (rows.numbers,)) if rows.numbers is not None else Sql(f"{column} IS NOT NULL")


def _within_reports(rows: Chosen, date: str) -> Sql:
    """The same for reports, and that they lie in the stretch that was asked for."""
    one = _within(_reports(rows)[2], rows)
    bounds = [(sign, value) for sign, value in ((">=", rows.since), ("<=", rows.until)) if value is not None]
    return Sql(" AND ".join([one.text, *(f"{date} {sign} ?" for sign, _ in bounds)]), (*one.values, *(v for _, v in bounds)))
