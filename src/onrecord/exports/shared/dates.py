"""Dates of the record as the full days that tables and other formats want."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.ledger.days import bounds_of

FORMS = (
    (r"\d{4}-\d\d-\d\d(T.*)?", "day"),
    (r"\d{4}-W\d\d", "week"),
    (r"\d{4}-\d\d", "month"),
    (r"\d{4}", "year"),
)
REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Dated:
    """When an event took place.

    Args:
        first, last: ISO dates of the first and the last day, or None where nothing is known.
        precision: "day", "week", "month", "year" or "interval" as the event's own date has it; "reported" where the event has no date, and
            the day of its first report stands in its place; None where there is no such day either.
    """

    first: str | None
    last: str | None
    precision: str | None


def dated(value: str | None, reported: str | None) -> Dated:
    """The days of an event.

    Args:
        value: its date in the record: ISO day, week, month or year, or "begin/end"; None where it has none.
        reported: the date of its first report.
    """
    bounds = bounds_of(value) if value else None
    if bounds and value:
        first, last = (date.fromordinal(n).isoformat() for n in bounds)
        return Dated(first, last, precision_of(value))
    day = first_day(reported)
    return Dated(day, day, REPORTED if day else None)


def precision_of(value: str) -> str:
    """How exact a date of the record is."""
    return next((name for form, name in FORMS if re.fullmatch(form, value)), "interval")


def first_day(value: str | None) -> str | None:
    """The first day of an ISO date, month, year or interval, as an ISO date; None where it is none of these."""
    bounds = bounds_of(value) if value else None
    return date.fromordinal(bounds[0]).isoformat() if bounds else None
