"""Who a party is across articles, and whose word it gives."""

from __future__ import annotations

import itertools

import pytest

from onrecord.ledger import identity
from onrecord.model import Party, PartyKind, Span


def party(name: str, kind: PartyKind, country: str | None = None, sector: str | None = None, role: str | None = None) -> Party:
    return Party(name, kind, country, sector, role, Span(0, len(name), name))


STATE = [
    party("Canada", "state", "CAN", "GOV"),
    party("Mark Carney", "person", "CAN", "GOV", "Prime Minister"),
    party("Canadian Defence Ministry", "organisation", "CAN", "GOV"),
    party("Canadian officials", "group", "CAN", "GOV"),
    party("Canada's embassy in Kyiv", "organisation", "UKR", "GOV"),
    party("Parliament", "organisation", "CAN", "LEG"),
]


@pytest.mark.parametrize("one", STATE, ids=lambda p: p.name)
def test_who_acts_for_a_state_gives_its_word(one: Party) -> None:
    assert identity.principals([one]) == ("CAN",)


@pytest.mark.parametrize(
    "one",
    [
        party("Rosalind Achterberg", "person", "CAN", "LEG"),
        party("Opposition lawmakers", "group", "CAN", "LEG"),
        party("Centre Party", "organisation", "CAN", "PTY"),
        party("Jean Ferrand", "person", "CAN", "GOV", "former Prime Minister"),
        party("NATO", "organisation", "IGO", "MIL"),
    ],
    ids=lambda p: p.name,
)
def test_who_acts_for_itself_does_not(one: Party) -> None:
    assert "CAN" not in identity.principals([one])
    assert identity.principals([one])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (party("Coast Dockers Union", "organisation", "KEN", "LAB"), party("Coast Dockers Union's members", "group", None)),
        (party("Organization of American States", "organisation", "IGO"), party("OAS", "organisation", "IGO")),
        (party("European Union", "organisation", "IGO"), party("Ulrik Dahlgaard", "person", "IGO", "GOV", "EU ambassador")),
        (
            party("International Monetary Fund", "organisation", "IGO"),
            party("board of the International Monetary Fund", "organisation", "IGO"),
        ),
        (
            party("Russian Foreign Ministry", "organisation", None, "BUS"),
            party("Ministry of Foreign Affairs", "organisation", "RUS", "GOV"),
        ),
    ],
    ids=lambda p: p.name,
)
def test_names_of_one_body_share_a_key(one: Party, other: Party) -> None:
    assert set(identity.principals([one])) & set(identity.principals([other]))


SPELLINGS = [
    party("Volodymyr Zelensky", "person", "UKR", "GOV"), party("Volodymyr Zelenskiy", "person", "UKR", "GOV"),
    party("Zelenskyy", "person", "UKR", "GOV"), party("Zelensky", "person", None),
]  # fmt: skip


def test_spellings_and_bare_surnames_are_one_identity_in_any_order() -> None:
    made = [identity.identify(p) for p in SPELLINGS]
    assert len({m.family for m in made}) == 1
    for order in itertools.permutations(made):
        assert len(set(identity.resolve(order).values())) == 1
    assert len({tuple(sorted(identity.resolve(order).items())) for order in itertools.permutations(made)}) == 1


def test_a_surname_of_two_people_is_neither() -> None:
    made = [identity.identify(party(n, "person", "USA")) for n in ("Joe Biden", "Hunter Biden", "Biden")]
    resolved = identity.resolve(made)
    assert resolved[made[2].id] == made[2].id
    assert len(set(resolved.values())) == 3


def test_people_of_two_countries_are_two() -> None:
    made = [identity.identify(party("Anna Novak", "person", c)) for c in ("CZE", "POL")]
    assert len(set(identity.resolve(made).values())) == 2
