"""What may be asked of a ledger: the filters, checked and brought into one form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from onrecord.codebook.load import listing
from onrecord.errors import BadQuestion
from onrecord.ledger.days import bounds_of
from onrecord.model import Certainty, Manner, Stage, Status

Kind = Literal["commitments", "events", "statements", "articles", "parties"]
Review = Literal["unreviewed", "accepted", "corrected", "rejected"]
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
SORTS: dict[Kind, tuple[str, ...]] = {
    "commitments": ("reported", "first", "due", "amount", "stage", "reports", "promisor"),
    "events": ("reported", "first", "date", "amount", "reports", "type"),
    "statements": ("reported", "speaker"),
    "articles": ("reported", "publisher"),
    "parties": ("mentions", "name"),
}
"""The orders in which each kind can be listed, the usual one first."""
PARTY_KINDS = ("person", "state", "organisation", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filters of a question; those that a kind does not have are left at their default.

    Args:
        party: who takes part, in any role, by name in any spelling, by country, or by id ("p-...").
        origin: the promisor, actor or speaker.
        target: the beneficiary or recipient.
        pair: two parties, one on each side, either way round.
        country: whose side, in any role; of an event also where it happened. By name, code or adjective.
        place: the country in which an event happened.
        type: an event's type or mode, a commitment's instrument, a statement's manner, a party's kind.
        stage: stages of a commitment, any of which will do.
        status: of an event. certainty: of an event or commitment. stance: of a statement.
        since, until: the report's date, both included: a day, a month or a year.
        due_before, due_after: the last day on which a commitment is due lies before or after this day.
        overdue: due before the day of asking, and not delivered, withdrawn or refused.
        least, most: the amount, in its own unit. currency: that unit: an ISO 4217 code, or what is counted ("trucks").
        outlet: who published it. text: words in it, as for searching.
        contradicted: its reports differ. denied: a report denies it. review: what people said of it.
        as_of: the day whose state of things is wanted: later reports are not counted.
        sort: one of `SORTS`; "" for the usual one.
        limit: how many at most; None for all. skip: how many of the first are passed over.
    """

    party: str | None = None
    origin: str | None = None
    target: str | None = None
    pair: tuple[str, str] | None = None
    country: str | None = None
    place: str | None = None
    type: str | None = None
    stage: tuple[str, ...] = ()
    status: str | None = None
    certainty: str | None = None
    stance: str | None = None
    since: str | None = None
    until: str | None = None
    due_before: str | None = None
    due_after: str | None = None
    overdue: bool = False
    least: float | None = None
    most: float | None = None
    currency: str | None = None
    outlet: str | None = None
    text: str | None = None
    contradicted: bool = False
    denied: bool = False
    review: str | None = None
    as_of: str | None = None
    sort: str = ""
    limit: int | None = None
    skip: int = 0


def checked(kind: Kind, filters: Filters) -> Filters:
    """The filters with dates as the bounds that they mean, names of stages and types as the ledger writes them, and the order of sorting.

    Raises:
        BadQuestion: a value is none that there is; the message names those that there are.
    """
    f = filters
    if f.limit is not None and f.limit < 1:
        raise BadQuestion(f"a limit of {f.limit} shows nothing", "Give 1 or more.")
    if f.skip < 0:
        raise BadQuestion(f"{f.skip} rows cannot be passed over", "Give 0 or more.")
    due = f.overdue or f.due_before is not None or f.due_after is not None
    default = "due" if due and kind == "commitments" else SORTS[kind][0]
    return replace(
        f,
        type=_type(kind, f.type),
        stage=tuple(dict.fromkeys(_one_of("stage", s.replace(" ", "_"), get_args(Stage)) for s in f.stage)),
        status=_one_of("status", f.status, get_args(Status)) if f.status else None,
        certainty=_one_of("certainty", f.certainty, get_args(Certainty)) if f.certainty else None,
        review=_one_of("review", f.review, get_args(Review)) if f.review else None,
        since=_checked_date(f.since),
        until=_to_end(f.until),
        due_before=first_day(f.due_before) if f.due_before else None,
        due_after=last_day(f.due_after) if f.due_after else None,
        currency=_unit(f.currency),
        as_of=last_day(f.as_of) if f.as_of else None,
        sort=_one_of("order", f.sort, SORTS[kind]) if f.sort else default,
    )


def first_day(value: str) -> str:
    """The first day of a day, month or year.

    Raises:
        BadQuestion: it is none of these.
    """
    return _bound(value, 0)


def last_day(value: str) -> str:
    """The last day of a day, month or year.

    Raises:
        BadQuestion: it is none of these.
    """
    return _bound(value, 1)


def _bound(value: str, which: Literal[0, 1]) -> str:
    bounds = bounds_of(value.strip()) if DAY.fullmatch(value.strip()) else None
    if bounds is None:
        raise BadQuestion(f"{value!r} is no date", "Write it as YYYY-MM-DD, YYYY-MM or YYYY.")
    return date.fromordinal(bounds[which]).isoformat()


def _checked_date(value: str | None) -> str | None:
    """A month or a year stays what it is: the reports that are dated by it alone count as its own."""
    if value is None:
        return None
    _bound(value, 0)
    return value.strip()


def _to_end(value: str | None) -> str | None:
    """The end of a stretch as text that no date in it comes after."""
    plain = _checked_date(value)
    return plain if plain is None or len(plain) == 10 else f"{plain}-99"


def _one_of(what: str, value: str, known: Iterable[str]) -> str:
    plain = value.strip().lower()
    if plain not in known:
        raise BadQuestion(f"{value!r} is no {what}", f"There are: {', '.join(known)}.")
    return plain


def _unit(value: str | None) -> str | None:
    """A unit as the ledger writes it: codes of currencies in capitals."""
    return value.upper() if value and len(value) == 3 and value.isalpha() else value


def _type(kind: Kind, value: str | None) -> str | None:
    if value is None:
        return None
    if kind == "events":
        return _event_type(value)
    if kind == "commitments":
        from onrecord.codebook.stages import instruments

        return _one_of("instrument", value, sorted({i.instrument for i in instruments()}))
    return _one_of("manner", value, get_args(Manner)) if kind == "statements" else _one_of("kind of party", value, PARTY_KINDS)


def _event_type(value: str) -> str:
    """A type in capitals, or a mode in small letters."""
    types = [path.split("/")[-1].removesuffix(".toml").upper() for path in listing("events")]
    plain = value.strip()
    if plain.upper() in types:
        return plain.upper()
    from onrecord.codebook.event_types import event_types

    modes = {m.name.lower(): m.name for t in event_types().values() for m in t.modes}
    if plain.lower() not in modes:
        raise BadQuestion(f"{value!r} is no type of event, and no mode of one", f"The types are: {', '.join(types)}.")
    return modes[plain.lower()]
