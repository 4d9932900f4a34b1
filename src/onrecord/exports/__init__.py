"""Exports of a ledger: one file a format, found by listing this folder (docs/exports.md)."""

from __future__ import annotations

import errno
import importlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import ExportError
from onrecord.exports.shared.form import Format
from onrecord.exports.shared.reading import Reading, reading
from onrecord.exports.shared.wanted import Wanted, Written

__all__ = ["Format", "Wanted", "Written", "export", "format_named", "formats"]


@cache
def formats() -> tuple[str, ...]:
    """The names of all formats: those of the modules here, with hyphens."""
    files = resources.files("onrecord.exports").iterdir()
    return tuple(sorted(f.name.removesuffix(".py").replace("_", "-") for f in files if f.name.endswith(".py") and f.name != "__init__.py"))


def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        ExportError: there is none.
    """
    if name not in formats():
        raise ExportError(f"there is no format {name!r}", f"Known are: {', '.join(formats())}.")
    form: Format = importlib.import_module(f"onrecord.exports.{name.replace('-', '_')}").FORMAT
    return form


def export(
    ledger: Path, name: str, target: Path | BinaryIO, wanted: Wanted | None = None, *, only: Sequence[str] = (), folder: bool = False
) -> dict[str, Written]:
    """Write a ledger in another format. A file is there when it is whole, or not at all.

    Args:
        ledger: the ledger's file.
        name: of the format.
        target: a file for one table, a folder for several (made where there is none), or a stream of bytes for one table.
        wanted: which records; all that were not rejected where it is None.
        only: the tables to write; all that the format has where it is empty.
        folder: whether the target is a folder, even for one table.

    Returns:
        table -> what was written of it.

    Raises:
        ExportError: no such format or table, several tables for one file, a package is missing, or the target cannot be written to.
        LedgerError: the ledger cannot be read.
    """
    form = format_named(name)
    tables = _tables(name, form, only)
    if isinstance(target, Path) and target.exists() and ledger.exists() and target.samefile(ledger):
        raise ExportError(f"{target} is the ledger itself", "Name another file with -o.")
    with reading(ledger, wanted or Wanted()) as opened:
        if not isinstance(target, Path):
            _one(name, form, tables)
            return {tables[0]: form.write(opened, tables[0], target)}
        if not (folder or _is_folder(target, form, tables)):
            return {tables[0]: _file(opened, form, tables[0], target)}
        return _folder(opened, form, tables, target)


def _tables(name: str, form: Format, only: Sequence[str]) -> tuple[str, ...]:
    for table in only:
        if table not in form.tables:
            raise ExportError(f"{name} has no table {table!r}", f"It has: {', '.join(form.tables)}.")
    return tuple(t for t in form.tables if not only or t in only)


def _one(name: str, form: Format, tables: tuple[str, ...]) -> None:
    if len(tables) > 1 or form.finish:
        raise ExportError(f"{name} writes several files", f"Name a folder with -o, or one table with --only: {', '.join(form.tables)}.")
    if form.needs_file:
        raise ExportError(f"{name} cannot be shown on the screen", "Name a file with -o.")


def _is_folder(target: Path, form: Format, tables: tuple[str, ...]) -> bool:
    if target.is_dir() or len(tables) > 1 or form.finish:
        if target.exists() and not target.is_dir():
            raise ExportError(f"{target} is a file, and a folder is wanted", "Name a folder with -o, or one table with --only.")
        return True
    return False


def _folder(opened: Reading, form: Format, tables: tuple[str, ...], folder: Path) -> dict[str, Written]:
    with _in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
    written, files = {}, {}
    for table in tables:
        files[table] = folder / f"{table}{form.suffix}"
        written[table] = _file(opened, form, table, files[table])
    if form.finish:
        with _in_words(folder):
            form.finish(folder, files)
    return written


def _file(opened: Reading, form: Format, table: str, path: Path) -> Written:
    """Write one table beside its place, and move it there when it is whole."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with _in_words(path):
        try:
            with part.open("wb") as out:
                written = form.write(opened, table, out)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    return written


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Errors of the file system as ours."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        remedy = "Make room and run the command again." if full else "Name another place with -o."
        raise ExportError(f"{path} cannot be written ({error.strerror or error})", remedy) from error
