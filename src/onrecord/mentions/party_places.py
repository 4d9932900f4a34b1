"""Tells names of towns and regions from names of people and organisations: by the gazetteer, and by how the article uses them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.codebook import countries as world
from onrecord.codebook import parties as lexicon
from onrecord.mentions.party_offices import Dressed
from onrecord.mentions.party_usage import PARTY_PREPOSITIONS, PLACE_PREPOSITIONS, TRAVEL, top_of
from onrecord.models.gazetteer import Entry, gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TOWN = 15_000
CITY = 100_000
CONTINENTS = frozenset(
    ["Europe", "Africa", "Asia", "America", "Americas", "Antarctica", "Oceania", "Middle East", "Balkans", "Caucasus", "Sahel", "West", "East"]
)


def settle_places(doc: Doc, dressed: Sequence[Dressed]) -> None:
    """Make places of the names that are places, and drop names that nothing shows to be somebody's.

    Args:
        doc: the parsed text.
        dressed: the names with what stands beside them; their `kind` and `country` are mended.
    """
    singles = {d.name.text for d in dressed if d.name.end - d.name.start == 1}
    people = {d.name.text.split()[-1] for d in dressed if d.name.kind == "person" and _is_surely_person(d)}
    uses: dict[str, list[Token]] = {}
    for one in dressed:
        uses.setdefault(one.name.text, []).append(doc[one.name.end - 1])
    for one in dressed:
        name = one.name
        if name.kind not in {"unknown", "person", "place"} or name.known or _is_surely_person(one) or name.text in people:
            continue
        tokens = uses[name.text]
        if name.text in CONTINENTS:
            name.kind = "place"
            continue
        entry = _entry(name.text, one.name.country)
        words = len(name.text.split())
        if name.kind == "place":
            name.country = name.country or _country(entry)
        elif name.kind == "unknown":
            if _is_place(entry, tokens):
                name.kind, name.country = "place", _country(entry)
        elif entry is not None and entry.population >= TOWN and words > 1 and not (lexicon.given_name(name.text.split()[0]) and name.text.split()[-1] in singles):
            name.kind, name.country = "place", _country(entry)
        elif not lexicon.given_name(name.text.split()[0]) and name.text.split()[-1] not in singles and not any(_acts(t) for t in tokens):
            name.kind = "place" if any(_is_located(t) for t in tokens) else "thing"


def _is_surely_person(one: Dressed) -> bool:
    """Whether offices or forms of address show a person."""
    return one.name.kind == "person" and (bool(one.name.offices) or one.name.full_start < one.name.start)


def _entry(text: str, country: str) -> Entry | None:
    """The most populous place of this name, of a region before a town; the country's own where one is known."""
    found = [e for e in gazetteer().named(text) if e.population >= TOWN or e.feature.startswith("ADM1")]
    return max(found, key=lambda e: (_country(e) == country and bool(country), e.population), default=None)


def _country(entry: Entry | None) -> str:
    country = world.country_of_iso2(entry.iso2) if entry is not None else None
    return country.iso3 if country else ""


def _is_place(entry: Entry | None, tokens: Sequence[Token]) -> bool:
    """Whether a single word that nothing explains is a place, by all its uses."""
    located = sum(_is_located(t) for t in tokens)
    if entry is not None and (entry.population >= CITY or entry.feature.startswith("ADM1")):
        return located > 0 or not any(_acts(t) for t in tokens)
    if entry is not None and located:
        return True
    return located == len(tokens) and not any(t.text.isupper() for t in tokens)


def _is_located(token: Token) -> bool:
    top = top_of(token)
    if top.dep_ in {"pobj", "dobj"} and top.head.lemma_ in TRAVEL:
        return True
    if top.dep_ != "pobj":
        return False
    return top.head.lower_ in PLACE_PREPOSITIONS or (top.head.lower_ in {"to", "from", "of"} and top.head.head.lemma_ in TRAVEL | {"city", "town"})


def _acts(token: Token) -> bool:
    """Whether a name stands where people and organisations stand: it does what they do, owns, or is acted upon like them."""
    top = top_of(token)
    if top.dep_ in {"nsubj", "nsubjpass", "dobj", "dative"}:
        return lexicon.is_party_verb(top.head.lemma_)
    if top.dep_ == "pobj":
        return top.head.lower_ in PARTY_PREPOSITIONS or top.head.dep_ == "agent"
    return top.dep_ in {"appos", "agent"}
