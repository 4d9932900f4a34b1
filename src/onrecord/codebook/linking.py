"""Words for linking mentions across articles: concepts, words that tell nothing, marks of a part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.codebook.load import rows

PATH = "data/linking.toml"


@dataclass(frozen=True, slots=True)
class LinkingWords:
    """A row of words that do one service in linking.

    Args:
        id: the row's id.
        words: lower case.
        weak: for concepts, whether many acts of one party share it.
        body: for organs, the body that they are of.
    """

    id: str
    words: tuple[str, ...]
    weak: bool = False
    body: str = ""


@cache
def concept_of() -> dict[str, str]:
    """Word -> id of its concept."""
    return {word: row.id for row in rows(PATH, "concepts", LinkingWords) for word in row.words}


@cache
def concept_phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the concepts' phrases of several words, each with its concept's id."""
    found = [(w, row.id) for row in rows(PATH, "concepts", LinkingWords) for w in row.words if " " in w]
    return tuple((re.compile(rf"\b{re.escape(w).replace(chr(92) + ' ', ' (?:[a-z]+ ){0,2}')}\b", re.I), i) for w, i in found)


@cache
def plain_words() -> frozenset[str]:
    """Words that say nothing of which act is meant."""
    return frozenset(word for row in rows(PATH, "plain", LinkingWords) for word in row.words)


@cache
def weak_concepts() -> frozenset[str]:
    """Concepts that many acts of one party share: by them alone two acts are hardly one."""
    return frozenset(row.id for row in rows(PATH, "concepts", LinkingWords) if row.weak)


@cache
def part_pattern() -> re.Pattern[str]:
    """Finds the words that mark a part of something larger."""
    return _pattern("parts", r"|(?:the|a) first \d[\d,.]*")


@cache
def stopping_words() -> frozenset[str]:
    """Words for acts that take back or put off another act."""
    return frozenset(word for row in rows(PATH, "stopping", LinkingWords) for word in row.words)


@cache
def organs() -> dict[str, str]:
    """Name of an organ of an international body -> the body, whose word it gives."""
    return {organ: row.body for row in rows(PATH, "organs", LinkingWords) for organ in row.words}


@cache
def restating_pattern() -> re.Pattern[str]:
    """Finds the words that say that a thing was said before."""
    return _pattern("restating")


@cache
def procedural_pattern() -> re.Pattern[str]:
    """Finds an act on the way to what is promised, at the beginning of an action."""
    return re.compile(r"(?:\w+ )?" + _pattern("procedural").pattern, re.I)


def denied_of(text: str) -> str:
    """What a denial denies: "kept", "broken", or "made" (that there was an undertaking at all)."""
    for row in rows(PATH, "denying", LinkingWords):
        if re.search(rf"\b(?:{'|'.join(map(re.escape, row.words))})\b", text, re.I):
            return row.id.rsplit("_", 1)[1]
    return "made"


def _pattern(table: str, more: str = "") -> re.Pattern[str]:
    words = sorted((w for row in rows(PATH, table, LinkingWords) for w in row.words), key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))}{more})\b", re.I)
