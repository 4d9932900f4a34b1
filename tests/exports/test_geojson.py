"""GeoJSON, held against a schema of RFC 7946."""

from __future__ import annotations

import json
from pathlib import Path

from exported_records import alone, made
from jsonschema import Draft202012Validator

from onrecord.exports import export
from onrecord.exports.shared.geo import precision_of_place
from onrecord.ledger.opening import open_ledger

POINT = {
    "type": "object", "required": ["type", "coordinates"], "additionalProperties": False,
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {
            "type": "array", "minItems": 2, "maxItems": 2,
            "prefixItems": [{"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90}],
        },
    },
}  # fmt: skip
COLLECTION = {
    "type": "object", "required": ["type", "features"], "additionalProperties": False,
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object", "required": ["type", "geometry", "properties"], "additionalProperties": False,
                "properties": {
                    "type": {"const": "Feature"}, "id": {"type": "string"}, "geometry": POINT,
                    "properties": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}},
                },
            },
        },
    },
}  # fmt: skip


def test_events_with_coordinates_are_points(full_ledger: Path, tmp_path: Path) -> None:
    written = export(full_ledger, "geojson", tmp_path / "e.geojson")["events"]
    whole = json.loads((tmp_path / "e.geojson").read_text(encoding="utf-8"))
    Draft202012Validator(COLLECTION).validate(whole)
    features = whole["features"]
    ids = [f["id"] for f in features]
    assert len(set(ids)) == len(ids) == written.rows
    db = open_ledger(full_ledger, write=False)
    there = {r[0]: (r[1], r[2]) for r in db.execute("SELECT id, longitude, latitude FROM event_threads WHERE latitude IS NOT NULL")}
    assert {f["id"]: tuple(f["geometry"]["coordinates"]) for f in features} == there
    assert all({"status", "event_type", "quote", "geo_precision"} <= f["properties"].keys() for f in features)
    assert written.left_out["without coordinates"] + len(ids) == db.execute("SELECT count(*) FROM event_threads").fetchone()[0]


def test_no_event_makes_an_empty_collection(tmp_path: Path) -> None:
    ledger = made(tmp_path / "one.db", [alone(0, "actual", "CONSULT", "040")])
    export(ledger, "geojson", tmp_path / "e.geojson")
    assert json.loads((tmp_path / "e.geojson").read_text(encoding="utf-8")) == {"type": "FeatureCollection", "features": []}


def test_what_the_coordinates_stand_for() -> None:
    cases = {"PPLC": "place", "PCLI": "country", "ADM1": "admin1", "RGN": "region", "ADM2": "region", "AIRP": "place", None: "place"}
    for feature, precision in cases.items():
        assert precision_of_place(feature, located=True) == precision
    assert precision_of_place("PPL", located=False) is None
