"""Build the land of the map, src/onrecord/charts/data/land.txt, from the packed gazetteer: `python scripts/build_land.py`.

The globe is cut into rows of latitude and each row into cells of about the same width; a cell with a populated place in it is land. A line is
"LATITUDE/DEGREES: GAP GAP ..." : the row's middle, the width of its cells in degrees, and how many cells lie between one that is land and the next. The same
gazetteer gives the same bytes.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from onrecord.models.gazetteer import gazetteer

OUT = Path(__file__).parent.parent / "src" / "onrecord" / "charts" / "data" / "land.txt"
ROW = 1.5
"""Degrees of latitude of a row."""
HEAD = """\
# Where the towns of GeoNames lie (https://www.geonames.org, Creative Commons Attribution 4.0), as cells of a grid: made by scripts/build_land.py.
# LATITUDE/DEGREES OF A CELL: cells from -180 degrees on to the first that holds a town, then from each to the next.
"""


def text() -> str:
    """The file."""
    rows: dict[int, set[int]] = defaultdict(set)
    for entry in gazetteer().entries():
        if entry.feature == "PPL":
            row = math.floor(entry.lat / ROW)
            rows[row].add(math.floor((entry.lon + 180) / width(row)))
    lines = []
    for row in sorted(rows, reverse=True):
        cells = sorted(rows[row])
        gaps = [cells[0], *(b - a for a, b in pairwise(cells))]
        lines.append(f"{(row + 0.5) * ROW:g}/{width(row):g}: {' '.join(map(str, gaps))}\n")
    return HEAD + "".join(lines)


def width(row: int) -> float:
    """Degrees of longitude of the row's cells: as wide on the ground as a row is high, a whole number of them around the globe."""
    return round(360 / round(360 * math.cos(math.radians((row + 0.5) * ROW)) / ROW), 6)


if __name__ == "__main__":
    OUT.write_text(text(), encoding="ascii", newline="\n")
