"""What the parse says about a word that may tell of an act: who does it, to what, with which prepositions and complements.

All roles are logical: the subject of a passive verb is its "by" phrase, its object the surface subject. Relative clauses,
participles, infinitives and coordinated verbs find their subject through the words that govern them. The dependency labels are
those of spaCy's English models (ClearNLP).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from onrecord.codebook.light_verbs import LightVerb, carriers, light_verb
from onrecord.model import Party
from onrecord.records.event_subjects import (
    RELATIVE,
    SUBJECTS,
    agents,
    antecedent,
    controller,
    has_to,
    is_bare,
    is_infinitive,
    is_passive,
    surface_subjects,
)
from onrecord.records.event_words import base_forms, opens_with_for, particles_of, phrase_lemmas, phrases_of
from onrecord.records.scope_chain import is_defined

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Form", "Frame", "base_forms", "frame_of", "has_to", "is_infinitive", "is_passive", "phrase_lemmas", "surface_subjects"]

Form = Literal["verb", "noun", "adjective"]

CLAUSES = frozenset({"ccomp", "xcomp"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The surroundings of one word.

    Args:
        head: the word itself.
        form: what it is used as.
        subjects: heads of the phrases that name who acts.
        objects: heads of the phrases acted upon (for nouns: their "of" phrases).
        indirect: heads of bare datives ("gave Kenya a loan").
        phrases: preposition -> heads of its phrases; those under the word itself first, then those under its object.
        clauses: main verbs of the clauses and infinitives that the word governs.
        particles: words that may complete a verb of several words ("out", "down", "for").
        owners: for nouns, heads of possessors and of adjectives and compounds before it.
        passive: whether a verb is passive.
        support: the light verb that a noun stands under, or None.
        light: the row of the light verb, or None.
        speaker: who says these words, where they stand in the content of a statement.
        backup: heads of the phrase that acts where the subjects name no party: who signed "a letter urging", who said something
            "in a meeting".
    """

    head: Token
    form: Form
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    indirect: tuple[Token, ...] = ()
    phrases: tuple[tuple[str, tuple[Token, ...]], ...] = ()
    clauses: tuple[Token, ...] = ()
    particles: frozenset[str] = frozenset()
    owners: tuple[Token, ...] = ()
    passive: bool = False
    support: Token | None = None
    light: LightVerb | None = None
    speaker: tuple[Party, ...] = ()
    backup: tuple[Token, ...] = ()

    @property
    def negated(self) -> bool:
        """Whether the word, or the verb that a modal helps, is denied."""
        verb = self.head.head if self.head.dep_ == "aux" else self.head
        return any(c.dep_ == "neg" for c in verb.children)

    @property
    def predicate(self) -> bool:
        """Whether a noun or adjective is said of something: "is a sham", "called it unfair"."""
        word = self.head.head if self.head.dep_ == "conj" else self.head
        return word.dep_ in {"attr", "acomp", "oprd"}

    def phrase(self, preposition: str) -> tuple[Token, ...]:
        """The heads under a preposition, empty where there is none."""
        return next((tokens for word, tokens in self.phrases if word == preposition), ())

    def has_preposition(self, preposition: str) -> bool:
        """Whether the preposition stands there at all, with or without a phrase."""
        return any(word == preposition for word, _ in self.phrases)


def frame_of(token: Token, form: Form, speaker: tuple[Party, ...] = ()) -> Frame:
    """The frame of `token` used as a verb, noun or adjective, in words of `speaker`."""
    frame = _made(token, form)
    return replace(frame, speaker=speaker) if speaker else frame


@lru_cache(maxsize=512)
def _made(token: Token, form: Form) -> Frame:
    """A word's frame; events, their rows and commitments ask for the same few again and again."""
    make = {"verb": _verb_frame, "noun": _noun_frame, "adjective": _adjective_frame}[form]
    return make(token)


def _verb_frame(verb: Token) -> Frame:
    if verb.dep_ == "aux" and verb.tag_ == "MD":
        return _modal_frame(verb)
    passive = is_passive(verb)
    surface = surface_subjects(verb)
    indirect = tuple(c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP")
    if passive:
        subjects, objects = agents(verb), surface + tuple(c for c in verb.children if c.dep_ == "dobj")
    else:
        subjects, objects = surface, _direct_objects(verb)
    clauses = _clauses(verb)
    if not objects and not passive:
        objects = tuple(s for c in clauses if is_infinitive(c) for s in c.children if s.dep_ == "nsubj")
    under = [verb, *(o for o in objects if o.i > verb.i)]
    backup = controller(verb.head, 0) if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.pos_ == "NOUN" else ()
    return Frame(
        verb, "verb", subjects, objects, indirect, phrases_of(under), clauses, particles_of(verb), passive=passive, backup=backup
    )  # fmt: skip


def _modal_frame(modal: Token) -> Frame:
    """A modal acts on the verb that it helps: "will not sign", "should resign"."""
    main = modal.head
    objects = tuple(c for c in main.children if c.dep_ == "dobj")
    return Frame(modal, "verb", surface_subjects(main), objects, (), phrases_of([main, *objects]), (main,))


def _noun_frame(noun: Token) -> Frame:
    top = _carrier(noun)
    support, light = _support(top)
    owners = tuple(c for c in noun.children if c.dep_ == "poss")
    owners += tuple(c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"})
    if top is not noun:
        owners += tuple(c for c in top.children if c.dep_ == "poss")
    under = [noun] if top is noun else [noun, top]
    if support is not None:
        under.append(support)
    phrases = phrases_of(under)
    subjects: tuple[Token, ...] = ()
    if top is not noun:  # "days of fighting with": the fighting is not of itself
        phrases = tuple((word, tuple(t for t in tokens if t.i != noun.i)) for word, tokens in phrases)
    objects = next((tokens for word, tokens in phrases if word == "of"), ())
    if support is not None and light is not None:
        doers = agents(support) if is_passive(support) else surface_subjects(support)
        if light.subject == "actor":
            subjects = doers
        elif light.subject == "recipient":
            objects = doers or objects
    if noun.dep_ in {"attr", "oprd"}:
        subjects = subjects or _said_of(noun)
    clauses = tuple(c for c in noun.children if c.dep_ in {"acl", "relcl", "ccomp"} and is_infinitive(c))
    return Frame(
        noun, "noun", subjects, objects, (), phrases, clauses, particles_of(noun), owners,
        support=support, light=light, backup=_attending(top),
    )  # fmt: skip


ON_OCCASION = frozenset({"in", "during", "at", "on"})
AROUND = ON_OCCASION | {"after", "following", "before", "amid"}


def _attending(noun: Token) -> tuple[Token, ...]:
    """Who does what is told "in a meeting", "during a visit", "after talks"."""
    preposition = noun.head
    while preposition.dep_ == "prep" and preposition.head.dep_ == "pobj":  # "in conjunction with a visit"
        preposition = preposition.head.head
    if noun.dep_ == "pobj" and preposition.lower_ == "on" and preposition.head.pos_ == "PROPN":
        return (preposition.head,)  # "Ana Rojas, on a visit to Lima, signed"
    if noun.dep_ == "pobj" and preposition.lower_ in AROUND and preposition.head.dep_ == "acl":
        return controller(preposition.head.head, 0)  # "said in a note issued during a visit"
    if noun.dep_ == "pobj" and preposition.lower_ in AROUND and preposition.head.pos_ in {"VERB", "AUX"}:
        return agents(preposition.head) if is_passive(preposition.head) else surface_subjects(preposition.head)
    return ()


def _adjective_frame(word: Token) -> Frame:
    """A predicative adjective: "is ready to", "was unlawful", "found it inappropriate"."""
    subjects = tuple(c for c in word.children if c.dep_ in SUBJECTS)
    if not subjects and (word.dep_ in {"acomp", "oprd", "attr", "conj"} or word.head.lemma_ == "be"):
        subjects = _said_of(word)
    return Frame(word, "adjective", subjects, (), (), phrases_of([word]), _clauses(word), particles_of(word))


def _said_of(word: Token) -> tuple[Token, ...]:
    """What a predicate is said of: the subject of its copula, or the object it is called ("called the vote unfair")."""
    top = word
    while top.dep_ == "conj" and top.head.i != top.i:
        top = top.head
    verb = top.head
    if top.dep_ == "oprd" or verb.lemma_ not in {"be", "become", "remain", "seem", "look", "appear"}:
        objects = tuple(c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} or (c.dep_ == "nsubj" and c.i > verb.i))
        if objects:
            return objects
    return surface_subjects(verb)


def _direct_objects(verb: Token) -> tuple[Token, ...]:
    found = tuple(antecedent(c, verb) for c in verb.children if c.dep_ == "dobj")
    if found:
        return found
    if verb.dep_ == "relcl" and verb.head.pos_ in {"NOUN", "PROPN"} and not _is_own_subject(verb):
        return (verb.head,)
    for child in verb.children:  # "condemned what it called Mali's aggression"
        if child.dep_ in {"ccomp", "pcomp"} and any(c.dep_ == "dobj" and c.lower_ == "what" for c in child.children):
            return tuple(c for c in child.children if c.dep_ == "oprd")
    # "condemned and rejected the plan": the object belongs to both verbs
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= 3 and is_bare(child):
            return tuple(c for c in child.children if c.dep_ == "dobj")
    return ()


def _is_own_subject(verb: Token) -> bool:
    """Whether the antecedent of a relative clause is its subject rather than its object."""
    return not any(c.dep_ in SUBJECTS and c.lower_ not in RELATIVE for c in verb.children)


CIRCUMSTANCE = frozenset({
    "by", "after", "before", "since", "while", "without", "despite", "through", "upon", "when", "until", "besides", "instead",
})  # fmt: skip
"""Prepositions whose gerund says how or when, not what: "protested by shouting"."""


def _clauses(word: Token) -> tuple[Token, ...]:
    found = [c for c in word.children if c.dep_ in CLAUSES and c.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}]
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ not in CIRCUMSTANCE:
            found.extend(c for c in child.children if c.dep_ == "pcomp")
    found.extend(c for c in word.children if c.dep_ == "advcl" and c.i not in {f.i for f in found} and opens_with_for(c, word))
    if word.lemma_ in ORDERING:
        found = [c for c in found if is_infinitive(c) or c.dep_ == "pcomp"]
    for clause in list(found):
        found.extend(c for c in clause.children if c.dep_ == "conj" and c.pos_ == "VERB")
    return tuple(found)


ORDERING = frozenset({"tell", "order", "instruct", "direct", "ask", "urge"})
"""Verbs that ask for what an infinitive says; a finite clause under them is only told ("told reporters that it had agreed")."""


# ------------------------------------------------------------------------------------------------------------ nouns
def _carrier(noun: Token) -> Token:
    """The noun that stands for this one in the clause: "a series of strikes" acts through "series"."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in carriers():
        noun = noun.head.head
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    return noun


def _support(noun: Token) -> tuple[Token | None, LightVerb | None]:
    """The light verb above a noun, or the participle after it ("a call made by"), and its row."""
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.tag_ == "VBN":
            row = light_verb(child.lemma_.lower(), None)
            if row is not None and row.status is None:
                return child, row
    head = noun.head
    if noun.dep_ in {"dobj", "nsubjpass", "attr"}:
        lemma, particle = head.lemma_.lower(), next((c.lower_ for c in head.children if c.dep_ == "prt"), None)
        row = (light_verb(lemma, particle) if particle else None) or light_verb(lemma, None)
        return (head, row) if row else (None, None)
    if noun.dep_ == "pobj" and head.dep_ in {"prep", "agent", "prt", "dative"}:
        row = light_verb(head.head.lemma_.lower(), head.lower_)
        return (head.head, row) if row else (None, None)
    if noun.dep_ == "nsubj" and not (head.lemma_ == "be" and is_defined(noun, head)):
        row = light_verb(head.lemma_.lower(), "subject")
        return (head, row) if row else (None, None)
    return None, None
