"""Offices told with what they are over or of: "Director of Public Prosecutions", "President of the European Commission"."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.codebook.portfolios import subject
from onrecord.mentions.parties import find_parties
from onrecord.model import Article, Party
from onrecord.parsing.parse import parse


def parties(text: str) -> dict[str, Party]:
    return {p.name: p for p in find_parties(parse(Article("a-1", "test", text))).parties}


PEOPLE = [
    # text, name, role, sector, country
    ("The Director of Public Prosecutions, Amina Odhiambo, on Tuesday withdrew charges against Peter Mwangi.", "Amina Odhiambo",
     "Director of Public Prosecutions", "JUD", None),
    ("Minister of Finance Peter Mwangi promised to pay teachers by June.", "Peter Mwangi", "Minister of Finance", "GOV", None),
    ("Minister of Public Works and Transport Leo Costa met miners.", "Leo Costa", "Minister of Public Works and Transport", "GOV", None),
    ("The Secretary of Health and Human Services, Ann Hale, accused China of hiding data.", "Ann Hale", "Secretary of Health and Human Services", "GOV", None),
    ("The Commissioner of Police, Tony Lusaka, ordered the arrest of two editors.", "Tony Lusaka", "Commissioner of Police", "COP", None),
    ("UN Under-Secretary-General for Humanitarian Affairs Martin Grey urged Israel to open crossings.", "Martin Grey",
     "Under-Secretary-General for Humanitarian Affairs", "GOV", "IGO"),
    ("The President of the European Commission, Ursula Klein, pledged 300 million euros to Moldova.", "Ursula Klein", "President", "GOV", "IGO"),
    ("President of the European Commission Ursula Klein pledged 300 million euros to Moldova.", "Ursula Klein", "President", "GOV", "IGO"),
    ("The President of the Law Society of Kenya, Faith Oduor, sued the government.", "Faith Oduor", "President", "SOC", "KEN"),
    ("Prime Minister of Bosnia and Herzegovina Edin Kovac met Leo Costa.", "Edin Kovac", "Prime Minister", "GOV", "BIH"),
    ("Head of Peacekeeping Jean Morel praised Rwanda.", "Jean Morel", "Head of Peacekeeping", "GOV", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "role", "sector", "country"), PEOPLE)
def test_a_person_has_the_office_with_what_it_is_over(text: str, name: str, role: str, sector: str, country: str | None) -> None:
    found = parties(text)
    assert name in found, list(found)
    assert (found[name].kind, found[name].role, found[name].sector, found[name].country) == ("person", role, sector, country)
    assert not [other for other in found if other != name and name.split()[0] in other]


def test_an_office_without_a_name_is_one_party() -> None:
    found = parties("The Director of Public Prosecutions withdrew charges against Peter Mwangi.")
    assert set(found) == {"Director of Public Prosecutions", "Peter Mwangi"}


BODIES = [
    ("The Workers' Party of Brazil agreed to resign.", "Workers' Party of Brazil", "organisation"),
    ("Leaders of the Workers' Party of Brazil agreed to resign.", "Leaders of the Workers' Party of Brazil", "group"),
    ("Fighters of the Oromo Liberation Army (OLA) released nine teachers.", "Fighters of the Oromo Liberation Army", "group"),
    ("Fighters of the Oromo Liberation Army (OLA) released nine teachers.", "Oromo Liberation Army", "organisation"),
    ("The Department of Health and Human Services sued Ohio.", "Department of Health and Human Services", "organisation"),
    ("Britain met Antigua and Barbuda.", "Antigua and Barbuda", "state"),
]


@pytest.mark.parametrize(("text", "name", "kind"), BODIES)
def test_bodies_that_hold_words_of_offices_stay_whole(text: str, name: str, kind: str) -> None:
    found = parties(text)
    assert name in found, list(found)
    assert found[name].kind == kind


@pytest.mark.parametrize(
    ("words", "size", "sector"),
    [
        ("of health and human services said", 5, "GOV"),
        ("for women , youth and sport", 6, "GOV"),
        ("of public prosecutions", 3, "JUD"),
        ("of the armed forces", 4, "MIL"),
    ],
)
def test_what_an_office_is_over(words: str, size: int, sector: str) -> None:
    found = subject(words.split())
    assert found is not None
    assert (found.size, found.sector) == (size, sector)


@pytest.mark.parametrize("words", ["", "of", "of kenya", "health", "and human services", "in finance"])
def test_what_is_no_subject(words: str) -> None:
    assert subject(words.split()) is None


@pytest.mark.parametrize(("office", "country"), [("Climate", "NOR"), ("Finance", "FJI")])
def test_a_bare_office_is_that_of_its_nameless_holder_just_before(office: str, country: str) -> None:
    """Where the place the report was sent from would tell another country; another office is not that holder's."""
    lead = "Islands to be paid\n\nSUVA (Example News) - Norway will pay the fund, its climate minister said on Tuesday."
    text = f"{lead}\n\n“We will,” {office} Minister Ada Berg told reporters in the Fijian capital.\n"
    assert next(p for p in onrecord.read(text)[0].parties if p.name == "Ada Berg").country == country


@pytest.mark.parametrize("name", ["Organization for Security and Co-operation in Europe", "Moldovan Co-operative Union"])
def test_a_hyphen_before_a_small_letter_ends_no_name(name: str) -> None:
    assert name in parties(f"The {name} offered to mediate between Moldova and Russia.")
