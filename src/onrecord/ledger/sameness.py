"""What people have said of pairs of mentions: that they are one commitment or event, or that they are not.

Joins carry on: what is joined to one of a group is joined to all. A split holds between whole groups. Where both are said, the split
stands. An event that is joined to a commitment is evidence of that one alone, the last that was said.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from onrecord.ledger.reviews import COLUMNS, Review, settled

Pair = tuple[str, str]
Numbers = frozenset[tuple[int, int]]


class Sameness:
    """The joins and splits of a ledger, by ids; kept in memory until it is told to forget."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._groups: dict[str, dict[str, frozenset[str]]] | None = None
        self._splits: dict[str, dict[str, set[str]]] = {}
        self._joins: dict[str, list[Pair]] = {}
        self._ever = False
        self._shows: dict[str, str] = {}  # event -> the commitment that people say it shows fulfilled

    def forget(self) -> None:
        """Read the reviews anew when next asked."""
        self._groups = None

    def __bool__(self) -> bool:
        """Whether anything was ever said of pairs."""
        self._known("event")
        return self._ever

    def partners(self, kind: str, items: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs of an item and one that it is joined to, by way of others too, whether these still count or not."""
        groups = self._known(kind)
        shows = self._shows if kind == "commitment" else {}
        if not groups and not shows:
            return []
        found: list[tuple[int, int]] = []
        for item, one in self._ids(items).items():
            group = groups.get(shows.get(one, one), frozenset([shows.get(one, one)]))
            shown = {event for event, commitment in shows.items() if commitment in group}
            found.extend((item, other) for other in self._numbers((group | shown) - {one}).values())
        return sorted(found)

    def said(self, kind: str, items: Iterable[int]) -> tuple[Numbers, Numbers]:
        """The pairs among the items that are one, enough of them to hold each group together, and those that are not, all of them."""
        groups = self._known(kind)
        splits = self._splits[kind]
        shows = self._shows if kind == "commitment" else {}
        if not groups and not splits and not shows:
            return frozenset(), frozenset()
        by_id = {i: item for item, i in self._ids(list(items)).items()}
        joined: set[tuple[int, int]] = set()
        apart: set[tuple[int, int]] = set()
        for i, item in by_id.items():
            group = groups.get(i, frozenset([i]))
            first = by_id[min(g for g in group if g in by_id)]
            if first != item:
                joined.add((first, item))
            commitment = shows.get(i)
            present = sorted(c for c in groups.get(commitment, frozenset([commitment])) if c in by_id) if commitment else []
            if present:
                joined.add((by_id[present[0]], item))
            for member in group:
                for other in splits.get(member, ()):
                    apart.update((item, by_id[o]) for o in groups.get(other, (other,)) if o in by_id)
        return frozenset(joined), frozenset(apart)

    def clash(self, kind: str, one: str, other: str, *, join: bool) -> Pair | None:
        """The pair that a join of two mentions would contradict, as it was split, or a split, as others join the two; None for none."""
        groups = self._known(kind)
        splits = self._splits[kind]
        if not join:
            others = _grouped([p for p in self._joins[kind] if {*p} != {one, other}], splits)
            return (one, other) if other in others.get(one, ()) else None
        left, right = groups.get(one, frozenset([one])), groups.get(other, frozenset([other]))
        return next(((a, b) for a in sorted(left) for b in sorted(splits.get(a, ())) if b in right and {a, b} != {one, other}), None)

    def _known(self, kind: str) -> dict[str, frozenset[str]]:
        if self._groups is None:
            rows = self._db.execute(
                f"""SELECT {COLUMNS} FROM reviews WHERE item_id IN (SELECT item_id FROM reviews WHERE action IN ('join', 'split'))
                ORDER BY number"""
            )
            last: dict[Pair, str] = {}
            said = settled(Review(*row) for row in rows)
            self._ever = bool(said)
            for review in said:
                if review.action in ("join", "split") and not review.undone and review.new:
                    pair = (min(review.item_id, review.new), max(review.item_id, review.new))
                    last.pop(pair, None)
                    last[pair] = review.action
            self._groups = {}
            for one in ("commitment", "event"):
                mine = {p: a for p, a in last.items() if concerns(one, p)}
                self._splits[one] = _both_ways(p for p, a in mine.items() if a == "split")
                self._joins[one] = [p for p, a in mine.items() if a == "join" and p[0][0] == p[1][0]]
                self._groups[one] = _grouped(self._joins[one], self._splits[one])
            self._shows = {event: commitment for (commitment, event), a in last.items() if a == "join" and commitment[0] != event[0]}
        return self._groups[kind]

    def _ids(self, items: Sequence[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for table in ("commitments", "events"):
            for start in range(0, len(items), 500):
                part = items[start : start + 500]
                rows = self._db.execute(f"SELECT number, id FROM {table} WHERE number IN ({','.join('?' * len(part))})", part)
                found.update((row[0], row[1]) for row in rows)
        return found

    def _numbers(self, ids: Iterable[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for one in sorted(ids):
            table = "commitments" if one.startswith("c") else "events"
            row = self._db.execute(f"SELECT number FROM {table} WHERE id = ?", (one,)).fetchone()
            if row is not None:
                found[one] = row[0]
        return found


def concerns(kind: str, pair: Pair) -> bool:
    """Whether a pair says something of this kind: an event joined to a commitment is evidence of it, two events are one event."""
    commitments = sum(one.startswith("c") for one in pair)
    return commitments > 0 if kind == "commitment" else commitments == 0


def _both_ways(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def _grouped(joins: Sequence[Pair], splits: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    """The groups that joins make, taken in the order in which they were said; a join across a split is passed over."""
    home: dict[str, frozenset[str]] = {}
    for one, other in joins:
        left, right = home.get(one, frozenset([one])), home.get(other, frozenset([other]))
        if left is right or any(b in right for a in left for b in splits.get(a, ())):
            continue
        union = left | right
        home.update((member, union) for member in union)
    return home
