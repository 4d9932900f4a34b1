"""Places that no gazetteer of towns holds, abbreviated regions, and the words that tell a place from a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.codebook.load import rows

PATH = "data/places.toml"
ALL = (PATH, "data/places_waters.toml", "data/places_more.toml")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A region, sea, river, mountain range or facility.

    Args:
        id: id of the row.
        names: how news writes it.
        feature: GeoNames feature code.
        country: ISO 3166-1 alpha-3, or "" where it lies in several or in none.
        lat, lon: degrees of a point near its middle, WGS 84.
        geonameid: its number in GeoNames, or None where that is not known.
        demonyms: its adjectives and the nouns for its people ("Crimean").
        admin1: GeoNames code, of a first-level region; "" where that is not told.
        population: persons; 0 where that is not told.
        town_too: towns elsewhere have its name as well ("Kent"), and the article decides.
    """

    id: str
    names: tuple[str, ...]
    feature: str
    country: str
    lat: float
    lon: float
    geonameid: int | None = None
    demonyms: tuple[str, ...] = ()
    admin1: str = ""
    population: int = 0
    town_too: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A state of the United States or a province of Canada, with its abbreviations.

    Args:
        id: id of the row.
        name: in full.
        abbreviations: as newspapers write them ("Ill.").
        postal: two letters, which count only after a comma ("Peoria, IL").
        country: ISO 3166-1 alpha-3.
        admin1: GeoNames code of the region.
        lat, lon: degrees of a point near its middle, WGS 84.
        geonameid: its number in GeoNames.
        demonyms: the nouns and adjectives for its people ("Texans").
    """

    id: str
    name: str
    abbreviations: tuple[str, ...]
    postal: str
    country: str
    admin1: str
    lat: float
    lon: float
    geonameid: int
    demonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one kind; `id` names the kind."""

    id: str
    words: tuple[str, ...]


@cache
def known_places() -> tuple[KnownPlace, ...]:
    """The places.

    Raises:
        CodebookError: a bad row.
    """
    return tuple(place for path in ALL for place in rows(path, "places", KnownPlace))


@cache
def regions() -> tuple[Region, ...]:
    """The states and provinces.

    Raises:
        CodebookError: a bad row.
    """
    return rows(PATH, "regions", Region)


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind ("locative", "title", "first_name" ...); empty for a kind that has none.

    Raises:
        CodebookError: a bad row.
    """
    return frozenset(word for row in rows(PATH, "words", Words) if row.id == f"en.place_word.{kind}" for word in row.words)
