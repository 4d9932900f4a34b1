"""Amounts that stand beside one another, and fractions as shares: who shares whose fate, what is a part of what, where "over" is no bound."""

from __future__ import annotations

import pytest

from onrecord.mentions.amounts import find_amounts
from onrecord.model import Amount, Article
from onrecord.parsing.parse import parse


def amounts(text: str) -> tuple[Amount, ...]:
    return find_amounts(parse(Article("a-1", "test", text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A strike killed six people, including two children.", [(6, "killed"), (2, "killed")]),
        ("Ten police officers and three bystanders were wounded.", [(10, "wounded"), (3, "wounded")]),
        ("At least 17 patients, including four newborns, died.", [(17, "killed")]),
        ("Some 10,000 or so workers walked out.", [(10000, "workers")]),
        ("The rebels will hand over 60 prisoners.", [(60, "prisoners")]),
        ("The rate rose 1.5 percentage points to 4.25%.", [(1.5, "percent"), (4.25, "percent")]),
        ("Of the $1.2 billion, 439 million of that is a loan.", [(1.2e9, "USD"), (439e6, "USD")]),
        ("The party has 50 of the 141 seats.", [(50, "seats")]),
        ("Police fired on the crowd and two dockers watched six people die.", [(2, "dockers"), (6, "killed")]),
    ],
)
def test_counts_beside_one_another(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(a.value, a.unit) for a in amounts(text)] == expected


def test_a_lower_bound_is_none_where_over_belongs_to_the_verb() -> None:
    (amount,) = amounts("The rebels will hand over 60 prisoners.")
    assert (amount.words.text, amount.quantifier) == ("60 prisoners", "exactly")


@pytest.mark.parametrize(
    ("text", "words", "percent", "quantifier"),
    [
        ("More than one in ten voters stayed away.", "More than one in ten", 10, "over"),
        ("Nine out of ten homes burned.", "Nine out of ten", 90, "exactly"),
        ("About two-fifths of the crop failed.", "About two-fifths", 40, "about"),
        ("Half of those asked said no.", "Half", 50, "exactly"),
        ("Rates fell by half a percent in all.", "half a percent", 0.5, "exactly"),
    ],
)
def test_fractions_are_shares(text: str, words: str, percent: float, quantifier: str) -> None:
    (found,) = amounts(text)
    assert (found.words.text, found.kind, found.value, found.quantifier, found.unit) == (words, "share", percent, quantifier, "percent")


@pytest.mark.parametrize(
    "text",
    [
        "They won two in five days.",
        "It comes in the second half of July.",
        "A quake in AD 365 drowned the port.",
        "The third of May came.",
        "In one in 2019 it failed.",
        "The third quarter of the year ended.",
    ],
)
def test_what_is_no_fraction(text: str) -> None:
    assert [a for a in amounts(text) if a.kind == "share"] == []
