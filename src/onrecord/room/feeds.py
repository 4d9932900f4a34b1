"""Feeds of what changes: for a commitment, a party, a pair or a search, as Atom and as JSON Feed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as Xml

from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import BadQuestion
from onrecord.keeping import Ledger
from onrecord.ledger.answers import Change
from onrecord.room.asking import LONGEST
from onrecord.room.desk import desk_of, here, json_answer
from onrecord.room.rendering import address_of, plain
from onrecord.views.html import visible
from onrecord.views.wording import one_line

TAKEN = ("commitment", "event", "party", "pair", "q", "text", "since", "events", "limit")
SHOWN, MOST = 50, 500
BACK = 366
"""Days before the latest report from which a feed starts where none is named."""
ATOM = "http://www.w3.org/2005/Atom"


def atom(request: Request) -> Response:
    """The changes as an Atom feed (RFC 4287)."""
    title, rows = _changes(request)
    base = _base(request)
    Xml.register_namespace("", ATOM)
    feed = Xml.Element(f"{{{ATOM}}}feed")
    own = base + here(request)
    _put(feed, "title", title)
    _put(feed, "id", _tag("feed", request.url.query))
    _put(feed, "updated", _stamp(rows[0].date if rows else None))
    _put(feed, "link", None, rel="self", type="application/atom+xml", href=own)
    _put(feed, "link", None, rel="alternate", type="text/html", href=base + "/")
    _put(_put(feed, "author", None), "name", "onrecord")
    for row in rows:
        entry = _put(feed, "entry", None)
        _put(entry, "title", _title(row))
        _put(entry, "id", _id(row))
        _put(entry, "updated", _stamp(row.date))
        _put(entry, "link", None, rel="alternate", type="text/html", href=base + _page(row))
        _put(entry, "content", _content(row), type="text")
    return Response(Xml.tostring(feed, encoding="utf-8", xml_declaration=True), media_type="application/atom+xml")


def json_feed(request: Request) -> Response:
    """The changes as JSON Feed 1.1."""
    title, rows = _changes(request)
    base = _base(request)
    items = [
        {"id": _id(row), "url": base + _page(row), "title": _title(row), "content_text": _content(row),
         "date_published": _stamp(row.date), "tags": [row.change]} for row in rows
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": title, "home_page_url": base + "/", "feed_url": base + here(request)}
    return json_answer({**feed, "items": items}, type="application/feed+json")


def _changes(request: Request) -> tuple[str, Sequence[Change]]:
    """The name of a feed and its changes, the latest first.

    Raises:
        BadQuestion: a parameter that there is not, or a value that it does not take.
        UnknownItem: there is no such commitment or event.
    """
    params = {n: v.strip() for n, v in request.query_params.multi_items() if v.strip()}
    for name, value in params.items():
        if name not in TAKEN:
            raise BadQuestion(f"a feed takes no {name[:LONGEST]!r}", f"It takes: {', '.join(TAKEN)}.")
        if len(value) > LONGEST:
            raise BadQuestion(f"{name} is {len(value):,} characters long", f"At most {LONGEST} are taken.")
    limit = params.get("limit", str(SHOWN))
    if not limit.isascii() or not limit.isdigit() or not 1 <= int(limit[:9]) <= MOST:
        raise BadQuestion(f"a limit of {limit!r} is not taken here", f"Give a whole number from 1 to {MOST}.")
    ledger = desk_of(request).ledger
    title, only = _wanted(ledger, params)
    events = params.get("events", "0") not in ("0", "false", "no") or "event" in params
    since = params.get("since") or ("0001" if "commitment" in params or "event" in params else _year_back(ledger))
    found = ledger.changes(since, events=events, limit=int(limit), only=only)
    return title, found.rows


def _wanted(ledger: Ledger, params: dict[str, str]) -> tuple[str, Mapping[str, Any] | None]:
    """The name of a feed, and the filters of the threads it is of, the id of a single one among them; None for all."""
    words = params.get("q") or params.get("text")
    filters: dict[str, Any] = {}
    names = []
    if "party" in params:
        filters["party"] = params["party"]
        names.append(_party_name(ledger, params["party"]))
    if "pair" in params:
        one, _, other = params["pair"].partition(",")
        if not one.strip() or not other.strip():
            raise BadQuestion(f"{params['pair']!r} names no two parties", "Give two, with a comma between them: Norway,Moldova")
        filters["pair"] = (one.strip(), other.strip())
        names.append(f"{one.strip()} and {other.strip()}")
    if words:
        filters["text"] = words
        names.append(f"“{words}”")
    for kind in ("commitment", "event"):
        if kind in params:
            head: Any = ledger.show(params[kind]).head
            filters["id"] = head.id if filters.get("id", head.id) == head.id else ""
            who = getattr(head, "promisor", None) or getattr(head, "actor", None) or head.id
            names.append(f"{who}: {getattr(head, 'action', None) or getattr(head, 'words', '')}")
    return one_line("On record: " + (", ".join(names) or "all changes"))[:300], filters or None


def _party_name(ledger: Ledger, wanted: str) -> str:
    if wanted.startswith("p-"):
        return str(getattr(ledger.show(wanted).head, "name", wanted))
    return wanted


def _year_back(ledger: Ledger) -> str:
    latest = next((a.published for a in ledger.articles(limit=1) if a.published), None)
    try:
        return (date.fromisoformat((latest or "")[:10]) - timedelta(BACK)).isoformat()
    except (ValueError, OverflowError):
        return "0001"


def _title(row: Change) -> str:
    who = row.who + (f" → {row.whom}" if row.whom else "")
    moved = " → ".join(plain(x) for x in (row.before, row.after) if x)
    return _clean(f"{row.change}: {who}" + (f" ({moved})" if moved else ""))


def _content(row: Change) -> str:
    return _clean("\n".join(x for x in (row.what, f"“{row.words}”" if row.words else "", row.outlets or "") if x))


def _clean(text: str) -> str:
    """Text that XML takes: no control characters, no code points that are none."""
    return "".join("\ufffd" if c in "\ufffe\uffff" else c for c in visible(text))


def _page(row: Change) -> str:
    return address_of("event" if row.id.startswith("te-") else "commitment", row.id)


def _id(row: Change) -> str:
    return _tag(row.id, row.change, row.date, row.before, row.after, row.words)


def _tag(*parts: str | None) -> str:
    """A lasting id (RFC 4151 would want a domain; a hash needs none)."""
    return "urn:sha256:" + hashlib.sha256("\x1f".join(p or "" for p in parts).encode("utf-8", "replace")).hexdigest()


def _stamp(day: str | None) -> str:
    """A date as RFC 3339, the first moment of it."""
    full = (day or "")[:10]
    full += {4: "-01-01", 7: "-01"}.get(len(full), "")
    try:
        return f"{date.fromisoformat(full).isoformat()}T00:00:00Z"
    except ValueError:
        return "1970-01-01T00:00:00Z"


def _base(request: Request) -> str:
    """The address of the room; the guard has looked at the name."""
    return f"{request.url.scheme}://{request.headers.get('host', '')}"


def _put(parent: Xml.Element, name: str, text: str | None, **attributes: str) -> Xml.Element:
    made = Xml.SubElement(parent, f"{{{ATOM}}}{name}", {k: _clean(v) for k, v in attributes.items()})
    made.text = None if text is None else _clean(text)
    return made
