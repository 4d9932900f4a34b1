"""Words that put an act into the background of a story though no date says so (data/background.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebook.load import rows

Kind = Literal["phrase", "perfect", "onward", "holder"]


@dataclass(frozen=True, slots=True)
class BackgroundCue:
    """One row of data/background.toml.

    Args:
        id: "en.background.NAME".
        kind: how the words must stand; the file tells.
        words: in lower case; those of a "phrase" are parted by blanks.
    """

    id: str
    kind: Kind
    words: tuple[str, ...]


@cache
def background_words(kind: Kind) -> frozenset[str]:
    """All words of one kind."""
    return frozenset(w for row in rows("data/background.toml", "cue", BackgroundCue) if row.kind == kind for w in row.words)


@cache
def background_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases by their first word, the longest first."""
    filed: dict[str, list[tuple[str, ...]]] = {}
    for phrase in background_words("phrase"):
        words = tuple(phrase.split())
        filed.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(some, key=lambda p: (-len(p), p))) for first, some in filed.items()}
