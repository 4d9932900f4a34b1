"""The pages of drawings: events over time, who acts on whom, where; each as a page with a table, alone as .svg and .png, and its numbers as .json and .csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from onrecord.charts.network import Arrow
from onrecord.charts.periods import Period, Unit
from onrecord.charts.png import picture
from onrecord.charts.quads import QUADS
from onrecord.charts.svg import in_a_file
from onrecord.charts.timeline import Lane
from onrecord.charts.worldmap import SOURCE, Place
from onrecord.errors import BadQuestion
from onrecord.ledger.filters import Filters
from onrecord.room.asking import Asked, addressed, asked, counted_fields
from onrecord.room.counting import Count, filters_of, once
from onrecord.room.desk import desk_of, json_answer
from onrecord.room.lists import without_blanks
from onrecord.views import figures
from onrecord.views.table import spreadsheet_safe

LEAST_PARTIES, MOST_PARTIES = 2, 40
IN_MATRIX = 16
SVG = "image/svg+xml"
FORMS = ("svg", "png", "json", "csv")
"""The files that a drawing is kept as: alone in two ways, and its numbers in two."""


@dataclass(frozen=True, slots=True)
class Given:
    """Parameters of an address, some taken away."""

    items: tuple[tuple[str, str], ...]

    def multi_items(self) -> list[tuple[str, str]]:
        """All of them in order."""
        return list(self.items)


@dataclass(frozen=True, slots=True)
class Table:
    """A table beside a drawing: a caption, headings, and rows of cells, each words and an address or ""."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A drawing as a page needs it: a sentence, the drawing with links (None: there is nothing to draw), tables, and the rows of the twins."""

    told: str
    svg: Markup | None
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page of a drawing.

    Args:
        title: its heading.
        own: its parameters besides the filters, each with a label and the values that it may have.
        count: what is counted for it, under the filters and its own parameters; for a file of its numbers, which has all of them, or for the drawing.
        shown: the figure with addresses, made from the address that was asked for.
        note: what else is to be said below.
    """

    title: str
    own: tuple[tuple[str, str, tuple[str, ...]], ...]
    count: Callable[[Filters, dict[str, str], bool], Count[Any]]
    shown: Callable[[Any, Asked], Shown]
    note: str = ""


def drawing(name: str, form: str, request: Request) -> Response:
    """A drawing in a form: "" for the page, or one of `FORMS`."""
    if not form and (clean := without_blanks(request)) is not None:
        return clean
    kind = DRAWINGS[name]
    wanted, own = _asked(request, kind)
    figure = once(desk_of(request), kind.count(filters_of("events", wanted), own, form in ("json", "csv")))
    if form == "svg":
        headers = {"content-disposition": f'attachment; filename="{name}.svg"'}
        return Response(in_a_file(figure.svg()), media_type=SVG, headers=headers)
    if form == "png":
        return png_answer(figure.svg(), name)
    if form == "json":
        return json_answer({"kind": name, "told": figure.told, "rows": figure.rows()})
    if form == "csv":
        return csv_of(figure.rows(), f"{name}.csv")
    shown = kind.shown(figure, wanted)
    path, given = request.url.path, [*wanted.given, *own.items()]
    labels = {f.name: f.label for f in counted_fields("events")}
    chosen = [{"label": labels[n], "value": v, "without": addressed(path, [p for p in given if p != (n, v)])} for n, v in wanted.given]
    return desk_of(request).page(
        request, "drawing.html", title=kind.title, shown=shown, note=kind.note, action=path, asked=wanted, fields=counted_fields("events"), chosen=chosen,
        choices=kind.own, own=own, drawings=[(f"/{n}", d.title, addressed(f"/{n}", wanted.given)) for n, d in DRAWINGS.items()],
        twins={f.upper(): addressed(f"{path}.{f}", given) for f in FORMS}, listed=addressed("/events", wanted.given),
    )  # fmt: skip


def png_answer(svg: str, name: str) -> Response:
    """A drawing as a picture, to be kept under a name.

    Raises:
        NoPicture: none can be made here.
    """
    return Response(picture(svg), media_type="image/png", headers={"content-disposition": f'attachment; filename="{name}.png"'})


def csv_of(rows: Sequence[dict[str, Any]], name: str) -> Response:
    """Plain rows as CSV, to be kept under a name."""
    file = io.StringIO()
    if rows:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: "" if v is None else spreadsheet_safe(v) if isinstance(v, str) else v for k, v in row.items()} for row in rows)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(file.getvalue().encode("utf-8", "replace"), media_type="text/csv", headers=headers)


def _asked(request: Request, kind: Drawing) -> tuple[Asked, dict[str, str]]:
    """The filters of an address, and what it says of the drawing itself.

    Raises:
        BadQuestion: there is no such parameter, or it does not take the value.
    """
    given = request.query_params.multi_items()
    own: dict[str, str] = {}
    for name, label, values in kind.own:
        for value in (v.strip() for n, v in given if n == name and v.strip()):
            if value not in values:
                raise BadQuestion(f"{label.lower()} is {value[:40]!r}", f"There are: {', '.join(values)}.")
            own[name] = value
    names = {name for name, _, _ in kind.own} | {"limit", "page"}
    rest = Given(tuple((n, v) for n, v in given if n not in names))
    return asked("events", rest, only=counted_fields("events")), own


def _timeline(filters: Filters, own: dict[str, str], _: bool) -> Count[figures.Timeline]:
    unit: Unit | None = next((u for u in get_args(Unit) if u == own.get("by")), None)
    return Count("events", filters, ("timeline", unit), lambda db, rows: figures.timeline_of(db, filters, unit, rows))


def _actors(filters: Filters, own: dict[str, str], every: bool) -> Count[figures.Actors]:
    parties = int(own.get("parties", figures.PARTIES))
    return Count("events", filters, ("actors", parties, every), lambda db, rows: figures.actors_of(db, filters, parties, rows, every=every))


def _map(filters: Filters, own: dict[str, str], _: bool) -> Count[figures.WorldMap]:
    return Count("events", filters, ("map",), lambda db, rows: figures.map_of(db, filters, rows))


def _listed(wanted: Asked, *more: tuple[str, str]) -> str:
    """The list of the events that a mark stands for: the same filters, but for those that the mark sets."""
    names = {n for n, _ in more}
    return addressed("/events", [*((n, v) for n, v in wanted.given if n not in names), *more])


def _show_timeline(figure: figures.Timeline, wanted: Asked) -> Shown:
    def href(lane: Lane, period: Period) -> str:
        whole = figure.unit in ("month", "year") and period.first.endswith("-01") and (period.first[:7] + "-28") <= period.last
        since, until = (period.key, period.key) if whole and _is_whole(period) else (period.first, period.last)
        kind = () if any(n == "type" for n, _ in wanted.given) else (("type", lane.name),)  # a mode was asked for, which is narrower
        return _listed(wanted, *kind, ("since", since), ("until", until))

    if not figure.periods:
        return Shown(figure.told, None, ())
    rows = []
    for n, period in enumerate(figure.periods):
        cells = [(str(lane.counts[n]), href(lane, period)) if lane.counts[n] else ("", "") for lane in figure.lanes]
        if any(text for text, _ in cells):
            rows.append(((period.name, ""), *cells))
    table = Table(f"Events by {figure.unit} and type", (figure.unit, *(lane.name for lane in figure.lanes)), tuple(rows))
    return Shown(figure.told, Markup(figure.svg(href)), (table,))


def _is_whole(period: Period) -> bool:
    """Whether a month or year was not cut to the span of the reports: then reports dated by it alone belong to it too."""
    from onrecord.ledger.filters import first_day, last_day

    return (first_day(period.key), last_day(period.key)) == (period.first, period.last)


def _show_actors(figure: figures.Actors, wanted: Asked) -> Shown:
    def href(a: Arrow) -> str:
        return _listed(wanted, ("origin", a.source), ("target", a.target))

    if not figure.arrows:
        return Shown(figure.told, None, ())
    rows = []
    for a in figure.arrows[: figures.TOLD]:
        by_class = dict(a.counts)
        cells = [(str(by_class.get(q, "")), "") for q in QUADS]
        rows.append((
            (figure.names[a.source], f"/parties/{a.source}"), (figure.names[a.target], f"/parties/{a.target}"), (f"{a.total:,}", href(a)), *cells,
        ))  # fmt: skip
    left = f", the first {figures.TOLD} of {figure.pairs:,} pairs; the CSV has all" if figure.pairs > figures.TOLD else ""
    tables = [Table(f"Who acts on whom{left}", ("who", "on whom", "events", *(q.name for q in QUADS.values())), tuple(rows))]
    known = {(a.source, a.target): a for a in figure.drawn}
    parties = figure.parties[:IN_MATRIX]
    matrix = []
    for key, name in parties:
        found = [known.get((key, other)) for other, _ in parties]
        matrix.append(((name, f"/parties/{key}"), *((str(a.total), href(a)) if a else ("", "") for a in found)))
    tables.append(Table("The same as a matrix: a row acts on a column", ("", *(name for _, name in parties)), tuple(matrix)))
    drawn = Markup(figure.svg(lambda key: f"/parties/{key}", href)) if figure.drawn else None
    return Shown(figure.told, drawn, tuple(tables))


def _show_map(figure: figures.WorldMap, wanted: Asked) -> Shown:
    def href(place: Place) -> str:
        return _listed(wanted, ("place", place.key))

    if not figure.places and not figure.unplaced:
        return Shown(figure.told, None, ())
    rows = [((p.name, ""), (f"{p.count:,}", href(p))) for p in figure.places]
    rows += [((code, ""), (f"{count:,}", "")) for code, count in figure.unplaced]
    return Shown(figure.told, Markup(figure.svg(href)), (Table("Events by the country in which they happened", ("country", "events"), tuple(rows)),))


DRAWINGS: dict[str, Drawing] = {
    "timeline": Drawing("Timeline", (("by", "Bars by", get_args(Unit)),), _timeline, _show_timeline),
    "actors": Drawing("Who acts on whom", (("parties", "Parties drawn", tuple(str(n) for n in range(LEAST_PARTIES, MOST_PARTIES + 1))),),
                      _actors, _show_actors),
    "map": Drawing("Map", (), _map, _show_map, SOURCE),
}  # fmt: skip
DRAWN: dict[str, Callable[[Request], Response]] = {
    name + (f".{form}" if form else ""): partial(drawing, name, form) for name in DRAWINGS for form in ("", *FORMS)
}
