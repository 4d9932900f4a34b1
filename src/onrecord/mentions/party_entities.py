"""Gathers the names that mean the same party: "Mark Carney" and "Carney", "Syrian Democratic Forces" and "SDF", "Norda Air" and "Norda"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.codebook import countries as world
from onrecord.codebook import parties as lexicon
from onrecord.mentions.party_kinds import Name, OfficeWords
from onrecord.mentions.party_offices import Dressed
from onrecord.mentions.party_words import text_key
from onrecord.model import PartyKind

SMALL = frozenset(["the", "of", "and", "for", "in", "on", "to", "a", "an", "&", "de", "at"])
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "s", "æ": "a", "œ": "o", "þ": "t", "ð": "d"}
)
_ENDING = re.compile(r"(?:iy|yy|ij|yi|ii|ey|ei|y|i)$")


@dataclass(slots=True)
class Entity:
    """A party as it is put together while the article is read.

    Args:
        kind: what it is; "place" for towns and regions, "thing" for what can be no party.
        names: the forms of its name in order of appearance, with how often each stands.
        known: the name that the codebook has for it, or "".
        gender: "male", "female", "none", or "" while not known.
        country, sector: as told so far, or "".
        offices: offices and callings told of it, in order.
        descriptions: words it may be called again by, lower case ("airline").
        plural: it names many.
        described: it has no name, only words that describe it.
        owner: token index of the possessor of its office, or None.
        of: the name it is said to be "of", or None.
        seen: (token, weight) of each mention so far, in order of reading.
        inferred: its country was not told but worked out.
        told: the countries told of it, with how often.
        office_of: of a description that tells nothing but an office and its country ("Ukraine's president"): the row of the office, the country.
        unsure: a name of one word of which nothing says whether it is a person's.
    """

    kind: PartyKind | str
    names: dict[str, int] = field(default_factory=dict)
    known: str = ""
    gender: lexicon.Gender = ""
    country: str = ""
    sector: str = ""
    offices: list[OfficeWords] = field(default_factory=list)
    descriptions: set[str] = field(default_factory=set)
    plural: bool = False
    described: bool = False
    owner: int | None = None
    of: Name | None = None
    seen: list[tuple[int, float]] = field(default_factory=list)
    inferred: bool = False
    told: dict[str, int] = field(default_factory=dict)
    office_of: tuple[str, str] | None = None
    unsure: bool = False

    @property
    def name(self) -> str:
        """The fullest name the article gives; the codebook's where the article has only a short form of it."""
        if self.known and self.kind == "state":
            return self.known
        forms = [n for n in self.names if not (self.kind == "person" and _has_epithet(n, self.names))]
        best = max(forms, key=lambda n: (len(_content(n)), self.names[n]), default="")
        counted = any(c.isdigit() for c in best)  # "G7" is how it is called
        return self.known if self.known and not counted and len(_content(best)) < len(_content(self.known)) else best


class Roster:
    """The named parties of one article.

    Args:
        dressed: its names with what stands beside them, in order.
    """

    def __init__(self, dressed: Sequence[Dressed]) -> None:
        self.entities: list[Entity] = []
        self._of: dict[int, list[Entity]] = {}
        self._bodies = {n.text: _content(n.text) for n in (d.name for d in dressed) if n.kind in {"organisation", "metonym"}}
        self._people = [_name_words(d.name.text) for d in dressed if d.name.kind == "person"]
        for one in dressed:
            short = self._has_longer(one.name) or self._ends_longer(one.name) or self._opens_body(one.name)
            if _stands_alone(one.name) and not short:
                self._add(one, self._same_full(one.name) or self._new(one.name))
        for one in dressed:
            if id(one.name) not in self._of:
                self._settle(one)

    def candidates(self, name: Name) -> list[Entity]:
        """The parties that a name may mean: one, or the several people of one surname."""
        return self._of[id(name)]

    def _settle(self, one: Dressed) -> None:
        """A short form: of a person's name, of an organisation's, or a name of its own."""
        name = one.name
        found = self._by_part(name)
        if not found and (name.kind in {"organisation", "unknown"} or self._opens_body(name)):
            found = self._by_organisation(name)
        if not found:
            same = next((e for e in self.entities if name.text in e.names and e.kind == _kind(name)), None)
            found = [same or self._new(name)]
        if len(found) == 1:
            self._add(one, found[0])
        else:
            self._of[id(name)] = found

    def _has_longer(self, name: Name) -> bool:
        """Whether the article has a longer name of the same organisation ("Supreme Court" beside "Supreme Court of Kenya")."""
        if name.kind != "organisation" or name.known:
            return False
        short, key = _content(name.text), _key_word(name.text)
        opens = name.text + " " if " " in name.text else "\0"
        return any(short < content and (_key_word(text) == key or text.startswith(opens)) for text, content in self._bodies.items())

    def _opens_body(self, name: Name) -> bool:
        """Whether two words that nothing makes a person's open the name of an organisation ("Rio Tarka" beside "Rio Tarka Mining")."""
        if name.kind != "person" or name.offices or name.gender or " " not in name.text or lexicon.given_name(name.text.split()[0]):
            return False
        return any(text.startswith(name.text + " ") for text in self._bodies)

    def _ends_longer(self, name: Name) -> bool:
        """Whether a person's name is the end of a longer one ("Le Maire" beside "Jean-Luc Le Maire")."""
        if name.kind != "person":
            return False
        words = _name_words(name.text)
        return any(len(full) > len(words) and full[-len(words) :] == words for full in self._people)

    def _new(self, name: Name) -> Entity:
        entity = Entity(_kind(name), known=name.known, sector="GOV" if _kind(name) == "state" else "")
        entity.unsure = name.kind == "unknown" and name.text.isalpha() and not name.text.isupper()
        self.entities.append(entity)
        return entity

    def _add(self, one: Dressed, entity: Entity) -> None:
        name = one.name
        self._of[id(name)] = [entity]
        if name.kind != "demonym":
            entity.names[name.text] = entity.names.get(name.text, 0) + 1
        if one.acronym:
            entity.names.setdefault(one.acronym, 0)
        entity.known = entity.known or (name.known if entity.kind == "organisation" else "")
        entity.gender = entity.gender or name.gender
        if country := one.country or (name.country if entity.kind != "person" else ""):
            entity.told[country] = entity.told.get(country, 0) + 1
            entity.country = max(entity.told, key=lambda c: entity.told[c])
        entity.sector = entity.sector or name.sector
        entity.offices.extend(name.offices)
        entity.descriptions.update(p.word for p in one.descriptions)
        entity.owner = one.owner if entity.owner is None else entity.owner
        entity.of = entity.of or one.of

    def _same_full(self, name: Name) -> Entity | None:
        """The party already gathered under the same full name."""
        for entity in self.entities:
            if entity.kind != _kind(name):
                continue
            if entity.kind == "state":
                if entity.country == name.country:
                    return entity
            elif name.known and entity.known == name.known:
                return entity
            elif entity.kind == "person":
                if any(same_person(name.text, n) for n in entity.names):
                    return entity
            elif any(fold(name.text) == fold(n) for n in entity.names):
                return entity
        return None

    def _by_part(self, name: Name) -> list[Entity]:
        """People whose name holds this one: by surname, else by another part of the name."""
        if name.kind not in {"person", "unknown", "organisation", "place", "thing"} or (name.known and len(name.text.split()) > 1):
            return []
        words = _name_words(name.text)
        people = [e for e in self.entities if e.kind == "person" and len(next(iter(e.names)).split()) > 1]
        by_surname = [e for e in people if any(_name_words(n)[-len(words) :] == words for n in e.names)]
        if by_surname:
            return by_surname
        if name.kind not in {"person", "unknown"} or len(words) > 1 or name.known:
            return []
        return [e for e in people if any(words[0] in _name_words(n) for n in e.names)][:1]

    def _by_organisation(self, name: Name) -> list[Entity]:
        """An organisation of which this is the acronym or a part of the name."""
        bodies = [e for e in self.entities if e.kind == "organisation"]
        for entity in bodies:
            if name.text in entity.names or (name.known and name.known == entity.known):
                return [entity]
        plain = name.text.replace(".", "")
        if plain.isupper() and len(plain) > 1:
            return [e for e in bodies if any(plain in acronyms(n) for n in e.names)][:1]
        short = _content(name.text)
        if not short or name.known:
            return []
        found = [e for e in bodies if any(short <= _content(n) and len(_content(n)) > len(short) for n in _forms(e))]
        if name.country:
            found = [e for e in found if not e.country or e.country == name.country]
        if lexicon.name_head(_key_word(name.text)):  # "the House": the word must be what the longer name turns on
            found = [e for e in found if any(_key_word(n) == _key_word(name.text) or n.startswith(name.text + " ") for n in e.names)]
        alone = len(short) == 1 and lexicon.name_head(name.text) is None
        if alone:  # "Norda" for "Norda Air", "the Fund": a single word must open the longer name or end it
            found = [e for e in found if any(_stem(fold(n.split()[at])) in short for n in _forms(e) for at in (0, -1))]
        return found[:1] if alone else found


def _forms(entity: Entity) -> tuple[str, ...]:
    """The forms of an organisation's name, the codebook's full one among them: "the Fund" after "IMF"."""
    return (*entity.names, entity.known) if entity.known else tuple(entity.names)


def _has_epithet(text: str, forms: Collection[str]) -> bool:
    """Whether a form of a name is another form with a word before it that is none of its parts ("Honest Abe Lincoln")."""
    first, _, rest = text.partition(" ")
    given = lexicon.given_name(first) or "-" in first or first.endswith(".")
    return rest in forms and " " in rest and not given and lexicon.given_name(rest.split()[0]) is not None


def _key_word(text: str) -> str:
    """The word that says what an organisation is: the one before "of" or "for", else the last."""
    words = text.split()
    link = next((i for i, w in enumerate(words) if i and w in {"of", "for", "on"}), len(words))
    return words[link - 1]


@lru_cache(8192)
def fold(text: str) -> str:
    """A name without accents, points and apostrophes, in lower case."""
    plain = unicodedata.normalize("NFKD", text_key(text).translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in ".'`").lower()


def same_person(one: str, other: str) -> bool:
    """Whether two full names can be one person's: the same surname, and first names of which one set holds the other."""
    a, b = _name_words(one), _name_words(other)
    if len(a) > len(b):
        a, b = b, a
    if a[-1] != b[-1] or len(a) < 2:
        return False
    rest = iter(b[:-1])
    return all(any(x == y or (len(x) == 1 and y.startswith(x)) or (len(y) == 1 and x.startswith(y)) for y in rest) for x in a[:-1])


def acronyms(text: str) -> set[str]:
    """The acronyms that a name can have: initials of its capitalised words, and of all its words."""
    words = [w for w in re.split(r"[\s\-–,&]+", text_key(text)) if w]
    big = "".join(w[0] for w in words if w[0].isupper())
    return {big, "".join(w[0].upper() for w in words)} if len(big) > 1 else set()


def _stands_alone(name: Name) -> bool:
    """Whether a name tells by itself who is meant, so that short forms are measured against it."""
    if name.kind in {"state", "demonym", "member"}:
        return True
    if name.kind == "person":
        return len(_name_words(name.text)) > 1
    if name.kind in {"organisation", "metonym"}:
        return bool(name.known) or (len(_content(name.text)) > 1 and " " in name.text and not name.text.isupper())
    return False


def _kind(name: Name) -> str:
    if name.kind == "person":
        return "person"
    if name.kind in {"state", "demonym"}:
        return "state"
    if name.kind in {"place", "capital"}:
        return "place"
    if name.kind == "member":
        return "group"
    return "thing" if name.kind == "thing" else "organisation"


def _name_words(text: str) -> list[str]:
    """The parts of a person's name, folded, without particles in front and titles behind."""
    words = [w for w in fold(text.replace("-", " ").replace("–", " ").replace(",", " ")).split() if w]
    while len(words) > 1 and (words[-1] in {"jr", "sr", "ii", "iii", "iv", "qc", "kc"} or not words[-1].isalnum()):
        words.pop()
    kept = [w for w in words if w not in {"al", "el", "ul"}] or words
    return [_ENDING.sub("y", w) if len(w) > 4 else w for w in kept]


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


_JOINT = re.compile(r"(?<=\b[A-Z])-(?=\d)")
"""The hyphen in "G-7", which is "G7"."""


@lru_cache(8192)
def _content(text: str) -> frozenset[str]:
    words = re.findall(
        r"\w+", fold(_JOINT.sub("", text).replace("U.S.", "United States").replace("U.N.", "United Nations").replace("U.K.", "United Kingdom"))
    )
    expanded = [
        e for w in words for e in ({"us": ["united", "states"], "un": ["united", "nations"], "uk": ["united", "kingdom"]}.get(w, [w]))
    ]
    country = {w: c.iso3.lower() for w in words if (c := world.country_of_demonym(w.capitalize()) or world.country_named(w.capitalize()))}
    return frozenset(_stem(country.get(w, w)) for w in expanded if w not in SMALL)
