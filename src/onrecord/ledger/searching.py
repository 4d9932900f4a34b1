"""Finds articles, statements, events and commitments by their words: FTS5, the best matches first (BM25)."""

from __future__ import annotations

import sqlite3

from onrecord.ledger.answers import Hit
from onrecord.ledger.words import Words, words_of

LOOKED_AT = 400
"""Best matches among the items that are looked at for each answer; of a word that stands everywhere the best are enough."""


def search(db: sqlite3.Connection, typed: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """The best hits of each kind, at most `limit` of each: commitments and events by their threads, then statements, then articles.

    Raises:
        BadQuestion: no word to look for is given.
    """
    words = words_of(typed)
    found = db.execute(
        "SELECT rowid, rank FROM item_words WHERE item_words MATCH ? ORDER BY rank LIMIT ?", (words.match, max(LOOKED_AT, 4 * limit))
    ).fetchall()
    out: list[Hit] = []
    for kind in ("commitment", "event"):
        out.extend(_threads(db, words, kind, found, limit))
    out.extend(_statements(db, words, found, limit))
    out.extend(_articles(db, words, limit))
    return tuple(out)


def _threads(db: sqlite3.Connection, words: Words, kind: str, found: list[sqlite3.Row], limit: int) -> list[Hit]:
    who, whom, what = ("promisor", "beneficiary", "stage") if kind == "commitment" else ("actor", "recipient", "type")
    best: dict[str, tuple[float, sqlite3.Row]] = {}
    for rowid, rank in found:
        row = db.execute(
            f"""SELECT m.id AS mention, m.published, m.sentence, t.id, t.{who} AS who, t.{whom} AS whom, t.{what} AS what,
            coalesce(a.publisher, a.url, a.source) AS outlet FROM {kind}s m JOIN {kind}_threads t ON t.number = m.thread
            JOIN articles a ON a.number = m.article WHERE m.number = ?""",
            (rowid,),
        ).fetchone()
        if row is not None and (row["id"] not in best or (rank, row["mention"]) < (best[row["id"]][0], best[row["id"]][1]["mention"])):
            best[row["id"]] = (rank, row)
    ordered = sorted(best.values(), key=lambda b: (b[0], b[1]["id"]))[:limit]
    return [
        Hit(kind, n, r["id"], r["mention"], r["published"], r["outlet"], r["who"], r["whom"] or None, r["what"], words.marked(r["sentence"]))
        for n, (_, r) in enumerate(ordered, 1)
    ]


def _statements(db: sqlite3.Connection, words: Words, found: list[sqlite3.Row], limit: int) -> list[Hit]:
    rows = []
    for rowid, rank in found:
        row = db.execute(
            """SELECT s.id, s.published, s.speaker, s.cue, s.content, coalesce(a.publisher, a.url, a.source) AS outlet
            FROM statements s JOIN articles a ON a.number = s.article WHERE s.number = ?""",
            (rowid,),
        ).fetchone()
        if row is not None:
            rows.append((rank, row))
    rows.sort(key=lambda x: (x[0], x[1]["id"]))
    return [
        Hit("statement", n, r["id"], r["id"], r["published"], r["outlet"], r["speaker"], None, r["cue"], words.marked(r["content"]))
        for n, (_, r) in enumerate(rows[:limit], 1)
    ]


def _articles(db: sqlite3.Connection, words: Words, limit: int) -> list[Hit]:
    rows = db.execute(
        """SELECT a.id, a.published, a.title, t.text, coalesce(a.publisher, a.url, a.source) AS outlet, f.rank
        FROM (SELECT rowid, rank FROM article_words WHERE article_words MATCH ? ORDER BY rank LIMIT ?) f
        JOIN articles a ON a.number = f.rowid JOIN texts t ON t.article = f.rowid""",
        (words.match, limit),
    ).fetchall()
    rows.sort(key=lambda r: (r["rank"], r["id"]))
    return [
        Hit("article", n, r["id"], None, r["published"], r["outlet"], None, None, r["title"], words.marked(r["text"])) for n, r in enumerate(rows, 1)
    ]


