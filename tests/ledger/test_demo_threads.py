"""The demo's three stories: each commitment is one thread with the right stages, whatever the order of adding."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from onrecord.ledger.store import Store
from onrecord.model import Record


def rows(path: Path, sql: str, *values: object) -> list[dict[str, Any]]:
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    try:
        return [dict(r) for r in db.execute(sql, values)]
    finally:
        db.close()


def thread(path: Path, words: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The thread that has a step with these words, and its steps."""
    found = rows(path, "SELECT DISTINCT commitment_id FROM commitment_history WHERE words LIKE ?", f"%{words}%")
    assert len(found) == 1, (words, found)
    id = found[0]["commitment_id"]
    steps = rows(path, "SELECT * FROM commitment_history WHERE commitment_id = ? ORDER BY step", id)
    return rows(path, "SELECT * FROM commitments_now WHERE id = ?", id)[0], steps


STORIES = [
    # words of one report, promisor's country, current stage, stages told in order without repetition, reports
    ("would receive more than 1 billion", "CAN", "in_delivery", ["approved", "intended", "pledged", "intended", "pledged", "in_delivery", "intended"], 4),
    ("sending peacekeepers", "CAN", "floated", ["floated", "denied", "floated"], 4),
    ("signed an agreement to produce drones", "CAN", "suspended", ["signed", "intended", "denied", "signed", "suspended"], 4),
    ("Norway is considering a loan", "NOR", "in_delivery", ["floated", "pledged", "intended", "approved", "intended", "in_delivery", "denied", "suspended"], 4),
    ("vowed to submit the bill", "MDA", "approved", ["pledged", "approved"], 2),
    ("has transferred 100 million shillings", "KEN", "suspended", ["pledged", "in_delivery", "suspended"], 2),
    ("agree to a lease that", "KEN", "suspended", ["refused", "floated", "denied", "suspended"], 3),  # "shelve the lease" is the other promise
    ("approved its loan of 120 million", "IGO", "approved", ["offered", "approved", "intended"], 2),
    ("The government pledged to publish", "KEN", "pledged", ["pledged"], 1),
    ("offered to suspend the strike", None, "intended", ["offered", "intended"], 2),
]


@pytest.mark.parametrize(("words", "country", "stage", "told", "reports"), STORIES, ids=[s[0] for s in STORIES])
def test_each_commitment_is_one_thread(
    demo_ledger: Path, words: str, country: str | None, stage: str, told: list[str] | None, reports: int
) -> None:
    now, steps = thread(demo_ledger, words)
    assert now["stage"] == stage
    assert now["reports"] == reports
    if country:
        assert country in (now["promisor_country"] or "").split(";")
    if told is not None:
        stages = [s["told_stage"] for s in steps]
        assert [s for n, s in enumerate(stages) if n == 0 or s != stages[n - 1]] == told


def test_both_numbers_of_what_is_partly_delivered(demo_ledger: Path) -> None:
    now, _ = thread(demo_ledger, "Norway is considering a loan")
    assert (now["amount"], now["unit"], now["delivered"]) == (250e6, "EUR", 60e6)
    now, _ = thread(demo_ledger, "has transferred 100 million shillings")
    assert (now["amount"], now["unit"], now["delivered"]) == (500e6, "KES", 100e6)


def test_the_wrong_billion_is_a_contradiction_and_not_the_sum(demo_ledger: Path) -> None:
    now, _ = thread(demo_ledger, "would receive more than 1 billion")
    assert (now["amount"], now["unit"], now["due"]) == (1e9, "CAD", "2025-09")
    differ = rows(demo_ledger, "SELECT field, value, other_value FROM reports_that_differ WHERE thread_id = ?", now["id"])
    assert {"field": "amount", "value": "1000000000 CAD", "other_value": "2000000000 CAD"} in differ


def test_denials_are_kept_and_cancel_nothing(demo_ledger: Path) -> None:
    now, steps = thread(demo_ledger, "sending peacekeepers")
    assert now["denials"] == 1
    denial = next(s for s in steps if s["told_stage"] == "denied")
    assert (denial["does"], denial["stage"]) == ("denies", "floated")


def test_a_promise_past_its_day_is_overdue(demo_ledger: Path) -> None:
    now, _ = thread(demo_ledger, "pledged to publish every offer")
    assert (now["stage"], now["due"]) == ("pledged", "2026-06-30")
    assert rows(demo_ledger, "SELECT max(published) AS day FROM articles")[0]["day"] > "2026-06-30"


def test_who_promised_is_never_joined(demo_ledger: Path) -> None:
    norway, _ = thread(demo_ledger, "Norway is considering a loan")
    moldova, _ = thread(demo_ledger, "vowed to submit the bill")
    assert norway["id"] != moldova["id"]
    for one in rows(demo_ledger, "SELECT commitment_id, promisor_country FROM commitment_mentions WHERE promisor_country IS NOT NULL"):
        known = rows(demo_ledger, "SELECT promisor_country FROM commitments_now WHERE id = ?", one["commitment_id"])
        assert set((known[0]["promisor_country"] or "").split(";")) & set(one["promisor_country"].split(";"))


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_adding_changes_nothing(demo_records: tuple[Record, ...], demo_ledger: Path, tmp_path: Path, seed: int) -> None:
    shuffled = list(demo_records)
    random.Random(seed).shuffle(shuffled)
    with Store(tmp_path / "other.db") as store:
        for record in shuffled:
            store.add([record], version="test")
    for view in ("commitments_now", "commitment_history", "events_distinct", "why_linked", "reports_that_differ"):
        columns = list(rows(demo_ledger, f"SELECT * FROM {view} LIMIT 1")[0])
        order = ", ".join(f'"{c}"' for c in columns)
        assert rows(demo_ledger, f"SELECT * FROM {view} ORDER BY {order}") == rows(
            tmp_path / "other.db", f"SELECT * FROM {view} ORDER BY {order}"
        ), view
