"""Posts messages to a webhook: signed, to public addresses alone, not led elsewhere, within limits of time and size.

The headers and the signature are those of the Standard Webhooks specification (1.0), so that its libraries check them: `webhook-id`, `webhook-timestamp`,
`webhook-signature: v1,BASE64(HMAC-SHA256(key, "ID.TIMESTAMP.BODY"))`.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import hmac
import http.client
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from onrecord.errors import OnRecordError
from onrecord.version import VERSION

SECONDS = 10.0
"""How long a connection, a message and its answer may take, together."""
LARGEST_MESSAGE = 256 * 1024
LARGEST_ANSWER = 64 * 1024
"""Bytes of an answer that are read; the rest is nobody's business."""
LONGEST_WAIT = 3600.0
DELAYS = (5.0, 30.0, 120.0, 600.0, 1800.0, LONGEST_WAIT)
"""Seconds to wait after the first, second ... failure; then the last of them again and again."""
PREFIX = "whsec_"
NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class BadWebhook(OnRecordError):
    """An address or a secret that cannot be used for a webhook."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of sending a message.

    Args:
        problem: what went wrong; "" where it was taken.
        wait: seconds after which the receiver asks to be tried again, where it says so.
        reached: whether there was an answer: if not, other messages will fare no better now.
    """

    problem: str = ""
    wait: float | None = None
    reached: bool = True


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where messages go.

    Args:
        url: an http(s) address.
        key: what they are signed with; None for no signature.
        allow_private: whether addresses that are not of the public internet (this machine, a local network) may be written to.
        seconds: how long sending one may take.
    """

    url: str
    key: bytes | None = None
    allow_private: bool = False
    seconds: float = SECONDS

    def check(self) -> None:
        """Refuse what cannot be used, before anything is sent. A name that cannot be looked up now may be later.

        Raises:
            BadWebhook: no address of the web, or one that leads into a private network.
        """
        with contextlib.suppress(OSError):
            self._addresses(_split(self.url))

    def send(self, id: str, message: bytes, timestamp: int) -> Outcome:
        """Post a message. Nothing is raised: what went wrong is told.

        Args:
            id: the same however often the message is sent.
            message: JSON.
            timestamp: now, in seconds of Unix time.
        """
        if len(message) > LARGEST_MESSAGE:
            return Outcome(f"the message is larger than {LARGEST_MESSAGE // 1024} KiB")
        headers = {"content-type": "application/json", "user-agent": f"onrecord/{VERSION}", "webhook-id": id, "webhook-timestamp": str(timestamp)}
        if self.key is not None:
            headers["webhook-signature"] = signature(self.key, id, timestamp, message)
        try:
            parts = _split(self.url)
            addresses = self._addresses(parts)
            return self._post(parts, addresses[0], headers, message)
        except BadWebhook as error:
            return Outcome(str(error), reached=False)
        except socket.gaierror:
            return Outcome(f"the name {urlsplit(self.url).hostname} cannot be looked up", reached=False)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Outcome(f"no answer ({error or type(error).__name__})", reached=False)

    def _post(self, parts: SplitResult, address: str, headers: dict[str, str], message: bytes) -> Outcome:
        """One request to an address that was looked at: the name is not looked up again, and nothing leads elsewhere."""
        host, port = parts.hostname or "", _port(parts)
        sock = socket.create_connection((address, port), timeout=self.seconds)
        open_now = [sock]
        watchdog = threading.Timer(self.seconds, lambda: _shut(open_now[-1]))  # a timeout of the socket alone starts anew with every byte
        watchdog.daemon = True
        watchdog.start()
        try:
            if parts.scheme == "https":
                secured = ssl.create_default_context().wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
                sock = secured
                open_now.append(secured)  # the plain socket is no longer one: the watchdog must have this
                secured.do_handshake()
            connection = http.client.HTTPConnection(host, port, timeout=self.seconds)
            connection.sock = sock
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, message, {**headers, "host": _host(parts), "connection": "close"})
            answer = connection.getresponse()
            answer.read(LARGEST_ANSWER)
            return _outcome(answer)
        finally:
            watchdog.cancel()
            sock.close()

    def _addresses(self, parts: SplitResult) -> list[str]:
        """The addresses of the host, all of which may be written to.

        Raises:
            BadWebhook: one of them may not.
            OSError: the name is not known.
        """
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)]
        private = [a for a in found if not is_public(a)]
        if private and not self.allow_private:
            raise BadWebhook(f"{parts.hostname} leads to {private[0]}, which is no public address. If that is meant: --allow-private")
        return found


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, and not a private one in the clothes of another."""
    found: Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in NAT64:
            inside = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def signature(key: bytes, id: str, timestamp: int, message: bytes) -> str:
    """What proves that a message is from who has the key, and when it was sent."""
    digest = hmac.new(key, f"{id}.{timestamp}.".encode() + message, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def key_of(secret: str) -> bytes:
    """The key that a secret stands for: of "whsec_..." what its base64 holds, else its own characters.

    Raises:
        BadWebhook: it is too short to keep anything secret, or no base64.
    """
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True) if secret.startswith(PREFIX) else secret.encode()
    except binascii.Error:
        raise BadWebhook(f"a secret that begins with {PREFIX} goes on in base64, and this one does not.") from None
    if len(key) < 16:
        raise BadWebhook("the secret has fewer than 16 bytes. Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'")
    return key


def delay(tries: int, wait: float | None) -> float:
    """Seconds until a message that failed so many times is tried again; never sooner than the receiver asks."""
    return min(max(DELAYS[min(tries, len(DELAYS)) - 1], wait or 0.0), LONGEST_WAIT)


def _outcome(answer: http.client.HTTPResponse) -> Outcome:
    if 200 <= answer.status < 300:
        return Outcome()
    if 300 <= answer.status < 400:
        return Outcome(f"it leads elsewhere (status {answer.status}), and that is not followed: give the address it leads to")
    wait = answer.headers.get("retry-after", "")
    return Outcome(f"status {answer.status}", float(wait[:6]) if wait.isascii() and wait.isdigit() else None)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _port(parts)
    except ValueError as error:
        raise BadWebhook(f"{url!r} is no address ({error}). Example: https://example.org/hook") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isprintable() or " " in url:
        raise BadWebhook(f"{url!r} is no address of the web. Example: https://example.org/hook")
    if parts.username is not None or parts.password is not None:
        raise BadWebhook("the address holds a name or password, which logs would show. Sign messages instead: $ONRECORD_WEBHOOK_SECRET")
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port if parts.port is not None else 443 if parts.scheme == "https" else 80


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2].encode("idna").decode() if not parts.netloc.isascii() else parts.netloc.rpartition("@")[2]


def _shut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
