"""Review: accept, reject, correct, comment, join, split and undo. Each is appended to the log and takes effect in the same transaction.

with Store(path, create=False) as store:
    correct(store, "c-3f2a", {"stage": "signed"}, who="ana", at="2026-03-04T10:00:00Z")
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import BadReview, UnknownItem
from onrecord.ledger.corrections import correct as corrected
from onrecord.ledger.corrections import field_of, shown
from onrecord.ledger.reviews import Action, Review, append, every_review, reviewed, reviews_about
from onrecord.ledger.rows import Item, items_of
from onrecord.ledger.sameness import concerns

if TYPE_CHECKING:
    from onrecord.ledger.similarity import Kind
    from onrecord.ledger.store import Store
    from onrecord.model import Record

TABLES = {"c": "commitments", "e": "events", "s": "statements"}
THREADS = {"c": "commitment_threads", "e": "event_threads"}
SHORTEST = 3
"""Characters of an id that must be given."""


@dataclass(frozen=True, slots=True)
class Named:
    """What an id names: the ids of mentions, in order. `thread`: the id of the thread that they make, or None for a mention."""

    mentions: tuple[str, ...]
    thread: str | None = None

    @property
    def first(self) -> str:
        """The mention that stands for all: a thread's first."""
        return self.mentions[0]


def accept(store: Store, wanted: str, *, who: str, at: str, why: str | None = None) -> list[Review]:
    """Say that a mention, or each mention of a thread, is as the program read it (and as people corrected it).

    Args:
        store: the ledger.
        wanted: id of a mention or thread, or its first characters.
        who: says so.
        at: now, ISO 8601 in UTC.
        why: the reason.

    Returns:
        the rows that were appended to the log; so do the functions below.

    Raises:
        UnknownItem: the id names nothing, or several things.
        BadReview: the review cannot be made; nothing is kept of it.
    """
    return _judge(store, "accept", wanted, who=who, at=at, why=why)


def reject(store: Store, wanted: str, *, who: str, at: str, why: str | None = None) -> list[Review]:
    """Say that a mention, or each mention of a thread, is none: it leaves its thread and stays in the tables as rejected."""
    return _judge(store, "reject", wanted, who=who, at=at, why=why)


def _judge(store: Store, action: Action, wanted: str, *, who: str, at: str, why: str | None) -> list[Review]:
    with store.changing():
        named = find(store.db, store.path, wanted)
        return _written(store, [Review(0, at, _named(who), one, action, why=why) for one in named.mentions])


def comment(store: Store, wanted: str, text: str, *, who: str, at: str) -> list[Review]:
    """Say something about a mention; of a thread, about its first."""
    if not text.strip():
        raise BadReview("comment", "it says nothing", "Give its words.")
    return commented(store, wanted, text.strip(), who=who, at=at)


def commented(
    store: Store, wanted: str, text: str, *, who: str, at: str, field: str | None = None, why: str | None = None
) -> list[Review]:
    """A row of the log that changes nothing else: a comment, or with a field what `onrecord.ledger.disputes` counts."""
    with store.changing():
        named = find(store.db, store.path, wanted)
        return _written(store, [Review(0, at, _named(who), named.first, "comment", field, None, text, why)])


def correct(
    store: Store, wanted: str, changes: Mapping[str, str] | Sequence[tuple[str, str]], *, who: str, at: str, why: str | None = None
) -> list[Review]:
    """Say what fields of a mention should be.

    Args:
        store: the ledger.
        wanted: id of a mention, or of a thread that has one only.
        changes: field -> value, in the order in which they apply; see `onrecord.ledger.corrections`.
        who, at, why: as for `accept`.
    """
    with store.changing():
        named = find(store.db, store.path, wanted)
        if len(named.mentions) > 1:
            raise BadReview(
                wanted, f"a thread of {len(named.mentions)} mentions, and a correction is of one", f"Name it: {', '.join(named.mentions)}.",
            )  # fmt: skip
        item, record = _item(store, named.first)
        said = reviews_about(store.db, [named.first]).get(named.first, [])
        now = reviewed(item, record, said)
        one, own = now.item, now.record
        rows = []
        for name, value in changes.items() if isinstance(changes, Mapping) else changes:
            name, _ = field_of(one, name)
            old = shown(one, name, own)
            done = corrected(one, name, value, own)
            one, own = done.item, done.record
            rows.append(Review(0, at, _named(who), named.first, "correct", name, old, done.kept, why))
        if not rows:
            raise BadReview(wanted, "no field to correct", "Give at least one FIELD=VALUE.")
        return _written(store, rows)


def join(store: Store, one: str, other: str, *, who: str, at: str, why: str | None = None) -> list[Review]:
    """Say that two mentions, or the threads that they open, are one commitment or event; of a commitment and an event, that the event shows
    it fulfilled.
    """
    return _pair(store, "join", one, other, who=who, at=at, why=why)


def split(store: Store, one: str, other: str, *, who: str, at: str, why: str | None = None) -> list[Review]:
    """Say that two mentions, or the threads that they open, are not one commitment or event."""
    return _pair(store, "split", one, other, who=who, at=at, why=why)


def _pair(store: Store, action: Action, one: str, other: str, *, who: str, at: str, why: str | None) -> list[Review]:
    with store.changing():
        left, right = find(store.db, store.path, one), find(store.db, store.path, other)
        first, second = left.first, right.first
        if first == second:
            raise BadReview(f"{one}, {other}", "these are one and the same", "Name two.")
        if "s" in (first[0], second[0]):
            raise BadReview(f"{one}, {other}", "statements stand in no threads", "Name two commitments or two events.")
        kind: Kind = "commitment" if concerns("commitment", (first, second)) else "event"
        if first[0] != second[0]:
            _check_evidence(store, first if first.startswith("e") else second)
        clash = store.linker.sameness.clash(kind, first, second, join=action == "join")
        if clash:
            raise BadReview(
                f"{first}, {second}", f"people said of {clash[0]} and {clash[1]} that they are {'not one' if action == 'join' else 'one'}",
                f"Undo that first: onrecord review list {clash[0]}",
            )  # fmt: skip
        return _written(store, [Review(0, at, _named(who), first, action, new=second, why=why)])


def can_show_fulfilled(db: sqlite3.Connection, event: str) -> bool:
    """Whether an event, by its id, can be evidence of a commitment: linking knows its features as that of one."""
    found = db.execute("SELECT 1 FROM link_features WHERE kind = 'commitment' AND item = (SELECT number FROM events WHERE id = ?)", (event,))
    return found.fetchone() is not None


def _check_evidence(store: Store, event: str) -> None:
    if not can_show_fulfilled(store.db, event):
        raise BadReview(
            event, "this event can show no commitment fulfilled",
            "Only an actual act of aid, cooperation or retreat can, by a named actor, that is no commitment of its article already.",
        )  # fmt: skip


def undo(store: Store, what: str | None = None, *, who: str, at: str, why: str | None = None) -> list[Review]:
    """Undo reviews: they stay in the log and count no longer. Undoing an undo brings them back.

    Args:
        store: the ledger.
        what: the number of a review; or the id of a mention or thread: its last review; None: the last of all. Of a command that wrote
            several rows, such as the rejection of a thread, an id or None undoes all rows (those of the id), a number that one.
        who, at, why: as for `accept`.
    """
    with store.changing():
        rows = [_undoing(r, who=_named(who), at=at, why=why) for r in _to_undo(store, what)]
        return _written(store, rows)


def _to_undo(store: Store, what: str | None) -> list[Review]:
    every = every_review(store.db)
    if what is not None and what.isdigit():
        found = [r for r in every if r.number == int(what)]
        if not found:
            raise BadReview(what, "there is no review of that number", "See them with: onrecord review list")
        if found[0].undone:
            raise BadReview(what, "it was undone already", "To bring it back, undo that: onrecord review list tells its number.")
        return found
    mine = set(find(store.db, store.path, what).mentions) if what is not None else None
    live = [r for r in every if not r.undone and r.action != "undo" and (mine is None or r.item_id in mine or _other(r) in mine)]
    if not live:
        raise BadReview(what or "undo", "there is nothing to undo", "See all reviews with: onrecord review list")
    return [r for r in live if r.command == live[-1].command]


def _other(review: Review) -> str | None:
    return review.new if review.action in ("join", "split") else None


def _undoing(review: Review, *, who: str, at: str, why: str | None) -> Review:
    return Review(0, at, who, review.item_id, "undo", review.field, review.new, review.old, why, review.number)


def _written(store: Store, rows: Sequence[Review]) -> list[Review]:
    """Append reviews of one command to the log and bring all that they touch up to date."""
    done: list[Review] = []
    for row in rows:
        done.append(append(store.db, replace(row, part_of=done[0].number if done else None)))
    store.linker.sameness.forget()
    _check(store, {r.item_id for r in done if r.action == "undo"})
    by_article: dict[int, set[str]] = {}
    for one in _touched(store, done):
        number = _number(store.db, one)
        if number is not None:  # a later reading may have lost it
            by_article.setdefault(number[1], set()).add(one)
    for article, ids in sorted(by_article.items()):
        store.revise(article, ids)
    _redraw_pairs(store, done)
    return done


def _touched(store: Store, done: Iterable[Review]) -> set[str]:
    """The ids whose rows a review may change: all but those of comments, joins and splits, and of what undoes these."""
    every = {r.number: r for r in every_review(store.db)}
    out = set()
    for row in done:
        root = row
        while root.undoes is not None:
            root = every[root.undoes]
        if root.action in ("accept", "reject", "correct"):
            out.add(root.item_id)
    return out


def _redraw_pairs(store: Store, done: Iterable[Review]) -> None:
    """Draw the threads anew whose mentions were joined or split, or are no longer."""
    every = {r.number: r for r in every_review(store.db)}
    for row in done:
        root = row
        while root.undoes is not None:
            root = every[root.undoes]
        other = _other(root)
        if other is None:
            continue
        kind: Kind = "commitment" if concerns("commitment", (root.item_id, other)) else "event"
        numbers = [n for one in (root.item_id, other) if (n := _number(store.db, one)) is not None]
        store.linker.rule(kind, [n[0] for n in numbers])
        store.linker.draw(kind)


def _check(store: Store, ids: Iterable[str]) -> None:
    """Refuse an undo after which another correction of the item makes no sense: a mode of the type that was undone."""
    for one in sorted(ids):
        if _number(store.db, one) is None:
            continue
        item, record = _item(store, one)
        try:
            reviewed(item, record, reviews_about(store.db, [one]).get(one, []), strict=True)
        except BadReview as error:
            problem = f"without it a later correction does not hold ({error.path}: {error.problem})"
            raise BadReview(one, problem, "Undo that first.") from error


def reviews(db: sqlite3.Connection, path: Path, wanted: str | None = None) -> list[Review]:
    """The log in order; of a mention or thread alone where an id is given.

    Raises:
        UnknownItem: the id names nothing, or several things.
    """
    every = every_review(db)
    if wanted is None:
        return every
    mine = {*find(db, path, wanted).mentions}
    found: dict[int, Review] = {}
    for row in every:
        if row.item_id in mine or _other(row) in mine or row.undoes in found:
            found[row.number] = row
    return list(found.values())


def find(db: sqlite3.Connection, path: Path, wanted: str) -> Named:
    """What an id, or its first characters, names.

    Args:
        db: the ledger.
        path: its file, for messages.
        wanted: id of a mention ("c-...", "e-...", "s-...") or of a thread: "t" and the id of any of its mentions.

    Raises:
        UnknownItem: there is none, or there are several.
    """
    plain = wanted.strip()
    thread = plain[:1] == "t" and plain[1:2] in TABLES
    mention = plain[1:] if thread else plain
    if mention[:1] not in TABLES or mention[1:2] not in ("-", "") or len(mention) < SHORTEST:
        hint = "An article is not reviewed: name a mention in it." if plain.startswith("a-") else "Give an id as the ledger shows it."
        raise UnknownItem(str(path), f"{wanted!r} is the id of no commitment, event, statement or thread", hint)
    if thread and mention[0] in THREADS:
        ids = _ids_from(db, THREADS[mention[0]], plain)
        mention = ids[0][1:] if len(ids) == 1 or plain in ids else mention
    found = _ids_from(db, TABLES[mention[0]], mention)
    if mention in found:
        found = [mention]
    if not found:
        raise UnknownItem(str(path), f"there is no {TABLES[mention[0]].removesuffix('s')} {wanted!r}", "List them to see their ids.")
    if len(found) > 1:
        raise UnknownItem(str(path), f"several ids begin with {wanted!r}: {', '.join(found[:5])}", "Give more of it.")
    return _thread_of(db, found[0]) if thread else Named((found[0],))


def _ids_from(db: sqlite3.Connection, table: str, prefix: str) -> list[str]:
    rows = db.execute(f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 6", (prefix, prefix + "\U0010ffff"))
    return [r[0] for r in rows]


def _thread_of(db: sqlite3.Connection, mention: str) -> Named:
    """The thread of a mention with all its mentions, first the one that gives it its id; for one in no thread, the mention itself."""
    table, threads = TABLES[mention[0]], THREADS.get(mention[0])
    if threads is None:
        return Named((mention,))
    row = db.execute(f"SELECT t.number, t.id FROM {threads} t JOIN {table} m ON m.thread = t.number WHERE m.id = ?", (mention,)).fetchone()
    if row is None:
        return Named((mention,))
    ids = [
        r[0] for r in db.execute(
            f"""SELECT m.id FROM {table} m JOIN articles a ON a.number = m.article WHERE m.thread = ?
            ORDER BY coalesce(m.published, '9999'), a.id, m.start, m.id""", (row[0],),
        )
    ]  # fmt: skip
    ids.sort(key=lambda i: f"t{i}" != row[1])
    return Named(tuple(ids), row[1])


def _number(db: sqlite3.Connection, one: str) -> tuple[int, int] | None:
    """The numbers of an item and of its article; None where the ledger has it no longer."""
    row = db.execute(f"SELECT number, article FROM {TABLES[one[0]]} WHERE id = ?", (one,)).fetchone()
    return None if row is None else (row[0], row[1])


def _item(store: Store, one: str) -> tuple[Item, Record]:
    """An item as the program read it, and the record that it stands in."""
    numbers = _number(store.db, one)
    assert numbers is not None
    record = store.record(numbers[1])
    return next(item for _, item in items_of(record) if item.id == one), record


def _named(who: str) -> str:
    if not who.strip():
        raise BadReview("who", "a review needs a name", "Give it with --who, or set ONRECORD_WHO.")
    return who.strip()
