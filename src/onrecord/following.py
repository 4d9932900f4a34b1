"""What to follow in a ledger: a commitment, a party, a pair, a search, a filtered list, or all; and what happened there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from onrecord.errors import BadQuestion
from onrecord.keeping import Listing
from onrecord.ledger.conditions import COMMITMENTS, EVENTS
from onrecord.ledger.filters import Filters, first_day, last_day
from onrecord.ledger.finding import find
from onrecord.ledger.happenings import FOLLOWED, KINDS, Asked, Happening, happenings
from onrecord.ledger.opening import WAIT, open_ledger
from onrecord.ledger.query import reading, today_of
from onrecord.ledger.threads_asked import numbers_of

LATEST = "9999-12-31"
KEPT = {"commitments": COMMITMENTS, "events": EVENTS}
BACK = 366
"""Days before the latest report from which a feed starts where none is named."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed. Several together narrow it.

    Args:
        one: the id of a commitment, an event or an article, or its beginning.
        filters: those of `Ledger.commitments` (origin, target, party, pair, text, stage ...), under the names of `Filters`.
        of: commitments, events, or all: both.
        kinds: which changes.
    """

    one: str | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)
    of: Literal["commitments", "events", "all"] = "commitments"
    kinds: Collection[str] = FOLLOWED

    @property
    def everything(self) -> bool:
        """Whether nothing narrows it."""
        return not self.one and not self.filters


def happened(
    ledger: str | Path, followed: Followed | None = None, *, since: str | None = None, until: str | None = None, today: str | None = None,
    limit: int | None = None, wait: float = WAIT,
) -> Listing[Happening]:  # fmt: skip
    """What happened to what is followed, the latest first, each change once and under an id that lasts.

    Args:
        ledger: its file.
        followed: what is followed; all commitments where it is not given.
        since, until: days, months or years, both included.
        today: the day that decides what is overdue; the day of the ledger's latest article where it is not given.
        limit: how many at most; None for all.
        wait: seconds to wait for another process that is writing.

    Raises:
        UnknownItem: there is nothing of that id.
        BadQuestion: a filter, a kind or a date that there is not.
        LedgerError: the ledger cannot be read.
    """
    path, wanted = Path(ledger), followed or Followed()
    for kind in wanted.kinds:
        if kind not in KINDS:
            raise BadQuestion(f"there is no kind of change {kind!r}", f"There are: {', '.join(KINDS)}.")
    db = open_ledger(path, write=False, wait=wait)
    try:
        with reading(db, path):
            day = last_day(today) if today else today_of(db)
            asked = Asked(first_day(since) if since else "0001-01-01", last_day(until) if until else LATEST, day, wanted.kinds, limit=limit)
            commitments, events = _threads(db, path, wanted)
            return Listing(happenings(db, replace(asked, commitments=commitments, events=events)), Happening)
    finally:
        db.close()


def standing(ledger: str | Path) -> str:
    """The day on which a ledger stands: that of its latest article."""
    db = open_ledger(Path(ledger), write=False)
    try:
        with reading(db, Path(ledger)):
            return today_of(db)
    finally:
        db.close()


def year_back(day: str) -> str:
    """A year before a day."""
    try:
        return (date.fromisoformat(day) - timedelta(BACK)).isoformat()
    except (ValueError, OverflowError):
        return "0001"


def _threads(db: Any, path: Path, wanted: Followed) -> tuple[list[int] | None, list[int] | None]:
    """The numbers of the commitments and events that are followed; None for all."""
    found: dict[str, list[int] | None] = {}
    for kind in ("commitments", "events"):
        if wanted.of not in (kind, "all"):
            found[kind] = []
        else:
            found[kind] = numbers_of(db, KEPT[kind], Filters(**wanted.filters)) if wanted.filters else None
    if wanted.one:
        named = find(db, str(path), wanted.one)
        if named.kind == "article":
            own = {k: [r[0] for r in db.execute(f"SELECT DISTINCT thread FROM {k} WHERE article = ? AND thread IS NOT NULL", (named.number,))] for k in found}
        elif named.kind in ("commitment", "event"):
            own = {k: [named.number] if k == f"{named.kind}s" else [] for k in found}
            found = {k: None if own[k] and not wanted.filters else v for k, v in found.items()}
        else:
            raise BadQuestion(f"{named.id} is a {named.kind}", "One commitment, event or article is followed by its id; a party by --party ID.")
        found = {k: own[k] if found[k] is None else sorted(set(own[k]) & set(found[k] or ())) for k in found}
    return found["commitments"], found["events"]
