"""What a watch remembers between looks and across restarts: a small SQLite file beside the ledger.

A change is written down, with its message, in one transaction before anything is done with it; that it was shown or sent is written down after it was. So a
restart at any moment loses nothing; what was cut off between the doing and the noting is done once more, under the same id.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import OnRecordError

APPLICATION = 0x6F6E7277
"""SQLite's application_id of such a file: "onrw"."""
TABLES = """
CREATE TABLE watches (key TEXT PRIMARY KEY, about TEXT NOT NULL, looked TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE TABLE changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    watch TEXT NOT NULL REFERENCES watches(key), id TEXT NOT NULL, message TEXT,
    shown INTEGER NOT NULL, sent INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, next REAL NOT NULL DEFAULT 0, problem TEXT,
    UNIQUE (watch, id)
) STRICT;
CREATE INDEX changes_shown ON changes(watch, number) WHERE shown = 0;
CREATE INDEX changes_sent ON changes(watch, number) WHERE sent = 0;
CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""


class BadMemory(OnRecordError):
    """The file that a watch remembers by cannot be used."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that is still to be shown or sent.

    Args:
        number: its place in the order of finding. id: of what happened.
        message: as it is sent, JSON.
        tries: how often it was sent in vain. next: the moment (Unix time) from which it may be tried again.
    """

    number: int
    id: str
    message: str
    tries: int
    next: float


class Memory:
    """The memory of one watch.

    Args:
        path: the file; made where there is none.
        key: what tells this watch from others in the file.
        about: the same in words.

    Raises:
        BadMemory: the file is something else, or cannot be written to.
    """

    def __init__(self, path: Path, key: str, about: str) -> None:
        self.path, self.key = path, key
        with self._in_words():
            self.db = sqlite3.connect(path, timeout=30, isolation_level=None)
            self.db.row_factory = sqlite3.Row
            self._prepare(about)

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    @property
    def begun(self) -> bool:
        """Whether this watch has looked before."""
        return self.looked != ""

    @property
    def looked(self) -> str:
        """The state of the ledger at the last look; "" before the first."""
        with self._in_words():
            return str(self.db.execute("SELECT looked FROM watches WHERE key = ?", (self.key,)).fetchone()[0])

    def known(self) -> set[str]:
        """The ids of all that was found so far."""
        with self._in_words():
            return {r[0] for r in self.db.execute("SELECT id FROM changes WHERE watch = ?", (self.key,))}

    def keep(self, found: Iterable[tuple[str, str | None]], state: str, *, send: bool) -> int:
        """Write down what was found at a look, all of it or nothing.

        Args:
            found: ids with their messages, in order; no message for what is known and not told.
            state: of the ledger.
            send: whether messages are to be sent as well as shown.

        Returns:
            how many were new.
        """
        new = 0
        with self._in_words(), self._transaction():
            for id, message in found:
                values = (self.key, id, message, int(message is None), int(message is None or not send))
                new += self.db.execute("INSERT OR IGNORE INTO changes (watch, id, message, shown, sent) VALUES (?, ?, ?, ?, ?)", values).rowcount
            self.db.execute("UPDATE watches SET looked = ? WHERE key = ?", (state, self.key))
        return new

    def unshown(self) -> list[Waiting]:
        """What is still to be shown, in order."""
        return self._waiting("shown")

    def unsent(self) -> list[Waiting]:
        """What is still to be sent, in order."""
        return self._waiting("sent")

    def shown(self, number: int) -> None:
        """Note that a change was shown."""
        self._done(number, "shown")

    def sent(self, number: int) -> None:
        """Note that a change was taken by who receives it."""
        self._done(number, "sent")

    def failed(self, number: int, problem: str, next: float) -> None:
        """Note that a change was sent in vain, and when to try again."""
        with self._in_words():
            self.db.execute("UPDATE changes SET tries = tries + 1, problem = ?, next = ? WHERE number = ?", (problem, next, number))

    def postpone(self, next: float) -> None:
        """Note that nothing is to be tried before a moment: nobody is there."""
        with self._in_words():
            self.db.execute("UPDATE changes SET next = max(next, ?) WHERE watch = ? AND sent = 0", (next, self.key))

    def new_files(self, files: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
        """Those of some files (path, bytes, time of change) that were not read as they are now."""
        with self._in_words():
            known = {r["path"]: (r["size"], r["changed"]) for r in self.db.execute("SELECT * FROM files")}
        return [f for f in files if known.get(f[0]) != f[1:]]

    def read_files(self, files: Iterable[tuple[str, int, int]]) -> None:
        """Note files that were read."""
        with self._in_words(), self._transaction():
            self.db.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", files)

    def forget_files(self) -> None:
        """Note that no file was read: the ledger is gone."""
        with self._in_words():
            self.db.execute("DELETE FROM files")

    def _waiting(self, column: str) -> list[Waiting]:
        with self._in_words():
            rows = self.db.execute(f"SELECT * FROM changes WHERE watch = ? AND {column} = 0 ORDER BY number", (self.key,)).fetchall()
        return [Waiting(r["number"], r["id"], r["message"], r["tries"], r["next"]) for r in rows]

    def _done(self, number: int, column: str) -> None:
        with self._in_words(), self._transaction():
            self.db.execute(f"UPDATE changes SET {column} = 1, problem = NULL WHERE number = ?", (number,))
            self.db.execute("UPDATE changes SET message = NULL WHERE number = ? AND shown = 1 AND sent = 1", (number,))

    def _prepare(self, about: str) -> None:
        application = self.db.execute("PRAGMA application_id").fetchone()[0]
        empty = self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if application != APPLICATION and not empty:
            raise BadMemory(f"{self.path}: not what a watch remembers by. Name another file with --state.")
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = FULL")
        with self._transaction():
            if self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
                for statement in TABLES.split(";\n"):
                    self.db.execute(statement)
                self.db.execute(f"PRAGMA application_id = {APPLICATION}")
            self.db.execute("INSERT OR IGNORE INTO watches (key, about) VALUES (?, ?)", (self.key, about))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise BadMemory(f"{self.path}: what the watch remembers cannot be read or written ({error}). Check the file and the room on its disk.") from error
