"""Searching by words: commitments, events, statements and articles, the best hits of each first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.errors import BadQuestion
from onrecord.ledger.answers import Hit
from onrecord.ledger.words import Words, words_of

KINDS = ("commitment", "event", "statement", "article")
SCANNED = 10_000
"""Hits that are looked through, the best first, for enough of each kind."""
BATCH = 300
ITEM_SELECTS = {
    "commitment": """SELECT m.number, t.id, m.id AS mention_id, m.published AS date, coalesce(a.publisher, a.url, a.source) AS publisher, m.promisor AS who,
        m.beneficiary AS whom, m.stage AS what, m.sentence AS words FROM commitments m JOIN commitment_threads t ON t.number = m.thread
        JOIN articles a ON a.number = m.article""",
    "event": """SELECT m.number, t.id, m.id AS mention_id, m.published AS date, coalesce(a.publisher, a.url, a.source) AS publisher,
        nullif(m.actor, '') AS who, nullif(m.recipient, '') AS whom, m.type || coalesce(' ' || m.mode, '') AS what, m.sentence AS words
        FROM events m JOIN event_threads t ON t.number = m.thread JOIN articles a ON a.number = m.article""",
    "statement": """SELECT m.number, m.id, m.id AS mention_id, m.published AS date, coalesce(a.publisher, a.url, a.source) AS publisher, m.speaker AS who,
        NULL AS whom, m.manner AS what, m.content AS words FROM statements m JOIN articles a ON a.number = m.article
        WHERE m.review <> 'rejected'""",
    "article": """SELECT m.number, m.id, NULL AS mention_id, m.published AS date, coalesce(m.publisher, m.url, m.source) AS publisher, NULL AS who,
        NULL AS whom, m.title AS what, t.text AS words FROM articles m JOIN texts t ON t.article = m.number""",
}


def search(db: sqlite3.Connection, typed: str, *, kinds: Sequence[str] = (), limit: int = 10) -> tuple[Hit, ...]:
    """What a ledger holds on some words.

    Args:
        db: the ledger.
        typed: words, "exact phrases", -unwanted ones, begin* ones; all must be there.
        kinds: of `KINDS`; all where empty.
        limit: hits of each kind.

    Returns:
        the hits of each kind in turn, the best (by bm25) first. A thread stands once, by its best mention.

    Raises:
        BadQuestion: there is no word to look for, or a kind is none.
    """
    words = words_of(typed)
    wanted = tuple(k for k in KINDS if k in kinds) if kinds else KINDS
    if unknown := [k for k in kinds if k not in KINDS]:
        raise BadQuestion(f"{unknown[0]!r} is no kind to look for", f"There are: {', '.join(KINDS)}.")
    found = _ranked(db, "item_words", words.match, [k for k in wanted if k != "article"], limit)
    found |= _ranked(db, "article_words", words.match, [k for k in wanted if k == "article"], limit)
    return tuple(hit for kind in wanted for hit in _hits(kind, found[kind], words, limit))


Scored = tuple[float, dict[str, Any]]


def _ranked(db: sqlite3.Connection, index: str, match: str, kinds: Sequence[str], limit: int) -> dict[str, list[Scored]]:
    """The hits of each kind with their scores, and all that are as good as the last that is shown."""
    best: dict[str, dict[str, Scored]] = {kind: {} for kind in kinds}
    if not kinds:
        return {}
    for batch in _batches(db, index, match):
        scores = {number: round(score, 9) for number, score in batch}
        for kind, seen in best.items():
            for row in _rows(db, kind, list(scores)):
                score = scores[row["number"]]
                if row["id"] not in seen or _order((score, row)) < _order(seen[row["id"]]):
                    seen[row["id"]] = (score, row)
        if all(len(seen) > limit and sorted(s for s, _ in seen.values())[limit - 1] < round(batch[-1][1], 9) for seen in best.values()):
            break
    return {kind: list(seen.values()) for kind, seen in best.items()}


def _batches(db: sqlite3.Connection, index: str, match: str) -> Iterator[list[tuple[int, float]]]:
    cursor = db.execute(f"SELECT rowid, rank FROM {index} WHERE {index} MATCH ? ORDER BY rank LIMIT {SCANNED}", (match,))
    cursor.row_factory = None
    while batch := cursor.fetchmany(BATCH):
        yield batch


def _rows(db: sqlite3.Connection, kind: str, numbers: Sequence[int]) -> list[dict[str, Any]]:
    select = ITEM_SELECTS[kind]
    marks = ",".join("?" * len(numbers))
    return [dict(r) for r in db.execute(f"{select} {'AND' if ' WHERE ' in select else 'WHERE'} m.number IN ({marks})", numbers)]


def _order(scored: Scored) -> tuple[Any, ...]:
    """The better first; of two as good, the earlier by date and id, whatever came into the ledger first."""
    score, row = scored
    return score, row["date"] or "9999", row["mention_id"] or row["id"]


def _hits(kind: str, found: Sequence[Scored], words: Words, limit: int) -> Iterator[Hit]:
    for place, (_, row) in enumerate(sorted(found, key=_order)[:limit], 1):
        columns = {c: row[c] for c in Hit.columns() if c in row and c != "words"}
        yield Hit(kind=kind, rank=place, words=words.marked(row["words"]), **columns)
