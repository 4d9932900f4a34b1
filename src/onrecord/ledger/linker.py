"""Links new mentions to those of other articles, and draws the threads that they touch anew.

The work for an article depends on how many mentions stand near its own in time under the same party, not on how large the ledger is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.ledger import similarity
from onrecord.ledger.clustering import Pair
from onrecord.ledger.features import Features, dumped, loaded
from onrecord.ledger.growing import Changes, Grower, Wound
from onrecord.ledger.keys import ALWAYS, keys_of
from onrecord.ledger.sameness import Sameness
from onrecord.ledger.similarity import Kind, Likeness, likeness, may_be_alike, reasons
from onrecord.ledger.threads import ThreadWriter
from onrecord.ledger.ties import Tie, Ties

KEPT = 30_000
"""Features of a kind in each half of what is kept in memory: those used lately, and those used before."""
MOST_LINKS = 8
"""Links of a mention to earlier ones, the strongest."""
KINDS: tuple[Kind, ...] = ("commitment", "event")


@dataclass(frozen=True, slots=True)
class Found:
    """A link that was found, and how alike its two mentions are."""

    score: float
    earlier: Features
    later: Features


Ranked = tuple[float, str, int, Found | None]
"""A link by what comes first: the strongest, then the earliest; None for one that stands already."""


class Linker:
    """Links mentions and writes threads; within a transaction of the caller.

    `add` and `remove` change what is known of mentions, `draw` then brings the threads up to date.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._writer = ThreadWriter(connection)
        self._ties = Ties(connection)
        self._features: dict[Kind, dict[int, Features]] = {kind: {} for kind in KINDS}
        self._before: dict[Kind, dict[int, Features]] = {kind: {} for kind in KINDS}
        self._changes: dict[Kind, Changes] = {kind: Changes() for kind in KINDS}
        self._compared: dict[Kind, dict[Pair, Likeness]] = {kind: {} for kind in KINDS}
        self._short: dict[Kind, set[int]] = {kind: set() for kind in KINDS}
        """Mentions that lost one of as many links as a mention may have: others may take its place."""
        self.sameness = Sameness(connection)

    def forget(self) -> None:
        """Drop what is kept in memory: after a transaction was rolled back, or another process wrote."""
        for kind in KINDS:
            self._features[kind].clear()
            self._before[kind].clear()
            self._changes[kind] = Changes()
            self._compared[kind].clear()
            self._short[kind].clear()
        self.sameness.forget()

    def is_blank(self) -> bool:
        """Whether the ledger has mentions and none is linked: after a migration to another way of linking."""
        with_keys, with_features = (
            self._db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None for table in ("link_keys", "link_features")
        )
        return with_features and not with_keys

    def add(self, kind: Kind, new: Sequence[Features]) -> None:
        """Keep the features of new mentions, and link them."""
        self._db.executemany("INSERT INTO link_features VALUES (?, ?, ?)", [(kind, one.item, dumped(one)) for one in new])
        self.link(kind, new)

    def link(self, kind: Kind, new: Sequence[Features]) -> None:
        """Put mentions whose features are kept under their keys, with their links."""
        for one in new:
            self._keep(kind, one)
            self._db.executemany(
                "INSERT OR IGNORE INTO link_keys VALUES (?, ?, ?)", [(stretch, key, one.item) for stretch, key in keys_of(one)]
            )
        self._changes[kind].mentions.update(one.item for one in new)
        fresh = frozenset(one.item for one in new)
        found: dict[int, list[Found]] = {one.item: [] for one in new}
        for one in new:
            for other in self._candidates(kind, one):
                if other.item not in fresh or other.item < one.item:
                    found_one = self._compare(kind, one, other)
                    if found_one is not None:
                        found.setdefault(found_one.later.item, []).append(found_one)
        for item, links in found.items():
            self._link(kind, item, links)

    def _compare(self, kind: Kind, one: Features, other: Features) -> Found | None:
        """The link of the later of two mentions to the earlier; None where they are not alike."""
        likened = likeness(kind, one, other)
        self._compared[kind][min(one.item, other.item), max(one.item, other.item)] = likened
        if likened.apart or likened.score < similarity.THRESHOLD[kind]:
            return None
        earlier, later = sorted((one, other), key=lambda f: (f.order, f.item))
        return Found(likened.score, earlier, later)

    def _link(self, kind: Kind, item: int, found: Sequence[Found]) -> None:
        """Let a mention have the best of its links and of these, at most `MOST_LINKS`."""
        standing = {tie.one: tie for tie in self._ties.earlier(kind, item)}
        ranked: list[Ranked] = [
            (-link.score, link.earlier.order, link.earlier.item, link) for link in found if link.earlier.item not in standing
        ]
        if standing and len(standing) + len(ranked) > MOST_LINKS:
            known = self._load(kind, sorted(standing))
            ranked += [(-standing[f.item].score, f.order, f.item, None) for f in known]
            best = sorted(ranked, key=lambda x: x[:3])[:MOST_LINKS]
            lost = standing.keys() - {one for _, _, one, _ in best}
            self._cut(kind, self._load(kind, [item])[0], [standing[one] for one in sorted(lost)])
        else:
            best = sorted(ranked, key=lambda x: x[:3])[:MOST_LINKS]
        self._ties.put(kind, [
            (item, one, link.later.day, link.score, reasons(kind, link.earlier, link.later)) for _, _, one, link in best if link is not None
        ])  # fmt: skip
        self._changes[kind].mentions.add(item)

    def _cut(self, kind: Kind, later: Features, ties: Sequence[Tie]) -> None:
        self._changes[kind].wounds.extend(Wound((later.order, later.item), tie.one) for tie in ties if tie.joined)
        self._ties.drop(kind, [(tie.one, later.item) for tie in ties])

    def remove(self, kind: Kind, items: Iterable[int]) -> None:
        """Forget mentions: their features, keys and links."""
        items, changes = list(items), self._changes[kind]
        for one in self._load(kind, items):
            changes.told.update(self._mates(kind, [one.item]), self._ties.thread(kind, one.item))
            changes.mentions.update(other for _, other in self.sameness.partners(kind, [one.item]))
            self._cut(kind, one, self._ties.earlier(kind, one.item))
            later = sorted(set(self._ties.later(kind, [one.item])))
            self._short[kind].update(i for i in later if len(self._ties.earlier(kind, i)) == MOST_LINKS)
            changes.mentions.update(later)
            self._ties.drop(kind, [(one.item, i) for i in later])
            self._db.executemany(
                "DELETE FROM link_keys WHERE stretch = ? AND key = ? AND item = ?", [(s, k, one.item) for s, k in keys_of(one)]
            )
        for item in items:
            self._features[kind].pop(item, None)
            self._before[kind].pop(item, None)
            self._db.execute("DELETE FROM link_features WHERE kind = ? AND item = ?", (kind, item))
        self._compared[kind].clear()
        self._writer.clear(kind, items)

    def of_article(self, kind: Kind, first: int, last: int) -> dict[int, Features]:
        """The features of the mentions whose numbers lie from `first` up to `last`, exclusive: those of one article."""
        rows = self._db.execute("SELECT features FROM link_features WHERE kind = ? AND item >= ? AND item < ?", (kind, first, last))
        return {one.item: one for one in (loaded(data) for (data,) in rows)}

    def rule(self, kind: Kind, items: Iterable[int]) -> None:
        """People have said that these are one with others, or are not, or no longer say so."""
        self._changes[kind].mentions.update(items)

    def tell(self, kind: Kind, items: Iterable[int]) -> None:
        """The rows of these changed, or what their threads tell of them."""
        self._changes[kind].told.update(items)

    def draw(self, kind: Kind) -> None:
        """Bring the threads up to date."""
        changes = self._changes[kind]
        for one in self._load(kind, sorted(self._short[kind])):
            links = [self._compare(kind, one, other) for other in self._candidates(kind, one)]
            self._link(kind, one.item, [link for link in links if link is not None and link.later is one])
        if changes.mentions or changes.told or changes.wounds:
            grower = Grower(kind, self._ties, self._load, lambda items: self._mates(kind, items), self.sameness, self._compared[kind])
            grown = grower.grow(changes)
            self._ties.mark(kind, grown.unjoined, joined=False)
            self._ties.mark(kind, grown.joined, joined=True)
            self._writer.write(kind, grown.threads)
        self._changes[kind] = Changes()
        self._compared[kind].clear()
        self._short[kind].clear()

    def _mates(self, kind: Kind, items: Iterable[int]) -> set[int]:
        """The mentions that stand in one thread with any of these, as threads are written now."""
        wanted, out = sorted(items), set[int]()
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            out.update(
                r[0] for r in self._db.execute(
                    f"SELECT number FROM {kind}s WHERE thread IN (SELECT thread FROM {kind}s WHERE number IN ({marks}))", part
                )
            )  # fmt: skip
        return out

    def _candidates(self, kind: Kind, one: Features) -> list[Features]:
        """The mentions that stand under a key of this one, in its stretch of time or a neighbouring one."""
        found: set[int] = set()
        for stretch, key in keys_of(one):
            near = (stretch,) if stretch == ALWAYS else (stretch - 1, stretch, stretch + 1)
            for s in near:
                found.update(r[0] for r in self._db.execute("SELECT item FROM link_keys WHERE stretch = ? AND key = ?", (s, key)))
        found.discard(one.item)
        return may_be_alike(kind, one, self._load(kind, sorted(found)))

    def _load(self, kind: Kind, items: Sequence[int]) -> list[Features]:
        lately, before = self._features[kind], self._before[kind]
        found: dict[int, Features] = {}
        missing: list[int] = []
        for item in items:
            one = lately.get(item)
            if one is None:
                one = before.get(item)
                if one is None:
                    missing.append(item)
                    continue
                self._keep(kind, one)
            found[item] = one
        for start in range(0, len(missing), 500):
            part = missing[start : start + 500]
            marks = ",".join("?" * len(part))
            for (data,) in self._db.execute(f"SELECT features FROM link_features WHERE kind = ? AND item IN ({marks})", (kind, *part)):
                one = loaded(data)
                found[one.item] = one
                self._keep(kind, one)
        return [found[i] for i in items if i in found]

    def _keep(self, kind: Kind, one: Features) -> None:
        """Keep features in memory; those that were not used for long are dropped, half of all at once."""
        if len(self._features[kind]) >= KEPT:
            self._before[kind], self._features[kind] = self._features[kind], {}
        self._features[kind][one.item] = one
