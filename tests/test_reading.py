from __future__ import annotations

from pathlib import Path

import pytest

import onrecord

STORY = "Kenya pledged 20 million dollars to Somalia on Monday. “We keep our word,” President Daniel Kiprono said in Nairobi.\n"


def test_a_text_a_path_and_a_string_path_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    by_text, by_path, by_name = (onrecord.read(x, published="2026-03-04")[0] for x in (STORY, path, str(path)))
    assert by_path == by_name
    assert by_text.commitments[0].stage == by_path.commitments[0].stage == "pledged"
    assert by_text.article.text == STORY


def test_printing_a_reading_shows_the_cards() -> None:
    text = str(onrecord.read(STORY, published="2026-03-04"))
    assert "COMMITMENT" in text
    assert "Kenya" in text
    assert "We keep our word" in text


def test_one_bad_input_raises_and_several_are_reported(tmp_path: Path) -> None:
    with pytest.raises(onrecord.SourceError, match="nowhere"):
        onrecord.read(tmp_path / "nowhere.txt")
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    reading = onrecord.read(tmp_path / "nowhere.txt", path)
    assert len(reading) == 1
    assert len(reading.skipped) == 1
    assert "skipped" in str(reading)


def test_only_the_documented_names_are_public() -> None:
    assert set(onrecord.__all__) == {
        "Amount", "Article", "Commitment", "Event", "Ledger", "OnRecordError", "Party", "Place", "Reading", "Record", "SourceError", "Span",
        "Statement", "Summary", "Time", "read", "summarise",
    }  # fmt: skip
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    with pytest.raises(AttributeError):
        _ = onrecord.nothing
