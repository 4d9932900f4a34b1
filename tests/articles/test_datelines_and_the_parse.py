"""A story reads the same with and without its dateline: the parse begins anew after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import Article, Record
from onrecord.pipeline import records

STORY = "Norway and Moldova agreed on Thursday to reopen the bank. Prime Minister Sten Halvorsen of Norway said the loan would follow by 1 May."
DATELINES = [
    "OSLO, February 5, 2026 (Fjord Ledger) - ",
    "OSLO, Norway, 5 February 2026 - ",
    "OSLO, Feb. 5 (Fjord Ledger) - ",
    "OSLO (Fjord Ledger) - ",
    "Feb 5 (Fjord Ledger) - ",
    "GOMA, Democratic Republic of the Congo, Feb 5 2026 - ",
    "OSLO - ",
]


def read(folder: Path, text: str) -> Record:
    path = folder / "story.txt"
    path.write_text("Norway and Moldova agree to reopen a bank\n\n" + text + "\n", encoding="utf-8")
    (record,) = (r for r in records([path], published="2026-02-05") if isinstance(r, Record))
    return record


def told(record: Record) -> set[tuple[str, ...]]:
    events = {("event", e.type, *(p.name for p in e.actors), e.anchor.text) for e in record.events}
    return events | {("commitment", c.stage, c.promisor.name, c.anchor.text) for c in record.commitments} | {
        ("statement", s.speaker.name if s.speaker else "", s.content[0].text) for s in record.statements
    }


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_changes_nothing(tmp_path: Path, dateline: str) -> None:
    plain, dated = read(tmp_path, STORY), read(tmp_path, dateline + STORY)
    assert told(plain)
    assert told(dated) == told(plain)
    assert {p.name for p in dated.parties} == {p.name for p in plain.parties}


def test_the_article_is_not_changed(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path, DATELINES[0] + STORY).article, Article)


def test_no_word_after_a_dateline_is_a_sentence_of_its_own(tmp_path: Path) -> None:
    """Found on the screen: "MOMBASA, May 18 (Coast Herald) - Dock workers began ..." showed a sentence without its first word."""
    record = read(tmp_path, "MOMBASA, May 18 (Coast Herald) - Dock workers began to return to the port on Monday after Kenya promised to shelve the lease.")
    assert all(c.sentence.text.startswith("Dock workers began") for c in record.commitments)
    assert record.commitments
