"""Takes the rows of items out of the ledger again, before they are written anew, and clears up what nothing points to any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

WORDS = {
    "commitments": "sentence || ' ' || promisor || ' ' || coalesce(beneficiary, '')",
    "events": "sentence || ' ' || actor || ' ' || recipient",
    "statements": "content || ' ' || coalesce(speaker, '')",
}
"""The words under which an item can be found, out of its row: those of `rows.searchable`, as the index forgets only what it is told."""

RESOLVED = frozenset(["person", "organisation"])
"""Kinds of parties whose spellings are compared: which of a family are one."""


def drop_item(db: sqlite3.Connection, table: str, item: int) -> int | None:
    """Take away an item's rows; its links and features are the linker's to remove.

    Returns:
        the thread that it stood in; None for a statement, and for an item in no thread.
    """
    thread = "NULL" if table == "statements" else "thread"
    row = db.execute(f"SELECT {WORDS[table]}, {thread} FROM {table} WHERE number = ?", (item,)).fetchone()
    if row is None:
        return None
    db.execute("INSERT INTO item_words(item_words, rowid, words) VALUES ('delete', ?, ?)", (item, row[0]))
    db.execute("DELETE FROM item_parties WHERE item = ?", (item,))
    db.execute("DELETE FROM spans WHERE item = ?", (item,))
    db.execute(f"DELETE FROM {table} WHERE number = ?", (item,))
    found: int | None = row[1]
    return found


def parties_of(db: sqlite3.Connection, items: Iterable[int]) -> set[int]:
    """The numbers of the parties of items."""
    return {r[0] for item in items for r in db.execute("SELECT party FROM item_parties WHERE item = ?", (item,))}


def tidy_parties(db: sqlite3.Connection, parties: Iterable[int]) -> set[str]:
    """Take away the parties that no item names any more, and give the others the name and sector that those who still name them give.

    Returns:
        the families in which it must be said anew who is one with whom.
    """
    families: set[str] = set()
    for number in sorted(parties):
        row = db.execute("SELECT kind, name, sector, family FROM parties WHERE number = ?", (number,)).fetchone()
        if row is None:
            continue
        if db.execute("SELECT 1 FROM item_parties WHERE party = ? LIMIT 1", (number,)).fetchone() is None:
            db.execute("UPDATE parties SET same_as = NULL WHERE same_as = ?", (number,))
            db.execute("DELETE FROM parties WHERE number = ?", (number,))
            if row["kind"] in RESOLVED:
                families.add(row["family"])
            continue
        if not _is_given(db, number, "name", row["name"]):
            named = "SELECT name FROM item_parties WHERE party = ?1 ORDER BY length(name) DESC, name LIMIT 1"
            db.execute(f"UPDATE parties SET name = ({named}) WHERE number = ?1", (number,))
            if row["kind"] in RESOLVED:
                families.add(row["family"])
        if row["sector"] is not None and not _is_given(db, number, "sector", row["sector"]):
            db.execute("UPDATE parties SET sector = (SELECT min(sector) FROM item_parties WHERE party = ?1) WHERE number = ?1", (number,))
    return families


def _is_given(db: sqlite3.Connection, party: int, column: str, value: str) -> bool:
    found = db.execute(f"SELECT 1 FROM item_parties WHERE party = ? AND {column} = ? LIMIT 1", (party, value)).fetchone()
    return found is not None
