"""POLECAT: the tab-separated table of PLOVER-coded events, 40 columns with a header."""

from __future__ import annotations

from typing import BinaryIO

from onrecord.codebook.export_codes import country_codes
from onrecord.exports.shared.cells import Value, tsv_cell
from onrecord.exports.shared.coding import Coded, coded
from onrecord.exports.shared.form import Format
from onrecord.exports.shared.reading import Reading, Side, Thread
from onrecord.exports.shared.tables import joined
from onrecord.exports.shared.wanted import Written

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def write(reading: Reading, table: str, out: BinaryIO) -> Written:
    """Write the events: UTF-8, tabs, a header, no quotation; several values of one cell are joined by "; "."""
    written = Written()
    out.write(("\t".join(COLUMNS) + "\n").encode())
    for one in reading.threads("event"):
        row = one.row
        codes = coded(
            type=row["type"], mode=row["mode"], cameo=row["cameo"], status=row["status"], date=row["date"], reported=row["first_reported"],
            include=reading.wanted.include,
        )  # fmt: skip
        if isinstance(codes, str):
            written.left_out[codes] += 1
            continue
        cells = (*_event(one, codes), *_side(one.left), *_side(one.right), *_place(reading, one), *_story(one))
        out.write(("\t".join(map(tsv_cell, cells)) + "\n").encode("utf-8", "replace"))
        written.rows += 1
    return written


def _event(one: Thread, codes: Coded) -> tuple[Value, ...]:
    contexts = joined(sorted(x for m in one.mentions for x in m["contexts"].split(";")))
    return (one.row["id"], codes.day, codes.type, joined((codes.mode, codes.auxiliary)), codes.intensity, QUADS[codes.quad], contexts)


def _side(parties: tuple[Side, ...]) -> tuple[Value, ...]:
    sectors = joined(p.sector for p in parties)
    return (
        joined(p.name for p in parties), joined(p.country for p in parties), joined(country_codes(p.country).cow for p in parties),
        sectors.split("; ")[0] if sectors else None, sectors, joined(p.office for p in parties), joined(p.words for p in parties), None,
    )  # fmt: skip


def _place(reading: Reading, one: Thread) -> tuple[Value, ...]:
    row, place = one.row, one.of_place()
    feature = place["feature"] if place else None
    city = row["place"] if (feature or "").startswith("PPL") else None
    raw = reading.words_of(place["number"], "place") if place else None
    return (
        row["place"], city, None, row["admin1"], row["country"], row["latitude"], row["longitude"],
        str(row["geonameid"]) if row["geonameid"] is not None else None, raw, feature,
    )  # fmt: skip


def _story(one: Thread) -> tuple[Value, ...]:
    told = one.mentions[0]
    source = told["publisher"] or told["url"] or told["article_source"]
    return (source, told["published"], None, None, None, told["language"], f"onrecord {told['read_by']}")


FORMAT = Format("PLOVER-coded events as POLECAT has them: 40 columns, tabs", ("events",), ".tsv", write, coded=True)
