"""Ways to the same threads that cost less as the ledger grows: they must give what the plain ways give, and leave nothing changed behind them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger import clustering
from onrecord.ledger.clustering import MOST_PAIRS, pairs_across
from onrecord.ledger.features import Features
from onrecord.ledger.linker import Linker
from onrecord.ledger.similarity import THRESHOLD, common_principals, likeness, may_be_alike
from onrecord.ledger.store import Store
from onrecord.model import Record

KEYS = st.lists(st.sampled_from(["KAZ", "MDA", "NOR", "initials wfp", "person ana rusu"]), max_size=3, unique=True).map(tuple)


def promise(item: int, actors: tuple[str, ...], perhaps: tuple[str, ...] = (), known: tuple[tuple[str, str], ...] = ()) -> Features:
    words = ("repair", "kirov", "dam")
    return Features(item, item, 739_000 + item, "", "pledged", actors, (), (), (), known, words, words, (), (), (), None, None, "", False, False, False,
                    "", False, 0, 0, f"2026-05-2{item} a-{item} 0000000", perhaps)  # fmt: skip


@given(KEYS, KEYS, KEYS, st.booleans(), st.booleans())
@settings(deadline=None)
def test_two_are_apart_where_they_have_no_promisor_in_common(
    one: tuple[str, ...], other: tuple[str, ...], maybe: tuple[str, ...], unsure: bool, known: bool
) -> None:
    state = (("person ana rusu", "MDA"),) if known else ()
    pair = promise(1, one, maybe if unsure else (), state), promise(2, other)
    assert likeness("commitment", *pair).apart == (not common_principals(pair))


WORDS = st.lists(st.sampled_from(["repair", "kirov", "dam", "grain", "loan", "port"]), max_size=3, unique=True).map(tuple)
DAYS = st.sampled_from([None, 739_030, 739_060])
MENTION = st.fixed_dictionaries({
    "actors": KEYS, "others": KEYS, "words": WORDS, "around": WORDS, "setting": WORDS, "scene": KEYS, "perhaps": KEYS, "told": DAYS, "begin": DAYS,
    "vague": st.booleans(), "part": st.booleans(), "goes_on": st.booleans(), "evidence": st.booleans(), "thing": st.sampled_from(["", "loan", "arms"]),
    "stage": st.sampled_from(["pledged", "floated", "delivered"]), "article": st.integers(1, 3), "sentence": st.integers(0, 2), "at": st.integers(0, 900),
    "amounts": st.sampled_from([(), ((5e6, "USD"),), ((2e6, "USD"), (3e6, "EUR"))]), "numbers": st.sampled_from([(), (5e6,), (7e6,)]),
})  # fmt: skip


@given(MENTION, MENTION)
@settings(max_examples=2000, deadline=None)
def test_what_is_passed_over_by_a_look_is_never_linked(one: dict[str, Any], other: dict[str, Any]) -> None:
    pair = [
        replace(promise(item, ("KAZ",)), **x, end=x["begin"], order=f"2026-05-0{item} a-{x['article']} {x['at']:07d}")
        for item, x in ((1, one), (2, other))
    ]
    for a, b in (pair, reversed(pair)):
        if not may_be_alike("commitment", a, [b]):
            found = likeness("commitment", a, b)
            assert found.apart or found.score < THRESHOLD["commitment"]


@given(st.integers(1, 90), st.integers(1, 90))
@settings(deadline=None)
def test_the_pairs_of_two_threads_are_an_even_sample_of_all(left: int, right: int) -> None:
    ours, theirs = list(range(left)), list(range(1000, 1000 + right))
    every = [(a, b) for a in ours for b in theirs]
    step = len(every) / MOST_PAIRS
    assert pairs_across(ours, theirs) == (every if len(every) <= MOST_PAIRS else [every[int(n * step)] for n in range(MOST_PAIRS)])


def test_two_long_threads_are_not_compared_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0

    def counted(*_: Any) -> Any:
        nonlocal taken
        taken += 1
        return likeness("commitment", promise(1, ("KAZ",)), promise(2, ("KAZ",)))

    monkeypatch.setattr(clustering, "likeness", counted)
    members = {item: promise(item, ("KAZ",)) for item in range(1, 81)}
    assert clustering.Fit("commitment", members, {})(list(range(1, 41)), list(range(41, 81)), frozenset())
    assert 0 < taken <= MOST_PAIRS


@pytest.fixture
def collecting() -> Iterator[None]:
    """The collector as it was found, whatever a test does to it."""
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


@pytest.mark.usefixtures("collecting")
@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("fails", [True, False])
def test_cycles_are_not_looked_for_while_adding(
    demo_records: tuple[Record, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, enabled: bool, fails: bool
) -> None:
    seen: list[bool] = []
    draw = Linker.draw

    def watched(self: Linker, kind: Any) -> None:
        seen.append(gc.isenabled())
        if fails:
            raise RuntimeError("no more")
        draw(self, kind)

    monkeypatch.setattr(Linker, "draw", watched)
    (gc.enable if enabled else gc.disable)()
    with Store(tmp_path / "x.db") as store:
        try:
            store.add(demo_records[:2], version="test")
        except RuntimeError:
            assert fails
    assert seen
    assert not any(seen)
    assert gc.isenabled() is enabled


def test_adding_leaves_no_cycles(demo_records: tuple[Record, ...], tmp_path: Path) -> None:
    """Else what is not looked for while adding would pile up until its end."""
    with Store(tmp_path / "x.db") as store:
        store.add(demo_records[:1], version="test")
        gc.collect()
        store.add(demo_records[1:], version="test")
        found = gc.collect()
        assert found < 1000, found
