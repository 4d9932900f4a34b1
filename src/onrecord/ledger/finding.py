"""From an id, or the beginning of one, to what it names."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import UnknownItem

Kind = Literal["commitment", "event", "statement", "article", "party"]
PREFIXES: dict[str, tuple[Kind, str]] = {
    "c": ("commitment", "commitments"), "e": ("event", "events"), "s": ("statement", "statements"), "a": ("article", "articles"),
    "p": ("party", "parties"),
}  # fmt: skip
NAMED = 5


@dataclass(frozen=True, slots=True)
class Named:
    """What an id names: the kind, the id in full and the number in its table; of a mention those of its thread."""

    kind: Kind
    id: str
    number: int


def find(db: sqlite3.Connection, path: str, wanted: str) -> Named:
    """What an id names.

    Args:
        db: the ledger.
        path: its file, for the message.
        wanted: the id of a thread, mention, statement, article or party, or its first characters. A mention leads to its thread, and so does
            the id of a thread that it once opened.

    Raises:
        UnknownItem: there is none, or there are several.
    """
    plain = wanted.strip().lower()
    letter, _, rest = plain.removeprefix("t").partition("-")
    if letter not in PREFIXES or (plain.startswith("t") and letter not in ("c", "e")):
        raise UnknownItem(path, f"{wanted!r} is no id", "Ids begin with tc-, te-, c-, e-, s-, a- or p-; every list shows them.")
    kind, table = PREFIXES[letter]
    found = _thread(db, kind, plain) or _own(db, kind, table, f"{letter}-{rest}")
    if not found:
        raise UnknownItem(path, f"it holds nothing with the id {wanted!r}", f"Look for it: onrecord search WORDS, or onrecord {table}.")
    if len(found) > 1:
        some = ", ".join(f.id for f in found[:NAMED]) + (", ..." if len(found) > NAMED else "")
        raise UnknownItem(path, f"several ids begin with {wanted!r}: {some}", "Give more of it.")
    if found[0].number < 0:
        raise UnknownItem(
            path, f"{found[0].id} stands in no thread: it was rejected", f"What people said of it: onrecord reviews {found[0].id}"
        )
    return found[0]


def _thread(db: sqlite3.Connection, kind: Kind, wanted: str) -> list[Named]:
    if not wanted.startswith("t"):
        return []
    rows = db.execute(f"SELECT id, number FROM {kind}_threads WHERE {BEGINS} ORDER BY id LIMIT {NAMED + 1}", _bounds(wanted)).fetchall()
    return [Named(kind, r["id"], r["number"]) for r in rows]


def _own(db: sqlite3.Connection, kind: Kind, table: str, wanted: str) -> list[Named]:
    if kind not in ("commitment", "event"):
        rows = db.execute(f"SELECT id, number FROM {table} WHERE {BEGINS} ORDER BY id LIMIT {NAMED + 1}", _bounds(wanted)).fetchall()
        exact = [r for r in rows if r["id"] == wanted]
        return [Named(kind, r["id"], r["number"]) for r in exact or rows]
    rows = db.execute(
        f"""SELECT m.id, t.id AS thread, coalesce(m.thread, -1) AS number FROM {table} m LEFT JOIN {kind}_threads t ON t.number = m.thread
        WHERE {BEGINS.replace("id", "m.id")} ORDER BY m.id LIMIT {NAMED + 1}""",
        _bounds(wanted),
    ).fetchall()
    exact = [r for r in rows if r["id"] == wanted]
    one_thread = len({r["number"] for r in rows}) == 1
    return [Named(kind, r["thread"] or r["id"], r["number"]) for r in exact or (rows[:1] if one_thread else rows)]


BEGINS = "id >= ? AND id < ?"


def _bounds(wanted: str) -> tuple[str, str]:
    return wanted, wanted + "~"
