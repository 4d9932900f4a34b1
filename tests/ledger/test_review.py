"""Reviews: what each does to an item and its thread, that nothing is overwritten, and that all of it can be undone."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from dumping import dump
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loan_story import BY, loan_story, row, threads

from onrecord.cli.main import cli
from onrecord.errors import BadReview, UnknownItem
from onrecord.ledger import review
from onrecord.ledger.store import Store
from onrecord.model import Record

PLEDGE, SIGNING, PAYMENT, BRIDGE = (r.commitments[0].id for r in loan_story())
AGREED, SAID = loan_story()[1].events[0].id, loan_story()[0].statements[0].id


def test_the_story_makes_the_threads_that_the_tests_are_about(store: Store) -> None:
    assert threads(store.path) == {f"t{PLEDGE}": (PLEDGE, SIGNING, PAYMENT), f"t{BRIDGE}": (BRIDGE,)}
    assert row(store, f"t{PLEDGE}")["stage"] == "in_delivery"


def test_accepting_a_thread_accepts_each_of_its_mentions(store: Store) -> None:
    done = review.accept(store, f"t{PLEDGE}", why="read both reports", **BY)
    assert [r.item_id for r in done] == [PLEDGE, SIGNING, PAYMENT]
    assert len({r.command for r in done}) == 1
    assert row(store, f"t{PLEDGE}")["review"] == "accepted"
    assert row(store, f"t{BRIDGE}")["review"] == "unreviewed"


def test_a_rejected_mention_leaves_its_thread_and_stays_in_the_tables(store: Store) -> None:
    review.reject(store, PAYMENT, **BY)
    assert threads(store.path)[f"t{PLEDGE}"] == (PLEDGE, SIGNING)
    assert row(store, f"t{PLEDGE}")["stage"] == "signed"
    assert (row(store, PAYMENT)["review"], row(store, PAYMENT)["thread"]) == ("rejected", None)


def test_the_thread_lives_on_without_its_first_mention(store: Store) -> None:
    review.reject(store, PLEDGE, **BY)
    assert threads(store.path) == {f"t{SIGNING}": (SIGNING, PAYMENT), f"t{BRIDGE}": (BRIDGE,)}
    assert review.find(store.db, store.path, f"t{PAYMENT}").thread == f"t{SIGNING}"


def test_a_thread_of_rejected_mentions_disappears_and_undo_brings_it_back(store: Store) -> None:
    before = dump(store.path)
    review.reject(store, f"t{PLEDGE}"[:12], **BY)
    assert threads(store.path) == {f"t{BRIDGE}": (BRIDGE,)}
    assert {r["review"] for r in (row(store, PLEDGE), row(store, SIGNING), row(store, PAYMENT))} == {"rejected"}
    review.undo(store, **BY)
    assert dump(store.path) == before


def test_an_event_is_evidence_once_no_commitment_of_its_article_tells_it(store: Store, tmp_path: Path) -> None:
    """A rejected commitment no longer stands for the act; the event beside it does, and undo takes that back."""
    review.correct(store, AGREED, {"type": "COOPERATE"}, **BY)
    evidence = "SELECT count(*) FROM link_features WHERE kind = 'commitment' AND item = (SELECT number FROM events WHERE id = ?)"
    assert store.db.execute(evidence, (AGREED,)).fetchone()[0] == 0
    review.reject(store, SIGNING, **BY)
    assert store.db.execute(evidence, (AGREED,)).fetchone()[0] == 1
    review.undo(store, **BY)
    assert store.db.execute(evidence, (AGREED,)).fetchone()[0] == 0


def test_a_correction_moves_the_mention_to_where_it_belongs(store: Store) -> None:
    review.correct(store, PAYMENT, {"promisor": "Kenya"}, **BY)
    assert PAYMENT not in threads(store.path)[f"t{PLEDGE}"]
    review.undo(store, **BY)
    review.correct(store, SIGNING, {"stage": "withdrawn"}, **BY)
    steps = store.db.execute("SELECT told_stage FROM steps WHERE thread = ? ORDER BY n", (row(store, f"t{PLEDGE}")["number"],))
    assert [r[0] for r in steps] == ["pledged", "withdrawn", "in_delivery"]


def test_a_corrected_item_is_found_by_its_new_words_and_no_longer_by_the_old(store: Store) -> None:
    def found(word: str) -> list[int]:
        return [r[0] for r in store.db.execute("SELECT rowid FROM item_words WHERE item_words MATCH ?", (word,))]

    number = row(store, BRIDGE)["number"]
    assert number in found("kenya")
    review.correct(store, BRIDGE, {"promisor": "Uganda"}, **BY)
    assert number in found("uganda")
    review.undo(store, **BY)
    assert found("uganda") == []


def test_splitting_parts_a_thread_and_joining_makes_one_of_two(store: Store) -> None:
    review.split(store, PLEDGE, PAYMENT, **BY)
    assert not any({PLEDGE, PAYMENT} <= set(members) for members in threads(store.path).values())
    review.undo(store, **BY)
    review.join(store, f"t{PLEDGE}", f"t{BRIDGE}", **BY)
    assert set(threads(store.path)[f"t{PLEDGE}"]) == {PLEDGE, SIGNING, PAYMENT, BRIDGE}
    review.split(store, PLEDGE, BRIDGE, **BY)  # of one pair the last word counts
    assert threads(store.path)[f"t{BRIDGE}"] == (BRIDGE,)


def test_a_join_carries_on_through_a_mention_that_was_rejected(store: Store) -> None:
    review.split(store, PLEDGE, PAYMENT, **BY)
    review.undo(store, **BY)
    review.join(store, BRIDGE, SIGNING, **BY)
    review.join(store, BRIDGE, PLEDGE, **BY)
    review.reject(store, BRIDGE, **BY)
    assert set(threads(store.path)[f"t{PLEDGE}"]) == {PLEDGE, SIGNING, PAYMENT}


def test_an_event_that_people_join_to_a_commitment_shows_it_fulfilled(store: Store) -> None:
    review.correct(store, AGREED, {"type": "COOPERATE"}, **BY)
    review.reject(store, SIGNING, **BY)  # else the act is told by the commitment already
    review.join(store, AGREED, f"t{BRIDGE}", **BY)
    assert row(store, f"t{BRIDGE}")["stage"] == "in_delivery"
    assert threads(store.path, "event") == {f"t{AGREED}": (AGREED,)}
    assert threads(store.path) == {f"t{PLEDGE}": (PLEDGE, PAYMENT), f"t{BRIDGE}": (BRIDGE,)}
    review.undo(store, **BY)
    assert row(store, f"t{BRIDGE}")["stage"] == "pledged"


def test_joins_and_splits_that_contradict_each_other_are_refused(store: Store) -> None:
    review.join(store, PLEDGE, BRIDGE, **BY)
    review.join(store, BRIDGE, SIGNING, **BY)
    with pytest.raises(BadReview, match=r"people said of .* that they are one"):
        review.split(store, PLEDGE, SIGNING, **BY)
    review.undo(store, **BY)
    review.split(store, SIGNING, PLEDGE, **BY)
    with pytest.raises(BadReview, match=r"people said of .* that they are not one"):
        review.join(store, BRIDGE, SIGNING, **BY)


@pytest.mark.parametrize(("one", "other", "message"), [
    (PLEDGE, PLEDGE, "one and the same"),
    (PLEDGE, f"t{PLEDGE}", "one and the same"),
    (SAID, PLEDGE, "statements stand in no threads"),
    (PLEDGE, AGREED, "can show no commitment fulfilled"),
])  # fmt: skip
def test_what_cannot_be_joined(store: Store, one: str, other: str, message: str) -> None:
    with pytest.raises(BadReview, match=message):
        review.join(store, one, other, **BY)


def test_the_log_is_only_ever_added_to(store: Store) -> None:
    review.reject(store, PLEDGE, **BY)
    review.undo(store, **BY)
    review.undo(store, "2", why="it was right after all", **BY)
    log = [(r.number, r.action, r.undoes, r.undone) for r in review.reviews(store.db, store.path)]
    assert log == [(1, "reject", None, False), (2, "undo", 1, True), (3, "undo", 2, False)]
    assert row(store, PLEDGE)["review"] == "rejected"
    for change in ("UPDATE reviews SET who = 'x'", "DELETE FROM reviews"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            store.db.execute(change)


def test_the_last_judgement_decides_and_corrections_stay(store: Store) -> None:
    states = []
    for act in (
        lambda: review.correct(store, PLEDGE, {"stage": "agreed"}, **BY), lambda: review.accept(store, PLEDGE, **BY),
        lambda: review.comment(store, PLEDGE, "see the ministry's page", **BY), lambda: review.reject(store, PLEDGE, **BY),
        lambda: review.accept(store, PLEDGE, **BY), lambda: review.undo(store, PLEDGE, **BY), lambda: review.undo(store, PLEDGE, **BY),
    ):  # fmt: skip
        act()
        states.append((row(store, PLEDGE)["review"], row(store, PLEDGE)["stage"]))
    assert [s for s, _ in states] == ["corrected", "accepted", "accepted", "rejected", "accepted", "rejected", "accepted"]
    assert {s for _, s in states} == {"agreed"}


def test_undo_by_number_id_and_command(store: Store) -> None:
    review.reject(store, f"t{PLEDGE}", **BY)
    review.undo(store, "2", **BY)  # one row of the command
    assert [row(store, i)["review"] for i in (PLEDGE, SIGNING, PAYMENT)] == ["rejected", "unreviewed", "rejected"]
    with pytest.raises(BadReview, match="undone already"):
        review.undo(store, "2", **BY)
    review.undo(store, PLEDGE, **BY)  # the row of this mention
    assert [row(store, i)["review"] for i in (PLEDGE, SIGNING, PAYMENT)] == ["unreviewed", "unreviewed", "rejected"]
    review.undo(store, **BY)  # what is left of it
    assert row(store, PAYMENT)["review"] == "unreviewed"
    for what in (None, "99", BRIDGE):
        with pytest.raises(BadReview):
            review.undo(store, what, **BY)


@pytest.mark.parametrize("wanted", ["c", "c-", "x-1", "c-ffffffffffffffff0", "a-1234", "te-ffffffff", "t"])
def test_an_id_that_names_nothing(store: Store, wanted: str) -> None:
    with pytest.raises(UnknownItem):
        review.accept(store, wanted, **BY)


def test_several_ids_that_begin_so(store: Store) -> None:
    ids = [PLEDGE, SIGNING, PAYMENT, BRIDGE]
    shared = next((a[:3] for a, b in itertools.combinations(ids, 2) if a[:3] == b[:3]), None)
    assert shared is not None  # of four ids two begin alike: were the texts changed, change them again
    with pytest.raises(UnknownItem, match="several ids begin"):
        review.accept(store, shared, **BY)


def test_a_correction_is_of_one_mention(store: Store) -> None:
    with pytest.raises(BadReview, match="a thread of 3 mentions"):
        review.correct(store, f"t{PLEDGE}", {"stage": "signed"}, **BY)
    review.correct(store, f"t{BRIDGE}", {"stage": "signed"}, **BY)
    with pytest.raises(BadReview, match="a review needs a name"):
        review.accept(store, PLEDGE, who=" ", at=BY["at"])


def test_a_failed_review_leaves_the_memory_of_the_store_true(store: Store) -> None:
    with pytest.raises(BadReview):
        review.correct(store, PLEDGE, [("promisor", "Uganda"), ("stage", "soon")], **BY)
    review.correct(store, PLEDGE, {"promisor": "Uganda"}, **BY)
    assert row(store, PLEDGE)["promisor_country"] == "UGA"


MENTIONS = [PLEDGE, SIGNING, PAYMENT, BRIDGE]
FIELDS = [
    ("stage", "withdrawn"), ("promisor", "Kenya"), ("promisor", "Uganda; Jens Holt (NOR)"), ("beneficiary", ""), ("amount", "3 million USD"),
    ("due", "2026-09"),
    ("action", "for"), ("certainty", "hearsay"),
]  # fmt: skip
mention = st.sampled_from(MENTIONS)
acts = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["accept", "reject", "comment"]), st.tuples(st.sampled_from([*MENTIONS, AGREED, SAID]))),
        st.tuples(st.just("correct"), st.tuples(mention, st.sampled_from(FIELDS))),
        st.tuples(st.just("correct"), st.tuples(st.just(AGREED), st.sampled_from([("type", "AID"), ("type", "RETREAT"), ("status", "planned")]))),
        st.tuples(st.sampled_from(["join", "split"]), st.tuples(mention, mention)),
        st.tuples(st.just("join"), st.tuples(st.just(AGREED), mention)),
        st.tuples(st.just("undo"), st.integers(1, 6)),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


def perform(store: Store, act: tuple[str, Any]) -> None:
    name, args = act
    try:
        if name == "undo":
            review.undo(store, str(args), **BY)
        elif name == "correct":
            review.correct(store, args[0], [args[1]], **BY)
        elif name == "comment":
            review.comment(store, args[0], "hm", **BY)
        else:
            getattr(review, name)(store, *args, **BY)
    except BadReview:  # a join of one mention with itself, a word that the article has not: it must leave nothing
        pass


def undo_all(store: Store) -> None:
    while True:
        try:
            review.undo(store, **BY)
        except BadReview:
            return


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    path = tmp_path_factory.mktemp("untouched") / "news.db"
    with Store(path) as made:
        made.add(loan_story(), version="1")
    return dump(path)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_reviews_that_were_undone_leave_nothing(
    tmp_path_factory: pytest.TempPathFactory, untouched: dict[str, list[str]], done: list[tuple[str, Any]]
) -> None:
    with Store(tmp_path_factory.mktemp("undone") / "news.db") as store:
        store.add(loan_story(), version="1")
        for act in done:
            perform(store, act)
        undo_all(store)
        assert dump(store.path) == untouched
        assert store.db.execute("PRAGMA foreign_key_check").fetchall() == []


@settings(max_examples=40, deadline=None)
@given(acts, st.permutations(range(4)), st.integers(0, 4))
def test_the_order_of_reviewing_and_adding_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, Any]], order: list[int], early: int
) -> None:
    """Reviews of the articles that are there, then the other articles, gives the same ledger as all articles first."""
    story = loan_story()
    first, rest = [story[i] for i in order[:early]], [story[i] for i in order[early:]]
    known = {i.id for r in first for i in (*r.commitments, *r.events, *r.statements)}
    possible = [a for a in done if a[0] != "undo" and {x for x in a[1] if isinstance(x, str)} <= known]
    folder = tmp_path_factory.mktemp("order")
    with Store(folder / "early.db") as store:
        store.add(first, version="1")
        for act in possible:
            perform(store, act)
        store.add(rest, version="1")
    with Store(folder / "late.db") as store:
        store.add(story, version="1")
        for act in possible:
            perform(store, act)
    assert dump(folder / "early.db") == dump(folder / "late.db")


def test_the_demo_reviewed_and_undone_is_the_demo(demo_records: tuple[Record, ...], tmp_path: Path) -> None:
    with Store(tmp_path / "demo.db") as store:
        store.add(demo_records, version="1")
        before = dump(store.path)
        found = sorted(threads(store.path).items(), key=lambda x: (-len(x[1]), x[0]))
        (large, members), (other, _), (third, _) = found[:3]
        review.reject(store, large, **BY)
        review.correct(store, found[3][1][0], {"promisor": "Kenya", "stage": "withdrawn", "amount": "7 million KES"}, **BY)
        review.join(store, other, third, **BY)
        review.split(store, found[4][1][0], found[4][1][-1], **BY)
        assert set(threads(store.path)).isdisjoint({large}) or members[0] not in threads(store.path)[large]
        assert dump(store.path) != before
        undo_all(store)
        assert dump(store.path) == before


@pytest.fixture
def run(store: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setenv("ONRECORD_LEDGER", str(store.path))
    monkeypatch.setenv("ONRECORD_WHO", "ana")
    return lambda *args: CliRunner().invoke(cli, ["review", *args])


def test_the_commands(run: Callable[..., Any], store: Store) -> None:
    done = run("correct", PLEDGE[:10], "stage=agreed", "due=2026-12-31", "--why", "the ministry's page")
    assert done.exit_code == 0, done.output
    assert "stage: pledged -> agreed (the ministry's page)" in done.stdout
    assert f"t{PLEDGE} in_delivery Norway" in done.stdout
    assert run("reject", BRIDGE, "--who", "ben").exit_code == 0
    assert "stands in no thread" in run("comment", BRIDGE, "no promise").stdout
    assert run("split", PLEDGE, PAYMENT).exit_code == 0
    assert run("undo").exit_code == 0
    assert run("join", PLEDGE, PAYMENT).exit_code == 0
    assert run("accept", f"t{PLEDGE}").exit_code == 0
    listed = run("list", "--format", "csv").stdout.splitlines()
    assert listed[0] == "number,at,who,item_id,action,field,old,new,why,undoes,part_of,undone"
    assert listed[1].endswith(f"ana,{PLEDGE},correct,stage,pledged,agreed,the ministry's page,,,false")
    assert listed[3].split(",")[2:5] == ["ben", BRIDGE, "reject"]
    assert len(run("list", PAYMENT).stdout.splitlines()) == 4  # split, its undo, join and acceptance
    assert '"undoes": null' in run("list", BRIDGE, "--format", "jsonl").stdout


def test_wrong_use_of_the_commands(run: Callable[..., Any], tmp_path: Path) -> None:
    assert run("correct", PLEDGE, "stage").exit_code == 2
    assert isinstance(run("correct", PLEDGE, "stage=soon").exception, BadReview)
    missing = CliRunner().invoke(cli, ["review", "accept", PLEDGE, "--ledger", str(tmp_path / "none.db")])
    assert type(missing.exception).__name__ == "NoLedger"
