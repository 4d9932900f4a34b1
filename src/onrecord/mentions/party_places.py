"""Tells names of towns and regions from names of people and organisations: by the gazetteer, and by how the article uses them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from onrecord.codebook import countries as world
from onrecord.codebook import parties as lexicon
from onrecord.mentions.party_entities import fold
from onrecord.mentions.party_offices import Dressed
from onrecord.mentions.party_usage import PARTY_PREPOSITIONS, PLACE_PREPOSITIONS, TRAVEL, top_of
from onrecord.mentions.party_words import MONTHS_AND_DAYS
from onrecord.mentions.place_names import look_up
from onrecord.models.gazetteer import Entry, gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TOWN = 15_000
CITY = 100_000
REGION = 1_000_000
CONTINENTS = frozenset(
    [
        "Europe",
        "Africa",
        "Asia",
        "America",
        "Americas",
        "Antarctica",
        "Oceania",
        "Middle East",
        "Balkans",
        "Caucasus",
        "Sahel",
        "West",
        "East",
    ]
)


def settle_places(doc: Doc, dressed: Sequence[Dressed]) -> None:
    """Make places of the names that are places, and drop names that nothing shows to be somebody's.

    Args:
        doc: the parsed text.
        dressed: the names with what stands beside them; their `kind` and `country` are mended.
    """
    singles = {d.name.text for d in dressed if d.name.end - d.name.start == 1}
    people = {fold(d.name.text.split()[-1]) for d in dressed if d.name.kind == "person" and (_is_surely_person(d) or _has_given_name(d))}
    american = _is_american(dressed)
    uses: dict[str, list[Token]] = {}
    for one in dressed:
        uses.setdefault(one.name.text, []).append(doc[one.name.end - 1])
    plain = {t.text for t in doc if t.is_lower}
    short = _spelled_out(doc)
    for one in dressed:
        name = one.name
        if name.kind == "state" and name.end < len(doc) and doc[name.end].lower_ == "state":
            region = next((r for r in look_up(f"{name.text} State")[1] if r.feature == "ADM1"), None)
            if region is not None:  # "Niger state" lies in Nigeria
                name.kind, name.country, name.known, name.sector = "place", region.country or "", "", ""
        if name.kind == "organisation" and not name.country and not name.known and " " in name.text:
            name.country = _region_country(name.text, {d.name.country for d in dressed})
        if _is_dateline(doc, one):
            name.kind = "place" if name.kind in {"unknown", "person", "organisation"} else name.kind
            name.country = name.country or _country(_entry(name.text, ""))
            one.dateline = True
        elif _is_signature(doc, one):
            name.kind = "thing"
        if name.text in short and not name.known:
            name.kind = "thing"
        if name.text == "Georgia" and american:
            name.kind, name.country, name.known, name.sector = "place", "USA", "", ""
        if one.of is not None and one.of.text == "Georgia" and american:
            one.country = "USA" if one.country == "GEO" else one.country
        if name.kind not in {"unknown", "person", "place"} or name.known or _is_surely_person(one) or fold(name.text) in people:
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
            elif name.text.lower() in plain or not (one.descriptions or one.acronym or any(_acts(t) for t in tokens)):
                name.kind = "thing"
        elif (
            entry is not None
            and entry.population >= TOWN
            and words > 1
            and not (lexicon.given_name(name.text.split()[0]) and name.text.split()[-1] in singles)
        ):
            name.kind, name.country = "place", _country(entry)
        elif not lexicon.given_name(name.text.split()[0]) and name.text.split()[-1] not in singles:
            if any(_is_located(t) for t in tokens):
                name.kind = "place"
            elif not any(_acts(t) and (top_of(t).dep_ not in {"dobj", "nsubjpass"} or _done_to(t)) for t in tokens):
                name.kind = "thing"


def _is_dateline(doc: Doc, one: Dressed) -> bool:
    """Whether a name opens a line and a dash, an agency in parentheses or a date follows ("OSLO (Agency) - ")."""
    start, end = one.name.start, one.name.end
    if (start and "\n" not in doc[start - 1].text) or end + 1 >= len(doc):
        return False
    if doc[end].text == "," and doc[start].text.isupper() and any(t.text in {"(", "—", "–", "--"} for t in doc[end + 1 : end + 5]):
        return True  # "FLINT, Mich. (Agency)"
    if doc[end].text in {"(", "—", "–", "--"} or (doc[end].text == "-" and bool(doc[end - 1].whitespace_)):
        return True
    return doc[end].text == "," and (
        doc[end + 1].text in MONTHS_AND_DAYS or doc[end + 1].text.rstrip(".") in {"Jan", "Feb", "May", "Aug", "Sept", "Oct", "Nov", "Dec"}
    )


def _is_signature(doc: Doc, one: Dressed) -> bool:
    """Whether a name stands alone in the parentheses of a dateline ("OSLO (Agency) - ")."""
    start, end = one.name.start, one.name.end
    if not (start and end + 1 < len(doc) and doc[start - 1].text == "(" and doc[end].text == ")"):
        return False
    line = start - 1
    while line > 0 and "\n" not in doc[line - 1].text and start - line < 10:
        line -= 1
    return start - line < 10 and doc[end + 1].text in {"-", "—", "–", "--"}


def _spelled_out(doc: Doc) -> set[str]:
    """Acronyms that the article spells out in lower case, and so names of things ("exclusive economic zone (EEZ)")."""
    found = set()
    for i in range(2, len(doc) - 1):
        word = doc[i].text
        if doc[i - 1].text == "(" and doc[i + 1].text == ")" and word.isupper() and word.isalpha() and 2 <= len(word) < i:
            before = [t for t in doc[max(0, i - 1 - 2 * len(word)) : i - 1] if t.is_alpha]
            if [t.text[0] for t in before[-len(word) :]] == list(word.lower()):
                found.add(word)
    return found


def _is_american(dressed: Sequence[Dressed]) -> bool:
    """Whether "Georgia" must be the state of the US: the article names the US, and nothing else of the country."""
    codes = [d.name.country for d in dressed if d.name.text != "Georgia"]
    return "USA" in codes and "GEO" not in codes


def _is_surely_person(one: Dressed) -> bool:
    """Whether offices or forms of address show a person."""
    return one.name.kind == "person" and (bool(one.name.offices) or one.name.full_start < one.name.start)


def _has_given_name(one: Dressed) -> bool:
    words = one.name.text.split()
    return len(words) > 1 and lexicon.given_name(words[0]) is not None


def _entry(text: str, country: str) -> Entry | None:
    """The most populous place of this name, of a region before a town; the country's own where one is known."""
    found = [e for e in gazetteer().named(text) if e.population >= TOWN or e.feature.startswith("ADM1")]
    return max(found, key=lambda e: (_country(e) == country and bool(country), e.population), default=None)


def _region_country(text: str, told: Collection[str]) -> str:
    """The country of the state or province that opens an organisation's name ("California Air Resources Board"), or "".

    `told` are the countries that the article names: the region must be in one of them.
    """
    words = text.split()
    for size in (2, 1):
        if lexicon.is_plain_word(words[0]) or lexicon.name_head(words[0]):
            break
        entry = max(gazetteer().named(" ".join(words[:size])), key=lambda e: e.population, default=None)
        if entry is not None and entry.feature == "ADM1" and entry.population > REGION and _country(entry) in told:
            return _country(entry)
    return ""


def _country(entry: Entry | None) -> str:
    country = world.country_of_iso2(entry.iso2) if entry is not None else None
    return country.iso3 if country else ""


def _is_place(entry: Entry | None, tokens: Sequence[Token]) -> bool:
    """Whether a single word that nothing explains is a place, by all its uses."""
    located = sum(_is_located(t) for t in tokens)
    if entry is not None and (entry.population >= CITY or entry.feature.startswith("ADM1")):
        return located > 0 or not any(lexicon.is_speech_verb(top_of(t).head.lemma_) and top_of(t).dep_ == "nsubj" for t in tokens)
    if entry is not None and located:
        return True
    return located > 0 and not any(t.text.isupper() or _acts(t) for t in tokens)


def _is_located(token: Token) -> bool:
    top = top_of(token)
    if top.dep_ in {"pobj", "dobj"} and top.head.lemma_ in TRAVEL:
        return True
    if top.dep_ != "pobj":
        return False
    return top.head.lower_ in PLACE_PREPOSITIONS or (
        top.head.lower_ in {"to", "from", "of"} and top.head.head.lemma_ in TRAVEL | {"city", "town"}
    )


def _done_to(token: Token) -> bool:
    return lexicon.is_done_to_people(top_of(token).head.lemma_)


def _acts(token: Token) -> bool:
    """Whether a name stands where people and organisations stand: it does what they do, owns, or is acted upon like them."""
    top = top_of(token)
    if top.dep_ in {"nsubj", "nsubjpass", "dobj", "dative"}:
        return lexicon.is_party_verb(top.head.lemma_)
    if top.dep_ == "pobj":
        return top.head.lower_ in PARTY_PREPOSITIONS or top.head.dep_ == "agent" or top.head.head.lower_ == "according"
    return top.dep_ in {"appos", "agent", "poss"}
