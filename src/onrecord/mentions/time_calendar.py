"""Calendar arithmetic on TIMEX3 values: points that may lack a day or a month, steps of a unit, first and last day of a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each meteorological season (northern hemisphere); winter is named by the year of its December."""

MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
DAYS_OF = {"D": 1, "W": 7, "F": 14}


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A day, or a month or year where no more is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        out = f"{self.year:04}"
        if self.month:
            out += f"-{self.month:02}"
            if self.day:
                out += f"-{self.day:02}"
        return out

    @property
    def as_date(self) -> date | None:
        """The day, where it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @classmethod
    def of(cls, day: date) -> Point:
        """The point of a day."""
        return cls(day.year, day.month, day.day)


def point(value: str | None) -> Point | None:
    """An ISO date, month or year as a point; None for anything else (a date in another order, a day that does not exist)."""
    m = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])", value or "")
    if not m:
        return None
    year, month, day = (int(g) if g else None for g in m.groups())
    return checked(year or 0, month, day)


def checked(year: int, month: int | None = None, day: int | None = None) -> Point | None:
    """The point, or None where the calendar has no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Point(year, month, day)


def step(start: Point, unit: str, count: int) -> str | None:
    """The value of the day, week, month, quarter, year, decade or century that lies `count` such units from `start`.

    None where `start` is too coarse for the unit ("two days later" from a month), or the calendar ends.
    """
    try:
        if unit in DAYS_OF:
            if start.as_date is None:
                return None
            moved = start.as_date + timedelta(days=DAYS_OF[unit] * count)
            return moved.isoformat() if unit == "D" else week(moved)
        if unit == "Y":
            return Point(_year(start.year + count)).value
        if unit == "DE":
            return f"{_year(start.year + 10 * count) // 10:03}"
        if unit == "CE":
            return f"{_year(start.year + 100 * count) // 100:02}"
        if start.month is None:
            return None
        year, month = divmod(start.year * 12 + start.month - 1 + MONTHS_OF[unit] * count, 12)
        return f"{_year(year):04}-{month + 1:02}" if unit == "M" else f"{_year(year):04}-Q{month // 3 + 1}"
    except (ValueError, OverflowError):
        return None


def shift(day: date, unit: str, count: int) -> date | None:
    """The day that lies `count` units from `day`; the last of the month where the day does not exist there."""
    try:
        if unit in DAYS_OF:
            return day + timedelta(days=DAYS_OF[unit] * count)
        if unit == "TH":
            return day + timedelta(days=round(count / 24))
        if unit not in MONTHS_OF:
            return day
        year, month = divmod(day.year * 12 + day.month - 1 + MONTHS_OF[unit] * count, 12)
        return date(_year(year), month + 1, min(day.day, month_days(year, month + 1)))
    except (ValueError, OverflowError):
        return None


def week(day: date) -> str:
    """The ISO week of a day, "2025-W34"."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def month_days(year: int, month: int) -> int:
    """How many days a month has."""
    after = date(year + (month == 12), month % 12 + 1, 1) if year < 9999 or month < 12 else date.max
    return (after - timedelta(days=1)).day if after != date.max else 31


def nearest_weekday(today: date, weekday: int, direction: int) -> date:
    """The day of the week (1 is Monday) at or before `today` (direction -1), at or after it (+1), or nearest to it (0)."""
    back = (today.isoweekday() - weekday) % 7
    if direction < 0 or (direction == 0 and back <= 3):
        return _plus(today, -back)
    return _plus(today, (7 - back) % 7)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The n-th such weekday (1 is Monday) of a month; -1 is the last."""
    if nth > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    else:
        last = date(year, month, month_days(year, month))
        day = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return day if day.month == month else None


def bounds(value: str) -> tuple[date, date] | None:
    """First and last day of a TIMEX3 date value; None for references, sets, durations and values with an unknown part."""
    value = value.split("T")[0]
    try:
        if m := re.fullmatch(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?", value):
            first = date.fromisocalendar(int(m[1]), int(m[2]), 1)
            if m[3] is None:
                return first, first + timedelta(days=6)
            begin, end = (5, 6) if m[3] == "WE" else (int(m[3]) - 1,) * 2
            return first + timedelta(days=begin), first + timedelta(days=end)
        if m := re.fullmatch(r"(\d{4})-(Q|H)([1-4])", value):
            length = 3 if m[2] == "Q" else 6
            return _months(int(m[1]), length * (int(m[3]) - 1) + 1, length)
        if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
            return _months(int(m[1]), SEASONS[m[2]], 3)
        if m := re.fullmatch(r"\d{2,4}", value):
            size = 10 ** (4 - len(value))
            return date(int(value) * size or 1, 1, 1), date(int(value) * size + size - 1, 12, 31)
        found = point(value) if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value) else None
        if found is None:
            return None
        return (found.as_date, found.as_date) if found.as_date else _months(found.year, found.month or 1, 1)
    except (ValueError, OverflowError):
        return None


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    j, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * j - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def pascha(year: int) -> date:
    """Orthodox Easter Sunday, as a Gregorian date (Meeus's Julian algorithm; 13 days are added, right for 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    last_year, last = divmod(year * 12 + month - 1 + length - 1, 12)
    return date(year, month, 1), date(last_year, last + 1, month_days(last_year, last + 1))


def _plus(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def _year(year: int) -> int:
    if not 1 <= year <= 9999:
        raise ValueError(f"no year {year}")
    return year
