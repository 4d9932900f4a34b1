"""Meanings of calendar dates: days, months, years, seasons, quarters, fiscal years, decades and centuries."""

from __future__ import annotations

import re
from datetime import date

from onrecord.codebook.times import modifier_of
from onrecord.mentions.time_calendar import Point, bounds, checked, nth_weekday, point, shift, step, week
from onrecord.mentions.time_context import Found, Meaning, period, spread

FAR = 270
NEAR = 60
"""Days: a date this far off in the direction of the tense gives way to one this near in the other."""


def calendar(found: Found) -> list[Meaning]:
    """A day, month or year, what the words leave out taken from the day of publication."""
    year, month, day = found.integer("y"), _month(found), _day(found)
    if year:
        whole = checked(year, month, day)
        return [Meaning("DATE", whole.value, stated=True)] if whole else []
    if month is None:
        return _day_of_month(found, day)
    return [_without_year(found, month, day)] if checked(2000, month, day) else []


def _without_year(found: Found, month: int, day: int | None) -> Meaning:
    base = found.published
    rest = f"{month:02}" + (f"-{day:02}" if day else "")
    if base is None:
        return Meaning("DATE", f"XXXX-{rest}")
    told = found.context.year_told(found.offset)
    if told and told != base.year and checked(told, month, day):
        return Meaning("DATE", f"{told:04}-{rest}")
    year = year_of(base, month, day, found.direction)
    weekday = found.value("w", "weekday_full", "weekday_abbr")
    if weekday and day:
        year = _fitting_year(year, month, day, int(weekday))
    return Meaning("DATE", f"{year:04}-{rest}")


def year_of(base: Point, month: int, day: int | None, direction: int) -> int:
    """The year of a day or month without one: the nearest before (-1), after (+1) or around the day of publication.

    A date far off in the direction of the tense gives way to one close by in the other: tense is read by a parser, which errs.
    """
    if base.month is None:
        return base.year
    here = date(base.year, base.month, base.day or 15)
    months_only = day is None or base.day is None
    gaps = {}
    for year in (base.year - 1, base.year, base.year + 1):
        there = checked(year, month, 15 if months_only else day)
        if there and there.as_date:
            gaps[year] = (year * 12 + month - base.year * 12 - base.month) * 30 if months_only else (there.as_date - here).days
    nearest = min(gaps, key=lambda y: (abs(gaps[y]) * (2 if gaps[y] > 0 else 1), y), default=base.year)
    fitting = [y for y, gap in gaps.items() if gap * direction >= 0] if direction else []
    if not fitting:
        return nearest
    chosen = min(fitting, key=lambda y: abs(gaps[y]))
    return nearest if abs(gaps[chosen]) > FAR and abs(gaps[nearest]) < NEAR else chosen


def _fitting_year(year: int, month: int, day: int, weekday: int) -> int:
    """The year near `year` in which the day falls on the weekday; `year` itself where none does."""
    for other in (year, year - 1, year + 1):
        there = checked(other, month, day)
        if there and there.as_date and there.as_date.isoweekday() == weekday:
            return other
    return year


def _day_of_month(found: Found, day: int | None) -> list[Meaning]:
    """ "Friday the 13th": the day of the month of publication, or of the one beside it."""
    base = found.published
    if base is None or base.month is None or day is None:
        return []
    for months in (0, -1, 1) if found.direction <= 0 else (0, 1, -1):
        month = shift(date(base.year, base.month, 1), "M", months)
        there = checked(month.year, month.month, day) if month else None
        weekday = found.value("w", "weekday_full", "weekday_abbr")
        if there is None or there.as_date is None:
            continue
        passed = (there.value < base.value) if found.direction > 0 else (there.value > base.value)
        if there.as_date.isoweekday() == int(weekday) if weekday else not passed:
            return [Meaning("DATE", there.value)]
    return []


def calendar_in(found: Found) -> list[Meaning]:
    """ "October of next year"."""
    inner, month = found.inner(), _month(found)
    year = re.match(r"\d{4}", inner.value) if inner else None
    whole = checked(int(year[0]), month, _day(found)) if year else None
    return [Meaning("DATE", whole.value)] if whole else []


def day_in(found: Found) -> list[Meaning]:
    """ "the 15th of next month"."""
    inner, day = found.inner(), _day(found)
    month = point(inner.value) if inner else None
    whole = checked(month.year, month.month, day) if month and month.month and not month.day else None
    return [Meaning("DATE", whole.value)] if whole else []


def day_range(found: Found) -> list[Meaning]:
    """ "May 3-5", "May 3, 4 and 5": the month with its first day, then each further day."""
    year, month, out = found.integer("y"), _month(found), []
    start = found.candidate.start
    for name in ("d", "d2", "d3"):
        day, (first, last) = found.integer(name), found.candidate.groups.get(name, (0, 0))
        if day is None or month is None:
            continue
        whole = checked(year or 2000, month, day)
        if whole is None:
            return []
        made = Meaning("DATE", whole.value, stated=True) if year else _without_year(found, month, day)
        final = last == found.candidate.end or (name == "d2" and not found.has("d3")) or name == "d3"
        words = (start if name == "d" else first, found.candidate.end if final else last)
        out.append(Meaning("DATE", made.value, stated=made.stated, words=words))
    ordered = [m.value for m in out]
    joined = found.words("l")[:1]
    return out if (joined and joined[0] in ("and", "or")) or ordered == sorted(ordered) else []


def iso(found: Found) -> list[Meaning]:
    """ "2025-08-24", with or without a time of day; "2025-W34", "2025-Q3"."""
    written = found.context.lexed.written(found.candidate.start).upper().replace(" ", "T")
    if written[5:6] in ("W", "Q", "H"):
        return [Meaning("DATE", written, None, True, *spread(written))] if bounds(written) else []
    day, _, clock = written.partition("T")
    if point(day) is None:
        return []
    if not clock:
        return [Meaning("DATE", day, stated=True)]
    m = re.match(r"([01]\d|2[0-4]):([0-5]\d)(:[0-5]\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$", clock)
    return [Meaning("TIME", f"{day}T{m[1]}:{m[2]}{m[3] or ''}{m[4] or ''}", stated=True)] if m else []


def figures(found: Found) -> list[Meaning]:
    """ "24/8/2025", "24.8.2025": only where the order of day and month is plain."""
    parts = [int(p) for p in re.split(r"[/.]", found.phrase("x"))]
    first, second, year = parts
    if year < 100:
        return []
    orders = {checked(year, second, first), checked(year, first, second)} - {None}
    if "." in found.phrase("x"):
        orders = {checked(year, second, first)} - {None}
    if len(orders) != 1:
        return []
    return [Meaning("DATE", whole.value, stated=True) for whole in orders if whole]


def fixed(found: Found) -> list[Meaning]:
    """A day that the rule itself names."""
    return [Meaning("DATE", found.arg("value") or "", stated=True)]


def bare_year(found: Found) -> list[Meaning]:
    """A year by itself."""
    year = found.integer("y") or 0
    return [Meaning("DATE", f"{year:04}", stated=True)]


def year_span(found: Found) -> list[Meaning]:
    """ "2024-25": two years that follow one another, or a longer run."""
    first, second = found.integer("y") or 0, found.integer("z") or 0
    last = first // 100 * 100 + second
    last += 100 if last < first else 0
    if not 0 < last - first <= 30:
        return []
    return [Meaning("DATE", f"{first:04}", stated=True, begin=f"{first:04}-01-01", end=f"{last:04}-12-31")]


def year_range(found: Found) -> list[Meaning]:
    """ "2009-2011": each year by itself, and the interval on both."""
    first, last = found.integer("y") or 0, found.integer("z") or 0
    if last <= first:
        return []
    ends = (f"{first:04}-01-01", f"{last:04}-12-31")
    made = ((first, found.candidate.groups["y"]), (last, found.candidate.groups["z"]))
    return [Meaning("DATE", f"{y:04}", stated=True, begin=ends[0], end=ends[1], words=words) for y, words in made]


def part_of(found: Found) -> list[Meaning]:
    """ "the end of 2027", "early June", "mid-2011": the value of the date, its part as mod."""
    inner = found.inner()
    if inner is None or inner.type not in ("DATE", "TIME") or inner.value.endswith("REF"):
        return []
    return [Meaning(inner.type, inner.value, found.arg("mod") or part_mod(found), stated=inner.stated, begin=inner.begin, end=inner.end)]


def part_mod(found: Found) -> str | None:
    """START, MID or END, as the words kept as `p` say."""
    row = modifier_of().get(" ".join(w for w in found.words("p") if w not in ("-", "–", "‐", "‑")))
    return row.mod if row else None


def season(found: Found) -> list[Meaning]:
    """A season, of a year, of this, last or next year, or the nearest."""
    code = found.value("s", "season") or "SU"
    year, base, way = found.integer("y"), found.published, found.phrase("r")
    if year is None and base is None:
        return [Meaning("DATE", f"XXXX-{code}", part_mod(found))]
    if year is None and base is not None:
        year = _season_year(base, code, way, found.direction)
    value = f"{year:04}-{code}"
    begin, end = spread(value)
    return [Meaning("DATE", value, part_mod(found), stated=found.has("y"), begin=begin, end=end)]


def _season_year(base: Point, code: str, way: str, direction: int) -> int:
    """The year whose season is meant: named by `way` ("last"), else the one the tense points to."""
    today = date(base.year, base.month or 7, base.day or 1)
    spans = {y: bounds(f"{y:04}-{code}") for y in (base.year - 1, base.year, base.year + 1)}
    past = [y for y, b in spans.items() if b and b[1] < today]
    ahead = [y for y, b in spans.items() if b and b[0] > today]
    now = [y for y, b in spans.items() if b and b[0] <= today <= b[1]]
    if way in ("last", "the previous", "this past"):
        return max(past, default=base.year)
    if way in ("next", "this coming", "the following"):
        return min(ahead, default=base.year)
    if way == "this":
        return now[0] if now else base.year
    if now:
        return now[0]
    if direction > 0:
        return min(ahead, default=base.year)
    return max(past, default=base.year)


def season_in(found: Found) -> list[Meaning]:
    """ "the summer of last year"."""
    inner = found.inner()
    value = f"{inner.value}-{found.value('s', 'season')}" if inner and re.fullmatch(r"\d{4}", inner.value) else None
    return [Meaning("DATE", value, None, False, *spread(value))] if value else []


def quarter(found: Found) -> list[Meaning]:
    """ "the third quarter", "the first half of 2025": of the year named, else the last one that had begun."""
    number, unit = nth_in(found), found.words("u")[0]
    letter, most = ("Q", 4) if unit == "quarter" else ("H", 2)
    year, base = found.integer("y"), found.published
    if number == -1 and year:
        number = most
    if number == -1 and base is not None and base.month and letter == "Q":
        value = step(base, "Q", -1) or ""
        return [Meaning("DATE", value, None, False, *spread(value))]
    if number is None or not 1 <= number <= most:
        return []
    if year is None and base is None:
        return [Meaning("DATE", f"XXXX-{letter}{number}")]
    if year is None and base is not None:
        year = _period_year(base, letter, number, found.direction)
    value = f"{year:04}-{letter}{number}"
    return [Meaning("DATE", value, None, found.has("y"), *spread(value))]


def _period_year(base: Point, letter: str, number: int, direction: int) -> int:
    first_month = (number - 1) * (3 if letter == "Q" else 6) + 1
    begun = base.month is None or first_month <= base.month
    if direction > 0:
        ended = base.month is not None and first_month + (2 if letter == "Q" else 5) < base.month
        return base.year + (1 if ended else 0)
    return base.year if begun else base.year - 1


def quarter_code(found: Found) -> list[Meaning]:
    """ "Q3 2025", "H1"."""
    code = found.phrase("x").upper()
    year = found.integer("y") or (found.published and _period_year(found.published, code[0], int(code[1]), found.direction))
    value = f"{year:04}-{code}" if year else f"XXXX-{code}"
    return [Meaning("DATE", value, None, found.has("y"), *spread(value))]


def nth_of(found: Found) -> list[Meaning]:
    """ "the last week of March", "the first Monday of May", "the third day of the month"."""
    inner, nth = found.inner(), nth_in(found)
    ends = bounds(inner.value) if inner and inner.type == "DATE" else None
    if ends is None or nth is None or inner is None or nth == 0:
        return []
    unit = found.phrase("u")
    weekday = found.value("u", "weekday_full")
    day: date | None
    if weekday or unit in ("week", "weekend"):
        probe = int(weekday) if weekday else 4 if unit == "week" else 6
        months = (ends[1].year - ends[0].year) * 12 + ends[1].month - ends[0].month
        if (nth > 0 and nth > 5) or (months and nth > 1):
            return []
        edge = ends[0] if nth > 0 else ends[1]
        day = nth_weekday(edge.year, edge.month, probe, nth)
        if day is None:
            return []
        value = day.isoformat() if weekday else week(day) + ("-WE" if unit == "weekend" else "")
    elif unit == "day":
        day = shift(ends[0], "D", nth - 1) if nth > 0 else ends[1]
        if day is None or day > ends[1]:
            return []
        value = day.isoformat()
    elif unit == "month" and nth > 0:
        day = shift(ends[0], "M", nth - 1)
        if day is None or day > ends[1]:
            return []
        value = day.isoformat()[:7]
    elif nth == -1 and unit in ("month", "year"):
        value = ends[1].isoformat()[: 7 if unit == "month" else 4]
    else:
        return []
    return [Meaning("DATE", value, None, inner.stated, *spread(value))]


def week_of(found: Found) -> list[Meaning]:
    """ "the week of June 3"."""
    inner = found.inner()
    day = point(inner.value) if inner else None
    if day is None or day.as_date is None or inner is None:
        return []
    value = week(day.as_date) + ("-WE" if found.phrase("u") == "weekend" else "")
    return [Meaning("DATE", value, None, inner.stated, *spread(value))]


def first_units(found: Found) -> list[Meaning]:
    """ "the first three months of 2025": a duration with its two ends."""
    inner, number, unit = found.inner(), found.number("n"), found.unit()
    ends = bounds(inner.value) if inner and inner.type == "DATE" else None
    if number is None or not float(number).is_integer():
        return []
    begin: date | None = None
    end: date | None = None
    if ends:
        first = found.value("k", "nth") == "1"
        moved = shift(ends[0] if first else ends[1], unit, int(number) if first else -int(number))
        if moved:
            begin, end = (ends[0], shift(moved, "D", -1)) if first else (shift(moved, "D", 1), ends[1])
    return [
        Meaning(
            "DURATION", period(number, unit), stated=True, begin=begin.isoformat() if begin else None, end=end.isoformat() if end else None
        )
    ]


def _month(found: Found) -> int | None:
    value = found.value("m", "month_full", "month_abbr")
    return int(value) if value else None


def _day(found: Found) -> int | None:
    return found.integer("d")


def nth_in(found: Found) -> int | None:
    """The ordinal kept as `n`; -1 for "last"."""
    value = found.value("n", "nth", "nth_last")
    return int(value) if value else found.integer("n")
