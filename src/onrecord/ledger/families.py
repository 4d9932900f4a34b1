"""Who is one with whom, kept up to date: a new party is compared with those of its family alone.

A family is held in memory once it was asked for, so that a surname that thousands bear is not gone through anew for each of them. The outcome is
that of `identity.resolve` over the whole family.
"""

from __future__ import annotations

import sqlite3
from bisect import insort
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.ledger import identity
from onrecord.ledger.identity import Identity
from onrecord.ledger.rows import storable

KEPT = 30_000
"""Parties of the families that are kept in memory."""
Place = tuple[int, str, str]


@dataclass(slots=True)
class Family:
    """The parties of one family, by country, each with its place in the order in which they are compared; and whom each one follows."""

    members: dict[str | None, list[tuple[Place, Identity]]] = field(default_factory=dict)
    follows: dict[str, str] = field(default_factory=dict)
    leads: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Mapping[int, Identity]) -> Family:
        """A family by the numbers of its parties."""
        made = cls()
        made.numbers = {one.id: number for number, one in found.items()}
        for one in found.values():
            insort(made.members.setdefault(one.country, []), (identity.place_of(one), one), key=lambda x: x[0])
        made.follows, made.leads = identity.resolve_with_leaders(list(found.values()))
        return made

    def join(self, number: int, one: Identity) -> dict[str, str]:
        """Take in a new party. Returns whom it and others follow from now on, as far as that is new: id -> id, its own for nobody."""
        place = identity.place_of(one)
        may_be: list[Identity] = []
        after = False
        for other_place, other in self._near(one):
            if other_place < place:
                if other.id in self.leads and identity.is_same(one, other):
                    may_be.append(other)
            elif not after and identity.is_same(one, other):
                after = True
        self.numbers[one.id] = number
        insort(self.members.setdefault(one.country, []), (place, one), key=lambda x: x[0])
        if not may_be and after:  # those after it may follow it now, or no longer know whom to follow
            before = self.follows
            self.follows, self.leads = identity.resolve_with_leaders([m for bucket in self.members.values() for _, m in bucket])
            return {i: leader for i, leader in self.follows.items() if before.get(i) != leader}
        self.follows[one.id] = may_be[0].id if len(may_be) == 1 else one.id
        if not may_be:
            self.leads.add(one.id)
        return {one.id: self.follows[one.id]}

    def _near(self, one: Identity) -> Iterator[tuple[Place, Identity]]:
        """The members that a party of this country may be."""
        if one.country is None:
            for bucket in self.members.values():
                yield from bucket
            return
        yield from self.members.get(one.country, ())
        yield from self.members.get(None, ())


class Families:
    """The families of a ledger; within a transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._known: dict[str, Family] = {}
        self._count = 0

    def forget(self) -> None:
        """Drop what is kept in memory: after a transaction was rolled back, or another process wrote."""
        self._known.clear()
        self._count = 0

    def join(self, number: int, one: Identity) -> None:
        """Say who a new party of this number is one with, once its row is written."""
        family = self._known.get(one.family)
        if family is None:
            self._load(one.family)
        else:
            self._count += 1
            self._write(family, family.join(number, one))

    def renew(self, family: str) -> None:
        """Say anew which parties of a family are one: after a name changed, or a party went."""
        gone = self._known.pop(family, None)
        self._count -= len(gone.numbers) if gone is not None else 0
        self._load(family)

    def _load(self, family: str) -> None:
        if self._count > KEPT:
            self.forget()
        found = self._db.execute("SELECT * FROM parties WHERE family = ?", (storable(family),)).fetchall()
        made = {r["number"]: identity.of_row(r["kind"], r["name"], r["country"], r["sector"]) for r in found}
        ids = {r["number"]: r["id"] for r in found}
        one = self._known[family] = Family.of({n: m for n, m in made.items() if m.id == ids[n]})
        self._count += len(one.numbers)
        present = {r["id"]: r["same_as"] for r in found}
        self._write(one, {i: lead for i, lead in one.follows.items() if present[i] != (one.numbers[lead] if lead != i else None)})

    def _write(self, family: Family, follows: Mapping[str, str]) -> None:
        for one, leader in follows.items():
            self._db.execute(
                "UPDATE parties SET same_as = ?1 WHERE number = ?2 AND same_as IS NOT ?1",
                (family.numbers[leader] if leader != one else None, family.numbers[one]),
            )
