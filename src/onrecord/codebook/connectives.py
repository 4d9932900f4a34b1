"""Words that tell why and how a thing was done ("because", "in response to", "by closing the road"): data/connectives.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebook.load import rows

Question = Literal["why", "how"]
List = Literal[
    "stand_ins", "purpose_verbs", "purpose_nouns", "plain_things", "plain_verbs", "deeds", "means", "frames", "carriers", "points", "still_verbs",
    "saying_verbs",
]  # fmt: skip
Form = Literal["clause", "phrase", "infinitive", "participle", "follow-up", "adverb"]


@dataclass(frozen=True, slots=True)
class Connective:
    """One row of data/connectives.toml.

    Args:
        id: "en.why.NAME" or "en.how.NAME"; stored as the rule of what it finds.
        answer: the question that the words after it answer.
        form: how the words hang on the act; see the head of the file.
        words: the words themselves, lower case; of a follow-up the verb's lemma first.
        needs: what must stand under a phrase: a verb in -ing, a thing, a word of the lists `deeds`, `means` or `frames`, or anything.
        note: why the row is as it is.
    """

    id: str
    answer: Question
    form: Form
    words: tuple[str, ...]
    needs: Literal["verb", "thing", "deed", "means", "frame", ""] = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    id: str
    words: tuple[str, ...]
    note: str = ""


FILE = "data/connectives.toml"


@cache
def connectives(form: Form) -> tuple[tuple[tuple[str, ...], Connective], ...]:
    """The connectives of a form: their words one by one and the row, those of more words first."""
    found = [(tuple(w.split()), row) for row in rows(FILE, "connectives", Connective) if row.form == form for w in row.words]
    return tuple(sorted(found, key=lambda f: -len(f[0])))


@cache
def listed(table: List) -> frozenset[str]:
    """The words of one of the file's lists: nouns that stand for an act, verbs and nouns of purpose, things after "with" that are no means,
    deeds that are a reason after "for", means after "in", laws and plans after "under", points of time after "by", verbs whose
    infinitive is the act ("voted to remove"), verbs that tell of any act, verbs that tell of none, verbs that only say what was done."""
    return frozenset(w for row in rows(FILE, table, _Words) for w in row.words)
