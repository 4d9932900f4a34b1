"""Words of amounts as typed rows: quantifiers, magnitudes, currencies, and what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.codebook.load import rows
from onrecord.model import AmountKind, Quantifier

PATH = "data/amounts.toml"


@dataclass(frozen=True, slots=True)
class QuantifierRow:
    """Words before or after a number that say how it is meant."""

    id: str
    quantifier: Quantifier
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Magnitude:
    """Words that multiply the number before them by `value`."""

    id: str
    value: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency noun: the ISO 4217 code that it means by default, and others that it may mean beside a country's name."""

    id: str
    words: tuple[str, ...]
    default: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs before a number, with their ISO 4217 codes."""

    id: str
    codes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Counted:
    """Nouns that are counted, and the kind of amount that they make."""

    id: str
    kind: AmountKind
    nouns: tuple[str, ...]


@cache
def quantifiers() -> tuple[QuantifierRow, ...]:
    """The quantifiers, in the order of the file."""
    return rows(PATH, "quantifiers", QuantifierRow)


@cache
def magnitudes() -> dict[str, float]:
    """Factor by word, lower case."""
    return {w: m.value for m in rows(PATH, "magnitudes", Magnitude) for w in m.words}


@cache
def currencies() -> dict[str, Currency]:
    """Currency by its noun, lower case."""
    return {w: c for c in rows(PATH, "currencies", Currency) for w in c.words}


@cache
def signs() -> dict[str, str]:
    """ISO 4217 code by sign."""
    return {sign: code for row in rows(PATH, "signs", Signs) for sign, code in row.codes.items()}


@cache
def counted() -> dict[str, AmountKind]:
    """Kind by the lemma of the noun that is counted."""
    return {noun: row.kind for row in rows(PATH, "counted", Counted) for noun in row.nouns}
