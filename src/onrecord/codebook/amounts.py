"""Currencies, number words, quantifiers and counted nouns, as typed rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebook.load import rows

PATH = "data/amounts.toml"


@dataclass(frozen=True, slots=True)
class Currency:
    """A noun for money.

    Args:
        id: id of the row.
        nouns: singular and plural, as written.
        default: the ISO 4217 code that the bare noun means where the article says nothing else; "" for none.
        codes: all codes that it can mean.
        value: what one is worth in the currency itself (0.01 for a cent).
    """

    id: str
    nouns: tuple[str, ...]
    default: str
    codes: tuple[str, ...]
    value: float = 1.0


@dataclass(frozen=True, slots=True)
class Symbol:
    """Signs of one currency that stand at the number; `code` is ISO 4217, or "$" for the bare dollar sign."""

    id: str
    code: str
    symbols: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Number words and their values, in the same order."""

    id: str
    words: tuple[str, ...]
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A magnitude: its words, the short forms written against the digits ("bn"), and what it multiplies by."""

    id: str
    words: tuple[str, ...]
    value: float
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuantifierWords:
    """The words of one quantifier, before and after the number; `quantifier` with a space for an underscore."""

    id: str
    quantifier: Literal["exactly", "about", "over", "under", "up to", "at least"]
    before: tuple[str, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """Nouns that are counted, singular and plural, of one kind of amount."""

    id: str
    kind: Literal["troops", "casualties", "people", "units", "share"]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """The words that tell what befell people."""

    id: str
    fate: Literal["killed", "wounded", "missing", "casualties"]
    words: tuple[str, ...]


@cache
def currencies() -> tuple[Currency, ...]:
    """Nouns for money.

    Raises:
        CodebookError: a bad row; so do the functions below.
    """
    return rows(PATH, "currencies", Currency)


@cache
def symbols() -> tuple[Symbol, ...]:
    """Signs of currencies."""
    return rows(PATH, "symbols", Symbol)


@cache
def numbers() -> tuple[Numbers, ...]:
    """Number words."""
    return rows(PATH, "numbers", Numbers)


@cache
def magnitudes() -> tuple[Magnitude, ...]:
    """Magnitudes."""
    return rows(PATH, "magnitudes", Magnitude)


@cache
def quantifiers() -> tuple[QuantifierWords, ...]:
    """Quantifiers."""
    return rows(PATH, "quantifiers", QuantifierWords)


@cache
def counted() -> tuple[Counted, ...]:
    """Counted nouns."""
    return rows(PATH, "nouns", Counted)


@cache
def fates() -> tuple[Fate, ...]:
    """What befalls people."""
    return rows(PATH, "fates", Fate)
