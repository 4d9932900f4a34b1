"""Mentions and their links -> threads.

Threads are a function of the set of mentions: links are taken from the strongest to the weakest, ties by the order of the mentions, and each joins
two threads unless some pair across them cannot be one, they share no principal, or they are too unlike on the whole. Average linkage
with cannot-links; a chain of half-alike reports does not grow into one thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger.features import Features
from onrecord.ledger.similarity import AVERAGE, Kind, Likeness, common_principals, likeness

MOST_PAIRS = 600
"""Pairs across two threads that are compared before they are joined; of more, an even sample in the order of the mentions."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two mentions, by their item numbers; `one` comes first in the order of mentions."""

    one: int
    other: int
    score: float
    why: str


class Clusterer:
    """Clusters the mentions of one connected component.

    Args:
        kind: what the mentions are.
        features: item number -> features.
        links: all links among them.
        joined, split: pairs that people have said to be one, or not to be.
    """

    def __init__(
        self, kind: Kind, features: Mapping[int, Features], links: Sequence[Link],
        *, joined: frozenset[tuple[int, int]] = frozenset(), split: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:  # fmt: skip
        self._kind = kind
        self._features = features
        self._links = links
        self._joined = joined
        self._split = split
        self._known: dict[tuple[int, int], Likeness] = {}

    def threads(self) -> list[list[int]]:
        """The threads, each with its items in the order of mentions; the threads in the order of their first."""
        order = {i: n for n, i in enumerate(sorted(self._features, key=lambda i: self._features[i].order))}
        home = {i: [i] for i in order}
        forced = [link for link in self._links if (link.one, link.other) in self._joined]
        free = [link for link in self._links if (link.one, link.other) not in self._joined]
        free.sort(key=lambda link: (-link.score, order[link.one], order[link.other]))
        for link in [*forced, *free]:
            left, right = home[link.one], home[link.other]
            if left is right or not ((link.one, link.other) in self._joined or self._fit(left, right)):
                continue
            union = sorted((*left, *right), key=order.__getitem__)
            for item in union:
                home[item] = union
        distinct = {id(members): members for members in home.values()}
        return sorted(distinct.values(), key=lambda members: order[members[0]])

    def _fit(self, left: list[int], right: list[int]) -> bool:
        """Whether two threads may be one."""
        if self._kind == "commitment" and not common_principals([self._features[i] for i in (*left, *right)]):
            return False
        pairs = [(a, b) for a in left for b in right]
        if any(pair in self._split or pair[::-1] in self._split for pair in pairs):
            return False
        if len(pairs) > MOST_PAIRS:
            step = len(pairs) / MOST_PAIRS
            pairs = [pairs[int(n * step)] for n in range(MOST_PAIRS)]
        total = 0.0
        for a, b in pairs:
            found = self._likeness(a, b)
            if found.apart:
                return False
            total += found.score
        return total / len(pairs) >= AVERAGE[self._kind]

    def _likeness(self, one: int, other: int) -> Likeness:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = likeness(self._kind, self._features[one], self._features[other])
        return self._known[pair]

