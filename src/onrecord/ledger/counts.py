"""How many: the rows that meet some filters, counted by a field, by time and type, by pair and by country.

Every number is that of a list: what is counted under a value is what the list shows when that value is asked for besides.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, groupby, product
from operator import itemgetter
from typing import Any, Literal

from onrecord.errors import BadQuestion
from onrecord.ledger.changes import Threads
from onrecord.ledger.conditions import COMMITMENTS, EVENTS
from onrecord.ledger.conditions import Threads as Kept
from onrecord.ledger.filters import Filters, Kind, checked
from onrecord.ledger.item_lists import articles_asked, statements_asked
from onrecord.ledger.query import Question, Sql, numbers, today_of
from onrecord.ledger.rows import ITEMS
from onrecord.ledger.thread_lists import commitments_asked, events_asked

Unit = Literal["day", "week", "month", "year"]
PERIODS: dict[str, tuple[str, int]] = {
    "day": ("substr(m.published, 1, 10)", 10), "week": ("date(m.published, 'weekday 0', '-6 days')", 10), "month": ("substr(m.published, 1, 7)", 7),
    "year": ("substr(m.published, 1, 4)", 4),
}  # fmt: skip
"""How a date is cut to the key of its period, and how many characters a date must have for it."""
THREADS: dict[str, Kept] = {"commitments": COMMITMENTS, "events": EVENTS}
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


@dataclass(slots=True)
class Chosen:
    """Rows to be counted.

    Args:
        kind: of the list.
        numbers: theirs, as a list in JSON; None for all that there are.
        count: how many they are.
        since, until: the stretch of reports that was asked for, as it was checked.
        told: their reports, once they were read: the row, the date, the outlet. Those of all rows are not read but counted where they are.
    """

    kind: Kind
    numbers: str | None
    count: int
    since: str | None = None
    until: str | None = None
    told: list[tuple[int, str | None, str | None]] | None = None

    def within(self, published: str | None, least: int) -> bool:
        """Whether a report lies in the stretch that was asked for and has a date of so many characters."""
        if published is None or len(published) < least:
            return False
        return (self.since is None or published >= self.since) and (self.until is None or published <= self.until)


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


def threads(db: sqlite3.Connection, filters: Filters, id: str | None = None) -> Threads:
    """The numbers of the commitments and events that meet some filters, without reading them; with an id only that one, if it meets them.

    Raises:
        BadQuestion: a filter names what is not known.
    """
    found: list[tuple[int, ...]] = []
    for kind, kept in THREADS.items():
        one = None if id is None else {row[0] for row in db.execute(f"SELECT number FROM {kept.table} WHERE id = ?", (id,))}
        if one is not None and (not one or filters == Filters()):
            found.append(tuple(one))
            continue
        f = checked("commitments" if kind == "commitments" else "events", replace(filters, sort="reported"))
        all_that_meet = numbers(db, commitments_asked(db, f, today_of(db)) if kind == "commitments" else events_asked(db, f))
        found.append(tuple(n for n in all_that_meet if one is None or n in one))
    return Threads(*found)


def facets(db: sqlite3.Connection, rows: Chosen) -> dict[str, list[tuple[str, int]]]:
    """For each field of `FACETS` its values with how many rows have them, the most first; months the latest first."""
    found: dict[str, Counter[str]] = {name: Counter() for name in FACETS[rows.kind]}
    columns = COLUMNS[rows.kind]
    if columns:
        table = THREADS[rows.kind].table if rows.kind in THREADS else rows.kind
        of = _of(rows, table, "number", f"{table}_narrow" if rows.kind in THREADS else None)
        named = ", ".join(f"m.{c}" for c in columns.values())
        for *values, count in db.execute(f"SELECT {named}, count(*) FROM {of.text} GROUP BY {named}", of.values):
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


def span(db: sqlite3.Connection, rows: Chosen) -> tuple[str, str, int] | None:
    """The first and the last day of the reports of some rows, within the stretch that was asked for, and how many rows have a report with a full date;
    None where none has."""
    if rows.numbers is not None:
        told = _told(db, rows)
        days = {day for day in {day for _, day, _ in told} if day is not None and rows.within(day, 10)}
        return (min(days)[:10], max(days)[:10], len({thing for thing, day, _ in told if day in days})) if days else None
    of, when = _reports(rows, 10)
    first, last, count = db.execute(
        f"SELECT min(m.published), max(m.published), count(DISTINCT {_thing(rows)}) FROM {of.text} WHERE {when.text}", (*of.values, *when.values)
    ).fetchone()
    return (first[:10], last[:10], count) if first else None


def by_time(db: sqlite3.Connection, rows: Chosen, unit: Unit) -> Counter[tuple[str, str]]:
    """How many rows were reported in each period, by its key and the type of the event; of other kinds the type is "".

    A row that was reported in several periods counts in each. Dates that are not known to the length of the period are left out.
    """
    cut, least = PERIODS[unit]
    if rows.numbers is not None:
        types = dict(_plain(db, TYPES, rows.numbers)) if rows.kind == "events" else {}
        told = _told(db, rows)
        periods = {day: _period(day or "", unit) for day in {day for _, day, _ in told} if rows.within(day, least)}  # many reports, few days
        known = {(period, thing) for thing, day, _ in told if (period := periods.get(day))}
        return Counter((period, types.get(thing, "")) for period, thing in known)
    of, when = _reports(rows, least)
    type, join = ("t.type", f"CROSS JOIN {EVENTS.table} t INDEXED BY {EVENTS.table}_narrow ON t.number = d.thing") if rows.kind == "events" else ("''", "")
    found = db.execute(
        f"""SELECT d.period, {type}, count(*) FROM (SELECT DISTINCT {cut} AS period, {_thing(rows)} AS thing FROM {of.text} WHERE {when.text}) d
        {join} GROUP BY 1, 2""",
        (*of.values, *when.values),
    )
    return Counter({(period, kind): count for period, kind, count in found if period is not None})


def dated(db: sqlite3.Connection, rows: Chosen, unit: Unit) -> int:
    """How many rows `by_time` counts somewhere; the others have no report whose date is known to the length of the period."""
    if rows.numbers is not None:
        every = _told(db, rows)
        days = {day for day in {day for _, day, _ in every} if rows.within(day, PERIODS[unit][1])}
        return len({thing for thing, day, _ in every if day in days})
    of, told = _reports(rows, PERIODS[unit][1])
    asked = f"SELECT count(DISTINCT {_thing(rows)}) FROM {of.text} WHERE {told.text}"
    return int(db.execute(asked, (*of.values, *told.values)).fetchone()[0])


def quad_of(db: sqlite3.Connection, type: str) -> int:
    """The quad class of a type of event that is on record; it follows from the type, and the codebook takes long to read."""
    return int(db.execute(f"SELECT quad FROM {EVENTS.table} WHERE type = ? LIMIT 1", (type,)).fetchone()[0])


def pairs(db: sqlite3.Connection, rows: Chosen) -> dict[tuple[int, int], dict[int, int]]:
    """How many events each party did to each other, by quad class: by the numbers of the parties, all spellings of one together."""
    leader = dict(_plain(db, "SELECT number, same_as FROM parties INDEXED BY parties_same_as WHERE same_as IS NOT NULL"))
    of = _of(rows, "thread_parties", "thread", "thread_parties_thread", "m.kind = 'event'")
    parties = f"SELECT m.thread, m.role, m.party FROM {of.text} WHERE m.kind = 'event' AND m.role IN ('actor', 'recipient')"
    parties += " ORDER BY m.thread" if rows.numbers is None else ""
    types = dict(_plain(db, TYPES, rows.numbers) if rows.numbers is not None else _plain(db, EVERY_TYPE))
    quads = {type: quad_of(db, type) for type in set(types.values())}

    def each() -> Iterator[Iterator[tuple[int, int, int]]]:
        for thread, several in groupby(_cursor(db, parties, *of.values), key=itemgetter(0)):  # the rows of a thread come together
            sides: dict[str, set[int]] = {"actor": set(), "recipient": set()}
            for _, role, party in several:
                sides[role].add(leader.get(party, party))  # under two spellings it counts once
            yield product(sides["actor"], sides["recipient"], (quads[types[thread]],))

    found: dict[tuple[int, int], dict[int, int]] = {}
    for (source, target, quad), count in Counter(chain.from_iterable(each())).items():
        found.setdefault((source, target), {})[quad] = count
    return found


def named(db: sqlite3.Connection, parties: Sequence[int]) -> dict[int, Named]:
    """Parties by their numbers."""
    found = db.execute("SELECT number, id, name FROM parties WHERE number IN (SELECT value FROM json_each(?))", (json.dumps(list(parties)),))
    return {number: Named(id, name) for number, id, name in found}


def places(db: sqlite3.Connection, rows: Chosen) -> list[tuple[str, int]]:
    """How many events happened in each country (ISO 3166-1 alpha-3), the most first."""
    return sorted(_countries(db, rows, ("place",)), key=lambda c: (-c[1], c[0]))


def _countries(db: sqlite3.Connection, rows: Chosen, roles: Sequence[str]) -> list[tuple[str, int]]:
    kind = THREADS[rows.kind].kind
    of = _of(rows, "thread_countries", "thread", "thread_countries_thread", f"m.kind = '{kind}'")
    found = db.execute(
        f"""SELECT m.country, count(DISTINCT m.thread) FROM {of.text} WHERE m.kind = '{kind}' AND m.role IN ({", ".join("?" * len(roles))})
        GROUP BY m.country""",
        (*of.values, *roles),
    )
    return [(country, count) for country, count in found]


def _outlets(db: sqlite3.Connection, rows: Chosen) -> list[tuple[str, int]]:
    """How many rows each outlet reported; which article an item is of is told by its number, for the rows themselves are wide."""
    if rows.numbers is not None:
        once = {(outlet, thing) for thing, _, outlet in _told(db, rows) if outlet is not None}
        return list(Counter(outlet for outlet, _ in once).items())
    of, _ = _reports(rows, 0)
    article = "m.number" if rows.kind == "articles" else f"m.number / {ITEMS}"
    found = db.execute(
        f"""SELECT a.publisher, count(*) FROM (SELECT DISTINCT p.publisher, {_thing(rows)} AS thing FROM {of.text} CROSS JOIN articles p ON p.number = {article}
        WHERE p.publisher IS NOT NULL AND {_thing(rows)} IS NOT NULL) a GROUP BY 1""",
        of.values,
    )
    return [(outlet, count) for outlet, count in found]


def _of(rows: Chosen, table: str, column: str, index: str | None, also: str = "") -> Sql:
    """Where to read from for some rows: all of a table, or, starting from the rows' numbers, what it has of them; its alias is m."""
    by = f" INDEXED BY {index}" if index else ""
    if rows.numbers is None:
        return Sql(f"{table} m{by}")
    return Sql(f"json_each(?) j CROSS JOIN {table} m{by} ON m.{column} = j.value{' AND ' + also if also else ''}", (rows.numbers,))


def _thing(rows: Chosen) -> str:
    """What is counted, in a row of a report."""
    return "m.thread" if rows.kind in THREADS else "m.number"


def _reports(rows: Chosen, least: int) -> tuple[Sql, Sql]:
    """Where the reports of some rows are, and the condition that they lie in the stretch that was asked for and have a date of so many characters."""
    if rows.kind in THREADS:
        mentions = THREADS[rows.kind].mentions
        of = _of(rows, mentions, "thread", f"{mentions}_narrow" if rows.numbers is None else f"{mentions}_thread")
    else:
        of = _of(rows, rows.kind, "number", None)
    bounds = [(sign, value) for sign, value in ((">=", rows.since), ("<=", rows.until)) if value is not None]
    told = [f"length(m.published) >= {least}", f"{_thing(rows)} IS NOT NULL", *(f"m.published {sign} ?" for sign, _ in bounds)]
    return of, Sql(" AND ".join(told), tuple(value for _, value in bounds))


TYPES = f"SELECT t.number, t.type FROM json_each(?) j CROSS JOIN {EVENTS.table} t INDEXED BY {EVENTS.table}_narrow ON t.number = j.value"
EVERY_TYPE = f"SELECT t.number, t.type FROM {EVENTS.table} t INDEXED BY {EVENTS.table}_narrow"


def _told(db: sqlite3.Connection, rows: Chosen) -> list[tuple[int, str | None, str | None]]:
    """The reports of some rows: the row, the date, the outlet. Read once for every count of them, from narrow indexes: an item has the date of its
    article, and which article it is of is told by its number."""
    assert rows.numbers is not None
    if rows.told is None:
        source, number = "json_each(?) j", "j.value"
        if rows.kind in THREADS:
            table = THREADS[rows.kind].mentions
            source += f" CROSS JOIN {table} m INDEXED BY {table}_thread ON m.thread = j.value"
            number = f"m.number / {ITEMS}"
        elif rows.kind == "statements":
            number = f"j.value / {ITEMS}"
        rows.told = _plain(db, f"SELECT j.value, a.published, a.publisher FROM {source} CROSS JOIN articles a ON a.number = {number}", rows.numbers)
    return rows.told


def _plain(db: sqlite3.Connection, text: str, *values: str) -> Any:
    """All rows as tuples."""
    return _cursor(db, text, *values).fetchall()


def _cursor(db: sqlite3.Connection, text: str, *values: str) -> sqlite3.Cursor:
    """Rows as tuples: of many, the names of their columns cost more than they do."""
    cursor = db.cursor()
    cursor.row_factory = None
    return cursor.execute(text, values)


def _period(day: str, unit: Unit) -> str:
    """The key of the period that a date lies in; "" where there is no such day."""
    if unit != "week":
        return day[: PERIODS[unit][1]]
    try:
        found = date.fromisoformat(day[:10])
    except ValueError:
        return ""
    return (found - timedelta(found.weekday())).isoformat()
