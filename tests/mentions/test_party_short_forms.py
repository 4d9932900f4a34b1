"""Parties called by two or three names: acronyms, openings of names, words for their kind, seats and ages."""

from __future__ import annotations

import pytest

from onrecord.mentions.parties import find_parties
from onrecord.model import Article
from onrecord.parsing.parse import parse


def names(text: str) -> list[str]:
    return [p.name for p in find_parties(parse(Article("a", "test", text, published="2026-03-04"))).parties]


@pytest.mark.parametrize(
    ("text", "name", "none"),
    [
        ("The Movement for Renewal (MFR) rejected the pact. The party said it would boycott the poll.", "Movement for Renewal", "party"),
        ("Rio Tarka Mining Corp. fired 300 workers on Tuesday. Rio Tarka said it had lost money.", "Rio Tarka Mining Corp.", "Rio Tarka"),
        ("Hezbollah fired rockets. The militant movement lost two men.", "Hezbollah", "militant movement"),
        ("The Netherlands will compensate farmers. The Hague said so on Monday.", "Netherlands", "Hague"),
        ("The National Union of Teachers struck. NUT leader Joan Barr said it would not yield.", "National Union of Teachers", "NUT"),
        ("Nigeria's National Commission for Museums asked for the head in 2021.", "National Commission for Museums", "Commission for Museums"),
        ("The Mineworkers' Union of Zambia (MUZ) went to court. MUZ said it was not told.", "Mineworkers' Union of Zambia", "MUZ"),
        ("The World Bank lent Togo money. The Washington-based lender said it was for roads.", "World Bank", "Washington-based lender"),
        ("Norda Copper Plc cut jobs. The London-listed miner blamed prices.", "Norda Copper Plc", "London-listed miner"),
        ("Human Rights Monitor blamed the army. The New York-based group counted 26 dead.", "Human Rights Monitor", "New York-based group"),
        ("Luis Ccori dissolved the congress. The 61-year-old former teacher said lawmakers had failed.", "Luis Ccori", "61-year-old former teacher"),
        ("The Kenya Wildlife Service shot two lions. The service will pay the farmers.", "Kenya Wildlife Service", "service"),
    ],
)
def test_one_party(text: str, name: str, none: str) -> None:
    found = names(text)
    assert name in found
    assert none not in found


def test_what_somebody_is_accused_of_tells_no_side() -> None:
    assert not any("war crimes" in n for n in names("Human Rights Monitor accused both sides of war crimes."))


def test_a_month_in_its_middle_is_nobody() -> None:
    assert "May" not in names("Insurers would pull out by mid-May without an accord, the envoy warned.")


def test_a_given_name_makes_a_person_beside_a_body_that_opens_like_it() -> None:
    assert "Maria Tarka" in names("The Maria Tarka Institute opened on Monday. Maria Tarka thanked the donors.")


def test_a_bus_service_is_nobody() -> None:
    assert names("The service between the two villages was slow, and the museum was shut.") == []
