"""How a question becomes SQL that starts where the least is to be read.

A question has conditions. Some of them can drive a query: they name few rows, or name rows in the order in which they are listed, so that reading
ends with the last row shown. The others are tests of each row. Nothing is left to the planner's guesses: a ledger has no statistics.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.ledger.opening import in_words

NARROW = 5_000
"""Rows up to which a condition is worth starting from, whatever their order."""
COUNTED = 50
"""How many more rows than are shown are counted: counting may cost more than finding what is shown."""


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with the values of its question marks."""

    text: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Arm:
    """One way into the rows: what to read from, in which order it comes.

    Args:
        source: what follows FROM; the row asked for has the alias t.
        where: the condition that makes it a way in.
        at: the column by which its rows come in order.
    """

    source: Sql
    where: Sql
    at: str


@dataclass(frozen=True, slots=True)
class Driver:
    """A condition that a query may start from.

    Args:
        arms: ways in that together give all rows that meet it, a row perhaps twice.
        size: how many rows they give, counted up to just over `NARROW`.
        ordered: each arm gives its rows in the usual order.
        test: the same condition, asked of a row t.
        wide: rows up to which it is worth starting from although they come in no order.
        numbers: a SELECT of the numbers of all rows that meet it, where there is a quick one.
    """

    arms: tuple[Arm, ...]
    size: int
    ordered: bool
    test: Sql
    wide: int = NARROW
    numbers: Sql | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """All that one SELECT needs.

    Args:
        arms: ways into the rows, at least one.
        tests: what each row must meet besides.
        order: expressions with their direction; "{at}" stands for the arm's own column.
        columns: what to fetch of each row found, a SELECT over k (number, n and the order's k0, k1 ...), with its values.
        extra: a second column that the arms give as n ("NULL" where they have none).
    """

    arms: Sequence[Arm]
    tests: Sequence[Sql]
    order: Sequence[tuple[str, str]]
    columns: Sql
    extra: str = "NULL"


def any_of(column: str, values: Sequence[Any]) -> Sql:
    """The condition that a column has one of some values."""
    return Sql(f"{column} = ?", tuple(values)) if len(values) == 1 else Sql(f"{column} IN ({','.join('?' * len(values))})", tuple(values))


def all_of(tests: Iterable[Sql]) -> Sql:
    """Conditions joined by AND."""
    found = [t for t in tests if t.text]
    return Sql(" AND ".join(t.text for t in found), tuple(v for t in found for v in t.values))


def size_of(db: sqlite3.Connection, sources: Sequence[Sql], most: int = NARROW) -> int:
    """How many rows some sources ("FROM ... WHERE ...") give together, counted up to one more than `most`."""
    inner = " UNION ALL ".join(f"SELECT 1 {s.text}" for s in sources)
    values = [v for s in sources for v in s.values]
    return int(db.execute(f"SELECT count(*) FROM ({inner} LIMIT {most + 1})", values).fetchone()[0])


def pick(drivers: Sequence[Driver], *, any_size: bool) -> Driver | None:
    """The driver to start from; None where it is better to read all rows in order and test each.

    Args:
        drivers: those that there are.
        any_size: whether one that gives its rows in order is worth starting from, however many they are.
    """
    worth = [d for d in drivers if d.size <= d.wide] or [d for d in drivers if d.ordered and any_size]
    return min(worth, key=lambda d: d.size) if worth else None


def tests_beside(chosen: Driver | None, drivers: Sequence[Driver]) -> list[Sql]:
    """The drivers that are not started from, as tests."""
    return [d.test for d in drivers if d is not chosen]


def ask(db: sqlite3.Connection, question: Question, limit: int | None, skip: int = 0) -> tuple[list[dict[str, Any]], int]:
    """The rows that answer a question, in its order, past the first `skip`; and how many more there are (counted up to `COUNTED`)."""
    inner, values = _compound(question)
    order = ", ".join(f"k{n} {way}" for n, (_, way) in enumerate(question.order))
    outer = ", ".join(f"k.k{n} {way}" for n, (_, way) in enumerate(question.order))
    columns = question.columns
    rows = db.execute(
        f"""WITH found AS MATERIALIZED ({inner} ORDER BY {order} LIMIT ? OFFSET ?),
        k AS MATERIALIZED (SELECT * FROM found ORDER BY {order} LIMIT ?)
        SELECT (SELECT count(*) FROM found) AS found, {columns.text.removeprefix("SELECT ")} ORDER BY {outer}""",
        (*values, -1 if limit is None else limit + COUNTED, skip, -1 if limit is None else limit, *columns.values),
    ).fetchall()
    more = rows[0]["found"] - len(rows) if rows else 0
    return [{name: row[name] for name in row.keys() if name != "found"} for row in rows], more  # noqa: SIM118


def numbers(db: sqlite3.Connection, question: Question) -> list[int]:
    """The numbers of all rows that answer a question, in no order that means anything."""
    inner, values = _compound(Question(question.arms, question.tests, (), Sql("")))
    return [row[0] for row in db.execute(f"SELECT DISTINCT number FROM ({inner})", values)]


def _compound(question: Question) -> tuple[str, list[Any]]:
    parts: list[str] = []
    values: list[Any] = []
    for arm in question.arms:
        where = all_of([arm.where, *question.tests])
        order = "".join(f", {e.format(at=arm.at)} AS k{n}" for n, (e, _) in enumerate(question.order))
        parts.append(
            f"SELECT t.number AS number, {question.extra} AS n{order} FROM {arm.source.text}"
            + (f" WHERE {where.text}" if where.text else "")
        )
        values.extend((*arm.source.values, *where.values))
    return " UNION ".join(parts), values


@contextmanager
def reading(db: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """One state of the ledger for several queries, whoever writes meanwhile."""
    with in_words(path):
        own = not db.in_transaction
        if own:
            db.execute("BEGIN")
        try:
            yield db
        finally:
            if own:
                db.execute("ROLLBACK")


def opening_of(db: sqlite3.Connection) -> str | None:
    """The first day of a ledger: the date of its earliest article; None where none has a date."""
    from onrecord.ledger.filters import first_day

    (earliest,) = db.execute("SELECT min(published) FROM articles").fetchone()
    return first_day(earliest[:10]) if earliest else None


def today_of(db: sqlite3.Connection) -> str:
    """The day on which a ledger stands: the date of its latest article, so that the same articles give the same answers on any day."""
    from onrecord.ledger.filters import last_day

    (latest,) = db.execute("SELECT max(published) FROM articles").fetchone()
    return last_day(latest[:10]) if latest else "0001-01-01"
