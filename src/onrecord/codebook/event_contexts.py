"""The words that place an act in one of PLOVER's 37 contexts, and the party sectors that do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.codebook.load import rows


@dataclass(frozen=True, slots=True)
class Context:
    """One row of data/event_contexts.toml.

    Args:
        id: "en.context.NAME".
        context: PLOVER's name of the context.
        definition: in our own words.
        words: lemmas, or phrases of lower-case words, of which one must stand in the sentence of the act.
        sectors: PLOVER sector codes: an actor or recipient of one of them places the act in the context too.
    """

    id: str
    context: str
    definition: str
    words: tuple[str, ...]
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CameoScore:
    """One row of data/goldstein.toml: a CAMEO code (text: leading zeros matter) and its Goldstein score."""

    code: str
    score: float


@cache
def contexts() -> tuple[Context, ...]:
    """All contexts, in PLOVER's order."""
    return rows("data/event_contexts.toml", "context", Context)


@cache
def context_words() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Word -> contexts, and phrase of several words -> contexts."""
    single: dict[str, tuple[str, ...]] = {}
    several: dict[str, tuple[str, ...]] = {}
    for row in contexts():
        for word in row.words:
            table = several if " " in word else single
            table[word] = (*table.get(word, ()), row.context)
    return single, several


def goldstein_of(code: str) -> float | None:
    """The Goldstein score of a CAMEO code, or of the nearest code above it; None for no code at all."""
    table = _scores()
    while len(code) >= 2:
        if code in table:
            return table[code]
        code = code[:-1]
    return None


@cache
def _scores() -> dict[str, float]:
    return {row.code: row.score for row in rows("data/goldstein.toml", "code", CameoScore)}
