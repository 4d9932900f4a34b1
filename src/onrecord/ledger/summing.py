"""The summaries of articles (docs/summary.md) as rows of the ledger, and as columns of the list of articles."""

from __future__ import annotations

import sqlite3

from onrecord.ledger import rows
from onrecord.model import Commitment, Event, Record
from onrecord.model.summary import QUESTIONS, Summary

CORRECTED = {"who": "nullif(e.actor, ''), c.promisor", "when": "e.date", "where": "e.place"}
"""Columns of the main event or commitment that tell an answer anew once somebody has corrected it."""
MAIN = """LEFT JOIN answers w ON w.article = t.number AND w.question = 'what' AND w.n = 0
    LEFT JOIN events e ON e.number = w.item LEFT JOIN commitments c ON c.number = w.item"""
"""What `ANSWERS` needs beside the article `t`: its main event or commitment."""


def write_summary(db: sqlite3.Connection, number: int, record: Record, summary: Summary | None) -> None:
    """Put the summary of an article in the place of the one that the ledger has.

    Args:
        db: the ledger, within a transaction.
        number: of the article.
        record: its record as it is kept, among whose items the main one is.
        summary: None where nobody read the article's words for it: a record that was added as a record.
    """
    db.execute("DELETE FROM answers WHERE article = ?", (number,))
    if summary is None or not summary.what:
        return
    item = number * rows.ITEMS + _place_of(record, summary.event) if summary.event is not None else None
    db.executemany("INSERT INTO answers VALUES (?,?,?,?,?,?,?,?,?,?)", [
        (number, question, n, rows.storable(a.value), a.basis, rows.storable(a.words.text), a.words.start, a.words.end, a.rule, item)
        for question, answers in summary.answers() for n, a in enumerate(answers)
    ])  # fmt: skip


def _place_of(record: Record, act: Event | Commitment) -> int:
    """The place of an act in a record, in which it may bear the id of an earlier reading."""
    kind = type(act)
    return next(place for place, one in rows.items_of(record) if isinstance(one, kind) and one.anchor == act.anchor)


def _column(question: str) -> str:
    said = "words" if question == "what" else "value"
    told = f"(SELECT group_concat({said}, '; ') FROM (SELECT {said} FROM answers WHERE article = t.number AND question = '{question}' ORDER BY n))"
    corrected = f"WHEN 'corrected' THEN coalesce({CORRECTED[question]}, {told}) " if question in CORRECTED else ""
    return f"""CASE coalesce(e.review, c.review) WHEN 'rejected' THEN NULL {corrected}ELSE {told} END AS "{question}\""""


ANSWERS = ", ".join(map(_column, QUESTIONS))
"""The six answers of an article `t` as columns, several to one question joined by "; ". Those of an act that somebody rejected are none; who, when and
where of one that somebody corrected are those of the correction."""
