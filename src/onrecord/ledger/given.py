"""Values that people give in words, read into the nouns of the record: words of the article, parties, amounts, dates, places.

Each reader takes what a person typed, or the form that the reviews keep of it (`onrecord.ledger.corrections`), and finds the same again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import get_args

from onrecord.codebook import countries as world
from onrecord.codebook import parties as lexicon
from onrecord.errors import BadReview
from onrecord.ledger.days import bounds_of
from onrecord.ledger.rows import storable
from onrecord.model import Party, PartyKind, Place, Record, Span, When

OFFSETS = re.compile(r"^(?P<start>\d+):(?P<end>\d+)$|(?:^|\s)\[(?P<from>\d+):(?P<to>\d+)\]$")
"""Offsets alone, or in brackets after the words."""
DETAILS = re.compile(r"^(?P<name>.+?)\s*\((?P<details>[^()]*)\)$")
QUOTES = {"'": "['‘’]", '"': '["“”]', "‘": "['‘’]", "’": "['‘’]", "“": '["“”]', "”": '["“”]'}
SECTORS = frozenset(
    """AGR BUS COP CRM CVL EDU ELI GOV HLH IGO JRN JUD LAB LEG MED MIL NGO OPP PRM PTY REB REF REL SOC SPY UAF""".split()  # noqa: SIM905
)
"""Sector codes of PLOVER, and those that onrecord gives beside them."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a value is given: the record that it corrects, and the words near which its own are looked for."""

    record: Record
    near: Span

    @property
    def text(self) -> str:
        """The article's text."""
        return self.record.article.text


def words_of(given: str, where: Where) -> Span:
    """The words of the article that are meant: as "START:END", as words with "[START:END]" after them, or as words alone.

    Raises:
        BadReview: the words do not stand in the article, or the offsets lie outside it.
    """
    match = OFFSETS.search(given)
    if match:
        span = _between(given, int(match["start"] or match["from"]), int(match["end"] or match["to"]), where.text)
        words = given[: match.start()].strip()
        if words and " ".join(words.split()) != " ".join((storable(span.text) or "").split()):
            raise BadReview(given, f"other words stand there: {span.text!r}", "Give the words alone, or the offsets alone.")
        return span
    found = nearest(given, where)
    if found is None:
        raise BadReview(given, "these words do not stand in the article", "Copy them from it, or give their offsets as START:END.")
    return found


def _between(given: str, start: int, end: int, text: str) -> Span:
    if not start < end <= len(text) or not text[start:end].strip():
        raise BadReview(given, f"no words of the article stand there; it has {len(text)} characters", "Offsets count code points from 0.")
    return Span.of(text, start, end)


def nearest(words: str, where: Where, *, whole: bool = False) -> Span | None:
    """The occurrence of words nearest to the item; white space, quotation marks and, where need be, capitals may differ.

    Args:
        words: what is looked for.
        where: the article and the place.
        whole: only as whole words.
    """
    parts = words.split()
    if not parts:
        return None
    pattern = r"\s+".join("".join(QUOTES.get(c) or re.escape(c) for c in part) for part in parts)
    if whole:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    for flags in (0, re.IGNORECASE) if len(words) > 3 else (0,):  # "US" is not "us"
        found = [Span.of(where.text, m.start(), m.end()) for m in re.finditer(pattern, where.text, flags)]
        if found:
            return min(found, key=lambda s: (_gap(s, where.near), abs(s.start - where.near.start), s.start))
    return None


def _gap(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def kept_words(span: Span) -> str:
    """Words of an article as the reviews keep them: the words, and their offsets."""
    return f"{' '.join(span.text.split())} [{span.start}:{span.end}]"


def several_words(given: str, where: Where) -> tuple[Span, ...]:
    """Stretches of words, set apart by an ellipsis (…), in the order of the text."""
    return tuple(sorted(words_of(part.strip(), where) for part in given.split("…") if part.strip()))


def parties_of(given: str, where: Where) -> tuple[Party, ...]:
    """The parties that are meant, set apart by semicolons.

    Raises:
        BadReview: see `party_of`.
    """
    return tuple(party_of(part.strip(), where) for part in given.split(";") if part.strip())


def party_of(given: str, where: Where) -> Party:
    """The party that is meant: "Canada", "Mark Carney", "Mark Carney (CAN)", "Mark Carney (person, CAN, GOV)".

    A name alone is looked up among the parties of the article and in the codebook. Where the kind is given, nothing is looked up.

    Raises:
        BadReview: what stands in brackets is no kind, country or sector.
    """
    match = DETAILS.match(given)
    name, details = (match["name"], match["details"]) if match else (given, "")
    kind, country, sector = _details(given, details)
    known = [p for p in where.record.parties if p.name.casefold() == name.casefold() and country in (None, p.country)]
    if kind is not None:
        role = next((p.role for p in known if p.kind == kind), None)
        return Party(name, kind, country, sector, role, _mention(name, country if kind == "state" else None, where), "human")
    for one in known:
        return replace(one, sector=sector or one.sector, mention=_mention(one.name, _own_land(one), where), basis="human")
    found = _looked_up(name)
    made = replace(found, country=country or found.country, sector=sector or found.sector)
    return replace(made, mention=_mention(name, _own_land(made), where))


def _own_land(party: Party) -> str | None:
    return party.country if party.kind == "state" else None


def _details(given: str, details: str) -> tuple[PartyKind | None, str | None, str | None]:
    """Kind, country and sector that stand in brackets after a name."""
    kind: PartyKind | None = None
    country = sector = None
    for one in (d.strip() for d in details.split(",")):
        land = world.country_of_code(one) or world.country_named(one)
        if one in get_args(PartyKind):
            kind = one  # type: ignore[assignment]
        elif land is not None:
            country = land.iso3
        elif one == "IGO" and country is None:
            country = one
        elif one in SECTORS:
            sector = one
        elif one:
            raise BadReview(
                given, f"{one!r} is no kind, country or sector",
                f"Write it as: Name (kind, COUNTRY, SECTOR); kinds: {', '.join(get_args(PartyKind))}; country: three letters, or IGO.",
            )  # fmt: skip
    return kind, country, sector


NOWHERE = Span(0, 0, "")


def _looked_up(name: str) -> Party:
    """A party that the article does not know, from the codebook, else from the look of its name."""
    land = world.country_named(name)
    if land is not None:
        return Party(land.name, "state", land.iso3, "GOV", None, NOWHERE, "human")
    body, seat = lexicon.organisation(name), world.metonym(name)
    if body is not None:
        return Party(body.name, "organisation", body.country or None, body.sector, None, NOWHERE, "human")
    if seat is not None:
        return Party(seat.name, "state" if seat.is_state else "organisation", seat.country, seat.sector, None, NOWHERE, "human")
    words = name.split()
    head = next((h for w in reversed(words) if (h := lexicon.name_head(w))), None)
    kind: PartyKind
    if not name[:1].isupper():
        kind = "group"
    elif head is not None or name.isupper() or not 2 <= len(words) <= 4 or not all(w[:1].isupper() for w in words):
        kind = "organisation"
    else:
        kind = "person"
    group = lexicon.group(name.lower())
    return Party(name, kind, None, head.sector if head else group.sector if group else None, None, NOWHERE, "human")


def _mention(name: str, country: str | None, where: Where) -> Span:
    """The words that name a party nearest to the item; those of the item itself where the article does not name it."""
    land = world.country_of_code(country) if country else None
    names: Iterable[str] = (name,) if land is None else (land.name, *land.aliases, *land.demonyms, land.capital)
    found = [s for n in names if (s := nearest(n, where, whole=True)) is not None]
    if not found and " " in name:
        last = nearest(name.split()[-1], where, whole=True)
        found = [last] if last is not None else []
    return min(found, key=lambda s: (_gap(s, where.near), s.start, -s.end), default=where.near)


def kept_party(party: Party) -> str:
    """A party as the reviews keep it: a state by its name, all else with what there is to know of it."""
    land = world.country_named(party.name)
    if party.kind == "state" and land is not None and land.iso3 == party.country and party.sector == "GOV":
        return party.name
    return f"{party.name} ({', '.join(x for x in (party.kind, party.country, party.sector) if x)})"


def kept_parties(parties: Sequence[Party]) -> str:
    """Several parties as the reviews keep them."""
    return "; ".join(kept_party(p) for p in parties)


def date_of(given: str) -> When:
    """A date that a person gives.

    Raises:
        BadReview: it is no date, month, year or "begin/end".
    """
    if bounds_of(given) is None or "T" in given:
        raise BadReview(given, "no date", "Write YYYY-MM-DD, YYYY-MM, YYYY, or two of them with a slash between.")
    return When(given, "human")


def place_of(given: str, where: Where) -> Place:
    """A place by name, or as "Name (COUNTRY)": one of the article's own places where it has that name, else a country, else the name alone.

    Raises:
        BadReview: what stands in brackets is no country.
    """
    match = DETAILS.match(given)
    name = match["name"] if match else given
    _, country, _ = _details(given, match["details"] if match else "")
    words = nearest(name, where, whole=True) or where.near
    known = [p for p in where.record.places if p.name.casefold() == name.casefold() and country in (None, p.country)]
    if known:
        return replace(min(known, key=lambda p: _gap(p.words, where.near)), words=words, basis="human")
    land = world.country_named(name)
    if land is not None and country in (None, land.iso3):
        return Place(land.name, words, land.geonameid, land.iso3, None, land.lat, land.lon, None, "human")
    seat = world.metonym(name)  # a capital tells its country
    return Place(name, words, None, country or (seat.country if seat and seat.is_state else None), basis="human")


def kept_place(place: Place) -> str:
    """A place as the reviews keep it."""
    return f"{place.name} ({place.country})" if place.country and world.country_of_code(place.country) else place.name


@cache
def currencies_known() -> frozenset[str]:
    """The ISO 4217 codes of the world's currencies."""
    from onrecord.codebook.amounts import currencies, symbols

    codes = {c.currency for c in world.countries() if c.currency}
    codes.update(code for row in currencies() for code in row.codes)
    return frozenset(codes | {s.code for s in symbols() if len(s.code) == 3})
