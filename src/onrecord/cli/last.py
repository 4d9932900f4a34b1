"""The last reading, kept in the user's own folder so that `onrecord show 1` knows what 1 was."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click

from onrecord.errors import SourceError
from onrecord.model import Record, from_plain


def last_file() -> Path:
    """Where the last reading is kept: `$ONRECORD_HOME`, else the application folder of this system."""
    return Path(os.environ.get("ONRECORD_HOME") or click.get_app_dir("onrecord")) / "last.jsonl"


class LastReading:
    """Writes records one by one; a folder that cannot be written to is no reason to fail a reading."""

    def __init__(self) -> None:
        self.path: Path | None = last_file()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._temporary = self.path.with_suffix(f".{os.getpid()}.part")
            self._file = self._temporary.open("w", encoding="utf-8", newline="\n")
        except OSError:
            self.path = None

    def add(self, line: str) -> None:
        """Keep one record, given as its line of JSON."""
        if self.path is not None:
            self._file.write(line + "\n")

    def close(self) -> None:
        """Put the finished file in the place of the one before."""
        if self.path is not None:
            self._file.close()
            os.replace(self._temporary, self.path)


def load(path: Path) -> Iterator[Record]:
    """The records of a file that `onrecord read --format jsonl` wrote.

    Raises:
        SourceError: the file is missing or holds something else.
    """
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                if line.strip():
                    record = from_plain(json.loads(line), Record)
                    assert isinstance(record, Record)
                    yield record
    except OSError as error:
        raise SourceError(str(path), "no such reading", "Read something first: onrecord read FILE") from error
    except (ValueError, KeyError, TypeError, AssertionError) as error:
        raise SourceError(str(path), "not records as onrecord writes them", "Make them with: onrecord read FILE --format jsonl") from error
