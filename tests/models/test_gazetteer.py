"""The packed gazetteer."""

from __future__ import annotations

import pytest

from onrecord.models.gazetteer import Entry, Gazetteer, gazetteer, key, pack


def entry(name: str, population: int = 0, admin1: str = "01", geonameid: int | None = 7) -> Entry:
    return Entry(name, "PPL", "XX", admin1, 1.5, -2.25, population, geonameid)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. John's", "Saint John’s"),
        ("São Paulo", "SAO PAULO"),
        ("Winston-Salem", "winston salem"),
        ("N'Djamena", "NDjamena"),
    ],
)
def test_ways_to_write_a_name_are_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_packing_keeps_what_was_packed() -> None:
    small, large = entry("Ash", 10), entry("Ash", 900, "02", None)
    packed = Gazetteer(pack([("Ash", small), ("Ash", large), ("Oak", small)], {"XX.01": "First"}))
    assert packed.named("ASH") == (large, small)
    assert packed.named("Oak") == (Entry("Ash", "PPL", "XX", "01", 1.5, -2.25, 10, 7, alias=True),)
    assert packed.region("XX", "01") == "First"
    assert packed.region("XX", "09") is None


@pytest.mark.parametrize("name", ["", "   ", "Nowhere at all", "'", "\ud800", "\t", "zzzzzzzz", "\n"])
def test_a_name_that_is_not_there(name: str) -> None:
    assert gazetteer().named(name) == ()


def test_the_same_places_give_the_same_bytes() -> None:
    places = [(f"Place {n}", entry(f"Place {n}", n)) for n in range(200)]
    assert pack(places, {}) == pack(reversed(places), {})


def test_every_name_of_many_blocks_is_found() -> None:
    names = [f"Place {n}" for n in range(500)]
    packed = Gazetteer(pack([(n, entry(n)) for n in names], {}))
    assert all(packed.named(n) == (entry(n),) for n in names)


def test_other_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="not a gazetteer"):
        Gazetteer(b"something else")


def test_the_shipped_gazetteer() -> None:
    first = gazetteer().named("Kharkov")[0]
    assert (first.name, first.iso2, first.alias) == ("Kharkiv", "UA", True)
    assert gazetteer().region("US", "IL") == "Illinois"
    assert len(gazetteer()._data) < 10_000_000
