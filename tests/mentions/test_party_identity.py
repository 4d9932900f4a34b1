"""One party however the article puts it: offices of one country, seats of power, particles, surnames that turn out to be people's."""

from __future__ import annotations

import pytest

from onrecord.mentions.parties import find_parties
from onrecord.model import Article
from onrecord.parsing import parse


def meant(text: str) -> dict[str, str]:
    """Words of each mention -> the party it means; the last mention of the same words holds."""
    index = find_parties(parse(Article("a-1", "test", text, published="2025-08-24")))
    return {m.span.text: m.party.name for m in index.mentions}


def named(text: str) -> dict[str, str]:
    """Name -> kind of the article's parties."""
    return {p.name: p.kind for p in find_parties(parse(Article("a-1", "test", text, published="2025-08-24"))).parties}


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("Kenya's president spoke in Nakuru. The Kenyan president thanked Norway.", "The Kenyan president", "Kenya's president"),
        ("President Juma Otieno of Kenya spoke. Kenya's leader thanked Norway.", "Kenya's leader", "Juma Otieno"),
        ("Kenya's William Otieno opened the road. The Kenyan leader thanked Norway.", "The Kenyan leader", "William Otieno"),
        ("Russian President Ivan Belov met farmers. The Kremlin chief promised rain.", "The Kremlin chief", "Ivan Belov"),
        ("US Defense Secretary Walt Harmon met sailors. The Pentagon chief promised ships.", "The Pentagon chief", "Walt Harmon"),
        ("Rwandan President Paul Mugabo spoke. Congolese President Felix Mbala accused his Rwandan counterpart.", "his Rwandan counterpart", "Paul Mugabo"),
        ("America's president thanked Norway.", "America's president", "US president"),
        ("Ministers met Greta von der Tann. Von der Tann said no. She left.", "She", "Greta von der Tann"),
    ],
)
def test_who_is_meant(text: str, words: str, party: str) -> None:
    assert meant(text)[words] == party


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("Kenya's president spoke. The former Kenyan president listened.", "The former Kenyan president", "Kenya's president"),
        ("Kenya's Juma Otieno met Kenya's Asha Wanjiru. The Kenyan leader spoke.", "The Kenyan leader", "Juma Otieno"),
        ("Belarusian President Ivan Belov met farmers. The Kremlin chief promised rain.", "The Kremlin chief", "Ivan Belov"),
        ("Juma Otieno died on Monday. Kenya's president spoke.", "Kenya's president", "Juma Otieno"),
    ],
)
def test_who_is_not_meant(text: str, words: str, party: str) -> None:
    assert meant(text)[words] != party


def test_a_surname_is_a_persons_where_he_can_mean_nobody_else() -> None:
    assert named("Belov vetoed the bill. He said it was too dear.")["Belov"] == "person"
    assert named("Belov vetoed the bill. It said the price was too high.")["Belov"] == "organisation"


@pytest.mark.parametrize("name", ["Greta von der Tann", "Pieter van den Bosch", "Ines de la Fuente"])
def test_names_hold_several_particles(name: str) -> None:
    assert named(f"Ministers met {name} on Monday.")[name] == "person"


def test_the_time_of_an_act_is_no_part_of_a_party() -> None:
    assert "Greta Tann's mother" in named("Greta Tann fled. Her mother in the winter of 1945 told the police.")


def test_a_state_of_a_country_is_not_the_country_of_its_name() -> None:
    assert "Niger" not in named("President Tunde Bello of Nigeria said the police in Niger state would act. Niger state thanked him.")
    assert "Niger" in named("President Tunde Bello of Nigeria thanked Niger.")
