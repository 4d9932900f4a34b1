"""Who undertook a thing that was spoken of before: "the loan", "the second half", "the rest" after "Kuwait pledged a loan"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.codebook.stages import verbs_of, word_lists
from onrecord.model import Commitment, Document, Party, WhoIsWho
from onrecord.records.commitment_cue import Candidate
from onrecord.records.commitment_owned import is_elliptic, thing_of
from onrecord.records.event_frames import frame_of

if TYPE_CHECKING:
    from spacy.tokens import Token

UNDERTAKEN = frozenset({"intended", "pledged", "agreed", "approved", "signed"})
NEAR = 3
"""Sentences back in which "the rest" and "the second" find what they are of."""


def told_before(document: Document, candidate: Candidate, made: Sequence[Commitment]) -> Commitment | None:
    """The earlier commitment whose thing a candidate speaks of again, or None.

    A noun finds the last commitment whose words hold it; "the rest" and its like the last one near that is of things handed over.

    Args:
        document: the parsed article.
        candidate: a cue about a thing without an owner in its own words.
        made: the commitments found so far, in the order of the text.
    """
    thing = thing_of(candidate)
    if thing is None or any(c.tag_ == "PRP$" for c in thing.children):  # "its doses came": whose they are stands in "its"
        return None
    earlier = [c for c in made if c.anchor.start < candidate.head.idx]
    earlier = [c for c in earlier if not any(o is not c and o.action.contains(c.anchor) for o in earlier)]  # "900,000 of the doses that it ordered"
    lists = word_lists()
    lemmas = {t.lemma_.lower() for t in (thing, *(t for t in thing.subtree if t.dep_ == "pobj" and t.head.head.i == thing.i))} - lists["of_a_whole"]
    deeds = frozenset(v for lemma in lemmas for v in verbs_of(lemma))  # "the sale" of what somebody was to sell
    same = next((c for c in reversed(earlier) if any(_takes_up(t, lemmas, deeds) for t in document.tokens_in(c.action))), None)
    if candidate.act.lemma_.lower() in {"receive", "get"} and same is None:  # "Each will receive 45,000 rupees"
        before = [s.start_char for s in document.doc.sents if s.end_char <= candidate.head.idx]
        return next((c for c in reversed(earlier) if before and c.anchor.start >= before[-1] and c.stage in UNDERTAKEN), None)
    things = lists["handed"] | lists["goods"] | lists["of_a_whole"]  # "the first train", but not "the other five observers"
    counted = thing.lemma_.lower() in things and any(c.dep_ == "amod" and c.lower_ in lists["of_a_whole"] for c in thing.children)
    if same is None and not candidate.known_only and (counted or is_elliptic(thing)):
        sentences = [s.start_char for s in document.doc.sents if s.start_char <= thing.idx]
        start = sentences[-NEAR - 1] if len(sentences) > NEAR else 0
        numbered = thing.pos_ == "NUM"  # "a further 30 were dropped"
        return next((c for c in reversed(earlier) if c.anchor.start >= start and (_is_of_things(document, c) or (numbered and _is_counted(document, c)))), None)
    if same is None and not candidate.known_only and lemmas & lists["follows"]:
        before = [s.start_char for s in document.doc.sents if s.end_char <= candidate.head.idx]
        return next((c for c in reversed(earlier) if before and c.anchor.start >= before[-2:][0] and c.stage in UNDERTAKEN), None)
    return same


def decided_before(document: Document, candidate: Candidate, made: Sequence[Commitment]) -> tuple[Party, ...]:
    """Who undertook something in the sentence before, as who does what is told of its receivers alone ("set up a fund ... Clubs will be paid")."""
    before = [s.start_char for s in document.doc.sents if s.end_char <= candidate.head.idx]
    near = (c for c in reversed(made) if before and before[-1] <= c.anchor.start < candidate.head.idx and c.stage in UNDERTAKEN)
    found = next((c.promisor for c in near if c.promisor.kind in {"state", "organisation"}), None)
    return (replace(found, basis="resolved"),) if found is not None else ()


def doers_before(document: Document, candidate: Candidate, who: WhoIsWho) -> tuple[Party, ...]:
    """Who does what a noun takes up, by the last verb of its act in the two sentences before: "may sell its stake ... the sale is on hold"."""
    thing = thing_of(candidate)
    verbs = verbs_of(thing.lemma_.lower()) if thing is not None and any(c.lower_ in {"the", "that", "this"} for c in thing.children) else frozenset[str]()
    if thing is None or not verbs:
        return ()
    starts = [s.start for s in document.doc.sents if s.start <= thing.i]
    for token in reversed(document.doc[starts[-min(3, len(starts))] : thing.i]):
        if token.pos_ == "VERB" and token.lemma_.lower() in verbs:
            found = tuple(p for s in frame_of(token, "verb").subjects for p in who.of(s.i) if p.kind in {"state", "organisation"})
            if found:
                return found
    return ()


def _is_counted(document: Document, one: Commitment) -> bool:
    """Whether a commitment tells how many."""
    return one.amount is not None or any(t.pos_ == "NUM" for t in document.tokens_in(one.action))


def _takes_up(told: Token, lemmas: set[str], deeds: frozenset[str]) -> bool:
    """Whether a word of an earlier act is the thing itself, or the verb of which it is the noun."""
    return told.lemma_.lower() in (deeds if told.pos_ == "VERB" else lemmas)


def _is_of_things(document: Document, one: Commitment) -> bool:
    """Whether a commitment speaks of what is handed over."""
    lists = word_lists()
    return any(t.lemma_.lower() in lists["handed"] | lists["goods"] | lists["money"] for t in document.tokens_in(one.action))
