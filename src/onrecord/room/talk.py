"""What people said of the program's reading: where they do not agree, and the whole log; with their twins as JSON and CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import BadQuestion
from onrecord.ledger.answers import ReviewMade
from onrecord.ledger.disputes import Disputed, Order, tallies
from onrecord.room.asking import FILE_MOST, FILE_SHOWN, LONGEST, MOST, addressed
from onrecord.room.desk import desk_of, json_answer
from onrecord.room.lists import csv_answer
from onrecord.room.rendering import KINDS, address_of
from onrecord.room.things import EDITED

SHOWN = 50


def disputed_page(request: Request) -> Response:
    """The mentions on which people do not agree, each with what they said and a form to say more."""
    asked = _asked(request, ("sort", "discussed", "limit"))
    limit = _number(asked, "limit", SHOWN, MOST)
    sort, discussed = asked.get("sort", "newest"), asked.get("discussed") == "1"
    ledger = desk_of(request).ledger
    found = ledger.disputed(sort=sort, discussed=discussed, limit=limit)
    said: dict[str, list[Any]] = {d.id: [] for d in found}
    log = [r for r in ledger.reviews() if r.item_id in said]
    for one in log:
        if not one.undone and one.action != "undo":
            said[one.item_id].append(one)
    base = [(n, v) for n, v in asked.items() if n != "limit"]
    kept = [("discussed", "1")] if discussed else []
    orders = [(name, addressed("/disputed", [("sort", name), *kept])) for name in get_args(Order)]
    return desk_of(request).page(
        request, "disputed.html", title="What is disputed", rows=found, more=found.more, said=said, counts=tallies(log), orders=orders, sort=sort,
        discussed=discussed, edited=EDITED, twins=_twins("/disputed", base),
        other=addressed("/disputed", [("sort", sort), *([] if discussed else [("discussed", "1")])]),
        more_address=addressed("/disputed", [*base, ("limit", str(min(4 * limit, MOST)))]) if found.more and limit < MOST else "",
        hrefs={d.id: _href(d.id, d.article_id, counts=d.review != "rejected") for d in found},
    )  # fmt: skip


def log_page(request: Request) -> Response:
    """All reviews, the latest first."""
    asked = _asked(request, ("who", "before"))
    ledger = desk_of(request).ledger
    before = _number(asked, "before", 10**9, 10**9)
    every = [r for r in reversed(ledger.reviews()) if r.number < before and asked.get("who", r.who) == r.who]
    rows = every[:SHOWN]
    base = [(n, v) for n, v in asked.items() if n != "before"]
    return desk_of(request).page(
        request, "reviews.html", title="What people said", rows=rows, more=len(every) - len(rows), by=asked.get("who", ""),
        more_address=addressed("/reviews", [*base, ("before", str(rows[-1].number))]) if rows else "",
        twins=_twins("/reviews", base), hrefs={r.item_id: _href(r.item_id) for r in rows},
    )  # fmt: skip


def disputed_twin(form: str, request: Request) -> Response:
    """The disputed mentions as JSON or CSV."""
    asked = _asked(request, ("sort", "discussed", "limit"))
    found = desk_of(request).ledger.disputed(
        sort=asked.get("sort", "newest"), discussed=asked.get("discussed") == "1", limit=_number(asked, "limit", FILE_SHOWN, FILE_MOST)
    )
    if form == "json":
        return json_answer({"kind": "disputed", "shown": len(found), "more": found.more, "rows": found.to_dicts()})
    return csv_answer(found, Disputed, "disputed.csv")


def log_twin(form: str, request: Request) -> Response:
    """The log of reviews, in its own order, as JSON or CSV."""
    asked = _asked(request, ("who",))
    rows = [r for r in desk_of(request).ledger.reviews() if asked.get("who", r.who) == r.who]
    if form == "json":
        return json_answer({"kind": "reviews", "shown": len(rows), "rows": [asdict(r) for r in rows]})
    return csv_answer([ReviewMade(**{c: getattr(r, c) for c in ReviewMade.columns()}) for r in rows], ReviewMade, "reviews.csv")


def _href(one: str, article: str = "", *, counts: bool = True) -> str:
    """Where a mention is shown: on the page of its thread, or, once rejected, in its article."""
    return address_of(KINDS[one[0]], one) if counts or not article else f"/articles/{article}#{one}"


def _asked(request: Request, known: tuple[str, ...]) -> dict[str, str]:
    asked = {name: value.strip() for name, value in request.query_params.multi_items() if value.strip()}
    for name, value in asked.items():
        if name not in known:
            raise BadQuestion(f"this page takes no {name[:LONGEST]!r}", f"It takes: {', '.join(known)}.")
        if len(value) > LONGEST:
            raise BadQuestion(f"the value of {name} is {len(value):,} characters", f"At most {LONGEST} are taken.")
    return asked


def _number(asked: dict[str, str], name: str, usual: int, most: int) -> int:
    value = asked.get(name, str(usual))
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:12]) <= most:
        raise BadQuestion(f"{name} {value[:20]!r} is not taken here", f"Give a whole number from 1 to {most:,}.")
    return int(value)


def _twins(path: str, given: list[tuple[str, str]]) -> dict[str, str]:
    return {form.upper(): addressed(f"{path}.{form}", given) for form in ("json", "csv")}


PAGES: dict[str, Callable[[Request], Response]] = {
    "disputed": disputed_page, "reviews": log_page,
    **{f"disputed.{form}": partial(disputed_twin, form) for form in ("json", "csv")},
    **{f"reviews.{form}": partial(log_twin, form) for form in ("json", "csv")},
}
