"""Places: which names in an article are places, and where they are."""

from __future__ import annotations

from onrecord.mentions.place_evidence import SEAT, Candidate, is_government, weigh
from onrecord.mentions.place_names import Reading, find_names
from onrecord.mentions.place_resolution import resolve
from onrecord.model import Document, Place
from onrecord.model.nouns import Basis


def find_places(document: Document) -> tuple[Place, ...]:
    """The places that an article names as places or as states, in order.

    Args:
        document: the parsed article; text that was removed as page chrome is not read.

    Returns:
        Each place resolved as far as the article and the gazetteer say; streets, and rivers that no source holds, only as words. Not
        among them: demonyms ("Ukrainian"), capitals that stand for their government ("Moscow denied it"), and places in the names of
        bodies ("the Kharkiv Regional Court").
    """
    return tuple(_place(document, c, r) for c, r in _resolved(document) if _is_meant(document, c, r))


def find_toponyms(document: Document) -> tuple[Place, ...]:
    """Every name of a place, also in the names of bodies, standing for a government, or as a demonym (the country it belongs to):
    what data sets of geoparsing mark."""
    return tuple(_place(document, c, r) for c, r in _resolved(document) if c.name.kind != "street" and (r is None or r.feature != SEAT))


def _resolved(document: Document) -> list[tuple[Candidate, Reading | None]]:
    candidates = weigh(document, find_names(document))
    return list(zip(candidates, resolve(candidates), strict=True))


def _is_meant(document: Document, candidate: Candidate, reading: Reading | None) -> bool:
    if candidate.name.kind == "demonym" or candidate.inside_body:
        return False
    if reading is None or candidate.dateline:
        return True
    return reading.feature not in ("PPLC", SEAT) or not is_government(document.doc[candidate.name.end - 1])


def _place(document: Document, candidate: Candidate, reading: Reading | None) -> Place:
    name = candidate.name
    written = document.span_of(document.doc[name.start : name.end])
    if reading is None:
        return Place(name.text, written, basis="stated")
    return Place(
        name=reading.name,
        words=written,
        geonameid=reading.geonameid,
        country=reading.country,
        admin1=reading.region,
        lat=reading.lat,
        lon=reading.lon,
        feature=reading.feature,
        basis=_basis(candidate),
    )


def _basis(candidate: Candidate) -> Basis:
    if candidate.container:
        return "stated"
    return "inferred" if len(candidate.name.readings) == 1 else "resolved"
