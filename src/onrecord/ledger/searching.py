"""Searching by words: commitments, events, statements and articles, the best hits of each first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import BadQuestion
from onrecord.ledger.answers import Hit
from onrecord.ledger.words import Words, words_of

RANKED = 2_000
"""Hits up to which they are ranked by bm25; a word that stands in more places tells so little that the latest are shown first."""
WALKED = 30_000
"""Mentions that are gone through, the latest first, for hits of such a word, before all its hits are looked up."""
OUTLET = "coalesce(a.publisher, a.url, a.source) AS publisher"


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind is looked up.

    Args:
        index: the full-text index over it.
        table: its table; its index on the date has the table's name and "_published".
        thing: what a hit is counted by: the thread of a mention. It is SQL over the row m.
        told: the condition that a row must meet.
        narrow: the index of its table that has all that a hit is counted and ordered by, as SQL that names it.
        columns: what is shown of a hit, with the joins for it.
    """

    index: str
    table: str
    thing: str
    told: str
    narrow: str
    columns: str


KINDS: dict[str, Kind] = {
    "commitment": Kind(
        "item_words", "commitments", "m.thread", "m.thread IS NOT NULL", "INDEXED BY commitments_narrow",
        f"""t.id, m.id AS mention_id, m.published AS date, {OUTLET}, m.promisor AS who, m.beneficiary AS whom, m.stage AS what,
        m.sentence AS words FROM commitments m JOIN commitment_threads t ON t.number = m.thread JOIN articles a ON a.number = m.article""",
    ),
    "event": Kind(
        "item_words", "events", "m.thread", "m.thread IS NOT NULL", "INDEXED BY events_narrow",
        f"""t.id, m.id AS mention_id, m.published AS date, {OUTLET}, nullif(m.actor, '') AS who, nullif(m.recipient, '') AS whom,
        m.type || coalesce(' ' || m.mode, '') AS what, m.sentence AS words
        FROM events m JOIN event_threads t ON t.number = m.thread JOIN articles a ON a.number = m.article""",
    ),
    "statement": Kind(
        "item_words", "statements", "m.number", "m.review <> 'rejected'", "INDEXED BY statements_narrow",
        f"""m.id, m.id AS mention_id, m.published AS date, {OUTLET}, m.speaker AS who, NULL AS whom, m.manner AS what, m.content AS words
        FROM statements m JOIN articles a ON a.number = m.article""",
    ),
    "article": Kind(
        "article_words", "articles", "m.number", "1", "",
        """m.id, NULL AS mention_id, m.published AS date, coalesce(m.publisher, m.url, m.source) AS publisher, NULL AS who, NULL AS whom,
        m.title AS what, t.text AS words FROM articles m JOIN texts t ON t.article = m.number""",
    ),
}  # fmt: skip
Hits = dict[int, float] | set[int]
"""The rows of an index that hold the words: with their scores, or, where they are many, without."""


def search(db: sqlite3.Connection, typed: str, *, kinds: Sequence[str] = (), limit: int = 10) -> tuple[Hit, ...]:
    """What a ledger holds on some words.

    Args:
        db: the ledger.
        typed: words, "exact phrases", -unwanted ones, begin* ones; all must be there.
        kinds: of `KINDS`; all where empty.
        limit: hits of each kind.

    Returns:
        the hits of each kind in turn, the best (by bm25) first; of words that stand in more than `RANKED` places the latest first.
        A thread stands once, by its best mention.

    Raises:
        BadQuestion: there is no word to look for, or a kind is none.
    """
    words = words_of(typed)
    if unknown := [k for k in kinds if k not in KINDS]:
        raise BadQuestion(f"{unknown[0]!r} is no kind to look for", f"There are: {', '.join(KINDS)}.")
    found: list[Hit] = []
    hits: dict[str, Hits] = {}
    for name, kind in KINDS.items():
        if not kinds or name in kinds:
            if kind.index not in hits:
                hits[kind.index] = _hits(db, kind.index, words.match)
            found.extend(_shown(db, name, _chosen(db, kind, hits[kind.index], words.match, limit), words))
    return tuple(found)


def _hits(db: sqlite3.Connection, index: str, match: str) -> Hits:
    some = db.execute(f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT {RANKED + 1}", (match,)).fetchall()
    if len(some) <= RANKED:
        return {r[0]: round(r[1], 9) for r in db.execute(f"SELECT rowid, rank FROM {index} WHERE {index} MATCH ?", (match,))}
    return {r[0] for r in db.execute(f"SELECT rowid FROM {index} WHERE {index} MATCH ?", (match,))}


def _chosen(db: sqlite3.Connection, kind: Kind, hits: Hits, match: str, limit: int) -> list[int]:
    """The numbers of the rows to be shown, in order."""
    if isinstance(hits, dict):
        return _best(db, kind, hits, limit)
    latest = "ORDER BY m.published DESC, m.id DESC"
    walk = f"""SELECT m.number, {kind.thing} FROM {kind.table} m INDEXED BY {kind.table}_published WHERE {kind.told} {latest} LIMIT {WALKED}"""
    near = _first((row for row in db.execute(walk) if row[0] in hits), limit)
    if len(near) == limit:
        return near
    every = f"""SELECT m.number, {kind.thing} FROM {kind.index} f CROSS JOIN {kind.table} m {kind.narrow} ON m.number = f.rowid
        WHERE f.{kind.index} MATCH ? AND {kind.told} {latest}"""
    return _first(db.execute(every, (match,)), limit)


def _first(rows: Iterable[Any], limit: int) -> list[int]:
    """The first row of each of the first things."""
    found: dict[int, int] = {}
    for number, thing in rows:
        found.setdefault(thing, number)
        if len(found) == limit:
            break
    return list(found.values())


def _best(db: sqlite3.Connection, kind: Kind, hits: dict[int, float], limit: int) -> list[int]:
    """The best row of each of the best things; of two as good the earlier by date and id, whatever came into the ledger first."""
    rows = db.execute(
        f"""SELECT m.number, {kind.thing} AS thing, coalesce(m.published, '9999') AS date, m.id FROM json_each(?) h
        CROSS JOIN {kind.table} m {kind.narrow} ON m.number = h.value WHERE {kind.told}""",
        (json.dumps(list(hits)),),
    )
    best: dict[int, tuple[float, str, str, int]] = {}
    for row in rows:
        one = (hits[row["number"]], row["date"], row["id"], row["number"])
        best[row["thing"]] = min(one, best.get(row["thing"], one))
    return [number for _, _, _, number in sorted(best.values())[:limit]]


def _shown(db: sqlite3.Connection, name: str, numbers: Sequence[int], words: Words) -> Iterator[Hit]:
    columns = KINDS[name].columns
    for place, number in enumerate(numbers, 1):
        row = dict(db.execute(f"SELECT {columns} WHERE m.number = ?", (number,)).fetchone())
        yield Hit(kind=name, rank=place, **{**row, "words": words.marked(row["words"])})
