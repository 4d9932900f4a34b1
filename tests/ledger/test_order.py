"""The same articles in any order and in any groups make the same ledger, every table of it, ids for numbers."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from dumping import check_whole, demo_records, dump, story_records

from onrecord.ledger import linker
from onrecord.ledger.store import Store
from onrecord.model import Record
from onrecord.reading import read


def made(path: Path, records: Sequence[Record], *, group: int) -> dict[str, list[str]]:
    with Store(path) as store:
        for start in range(0, len(records), group):
            store.add(records[start : start + group], version="test")
    return dump(path)


def shuffled(records: Sequence[Record], seed: int) -> list[Record]:
    out = list(records)
    random.Random(seed).shuffle(out)
    return out


@pytest.mark.parametrize("seed", range(3))
def test_the_demo_in_any_order(tmp_path: Path, seed: int) -> None:
    first = made(tmp_path / "one.db", demo_records(), group=12)
    other = made(tmp_path / "other.db", shuffled(demo_records(), seed), group=seed + 1)
    assert {t for t in first if first[t] != other[t]} == set()
    assert len(check_whole(tmp_path / "other.db", {r.article.id: r for r in demo_records()})) == 12


def test_the_stories_in_another_order(tmp_path: Path) -> None:
    records = story_records()
    first = made(tmp_path / "one.db", records, group=20)
    other = made(tmp_path / "other.db", shuffled(records, 7), group=9)
    assert {t for t in first if first[t] != other[t]} == set()


def test_two_acts_of_one_sentence_are_two_commitments(tmp_path: Path) -> None:
    reading = read(
        "Kenya and Uganda signed an agreement to build a railway on Monday, and President Daniel Kiprono of Kenya announced that Uganda "
        "would receive 40 million dollars in aid next month.\n",
        published="2026-03-04",
    )
    with Store(tmp_path / "x.db") as store:
        store.add(list(reading), version="test")
        found = store.db.execute("SELECT stage, amount FROM commitment_threads ORDER BY stage").fetchall()
    assert [tuple(r) for r in found] == [("pledged", 40e6), ("signed", None)]


@pytest.mark.parametrize("most", [2, 20])
def test_articles_that_are_taken_out_and_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """With few links a mention, too: what a stronger link displaced comes back when that goes."""
    monkeypatch.setattr(linker, "MOST_LINKS", most)
    records = story_records()
    first = made(tmp_path / "one.db", records, group=20)
    made(tmp_path / "other.db", shuffled(records, 3), group=1)
    by_id = {r.article.id: r for r in records}
    with Store(tmp_path / "other.db") as store:
        numbers = {r["id"]: r["number"] for r in store.db.execute("SELECT id, number FROM articles")}
        for one in shuffled(records, 11)[:25]:
            number = numbers[one.article.id]
            with store.changing():
                store.replace(number, replace(one, commitments=(), events=()), version="test")
            with store.changing():
                store.replace(number, by_id[one.article.id], version="test")
    other = dump(tmp_path / "other.db")
    assert {t for t in first if first[t] != other[t]} == set()
    assert max(Counter(json.loads(row)["other"] for row in first["links"]).values()) <= most
