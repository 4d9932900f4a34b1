"""Dates as they are stated in full: "Wednesday, January 23, 2019", "2019-01-23T10:00:00Z" -> "2019-01-23"."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip

MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|thu|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1[89]|20|21)\d\d)"

FULL = (
    re.compile(rf"\b{WEEKDAY}{MONTH}\s+{DAY},?\s+{YEAR}(?!\d)", re.I),
    re.compile(rf"\b{WEEKDAY}{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}(?!\d)", re.I),
)
ISO = re.compile(r"(?<!\d)(?P<year>(?:1[89]|20|21)\d\d)(?P<sep>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)")
COMPACT = re.compile(r"(?P<year>(?:19|20|21)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:T?\d{4,6}Z?)?")
NUMERIC = re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20|21)\d\d)(?!\d)")
MONTH_YEAR = re.compile(rf"{MONTH},?\s+{YEAR}", re.I)
ISO_MONTH = re.compile(r"(?P<year>(?:1[89]|20|21)\d\d)-(?P<month>0[1-9]|1[0-2])")
ONLY_YEAR = re.compile(YEAR)


def stated_date(value: object) -> str | None:
    """The ISO date that a metadata field states.

    Args:
        value: a string in one of the usual ways of writing a date, with or without a time of day (which is let go, and with it
            the time zone: the date is the one that the source writes), or the seconds or milliseconds since 1970.

    Returns:
        YYYY-MM-DD; YYYY-MM or YYYY where no more is stated, or where "03/04/2019" may be March or April; None for no date.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_epoch(value)
    if not isinstance(value, str) or len(value) > 200:
        return None
    words = value.strip()
    if found := date_in(words):
        return found
    if match := COMPACT.fullmatch(words):
        return _iso(match["year"], match["month"], match["day"])
    if words.isascii() and words.isdigit() and len(words) in (10, 13):
        return _from_epoch(int(words))
    if match := NUMERIC.search(words):
        return _numeric(match)
    if match := MONTH_YEAR.fullmatch(words) or ISO_MONTH.fullmatch(words):
        return f"{match['year']}-{_month(match['month']):02d}"
    return words if ONLY_YEAR.fullmatch(words) else None


def date_in(words: str) -> str | None:
    """The first full date (day, month and year) in some words, as YYYY-MM-DD; numbers only in the order year, month, day."""
    found = [match for form in (*FULL, ISO) for match in form.finditer(words)]
    for match in sorted(found, key=lambda m: m.start()):
        if day := _iso(match["year"], match["month"], match["day"]):
            return day
    return None


def _numeric(match: re.Match[str]) -> str | None:
    """Numbers with the year last. With dots the day comes first; with slashes whichever can be no month is the day."""
    a, b, year = int(match["a"]), int(match["b"]), match["year"]
    if match["sep"] == "." or a > 12 or a == b:
        return _iso(year, b, a)
    if b > 12:
        return _iso(year, a, b)
    return year if a >= 1 and b >= 1 else None


def _iso(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), _month(month), int(day)).isoformat()
    except ValueError:  # 31 February
        return None


def _month(words: str | int) -> int:
    return MONTHS[words.lower()] if isinstance(words, str) and not words.isdigit() else int(words)


def _from_epoch(seconds: float) -> str | None:
    if seconds >= 1e11:
        seconds /= 1000
    try:
        found = datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return found.isoformat() if 1980 < found.year < 2200 else None
