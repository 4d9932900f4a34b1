"""ISO dates, months, years, weeks and intervals as first and last days."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from onrecord.model import When


@lru_cache(maxsize=8192)
def day_of(value: str | None) -> int | None:
    """An ISO date, month or year as the ordinal of its first day; None for anything else."""
    bounds = bounds_of(value) if value else None
    return bounds[0] if bounds else None


def days_of(when: When | None) -> tuple[int | None, int | None]:
    """First and last day (ordinals) of a date, month, year or interval."""
    bounds = bounds_of(when.value) if when else None
    return bounds or (None, None)


@lru_cache(maxsize=8192)
def bounds_of(value: str) -> tuple[int, int] | None:
    """First and last day (ordinals) of an ISO date, month, year or "begin/end"; None where the value is none of these."""
    if "/" in value:
        first, last = (bounds_of(v) for v in value.split("/", 1))
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?", value)
    if not match:
        week = re.fullmatch(r"(\d{4})-W(\d\d)", value)
        if not week:
            return None
        try:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError:
            return None
        return monday.toordinal(), (monday + timedelta(6)).toordinal()
    year, month, day = (int(g) if g else 0 for g in match.groups())
    try:
        first_day = date(year, month or 1, day or 1)
        last_day = first_day if day else date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first_day.toordinal(), last_day.toordinal()
