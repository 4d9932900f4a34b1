"""Large numbers of a sentence, whatever they count: "the 12 million" of one report is a sum that another names in full."""

from __future__ import annotations

import re
from functools import cache

from onrecord.codebook.amounts import magnitudes, numbers

LARGE = 1000
"""From here on a number that two reports share says something."""


def numbers_of(text: str) -> tuple[float, ...]:
    """The numbers of a thousand and more in a text, each once, in order: with a magnitude ("12 million", "five million") or commas ("1,100"), so no years."""
    found: dict[float, None] = {}
    for match in _pattern().finditer(text):
        digits, word, scale = match["digits"], match["word"], match["scale"] or match["of"]
        value = (float(_words()[word.lower()]) if word else float(digits.replace(",", ""))) * (_scales()[scale.lower()] if scale else 1.0)
        if value >= LARGE and (scale or "," in digits):
            found[round(value, 2)] = None
    return tuple(found)


@cache
def _pattern() -> re.Pattern[str]:
    words, scales = ("|".join(sorted(map(re.escape, found), key=lambda w: (-len(w), w))) for found in (_words(), _scales()))
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    return re.compile(rf"(?<![\w.,])(?:(?P<digits>{digits})(?:[ -]?(?P<scale>{scales})\b)?|\b(?P<word>{words})[ -](?P<of>{scales})\b)", re.I)


@cache
def _words() -> dict[str, int]:
    exact = (row for row in numbers() if row.id != "en.number.vague")
    return {word: value for row in exact for word, value in zip(row.words, row.values, strict=True)}


@cache
def _scales() -> dict[str, float]:
    return {word: row.value for row in magnitudes() for word in row.words if row.value >= LARGE and not word.endswith("s")}
