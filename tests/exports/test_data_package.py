"""The Data Package, held against a schema of Table Schema and against its own files."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onrecord.exports import export
from onrecord.exports.shared.tables import TABLES

NAME = {"type": "string", "pattern": r"^[a-z0-9._-]+$"}
FIELD = {
    "type": "object", "required": ["name", "type", "description"], "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "minLength": 1}, "description": {"type": "string", "minLength": 10},
        "type": {"enum": ["string", "number", "integer", "boolean", "date"]},
        "constraints": {"type": "object", "additionalProperties": False, "properties": {"required": {"type": "boolean"}}},
    },
}  # fmt: skip
KEY = {
    "type": "object", "required": ["fields", "reference"],
    "properties": {
        "fields": {"type": "string"}, "reference": {"type": "object", "required": ["resource", "fields"], "properties": {"resource": NAME}},
    },
}  # fmt: skip
RESOURCE = {
    "type": "object", "required": ["name", "path", "schema"],
    "properties": {
        "name": NAME, "path": {"type": "string", "pattern": r"^[a-z_]+\.csv$"}, "profile": {"const": "tabular-data-resource"},
        "encoding": {"const": "utf-8"}, "bytes": {"type": "integer"}, "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        "schema": {
            "type": "object", "required": ["fields", "primaryKey"],
            "properties": {
                "fields": {"type": "array", "minItems": 1, "items": FIELD}, "missingValues": {"const": [""]},
                "primaryKey": {"type": "array", "items": {"type": "string"}}, "foreignKeys": {"type": "array", "items": KEY},
            },
        },
    },
}  # fmt: skip
PACKAGE = {
    "type": "object", "required": ["name", "resources"],
    "properties": {
        "profile": {"const": "tabular-data-package"}, "name": NAME, "resources": {"type": "array", "minItems": 1, "items": RESOURCE},
    },
}  # fmt: skip
READ = {"string": str, "number": float, "integer": int, "boolean": {"true": True, "false": False}.__getitem__, "date": date.fromisoformat}


@pytest.fixture(scope="module")
def folder(full_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    export(full_ledger, "data-package", folder)
    return folder


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    Draft202012Validator(PACKAGE).validate(whole)
    return whole


def test_it_describes_every_file(folder: Path, package: dict[str, Any]) -> None:
    assert (
        {r["path"] for r in package["resources"]}
        == {p.name for p in folder.iterdir()} - {"datapackage.json"}
        == {f"{n}.csv" for n in TABLES}
    )
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()


def test_every_cell_is_of_its_type_and_every_key_holds(folder: Path, package: dict[str, Any]) -> None:
    rows = {}
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows[resource["name"]] = list(csv.DictReader(file))
    for resource in package["resources"]:
        schema, own = resource["schema"], rows[resource["name"]]
        assert list(own[0]) == [f["name"] for f in schema["fields"]]
        for field in schema["fields"]:
            for row in own:
                cell = row[field["name"]]
                if cell:
                    READ[field["type"]](cell)
                else:
                    assert not field.get("constraints", {}).get("required"), (resource["name"], field["name"])
        keys = [tuple(row[k] for k in schema["primaryKey"]) for row in own]
        assert len(set(keys)) == len(keys)
        for key in schema.get("foreignKeys", ()):
            there = {row[key["reference"]["fields"]] for row in rows[key["reference"]["resource"]]}
            assert {row[key["fields"]] for row in own} <= there


def test_a_part_of_the_tables_refers_only_to_itself(full_ledger: Path, tmp_path: Path) -> None:
    export(full_ledger, "data-package", tmp_path, only=["mentions", "events"])
    whole = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert [r["name"] for r in whole["resources"]] == ["events", "mentions"]
    assert [k["reference"]["resource"] for k in whole["resources"][1]["schema"]["foreignKeys"]] == ["events"]
