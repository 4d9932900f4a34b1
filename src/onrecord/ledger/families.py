"""Who is one with whom, kept up to date: a new party is compared with those of its family alone.

A family is held in memory once it was asked for, so that a surname that thousands bear is not gone through anew for each of them. The outcome is
that of `identity.resolve` over the whole family.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from onrecord.ledger import identity
from onrecord.ledger.identity import Identity, Neighbours
from onrecord.ledger.rows import storable

KEPT = 25_000
"""Parties of the families in each half of what is kept in memory: those asked for lately, and those asked for before. Some 700 bytes each."""


@dataclass(slots=True)
class Family:
    """The parties of one family: each with its number and whom it follows, itself where nobody."""

    members: Neighbours = field(default_factory=Neighbours)
    follows: dict[str, str] = field(default_factory=dict)
    leads: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Mapping[int, Identity]) -> Family:
        """A family by the numbers of its parties."""
        made = cls()
        made.numbers = {one.id: number for number, one in found.items()}
        for one in found.values():
            made.members.add(one)
        made.follows, made.leads = identity.resolve_with_leaders(found.values())
        return made

    def join(self, number: int, one: Identity) -> dict[str, str]:
        """Take in a new party. Returns whom it and others follow from now on, as far as that is new: id -> id, its own for nobody."""
        self.numbers[one.id] = number
        self.members.add(one)
        return self._settle([one])

    def rename(self, one: Identity) -> dict[str, str] | None:
        """Give a party of this id another name. Returns whom others follow from now on, as far as that is new; None where it is no member."""
        if one.id not in self.numbers or not self.members.remove(one.id, one):
            return None
        self.members.add(one)  # a name tells where a party stands among those that it may be, and nothing else
        return self._settle([one, *(other for other in self.members.of(one) if identity.is_same(one, other))])

    def _settle(self, touched: Iterable[Identity]) -> dict[str, str]:
        """Say anew whom these follow, and those whom that touches: they come later in the order of `identity.resolve`, and are gone through in it."""
        due = {one.id: one for one in touched}
        heap = [(identity.place_of(one), one.id) for one in due.values()]
        heapq.heapify(heap)
        changed: dict[str, str] = {}
        while heap:
            place, id_ = heapq.heappop(heap)
            one = due.pop(id_)
            near = (x for x in self.members.of(one) if x.id in self.leads and x.id != id_ and identity.place_of(x) < place and identity.is_same(one, x))
            may_be = list(islice(near, 2))
            leader = may_be[0].id if len(may_be) == 1 else id_
            if self.follows.get(id_) != leader:
                self.follows[id_] = changed[id_] = leader
            if (not may_be) != (id_ in self.leads):
                (self.leads.discard if may_be else self.leads.add)(id_)
                for other in self.members.of(one):
                    if other.id not in due and identity.is_same(one, other) and identity.place_of(other) > place:
                        due[other.id] = other
                        heapq.heappush(heap, (identity.place_of(other), other.id))
        return changed


class Families:
    """The families of a ledger; within a transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._known: dict[str, Family] = {}
        self._before: dict[str, Family] = {}
        self._count = 0
        """Parties of the families in `_known`."""

    def forget(self) -> None:
        """Drop what is kept in memory: after a transaction was rolled back, or another process wrote."""
        self._known.clear()
        self._before.clear()
        self._count = 0

    def join(self, number: int, one: Identity) -> None:
        """Say who a new party of this number is one with, once its row is written."""
        family = self._kept(one.family)
        if family is None:
            self._load(one.family)
        else:
            self._count += 1
            self._write(family, family.join(number, one))

    def rename(self, one: Identity) -> None:
        """Say anew which parties of a family are one, once a party of it has got another name."""
        family = self._kept(one.family)
        changed = family.rename(one) if family is not None else None
        if family is None or changed is None:
            self.renew(one.family)
        else:
            self._write(family, changed)

    def renew(self, family: str) -> None:
        """Say anew which parties of a family are one: after a name changed, or a party went."""
        gone = self._known.pop(family, None)
        self._count -= len(gone.numbers) if gone is not None else 0
        self._before.pop(family, None)
        self._load(family)

    def _kept(self, family: str) -> Family | None:
        """A family that is in memory; those that were not asked for lately are dropped, half of all at once: a large one takes long to read again."""
        found = self._known.get(family)
        if found is None:
            found = self._before.pop(family, None)
            if found is not None:
                self._keep(family, found)
        return found

    def _keep(self, family: str, one: Family) -> None:
        if self._count >= KEPT:
            self._before, self._known, self._count = self._known, {}, 0
        self._known[family] = one
        self._count += len(one.numbers)

    def _load(self, family: str) -> None:
        found = self._db.execute(
            "SELECT number, id, name, kind, country, sector, same_as FROM parties WHERE family = ?", (storable(family),)
        ).fetchall()
        made = {r["number"]: identity.of_row(r["kind"], r["name"], r["country"], r["sector"]) for r in found}
        ids = {r["number"]: r["id"] for r in found}
        one = Family.of({n: m for n, m in made.items() if m.id == ids[n]})
        self._keep(family, one)
        present = {r["id"]: r["same_as"] for r in found}
        self._write(one, {i: lead for i, lead in one.follows.items() if present[i] != (one.numbers[lead] if lead != i else None)})

    def _write(self, family: Family, follows: Mapping[str, str]) -> None:
        for one, leader in follows.items():
            self._db.execute(
                "UPDATE parties SET same_as = ?1 WHERE number = ?2 AND same_as IS NOT ?1",
                (family.numbers[leader] if leader != one else None, family.numbers[one]),
            )
