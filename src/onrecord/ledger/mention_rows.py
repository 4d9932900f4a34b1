"""Mentions as rows: commitments, events and statements of articles in one form, with their words in [brackets]."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from onrecord.ledger.answers import CommitmentThread, EventThread, Mention, StatementMade
from onrecord.ledger.rows import ITEMS
from onrecord.ledger.words import bracketed

OUTLET = "coalesce(a.publisher, a.url, a.source) AS publisher"
WHERE = 'a.id AS article_id, a.url, m.start, m."end", m.rule, m.confidence, m.review'
SELECTS = {
    "commitment": f"""SELECT m.number, 'commitment' AS kind, m.id, t.id AS thread_id, m.published AS date, {OUTLET}, m.promisor AS who, m.beneficiary AS whom,
        m.stage AS what, m.certainty AS standing, m.said_by, m.amount, m.unit, m.due AS day, NULL AS place, m.sentence AS words, {WHERE}
        FROM commitments m JOIN articles a ON a.number = m.article LEFT JOIN commitment_threads t ON t.number = m.thread""",
    "event": f"""SELECT m.number, 'event' AS kind, m.id, t.id AS thread_id, m.published AS date, {OUTLET}, nullif(m.actor, '') AS who,
        nullif(m.recipient, '') AS whom, m.type || coalesce(' ' || m.mode, '') AS what, m.status AS standing, m.said_by, m.amount, m.unit, m.date AS day,
        m.place, m.sentence AS words, {WHERE}
        FROM events m JOIN articles a ON a.number = m.article LEFT JOIN event_threads t ON t.number = m.thread""",
    "statement": f"""SELECT m.number, 'statement' AS kind, m.id, NULL AS thread_id, m.published AS date, {OUTLET}, m.speaker AS who, NULL AS whom,
        m.manner AS what, m.stance AS standing, m.told_by AS said_by, NULL AS amount, NULL AS unit, NULL AS day, NULL AS place, m.content AS words, {WHERE}
        FROM statements m JOIN articles a ON a.number = m.article""",
}
ORDER = "ORDER BY coalesce(m.published, '9999'), a.id, m.start, m.id"


def of_thread(db: sqlite3.Connection, kind: str, thread: int, as_of: str | None) -> tuple[Mention, ...]:
    """The mentions of a thread in order, up to a day."""
    until = " AND m.published <= ?" if as_of else ""
    return _made(db, db.execute(f"{SELECTS[kind]} WHERE m.thread = ?{until} {ORDER}", (thread, as_of) if as_of else (thread,)).fetchall())


def of_article(db: sqlite3.Connection, article: int) -> tuple[Mention, ...]:
    """The items of an article: commitments, events, statements, each kind in the order of the text."""
    rows = [r for kind in SELECTS for r in db.execute(f"{SELECTS[kind]} WHERE m.article = ? ORDER BY m.start, m.id", (article,))]
    return _made(db, rows)


def statements(db: sqlite3.Connection, numbers: Sequence[int]) -> tuple[Mention, ...]:
    """Statements by their numbers."""
    return _made(db, [r for n in numbers for r in db.execute(f"{SELECTS['statement']} WHERE m.number = ?", (n,))])


def of_ids(db: sqlite3.Connection, wanted: Iterable[str]) -> tuple[Mention, ...]:
    """Mentions by their ids, in the order given; those that the ledger does not have are left out."""
    every = list(wanted)
    rows: dict[str, sqlite3.Row] = {}
    for part in parts(every):
        marks = ",".join("?" * len(part))
        for kind in SELECTS:
            rows.update((r["id"], r) for r in db.execute(f"{SELECTS[kind]} WHERE m.id IN ({marks})", part))
    return _made(db, [rows[i] for i in every if i in rows])


def as_mentions(threads: Iterable[CommitmentThread | EventThread], kind: str) -> Iterator[Mention]:
    """Threads in the form of mentions: each by its id, its latest date and its words."""
    for t in threads:
        if isinstance(t, CommitmentThread):
            yield Mention(kind, t.id, t.id, t.last_reported, None, t.promisor, t.beneficiary, t.stage, t.certainty, None, t.amount, t.unit, t.due, None,
                          " ".join(t.words.split()), "", None, 0, 0, "", 1.0, t.review)  # fmt: skip
        else:
            what = t.type + (f" {t.mode}" if t.mode else "")
            yield Mention(kind, t.id, t.id, t.last_reported, None, t.actor or None, t.recipient or None, what, t.status, None, t.amount, t.unit, t.date,
                          t.place, " ".join(t.words.split()), "", None, 0, 0, "", 1.0, t.review)  # fmt: skip


def said(made: Iterable[StatementMade]) -> Iterator[Mention]:
    """Statements in the form of mentions."""
    for s in made:
        yield Mention("statement", s.id, None, s.published, s.publisher, s.speaker, None, s.manner, s.stance, s.told_by, None, None, None, None,
                      " ".join(s.content.split()), s.article_id, s.url, s.start, s.end, s.rule, s.confidence, s.review)  # fmt: skip


def items(db: sqlite3.Connection, wanted: Iterable[str]) -> dict[str, int]:
    """The numbers of items by their ids, in the order given."""
    found: dict[str, int] = {}
    every = list(wanted)
    for part in parts(every):
        marks = ",".join("?" * len(part))
        for table in ("commitments", "events", "statements"):
            found.update(db.execute(f"SELECT id, number FROM {table} WHERE id IN ({marks})", part).fetchall())
    return {i: found[i] for i in every if i in found}


def ids(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """The ids of items by their numbers."""
    found: dict[int, str] = {}
    for part in parts(sorted(numbers)):
        marks = ",".join("?" * len(part))
        for table in ("commitments", "events", "statements"):
            found.update(db.execute(f"SELECT number, id FROM {table} WHERE number IN ({marks})", part).fetchall())
    return found


def words_in_brackets(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The sentences of items with the decisive words, and those of what is promised, in [brackets]."""
    found: dict[int, dict[str, list[tuple[int, int, str]]]] = {}
    for part in parts(numbers):
        marks = ",".join("?" * len(part))
        for row in db.execute(
            f"""SELECT item, field, start, "end", words FROM spans WHERE item IN ({marks}) AND field IN ('anchor', 'action', 'sentence')""",
            part,
        ):
            found.setdefault(row[0], {}).setdefault(row[1], []).append((row[2], row[3], row[4]))
    out = {}
    for item, fields in found.items():
        if "sentence" not in fields:
            continue
        start, _, text = fields["sentence"][0]
        marked = [(one - start, other - start) for name in ("anchor", "action") for one, other, _ in fields.get(name, ())]
        out[item] = bracketed(text, marked)
    return out


def parts(values: Sequence[int] | Sequence[str], size: int = 500) -> Iterator[list[int | str]]:
    """Values some at a time, as many as one statement takes."""
    for start in range(0, len(values), size):
        yield list(values[start : start + size])


def article_of(item: int) -> int:
    """The number of the article in which an item stands."""
    return item // ITEMS


def _made(db: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> tuple[Mention, ...]:
    words = words_in_brackets(db, [r["number"] for r in rows])
    return tuple(
        Mention(**{c: r[c] for c in Mention.columns() if c != "words"}, words=words.get(r["number"]) or " ".join(r["words"].split()))
        for r in rows
    )
