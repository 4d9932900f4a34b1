"""All that a ledger holds on one id: a thread with its history, an article with its items, a party with its words and deeds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.errors import UnknownItem
from onrecord.ledger import item_lists, mention_rows, thread_lists
from onrecord.ledger.answers import Copy, Difference, LinkWhy, Mention, ReviewMade, Step, Story
from onrecord.ledger.evidence import context_of, evidence_of
from onrecord.ledger.filters import Filters, last_day
from onrecord.ledger.finding import Named, find
from onrecord.ledger.mention_rows import parts, words_in_brackets
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.query import reading
from onrecord.ledger.reviews import corrected_record, reviews_about
from onrecord.ledger.rows import unpacked
from onrecord.model import Record

MOST = 20
"""Threads and statements of each kind that are shown of a party."""


def story(db: sqlite3.Connection, path: Path, wanted: str, *, as_of: str | None = None, evidence: bool = False) -> Story:
    """All that a ledger holds on one id.

    Args:
        db: the ledger.
        path: its file.
        wanted: an id, or the beginning of one.
        as_of: a day: what was reported later is left out.
        evidence: whether the words behind every field are wanted.

    Raises:
        UnknownItem: there is nothing of that id, or nothing yet on that day; or several begin so.
        BadQuestion: `as_of` is no date.
    """
    day = last_day(as_of) if as_of else None
    named = find(db, str(path), wanted)
    made = _thread(db, path, named, day) if named.kind in ("commitment", "event") else _other(db, path, named, day)
    if not evidence or named.kind == "party":
        return made
    items = mention_rows.items(db, [m.id for m in made.mentions])
    return replace(made, evidence=evidence_of(db, items), context=context_of(db, items))


def record_as_reviewed(db: sqlite3.Connection, path: Path, wanted: str) -> Record:
    """The record of an article as it stands after its reviews.

    Args:
        db: the ledger.
        path: its file, for the message.
        wanted: the id of an article, or the beginning of one.

    Raises:
        UnknownItem: there is no article of that id, or several.
    """
    named = find(db, str(path), wanted)
    if named.kind != "article":
        raise UnknownItem(str(path), f"{wanted!r} is the id of no article", "List them: onrecord articles.")
    (packed,) = db.execute("SELECT record FROM texts WHERE article = ?", (named.number,)).fetchone()
    return corrected_record(db, unpacked(packed))


def history_of_commitment(path: Path, thread: str, as_of: str | None) -> tuple[Step, ...]:
    """The steps of a commitment of that id."""
    db = open_ledger(path, write=False)
    try:
        with reading(db, path):
            return steps(db, find(db, str(path), thread).number, as_of)
    finally:
        db.close()


def history_of_event(path: Path, thread: str, as_of: str | None) -> tuple[Mention, ...]:
    """The mentions of an event of that id."""
    db = open_ledger(path, write=False)
    try:
        with reading(db, path):
            return mention_rows.of_thread(db, "event", find(db, str(path), thread).number, as_of)
    finally:
        db.close()


def steps(db: sqlite3.Connection, thread: int, as_of: str | None) -> tuple[Step, ...]:
    """The history of a commitment, up to a day."""
    until = " AND s.date <= ?" if as_of else ""
    rows = db.execute(
        f"""SELECT s.*, coalesce(c.id, e.id) AS mention_id, coalesce(c.review, e.review) AS review, a.id AS article_id, a.url
        FROM steps s LEFT JOIN commitments c ON c.number = s.item LEFT JOIN events e ON e.number = s.item
        JOIN articles a ON a.number = coalesce(c.article, e.article) WHERE s.thread = ?{until} ORDER BY s.n""",
        (thread, as_of) if as_of else (thread,),
    ).fetchall()
    words = words_in_brackets(db, [r["item"] for r in rows])
    denied = _denied(db, thread, rows)
    return tuple(
        Step(**{c: r[c] for c in Step.columns() if c not in ("words", "denies")}, words=words.get(r["item"]) or " ".join(r["words"].split()),
             denies=denied.get(r["n"]))
        for r in rows
    )  # fmt: skip


def _denied(db: sqlite3.Connection, thread: int, rows: Sequence[sqlite3.Row]) -> dict[int, int]:
    """Which report each denial denies: the one that it contradicts, else the one before it."""
    place = {r["item"]: r["n"] for r in rows}
    told = {
        place[r["other_item"]]: place[r["item"]]
        for r in db.execute(
            "SELECT * FROM contradictions WHERE kind = 'commitment' AND thread = ? AND field = 'stage' ORDER BY n DESC", (thread,)
        )
        if r["other_item"] in place and r["item"] in place and r["other_value"] == "denied"
    }
    out: dict[int, int] = {}
    before: int | None = None
    for row in rows:
        if row["told_stage"] == "denied":
            found = told.get(row["n"], before)
            if found is not None:
                out[row["n"]] = found
        else:
            before = row["n"]
    return out


def _thread(db: sqlite3.Connection, path: Path, named: Named, day: str | None) -> Story:
    make = thread_lists.commitment if named.kind == "commitment" else thread_lists.event
    head = make(db, path, named.number, day)
    if head is None:
        raise UnknownItem(str(path), f"{named.id} was not on record yet on {day}", "Ask for a later day.")
    mentions = mention_rows.of_thread(db, named.kind, named.number, day)
    told = steps(db, named.number, day) if named.kind == "commitment" else ()
    items = mention_rows.items(db, dict.fromkeys([*(m.id for m in mentions), *(s.mention_id for s in told)]))
    return Story(
        named.kind, head, steps=told, mentions=mentions, differences=_differences(db, named, day),
        links=_links(db, named.kind, list(items.values())), reviews=_reviews(db, [named.id, *items]), as_of=day,
    )  # fmt: skip


def _other(db: sqlite3.Connection, path: Path, named: Named, day: str | None) -> Story:
    if named.kind == "party":
        return _party(db, path, named, day)
    if named.kind == "statement":
        (head,) = item_lists.statements_by(db, named.number)
        mentions = mention_rows.statements(db, [named.number])
        return Story("statement", head, mentions=mentions, reviews=_reviews(db, [named.id]), as_of=day)
    (article,) = item_lists.articles_by(db, named.number)
    mentions = mention_rows.of_article(db, named.number)
    return Story(
        "article", article, mentions=mentions, copies=_copies(db, named.number), reviews=_reviews(db, [m.id for m in mentions]), as_of=day
    )


def _party(db: sqlite3.Connection, path: Path, named: Named, day: str | None) -> Story:
    """What a party, in all its spellings, said, did and promised: the latest of each."""
    who = Filters(party=named.id, limit=MOST, as_of=day)
    (head,), _ = item_lists.parties(db, Filters(party=named.id))
    threads = [
        *mention_rows.as_mentions(thread_lists.commitments(db, path, who)[0], "commitment"),
        *mention_rows.as_mentions(thread_lists.events(db, path, who)[0], "event"),
    ]
    said = item_lists.statements(db, replace(who, party=None, origin=named.id))[0]
    return Story("party", head, mentions=(*threads, *mention_rows.said(said)), as_of=day)


def _differences(db: sqlite3.Connection, named: Named, day: str | None) -> tuple[Difference, ...]:
    table = f"{named.kind}s"
    until = " AND x.date <= ?" if day else ""
    rows = db.execute(
        f"""SELECT x.field, x.value, m.id AS mention_id, coalesce(a.publisher, a.url, a.source) AS publisher, m.published, x.other_value,
        o.id AS other_mention_id, coalesce(b.publisher, b.url, b.source) AS other_publisher, o.published AS other_published
        FROM contradictions x JOIN {table} m ON m.number = x.item JOIN articles a ON a.number = m.article
        JOIN {table} o ON o.number = x.other_item JOIN articles b ON b.number = o.article
        WHERE x.kind = ? AND x.thread = ?{until} ORDER BY x.n""",
        (named.kind, named.number, *([day] if day else [])),
    )
    return tuple(Difference(**dict(r)) for r in rows)


def _links(db: sqlite3.Connection, kind: str, numbers: Sequence[int]) -> tuple[LinkWhy, ...]:
    """The best link of each mention to an earlier one of the thread; of the first, none."""
    ids = mention_rows.ids(db, numbers)
    best: dict[int, LinkWhy] = {}
    for part in parts(numbers):
        marks = ",".join("?" * len(part))
        for row in db.execute(f"SELECT item, other, score, why FROM links WHERE kind = ? AND other IN ({marks})", (kind, *part)):
            if row["item"] in ids:
                link = LinkWhy(ids[row["other"]], ids[row["item"]], row["score"], row["why"])
                best[row["other"]] = min(best.get(row["other"], link), link, key=lambda x: (-x.score, x.other_id))
    return tuple(best[n] for n in numbers if n in best)


def _reviews(db: sqlite3.Connection, about: Iterable[str]) -> tuple[ReviewMade, ...]:
    """What people said of mentions, in order; what was said of another mention and one of these, as of two, is said of both."""
    ids = list(about)
    found: list[Any] = [r for rows in reviews_about(db, ids).values() for r in rows]
    pairs = {r[0] for part in parts(ids) for r in db.execute(
        f"SELECT DISTINCT item_id FROM reviews WHERE action IN ('join', 'split') AND new IN ({','.join('?' * len(part))})", part)}  # fmt: skip
    for rows in reviews_about(db, sorted(pairs - set(ids))).values():
        mine = {r.number for r in rows if r.action in ("join", "split") and r.new in ids}
        found += [r for r in rows if r.number in mine or r.undoes in mine]
    return tuple(ReviewMade(**{c: getattr(r, c) for c in ReviewMade.columns()}) for r in sorted(found, key=lambda r: r.number))


def _copies(db: sqlite3.Connection, article: int) -> tuple[Copy, ...]:
    rows = db.execute(
        """SELECT a.id, a.publisher, a.published, a.title, x.similarity, x.why FROM
        (SELECT other AS number, similarity, why FROM copies WHERE article = ?1 UNION SELECT article, similarity, why FROM copies WHERE other = ?1) x
        JOIN articles a ON a.number = x.number ORDER BY a.published, a.id""",
        (article,),
    )
    return tuple(Copy(**dict(r)) for r in rows)
