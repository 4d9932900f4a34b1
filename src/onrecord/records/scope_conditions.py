"""The words of the condition under which an act is to happen: "if the parliament approves", "as part of any deal"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook.scope import ConditionCue, conditions_by_word
from onrecord.model import Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

CLIMB = 5
"""Heads climbed from the first word of a condition to the word it belongs to."""
ENDS = " \t\r\n,;:–—-"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition found in a sentence.

    Args:
        cue: the row.
        first: its first word.
        clause: the verb of the condition where it is a clause, else None.
        end: index after its last token.
    """

    cue: ConditionCue
    first: Token
    clause: Token | None
    end: int

    def span(self, document: Document) -> Span:
        """The words of the condition without punctuation at the end."""
        last = self.first.doc[self.end - 1]
        return Span.trimmed(document.article.text, self.first.idx, last.idx + len(last), ENDS)

    def holds(self, index: int) -> bool:
        """Whether a token lies inside the condition."""
        return self.first.i <= index < self.end


def conditions_in(sentence: Iterator[Token]) -> tuple[Condition, ...]:
    """All conditions of a sentence, in order; of two that start at one word the longer phrase holds."""
    table = conditions_by_word()
    found: list[Condition] = []
    for token in sentence:
        for cue, words in table.get(token.lower_, ()):
            if (condition := _condition(cue, words, token)) is not None and not any(c.holds(token.i) for c in found):
                found.append(condition)
                break
    return tuple(found)


def condition_for(found: tuple[Condition, ...], chain: tuple[Token, ...]) -> Condition | None:
    """The first condition that hangs on one of the words of `chain` and does not hold the act (its first word) itself."""
    held = {t.i for t in chain}
    for condition in found:
        if not condition.holds(chain[0].i) and any(t.i in held and not _is_of_clause_before(condition, t, chain) for t in _owners(condition)):
            return condition
    return None


def _is_of_clause_before(condition: Condition, owner: Token, chain: tuple[Token, ...]) -> bool:
    """Whether a condition ends a clause that the act's own, with a subject of its own, is only coordinated with: "offered a loan if the dispute was
    settled, and talks will resume". One that opens the sentence holds for both.
    """
    own = (t for t in chain if t.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in t.children))
    return any(owner.i < condition.first.i < t.left_edge.i for t in own)


def _condition(cue: ConditionCue, words: tuple[str, ...], first: Token) -> Condition | None:
    doc, start = first.doc, first.i
    if len(words) > 1 and (start + len(words) > len(doc) or any(doc[start + n].lower_ != w for n, w in enumerate(words) if n)):
        return None  # the first word is the row's key
    if start > first.sent.start and doc[start - 1].lower_ in cue.not_after:
        return None
    last = doc[start + len(words) - 1]
    if cue.heads and not any(c.dep_ == "pobj" and c.lemma_.lower() in cue.heads for c in last.children):
        return None
    if any(c.dep_ == "pobj" and c.lemma_.lower() in cue.not_heads for word in (first, last) for c in word.children):
        return None
    if cue.kind == "phrase":
        return Condition(cue, first, None, max(first.right_edge.i, last.right_edge.i, last.i) + 1)
    for word in (last, first):
        clause = _clause(word)
        if clause is not None and clause.i > start and clause.left_edge.i >= start - 2:
            return Condition(cue, first, clause, max(clause.right_edge.i, last.i) + 1)
    return None


def _clause(word: Token) -> Token | None:
    """The verb of the clause that a word opens."""
    if word.dep_ in {"mark", "advmod"}:
        # "as soon as Monday" and adverbs far into a clause open no condition
        finite = word.head.pos_ in {"VERB", "AUX"} and not (word.head.left_edge.i < word.i - 2 and word.dep_ == "advmod")
        return word.head if finite or word.dep_ == "mark" else None
    if word.lower_ == "that" and word.head.dep_ == "acl" and word.head.i > word.i:  # "on condition that villages pay", its "that" taken for an object
        return word.head
    if word.dep_ == "aux" and word.head.dep_ in {"advcl", "ccomp"} and word.head.left_edge.i == word.i and word.is_title:  # "Should the talks fail, ..."
        return word.head
    return next((c for c in word.children if c.dep_ in {"ccomp", "pcomp", "advcl"}), None)


def _owners(condition: Condition) -> Iterator[Token]:
    """The words above a condition: the verb it depends on, and for phrases the nouns in between."""
    word = condition.clause or condition.first
    while condition.first.i <= word.i < condition.end and word.head.i != word.i:
        word = word.head
    for _ in range(CLIMB):
        yield word
        if word.pos_ in {"VERB", "AUX"} or word.head.i == word.i:
            return
        word = word.head
