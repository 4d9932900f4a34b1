"""Places: which names are places, and which place each is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.mentions.places import find_places, find_toponyms
from onrecord.model import Article, Document, Place, Removed, Span
from onrecord.parsing.parse import parse


def document(text: str, removed: tuple[Removed, ...] = ()) -> Document:
    return parse(Article("a-1", "test", text, removed=removed))


def places(text: str) -> dict[str, Place]:
    return {p.words.text: p for p in find_places(document(text))}


def near(place: Place, lat: float, lon: float) -> bool:
    assert place.lat is not None
    assert place.lon is not None
    return abs(place.lat - lat) < 1.5 and abs(place.lon - lon) < 1.5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rain fell in Norway and Denmark on Monday.", ["Norway", "Denmark"]),
        ("The convoy left Kharkiv for the border near Sumy.", ["Kharkiv", "Sumy"]),
        ("A ferry crossed the Black Sea to the Kerch Strait.", ["Black Sea", "Kerch Strait"]),
        ("Fighting spread across the Donbas and the Gaza Strip.", ["Donbas", "Gaza Strip"]),
        ("They met in The Hague, not in Port-au-Prince.", ["The Hague", "Port-au-Prince"]),
        ("Floods hit Bosnia-Herzegovina and Trinidad and Tobago.", ["Bosnia-Herzegovina", "Trinidad and Tobago"]),
        ("Villages along the Blackthorn River were cut off.", ["Blackthorn River"]),
        ("Crowds filled the street in Garibaldi Square.", ["Garibaldi Square"]),
        ("Planes left Ramstein Air Base for N'Djamena.", ["Ramstein Air Base", "N'Djamena"]),
        ("Police in Côte d’Ivoire and São Paulo arrested him.", ["Côte d’Ivoire", "São Paulo"]),
        ("A man in Wapello County, Iowa, was found.", ["Wapello County", "Iowa"]),
        ("The Baltic states and the Korean peninsula were quiet.", ["Baltic states", "Korean peninsula"]),
        ("Shelling hit the port of Hodeidah and the Chernobyl plant.", ["Hodeidah", "Chernobyl plant"]),
        ("He was shot on Khreshchatyk Street, outside 10 Downing Street.", ["Khreshchatyk Street", "Downing Street"]),
        ("They met at the White House. A drone hit the Kremlin.", ["White House", "Kremlin"]),
        ("KYIV (Agency) - Russian troops shelled Lyman.", ["KYIV", "Lyman"]),
        ("Roads in Adams, Pike and Brown counties in Illinois are shut.", ["Adams", "Pike", "Brown", "Illinois"]),
        ("The U.S. and the UK sent ships to the UAE.", ["U.S.", "UK", "UAE"]),
        ("The United States left.", ["United States"]),
        ("A firm in Charleston, W.Va., and one in Reno, Nev., closed.", ["Charleston", "W.Va.", "Reno", "Nev."]),
    ],
)
def test_names_of_places(text: str, words: list[str]) -> None:
    assert [p.words.text for p in find_places(document(text))] == words


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Houston said he would resign.",
        "Jackson told reporters that Lincoln had lied.",
        "Chad Foster and Jordan Whitmore were charged.",
        "Sen. Kent Madison, who chairs the panel, spoke to Paris Hollis.",
        "Ukrainian and Danish officials praised the French.",
        "On Sunday the Police and the Council met in March.",
        "They asked us whether it may reopen.",
        "The White House rejected the offer, and the Kremlin denied it.",
        "Washington's ambassador met Beijing's envoy.",
        "The team read Nice reviews of Mobile phones.",
        "",
        "  \n\n ",
    ],
)
def test_persons_demonyms_and_common_words_are_no_places(text: str) -> None:
    assert find_places(document(text)) == ()


@pytest.mark.parametrize(
    ("text", "words", "lat", "lon"),
    [
        ("Two men from Paris, Texas, were found.", "Paris", 33.7, -95.6),
        ("Two men from Paris were found, French police said. They had left France.", "Paris", 48.9, 2.3),
        ("He drove from Springfield, Mo., to Kansas City.", "Springfield", 37.2, -93.3),
        ("He drove from Springfield to Boston and Worcester, in Massachusetts.", "Springfield", 42.1, -72.6),
        ("Georgia's army entered South Ossetia, Tbilisi said.", "Georgia", 42.0, 43.5),
        ("Voters in Atlanta and Savannah, in Georgia, went to the polls.", "Georgia", 32.6, -83.4),
        ("The storm reached Washington state.", "Washington", 47.3, -120.2),
        ("Thousands marched in Washington on Saturday.", "Washington", 38.9, -77.0),
        ("Thousands marched in London and Paris.", "London", 51.5, -0.1),
        ("Police in London, Ontario, and in Toronto, Canada, searched homes.", "London", 43.0, -81.2),
        ("Shells fell on Kyiv and Odessa, in Ukraine.", "Odessa", 46.5, 30.7),
        ("A gas plant in the Samara region of Russia burned.", "Samara", 53.0, 50.5),
        ("Troops left Tripoli, Libya, by sea.", "Tripoli", 32.9, 13.2),
        ("Troops left Tripoli for Beirut, in Lebanon.", "Tripoli", 34.4, 35.8),
        ("Crews from Hudson, Ohio, helped.", "Hudson", 41.2, -81.4),
        ("Kiev fell silent in 1941, and people left Kiev on foot.", "Kiev", 50.5, 30.5),
    ],
)
def test_the_right_place_of_a_name(text: str, words: str, lat: float, lon: float) -> None:
    assert near(places(text)[words], lat, lon)


def test_what_is_known_of_a_place() -> None:
    found = places("KYIV, Ukraine — Shells fell on Izium in the Kharkiv region.")
    izium = found["Izium"]
    assert (izium.country, izium.admin1, izium.feature) == ("UKR", "Kharkiv", "PPL")
    assert izium.geonameid is not None
    assert places("He lives in Bavaria.")["Bavaria"].admin1 == "Bavaria"
    assert (found["Ukraine"].name, found["Ukraine"].country, found["Ukraine"].feature, found["Ukraine"].geonameid) == (
        "Ukraine", "UKR", "PCLI", 690791,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "basis"),
    [
        ("A man from Hudson, Ohio, was held.", "Hudson", "stated"),
        ("Rain fell in Mongolia.", "Mongolia", "inferred"),
        ("Rain fell in Birmingham and Leeds.", "Birmingham", "resolved"),
    ],
)
def test_how_a_place_was_reached(text: str, words: str, basis: str) -> None:
    assert places(text)[words].basis == basis


def test_a_place_in_no_gazetteer_has_words_only() -> None:
    found = places("They camped beside the Blackthorn River.")["Blackthorn River"]
    assert (found.lat, found.lon, found.geonameid, found.country) == (None, None, None, None)


def test_a_capital_that_acts_is_its_government() -> None:
    text = "Ankara rejected the plan. Talks with Tehran failed. Envoys met in Ankara."
    assert [p.words.start for p in find_places(document(text))] == [text.rindex("Ankara")]
    assert [p.words.text for p in find_toponyms(document(text))] == ["Ankara", "Tehran", "Ankara"]


def test_places_inside_names_of_bodies_are_toponyms_only() -> None:
    text = "The Kharkiv Regional Court jailed a Ukrainian man."
    assert find_places(document(text)) == ()
    assert [(p.words.text, p.country) for p in find_toponyms(document(text))] == [("Kharkiv", "UKR"), ("Ukrainian", "UKR")]


def test_newspapers_and_teams_are_no_toponyms() -> None:
    assert find_toponyms(document("He told the Chicago Tribune that the Denver Broncos had lost on St. Patrick's Day.")) == ()


def test_demonyms_of_regions() -> None:
    assert [(p.words.text, p.name) for p in find_toponyms(document("Chechen and Texan envoys met Europeans."))] == [
        ("Chechen", "Chechnya"), ("Texan", "Texas"), ("Europeans", "Europe"),
    ]  # fmt: skip


def test_a_dateline_in_capitals_is_a_place() -> None:
    assert [p.name for p in find_toponyms(document("KHARTOUM, Sudan (Agency) - Shells hit a market."))] == ["Khartoum", "Sudan"]


def test_removed_text_is_not_read() -> None:
    text = "Snow fell in Oslo.\nRelated: storms in Bergen"
    chrome = Span.of(text, text.index("Related"), len(text))
    assert [p.words.text for p in find_places(document(text, (Removed(chrome, "test"),)))] == ["Oslo"]


PLACEISH = st.text(alphabet="KyivOdesNwYrkT .,-'’\n“”()USAéñ市🙂LakeRiver", max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.one_of(PLACEISH, st.text(max_size=50)))
def test_any_text_gives_exact_spans_in_order(text: str) -> None:
    last = 0
    for place in find_toponyms(document(text)):
        assert text[place.words.start : place.words.end] == place.words.text
        assert place.words.start >= last
        last = place.words.end


def test_the_same_article_gives_the_same_places() -> None:
    text = "Springfield and Franklin lie near Salem, he said. Jackson, Madison and Clinton do not."
    assert find_toponyms(document(text)) == find_toponyms(document(text))
