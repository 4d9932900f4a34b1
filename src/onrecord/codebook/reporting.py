"""Words that report what somebody says, thinks, orders or undertakes: data/reporting.toml as typed rows, indexed by lemma."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebook.load import rows

Stance = Literal["supports", "opposes", "demands", "denies", "doubts"]
DATA = "data/reporting.toml"
PLAIN_FRAMES = frozenset(
    [
        "quote", "clause", "infinitive", "gerund", "object", "object-of-document", "clause-of-document", "object-proposal", "speech", "predicate",
        "addressee", "to+as",
    ]
)
PREPOSITIONS = frozenset(["about", "against", "as", "at", "for", "if", "in", "infinitive", "of", "on", "over", "to", "with"])


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of words that take the same frames. A frame says where the content of a statement stands:

    - `quote`: direct speech beside the word; `clause`: a that-, wh- or bare clause; `infinitive`: "to" and a verb; `gerund`: a verb in -ing
    - `object`: any object is content ("rejected the claim"); `object-of-document`: only where a document is the subject ("the poll shows"), and
      `clause-of-document` a clause likewise ("the text reads");
      `object-proposal`: only an object that can be proposed ("seeks a ceasefire"); `speech`: only an object that is a word of speech
      ("made a promise"), whose own complement then is the content; `addressee`: the object hears it and is no content ("told reporters")
    - `predicate`: object and what it is called ("called the vote a farce"); `to+as`: what is referred to, and as what
    - a preposition: its phrase ("called for talks"); `object+PREPOSITION`: object and phrase ("accused them of fraud");
      `object+infinitive`: object and infinitive ("urged them to leave")

    Args:
        id: "en.cue.NAME" or "en.noun.NAME"; the `rule` of what it finds.
        words: lemmas; a particle after a space ("point out").
        frames: see above.
        stance: what the word itself says of the source's attitude to the content.
        wide: whether the row counts only in the wide net (see docs/statements.md), not in records.
    """

    id: str
    words: tuple[str, ...]
    frames: frozenset[str]
    stance: Stance | None
    wide: bool = False


@dataclass(frozen=True, slots=True)
class _VerbRow:
    id: str
    verbs: tuple[str, ...]
    frames: tuple[str, ...]
    stance: Stance | None = None
    wide: bool = False

    def __post_init__(self) -> None:
        _check(self.frames)


@dataclass(frozen=True, slots=True)
class _AdjectiveRow:
    id: str
    adjectives: tuple[str, ...]
    frames: tuple[str, ...]
    stance: Stance | None = None

    def __post_init__(self) -> None:
        _check(self.frames)


@dataclass(frozen=True, slots=True)
class _NounRow:
    id: str
    nouns: tuple[str, ...]
    frames: tuple[str, ...]
    stance: Stance | None = None

    def __post_init__(self) -> None:
        _check(self.frames)


@dataclass(frozen=True, slots=True)
class _DeedRow:
    id: str
    verbs: tuple[str, ...]
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordList:
    """Words under one id: prepositions and adverbs that report, and the lists that frames ask for."""

    id: str
    words: tuple[str, ...]


def verb_cues(lemma: str) -> tuple[Cue, ...]:
    """The rows of a verb (with its particle after a space), in the order of the file."""
    return _verbs().get(lemma, ())


def adjective_cues(lemma: str) -> tuple[Cue, ...]:
    """The rows of an adjective or participle that follows "to be"."""
    return _adjectives().get(lemma, ())


def noun_cues(lemma: str) -> tuple[Cue, ...]:
    """The rows of a noun."""
    return _nouns().get(lemma, ())


def words(list_id: str) -> frozenset[str]:
    """The words of a list ("speech-nouns", "documents", "proposals", "not-speakers").

    Raises:
        KeyError: there is no such list.
    """
    return _lists()[list_id]


@cache
def _lists() -> dict[str, frozenset[str]]:
    """All lists at once: reading the rows anew for each list would cost as much as reading three articles."""
    return {r.id: frozenset(r.words) for r in rows(DATA, "list", WordList)}


@cache
def deeds() -> dict[str, frozenset[str]]:
    """Verbs of the lexicon -> objects, by lemma, on which they are acts and no words ("recalled its ambassador"); "NUMBER" for any counted thing or sum."""
    found: dict[str, frozenset[str]] = {}
    for row in rows(DATA, "deed", _DeedRow):
        for verb in row.verbs:
            found[verb] = found.get(verb, frozenset()) | frozenset(row.objects)
    return found


@cache
def prepositions() -> dict[str, str]:
    """Phrases that name a source ("according to"), each with the id of its row."""
    return {w: r.id for r in rows(DATA, "preposition", WordList) for w in r.words}


@cache
def adverbs() -> dict[str, str]:
    """Adverbs that report without a source ("reportedly"), each with the id of its row."""
    return {w: r.id for r in rows(DATA, "adverb", WordList) for w in r.words}


@cache
def _verbs() -> dict[str, tuple[Cue, ...]]:
    return _index(Cue(r.id, r.verbs, frozenset(r.frames), r.stance, r.wide) for r in rows(DATA, "verb", _VerbRow))


@cache
def _adjectives() -> dict[str, tuple[Cue, ...]]:
    return _index(Cue(r.id, r.adjectives, frozenset(r.frames), r.stance) for r in rows(DATA, "adjective", _AdjectiveRow))


@cache
def _nouns() -> dict[str, tuple[Cue, ...]]:
    return _index(Cue(r.id, r.nouns, frozenset(r.frames), r.stance) for r in rows(DATA, "noun", _NounRow))


def _index(cues: Iterable[Cue]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, tuple[Cue, ...]] = {}
    for cue in cues:
        for word in dict.fromkeys(cue.words):
            found[word] = (*found.get(word, ()), cue)
    return found


def _check(frames: tuple[str, ...]) -> None:
    for frame in frames:
        if frame not in PLAIN_FRAMES and frame.removeprefix("object+") not in PREPOSITIONS:
            raise ValueError(f"unknown frame {frame!r}")
