"""What a format is: one module of `onrecord.exports` with one `FORMAT`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.exports.shared.reading import Reading
from onrecord.exports.shared.wanted import Written

Write = Callable[[Reading, str, BinaryIO], Written]
Finish = Callable[[Path, dict[str, Path]], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of export.

    Args:
        about: what it is, in one line, for the list of formats.
        tables: the tables that it can write, each to a file of its own, in order.
        suffix: ends the files' names (".csv").
        write: writes one table of a ledger to a stream of bytes.
        needs_file: whether it cannot be written to the screen.
        coded: whether it has no column for an event's status, so that `Wanted.include` decides.
        finish: writes what belongs beside the tables, given the folder and the table's files; such a format is always a folder.
    """

    about: str
    tables: tuple[str, ...]
    suffix: str
    write: Write
    needs_file: bool = False
    coded: bool = False
    finish: Finish | None = None
