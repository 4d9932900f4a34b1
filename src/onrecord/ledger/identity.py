"""Who a party is across articles: its key, the family within which spellings are compared, and the principal whose word it gives.

Everything here follows from the mention and its own article, so that the order in which articles are added changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from onrecord.codebook import countries as world
from onrecord.codebook import parties as lexicon
from onrecord.codebook.linking import organs
from onrecord.ledger import names
from onrecord.model import Party, content_id

ORGANS = frozenset(["GOV", "MIL", "COP", "SPY", "LEG"])
"""PLOVER sectors whose organisations act for their state: what Canada's Defence Ministry promises, Canada promises."""
OFFICIALS = frozenset(["GOV", "MIL", "COP", "SPY"])
"""The same for people: a minister speaks for the state, a lawmaker for himself."""
SMALL = frozenset(["the", "of", "and", "for", "in", "on", "a", "an", "its", "his", "her", "their", "republic", "office"])
COUNTRYWIDE = frozenset(["national", "federal", "central"])
ORGAN_WORDS = frozenset(["affairs", "ministry", "department"])


@dataclass(frozen=True, slots=True)
class Identity:
    """A party as the ledger knows it.

    Args:
        id: content hash of kind, key and country.
        kind: "person", "state", "organisation" or "group".
        name: as the article gives it in full.
        country: ISO 3166-1 alpha-3, "IGO" or None.
        sector: PLOVER sector code or None.
        family: parties of one family may be the same; those of two never are.
        key: the folded name.
    """

    id: str
    kind: str
    name: str
    country: str | None
    sector: str | None
    family: str
    key: tuple[str, ...]


def identify(party: Party) -> Identity:
    """The identity of a party as one article gives it."""
    return _identify(party.kind, party.name, party.country, party.sector)


@lru_cache(maxsize=16_384)
def _identify(kind: str, name: str, country: str | None, sector: str | None) -> Identity:
    if kind == "state":
        key: tuple[str, ...] = (country or name.lower(),)
        family = f"state {key[0]}"
    elif kind == "person":
        given, surname = names.person_words(name, country)
        key = (*given, surname)
        family = f"person {names.frame(surname)}"
    elif kind == "organisation":
        key = organisation_key(name, country)
        family = f"organisation {_letters(key)}"
    else:
        key = tuple(sorted(set(names.words_of(name)) - SMALL))
        family = f"group {' '.join(key)}"
    return Identity(content_id("p", kind, *key, country), kind, name, country, sector, family, key)


def _letters(key: tuple[str, ...]) -> str:
    """The letters under which a body and its acronym meet: the first of each of its words, or those of a single word; in alphabetical order, as the
    key is: the family follows from the key alone, so that no spelling that came first decides it."""
    return "".join(sorted(key[0] if len(key) == 1 else (w[0] for w in key)))


def organisation_key(name: str, country: str | None) -> tuple[str, ...]:
    """The words that tell an organisation, its country's name and small words left out: "Russian Foreign Ministry" and "Ministry of Foreign
    Affairs" of Russia meet as ("foreign", "ministry")."""
    known = lexicon.organisation(name)
    full = known.name if known is not None else name
    words = [w for w in names.words_of(organs().get(full, full)) if w not in SMALL]
    own = _country_words(country) if country else frozenset()
    kept = [w for w in words if w not in own and w not in COUNTRYWIDE] or words
    if "affairs" in kept and ORGAN_WORDS & set(kept):
        kept = [w for w in kept if w != "affairs"]
    return tuple(sorted(names.folded("ministry" if w == "department" else w) for w in set(kept)))


@lru_cache(maxsize=512)
def _country_words(code: str) -> frozenset[str]:
    country = world.country_of_code(code)
    if country is None:
        return frozenset()
    every = (country.name, *country.aliases, *country.demonyms)
    return frozenset(w for one in every for w in names.words_of(one)) | {w + "s" for one in (country.name,) for w in names.words_of(one)}


def is_same(one: Identity, other: Identity) -> bool:
    """Whether two identities of one family are the same party; a person without a given name or a country may be any that agrees."""
    if one.family != other.family or one.kind != other.kind:
        return False
    if one.country and other.country and one.country != other.country:
        return False
    if one.kind == "person":
        return names.alike(one.key[-1], other.key[-1]) and names.given_alike(one.key[:-1], other.key[:-1])
    if one.kind == "organisation":
        short, long = sorted((one, other), key=lambda i: len(i.key))
        return one.key == other.key or (names.is_acronym(short.name) and len(short.key) == 1 and len(long.key) > 1)
    return one.key == other.key


def resolve(family: Sequence[Identity]) -> dict[str, str]:
    """Which identities of a family are one: id -> the id of the fullest among them.

    A bare surname, or a name without a country, joins the others only where all that it may be are one and the same.

    Args:
        family: all identities known of one family, in any order.
    """
    return resolve_with_leaders(family)[0]


def resolve_with_leaders(family: Iterable[Identity]) -> tuple[dict[str, str], set[str]]:
    """As `resolve`, with the ids of those whom others may follow."""
    leaders = Neighbours()
    leads: set[str] = set()
    out: dict[str, str] = {}
    for one in sorted(family, key=place_of):
        may_be = list(islice((leader for leader in leaders.of(one) if is_same(one, leader)), 2))
        out[one.id] = may_be[0].id if len(may_be) == 1 else one.id
        if not may_be:
            leaders.add(one)
            leads.add(one.id)
    return out, leads


class Neighbours:
    """Identities of one family, looked up by their first names and countries: a surname, or what is taken for one, may be that of thousands."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str | None, list[Identity]]] = {}
        self._heads: list[str] = []
        self._meeting: dict[str, tuple[int, list[str]]] = {}
        """Of a head, those that it may meet among the first so many of `_heads`."""

    def add(self, one: Identity) -> None:
        """Take in an identity."""
        head = _head(one)
        if head not in self._found:
            self._found[head] = {}
            self._heads.append(head)
        self._found[head].setdefault(one.country, []).append(one)

    def remove(self, one: str, like: Identity) -> bool:
        """Take out the identity of an id, which has the key and country of another. Returns whether it was in."""
        bucket = self._found.get(_head(like), {}).get(like.country, [])
        before = len(bucket)
        bucket[:] = [other for other in bucket if other.id != one]
        return len(bucket) < before

    def of(self, one: Identity) -> Iterator[Identity]:
        """Those who may be the same as this one, and some who are not."""
        for head in self._near(_head(one), one.kind):
            by_country = self._found[head]
            if one.country is None:
                yield from chain.from_iterable(by_country.values())
            else:
                yield from by_country.get(one.country, ())
                yield from by_country.get(None, ())

    def _near(self, own: str, kind: str) -> list[str]:
        if not own:
            return self._heads
        known, near = self._meeting.get(own, (0, []))
        if known < len(self._heads):
            meet = _MEETING.get(kind, str.__eq__)
            near.extend(head for head in self._heads[known:] if not head or meet(own, head))
            self._meeting[own] = len(self._heads), near
        return near

    def __iter__(self) -> Iterator[Identity]:
        return (one for by_country in self._found.values() for bucket in by_country.values() for one in bucket)


def _head(one: Identity) -> str:
    """What of a name must agree with that of another: a person's first given name, all words of an organisation of several; "" where none need."""
    if len(one.key) < 2:
        return ""
    return one.key[0] if one.kind == "person" else " ".join(one.key)


def _first_names_meet(one: str, other: str) -> bool:
    """Whether people of these first names may be the same; "Jo Anne" and "Joanne" may."""
    return one.startswith(other) or other.startswith(one) or names.first_alike(one, other)


_MEETING: dict[str, Callable[[str, str], bool]] = {"person": _first_names_meet}


def place_of(one: Identity) -> tuple[int, str, str]:
    """Where an identity stands in its family: the fullest first."""
    return -_fullness(one), one.name, one.id


def _fullness(one: Identity) -> int:
    """How much an identity tells: a country, a given name, a whole name rather than an acronym."""
    return 2 * bool(one.country) + 2 * (len(one.key) > 1) + (len(one.key) > 2) - names.is_acronym(one.name)


def principals(parties: Iterable[Party]) -> tuple[str, ...]:
    """Whose word the parties give: the codes of the states that they act for, and the names of those that act for themselves.

    Args:
        parties: one side of an act, joined names taken apart.

    Returns:
        sorted keys; two sides that share one may be the same.
    """
    found: set[str] = set()
    for party in parties:
        found.update(principal_keys(party))
    return tuple(sorted(found))


def bodies(parties: Iterable[Party]) -> tuple[str, ...]:
    """The people and organisations among the parties by their own keys, whomever they act for; states, governments and groups left out."""
    found: set[str] = set()
    for party in parties:
        if party.kind == "person":
            found.add(_person_key(party))
        elif party.kind == "organisation" and "government" not in names.words_of(party.name):
            found.update(_organisation_keys(party.name, party.country))
    return tuple(sorted(found))


def aliases(parties: Iterable[Party]) -> tuple[tuple[str, str], ...]:
    """For the people who act for a state: their own key and the state's. A surname alone, elsewhere, is known by them."""
    found = set()
    for party in parties:
        state = state_of(party)
        if state is not None and party.kind == "person":
            found.add((_person_key(party), state))
    return tuple(sorted(found))


def _person_key(party: Party) -> str:
    """A person's own key: the surname's frame."""
    return f"person {names.frame(names.person_words(party.name, party.country)[1])}"


def _body_of(party: Party) -> str | None:
    """The international body in whose office a person speaks ("EU ambassador")."""
    if party.country not in (None, "IGO") or not party.role:
        return None
    known = lexicon.organisation(party.role.split()[0]) or lexicon.organisation(" ".join(party.role.split()[:-1]))
    return known.name if known is not None else None


def principal_keys(party: Party) -> tuple[str, ...]:
    """The keys of one party's principal: one, or for an organisation its name and its initials."""
    state = state_of(party)
    if state is not None:
        return (state,)
    if party.kind == "person":
        body = _body_of(party)
        return (_person_key(party),) if body is None else _organisation_keys(body, "IGO")
    own = OWN_PEOPLE.fullmatch(party.name)
    if own is not None:
        return _organisation_keys(own[1] or own[2], party.country)
    if party.kind == "organisation":
        return _organisation_keys(party.name, party.country)
    words = names.words_of(party.name)
    return ("group " + " ".join(sorted(set(words) - SMALL)),) if words else ()


OWN_PEOPLE = re.compile(
    r"(.+?)(?:['’]s?)? (?:members|fighters|forces|troops|leaders|officials|representatives|negotiators|lawyers|supporters|leadership"
    r"|commanders|(?:executive )?board|governing council|secretariat)"
    r"|(?:members|leaders|the board|board|officials|leadership|secretariat|fighters|forces|troops|rebels|commanders) of (?:the )?(.+)",
    re.I,
)
"""A body's own people: what they do, it does."""


@lru_cache(maxsize=8192)
def _organisation_keys(name: str, country: str | None) -> tuple[str, ...]:
    words = names.words_of(name)
    if not words:
        return ()
    short = names.words_of(name.replace(".", ""))[0] if names.is_acronym(name) else names.initials(name)
    keys = {"organisation " + " ".join(organisation_key(name, country))}
    return tuple(sorted(keys | ({f"initials {short}"} if len(short) > 2 else set())))


def state_of(party: Party) -> str | None:
    """The state for which a party acts, as its code; None for those who act for themselves."""
    if party.kind == "state":
        return party.country or party.name.lower()
    country = named_country(party.name) if party.kind != "person" else None
    country = country or party.country
    if not country or country == "IGO" or not AGAINST_STATES.isdisjoint(names.words_of(party.name)):
        return None
    acting = OFFICIALS if party.kind == "person" else ORGANS
    words = names.words_of(party.name)
    acts = party.sector in acting or (party.kind != "person" and (not MISSIONS.isdisjoint(words) or any(b.issubset(words) for b in BANKS)))
    return country if acts and not (party.role or "").startswith("former") else None


AGAINST_STATES = frozenset(
    ["opposition", "liberation", "resistance", "rebel", "rebels", "insurgents", "militia", "militias", "separatists", "separatist", "front"]
)
"""Words of bodies that do not act for the state of their country, whatever else their names say: "Oromo Liberation Army"."""
MISSIONS = frozenset(["embassy", "consulate", "mission", "ministry", "government", "parliament"])
"""Words of bodies that act for the state that their name tells, wherever they stand: "the Korean embassy in Kyiv"."""
BANKS = (frozenset(["central", "bank"]), frozenset(["reserve", "bank"]))
"""Words of banks that act for their state."""


@lru_cache(maxsize=8192)
def named_country(name: str) -> str | None:
    """The country that a body's name begins with, as a name, an adjective or a possessive; None where it begins otherwise."""
    words = name.removeprefix("the ").removeprefix("The ").replace("’s", "'s").split()
    for size in (3, 2, 1):
        first = " ".join(words[:size]).removesuffix("'s").removesuffix("'")
        found = world.country_of_demonym(first) or world.country_named(first)
        if found is not None and len(words) > size:
            return found.iso3
    return None


def of_row(kind: str, name: str, country: str | None, sector: str | None) -> Identity:
    """The identity of a party from its row in the ledger."""
    return _identify(kind, name, country, sector)
