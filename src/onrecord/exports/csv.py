"""CSV (RFC 4180): our own tables for spreadsheets and every statistics program."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from onrecord.exports.shared.cells import csv_cell
from onrecord.exports.shared.form import Format
from onrecord.exports.shared.reading import Reading
from onrecord.exports.shared.tables import TABLES
from onrecord.exports.shared.wanted import Written


def write(reading: Reading, table: str, out: BinaryIO) -> Written:
    """Write one table: comma, UTF-8, lines ended by a line feed, a header, quotation where it is needed; nothing known is an empty cell."""
    columns = TABLES[table].columns
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", errors="replace", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([c.name for c in columns])
    written = Written()
    for row in TABLES[table].rows(reading):
        writer.writerow([csv_cell(value, words=c.words) for value, c in zip(row, columns, strict=True)])
        written.rows += 1
    text.detach()
    return written


FORMAT = Format("our own tables for spreadsheets and statistics programs", tuple(TABLES), ".csv", write)
