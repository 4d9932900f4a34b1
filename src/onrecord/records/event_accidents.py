"""Death and destruction that nobody is said to have done, where the words tell of nature or chance: "37 people were killed after a landslide"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.codebook.accidents import Kind, accident_words
from onrecord.model import Document, Event
from onrecord.records.event_candidates import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

SUFFERED = frozenset({"ASSAULT"})
EXPLOSIONS = frozenset({"blast", "explosion", "fire"})
LEAD = 60
"""Tokens at the beginning of an article within which a story says what it is about."""


def is_accident(event: Event, candidate: Candidate, document: Document) -> bool:
    """Whether an act of ASSAULT without a doer is an accident or a disaster.

    The act's own sentence decides where it tells of a cause or of violence; else the title and the first words of the article, where the act is
    a killing, wounding or destruction told in the passive.

    Args:
        event: the act, its sides found.
        candidate: the words that tell of it.
        document: its article.
    """
    if event.type not in SUFFERED or event.actors:
        return False
    if candidate.head.lemma_.lower() in EXPLOSIONS:
        return any(c.lemma_.lower() in accident_words("beside") for c in candidate.head.lefts)
    own = [t for t in candidate.head.sent if t.i != candidate.head.i]
    if _any(own, "violence"):
        return False
    if _any(own, "cause") or any(map(_is_mishap, own)):
        return True
    lead = [t for t in document.doc[:LEAD] if t.i != candidate.head.i]
    title = {w.strip(".,:;'\"").lower() for w in (document.article.title or "").split()}
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in candidate.head.children)
    about = _any(lead, "cause") or not accident_words("cause").isdisjoint(title)
    return passive and about and not _any(lead, "violence") and accident_words("violence").isdisjoint(title)


def _is_mishap(token: Token) -> bool:
    """Whether a verb tells what befell something by itself: a ship that sank, not one that was sunk."""
    done = any(c.dep_ in {"auxpass", "dobj"} for c in token.children)
    return token.pos_ == "VERB" and not done and token.lemma_.lower() in accident_words("mishap")


def _any(tokens: Iterable[Token], kind: Kind) -> bool:
    nouns = kind == "cause"  # troops "stormed" a town, and no storm did
    return any(t.lemma_.lower() in accident_words(kind) and not (nouns and t.pos_ not in {"NOUN", "PROPN"}) for t in tokens)
