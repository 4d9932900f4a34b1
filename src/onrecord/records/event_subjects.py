"""Who acts in a verb: its subject found through relative clauses, control, participles, coordination and the passive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
DEPTH = 8
"""How many governing words are climbed in search of a subject; deeper chains are parser errors."""


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: an auxiliary, a passive subject, or a bare participle after its noun."""
    own = {child.dep_ for child in verb.children}
    perfect = any(child.dep_ == "aux" and child.lower_ in {"has", "have", "had"} for child in verb.children)
    if perfect and "auxpass" in own and verb.tag_ == "VBN" and "nsubj" not in own:  # "... have been held up", its subject read elsewhere
        return True
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
    """Whether a verb has "to" or stands bare after another's object; "will hold" and "did not sign" are finite."""
    return has_to(verb) or (verb.tag_ == "VB" and not any(c.dep_ == "aux" for c in verb.children))


def has_to(verb: Token) -> bool:
    """Whether a verb has "to" before it."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def surface_subjects(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Heads of the grammatical subject of a verb, found through relative clauses, control, participles and coordination."""
    own = tuple(c for c in verb.children if c.dep_ in SUBJECTS) or _misplaced(verb)
    if own:
        return tuple(antecedent(c, verb) for c in own)
    if depth >= DEPTH:
        return ()
    head = verb.head
    if verb.dep_ == "acl":
        return (head,) if verb.tag_ in {"VBG", "VBN"} else controller(head, depth)
    if verb.dep_ == "relcl":
        return (head,) if head.pos_ not in {"VERB", "AUX"} else ()
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX", "ADJ"}:
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "xcomp":
        objects = tuple(c for c in head.children if c.dep_ == "dobj")
        if objects and head.lemma_ not in SUBJECT_CONTROL:
            return objects
        return surface_subjects(head, depth + 1) if head.pos_ in {"VERB", "AUX", "ADJ"} else controller(head, depth)
    if verb.dep_ == "advcl" and head.pos_ in {"ADP", "SCONJ"}:  # "while in Rome to attend the fair, he said"
        return surface_subjects(head.head, depth + 1) if head.head.pos_ in {"VERB", "AUX"} else ()
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and (nearer := _gerund_between(head, verb)) is not None:
        return surface_subjects(nearer, depth + 1)
    if verb.dep_ == "advcl":
        return surface_subjects(head, depth + 1) if head.pos_ in {"VERB", "AUX", "ADJ"} else ()
    if verb.dep_ == "pcomp" and head.head.dep_ in {"dobj", "nsubjpass"} and head.lower_ == "of" and head.head.head.lemma_ in BLAMING:
        return (head.head,)  # "accused the judges of siding with", which the parser takes for judges of something
    if verb.dep_ == "pcomp":
        return controller(head.head, depth, of=head)
    if verb.dep_ in {"auxpass", "aux", "acomp"}:
        return surface_subjects(head, depth + 1)
    if verb.dep_ == "ccomp" and verb.tag_ in {"VBG", "VB"} and head.pos_ == "VERB":
        return surface_subjects(head, depth + 1)
    return ()


def _gerund_between(head: Token, verb: Token) -> Token | None:
    """The gerund that a participle goes with: in "accused the army of shelling a market, killing nine" the army killed."""
    found = (g for c in head.children if c.dep_ == "prep" and c.lower_ in OBJECT_CONTROL and head.i < c.i < verb.i for g in c.children)
    return next((g for g in found if g.dep_ == "pcomp" and g.tag_ == "VBG"), None)


def _misplaced(verb: Token) -> tuple[Token, ...]:
    """A subject that the parser hung on the auxiliary ("the US has been urging"), or on the conjunction ("after Mali withdrew")."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    found = tuple(s for c in helpers for s in c.children if s.dep_ in SUBJECTS)
    return found or tuple(p for c in verb.children if c.dep_ == "mark" for p in c.children if p.dep_ == "pobj")


SUBJECT_CONTROL = frozenset({"promise", "use", "threaten", "take", "hold", "make", "vote", "sign", "issue", "pass"})


def antecedent(subject: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for, or the subject itself."""
    if subject.lower_ in RELATIVE and subject.tag_ in {"WDT", "WP", "IN", "DT"}:
        clause: Token = verb
        while clause.dep_ in {"conj", "ccomp", "xcomp"} and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ == "relcl":
            return _thing_before(subject, clause.head) if subject.lower_ == "which" else clause.head
    return subject


def _thing_before(which: Token, head: Token) -> Token:
    """What "which" stands for: in "Mr Diaz, the head of the guild, which sued the city" the guild, for a person is no "which"."""
    person = head.dep_ == "appos" and head.head.pos_ == "PROPN" and head.pos_ == "NOUN" and head.head.i < head.i
    if not person:
        return head
    of = next((c for c in head.children if c.dep_ == "prep" and c.lower_ in {"of", "at", "for"} and head.i < c.i < which.i), None)
    return next((c for c in of.children if c.dep_ == "pobj"), head) if of is not None else head


def controller(governor: Token, depth: int, of: Token | None = None) -> tuple[Token, ...]:
    """Who acts in an infinitive or gerund under `governor`: its possessor, or the subject of the verb it depends on."""
    if governor.pos_ in {"VERB", "AUX", "ADJ"}:
        objects = tuple(c for c in governor.children if c.dep_ in {"dobj", "nsubjpass"})
        if of is not None and objects and of.lower_ in OBJECT_CONTROL:
            return tuple(antecedent(o, governor) for o in objects)
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
            return surface_subjects(verb, depth + 1) if depth < DEPTH and not is_passive(verb) else agents(verb)
        if verb.head.i == verb.i:
            break
    return ()


BLAMING = frozenset({"accuse", "suspect", "convict", "acquit", "absolve"})
OBJECT_CONTROL = frozenset({"of", "for", "from", "into", "with", "as"})
"""Prepositions whose gerund is done by the verb's object ("accused Mali of hiding", "blamed him for encouraging")."""


def agents(verb: Token) -> tuple[Token, ...]:
    """The "by" phrase of a passive; coordinated participles share theirs ("was arrested and charged by")."""
    around = [verb]
    around += [c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBN" and is_bare(c)]
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and is_bare(verb):
        around.append(verb.head)
    return next((found for v in around if (found := _by(v))), ())


def _by(verb: Token) -> tuple[Token, ...]:
    return tuple(
        p for c in verb.children if c.dep_ in {"agent", "prep"} and c.lower_ == "by" for p in c.children if p.dep_ == "pobj"
    )  # fmt: skip


def is_bare(verb: Token) -> bool:
    """Whether a verb has no subject of its own."""
    return not any(c.dep_ in SUBJECTS for c in verb.children)
