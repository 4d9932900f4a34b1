"""What the lead tells where the record has no event and no commitment: the act of its main verb, if a party does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.connectives import listed
from onrecord.model import Document, Event, Mentions
from onrecord.model.linking import place_for
from onrecord.model.timing import time_for, when_of
from onrecord.summaries.main_event import story_sentences

if TYPE_CHECKING:
    from spacy.tokens import Token

RULE = "en.summary.lead"
"""The rule of answers that rest on no row of the codebook but on the lead alone."""


def lead_act(document: Document, mentions: Mentions) -> Event | None:
    """The act of the lead's main verb, in the form of an event without a type, for the questions to be asked of; it is kept nowhere.

    Args:
        document: the parsed article.
        mentions: its parties, times and places.

    Returns:
        None where the lead has no such verb, denies it, tells only what is, was said or is thought, or names no party as the one who does it.
    """
    sentences = story_sentences(document)
    if not sentences:
        return None
    inside = document.tokens_in(sentences[0])
    root = next((t for t in inside if t.dep_ == "ROOT" and t.pos_ == "VERB"), None)
    verb = _under_saying(root) if root is not None else None
    if verb is None or verb.pos_ != "VERB" or verb.lemma_.lower() in listed("still_verbs") or any(c.dep_ == "neg" for c in verb.children):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    actors = mentions.who.of(subject.i) if subject is not None and subject.pos_ != "PRON" else ()
    if not actors:
        return None
    time = time_for(document, mentions.times, verb.i)
    return Event(
        id="", anchor=document.span_of([verb]), type="", mode=None, contexts=(), cameo="", quad=0, goldstein=0.0, actors=tuple(actors), recipients=(),
        status="actual", certainty="asserted", said_by=(), date=when_of(time) if time is not None else None,
        place=place_for(document, mentions.places, verb.i), amount=None, sentence=sentences[0], rule=RULE, confidence=0.0,
    )  # fmt: skip


def _under_saying(root: Token) -> Token | None:
    """What is said to have been done, where the main verb only says it: "..., the governor said"."""
    if root.lemma_.lower() not in listed("saying_verbs"):
        return root
    return next((c for c in root.children if c.dep_ == "ccomp"), None)
