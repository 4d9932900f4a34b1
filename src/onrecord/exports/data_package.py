"""A Data Package (Frictionless): our own tables as CSV, and beside them datapackage.json that says what every column means."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from onrecord.exports import csv
from onrecord.exports.shared.columns import Column, Table
from onrecord.exports.shared.form import Format
from onrecord.exports.shared.tables import TABLES

NOTE = (
    "Offsets are half-open Unicode code points into the text whose SHA-256 is in articles. A cell of words that would start like a formula "
    "(=, +, -, @, tab, carriage return) has one apostrophe before it; take it away to have the words as they were."
)


def finish(folder: Path, files: dict[str, Path]) -> None:
    """Write datapackage.json into the folder of the tables.

    Args:
        folder: where it goes.
        files: table -> its CSV file in that folder.
    """
    package = {
        "profile": "tabular-data-package",
        "name": "onrecord",
        "title": "What articles put on record",
        "description": NOTE,
        "resources": [_resource(TABLES[name], path, files) for name, path in files.items()],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")


def _resource(table: Table, path: Path, files: dict[str, Path]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(c) for c in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    keys = [
        {"fields": column, "reference": {"resource": _name(other), "fields": target}}
        for column, other, target in table.refers
        if other in files
    ]
    if keys:
        schema["foreignKeys"] = keys
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource", "name": _name(table.name), "path": path.name, "description": table.description,
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": path.stat().st_size, "hash": f"sha256:{digest}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}, "schema": schema,
    }  # fmt: skip


def _name(table: str) -> str:
    """The name of a resource: small letters, digits and hyphens."""
    return table.replace("_", "-")


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.required:
        field["constraints"] = {"required": True}
    return field


FORMAT = Format("our own tables as CSV, and datapackage.json that describes them", tuple(TABLES), ".csv", csv.write, finish=finish)
