"""What linking keeps in memory is a help, never what it goes by; and what it looks up, it looks up by an index."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from onrecord.ledger import linker
from onrecord.ledger.store import Store
from onrecord.model import Record


def threads(path: Path) -> list[tuple[str, str]]:
    db = sqlite3.connect(path)
    found = [tuple(r) for view in ("commitment_mentions", "event_mentions") for r in db.execute(f"SELECT id, {view[:-9]}_id FROM {view} ORDER BY id")]
    db.close()
    return found


@pytest.mark.parametrize("kept", [1, 7, 40])
def test_threads_are_the_same_however_little_is_kept_in_memory(
    demo_records: tuple[Record, ...], demo_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    """A component larger than what is kept would lose some of its mentions while the others are loaded."""
    monkeypatch.setattr(linker, "KEPT", kept)
    path = tmp_path / "small.db"
    with Store(path) as store:
        for record in demo_records:
            store.add([record], version="test")
    assert threads(path) == threads(demo_ledger)


def test_adding_goes_through_no_table(demo_records: tuple[Record, ...], tmp_path: Path) -> None:
    """Without statistics SQLite may take half a key, and go through all links of a kind: then an article would cost more with each before it."""
    asked: list[str] = []
    with Store(tmp_path / "x.db") as store:
        store.add(demo_records[:-1], version="test")
        store.db.set_trace_callback(asked.append)
        store.add(demo_records[-1:], version="test")
        store.db.set_trace_callback(None)
        checked = 0
        for sql in dict.fromkeys(asked):
            if sql.lstrip().startswith(("SELECT", "UPDATE", "DELETE", "WITH")) and "'main'" not in sql:
                for row in store.db.execute(f"EXPLAIN QUERY PLAN {sql}"):
                    whole = row["detail"].startswith("SCAN") and "reviews" not in row["detail"]
                    assert not whole, f"{row['detail']}: {sql}"
                    assert not row["detail"].endswith("PRIMARY KEY (kind=?)"), f"{row['detail']}: {sql}"
                    checked += 1
        assert checked > 50
