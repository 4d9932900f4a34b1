"""The words of a text that tell what it is about, for linking: concepts and stems, without the names of the parties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from onrecord.codebook import countries as world
from onrecord.codebook.linking import concept_of, concept_phrases, plain_words
from onrecord.model import Party, Record

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@lru_cache(maxsize=4096)
def content(text: str, own: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a text that tell what it is about: concepts and stems, in order, each once.

    Args:
        text: the words.
        own: words left out: the names of the parties, which are compared by themselves.
    """
    out: dict[str, None] = {}
    for phrase, concept in concept_phrases():
        if phrase.search(text):
            out[concept] = None
    for word in WORD.findall(text):
        plain = word.lower()
        for one in (plain, *(plain.split("-") if "-" in plain else ())):
            if len(one) > 2 and one not in plain_words() and one not in own:
                out[concept_of().get(one) or _stem(one)] = None
    return tuple(out)


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


def people_words(record: Record) -> frozenset[str]:
    """The names and offices of the people of an article: they tell who, not what."""
    return _words_of_people(tuple((p.name, p.role) for p in record.parties if p.kind == "person"))


@lru_cache(maxsize=64)
def _words_of_people(people: tuple[tuple[str, str | None], ...]) -> frozenset[str]:
    return frozenset(w.lower() for name, role in people for w in WORD.findall(f"{name} {role or ''}"))


def party_words(parties: Iterable[Party], *, named: bool = False) -> frozenset[str]:
    """The words of the parties' names, and of the countries that they are of; `named`: only those of names, not of descriptions ("the dam's workers")."""
    return frozenset(w for p in parties for w in _words_of_party(p.name, p.country, named=named))


@lru_cache(maxsize=8192)
def _words_of_party(name: str, country: str | None, *, named: bool) -> frozenset[str]:
    words = {w.lower() for w in WORD.findall(name) if not named or not w[0].islower()}
    known = world.country_of_code(country) if country else None
    if known is not None:
        words.update(w.lower() for one in (known.name, *known.demonyms, known.capital) for w in WORD.findall(one))
    return frozenset(words)
