"""Which threads and articles were written last: what tells a reader of the ledger what changed since it looked.

Each write appends its threads and articles; the oldest are forgotten. A reader that looked before the oldest that is kept reads everything anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Literal

What = Literal["commitment", "event", "article"]
KEPT = 100_000
"""Rows that are kept, about two megabytes: those of some ten thousand articles."""


def touch(db: sqlite3.Connection, kind: What, numbers: Iterable[int]) -> None:
    """Note that threads or articles were written or removed; within the transaction that does so. An article stands for its statements too."""
    db.executemany("INSERT INTO touched (kind, number) VALUES (?, ?)", [(kind, number) for number in numbers])


def forget_early(db: sqlite3.Connection) -> None:
    """Drop what was noted before the last `KEPT`."""
    db.execute("DELETE FROM touched WHERE turn <= (SELECT max(turn) FROM touched) - ?", (KEPT,))


def last_turn(db: sqlite3.Connection) -> int:
    """The number of the latest note; 0 where there is none."""
    return int(db.execute("SELECT coalesce(max(turn), 0) FROM touched").fetchone()[0])


def touched_since(db: sqlite3.Connection, turn: int) -> dict[What, list[int]] | None:
    """What was written after a note, in order of numbers; None where that is no longer known."""
    (first,) = db.execute("SELECT min(turn) FROM touched").fetchone()
    if first is not None and first > turn + 1:
        return None
    found: dict[What, list[int]] = {"commitment": [], "event": [], "article": []}
    for kind, number in db.execute("SELECT DISTINCT kind, number FROM touched WHERE turn > ? ORDER BY kind, number", (turn,)):
        found[kind].append(number)
    return found
