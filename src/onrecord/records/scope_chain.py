"""The words an act depends on, from the act upwards: "planned to begin withdrawing" gives withdraw, begin, plan.

The climb goes through infinitives, gerunds and the nouns and light verbs that carry an act; it ends at the borders of finite clauses
with a subject of their own, whose governor is looked at and no further.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook.light_verbs import light_verb
from onrecord.codebook.reporting import words as listed
from onrecord.codebook.scope import Relation

if TYPE_CHECKING:
    from spacy.tokens import Token

LIMIT = 10
"""Links after which the climb ends; longer chains are parser errors."""
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
VERBS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


@dataclass(frozen=True, slots=True)
class Link:
    """One word on the way up.

    Args:
        token: the word.
        relation: how the word below hangs on it; None for the act itself and its first conjunct.
        preposition: the preposition between the two, lower case, or "".
        shares: whether its auxiliaries and negations hold for the act too.
    """

    token: Token
    relation: Relation | None = None
    preposition: str = ""
    shares: bool = True


def chain_of(act: Token) -> tuple[Link, ...]:
    """The act and the words it depends on, nearest first."""
    links = [Link(act)]
    while len(links) < LIMIT and (above := _above(links[-1])) is not None:
        links.append(above)
    return tuple(links)


def _above(link: Link) -> Link | None:
    token, head = link.token, link.token.head
    if head.i == token.i or not _goes_on(link):
        return None
    if token.dep_ == "conj":
        return _conjunct(link, head)
    if token.dep_ in {"attr", "acomp", "oprd"}:  # what a copula says holds for its predicate: "is not ready", "will be a withdrawal"
        return Link(head, "object", shares=True)
    if token.dep_ in {"pobj", "pcomp"}:
        return _through_preposition(token, head, link)
    if token.pos_ in VERBS or token.dep_ in {"xcomp", "ccomp", "acl"}:
        return _verb_above(token, head, link)
    if _is_told(link):
        return Link(head, "told", shares=False) if head.pos_ in VERBS else None
    return _noun_above(token, head, link)


def _goes_on(link: Link) -> bool:
    """Whether the words above can still say something of the act: a finite clause with its own subject ends the climb, but for "denied a report that"."""
    return link.shares or link.relation is None or _is_told(link)


def _is_told(link: Link) -> bool:
    """Whether a clause hangs on a noun of words that somebody may deny or reject: "a report that", "claims that"."""
    return link.relation == "clause" and link.token.dep_ == "dobj" and link.token.lemma_.lower() in listed("told-nouns")


def _conjunct(link: Link, first: Token) -> Link | None:
    """The first of coordinated words: its governors hold for both; its auxiliaries where the second has none of its own."""
    token = link.token
    if token.pos_ in VERBS and first.pos_ in VERBS:
        own = any(c.dep_ in SUBJECTS or c.dep_ in {"aux", "auxpass"} for c in token.children)
        alike = token.tag_ == first.tag_ or {token.tag_, first.tag_} <= {"VBD", "VBN"}
        return Link(first, None, shares=link.shares and not own and alike)
    if token.pos_ in NOUNS and first.pos_ in NOUNS:
        return Link(first, None, shares=link.shares)
    return None


def _through_preposition(token: Token, preposition: Token, link: Link) -> Link | None:
    governor, words = preposition.head, preposition.lower_
    if governor.dep_ in {"prep", "advmod"} and governor.head.i != governor.i and governor.pos_ in {"ADP", "ADV", "SCONJ"}:
        words, governor = f"{governor.lower_} {words}", governor.head  # "out of", "instead of"
    relation: Relation = "gerund" if token.dep_ == "pcomp" else "object"
    light = governor.pos_ in VERBS and preposition.i > governor.i and light_verb(governor.lemma_.lower(), preposition.lower_) is not None
    shares = relation == "gerund" or light  # "went under", not "under the plan 400 posts would go"
    return Link(governor, relation, words, shares=shares and link.shares)


def _verb_above(verb: Token, head: Token, link: Link) -> Link | None:
    if verb.dep_ == "acl":
        if is_infinitive(verb):
            return Link(head, "infinitive", shares=link.shares)
        return Link(head, "clause", shares=False) if any(c.dep_ == "mark" for c in verb.children) else None
    if verb.dep_ == "relcl" and is_infinitive(verb) and not any(c.dep_ in SUBJECTS for c in verb.children):
        return Link(head, "infinitive", shares=link.shares)
    if verb.dep_ == "advcl":  # "is ready to send" is at times parsed as a purpose
        near = head.pos_ == "ADJ" and is_infinitive(verb)
        return Link(head, "infinitive", shares=link.shares) if near else None
    if verb.dep_ not in {"xcomp", "ccomp", "csubj", "csubjpass", "auxpass", "aux"}:
        return None
    if is_infinitive(verb):
        return Link(head, "infinitive", shares=link.shares)
    if verb.tag_ == "VBG" and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children):
        return Link(head, "gerund", shares=link.shares)
    if verb.dep_ == "xcomp":
        return Link(head, "infinitive", shares=link.shares)
    return Link(head, "clause", shares=False)


def _noun_above(noun: Token, head: Token, link: Link) -> Link | None:
    if noun.dep_ in {"compound", "amod", "nmod"}:
        return Link(head, "compound", shares=False)
    if head.pos_ not in VERBS:
        return None
    particle = next((c.lower_ for c in head.children if c.dep_ == "prt"), None)
    if noun.dep_ in {"dobj", "nsubjpass"}:
        light = light_verb(head.lemma_.lower(), particle)
        return Link(head, "object", shares=light is not None and link.shares)
    if noun.dep_ == "nsubj":
        light = light_verb(head.lemma_.lower(), "subject")
        shares = (light is not None or head.lemma_ == "be") and not (head.lemma_ == "be" and is_defined(noun, head))
        return Link(head, "subject", shares=shares and link.shares)
    return None


def is_defined(noun: Token, copula: Token) -> bool:
    """Whether a copula says what a known act is: "the ban is not part of a plan" denies no ban, "no attack was possible" an attack."""
    known = any(c.lower_ in {"the", "this", "that"} and c.dep_ == "det" for c in noun.children)
    return known and any(c.dep_ == "attr" for c in copula.children)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has "to" before it."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
