"""W3C Web Annotation as JSON Lines: one annotation a line, each a JSON-LD document of its own."""

from __future__ import annotations

from typing import BinaryIO

from onrecord.exports.shared.annotations import annotate
from onrecord.exports.shared.form import Format
from onrecord.exports.shared.json_lines import json_line
from onrecord.exports.shared.reading import Reading
from onrecord.exports.shared.wanted import Written


def write(reading: Reading, table: str, out: BinaryIO) -> Written:
    """Write the annotations, one a line."""
    written = Written()
    for one in annotate(reading):
        out.write(json_line(one) + b"\n")
        written.rows += 1
    return written


FORMAT = Format("the words behind each field as W3C Web Annotations, one a line", ("annotations",), ".jsonl", write)
