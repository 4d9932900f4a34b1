"""The day whose state of things a page shows: the links to other days, and the slider through all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import BadQuestion
from onrecord.ledger.filters import first_day
from onrecord.ledger.query import opening_of, today_of
from onrecord.room.asking import addressed
from onrecord.room.desk import Desk, desk_of

MONTH = timedelta(30)
SLID = "at"
"""The parameter that the slider's form sends: a day as its number (1 is 1 January of year 1), for a range has numbers alone."""
TICKS = 60
"""Marks of a slider, at most."""


@dataclass(frozen=True, slots=True)
class Slider:
    """A range over days, each by its number.

    Args:
        first, last: its ends. at: where it stands.
        ticks: the days that it marks.
    """

    first: int
    last: int
    at: int
    ticks: tuple[int, ...]

    @property
    def day(self) -> str:
        """The day at which it stands; so are the two below."""
        return _day(self.at)

    @property
    def first_day(self) -> str:
        """Its left end."""
        return _day(self.first)

    @property
    def last_day(self) -> str:
        """Its right end."""
        return _day(self.last)


def today(request: Request) -> str:
    """The day on which the ledger stands."""
    return today_at(desk_of(request))


def today_at(desk: Desk) -> str:
    """The same where there is no request."""
    return desk.read("today", today_of)


def ledger_slider(request: Request, day: str) -> Slider | None:
    """A slider from the ledger's first report to its last, with a mark at the beginning of each month, or of each year where those are too many."""
    first = desk_of(request).read("opening", opening_of)
    last = today(request)
    if first is None:
        return None
    months = [f"{y:04}-{m:02}-01" for y in range(int(first[:4]), int(last[:4]) + 1) for m in range(1, 13)]
    within = [m for m in months if first < m < last]
    return slider_over(first, last, day, within if len(within) <= TICKS else [m for m in within if m[5:7] == "01"])


def slider_over(first: str | None, last: str, day: str, marked: Iterable[str]) -> Slider | None:
    """A slider over days.

    Args:
        first, last: its ends, ISO dates. day: where it stands; beyond an end it stands at that.
        marked: days to mark; where they are too many, the last of them.

    Returns:
        None where there is no stretch of time to go through.
    """
    if first is None or first >= last:
        return None
    low, high = _number(first), _number(last)
    ticks = tuple(sorted({_number(d) for d in marked if first <= d <= last})[-TICKS:])
    return Slider(low, high, min(max(_number(day), low), high), ticks)


def slid(request: Request) -> Response | None:
    """Where the form of a slider was sent: a redirect to the address of its day, which is the one to keep; at its right end, to now.

    Raises:
        BadQuestion: what it sent is the number of no day.
    """
    given = request.query_params.multi_items()
    value = next((v.strip() for n, v in given if n == SLID), None)
    if value is None:
        return None
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:8]) <= date.max.toordinal():
        raise BadQuestion(f"{value[:20]!r} is the number of no day", "Write as_of=YYYY-MM-DD.")
    day = _day(int(value[:8]))
    rest = [(n, v) for n, v in given if n not in (SLID, "as_of") and v.strip()]
    return RedirectResponse(addressed(request.url.path, rest if day >= today(request) else [*rest, ("as_of", day)]), 302)


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


def _number(day: str) -> int:
    return date.fromisoformat(first_day(day)).toordinal()


def _day(number: int) -> str:
    return date.fromordinal(number).isoformat()
