"""The board of commitments, the lists, the search, and their twins as JSON and CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.keeping import Listing
from onrecord.ledger.answers import Answer, Hit
from onrecord.ledger.filters import Kind, last_day
from onrecord.ledger.query import COUNTED
from onrecord.model import Stage
from onrecord.room.asking import KINDS, LONGEST, Asked, Field, addressed, asked, fields, page_of
from onrecord.room.days import as_of_steps, ledger_slider, slid, today
from onrecord.room.desk import desk_of, json_answer
from onrecord.room.rendering import plain
from onrecord.views.listing import TABLES, rendered

TITLES: dict[Kind, str] = {
    "commitments": "Commitments", "events": "Events", "statements": "Statements", "articles": "Articles", "parties": "Parties",
}
LINKED = {"CommitmentThread": "what", "EventThread": "words", "StatementMade": "what", "ArticleRead": "title", "PartyKnown": "name"}
"""The column whose words lead to the thing."""
HEADINGS = {"n": "reports", "c": "commitments", "e": "events", "s": "statements", "sum": "amount", "last": "last report", "acts": "acts in",
            "says": "statements", "also": "also called"}  # fmt: skip
COLUMN_NOTES = {
    "withdrawn": "taken back", "suspended": "put on hold", "refused": "said no to", "denied": "said never to have been made",
}
SEARCHED, SEARCHED_MOST = 20, 200


def board(request: Request) -> Response:
    """The commitments by the stage at which they stand."""
    if (clean := slid(request) or without_blanks(request)) is not None:
        return clean
    wanted = asked("commitments", request.query_params)
    found = desk_of(request).ledger.commitments(**wanted.filters)
    by_stage: dict[str, list[Any]] = {}
    for one in found:
        by_stage.setdefault(one.stage, []).append(one)
    last = today(request)
    day = last_day(wanted.filters.get("as_of") or last)
    columns = [{"stage": s, "note": COLUMN_NOTES.get(s, ""), "cards": by_stage[s]} for s in get_args(Stage) if s in by_stage]
    return desk_of(request).page(
        request, "board.html", title="Commitments", columns=columns, as_of_day=day, slider=ledger_slider(request, day),
        as_of_steps=as_of_steps(day, "/", wanted.given, last), **about("commitments", "/", wanted, found),
    )  # fmt: skip


def listing(kind: Kind, request: Request) -> Response:
    """A list as a table."""
    if (clean := without_blanks(request)) is not None:
        return clean
    wanted = asked(kind, request.query_params)
    found, headings, rows = table_of(request, kind, wanted)
    return desk_of(request).page(
        request, "list.html", title=TITLES[kind], headings=headings, rows=rows,
        counted=addressed(f"/table/{kind}", [p for p in wanted.given if p[0] not in ("as_of", "sort")]) if kind != "parties" else "",
        **about(kind, f"/{kind}", wanted, found),
    )  # fmt: skip


def table_of(request: Request, kind: Kind, wanted: Asked) -> tuple[Listing[Any], list[str], list[list[dict[str, str]]]]:
    """What a list holds, and the same as headings and rows of cells."""
    found = _found(request, kind, wanted)
    columns = [c for c in TABLES[found.kind.__name__] if c[0] != "id"]
    return found, [HEADINGS.get(c[0], c[0]) for c in columns], [_row(kind, found.kind.__name__, one, columns) for one in found]


def twin(kind: Kind, form: str, request: Request) -> Response:
    """A list as JSON or CSV, by the same filters."""
    wanted = asked(kind, request.query_params, file=True)
    found = _found(request, kind, wanted)
    if form == "json":
        return json_answer({"kind": kind, "shown": len(found), "more": found.more, "rows": found.to_dicts()})
    return csv_answer(found, found.kind, f"{kind}.csv")


def csv_answer(rows: Iterable[Answer], kind: type[Answer], name: str) -> Response:
    """Rows as CSV, to be kept under a name."""
    text = rendered(tuple(rows), kind, "csv")
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8", "replace"), media_type="text/csv", headers=headers)


def search_page(request: Request) -> Response:
    """What holds some words, by kind, the words marked."""
    words, limit, page, hits = _searched(request)
    groups = [{"kind": k, "hits": [h for h in hits if h.kind == k]} for k in ("commitment", "event", "statement", "article")]
    given = [("q", words), *([("limit", str(limit))] if limit != SEARCHED else [])]
    full = any(len(g["hits"]) == limit for g in groups) and (page + 1) * limit <= SEARCHED_MOST
    turns = {"previous": _turned(given, page - 1) if page > 1 else "", "next": _turned(given, page + 1) if full else "", "page": page}
    return desk_of(request).page(
        request, "search.html", title=f"Search: {words}" if words else "Search", words=words, groups=[g for g in groups if g["hits"]],
        turns=turns, limit=limit, twins=_twins("/search", [("q", words)] if words else []),
        feed=addressed("/feed.atom", [("q", words), ("of", "all")]) if words else "",
    )  # fmt: skip


def search_twin(form: str, request: Request) -> Response:
    """The hits as JSON or CSV."""
    words, _, _, hits = _searched(request)
    if form == "json":
        return json_answer({"words": words, "shown": len(hits), "rows": hits.to_dicts()})
    return csv_answer(hits, Hit, "search.csv")


def _turned(given: list[tuple[str, str]], page: int) -> str:
    return addressed("/search", [*given, *([("page", str(page))] if page > 1 else [])])


def _searched(request: Request) -> tuple[str, int, int, Listing[Hit]]:
    """The words, how many hits of each kind a page has, which page, and its hits."""
    from onrecord.errors import BadQuestion

    words = request.query_params.get("q", "").strip()
    if len(words) > LONGEST:
        raise BadQuestion(f"the words to look for are {len(words):,} characters", f"At most {LONGEST} are taken.")
    limit = request.query_params.get("limit", str(SEARCHED)).strip() or str(SEARCHED)
    if not limit.isascii() or not limit.isdigit() or not 1 <= int(limit[:9]) <= SEARCHED_MOST:
        raise BadQuestion(f"a limit of {limit!r} is not taken here", f"Give a whole number from 1 to {SEARCHED_MOST}.")
    page, each = page_of(request.query_params.get("page", "1").strip() or "1"), int(limit)
    if page * each > SEARCHED_MOST and page > 1:
        raise BadQuestion(f"a search has no page {page} of {each} hits of each kind", f"It gives up to {SEARCHED_MOST} of each; use more words.")
    found = desk_of(request).ledger.search(words, limit=page * each) if words else Listing((), Hit)
    return words, each, page, Listing(tuple(h for h in found if h.rank > (page - 1) * each), Hit)


def without_blanks(request: Request) -> Response | None:
    """A form sends its empty fields too; the address that is kept names only what was asked for."""
    pairs = request.query_params.multi_items()
    kept = [(name, value) for name, value in pairs if value.strip()]
    return RedirectResponse(addressed(request.url.path, kept), 302) if len(kept) < len(pairs) else None


def _found(request: Request, kind: Kind, wanted: Asked) -> Listing[Any]:
    found = getattr(desk_of(request).ledger, kind)(**wanted.filters)
    assert isinstance(found, Listing)
    return found


def _row(kind: Kind, name: str, one: Any, columns: list[tuple[str, int | None, Callable[[Any], str]]]) -> list[dict[str, str]]:
    cells = []
    for title, _, cell in columns:
        text = cell(one)
        linked = title == LINKED[name]
        text = plain(text) if title in ("stage", "status") else text
        cells.append({"heading": HEADINGS.get(title, title), "text": text or ("(untitled)" if linked else ""),
                      "href": f"/{kind}/{one.id}" if linked else ""})  # fmt: skip
    return cells


def about(kind: Kind, path: str, wanted: Asked, found: Listing[Any], form: tuple[Field, ...] = ()) -> dict[str, Any]:
    """What the head of a list is made from."""
    more = addressed(path, [*wanted.given, ("limit", str(min(4 * wanted.limit, wanted.most)))])
    count = f"{'at least ' if found.more >= COUNTED else ''}{found.more:,}" if found.more else ""
    turns = {
        "previous": wanted.turned(path, wanted.page - 1) if wanted.page > 1 else "", "next": wanted.turned(path, wanted.page + 1) if found.more else "",
        "page": wanted.page, "first": wanted.skipped + 1 if found else 0,
    }  # fmt: skip
    labels = {f.name: f.label for f in fields(kind)}
    chosen = [{"label": labels[n], "value": v, "without": wanted.address(path, without=(n, v))} for n, v in wanted.given]
    return {
        "kind": kind, "action": path, "fields": form or fields(kind), "asked": wanted, "shown": len(found), "more": count, "chosen": chosen, "turns": turns,
        "more_address": more if found.more and wanted.limit < wanted.most and wanted.page == 1 else "", "twins": _twins(f"/{kind}", wanted.given),
        "as_of": wanted.filters.get("as_of"), "feed": addressed("/feed.atom", followed(kind, wanted.given)), "other": "/commitments" if path == "/" else "/",
    }  # fmt: skip


def followed(kind: Kind, given: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What the feed of a list follows: the same things by the same filters; of lists that do not change, the parties and words they ask for."""
    if kind in ("commitments", "events"):
        of = [("of", "events")] if kind == "events" else []
        return of + [(n, v) for n, v in given if n not in ("since", "until", "as_of", "sort")]
    kept = [(n, v) for n, v in given if n in ("party", "origin", "country", "text") and kind != "parties"]
    return [("of", "all"), *kept] if kept else []


def _twins(path: str, given: Iterable[tuple[str, str]]) -> dict[str, str]:
    pairs = list(given)
    return {form.upper(): addressed(f"{path}.{form}", pairs) for form in ("json", "csv")}


LISTS: dict[str, Callable[[Request], Response]] = {kind: partial(listing, kind) for kind in KINDS}
TWINS: dict[str, Callable[[Request], Response]] = {f"{kind}.{form}": partial(twin, kind, form) for kind in KINDS for form in ("json", "csv")}
