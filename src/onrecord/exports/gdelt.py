"""GDELT 2: the events (61 columns) and the mentions (16 columns), tab-separated, without a header."""

from __future__ import annotations

import sqlite3
from typing import BinaryIO

from onrecord.exports.shared.cells import Value, tsv_cell
from onrecord.exports.shared.coding import Coded, coded
from onrecord.exports.shared.form import Format
from onrecord.exports.shared.gdelt_ids import Numbers
from onrecord.exports.shared.gdelt_parts import compact, day_of, party, place, stamp
from onrecord.exports.shared.reading import Reading, Thread
from onrecord.exports.shared.wanted import Written

ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENTS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", *(f"Actor1{a}" for a in ACTOR), *(f"Actor2{a}" for a in ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles",
    "AvgTone", *(f"{who}_{g}" for who in ("Actor1Geo", "Actor2Geo", "ActionGeo") for g in GEO), "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTIONS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID",
    "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone",
    "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
NOWHERE: tuple[Value, ...] = (0, *[None] * 7)
"""The place of an actor, which the ledger does not know; type 0 is GDELT's for none."""


def write(reading: Reading, table: str, out: BinaryIO) -> Written:
    """Write one of the two tables.

    Raises:
        ExportError: two events would have one GLOBALEVENTID.
    """
    return _events(reading, out) if table == "events" else _mentions(reading, out)


def _events(reading: Reading, out: BinaryIO) -> Written:
    written, numbers = Written(), Numbers()
    for one in reading.threads("event"):
        codes = _coded(one.row, "", reading.wanted.include)
        if isinstance(codes, str):
            written.left_out[codes] += 1
            continue
        _line(out, _event(reading, one, codes, numbers.of(one.row["id"])))
        written.rows += 1
    return written


def _event(reading: Reading, one: Thread, codes: Coded, number: int) -> tuple[Value, ...]:
    row, first = one.row, one.mentions[0]
    root = any(reading.in_lead(m["article"], m["start"]) for m in one.mentions)
    found = one.of_place()
    return (
        number, *day_of(codes.day), *party(one.left), *party(one.right), int(root), codes.cameo, codes.cameo[:3], codes.cameo[:2],
        codes.gdelt_quad, codes.goldstein, row["mentions"], row["outlets"], row["reports"], None, *NOWHERE, *NOWHERE,
        *(place(row, found["feature"] if found else None) if row["place"] else NOWHERE), stamp(row["first_reported"]),
        first["url"] or first["article_source"],
    )  # fmt: skip


def _mentions(reading: Reading, out: BinaryIO) -> Written:
    written, numbers = Written(), Numbers()
    for row in reading.mentions("event"):
        codes = _coded(row, "thread_", reading.wanted.include)
        if isinstance(codes, str):
            written.left_out[codes] += 1
            continue
        left, right = (reading.sides(row["number"], role) for role in ("actor", "recipient"))
        outlet = row["publisher"] or row["url"] or row["article_source"]
        _line(out, (
            numbers.of(row["thread_id"]), compact(codes.day) + "000000", stamp(row["published"]), 1 if row["url"] else 2, outlet,
            row["url"] or row["article_source"], None, left[0].start if left else -1, right[0].start if right else -1, row["start"], 1,
            round(100 * row["confidence"]), row["characters"], None, None, None,
        ))  # fmt: skip
        written.rows += 1
    return written


def _coded(row: sqlite3.Row, prefix: str, include: tuple[str, ...]) -> Coded | str:
    """The codes of a thread, from its own row or from that of one of its mentions."""
    return coded(
        type=row[f"{prefix}type"], mode=row[f"{prefix}mode"], cameo=row[f"{prefix}cameo"], status=row[f"{prefix}status"],
        date=row[f"{prefix}date"], reported=row[f"{prefix}first_reported"], include=include,
    )  # fmt: skip


def _line(out: BinaryIO, cells: tuple[Value, ...]) -> None:
    out.write(("\t".join(map(tsv_cell, cells)) + "\n").encode("utf-8", "replace"))


FORMAT = Format("GDELT 2 events (61 columns) and mentions (16), no header", ("events", "mentions"), ".tsv", write, coded=True)
