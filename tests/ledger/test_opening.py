"""Files that are no ledger, or not one that can be used; migrations; a disk that is full; two who write at once; a process that is killed."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from dumping import dump

from onrecord.errors import FullDisk, LedgerBusy, LedgerError, NewerLedger, NoLedger, NotALedger, ReadOnlyLedger
from onrecord.keeping import Ledger
from onrecord.ledger import opening
from onrecord.ledger.opening import in_words, open_ledger
from onrecord.ledger.store import Store
from onrecord.model import Record

ARTICLES = Path(__file__).parents[2] / "src/onrecord/demo/articles"


def damaged(path: Path) -> None:
    """Overwrite the beginning of every page but the first."""
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 200] = b"\xff" * 200
    path.write_bytes(bytes(data))


def whole(path: Path) -> int:
    """Number of articles of a ledger, each of them whole."""
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("statements", "events"):
        assert (
            db.execute(f"SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM {table} x WHERE x.article = a.number)").fetchone()[
                0
            ]
            == 0
        )
    assert (
        db.execute("SELECT count(*) FROM articles a LEFT JOIN texts t ON t.article = a.number WHERE t.article IS NULL").fetchone()[0] == 0
    )
    assert db.execute("SELECT count(*) FROM events WHERE thread IS NULL").fetchone()[0] == 0
    assert db.execute("SELECT count(*) FROM commitments WHERE thread IS NULL").fetchone()[0] == 0
    count: int = db.execute("SELECT count(*) FROM articles").fetchone()[0]
    db.close()
    return count


def _read_events(path: Path) -> None:
    db = open_ledger(path, write=False)
    with in_words(path):
        db.execute("SELECT * FROM events").fetchall()


def _add_one_by_one(store: Store, records: tuple[Record, ...]) -> None:
    for record in records:
        store.add([record], version="test")


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(NoLedger, match="onrecord add"):
        open_ledger(tmp_path / "none.db", write=False)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("write", [False, True])
def test_what_is_no_ledger(tmp_path: Path, write: bool) -> None:
    (tmp_path / "text.db").write_text("Not a database at all, whatever its name says. " * 40)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE t (x)")
    other.close()
    for path in (tmp_path / "text.db", tmp_path / "other.db", tmp_path):
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises(NotALedger, match=path.name):
            open_ledger(path, write=write)
        assert not path.is_file() or path.read_bytes() == before


def test_a_damaged_ledger(demo_records: tuple[Record, ...], tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with Store(path) as store:
        store.add(demo_records[:1], version="test")
    damaged(path)
    with pytest.raises(NotALedger, match="recover"):
        _read_events(path)


def test_a_later_form_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    Store(path).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {opening.latest() + 1}")
    db.close()
    with pytest.raises(NewerLedger, match="pip install --upgrade"):
        Store(path)


def test_migrations_run_once_in_order_and_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.db"
    Store(path).close()
    first, last = opening.migrations(), opening.latest()
    good = [*first, (last + 1, "CREATE TABLE added (x INTEGER);\n"), (last + 2, "INSERT INTO added VALUES (1);\n")]
    bad = [*first, (last + 1, "CREATE TABLE added (x INTEGER);\n"), (last + 2, "INSERT INTO missing VALUES (1);\n")]
    monkeypatch.setattr(opening, "migrations", lambda: bad)
    with pytest.raises(sqlite3.OperationalError):
        Store(path)
    monkeypatch.setattr(opening, "migrations", lambda: good)
    for _ in range(2):
        with Store(path) as store:
            assert store.db.execute("SELECT count(*) FROM added").fetchone()[0] == 1
            assert store.db.execute("PRAGMA user_version").fetchone()[0] == last + 2


def test_an_empty_file_and_a_folder_that_is_not_there(tmp_path: Path) -> None:
    empty = tmp_path / "x.db"
    empty.touch()
    with pytest.raises(LedgerError, match="an empty file"):
        open_ledger(empty, write=False)
    Store(empty).close()
    open_ledger(empty, write=False).close()
    with pytest.raises(NoLedger, match="there is no folder"):
        Store(tmp_path / "none" / "x.db")


def test_a_ledger_of_the_first_form_is_linked_anew(tmp_path: Path, demo_records: list[Record]) -> None:
    path = tmp_path / "x.db"
    with Store(path) as store:
        store.add(demo_records, version="test")
    before = dump(path)
    first = dict(opening.migrations())[1]
    links = [s for s in opening.statements(first) if " links" in s and "CREATE" in s]
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE links")
        for statement in links:
            db.execute(statement)
        for (index,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE '%\\_narrow' ESCAPE '\\'").fetchall():
            db.execute(f"DROP INDEX {index}")  # of form 3
        db.execute("DROP TABLE own_parties")  # of form 4
        db.execute("CREATE TEMP TABLE bands AS SELECT band, value, article FROM copy_bands")  # of form 5: by the time of publication
        db.execute("DROP TABLE copy_bands")
        for statement in opening.statements(first):
            if "CREATE TABLE copy_bands" in statement or "CREATE TRIGGER item_parties_are_counted" in statement:
                db.execute(statement)
        db.execute("INSERT INTO copy_bands SELECT * FROM bands")
        db.execute("DROP VIEW article_answers")  # of form 7
        db.execute("DROP TABLE answers")
        db.execute("PRAGMA user_version = 1")
    db.close()
    with pytest.raises(LedgerError, match="older version"):
        open_ledger(path, write=False)
    Store(path).close()
    assert dump(path) == before


def test_a_ledger_of_form_5_learns_who_else_may_have_promised(tmp_path: Path, demo_records: list[Record]) -> None:
    """What linking knows of a mention is worked out anew from the records; until then readers get on with what there is."""
    path = tmp_path / "x.db"
    with Store(path) as store:
        store.add(demo_records, version="test")
    before = dump(path)
    with sqlite3.connect(path) as db:
        for kind, item, data in db.execute("SELECT kind, item, features FROM link_features").fetchall():
            db.execute("UPDATE link_features SET features = ? WHERE kind = ? AND item = ?", (json.dumps(json.loads(data)[:-3]), kind, item))
    db.close()
    assert dump(path) != before
    assert len(Ledger(path).commitments(as_of="2026-03-23")) == len(Ledger(path).commitments(as_of="2026-03-23", sort="promisor"))
    with sqlite3.connect(path) as db:
        db.execute("DROP VIEW article_answers")  # of form 7
        db.execute("DROP TABLE answers")
        db.execute("PRAGMA user_version = 5")
    db.close()
    Store(path).close()
    assert dump(path) == before


def test_a_reader_changes_nothing(demo_ledger: Path) -> None:
    db = open_ledger(demo_ledger, write=False)
    with pytest.raises(ReadOnlyLedger), in_words(demo_ledger):
        db.execute("DELETE FROM articles")
    db.close()


def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_room(demo_records: tuple[Record, ...], tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with Store(path) as store:
        store.add(demo_records[:2], version="test")
        pages = store.db.execute("PRAGMA page_count").fetchone()[0]
        store.db.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(FullDisk, match="Make room"):
            _add_one_by_one(store, demo_records[2:])
        had = store.db.execute("SELECT count(*) FROM articles").fetchone()[0]
        assert 2 <= had < 12
        store.db.execute("PRAGMA max_page_count = 1073741823")
        for record in demo_records:
            store.add([record], version="test")
    assert whole(path) == 12


def test_a_writer_waits_and_then_says_who_is_in_the_way(demo_records: tuple[Record, ...], tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    Store(path).close()
    first = open_ledger(path, write=True)
    first.execute("BEGIN IMMEDIATE")
    second = Store(path)
    second.db.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(LedgerBusy, match="another process"):
        second.add(demo_records[:1], version="test")
    reader = open_ledger(path, write=False)
    assert reader.execute("SELECT count(*) FROM articles").fetchone()[0] == 0
    first.execute("ROLLBACK")
    assert second.add(demo_records[:1], version="test")[0].new
    for db in (first, reader):
        db.close()
    second.close()


def test_reviews_cannot_be_overwritten(demo_records: tuple[Record, ...], tmp_path: Path) -> None:
    with Store(tmp_path / "x.db") as store:
        store.db.execute("INSERT INTO reviews (at, who, item_id, action) VALUES ('2026-01-01', 'ana', 'c-1', 'accept')")
        for statement in ("UPDATE reviews SET who = 'bo'", "DELETE FROM reviews"):
            with pytest.raises(sqlite3.IntegrityError):
                store.db.execute(statement)


def adding(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "onrecord.cli.main", "add", str(ARTICLES), "--ledger", str(path), "-q"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_two_processes_add_at_once(tmp_path: Path) -> None:
    both = [adding(tmp_path / "x.db") for _ in range(2)]
    assert [p.wait(timeout=120) for p in both] == [0, 0]
    assert whole(tmp_path / "x.db") == 12


def test_killed_again_and_again_it_holds_whole_articles_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    seen = 0
    for attempt in range(3):
        process = adding(path)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            if path.exists() and _count(path) > seen:
                break
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = whole(path)
        assert now >= seen, attempt
        seen = now
    assert adding(path).wait(timeout=120) == 0
    assert whole(path) == 12


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_killed_at_any_moment_of_many(tmp_path: Path, seed: int) -> None:
    """Killed five times in a row, after a chance time each, then let run to its end."""
    path, draw, seen = tmp_path / "x.db", random.Random(seed), 0
    for _ in range(5):
        process = adding(path)
        time.sleep(draw.uniform(0.5, 6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if path.exists():
            now = whole(path) if path.stat().st_size else 0
            assert now >= seen
            seen = now
    assert adding(path).wait(timeout=300) == 0
    assert whole(path) == 12


@pytest.mark.parametrize("kept", [0, 32, 5000, 40_000, 100_000])
def test_after_a_loss_of_power_what_was_logged_last_is_gone_and_the_rest_is_whole(
    demo_records: tuple[Record, ...], tmp_path: Path, kept: int
) -> None:
    path, copy = tmp_path / "x.db", tmp_path / "copy.db"
    store = Store(path)
    store.add(demo_records[:2], version="test")
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.add(demo_records[2:3], version="test")
    copy.write_bytes(path.read_bytes())
    log = Path(f"{path}-wal").read_bytes()
    Path(f"{copy}-wal").write_bytes(log[:kept])
    store.close()
    assert whole(copy) == 2
    with Store(copy) as again:
        again.add(demo_records[:4], version="test")
    assert whole(copy) == 4


def _count(path: Path) -> int:
    try:
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        count: int = db.execute("SELECT count(*) FROM articles").fetchone()[0]
        db.close()
    except sqlite3.Error:
        return 0
    return count
