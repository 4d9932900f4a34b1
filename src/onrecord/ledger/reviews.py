"""What people have said of the program's reading: the log of reviews, and how an item stands after them.

The log is only ever added to. An undo is a row that names the row it undoes; undoing an undo brings that row back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.errors import BadReview
from onrecord.ledger.corrections import correct, field_of
from onrecord.ledger.rows import Item, storable
from onrecord.model import Commitment, Event, Record, Statement

Action = Literal["accept", "reject", "correct", "comment", "join", "split", "undo"]
State = Literal["unreviewed", "accepted", "corrected", "rejected"]
STATES: dict[str, State] = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
"""What the last of these reviews makes of an item."""


@dataclass(frozen=True, slots=True)
class Review:
    """One row of the log.

    Args:
        number: in the order of the log.
        at: when it was made, ISO 8601 in UTC.
        who: made it.
        item_id: id of the mention that it is about.
        action: what was done.
        field: the corrected field.
        old, new: its values before and after; for a join or split, `new` is the id of the other mention; for a comment, its words.
        why: the reason given.
        undoes: number of the review that an undo undoes.
        part_of: number of the first row of the same command, where it made several.
        undone: whether it was undone since.
    """

    number: int
    at: str
    who: str
    item_id: str
    action: Action
    field: str | None = None
    old: str | None = None
    new: str | None = None
    why: str | None = None
    undoes: int | None = None
    part_of: int | None = None
    undone: bool = False

    @property
    def command(self) -> int:
        """What the rows of one command have in common: the number of its first."""
        return self.part_of or self.number


COLUMNS = "number, at, who, item_id, action, field, old, new, why, undoes, part_of"


def every_review(db: sqlite3.Connection) -> list[Review]:
    """All reviews in order."""
    return settled(Review(*row) for row in db.execute(f"SELECT {COLUMNS} FROM reviews ORDER BY number"))


def reviews_about(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, list[Review]]:
    """The reviews of mentions by their ids, each mention's in order; those in which it is the other one of a pair are left out."""
    found: dict[str, list[Review]] = {}
    if db.execute("SELECT 1 FROM reviews LIMIT 1").fetchone() is None:
        return found
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ",".join("?" * len(part))
        for row in db.execute(f"SELECT {COLUMNS} FROM reviews WHERE item_id IN ({marks}) ORDER BY number", part):
            found.setdefault(row[3], []).append(Review(*row))
    return {item: settled(rows) for item, rows in found.items()}


def settled(reviews: Iterable[Review]) -> list[Review]:
    """Reviews in order, each told whether it was undone. An undo stands beside what it undoes: both are about one item."""
    rows = list(reviews)
    undone: set[int] = set()
    for row in reversed(rows):
        if row.action == "undo" and row.number not in undone and row.undoes is not None:
            undone.add(row.undoes)
    return [replace(row, undone=True) if row.number in undone else row for row in rows]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An item as it stands after its reviews.

    Args:
        item: with the corrections.
        state: what people made of it.
        record: the record in which it stands, with the parties that people named.
        roles, fields: the roles in `item_parties` and the fields in `spans` whose values are a person's.
    """

    item: Item
    state: State
    record: Record
    roles: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()

    @property
    def live(self) -> bool:
        """Whether it counts: it was not rejected."""
        return self.state != "rejected"


def reviewed(item: Item, record: Record, reviews: Sequence[Review], *, strict: bool = False) -> Reviewed:
    """An item after its reviews.

    Args:
        item: as the program read it.
        record: of its article, as it was read.
        reviews: of the item, in order; those that were undone count for nothing.
        strict: refuse a correction that cannot be applied; else it is passed over, as after an upgrade that gave up a type or stage.

    Raises:
        BadReview: strict, and a correction cannot be applied.
    """
    state: State = "unreviewed"
    own = record
    roles, fields = set(), set()
    for review in reviews:
        if review.undone:
            continue
        state = STATES.get(review.action, state)
        if review.action == "correct" and review.field is not None:
            try:
                _, field = field_of(item, review.field)
                done = correct(item, review.field, review.new or "", own)
            except BadReview:
                if strict:
                    raise
                continue
            item, own = done.item, done.record
            roles.add(field.role)
            fields.add(field.spans)
    return Reviewed(item, state, own, frozenset(roles - {""}), frozenset(fields - {""}))


def standing(db: sqlite3.Connection, record: Record) -> list[Reviewed]:
    """All items of a record as they stand after their reviews, in the record's order."""
    items: list[Item] = [*record.commitments, *record.events, *record.statements]
    said = reviews_about(db, (i.id for i in items))
    return [reviewed(i, record, said.get(i.id, ())) for i in items]


def corrected_record(db: sqlite3.Connection, record: Record) -> Record:
    """A record as it stands after its reviews: corrections applied, rejected items left out."""
    found = [x for x in standing(db, record) if x.live]
    items = [x.item for x in found]
    names = {p.name for p in record.parties}
    named = {p.name: p for x in found for p in x.record.parties if p.name not in names}
    return replace(
        record, commitments=tuple(i for i in items if isinstance(i, Commitment)), events=tuple(i for i in items if isinstance(i, Event)),
        statements=tuple(i for i in items if isinstance(i, Statement)), parties=(*record.parties, *named.values()),
    )  # fmt: skip


def append(db: sqlite3.Connection, review: Review) -> Review:
    """Write a review at the end of the log, within a transaction of the caller. Returns it with its number."""
    number = db.execute(
        f"INSERT INTO reviews ({COLUMNS.removeprefix('number, ')}) VALUES (?,?,?,?,?,?,?,?,?,?)",
        (
            review.at, storable(review.who), review.item_id, review.action, review.field, storable(review.old), storable(review.new),
            storable(review.why), review.undoes, review.part_of,
        ),
    ).lastrowid  # fmt: skip
    assert number is not None
    return replace(review, number=number)
