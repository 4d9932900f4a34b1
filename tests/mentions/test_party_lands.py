"""The country of an official whose country the words do not say outright."""

from __future__ import annotations

import pytest

from onrecord.articles import read_articles
from onrecord.errors import SourceError
from onrecord.mentions.parties import find_parties
from onrecord.model import Source
from onrecord.parsing import parse


def country_of(text: str, name: str) -> str | None:
    article = next(iter(read_articles(Source("test", text.encode(), "text"))))
    assert not isinstance(article, SourceError)
    return next(p.country for p in find_parties(parse(article)).parties if p.name == name)


STORY = (
    "OSLO (Northern Wire) - Norway is weighing a loan to help Moldova mend its power grid, Foreign Minister Ingrid Solheim said on Monday. "
    "Moldova would have to pass a law before any money is paid, and Moldova has not done so.\n"
)


def test_a_dateline_tells_whose_officials_are_meant() -> None:
    assert country_of(STORY, "Ingrid Solheim") == "NOR"


def test_a_place_that_opens_the_sentence_tells_it() -> None:
    text = (
        "Ukraine received the vehicles on Friday, the Ukrainian army said, and Ukraine thanked its partners for them. "
        "In Ottawa, Junior Defence Minister Callum Petrossian said that more would follow soon.\n"
    )
    assert country_of(text, "Callum Petrossian") == "CAN"


@pytest.mark.parametrize("name", ["Mark Ashdown"])
def test_where_two_countries_are_as_likely_none_is_given(name: str) -> None:
    text = (
        "Peru and Chile argued about the border on Monday, and both called up reservists in the afternoon of the same day. "
        "Defence Minister Mark Ashdown said that talks would be held with the neighbours.\n"
    )
    assert country_of(text, name) is None
