from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Amount, Record, Removed, Span, Time, content_id, from_plain, to_plain, unique


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_a_span_re_reads_as_its_text(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    span = Span.of(text, start, end)
    assert text[span.start : span.end] == span.text
    trimmed = Span.trimmed(text, start, end)
    assert text[trimmed.start : trimmed.end] == trimmed.text
    assert trimmed.text == trimmed.text.strip(" \t\r\n\u00a0")


@pytest.mark.parametrize(("start", "end", "text"), [(0, 2, "abc"), (-1, 1, "ab"), (3, 2, "")])
def test_a_span_that_does_not_fit_its_text_is_refused(start: int, end: int, text: str) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Span(start, end, text)


def test_overlap_and_containment_are_half_open() -> None:
    a, b, c = Span(0, 3, "abc"), Span(3, 4, "d"), Span(1, 2, "b")
    assert not a.overlaps(b)
    assert a.contains(c)
    assert not c.contains(a)


def test_a_record_survives_json(record: Record) -> None:
    assert from_plain(json.loads(json.dumps(record.to_dict())), Record) == record


def test_json_has_the_names_of_the_contract(record: Record) -> None:
    plain = record.to_dict()
    assert list(plain) == ["article", "statements", "events", "commitments", "times", "places", "amounts", "parties"]
    assert plain["article"]["removed"][0].keys() == {"start", "end", "text", "reason"}
    assert plain["commitments"][0]["due"]["words"]["text"] == "by June"
    assert plain["events"][0]["actors"][0]["mention"] == {"start": 107, "end": 113, "text": "Police"}
    assert plain["commitments"][0]["amount"]["value"] == 40
    assert isinstance(plain["commitments"][0]["amount"]["value"], int)


def test_times_and_removed_stretches_are_flat() -> None:
    time = Time(Span(0, 6, "Monday"), "DATE", "2026-03-02")
    assert to_plain(time) == {
        "start": 0, "end": 6, "text": "Monday", "type": "DATE", "value": "2026-03-02", "mod": None, "begin_point": None,
        "end_point": None, "basis": "resolved",
    }  # fmt: skip
    assert from_plain(to_plain(time), Time) == time
    removed = Removed(Span(1, 2, "x"), "en.chrome.tail")
    assert from_plain(to_plain(removed), Removed) == removed


def test_an_amount_keeps_its_equal_in_another_currency() -> None:
    amount = Amount(Span(0, 1, "x"), "money", 1.5, "over", "CAD", None, Amount(Span(2, 3, "y"), "money", 1.0, "about", "USD"))
    assert from_plain(to_plain(amount), Amount) == amount


def test_a_missing_field_is_named() -> None:
    with pytest.raises(ValueError, match="'value'"):
        from_plain({"start": 0, "end": 1, "text": "x", "type": "DATE"}, Time)


def test_ids_are_content_hashes() -> None:
    assert content_id("a", None, "x") == content_id("a", None, "x")
    assert content_id("a", None, "x") != content_id("a", "", "x")
    assert content_id("a", "ab", "c") != content_id("a", "a", "bc")
    assert unique(["e-1", "e-2", "e-1"]) == ["e-1", "e-2", "e-1.2"]
