"""Numbers as newsrooms write them: "1,500", "2.5 million", "two and a half billion", "dozens", "three to five thousand"."""

from __future__ import annotations

import re
from functools import cache

from onrecord.codebook.amounts import magnitudes

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
VAGUE = {"dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2000.0, "millions": 2e6, "billions": 2e9}
"""What a vague plural stands for at the least: twice its unit."""
WORD = "(?:" + "|".join([*TENS, *sorted(ONES, key=len, reverse=True)]) + ")"
SMALL = rf"{WORD}(?:[- ]{WORD})?"
DIGITS = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
LARGE = r"(?:hundred|thousand|lakhs?|million|crores?|billion|trillion)"


@cache
def number_pattern() -> str:
    """A regular expression (case ignored) for a number with its magnitude; without groups."""
    short = "|".join(sorted((w for w in magnitudes()), key=len, reverse=True))
    with_digits = rf"(?:{DIGITS})(?:(?:[ -]|(?<=\d))?(?:{short})\b(?!-day))?"
    dozen = r"(?:a |two |three |half a |several )?dozen"
    vague = r"(?:tens of |hundreds of )?(?:dozens|scores|hundreds|thousands|millions|billions)"
    in_words = rf"(?:(?:{SMALL}|an?|half an?|several)(?: and a half| hundred)?(?: hundred)?[ -]{LARGE}(?: and {SMALL}| {SMALL})?|{SMALL})"
    return rf"(?:{with_digits}|\b(?:{dozen}|{vague}|{in_words})\b)"


def number_of(words: str) -> tuple[float, bool] | None:
    """The value of a number, and whether it is a vague one ("dozens").

    Args:
        words: what `number_pattern` matched.
    """
    text = words.lower().strip()
    digits = re.match(DIGITS, text)
    if digits:
        value = float(re.sub(r"[, ]", "", digits.group()))
        factor = magnitudes().get(text[digits.end() :].strip(" -"), 1.0)
        return _exact(digits.group(), value, factor), False
    if text.split()[-1] in VAGUE:
        base = VAGUE[text.split()[-1]]
        return base * (10 if text.startswith("tens of") else 100 if text.startswith("hundreds of ") else 1), True
    if text.endswith("dozen"):
        before = text.removesuffix("dozen").strip()
        return {"": 12.0, "a": 12.0, "half a": 6.0, "two": 24.0, "three": 36.0, "several": 36.0}[before], before == "several"
    return _spelled(text)


def _exact(digits: str, value: float, factor: float) -> float:
    """value * factor without the noise of binary fractions: 4.35 million is 4,350,000."""
    from decimal import Decimal

    return float(Decimal(re.sub(r"[, ]", "", digits)) * Decimal(int(factor))) if factor > 1 else value


def _spelled(text: str) -> tuple[float, bool] | None:
    total, part, vague = 0.0, 0.0, False
    tokens = re.split(r"[ -]+", text)
    for i, token in enumerate(tokens):
        if token in ONES:
            part += ONES[token]
        elif token in TENS:
            part += TENS[token]
        elif token in ("a", "an"):
            part = part or (0.0 if i and tokens[i - 1] in ("half", "and") else 1.0)
        elif token == "half":
            part += 0.5
        elif token == "several":
            part, vague = 3.0, True
        elif token == "hundred":
            part = (part or 1.0) * 100
        elif token in magnitudes():
            total += (part or 1.0) * magnitudes()[token]
            part = 0.0
        elif token != "and":
            return None
    return total + part, vague
