"""Meanings of fiscal years and their parts.

A fiscal year has the name of the year in which it ends (2025/26 is FY2026), in Japan of that in which it begins. Its days are told
where the article writes of the public money of a country whose fiscal year is known (times_fiscal.toml); a company has its own.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from onrecord.codebook.countries import countries
from onrecord.codebook.times import FiscalYear, fiscal_years, time_words
from onrecord.mentions.time_calendar import shift
from onrecord.mentions.time_context import Found, Meaning, spread
from onrecord.mentions.time_dates import nth_in

BESIDE = 120
"""Characters around an expression in which its country is looked for first."""
STEPS = {"last": -1, "the last": -1, "the previous": -1, "next": 1, "the next": 1, "the coming": 1, "the following": 1}


def fiscal(found: Found) -> list[Meaning]:
    """ "fiscal 2026", "FY26", "the 2025/26 financial year", "this fiscal year", "the third fiscal quarter".

    Without a country, "this fiscal year" takes the year of publication, whatever month the year begins in.
    """
    row = _country_year(found)
    year = _year_named(found)
    stated = year is not None
    if year is None:
        if found.published is None:
            return [Meaning("DATE", "FYXXXX" + _part_of(found))]
        year = _year_now(found, row) + STEPS.get(found.phrase("r"), 0)
    value = f"FY{year:04}{_part_of(found)}"
    return [Meaning("DATE", value, None, stated, *_days(row, year, value[6:]))]


def quarter_in(found: Found) -> list[Meaning]:
    """ "the third quarter of this year", "the second half of fiscal 2025", "the first half of the 19th century"."""
    inner, number, unit = found.inner(), nth_in(found), found.words("u")[0]
    letter, most = ("Q", 4) if unit == "quarter" else ("H", 2)
    number = most if number == -1 else number
    if inner is None or number is None or not 1 <= number <= most:
        return []
    if m := re.fullmatch(r"(FY)?(\d{4})", inner.value):
        value = f"{m[1] or ''}{m[2]}-{letter}{number}"
        ends = _days(_country_year(found), int(m[2]), value[6:]) if m[1] else spread(value)
        return [Meaning("DATE", value, None, inner.stated, *ends)]
    if letter == "H" or (number in (1, 4) and inner.value.isdecimal()):
        return [Meaning("DATE", inner.value, "START" if number == 1 else "END", inner.stated, inner.begin, inner.end)]
    return []


def _part_of(found: Found) -> str:
    """ "-Q2" for "the second fiscal quarter" and "fiscal Q2"; "" for the whole year."""
    if found.has("c"):
        return "-" + found.phrase("c").upper()
    number = nth_in(found) if found.has("n") else None
    if number is None:
        return ""
    letter, most = ("Q", 4) if found.phrase("u") == "quarter" else ("H", 2)
    return f"-{letter}{most if number == -1 else number}" if number <= most else ""


def _year_named(found: Found) -> int | None:
    """The year that the words name; of two ("2025/26") the second."""
    first = found.integer("x") if found.has("x") else found.integer("y")
    if first is None:
        return None
    first += 2000 if first < 100 else 0
    second = found.integer("z")
    if second is None:
        return first
    last = second if second > 99 else first // 100 * 100 + second
    return last + (100 if last < first else 0)


def _year_now(found: Found, row: FiscalYear | None) -> int:
    """The fiscal year of the day of publication."""
    base = found.published
    assert base is not None
    if row is None or base.month is None:
        return base.year
    begun = f"{base.month:02}-{base.day or 28:02}" >= row.begins
    return base.year + (begun if row.named_by == "end" and row.begins > "01-01" else 0 if row.named_by == "end" else begun - 1)


def _days(row: FiscalYear | None, year: int, part: str) -> tuple[str | None, str | None]:
    """First and last day of a fiscal year or of a part of it ("-Q2"); None where no country tells them."""
    if row is None or not 2 <= year <= 9997:
        return None, None
    opening = year - (1 if row.named_by == "end" and row.begins > "01-01" else 0)
    begin: date | None = date.fromisoformat(f"{opening:04}-{row.begins}")
    months = 12
    if begin and part:
        months = 3 if part[1] == "Q" else 6
        begin = shift(begin, "M", months * (int(part[2]) - 1))
    after = shift(begin, "M", months) if begin else None
    end = shift(after, "D", -1) if after else None
    return (begin.isoformat(), end.isoformat()) if begin and end else (None, None)


def _country_year(found: Found) -> FiscalYear | None:
    """The fiscal year of the country beside an expression, else of the only one in the article, where public money is written of."""
    text = found.context.lexed.text
    end = found.context.lexed.words[found.candidate.end - 1].end
    beside = text[max(0, found.offset - BESIDE) : end + BESIDE // 2]
    words = set(re.findall(r"[a-z]+", beside.lower()))
    if not words & time_words("public-money") or words & time_words("company-money"):
        return None
    for stretch in (beside, text):
        named = [row for row in fiscal_years() if _names(row.country).search(stretch)]
        if named:
            return named[0] if len(named) == 1 else None
    return None


@cache
def _names(country: str) -> re.Pattern[str]:
    row = next(c for c in countries() if c.iso3 == country)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, (row.name, *row.aliases, *row.demonyms))) + r")(?!\w)")
