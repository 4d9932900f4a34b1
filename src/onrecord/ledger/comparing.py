"""What comparisons of mentions share: points with their reasons, common words, sums, parties and states."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from onrecord.ledger.features import Features

Point = tuple[float, str] | tuple[float, str, list[str]]
"""What a comparison adds or takes off, with its reason, "" for none; and words that go with the reason, without which there is none."""
SAME_SUM = 0.03
"""Relative difference up to which two sums are one, rounded differently."""


def same_sum(one: float, other: float) -> bool:
    """Whether two numbers are one sum, given rounding."""
    return abs(one - other) <= SAME_SUM * max(abs(one), abs(other))


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two sides share a party, or two groups whose descriptions share a word ("four nurses", "the nurses arrested in May")."""
    for k in one:
        if k in other:
            return True
    return not _group_words(one).isdisjoint(_group_words(other))


@lru_cache(maxsize=16_384)
def _group_words(side: tuple[str, ...]) -> frozenset[str]:
    """The words of the groups on a side that tell them from others."""
    return frozenset(w for k in side if k.startswith("group ") for w in k.split()[1:]) - NUMBERS


@lru_cache(maxsize=65_536)
def as_set(words: tuple[str, ...]) -> frozenset[str]:
    """Words as a set, kept for the next comparison."""
    return frozenset(words)


NUMBERS = frozenset(
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "people", "men", "women", "arrested", "killed"]
)
"""Words of descriptions that tell no group from another."""


def shared(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """What stands in both, in the order of the first."""
    theirs = set(other)
    return [k for k in one if k in theirs]


def states_of(keys: Iterable[str]) -> list[str]:
    """The states among keys of principals."""
    return [k for k in keys if " " not in k and k.isupper()]


def overlap(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, list[str]]:
    """Share of common words: the mean of that of the shorter text and of Dice's coefficient. One common word alone says less."""
    if not one or not other or as_set(one).isdisjoint(other):
        return 0.0, []
    mine, theirs = as_set(one), as_set(other)
    common = [w for w in one if w in theirs]
    least, both = min(len(one), len(other)), len(mine) + len(theirs)
    share = 0.5 * len(common) / least + 0.5 * 2 * len(common) / both
    return (share * (0.75 if len(common) == 1 else 1.0)), common


def gap_of(one: Features, other: Features) -> int | None:
    """Days between the reports of two mentions; None where one is not dated."""
    return None if one.told is None or other.told is None else abs(one.told - other.told)


def listed(words: list[str]) -> str:
    """Words for a reason, concepts by their names."""
    return ", ".join(w.removeprefix("en.link.").replace("_", " ") for w in words[:5])


def named(keys: list[str]) -> str:
    """The first of some principals that can be named to people: a state by its code, a body by its initials; "" for none.

    The other keys are spellings folded into one, which nobody would know again.
    """
    states = [k for k in keys if " " not in k]
    return (states or [k.removeprefix("initials ").upper() for k in keys if k.startswith("initials ")] or [""])[0]
