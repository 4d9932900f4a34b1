"""What English has words for in time: word classes, the grammar of temporal expressions, holidays, and well-known dated events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from onrecord.codebook.load import rows


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words that the grammar treats alike.

    Args:
        id: the name by which forms call the class.
        words: words without a value.
        values: words with what they mean ("march" -> "3", "weeks" -> "W").
        capital: the word counts only with a capital ("March", not "march").
    """

    id: str
    words: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Modifier:
    """Phrases that set the TIMEX3 `mod` of what follows.

    Args:
        kind: "approx" before a count ("more than"), "part" before a date ("early", "the end of").
        mod: TIMEX3 mod; for a point reached by counting ("more than a year ago") `mod_ago` holds instead.
    """

    id: str
    kind: Literal["approx", "part"]
    mod: str
    phrases: tuple[str, ...]
    mod_ago: str | None = None


@dataclass(frozen=True, slots=True)
class WordList:
    """Words beside an expression that tell whether it is a time, or which way it points."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Macro:
    """A piece of a form with a name of its own."""

    id: str
    form: str


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One form of temporal expression.

    Args:
        id: "en.time.NAME".
        form: names of classes and macros, words in single quotes, and `( | ) ? *` as in regular expressions; `x=name` keeps
            what stands there as `x`; `(?= ...)` looks ahead.
        meaning: the function of mentions/time_meanings.py that gives the value.
        args: what the function is told besides.
    """

    id: str
    form: str
    meaning: str
    args: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day with a name.

    Args:
        id: "xx.NAME", where xx is the ISO 3166 alpha-2 country, or "all".
        names: as newsrooms write them.
        date: "MM-DD", "easter+N" (Western), "pascha+N" (Orthodox), "DAY.N.MM" (the N-th such weekday of the month; N may be
            "last"; "mon.1.11+1" is the day after it), "DAY.before.MM-DD", or "table" (the days of `table`).
        of: country names and demonyms; a name that several countries use needs one of them near it, or in the article.
        since: the year that anniversaries count from ("the 34th Independence Day").
        days: how many days it lasts.
        table: ISO dates of its first days, parted by white space: feasts that follow the moon, which may come twice in a year.
        shorter: those of them from which it lasts a day less.
        mod: "APPROX" where countries may keep it a day earlier or later.
    """

    id: str
    names: tuple[str, ...]
    date: str
    of: tuple[str, ...] = ()
    since: int | None = None
    days: int = 1
    table: str = ""
    shorter: str = ""
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Beginning:
    """A well-known beginning from which newsrooms count ("three years into the war").

    Args:
        date: ISO date of the beginning.
        events: nouns that name it.
        parties: groups of names; one of each group must stand in the article, and one of all in the sentence.
    """

    id: str
    date: str
    events: tuple[str, ...]
    parties: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FamousDay:
    """A day and month that, before one of `nouns`, mean one year's day ("the Sept. 11 attacks")."""

    id: str
    date: str
    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The fiscal year of a government that does not begin on 1 January.

    Args:
        country: ISO 3166-1 alpha-3.
        begins: "MM-DD".
        named_by: whether it has the name of the calendar year in which it ends ("FY2026" for 2025/26), or of that in which it begins.
    """

    id: str
    country: str
    begins: str
    named_by: Literal["end", "beginning"] = "end"


@cache
def word_classes() -> Mapping[str, WordClass]:
    """The word classes by name."""
    return {row.id: row for row in rows("data/times.toml", "class", WordClass)}


@cache
def meanings_of(name: str) -> Mapping[str, str]:
    """Word -> value of one class."""
    return word_classes()[name].values


@cache
def modifiers() -> tuple[Modifier, ...]:
    """The phrases that set `mod`."""
    return rows("data/times.toml", "modifier", Modifier)


@cache
def modifier_of() -> Mapping[str, Modifier]:
    """Phrase -> its row."""
    return {phrase: row for row in modifiers() for phrase in row.phrases}


@cache
def time_words(name: str) -> frozenset[str]:
    """The words of one list."""
    return next(frozenset(row.words) for row in rows("data/times.toml", "list", WordList) if row.id == name)


@cache
def macros() -> tuple[Macro, ...]:
    """The macros of the grammar."""
    return rows("data/times_grammar.toml", "macro", Macro)


@cache
def time_rules() -> tuple[TimeRule, ...]:
    """The rules of the grammar, in order of preference among equally long matches."""
    return rows("data/times_grammar.toml", "rule", TimeRule)


@cache
def holidays() -> tuple[Holiday, ...]:
    """Holidays, national days, and feasts that follow the moon."""
    return rows("data/times_holidays.toml", "holiday", Holiday) + rows("data/times_moon.toml", "holiday", Holiday)


@cache
def fiscal_years() -> tuple[FiscalYear, ...]:
    """The fiscal years of governments."""
    return rows("data/times_fiscal.toml", "fiscal", FiscalYear)


@cache
def beginnings() -> tuple[Beginning, ...]:
    """Well-known beginnings."""
    return rows("data/times_events.toml", "beginning", Beginning)


@cache
def famous_days() -> tuple[FamousDay, ...]:
    """Days that stand for one event."""
    return rows("data/times_events.toml", "famous", FamousDay)
