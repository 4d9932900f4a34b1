"""Opens the reading room: takes the port, and answers until it is closed."""

from __future__ import annotations

import errno
import secrets
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from onrecord.errors import OnRecordError
from onrecord.ledger.opening import open_ledger
from onrecord.room.guard import is_loopback

PORT = 8731
AT_ONCE = 200
"""Connections; more are answered with 503."""


class CannotServe(OnRecordError):
    """The reading room cannot be opened at that address."""


def serve(path: Path, *, host: str = "127.0.0.1", port: int = PORT, token: str | None = None, opened: Callable[[str], object]) -> None:
    """Answer requests until the process is interrupted.

    Args:
        path: the ledger.
        host: the address to listen at; beyond this machine a token is asked for, and made where none is given.
        port: 0 for any that is free.
        token: to be asked for.
        opened: called with the address once the port is taken.

    Raises:
        CannotServe: the port is taken, or the address is not this machine's.
        LedgerError: the ledger cannot be read.
    """
    open_ledger(path, write=False).close()
    taken = listen(host, port)
    with taken:
        asked = token or (None if is_loopback(host) else secrets.token_urlsafe(24))
        number = taken.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        here = {"0.0.0.0": socket.gethostname(), "[::]": socket.gethostname()}.get(shown, shown)
        opened(f"http://{here}:{number}/" + (f"?token={asked}" if asked else ""))
        _run(path, taken, asked, hosts=(host, shown, socket.gethostname()) if asked else ())


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address.

    Raises:
        CannotServe: it cannot be had.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (OSError, UnicodeError, OverflowError) as error:
        raise CannotServe(f"{host!r} is no address of this machine ({error}). Leave --host out to serve this machine alone.") from error
    made = socket.socket(family, kind)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except OSError as error:
        made.close()
        if error.errno == errno.EADDRINUSE:
            raise CannotServe(f"port {port} is taken by another program. Choose another: onrecord serve --port {port + 1}") from error
        if error.errno in (errno.EACCES, errno.EPERM):
            raise CannotServe(f"port {port} is not for ordinary users. Choose one above 1023: onrecord serve --port {PORT}") from error
        raise CannotServe(f"cannot listen at {host}, port {port} ({error.strerror}). Leave --host out to serve this machine alone.") from error
    return made


def _run(path: Path, taken: socket.socket, token: str | None, hosts: tuple[str, ...]) -> None:
    import uvicorn

    from onrecord.room.app import desk_in, make_app
    from onrecord.room.warming import attend

    app = make_app(path, token=token, hosts=hosts)
    Thread(target=attend, args=(desk_in(app),), daemon=True).start()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="off",
        ws="none", timeout_graceful_shutdown=3, limit_concurrency=AT_ONCE, h11_max_incomplete_event_size=16 * 1024,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[taken])
