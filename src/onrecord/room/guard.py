"""What stands before every page: whose request it is, how large, under which name it came, and the headers that keep a page to itself.

The room is meant for one person on one machine. Beyond that machine it asks for a token. A page may load nothing but the room's own style sheet
and script, so that words of an article that got past the escaping could still run nothing and call nobody.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from onrecord.room.pace import Pace

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "onrecord_token"
"""The cookie that carries the token."""
LARGEST = 64 * 1024
"""Bytes of a form."""
LONGEST = 8 * 1024
"""Bytes of an address."""
WRITES, READS, GUESSES = (60, 120), (300, 1_200), (10, 10)
"""Forms, pages asked for from beyond this machine, and wrong tokens: how many of one reader at once, and how many a minute in the long run."""
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; script-src 'self'; "
    "connect-src 'self'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # "no-referrer" would make browsers send "Origin: null" with our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}


def is_loopback(host: str) -> bool:
    """Whether a name or address is of this machine alone."""
    if host.lower().rstrip(".") == "localhost":
        return True
    address = _address(host)
    return address is not None and address.is_loopback


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def name_of(host: str) -> str:
    """The name in a Host header, without the port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].lower()


class Guard:
    """The outermost layer of the room.

    Args:
        app: the pages.
        token: what must be shown, in a cookie or an Authorization header; None on this machine alone.
        hosts: names besides this machine's own under which requests may come, against DNS rebinding: a page of another site whose name was
            made to lead here comes under that name. With a token any number address is taken too: no other site can be reached under it.
    """

    def __init__(self, app: ASGIApp, *, token: str | None = None, hosts: Collection[str] = ()) -> None:
        self.app = app
        self.token = token
        self.hosts = frozenset(h.lower() for h in hosts)
        self.writes, self.reads, self.guesses = Pace(*WRITES), Pace(*READS), Pace(*GUESSES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {k.lower() for k, _ in message.get("headers", ())}
                more = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in own]
                message = {**message, "headers": [*message.get("headers", ()), *more]}
            await send(message)

        refused = self._refused(scope, headers)
        if refused is not None:
            await _answer(sending, *refused)
            return
        reader = (scope.get("client") or ("",))[0]
        if self.token is not None and not self._shows_token(headers):
            await self._ask_for_token(scope, sending, reader)
            return
        reads = scope["method"] in ("GET", "HEAD", "OPTIONS")
        wait = (self.reads.wait(reader) if self.token is not None else 0) if reads else self.writes.wait(reader)
        if wait:
            await _too_often(sending, wait)
            return
        if reads:
            await self.app(scope, receive, sending)
            return
        body = await _body(receive)
        if body is None:
            await _answer(sending, 413, f"The form is larger than {LARGEST // 1024} KiB.")
            return
        await self.app(scope, _given(body, receive), sending)

    def _refused(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        if not self._knows(name_of(headers.get("host", ""))):
            return 421, "This reading room does not go by that name. Open it at the address that `onrecord serve` printed."
        if len(scope.get("query_string", b"")) + len(scope.get("raw_path") or b"") > LONGEST:
            return 414, f"The address is longer than {LONGEST // 1024} KiB."
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length[:12]) > LARGEST:
            return 413, f"The form is larger than {LARGEST // 1024} KiB."
        return None

    def _knows(self, host: str) -> bool:
        return is_loopback(host) or host in self.hosts or (self.token is not None and _address(host) is not None)

    def _shows_token(self, headers: dict[str, str]) -> bool:
        scheme, _, shown = headers.get("authorization", "").partition(" ")
        return (scheme.lower() == "bearer" and self._same(shown.strip())) or self._same(cookies(headers.get("cookie", "")).get(TOKEN, ""))

    def _same(self, shown: str) -> bool:
        return self.token is not None and hmac.compare_digest(shown.encode("utf-8", "replace"), self.token.encode())

    async def _ask_for_token(self, scope: Scope, send: Send, reader: str) -> None:
        """Take a token from the address, once: it becomes a cookie, and leaves the address. Who guesses has to wait."""
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        if self._same(query.get("token", [""])[0]):
            cookie = f"{TOKEN}={self.token}; HttpOnly; SameSite=Lax; Path=/; Max-Age=2592000"
            where = quote("/" + scope["path"].lstrip("/\\"), safe="/")
            await _answer(send, 303, "", [("location", where), ("set-cookie", cookie)])
            return
        wait = self.guesses.wait(reader)
        if wait:
            await _too_often(send, wait)
            return
        text = "This reading room asks for its token. Open the whole address that `onrecord serve` printed, or send it as: Authorization: Bearer TOKEN"
        await _answer(send, 401, text, [("www-authenticate", "Bearer")])


def cookies(header: str) -> dict[str, str]:
    """The cookies of a request; none where they cannot be read."""
    found = SimpleCookie()
    try:
        found.load(header)
    except CookieError:
        return {}
    return {name: one.value for name, one in found.items()}


async def _body(receive: Receive) -> bytes | None:
    """The whole of a form, or None where it is too large."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return body
        more: bytes = message.get("body", b"")
        body += more
        if len(body) > LARGEST:
            return None
        if not message.get("more_body", False):
            return body


def _given(body: bytes, receive: Receive) -> Receive:
    told = False

    async def again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _too_often(send: Send, wait: int) -> None:
    await _answer(send, 429, f"That is too often. Nothing was done; try again in {wait} seconds.", [("retry-after", str(wait))])


async def _answer(send: Send, status: int, text: str, headers: Collection[tuple[str, str]] = ()) -> None:
    raw = [(k.encode(), v.encode("latin-1", "replace")) for k, v in (("content-type", "text/plain; charset=utf-8"), *headers)]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": (text + "\n").encode()})
