"""What every page of the room shares: the ledger, who the reader is, and how an answer is made."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from onrecord.keeping import Ledger
from onrecord.ledger.columns import Columns, columns_of
from onrecord.ledger.opening import in_words, open_ledger
from onrecord.ledger.query import reading
from onrecord.room.guard import cookies
from onrecord.room.rendering import environment, style
from onrecord.room.saving import SAVED, asking, file_name, self_contained
from onrecord.views.listing import json_text
from onrecord.views.wording import one_line

SESSION, WHO = "onrecord_session", "onrecord_who"
Counted = TypeVar("Counted")
State = tuple[tuple[int, int], ...]
KEPT = 200
"""Counts and feeds that are kept."""
YEAR = 365 * 24 * 3600
LONGEST_NAME = 80
MADE = re.compile(r"[\w-]{20,64}")


class Desk:
    """The ledger that is read here, and the secret that its forms are signed with.

    Args:
        path: the ledger's file.
        wait: seconds that a reader waits for another process that is writing.
    """

    def __init__(self, path: Path, *, wait: float = 5.0) -> None:
        self.ledger = Ledger(path, wait=wait)
        self.secret = secrets.token_bytes(32)
        self._counted: OrderedDict[Hashable, Any] = OrderedDict()
        self._columns: Columns | None = None
        self._reading = Lock()
        self._counted_at: State | None = None
        self._lock = Lock()

    def read(self, key: Hashable, make: Callable[[sqlite3.Connection], Counted]) -> Counted:
        """What is read of one state of the ledger; kept as `kept` keeps it.

        Args:
            key: names what is read.
            make: reads it.

        Raises:
            LedgerError: the ledger cannot be read.
        """

        def made() -> Counted:
            with self._opened() as db, reading(db, self.ledger.path):
                return make(db)

        return self.kept(key, made)

    def counted(self, key: Hashable, count: Callable[[sqlite3.Connection, Columns], Counted]) -> Counted:
        """What is counted over one state of the ledger and its columns; kept as `kept` keeps it. `key` names what is counted.

        Raises:
            LedgerError: the ledger cannot be read.
        """

        def made() -> Counted:
            with self._opened() as db:
                with self._reading, in_words(self.ledger.path):  # one after the other, so that the columns go forward with the ledger
                    db.execute("BEGIN")
                    self._columns = columns = columns_of(db, self._columns)
                with reading(db, self.ledger.path):
                    return count(db, columns)

        return self.kept(key, made)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        db = open_ledger(self.ledger.path, write=False, wait=self.ledger.wait)
        try:
            yield db
        finally:
            db.close()

    def kept(self, key: Hashable, make: Callable[[], Counted]) -> Counted:
        """What is made of the ledger: made once, and kept until somebody writes to the ledger, for it may take seconds.

        Args:
            key: names what is made.
            make: makes it, reading the ledger by itself.
        """
        state = self.state()
        with self._lock:
            if self._stands(state) and key in self._counted:
                self._counted.move_to_end(key)
                kept: Counted = self._counted[key]
                return kept
        made = make()
        with self._lock:
            if self._stands(state):  # else somebody wrote meanwhile, and what was read may be of either state
                self._counted[key] = made
                while len(self._counted) > KEPT:
                    self._counted.popitem(last=False)
        return made

    def state(self) -> State:
        """What is another once the ledger was written to."""
        return _state(self.ledger.path)

    def _stands(self, state: State) -> bool:
        """Whether the ledger is still in a state; what was kept of an earlier one is dropped. The lock must be held."""
        now = self.state()
        if now != self._counted_at:
            self._counted.clear()
            self._counted_at = now
        return state == now

    def page(self, request: Request, name: str, *, status: int = 200, **given: Any) -> HTMLResponse:
        """A template as an answer; a reader without a session gets one, which signs the forms of the page.

        Where the address asks for the page as a file, it is one that stands alone.
        """
        session = session_of(request) or secrets.token_urlsafe(24)
        html = environment().get_template(name).render(
            path=request.url.path, here=here(request), who=who_of(request), csrf=self.signed(session), ledger=self.ledger.path.name,
            save=asking(here(request)), **given,
        )  # fmt: skip
        if request.scope.get(SAVED) and status < 400:
            note = f"A page of the reading room of {one_line(self.ledger.path.name)} (onrecord), as it stood when it was saved: {here(request)}"
            body = self_contained(html, style(), note).encode("utf-8", "replace")
            return HTMLResponse(body, headers={"content-disposition": f'attachment; filename="{file_name(str(given["title"]))}"'})
        answer = HTMLResponse(html.encode("utf-8", "replace"), status)
        if session != session_of(request):
            keep(answer, SESSION, session)
        return answer

    def signed(self, session: str) -> str:
        """What a form of this session carries; another site can neither read nor make it."""
        return hmac.new(self.secret, session.encode(), hashlib.sha256).hexdigest()

    def signs(self, request: Request, shown: str) -> bool:
        """Whether a form that shows this was drawn for this session."""
        session = session_of(request)
        return bool(session) and hmac.compare_digest(self.signed(session).encode(), shown.encode("utf-8", "replace"))


def _state(path: Path) -> State:
    """What changes when a ledger is written to: time and size of its file and of the log of what was written last."""
    found = []
    for file in (path, path.with_name(path.name + "-wal")):
        try:
            told = file.stat()
            found.append((told.st_mtime_ns, told.st_size) if told.st_size else (0, 0))  # who only reads makes an empty log
        except OSError:
            found.append((0, 0))
    return tuple(found)


def desk_of(request: Request) -> Desk:
    """The desk at which a request is answered."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def here(request: Request) -> str:
    """The path of a request with its parameters, to come back to; of a form that was sent, the board."""
    if request.method == "POST":
        return "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def keep(answer: Response, name: str, value: str) -> None:
    """Set a cookie that scripts cannot read, and that comes with no form of another site."""
    answer.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="lax", path="/")


def session_of(request: Request) -> str:
    """The reader's session, or "" where there is none."""
    value = cookies(request.headers.get("cookie", "")).get(SESSION, "")
    return value if MADE.fullmatch(value) else ""


def who_of(request: Request) -> str:
    """The name that the reader signs reviews with, or ""."""
    return name_from(unquote(cookies(request.headers.get("cookie", "")).get(WHO, ""), errors="replace"))


def name_from(typed: str) -> str:
    """A name in one line, not too long."""
    return one_line(typed)[:LONGEST_NAME].strip()


def keep_name(answer: Response, name: str) -> None:
    """Remember who signs."""
    keep(answer, WHO, quote(name))


def json_answer(value: Any, *, status: int = 200, type: str = "application/json") -> Response:
    """Plain data as JSON."""
    return Response(json_text(value, 1).encode("utf-8", "replace") + b"\n", status, media_type=type)
