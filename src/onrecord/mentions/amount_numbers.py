"""Numbers as newsrooms write them: "1.5bn", "2-billion", "three dozen", "tens of thousands", "1,25,000", "1.5 lakh crore"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.codebook.amounts import magnitudes, numbers, symbols
from onrecord.codebook.countries import countries

_SPACED = r"\d{1,3}(?:(?:[ \u00a0\u202f]\d{3}){2,}|(?:[\u00a0\u202f]\d{3})+)(?:\.\d+)?"
_EUROPEAN = r"\d{1,3}(?:\.\d{3}){2,}|\d+,\d(?=[ \u00a0](?:million|billion|trillion)\b)"
DIGITS = rf"{_EUROPEAN}|\d{{1,3}}(?:,\d{{2,3}})+(?:\.\d+)?|{_SPACED}|\d+(?:\.\d+)?(?:\s?[½¼¾])?|(?<!\d)\.\d+|[½¼¾]"
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text.

    Args:
        start, end: offsets of the number with its magnitude, without symbols.
        value: the number.
        scale: what its magnitude multiplied by (1e6 for "5 million"), 1 for none.
        symbol: offset of the currency sign or code before it (`start` where there is none).
        currency: the code of that sign, or None.
        vague: it is no exact number ("dozens", "several hundred").
        digits: it is written in digits.
    """

    start: int
    end: int
    value: float
    scale: float
    symbol: int
    currency: str | None
    vague: bool
    digits: bool


def find_numbers(text: str) -> list[Number]:
    """All numbers, in order: in digits (not those inside words like "F-16", nor fractions of dates) and in words."""
    out: list[Number] = []
    for match in _number().finditer(text):
        made = _in_digits(match) if match["digits"] else _in_words(match)
        if made is not None:
            out.append(made)
    return out


def _in_digits(match: re.Match[str]) -> Number:
    digits = match["digits"]
    if re.fullmatch(r"\d+,\d", digits):  # the decimal comma of most of Europe
        digits = digits.replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        digits = digits.replace(".", "")
    digits = re.sub(r"[,\s]", "", digits)
    fraction = next((v for sign, v in _FRACTIONS.items() if sign in digits), 0.0)
    plain = re.sub(r"[½¼¾]", "", digits)
    value = (float(plain) if plain else 0.0) + fraction
    scale = 1.0
    for word in re.findall(r"[^\W\d_]+", match["scale"] or ""):
        scale *= _scales().get(word) or _scales()[word.lower()]
    return _number_of(match, round(value * scale, 6), scale, vague=False, digits=True)


def _in_words(match: re.Match[str]) -> Number | None:
    words = re.findall(r"[a-z]+", match["words"].lower())
    found = value_of(words)
    if found is None:
        return None
    value, vague = found
    scale = max((_scales()[w] for w in words if w in _scales()), default=1.0)
    return _number_of(match, value, scale, vague=vague, digits=False)


def _number_of(match: re.Match[str], value: float, scale: float, *, vague: bool, digits: bool) -> Number:
    start = match.start("digits") if digits else match.start("words")
    symbol = match.start("symbol") if match["symbol"] else start
    currency = _signs().get((match["symbol"] or "").strip()) if match["symbol"] else None
    return Number(start, match.end("scale") if match["scale"] else match.end(), value, scale, symbol, currency, vague, digits)


def value_of(words: list[str]) -> tuple[float, bool] | None:
    """The value of number words, and whether it is vague; None for words that make no number ("a").

    "a dozen" is 12, "dozens" twice that, "tens of thousands" 20,000, "half a million" 500,000, "several hundred" 300.
    """
    total = current = 0.0
    vague = counted = False
    for word in words:
        if word in _values():
            current += _values()[word]
            vague, counted = vague or word in _vague(), True
        elif word in ("half", "quarter"):
            current, counted = current + (0.5 if word == "half" else 0.25), True
        elif word in _scales():
            plural = word.endswith("s") and (vague or not counted)
            scale = _scales()[word]
            size = current or (2.0 if plural else 1.0)
            vague, counted = vague or plural, True
            total, current = (total, size * scale) if scale < 1e3 else (total + size * scale, 0.0)
    value = round(total + current, 6)
    return (value, vague) if counted else None


@cache
def _values() -> dict[str, int]:
    return {word: value for row in numbers() for word, value in zip(row.words, row.values, strict=True)}


@cache
def _vague() -> frozenset[str]:
    return frozenset(word for row in numbers() if row.id == "en.number.vague" for word in row.words)


@cache
def _scales() -> dict[str, float]:
    return {word: row.value for row in magnitudes() for word in (*row.words, *row.short)}


@cache
def _signs() -> dict[str, str]:
    """Currency signs and codes, as written."""
    codes = {c.currency for c in countries() if c.currency} | {row.code for row in symbols()}
    return {code: code for code in sorted(codes) if len(code) == 3} | {sign: row.code for row in symbols() for sign in row.symbols}


def any_of(words: list[str] | tuple[str, ...]) -> str:
    """A pattern for any of some words, the longest first; spaces match any white space within a line."""
    return "|".join(re.escape(w).replace(r"\ ", r"[ \t\u00a0]+") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def sign_pattern() -> str:
    """A pattern for a currency sign or code before a number. One letter and digits ("R5") is a sign only with a space or none."""
    return any_of([*_signs()])


@cache
def _number() -> re.Pattern[str]:
    scales = any_of([w for row in magnitudes() for w in row.words])
    short = any_of([w for row in magnitudes() for w in row.short])
    quarter = r"quarter(?=-(?:million|billion|trillion)\b)"
    units = rf"{any_of([*_values(), 'half'])}|{quarter}"
    every = rf"{any_of([*_values(), 'half', *(w for row in magnitudes() for w in row.words)])}|{quarter}"
    digits = rf"(?P<digits>{DIGITS})(?![\d,]*\d)(?!:\d)"
    digits += rf"(?:(?P<scale>(?:[ \u00a0-]?(?i:{scales})\b){{1,2}}|[ \u00a0]?(?:{short})\b(?!\.\w))|(?![^\W\d_]))"
    first = rf"(?:an?[ -](?=(?:{scales}|couple|few|half|handful|pair|{quarter})\b)(?:{every})|{units}|{any_of(plurals())})"
    joint = rf"(?:[ -]|[ ]and[ ](?=half\b|a[ ]half\b|{units}\b)|[ ]of[ ](?={scales}))"
    words = rf"(?P<words>\b(?:{first})\b(?:{joint}(?:a[ -](?={every}))?(?:{every})\b)*)"
    sign = rf"(?:(?P<symbol>(?<![^\W\d_])(?:{sign_pattern()})[ \u00a0]?)|(?<![\w.,/:+#$€£])(?<![^\W\d_]-))"
    return re.compile(rf"{sign}(?:{digits}|(?<![\w-])(?i:{words}))")


def plurals() -> list[str]:
    """Magnitudes that are numbers by themselves: "dozens", "thousands"."""
    return [w for row in magnitudes() for w in row.words if w.endswith("s")]
