"""Any page of the room as one file that opens anywhere: `?download=html` at its address.

The style sheet goes into the page; forms, the links of the room's own pages and all that belongs to the reader (names, the signs of forms) go out of it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASKED = ("download", "html")
"""The parameter that asks for the page as a file, and its value."""
SAVED = "onrecord.saved"
"""Where a request's scope says that it was asked for."""
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
DROPPED_TAGS = frozenset(["form", "script", "iframe", "object", "embed", "footer", "base", "dialog", "template"])
DROPPED_CLASSES = frozenset(["skip", "top", "filters", "chosen", "review", "twins", "live", "keybar", "pager", "others", "as-of", "facets"])
"""What only a reader in the room can use."""
ADDRESSES = frozenset(["href", "src", "srcset", "poster", "action", "formaction", "xlink:href", "data", "ping", "background"])


class Saving:
    """Takes the wish for a file from the address, so that no page need know of it.

    Args:
        app: the pages.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; where it leads elsewhere, the wish goes along."""
        if scope["type"] != "http" or b"download" not in scope.get("query_string", b""):
            await self.app(scope, receive, send)
            return
        given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if ASKED not in given:
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and 300 <= message["status"] < 400:
                headers = [(k, _asking(v) if k.lower() == b"location" else v) for k, v in message.get("headers", ())]
                message = {**message, "headers": headers}
            await send(message)

        query = urlencode([p for p in given if p != ASKED]).encode()
        await self.app({**scope, "query_string": query, SAVED: True}, receive, sending)


def asking(address: str) -> str:
    """An address within the room, asking for its page as a file."""
    path, hash_, anchor = address.partition("#")
    return path + ("&" if "?" in path else "?") + urlencode([ASKED]) + hash_ + anchor


def _asking(location: bytes) -> bytes:
    return asking(location.decode("latin-1")).encode("latin-1")


def file_name(title: str) -> str:
    """A name for the file, of plain letters."""
    from anyascii import anyascii

    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(title[:200]).lower()).strip("-")[:60].strip("-")
    return f"{plain or 'page'}.html"


def self_contained(html: str, style: str, note: str) -> str:
    """A page of the room without all that only works in the room, its style inside.

    Args:
        html: the page as the room draws it.
        style: the style sheet.
        note: a line for its foot: where it is from.
    """
    rewriter = _Rewriter(style, note)
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.out)


def style_in_page(style: str, images: str = "data:", scripts: str = "") -> str:
    """A style sheet as an element, after a policy that allows it and nothing else but images and scripts from where it is said."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    allowed = f"script-src {scripts}; " if scripts else ""
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; {allowed}img-src {images}; base-uri 'none'; form-action 'none'"
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<style>{style}</style>'


class _Rewriter(HTMLParser):
    """Writes a page anew, tag by tag, as it was but for what is dropped."""

    def __init__(self, style: str, note: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.style, self.note = style, note
        self.dropping = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.dropping:
            self.depth += tag == self.dropping
            return
        given = dict(attrs)
        if tag == "link":
            if given.get("rel") == "stylesheet":
                self.out.append(style_in_page(self.style))
            return
        if tag in DROPPED_TAGS or DROPPED_CLASSES & set((given.get("class") or "").split()):
            if tag not in VOID:
                self.dropping, self.depth = tag, 1
            return
        kept = [(name, value) for name, value in attrs if name not in ADDRESSES or _stays(tag, value)]
        if tag == "img" and "src" not in dict(kept):
            return
        raw = self.get_starttag_text() or ""
        self.out.append(raw if len(kept) == len(attrs) else _tag(tag, kept, closed=raw.endswith("/>")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """<path/> of a picture: it has no end of its own, so nothing after it may be dropped with it."""
        if tag in VOID or not (tag in DROPPED_TAGS or DROPPED_CLASSES & set((dict(attrs).get("class") or "").split())):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.dropping:
            self.depth -= tag == self.dropping
            self.dropping = self.dropping if self.depth else ""
            return
        if tag == "body":
            self.out.append(f"<footer><p>{escape(self.note)}</p></footer>\n")
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._keep(f"<!{decl}>")

    def _keep(self, text: str) -> None:
        if not self.dropping:
            self.out.append(text)


def _stays(tag: str, value: str | None) -> bool:
    """Whether an address works in a file that stands alone: a place in the page, or, of a link, a page of the web."""
    address = (value or "").strip().lower()
    return address.startswith("#") or (tag == "a" and address.startswith(("http://", "https://"))) or (tag == "img" and address.startswith("data:image/"))


def _tag(tag: str, attrs: list[tuple[str, str | None]], *, closed: bool) -> str:
    written = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attrs)
    return f"<{tag}{written}{' /' if closed else ''}>"
