"""Names in the text that could be places, with all the places that they could be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from onrecord.codebook.countries import Country, countries, country_named, country_of_demonym, country_of_iso2
from onrecord.codebook.places import KnownPlace, Region, known_places, regions, words
from onrecord.model import Document
from onrecord.models.gazetteer import Entry, gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Token

Kind = Literal["country", "region", "known", "town", "demonym", "described", "street"]
LONGEST = 6
_INNER = frozenset(
    {"of", "the", "de", "del", "da", "do", "la", "las", "los", "le", "les", "and", "upon", "on", "in", "al", "el", "es", "e", "y", "an"}
    | {"der", "am", "ob", "sur", "ad", "au", "aux", "du", "-", "–"}
)
_CITIES_TOO = frozenset({"Washington", "New York"})
"""States that share their name with a city that is better known."""
_SAINTS = frozenset({"St", "ST", "Ste", "STE", "Ft", "FT", "Mt", "MT"})
_ELIDED = re.compile(r"[dl]['’](?=[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class Reading:
    """One place that a name could be.

    Args:
        name, feature, lat, lon, population, geonameid: as in the gazetteer.
        country: ISO 3166-1 alpha-3, or None for what lies in several.
        admin1: GeoNames code of the first-level region, or "".
        alias: the text spells the name in another way than the gazetteer's first.
        listed: it comes from the codebook's countries, states or well-known places, which is what such a name nearly always means.
    """

    name: str
    feature: str
    country: str | None
    admin1: str
    lat: float
    lon: float
    population: int
    geonameid: int | None
    alias: bool = False
    listed: bool = False

    @property
    def region(self) -> str | None:
        """The name of its first-level region."""
        found = next((c for c in countries() if c.iso3 == self.country), None)
        if found is None:
            return None
        if self.listed and self.feature == "ADM1" and not self.admin1:
            return self.name
        code = self.admin1
        if not code and self.listed and self.feature == "RGN":  # "Bavaria" is in the codebook, and a region of the gazetteer as well
            code = next((e.admin1 for e in gazetteer().named(self.name) if e.feature == "ADM1" and e.iso2 == found.iso2), "")
        return gazetteer().region(found.iso2, code) if code else None


@dataclass(frozen=True, slots=True)
class Name:
    """A run of tokens that could name a place.

    Args:
        start, end: token indexes, half-open.
        text: the words.
        kind: where it was found: the table of countries, the states and provinces, the known places, the gazetteer of towns, the
            demonyms; "described" for a natural feature that is in none of them, "street" for a street, square or building.
        readings: what it could be; none for those two.
    """

    start: int
    end: int
    text: str
    kind: Kind
    readings: tuple[Reading, ...]


def find_names(document: Document) -> list[Name]:
    """All names that could be places, in order, the longest first where they overlap."""
    tokens = list(document.doc)
    capital = [_is_capital(t) for t in tokens]
    listed = {n.start: n for n in _listed_counties(document, tokens, capital)}
    found: list[Name] = []
    at = 0
    while at < len(tokens):
        name = listed.get(at) or (_name_at(document, tokens, capital, at) if capital[at] else None)
        if name is not None:
            found.append(name)
        at = name.end if name else at + 1
    return found


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() or bool(_ELIDED.match(token.text))


def _name_at(document: Document, tokens: Sequence[Token], capital: Sequence[bool], start: int) -> Name | None:
    """The longest name that begins at a token."""
    text = document.article.text
    for end in reversed(list(_ends(tokens, capital, start))):
        river = _river_after_the(tokens, start, end)
        if river:
            return Name(start, end, tokens[start].text, "known", (river,))
        written = text[tokens[start].idx : tokens[end - 1].idx + len(tokens[end - 1])]
        kind, readings = look_up(" ".join(written.split()), many=end - start > 1)
        described = None if readings else _described(tokens, start, end)
        if readings or described:
            return Name(start, end, written, described or kind, readings)
    return None


def _ends(tokens: Sequence[Token], capital: Sequence[bool], start: int) -> Iterator[int]:
    """Where a name that begins at `start` could end: after capitalised words, joined by small words and hyphens."""
    end = start
    while end < len(tokens) and end - start < LONGEST:
        token = tokens[end]
        if capital[end]:
            yield end + 1
            if f"{token.text}." in _lexicon() and end + 1 < len(tokens) and tokens[end + 1].text == "." and not token.whitespace_:
                yield end + 2
        elif token.lower_ in ("'s", "’s") and end - start > 1:
            yield end + 1
        elif end > start and token.text in words("kind_after"):  # only where the codebook lists the whole: "the Baltic states"
            if _written(tokens, start, end + 1) in _lexicon():
                yield end + 1
        elif token.text not in _INNER and not (token.text == "." and tokens[end - 1].text in _SAINTS):
            return
        if "\n" in token.whitespace_ or (end + 1 < len(tokens) and tokens[end + 1].is_space):
            return
        end += 1


def _written(tokens: Sequence[Token], start: int, end: int) -> str:
    return " ".join(t.text for t in tokens[start:end])


def look_up(name: str, *, many: bool = True) -> tuple[Kind, tuple[Reading, ...]]:
    """What a name could be: the kind of its first source, and the readings of all.

    Args:
        name: the words, single spaces.
        many: whether it is more than one word; a short word in capitals is an acronym otherwise.
    """
    kind, known = _lexicon().get(name, ("town", ()))
    if name.startswith(("The ", "THE ")) and not known:
        return "town", tuple(_of_entry(e) for e in gazetteer().named(name) if e.feature == "PPL")
    if kind == "demonym":
        return kind, known
    country = None if known and kind != "country" else country_named(name)
    if country and not known:
        kind, known = "country", (_of_country(country),)
    if not known and (demonym := country_of_demonym(name)):
        return "demonym", (_of_country(demonym),)
    if known and name.endswith("."):
        return kind, known
    if not many and (len(name) < 3 or (name.isupper() and len(name) < 4)):
        return kind, known
    towns = tuple(_of_entry(e) for e in gazetteer().named(name) if not _is_state(e, kind))
    if kind == "country":  # "Mexico" is not short for its capital
        towns = tuple(t for t in towns if not (t.alias and t.feature == "PPLC" and t.country == known[0].country))
    if not many and name.isupper() and len(name) == 4:  # an acronym, unless a capital is called so ("KYIV", "OSLO")
        towns = tuple(t for t in towns if t.feature == "PPLC")
    return kind, (*known, *towns)


def _is_state(entry: Entry, kind: Kind) -> bool:
    return kind in ("region", "known") and entry.feature == "ADM1"


def _river_after_the(tokens: Sequence[Token], start: int, end: int) -> Reading | None:
    """The river of "along the Niger" and "the Mississippi rose", which without the article are a country and a state.

    Not where a noun follows that it describes: "the Mississippi governor".
    """
    if end - start != 1 or start == 0 or tokens[start - 1].lower_ != "the":
        return None
    following = tokens[end] if end < len(tokens) else None
    describes = following is not None and (following.tag_.startswith(("NN", "JJ", "CD")) or following.text in ("-", "–", "'s", "’s"))
    return None if describes and tokens[start].dep_ in ("compound", "amod", "nmod", "poss") else _rivers().get(tokens[start].text)


def _described(tokens: Sequence[Token], start: int, end: int) -> Kind | None:
    """Whether words that no source holds name a natural feature ("the Blackthorn River"), or a street or square."""
    first, last = tokens[start].text, tokens[end - 1].text
    if end - start == 1 or first in words("not_described"):
        return None
    if first in words("water_of") and tokens[start + 1].text == "of" and end - start in (3, 4):  # a gulf is not the land it is called after
        return "described"
    if end - start == 2 and (last in words("water") or first in words("water_before")):
        return "described"
    return "street" if end - start <= 4 and last in words("street") else None


def _listed_counties(document: Document, tokens: Sequence[Token], capital: Sequence[bool]) -> Iterator[Name]:
    """The counties of "Adams, Pike and Brown counties"."""
    for at, token in enumerate(tokens):
        kind = {"counties": " County", "Counties": " County", "parishes": " Parish"}.get(token.text)
        while kind and at > 0 and (capital[at - 1] or tokens[at - 1].text in (",", "and", "or", "&")):
            at -= 1
            if not capital[at]:
                continue
            end = at + 1
            while at > 0 and capital[at - 1]:
                at -= 1
            name = document.article.text[tokens[at].idx : tokens[end - 1].idx + len(tokens[end - 1])]
            readings = tuple(_of_entry(e) for e in gazetteer().named(name + kind))
            if readings:
                yield Name(at, end, name, "region", readings)


def _of_country(country: Country) -> Reading:
    return Reading(country.name, "PCLI", country.iso3, "", country.lat, country.lon, country.population, country.geonameid, listed=True)


def _of_entry(entry: Entry) -> Reading:
    country = country_of_iso2(entry.iso2)
    iso3 = country.iso3 if country else None
    capital = country is not None and entry.feature == "PPL" and entry.population > 0 and entry.name.startswith(country.capital or "?")
    feature = "PPLC" if capital and entry.population > 50_000 else entry.feature
    return Reading(entry.name, feature, iso3, entry.admin1, entry.lat, entry.lon, entry.population, entry.geonameid, entry.alias)


def _of_known(place: KnownPlace) -> Reading:
    return Reading(
        place.names[0], place.feature, place.country or None, place.admin1, place.lat, place.lon, place.population, place.geonameid,
        listed=not place.town_too,
    )  # fmt: skip


def _of_region(region: Region) -> Reading:
    return Reading(region.name, "ADM1", region.country, region.admin1, region.lat, region.lon, 0, region.geonameid, listed=True)


def _river_names(place: KnownPlace) -> tuple[str, ...]:
    """ "X River", "X river" and "River X" for a river."""
    bare = {n.removesuffix(" River").removeprefix("River ") for n in place.names} if place.feature == "STM" else set()
    return tuple(form for b in sorted(bare) for form in (f"{b} River", f"{b} river", f"River {b}"))


@cache
def _rivers() -> dict[str, Reading]:
    """Rivers by the word that stands after "the"."""
    out: dict[str, Reading] = {}
    for place in known_places():
        for name in place.names if place.feature == "STM" else ():
            bare = name.removesuffix(" River").removeprefix("River ")
            if " " not in bare and bare not in words("not_river"):
                out.setdefault(bare, _of_known(place))
    return out


@cache
def _lexicon() -> dict[str, tuple[Kind, tuple[Reading, ...]]]:
    """Names of states and provinces and of known places, as written."""
    index: dict[str, tuple[Kind, tuple[Reading, ...]]] = {}

    def add(name: str, kind: Kind, reading: Reading) -> None:
        for form in (name, name.replace("'", "’"), name.upper() if len(name) > 3 and not name.endswith(".") else name):
            index.setdefault(form, (kind, (reading,)))

    for region in regions():
        for name in (region.name, *region.abbreviations):
            add(name, "region", _of_region(region))
        for name in region.demonyms:
            add(name, "demonym", _of_region(region))
    for place in known_places():
        for name in (*place.names, *_river_names(place)):
            add(name, "town" if place.town_too else "known", _of_known(place))
        for name in place.demonyms:
            add(name, "demonym", _of_known(place))
    for name in _CITIES_TOO:
        index[name] = ("region", tuple(replace(r, listed=False) for r in index[name][1]))
    georgia = country_named("Georgia")
    if georgia:
        index["Georgia"] = ("country", (_of_country(georgia), *index["Georgia"][1]))
    return index
