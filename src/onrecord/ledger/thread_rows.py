"""The rows of threads, written where they differ from those that stand: a report that joins a thread leaves most of it as it was.

A thread that grows keeps its number, and of its row, its mentions, steps and parties only what changed is written. So adding an article writes where it
stands itself and where its threads end, not over all the pages on which their earlier reports lie.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.ledger.touched import What, touch

PART = 500
"""Values of one statement."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A thread as it is to stand.

    Args:
        row: its columns, without its number.
        members: its mentions, the first of them first; evidence of a commitment is none of them.
        aside: those of them whose promisor is not that of the thread, but only who told of it.
        steps: rows of `steps` without the thread's number. contradictions: those of `contradictions` without kind and thread.
    """

    row: dict[str, Any]
    members: list[int]
    aside: frozenset[int] = frozenset()
    steps: list[tuple[Any, ...]] = field(default_factory=list)
    contradictions: list[tuple[Any, ...]] = field(default_factory=list)


class ThreadRows:
    """Writes the rows of threads; within a transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def replace(self, kind: What, items: Sequence[int], drawn: Sequence[Drawn]) -> None:
        """Put threads in the place of those that mentions had before.

        Args:
            kind: "commitment" or "event".
            items: the mentions; a thread that holds any of them now is one of `drawn` afterwards, or is no more.
            drawn: the threads.
        """
        homes = self._homes(kind, items)
        ids = self._ids(kind, set(homes.values()))
        numbers = _numbers(drawn, homes, ids)
        for number in sorted(set(ids) - {n for n in numbers if n is not None}):
            self._remove(kind, number)
        # Who leaves a thread that stays leaves it before others come, and is at home nowhere until another takes it in.
        for kept, one in zip(numbers, drawn, strict=True):
            if kept is not None:
                left = {r[0] for r in self._db.execute(f"SELECT number FROM {kind}s WHERE thread = ?", (kept,))} - set(one.members)
                self._db.executemany(f"UPDATE {kind}s SET thread = NULL WHERE number = ?", [(item,) for item in sorted(left)])
        for kept, one in zip(numbers, drawn, strict=True):
            self._put(kind, kept, one, homes)

    def _homes(self, kind: str, items: Sequence[int]) -> dict[int, int]:
        """The numbers of the threads in which mentions stand."""
        out: dict[int, int] = {}
        for part in parts(items):
            out.update(
                (r[0], r[1])
                for r in self._db.execute(
                    f"SELECT number, thread FROM {kind}s WHERE number IN ({','.join('?' * len(part))}) AND thread IS NOT NULL", part
                )
            )
        return out

    def _ids(self, kind: str, numbers: Iterable[int]) -> dict[int, str]:
        out: dict[int, str] = {}
        for part in parts(sorted(numbers)):
            found = self._db.execute(f"SELECT number, id FROM {kind}_threads WHERE number IN ({','.join('?' * len(part))})", part)
            out.update((r[0], r[1]) for r in found)
        return out

    def _remove(self, kind: What, number: int) -> None:
        self._db.execute(f"UPDATE {kind}s SET thread = NULL WHERE thread = ?", (number,))
        for table in ("contradictions", "thread_parties", "thread_countries"):
            self._db.execute(f"DELETE FROM {table} WHERE kind = ? AND thread = ?", (kind, number))
        if kind == "commitment":
            self._db.execute("DELETE FROM steps WHERE thread = ?", (number,))
        self._db.execute(f"DELETE FROM {kind}_threads WHERE number = ?", (number,))
        touch(self._db, kind, (number,))

    def _put(self, kind: What, number: int | None, one: Drawn, homes: dict[int, int]) -> None:
        if number is None:
            columns = ",".join(one.row)
            made = self._db.execute(
                f"INSERT INTO {kind}_threads ({columns}) VALUES ({','.join('?' * len(one.row))})", list(one.row.values())
            ).lastrowid
            assert made is not None
            number, fresh = made, True
        else:
            fresh = False
            before = self._db.execute(f"SELECT * FROM {kind}_threads WHERE number = ?", (number,)).fetchone()
            changed = {column: value for column, value in one.row.items() if before[column] != value}
            if changed:  # an index is written anew where one of its columns is named, whether its value changes or not
                sets = ",".join(f"{column} = ?" for column in changed)
                self._db.execute(f"UPDATE {kind}_threads SET {sets} WHERE number = ?", (*changed.values(), number))
        self._db.executemany(
            f"UPDATE {kind}s SET thread = ? WHERE number = ?", [(number, item) for item in one.members if homes.get(item) != number]
        )
        if kind == "commitment":
            self._write("steps", {"thread": number}, [(number, *row) for row in one.steps], fresh=fresh)
        self._write("contradictions", {"kind": kind, "thread": number}, [(kind, number, *row) for row in one.contradictions], fresh=fresh)
        self._parties(kind, number, one, fresh=fresh)
        touch(self._db, kind, (number,))

    def _write(self, table: str, thread: dict[str, Any], rows: list[tuple[Any, ...]], *, fresh: bool) -> None:
        """Let a table have these numbered rows of a thread."""
        own = " AND ".join(f"{column} = ?" for column in thread)
        n = len(thread)  # the place of the rows' own number
        before = {} if fresh else {r[n]: tuple(r) for r in self._db.execute(f"SELECT * FROM {table} WHERE {own}", list(thread.values()))}
        gone = before.keys() - {row[n] for row in rows}
        self._db.executemany(f"DELETE FROM {table} WHERE {own} AND n = ?", [(*thread.values(), one) for one in sorted(gone)])
        new = [row for row in rows if before.get(row[n]) != row]
        if new:
            self._db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({','.join('?' * len(new[0]))})", new)

    def _parties(self, kind: str, thread: int, one: Drawn, *, fresh: bool) -> None:
        """Who and which countries stand in a thread, under the day on which it was last told of, for asking."""
        last = one.row["last_reported"] or ""
        parties: set[tuple[Any, str]] = set()
        countries: set[tuple[Any, str]] = set()
        for part in parts(one.members):
            marks = ",".join("?" * len(part))
            for party, country, role, item in self._db.execute(
                f"SELECT party, country, role, item FROM item_parties WHERE item IN ({marks}) AND role <> 'said_by'", part
            ):
                if role == "promisor" and item in one.aside:
                    continue
                parties.add((party, role))
                if country is not None:
                    countries.add((country, role))
        if kind == "event" and one.row["country"] is not None:
            countries.add((one.row["country"], "place"))
        for table, column, wanted in (("thread_parties", "party", parties), ("thread_countries", "country", countries)):
            rows = {(value, role, last) for value, role in wanted}
            before: set[tuple[Any, str, str]] = set()
            if not fresh:
                found = self._db.execute(f"SELECT {column}, role, last_reported FROM {table} WHERE kind = ? AND thread = ?", (kind, thread))
                before = {(r[0], r[1], r[2]) for r in found}
            self._db.executemany(
                f"DELETE FROM {table} WHERE {column} = ? AND kind = ? AND role = ? AND last_reported = ? AND thread = ?",
                [(value, kind, role, day, thread) for value, role, day in sorted(before - rows)],
            )
            self._db.executemany(
                f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?)", [(value, kind, role, day, thread) for value, role, day in sorted(rows - before)]
            )


def _numbers(drawn: Sequence[Drawn], homes: dict[int, int], ids: dict[int, str]) -> list[int | None]:
    """Under which number of a former thread each is kept: that of the same id, else that in which its first mention was; None for a new one."""
    by_id = {id: number for number, id in ids.items()}
    out = [by_id.get(one.row["id"]) for one in drawn]
    taken = {number for number in out if number is not None}
    for place, one in enumerate(drawn):
        if out[place] is None:
            free = next((homes[item] for item in one.members if homes.get(item, -1) in ids and homes[item] not in taken), None)
            if free is not None:
                out[place] = free
                taken.add(free)
    return out


def parts(items: Sequence[int]) -> Iterator[list[int]]:
    """Values some at a time, as many as one statement takes."""
    for start in range(0, len(items), PART):
        yield list(items[start : start + PART])
