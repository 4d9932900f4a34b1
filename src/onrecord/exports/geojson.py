"""GeoJSON (RFC 7946): the events that have coordinates, each a point with the columns of our own events table."""

from __future__ import annotations

from typing import BinaryIO

from onrecord.exports.shared.form import Format
from onrecord.exports.shared.json_lines import json_line
from onrecord.exports.shared.reading import Reading
from onrecord.exports.shared.tables import EVENTS, event_row
from onrecord.exports.shared.wanted import Written

NAMES = tuple(c.name for c in EVENTS.columns)


def write(reading: Reading, table: str, out: BinaryIO) -> Written:
    """Write one FeatureCollection, a feature a line. What is not known is left out of a feature's properties. Events of every status are
    in: `status` tells them apart."""
    written = Written()
    out.write(b'{"type": "FeatureCollection", "features": [')
    for one in reading.threads("event"):
        row = one.row
        if row["latitude"] is None or row["longitude"] is None:
            written.left_out["without coordinates"] += 1
            continue
        properties = {name: value for name, value in zip(NAMES, event_row(one), strict=True) if value is not None}
        feature = {
            "type": "Feature", "id": row["id"], "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": properties,
        }  # fmt: skip
        out.write((b",\n" if written.rows else b"\n") + json_line(feature))
        written.rows += 1
    out.write(b"\n]}\n")
    return written


FORMAT = Format("events that have coordinates, for maps", ("events",), ".geojson", write)
