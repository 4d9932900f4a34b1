"""Countries and territories: their names, demonyms, capitals, and the seats of power that stand for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from onrecord.codebook.load import rows

PATH = "data/countries.toml"
Found = TypeVar("Found", "Country", "Metonym")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1 (and Kosovo).

    Args:
        id: id of the row.
        iso3, iso2: its codes of ISO 3166-1 ("XKX", "XK" for Kosovo).
        name: plain English, as newsrooms write it.
        aliases: formal names, abbreviations, other spellings, parts that stand for the whole ("Britain", "U.S.").
        demonyms: the adjective first where there is one ("Danish"), then nouns, singular and plural ("Dane", "Danes").
        capital: its seat of government or capital, "" where there is none.
        currency: ISO 4217 code, "" where there is none.
        population: persons.
        geonameid: its number in GeoNames.
        lat, lon: degrees of a point near its middle, WGS 84.
    """

    id: str
    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    currency: str
    population: int
    geonameid: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Metonym:
    """A seat of power that stands for who works there.

    Args:
        id: id of the row; of the country's row where it is a capital.
        words: how it is written.
        name: who is meant: an organisation ("Kremlin", "White House"), or a country's name for a capital.
        country: ISO 3166-1 alpha-3, or "IGO" for an international body.
        sector: PLOVER sector code of who is meant.
    """

    id: str
    words: tuple[str, ...]
    name: str
    country: str
    sector: str

    @property
    def is_state(self) -> bool:
        """Whether the whole state is meant ("Tel Aviv"), and not one of its organisations ("Kremlin")."""
        named = country_named(self.name)
        return named is not None and named.iso3 == self.country


@cache
def countries() -> tuple[Country, ...]:
    """All countries and territories, in order of their English names.

    Raises:
        CodebookError: a bad row.
    """
    return rows(PATH, "countries", Country)


@cache
def metonyms() -> tuple[Metonym, ...]:
    """Seats of power that have a row of their own (capitals that simply stand for their country have none).

    Raises:
        CodebookError: a bad row.
    """
    return rows(PATH, "metonyms", Metonym)


def country_named(text: str) -> Country | None:
    """The country with this name or alias, or None.

    Case counts ("US" is a country, "us" is not), except that a name of four letters or more may stand in capitals. A leading
    "the" and the form of an apostrophe do not count.
    """
    return _find(_names(), text)


def country_of_demonym(text: str) -> Country | None:
    """The country that an adjective or a noun for its people belongs to ("Danish", "Dane", "Danes"), or None."""
    return _find(_demonyms(), text)


def country_of_code(iso3: str) -> Country | None:
    """The country with this ISO 3166-1 alpha-3 code, or None."""
    return _codes().get(iso3)


def country_of_iso2(iso2: str) -> Country | None:
    """The country with this ISO 3166-1 alpha-2 code, or None."""
    return _iso2().get(iso2)


def metonym(text: str) -> Metonym | None:
    """Who a seat of power or a capital stands for ("Kremlin", "Downing Street", "Ankara"), or None."""
    return _find(_seats(), text)


def _find(index: dict[str, Found], text: str) -> Found | None:
    plain = text.replace("’", "'").strip()
    return index.get(plain) or index.get(plain.removeprefix("the ").removeprefix("The ").removeprefix("THE "))


def _index(named: Iterable[tuple[str, Found]]) -> dict[str, Found]:
    """Each name, and the same in capitals where it has four letters or more. The first to claim a name keeps it."""
    index: dict[str, Found] = {}
    for name, what in named:
        index.setdefault(name, what)
        if len(name) > 3:
            index.setdefault(name.upper(), what)
    return index


@cache
def _names() -> dict[str, Country]:
    names = [(c.name, c) for c in countries()]
    return _index(names + [(alias, c) for c in countries() for alias in c.aliases])


@cache
def _demonyms() -> dict[str, Country]:
    return _index((demonym, c) for c in countries() for demonym in c.demonyms)


@cache
def _seats() -> dict[str, Metonym]:
    capitals = (Metonym(c.id, (c.capital,), c.name, c.iso3, "GOV") for c in countries() if c.capital and c.capital != c.name)
    return _index((word, m) for m in (*metonyms(), *capitals) for word in m.words)


@cache
def _codes() -> dict[str, Country]:
    return {c.iso3: c for c in countries()}


@cache
def _iso2() -> dict[str, Country]:
    return {c.iso2: c for c in countries()}
