"""W3C Web Annotation as one JSON-LD document: an AnnotationCollection that holds its one page."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import BinaryIO

from onrecord.exports.shared.annotations import CONTEXT, NAMESPACE, annotate
from onrecord.exports.shared.form import Format
from onrecord.exports.shared.json_lines import json_line
from onrecord.exports.shared.reading import Reading
from onrecord.exports.shared.wanted import Written


def write(reading: Reading, table: str, out: BinaryIO) -> Written:
    """Write all annotations, an item a line. The ids of collection and page come last: they are made of what the page holds."""
    written = Written()
    digest = hashlib.sha256()
    out.write(_opened({"@context": CONTEXT, "type": "AnnotationCollection", "label": "onrecord"}, "first"))
    out.write(_opened({"type": "AnnotationPage", "startIndex": 0}, "items") + b"[")
    for one in annotate(reading):
        del one["@context"]  # the collection's holds for its items
        line = json_line(one)
        digest.update(line)
        out.write((b",\n" if written.rows else b"\n") + line)
        written.rows += 1
    collection, page = (f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{what} {digest.hexdigest()}')}" for what in ("collection", "page"))
    out.write(f'\n], "id": "{page}", "partOf": "{collection}"}}, "total": {written.rows}, "id": "{collection}"}}\n'.encode())
    return written


def _opened(plain: dict[str, object], key: str) -> bytes:
    """The beginning of an object, up to the value of a last key that is still to be written."""
    return json.dumps(plain).removesuffix("}").encode() + f', "{key}": '.encode()


FORMAT = Format("the same as one JSON-LD document, an AnnotationCollection", ("annotations",), ".jsonld", write)
