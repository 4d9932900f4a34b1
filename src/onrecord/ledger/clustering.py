"""Whether two threads may be one.

Threads are a function of the set of mentions: links are taken from the strongest to the weakest, ties by the order of the mentions, and
each joins two threads unless some pair across them cannot be one, they share no principal, or they are too unlike on the whole. Linkage by
the mean of the best likenesses, with cannot-links: a report that says little may hang on one fuller report, but two threads that contradict
each other stay two. In what order links are taken, and again, is in `growing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.ledger.features import Features
from onrecord.ledger.similarity import AGAINST, AVERAGE, BEST, Kind, Likeness, common_principals, likeness

MOST_PAIRS = 600
"""Pairs across two threads that are compared before they are joined; of more, an even sample in the order of the mentions."""


class Fit:
    """Tells whether threads may be one; keeps what it compared.

    Args:
        kind: what the mentions are.
        features: item number -> features; may become more.
    """

    def __init__(self, kind: Kind, features: Mapping[int, Features]) -> None:
        self._kind = kind
        self._features = features
        self._known: dict[tuple[int, int, tuple[str, ...], tuple[str, ...]], Likeness] = {}

    def __call__(self, left: list[int], right: list[int], split: frozenset[tuple[int, int]]) -> bool:
        """Whether two threads may be one.

        Args:
            left, right: their items, in the order of mentions.
            split: pairs that people have said not to be one.
        """
        features = with_states({i: self._features[i] for i in (*left, *right)})
        if self._kind == "commitment" and not common_principals(list(features.values())):
            return False
        pairs = [(a, b) for a in left for b in right]
        if split and any(pair in split or pair[::-1] in split for pair in pairs):
            return False
        if len(pairs) > MOST_PAIRS:
            step = len(pairs) / MOST_PAIRS
            pairs = [pairs[int(n * step)] for n in range(MOST_PAIRS)]
        best: dict[int, float] = {}
        total, against, telling = 0.0, 0.0, 0
        for a, b in pairs:
            found = self._likeness(features[a], features[b])
            if found.apart:
                return False
            against += found.against
            if not (features[a].vague or features[b].vague):
                total, telling = total + found.score, telling + 1
            for item in (a, b):
                best[item] = max(best.get(item, 0.0), found.score)
        few = left if len(left) <= len(right) else right
        return (
            sum(best[i] for i in few if i in best) / len(few) >= BEST[self._kind]
            and (not telling or total / telling >= AVERAGE[self._kind])
            and against / len(pairs) <= AGAINST[self._kind]
        )

    def _likeness(self, one: Features, other: Features) -> Likeness:
        if one.item > other.item:
            one, other = other, one
        key = (one.item, other.item, one.actors, other.actors)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = likeness(self._kind, one, other)
        return found


def with_states(features: dict[int, Features]) -> dict[int, Features]:
    """The features with people in the place of whom a state stands, where some mention among them tells for which state they act."""
    known: dict[str, set[str]] = {}
    for one in features.values():
        for person, state in one.known:
            known.setdefault(person, set()).add(state)
    sure = {person: next(iter(states)) for person, states in known.items() if len(states) == 1}
    if not sure:
        return features
    return {i: replace(f, actors=_acting(f.actors, sure)) if not sure.keys().isdisjoint(f.actors) else f for i, f in features.items()}


def _acting(actors: Iterable[str], sure: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({sure.get(k, k) for k in actors}))
