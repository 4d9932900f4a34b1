"""`onrecord.Ledger`: articles in, answers out."""

from __future__ import annotations

import builtins
from dataclasses import FrozenInstanceError, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pandas
import polars
import pytest

import onrecord
from onrecord import Ledger
from onrecord.errors import BadQuestion, BadReview, BadRow, MissingSource, NoLedger, OnRecordError, UnknownItem
from onrecord.keeping import Added, Listing
from onrecord.ledger.answers import CommitmentThread
from onrecord.ledger.store import Store
from onrecord.model import Record
from onrecord.pipeline import records
from onrecord.views.jsonl import line


@cache
def demo() -> tuple[Record, ...]:
    with resources.as_file(resources.files("onrecord.demo").joinpath("articles")) as folder:
        return tuple(r for r in records([folder]) if isinstance(r, Record))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = Ledger(tmp_path_factory.mktemp("keeping") / "news.db")
    assert made.add(*demo()) == Added(12, 0)
    return made


def test_the_package_gives_it_without_loading_the_parser() -> None:
    assert onrecord.Ledger is Ledger
    assert "Ledger" in onrecord.__all__


def test_records_paths_and_json_lines_are_added_and_known_again(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Kenya pledged 20 million dollars to Somalia on Monday.\n", encoding="utf-8")
    lines = tmp_path / "kept.jsonl"
    lines.write_text("".join(line(r) + "\n" for r in demo()[:2]) + '{"article": {}, "events": []}\n', encoding="utf-8")
    with Ledger(tmp_path / "x.db") as ledger:
        steps: list[int] = []
        done = ledger.add(demo()[0], story, lines, tmp_path / "missing.txt", published="2026-03-04", step=lambda: steps.append(1))
        assert (done.added, done.known) == (3, 1)
        assert [type(e) for e in done.skipped] == [BadRow, MissingSource]
        assert len(steps) == 6
        assert (ledger.add(demo()[0], story, lines, published="2026-03-04").known, len(ledger.articles())) == (4, 3)
        assert ledger.commitments(beneficiary="Somalia")[0].amount == 20e6


def test_what_is_known_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Kenya pledged 20 million dollars to Somalia on Monday.\n", encoding="utf-8")
    ledger = Ledger(tmp_path / "x.db")
    ledger.add(story, published="2026-03-04")
    monkeypatch.setattr("onrecord.keeping.summary_of", lambda *_: pytest.fail("it was read again"))
    assert ledger.add(story, published="2026-03-04").known == 1


def test_reading_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(NoLedger, match="onrecord add"):
        Ledger(tmp_path / "none.db").commitments()
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("kind", "filters"),
    [
        ("commitments", {"promisor": "Canada", "stage": "floated"}),
        ("commitments", {"stage": ("approved", "in_delivery"), "min_amount": 1e6, "currency": "EUR"}),
        ("commitments", {"pair": ("Norway", "Moldova"), "as_of": "2026-04"}),
        ("events", {"actor": "Russia", "publisher": "Lakeside Monitor"}),
        ("events", {"recipient": "Kenya", "type": "coerce"}),
        ("statements", {"speaker": "Zelensky"}),
        ("articles", {"outlet": "Coast Herald"}),
        ("parties", {"country": "Kenya", "type": "person"}),
    ],
)
def test_it_asks_by_the_names_of_the_fields(ledger: Ledger, kind: str, filters: dict[str, Any]) -> None:
    found = getattr(ledger, kind)(**filters)
    assert len(found) > 0
    assert all(isinstance(row, found.kind) for row in found)
    some = getattr(ledger, kind)(**filters, limit=1)
    assert (some.rows, some.more) == (found.rows[:1], len(found) - 1)


def test_a_filter_that_there_is_not_is_named(ledger: Ledger) -> None:
    with pytest.raises(BadQuestion, match="promisor"):
        ledger.commitments(whose="Canada")
    with pytest.raises(BadQuestion, match="pledged"):
        ledger.commitments(stage="promised")


def test_rows_are_frozen_and_tell_their_history(ledger: Ledger) -> None:
    loan = max(ledger.commitments(promisor="Norway"), key=lambda c: c.reports)
    steps = loan.history()
    assert [s.n for s in steps] == list(range(1, len(steps) + 1))
    assert steps[-1].stage == loan.stage
    then = next(c for c in ledger.commitments(promisor="Norway", as_of="2026-03-23") if c.id == loan.id)
    assert [s.n for s in then.history()] == [s.n for s in steps if (s.date or "") <= "2026-03-23"]
    with pytest.raises(FrozenInstanceError):
        loan.stage = "delivered"  # type: ignore[misc]
    event = max(ledger.events(), key=lambda e: e.mentions)
    assert len(event.history()) == event.mentions
    assert all(m.thread_id == event.id for m in event.history())


def test_show_changes_search(ledger: Ledger) -> None:
    loan = max(ledger.commitments(promisor="Norway"), key=lambda c: c.reports)
    assert ledger.show(loan.id[:12]).head == loan
    assert ledger.show(loan.id, evidence=True).evidence
    with pytest.raises(UnknownItem):
        ledger.show("tc-0")
    every = ledger.changes("2026-06")
    assert (len(ledger.changes("2026-06", limit=2)), ledger.changes("2026-06", limit=2).more) == (2, len(every) - 2)
    assert "--events" in every.note
    assert ledger.changes("2026-06", events=True).note == ""
    assert {h.kind for h in ledger.search("strike")} >= {"event", "article"}


def test_a_listing_is_like_a_tuple_and_shows_the_words(ledger: Ledger) -> None:
    found = ledger.commitments(promisor="Canada")
    assert list(found) == [found[n] for n in range(len(found))]
    assert found[-1] in found
    assert found == ledger.commitments(promisor="Canada")
    shown = repr(found)
    for one in found:
        assert one.id[:11] in shown
        assert " ".join(one.words.split())[:40] in shown
    assert "... and 3 more" in repr(replace(found, more=3))
    assert repr(ledger.commitments(text="zzzz")) == "(nothing on record)"
    assert len(repr(ledger.events()).splitlines()) < 40
    assert str(found).splitlines()[0].startswith("id")


FRAMES = ["commitments", "events", "statements", "articles", "parties"]


@pytest.mark.parametrize("kind", FRAMES)
def test_data_frames_hold_what_the_rows_hold(ledger: Ledger, kind: str) -> None:
    found = getattr(ledger, kind)()
    frame, polar = found.to_pandas(), found.to_polars()
    assert list(frame.columns) == polar.columns == list(found.kind.columns())
    assert polar.to_dicts() == found.to_dicts()
    plain = frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert plain == found.to_dicts()
    text = {"id", "cameo", "published", "due", "date", "type", "stage"} & set(frame.columns)
    assert {str(frame.dtypes[c]) for c in text} == {"string"}
    assert all(polar.schema[c] == polars.String for c in text)


@pytest.mark.parametrize("kind", FRAMES)
def test_an_empty_listing_has_its_columns_and_types(ledger: Ledger, kind: str) -> None:
    found, none = getattr(ledger, kind)(), getattr(ledger, kind)(text="zzzz")
    assert len(none) == 0
    pandas.testing.assert_series_equal(none.to_pandas().dtypes, found.to_pandas().dtypes)
    assert none.to_polars().schema == found.to_polars().schema


def test_codes_keep_their_zeros() -> None:
    from onrecord.ledger.answers import EventThread

    values = dict.fromkeys(EventThread.columns())
    row = EventThread(**{**values, "cameo": "042", "quad": 1, "goldstein": 1.9})
    assert Listing((row,), EventThread).to_pandas()["cameo"].tolist() == ["042"]


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_a_missing_package_is_named_with_the_extra(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == package:
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(OnRecordError, match=rf"pip install 'onrecord\[{package}\]'"):
        getattr(Listing((), CommitmentThread), f"to_{package}")()


def test_records_that_are_ready_are_put_in_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    add = Store.add

    def counted(self: Store, records: Any, *, version: str, summaries: Any) -> Any:
        sizes.append(len(records))
        return add(self, records, version=version, summaries=summaries)

    monkeypatch.setattr(Store, "add", counted)
    monkeypatch.setattr("onrecord.keeping.A_WHILE", 3600)
    monkeypatch.setattr("onrecord.keeping.TOGETHER", 5)
    done = Ledger(tmp_path / "x.db").add(*demo(), demo()[0])
    assert (done.added, done.known) == (12, 1)
    assert sizes == [5, 5, 3]
    monkeypatch.setattr("onrecord.keeping.A_WHILE", 0)
    sizes.clear()
    assert Ledger(tmp_path / "y.db").add(*demo()[:3]).added == 3
    assert sizes == [1, 1, 1]


def test_what_was_read_stays_when_a_run_is_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.keeping.A_WHILE", 3600)
    told: list[int] = []

    def breaks() -> None:
        told.append(1)
        if len(told) == 4:
            raise KeyboardInterrupt

    ledger = Ledger(tmp_path / "x.db")
    with pytest.raises(KeyboardInterrupt):
        ledger.add(*demo(), step=breaks)
    assert len(ledger.articles()) == 4
    assert ledger.add(*demo()) == Added(8, 4)


def test_reviews_are_made_and_undone(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "x.db")
    ledger.add(*demo())
    loan = max(ledger.commitments(promisor="Norway"), key=lambda c: c.reports)
    mention = ledger.show(loan.id).mentions[0].id
    ledger.correct(mention, {"stage": "withdrawn"}, who="Ana", why="the ministry's own page")
    ledger.comment(mention, "see the page of 4 May", who="Ana")
    assert [(r.action, r.field, r.new, r.who) for r in ledger.reviews(mention)] == [
        ("correct", "stage", "withdrawn", "Ana"), ("comment", None, "see the page of 4 May", "Ana"),
    ]  # fmt: skip
    assert "withdrawn" in {s.stage for s in ledger.show(loan.id).steps}
    ledger.undo(mention, who="Ben")
    ledger.undo(mention, who="Ben")
    assert "withdrawn" not in {s.stage for s in ledger.show(loan.id).steps}
    other = next(c for c in ledger.commitments() if c.id != loan.id)
    ledger.join(loan.id, other.id, who="Ana")
    assert other.id not in {c.id for c in ledger.commitments()} or loan.id not in {c.id for c in ledger.commitments()}
    ledger.undo(who="Ana")
    assert {loan.id, other.id} <= {c.id for c in ledger.commitments()}
    ledger.reject(other.id, who="Ana")
    assert other.id not in {c.id for c in ledger.commitments()}
    ledger.accept(loan.id, who="Ana")
    assert {c.id: c.review for c in ledger.commitments()}[loan.id] == "accepted"
    with pytest.raises(BadReview, match="one and the same"):
        ledger.split(mention, mention, who="Ana")


def test_changes_since_the_first_day_there_is(ledger: Ledger) -> None:
    assert list(ledger.changes("0001")) == list(ledger.changes("1990"))


def test_the_record_of_an_article_is_given_as_it_stands_after_its_reviews(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "own.db")
    ledger.add(demo()[0])
    one = demo()[0]
    assert ledger.record(one.article.id[:8]) == one
    item = one.commitments[0]
    ledger.correct(item.id, {"due": "2029-12-31"}, who="ana")
    due = ledger.record(one.article.id).commitments[0].due
    assert due is not None
    assert due.value == "2029-12-31"
    ledger.reject(item.id, who="ana")
    assert item.id not in [c.id for c in ledger.record(one.article.id).commitments]
    with pytest.raises(UnknownItem, match="no article"):
        ledger.record(one.events[0].id)
