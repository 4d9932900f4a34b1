"""Words that tell who somebody is: offices, groups, organisations, given names, forms of address, pronouns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar

from onrecord.codebook.load import rows
from onrecord.codebook.plurals import plural_of

Gender = Literal["male", "female", "none", ""]


@dataclass(frozen=True, slots=True)
class Role:
    """An office or calling of a single person.

    Args:
        id: "en.role.NAME".
        words: singular, lower case.
        sector: PLOVER sector code.
        also: wider words for the same person ("leader" for a president).
        unique: one person of a country or body holds it at a time, so that "the president" names somebody.
        gender: where the word tells it.
        country: ISO 3166-1 alpha-3 or "IGO" where the word tells it ("taoiseach"), else "".
        not_in: countries that have no such office (ISO 3166-1 alpha-3).
    """

    id: str
    words: tuple[str, ...]
    sector: str
    also: tuple[str, ...] = ()
    unique: bool = False
    gender: Gender = ""
    country: str = ""
    not_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Words for many people or for an organisation, in lower case. `home`: of the article's own country unless another is named."""

    id: str
    words: tuple[str, ...]
    sector: str
    home: bool = False


@dataclass(frozen=True, slots=True)
class StandIn:
    """Words by which a party already named is called again, with the kinds and sectors of parties they fit (empty: all), and words of which
    its name must hold one (empty: any name)."""

    id: str
    words: tuple[str, ...]
    kinds: tuple[str, ...]
    sectors: tuple[str, ...]
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that newsrooms name without explaining it. `country`: ISO 3166-1 alpha-3, "IGO", or "" for none."""

    id: str
    name: str
    words: tuple[str, ...]
    country: str
    sector: str


@dataclass(frozen=True, slots=True)
class Member:
    """Capitalised words for the members of a party, faith or people ("Republicans", "Kurds")."""

    id: str
    words: tuple[str, ...]
    country: str
    sector: str


@dataclass(frozen=True, slots=True)
class NameHead:
    """Words that mark a name as an organisation of a sector ("Ministry", "Airlines")."""

    id: str
    words: tuple[str, ...]
    sector: str


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that mark a name as a place or a thing, or that are no name."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Given names, with the gender that they tell ("" for both)."""

    id: str
    words: tuple[str, ...]
    gender: Gender


@dataclass(frozen=True, slots=True)
class Title:
    """Forms of address ("Mr", "Sen."), in lower case; no part of a name."""

    id: str
    words: tuple[str, ...]
    gender: Gender = ""
    sector: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """Pronouns of one person, number and gender."""

    id: str
    words: tuple[str, ...]
    person: int
    number: Literal["one", "many", "any"]
    gender: Gender = ""
    relative: bool = False


Listed = TypeVar("Listed", Organisation, Member, NameHead, GivenNames, Title, Pronoun)


def role(text: str) -> Role | None:
    """The role with this word, singular or plural, in lower case."""
    found = _roles().get(text)
    return found[0] if found else None


def is_plural_role(text: str) -> bool:
    """Whether the word is the plural of a role ("prime ministers")."""
    found = _roles().get(text)
    return found is not None and found[1]


def singular_role(text: str) -> str:
    """The singular of a role's word ("prime ministers" -> "prime minister"); the word itself where it is none."""
    found = _roles().get(text)
    return found[2] if found else text


def group(text: str) -> Group | None:
    """The group with this word, in lower case; the plural of a word listed in the singular counts too."""
    return _groups().get(text)


def group_is_plural(text: str) -> bool:
    """Whether a group's word names many ("officials") and not one body ("ministry")."""
    last = text.rsplit(" ", 1)[-1]
    return last in _MANY or (last.endswith("s") and not last.endswith("ss") and last not in _ONE) or last.endswith("men")


def longest_ending(word: str) -> int:
    """How many words the longest role or group has whose last word this is (lower case); 0 where none ends with it."""
    return _endings().get(word, 0)


def stand_ins(text: str) -> tuple[StandIn, ...]:
    """The rows of stand-ins with this word (lower case, singular)."""
    return _stand_ins().get(text, ())


def organisation(text: str) -> Organisation | None:
    """The well-known organisation of this name; case counts, a leading "the" does not."""
    plain = text.replace("’", "'")
    found = _organisations()
    return found.get(plain) or found.get(plain.removeprefix("the ").removeprefix("The "))


def member(text: str) -> Member | None:
    """The party, faith or people that this word names members of; case counts."""
    return _members().get(text)


def name_head(word: str) -> NameHead | None:
    """What a capitalised word marks as an organisation, or None."""
    return _heads().get(word)


def is_place_word(word: str) -> bool:
    """Whether a name that ends with this word is a place."""
    return word in _listed("places")


def is_thing_word(word: str) -> bool:
    """Whether a name that ends with this word is a thing (a day, a law, an event, a weapon)."""
    return word in _listed("things")


def is_plain_word(word: str) -> bool:
    """Whether a capitalised word is no name by itself ("Over", "This")."""
    return word in _listed("plain") or word in _listed("joining")


def may_open_name(word: str) -> bool:
    """Whether a word that is no name by itself may open one ("North", "New")."""
    return word in _listed("joining")


def given_name(word: str) -> GivenNames | None:
    """The list that holds this given name, or None."""
    return _given().get(word)


def title(word: str) -> Title | None:
    """The form of address with this word (lower case), or None."""
    return _titles().get(word)


def particles(place: str) -> frozenset[str]:
    """Particles of names: "inside", "joined" (by a hyphen) or "after"."""
    return _particles().get(place, frozenset())


def pronoun(word: str) -> Pronoun | None:
    """The pronoun (lower case), or None."""
    return _pronouns().get(word)


def is_speech_verb(lemma: str) -> bool:
    """Whether a verb tells of speech or thought."""
    return lemma in _verbs()["en.verb.speech"]


def is_party_verb(lemma: str) -> bool:
    """Whether only people and organisations do what a verb tells."""
    return lemma in _verbs()["en.verb.speech"] or lemma in _verbs()["en.verb.agent"]


def is_done_to_people(lemma: str) -> bool:
    """Whether the object of a verb is a person or an organisation ("arrest", "appoint")."""
    return lemma in _verbs()["en.verb.onto_people"]


_MANY = frozenset(
    [
        "police",
        "people",
        "public",
        "youth",
        "staff",
        "personnel",
        "military",
        "media",
        "press",
        "opposition",
        "clergy",
        "faithful",
        "displaced",
        "wounded",
        "injured",
        "homeless",
        "crew",
        "workforce",
        "electorate",
        "population",
        "everyone",
        "children",
    ]
)
_ONE = frozenset(["congress", "press", "headquarters", "secretariat", "customs", "airways", "business", "parties'", "parliaments'"])


@cache
def roles() -> tuple[Role, ...]:
    """All rows of roles."""
    return rows("data/roles.toml", "roles", Role)


@cache
def _endings() -> dict[str, int]:
    longest: dict[str, int] = {}
    for words in (*_roles(), *_groups()):
        parts = words.replace("-", " - ").split()
        longest[parts[-1]] = max(longest.get(parts[-1], 0), len(parts))
    return longest


@cache
def longest_role() -> int:
    """How many words the longest role has."""
    return max(len(w.split()) for w in _roles())


@cache
def _roles() -> dict[str, tuple[Role, bool, str]]:
    index: dict[str, tuple[Role, bool, str]] = {}
    for row in roles():
        for word in row.words:
            index.setdefault(word, (row, False, word))
            if "-" in word:
                index.setdefault(word.replace("-", " - "), (row, False, word))
    for row in roles():
        for word in row.words:
            index.setdefault(plural_of(word), (row, True, word))
            if word.endswith("person"):
                index.setdefault(word + "s", (row, True, word))
    return index


@cache
def _groups() -> dict[str, Group]:
    index: dict[str, Group] = {}
    made = rows("data/sectors.toml", "groups", Group)
    for row in made:
        for word in row.words:
            index.setdefault(word, row)
    for row in made:
        for word in row.words:
            if not group_is_plural(word):
                index.setdefault(plural_of(word), row)
    return index


@cache
def _stand_ins() -> dict[str, tuple[StandIn, ...]]:
    index: dict[str, tuple[StandIn, ...]] = {}
    for row in rows("data/sectors.toml", "stand_ins", StandIn):
        for word in row.words:
            index[word] = (*index.get(word, ()), row)
    return index


@cache
def _organisations() -> dict[str, Organisation]:
    index = _by_words(rows("data/organisations.toml", "organisations", Organisation))
    capitals = {word.upper(): row for word, row in index.items() if len(word) > 4}
    return {**capitals, **index}


@cache
def _members() -> dict[str, Member]:
    return _by_words(rows("data/organisations.toml", "members", Member))


@cache
def _heads() -> dict[str, NameHead]:
    return _by_words(rows("data/organisations.toml", "heads", NameHead))


@cache
def _listed(table: str) -> frozenset[str]:
    return frozenset(w for row in rows("data/organisations.toml", table, WordList) for w in row.words)


@cache
def _given() -> dict[str, GivenNames]:
    return _by_words(rows("data/names.toml", "given", GivenNames))


@cache
def _titles() -> dict[str, Title]:
    return _by_words(rows("data/names.toml", "titles", Title))


@cache
def _particles() -> dict[str, frozenset[str]]:
    return {row.id.rpartition(".")[2]: frozenset(row.words) for row in rows("data/names.toml", "particles", WordList)}


@cache
def _pronouns() -> dict[str, Pronoun]:
    return _by_words(rows("data/pronouns.toml", "pronouns", Pronoun))


@cache
def _verbs() -> dict[str, frozenset[str]]:
    return {row.id: frozenset(row.words) for row in rows("data/pronouns.toml", "verbs", WordList)}


def _by_words(made: Iterable[Listed]) -> dict[str, Listed]:
    """Rows by each of their words; the first to claim a word keeps it."""
    index: dict[str, Listed] = {}
    for row in made:
        for word in row.words:
            index.setdefault(word, row)
    return index
