"""TIMEX3 values (ISO-TimeML, ISO 24617-1) as onrecord writes them: read into their parts, checked, and written back.

The value of every `Time` is one of these; `parse_value(text).text == text` for all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
_YEAR = r"(?P<year>\d{4}|XXXX)"
_DATE = re.compile(
    rf"(?:(?P<era>BC)?(?P<century>\d\d)|BC(?P<before>\d{{4}})|(?P<decade>\d\d\d)|(?P<fiscal>FY)?{_YEAR}(?:-(?:W(?P<week>\d\d|XX)(?:-(?P<weekday>[1-7]|WE))?"
    r"|(?P<part>Q[1-4]|H[12]|SP|SU|FA|WI)|(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?))?)"
)
_CLOCK = re.compile(
    r"(?:(?P<hour>\d\d|XX):(?P<minute>\d\d|XX)(?::(?P<second>\d\d))?(?P<zone>Z|[+-]\d\d:?\d\d)?|(?P<of_day>MO|MI|AF|EV|NI|DT))"
)
_NUMBER = r"(?:\d+(?:\.\d+)?|X)"
_PERIOD = re.compile(rf"P(?P<days>(?:{_NUMBER}(?:DE|CE|Y|Q|M|W|D))*)(?:T(?P<hours>(?:{_NUMBER}[HMS])+))?")
_COUNT = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>DE|CE|[YQMWDHS])")


@dataclass(frozen=True, slots=True)
class TimexValue:
    """One TIMEX3 value in its parts; a part that the value leaves open ("XXXX") is None, and so is one that it does not have.

    Args:
        kind: "reference", "century", "decade", "year", "part of year" (quarter, half, season), "month", "week", "day", "weekend", "period".
        year: the year; of a decade or century the first two or three figures of its years.
        part: "Q1" to "Q4", "H1", "H2", "SP", "SU", "FA", "WI"; of a reference its name.
        month, day, week, weekday: numbers; Monday is weekday 1.
        fiscal: it counts fiscal years.
        before_christ: the year or century is counted back from Christ's birth ("BC0047", "BC03" for the fourth century).
        clock: the time of day as written ("15:00Z", "MO"), "" for none.
        period: of a length of time, (number, unit) in order; None for a number that is not told. Units below a day have a "T" before them.
    """

    text: str
    kind: str
    year: int | None = None
    part: str = ""
    month: int | None = None
    day: int | None = None
    week: int | None = None
    weekday: int | None = None
    fiscal: bool = False
    before_christ: bool = False
    clock: str = ""
    period: tuple[tuple[float | None, str], ...] = ()


def parse_value(text: str) -> TimexValue:
    """A TIMEX3 value read into its parts.

    Args:
        text: "2025-08-24", "2025-W33", "XXXX-WXX-5TMO", "P3Y", "PAST_REF" ...

    Raises:
        ValueError: it is no value that TIMEX3 has, or a day, week or hour that the calendar does not have. The message names it.
    """
    if text in REFERENCES:
        return TimexValue(text, "reference", part=text)
    if text.startswith("P"):
        return _period(text)
    day, _, clock = text.partition("T")
    found = _DATE.fullmatch(day)
    if found is None or ("T" in text and not clock):
        raise ValueError(f"{text!r} is no TIMEX3 value. Dates are written as 2025-08-24, 2025-W33 or 2025-Q3, lengths of time as P3Y")
    made = _dated(text, found, clock)
    _check(text, made)
    return made


def is_value(text: str) -> bool:
    """Whether TIMEX3 has this value."""
    try:
        parse_value(text)
    except ValueError:
        return False
    return True


def _dated(text: str, found: re.Match[str], clock: str) -> TimexValue:
    if clock and (_CLOCK.fullmatch(clock) is None or not (found["day"] or found["weekday"])):
        raise ValueError(f"{text!r} has a time of day that TIMEX3 does not write")
    if found["century"] or found["decade"]:
        kind = "century" if found["century"] else "decade"
        return TimexValue(text, kind, int(found["century"] or found["decade"]), before_christ=bool(found["era"]))
    if found["before"]:
        return TimexValue(text, "year", int(found["before"]), before_christ=True)
    kind = "year"
    for name, group in (("part of year", "part"), ("week", "week"), ("month", "month"), ("day", "weekday"), ("day", "day")):
        kind = name if found[group] else kind
    return TimexValue(
        text, "weekend" if found["weekday"] == "WE" else kind, _number(found["year"]), found["part"] or "", _number(found["month"]), _number(found["day"]),
        _number(found["week"]), _number(found["weekday"]), bool(found["fiscal"]), clock=clock,
    )  # fmt: skip


def _number(figures: str | None) -> int | None:
    return int(figures) if figures and figures.isdecimal() else None


def _check(text: str, value: TimexValue) -> None:
    """Whether the calendar and the clock have what the value says."""
    try:
        if value.year == 0 and value.kind not in ("century", "decade"):
            raise ValueError("no year 0")
        if value.month is not None:
            date(value.year or 2000, value.month, value.day or 1)
        if value.week is not None:
            date.fromisocalendar(value.year or 2004, value.week, value.weekday or 1)
        clock = _CLOCK.fullmatch(value.clock) if value.clock else None
        hour, minute, second = (_number(clock[n]) or 0 for n in ("hour", "minute", "second")) if clock else (0, 0, 0)
        if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute + second > 0):
            raise ValueError("no such hour")
    except ValueError as error:
        raise ValueError(f"{text!r} is no time of the calendar: {error}") from None


def _period(text: str) -> TimexValue:
    found = _PERIOD.fullmatch(text)
    if found is None or text == "P":
        raise ValueError(f"{text!r} is no length of time. They are written as P3Y, P2W, PT48H, PXM")
    counts = [(m, "") for m in _COUNT.finditer(found["days"])] + [(m, "T") for m in _COUNT.finditer(found["hours"] or "")]
    return TimexValue(text, "period", period=tuple((None if m["number"] == "X" else float(m["number"]), t + m["unit"]) for m, t in counts))


def write_value(value: TimexValue) -> str:
    """The text of a value, written anew from its parts: the inverse of `parse_value`."""
    if value.kind == "reference":
        return value.part
    if value.kind == "period":
        return _written_period(value.period)
    if value.kind in ("century", "decade"):
        return f"{'BC' if value.before_christ else ''}{value.year:0{2 if value.kind == 'century' else 3}}"
    out = ("FY" if value.fiscal else "BC" if value.before_christ else "") + (f"{value.year:04}" if value.year is not None else "XXXX")
    if value.part:
        out += f"-{value.part}"
    elif value.kind in ("month", "day") and value.weekday is None:
        out += _two(value.month) + (_two(value.day) if value.kind == "day" else "")
    elif value.kind in ("week", "day", "weekend"):
        out += "-W" + _two(value.week)[1:] + ("-WE" if value.kind == "weekend" else f"-{value.weekday}" if value.weekday else "")
    return out + (f"T{value.clock}" if value.clock else "")


def _two(number: int | None) -> str:
    return "-XX" if number is None else f"-{number:02}"


def _written_period(period: tuple[tuple[float | None, str], ...]) -> str:
    out, timed = "P", False
    for number, unit in period:
        out += "T" if unit[0] == "T" and not timed and unit != "T" else ""
        timed = timed or unit[0] == "T"
        figures = "X" if number is None else str(int(number)) if number.is_integer() else f"{number:.4f}".rstrip("0")
        out += figures + unit.removeprefix("T")
    return out
