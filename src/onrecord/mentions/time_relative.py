"""Meanings of what counts from the day of publication or from a date of the story: "yesterday", "last month", "two days later"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.mentions.time_calendar import Point, bounds, checked, nearest_weekday, shift, step, week
from onrecord.mentions.time_context import Found, Meaning, period, spread
from onrecord.mentions.time_dates import year_of

REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
BACK = ("last", "this past", "the past", "past", "the previous", "the last")
MANY_WEEKS = 520
LONG_AGO = 1000
"""Years from which a round number tells a century."""
AHEAD = ("next", "this coming", "the coming", "coming", "the following", "the next")


def deictic(found: Found) -> list[Meaning]:
    """ "today", "yesterday", "later today"."""
    days = int(found.value("x", "deictic") or 0)
    return [_from_today(found, "D", days)]


def beyond(found: Found) -> list[Meaning]:
    """ "the day before yesterday"."""
    back = found.phrase("x") == "yesterday"
    if back != (found.phrase("k") == "before"):
        return []
    return [_from_today(found, "D", -2 if back else 2)]


def week_from(found: Found) -> list[Meaning]:
    """ "a week from today", "a week from Tuesday", "Tuesday week"."""
    if found.has("w"):
        day, today = int(found.value("w", "weekday_full") or 1), found.published.as_date if found.published else None
        ahead = shift(nearest_weekday(today, day, 1), "W", 1) if today else None
        return [Meaning("DATE", ahead.isoformat() if ahead else f"XXXX-WXX-{day}")]
    return [_from_today(found, "D", 7 + int(found.value("x", "deictic") or 0))]


def unit_rel(found: Found) -> list[Meaning]:
    """ "this week", "last month", "next year"."""
    shift_by = int(found.arg("shift") or 0)
    if found.phrase("u") == "fortnight":
        return [Meaning("DURATION", "P2W")]
    return [_from_today(found, found.unit(), shift_by)]


def unit_beyond(found: Found) -> list[Meaning]:
    """ "the year after next"."""
    return [_from_today(found, found.unit(), 2 if "after" in found.words("k") else -2)]


def _from_today(found: Found, unit: str, count: int) -> Meaning:
    """The day, week ... that lies `count` units from publication; a reference where that is not known well enough."""
    base = found.published
    value = step(base, unit, count) if base else None
    if value is None and unit == "D" and count == 0 and base:
        value = base.value
    if value is None:
        return Meaning("DATE", REFERENCES[(count > 0) - (count < 0)])
    return Meaning("DATE", value, None, False, *spread(value))


def weekday(found: Found) -> list[Meaning]:
    """A day of the week: by tense, or by what stands before it."""
    day, base, way = int(found.value("w", "weekday_full") or 1), found.published, found.phrase("r")
    if way in ("that", "the same", "the following", "the previous"):
        base = found.context.anchor(found.offset, "D")
    today = base.as_date if base else None
    if today is None:
        return [Meaning("DATE", f"XXXX-WXX-{day}")]
    return [Meaning("DATE", _weekday(today, day, way, found).isoformat())]


def _weekday(today: date, day: int, way: str, found: Found) -> date:
    if way in BACK:
        return nearest_weekday(today - timedelta(days=1), day, -1)
    if way in AHEAD:
        return nearest_weekday(today + timedelta(days=1), day, 1)
    if way == "this":
        return nearest_weekday(today, day, 1 if found.direction >= 0 else -1)
    if way in ("that", "the same"):
        return nearest_weekday(today, day, 0)
    return nearest_weekday(today, day, found.direction or -1)


def weekday_count(found: Found) -> list[Meaning]:
    """ "the last two Saturdays", "the next three Mondays": the day that is repeated, from the first of them to the last."""
    day, number, ahead = int(found.value("w", "weekdays") or 1), found.number("n"), found.arg("sign") == "1"
    today = found.published.as_date if found.published else None
    if today is None or number is None or not 1 <= number <= MANY_WEEKS:
        return [Meaning("SET", f"XXXX-WXX-{day}", stated=True)]
    way = 1 if ahead else -1
    near = nearest_weekday(today + timedelta(days=way), day, way)
    far = near + timedelta(weeks=way * (int(number) - 1))
    return [Meaning("SET", f"XXXX-WXX-{day}", None, False, min(near, far).isoformat(), max(near, far).isoformat())]


def weekdays_ago(found: Found) -> list[Meaning]:
    """ "two Fridays ago": the last one but one."""
    day, number = int(found.value("w", "weekdays", "weekday_full") or 1), found.number("n")
    today = found.published.as_date if found.published else None
    if today is None or number is None or not 1 <= number <= MANY_WEEKS:
        return [Meaning("DATE", "PAST_REF")]
    return [Meaning("DATE", (nearest_weekday(today - timedelta(days=1), day, -1) - timedelta(weeks=int(number) - 1)).isoformat())]


def weekday_in(found: Found) -> list[Meaning]:
    """ "Friday of next week", "last week's Monday"."""
    inner, day = found.inner(), int(found.value("w", "weekday_full") or 1)
    ends = bounds(inner.value) if inner else None
    if inner is None or ends is None:
        return [Meaning("DATE", f"XXXX-WXX-{day}")]
    return [Meaning("DATE", (ends[0] + timedelta(days=day - 1)).isoformat())]


def weekend(found: Found) -> list[Meaning]:
    """A weekend: the last one in a story that looks back, the coming one where it looks ahead."""
    base, way = found.published, found.phrase("r")
    if way in ("the following", "the previous", "that", "the same"):
        base = found.context.anchor(found.offset, "D")
    today = base.as_date if base else None
    if today is None:
        return [Meaning("DATE", "XXXX-WXX-WE")]
    weekday_now = today.isoweekday()
    if way in ("last", "this past", "the past", "the last", "the previous"):
        weeks = -1 if weekday_now < 7 else 0
        weeks = -1 if way == "last" else weeks
    elif way in ("next", "the next", "the following"):
        weeks = 1 if weekday_now >= 5 or way != "next" else 0
        weeks = max(weeks, 1) if way == "next" and weekday_now >= 6 else weeks
    elif found.direction < 0 and weekday_now < 6 and way not in ("this coming", "the coming", "that", "the same"):
        weeks = -1
    else:
        weeks = 0
    moved = shift(today, "W", weeks)
    if moved is None:
        return []
    value = week(moved) + "-WE"
    return [Meaning("DATE", value, None, False, *spread(value))]


def month_rel(found: Found) -> list[Meaning]:
    """ "last September", "next March", "March last year"."""
    month, base, way = int(found.value("m", "month_full") or 1), found.published, found.phrase("r")
    if way in ("that", "the same", "the following", "the previous"):
        base = found.context.anchor(found.offset, "M")
    if base is None:
        return [Meaning("DATE", f"XXXX-{month:02}")]
    if found.arg("calendar"):
        year = base.year + (1 if way == "next" else -1)
    elif base.month is None or way in ("this", "that", "the same"):
        year = base.year
    elif way in BACK:
        year = base.year - (month >= base.month)
    elif way in AHEAD:
        year = base.year + (month <= base.month)
    else:
        year = year_of(base, month, None, found.direction)
    made = checked(year, month)
    return [Meaning("DATE", made.value)] if made else []


def within(found: Found) -> list[Meaning]:
    """ "earlier this month", "later this year", "later in the day": the value of the whole, the interval up to or from today."""
    inner = found.inner()
    if inner is None or inner.value.endswith("REF"):
        return [Meaning("DATE", "PAST_REF" if found.phrase("b") == "earlier" else "FUTURE_REF")]
    ends, today = bounds(inner.value), found.published.as_date if found.published else None
    begin, end = ends if ends else (None, None)
    if today and begin and end and begin <= today <= end and begin != end:
        begin, end = (begin, today) if found.phrase("b") == "earlier" else (today, end)
    same = begin == end
    return [
        Meaning(
            "DATE",
            inner.value,
            None,
            False,
            begin.isoformat() if begin and not same else None,
            end.isoformat() if end and not same else None,
        )
    ]


def unit_anchored(found: Found) -> list[Meaning]:
    """ "the following week", "the previous day", "that year": counted from the last date of the story."""
    unit, count = found.unit(), int(found.arg("shift") or 0)
    base = found.context.anchor(found.offset, unit)
    value = step(base, unit, count) if base else None
    if value is None:
        return [Meaning("DATE", REFERENCES[count] if count else "PAST_REF")]
    return [Meaning("DATE", value, None, False, *spread(value))]


def the_unit(found: Found) -> list[Meaning]:
    """ "the day", "the year": the one the sentence has just dated, else the one of publication."""
    unit = found.arg("unit") or found.unit()
    here = found.context.sentence(found.offset)
    for at, value in reversed(found.context.dated):
        if at < found.offset and found.context.sentence(at) >= here - (unit == "D"):
            ends = bounds(value)
            if ends and (unit in ("Y", "M", "Q") or ends[0] == ends[1]):
                named = step(Point.of(ends[0]), unit, 0)
                if named:
                    return [Meaning("DATE", named, found.arg("mod"), False, *spread(named))]
    made = _from_today(found, unit, 0)
    return [Meaning("DATE", made.value, found.arg("mod"), False, made.begin, made.end)]


def running(found: Found) -> list[Meaning]:
    """ "a third consecutive day", "the fourth week in a row": the one the story is in."""
    unit = found.unit()
    base = found.context.anchor(found.offset, "D") if unit == "D" else found.published
    value = step(base, unit, 0) if base else None
    return [Meaning("DATE", value or "PRESENT_REF")]


def same_period(found: Found) -> list[Meaning]:
    """ "the same month a year ago", "the same period last year"."""
    kind = found.phrase("k")
    year = next((int(w) for w in found.words("i") if re.fullmatch(r"\d{4}", w)), None)
    unit = found.unit("k") if kind not in ("period", "time") else "M"
    base = found.context.anchor(found.offset, unit)
    if year is None and base is None:
        return [Meaning("DATE", "PAST_REF")]
    if kind in ("period", "time"):
        last = next((v for at, v in reversed(found.context.dated) if at < found.offset and re.match(r"\d{4}", v)), None)
        if last and (m := re.match(r"(\d{4})(-Q\d|-H\d|-\d\d(?!\d))", last)):
            return [Meaning("DATE", f"{year or int(m[1]) - 1:04}{m[2]}")]
    assert base is not None or year is not None
    start = Point(year or (base.year - 1 if base else 1), base.month if base else None, base.day if base else None)
    value = step(start, unit, 0) if checked(start.year, start.month, start.day) else None
    return [Meaning("DATE", value or f"{start.year:04}")]


def turn_of_year(found: Found) -> list[Meaning]:
    """ "the turn of the year": the beginning of the coming year where the sentence looks ahead, else of this one."""
    base = found.published
    if base is None:
        return [Meaning("DATE", REFERENCES[found.direction])]
    return [Meaning("DATE", f"{base.year + (found.direction > 0):04}", "START")]


def seasons_ago(found: Found) -> list[Meaning]:
    """ "two summers ago": last summer, and as many years back as are counted besides."""
    base, number, code = found.published, found.number("n"), found.value("s", "seasons")
    if base is None or number is None or not code or not float(number).is_integer() or number > base.year - 2:
        return [Meaning("DATE", "PAST_REF")]
    year = base.year - int(number) + 1
    ends = bounds(f"{year:04}-{code}")
    if ends and base.month and ends[1].isoformat()[:7] >= f"{base.year:04}-{base.month:02}":
        year -= 1
    value = f"{year:04}-{code}"
    return [Meaning("DATE", value, None, False, *spread(value))]


def this_time(found: Found) -> list[Meaning]:
    """ "this time last year"."""
    ahead, unit = found.words("i")[0] == "next", "W" if "week" in found.words("i") else "Y"
    base = found.published
    if base is None or base.as_date is None:
        return [Meaning("DATE", REFERENCES[1 if ahead else -1])]
    moved = shift(base.as_date, unit, 1 if ahead else -1)
    return [Meaning("DATE", moved.isoformat()[: 10 if unit == "W" else 7])] if moved else []


def unit_step(found: Found) -> list[Meaning]:
    """ "the day before", "a year after" at the end of a clause."""
    return [_stepped(found, found.unit(), 1.0, -1 if found.phrase("k") == "before" else 1)]


def step_from_story(found: Found) -> list[Meaning]:
    """ "two days later", "a month earlier"."""
    sign = found.arg("sign")
    number = found.number("n") if found.has("n") else None
    way = int(sign) if sign else -1 if found.phrase("k") == "earlier" else 1
    return [_stepped(found, found.unit(), number, way)]


def _stepped(found: Found, unit: str, number: float | None, way: int) -> Meaning:
    mod = found.mod()
    if unit[0] == "T":
        base = found.context.anchor(found.offset, "D")
        if base is None or not base.day or number is None:
            return Meaning("DATE", "PAST_REF")
        return Meaning("TIME", f"{base.value}TXX:XX", mod)
    base = found.context.anchor(found.offset, unit)
    if base == found.published and found.phrase("k") == "on":  # "three years on, the town is dark": by now
        number = 0.0 if number is not None else None
    if base == found.published and way > 0 and found.direction < 0:  # "in 2015 it shut, and reopened 18 months later": not from the day of publication
        return Meaning("DATE", "PAST_REF")
    value = _counted(base, unit, number, way)
    return Meaning("DATE", value or "PAST_REF", mod if value else None)


def ago(found: Found) -> list[Meaning]:
    """ "three years ago"."""
    unit = found.unit("u2") if found.has("u2") else found.unit()
    number = found.number("n") if found.has("n") else None
    if found.candidate.rule.id == "en.time.day-ago":
        number = 1.5
    base = found.published
    if unit[0] == "T":
        if base and base.day and number is not None and (unit == "TM" or number <= 12):
            return [Meaning("TIME", f"{base.value}TXX:XX")]
        return [Meaning("DATE", "PAST_REF")]
    if base and unit == "Y" and number is not None and number >= LONG_AGO and number % 100 == 0:
        century = _century(base.year - int(number))
        return [Meaning("DATE", century or "PAST_REF", (found.mod(ago=True) or "APPROX") if century else None)]
    value = _counted(base, unit, number, -1)
    return [Meaning("DATE", value or "PAST_REF", found.mod(ago=True) if value else None)]


def _century(year: int) -> str | None:
    """The century of a year, of which 0 is 1 BC; None before 9999 BC, which four figures cannot write."""
    before = 1 - year
    return f"{year // 100:02}" if year > 0 else f"BC{before // 100:02}" if before <= 9999 else None


def from_now(found: Found) -> list[Meaning]:
    """ "ten years from now", "in two weeks' time"."""
    unit, number = found.unit(), found.number("n")
    if unit[0] == "T":
        return [Meaning("DATE", "FUTURE_REF")]
    value = _counted(found.published, unit, number, 1)
    return [Meaning("DATE", value or "FUTURE_REF", found.mod() if value else None)]


def _counted(base: Point | None, unit: str, number: float | None, way: int) -> str | None:
    """The value `number` units back or ahead; halves are counted in the next finer unit."""
    if base is None or number is None or number > 100_000:
        return None
    if not float(number).is_integer():
        finer = {"Y": ("M", 12), "DE": ("Y", 10), "CE": ("Y", 100), "M": ("W", 4), "W": ("D", 7), "Q": ("M", 3)}.get(unit)
        if finer is None:
            return None
        unit, number = finer[0], round(number * finer[1])
    return step(base, unit, way * int(number))


def span_back(found: Found) -> list[Meaning]:
    """ "the past three months", "the last decade": a duration that ends now."""
    if found.has("n"):
        number, unit = found.number("n"), found.unit()
    else:
        number, unit = 1.0, found.unit()
        if unit == "Q" and found.phrase("r") == "last":
            return [_from_today(found, "Q", -1)]
    today = found.published.as_date if found.published else None
    begin = shift(today, unit, -round(number)) if today and number is not None and number < 10_000 else None
    own = found.phrase("r") in ("past", "last")
    return [
        Meaning(
            "DURATION", period(number, unit), found.mod(), begin=begin.isoformat() if begin and own else None,
            end=today.isoformat() if today and own and begin else None,
        )
    ]  # fmt: skip


def span_ahead(found: Found) -> list[Meaning]:
    """ "the next two weeks": a duration that begins now."""
    number, unit = found.number("n"), found.unit()
    today = found.published.as_date if found.published else None
    end = shift(today, unit, round(number)) if today and number is not None and number < 10_000 else None
    own = found.phrase("r") in ("next", "coming", "upcoming")
    return [
        Meaning(
            "DURATION", period(number, unit), found.mod(), begin=today.isoformat() if today and own and end else None,
            end=end.isoformat() if end and own else None,
        )
    ]  # fmt: skip
