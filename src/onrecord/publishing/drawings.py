"""The drawings of a published site, made of the commitments that are on it: reports over time, who promises whom, to which countries.

Those of the reading room are of events, which a site does not show; the marks and the projection are the same (`onrecord.charts`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.charts.network import Arrow, network
from onrecord.charts.periods import MOST, UNITS, Period, Unit, periods, unit_of
from onrecord.charts.quads import Quad
from onrecord.charts.svg import isolated
from onrecord.charts.timeline import Lane, timeline
from onrecord.charts.worldmap import SOURCE, Place, world_map
from onrecord.codebook.countries import country_of_code
from onrecord.ledger.answers import CommitmentThread, PartyKnown
from onrecord.ledger.thread_lists import STAGES
from onrecord.publishing.selection import Selection, Told
from onrecord.room.rendering import counted
from onrecord.views.figures import PARTIES, heaviest

CLASSES = {
    q.number: q for q in (
        Quad(1, "promised", "#1b6ca8", ""), Quad(2, "delivered, in whole or part", "#1a7f37", "9 3"),
        Quad(3, "overdue", "#8a5200", "2 3"), Quad(4, "taken back, on hold or denied", "#b3261e", "11 3 2 3"),
    )
}  # fmt: skip
"""How a commitment stands, for those who look at many at once."""
CLASS_OF = {"in_delivery": 2, "delivered": 2, "withdrawn": 4, "suspended": 4, "refused": 4, "denied": 4}
"""The class of a stage; of all others it is 1."""
PAIRS = 100
"""Rows of the table of pairs."""
NAMED = 6
"""Parties that are named for a country."""
LISTED = 300
"""Reports that are listed below the timeline, the latest."""

Cell = tuple[tuple[str, str], ...]
"""What stands in a cell: words, each with the address that it leads to or ""."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its id on the page ("" for none), and its cells."""

    id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table below a drawing."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page of a drawing.

    Args:
        name: of its page, without ".html". title: its heading. told: what it shows, in a sentence or two.
        svg: the drawing with links that work on its page; "" where there is nothing to draw.
        alone: the same without links, for a file.
        table: its numbers. note: what else is to be said.
        lists: reports by period, each with its heading, its id on the page and its reports. left_out: reports that are not listed.
    """

    name: str
    title: str
    told: str
    svg: str
    alone: str
    table: Table | None
    note: str = ""
    lists: tuple[tuple[str, str, tuple[Told, ...]], ...] = ()
    left_out: int = 0


def class_of(one: CommitmentThread) -> int:
    """How a commitment stands, as a number of `CLASSES`."""
    return 3 if one.overdue else CLASS_OF.get(one.stage, 1)


def all_drawings(chosen: Selection, parties: Sequence[PartyKnown]) -> tuple[Drawn, ...]:
    """The pages of drawings; `chosen.told` is filled."""
    return over_time(chosen.told), who_to_whom(chosen, parties), by_country(chosen, parties)


def over_time(told: Sequence[Told]) -> Drawn:
    """The reports of the commitments by the stage that each tells and by the period of its date."""
    title = "Reports over time"
    full = sorted(t.date for t in told if t.date and len(t.date) >= 10)
    if not full:
        return Drawn("timeline", title, "No report that is shown here has a date.", "", "", None)
    first, last = full[0][:10], full[-1][:10]
    unit = _unit(first, last)
    cut = periods(first, last, unit)
    keys = {p.key for p in cut}
    dated = [(key, t) for t in told if (key := _key(t.date, unit)) in keys]
    counts = Counter((key, t.stage) for key, t in dated)
    lanes = [Lane(s.replace("_", " "), CLASS_OF.get(s, 1), tuple(counts[p.key, s] for p in cut)) for s in STAGES if any(t.stage == s for _, t in dated)]
    most = ", ".join(f"{lane.name} {lane.total:,}" for lane in sorted(lanes, key=lambda x: (-x.total, x.name))[:3])
    sentence = f"{counted(len(dated), 'report')} by {unit}, {first} to {last}, in lanes by the stage that each tells. Most: {most}."
    if len(dated) < len(told):
        sentence += f" {counted(len(told) - len(dated), 'report')} without such a date left out."
    by_period: dict[str, list[Told]] = {}
    latest = sorted(dated, key=lambda d: (d[1].date or "", d[1].commitment.id, d[1].mention_id), reverse=True)
    for key, t in latest[:LISTED]:
        by_period.setdefault(key, []).append(t)
    lists = tuple((p.name, f"p-{p.key}", tuple(by_period[p.key])) for p in reversed(cut) if p.key in by_period)

    def href(_: Lane, period: Period) -> str | None:
        return f"#p-{period.key}" if period.key in by_period else None

    def drawn(href: Callable[[Lane, Period], str | None] | None) -> str:
        return timeline(cut, lanes, title=title, description=sentence, href=href, classes=CLASSES)

    rows = []
    for n, p in enumerate(cut):
        if any(lane.counts[n] for lane in lanes):
            cells = [((str(lane.counts[n]) if lane.counts[n] else "", ""),) for lane in lanes]
            rows.append(Row("", (((p.name, f"#p-{p.key}" if p.key in by_period else ""),), *cells)))
    table = Table(f"Reports by {unit} and stage", (unit, *(lane.name for lane in lanes)), tuple(rows))
    return Drawn("timeline", title, sentence, drawn(href), drawn(None), table, lists=lists, left_out=len(dated) - sum(len(x) for _, _, x in lists))


def _unit(first: str, last: str) -> Unit:
    """The length of a period: what suits the span, and does not make too many of them."""
    lengths = UNITS[UNITS.index(unit_of(first, last)) :]
    return next((u for u in lengths if u == "year" or len(periods(first, last, u)) <= MOST), "year")


def _key(day: str | None, unit: Unit) -> str:
    """The key of the period that a date lies in; "" where it is not known so exactly."""
    value = (day or "")[:10]
    if len(value) < {"day": 10, "week": 10, "month": 7, "year": 4}[unit]:
        return ""
    if unit == "week":
        found = date.fromisoformat(value)
        return (found - timedelta(found.weekday())).isoformat()
    return value[: {"day": 10, "month": 7, "year": 4}[unit]]


def who_to_whom(chosen: Selection, parties: Sequence[PartyKnown]) -> Drawn:
    """An arrow from each who promises to each who was promised something."""
    title = "Who promises whom"
    names = {p.id: p.name for p in parties}
    pairs: dict[tuple[str, str], list[CommitmentThread]] = {}
    alone = 0
    for one in chosen.commitments:
        found = {(a.id, b.id) for a in chosen.headed(one, "promisor") for b in chosen.headed(one, "beneficiary")}
        alone += not found
        for pair in found:
            pairs.setdefault(pair, []).append(one)
    made = [Arrow(a, b, tuple(sorted(Counter(class_of(c) for c in several).items()))) for (a, b), several in pairs.items()]
    arrows = sorted(made, key=lambda a: (-a.total, a.source, a.target))
    without = f" {counted(alone, 'commitment')} {'does' if alone == 1 else 'do'} not say who promises or to whom." if alone else ""
    if not arrows:
        return Drawn("actors", title, f"No commitment here says both who promises and to whom.{without}", "", "", None)
    shown = heaviest(((a.source, a.target) for a in arrows), PARTIES)
    drawn = [a for a in arrows if a.source in shown and a.target in shown and a.source != a.target]
    top = ", ".join(f"{isolated(names[a.source], 60)} to {isolated(names[a.target], 60)} {a.total:,}" for a in drawn[:3])
    some = f" Drawn: the {len(shown)} parties of those with the most commitments." if len(drawn) < len(arrows) else ""
    sentence = f"{counted(len(arrows), 'pair')} of who promises and to whom.{some}{f' Most: {top}.' if top else ''}{without}"

    def href(a: Arrow) -> str:
        several = pairs[a.source, a.target]
        return f"commitments/{several[0].id}.html" if len(several) == 1 else f"parties/{a.source}.html"

    def svg(linked: bool) -> str:
        return network(
            [(id, names[id]) for id in shown], drawn, title=title, description=sentence, classes=CLASSES, what="commitments",
            party_href=(lambda id: f"parties/{id}.html") if linked else None, arrow_href=href if linked else None,
        )  # fmt: skip

    rows = []
    for a in arrows[:PAIRS]:
        by_class = dict(a.counts)
        numbers = [((str(by_class.get(c, "")), ""),) for c in CLASSES]
        who = [((names[id], f"parties/{id}.html"),) for id in (a.source, a.target)]
        rows.append(Row("", (*who, ((f"{a.total:,}", href(a)),), *numbers)))
    left = f", the first {PAIRS} of {len(arrows):,} pairs" if len(arrows) > PAIRS else ""
    table = Table(f"Who promises whom{left}", ("who", "whom", "commitments", *(c.name for c in CLASSES.values())), tuple(rows))
    return Drawn("actors", title, sentence, svg(True) if drawn else "", svg(False) if drawn else "", table)


def by_country(chosen: Selection, parties: Sequence[PartyKnown]) -> Drawn:
    """A circle for each country to which something was promised."""
    title = "Where promises go"
    country = {p.id: p.country for p in parties if p.country}
    to, by = (_countries(chosen, country, role) for role in ("beneficiary", "promisor"))
    places, others = [], []
    for code, count in sorted(to.items(), key=lambda x: (-x[1], x[0])):
        known = country_of_code(code)
        if known is None:
            others.append(code)
        else:
            places.append(Place(code, known.name, known.lat, known.lon, count))
    unplaced = len(chosen.commitments) - sum(1 for one in chosen.commitments if _codes(chosen, country, one, "beneficiary") - {*others})
    if not places:
        return Drawn("map", title, "No commitment here says to which country it goes.", "", "", None, SOURCE)
    top = ", ".join(f"{p.name} {p.count:,}" for p in places[:3])
    number = counted(len(places), "country").replace("countrys", "countries")
    sentence = f"{counted(len(chosen.commitments), 'commitment')}, to {number}. Most: {top}."
    if unplaced:
        one, goes = ("names", "it goes") if unplaced == 1 else ("name", "they go")
        sentence += f" {counted(unplaced, 'commitment')} {one} no country on the map to which {goes}."

    def svg(href: Callable[[Place], str] | None) -> str:
        return world_map(places, title=title, description=sentence, href=href)

    rows = []
    for code in sorted({*to, *by}, key=lambda c: (-to[c], -by[c], c)):
        known = country_of_code(code)
        own = [p for p in parties if p.country == code]
        named: list[tuple[str, str]] = [(p.name, f"parties/{p.id}.html") for p in own[:NAMED]]
        if len(own) > NAMED:
            named.append((f"{len(own) - NAMED:,} more", "parties.html"))
        name = known.name if known else "international" if code == "IGO" else code
        rows.append(Row(f"c-{code}", (((name, ""),), ((f"{to[code]:,}" if to[code] else "", ""),), ((f"{by[code]:,}" if by[code] else "", ""),), tuple(named))))
    table = Table("Commitments by country", ("country", "to it", "by it", "parties"), tuple(rows))
    return Drawn("map", title, sentence, svg(lambda p: f"#c-{p.key}"), svg(None), table, SOURCE)


def _countries(chosen: Selection, country: Mapping[str, str], role: str) -> Counter[str]:
    return Counter(code for one in chosen.commitments for code in _codes(chosen, country, one, role))


def _codes(chosen: Selection, country: Mapping[str, str], one: CommitmentThread, role: str) -> set[str]:
    return {country[s.id] for s in chosen.headed(one, role) if s.id in country}
