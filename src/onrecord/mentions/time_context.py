"""What resolving an expression needs: the day of publication, what the story has dated so far, and the expression's own words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from onrecord.codebook.times import meanings_of, modifier_of
from onrecord.mentions.time_calendar import Point, bounds, point
from onrecord.mentions.time_grammar import Candidate, Lexed

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
NUMBERS = ("ones", "teens", "tens", "article", "nth", "nth_century", "nth_last")
HOW_MANY = {"hundred": 100, "dozen": 12, "single": 1, "full": 1, "entire": 1, "whole": 1, "half": 0.5}


LOOK_BACK, RECENT = 2, 7
"""Sentences before an hour in which its day is looked for, and how many days that may lie before publication."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression says, as TIMEX3.

    Args:
        stated: the words alone say it; no date of the article or the story was needed.
        words: the word indexes that carry it, where they are not the whole match.
    """

    type: TimeType
    value: str
    mod: str | None = None
    stated: bool = False
    begin: str | None = None
    end: str | None = None
    words: tuple[int, int] | None = None


@dataclass(slots=True)
class Context:
    """What is known when an expression is resolved.

    Args:
        published: the day (or month, or year) of publication; None where unknown.
        direction: offset -> -1, 0 or 1, see time_tense.
        sentence: offset -> number of its sentence.
        dated: (offset, value) of the dates found so far.
        stated: those of them whose year stands in the text.
    """

    lexed: Lexed
    published: Point | None
    direction: Callable[[int], int]
    sentence: Callable[[int], int]
    dated: list[tuple[int, str]] = field(default_factory=list)
    stated: list[tuple[int, str]] = field(default_factory=list)

    def anchor(self, offset: int, unit: str) -> Point | None:
        """The last date before `offset` that is fine enough to count `unit`s from, else the day of publication."""
        for at, value in reversed(self.dated):
            if at >= offset:
                continue
            found = _start_of(value)
            if found and ((found.day and value[-1:].isdigit()) or (unit not in ("D", "W", "F") and (found.month or unit != "M"))):
                return found
            if unit in ("D", "W", "F", "M") and re.fullmatch(r"\d{4}", value) and self.sentence(at) == self.sentence(offset):
                return None  # "in 2015 it shut its shafts, and reopened them 18 months later": the year of the sentence is too coarse, any other date is wrong
        return self.published

    def year_told(self, offset: int) -> int | None:
        """The year of the month or day that the sentence has just named with its year."""
        here = self.sentence(offset)
        for at, value in reversed(self.stated):
            if at < offset and self.sentence(at) == here:
                return int(value[:4]) if len(value) >= 7 and value[4] == "-" and value[5].isdigit() else None
        return None

    def day_beside(self, offset: int) -> Point | None:
        """The date of a clock time: the nearest day named in its sentence, else that of the story so far, else the day of
        publication."""
        here = self.sentence(offset)
        days = [(abs(at - offset), at, value) for at, value in self.dated if self.sentence(at) == here]
        for _, _, value in sorted(days):
            found = point(value)
            if found and found.day:
                return found
        return self._day_before(offset) or (self.published if self.published and self.published.day else None)

    def _day_before(self, offset: int) -> Point | None:
        """The day that the sentence or two before has named, where it lies close before publication: the story goes on telling of it."""
        here, today = self.sentence(offset), self.published.as_date if self.published else None
        for at, value in reversed(self.dated):
            day = point(value)
            if at >= offset or today is None or day is None or day.as_date is None:
                continue
            close = here - self.sentence(at) <= LOOK_BACK and 0 <= (today - day.as_date).days <= RECENT
            return day if close else None
        return None


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with the text and the context it is read in."""

    candidate: Candidate
    context: Context
    read: Callable[[int, int], Meaning | None]

    @property
    def offset(self) -> int:
        """Where the expression starts, in code points."""
        return self.context.lexed.words[self.candidate.start].start

    @property
    def direction(self) -> int:
        """Which way the sentence points here."""
        return self.context.direction(self.offset)

    @property
    def published(self) -> Point | None:
        """The day of publication."""
        return self.context.published

    def arg(self, name: str) -> str | None:
        """What the rule says besides."""
        return self.candidate.rule.args.get(name)

    def has(self, name: str) -> bool:
        """Whether the form kept `name`."""
        return name in self.candidate.groups

    def words(self, name: str) -> list[str]:
        """The words kept as `name`, in lower case; none where the form kept nothing."""
        start, end = self.candidate.groups.get(name, (0, 0))
        return [w.lower for w in self.context.lexed.words[start:end]]

    def phrase(self, name: str) -> str:
        """The words kept as `name`, joined by spaces."""
        return " ".join(self.words(name))

    def value(self, name: str, *classes: str) -> str | None:
        """What the first word of `name` that is in one of the classes means there."""
        for word in self.words(name):
            for class_name in classes:
                if word in meanings_of(class_name):
                    return meanings_of(class_name)[word]
        return None

    def unit(self, name: str = "u") -> str:
        """The unit kept as `name`."""
        return self.value(name, "unit_many", "unit_one", "unit_short", "calendar_unit") or "D"

    def integer(self, name: str) -> int | None:
        """The figures kept as `name`."""
        for word in self.words(name):
            digits = "".join(c for c in word if c in "0123456789")
            if digits:
                return int(digits)
        return None

    def number(self, name: str) -> float | None:
        """The number kept as `name`, in words or figures; None where it is vague ("several")."""
        return number_of(self.words(name))

    def mod(self, *, ago: bool = False) -> str | None:
        """TIMEX3 mod of the phrase kept as `q`."""
        row = modifier_of().get(self.phrase("q"))
        return (row.mod_ago if ago else row.mod) if row else None

    def inner(self) -> Meaning | None:
        """What the expression kept as `i` means by itself."""
        return self.read(*self.candidate.groups["i"]) if self.has("i") else None


def number_of(words: list[str]) -> float | None:
    """A number in words or figures; None for a vague one."""
    total, seen = 0.0, False
    for word in words:
        if word == "half" and seen:
            total += 0.5
        elif word == "quarter" and seen:
            total += 0.25
        elif word in ("a", "an") and seen:
            continue
        else:
            value = _one_number(word)
            if value is None:
                if word in ("and", "-", "–", "‐", "‑", "of"):
                    continue
                return None
            total, seen = (total or 1) * value if word in ("hundred", "dozen") else total + value, True
            if word == "half":
                return 0.5
    return total if seen else None


def _one_number(word: str) -> float | None:
    for name in NUMBERS:
        if word in meanings_of(name):
            return float(meanings_of(name)[word])
    if word in HOW_MANY:
        return float(HOW_MANY[word])
    plain = word.replace(",", "").rstrip("stndrh")
    try:
        return float(plain) if plain[:1].isdigit() and plain.isascii() else None
    except ValueError:
        return None


def amount(number: float) -> str:
    """A count as TIMEX3 writes it, which knows no exponents."""
    return str(int(number)) if float(number).is_integer() else f"{number:.4f}".rstrip("0")


def period(number: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration; None for a vague number. Decades and centuries in years, fortnights in weeks."""
    if number is None:
        vague = {"F": "W"}.get(unit, unit)
        return f"PTX{vague[1]}" if vague[0] == "T" else f"PX{vague}"
    if unit == "TH" and number == 0.5:
        return "PT30M"
    factor, name = {"F": (2, "W"), "DE": (10, "Y"), "CE": (100, "Y")}.get(unit, (1, unit))
    figures = amount(number * factor)
    return f"PT{figures}{name[1]}" if name[0] == "T" else f"P{figures}{name}"


def spread(value: str) -> tuple[str | None, str | None]:
    """First and last day of a value that is neither a day, a month nor a year."""
    found = bounds(value) if not _plain_value(value) else None
    return (found[0].isoformat(), found[1].isoformat()) if found else (None, None)


def _plain_value(value: str) -> bool:
    return point(value) is not None


def _start_of(value: str) -> Point | None:
    found = point(value.split("T")[0])
    if found:
        return found
    ends = bounds(value)
    return Point.of(ends[0]) if ends else None
