"""Days with names: found as words, dated by rule, and told apart by country where several share a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from onrecord.codebook.times import Holiday, TimeRule, holidays
from onrecord.mentions.time_calendar import Point, checked, easter, nth_weekday, pascha, week
from onrecord.mentions.time_context import Context, Found, Meaning, spread
from onrecord.mentions.time_grammar import Candidate, Lexed, lex

RULE = TimeRule("en.time.holiday", "", "holiday")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FEW = 3
"""A name that so few countries share means the American day where the article names none of them."""
BESIDE = 60
"""Characters before a holiday's name in which its country is looked for first."""


def find_holidays(lexed: Lexed) -> Iterator[Candidate]:
    """The names of holidays in a text; the longest at each place."""
    index = _by_first_word()
    at = 0
    while at < len(lexed.words):
        for words in index.get(lexed.words[at].lower, ()):
            end = at + len(words)
            if end <= len(lexed.words) and all(lexed.words[at + n].lower == w for n, w in enumerate(words)) and _capital(lexed, at, end):
                start, years = at, _year_after(lexed, end)
                groups = {"x": (at, end)}
                if years:
                    groups["y"] = (years - 1, years)
                    end = years
                elif lexed.lower(end) == "weekend":
                    groups["weekend"] = (end, end + 1)
                    end += 1
                if (lexed.lower(at - 2), lexed.lower(at - 1)) == ("eve", "of"):
                    start = at - 2 - (lexed.lower(at - 3) == "the")
                    groups["eve"] = (start, at)
                yield Candidate(RULE, start, end, groups)
                at = end - 1
                break
        at += 1


def _capital(lexed: Lexed, start: int, end: int) -> bool:
    """A day's name is written with capitals: "independence day" in small letters may be any."""
    return all(lexed.written(n)[0].isupper() for n in (start, end - 1) if lexed.written(n)[0].isalpha())


def _year_after(lexed: Lexed, end: int) -> int | None:
    """Index after a year that follows the name ("Christmas 2024", "Easter Sunday, 2025")."""
    at = end + (lexed.lower(end) == ",")
    return at + 1 if re.fullmatch(r"(?:19|20)\d\d", lexed.lower(at)) else None


def holiday(found: Found) -> list[Meaning]:
    """The day of a holiday: in the year named, else that which the tense points to. "The eve of" it is the day before."""
    row = holiday_row(found.context, found.candidate)
    base, year = found.published, found.integer("y")
    if row is None:
        return [Meaning("DATE", "XXXX-XX-XX")]
    if year is None and base is None:
        fixed = re.fullmatch(r"\d\d-\d\d", row.date) and not found.has("eve")
        return [Meaning("DATE", f"XXXX-{row.date}" if fixed else "XXXX-XX-XX")]
    day = holiday_day(row, year) if year else _nearest(row, base, found.direction) if base else None
    if day is None:  # twice in the year, or in none that the table has
        return [Meaning("DATE", f"{year:04}" if year else "XXXX-XX-XX", None, year is not None)] if row.table else []
    if found.has("weekend"):
        value = week(day + timedelta(days=3 - (day.isoweekday() + 3) % 7)) + "-WE"
        return [Meaning("DATE", value, row.mod, year is not None, *spread(value))]
    if found.has("eve"):
        return [Meaning("DATE", (day - timedelta(days=1)).isoformat(), row.mod, year is not None)]
    end = day + timedelta(days=row.days - 1 - (day.isoformat() in row.shorter))
    several = (day.isoformat(), end.isoformat()) if row.days > 1 else (None, None)
    return [Meaning("DATE", day.isoformat(), row.mod, year is not None, *several)]


def _nearest(row: Holiday, base: Point, direction: int) -> date | None:
    today = date(base.year, base.month or 7, base.day or 1)
    days = [d for y in (base.year - 1, base.year, base.year + 1) for d in holiday_days(row, y)]
    fitting = [d for d in days if (d - today).days * direction >= 0] if direction else days
    nearest = min(days, key=lambda d: abs((d - today).days), default=None)
    chosen = min(fitting, key=lambda d: abs((d - today).days), default=nearest)
    if chosen and nearest and abs((chosen - today).days) > 200 and abs((nearest - today).days) < 45:
        return nearest
    return chosen


def holiday_row(context: Context, candidate: Candidate) -> Holiday | None:
    """The holiday that a name means here: by a country beside it, else by the one the article names most; None where neither tells."""
    start, end = candidate.groups["x"]
    words = context.lexed.words
    rows = rows_named(tuple(w.lower for w in words[start:end]))
    common = [r for r in rows if not r.of]
    if len(rows) == 1:
        return rows[0]
    text = context.lexed.text
    offset = words[start].start
    beside = text[max(0, offset - BESIDE) : words[end - 1].end + 20]
    named = [r for r in rows if r.of and _names(r).search(beside)]
    if named:
        return max(named, key=lambda r: max(m.start() for m in _names(r).finditer(beside)))
    counts = [(len(_names(r).findall(text)), r) for r in rows if r.of]
    best = max(counts, key=lambda c: c[0], default=(0, None))
    if best[0] and not common:
        return best[1]
    if common:
        return common[0]
    return next((r for r in rows if r.id.startswith("us.")), None) if len(rows) <= FEW else None


def holiday_day(row: Holiday, year: int) -> date | None:
    """The day of a holiday in a year; None where it has none or two there."""
    days = holiday_days(row, year)
    return days[0] if len(days) == 1 else None


def holiday_days(row: Holiday, year: int) -> tuple[date, ...]:
    """The days of a holiday in a year: a feast of the Islamic calendar, which is shorter than ours, may come twice."""
    if row.table:
        return tuple(date.fromisoformat(d) for d in row.table.split() if d.startswith(f"{year:04}-"))
    day = _reckoned(row, year)
    return (day,) if day else ()


def _reckoned(row: Holiday, year: int) -> date | None:
    if not 1583 <= year <= 4099:
        return None
    if m := re.fullmatch(r"(\d\d)-(\d\d)", row.date):
        made = checked(year, int(m[1]), int(m[2]))
        return made.as_date if made else None
    if m := re.fullmatch(r"(easter|pascha)([+-]\d+)", row.date):
        return (easter if m[1] == "easter" else pascha)(year) + timedelta(days=int(m[2]))
    if m := re.fullmatch(r"([a-z]{3})\.(\d|last)\.(\d\d)([+-]\d+)?", row.date):
        nth = -1 if m[2] == "last" else int(m[2])
        day = nth_weekday(year, int(m[3]), WEEKDAYS.index(m[1]) + 1, nth)
        return day + timedelta(days=int(m[4] or 0)) if day else None
    if m := re.fullmatch(r"([a-z]{3})\.before\.(\d\d)-(\d\d)", row.date):
        last = date(year, int(m[2]), int(m[3])) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - 1 - WEEKDAYS.index(m[1])) % 7)
    return None


def rows_named(words: tuple[str, ...]) -> list[Holiday]:
    """The holidays of a name."""
    return list(_by_name().get(words, ()))


@cache
def _names(row: Holiday) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, row.of)) + r")(?!\w)")


@cache
def _by_name() -> dict[tuple[str, ...], tuple[Holiday, ...]]:
    out: dict[tuple[str, ...], tuple[Holiday, ...]] = {}
    for row in holidays():
        for name in row.names:
            key = tuple(w.lower for w in lex(name).words)
            out[key] = (*out.get(key, ()), row)
    return out


@cache
def _by_first_word() -> dict[str, tuple[tuple[str, ...], ...]]:
    out: dict[str, list[tuple[str, ...]]] = {}
    for words in _by_name():
        out.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in out.items()}
