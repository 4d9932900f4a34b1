"""Tables with counts: beside the rows of a list, for each of its fields, how many rows have which value; each value is a link that narrows the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from onrecord.codebook.countries import country_of_code
from onrecord.ledger import counts
from onrecord.ledger.filters import Filters, Kind
from onrecord.room.asking import LONGEST, Asked, addressed, asked, counted_fields
from onrecord.room.counting import Count, filters_of, once
from onrecord.room.desk import desk_of, json_answer
from onrecord.room.drawings import csv_of
from onrecord.room.lists import TITLES, about, table_of, without_blanks
from onrecord.room.rendering import plain

SHOWN, MOST = 8, 60
"""Values of a field that are shown at once, and behind "more"; the twins have all."""
LABELS = {
    "stage": "Stage", "type": "Type", "country": "Country", "outlet": "Outlet", "certainty": "Certainty", "month": "Month of a report", "status": "Status",
    "stance": "Stance",
}  # fmt: skip
Counts = tuple[int, dict[str, list[tuple[str, int]]]]
OWN_LABELS = {("commitments", "type"): "Instrument", ("statements", "type"): "Manner"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field: in words, how many rows have it, the address that narrows the list to it ("" for none), and whether that was done."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A field with its values; `without`: the address that asks for all values again, "" where all are."""

    label: str
    values: tuple[Value, ...]
    more: tuple[Value, ...]
    left_out: int
    without: str


def table(kind: Kind, request: Request) -> Response:
    """A list with the counts of its fields."""
    if (clean := without_blanks(request)) is not None:
        return clean
    path = request.url.path
    wanted = asked(kind, request.query_params, only=counted_fields(kind))
    found, headings, rows = table_of(request, kind, wanted)
    count, by_field = once(desk_of(request), table_count(kind, filters_of(kind, wanted)))
    facets = [_facet(kind, name, values, wanted, path, count) for name, values in by_field.items() if values]
    known = about(kind, path, wanted, found, counted_fields(kind))
    if found.more:
        known["more"] = f"{count - wanted.skipped - len(found):,}"  # counted here, where a list alone knows how many more there are only up to a number
    known["twins"] = {form.upper(): addressed(f"{path}.{form}", wanted.given) for form in ("json", "csv")}
    others = [(f"/table/{k}", TITLES[k]) for k in counts_of_kinds()]
    return desk_of(request).page(
        request, "table.html", title=f"{TITLES[kind]}, counted", headings=headings, rows=rows, facets=facets, count=count, others=others,
        listed=addressed(f"/{kind}", wanted.given), **known,
    )  # fmt: skip


def table_twin(kind: Kind, form: str, request: Request) -> Response:
    """The counts as JSON or CSV: every value of every field."""
    wanted = asked(kind, request.query_params, only=counted_fields(kind))
    count, by_field = once(desk_of(request), table_count(kind, filters_of(kind, wanted)))
    rows = [{"field": name, "value": value, "rows": n} for name, values in by_field.items() for value, n in values]
    if form == "csv":
        return csv_of(rows, f"{kind}-counts.csv")
    return json_answer({"kind": kind, "rows": count, "counts": {name: dict(values) for name, values in by_field.items()}})


def counts_of_kinds() -> tuple[Kind, ...]:
    """The lists that are counted."""
    return ("commitments", "events", "statements", "articles")


def table_count(kind: Kind, filters: Filters) -> Count[Counts]:
    """What is counted for a table: how many rows meet the filters, and the counts of their fields."""
    return Count(kind, filters, ("table",), lambda db, rows: (rows.count, counts.facets(rows)))


def _facet(kind: Kind, name: str, values: Sequence[tuple[str, int]], wanted: Asked, path: str, all_rows: int) -> Facet:
    """A field with links; one that was asked for shows only what was asked."""
    label = OWN_LABELS.get((kind, name), LABELS[name])
    sets = ("since", "until") if name == "month" else (name,)
    rest = [(n, v) for n, v in wanted.given if n not in sets]
    given = {n: v for n, v in wanted.given if n in sets}
    if given and (name != "month" or _one_month(given)):  # what else the rows have besides what was asked for would count another list
        asked_for = [v for n, v in wanted.given if n in sets][:1 if name == "month" else None]
        numbers = {_folded(value): count for value, count in values}
        chosen = tuple(Value(_label(name, v), numbers.get(_folded(v), all_rows), "", True) for v in asked_for)
        return Facet(label, chosen, (), 0, addressed(path, rest))
    made = [Value(_label(name, value), count, _address(name, value, given, rest, path), False) for value, count in values]
    shown = SHOWN if len(made) > SHOWN + 2 else len(made)
    return Facet(label, tuple(made[:shown]), tuple(made[shown:MOST]), max(0, len(made) - MOST), addressed(path, rest) if given else "")


def _label(name: str, value: str) -> str:
    if name == "country":
        country = country_of_code(value)
        return country.name if country else value
    return value if name in ("outlet", "month") or value.isupper() else plain(value)


def _address(name: str, value: str, given: dict[str, str], rest: Sequence[tuple[str, str]], path: str) -> str:
    """The address that asks for a value besides: a month within a stretch that was asked for stays within it."""
    if name == "month":
        bounds = [(n, given[n] if given.get(n, "").startswith(value) else value) for n in ("since", "until")]
        return addressed(path, [*rest, *bounds])
    if len(value) > LONGEST or (name == "country" and country_of_code(value) is None):
        return ""
    return addressed(path, [*rest, (name, value)])


def _one_month(given: dict[str, str]) -> bool:
    """Whether the stretch that was asked for lies within a month."""
    return len({given.get(n, n)[:7] for n in ("since", "until")}) == 1 and all(len(v) >= 7 for v in given.values())


def _folded(value: str) -> str:
    return value.casefold().replace(" ", "_")


COUNTED: dict[str, Callable[[Request], Response]] = {
    **{f"table/{kind}": partial(table, kind) for kind in counts_of_kinds()},
    **{f"table/{kind}.{form}": partial(table_twin, kind, form) for kind in counts_of_kinds() for form in ("json", "csv")},
}
