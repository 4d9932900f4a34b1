"""Fills a ledger by SQL with copies of what it holds, each some months later: a large ledger to ask of in minutes, where adding takes over an hour.

The copies stand under other numbers, ids and dates, and are linked to nothing; parties are shared. So what a question must find and sort is as much as in
a ledger that grew, and how long adding takes cannot be told from it.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from onrecord.ledger.rows import ITEMS

LATER = 330
"""Days from one copy to the next."""
DATES = frozenset(["published", "first_reported", "last_reported", "stage_since", "until", "due_by"])
TABLES = (
    "articles", "texts", "commitment_threads", "event_threads", "statements", "events", "commitments", "item_parties", "spans", "steps", "contradictions",
    "thread_parties", "thread_countries",
)  # fmt: skip
WORDS = {"statements": "content", "events": "sentence", "commitments": "sentence"}


def copy(path: Path, copies: int) -> None:
    """Make a ledger hold each of its articles 1 + `copies` times.

    Args:
        path: the ledger; what is written to it is no record of anything.
        copies: how many to add.
    """
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA cache_size = -1000000")
    last = {table: db.execute(f"SELECT max(number) FROM {table}").fetchone()[0] for table in ("articles", "commitment_threads", "event_threads")}
    for n in range(1, copies + 1):
        db.execute("BEGIN")
        for table in TABLES:
            _repeat(db, table, n, last)
        low, high = last["articles"] * n, last["articles"] * (n + 1)
        db.execute(
            """INSERT INTO article_words(rowid, title, text) SELECT a.number, a.title, t.text FROM articles a JOIN texts t ON t.article = a.number
            WHERE a.number > ? AND a.number <= ?""", (low, high),
        )  # fmt: skip
        for table, column in WORDS.items():
            db.execute(
                f"INSERT INTO item_words(rowid, words) SELECT number, {column} FROM {table} WHERE article > ? AND article <= ? ORDER BY number",
                (low, high),
            )
        db.execute("COMMIT")
        print(f"copy {n} of {copies}", file=sys.stderr)
    db.close()


def _repeat(db: sqlite3.Connection, table: str, n: int, last: dict[str, int]) -> None:
    """Add the n-th copy of the first rows of a table."""
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    shifted = ", ".join(_shifted(table, column, n, last) for column in columns)
    db.execute(f"INSERT INTO {table} SELECT {shifted} FROM {table} WHERE {_first_rows(table, columns, last)}")


def _first_rows(table: str, columns: list[str], last: dict[str, int]) -> str:
    if table in last:
        return f"number <= {last[table]}"
    if "article" in columns:
        return f"article <= {last['articles']}"
    if table in ("item_parties", "spans"):
        return f"item < {(last['articles'] + 1) * ITEMS}"
    return f"thread <= {_threads(table, last)}"


def _threads(table: str, last: dict[str, int]) -> str:
    """How many threads of its kind there were, as SQL over a row that names one."""
    if table in ("steps", "commitments"):
        return str(last["commitment_threads"])
    if table == "events":
        return str(last["event_threads"])
    return f"CASE kind WHEN 'event' THEN {last['event_threads']} ELSE {last['commitment_threads']} END"


def _shifted(table: str, column: str, n: int, last: dict[str, int]) -> str:
    """A column of the n-th copy, as SQL over the row that is copied."""
    own = f'"{column}"'
    if column == "id":
        return f"{own} || '-{n}'"
    if column in DATES or (column == "date" and table in ("steps", "contradictions")):
        return f"CASE WHEN length({own}) = 10 AND {own} < '9' THEN date({own}, '+{LATER * n} days') ELSE {own} END"
    if column in ("article", "report") or (column == "number" and table == "articles"):
        return f"{own} + {last['articles'] * n}"
    if column in ("item", "other_item") or (column == "number" and table in WORDS):
        return f"{own} + {last['articles'] * ITEMS * n}"
    if column == "number":
        return f"{own} + {last[table] * n}"
    return f"{own} + ({_threads(table, last)}) * {n}" if column == "thread" else own
