"""Codes of other systems, for exports: countries in COW and FIPS, acts to come and roles in CAMEO."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.codebook.load import rows

COUNTRIES = "data/country_codes.toml"
CODES = "data/export_codes.toml"
QUAD_OF_ROOT = {1: range(1, 6), 2: range(6, 9), 3: range(9, 14), 4: range(14, 21)}
"""GDELT's quad class -> the CAMEO roots that it takes in."""


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """The codes of one country.

    Args:
        iso3: ISO 3166-1 alpha-3, as in countries.toml.
        cow: its number in the Correlates of War list of states, or None.
        fips: its two letters in FIPS 10-4, or None.
    """

    iso3: str
    cow: str | None = None
    fips: str | None = None


@dataclass(frozen=True, slots=True)
class Future:
    """A CAMEO code for an act that is to come: `cameo`, where the act itself has a code that `begins` so."""

    id: str
    begins: str
    cameo: str


@dataclass(frozen=True, slots=True)
class Role:
    """The CAMEO role code of a PLOVER sector."""

    id: str
    sector: str
    cameo: str


def country_codes(iso3: str | None) -> CountryCodes:
    """The codes of a country; a row without codes for what is no country ("IGO", None)."""
    return _countries().get(iso3 or "", CountryCodes(iso3 or ""))


def all_country_codes() -> tuple[CountryCodes, ...]:
    """Every row, by ISO code.

    Raises:
        CodebookError: a bad row.
    """
    return rows(COUNTRIES, "codes", CountryCodes)


def future_code(cameo: str) -> str | None:
    """The CAMEO code of announcing or threatening an act of the code `cameo`; None where CAMEO has none."""
    found = [row for row in _future() if cameo.startswith(row.begins)]
    return max(found, key=lambda row: len(row.begins)).cameo if found else None


def role_code(sector: str | None) -> str | None:
    """The CAMEO role code of a PLOVER sector, or None."""
    return _roles().get(sector or "")


def gdelt_quad(cameo: str) -> int:
    """GDELT's quad class of a CAMEO code, which follows from its root alone."""
    root = int(cameo[:2])
    return next(quad for quad, roots in QUAD_OF_ROOT.items() if root in roots)


@cache
def _countries() -> dict[str, CountryCodes]:
    return {row.iso3: row for row in all_country_codes()}


@cache
def _future() -> tuple[Future, ...]:
    return rows(CODES, "future", Future)


@cache
def _roles() -> dict[str, str]:
    return {row.sector: row.cameo for row in rows(CODES, "roles", Role)}
