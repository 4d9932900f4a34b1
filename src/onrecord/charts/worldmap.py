"""Where: a map of the world in the Equal Earth projection, its land drawn as dots where people live, a circle for each country as large as its number.

The projection is that of Bojan Šavrič, Tom Patterson and Bernhard Jenny, "The Equal Earth map projection", International Journal of Geographical
Information Science 33 (2019); the four numbers are theirs. The land comes from the positions of towns in GeoNames (data/land.txt, made by
scripts/build_land.py; see NOTICE).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from xml.sax.saxutils import escape

from onrecord.charts.svg import INK, LINE, PAPER, clean, drawing, linked, tag, words

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = math.sqrt(3) / 2
WIDTH, HEIGHT, EDGE = 1000, 500, 8
LARGEST, LEAST = 30.0, 3.0
LABELLED = 14
SOURCE = "Land: where towns of GeoNames lie (geonames.org, CC BY 4.0). Equal Earth projection."


@dataclass(frozen=True, slots=True)
class Place:
    """A country on the map: its key, its name, where its circle stands, and how many events happened there."""

    key: str
    name: str
    lat: float
    lon: float
    count: int


def equal_earth(lat: float, lon: float) -> tuple[float, float]:
    """A position in degrees as x and y of the projection, for a globe of radius 1; y grows northwards."""
    theta = math.asin(M * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square * square * square
    x = math.radians(lon) * math.cos(theta) / (M * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    return x, theta * (A1 + A2 * square + sixth * (A3 + A4 * square))


X_MOST, Y_MOST = equal_earth(0, 180)[0], equal_earth(90, 0)[1]
SCALE = (WIDTH / 2 - EDGE) / X_MOST


def at(lat: float, lon: float) -> tuple[float, float]:
    """A position on the map's own coordinates."""
    x, y = equal_earth(lat, lon)
    return WIDTH / 2 + x * SCALE, EDGE + (Y_MOST - y) * SCALE


@cache
def land() -> str:
    """The land as one path of dots: rows of latitude, in each the columns that hold a town."""
    text = resources.files("onrecord.charts").joinpath("data", "land.txt").read_text(encoding="ascii")
    path = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        row, columns = line.split(":")
        lat, step = (float(n) for n in row.split("/"))
        across = 0
        for gap in columns.split():
            across += int(gap)
            x, y = at(lat, -180 + (across + 0.5) * step)
            path.append(f"M{x:.0f} {y:.1f}h0")
    return "".join(path)


def world_map(places: Sequence[Place], *, title: str, description: str, href: Callable[[Place], str] | None = None) -> str:
    """The drawing.

    Args:
        places: in any order.
        title, description: for those who do not see it.
        href: where the circle of a place leads; None for a drawing without links.
    """
    most = max((p.count for p in places), default=1)
    bottom = EDGE + 2 * Y_MOST * SCALE
    marks = [
        tag("path", d=_globe(), fill="none", stroke=LINE, class_="line"),
        tag("path", d=land(), stroke=LINE, stroke_width=3, stroke_linecap="round", fill="none", class_="line land"),
    ]
    drawn = sorted(places, key=lambda p: (-p.count, p.key))
    for p in drawn:  # the largest first, so that a small circle is never hidden
        x, y = at(p.lat, p.lon)
        radius = max(LEAST, LARGEST * math.sqrt(p.count / most))
        circle = tag("circle", cx=x, cy=y, r=radius, fill="currentColor", fill_opacity="0.35", stroke="currentColor", stroke_width=1.5)
        marks.append(tag("g", linked(href(p) if href else None, f"{p.name}: {p.count}", circle), color="#00607a", class_="place"))
    taken: list[tuple[float, float, float]] = []
    for p in drawn[:LABELLED]:
        marks.append(_label(p, taken))
    note = words(EDGE, bottom + 22, SOURCE, size=11, color="soft")
    return drawing("map", WIDTH, bottom + 32, title, description, *marks, note)


def _label(place: Place, taken: list[tuple[float, float, float]]) -> str:
    """The name and number at a circle, where no other name stands yet."""
    x, y = at(place.lat, place.lon)
    text = f"{clean(place.name)} {place.count:,}"
    wide = 7 * len(text)
    x = min(max(x, wide / 2 + EDGE), WIDTH - wide / 2 - EDGE)
    for shift in (4, -14, 22, -30, 38):
        if all(abs(y + shift - ty) >= 14 or abs(x - tx) >= (wide + tw) / 2 for tx, ty, tw in taken):
            taken.append((x, y + shift, wide))
            return tag(
                "text", escape(text), x=x, y=y + shift, text_anchor="middle", font_size=12, font_weight="600", fill=INK,
                class_="ink halo", stroke=PAPER, stroke_width=3, stroke_linejoin="round", paint_order="stroke", pointer_events="none",
            )  # fmt: skip
    return ""


@cache
def _globe() -> str:
    """The edge of the map."""
    right = [at(lat, 180) for lat in range(90, -91, -5)]
    left = [at(lat, -180) for lat in range(-90, 91, 5)]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (*right, *left)) + "Z"
