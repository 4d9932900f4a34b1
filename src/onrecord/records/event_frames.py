"""What the parse says about a word that may tell of an act: who does it, to what, with which prepositions and complements.

All roles are logical: the subject of a passive verb is its "by" phrase, its object the surface subject. Relative clauses,
participles, infinitives and coordinated verbs find their subject through the words that govern them. The dependency labels are
those of spaCy's English models (ClearNLP).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from onrecord.codebook.light_verbs import LightVerb, carriers, light_verb
from onrecord.model import Party

if TYPE_CHECKING:
    from spacy.tokens import Token

Form = Literal["verb", "noun", "adjective"]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
CLAUSES = frozenset({"ccomp", "xcomp"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
DEPTH = 8
"""How many governing words are climbed in search of a subject; deeper chains are parser errors."""


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
    make = {"verb": _verb_frame, "noun": _noun_frame, "adjective": _adjective_frame}[form]
    frame = make(token)
    return replace(frame, speaker=speaker) if speaker else frame


def _verb_frame(verb: Token) -> Frame:
    if verb.dep_ == "aux" and verb.tag_ == "MD":
        return _modal_frame(verb)
    passive = is_passive(verb)
    surface = surface_subjects(verb)
    indirect = tuple(c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP")
    if passive:
        subjects, objects = _agents(verb), surface + tuple(c for c in verb.children if c.dep_ == "dobj")
    else:
        subjects, objects = surface, _direct_objects(verb)
    clauses = _clauses(verb)
    if not objects and not passive:
        objects = tuple(s for c in clauses if is_infinitive(c) for s in c.children if s.dep_ == "nsubj")
    under = [verb, *(o for o in objects if o.i > verb.i)]
    backup = _controller(verb.head, 0) if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.pos_ == "NOUN" else ()
    return Frame(
        verb, "verb", subjects, objects, indirect, _phrases(under), clauses, _particles(verb), passive=passive, backup=backup
    )  # fmt: skip


def _modal_frame(modal: Token) -> Frame:
    """A modal acts on the verb that it helps: "will not sign", "should resign"."""
    main = modal.head
    objects = tuple(c for c in main.children if c.dep_ == "dobj")
    return Frame(modal, "verb", surface_subjects(main), objects, (), _phrases([main, *objects]), (main,))


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
    phrases = _phrases(under)
    subjects: tuple[Token, ...] = ()
    objects = next((tokens for word, tokens in phrases if word == "of"), ())
    if support is not None and light is not None:
        doers = _agents(support) if is_passive(support) else surface_subjects(support)
        if light.subject == "actor":
            subjects = doers
        elif light.subject == "recipient":
            objects = doers or objects
    if noun.dep_ in {"attr", "oprd"}:
        subjects = subjects or _said_of(noun)
    clauses = tuple(c for c in noun.children if c.dep_ in {"acl", "relcl", "ccomp"} and is_infinitive(c))
    return Frame(
        noun, "noun", subjects, objects, (), phrases, clauses, _particles(noun), owners,
        support=support, light=light, backup=_attending(noun),
    )  # fmt: skip


def _attending(noun: Token) -> tuple[Token, ...]:
    """Who does what is told "in a meeting", "during a visit"."""
    preposition = noun.head
    while preposition.dep_ == "prep" and preposition.head.dep_ == "pobj":  # "in conjunction with a visit"
        preposition = preposition.head.head
    if noun.dep_ == "pobj" and preposition.lower_ in {"in", "during", "at", "on"} and preposition.head.pos_ in {"VERB", "AUX"}:
        return _agents(preposition.head) if is_passive(preposition.head) else surface_subjects(preposition.head)
    return ()


def _adjective_frame(word: Token) -> Frame:
    """A predicative adjective: "is ready to", "was unlawful", "found it inappropriate"."""
    subjects = tuple(c for c in word.children if c.dep_ in SUBJECTS)
    if not subjects and (word.dep_ in {"acomp", "oprd", "attr", "conj"} or word.head.lemma_ == "be"):
        subjects = _said_of(word)
    return Frame(word, "adjective", subjects, (), (), _phrases([word]), _clauses(word), _particles(word))


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


# ------------------------------------------------------------------------------------------------------------ verbs
def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: an auxiliary, a passive subject, or a bare participle after its noun."""
    for child in verb.children:
        if child.dep_ in {"auxpass", "nsubjpass", "csubjpass"}:
            return True
        if child.dep_ in {"nsubj", "aux"}:
            return False
    if verb.tag_ != "VBN" or _is_clipped(verb):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return verb.head.tag_ == "VBN" and is_passive(verb.head)
    return verb.dep_ in {"acl", "advcl", "amod", "oprd", "ROOT", "ccomp", "pcomp", "acomp"}


def _is_clipped(verb: Token) -> bool:
    """A past tense that the parser took for a participle, so that its sentence has no verb: "Members of the house protested."."""
    return verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and not _by(verb)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has "to" or stands bare after another's object."""
    return has_to(verb) or verb.tag_ == "VB"


def has_to(verb: Token) -> bool:
    """Whether a verb has "to" before it."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def surface_subjects(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Heads of the grammatical subject of a verb, found through relative clauses, control, participles and coordination."""
    own = tuple(c for c in verb.children if c.dep_ in SUBJECTS)
    if own:
        return tuple(_antecedent(c, verb) for c in own)
    if depth >= DEPTH:
        return ()
    head = verb.head
    if verb.dep_ == "acl":
        return (head,) if verb.tag_ in {"VBG", "VBN"} else _controller(head, depth)
    if verb.dep_ == "relcl":
        return (head,) if head.pos_ not in {"VERB", "AUX"} else ()
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX", "ADJ"}:
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "xcomp":
        objects = tuple(c for c in head.children if c.dep_ == "dobj")
        if objects and head.lemma_ not in SUBJECT_CONTROL:
            return objects
        return surface_subjects(head, depth + 1) if head.pos_ in {"VERB", "AUX", "ADJ"} else _controller(head, depth)
    if verb.dep_ == "advcl":
        return surface_subjects(head, depth + 1) if head.pos_ in {"VERB", "AUX", "ADJ"} else ()
    if verb.dep_ == "pcomp":
        return _controller(head.head, depth, of=head)
    if verb.dep_ in {"auxpass", "aux"}:
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "ccomp" and verb.tag_ in {"VBG", "VB"} and head.pos_ == "VERB":
        return surface_subjects(head, depth + 1)
    return ()


SUBJECT_CONTROL = frozenset({"promise", "use", "threaten", "take", "hold", "make", "vote", "sign", "issue", "pass"})


def _antecedent(subject: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for, or the subject itself."""
    if subject.lower_ in RELATIVE and subject.tag_ in {"WDT", "WP", "IN", "DT"}:
        clause: Token = verb
        while clause.dep_ in {"conj", "ccomp", "xcomp"} and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return subject


def _controller(governor: Token, depth: int, of: Token | None = None) -> tuple[Token, ...]:
    """Who acts in an infinitive or gerund under `governor`: its possessor, or the subject of the verb it depends on."""
    if governor.pos_ in {"VERB", "AUX", "ADJ"}:
        objects = tuple(c for c in governor.children if c.dep_ in {"dobj", "nsubjpass"})
        if of is not None and objects and of.lower_ in OBJECT_CONTROL:
            return tuple(_antecedent(o, governor) for o in objects)
        return surface_subjects(governor, depth + 1)
    if governor.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return ()
    owners = tuple(c for c in governor.children if c.dep_ == "poss")
    if owners:
        return owners
    by = tuple(p for c in governor.children if c.dep_ == "prep" and c.lower_ in {"by", "on"} for p in c.children if p.dep_ == "pobj")
    if by:
        return by
    verb: Token = governor
    for _ in range(DEPTH):
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return (verb.head,)
        verb = verb.head
        if verb.pos_ in {"VERB", "AUX"}:
            return surface_subjects(verb, depth + 1) if depth < DEPTH and not is_passive(verb) else _agents(verb)
        if verb.head.i == verb.i:
            break
    return ()


OBJECT_CONTROL = frozenset({"of", "for", "from", "into", "with"})
"""Prepositions whose gerund is done by the verb's object ("accused Mali of hiding", "blamed him for encouraging")."""


def _agents(verb: Token) -> tuple[Token, ...]:
    """The "by" phrase of a passive; coordinated participles share theirs ("was arrested and charged by")."""
    around = [verb]
    around += [c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBN" and _is_bare(c)]
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and _is_bare(verb):
        around.append(verb.head)
    return next((found for v in around if (found := _by(v))), ())


def _by(verb: Token) -> tuple[Token, ...]:
    return tuple(
        p for c in verb.children if c.dep_ in {"agent", "prep"} and c.lower_ == "by" for p in c.children if p.dep_ == "pobj"
    )  # fmt: skip


def _is_bare(verb: Token) -> bool:
    return not any(c.dep_ in SUBJECTS for c in verb.children)


def _direct_objects(verb: Token) -> tuple[Token, ...]:
    found = tuple(_antecedent(c, verb) for c in verb.children if c.dep_ == "dobj")
    if found:
        return found
    if verb.dep_ == "relcl" and verb.head.pos_ in {"NOUN", "PROPN"} and not _is_own_subject(verb):
        return (verb.head,)
    # "condemned and rejected the plan": the object belongs to both verbs
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= 3 and _is_bare(child):
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
    if noun.dep_ == "nsubj":
        row = light_verb(head.lemma_.lower(), "subject")
        return (head, row) if row else (None, None)
    return None, None


# -------------------------------------------------------------------------------------------------- prepositions, words
def _phrases(words: list[Token], nested: bool = True) -> tuple[tuple[str, tuple[Token, ...]], ...]:
    """Prepositions and the heads of their phrases, nearest first.

    A phrase inside a phrase comes last ("signed a treaty on water with Mali"), and only for a preposition that is not nearer.
    """
    found: dict[str, list[Token]] = {}
    deeper: list[Token] = []
    for word in words:
        for child in word.children:
            if child.dep_ in {"prep", "agent"} or (child.dep_ in {"dative", "prt"} and child.pos_ == "ADP"):
                for preposition, token in _prepositional(child, child.lower_):
                    tokens = found.setdefault(preposition, [])
                    if token is not None and token not in tokens:
                        tokens.append(token)
                        deeper.append(token)
    if nested:
        for preposition, inner in _phrases([t for t in deeper if t.pos_ in {"NOUN", "PROPN"}], nested=False):
            if preposition in NESTED:
                found.setdefault(preposition, list(inner))
    return tuple((k, tuple(v)) for k, v in found.items())


NESTED = frozenset({"with", "against", "to", "for", "between", "by", "from"})
"""Prepositions whose phrase may belong to a word further up than the parser hangs it."""


def _prepositional(preposition: Token, name: str) -> Iterator[tuple[str, Token | None]]:
    """The phrases of a preposition; "out of Mali" counts for "of", for "out of", and for "out"."""
    empty = True
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            empty = False
            if not (child.lemma_.lower() in TIME_WORDS or (child.like_num and len(child) == 4)):  # "agreed on Tuesday" is no "agree on"
                yield name, child
        elif child.dep_ == "prep":
            for inner, token in _prepositional(child, child.lower_):
                yield inner, token
                yield f"{name} {inner}", token
                if token is not None:
                    empty = False
                    yield name, token
    if empty:  # a particle; where its phrase is a date, nothing at all
        yield name, None


TIME_WORDS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may",
    "june", "july", "august", "september", "october", "november", "december", "today", "yesterday", "tomorrow", "weekend", "week",
    "month", "year", "day", "night", "morning", "evening", "afternoon", "midnight", "noon", "dawn", "hour", "minute", "summer",
    "autumn", "winter", "spring", "decade", "century", "time",
})  # fmt: skip


def _particles(word: Token) -> frozenset[str]:
    """Words near a verb that may be part of it: its particles, adverbs and prepositions, theirs, and its bare object."""
    found = set()
    for child in word.children:
        if _is_of_time(child):
            continue
        if child.dep_ in {"prt", "prep", "advmod", "agent", "dative", "dobj", "oprd", "acomp", "npadvmod"}:
            found.add(child.lower_)
            found.add(child.lemma_.lower())
            found.update(c.lower_ for c in child.children if c.dep_ in {"prep", "advmod", "prt", "pobj"})
    for offset in (1, 2):  # the parser at times hangs a particle on the next word
        if word.i + offset < len(word.doc):
            following = word.doc[word.i + offset]
            if following.pos_ not in {"ADP", "ADV", "SCONJ"} or following.dep_ == "mark" or _is_of_time(following):
                break
            found.add(following.lower_)
    return frozenset(found)


def _is_of_time(word: Token) -> bool:
    """Whether a preposition only dates the act: in "fired him on Thursday" nobody fired on anything."""
    return word.dep_ == "prep" and any(c.dep_ == "pobj" and c.lemma_.lower() in TIME_WORDS for c in word.children)


def phrase_lemmas(token: Token, depth: int = 0) -> Iterator[str]:
    """Lemmas and lower-case forms in the core of a noun phrase: its head, what stands before it, "of" phrases, coordination."""
    yield token.lemma_.lower()
    yield token.lower_
    for child in token.children:
        if child.dep_ in {"compound", "amod", "nmod", "poss", "appos", "nummod", "acl", "det"}:
            yield child.lemma_.lower()
            yield child.lower_
            if child.dep_ in {"compound", "amod", "poss"}:
                yield from (g.lemma_.lower() for g in child.children if g.dep_ in {"compound", "amod"})
        elif child.dep_ == "conj" and depth < 3:
            yield from phrase_lemmas(child, depth + 1)
        elif child.dep_ == "prep" and child.lower_ in {"of", "for", "on", "to", "against"} and depth < 2:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from phrase_lemmas(inner, depth + 1)


@cache
def base_forms(word: str) -> tuple[str, ...]:
    """What the base form of a regular participle or gerund may be, for words that the tagger took for adjectives or nouns."""
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2:
            forms = [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                forms.append(stem[:-1])
            if stem.endswith("i"):
                forms.append(stem[:-1] + "y")
            return tuple(forms)
    return ()
