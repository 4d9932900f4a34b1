"""Where people do not agree: votes, and the mentions that one person takes for right and another for wrong.

A vote is a row of the log of reviews: a comment whose field is "vote" and whose new value is "right" or "wrong". It changes nothing but the
count, needs no table of its own, and is undone as any review is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from onrecord.errors import BadQuestion, BadReview
from onrecord.ledger.answers import Answer, ReviewMade
from onrecord.ledger.mention_rows import of_ids
from onrecord.ledger.review import commented
from onrecord.ledger.reviews import Review, every_review

if TYPE_CHECKING:
    from onrecord.ledger.store import Store

Side = Literal["right", "wrong"]
Order = Literal["newest", "oldest", "votes"]
VOTE = "vote"
SIDES: dict[str, Side] = {"accept": "right", "correct": "right", "reject": "wrong"}
"""On which side a review puts the person who makes it: who corrects takes the mention for right as it now stands."""
Said = Review | ReviewMade
"""A review, as the log or an answer has it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What people take one mention for.

    Args:
        right, wrong: who is on which side, in the order in which they said so last; one person is on one side.
        comments: how many there are. overruled: who accepted or corrected it before somebody else corrected the same.
    """

    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    comments: int = 0
    overruled: tuple[str, ...] = ()

    @property
    def votes(self) -> int:
        """How many people took a side."""
        return len(self.right) + len(self.wrong)

    @property
    def disputed(self) -> bool:
        """Whether people do not agree."""
        return bool(self.overruled) or bool(self.right and self.wrong)


@dataclass(frozen=True, slots=True)
class Disputed(Answer):
    """A mention on which people do not agree, or which they discuss.

    Args:
        id: of the mention. thread_id: of the commitment or event in which it counts; None for a statement, and for one that was rejected.
        review: how it stands. right, wrong: how many take it for what. comments: how many there are.
        sides: who, in words. opened, last: when the first and the last of the reviews were made that still count; last_by: who made that.
        who, whom, what, words: of the mention.
    """

    id: str
    kind: str
    thread_id: str | None
    article_id: str
    review: str
    right: int
    wrong: int
    comments: int
    sides: str
    opened: str
    last: str
    last_by: str
    who: str | None
    whom: str | None
    what: str | None
    words: str


def vote(store: Store, wanted: str, side: str, *, who: str, at: str, why: str | None = None) -> list[Review]:
    """Vote on a mention; of a thread, on its first. A person's last vote, acceptance, rejection or correction is the one that counts.

    Args:
        store: the ledger.
        wanted: id of a mention or thread, or its first characters.
        side: "right" or "wrong".
        who, at, why: as for `onrecord.ledger.review.accept`.

    Raises:
        UnknownItem: the id names nothing, or several things.
        BadReview: there is no such side.
    """
    if side not in get_args(Side):
        raise BadReview(side, "no side to vote for", f"There are: {', '.join(get_args(Side))}.")
    return commented(store, wanted, side, who=who, at=at, field=VOTE, why=why)


def tallies(reviews: Iterable[Said]) -> dict[str, Tally]:
    """What people take each mention for, by its id, from the reviews in order; those that were undone count for nothing."""
    by_item: dict[str, list[Said]] = {}
    for review in reviews:
        if not review.undone and review.action != "undo":
            by_item.setdefault(review.item_id, []).append(review)
    return {item: _tally(rows) for item, rows in by_item.items()}


def _tally(rows: Sequence[Said]) -> Tally:
    sides: dict[str, Side] = {}
    stood: dict[str, set[str | None]] = {}  # person -> the fields that they corrected; None: all, by an acceptance
    overruled: dict[str, None] = {}
    comments = 0
    for row in rows:
        side: str | None = row.new if _is_vote(row) else SIDES.get(row.action)
        if row.action == "comment" and not _is_vote(row):
            comments += 1
        if side not in ("right", "wrong"):
            continue
        if row.action == "correct":
            overruled.update(dict.fromkeys(w for w, fields in stood.items() if w != row.who and fields & {None, row.field}))
        if row.action in ("accept", "correct"):
            stood.setdefault(row.who, set()).add(row.field if row.action == "correct" else None)
        overruled.pop(row.who, None)  # who speaks again has seen it
        sides.pop(row.who, None)
        sides[row.who] = "right" if side == "right" else "wrong"
    return Tally(
        tuple(w for w, s in sides.items() if s == "right"), tuple(w for w, s in sides.items() if s == "wrong"), comments,
        tuple(w for w in overruled if sides.get(w) == "right"),
    )  # fmt: skip


def _is_vote(row: Said) -> bool:
    return row.action == "comment" and row.field == VOTE


def disputed(
    db: sqlite3.Connection, path: Path, *, sort: str = "newest", discussed: bool = False, limit: int | None = 100
) -> tuple[list[Disputed], int]:
    """The mentions on which people do not agree.

    Args:
        db: the ledger. path: its file, for messages.
        sort: "newest" or "oldest" by the last and the first review that counts, or "votes": those on which most people took a side.
        discussed: also those that people comment on or vote about without a dispute.
        limit: how many at most; None for all.

    Returns:
        the mentions, and how many more there are.

    Raises:
        BadQuestion: there is no such order.
    """
    if sort not in get_args(Order):
        raise BadQuestion(f"there is no order {sort!r}", f"There are: {', '.join(get_args(Order))}.")
    rows = [r for r in every_review(db) if not r.undone and r.action in (*SIDES, "comment")]
    counted = tallies(rows)
    by_item: dict[str, list[Review]] = {}
    for row in rows:
        by_item.setdefault(row.item_id, []).append(row)
    wanted = [i for i, t in counted.items() if t.disputed or (discussed and any(r.action == "comment" for r in by_item[i]))]
    keys = {
        "newest": lambda i: (-by_item[i][-1].number,), "oldest": lambda i: (by_item[i][0].number,),
        "votes": lambda i: (-counted[i].votes, -by_item[i][-1].number),
    }  # fmt: skip
    wanted.sort(key=keys[sort])
    mentions = {m.id: m for m in of_ids(db, wanted)}
    wanted = [i for i in wanted if i in mentions]  # a later reading may have lost one
    found = []
    for one in wanted[:limit]:
        mention, tally, last = mentions[one], counted[one], by_item[one][-1]
        found.append(Disputed(
            one, mention.kind, mention.thread_id, mention.article_id, mention.review, len(tally.right), len(tally.wrong), tally.comments,
            in_words(tally), by_item[one][0].at, last.at, last.who, mention.who, mention.whom, mention.what, mention.words,
        ))  # fmt: skip
    return found, max(0, len(wanted) - len(found))


def in_words(tally: Tally) -> str:
    """ "right: ana; wrong: ben, eve; overruled: ana"."""
    named: Mapping[str, tuple[str, ...]] = {"right": tally.right, "wrong": tally.wrong, "overruled": tally.overruled}
    return "; ".join(f"{side}: {', '.join(people)}" for side, people in named.items() if people)
