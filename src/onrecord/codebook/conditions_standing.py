"""The words by which a sentence of its own says what a promise depends on, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.codebook.load import rows
from onrecord.model import Stage


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of data/conditions_standing.toml.

    Args:
        id: "en.standing.NAME".
        words: lemmas of the verb or adjective that says it of its subject ("depend", "contingent").
        prepositions: those under which the condition stands; empty: it is the object.
        objects: lemmas of which the object's phrase must hold one; empty for any.
    """

    id: str
    words: tuple[str, ...]
    prepositions: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passing:
    """Verbs by which a body lets a thing come about ("approve", "ratify"), and how they are put on somebody ("must", "have to").

    Args:
        id: "en.passing.NAME".
        words: lemmas of the verbs.
        modals: auxiliaries, and verbs before an infinitive, of which one must govern them.
    """

    id: str
    words: tuple[str, ...]
    modals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """Nouns that take up a commitment of some stages ("the offer")."""

    id: str
    words: tuple[str, ...]
    stages: tuple[Stage, ...]


PATH = "data/conditions_standing.toml"


@cache
def standings() -> tuple[Standing, ...]:
    """The predicates that say what their subject depends on."""
    return rows(PATH, "standing", Standing)


@cache
def passings() -> tuple[Passing, ...]:
    """The verbs of bodies that must act first."""
    return rows(PATH, "passing", Passing)


@cache
def stages_named(noun: str) -> frozenset[str]:
    """The stages of a commitment that a noun may take up; empty where it takes up none."""
    return frozenset(s for row in rows(PATH, "naming", Naming) if noun in row.words for s in row.stages)


@cache
def echoes() -> frozenset[str]:
    """Words that tie an act to the "if" of the sentence before it."""
    return frozenset(w for row in rows(PATH, "echo", Echo) for w in row.words)


@dataclass(frozen=True, slots=True)
class Echo:
    """Words such as "such" and "then"."""

    id: str
    words: tuple[str, ...]
