"""Rivers, seas and straits, regions that the gazetteer of towns lacks, and cities beside capitals that act: sentences of our own."""

from __future__ import annotations

import pytest

from onrecord.codebook.countries import countries
from onrecord.codebook.places import known_places
from onrecord.mentions.place_names import look_up
from onrecord.mentions.places import find_places
from onrecord.model import Article, Place
from onrecord.parsing.parse import parse


def places(text: str) -> list[Place]:
    return list(find_places(parse(Article("a-1", "test", text))))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A cable was cut in the Gulf of Finland between Helsinki and Tallinn.", ["Gulf of Finland", "Helsinki", "Tallinn"]),
        ("The frigate passed the Miyako Strait into the Philippine Sea.", ["Miyako Strait", "Philippine Sea"]),
        ("The canal cut transits because Gatun Lake ran low.", ["Gatun Lake"]),
        ("Ships round the Cape of Good Hope to avoid the Red Sea.", ["Cape of Good Hope", "Red Sea"]),
        ("Divers searched the Chao Phraya in Bangkok.", ["Chao Phraya River", "Bangkok"]),
        ("Villages on the Senegal River in Matam, in Senegal, were evacuated.", ["Senegal River", "Matam", "Senegal"]),
        ("Barges waited on the River Vistula and along the Ebro.", ["Vistula", "Ebro River"]),
        ("Oil drifted across the Bay of Pennants towards Norway.", ["Bay of Pennants", "Norway"]),
        ("Three Gorges Dam released water.", ["Three Gorges Dam"]),
        ("Voters in Rhineland-Palatinate and in Lesser Poland go to the polls.", ["Rhineland-Palatinate", "Lesser Poland"]),
        ("The court sat in Kent, in southern England.", ["Kent", "England"]),
        ("Soldiers left Fort Bliss, Texas, for Camp Bondsteel in Kosovo.", ["Fort Bliss", "Texas", "Camp Bondsteel", "Kosovo"]),
    ],
)
def test_names(text: str, named: list[str]) -> None:
    assert [p.name for p in places(text)] == named


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("The Mississippi governor met farmers whose land the Mississippi flooded.", ["ADM1", "STM"]),
        ("Niger and Mali share the Niger.", ["PCLI", "PCLI", "STM"]),
        ("The Ohio and the Missouri rose after storms in Ohio and Missouri.", ["STM", "STM", "ADM1", "ADM1"]),
        ("The convoy crossed the Paraná near Rosario.", ["STM", "PPL"]),
        ("He farms along the Amazon.", ["RGN"]),
        ("Amazon opened a warehouse in Leipzig.", ["PPL"]),
    ],
)
def test_a_river_is_told_from_the_land_and_the_company_of_its_name(text: str, features: list[str]) -> None:
    assert [p.feature for p in places(text)] == features


@pytest.mark.parametrize(
    ("text", "words", "country", "lat"),
    [
        ("Washington and Beijing agreed to talk in Geneva.", "Geneva", "CHE", 46.2),
        ("In Birmingham, Alabama, and Birmingham, England, councils went bankrupt.", "Birmingham", "GBR", 52.5),
        ("San Jose, the capital of Costa Rica, hosted the talks.", "San Jose", "CRI", 9.9),
        ("The ferry from Dover to Calais was held off Kent.", "Dover", "GBR", 51.1),
        ("The Dublin firm will shut mills in Leeds, Lille and Kent, Washington, after new U.S. tariffs.", "Leeds", "GBR", 53.8),
        ("Mexico's president called from Mexico City.", "Mexico", "MEX", 23.0),
        ("Kent police objected, and so did a village in England.", "Kent", "GBR", 51.2),
        ("A mill in Kent, Washington, burned.", "Kent", "USA", 47.4),
        ("The base lies in the Krasnodar region of Russia.", "Krasnodar", "RUS", 45.8),
    ],
)
def test_which_place_is_meant(text: str, words: str, country: str, lat: float) -> None:
    found = [p for p in places(text) if p.words.text == words][-1]
    assert (found.country, round(found.lat or 0, 1)) == (country, lat)


def test_talks_join_governments_and_trains_join_cities() -> None:
    assert [p.name for p in places("Talks between Ankara and Baghdad resumed in Istanbul.")] == ["Istanbul"]
    assert [p.name for p in places("A train between Ankara and Konya was halted.")] == ["Ankara", "Konya"]
    assert places("The union put sanctions on Minsk.") == []


def test_ships_are_no_places() -> None:
    assert [p.name for p in places("Guards boarded the Panama-flagged Orel and the tanker Granada off Oman.")] == ["Panama", "Oman"]


def test_every_place_of_the_tables_is_found_by_each_of_its_names() -> None:
    known = {c.iso3 for c in countries()} | {""}
    for place in known_places():
        assert place.country in known
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert look_up(place.names[0])[1]
