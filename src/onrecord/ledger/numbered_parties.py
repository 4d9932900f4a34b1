"""The rows of parties as articles name them: each under its number, by its fullest name, with how often it is named."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.ledger import identity
from onrecord.ledger.families import Families
from onrecord.ledger.rewriting import RESOLVED
from onrecord.ledger.rows import storable
from onrecord.model import Party

KEPT = 50_000
"""Parties kept in memory."""


@dataclass(slots=True)
class Row:
    """What is kept in memory of a party's row."""

    number: int
    name: str
    sector: str | None


class Parties:
    """Makes parties known to a ledger; within a transaction of the caller, who ends it with `write_counts`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._families = Families(connection)
        self._rows: dict[str, Row] = {}
        self._counted: Counter[int] = Counter()

    def forget(self) -> None:
        """Drop what is kept in memory: after a transaction was rolled back, or another process wrote."""
        self._rows.clear()
        self._counted.clear()
        self._families.forget()

    def named(self, party: Party) -> int:
        """The number of a party that an item names, made known to the ledger where it is new."""
        one = identity.identify(party)
        name = storable(one.name) or ""
        known = self._rows.get(one.id)
        if known is None:
            row = self._db.execute("SELECT number, name, sector FROM parties WHERE id = ?", (one.id,)).fetchone()
            known = Row(*row) if row else Row(self._new(one), name, one.sector)
            if len(self._rows) > KEPT:
                self._rows.clear()
            self._rows[one.id] = known
        if (-len(name), name) < (-len(known.name), known.name):  # the same name whoever came first: the longest, then the first of the alphabet
            known.name = name
            self._db.execute("UPDATE parties SET name = ? WHERE number = ?", (name, known.number))
            if one.kind in RESOLVED:  # who is one with whom may hang on the name
                self._families.rename(one)
        if one.sector and (known.sector is None or one.sector < known.sector):
            known.sector = one.sector
            self._db.execute("UPDATE parties SET sector = ? WHERE number = ?", (one.sector, known.number))
        self._counted[known.number] += 1
        return known.number

    def write_counts(self) -> None:
        """Add to each party how often it was newly named, once for all of a transaction; what is taken away a trigger counts."""
        self._db.executemany(
            "UPDATE parties SET mentions = mentions + ? WHERE number = ?", [(n, party) for party, n in sorted(self._counted.items())]
        )
        self._counted.clear()

    def renew(self, families: Iterable[str]) -> None:
        """Take note that rows were tidied: some are gone, others have another name.

        Args:
            families: those in which it must be said anew who is one with whom.
        """
        self._rows.clear()
        for family in sorted(families):
            self._families.renew(family)

    def _new(self, one: identity.Identity) -> int:
        number = self._db.execute(
            "INSERT INTO parties (id, name, kind, country, sector, family) VALUES (?,?,?,?,?,?)",
            (one.id, storable(one.name), one.kind, one.country, one.sector, storable(one.family)),
        ).lastrowid
        assert number is not None
        if one.kind in RESOLVED:
            self._families.join(number, one)
        return number
