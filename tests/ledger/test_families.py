"""A party that comes is compared with its family as if all of it were gone through anew."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger.families import Family
from onrecord.ledger.identity import Identity, identify, resolve
from onrecord.model import Party, Span

NAMES = [
    "Zelenskiy", "Volodymyr Zelenskyy", "Volodimir Zelensky", "V. Zelensky", "Olena Zelenska", "Ivan Zelensky", "Zelensky", "Volodymyr O. Zelensky",
    "Vladimir Zelenski", "O. Zelensky",
]  # fmt: skip


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


def test_who_comes_late_may_lead_those_before() -> None:
    bare, full = known("Zelenskiy", None), known("Volodymyr Zelenskyy", "UKR")
    kept = Family.of({1: bare})
    assert kept.join(2, full) == {full.id: full.id, bare.id: full.id}
    other = known("Ivan Zelensky", "POL")
    assert kept.join(3, other) == {other.id: other.id, bare.id: bare.id}, "two may be meant: the surname alone is nobody's"
