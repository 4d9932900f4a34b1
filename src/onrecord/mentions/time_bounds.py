"""Prepositions that make an interval of a date: "since March", "by 2027", "between May and July", "from 3 to 5 May"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from onrecord.mentions.time_calendar import bounds, shift
from onrecord.mentions.time_context import Context, spread
from onrecord.model import Time

BEFORE = re.compile(
    r"\b(since|from|as of|starting|beginning|effective|after|by|no later than|not later than|until|till|through|up to|before|prior to|"
    r"ahead of|between|within|throughout)"
    r"(?:\s+(?:on|in|at|the|at least|about|around|as early as|as late as|(?:the\s+)?close of (?:business|trading|play)(?:\s+on)?))?\s+$",
    re.IGNORECASE,
)
WINDOW = 40
JOINS = {
    "from": re.compile(r"\s*(?:to|until|till|through|up to|[-–—])\s*(?:the\s*)?$", re.IGNORECASE),
    "between": re.compile(r"\s*(?:and|to|[-–—])\s*(?:the\s*)?$", re.IGNORECASE),
}
STRETCH = re.compile(
    r"\s*,?\s*(?:(?:which|that)\s+)?(?P<way>ended|ending|ends|to|through|began|beginning|begins|starting|starts|started)"
    r"(?:\s+(?:on|in|at))?\s+$",
    re.IGNORECASE,
)
"""Between a length of time or a fiscal year and a date, these make the date its end or its beginning."""
ENDING = re.compile(r"\s+(?:ends?|ended|is out|is over|was out|was over|closes?|closed|runs out)\b")
"""After a stretch of time: "before the year is out" lies in the year."""
COUNTED = re.compile(r"P(\d+)([DWMQY])")
BARE_JOIN = re.compile(r"\s*(?:[-–—]|to|through)\s*$", re.IGNORECASE)


def with_bounds(times: list[Time], text: str, context: Context) -> tuple[Time, ...]:
    """The times with the interval that their prepositions mark; weeks, quarters and seasons have theirs by themselves."""
    out = list(times)
    for n in range(len(out) - 1):
        _stretch(out, n, text)
    for n, time in enumerate(out):
        if time.value.startswith("FY") and time.begin_point and time.end_point:
            out[n] = _single(time, text, (date.fromisoformat(time.begin_point), date.fromisoformat(time.end_point)))
            continue
        if time.type not in ("DATE", "TIME") or not time.value[:1].isdigit():
            continue
        ends = bounds(time.value)
        if ends is None:
            continue
        if n + 1 < len(out) and _pair(out, n, text):
            continue
        if time.begin_point == time.value and time.end_point:  # a feast of several days
            ends = ends[0], date.fromisoformat(time.end_point)
        if (time.begin_point is None and time.end_point is None) or time.begin_point in (spread(time.value)[0], time.value):
            out[n] = _single(time, text, ends)
    return tuple(out)


def _stretch(times: list[Time], n: int, text: str) -> None:
    """ "the three months to July", "the fiscal year ended 30 June": the date is the last, or the first, day of the stretch before it."""
    time, marks = times[n], times[n + 1]
    m, ends = STRETCH.fullmatch(text[time.span.end : marks.span.start]), bounds(marks.value)
    fiscal, counted = time.value.startswith("FY") and "-" not in time.value, COUNTED.fullmatch(time.value)
    if m is None or ends is None or marks.type != "DATE" or len(marks.value) < 7 or not (fiscal or (counted and time.type == "DURATION")):
        return
    if counted and m["way"].lower() not in ("ended", "ending", "ends", "to", "through"):
        return
    number, unit = (int(counted[1]), counted[2]) if counted else (1, "Y")
    if m["way"].lower().startswith(("end", "to", "through")):
        end: date | None = ends[1]
        after = shift(ends[1], "D", 1)
        begin = shift(after, unit, -number) if after else None
    else:
        begin = ends[0]
        after = shift(begin, unit, number)
        end = shift(after, "D", -1) if after else None
    if begin and end:
        value = f"FY{end.year:04}" if fiscal and time.basis == "resolved" else time.value
        times[n] = replace(time, value=value, begin_point=begin.isoformat(), end_point=end.isoformat())


def _pair(times: list[Time], n: int, text: str) -> bool:
    """Two dates joined as an interval; both get both ends."""
    first, second = times[n], times[n + 1]
    between = text[first.span.end : second.span.start]
    before = text[max(0, first.span.start - WINDOW) : first.span.start]
    m = BEFORE.search(before)
    word = m[1].lower() if m else ""
    joined = JOINS[word].fullmatch(between) if word in JOINS else BARE_JOIN.fullmatch(between)
    opening, closing = bounds(first.value), bounds(second.value)
    if not joined or opening is None or closing is None or "\n" in between:
        return False
    if opening[0] > closing[1]:
        first = _year_earlier(first)
        opening = bounds(first.value)
        if opening is None or opening[0] > closing[1]:
            return False
    begin, end = opening[0].isoformat(), closing[1].isoformat()
    times[n] = replace(first, begin_point=begin, end_point=end)
    times[n + 1] = replace(second, begin_point=begin, end_point=end)
    return True


def _year_earlier(time: Time) -> Time:
    """ "between May and July" must not begin after it ends: a first date without a year of its own goes back by one."""
    m = re.fullmatch(r"(\d{4})(-\d\d(?:-\d\d)?)", time.value)
    return replace(time, value=f"{int(m[1]) - 1:04}{m[2]}") if m and time.basis == "resolved" else time


def _single(time: Time, text: str, ends: tuple[date, date]) -> Time:
    m = BEFORE.search(text[max(0, time.span.start - WINDOW) : time.span.start])
    if not m:
        return time
    word = m[1].lower()
    if word in WITHIN and (time.type == "TIME" or time.mod == WITHIN[word]):
        word = "by" if WITHIN[word] == "END" else "since"
    if word == "before" and ENDING.match(text, time.span.end):
        word = "by"
    made = MAKE.get(word)
    if made is None:
        return time
    begin, end = made(_third(time, ends))
    return replace(time, begin_point=begin.isoformat() if begin else None, end_point=end.isoformat() if end else None)


def _third(time: Time, ends: tuple[date, date]) -> tuple[date, date]:
    """The ten days, or the rest, of a month that "early", "mid" and "late" tell: "by mid-May" is by the 20th."""
    if not MONTH.fullmatch(time.value) or time.mod not in THIRDS or not time.span.text.lower().removeprefix("the ").startswith(("early", "mid", "late")):
        return ends
    first, last = THIRDS[time.mod]
    return ends[0].replace(day=first), ends[1].replace(day=last) if last else ends[1]


MONTH = re.compile(r"\d{4}-\d\d")
THIRDS = {"START": (1, 10), "MID": (11, 20), "END": (21, 0)}
WITHIN = {"before": "END", "prior to": "END", "ahead of": "END", "after": "START"}
"""What lies before the end of a year, or before an hour of a day, may lie in it: only the other ends shut it out."""
Ends = tuple[date, date]
Interval = tuple[date | None, date | None]


def _since(ends: Ends) -> Interval:
    return ends[0], None


def _after(ends: Ends) -> Interval:
    return ends[1] + timedelta(days=1) if ends[1] < date.max else None, None


def _by(ends: Ends) -> Interval:
    return None, ends[1]


def _before(ends: Ends) -> Interval:
    return None, ends[0] - timedelta(days=1) if ends[0] > date.min else None


MAKE: dict[str, Callable[[Ends], Interval]] = {
    **dict.fromkeys(("since", "from", "as of", "starting", "beginning", "effective"), _since),
    **dict.fromkeys(("by", "no later than", "not later than", "until", "till", "through", "up to"), _by),
    **dict.fromkeys(("before", "prior to", "ahead of"), _before),
    "after": _after,
}
