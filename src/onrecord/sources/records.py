"""Records that onrecord wrote before, as JSON Lines: read as they are, not from the text anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.codebook.party_file import PartyFile
from onrecord.errors import BadRow, SourceError
from onrecord.model import Record, from_plain


def holds_records(path: str | Path) -> bool:
    """Whether a file is JSON Lines of records, by its first line."""
    if str(path) == "-" or Path(path).suffix.lower() not in (".jsonl", ".ndjson"):
        return False
    try:
        with Path(path).open(encoding="utf-8") as file:
            first = json.loads(next((line for line in file if line.strip()), "null"))
    except (OSError, ValueError):
        return False
    return isinstance(first, dict) and isinstance(first.get("article"), dict) and "events" in first


def kept_records(path: Path, knows: Callable[[str], bool], own: PartyFile) -> Iterator[Record | SourceError | None]:
    """The records of a file of JSON Lines, one a line.

    Args:
        path: of the file.
        knows: whether the ledger has the article of an id.
        own: the user's parties, by whose names the records are told.

    Returns:
        in the order of the lines, a record; an error where a line holds none; None where the ledger knows the article.
    """
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                plain = json.loads(line)
                record = None if knows(plain["article"]["id"]) else own.applied(from_plain(plain, Record))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                remedy = "Make it anew with: onrecord read FILE --format jsonl"
                yield BadRow(f"{path}#{number}", f"no record as onrecord writes them ({error})", remedy)
                continue
            yield record
