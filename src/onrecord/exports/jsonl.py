"""JSON Lines: our own tables, one object a row."""

from __future__ import annotations

from typing import BinaryIO

from onrecord.exports.shared.form import Format
from onrecord.exports.shared.json_lines import json_line
from onrecord.exports.shared.reading import Reading
from onrecord.exports.shared.tables import TABLES
from onrecord.exports.shared.wanted import Written


def write(reading: Reading, table: str, out: BinaryIO) -> Written:
    """Write one table: UTF-8, an object a line with every column of the table, null where nothing is known."""
    names = [c.name for c in TABLES[table].columns]
    written = Written()
    for row in TABLES[table].rows(reading):
        out.write(json_line(dict(zip(names, row, strict=True))) + b"\n")
        written.rows += 1
    return written


FORMAT = Format("our own tables, one JSON object a row", tuple(TABLES), ".jsonl", write)
