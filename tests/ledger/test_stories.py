"""What a ledger tells of one id, of a stretch of time, and of some words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import BadQuestion, UnknownItem
from onrecord.ledger.answers import CommitmentThread
from onrecord.ledger.changes import changes
from onrecord.ledger.finding import find
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.query import COUNTED
from onrecord.ledger.searching import search
from onrecord.ledger.store import Store
from onrecord.ledger.stories import story
from onrecord.model import Record


@pytest.fixture(scope="module")
def db(demo_ledger: Path) -> Iterator[sqlite3.Connection]:
    connection = open_ledger(demo_ledger, write=False)
    yield connection
    connection.close()


def one(db: sqlite3.Connection, sql: str, *values: object) -> Any:
    return db.execute(sql, values).fetchone()


def loan(db: sqlite3.Connection) -> str:
    """The thread of Norway's loan to Moldova: the longest history of the demo."""
    (id_,) = one(
        db, "SELECT commitment_id FROM commitment_history WHERE words LIKE '%250 million euros%' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    )
    assert isinstance(id_, str)
    return id_


def test_every_id_of_a_thread_leads_to_it(db: sqlite3.Connection) -> None:
    for kind, table, view in (("commitment", "commitment_mentions", "commitment_id"), ("event", "event_mentions", "event_id")):
        for mention, thread in db.execute(f"SELECT id, {view} FROM {table} WHERE {view} IS NOT NULL").fetchall():
            for wanted in (thread, mention, f"t{mention}", f"t{mention}"[:14].upper()):
                named = find(db, "demo.db", wanted)
                assert (named.kind, named.id) == (kind, thread), wanted


def test_other_ids(db: sqlite3.Connection) -> None:
    for kind, table in (("statement", "statements"), ("article", "articles"), ("party", "parties")):
        for (id_,) in db.execute(f"SELECT id FROM {table}").fetchall():
            assert (find(db, "demo.db", id_).kind, find(db, "demo.db", id_[:14]).id) == (kind, id_)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("tc-ffffffffffffffff", "onrecord search"),
        ("a-", "several ids"),
        ("what", "Ids begin with"),
        ("ts-1234", "Ids begin with"),
        ("", "Ids begin with"),
    ],
)
def test_what_is_no_id_or_several_is_said(db: sqlite3.Connection, wanted: str, words: str) -> None:
    with pytest.raises(UnknownItem, match=words):
        find(db, "demo.db", wanted)


def test_the_story_of_a_commitment(db: sqlite3.Connection) -> None:
    told = story(db, Path("demo.db"), loan(db), evidence=True)
    assert isinstance(told.head, CommitmentThread)
    assert [s.n for s in told.steps] == list(range(1, len(told.steps) + 1))
    assert [s.date for s in told.steps] == sorted(s.date or "9999" for s in told.steps)
    assert told.steps[-1].stage == told.head.stage
    assert all("[" in s.words for s in told.steps)
    assert {m.thread_id for m in told.mentions} == {told.head.id}
    first, *later = told.mentions
    assert {x.mention_id for x in told.links} >= {m.id for m in later} - {first.id} or len(told.links) >= len(later) - 1
    assert {e.mention_id for e in told.evidence} == set(dict(told.context))
    for e in told.evidence:
        if e.start is not None:
            item = find(db, "", e.mention_id)
            assert item.kind in ("commitment", "event")
    text = one(db, "SELECT text FROM texts JOIN articles a ON a.number = article WHERE a.id = ?", first.article_id)[0]
    assert [text[e.start : e.end] for e in told.evidence if e.mention_id == first.id and e.start is not None] == [
        e.words for e in told.evidence if e.mention_id == first.id and e.start is not None
    ]


def test_the_story_of_a_day_ends_on_it(db: sqlite3.Connection) -> None:
    told = story(db, Path("demo.db"), loan(db), as_of="2026-03-24")
    assert told.steps
    assert max(s.date or "" for s in told.steps) <= "2026-03-24"
    assert max(m.date or "" for m in told.mentions) <= "2026-03-24"
    assert isinstance(told.head, CommitmentThread)
    assert told.head.stage == told.steps[-1].stage
    with pytest.raises(UnknownItem, match="not on record yet"):
        story(db, Path("demo.db"), loan(db), as_of="2020")


def test_a_denial_names_the_report_that_it_denies(db: sqlite3.Connection) -> None:
    seen = 0
    for (id_,) in db.execute("SELECT DISTINCT commitment_id FROM commitment_history WHERE does = 'denies' AND step > 1").fetchall():
        told = story(db, Path("demo.db"), id_)
        for step in told.steps:
            if step.does == "denies" and step.n > 1:
                assert step.denies is not None
                assert step.denies != step.n
                assert told.steps[step.denies - 1].told_stage != "denied"
                seen += 1
    assert seen


def test_the_story_of_an_article_and_of_a_party(db: sqlite3.Connection) -> None:
    (article,) = one(db, "SELECT article_id FROM commitment_mentions LIMIT 1")
    told = story(db, Path("demo.db"), article)
    counts = one(db, "SELECT (SELECT count(*) FROM commitment_mentions WHERE article_id = ?1) + (SELECT count(*) FROM event_mentions WHERE article_id = ?1) "
                 "+ (SELECT count(*) FROM statements_made WHERE article_id = ?1)", article)  # fmt: skip
    assert len(told.mentions) == counts[0]
    (party,) = one(db, "SELECT id FROM parties WHERE name = 'Mark Carney'")
    told = story(db, Path("demo.db"), party)
    assert {m.kind for m in told.mentions} == {"commitment", "event", "statement"}
    assert all("Carney" in (m.who or "") for m in told.mentions if m.kind == "statement")


def state(db: sqlite3.Connection, day: str) -> dict[str, tuple[str, str | None]]:
    """Stage and last due day of each commitment at the end of a day, from its history."""
    rows = db.execute(
        """SELECT t.id, s.stage, s.due_by FROM steps s JOIN commitment_threads t ON t.number = s.thread
        WHERE s.n = (SELECT max(x.n) FROM steps x WHERE x.thread = s.thread AND x.date <= ?)""", (day,)
    )  # fmt: skip
    return {r[0]: (r[1], r[2]) for r in rows}


@pytest.mark.parametrize(
    ("since", "until", "eve"),
    [("2025-08-25", "2025-09-30", "2025-08-24"), ("2026-04-01", "2026-06-18", "2026-03-31"), ("2020-01-01", "2026-12-31", "2019-12-31")],
)
def test_changes_are_the_difference_between_two_days(db: sqlite3.Connection, since: str, until: str, eve: str) -> None:
    found = changes(db, since=since, until=until)
    before, after = state(db, eve), state(db, until)
    by = {kind: {c.id: c for c in found.rows if c.change == kind} for kind in ("opened", "moved", "overdue", "denied", "contradicted")}
    assert set(by["opened"]) == set(after) - set(before)
    assert {i: (c.before, c.after) for i, c in by["moved"].items()} == {
        i: (before[i][0], after[i][0]) for i in before if before[i][0] != after[i][0]
    }  # fmt: skip
    late = {i for i, (_, due) in after.items() if due and due < until}
    assert set(by["overdue"]) == {i for i in late if (after[i][1] or "") >= eve}
    denials = "SELECT DISTINCT commitment_id FROM commitment_history WHERE does = 'denies' AND step > 1 AND date BETWEEN ? AND ?"
    assert set(by["denied"]) == {r[0] for r in db.execute(denials, (since, until))}
    differ = "SELECT DISTINCT thread_id FROM reports_that_differ WHERE kind = 'commitment' AND date BETWEEN ? AND ?"
    assert set(by["contradicted"]) == {r[0] for r in db.execute(differ, (since, until))}
    assert [c.date for c in found.rows] == sorted((c.date or "" for c in found.rows), reverse=True)


def test_changes_count_events_or_list_them(db: sqlite3.Connection) -> None:
    counted, listed = (changes(db, since="2026-05", until="2026-05", events=e) for e in (False, True))
    assert counted.events == listed.events == sum(c.change == "event" for c in listed.rows) > 0
    assert [c for c in listed.rows if c.change != "event"] == list(counted.rows)
    some = changes(db, since="2026-05", until="2026-05", events=True, limit=3)
    assert (some.rows, some.more) == (listed.rows[:3], min(len(listed.rows) - 3, COUNTED))


@pytest.mark.parametrize(("since", "until"), [("soon", None), ("2026-05-02", "2026-05-01"), ("2026", "then")])
def test_a_stretch_of_time_that_is_none(db: sqlite3.Connection, since: str, until: str | None) -> None:
    with pytest.raises(BadQuestion):
        changes(db, since=since, until=until)


def test_search_finds_each_kind_marks_the_words_and_gives_a_thread_once(db: sqlite3.Connection) -> None:
    hits = search(db, "strike", limit=50)
    assert {h.kind for h in hits} == {"commitment", "event", "statement", "article"}
    assert len({(h.kind, h.id) for h in hits}) == len(hits)
    for kind in ("event", "statement", "article"):
        of_kind = [h for h in hits if h.kind == kind]
        assert [h.rank for h in of_kind] == list(range(1, len(of_kind) + 1))
        assert all("[strike]" in h.words or "[Strike]" in h.words for h in of_kind)
    assert {h.id for h in hits if h.kind == "article"} == {
        r[0] for r in db.execute("SELECT a.id FROM article_words w JOIN articles a ON a.number = w.rowid WHERE article_words MATCH 'strike'")
    }  # fmt: skip
    assert search(db, "strike", kinds=["article"], limit=2) == tuple(h for h in hits if h.kind == "article")[:2]
    both = search(db, "strike Uganda", kinds=["article"], limit=50)
    without = search(db, "strike -Uganda", kinds=["article"], limit=50)
    assert {h.id for h in both}.isdisjoint(h.id for h in without)
    assert len(both) + len(without) == sum(h.kind == "article" for h in hits)


def test_of_words_that_stand_everywhere_the_latest_come_first(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    ranked = search(db, "the", limit=1000)
    monkeypatch.setattr("onrecord.ledger.searching.RANKED", 10)
    latest = search(db, "the", limit=1000)
    assert {(h.kind, h.id) for h in latest} == {(h.kind, h.id) for h in ranked}
    for kind in ("commitment", "event", "statement", "article"):
        dates = [h.date or "" for h in latest if h.kind == kind]
        assert dates == sorted(dates, reverse=True)
        assert [h.rank for h in latest if h.kind == kind] == list(range(1, len(dates) + 1))
    assert search(db, "the", limit=3) == tuple(h for h in latest if h.rank <= 3)
    monkeypatch.setattr("onrecord.ledger.searching.WALKED", 5)  # far too few to find all: the others are looked up
    assert search(db, "the", limit=3) == tuple(h for h in latest if h.rank <= 3)


def test_search_refuses_what_is_no_kind(db: sqlite3.Connection) -> None:
    with pytest.raises(BadQuestion, match="commitment, event"):
        search(db, "strike", kinds=["person"])


def test_the_order_of_adding_changes_no_story(demo_records: tuple[Record, ...], demo_ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with Store(path) as store:
        store.add(tuple(reversed(demo_records)), version="test")
    one_db, other = (open_ledger(p, write=False) for p in (demo_ledger, path))
    ids = [r[0] for t in ("commitment_threads", "event_threads", "articles") for r in one_db.execute(f"SELECT id FROM {t}")]
    for id_ in ids:
        assert story(one_db, path, id_, evidence=True).to_dict() == story(other, path, id_, evidence=True).to_dict()
    for words in ("strike", "the", "loan -Norway"):
        assert search(one_db, words, limit=5) == search(other, words, limit=5)
    assert changes(one_db, since="2020", events=True) == changes(other, since="2020", events=True)
    one_db.close()
    other.close()
