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
    """

    id: str
    words: tuple[str, ...]
    weak: bool = False


@cache
def concept_of() -> dict[str, str]:
    """Word -> id of its concept."""
    return {word: row.id for row in rows(PATH, "concepts", LinkingWords) for word in row.words}


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
    words = sorted((w for row in rows(PATH, "parts", LinkingWords) for w in row.words), key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))}|(?:the|a) first \d[\d,.]*)\b", re.I)
