"""W3C Web Annotations, held against a schema of the data model, and read back."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onrecord.exports import export
from onrecord.exports.shared.annotations import CONTEXT, source_of
from onrecord.ledger.opening import open_ledger

IRI = {"type": "string", "pattern": r"^(https?://|urn:uuid:[0-9a-f-]{36}$|ni:///sha-256;[\w-]{43}$)[^\s<>\"{}|\\^`]*$"}
BODY = {
    "type": "object", "required": ["type", "value"], "additionalProperties": False,
    "properties": {
        "type": {"const": "TextualBody"}, "value": {"type": "string"}, "format": {"const": "text/plain"},
        "purpose": {"enum": ["tagging", "describing", "identifying", "classifying"]},
    },
}  # fmt: skip
QUOTE = {
    "type": "object", "required": ["type", "exact", "prefix", "suffix"], "additionalProperties": False,
    "properties": {
        "type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1}, "prefix": {"type": "string", "maxLength": 30},
        "suffix": {"type": "string", "maxLength": 30},
    },
}  # fmt: skip
POSITION = {
    "type": "object", "required": ["type", "start", "end"], "additionalProperties": False,
    "properties": {
        "type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 1},
    },
}  # fmt: skip
ANNOTATION: dict[str, Any] = {
    "type": "object", "required": ["id", "type", "target"], "additionalProperties": False,
    "properties": {
        "@context": {"const": CONTEXT}, "id": IRI, "type": {"const": "Annotation"}, "motivation": {"const": "tagging"},
        "generator": {"type": "object", "required": ["type", "name"], "properties": {"type": {"const": "Software"}}},
        "body": {"type": "array", "minItems": 2, "items": BODY},
        "target": {
            "type": "object", "required": ["source", "selector"], "additionalProperties": False,
            "properties": {
                "source": IRI, "selector": {"type": "array", "prefixItems": [QUOTE, POSITION], "minItems": 2, "maxItems": 2},
            },
        },
    },
}  # fmt: skip
COLLECTION = {
    "type": "object", "required": ["@context", "id", "type", "total", "first"], "additionalProperties": False,
    "properties": {
        "@context": {"const": CONTEXT}, "id": IRI, "type": {"const": "AnnotationCollection"}, "label": {"type": "string"},
        "total": {"type": "integer"},
        "first": {
            "type": "object", "required": ["id", "type", "partOf", "items"], "additionalProperties": False,
            "properties": {
                "id": IRI, "type": {"const": "AnnotationPage"}, "partOf": IRI, "startIndex": {"const": 0},
                "items": {"type": "array", "items": ANNOTATION},
            },
        },
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def lines(full_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    path = tmp_path_factory.mktemp("annotations") / "a.jsonl"
    export(full_ledger, "web-annotation", path)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_each_line_is_an_annotation_with_an_id_of_its_own(lines: list[dict[str, Any]]) -> None:
    check = Draft202012Validator(ANNOTATION)
    for one in lines:
        check.validate(one)
        assert "@context" in one
    assert len({one["id"] for one in lines}) == len(lines)


def test_selectors_find_the_words(full_ledger: Path, lines: list[dict[str, Any]]) -> None:
    db = open_ledger(full_ledger, write=False)
    texts = {
        source_of(row[0], row[1]): row[2]
        for row in db.execute("SELECT a.url, a.text_sha256, t.text FROM articles a JOIN texts t ON t.article = a.number")
    }
    for one in lines:
        text = texts[one["target"]["source"]]
        quote, position = one["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
    fields = {one["body"][0]["value"] for one in lines}
    assert {
        "event/actor",
        "event/anchor",
        "event/place",
        "event/date",
        "commitment/action",
        "commitment/promisor",
        "statement/content",
    } <= fields


def test_every_field_span_of_the_ledger_is_there(full_ledger: Path, lines: list[dict[str, Any]]) -> None:
    db = open_ledger(full_ledger, write=False)
    count = db.execute("SELECT (SELECT count(*) FROM spans) + (SELECT count(*) FROM item_parties)").fetchone()[0]
    assert len(lines) == count


def test_the_collection_holds_the_same(full_ledger: Path, lines: list[dict[str, Any]], tmp_path: Path) -> None:
    export(full_ledger, "web-annotation-page", tmp_path / "a.jsonld")
    whole = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    Draft202012Validator(COLLECTION).validate(whole)
    assert whole["total"] == len(lines)
    assert whole["first"]["partOf"] == whole["id"]
    assert [{"@context": CONTEXT, **one} for one in whole["first"]["items"]] == lines


@pytest.mark.parametrize(("url", "source"), [
    ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"), ("http://example.org/a b\"<x>", "http://example.org/a%20b%22%3Cx%3E"),
    ("javascript:alert(1)", None), (None, None), ("file:///etc/passwd", None),
])  # fmt: skip
def test_an_article_without_an_address_on_the_web_is_named_by_its_text(url: str | None, source: str | None) -> None:
    digest = hashlib.sha256(b"text")
    named = "ni:///sha-256;" + urlsafe_b64encode(digest.digest()).decode().rstrip("=")
    assert source_of(url, digest.hexdigest()) == (source or named)
