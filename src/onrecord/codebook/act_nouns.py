"""The nouns that take up an act told before ("the move", "the inquiry"), and the event types that each may mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.codebook.load import rows


@dataclass(frozen=True, slots=True)
class ActNouns:
    """One row of data/act_nouns.toml.

    Args:
        id: "en.act.NAME".
        nouns: lemmas.
        types: the event types of the acts that they take up.
    """

    id: str
    nouns: tuple[str, ...]
    types: tuple[str, ...]


@cache
def types_of(noun: str) -> frozenset[str]:
    """The event types that a noun may take up, empty for a noun that takes up no act.

    Args:
        noun: a lemma in lower case ("move").
    """
    return frozenset(t for row in rows("data/act_nouns.toml", "nouns", ActNouns) for t in row.types if noun in row.nouns)
