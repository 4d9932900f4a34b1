from __future__ import annotations

import pytest

from onrecord.mentions.amounts import find_amounts
from onrecord.mentions.places import find_places
from onrecord.model import Article, Document
from onrecord.model.linking import amount_for, place_for
from onrecord.parsing import parse


def parsed(text: str, word: str) -> tuple[Document, int]:
    document = parse(Article("a-1", "test", text))
    return document, next(t.i for t in document.doc if t.text == word)


@pytest.mark.parametrize(
    ("text", "act", "words"),
    [
        ("Norway pledged 250 million euros to Moldova.", "pledged", "250 million euros"),
        ("The two leaders signed an agreement in Oslo.", "signed", None),
        ("Berlin sent 31 tanks and $5 million to Kyiv.", "sent", "$5 million"),
        ("The raid killed nine people.", "killed", "nine people"),
        ("Peru signed a pact, and Chile paid 3 million dollars.", "signed", None),
    ],
)
def test_the_amount_of_an_act(text: str, act: str, words: str | None) -> None:
    document, index = parsed(text, act)
    found = amount_for(document, find_amounts(document), index)
    assert (found.words.text if found else None) == words


@pytest.mark.parametrize(
    ("text", "act", "name"),
    [
        ("The ministers met in Vienna on Monday.", "met", "Vienna"),
        ("Israel bombed a depot near Damascus.", "bombed", "Damascus"),
        ("Kenya condemned the attack.", "condemned", None),
    ],
)
def test_the_place_of_an_act(text: str, act: str, name: str | None) -> None:
    document, index = parsed(text, act)
    found = place_for(document, find_places(document), index)
    assert (found.name if found else None) == name
