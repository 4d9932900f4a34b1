"""What a thread might be joined with: others of the same parties, and what holds some words. People choose; nothing here decides."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from onrecord.errors import BadQuestion, UnknownItem
from onrecord.ledger import thread_lists
from onrecord.ledger.answers import CommitmentThread, EventThread
from onrecord.ledger.filters import Filters
from onrecord.ledger.review import can_show_fulfilled
from onrecord.ledger.searching import search
from onrecord.ledger.stories import story

OF_EACH = 8
"""Threads that are proposed for one reason."""
KNOWN = 60
"""Events of the same parties that are looked through for those that may show a commitment fulfilled."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A thread that may be joined with another.

    Args:
        kind: commitment or event. id: of the thread.
        who, whom: its parties. what: its stage, or its type and mode. words: what is promised, or the latest report's sentence.
        first_reported, last_reported: dates of reports.
        why: what it has in common with the other: "promisor: Norway, beneficiary: Moldova" (or one of that country), "the words “loan”".
    """

    kind: Literal["commitment", "event"]
    id: str
    who: str
    whom: str
    what: str
    words: str
    first_reported: str | None
    last_reported: str | None
    why: str


def partners(db: sqlite3.Connection, path: Path, wanted: str, words: str = "") -> tuple[Partner, ...]:
    """The threads that a commitment or event might be joined with, those that have most in common first.

    Of a commitment: commitments, and events that may show it fulfilled; of an event: events, and the commitments that it may show
    fulfilled.

    Args:
        db: the ledger. path: its file.
        wanted: id of a thread or of one of its mentions, or the beginning of one.
        words: what they should hold, as for searching; where empty they are those of the same parties.

    Raises:
        UnknownItem: the id names no thread, or several.
        BadQuestion: the words cannot be looked for.
    """
    told = story(db, path, wanted)
    if not isinstance(told.head, CommitmentThread | EventThread):
        raise UnknownItem(str(path), f"{wanted!r} is a {told.kind}, and only commitments and events are joined", "Name one of these.")
    own = {told.head.id, *(f"t{m.id}" for m in told.mentions), *(f"t{s.mention_id}" for s in told.steps)}
    found = _holding(db, path, words) if words.strip() else _of_the_same(db, path, told.head)
    out: dict[str, Partner] = {}
    for one in found:
        if one.id not in own and one.id not in out and _fits(db, told.head.id, one):
            out[one.id] = one
    return tuple(out.values())


def _fits(db: sqlite3.Connection, id: str, one: Partner) -> bool:
    """Whether the two can be one; of a commitment and an event, whether this can show it fulfilled."""
    events = [i[1:] for i in (id, one.id) if i.startswith("te-")]
    return len(events) != 1 or can_show_fulfilled(db, events[0])


def _holding(db: sqlite3.Connection, path: Path, words: str) -> Iterator[Partner]:
    for hit in search(db, words, limit=OF_EACH * 2):
        if hit.kind in ("commitment", "event"):
            head = story(db, path, hit.id).head
            if isinstance(head, CommitmentThread | EventThread):
                yield _partner(head, f"the words “{words.strip()}”")


def _of_the_same(db: sqlite3.Connection, path: Path, head: CommitmentThread | EventThread) -> Iterator[Partner]:
    """Threads of the same parties: first of both, then of the one who promises or acts, then of the other."""
    promise = isinstance(head, CommitmentThread)
    sides = (head.promisor, head.beneficiary) if isinstance(head, CommitmentThread) else (head.actor, head.recipient)
    who, whom = (_first(side) for side in sides)
    named = ("promisor", "beneficiary") if promise else ("actor", "recipient")
    ways: list[tuple[str, dict[str, str]]] = []
    if who and whom:
        ways.append((f"{named[0]}: {who}, {named[1]}: {whom}", {"origin": who, "target": whom}))
    ways += [(f"{name}: {party}", {side: party}) for name, side, party in zip(named, ("origin", "target"), (who, whom), strict=True) if party]
    for why, by in ways:
        yield from (_partner(one, why) for one in _listed(db, path, "commitments" if promise else "events", by, OF_EACH))
    for why, by in ways[:1] if promise else [w for w in ways if "origin" in w[1]][:1]:
        shown = "may show it fulfilled; " if promise else "may be shown fulfilled by it; "
        others = _listed(db, path, "events" if promise else "commitments", by, KNOWN)
        able = [one for one in others if not promise or can_show_fulfilled(db, one.id[1:])]
        yield from (_partner(one, shown + why) for one in able[:OF_EACH])


def _first(side: str | None) -> str:
    return (side or "").split("; ")[0]


def _listed(db: sqlite3.Connection, path: Path, kind: str, by: dict[str, Any], limit: int) -> Iterable[CommitmentThread | EventThread]:
    listed = thread_lists.commitments if kind == "commitments" else thread_lists.events
    try:
        rows, _ = listed(db, path, Filters(**by, limit=limit))
    except BadQuestion:  # a name that says nobody in particular, such as one of several
        return ()
    return rows


def _partner(one: CommitmentThread | EventThread, why: str) -> Partner:
    reported = (one.first_reported, one.last_reported, why)
    if isinstance(one, CommitmentThread):
        return Partner("commitment", one.id, one.promisor, one.beneficiary or "", one.stage, one.action, *reported)
    return Partner("event", one.id, one.actor, one.recipient, f"{one.type} {one.mode or ''}".strip(), one.words, *reported)
