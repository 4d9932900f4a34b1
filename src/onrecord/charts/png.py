"""A drawing as a picture of pixels: PNG, by resvg (the package resvg-py), which is given the SVG and reads nothing else but the fonts of the machine."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache

from onrecord.errors import NoPicture

SCALE = 2.0
"""Pixels of a unit of the drawing, so that it is sharp in print and on fine screens."""
MOST = 1_000_000
"""Pixels of a picture; resvg takes 4 bytes for each."""
LEAST = 0.5
"""The smallest scale at which the words of a drawing can still be read, more or less."""
SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
ASK_THE_PAGE = "The SVG has it, and where JavaScript is on the page makes the PNG in the browser."


def picture(svg: str) -> bytes:
    """A drawing of `onrecord.charts.svg.drawing` as the bytes of a PNG file, on white.

    The same drawing gives the same bytes on the same machine: fonts are the machine's.

    Args:
        svg: the drawing, with its width and height. It is drawn at `SCALE`, or smaller where that would be more than `MOST` pixels.

    Raises:
        NoPicture: resvg-py is not installed, the machine has no font, or the drawing is too large to be read as a picture.
    """
    found = SIZE.search(svg)
    if found is None:
        raise ValueError("the drawing tells no size")
    area = float(found[1]) * float(found[2])
    scale = min(SCALE, (MOST / max(area, 1.0)) ** 0.5)
    if scale < LEAST:
        raise NoPicture(f"the drawing is too large for a picture of pixels ({float(found[1]):,.0f} by {float(found[2]):,.0f})", "The SVG has it.")
    if not _letters():
        raise NoPicture("this machine has no font, so that a picture made on it would be without words", ASK_THE_PAGE)
    return _drawn(svg, scale)


def read_fonts() -> None:
    """Read the machine's fonts, which takes a second and is done once: whoever expects to draw does it beforehand. Without the package nothing is done."""
    with suppress(NoPicture):
        _letters()


@cache
def _letters() -> bool:
    """Whether words are drawn here: a word makes another picture than none."""
    frame = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-family="sans-serif">{}</svg>'
    return _drawn(frame.format('<text x="2" y="16">Word</text>'), 1) != _drawn(frame.format(""), 1)


def _drawn(svg: str, scale: float) -> bytes:
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise NoPicture("resvg-py is not installed, which makes pictures of drawings", f"pip install resvg-py. {ASK_THE_PAGE}") from error
    # Generic families are named here as well: the library's own choice, Arial, is not on every machine.
    return bytes(svg_to_bytes(svg_string=svg.replace("system-ui, sans-serif", FAMILIES), zoom=scale, background="#ffffff"))


FAMILIES = "Liberation Sans, DejaVu Sans, Noto Sans, Arial, Helvetica, Segoe UI, sans-serif"
"""Fonts without serifs of Linux, macOS and Windows, the first that there is."""
