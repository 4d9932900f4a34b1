"""Whether two threads may be one.

Two threads do not become one where some pair across them cannot be one, where they share no principal, or where they are too unlike on the
whole: linkage by the mean of the better half of the likenesses, with cannot-links. A mention without words of its own hangs on one thread and
joins no two, and two histories are not joined by their surroundings alone. A report that says little may hang on one fuller report, but two threads
that contradict each other stay two. In what order mentions are taken is in `growing`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.ledger.features import Features
from onrecord.ledger.similarity import AGAINST, AVERAGE, BEST, Kind, Likeness, common_principals, likeness

MOST_PAIRS = 400
"""Pairs across two threads that are compared before they are joined; of more, an even sample in the order of the mentions."""
AT_LEAST = 4
"""Pairs of which the likenesses count at least, where there are so many."""
Pair = tuple[int, int]


class Fit:
    """Tells whether threads may be one; keeps what it compared.

    Args:
        kind: what the mentions are.
        features: item number -> features; may become more.
        known: what was compared before: (lower item number, higher) -> likeness.
    """

    def __init__(self, kind: Kind, features: Mapping[int, Features], known: dict[Pair, Likeness]) -> None:
        self._kind = kind
        self._features = features
        self._known = known

    def __call__(self, left: Sequence[int], right: Sequence[int], split: frozenset[Pair]) -> bool:
        """Whether two threads may be one.

        Args:
            left, right: their items, in the order of mentions.
            split: pairs that people have said not to be one.
        """
        features = with_states({i: self._features[i] for i in (*left, *right)})
        if self._kind == "commitment" and not common_principals(list(features.values())):
            return False
        if split and any((a, b) in split or (b, a) in split for a in left for b in right):
            return False
        pairs = pairs_across(left, right)
        best: dict[int, float] = {}
        full = [[i for i in side if not features[i].vague] for side in (left, right)]
        full = full if all(full) else [list(left), list(right)]  # what says nothing of its own hangs on one thread and joins no two
        counted = {*full[0], *full[1]}
        told: list[float] = []
        against, firm = 0.0, self._kind == "event" or len(left) == 1  # one report may hang on its surroundings, two histories do not
        for a, b in pairs:
            one, other = features[a], features[b]
            found = self._likeness(one, other)
            if found.apart:
                return False
            against += found.against
            firm = firm or (found.firm and found.score >= AVERAGE[self._kind])
            if not (one.vague or other.vague or found.silent):
                told.append(found.score)
            for item in (a, b) if a in counted and b in counted else ():
                if found.score > best.get(item, -1.0):
                    best[item] = found.score
        few = min(full, key=len)
        return firm and (
            sum(best[i] for i in few if i in best) / len(few) >= BEST[self._kind]
            and (not told or _mean_of_best(told) >= AVERAGE[self._kind])
            and against / len(pairs) <= AGAINST[self._kind]
        )

    def _likeness(self, one: Features, other: Features) -> Likeness:
        if one is not self._features[one.item] or other is not self._features[other.item]:
            return likeness(self._kind, one, other)  # with a state in a person's place
        pair = (one.item, other.item) if one.item < other.item else (other.item, one.item)
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = likeness(self._kind, one, other)
        return found


def _mean_of_best(told: list[float]) -> float:
    """The mean of the better half of likenesses, of at least so many: a long history tells of much that one report does not."""
    best = sorted(told, reverse=True)[: max(AT_LEAST, (len(told) + 1) // 2)]
    return sum(best) / len(best)


def pairs_across(left: Sequence[int], right: Sequence[int]) -> list[Pair]:
    """The pairs across two threads, the left one's mentions first; of more than `MOST_PAIRS` an even sample, without making the others."""
    count = len(left) * len(right)
    if count <= MOST_PAIRS:
        return [(a, b) for a in left for b in right]
    step, each = count / MOST_PAIRS, len(right)
    return [(left[place // each], right[place % each]) for place in (int(n * step) for n in range(MOST_PAIRS))]


def with_states(features: dict[int, Features]) -> dict[int, Features]:
    """The features with people in the place of whom a state stands, where some mention among them tells for which state they act."""
    known: dict[str, set[str]] = {}
    for one in features.values():
        for person, state in one.known:
            known.setdefault(person, set()).add(state)
    sure = {person: next(iter(states)) for person, states in known.items() if len(states) == 1}
    if not sure:
        return features
    return {
        i: f if sure.keys().isdisjoint(f.actors) else replace(f, actors=tuple(sorted({sure.get(k, k) for k in f.actors})))
        for i, f in features.items()
    }
