"""Mentions and their links -> threads.

Threads are a function of the set of mentions: links are taken from the strongest to the weakest, ties by the order of the mentions, and
each joins two threads unless some pair across them cannot be one, they share no principal, or they are too unlike on the whole. Linkage by
the mean of the best likenesses, with cannot-links: a report that says little may hang on one fuller report, but two threads that contradict
each other stay two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.ledger.features import Features
from onrecord.ledger.similarity import AGAINST, AVERAGE, BEST, Kind, Likeness, common_principals, likeness

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
        self._features = _with_states(features)
        self._links = links
        self._joined = joined
        self._split = split
        self._known: dict[tuple[int, int], Likeness] = {}

    def threads(self) -> list[list[int]]:
        """The threads, each with its items in the order of mentions; the threads in the order of their first."""
        order = {i: n for n, i in enumerate(sorted(self._features, key=lambda i: self._features[i].order))}
        home = {i: [i] for i in order}
        # What people joined comes last: it joins the threads that the mentions stand in by themselves. An event that they say shows a
        # commitment fulfilled shows that one, and goes nowhere by itself.
        placed = {i for pair in self._joined for i in pair if self._features[i].evidence}
        said = sorted(self._joined, key=lambda pair: (not placed.isdisjoint(pair), order[pair[0]], order[pair[1]]))
        ties = sorted(self._links, key=lambda link: (-link.score, order[link.one], order[link.other]))
        tried = [(link.one, link.other, False) for link in ties if placed.isdisjoint((link.one, link.other))]
        for one, other, joined in [*tried, *((a, b, True) for a, b in said)]:
            left, right = home[one], home[other]
            if left is right or not (self._said_fit(left, right) if joined else self._fit(left, right)):
                continue
            union = sorted((*left, *right), key=order.__getitem__)
            for item in union:
                home[item] = union
        distinct = {id(members): members for members in home.values()}
        return sorted(distinct.values(), key=lambda members: order[members[0]])

    def _said_fit(self, left: list[int], right: list[int]) -> bool:
        """Whether two threads may be one that people have joined: unless they have also split some of their mentions."""
        return not any((a, b) in self._split or (b, a) in self._split for a in left for b in right)

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
        best: dict[int, float] = {}
        total, against, telling = 0.0, 0.0, 0
        for a, b in pairs:
            found = self._likeness(a, b)
            if found.apart:
                return False
            against += found.against
            if not (self._features[a].vague or self._features[b].vague):
                total, telling = total + found.score, telling + 1
            for item in (a, b):
                best[item] = max(best.get(item, 0.0), found.score)
        few = left if len(left) <= len(right) else right
        return (
            sum(best[i] for i in few if i in best) / len(few) >= BEST[self._kind]
            and (not telling or total / telling >= AVERAGE[self._kind])
            and against / len(pairs) <= AGAINST[self._kind]
        )

    def _likeness(self, one: int, other: int) -> Likeness:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = likeness(self._kind, self._features[one], self._features[other])
        return self._known[pair]


def _with_states(features: Mapping[int, Features]) -> dict[int, Features]:
    """The features with people in the place of whom a state stands, where some mention of the component tells for which state they act."""
    known: dict[str, set[str]] = {}
    for one in features.values():
        for person, state in one.known:
            known.setdefault(person, set()).add(state)
    sure = {person: next(iter(states)) for person, states in known.items() if len(states) == 1}
    if not sure:
        return dict(features)
    return {i: replace(f, actors=tuple(sorted({sure.get(k, k) for k in f.actors}))) for i, f in features.items()}
