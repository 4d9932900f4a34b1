"""The day whose state of things a page shows, and the links that lead to other days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from starlette.requests import Request

from onrecord.ledger.query import today_of
from onrecord.room.asking import addressed
from onrecord.room.desk import Desk, desk_of

MONTH = timedelta(30)


def today(request: Request) -> str:
    """The day on which the ledger stands."""
    return today_at(desk_of(request))


def today_at(desk: Desk) -> str:
    """The same where there is no request."""
    return desk.counted("today", today_of)


def as_of_steps(day: str, path: str, given: Sequence[tuple[str, str]], last: str) -> list[tuple[str, str]]:
    """Links from a day to a month before and after it, and to now.

    Args:
        day: the day shown.
        path: of the page.
        given: its parameters; that of the day is replaced.
        last: the day on which the ledger stands, after which nothing changes.
    """
    rest = [(n, v) for n, v in given if n != "as_of"]
    now = date.fromisoformat(day)
    back = now - min(MONTH, now - date.min)
    links = [("A month before", addressed(path, [*rest, ("as_of", back.isoformat())]))]
    if day < last:
        after = min(now + MONTH, date.fromisoformat(last)).isoformat()
        links.append(("A month after", addressed(path, [*rest, ("as_of", after)])))
        links.append(("Now", addressed(path, rest)))
    return links
