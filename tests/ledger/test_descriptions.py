"""Whoever opens a ledger without us finds every table and column described in it."""

from __future__ import annotations

import sqlite3

import pytest

from onrecord.ledger.store import Store


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path = tmp_path_factory.mktemp("descriptions") / "empty.db"
    Store(path).close()
    return sqlite3.connect(path)


def test_every_table_view_and_column_is_described(db: sqlite3.Connection) -> None:
    described = {
        (table, column): text for table, column, text in db.execute('SELECT "table", "column", description FROM column_descriptions')
    }
    inner = tuple(f"{name}_" for (name,) in db.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'"))
    tables = [
        name
        for name, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view')")
        if not name.startswith(("sqlite_", *inner)) and not sql.startswith("CREATE VIRTUAL")
    ]
    wanted = {(table, "") for table in tables}
    wanted |= {(table, row[1]) for table in tables for row in db.execute(f'PRAGMA table_info("{table}")')}
    assert len(tables) > 30
    assert {key for key in wanted if not described.get(key, "").endswith(".")} == set()
    assert set(described) <= wanted


def test_a_description_in_a_tables_own_section_is_of_a_column_that_it_has(db: sqlite3.Connection) -> None:
    import tomllib
    from importlib import resources

    data = tomllib.loads(resources.files("onrecord.ledger").joinpath("descriptions.toml").read_text(encoding="utf-8"))
    for table, own in data.items():
        if table != "columns":
            columns = {row[1] for row in db.execute(f'PRAGMA table_info("{table}")')}
            assert set(own) <= columns | {""}, table
    every = {
        row[1] for (name,) in db.execute("SELECT name FROM sqlite_master").fetchall() for row in db.execute(f'PRAGMA table_info("{name}")')
    }
    assert set(data["columns"]) <= every
