"""The reading room as an ASGI application: which address leads where, and how errors are told."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.errors import BadQuestion, BadReview, LedgerBusy, LedgerError, NoLedger, NoPicture, OnRecordError, ReadOnlyLedger, UnknownItem
from onrecord.room.article_page import article
from onrecord.room.desk import Desk, desk_of, json_answer
from onrecord.room.drawings import DRAWN
from onrecord.room.feeds import atom, json_feed
from onrecord.room.guard import Guard
from onrecord.room.joining import join_page
from onrecord.room.lists import LISTS, TWINS, board, search_page, search_twin
from onrecord.room.rendering import script, style
from onrecord.room.reviewing import name, review
from onrecord.room.saving import Saving
from onrecord.room.tables import COUNTED
from onrecord.room.talk import PAGES as TALK
from onrecord.room.things import THING_TWINS, THINGS

STATUSES: tuple[tuple[type[OnRecordError], int, str], ...] = (
    (BadQuestion, 400, "That cannot be asked"),
    (UnknownItem, 404, "Not on record"),
    (BadReview, 422, "That cannot be said"),
    (NoPicture, 501, "No picture here"),
    (LedgerBusy, 503, "The ledger is busy"),
    (NoLedger, 503, "The ledger is gone"),
    (ReadOnlyLedger, 403, "The ledger may not be written to"),
    (LedgerError, 500, "The ledger cannot be read"),
    (OnRecordError, 500, "Something went wrong"),
)
TITLES = {403: "Not allowed", 404: "No such page", 405: "Not that way", 415: "No form", 422: "That cannot be said"}
WAIT = "10"
"""Seconds after which to ask a busy ledger again."""


def make_app(path: str | Path, *, token: str | None = None, hosts: Collection[str] = (), wait: float = 5.0) -> Guard:
    """The reading room over a ledger.

    Args:
        path: the ledger's file.
        token: what every request must show; None for a room that only this machine can reach.
        hosts: names besides this machine's own under which it is reached.
        wait: seconds that a review waits for another process that is writing to the ledger.
    """
    app = Starlette(routes=_routes(), exception_handlers={OnRecordError: _own_error, HTTPException: _http_error, Exception: _unexpected})
    app.state.desk = Desk(Path(path), wait=wait)
    app.add_middleware(Saving)
    return Guard(app, token=token, hosts=hosts)


def desk_in(app: Guard) -> Desk:
    """The desk of a room that `make_app` made."""
    assert isinstance(app.app, Starlette)
    desk = app.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def _routes() -> list[Route]:
    routes = [Route("/", board)]
    routes += [Route(f"/{name}", page) for name, page in {**TWINS, **DRAWN, **COUNTED}.items()]
    routes += [Route(f"/{kind}", page) for kind, page in LISTS.items()]
    routes += [Route(f"/{plural}/{{id}}.{form}", page) for (plural, form), page in THING_TWINS.items()]
    routes += [Route(f"/{plural}/{{id}}", page) for plural, page in THINGS.items()]
    routes += [Route("/articles/{id}", article), Route("/join/{id}", join_page)]
    routes += [Route("/search", search_page), Route("/search.json", _search_json), Route("/search.csv", _search_csv)]
    routes += [Route(f"/{name}", page) for name, page in TALK.items()]
    routes += [Route("/feed.atom", atom), Route("/feed.json", json_feed)]
    routes += [Route("/review", review, methods=["POST"]), Route("/name", name, methods=["GET", "POST"])]
    return [*routes, Route("/room.css", _style), Route("/room.js", _script), Route("/favicon.ico", _icon), Route("/robots.txt", _robots)]


def _search_json(request: Request) -> Response:
    return search_twin("json", request)


def _search_csv(request: Request) -> Response:
    return search_twin("csv", request)


def _style(request: Request) -> Response:
    return Response(style(), media_type="text/css", headers={"cache-control": "max-age=300"})


def _script(request: Request) -> Response:
    return Response(script(), media_type="text/javascript", headers={"cache-control": "max-age=300"})


def _icon(request: Request) -> Response:
    return Response(status_code=204)


def _robots(request: Request) -> Response:
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")


def _own_error(request: Request, error: Exception) -> Response:
    """An error of onrecord's own: what is wrong and the way out."""
    assert isinstance(error, OnRecordError)
    status, title = next((s, t) for kind, s, t in STATUSES if isinstance(error, kind))
    problem, remedy = str(getattr(error, "problem", error)), str(getattr(error, "remedy", ""))
    if isinstance(error, BadReview):  # its path is what was given: a field and its value, or an id
        problem = f"“{error.path}”: {problem}"
    answer = _told(request, status, title, problem, remedy)
    if status == 503:
        answer.headers["retry-after"] = WAIT
    return answer


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = {404: "There is nothing at this address", 405: "This address does not take that"}.get(error.status_code, error.detail)
    answer = _told(request, error.status_code, TITLES.get(error.status_code, "Something went wrong"), detail.rstrip("."), "")
    for header, value in (error.headers or {}).items():
        answer.headers[header] = value
    return answer


def _unexpected(request: Request, error: Exception) -> Response:
    return _told(request, 500, "Something went wrong", "That is a fault of the program; the terminal it runs in tells more", "")


def _told(request: Request, status: int, title: str, problem: str, remedy: str) -> Response:
    sentence = problem[:1].upper() + problem[1:] + "."
    if request.url.path.endswith((".json", ".csv", ".atom")):
        return json_answer({"error": sentence, "remedy": remedy, "status": status}, status=status)
    return desk_of(request).page(request, "error.html", title=title, problem=sentence, remedy=remedy, status=status)
