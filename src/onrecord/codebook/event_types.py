"""The PLOVER event types as typed rows: definition, modes, triggers with their frames, and the examples that are run as tests.

One file per type in `events/`; a new type is one new file. The frame of a trigger says what the parse around the trigger word
must look like, and where the parties stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebook.load import build, check_ids, document, listing
from onrecord.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of a type: `score` is PLOVER's, `cameo` the CAMEO code that says the same, `goldstein` that code's score."""

    name: str
    definition: str
    cameo: str
    goldstein: float
    score: float | None = None


Need = Literal[
    "object", "subject", "recipient", "party_subject", "party_object", "no_object", "speaker", "court_speaker", "predicate", "negated",
    "negated_copula", "quoted", "mandative", "not_infinitive", "sides", "given",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell of an act of the type, and the frame they stand in.

    Args:
        id: stored as the `rule` of what it finds: "en.event.TYPE.NAME".
        verbs: verb lemmas, or modals ("should", governing the verb that they help); a particle or fixed preposition follows
            after a space ("pull out", "call for", "step down"). "* jointly" is any verb with that word beside it, tried after the
            triggers that name the verb.
        nouns: noun lemmas that name the act ("arrest", "talks", "air strike"); several words: the last is the head.
        adjectives: predicative adjective or participle lemmas ("open to" is none of ours; "ready").
        objects: if given, the direct object (or passive subject; for nouns the "of" phrase) must hold one of these lemmas;
            "@name" stands for any proper name or personal pronoun; "@count" for a number of people or things ("41 lawmakers").
        not_objects: none of these lemmas may stand there.
        preps: if given, one of these must stand under the trigger: "with", or "into custody" (preposition and a lemma in its phrase).
        not_preps: none of these may.
        complement: the verb must govern a clause or infinitive whose main verb's lemma is among these; "*" for any, "to *" for
            any infinitive.
        not_complement: the clause or infinitive must not have one of these main verbs; "*": there must be none.
        subjects, not_subjects: lemmas wanted or unwanted in the subject phrase (for nouns: in the phrase of the one who acts).
        needs: parts that must be there: "object", "subject", "recipient", "party_subject" (a person, state, organisation or
            group of people), "party_object"; "no_object": there must be no object; "speaker": the words must stand in the
            content of a statement; "court_speaker": in that of a court or judge; "predicate": a noun or adjective must be said
            of something ("is a sham", "called it unfair"); "negated": the verb, or the one that a modal helps, must be denied;
            "negated_copula": the verb above the adjective must be; "quoted": words in quotation marks must follow closely; "mandative":
            the clause must say what is to be done ("insisted that he go", "on going"), not how things are; "not_infinitive": the
            verb must not stand with "to" ("sued to prevent");
            "sides": a party must stand where the actor stands, and another where the recipient does;
            "given": the two parties are marked by the user (`onrecord code`), so that a word which mostly means something else will do.
        mode: mode name, or None.
        contexts: PLOVER contexts that the trigger itself implies.
        cameo: CAMEO code where it differs from the mode's or the type's.
        actor: where the actor stands, tried in order: "speaker" (of the statement around the words), "subject", "object",
            "possessor", "of", "by", "compound", "from", "in" ...
        recipient: where the recipient stands, tried in order: "object", "indirect" (dative), "object.owner" (possessor or "of"
            phrase of the object: "approved Kenya's request"), "clause.subject" ("urged X to"), "clause.object", "to", "with",
            "against", "on", "for", "from", "between", "subject", "attending" (who does what the noun goes along with: "suspended
            it at the urging of Mali"), "aim" (whom the infinitive of purpose is about: "stayed to fight the rebels") ...: any
            other word is a preposition under the trigger or its object.
        reciprocal: both sides act ("A and B met"): coordinated actors without a recipient are split, first and rest.
        status: sets the status where the trigger itself does ("will not sign" is an actual refusal).
        confidence: how often the frame means this type, 0 to 1, as judged by its author.
        note: why the frame is so.
    """

    id: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    not_objects: tuple[str, ...] = ()
    preps: tuple[str, ...] = ()
    not_preps: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    not_complement: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    not_subjects: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    reciprocal: bool = False
    status: Literal["actual", "planned", "hypothetical", "negated"] | None = None
    confidence: float = 0.8
    note: str = ""

    def __post_init__(self) -> None:
        if not (self.verbs or self.nouns or self.adjectives):
            raise ValueError("a trigger needs verbs, nouns or adjectives")
        if not 0 < self.confidence <= 1:
            raise ValueError("confidence lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own that holds the event, run as a test.

    Args:
        text: the sentence with the anchor in [v: ], actors in [a: ] and recipients in [r: ] ("[a:Police] [v:arrested] [r:two men].").
        mode: the mode it must get, where it has one.
        status: the status it must get.
        certainty: the certainty it must get.
        given: run as `onrecord code` reads it, the marked actor and recipient given (for triggers that need "given").
    """

    text: str
    mode: str | None = None
    status: Literal["actual", "planned", "hypothetical", "negated", "historical"] = "actual"
    certainty: Literal["asserted", "attributed", "hearsay"] = "asserted"
    given: bool = False


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A sentence of our own that only looks like the type, run as a test.

    Args:
        text: the plain sentence.
        instead: the type that it is, or "none" for no event at all.
        why: the rule that tells them apart.
    """

    text: str
    instead: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER event type.

    Args:
        type: its name ("ASSAULT").
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
        cameo: the CAMEO code of the type without a mode (text: leading zeros matter).
        goldstein: Goldstein score of that code.
        score: PLOVER's own score.
        future_as: the type whose code an export gives a future act of this type, where PLOVER demands it ("AGREE" for CONSULT).
        definition: in our own words.
        rules: the disambiguation rules that the triggers follow.
    """

    type: str
    quad: Literal[1, 2, 3, 4]
    cameo: str
    goldstein: float
    score: float
    definition: str
    rules: tuple[str, ...]
    triggers: tuple[Trigger, ...]
    examples: tuple[Example, ...]
    near_misses: tuple[NearMiss, ...]
    modes: tuple[Mode, ...] = ()
    future_as: str | None = None

    def __post_init__(self) -> None:
        names = {m.name for m in self.modes}
        used = {r.mode: r.id for r in self.triggers} | {e.mode: e.text for e in self.examples}
        for mode, row in used.items():
            if mode is not None and mode not in names:
                raise ValueError(f"{row!r} names the mode {mode!r}, which is none of {sorted(names)}")

    def mode(self, name: str) -> Mode:
        """The mode of that name.

        Raises:
            KeyError: there is none.
        """
        return next((m for m in self.modes if m.name == name), None) or _missing(name)


def _missing(name: str) -> Mode:
    raise KeyError(name)


@cache
def event_types() -> dict[str, EventType]:
    """All event types by name, in the order of their files.

    Raises:
        CodebookError: a bad row; the message names the file and the row.
    """
    found: dict[str, EventType] = {}
    triggers: list[Trigger] = []
    for path in listing("events"):
        kind = build(document(path), EventType, path)
        if kind.type in found:
            raise CodebookError(f"{path}: the type {kind.type} has a file already.")
        found[kind.type] = kind
        triggers.extend(kind.triggers)
    check_ids(tuple(triggers), "events/")
    return found
