"""In which of PLOVER's contexts an act stands, and its codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.codebook.event_contexts import context_words, contexts, goldstein_of
from onrecord.codebook.event_types import Trigger, event_types
from onrecord.model import Party

if TYPE_CHECKING:
    from spacy.tokens import Token


def contexts_of(trigger: Trigger, sentence: Iterable[Token], parties: Iterable[Party]) -> tuple[str, ...]:
    """The contexts of an act, in PLOVER's order.

    Args:
        trigger: what told of the act; its own contexts count.
        sentence: the tokens of its sentence.
        parties: who takes part.
    """
    single, several = context_words()
    tokens = [t for t in sentence if not t.is_space]
    found = set(trigger.contexts)
    for token in tokens:
        found.update(single.get(token.lower_, ()), single.get(token.lemma_.lower(), ()))
    lower = f" {' '.join(t.lower_ for t in tokens)} "
    lemmas = f" {' '.join(t.lemma_.lower() for t in tokens)} "
    for phrase, names in several.items():
        if f" {phrase} " in lower or f" {phrase} " in lemmas:
            found.update(names)
    sectors = {p.sector for p in parties}
    found.update(c.context for c in contexts() if not sectors.isdisjoint(c.sectors))
    return tuple(c.context for c in contexts() if c.context in found)


def codes_of(type_name: str, trigger: Trigger) -> tuple[str, int, float]:
    """CAMEO code, quad class and Goldstein score: the trigger's own code, else its mode's, else its type's."""
    kind = event_types()[type_name]
    if trigger.cameo is not None:
        score = goldstein_of(trigger.cameo)
        return trigger.cameo, kind.quad, kind.goldstein if score is None else score
    if trigger.mode is not None:
        mode = kind.mode(trigger.mode)
        return mode.cameo, kind.quad, mode.goldstein
    return kind.cameo, kind.quad, kind.goldstein
