"""Mentions that say little of their own: which thread they hang on, and what they must not join."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.ledger.clustering import Fit
from onrecord.ledger.features import Features, amounts_of, is_vague
from onrecord.ledger.similarity import likeness, reasons
from onrecord.ledger.unsure import is_described, perhaps
from onrecord.model import Amount, Commitment, Party, Span


def told(item: int, words: tuple[str, ...], *, article: int = 1, **more: Any) -> Features:
    """A mention of Norway at an offset of an article, which tells this."""
    at = more.pop("at", 0)
    made = Features(
        item, article, 739_000 + article, "", "pledged", ("NOR",), (), (), (), (), words, words, (), (), (), None, None, "", False, not words, False, "", False,
        at, at, f"2026-05-{article:02d} a-{article} {at:07d}",
    )  # fmt: skip
    return replace(made, **more)


def test_what_names_nothing_goes_on_about_the_nearest_thing() -> None:
    far, near, rest = told(1, ("school", "roof"), at=0), told(2, ("ferri", "harbour"), at=250), told(3, (), at=330)
    assert likeness("commitment", near, rest).score > likeness("commitment", far, rest).score >= 0.15
    assert "told right after it" in reasons("commitment", near, rest)


def test_a_word_of_its_own_speaks_against_the_thing_before_it() -> None:
    before = told(1, ("school", "roof"), at=0)
    assert likeness("commitment", before, told(2, ("nurs",), vague=True, at=90)).score < likeness("commitment", before, told(2, (), at=90)).score


@pytest.mark.parametrize("act", ["it was due last week", "they will fly in May", "both are expected on Monday", "the third", "the other two"])
def test_acts_that_name_nothing(act: str) -> None:
    assert is_vague(act, frozenset())


@pytest.mark.parametrize("act", ["repair the roofs of nine schools", "a ferry for the islands", "italian ferries for the harbour"])
def test_acts_that_do(act: str) -> None:
    assert not is_vague(act, frozenset())


def test_what_names_nothing_joins_no_two_histories() -> None:
    """It hangs on the first that it fits; by it alone another does not come along."""
    school, rest, ferry = told(1, ("school", "roof")), told(2, (), at=150), told(3, ("ferri", "harbour"), at=90)
    fit = Fit("commitment", {f.item: f for f in (school, rest, ferry)}, {})
    assert fit([2], [1], frozenset())
    assert fit([2], [3], frozenset())
    assert not fit([1, 2], [3], frozenset())


def test_two_histories_are_not_joined_by_their_surroundings_alone() -> None:
    one, later = told(1, ("lease", "termin"), article=1), told(2, ("lease",), article=3, setting=("offer", "publish"))
    other = told(3, ("offer", "publish"), article=2, setting=("lease",))
    fit = Fit("commitment", {f.item: f for f in (one, later, other)}, {})
    assert fit([2], [1], frozenset())
    assert fit([2], [3], frozenset())
    assert not fit([1, 2], [3], frozenset())


def test_a_long_history_takes_a_report_that_tells_of_a_part_of_it() -> None:
    members = [told(n, ("clinic", "roof") if n < 5 else ("clinic", "ward", f"bed{n}", f"pump{n}"), article=n) for n in range(1, 11)]
    new = told(20, ("roof",), article=20)
    fit = Fit("commitment", {f.item: f for f in (*members, new)}, {})
    assert fit([20], [f.item for f in members], frozenset())


def test_some_of_many_is_a_part_of_them() -> None:
    words = Span(0, 19, "48 of the 60 busses")
    assert amounts_of(Amount(words, "units", 48, unit="buses", of=60)) == ((48, "buses"), (60, "buses"))


def test_a_smaller_sum_is_a_part_where_it_is_told_as_one() -> None:
    whole = told(1, ("loan",), article=1, amounts=((250e6, "EUR"),))
    first, other = (told(2, ("loan",), article=2, amounts=((60e6, "EUR"),), part=part) for part in (True, False))
    assert "a part of the sum" in reasons("commitment", whole, first)
    assert likeness("commitment", whole, other).against > likeness("commitment", whole, first).against == 0
    larger = replace(whole, part=True)  # the larger one is a part of something: that says nothing of the smaller
    assert "a part of the sum" not in reasons("commitment", larger, other)


def test_two_beneficiaries_speak_against_one_thing() -> None:
    """A state lends twice: for a clinic and for schools."""
    clinic = told(1, ("loan",), article=1, others=("group clinic valley",))
    schools, nobody = told(2, ("loan",), article=2, others=("group rural schools",)), told(3, ("loan",), article=2)
    assert likeness("commitment", clinic, schools).score < likeness("commitment", clinic, nobody).score


def described(name: str, kind: Any, **more: Any) -> Party:
    return Party(name, kind, more.get("country"), more.get("sector"), None, Span(0, len(name), name))


def test_who_is_only_described_may_be_a_body_of_the_article() -> None:
    company, governor = described("company", "organisation", sector="BUS"), described("governor", "person", sector="GOV")
    named, ministry = described("Halvorsen Shipping", "organisation", sector="BUS"), described("Norwegian ministry", "organisation", country="NOR")
    assert [is_described(p) for p in (company, governor, named, ministry)] == [True, True, False, False]
    scene = ("KEN", "organisation halvorsen shiping", "person rusu")
    words = Span(0, 4, "send")
    one = Commitment("c-1", words, company, None, words, "pledged", None, None, None, None, (), "asserted", None, words, "en.x", 1.0)
    assert perhaps(one, [company], (), scene, ()) == ("organisation halvorsen shiping",)
    assert perhaps(replace(one, promisor=governor), [governor], (), scene, ()) == ("KEN",)
