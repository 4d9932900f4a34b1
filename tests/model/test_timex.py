"""TIMEX3 values: what is one, its parts, and writing it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.timex import is_value, parse_value, write_value

VALUES = [
    "2025-08-24", "2025-08", "2025", "199", "18", "2025-W33", "2025-W34-WE", "2025-W34-3", "2025-Q3", "2025-H1", "2024-SU", "FY2026", "FY2025-Q1",
    "FYXXXX", "2025-08-24T15:00", "2025-08-24T12:30-05:00", "2025-08-24T16:30Z", "2025-08-24T24:00", "2025-08-22TMO", "2025-08-24TXX:XX", "P3Y",
    "P2.5Y", "P10Y", "PXDE", "PT48H", "PT30M", "P2Y6M", "P1DT12H", "PXM", "PTXH", "XXXX-WXX-5", "XXXX-WXX-5TNI", "XXXX-WXX-WE", "XXXX-03",
    "XXXX-XX-XX", "XXXX-XX-XXT15:00", "XXXX-SU", "XXXX-Q2", "XXXX-08-24", "PAST_REF", "PRESENT_REF", "FUTURE_REF",
]
NONE = [
    "", "P", "PT", "2025-13", "2025-02-30", "2025-W54", "2025-W00", "0000", "2025-Q5", "2025-08-24T25:00", "2025-08-24T24:30", "2025T",
    "2025TMO", "hello", "P3X",
]


@pytest.mark.parametrize("text", VALUES)
def test_a_value_is_written_back_as_it_was_read(text: str) -> None:
    assert write_value(parse_value(text)) == text


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_value_is_refused_by_name(text: str) -> None:
    assert not is_value(text)
    with pytest.raises(ValueError, match=r"TIMEX3|calendar|length|time"):
        parse_value(text)


def test_the_parts_of_values() -> None:
    day = parse_value("2025-08-24T15:00Z")
    assert (day.kind, day.year, day.month, day.day, day.clock) == ("day", 2025, 8, 24, "15:00Z")
    assert parse_value("XXXX-WXX-5").weekday == 5
    assert (parse_value("FY2025-Q1").fiscal, parse_value("FY2025-Q1").part) == (True, "Q1")
    assert parse_value("P1DT12H").period == ((1.0, "D"), (12.0, "TH"))
    assert parse_value("PXM").period == ((None, "M"),)


@given(st.text(max_size=24))
def test_any_text_is_a_value_or_is_refused(text: str) -> None:
    assert not is_value(text) or write_value(parse_value(text)) == text
