"""The words behind each field as annotations of the W3C Web Annotation Data Model."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from onrecord.exports.shared.reading import FieldSpan, Reading

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "onrecord:annotations")
KINDS = ("commitment", "event", "statement")


def annotate(reading: Reading) -> Iterator[dict[str, Any]]:
    """One annotation a span of a field: commitments, events and statements in turn, each by date, article and place in the text."""
    for kind in KINDS:
        for one in reading.fields(kind):
            yield annotation(one)


def annotation(one: FieldSpan) -> dict[str, Any]:
    """One annotation.

    The bodies say, each with its purpose: kind and field ("event/actor", tagging), what was read from the words where that is not plain
    from them (describing), and the ids of thread and mention (identifying). The TextPositionSelector counts code points, as the W3C
    demands.
    """
    item = one.item
    bodies = [_body("tagging", f"{one.kind}/{one.field}")]
    if one.value is not None:
        bodies.append(_body("describing", one.value))
    bodies += [_body("identifying", i) for i in dict.fromkeys((item["thread_id"], item["id"]))]
    return {
        "@context": CONTEXT,
        "id": f"urn:uuid:{uuid.uuid5(NAMESPACE, '/'.join((item['id'], one.field, str(one.n))))}",
        "type": "Annotation",
        "motivation": "tagging",
        "generator": {"type": "Software", "name": f"onrecord {item['read_by']}"},
        "body": bodies,
        "target": {
            "source": source_of(item["url"], item["text_sha256"]),
            "selector": [
                {"type": "TextQuoteSelector", "exact": one.exact, "prefix": one.prefix, "suffix": one.suffix},
                {"type": "TextPositionSelector", "start": one.start, "end": one.end},
            ],
        },
    }


def source_of(url: str | None, text_sha256: str) -> str:
    """The IRI of an article: its address; where it has none on the web, the name of its text by hash (RFC 6920)."""
    if url and urlsplit(url).scheme in ("http", "https"):
        return quote(url, safe="!#$%&'()*+,/:;=?@[]~-._")
    digest = base64.urlsafe_b64encode(bytes.fromhex(text_sha256)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{digest}"


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
