"""Stretches of time of one length: days, weeks from Monday on, months or years, chosen so that a span has some dozens of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
LONGEST: tuple[tuple[int, Unit], ...] = ((45, "day"), (7 * 45, "week"), (31 * 48, "month"))
"""Days of a span up to which it is cut into these."""
MOST = 60
"""Periods of a drawing; a span that has more is cut into longer ones."""
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: its key as counted ("2026-03", "2026-03-02"), first and last day, and what it is called, in full and short."""

    key: str
    first: str
    last: str
    name: str
    short: str


def unit_of(first: str, last: str) -> Unit:
    """What a span of days (ISO dates) is best cut into."""
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return next((unit for most, unit in LONGEST if days <= most), "year")


def periods(first: str, last: str, unit: Unit) -> list[Period]:
    """All periods of a span in order, none left out; the first and the last are cut to the span."""
    return [_cut(p, first, last) for p in _from(date.fromisoformat(first), date.fromisoformat(last), unit)]


def _from(day: date, last: date, unit: Unit) -> Iterator[Period]:
    while day <= last:
        if unit == "day":
            end, key = day, day.isoformat()
            name, short = f"{day.day} {MONTHS[day.month - 1]} {day.year}", f"{day.day} {MONTHS[day.month - 1][:3]}"
        elif unit == "week":
            day -= timedelta(day.weekday())
            end, key = _later(day, 6), day.isoformat()
            name, short = f"week of {day.day} {MONTHS[day.month - 1]} {day.year}", f"{day.day} {MONTHS[day.month - 1][:3]}"
        elif unit == "month":
            day = day.replace(day=1)
            end, key = _later(day, 31).replace(day=1) - timedelta(1) if (day.year, day.month) != (9999, 12) else date.max, day.isoformat()[:7]
            name, short = f"{MONTHS[day.month - 1]} {day.year}", f"{MONTHS[day.month - 1][:3]} {day.year}"
        else:
            day = day.replace(month=1, day=1)
            end, key = day.replace(month=12, day=31), day.isoformat()[:4]
            name = short = key
        yield Period(key, day.isoformat(), end.isoformat(), name, short)
        if end == date.max:
            return
        day = end + timedelta(1)


def _later(day: date, days: int) -> date:
    return day + timedelta(days) if (date.max - day).days > days else date.max


def _cut(period: Period, first: str, last: str) -> Period:
    return Period(period.key, max(period.first, first), min(period.last, last), period.name, period.short)
