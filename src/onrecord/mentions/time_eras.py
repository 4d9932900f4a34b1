"""Meanings of decades, centuries, and years before and after Christ."""

from __future__ import annotations

from onrecord.mentions.time_calendar import bounds
from onrecord.mentions.time_context import Found, Meaning
from onrecord.mentions.time_dates import part_mod

LAST_CENTURY = 22
OLDEST = 9999
"""The earliest year before Christ that four figures write."""


def decade(found: Found) -> list[Meaning]:
    """ "the 1990s", "the late 70s", "the eighties"; "the 1800s" is a century, "the 2000s" the decade."""
    word = found.value("x", "decade_word")
    digits = word + "0" if word else "".join(c for c in found.phrase("x") if c.isdigit())
    if len(digits) == 2:
        century = 20 if digits in ("00", "10") else 19
        digits = f"{century}{digits}"
    value = digits[:2] if digits.endswith("00") and digits < "2000" else digits[:3]
    ends = bounds(value)
    begin, end = (ends[0].isoformat(), ends[1].isoformat()) if ends else (None, None)
    return [Meaning("DATE", value, part_mod(found), stated=True, begin=begin, end=end)]


def century(found: Found) -> list[Meaning]:
    """ "the 19th century" is 18 (its years begin with 18); "the 4th century BC" is BC03."""
    number = int(found.value("n", "nth", "nth_century") or found.integer("n") or 0)
    number += 20 if "twenty" in found.words("n") else 0
    if not 1 <= number <= (99 if _before_christ(found) else LAST_CENTURY):
        return []
    return [Meaning("DATE", f"{'BC' if _before_christ(found) else ''}{number - 1:02}", part_mod(found), stated=True)]


def era_year(found: Found) -> list[Meaning]:
    """ "47 BC" is BC0047; "AD 70" and "the year 843" are years of four figures."""
    year = found.integer("y") or 0
    if not 1 <= year <= (OLDEST if _before_christ(found) else 2199):
        return []
    return [Meaning("DATE", f"{'BC' if _before_christ(found) else ''}{year:04}", stated=True)]


def _before_christ(found: Found) -> bool:
    return "b" in "".join(found.words("e"))
