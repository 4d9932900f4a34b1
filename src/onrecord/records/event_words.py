"""The words of phrases: prepositions and what stands under them, particles, lemmas of a noun phrase, base forms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from onrecord.codebook.act_nouns import types_of

if TYPE_CHECKING:
    from spacy.tokens import Token

def phrases_of(words: list[Token], nested: bool = True) -> tuple[tuple[str, tuple[Token, ...]], ...]:
    """Prepositions and the heads of their phrases, nearest first.

    A phrase inside a phrase comes last ("signed a treaty on water with Mali"), and only for a preposition that is not nearer.
    """
    found: dict[str, list[Token]] = {}
    deeper: list[Token] = []
    for word in words:
        for child in word.children:
            if child.lower_ == "according":  # who says so is no side of the act: "according to two officials, Mali has agreed ..."
                continue
            if child.dep_ in {"prep", "agent"} or (child.dep_ in {"dative", "prt"} and child.pos_ == "ADP"):
                for preposition, token in _prepositional(child, child.lower_):
                    tokens = found.setdefault(preposition, [])
                    if token is not None and token not in tokens:
                        tokens.append(token)
                        deeper.append(token)
    if nested:
        inside = [t for t in deeper if t.pos_ in {"NOUN", "PROPN"}]
        doers = phrases_of([t for t in inside if not types_of(t.lemma_.lower())], nested=False)  # in "misconduct by X" X did that
        for preposition, inner in (*(p for p in phrases_of(inside, nested=False) if p[0] != "by"), *(p for p in doers if p[0] == "by")):
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
        elif child.dep_ == "conj" and child.pos_ == "ADP":  # "in Europe and with Mali"
            yield from _prepositional(child, child.lower_)
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


def particles_of(word: Token) -> frozenset[str]:
    """Words near a verb that may be part of it: its particles, adverbs and prepositions, theirs, and its bare object."""
    found = set()
    if word.i > 1 and word.doc[word.i - 1].text == "-" and not word.doc[word.i - 1].whitespace_:  # "co-sponsored", which is three tokens
        found.add(word.doc[word.i - 2].lower_)
    for child in word.children:
        if _is_of_time(child):
            continue
        if child.dep_ in {"advcl", "ccomp"} and opens_with_for(child, word):
            found.add("for")
        if child.dep_ in {"prt", "prep", "advmod", "agent", "dative", "dobj", "oprd", "acomp", "npadvmod", "intj"}:
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


def opens_with_for(clause: Token, word: Token) -> bool:
    """Whether a clause follows a word with "for": "called for the envoy to be sent home"."""
    return any(c.dep_ == "mark" and c.lower_ == "for" and c.i == word.i + 1 for c in clause.children)


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


@lru_cache(maxsize=1024)
def lemmas_of(token: Token) -> frozenset[str]:
    """`phrase_lemmas` as a set, kept for the triggers that ask for the same phrase again."""
    return frozenset(phrase_lemmas(token))


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
