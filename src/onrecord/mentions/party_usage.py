"""How a place name is used: for the place, or for those who govern it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.parties import is_party_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACE_PREPOSITIONS = frozenset(
    [
        "in", "near", "at", "around", "outside", "inside", "across", "throughout", "through", "within", "above", "via", "off", "beyond",
        "along", "north", "south", "east", "west", "over", "into",
    ]
)  # fmt: skip
PARTY_PREPOSITIONS = frozenset(
    ["with", "between", "by", "against", "towards", "toward", "among", "like", "than", "unlike", "upon", "despite"]
)
TRAVEL = frozenset(
    [
        "visit",
        "leave",
        "reach",
        "enter",
        "tour",
        "travel",
        "go",
        "fly",
        "arrive",
        "return",
        "drive",
        "march",
        "come",
        "move",
        "flee",
        "head",
        "trip",
        "flight",
    ]
)
ACTING = frozenset(["nsubj", "nsubjpass", "poss", "agent", "dative"])


def top_of(token: Token) -> Token:
    """The first of a coordination, whose place in the sentence all its members share."""
    while token.dep_ == "conj" and token.head.i < token.i and token.head.pos_ in {"PROPN", "NOUN", "PRON", "ADJ"}:
        token = token.head
    return token


def is_place_use(token: Token) -> bool:
    """Whether the name of a country stands for the place only ("in Ukraine")."""
    top = top_of(token)
    return top.dep_ == "pobj" and top.head.lower_ in PLACE_PREPOSITIONS


def is_actor_place(token: Token) -> bool:
    """Whether the name of a town or region stands for those who govern it ("Kyiv said", "talks with Moscow")."""
    top = top_of(token)
    if top.dep_ in ACTING:
        if top.dep_ == "poss":
            return is_party_noun_owner(top)
        return top.dep_ != "nsubjpass" or is_party_verb(top.head.lemma_)
    if top.dep_ == "pobj":
        return top.head.lower_ in PARTY_PREPOSITIONS
    return top.dep_ == "dobj" and top.head.lemma_ not in TRAVEL and is_party_verb(top.head.lemma_)


def is_party_noun_owner(token: Token) -> bool:
    """Whether what a place owns is an act or organ of its government ("Moscow's demands"), and no part of the town."""
    owned = token.head
    return owned.pos_ == "NOUN" and owned.lemma_.endswith(
        ("tion", "sion", "ment", "al", "ance", "ence", "ure", "y", "st", "nd", "nt", "ort", "ack", "er", "ce")
    )
