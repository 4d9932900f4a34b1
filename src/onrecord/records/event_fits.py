"""Whether the surroundings of a word are those that a trigger asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.codebook.event_types import Need, Trigger
from onrecord.model import WhoIsWho
from onrecord.records.event_frames import Form, Frame, has_to, is_infinitive
from onrecord.records.event_roles import recipients_of, sides_of
from onrecord.records.event_words import lemmas_of

if TYPE_CHECKING:
    from spacy.tokens import Token

ANY, INFINITIVE = "*", "to *"
"""Stand in a trigger's `complement` for any clause, and for any infinitive."""
NAME = "@name"
"""Stands in a trigger's `objects` or `subjects` for any proper name or personal pronoun."""
COUNT = "@count"
"""Stands there for a phrase that begins with a number."""
PERSONAL = frozenset({"he", "she", "they", "we", "i", "you", "him", "her", "them", "us", "me", "himself", "herself", "themselves"})
OPENING = frozenset({"“", '"', "``", "‘", "«", "„"})
QUOTED_WITHIN = 12
"""How many words after a verb a quoted name may begin ("called the inquiry into his taxes a 'hoax'")."""
COURT = re.compile(r"\b(?:courts?|judges?|tribunals?|justices?|magistrates?|jury)\b", re.IGNORECASE)
WITH_THINGS = frozenset({"supply", "provide", "furnish", "present", "equip", "issue"})
"""Verbs whose "with" phrase is what is given."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A trigger as it is filed under one of its head words.

    Args:
        type: its event type.
        trigger: the row.
        form: what the head word is.
        rest: the further words: before the head for nouns ("air" strike), after it for verbs (pull "out").
        rank: sorts better matches first: more constraints, then confidence, then the order of the files.
    """

    type: str
    trigger: Trigger
    form: Form
    rest: tuple[str, ...]
    rank: tuple[float, float, int]


class Surroundings:
    """A frame with the lemmas of its phrases, each worked out once however many triggers ask."""

    __slots__ = ("_lemmas", "frame", "subjects", "things", "who")

    def __init__(self, frame: Frame, who: WhoIsWho) -> None:
        self.frame = frame
        self.who = who
        self.subjects = frame.subjects + frame.owners + frame.phrase("by") if frame.form == "noun" else frame.subjects
        self.things = frame.objects
        if frame.form == "verb" and frame.head.lemma_ in WITH_THINGS and any(who.of(t.i) for t in frame.objects):
            self.things += frame.phrase("with")
        self._lemmas: dict[str, frozenset[str]] = {}

    def fit(self, entry: Entry) -> bool:
        """Whether the word stands as the trigger asks."""
        trigger = entry.trigger
        return (
            (not entry.rest or self._has_words(entry))
            and self._has("objects", self.things, trigger.objects, trigger.not_objects)
            and self._has_prepositions(trigger.preps, trigger.not_preps)
            and self._has_complement(trigger.complement, trigger.not_complement)
            and self._has("subjects", self.subjects, trigger.subjects, trigger.not_subjects)
            and all(self._has_part(need, trigger) for need in trigger.needs)
        )

    def _has_words(self, entry: Entry) -> bool:
        if entry.form != "noun":
            return self.frame.particles.issuperset(entry.rest)
        head = self.frame.head
        if head.i < len(entry.rest):
            return False
        return all(w in (t.lower_, t.lemma_.lower()) for w, t in ((w, head.nbor(n - len(entry.rest))) for n, w in enumerate(entry.rest)))

    def _has(self, part: str, tokens: tuple[Token, ...], wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> bool:
        """Whether one of the wanted lemmas stands in the phrases, and none of the unwanted ones."""
        named = NAME in wanted and any(
            t.pos_ == "PROPN" or t.lower_ in PERSONAL or (t.lower_ in {"it", "itself"} and self.who.of(t.i)) for t in tokens
        )
        if wanted and not named and not (COUNT in wanted and any(map(_is_counted, tokens))):
            lemmas = self._lemmas.get(part)
            if lemmas is None:
                lemmas = self._lemmas[part] = frozenset[str]().union(*map(lemmas_of, tokens))
            if not _holds(lemmas, wanted):
                return False
        if not unwanted:
            return True
        cores = self._lemmas.get(part + " cores")
        if cores is None:
            cores = self._lemmas[part + " cores"] = frozenset(x for t in tokens for x in self._core(t))
        return not _holds(cores, unwanted)

    def _core(self, token: Token) -> Iterable[str]:
        """What a phrase is: what stands before a party does not say so ("met opposition leaders" met with no opposition)."""
        return (token.lemma_.lower(), token.lower_) if self.who.of(token.i) else lemmas_of(token)

    def _has_prepositions(self, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> bool:
        return (not wanted or any(map(self._has_preposition, wanted))) and not any(map(self._has_preposition, unwanted))

    def _has_preposition(self, wanted: str) -> bool:
        """ "with", "out of", or a preposition and a lemma in its phrase: "into custody"."""
        if self.frame.has_preposition(wanted):
            return True
        preposition, _, lemma = wanted.rpartition(" ")
        if not preposition:
            return any(c.lower_ == wanted and c.dep_ in {"prt", "advmod"} for c in self.frame.head.children)
        if not self.frame.has_preposition(preposition):
            return False
        part = f"under {preposition}"
        lemmas = self._lemmas.get(part)
        if lemmas is None:
            lemmas = self._lemmas[part] = frozenset[str]().union(*map(lemmas_of, self.frame.phrase(preposition)))
        return lemma in lemmas

    def _has_complement(self, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> bool:
        if not wanted and not unwanted:
            return True
        clauses = self.frame.clauses
        lemmas = {x for c in clauses for x in (c.lemma_.lower(), c.lower_)}
        lemmas |= {k.lower_ for c in clauses for k in c.children if k.dep_ in {"neg", "acomp", "attr"}}
        if not lemmas.isdisjoint(unwanted) or (ANY in unwanted and lemmas):
            return False
        if not wanted:
            return True
        lemmas = lemmas | {c.lemma_.lower() for c in self.frame.head.children if c.dep_ == "oprd"}  # "called the arrest an attack"
        aims = {c.lemma_.lower() for c in self.frame.head.children if c.dep_ == "advcl" and has_to(c) and c.i > self.frame.head.i}  # "sent soldiers to help"
        general = (ANY in wanted and clauses) or (INFINITIVE in wanted and any(map(has_to, clauses)))
        return bool(general) or not (lemmas | aims).isdisjoint(wanted)

    def _has_part(self, need: Need, trigger: Trigger) -> bool:
        frame, head = self.frame, self.frame.head
        match need:
            case "object":
                return bool(frame.objects)
            case "no_object":
                return not frame.objects
            case "subject":
                return bool(self.subjects)
            case "party_subject":
                return any(self.who.of(t.i) for t in self.subjects)
            case "party_object":
                return any(self.who.of(t.i) for t in (*frame.objects, *frame.indirect))
            case "recipient":
                return bool(recipients_of(trigger, frame, self.who))
            case "sides":
                return all(sides_of(trigger, frame, self.who))
            case "given":  # where somebody has marked the two parties, nobody has looked for mentions
                return not self.who.mentions
            case "speaker":
                return bool(frame.speaker)
            case "court_speaker":
                return any(p.sector == "JUD" or COURT.search(p.name) for p in frame.speaker)
            case "predicate":
                return frame.predicate
            case "negated":
                return frame.negated
            case "negated_copula":
                return any(c.dep_ == "neg" for c in head.head.children)
            case "quoted":
                return any(_opens(t) for t in head.doc[head.i + 1 : head.i + QUOTED_WITHIN])
            case "mandative":
                return any(is_infinitive(c) or c.tag_ == "VBG" or _is_bidden(c) for c in frame.clauses)
            case "not_infinitive":
                return not has_to(head)


def _is_counted(token: Token) -> bool:
    """Whether a noun has a number before it, or is one."""
    return token.like_num or any(c.dep_ == "nummod" and c.like_num for c in token.children)


def _opens(token: Token) -> bool:
    """Whether a token is a quotation mark that opens; a straight one stands after a space and before none."""
    if token.text not in OPENING:
        return False
    return token.text != '"' or (not token.whitespace_ and token.i > 0 and bool(token.nbor(-1).whitespace_ or token.nbor(-1).is_punct))


def _is_bidden(verb: Token) -> bool:
    """Whether a clause says what should be done: "that he go", "that she should go"."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return any(c.lower_ in {"should", "must", "be"} for c in helpers) or (verb.tag_ == "VB" and not helpers)


def _holds(lemmas: frozenset[str], words: tuple[str, ...]) -> bool:
    """Whether one of the words, or all parts of one of several words, is among the lemmas."""
    single, several = _split(words)
    return not lemmas.isdisjoint(single) or any(lemmas.issuperset(parts) for parts in several)


@cache
def _split(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
    return frozenset(w for w in words if " " not in w), tuple(tuple(w.split()) for w in words if " " in w)
