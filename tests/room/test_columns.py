"""What is counted is counted from columns in memory: they tell what the lists tell, and after a write what a ledger read anew tells."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from onrecord.errors import BadQuestion
from onrecord.keeping import Ledger
from onrecord.ledger import counts, touched
from onrecord.ledger.choosing import chosen
from onrecord.ledger.columns import Columns, columns_of
from onrecord.ledger.filters import Filters, Kind
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.store import Store
from onrecord.model import Record

ASKED: dict[Kind, tuple[dict[str, Any], ...]] = {
    "commitments": (
        {"stage": ("pledged", "signed")}, {"type": "loan"}, {"certainty": "asserted"}, {"country": "Kenya"}, {"party": "Norway"}, {"origin": "Canada"},
        {"target": "Moldova"}, {"pair": ("Norway", "Moldova")}, {"text": "loan"}, {"since": "2026-03", "until": "2026-06"}, {"overdue": True}, {"denied": True},
        {"currency": "USD", "least": 5.0}, {"contradicted": True}, {"review": "unreviewed"}, {"outlet": "herald"},
    ),
    "events": (
        {"type": "AID"}, {"type": "arrest"}, {"status": "actual"}, {"certainty": "attributed"}, {"country": "Kenya"}, {"place": "Kenya"}, {"party": "Norway"},
        {"origin": "police"}, {"text": "government"}, {"since": "2026-03-05"}, {"until": "2026-06"}, {"since": "2026-04", "until": "2026-05-09"},
        {"outlet": "herald"}, {"contradicted": True}, {"review": "unreviewed"},
    ),
    "statements": ({"type": "direct"}, {"stance": "affirm"}, {"country": "Kenya"}, {"outlet": "herald"}, {"text": "government"}, {"since": "2026-04"}),
    "articles": ({"outlet": "herald"}, {"since": "2026-03", "until": "2026-05"}, {"country": "Kenya"}, {"text": "government"}),
}  # fmt: skip
"""Filters of each kind, asked for alone and by twos."""


def everything(db: sqlite3.Connection, columns: Columns) -> dict[str, Any]:
    """All that is counted, of all and under some filters."""
    found: dict[str, Any] = {}
    for kind, asked in ASKED.items():
        for filters in ({}, *asked):
            try:
                rows = chosen(db, kind, Filters(**filters), columns)
            except BadQuestion as error:  # whom nobody knows, before and after alike
                found[f"{kind} {filters}"] = str(error)
                continue
            by_time = {unit: (counts.by_time(rows, unit), counts.dated(rows, unit)) for unit in get_args(counts.Unit)}
            own = (counts.pairs(db, rows).told(), counts.places(rows)) if kind == "events" else ()
            found[f"{kind} {filters}"] = (rows.count, counts.facets(rows), counts.span(rows), by_time, own)
    return found


@pytest.mark.parametrize("kind", list(ASKED))
def test_the_columns_know_the_rows_of_every_list(demo_ledger: Path, kind: Kind) -> None:
    ledger, db = Ledger(demo_ledger), open_ledger(demo_ledger, write=False)
    columns = columns_of(db)
    some = 0
    asked = [*({**one} for one in ASKED[kind]), *({**one, **other} for one, other in combinations(ASKED[kind], 2) if not set(one) & set(other))]
    for filters in asked:
        given = {{"least": "min_amount"}.get(n, n): v for n, v in filters.items()}
        rows = chosen(db, kind, Filters(**filters), columns)
        assert rows.count == len(getattr(ledger, kind)(limit=None, **given)), filters
        some += rows.count > 0
    assert some > len(asked) / 4
    db.close()


def test_after_writes_the_columns_are_those_of_a_ledger_read_anew(tmp_path: Path, demo_records: tuple[Record, ...]) -> None:
    path, half = tmp_path / "grows.db", len(demo_records) // 2
    with Store(path) as store:
        store.add(demo_records[1:half:2], version="test")
    db = open_ledger(path, write=False)
    ledger, columns, found = Ledger(path), columns_of(db), list[dict[str, Any]]()

    def add_between() -> None:
        with Store(path) as store:
            store.add([demo_records[0], *demo_records[2:half:2]], version="test")

    def add_more() -> None:
        with Store(path) as store:
            store.add(demo_records[half:], version="test")

    def read_again() -> None:
        with Store(path) as store, store.changing():
            (number,) = store.db.execute("SELECT number FROM articles WHERE id = ?", (demo_records[0].article.id,)).fetchone()
            store.replace(number, replace(demo_records[0], article=later), version="later")

    later = replace(demo_records[0].article, published="2026-09-09", publisher="Another Outlet")
    told = max((c for c in Ledger(path).commitments(limit=None)), key=lambda c: c.mentions).id
    steps = (
        add_between, add_more, lambda: ledger.reject(ledger.commitments(limit=1)[0].id, who="Ann"),
        lambda: ledger.reject(ledger.events(limit=1)[0].id, who="Ann"), lambda: ledger.reject(ledger.statements(limit=1)[0].id, who="Ann"), read_again,
        lambda: ledger.correct(ledger.show(told).mentions[0].id, {"stage": "signed"}, who="Ann"),
    )  # fmt: skip
    for step in steps:
        step()
        columns, anew = columns_of(db, columns), columns_of(db)
        assert columns.turn == anew.turn
        found.append(everything(db, columns))
        assert found[-1] == everything(db, anew)
    assert len({str(one) for one in found}) > 3
    db.close()


def test_only_what_was_written_is_read_again(own_ledger: Path) -> None:
    db = open_ledger(own_ledger, write=False)
    columns = columns_of(db)
    assert columns_of(db, columns) is columns
    read: list[str] = []
    db.set_trace_callback(read.append)
    Ledger(own_ledger).reject(Ledger(own_ledger).events(limit=1)[0].id, who="Ann")
    again = columns_of(db, columns)
    db.set_trace_callback(None)
    assert again is not columns
    assert int(np.count_nonzero(again.kinds["events"].present)) == int(np.count_nonzero(columns.kinds["events"].present)) - 1
    wide = [text for text in read if any(t in text for t in ("_threads t", "thread_parties", "thread_countries", "statements t", "articles a", "events m"))]
    assert wide
    assert all("json_each" in text for text in wide if "count" not in text and "max(" not in text)
    db.close()


def test_what_is_no_longer_known_is_read_anew(own_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = open_ledger(own_ledger, write=False)
    columns, ledger = columns_of(db), Ledger(own_ledger)
    monkeypatch.setattr(touched, "KEPT", 1)
    for one in ledger.events(limit=2):
        ledger.reject(one.id, who="Ann")
    assert db.execute("SELECT count(*) FROM touched").fetchone()[0] == 1
    assert touched.touched_since(db, columns.turn) is None
    assert everything(db, columns_of(db, columns)) == everything(db, columns_of(db))
    db.close()
