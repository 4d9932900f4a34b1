"""Names across spellings and scripts: keys under which "Zelenskiy", "Zelensky", "Zelenskyy" and "Зеленський" meet.

A name is written in Latin letters (anyascii), folded by the ways in which romanisations of one name differ, and compared. The foldings are
general ones of the common systems (BGN/PCGN, ISO 9, Pinyin and its rivals, French and English Arabic), not a list of names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Indel

FOLDS = (
    ("tsch", "ch"), ("tch", "ch"), ("dzh", "j"), ("dj", "j"), ("sch", "sh"), ("shch", "sh"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("ck", "k"), ("cz", "ch"), ("tz", "ts"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("ij", "i"), ("yi", "i"), ("yy", "i"),
    ("ii", "i"), ("ie", "e"), ("ye", "e"), ("yo", "o"), ("io", "o"), ("yu", "u"), ("iu", "u"), ("ju", "u"), ("ya", "a"), ("ia", "a"),
    ("ja", "a"), ("q", "k"), ("w", "v"), ("x", "ks"), ("zh", "j"), ("y", "i"), ("dh", "d"), ("th", "t"),
)  # fmt: skip
"""Spellings of one sound, in the order in which they are folded."""
PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "as",
        "ad",
        "ash",
        "ar",
        "an",
        "bin",
        "ibn",
        "abu",
        "ben",
        "van",
        "von",
        "der",
        "den",
        "de",
        "la",
        "da",
        "di",
        "du",
        "dos",
        "le",
    ]
)
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
SURNAME_FIRST = frozenset(["CHN", "TWN", "HKG", "MAC", "PRK", "KOR", "VNM", "KHM"])
"""Countries whose people's surname stands first."""
ALIKE = 0.78
"""Least similarity (normalised Indel) of two folded words for one and the same name."""
VOWELS = re.compile("[aeiou]")
WORD = re.compile(r"[a-z]+")


@lru_cache(maxsize=65_536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in plain Latin letters, lower case; hyphens and apostrophes join, "Al-" and its like stand apart."""
    plain = anyascii(name).lower().replace("'", "").replace("`", "").replace('"', " ")
    plain = re.sub(r"\b(al|el|ash|as|ad|ar|an)-", r"\1 ", plain)
    return tuple(WORD.findall(plain.replace(".", "").replace("-", "")))


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A word in plain letters with the sounds that are spelt several ways spelt in one."""
    for old, new in FOLDS:
        word = word.replace(old, new)
    word = re.sub(r"c(?!h)", "k", word)
    word = re.sub(r"(.)\1", r"\1", word)
    return re.sub(r"(?<=[^aeiou])h", "", word) if not word.startswith(("ch", "sh")) else word


@lru_cache(maxsize=65_536)
def frame(word: str) -> str:
    """The consonants of a folded word, and whether it begins with a vowel: what all spellings of a name share."""
    plain = folded(word)
    first = "a" if plain[:1] in "aeiou" else plain[:1]
    return first + VOWELS.sub("", plain[1:]).replace("h", "").replace("j", "")


@lru_cache(maxsize=65_536)
def person_words(name: str, country: str | None = None) -> tuple[tuple[str, ...], str]:
    """The given names and the surname of a person.

    Args:
        name: as an article writes it.
        country: ISO 3166-1 alpha-3 of the person, which tells where the surname stands.

    Returns:
        the given names (folded, particles left out) and the surname (folded); both empty for a name without letters.
    """
    words = [w for w in words_of(name) if w not in SUFFIXES]
    core = [w for w in words if w not in PARTICLES] or words
    if not core:
        return (), ""
    if country in SURNAME_FIRST and 1 < len(core) <= 3:
        return tuple(folded(w) for w in core[1:]), folded(core[0])
    return tuple(folded(w) for w in core[:-1]), folded(core[-1])


def alike(one: str, other: str) -> bool:
    """Whether two folded words may be spellings of one name."""
    if one == other:
        return True
    if min(len(one), len(other)) < 3:
        return False
    return frame(one) == frame(other) or Indel.normalized_similarity(one, other) >= ALIKE


def given_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two people of one surname may be the same: one has no given name here, or the first ones agree or abbreviate each other."""
    if not one or not other or first_alike(one[0], other[0]):
        return True
    return (len(one) > 1 or len(other) > 1) and "".join(one) == "".join(other)


@lru_cache(maxsize=65_536)
def first_alike(one: str, other: str) -> bool:
    """Whether two folded first names agree or abbreviate each other."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if alike(one, other):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and (
        long.startswith(short) or (frame(short) == frame(long)[: len(frame(short))] and frame(short)[0] == frame(long)[0])
    )


def initials(name: str) -> str:
    """The initials of an organisation's name, small words left out: "Coast Dockers Union" gives "cdu"."""
    return "".join(w[0] for w in words_of(name) if w not in {"of", "the", "and", "for", "in", "on", "de", "la", "du", "des"})


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: one word of capitals."""
    bare = name.replace(".", "").removeprefix("the ").removeprefix("The ")
    return 2 <= len(bare) <= 8 and bare.isupper() and bare.isalpha()
