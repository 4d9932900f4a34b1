"""How many: the things that meet some filters, counted by a field, by time and type, by pair and by country.

Every number is that of a list: what is counted under a value is what the list shows when that value is asked for besides. Counted from the ledger's
columns (`columns.py`).
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt

from onrecord.ledger.choosing import ONE_VALUE, Chosen
from onrecord.ledger.columns import Ints
from onrecord.ledger.conditions import EVENTS

Unit = Literal["day", "week", "month", "year"]
LENGTH: dict[str, int] = {"day": 10, "week": 10, "month": 7, "year": 4}
"""How many characters a date must have for a period."""
FACETS: dict[str, tuple[str, ...]] = {
    "commitments": ("stage", "type", "country", "outlet", "certainty", "month"),
    "events": ("type", "status", "country", "outlet", "certainty", "month"),
    "statements": ("type", "stance", "country", "outlet", "month"),
    "articles": ("outlet", "month"),
}
"""What each kind is counted by: the names of filters, and "month", which sets two."""
QUADS = 8
"""More than there are quad classes."""


@dataclass(frozen=True, slots=True)
class Named:
    """A party as it is shown: its id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of parties, by their numbers, with how many events of each quad class (a column each) the one did to the other."""

    source: Ints
    target: Ints
    by_quad: npt.NDArray[np.int64]

    def told(self) -> dict[tuple[int, int], dict[int, int]]:
        """The same by pairs and quad classes."""
        found = zip(self.source.tolist(), self.target.tolist(), self.by_quad.tolist(), strict=True)
        return {(a, b): {q: n for q, n in enumerate(counts) if n} for a, b, counts in found}


def facets(rows: Chosen) -> dict[str, list[tuple[str, int]]]:
    """For each field of `FACETS` its values with how many rows have them, the most first; months the latest first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for name in FACETS[rows.kind]:
        column = ONE_VALUE[rows.kind].get(name)
        if column is not None:
            known = rows.kept.fields[column][rows.mask]
            counted = _worded(rows, "country" if name == "country" else column, np.bincount(known[known >= 0]))
        elif name == "month":
            months: Counter[str] = Counter()
            for (month, _), count in by_time(rows, "month").items():
                months[month] += count
            found[name] = sorted(months.items(), reverse=True)
            continue
        else:
            counted = _worded(rows, name, (rows.kept.outlets if name == "outlet" else rows.kept.countries).counted(rows.mask))
        found[name] = sorted(counted, key=lambda v: (-v[1], v[0]))
    return found


def span(rows: Chosen) -> tuple[str, str, int] | None:
    """The first and the last day of the reports of some rows, within the stretch that was asked for, and how many rows have a report with a full date;
    None where none has."""
    thing, day = _reports(rows, 10)
    if not len(day):
        return None
    texts = rows.columns.values["day"].texts
    days = [texts[n] for n in np.unique(day)]
    return min(days), max(days), _distinct(thing)


def by_time(rows: Chosen, unit: Unit) -> Counter[tuple[str, str]]:
    """How many rows were reported in each period, by its key and the type of the event; of other kinds the type is "".

    A row that was reported in several periods counts in each. Dates that are not known to the length of the period are left out.
    """
    texts = rows.columns.values["day"].texts
    keys = [_period(text, unit) for text in texts[: len(rows.columns.rank)]]
    periods = sorted({key for key in keys if key})
    place = {key: n for n, key in enumerate(periods)}
    of_day = np.array([place.get(key, -1) for key in keys], np.int32)
    thing, day = _reports(rows, LENGTH[unit])
    period = of_day[day]
    thing, period = thing[period >= 0], period[period >= 0]
    if not len(thing):
        return Counter()
    new = np.ones(len(thing), bool)  # the reports of a row come together, in the order of their dates
    new[1:] = (thing[1:] != thing[:-1]) | (period[1:] != period[:-1])
    types = rows.columns.values["type"].texts if rows.kind == "events" else [""]
    kind = rows.kept.fields["type"][thing[new]] if rows.kind == "events" else np.zeros(int(new.sum()), np.int32)
    counted = np.bincount(period[new].astype(np.int64) * len(types) + kind)
    return Counter({(periods[n // len(types)], types[n % len(types)]): int(counted[n]) for n in np.flatnonzero(counted)})


def dated(rows: Chosen, unit: Unit) -> int:
    """How many rows `by_time` counts somewhere; the others have no report whose date is known to the length of the period."""
    return _distinct(_reports(rows, LENGTH[unit])[0])


def quad_of(db: sqlite3.Connection, type: str) -> int:
    """The quad class of a type of event that is on record; it follows from the type, and the codebook takes long to read."""
    return int(db.execute(f"SELECT quad FROM {EVENTS.table} WHERE type = ? LIMIT 1", (type,)).fetchone()[0])


def pairs(db: sqlite3.Connection, rows: Chosen) -> Pairs:
    """How many events each party did to each other, by quad class; all spellings of a party together. The most first, then by ids."""
    thing, source, target = (column[rows.mask[rows.kept.acts[0]]] for column in rows.kept.acts)
    kind = rows.kept.fields["type"][thing]
    quads = np.zeros(len(rows.columns.values["type"].texts) + 1, np.int64)
    for n in np.unique(kind):
        quads[n] = quad_of(db, rows.columns.values["type"].texts[n])
    span = len(rows.columns.leader)
    keys, place = np.unique(source.astype(np.int64) * span + target, return_inverse=True)
    by_quad = np.bincount(place.reshape(-1) * QUADS + quads[kind], minlength=len(keys) * QUADS).reshape(-1, QUADS)
    source, target = (keys // span).astype(np.int32), (keys % span).astype(np.int32)
    order = np.lexsort((rows.columns.order[target], rows.columns.order[source], -by_quad.sum(axis=1)))
    return Pairs(source[order], target[order], by_quad[order])


def named(db: sqlite3.Connection, parties: Sequence[int]) -> dict[int, Named]:
    """Parties by their numbers."""
    found = db.execute("SELECT number, id, name FROM parties WHERE number IN (SELECT value FROM json_each(?))", (json.dumps(list(parties)),))
    return {number: Named(id, name) for number, id, name in found}


def places(rows: Chosen) -> list[tuple[str, int]]:
    """How many events happened in each country (ISO 3166-1 alpha-3), the most first."""
    return sorted(_worded(rows, "country", rows.kept.places.counted(rows.mask)), key=lambda c: (-c[1], c[0]))


def _worded(rows: Chosen, name: str, counted: npt.NDArray[np.int64]) -> list[tuple[str, int]]:
    """Counts by the numbers of values, as counts by the values."""
    texts = rows.columns.values[name].texts
    return [(texts[n], int(counted[n])) for n in np.flatnonzero(counted)]


def _reports(rows: Chosen, least: int) -> tuple[Ints, Ints]:
    """The reports of some rows whose date has so many characters and lies in the stretch that was asked for: the row, the date."""
    reports = rows.kept.reports
    day = rows.columns.day[reports.value]
    live = rows.mask[reports.thing] & rows.days(least)[day]
    return reports.thing[live], day[live]


def _distinct(things: Ints) -> int:
    """How many things there are; those of a kind come together."""
    return int(np.count_nonzero(things[1:] != things[:-1])) + 1 if len(things) else 0


def _period(day: str, unit: Unit) -> str:
    """The key of the period that a date lies in; "" where there is no such day."""
    if len(day) < LENGTH[unit]:
        return ""
    if unit != "week":
        return day[: LENGTH[unit]]
    try:
        found = date.fromisoformat(day[:10])
    except ValueError:
        return ""
    return (found - timedelta(found.weekday())).isoformat()
