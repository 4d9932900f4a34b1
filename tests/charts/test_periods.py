"""Stretches of time of the drawings."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from onrecord.charts.periods import UNITS, Unit, periods, unit_of


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    ("first", "last"),
    [("2025-08-24", "2026-07-06"), ("2024-02-29", "2024-02-29"), ("2026-12-28", "2027-01-03"), ("9999-12-01", "9999-12-31")],
)
def test_periods_cover_a_span_without_gap_or_overlap(unit: Unit, first: str, last: str) -> None:
    cut = periods(first, last, unit)
    assert (cut[0].first, cut[-1].last) == (first, last)
    for one, other in itertools.pairwise(cut):
        assert date.fromisoformat(one.last) + timedelta(1) == date.fromisoformat(other.first)
    assert len({p.key for p in cut}) == len(cut)


def test_a_week_begins_on_monday_and_is_cut_to_the_span() -> None:
    one, two = periods("2026-03-04", "2026-03-10", "week")
    assert (one.key, one.first, one.last) == ("2026-03-02", "2026-03-04", "2026-03-08")
    assert (two.key, two.first, two.last) == ("2026-03-09", "2026-03-09", "2026-03-10")


@pytest.mark.parametrize(
    ("last", "unit"), [("2026-01-01", "day"), ("2026-02-10", "day"), ("2026-06-01", "week"), ("2028-01-01", "month"), ("2036-01-01", "year")]
)
def test_the_unit_follows_the_span(last: str, unit: str) -> None:
    assert unit_of("2026-01-01", last) == unit
