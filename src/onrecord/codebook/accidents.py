"""Words that tell that nature or chance did it, and nobody (data/accidents.toml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebook.load import rows

Kind = Literal["cause", "mishap", "beside", "violence"]


@dataclass(frozen=True, slots=True)
class Accident:
    """One row of data/accidents.toml: its `words` are lemmas in lower case; the file tells what each kind means."""

    id: str
    kind: Kind
    words: tuple[str, ...]


@cache
def accident_words(kind: Kind) -> frozenset[str]:
    """All words of one kind."""
    return frozenset(w for row in rows("data/accidents.toml", "accident", Accident) if row.kind == kind for w in row.words)
