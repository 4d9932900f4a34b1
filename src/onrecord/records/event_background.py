"""Acts that stand in the background of a story though no date says so: what a party did in an office that it holds no more, under an earlier
government, again and again, or in a clause that only says who somebody is ("India, which has lent Nepal money").
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.codebook.background import background_phrases, background_words
from onrecord.model import Document, Event, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

LASTING = frozenset({"SANCTION", "COERCE", "AID", "ASSAULT", "MOBILIZE", "COOPERATE"})
"""Types of deeds that describe a party long after; a request told in such a clause is mostly as fresh as the story."""
OF_OFFICE = frozenset({"SANCTION", "COERCE", "MOBILIZE", "AID"})
"""Types of deeds for which one must be in power."""
CLIMB = 8


def background_words_of(event: Event, act: Token, document: Document) -> Span | None:
    """The words that put an act into the background, None where none do.

    Args:
        event: an act that the story tells as done.
        act: the word whose clause says how it stands.
        document: the parsed article.
    """
    verb = _verb_of(act)
    if verb is None:
        return None
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    perfect = next((c for c in helpers if c.lemma_ == "have" and c.tag_ in {"VBZ", "VBP", "VBD", "VB"}), None)
    if perfect is not None:
        often = next((c for c in verb.children if c.dep_ == "advmod" and c.lower_ in background_words("perfect") and c.i < verb.i), None)
        if often is not None:
            return document.span_of([often])
        if event.type in LASTING and verb.dep_ == "relcl" and verb.i == act.i:
            return document.span_of([perfect])
    found = _phrase(verb, document) if _holds_phrase(document.article.text) else None
    if found is None and event.type in OF_OFFICE and event.date is None and helpers == []:
        found = _former(event)
    return found


def _verb_of(act: Token) -> Token | None:
    """The finite verb of an act's clause: the word itself, or the verb that a noun or participle hangs on."""
    at = act
    for _ in range(CLIMB):
        if at.pos_ in {"VERB", "AUX"} and (at.dep_ not in {"xcomp", "pcomp", "acl"} or at.head.i == at.i):
            return at
        if at.head.i == at.i or at.dep_ in {"relcl", "ccomp"}:
            return None
        at = at.head
    return None


@lru_cache(maxsize=4)
def _holds_phrase(text: str) -> bool:
    """Whether a text holds one of the phrases anywhere; most do not, and need no search clause by clause."""
    lower = text.lower()
    return any(phrase in lower for phrase in background_words("phrase"))


def _phrase(verb: Token, document: Document) -> Span | None:
    """A phrase that stands in the clause of a verb, or in that of the verb that it is coordinated to."""
    filed = background_phrases()
    doc, sentence = verb.doc, verb.sent
    for token in sentence:
        for words in filed.get(token.lower_, ()):
            last = token.i + len(words)
            if last <= sentence.end and tuple(t.lower_ for t in doc[token.i : last]) == words and _is_of(token, verb):
                return document.span_of(doc[token.i : last])
    return None


def _is_of(word: Token, verb: Token) -> bool:
    """Whether a word stands in the clause of a verb, or of one that the verb is coordinated to."""
    heads = {verb.i}
    at = verb
    while at.dep_ == "conj" and at.head.i != at.i:
        at = at.head
        heads.add(at.i)
    while word.head.i != word.i:
        word = word.head
        if word.pos_ in {"VERB", "AUX"} and word.dep_ not in {"aux", "auxpass", "xcomp"}:
            return word.i in heads
    return word.i in heads


def _former(event: Event) -> Span | None:
    """Who did what only the powerful can do, where the article calls him the former holder of an office."""
    words = background_words("holder")
    for actor in event.actors:
        first = (actor.role or "").lower().replace("-", " ").split()
        if first and first[0] in words:
            return actor.mention
    return None
