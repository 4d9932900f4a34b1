"""Countries, demonyms and seats of power."""

from __future__ import annotations

from collections import Counter

import pytest

from onrecord.codebook.countries import (
    countries,
    country_named,
    country_of_code,
    country_of_demonym,
    country_of_iso2,
    metonym,
    metonyms,
)


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Ukraine", "UKR"),
        ("the Netherlands", "NLD"),
        ("The Hague", None),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("us", None),
        ("china", None),
        ("CHINA", "CHN"),
        ("UK", "GBR"),
        ("Britain", "GBR"),
        ("DRC", "COD"),
        ("Cote d’Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("UAE", "ARE"),
        ("car", None),
        ("Texas", None),
        ("", None),
    ],
)
def test_names(text: str, iso3: str | None) -> None:
    found = country_named(text)
    assert (found and found.iso3) == iso3


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Ukrainian", "UKR"),
        ("Ukrainians", "UKR"),
        ("Dane", "DNK"),
        ("Danes", "DNK"),
        ("British", "GBR"),
        ("Briton", "GBR"),
        ("South Korean", "KOR"),
        ("Congolese", "COD"),
        ("FRENCH", "FRA"),
        ("polish", None),
        ("Philippines", None),
        ("Canada", None),
    ],
)
def test_demonyms(text: str, iso3: str | None) -> None:
    found = country_of_demonym(text)
    assert (found and found.iso3) == iso3


@pytest.mark.parametrize(
    ("text", "name", "country", "is_state"),
    [
        ("Kremlin", "Kremlin", "RUS", False),
        ("the Kremlin", "Kremlin", "RUS", False),
        ("Downing Street", "Downing Street", "GBR", False),
        ("Élysée", "Elysee Palace", "FRA", False),
        ("Washington", "United States", "USA", True),
        ("Kiev", "Ukraine", "UKR", True),
        ("Beijing", "China", "CHN", True),
        ("Brussels", "European Union", "IGO", False),
    ],
)
def test_metonyms(text: str, name: str, country: str, is_state: bool) -> None:
    found = metonym(text)
    assert found is not None
    assert (found.name, found.country, found.is_state) == (name, country, is_state)


def test_a_place_that_is_no_seat_stands_for_nobody() -> None:
    assert metonym("Marseille") is None


def test_the_table_is_whole_and_without_rivals() -> None:
    assert len(countries()) >= 249
    names = [name for c in countries() for name in (c.name, *c.aliases)]
    demonyms = [demonym for c in countries() for demonym in c.demonyms]
    for words in (names, demonyms):
        assert not [w for w, n in Counter(words).items() if n > 1]
    for c in countries():
        assert country_of_code(c.iso3) is c
        assert country_of_iso2(c.iso2) is c
        assert -90 <= c.lat <= 90
        assert -180 <= c.lon <= 180
        assert c.geonameid > 0
    assert all(m.country == "IGO" or country_of_code(m.country) for m in metonyms())
