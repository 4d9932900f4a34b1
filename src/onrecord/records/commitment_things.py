"""Things that were undertaken ("the Norwegian loan", "the council's vote") and whom their own words give them to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.countries import country_of_demonym
from onrecord.codebook.stages import word_lists, words_of
from onrecord.records.event_frames import frame_of, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

GIVEN = frozenset({"approved", "suspended", "withdrawn", "signed"})
"""Stages that one party may set for what another one gives."""
PUT_OFF = frozenset({"suspended", "withdrawn"})
NAMING = frozenset({"amod", "nmod", "compound"})


def givers(thing: Token, stage: str) -> tuple[Token, ...]:
    """Whose a thing is that somebody else approves, signs, puts off or stops; empty where its words do not say.

    Args:
        thing: the noun.
        stage: what is set for it, one of `GIVEN`.
    """
    if thing.lemma_.lower() in word_lists()["handed"] and (nations := _nations(thing)):
        return nations
    if stage in PUT_OFF and thing.lemma_.lower() in words_of(("@promised",)):
        return tuple(c for c in thing.children if c.dep_ == "poss" and c.tag_ in {"NNP", "NNPS"})
    return ()


def things_of(verb: Token) -> tuple[Token, ...]:
    """What a passive verb tells of: its subject, or the noun before its clause ("a trip, which was cancelled")."""
    own = tuple(c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and c.tag_ != "WDT")
    if not own and _is_shared(verb):
        return surface_subjects(verb.head)
    if own or verb.dep_ not in {"relcl", "acl"}:
        return own
    found = list(surface_subjects(verb))
    for word in found:  # "his trip to Oslo, which was cancelled": the clause hangs on the last noun, and may tell of an outer one
        if word.dep_ == "pobj" and word.head.dep_ == "prep" and word.head.head.pos_ == "NOUN" and verb.tag_ == "VBN":
            found.append(word.head.head)
    return tuple(found)


def _is_shared(verb: Token) -> bool:
    """Whether a verb's subject is that of the verb above: coordinated with it, or its perfect after a participle that the parser took for a verb.

    "The launch, promised for March, has slipped"; "guns promised to Kyiv have been held up".
    """
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return True
    perfect = any(c.dep_ == "aux" and c.lower_ in {"has", "have", "had"} for c in verb.children)
    return verb.dep_ == "ccomp" and perfect and verb.head.tag_ in {"VBD", "VBN"} and verb.head.i < verb.i and not any(c.dep_ == "mark" for c in verb.children)


def sources_of(verb: Token) -> tuple[Token, ...]:
    """From whom something is received."""
    clauses = (c for o in verb.children if o.dep_ == "dobj" for w in _held(o) for c in w.children if c.dep_ in {"relcl", "acl"})
    buying = [c for c in clauses if c.lemma_ in {"order", "buy", "purchase"}]
    around = (verb, *buying)  # "received 900,000 of the doses that it ordered from Corvan"
    return tuple(c for v in around for prep in v.children if prep.dep_ == "prep" and prep.lower_ == "from" for c in prep.children if c.dep_ == "pobj")


def _held(thing: Token) -> list[Token]:
    """A noun and what it is of: "the first part of a military aid package"."""
    held = [thing]
    for word in held:
        links = (prep for prep in word.children if prep.dep_ == "prep" and prep.lower_ in {"of", "on", "in"})
        held.extend(c for prep in links for c in prep.children if c.dep_ == "pobj")
    return held


def given_by(thing: Token) -> tuple[Token, ...]:
    """Who promised a thing or gives it, by a clause on it: "the ferries that Finland promised"; empty where no clause says."""
    for word in _held(thing):
        for child in word.children:
            if child.dep_ in {"relcl", "ccomp", "acl"} and child.lemma_.lower() in word_lists()["gives"]:
                subjects = frame_of(child, "verb").subjects
                if subjects and all(s.tag_ not in {"WDT", "WP"} for s in subjects):
                    return subjects
    return ()


def owners_of(thing: Token) -> tuple[Token, ...]:
    """Who the words of a thing say it comes from: "that Canada announced", "Norway's", "Norwegian", "from Norway"; nearest to its noun."""
    if given := given_by(thing):
        return given
    held = _held(thing)
    for word in held:
        for child in word.children:
            if child.dep_ == "poss" and child.tag_ != "PRP$":
                return (child,)
            if child.dep_ in NAMING and (nations := _nations(word)):
                return nations
            if child.dep_ == "prep" and child.lower_ in {"from", "by"}:
                return tuple(c for c in child.children if c.dep_ == "pobj")
            if child.dep_ == "prep" and child.lower_ == "between":
                sides = [c for c in child.children if c.dep_ == "pobj"]
                return (*sides, *(c for side in sides for c in side.children if c.dep_ == "conj"))
    bodies = word_lists()["body"]
    return tuple(w for w in held[1:] if w.head.lower_ == "of" and w.head.head.i == thing.i and w.lemma_.lower() in bodies)[:1]


def _nations(thing: Token) -> tuple[Token, ...]:
    """The words before a noun that name peoples: "Norwegian", "Norwegian-Danish"."""
    named = [c for c in thing.children if c.dep_ in NAMING and c.i < thing.i]
    for word in named:
        named.extend(c for c in word.children if c.dep_ in NAMING)
    return tuple(sorted((c for c in named if country_of_demonym(c.text) is not None), key=lambda t: t.i))
