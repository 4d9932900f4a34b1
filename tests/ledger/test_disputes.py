"""Votes, and where people do not agree."""

from __future__ import annotations

from typing import Any

import pytest
from loan_story import loan_story

from onrecord.errors import BadQuestion, BadReview
from onrecord.ledger import disputes, review
from onrecord.ledger.disputes import Tally, disputed, tallies, vote
from onrecord.ledger.store import Store

PLEDGE, AGREED = loan_story()[0].commitments[0].id, loan_story()[1].events[0].id


def by(who: str, hour: int = 10) -> dict[str, Any]:
    return {"who": who, "at": f"2026-03-04T{hour:02d}:00:00Z"}


def ids(store: Store, **given: Any) -> list[str]:
    return [d.id for d in disputed(store.db, store.path, **given)[0]]


def _row(store: Store) -> tuple[Any, ...]:
    return tuple(store.db.execute("SELECT * FROM commitments WHERE id = ?", (PLEDGE,)).fetchone())


def test_a_vote_is_counted_and_changes_nothing_else(store: Store) -> None:
    before = _row(store)
    (made,) = vote(store, PLEDGE, "wrong", **by("ben"), why="another bank")
    assert (made.action, made.field, made.new, made.why) == ("comment", "vote", "wrong", "another bank")
    assert _row(store) == before
    assert tallies(review.reviews(store.db, store.path)) == {PLEDGE: Tally(wrong=("ben",))}
    with pytest.raises(BadReview, match="no side"):
        vote(store, PLEDGE, "maybe", **by("ben"))


def test_people_who_differ_dispute_it_until_they_agree(store: Store) -> None:
    review.accept(store, PLEDGE, **by("ana"))
    assert ids(store) == []
    vote(store, PLEDGE, "wrong", **by("ben", 11))
    assert ids(store) == [PLEDGE]
    (row,) = disputed(store.db, store.path)[0]
    assert (row.right, row.wrong, row.sides, row.opened[11:13], row.last[11:13], row.last_by) == (1, 1, "right: ana; wrong: ben", "10", "11", "ben")
    vote(store, PLEDGE, "right", **by("ben", 12))  # the last word of a person counts
    assert ids(store) == []
    review.undo(store, **by("ben", 13))
    assert ids(store) == [PLEDGE]
    review.undo(store, "2", **by("ben", 14))
    assert ids(store) == []


def test_a_correction_of_what_another_accepted_is_a_dispute(store: Store) -> None:
    review.accept(store, PLEDGE, **by("ana"))
    review.correct(store, PLEDGE, {"due": "2027"}, **by("ben"))
    (row,) = disputed(store.db, store.path)[0]
    assert row.sides == "right: ana, ben; overruled: ana"
    review.accept(store, PLEDGE, **by("ana"))  # she has seen it
    assert ids(store) == []
    review.correct(store, PLEDGE, {"stage": "agreed"}, **by("ben"))
    review.correct(store, PLEDGE, {"due": "2028"}, **by("ben"))
    assert ids(store) == [PLEDGE]


def test_one_person_alone_and_comments_are_no_dispute(store: Store) -> None:
    review.accept(store, PLEDGE, **by("ana"))
    review.reject(store, PLEDGE, **by("ana"))
    review.comment(store, AGREED, "Which bank?", **by("ben"))
    assert ids(store) == []
    assert ids(store, discussed=True) == [AGREED]


def test_oldest_newest_and_most_voted(store: Store) -> None:
    for one, people in ((PLEDGE, "abc"), (AGREED, "ab")):
        for who, side in zip(people, ("right", "wrong", "wrong"), strict=False):
            vote(store, one, side, **by(who))
    assert ids(store, sort="newest") == [AGREED, PLEDGE]
    assert ids(store, sort="oldest") == [PLEDGE, AGREED]
    assert ids(store, sort="votes") == [PLEDGE, AGREED]
    rows, more = disputed(store.db, store.path, limit=1)
    assert (len(rows), more) == (1, 1)
    with pytest.raises(BadQuestion, match="no order"):
        ids(store, sort="best")


def test_a_rejected_mention_stays_in_the_list(store: Store) -> None:
    review.reject(store, PLEDGE, **by("ana"))
    vote(store, PLEDGE, "right", **by("ben"))
    (row,) = disputed(store.db, store.path)[0]
    assert (row.review, row.thread_id, row.kind) == ("rejected", None, "commitment")
    assert disputes.in_words(tallies(review.reviews(store.db, store.path))[PLEDGE]) == "right: ben; wrong: ana"
