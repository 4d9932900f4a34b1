"""The words that carry the stage of a commitment ("pledged to", "signed an agreement"), as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebook.load import rows
from onrecord.model import Stage

Form = Literal["verb", "noun", "adjective", "auxiliary"]
Complement = Literal["infinitive", "gerund", "clause", "object", "none"]


@dataclass(frozen=True, slots=True)
class StageCue:
    """One row of data/stages.toml.

    Args:
        id: "en.stage.STAGE.NAME".
        stage: what the cue says of the commitment.
        form: what the cue is: a verb, a noun, an adjective or participle under "be", or an auxiliary.
        words: lemmas; a particle may follow ("hand over").
        takes: what may name the act: an infinitive, a gerund, a finite clause, an object, or nothing: then the cue is the act.
        preps: for gerunds and objects, the prepositions they may stand under. Empty: directly under the cue.
        under: auxiliaries of which one must stand by the verb ("would" consider).
        objects: lemmas of which the object's phrase must hold one; empty for any. "@name" stands for a list of words.
        not_objects: lemmas that the object's phrase must not hold.
        not_things: lemmas that the object of the act must not be ("refused to discuss the case").
        not_phrases: lemmas that must not stand in a prepositional phrase of the verb ("delivered 4 billion to shareholders").
        phrases: lemmas of which one must stand in a prepositional phrase of the verb ("put on hold", "enter into force").
        actions: lemmas of which the verb of the act must be one; empty for any.
        not_actions: lemmas that it must not be.
        subjects: lemmas of which the promisor's phrase must hold one; empty for any party.
        not_subjects: lemmas that the promisor's phrase must not hold.
        party: what the promisor must be: "any" party, a "public" one (a state, an organisation, a person in office), "official"
            (a state or a person or body of state), or "thing" where the subject is what was promised ("the first batch arrived").
        promisor: whether the promisor is the cue's subject, its agent ("approved by"), the clause's subject, or the owner of the thing
            ("the loan that Norway announced", "a Norwegian loan", "Norway's loan"); "terms" where a deal or "in return" makes an undertaking
            of a plain present ("under which Hanoi drops its tariff"), "main" where the verb above keeps what the cue names ("as promised").
        passive: for verbs, whether the cue must or must not be passive.
        past: for verbs, whether a past tense of the outlet's own counts ("sought to" does not tell of what is still sought).
        present: for verbs, whether the plain present counts ("votes on the budget in May").
        scheduled: for verbs, whether only a plain present with a day to come counts ("begins on Monday").
        governed: for nouns, the verb, or the verb and preposition, that they must stand under ("be in" the process of).
        held: for nouns, whether their own words must say whose they are ("Norway's readiness to").
        negated: its stage under negation; empty: nothing then.
        affirmed: whether it counts without negation ("would not accept", but not "would accept").
        patient: whether the subject of a passive act is who undergoes it, so that its agent or the speaker answers for it
            ("the two are to be extradited", not "the two agreed to be extradited").
        own: for clauses, whether the clause's subject must be the promisor itself.
        confidence: 0 to 1.
    """

    id: str
    stage: Stage
    form: Form
    words: tuple[str, ...]
    takes: tuple[Complement, ...]
    preps: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    not_objects: tuple[str, ...] = ()
    not_things: tuple[str, ...] = ()
    not_phrases: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    not_actions: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    not_subjects: tuple[str, ...] = ()
    party: Literal["any", "public", "official", "thing"] = "public"
    promisor: Literal["subject", "agent", "clause", "owner", "terms", "main"] = "subject"
    passive: bool | None = None
    past: bool = True
    present: bool = True
    scheduled: bool = False
    governed: tuple[str, ...] = ()
    held: bool = False
    negated: Stage | None = None
    affirmed: bool = True
    patient: bool = False
    own: bool = True
    confidence: float = 0.8


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that rows of the cues name as "@name"."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageExample:
    """A sentence of our own, run as a test.

    Args:
        text: the sentence; "[v:...]" marks the anchor, "[p:...]" the promisor, "[x:...]" words of the action, "[c:...]" the condition.
        stage: its stage; none where the sentence holds no commitment.
        why: for near misses, what tells it apart.
    """

    text: str
    stage: Stage | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One row of data/instruments.toml: what kind of thing is promised, told by words of the action."""

    id: str
    instrument: str
    words: tuple[str, ...]


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """The lists of words by name."""
    return {row.id: frozenset(row.words) for row in rows("data/stages.toml", "words", WordList)}


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb and the nouns that take its act up again ("sell", "sale").

    Args:
        id: the verb's lemma.
        nouns: lemmas.
    """

    id: str
    nouns: tuple[str, ...]


@cache
def verbs_of(noun: str) -> frozenset[str]:
    """The verbs whose act a noun takes up ("sale": sell), by its lemma; empty for other nouns."""
    return frozenset(row.id for row in rows("data/stages_deeds.toml", "deed", Deed) if noun in row.nouns)


@cache
def words_of(entries: tuple[str, ...]) -> frozenset[str]:
    """The words of a field of a row, its lists written out."""
    found: set[str] = set()
    for entry in entries:
        found.update(word_lists()[entry[1:]] if entry.startswith("@") else (entry,))
    return frozenset(found)


@cache
def stage_cues() -> tuple[StageCue, ...]:
    """All rows in the order of the file: of two that fit a word the first holds."""
    return rows("data/stages.toml", "cue", StageCue)


def cues_for(word: str) -> tuple[tuple[StageCue, str], ...]:
    """The rows of a word, each with the particle that must follow ("" for none)."""
    return _index().get(word, ())


@cache
def cue_words() -> frozenset[str]:
    """Every word that has rows, to pass over all others at once."""
    return frozenset(_index())


@cache
def _index() -> dict[str, tuple[tuple[StageCue, str], ...]]:
    found: dict[str, list[tuple[StageCue, str]]] = {}
    for cue in stage_cues():
        for words in cue.words:
            first, _, particle = words.partition(" ")
            found.setdefault(first, []).append((cue, particle))
    return {k: tuple(v) for k, v in found.items()}


@cache
def examples() -> tuple[StageExample, ...]:
    """The examples and near misses of data/stages_examples.toml."""
    return rows("data/stages_examples.toml", "example", StageExample)


@cache
def instruments() -> tuple[Instrument, ...]:
    """What can be promised, the first that fits holds."""
    return rows("data/instruments.toml", "instrument", Instrument)


def instrument_of(lemmas: Iterator[str]) -> str | None:
    """The instrument that the words of an action tell of, or None."""
    held = set(lemmas)
    return next((row.instrument for row in instruments() if not held.isdisjoint(row.words)), None)
