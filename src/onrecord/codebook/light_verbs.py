"""Verbs that only carry a noun which tells of the act ("carried out an attack", "held talks", "came under fire")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebook.load import rows


@dataclass(frozen=True, slots=True)
class LightVerb:
    """One row of data/light_verbs.toml.

    Args:
        id: "en.light.NAME".
        verbs: verb lemmas; a preposition after a space says that the noun stands under it ("come under"), a particle that the
            verb has it ("call off"). Of two rows with the same verb the first holds.
        place: where the noun stands: "object" (or passive subject, or under the preposition) or "subject" ("talks took place").
        subject: what the verb's subject is to the act.
        status: the status of the act that the verb sets ("cancel" an act: it did not happen).
    """

    id: str
    verbs: tuple[str, ...]
    place: Literal["object", "subject"] = "object"
    subject: Literal["actor", "recipient", "none"] = "actor"
    status: Literal["planned", "hypothetical", "negated"] | None = None


@dataclass(frozen=True, slots=True)
class Carrier:
    """Nouns that stand for the noun in their "of" phrase ("a series of strikes", "the launch of an inquiry")."""

    id: str
    nouns: tuple[str, ...]


def light_verb(lemma: str, place: str | None) -> LightVerb | None:
    """The row of a verb, or None.

    Args:
        lemma: the verb's lemma.
        place: None for its object, "subject", or the preposition that the noun stands under, or the verb's particle.
    """
    return _index().get((lemma, place))


@cache
def _index() -> dict[tuple[str, str | None], LightVerb]:
    found: dict[tuple[str, str | None], LightVerb] = {}
    for row in rows("data/light_verbs.toml", "light", LightVerb):
        for verb in row.verbs:
            lemma, _, preposition = verb.partition(" ")
            found.setdefault((lemma, "subject" if row.place == "subject" else preposition or None), row)
    return found


@cache
def carriers() -> frozenset[str]:
    """Lemmas of the nouns that stand for the noun in their "of" phrase."""
    return frozenset(n for row in rows("data/light_verbs.toml", "carrier", Carrier) for n in row.nouns)
