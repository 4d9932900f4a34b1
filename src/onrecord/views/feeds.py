"""Feeds of what happened: Atom (RFC 4287) and JSON Feed 1.1, the same entries in both."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Xml

from onrecord.ledger.happenings import Happening, lasting_id, stamp
from onrecord.views import happenings as wording
from onrecord.views.html import safe_url, visible

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
AUTHOR = "onrecord"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to be written.

    Args:
        title: its name.
        key: what it is a feed of: its id is made of it, wherever it stands.
        rows: what happened, the latest first.
        page: the address of the page it belongs to. atom, json: its own addresses; "" where they are not known, as in a folder of files.
        address: the page of a thread or of what happened to it; may be relative.
        stands: the day on which the ledger stands, for a feed without entries.
    """

    title: str
    key: tuple[str, ...]
    rows: Sequence[Happening]
    page: str
    address: Callable[[Happening], str]
    stands: str
    atom: str = ""
    json: str = ""

    @property
    def id(self) -> str:
        """A lasting id."""
        return "urn:uuid:" + lasting_id("feed", *self.key)

    @property
    def updated(self) -> str:
        """When the latest entry was last changed."""
        return max((h.updated for h in self.rows), default=stamp(self.stands))


def atom(feed: Feed) -> bytes:
    """A feed as Atom: an id and a moment of change for the feed and each entry, an author, and an address that leads to the page."""
    Xml.register_namespace("", ATOM)
    root = Xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _put(root, "title", feed.title)
    _put(root, "id", feed.id)
    _put(root, "updated", feed.updated)
    if feed.atom:
        _put(root, "link", None, rel="self", type="application/atom+xml", href=feed.atom)
    _put(root, "link", None, rel="alternate", type="text/html", href=feed.page)
    _put(_put(root, "author", None), "name", AUTHOR)
    _put(root, "generator", "onrecord")
    for one in feed.rows:
        entry = _put(root, "entry", None)
        _put(entry, "title", wording.title(one))
        _put(entry, "id", "urn:uuid:" + one.id)
        _put(entry, "updated", one.updated)
        _put(entry, "published", stamp(one.date))
        _put(entry, "link", None, rel="alternate", type="text/html", href=feed.address(one))
        if safe_url(one.url):
            _put(entry, "link", None, rel="via", href=_quoted(one.url or ""))
        _put(entry, "category", None, term=one.kind)
        _put(entry, "content", wording.html(one), type="html")
    text: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def json_feed(feed: Feed) -> bytes:
    """A feed as JSON Feed 1.1; `_onrecord` of an item has what happened as fields."""
    own = {"home_page_url": feed.page if "://" in feed.page else "", "feed_url": feed.json}
    made: dict[str, Any] = {
        "version": JSON_FEED, "title": feed.title, **{k: v for k, v in own.items() if v}, "language": "en", "authors": [{"name": AUTHOR}],
        "items": [_item(one, feed.address(one)) for one in feed.rows],
    }  # fmt: skip
    return json.dumps(made, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _item(one: Happening, page: str) -> dict[str, Any]:
    where = {"url": page} if "://" in page else {}
    where |= {"external_url": _quoted(one.url or "")} if safe_url(one.url) else {}
    return {
        "id": "urn:uuid:" + one.id, **where, "title": wording.title(one), "content_text": wording.text(one), "content_html": wording.html(one),
        "date_published": stamp(one.date), "date_modified": one.updated, "tags": [one.kind], "_onrecord": wording.public(one).to_dict(),
    }  # fmt: skip


def _quoted(url: str) -> str:
    """An address as XML Schema's anyURI takes it: what no address may hold is escaped."""
    return "".join(c if c.isprintable() and c not in ' "<>\\^`{|}' else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in url)


def _put(parent: Xml.Element, name: str, text: str | None, **attributes: str) -> Xml.Element:
    made = Xml.SubElement(parent, f"{{{ATOM}}}{name}", {k: _clean(v) for k, v in attributes.items()})
    made.text = None if text is None else _clean(text)
    return made


def _clean(text: str) -> str:
    """Text that XML takes."""
    return "".join("\ufffd" if c in "\ufffe\uffff" else c for c in visible(text))
