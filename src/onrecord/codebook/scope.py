"""The cues that say whether an act is done, planned, only possible, denied or past (after ConText, Harkema et al. 2009)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebook.load import rows

Category = Literal["negated", "refused", "future", "modal", "requested", "question", "hearsay", "historical", "none"]
Link = Literal["auxiliary", "modifier", "mark", "preposition", "governor", "phrase"]
Relation = Literal["infinitive", "gerund", "clause", "object", "subject", "compound", "told"]


@dataclass(frozen=True, slots=True)
class ScopeCue:
    """One row of data/scope.toml.

    Args:
        id: "en.scope.CATEGORY.NAME".
        category: what the cue does to the act. "none" takes words away from other rows ("not only").
        link: how the cue stands to the act, or to a word that the act depends on:
            "auxiliary" of it; "modifier" (adverb, determiner, adjective) of it or of its subject; "mark" at the head of its
            clause; "preposition" above its gerund or noun; "governor", the verb, noun or adjective above it; "phrase", words
            anywhere in `reach`.
        words: lemmas; for governors a preposition or particle may follow ("rule out", "threat of"); for phrases lower-case words.
        relations: for governors, how the act hangs on it; "told": in a clause of its object ("denied a report that"). Empty: in any way but as
            its subject.
        passive: for governors, whether it must ("is said to") or must not be passive.
        negated: for governors, the category under negation ("did not rule out" is "modal"). Empty: "negated".
        direction: for phrases, on which side of the act they may stand.
        reach: for phrases, how many words off.
        stops: for phrases, words in between that end their reach, besides the ends of the clause.
    """

    id: str
    category: Category
    link: Link
    words: tuple[str, ...]
    relations: tuple[Relation, ...] = ()
    passive: bool | None = None
    negated: Category | None = None
    direction: Literal["before", "after", "both"] = "both"
    reach: int = 30
    stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionCue:
    """One row of the conditions in data/conditions.toml.

    Args:
        id: "en.condition.NAME".
        kind: "clause" (a word at the head of a clause) or "phrase" (words that open a prepositional phrase).
        words: the opening words, lower case ("if", "as part of any").
        binding: whether the act is in doubt while the condition is open; without, the words only say on which terms.
        not_after: words that may not stand right before ("even" if, "only" once).
        heads: for phrases, lemmas of which the noun under the last word must be one; empty for any.
        not_heads: for phrases, lemmas that it must not be ("in any case" is no condition).
        negated: whether it is one only of what is not done ("will not pay until the books are open").
    """

    id: str
    kind: Literal["clause", "phrase"]
    words: tuple[str, ...]
    binding: bool = True
    not_after: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    not_heads: tuple[str, ...] = ()
    negated: bool = False


@cache
def scope_cues() -> tuple[ScopeCue, ...]:
    """All rows, in the order of the file: of two that match, the first holds."""
    return rows("data/scope.toml", "cue", ScopeCue)


@cache
def cues_by_word(link: Link) -> dict[str, tuple[ScopeCue, ...]]:
    """The cues of one link by their word; governors and phrases of several words by the first."""
    found: dict[str, tuple[ScopeCue, ...]] = {}
    for cue in scope_cues():
        if cue.link == link:
            for word in cue.words:
                key = word.split()[0]
                if cue not in found.get(key, ()):
                    found[key] = (*found.get(key, ()), cue)
    return found


def governors(lemma: str) -> Iterator[tuple[ScopeCue, str]]:
    """The governor rows of a lemma, each with the preposition or particle that must follow ("" for none)."""
    for cue in cues_by_word("governor").get(lemma, ()):
        for word in cue.words:
            first, _, rest = word.partition(" ")
            if first == lemma:
                yield cue, rest


@cache
def conditions() -> tuple[ConditionCue, ...]:
    """What opens a condition, in the order of the file."""
    return rows("data/conditions.toml", "condition", ConditionCue)


@cache
def conditions_by_word() -> dict[str, tuple[tuple[ConditionCue, tuple[str, ...]], ...]]:
    """Opening words of conditions by their first word, the longest first."""
    found: dict[str, list[tuple[ConditionCue, tuple[str, ...]]]] = {}
    for cue in conditions():
        for phrase in cue.words:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((cue, words))
    return {k: tuple(sorted(v, key=lambda pair: -len(pair[1]))) for k, v in found.items()}
