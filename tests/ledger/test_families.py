"""A party that comes is compared with its family as if all of it were gone through anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger import families
from onrecord.ledger.families import Family
from onrecord.ledger.identity import Identity, Neighbours, identify, is_same, resolve
from onrecord.ledger.numbered_parties import Parties
from onrecord.ledger.opening import open_ledger
from onrecord.model import Party, Span

NAMES = [
    "Zelenskiy", "Volodymyr Zelenskyy", "Volodimir Zelensky", "V. Zelensky", "Olena Zelenska", "Ivan Zelensky", "Zelensky", "Volodymyr O. Zelensky",
    "Vladimir Zelenski", "O. Zelensky", "Vo Lodymyr Zelensky", "Volodymyr-O Zelensky",
]  # fmt: skip
BODIES = ["Coast Dockers Union", "CDU", "C.D.U.", "Union of Coast Dockers", "Dockers Coast Union", "Union", "Cotton Dairy Union"]


def known(name: str, country: str | None) -> Identity:
    return identify(Party(name=name, kind="person", country=country, sector=None, role=None, mention=Span(0, len(name), name)))


people = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from([None, "UKR", "POL"])), min_size=1, max_size=12, unique=True)


@settings(max_examples=300, deadline=None)
@given(people, st.integers(0, 12))
def test_one_after_another_or_all_at_once(found: list[tuple[str, str | None]], first: int) -> None:
    made = {one.id: one for one in (known(*x) for x in found)}
    for family in {one.family for one in made.values()}:
        members = [one for one in made.values() if one.family == family]
        kept = Family.of(dict(enumerate(members[:first])))
        told = dict(kept.follows)
        for number, one in enumerate(members[first:], first):
            told |= kept.join(number, one)
        assert told == kept.follows == resolve(members)


@settings(max_examples=300, deadline=None)
@given(people, st.data())
def test_another_name_is_as_if_it_had_been_so_from_the_first(found: list[tuple[str, str | None]], data: st.DataObject) -> None:
    made = {one.id: one for one in (known(*x) for x in found)}
    for family in {one.family for one in made.values()}:
        members = [one for one in made.values() if one.family == family]
        kept = Family.of(dict(enumerate(members)))
        told = dict(kept.follows)
        for place in data.draw(st.lists(st.integers(0, len(members) - 1), max_size=3)):
            members[place] = replace(members[place], name=data.draw(st.sampled_from(["A B", "ZEL", "Zelensky the Younger"])))
            told |= kept.rename(members[place]) or {}
        assert told == kept.follows == resolve(members)


def test_a_party_that_is_not_there_cannot_be_renamed() -> None:
    assert Family.of({1: known("Volodymyr Zelenskyy", "UKR")}).rename(known("Olena Zelenska", "UKR")) is None


@given(people, people)
@settings(max_examples=300, deadline=None)
def test_all_who_may_be_one_are_neighbours(found: list[tuple[str, str | None]], others: list[tuple[str, str | None]]) -> None:
    near = Neighbours()
    for one in (every := [known(*x) for x in found]):
        near.add(one)
    for one in (known(*x) for x in others):
        assert {x.id for x in every if is_same(one, x)} <= {x.id for x in near.of(one)}


@given(st.lists(st.tuples(st.sampled_from(BODIES), st.sampled_from([None, "NOR"])), min_size=2, max_size=8, unique=True))
@settings(max_examples=300, deadline=None)
def test_bodies_and_their_acronyms_are_neighbours(found: list[tuple[str, str | None]]) -> None:
    every = [identify(Party(name, "organisation", country, None, None, Span(0, len(name), name))) for name, country in found]
    near = Neighbours()
    for one in every:
        near.add(one)
    for one in every:
        assert {x.id for x in every if is_same(one, x)} <= {x.id for x in near.of(one)}


def test_what_was_not_asked_for_lately_is_read_again_and_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = []
    for most in (1, 1000):
        monkeypatch.setattr(families, "KEPT", most)
        db = open_ledger(tmp_path / f"{most}.db", write=True, create=True)
        parties = Parties(db)
        for n, name in enumerate([*NAMES, "Ana Rusu", "Rusu", "A. Rusu", *NAMES, "Anastasia Rusu", "Ion Rusu"]):
            parties.named(Party(name, "person", (None, "UKR", "MDA")[n % 3], None, None, Span(0, len(name), name)))
        outcomes.append([tuple(r) for r in db.execute("SELECT p.id, p.name, q.id FROM parties p LEFT JOIN parties q ON q.number = p.same_as ORDER BY 1")])
        db.close()
    assert outcomes[0] == outcomes[1]
    assert any(lead for _, _, lead in outcomes[0])


def test_who_comes_late_may_lead_those_before() -> None:
    bare, full = known("Zelenskiy", None), known("Volodymyr Zelenskyy", "UKR")
    kept = Family.of({1: bare})
    assert kept.join(2, full) == {full.id: full.id, bare.id: full.id}
    other = known("Ivan Zelensky", "POL")
    assert kept.join(3, other) == {other.id: other.id, bare.id: bare.id}, "two may be meant: the surname alone is nobody's"
