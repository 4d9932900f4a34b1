"""Amounts that people give in words: "1.5 billion EUR", "$20m", "up to 40 trucks", "12 percent", "2 to 3 million Canadian dollars"."""

from __future__ import annotations

import re
from functools import cache

from onrecord.codebook import amounts as lexicon
from onrecord.codebook import countries as world
from onrecord.errors import BadReview
from onrecord.ledger.given import OFFSETS, Where, currencies_known, nearest, words_of
from onrecord.model import Amount, AmountKind, Quantifier, Span

NUMBER = r"\d[\d,]*(?:\.\d+)?(?:e\+?\d+)?"
REMEDY = "Write a number and its unit, such as: 1.5 billion EUR, over 40 trucks, 12 percent, 2 to 3 million USD."


def amount_of(given: str, where: Where, old: Amount | None) -> Amount:
    """The amount that is meant.

    Args:
        given: the amount; "[START:END]" after it tells the words of the article that state it.
        where: the article and the place; its own words are looked for there.
        old: what stood there before: its words are kept where the article has none that fit better.

    Raises:
        BadReview: it is no amount, or lacks its unit.
    """
    offsets = OFFSETS.search(given)
    stated = given[: offsets.start()].strip() if offsets else given
    words = words_of(offsets[0].strip(), where) if offsets else nearest(stated, where, whole=True)
    return _read(stated, words or (old.words if old else where.near))


def _read(given: str, words: Span) -> Amount:
    quantifier, rest = _quantified(given.strip())
    match = _pattern().fullmatch(rest)
    if match is None:
        raise BadReview(given, "no amount", REMEDY)
    first, last = (float(x.replace(",", "")) if x else None for x in (match["first"], match["last"]))
    scale, first_scale = _scale(match["scale"]), _scale(match["first_scale"])
    kind, unit, worth = _unit(given, match["sign"], match["unit"].strip())
    assert first is not None
    if not match["first_scale"] and (last is None or first < last):  # "2 to 3 million", but "500,000 to 1 million"
        first_scale = scale
    value = first * first_scale * worth
    high = last * scale * worth if last is not None else None
    if high is not None and high <= value:
        raise BadReview(given, "a range that does not rise", REMEDY)
    return Amount(words, kind, value, quantifier, unit, high)


def _quantified(given: str) -> tuple[Quantifier, str]:
    """The quantifier that an amount begins with, and the rest."""
    for row in lexicon.quantifiers():
        for words in sorted(row.before, key=len, reverse=True):
            if given.lower().startswith(words) and re.match(r"\s*[^\w\s]*\d", given[len(words) :]):
                return row.quantifier.replace(" ", "_"), given[len(words) :].strip()  # type: ignore[return-value]
    return "exactly", given


@cache
def _pattern() -> re.Pattern[str]:
    scales = sorted((w for m in lexicon.magnitudes() for w in (*m.words, *m.short)), key=len, reverse=True)
    scale = "|".join(re.escape(w) for w in scales)
    signs = "|".join(re.escape(s) for s in sorted(_signs(), key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<sign>{signs})\s*)?(?P<first>{NUMBER})(?:\s*(?P<first_scale>{scale})\b)?(?:\s*(?:-|–|to)\s*(?:{signs})?\s*(?P<last>{NUMBER}))?"
        rf"(?:\s*(?P<scale>{scale})\b)?(?P<unit>.*)"
    )


@cache
def _signs() -> dict[str, str]:
    """The signs of currencies and their codes; the bare dollar sign is that of the United States."""
    return {s: "USD" if row.code == "$" else row.code for row in lexicon.symbols() for s in row.symbols} | {"$": "USD"}


def _scale(word: str | None) -> float:
    if not word:
        return 1.0
    return next(m.value for m in lexicon.magnitudes() if word in (*m.words, *m.short))


def _unit(given: str, sign: str | None, unit: str) -> tuple[AmountKind, str, float]:
    """Kind, unit, and what one of the unit is worth (0.01 for a cent)."""
    if sign and not unit:
        return "money", _signs()[sign], 1.0
    if unit.upper() in currencies_known() and len(unit) == 3:
        return "money", unit.upper(), 1.0
    if unit in _signs():
        return "money", _signs()[unit], 1.0
    if not unit or sign:
        raise BadReview(given, "an amount without its unit" if not unit else f"{sign!r} and {unit!r} are two units", REMEDY)
    if unit == "%" or any(unit.lower() in row.words for row in lexicon.counted() if row.kind == "share"):
        return "share", "percent", 1.0
    money = _money(given, unit)
    if money is not None:
        return "money", *money
    plain = unit.lower()
    fate = next((row.fate for row in lexicon.fates() if plain == row.fate), None)
    if fate is not None:
        return "casualties", fate, 1.0
    return next((row.kind for row in lexicon.counted() if plain.split()[-1] in row.words), "units"), unit, 1.0


def _money(given: str, unit: str) -> tuple[str, float] | None:
    """The currency of a noun, with the country's adjective before it or alone ("Canadian dollars", "euros")."""
    *before, noun = unit.split()
    row = next((r for r in lexicon.currencies() if noun.lower() in r.nouns or unit.lower() in r.nouns), None)
    if row is None:
        return None
    land = world.country_of_demonym(" ".join(before)) or world.country_named(" ".join(before)) if before else None
    whole = not before or unit.lower() in row.nouns
    code = land.currency if land is not None and land.currency in row.codes else row.default if whole else ""
    if not code:
        raise BadReview(given, f"{unit!r} may be several currencies", f"Write the code instead of the noun: {', '.join(row.codes)}.")
    return code, row.value


def kept_amount(amount: Amount, *, words: bool = True) -> str:
    """An amount as the reviews keep it: the number in full, its unit, and the offsets of its words."""
    quantifier = "" if amount.quantifier == "exactly" else f"{amount.quantifier.replace('_', ' ')} "
    high = f" to {_number(amount.value_high)}" if amount.value_high is not None else ""
    unit = "percent" if amount.kind == "share" else amount.unit or amount.kind
    offsets = f" [{amount.words.start}:{amount.words.end}]" if words else ""
    return f"{quantifier}{_number(amount.value)}{high} {unit}{offsets}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
