"""Feeds of what happens: to a commitment, an event, a party, a pair, a search or a filtered list, as Atom and as JSON Feed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import BadQuestion
from onrecord.following import Followed, happened, standing, year_back
from onrecord.keeping import Ledger, Listing
from onrecord.ledger.happenings import FOLLOWED, KINDS, Happening
from onrecord.room.asking import LONGEST, addressed, asked
from onrecord.room.desk import Desk, desk_of
from onrecord.room.rendering import address_of, plain
from onrecord.views import feeds
from onrecord.views.wording import one_line

OWN = ("commitment", "event", "article", "since", "until", "of", "events", "on", "limit")
"""The parameters of a feed that are no filters of a list."""
SHOWN, MOST = 50, 500


class Pairs:
    """Parameters, as `asked` reads them."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self.pairs = list(pairs)

    def multi_items(self) -> list[tuple[str, str]]:
        """All of them in order."""
        return self.pairs


def atom(request: Request) -> Response:
    """What happened as an Atom feed (RFC 4287)."""
    return _answer(request, feeds.atom(_feed(request)), "application/atom+xml")


def json_feed(request: Request) -> Response:
    """What happened as JSON Feed 1.1."""
    return _answer(request, feeds.json_feed(_feed(request)), "application/feed+json")


def _answer(request: Request, body: bytes, kind: str) -> Response:
    """A reader that has it already is told so and sent nothing."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    known = {t.strip().removeprefix("W/") for t in request.headers.get("if-none-match", "").split(",")}
    if tag in known:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)


def _feed(request: Request) -> feeds.Feed:
    """The feed that an address asks for.

    Raises:
        BadQuestion: a parameter that there is not, or a value that it does not take.
        UnknownItem: there is no such commitment, event or article.
    """
    given = [(n, v.strip()) for n, v in request.query_params.multi_items() if v.strip()]
    own = {n: v for n, v in given if n in OWN}
    for name, value in own.items():
        if len(value) > LONGEST:
            raise BadQuestion(f"{name} is {len(value):,} characters long", f"At most {LONGEST} are taken.")
    rest = [(n, v) for n, v in given if n not in OWN]
    ledger = desk_of(request).ledger
    followed = _followed(own, rest)
    day = standing(ledger.path)
    since = own.get("since") or ("0001" if followed.one else year_back(day))
    rows = latest_of(desk_of(request), followed, since, own.get("until"), _limit(own.get("limit", str(SHOWN))))
    base = f"{request.url.scheme}://{request.headers.get('host', '')}"  # the guard has looked at the name
    query = f"?{request.url.query}" if request.url.query else ""
    page = address_of(*_named(followed.one)) if followed.one else addressed("/events" if followed.of == "events" else "/commitments", rest)
    return feeds.Feed(
        _title(ledger, followed), (request.url.query,), rows, base + page, lambda h: base + address_of(h.thread, h.thread_id), day,
        f"{base}/feed.atom{query}", f"{base}/feed.json{query}",
    )  # fmt: skip


def latest_of(desk: Desk, followed: Followed, since: str, until: str | None, limit: int) -> Listing[Happening]:
    """What happened to what is followed; kept until somebody writes to the ledger, for readers of feeds ask for the same again and again."""
    key = ("feed", json.dumps([followed.one, dict(followed.filters), followed.of, list(followed.kinds)]), since, until, limit)
    ledger = desk.ledger
    return desk.kept(key, lambda: happened(ledger.path, followed, since=since, until=until, limit=limit, wait=ledger.wait))


def latest_of_all(desk: Desk) -> Listing[Happening]:
    """What the feed of the whole ledger tells where nothing else is asked for."""
    return latest_of(desk, Followed(), year_back(standing(desk.ledger.path)), None, SHOWN)


def _followed(own: dict[str, str], rest: list[tuple[str, str]]) -> Followed:
    """What an address follows."""
    ones = [own[n] for n in ("commitment", "event", "article") if n in own]
    if len(ones) > 1:
        raise BadQuestion("a feed is of one commitment, event or article", "Name one of them.")
    of: Any = own.get("of") or ("all" if own.get("events", "0") not in ("0", "false", "no") or "event" in own else "commitments")
    if of not in ("commitments", "events", "all"):
        raise BadQuestion(f"a feed is not of {of!r}", "It is of commitments, events, or all.")
    kinds = tuple(k.strip() for k in own["on"].split(",") if k.strip()) if "on" in own else FOLLOWED if of == "commitments" else KINDS
    filters: dict[str, Any] = {}
    for kind in ("commitments", "events"):
        if of in (kind, "all"):
            try:
                filters = {n: v for n, v in asked(kind, Pairs(rest)).filters.items() if n not in ("limit", "skip")}
            except BadQuestion as error:
                if "there is no filter" in error.problem:
                    error = BadQuestion(f"{error.problem} in a feed", f"{error.remedy[:-1]}, {', '.join(OWN)}.")
                raise error from None
    return Followed(ones[0] if ones else None, filters, of, kinds)


def _named(one: str) -> tuple[str, str]:
    """The kind and id of a thing, by the letter with which its id begins."""
    return {"c": "commitment", "e": "event", "a": "article"}[one.lower().removeprefix("t")[:1]], one


def _limit(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) <= MOST:
        raise BadQuestion(f"a limit of {value!r} is not taken here", f"Give a whole number from 1 to {MOST}.")
    return int(value[:9])


def _title(ledger: Ledger, followed: Followed) -> str:
    """The name of a feed: whom and what it follows."""
    names = []
    if followed.one:
        head: Any = ledger.show(followed.one).head
        who = getattr(head, "promisor", None) or getattr(head, "actor", None)
        what = getattr(head, "action", None) or getattr(head, "words", None) or getattr(head, "title", None) or head.id
        names.append(f"{who}: {what}" if who else str(what))
    for name, value in followed.filters.items():
        if name in ("party", "origin", "target"):
            said = _party_name(ledger, value)
            names.append(said if name == "party" else f"{'from' if name == 'origin' else 'to'} {said}")
        elif name == "pair":
            names.append(" and ".join(_party_name(ledger, v) for v in value))
        elif name == "text":
            names.append(f"“{value}”")
        elif value is True:
            names.append(plain(name))
        elif name != "sort":
            names.append(f"{plain(name)} {plain(', '.join(value) if isinstance(value, tuple) else str(value))}")
    whole = {"commitments": "all commitments", "events": "all events", "all": "all commitments and events"}[followed.of]
    return one_line("On record: " + (", ".join(names) or whole))[:300]


def _party_name(ledger: Ledger, wanted: str) -> str:
    return str(getattr(ledger.show(wanted).head, "name", wanted)) if wanted.startswith("p-") else wanted
