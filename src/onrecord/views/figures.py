"""The drawings of a ledger: what is counted for each, the drawing itself, and the same as rows for a table, JSON or CSV."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import numpy as np

from onrecord.charts import ladder
from onrecord.charts.network import Arrow, network
from onrecord.charts.periods import MOST, UNITS, Period, Unit, periods, unit_of
from onrecord.charts.quads import QUADS
from onrecord.charts.svg import isolated
from onrecord.charts.timeline import Lane, timeline
from onrecord.charts.worldmap import Place, world_map
from onrecord.codebook.countries import country_of_code
from onrecord.ledger import counts
from onrecord.ledger.answers import CommitmentThread, Story
from onrecord.ledger.choosing import Chosen, chosen
from onrecord.ledger.filters import Filters
from onrecord.ledger.thread_lists import STAGES
from onrecord.views.listing import outlet

PARTIES = 20
"""Parties of the drawing of who acts on whom, where no number is asked for."""
TOLD = 100
"""Pairs that a page tells below the drawing."""
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events by type and period of their reports.

    Args:
        unit: the length of a period. periods: in order; none where no event has a date.
        lanes: the types that occur, by quad class and name.
        events: how many there are; undated: how many of them have no date to the length of a period.
    """

    unit: Unit
    periods: tuple[Period, ...]
    lanes: tuple[Lane, ...]
    events: int
    undated: int

    @property
    def told(self) -> str:
        """What it shows, in a sentence or two."""
        if not self.periods:
            return "No event that meets this has a report with a date."
        top = sorted(self.lanes, key=lambda x: (-x.total, x.name))[:3]
        most = ", ".join(f"{x.name} {x.total:,}" for x in top)
        return (
            f"{_counted(self.events, 'event')} by {self.unit} of their reports, {self.periods[0].first} to {self.periods[-1].last}. Most: {most}. "
            f"An event that was reported in several {self.unit}s counts in each."
            + (f" {_counted(self.undated, 'event')} without such a date left out." if self.undated else "")
        )

    def svg(self, href: Callable[[Lane, Period], str] | None = None) -> str:
        """The drawing; `href`: where the bar of a lane and period leads."""
        return timeline(self.periods, self.lanes, title="Events over time, by type", description=self.told, href=href)

    def rows(self) -> list[dict[str, Any]]:
        """One row for each bar."""
        return [
            {"period": p.key, "first": p.first, "last": p.last, "type": lane.name, "quad": lane.quad, "events": n}
            for lane in self.lanes for p, n in zip(self.periods, lane.counts, strict=True) if n
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actors:
    """Who acts on whom.

    Args:
        parties: id and name of those that are drawn, those with the most acts first.
        arrows: pairs with their acts by quad class, the most first: all, or the first and those that are drawn.
        names: id and name of every party of these.
        events, pairs: how many there are.
    """

    parties: tuple[tuple[str, str], ...]
    arrows: tuple[Arrow, ...]
    names: dict[str, str]
    events: int
    pairs: int

    @property
    def drawn(self) -> tuple[Arrow, ...]:
        """The arrows between the parties that are drawn."""
        keys = {key for key, _ in self.parties}
        return tuple(a for a in self.arrows if a.source in keys and a.target in keys and a.source != a.target)

    @property
    def told(self) -> str:
        """What it shows, in a sentence or two."""
        if not self.arrows:
            return "No event that meets this names both who acts and on whom."
        top = ", ".join(f"{isolated(self.names[a.source], 60)} on {isolated(self.names[a.target], 60)} {a.total:,}" for a in self.drawn[:3])
        return (
            f"{_counted(self.events, 'event')}; {_counted(self.pairs, 'pair')} of who acts and on whom. Drawn: the "
            f"{_counted(len(self.parties), 'party', 'parties')} of those with the most acts." + (f" Most: {top}." if top else "")
        )

    def svg(self, party_href: Callable[[str], str] | None = None, arrow_href: Callable[[Arrow], str] | None = None) -> str:
        """The drawing; where its parties and arrows lead."""
        return network(
            self.parties, self.drawn, title="Who acts on whom", description=self.told, party_href=party_href, arrow_href=arrow_href
        )

    def rows(self) -> list[dict[str, Any]]:
        """One row for each pair."""
        return [
            {"actor_id": a.source, "actor": self.names[a.source], "recipient_id": a.target, "recipient": self.names[a.target], "events": a.total,
             **{QUADS[q].name.replace(" ", "_"): dict(a.counts).get(q, 0) for q in QUADS}} for a in self.arrows
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorldMap:
    """Where events happened, by country.

    Args:
        places: those countries that have a place on the map, the most events first.
        unplaced: codes that have none, with their events.
        events: how many events there are, those with no country included.
    """

    places: tuple[Place, ...]
    unplaced: tuple[tuple[str, int], ...]
    events: int

    @property
    def told(self) -> str:
        """What it shows, in a sentence or two."""
        if not self.places:
            return "No event that meets this names a country in which it happened."
        top = ", ".join(f"{p.name} {p.count:,}" for p in self.places[:3])
        return f"{_counted(self.events, 'event')}; {_counted(len(self.places), 'country', 'countries')} in which some happened. Most: {top}."

    def svg(self, href: Callable[[Place], str] | None = None) -> str:
        """The drawing; `href`: where the circle of a country leads."""
        return world_map(self.places, title="Where events happened", description=self.told, href=href)

    def rows(self) -> list[dict[str, Any]]:
        """One row for each country."""
        drawn = [{"country": p.key, "name": p.name, "latitude": p.lat, "longitude": p.lon, "events": p.count} for p in self.places]
        return [*drawn, *({"country": c, "name": c, "latitude": None, "longitude": None, "events": n} for c, n in self.unplaced)]


def timeline_of(db: sqlite3.Connection, filters: Filters, unit: Unit | None = None, rows: Chosen | None = None) -> Timeline:
    """The timeline of the events that meet some filters.

    Args:
        db: the ledger.
        filters: as for a list. rows: the events that meet them, where they were found before.
        unit: the length of a period; None for what suits the span. Where it would make more than `MOST`, a longer one is taken.

    Raises:
        BadQuestion: a filter names what is not known.
    """
    rows = rows or chosen(db, "events", filters)
    found = counts.span(rows)
    if found is None:
        return Timeline(unit or "month", (), (), rows.count, rows.count)
    first, last, full = found
    lengths = UNITS[UNITS.index(unit or unit_of(first, last)) :]
    wanted: Unit = next((u for u in lengths if _number(first, last, u) <= MOST), "year")
    cut = periods(first, last, wanted)
    by_time = counts.by_time(rows, wanted)
    quads = {type: counts.quad_of(db, type) for type in {t for _, t in by_time}}
    lanes = [Lane(t, quads[t], tuple(by_time[p.key, t] for p in cut)) for t in sorted(quads, key=lambda t: (quads[t], t))]
    known = full if full == rows.count or wanted in ("day", "week") else counts.dated(rows, wanted)
    return Timeline(wanted, tuple(cut), tuple(lanes), rows.count, rows.count - known)


def _number(first: str, last: str, unit: Unit) -> float:
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return days / {"day": 1, "week": 7, "month": 30.4, "year": 365}[unit]


def actors_of(db: sqlite3.Connection, filters: Filters, parties: int = PARTIES, rows: Chosen | None = None, *, every: bool = False) -> Actors:
    """Who acts on whom in the events that meet some filters.

    Args:
        db: the ledger. filters: as for a list.
        parties: how many are drawn. rows: the events, where they were found before.
        every: have all pairs; else the first `TOLD` and those that are drawn, for of a large ledger there are tens of thousands.

    Raises:
        BadQuestion: a filter names what is not known.
    """
    rows = rows or chosen(db, "events", filters)
    found = counts.pairs(db, rows)
    drawn = heaviest(zip(found.source.tolist(), found.target.tolist(), strict=True), parties)
    told = np.isin(found.source, drawn) & np.isin(found.target, drawn) & (found.source != found.target)
    told[: len(told) if every else TOLD] = True
    source, target, by_quad = (column[told].tolist() for column in (found.source, found.target, found.by_quad))
    known = counts.named(db, sorted({*source, *target, *drawn}))
    arrows = tuple(
        Arrow(known[a].id, known[b].id, tuple((q, n) for q, n in enumerate(of) if n)) for a, b, of in zip(source, target, by_quad, strict=True)
    )
    names = {k.id: k.name for k in known.values()}
    return Actors(tuple((known[n].id, known[n].name) for n in drawn), arrows, names, rows.count, len(found.source))


def heaviest(pairs: Iterable[tuple[Key, Key]], most: int) -> list[Key]:
    """The parties of the heaviest pairs, which come first: a party that has many acts, but with none of the others, would stand alone."""
    taken: list[Key] = []
    for source, target in pairs:
        if len(taken) >= most:
            break
        new = [key for key in (source, target) if key not in taken]
        if source != target and len(taken) + len(new) <= most:
            taken.extend(new)
    return taken


def map_of(db: sqlite3.Connection, filters: Filters, rows: Chosen | None = None) -> WorldMap:
    """Where the events that meet some filters happened; `rows`: the events, where they were found before.

    Raises:
        BadQuestion: a filter names what is not known.
    """
    rows = rows or chosen(db, "events", filters)
    placed, unplaced = [], []
    for code, count in counts.places(rows):
        country = country_of_code(code)
        if country is None:
            unplaced.append((code, count))
        else:
            placed.append(Place(code, country.name, country.lat, country.lon, count))
    return WorldMap(tuple(placed), tuple(unplaced), rows.count)


def history_of(story: Story, today: str) -> ladder.History:
    """What is drawn of a commitment's history.

    Args:
        story: of a commitment.
        today: the day on which the ledger stands (ISO date), where the story is of no other.
    """
    head = story.head
    assert isinstance(head, CommitmentThread)
    number = {s.mention_id: s.n for s in story.steps}
    reports = [ladder.Report(s.n, s.date, s.told_stage, s.stage, s.does, outlet(s.outlets), s.words) for s in story.steps]
    versus = [
        ladder.Versus(d.field, (number.get(d.mention_id), d.value, f"{outlet(d.publisher) or 'unknown outlet'}, {d.published or 'undated'}"),
                      (number.get(d.other_mention_id), d.other_value, f"{outlet(d.other_publisher) or 'unknown outlet'}, {d.other_published or 'undated'}"))
        for d in story.differences
    ]  # fmt: skip
    who = f"{head.promisor}{f' → {head.beneficiary}' if head.beneficiary else ''}: {head.action}"
    return ladder.History(who, tuple(reports), STAGES, head.due_by, story.as_of or today, head.overdue, tuple(versus))


def told_of(history: ladder.History) -> str:
    """A commitment's history in a sentence or two, for those who do not see the drawing."""
    stages: list[str] = []
    for r in history.reports:
        if not stages or stages[-1] != r.stage:
            stages.append(r.stage)
    late = f" It was due on {history.due}{' and is overdue' if history.overdue else ''}." if history.due else ""
    differ = f" {_counted(len(history.versus), 'contradiction')}." if history.versus else ""
    return f"{_counted(len(history.reports), 'report')}; it stood at: {', '.join(s.replace('_', ' ') for s in stages)}.{late}{differ}"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
