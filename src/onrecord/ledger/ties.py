"""The links between mentions, as rows of the ledger: each leads from a mention to an earlier one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.ledger.similarity import Kind

PART = 400
"""Items of one query."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A link of a mention to an earlier one, `one`; `joined` where it made one thread of two."""

    one: int
    score: float
    joined: bool


class Ties:
    """Reads and writes links; within a transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def earlier(self, kind: Kind, item: int) -> list[Tie]:
        """The links of a mention to earlier ones."""
        rows = self._db.execute("SELECT item, score, joined FROM links WHERE kind = ? AND other = ?", (kind, item))
        return [Tie(one, score, bool(joined)) for one, score, joined in rows]

    def later(self, kind: Kind, items: Sequence[int], since: str = "") -> list[int]:
        """The mentions told on a day or after it that are linked to one of these, which are earlier."""
        out: list[int] = []
        for start in range(0, len(items), PART):
            part = items[start : start + PART]
            out.extend(
                r[0] for r in self._db.execute(
                    f"SELECT other FROM links INDEXED BY links_later WHERE kind = ? AND item IN ({_marks(part)}) AND day >= ?", (kind, *part, since)
                )
            )  # fmt: skip
        return out

    def joining(self, kind: Kind, items: Sequence[int]) -> list[tuple[int, int]]:
        """The links that joined one of these mentions with another: (earlier, later)."""
        out: list[tuple[int, int]] = []
        for start in range(0, len(items), PART):
            part = items[start : start + PART]
            for column, index in (("item", "links_joined_later"), ("other", "links_joined_earlier")):
                out.extend(
                    (r[0], r[1]) for r in self._db.execute(
                        f"SELECT item, other FROM links INDEXED BY {index} WHERE kind = ? AND {column} IN ({_marks(part)}) AND joined = 1",
                        (kind, *part),
                    )
                )  # fmt: skip
        return out

    def thread(self, kind: Kind, item: int) -> dict[int, set[tuple[int, int]]]:
        """The mentions that links have joined into one thread with this one, itself among them, each with those links: (earlier, later)."""
        found: dict[int, set[tuple[int, int]]] = {item: set()}
        frontier = [item]
        while frontier:
            pairs, frontier = self.joining(kind, frontier), []
            for pair in pairs:
                for member in pair:
                    if member not in found:
                        found[member] = set()
                        frontier.append(member)
                    found[member].add(pair)
        return found

    def put(self, kind: Kind, rows: Iterable[tuple[int, int, str, float, str]]) -> None:
        """Write links: (later, earlier, day of the later, score, why). They have joined nothing yet."""
        self._db.executemany("INSERT INTO links VALUES (?, ?, ?, ?, ?, ?, 0)", [(kind, *row) for row in rows])

    def drop(self, kind: Kind, pairs: Iterable[tuple[int, int]]) -> None:
        """Take links away: (earlier, later)."""
        self._db.executemany("DELETE FROM links WHERE kind = ? AND item = ? AND other = ?", [(kind, *pair) for pair in pairs])

    def mark(self, kind: Kind, pairs: Iterable[tuple[int, int]], *, joined: bool) -> None:
        """Say whether links joined two threads: (earlier, later)."""
        self._db.executemany(
            "UPDATE links SET joined = ? WHERE kind = ? AND item = ? AND other = ?", [(int(joined), kind, *pair) for pair in pairs]
        )


def _marks(part: Sequence[int]) -> str:
    return ",".join("?" * len(part))
