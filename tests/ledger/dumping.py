"""Shared by the ledger's tests: the demo's records, and all that a ledger holds with its numbers put into ids.

Numbers depend on the order of adding, ids do not: two ledgers of the same articles give the same dump.
"""

from __future__ import annotations

import json
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.articles import read_articles
from onrecord.errors import SourceError
from onrecord.ledger.opening import open_ledger
from onrecord.model import Record, Source
from onrecord.pipeline import record_of, records

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "src/onrecord/demo/articles"
STORIES = ROOT / "benchmarks/stories/dev"

ITEM = "SELECT number, id FROM commitments UNION ALL SELECT number, id FROM events UNION ALL SELECT number, id FROM statements"
COLUMNS = {
    "article": "article", "report": "article", "party": "party", "same_as": "party", "speaker_party": "party",
    "item": "item", "other_item": "item",
}  # fmt: skip
"""Column that holds a number -> what it numbers."""
OWN = {
    "articles": {"number": "article"}, "parties": {"number": "party"}, "statements": {"number": "item"},
    "events": {"number": "item", "thread": "event"}, "commitments": {"number": "item", "thread": "commitment"},
    "commitment_threads": {"number": "commitment"}, "event_threads": {"number": "event"}, "steps": {"thread": "commitment"},
    "links": {"other": "item"}, "copies": {"other": "article"},
}  # fmt: skip
"""The same for columns that mean something else in each table. Where a row has a "kind", that says whose thread it tells of."""
INSIDE = frozenset(["link_features", "readings", "skipped", "reviews", "column_descriptions", "sqlite_sequence", "touched"])
"""Tables that are compared in another way (features hold numbers in their JSON) or that tell of runs, not of articles."""


@cache
def demo_records() -> tuple[Record, ...]:
    """The records of the demo's articles."""
    return tuple(r for r in records([DEMO]) if isinstance(r, Record))


@cache
def story_records() -> tuple[Record, ...]:
    """The records of the development stories."""
    out = []
    for path in sorted(STORIES.glob("*.json")):
        for plain in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            (article,) = read_articles(Source(path.stem, json.dumps(plain).encode(), "json"))
            assert not isinstance(article, SourceError)
            out.append(record_of(article))
    return tuple(out)


def dump(path: Path) -> dict[str, list[str]]:
    """Table -> its rows as JSON with numbers put into ids, sorted."""
    db = open_ledger(path, write=False)
    try:
        names = _names(db)
        out = {
            table: sorted(_row(row, COLUMNS | OWN.get(table, {}), names) for row in db.execute(f"SELECT * FROM {table}"))
            for table in _tables(db)
        }
        out["link_features"] = sorted(
            json.dumps([row["kind"], names["item"][row["item"]], *json.loads(row["features"])[2:]])
            for row in db.execute("SELECT * FROM link_features")
        )
        out["article_words"] = _searchable(path, "article_words", names["article"])
        out["item_words"] = _searchable(path, "item_words", names["item"])
        return out
    finally:
        db.close()


def _tables(db: sqlite3.Connection) -> list[str]:
    found = {r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return sorted(t for t in found - INSIDE if not t.startswith(("article_words", "item_words")))


def _names(db: sqlite3.Connection) -> dict[str, dict[int, str]]:
    return {
        "article": dict(db.execute("SELECT number, id FROM articles").fetchall()),
        "party": dict(db.execute("SELECT number, id FROM parties").fetchall()),
        "item": dict(db.execute(ITEM).fetchall()),
        "commitment": dict(db.execute("SELECT number, id FROM commitment_threads").fetchall()),
        "event": dict(db.execute("SELECT number, id FROM event_threads").fetchall()),
    }


def _row(row: sqlite3.Row, numbers: dict[str, str], names: dict[str, dict[int, str]]) -> str:
    out: dict[str, Any] = {}
    for column in row.keys():  # noqa: SIM118
        value = row[column]
        what = numbers.get(column) or (row["kind"] if column == "thread" else None)
        if what and value is not None:
            value = names[what][value]
        out[column] = value.hex() if isinstance(value, bytes) else value
    return json.dumps(out)


def _searchable(path: Path, table: str, names: dict[int, str]) -> list[str]:
    """Every word of a full-text index with where it stands."""
    db = sqlite3.connect(":memory:")
    db.execute("ATTACH ? AS ledger", (str(path),))
    db.execute(f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(ledger, {table}, instance)")
    try:
        return sorted(json.dumps([term, names[doc], col, offset]) for term, doc, col, offset in db.execute("SELECT * FROM temp.vocabulary"))
    finally:
        db.close()


def check_whole(path: Path, given: dict[str, Record]) -> set[str]:
    """Assert that a ledger is sound and that each article in it is whole, against the records that were given to it.

    Returns:
        the ids of its articles.
    """
    db = open_ledger(path, write=False)
    try:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        articles = {r["id"]: r["number"] for r in db.execute("SELECT id, number FROM articles")}
        assert set(articles) <= set(given)
        for id, number in articles.items():
            _check_article(db, number, given[id])
        mentions = sum(len(given[i].commitments) + len(given[i].events) for i in articles)
        told = sum(db.execute(f"SELECT coalesce(sum(mentions), 0) FROM {kind}_threads").fetchone()[0] for kind in ("commitment", "event"))
        assert told >= mentions  # evidence counts in a commitment's thread and in an event's
        items = sum(len(given[i].commitments) + len(given[i].events) + len(given[i].statements) for i in articles)
        assert db.execute("SELECT count(*) FROM item_words_docsize").fetchone()[0] == items
        assert db.execute("SELECT count(*) FROM spans WHERE item NOT IN (SELECT number FROM (" + ITEM + "))").fetchone()[0] == 0
        assert db.execute("SELECT count(*) FROM link_features WHERE item NOT IN (SELECT number FROM (" + ITEM + "))").fetchone()[0] == 0
        return set(articles)
    finally:
        db.close()


def _check_article(db: sqlite3.Connection, number: int, record: Record) -> None:
    low, high = number * 65_536, (number + 1) * 65_536
    assert db.execute("SELECT text FROM texts WHERE article = ?", (number,)).fetchone()[0] == record.article.text
    assert db.execute("SELECT count(*) FROM article_words_docsize WHERE id = ?", (number,)).fetchone()[0] == 1
    for table in ("commitments", "events", "statements"):
        found = {r[0] for r in db.execute(f"SELECT id FROM {table} WHERE article = ?", (number,))}
        assert found == {one.id for one in getattr(record, table)}
    for table in ("commitments", "events"):
        kind = table[:-1]
        assert db.execute(f"SELECT count(*) FROM {table} WHERE article = ? AND thread IS NULL", (number,)).fetchone()[0] == 0
        kept = db.execute("SELECT count(*) FROM link_features WHERE kind = ? AND item >= ? AND item < ?", (kind, low, high)).fetchone()[0]
        assert kept >= len(getattr(record, table))
    bare = """SELECT count(*) FROM (SELECT number FROM commitments WHERE article = :a UNION ALL SELECT number FROM events WHERE article = :a
              UNION ALL SELECT number FROM statements WHERE article = :a) WHERE number NOT IN (SELECT item FROM spans)"""
    assert db.execute(bare, {"a": number}).fetchone()[0] == 0
