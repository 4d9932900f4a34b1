"""Copies: the same text under two addresses, syndicated and lightly edited texts count as one independent report."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.ledger import copies
from onrecord.ledger.store import Store
from onrecord.model import Article, Record, content_id


def copy_of(record: Record, name: str, *, text: str | None = None, published: str | None = None) -> Record:
    """The record's article under another address, with another text or date; no items: copies are found from the text."""
    text = record.article.text if text is None else text
    url, day = f"https://{name}.example/story", published or record.article.published
    article = replace(record.article, id=content_id("a", url, name, text), url=url, publisher=name, text=text, published=day, removed=())
    return Record(article)


def reports(store: Store) -> dict[str, str]:
    """Publisher -> publisher of the report that its article counts as."""
    rows = store.db.execute("SELECT a.publisher, r.publisher FROM articles a JOIN articles r ON r.number = a.report")
    return {r[0]: r[1] for r in rows}


def edited(text: str) -> str:
    """A text as a desk edits it: a new first sentence, a sentence dropped, some words changed."""
    sentences = text.split(". ")
    return "Here is what is known. " + ". ".join([s.replace(" said", " told reporters") for n, s in enumerate(sentences) if n != 3])


def test_copies_and_edited_copies_are_one_report_and_other_stories_are_not(demo_records: tuple[Record, ...], tmp_path: Path) -> None:
    one, other = demo_records[1], demo_records[2]
    later = "2025-08-27"
    family = [
        copy_of(one, "first"), copy_of(one, "second", published=later), copy_of(one, "third", text=edited(one.article.text), published=later),
        copy_of(other, "elsewhere"),
    ]  # fmt: skip
    expected = {"first": "first", "second": "first", "third": "first", "elsewhere": "elsewhere"}
    for n, order in enumerate(itertools.permutations(family)):
        if n % 5:
            continue
        with Store(tmp_path / f"{n}.db") as store:
            store.add(order, version="test")
            assert reports(store) == expected


def test_a_cut_copy_is_a_copy(demo_records: tuple[Record, ...]) -> None:
    article = demo_records[0].article
    half = replace(article, text=article.text[: len(article.text) // 3], removed=())
    assert copies.why_copies(copies.runs_of(article), copies.runs_of(half)) is not None


@pytest.mark.parametrize("pair", list(itertools.combinations(range(12), 2)))
def test_stories_of_one_affair_are_no_copies(demo_records: tuple[Record, ...], pair: tuple[int, int]) -> None:
    one, other = (copies.runs_of(demo_records[n].article) for n in pair)
    assert copies.why_copies(one, other) is None


def test_a_standing_text_printed_months_later_is_no_copy() -> None:
    assert copies.near_in_time("2026-03-01", "2026-03-05")
    assert not copies.near_in_time("2026-03-01", "2026-06-01")
    assert copies.near_in_time(None, "2026-06-01")


def test_copies_are_found_whatever_is_known_of_their_days(demo_records: tuple[Record, ...], tmp_path: Path) -> None:
    """Bands stand by the time of publication: a day on the edge of a stretch, a month alone and no date at all must find each other."""
    days = ("2026-03-01", "2026-03-22", "2026-03", None)
    for n, (one, other) in enumerate(itertools.permutations(days, 2)):
        with Store(tmp_path / f"{n}.db") as store:
            twins = [copy_of(demo_records[1], "first"), copy_of(demo_records[1], "second")]
            twins = [replace(t, article=replace(t.article, published=day)) for t, day in zip(twins, (one, other), strict=True)]
            for twin in twins:
                store.add([twin], version="test")
            assert len(set(reports(store).values())) == 1, (one, other)


def test_a_text_of_few_words_has_no_bands() -> None:
    assert copies.bands_of(copies.runs_of(Article("a-1", "x", "Rain is expected on Monday."))) == []


def test_copies_count_once_in_a_thread(demo_records: tuple[Record, ...], tmp_path: Path) -> None:
    record = demo_records[1]
    twin = replace(record, article=replace(record.article, id="a-twin", url="https://twin.example/1", publisher="The Twin"))
    items = ("statements", "events", "commitments")
    twin = replace(twin, **{k: tuple(replace(i, id=f"{i.id}-twin") for i in getattr(record, k)) for k in items})
    with Store(tmp_path / "copies.db") as store:
        store.add([record, twin], version="test")
        for table in ("commitment_threads", "event_threads"):
            found = store.db.execute(f"SELECT reports, outlets, mentions FROM {table}").fetchall()
            assert found
            assert {tuple(r) for r in found if r["outlets"] == 2} <= {(1, 2, m) for m in range(2, 20)}
            assert all(r["reports"] == 1 for r in found)
            assert any(r["outlets"] == 2 for r in found)
