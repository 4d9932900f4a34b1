"""The words behind every field of a mention, from the ledger's tables: corrections of people included."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from onrecord.ledger.answers import Evidence
from onrecord.ledger.mention_rows import article_of
from onrecord.ledger.words import bracketed

PLAIN = {
    "commitments": ("stage", "instrument", "certainty", "rule"),
    "events": ("type", "mode", "status", "certainty", "contexts", "cameo", "quad", "goldstein", "rule"),
    "statements": ("manner", "stance", "rule"),
}
"""Fields that no words of their own stand behind: they follow from the anchor or the cue."""
VALUES = {"due": "due", "date": "date", "place": "place", "amount": "amount"}
"""Fields whose value says more than their words."""


def evidence_of(db: sqlite3.Connection, items: Mapping[str, int]) -> tuple[Evidence, ...]:
    """The fields of items (numbers by ids), in the order of the record."""
    return tuple(e for id_, number in items.items() for e in _one(db, id_, number))


def context_of(db: sqlite3.Connection, items: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """The paragraphs in which items stand, their decisive words in [brackets]."""
    return tuple((id_, _paragraph(db, number)) for id_, number in items.items())


def _one(db: sqlite3.Connection, id_: str, number: int) -> Iterator[Evidence]:
    table, row = _row(db, number)
    spans = db.execute("SELECT * FROM spans WHERE item = ? AND field <> 'sentence' ORDER BY start, field, n", (number,)).fetchall()
    order = ("anchor", "cue", "source", "content", "action", "condition", "due", "date", "place", "amount", "cues")
    for span in sorted(spans, key=lambda s: order.index(s["field"]) if s["field"] in order else len(order)):
        yield Evidence(id_, span["field"], _value(row, span), span["words"], span["start"], span["end"], span["basis"])
    for side in db.execute("SELECT * FROM item_parties WHERE item = ? ORDER BY role, n", (number,)):
        value = side["name"] + (f" ({side['country']})" if side["country"] else "")
        yield Evidence(id_, side["role"], value, side["words"], side["start"], side["end"], side["basis"])
    for field in PLAIN[table]:
        if row[field] not in (None, ""):
            yield Evidence(id_, field, f"{row[field]:g}" if isinstance(row[field], float) else str(row[field]), None, None, None, None)


def _row(db: sqlite3.Connection, number: int) -> tuple[str, sqlite3.Row]:
    for table in PLAIN:
        row: sqlite3.Row | None = db.execute(f"SELECT * FROM {table} WHERE number = ?", (number,)).fetchone()
        if row is not None:
            return table, row
    raise KeyError(number)


def _value(row: sqlite3.Row, span: sqlite3.Row) -> str:
    value = row[VALUES[span["field"]]] if span["field"] in VALUES else None
    if value is None:
        return " ".join(span["words"].split())
    if isinstance(value, float):
        return f"{value:.15g} {row['unit'] or ''}".strip()
    return str(value)


def _paragraph(db: sqlite3.Connection, number: int) -> str:
    (text,) = db.execute("SELECT text FROM texts WHERE article = ?", (article_of(number),)).fetchone()
    spans = db.execute(
        """SELECT start, "end" FROM spans WHERE item = ? AND field IN ('anchor', 'content') ORDER BY start""", (number,)
    ).fetchall()  # fmt: skip
    first, last = spans[0]["start"], spans[-1]["end"]
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    paragraph = text[start : len(text) if end < 0 else end]
    return bracketed(paragraph, [(s["start"] - start, s["end"] - start) for s in spans])
