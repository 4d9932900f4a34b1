"""Words of datelines and bylines, as typed rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.codebook.load import rows

PATH = "data/datelines.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one kind; `id` names the kind."""

    id: str
    words: tuple[str, ...]


@cache
def not_places() -> frozenset[str]:
    """Words in capitals that begin a story and are not where it was written ("EXCLUSIVE").

    Raises:
        CodebookError: a bad row.
    """
    return frozenset(word for row in rows(PATH, "not_places", Words) for word in row.words)


@cache
def agencies() -> frozenset[str]:
    """Names of news agencies as they stand in datelines and bylines.

    Raises:
        CodebookError: a bad row.
    """
    return frozenset(word for row in rows(PATH, "agencies", Words) for word in row.words)
