"""Threads that grow: new mentions find their place, and only what this changes is worked out anew.

Threads are what comes of taking the mentions in the order of telling (date, article, offset), each with its links to earlier ones from the
strongest to the weakest; a link joins two threads that fit (`clustering`). So what is told later never changes what was one before it, and a
mention that is the latest of all costs its own links and no more. Where a mention comes late into a ledger that tells of later days, the
threads that it touches "wake": the mentions told after it that are linked to them are taken again, and wake what they change. What sleeps is as
it was: a thread at any moment follows from the links that joined it, which the ledger keeps. The outcome is that of taking all mentions anew.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.ledger.clustering import Fit, Pair
from onrecord.ledger.features import Features
from onrecord.ledger.sameness import Sameness
from onrecord.ledger.similarity import Kind, Likeness
from onrecord.ledger.ties import Ties

Order = tuple[str, int]
"""Where a mention stands among all: `Features.order`, its item number."""


@dataclass(frozen=True, slots=True)
class Wound:
    """A mention whose thread lost, at some moment, what had joined it: a later mention was taken away, or found a better link."""

    order: Order
    item: int


@dataclass(slots=True)
class Changes:
    """What growth starts from.

    Args:
        mentions: items that are new, or whose links or rulings by people changed.
        wounds: what came apart.
        told: items whose rows or threads changed in what they tell alone; their threads are written again.
    """

    mentions: set[int] = field(default_factory=set)
    wounds: list[Wound] = field(default_factory=list)
    told: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Grown:
    """The threads to write, each in the order of its mentions, and the links that now joined two threads, or no longer did: (earlier, later)."""

    threads: list[list[Features]]
    joined: list[Pair]
    unjoined: list[Pair]


class Grower:
    """One round of growth.

    Args:
        kind: what the mentions are.
        ties: the links of the ledger.
        load: the features of mentions.
        mates: the mentions that were written into one thread with any of these.
        sameness: what people have said of pairs.
        known: likenesses of pairs of mentions that are known already.
    """

    def __init__(
        self, kind: Kind, ties: Ties, load: Callable[[Kind, Sequence[int]], list[Features]], mates: Callable[[Iterable[int]], set[int]],
        sameness: Sameness, known: dict[Pair, Likeness],
    ) -> None:  # fmt: skip
        self._kind = kind
        self._ties = ties
        self._load = load
        self._mates = mates
        self._sameness = sameness
        self._features: dict[int, Features] = {}
        self._fit = Fit(kind, self._features, known)
        self._trees: dict[int, dict[int, set[Pair]]] = {}
        self._home: dict[int, list[int]] = {}
        self._due: list[tuple[Order, bool]] = []
        self._queued: set[Order] = set()
        self._out = Grown([], [], [])

    def grow(self, changes: Changes) -> Grown:
        """Work out the threads of changed mentions, and of all that this changes."""
        changed = changes.mentions | {other for _, other in self._sameness.partners(self._kind, sorted(changes.mentions))}
        self._know(changed)
        changed &= self._features.keys()
        self._queue(changed)
        self._know(w.item for w in changes.wounds)
        for wound in changes.wounds:
            if wound.item in self._features:
                heapq.heappush(self._due, ((wound.order[0], wound.item), False))
        while self._due:
            order, mention = heapq.heappop(self._due)
            if mention:
                self._take(order[1], order, changed=order[1] in changed)
            elif order[1] not in self._home:
                self._wake(self._thread_at(order[1], (order[0], -1)), order)
        told = changes.told | changed | {w.item for w in changes.wounds}  # what was written as one with a lost mention stands by itself now
        threads = self._said(told)
        for thread in threads:
            if not told.isdisjoint(thread) or self._tree(thread[0]).keys() != set(thread):
                self._out.threads.append([self._features[i] for i in self._in_order(thread)])
        return self._out

    def _take(self, item: int, order: Order, *, changed: bool) -> None:
        """Let one mention find its place among those before it."""
        ties = self._ties.earlier(self._kind, item)
        before = {tie.one for tie in ties if tie.joined}
        self._know(tie.one for tie in ties)
        ties = [] if self._is_placed(item) else sorted(ties, key=lambda tie: (-tie.score, self._order(tie.one)))
        thread, taken, woken = [item], set[int](), changed
        asleep: dict[int, list[int]] = {}
        for tie in ties:
            one = tie.one
            if one in thread or self._is_placed(one):
                continue
            part = self._home.get(one) or asleep.get(one)
            if part is None:
                part = self._thread_at(one, order)
                asleep.update((member, part) for member in part)
            if self._fits(thread, part):
                woken = woken or one in self._home
                taken.add(one)
                thread = self._in_order((*thread, *part))
        if not woken and taken == before:
            return  # as it was, and all that came of it
        self._wake(thread, order)
        self._out.joined.extend((one, item) for one in sorted(taken - before))
        self._out.unjoined.extend((one, item) for one in sorted(before - taken))
        for one in sorted(before - taken):
            if one not in self._home:
                self._know([one])
                self._wake(asleep.get(one) or self._thread_at(one, order), order)

    def _is_placed(self, item: int) -> bool:
        """Whether people have said which commitment an event shows fulfilled: it goes nowhere by itself."""
        if not self._features[item].evidence:
            return False
        return bool(self._load(self._kind, [other for _, other in self._sameness.partners(self._kind, [item])]))

    def _fits(self, left: list[int], right: list[int]) -> bool:
        _, split = self._sameness.said(self._kind, (*left, *right))
        return self._fit(left, right, split)

    def _wake(self, thread: list[int], order: Order) -> None:
        """Let mentions be one thread from a moment on, and take the mentions again that are told later and linked to them."""
        self._home.update((member, thread) for member in thread)
        later = set(self._ties.later(self._kind, thread, order[0].split(" ", 1)[0]))
        self._know(later)
        self._queue(i for i in later if self._order(i) > order)

    def _queue(self, items: Iterable[int]) -> None:
        for item in items:
            order = self._order(item)
            if order not in self._queued:
                self._queued.add(order)
                heapq.heappush(self._due, (order, True))

    def _thread_at(self, item: int, order: Order) -> list[int]:
        """The mentions that a sleeping one was one thread with before a moment, in order."""
        if self._kind == "event" and not self._sameness and item not in self._trees:
            whole = self._mates([item])  # as it is written; evidence of a commitment is not, and what people joined is more than a thread
            self._know(whole)
            if whole and all(self._order(one) < order for one in whole):
                return self._in_order(whole)
        tree = self._tree(item)
        members, frontier = {item}, [item]
        while frontier:
            for one, other in tree[frontier.pop()]:
                if self._order(other) < order:
                    for member in (one, other):
                        if member not in members:
                            members.add(member)
                            frontier.append(member)
        return self._in_order(members)

    def _tree(self, item: int) -> dict[int, set[Pair]]:
        """The thread as it was in the end: each mention with the links that joined it."""
        if item not in self._trees:
            tree = self._ties.thread(self._kind, item)
            self._know(tree)
            self._trees.update((member, tree) for member in tree)
        return self._trees[item]

    def _said(self, told: Collection[int]) -> list[list[int]]:
        """The threads once what people joined is joined: the last of all, as it joins the threads in which the mentions stand by themselves."""
        new, beside = set(self._home), set(told)
        while beside:
            self._know(beside)
            for item in sorted(beside & self._features.keys()):
                if item not in self._home:
                    members = self._in_order(self._tree(item))
                    self._home.update((m, members) for m in members)
                    new.update(members)
            if not self._sameness:
                break
            # Threads that people have joined to these, or had.
            beside = ({other for _, other in self._sameness.partners(self._kind, sorted(new))} | self._mates(new)) - self._home.keys()
            new = set()
        joined, split = self._sameness.said(self._kind, self._home)
        placed = {i for pair in joined for i in pair if self._features[i].evidence}
        for one, other in sorted(joined, key=lambda p: (not placed.isdisjoint(p), self._order(p[0]), self._order(p[1]))):
            left, right = self._home[one], self._home[other]
            if left is not right and not any((a, b) in split or (b, a) in split for a in left for b in right):
                union = self._in_order((*left, *right))
                self._home.update((item, union) for item in union)
        return list({id(members): members for members in self._home.values()}.values())

    def _know(self, items: Iterable[int]) -> None:
        missing = sorted({i for i in items if i not in self._features})
        if missing:
            self._features.update((f.item, f) for f in self._load(self._kind, missing))

    def _order(self, item: int) -> Order:
        return self._features[item].order, item

    def _in_order(self, items: Iterable[int]) -> list[int]:
        return sorted(items, key=self._order)
