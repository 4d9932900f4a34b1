"""Links new mentions to those of other articles, and draws the threads that they touch anew.

The work for an article depends on how many mentions stand near its own in time under the same party, not on how large the ledger is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from onrecord.ledger import similarity
from onrecord.ledger.clustering import Clusterer, Link
from onrecord.ledger.features import Features, dumped, loaded
from onrecord.ledger.keys import ALWAYS, keys_of
from onrecord.ledger.sameness import Sameness
from onrecord.ledger.similarity import Kind, likeness
from onrecord.ledger.threads import ThreadWriter

KEPT = 30_000
"""Features kept in memory."""
KINDS: tuple[Kind, ...] = ("commitment", "event")


class Linker:
    """Links mentions and writes threads; within a transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._writer = ThreadWriter(connection)
        self._features: dict[tuple[Kind, int], Features] = {}
        self.sameness = Sameness(connection)

    def forget(self) -> None:
        """Drop what is kept in memory: after a transaction was rolled back, or another process wrote."""
        self._features.clear()
        self.sameness.forget()

    def add(self, kind: Kind, new: Sequence[Features]) -> set[int]:
        """Keep the features of new mentions, under their keys, with their links.

        Returns:
            the items whose threads must be drawn anew: the new ones and those that they are linked to.
        """
        for one in new:
            self._keep(kind, one)
            self._db.execute("INSERT INTO link_features VALUES (?, ?, ?)", (kind, one.item, dumped(one)))
            self._db.executemany(
                "INSERT OR IGNORE INTO link_keys VALUES (?, ?, ?)", [(stretch, key, one.item) for stretch, key in keys_of(one)]
            )
        touched = {one.item for one in new}
        fresh = frozenset(touched)
        rows = []
        for one in new:
            for other in self._candidates(kind, one):
                if other.item in fresh and other.item >= one.item:
                    continue
                new_one, known = (other, one) if other.order == one.order and other.item > one.item else (one, other)
                found = likeness(kind, new_one, known)
                if not found.apart and found.score >= similarity.THRESHOLD[kind]:
                    first, second = (new_one, known) if new_one.order <= known.order else (known, new_one)
                    rows.append((kind, first.item, second.item, found.score, found.why, 0))
                    touched.add(other.item)
        self._db.executemany("INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?, ?, ?)", rows)
        return touched

    def remove(self, kind: Kind, items: Iterable[int]) -> set[int]:
        """Forget mentions: their features, keys and links. Returns the items that were in a thread with them."""
        items = list(items)
        touched: set[int] = set()
        for item in items:
            touched.update(self._thread_mates(kind, item))
            touched.update(other for _, other in self.sameness.partners(kind, [item]))
            for one in self._load(kind, [item]):
                self._db.executemany(
                    "DELETE FROM link_keys WHERE stretch = ? AND key = ? AND item = ?", [(s, k, item) for s, k in keys_of(one)]
                )
            self._features.pop((kind, item), None)
            self._db.execute("DELETE FROM link_features WHERE kind = ? AND item = ?", (kind, item))
            self._db.execute("DELETE FROM links WHERE kind = ? AND item = ?", (kind, item))
            self._db.execute("DELETE FROM links INDEXED BY links_other WHERE kind = ? AND other = ?", (kind, item))
        self._writer.clear(kind, items)
        return touched - set(items)

    def of_article(self, kind: Kind, first: int, last: int) -> dict[int, Features]:
        """The features of the mentions whose numbers lie from `first` up to `last`, exclusive: those of one article."""
        rows = self._db.execute("SELECT features FROM link_features WHERE kind = ? AND item >= ? AND item < ?", (kind, first, last))
        return {one.item: one for one in (loaded(data) for (data,) in rows)}

    def draw(self, kind: Kind, touched: Iterable[int]) -> None:
        """Draw the threads of these items anew, and of all that are linked to them."""
        for members, links in self._components(kind, touched):
            features = {f.item: f for f in self._load(kind, members)}
            joined, split = self.sameness.said(kind, features)
            clusterer = Clusterer(kind, features, links, joined=joined, split=split)
            clusters = [[features[i] for i in members] for members in clusterer.threads()]
            home = {f.item: n for n, cluster in enumerate(clusters) for f in cluster}
            self._db.executemany(
                "UPDATE links SET held = ? WHERE kind = ? AND item = ? AND other = ? AND held <> ?",
                [(h, kind, x.one, x.other, h) for x in links for h in (int(home[x.one] == home[x.other]),)],
            )
            self._writer.write(kind, clusters)

    def _candidates(self, kind: Kind, one: Features) -> list[Features]:
        """The mentions that stand under a key of this one, in its stretch of time or a neighbouring one."""
        found: set[int] = set()
        for stretch, key in keys_of(one):
            near = (stretch,) if stretch == ALWAYS else (stretch - 1, stretch, stretch + 1)
            for s in near:
                found.update(r[0] for r in self._db.execute("SELECT item FROM link_keys WHERE stretch = ? AND key = ?", (s, key)))
        found.discard(one.item)
        return self._load(kind, sorted(found))

    def _load(self, kind: Kind, items: Sequence[int]) -> list[Features]:
        found = {i: self._features[kind, i] for i in items if (kind, i) in self._features}
        missing = [i for i in items if i not in found]
        for start in range(0, len(missing), 500):
            part = missing[start : start + 500]
            marks = ",".join("?" * len(part))
            for (data,) in self._db.execute(f"SELECT features FROM link_features WHERE kind = ? AND item IN ({marks})", (kind, *part)):
                one = loaded(data)
                found[one.item] = one
                self._keep(kind, one)
        return [found[i] for i in items if i in found]

    def _keep(self, kind: Kind, one: Features) -> None:
        if len(self._features) >= KEPT:
            for key in list(self._features)[: KEPT // 4]:
                del self._features[key]
        self._features[kind, one.item] = one

    def _components(self, kind: Kind, touched: Iterable[int]) -> list[tuple[list[int], list[Link]]]:
        """The connected components, by links, that hold the items."""
        waiting, seen = set(touched), set[int]()
        out = []
        while waiting:
            start = min(waiting)
            members, frontier = {start}, [start]
            links: dict[tuple[int, int], Link] = {}
            while frontier:
                for item in frontier:
                    seen.add(item)
                marks = ",".join("?" * len(frontier[:400]))
                part, frontier = frontier[:400], frontier[400:]
                for row in self._db.execute(
                    f"""SELECT item, other, score, why FROM links WHERE kind = ? AND item IN ({marks})
                    UNION SELECT item, other, score, why FROM links INDEXED BY links_other WHERE kind = ? AND other IN ({marks})""",
                    (kind, *part, kind, *part),
                ):  # fmt: skip
                    links[row[0], row[1]] = Link(*row)
                    for item in (row[0], row[1]):
                        if item not in members:
                            members.add(item)
                            frontier.append(item)
                for one, other in self.sameness.partners(kind, part):
                    for item in (one, other):
                        if item not in members:
                            members.add(item)
                            frontier.append(item)
            waiting -= members
            out.append((sorted(members), sorted(links.values(), key=lambda x: (x.one, x.other))))
        return out

    def _thread_mates(self, kind: Kind, item: int) -> list[int]:
        return [
            r[0]
            for r in self._db.execute(
                "SELECT other FROM links WHERE kind = ? AND item = ? UNION SELECT item FROM links WHERE kind = ? AND other = ?",
                (kind, item, kind, item),
            )
        ]
