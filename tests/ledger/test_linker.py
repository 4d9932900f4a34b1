"""What linking keeps in memory is a help, never what it goes by; and what it looks up, it looks up by an index."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from onrecord.ledger import linker
from onrecord.ledger.features import Features
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


def test_a_thread_that_grows_keeps_its_number_and_what_stands(demo_records: tuple[Record, ...], tmp_path: Path) -> None:
    """What a new report leaves as it was is not written again: a thread may lie on pages from all over the file."""
    ordered = sorted(demo_records, key=lambda r: (r.article.published or "9999", r.article.id))
    with Store(tmp_path / "x.db") as store:
        store.add(ordered[:-1], version="test")
        before = dict(store.db.execute("SELECT id, number FROM commitment_threads").fetchall())
        counts = dict(store.db.execute("SELECT id, mentions FROM commitment_threads").fetchall())
        store.db.execute("CREATE TEMP TABLE written (item INTEGER)")
        store.db.execute("CREATE TEMP TRIGGER note AFTER UPDATE ON main.commitments BEGIN INSERT INTO written VALUES (new.number); END")
        store.add(ordered[-1:], version="test")
        grown = [i for i, n in store.db.execute("SELECT id, mentions FROM commitment_threads") if n > counts.get(i, n)]
        assert grown
        assert all(dict(store.db.execute("SELECT id, number FROM commitment_threads"))[i] == before[i] for i in grown)
        new = store.db.execute("SELECT max(number) FROM articles").fetchone()[0]
        assert {r[0] // 65_536 for r in store.db.execute("SELECT item FROM written")} == {new}


def test_a_promise_of_last_year_is_found_in_this_years_report() -> None:
    """That much time has passed makes two mentions less alike; it is no contradiction."""
    from onrecord.ledger.clustering import Fit
    from onrecord.ledger.similarity import AGAINST, likeness

    def told(item: int, day: str) -> Features:
        words = ("repair", "kirov", "dam")
        return Features(item, item, date.fromisoformat(day).toordinal(), "", "pledged", ("KAZ",), (), (), (), (), words, words, (), (), ((4e7, "USD"),),
                        None, None, "", False, False, False, "", False, 0, 0, f"{day} a-{item} 0000000")  # fmt: skip

    one, other = told(1, "2026-05-22"), told(2, "2027-01-27")
    found = likeness("commitment", one, other)
    assert found.score < likeness("commitment", one, told(3, "2026-05-25")).score
    assert found.against <= AGAINST["commitment"]
    assert Fit("commitment", {1: one, 2: other}, {})([1], [2], frozenset())


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
