"""What each table, view and column means: kept in the ledger itself, for Datasette, R and whoever opens the file without us."""

from __future__ import annotations

import sqlite3
import tomllib
from importlib import resources


def write_descriptions(connection: sqlite3.Connection) -> None:
    """Fill `column_descriptions` from descriptions.toml: `[columns]` tells what a column means wherever it stands, a table's own
    section what it means there; its key "" describes the table. Tables without a section are SQLite's own."""
    text = resources.files("onrecord.ledger").joinpath("descriptions.toml").read_text(encoding="utf-8")
    data: dict[str, dict[str, str]] = tomllib.loads(text)
    shared = data["columns"]
    connection.execute("DELETE FROM column_descriptions")
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall():
        if table not in data:
            continue
        own = data[table]
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        known = {"": own.get("", "")} | {c: own.get(c) or shared.get(c, "") for c in columns}
        connection.executemany("INSERT INTO column_descriptions VALUES (?, ?, ?)", [(table, c, d) for c, d in known.items() if d])
