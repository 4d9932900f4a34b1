"""Which things of a ledger meet some filters, told from its columns where they know it, and by its lists where they do not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from onrecord.errors import BadQuestion
from onrecord.ledger import whom
from onrecord.ledger.columns import THREADS, Columns, Kept, Mask, columns_of
from onrecord.ledger.conditions import outlets
from onrecord.ledger.filters import Filters, Kind, checked
from onrecord.ledger.item_lists import articles_asked, statements_asked
from onrecord.ledger.query import Question, numbers, today_of
from onrecord.ledger.rows import ITEMS
from onrecord.ledger.thread_lists import commitments_asked, events_asked
from onrecord.ledger.words import words_of

ONE_VALUE: dict[str, dict[str, str]] = {
    "commitments": {"stage": "stage", "type": "instrument", "certainty": "certainty"},
    "events": {"type": "type", "status": "status", "certainty": "certainty"},
    "statements": {"type": "manner", "stance": "stance", "country": "speaker_country"},
    "articles": {},
}
"""The filters that name the one value of a column, by kind."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Things to be counted.

    Args:
        columns: the ledger's. kind: of the list.
        mask: which they are. count: how many.
        since, until: the stretch of reports that was asked for, as it was checked.
    """

    columns: Columns
    kind: Kind
    mask: Mask
    count: int
    since: str | None = None
    until: str | None = None

    @property
    def kept(self) -> Kept:
        """The columns of the kind."""
        return self.columns.kinds[self.kind]

    def days(self, least: int) -> Mask:
        """Which dates lie in the stretch that was asked for and have so many characters; by their numbers."""
        return days_within(self.columns, self.since, self.until, least)


def chosen(db: sqlite3.Connection, kind: Kind, filters: Filters, columns: Columns | None = None) -> Chosen:
    """The things that meet the filters, whatever their order and limit.

    Args:
        db: the ledger.
        kind: of the list. filters: of it.
        columns: the ledger's, where they were read before.

    Raises:
        BadQuestion: a filter names what is not known, or the day of an earlier state, of which nothing is counted.
    """
    if filters.as_of:
        raise BadQuestion("what stood on a day is listed, not counted", "Ask for reports up to that day instead: until.")
    f = checked(kind, replace(filters, limit=None, skip=0, sort=""))
    columns = columns or columns_of(db)
    kept = columns.kinds[kind]
    mask = kept.present.copy()
    rest = replace(f, sort="reported")
    for names, found in _told_by_columns(db, columns, kind, f):
        mask &= found
        nothing: dict[str, Any] = {name: () if name == "stage" else None for name in names}
        rest = replace(rest, **nothing)
    if replace(rest, sort="") != Filters():
        asked: dict[str, Callable[[], Question]] = {
            "commitments": lambda: commitments_asked(db, rest, today_of(db)), "events": lambda: events_asked(db, rest),
            "statements": lambda: statements_asked(db, rest), "articles": lambda: articles_asked(db, rest),
        }  # fmt: skip
        mask &= kept.some(numbers(db, asked[kind]()))
    return Chosen(columns, kind, mask, int(np.count_nonzero(mask)), f.since, f.until)


def _told_by_columns(db: sqlite3.Connection, columns: Columns, kind: Kind, f: Filters) -> Iterator[tuple[tuple[str, ...], Mask]]:
    """The filters that the columns know of, each with what meets it."""
    kept, size = columns.kinds[kind], len(columns.kinds[kind].present)
    for name, column in ONE_VALUE[kind].items():
        value = getattr(f, name)
        if value:
            if name == "country":
                value = whom.country(value)
            if kind == "events" and name == "type" and not value.isupper():
                column = "mode"
            known = columns.values["country" if name == "country" else column]
            wanted = [known.number(v) for v in (value if isinstance(value, tuple) else (value,))]
            yield (name,), np.isin(kept.fields[column], [n for n in wanted if n >= 0])
    if f.outlet is not None:
        told = columns.values["outlet"]
        yield ("outlet",), kept.outlets.having([told.number(name) for name in outlets(db, f.outlet)], size)
    if kind in THREADS:
        lands = ((("country", f.country, kept.countries), ("place", f.place, kept.places)) if kind == "events" else (("country", f.country, kept.countries),))
        for name, land, pairs in lands:
            if land is not None:
                yield (name,), pairs.having([columns.values["country"].number(whom.country(land))], size)
        yield from _sides(db, columns, kind, f)
    if f.text is not None and kind in THREADS:
        yield ("text",), _having_words(db, kept, words_of(f.text).match)
    if (f.since is not None or f.until is not None) and kind != "commitments":  # a commitment is also reported by what fulfils it
        days = days_within(columns, f.since, f.until, 1)
        yield ("since", "until"), _reported(columns, kept, days)


def _sides(db: sqlite3.Connection, columns: Columns, kind: Kind, f: Filters) -> Iterator[tuple[tuple[str, ...], Mask]]:
    """The filters that name a party; a country is one with all who act for it."""
    kept, threads = columns.kinds[kind], THREADS[kind]
    both = (threads.from_role, threads.to_role)

    def found(who: whom.Who, roles: tuple[str, ...]) -> Mask | None:
        if who.country:
            return None  # in which role a country stands is not in the columns
        out = np.zeros(len(kept.present), bool)
        for role in roles:
            out |= kept.sides[role].having(who.parties, len(out))
        return out

    for name, value, roles in (("party", f.party, both), ("origin", f.origin, both[:1]), ("target", f.target, both[1:])):
        if value is not None and (side := found(whom.find(db, value), roles)) is not None:
            yield (name,), side
    if f.pair is not None:
        sides = [found(whom.find(db, name), (role,)) for name in f.pair for role in both]
        if all(s is not None for s in sides):
            from_one, to_one, from_other, to_other = (s for s in sides if s is not None)
            yield ("pair",), (from_one & to_other) | (from_other & to_one)


def _having_words(db: sqlite3.Connection, kept: Kept, match: str) -> Mask:
    """What some words stand in a mention of."""
    found = np.zeros(len(kept.present), bool)
    rows = np.array(db.execute("SELECT rowid FROM item_words WHERE item_words MATCH ?", (match,)).fetchall(), np.int64).reshape(-1)
    if len(rows):
        articles = np.zeros(int(max(rows.max() // ITEMS, kept.reports.value.max(initial=0))) + 1, bool)
        articles[rows // ITEMS] = True
        near = np.flatnonzero(articles[kept.reports.value])
        found[kept.reports.thing[near[np.isin(kept.items[near], rows)]]] = True
    return found


def _reported(columns: Columns, kept: Kept, days: Mask) -> Mask:
    """What has a report on one of some days."""
    found = np.zeros(len(kept.present), bool)
    day = columns.day[kept.reports.value]
    found[kept.reports.thing[(day >= 0) & days[day]]] = True
    return found


def days_within(columns: Columns, since: str | None, until: str | None, least: int) -> Mask:
    """Which dates lie within a stretch and have so many characters; by their numbers, and False for what has none, which is -1."""
    texts = columns.values["day"].texts
    found = [len(d) >= least and (since is None or d >= since) and (until is None or d <= until) for d in texts[: len(columns.rank)]]
    return np.array([*found, False], bool)
