"""Opens the ledger's file: makes it, brings an older one up to date, refuses what is no ledger, and puts SQLite's errors into words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from onrecord.errors import FullDisk, LedgerBusy, LedgerError, NewerLedger, NoLedger, NotALedger, ReadOnlyLedger
from onrecord.ledger.descriptions import write_descriptions

APPLICATION = 0x6F6E7263
"""SQLite's application_id of a ledger: "onrc"."""
WAIT = 60.0
"""Seconds that one process waits for another's write to end."""
CACHE = 64 * 1024
"""KiB of the ledger that SQLite keeps in memory."""
CACHE_OF_A_WRITER = 128 * 1024
"""The same while it is written to: as much as one transaction of two hundred articles changes, which is read and written twice where it does not fit."""
LOG = 8192
"""Pages of the write-ahead log from which they are taken over into the ledger: one that several transactions wrote is taken over once. 32 MB."""

STATEMENTS = 1024
"""Statements that are kept ready: a list of items is asked for in as many forms as it has lengths, and with threads of many reports these are hundreds."""


def open_ledger(path: Path, *, write: bool, create: bool = False, wait: float = WAIT) -> sqlite3.Connection:
    """A connection to a ledger.

    Args:
        path: the file.
        write: whether it will be written to; a reader never changes the file's content.
        create: make the file where there is none.
        wait: seconds to wait for another process that is writing.

    Returns:
        a connection in autocommit mode: transactions are begun by `writing`.

    Raises:
        NoLedger, NotALedger, NewerLedger, ReadOnlyLedger, FullDisk, LedgerBusy: see `onrecord.errors`.
    """
    if not path.exists() and not (write and create):
        raise NoLedger(str(path), "no such ledger", f"Make it with: onrecord add ARTICLES --ledger {path}")
    if path.is_dir():
        raise NotALedger(str(path), "a folder, not a ledger", "Name a file, such as news.db.")
    if not path.parent.is_dir():
        raise NoLedger(str(path), f"there is no folder {path.parent}", "Make it first, or name a file in one that there is.")
    if not write and path.stat().st_size == 0:
        raise LedgerError(str(path), "an empty file, not yet a ledger", f"Fill it with: onrecord add ARTICLES --ledger {path}")
    with in_words(path):
        connection = _connect(path, write=write, create=create, wait=wait)
        try:
            _check(connection, path)
            if write:
                _prepare(connection, path)
            elif _version(connection) < latest():
                raise LedgerError(
                    str(path), "written by an older version of onrecord", f"Bring it up to date: onrecord add --ledger {path}"
                )
        except BaseException:
            connection.close()
            raise
    return connection


def _connect(path: Path, *, write: bool, create: bool, wait: float) -> sqlite3.Connection:
    mode = "rwc" if write and create else "rw" if write else "ro"
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    try:
        connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, cached_statements=STATEMENTS)
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError:
        if write:
            raise
        # In WAL mode a reader must make the -shm file; where the folder may not be written to, the file is read as it stands.
        connection = sqlite3.connect(uri + "&immutable=1", uri=True, timeout=wait, isolation_level=None, cached_statements=STATEMENTS)
        connection.execute("PRAGMA schema_version").fetchone()
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_OF_A_WRITER if write else CACHE}")
    if write:
        connection.execute(f"PRAGMA wal_autocheckpoint = {LOG}")
        connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode: a power loss may take the last articles, never half of one
    else:
        connection.execute("PRAGMA query_only = ON")
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file of another kind or of a later version; an empty one is a ledger about to be made."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if application != APPLICATION and not empty:
        raise NotALedger(str(path), "a database, but not a ledger of onrecord", "Name another file with --ledger.")
    if _version(connection) > latest():
        raise NewerLedger(
            str(path), f"written by a later version of onrecord (its form is {_version(connection)}, this one knows {latest()})",
            "Upgrade onrecord: pip install --upgrade onrecord",
        )  # fmt: skip


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make or migrate the tables, and draw the views anew after a change of version; one transaction, so all or nothing."""
    if _version(connection) == latest():
        return
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise LedgerError(str(path), "this file system does not take SQLite's write-ahead log", "Put the ledger on a local disk.")
    with writing(connection, path):
        for number, script in migrations():
            if number > _version(connection):
                for statement in statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view' AND name <> 'article_texts'").fetchall():
            connection.execute(f'DROP VIEW "{name}"')
        for statement in statements(resources.files("onrecord.ledger").joinpath("views.sql").read_text(encoding="utf-8")):
            connection.execute(statement)
        write_descriptions(connection)


def migrations() -> list[tuple[int, str]]:
    """The numbered scripts that lead from an empty file to the present form, in order."""
    folder = resources.files("onrecord.ledger").joinpath("migrations")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [(int(f.name.split("_")[0]), f.read_text(encoding="utf-8")) for f in files]


def latest() -> int:
    """The form of ledger that this version of onrecord writes."""
    return max(number for number, _ in migrations())


def statements(script: str) -> Iterator[str]:
    """The single statements of a script: `executescript` would end the transaction that must hold them all."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def writing(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One transaction: all that happens in it is kept, or, if anything goes wrong, nothing."""
    with in_words(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """SQLite's errors as ours, with the way out."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _worded(error, path) from error


def _worded(error: sqlite3.DatabaseError, path: Path) -> Exception:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return FullDisk(
            str(path), f"the disk is full or failing ({error})", "Make room and run the command again: it goes on where it ended."
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LedgerBusy(str(path), "another process is writing to it and did not end", "Wait for it, then run the command again.")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return ReadOnlyLedger(str(path), f"it cannot be written to ({error})", "Check the file's and its folder's permissions.")
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return NotALedger(
            str(path), f"no ledger, or a damaged one ({error})",
            "Take a copy back from a backup, or save what can be read: sqlite3 LEDGER .recover | sqlite3 NEW",
        )  # fmt: skip
    return error
