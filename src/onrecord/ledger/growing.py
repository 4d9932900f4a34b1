"""Threads that grow: new mentions find their place, and only the threads that this changes are worked out anew.

Threads are what comes of taking all links from the strongest to the weakest, each joining two threads that fit (`clustering`). That is repeated
here only where it could end otherwise than before. What a thread was after the links down to some score is told by the links that joined it,
which the ledger keeps; so a thread "sleeps", as it was, until a link from a changed mention reaches it. It wakes where it joins, or where it no
longer joins what it joined before. The outcome is that of doing all anew, however far weak links reach through the ledger.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.ledger.clustering import Fit
from onrecord.ledger.features import Features
from onrecord.ledger.sameness import Sameness
from onrecord.ledger.similarity import Kind

APART, TOGETHER, JOINING = 0, 1, 2
"""What `links.held` says: the two mentions are in two threads, in one, in one that this link joined."""

Rank = tuple[float, str, int, str, int]


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between two mentions, by their item numbers; `one` comes first in the order of mentions; `held` as it was before."""

    one: int
    other: int
    score: float
    held: int


@dataclass(frozen=True, slots=True)
class Grown:
    """What became of the changed mentions: the threads to write, each in the order of its mentions, and the links that now hold otherwise."""

    threads: list[list[Features]]
    held: list[tuple[int, Tie]]


@dataclass(slots=True)
class _Tree:
    """A thread as it was: its mentions, and the links that joined it from the strongest on."""

    members: set[int]
    ties: list[tuple[Rank, Tie]] = field(default_factory=list)

    def at(self, item: int, rank: Rank) -> tuple[list[int], list[Tie]]:
        """The mentions that were one with a mention before the link of this rank, and the links that had joined them."""
        near: dict[int, list[Tie]] = {}
        for found, tie in self.ties:
            if found >= rank:
                break
            near.setdefault(tie.one, []).append(tie)
            near.setdefault(tie.other, []).append(tie)
        members, frontier, ties = {item}, [item], dict[tuple[int, int], Tie]()
        while frontier:
            for tie in near.get(frontier.pop(), ()):
                ties[tie.one, tie.other] = tie
                for other in (tie.one, tie.other):
                    if other not in members:
                        members.add(other)
                        frontier.append(other)
        return list(members), list(ties.values())


class Grower:
    """One round of growth.

    Args:
        kind: what the mentions are.
        ties: all links of a mention.
        load: the features of mentions.
        sameness: what people have said of pairs.
    """

    def __init__(
        self, kind: Kind, ties: Callable[[int], list[Tie]], load: Callable[[Kind, Sequence[int]], list[Features]], sameness: Sameness
    ) -> None:
        self._kind = kind
        self._ties_of = ties
        self._load = load
        self._sameness = sameness
        self._features: dict[int, Features] = {}
        self._fit = Fit(kind, self._features)
        self._ties: dict[int, list[tuple[Rank, Tie]]] = {}
        self._trees: dict[int, _Tree] = {}
        self._home: dict[int, list[int]] = {}
        self._joining: set[tuple[int, int]] = set()
        self._queue: list[tuple[Rank, Tie]] = []
        self._queued: set[tuple[int, int]] = set()

    def grow(self, touched: Iterable[int], mates: Callable[[Iterable[int]], set[int]]) -> Grown:
        """Work out the threads of changed mentions, and of all that this changes.

        Args:
            touched: the mentions that are new, or that changed in what linking knows or threads tell of them.
            mates: the mentions that were written into one thread with any of these.
        """
        touched = set(touched)
        for item in sorted(touched | {other for _, other in self._sameness.partners(self._kind, sorted(touched))}):
            if item not in self._home:
                for member in self._tree(item).members:
                    self._wake([member])
        while self._queue:
            self._take(*heapq.heappop(self._queue))
        threads = self._said(mates)
        changed = [t for t in threads if not touched.isdisjoint(t) or set(t) != self._tree(t[0]).members]
        return Grown([[self._features[i] for i in self._in_order(t)] for t in changed], self._held(threads))

    def _take(self, rank: Rank, tie: Tie) -> None:
        """Take one link: join what it links where that fits."""
        left, right = self._home.get(tie.one), self._home.get(tie.other)
        if left is right:
            return
        sleeper = tie.one if left is None else tie.other if right is None else None
        before: list[Tie] = []
        if sleeper is not None:
            part, before = self._tree(sleeper).at(sleeper, rank)
            self._know(part)
            part = self._in_order(part)
            left, right = (part, right) if left is None else (left, part)
        assert left is not None and right is not None
        fits = self._fits(left, right)
        if sleeper is not None and (fits or tie.held == JOINING):
            self._joining.update((t.one, t.other) for t in before)
            self._wake(part, rank)
        if fits:
            self._joining.add((tie.one, tie.other))
            union = self._in_order((*left, *right))
            self._home.update((item, union) for item in union)

    def _fits(self, left: list[int], right: list[int]) -> bool:
        _, split = self._sameness.said(self._kind, (*left, *right))
        return self._fit(left, right, split)

    def _wake(self, members: list[int], after: Rank | None = None) -> None:
        """Let mentions be one thread from here on, and look at all their links that are still to come."""
        self._know(members)
        self._home.update((item, members) for item in members)
        for item in members:
            if self._features[item].evidence and self._sameness.partners(self._kind, [item]):
                continue  # an event that people say shows a commitment fulfilled goes nowhere by itself
            for rank, tie in self._ranked(item):
                pair = (tie.one, tie.other)
                if (after is None or rank > after) and pair not in self._queued:
                    self._queued.add(pair)
                    heapq.heappush(self._queue, (rank, tie))

    def _said(self, mates: Callable[[Iterable[int]], set[int]]) -> list[list[int]]:
        """The threads once what people joined is joined: the last of all, as it joins the threads in which the mentions stand by themselves."""
        new = set(self._home)
        while new:  # threads that are joined to these, or were
            beside = {other for _, other in self._sameness.partners(self._kind, sorted(new))} | mates(new)
            new = set()
            for item in sorted(beside - set(self._home)):
                if item not in self._home:
                    members = list(self._tree(item).members)
                    self._know(members)
                    members = self._in_order(members)
                    self._joining.update((t.one, t.other) for _, t in self._tree(item).ties)
                    self._home.update((m, members) for m in members)
                    new.update(members)
        joined, split = self._sameness.said(self._kind, self._home)
        placed = {i for pair in joined for i in pair if self._features[i].evidence}
        key = self._key
        for one, other in sorted(joined, key=lambda pair: (not placed.isdisjoint(pair), key(pair[0]), key(pair[1]))):
            left, right = self._home[one], self._home[other]
            if left is not right and not any((a, b) in split or (b, a) in split for a in left for b in right):
                union = self._in_order((*left, *right))
                self._home.update((item, union) for item in union)
        return list({id(members): members for members in self._home.values()}.values())

    def _held(self, threads: Sequence[list[int]]) -> list[tuple[int, Tie]]:
        """The links whose state is another than before."""
        out: dict[tuple[int, int], tuple[int, Tie]] = {}
        for item in (i for t in threads for i in t):
            for _, tie in self._ranked(item):
                pair = (tie.one, tie.other)
                home = self._home.get(tie.one)
                together = home is not None and home is self._home.get(tie.other)
                held = JOINING if pair in self._joining else TOGETHER if together else APART
                if held != tie.held:
                    out[pair] = (held, tie)
        return list(out.values())

    def _tree(self, item: int) -> _Tree:
        if item not in self._trees:
            tree, frontier, found = _Tree({item}), [item], dict[tuple[int, int], tuple[Rank, Tie]]()
            while frontier:
                for rank, tie in self._ranked(frontier.pop()):
                    if tie.held == JOINING:
                        found[tie.one, tie.other] = (rank, tie)
                        for other in (tie.one, tie.other):
                            if other not in tree.members:
                                tree.members.add(other)
                                frontier.append(other)
            tree.ties = sorted(found.values(), key=lambda x: x[0])
            self._trees.update((member, tree) for member in tree.members)
        return self._trees[item]

    def _ranked(self, item: int) -> list[tuple[Rank, Tie]]:
        """The links of a mention, each with its place in the order of links."""
        if item not in self._ties:
            ties = self._ties_of(item)
            self._know({item, *(i for t in ties for i in (t.one, t.other))})
            self._ties[item] = [((-t.score, *self._key(t.one), *self._key(t.other)), t) for t in ties]
        return self._ties[item]

    def _know(self, items: Iterable[int]) -> None:
        missing = sorted(i for i in items if i not in self._features)
        if missing:
            self._features.update((f.item, f) for f in self._load(self._kind, missing))

    def _key(self, item: int) -> tuple[str, int]:
        return self._features[item].order, item

    def _in_order(self, items: Iterable[int]) -> list[int]:
        return sorted(items, key=self._key)
