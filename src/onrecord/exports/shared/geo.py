"""What kind of place the coordinates of an event stand for."""

from __future__ import annotations

from typing import Literal

Precision = Literal["place", "admin1", "country", "region"]

WIDE = frozenset(["RGN", "CONT", "AREA", "OCN", "SEA", "GULF", "BAY", "MTS", "ISLS", "DSRT", "PEN", "VAL", "STM", "STRT", "LK", "LKS"])
"""GeoNames codes of stretches of land or water that are no one spot."""


def precision_of_place(feature: str | None, *, located: bool) -> Precision | None:
    """How exact a place is.

    Args:
        feature: its GeoNames feature code.
        located: whether it has coordinates.

    Returns:
        "country", "admin1", "region" (a wide stretch of land or sea), else "place"; None without coordinates.
    """
    if not located:
        return None
    code = feature or ""
    if code.startswith("PCL") or code == "TERR":
        return "country"
    if code.startswith("ADM1"):
        return "admin1"
    return "region" if code in WIDE or code.startswith("ADM") else "place"
