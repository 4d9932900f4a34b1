"""Writes SVG: elements, words that are safe in them, and the frame that names and describes a drawing.

Colours stand in presentation attributes, never in `style`, so that a drawing shows under a Content-Security-Policy without inline styles and also alone in a
file; the classes let a style sheet give them other colours for a dark page.
"""

from __future__ import annotations

import re
import textwrap
from xml.sax.saxutils import escape, quoteattr

INK, SOFT, LINE, PAPER, WARN = "#1d1d1f", "#5c5c62", "#c9c9cf", "#ffffff", "#a11212"
UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
TURNS = re.compile("[\u200e\u200f\u202a-\u202e]")
"""Marks that turn the direction of writing and would reach beyond the words that they stand in."""
FIRST_STRONG, POP = "\u2068", "\u2069"
NAMESPACE = "http://www.w3.org/2000/svg"


def number(value: float) -> str:
    """A coordinate, to a tenth."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def tag(name: str, *inside: str, **attributes: str | float | None) -> str:
    """An element.

    Args:
        name: of the element.
        inside: markup that stands in it.
        attributes: by name, "_" for "-" and a last "_" dropped; those that are None are left out.
    """
    given = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(clean(value) if isinstance(value, str) else number(value))}"
        for key, value in attributes.items() if value is not None
    )  # fmt: skip
    held = "".join(inside)
    return f"<{name}{given}>{held}</{name}>" if held else f"<{name}{given}/>"


def clean(text: str) -> str:
    """Text that XML takes and that turns nothing round: runs of control characters and half characters become one space."""
    return TURNS.sub("", UNFIT.sub(" ", text))


def isolated(text: str, most: int) -> str:
    """Words of an article or a name, cut to a length, with their direction of writing kept to themselves."""
    plain = " ".join(clean(text).split())
    short = plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
    return f"{FIRST_STRONG}{short}{POP}" if not short.isascii() else short


def words(x: float, y: float, text: str, *, anchor: str | None = None, size: float = 13, color: str = "ink", bold: bool = False) -> str:
    """A line of text; `color`: "ink", "soft", "warn" or "own", the colour of what it stands in."""
    fill = {"ink": INK, "soft": SOFT, "warn": WARN}.get(color, "currentColor")
    return tag(
        "text", escape(clean(text)), x=x, y=y, font_size=size, fill=fill, class_={"soft": "pale", "own": None}.get(color, color),
        text_anchor=anchor, font_weight="600" if bold else None,
    )  # fmt: skip


def named(text: str) -> str:
    """What a mark is called: read out, and shown when it is pointed at."""
    return tag("title", escape(clean(text)))


def linked(href: str | None, name: str, *inside: str) -> str:
    """A mark that leads somewhere, or where there is no address only a named one.

    The keyboard passes it over: a drawing has hundreds of marks, and the table beside it has the same links.
    """
    if href is None:
        return tag("g", named(name), *inside)
    return tag("a", named(name), *inside, href=href, aria_label=name, tabindex="-1")


def wrapped(text: str, width: int, most: int) -> list[str]:
    """Text in lines of so many characters, at most so many of them; what is cut ends in "…"."""
    lines = textwrap.wrap(" ".join(clean(text).split()), width) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: width - 2].rstrip() + " …"]
    return [line if line.isascii() else f"{FIRST_STRONG}{line}{POP}" for line in lines]


def drawing(id: str, width: float, height: float, title: str, description: str, *inside: str) -> str:
    """The frame of a drawing.

    Args:
        id: begins the ids in it, of which a page may hold one.
        width, height: of its own coordinates; it is scaled to the room that it has.
        title, description: what it shows, for those who do not see it.
        inside: its marks.
    """
    return tag(
        "svg", tag("title", escape(clean(title)), id=f"{id}-title"), tag("desc", escape(clean(description)), id=f"{id}-desc"),
        tag("rect", width=width, height=height, fill=PAPER, class_="paper"), *inside,
        xmlns=NAMESPACE, viewBox=f"0 0 {number(width)} {number(height)}", width=width, height=height, class_="chart", role="group",
        aria_labelledby=f"{id}-title", aria_describedby=f"{id}-desc", font_family="system-ui, sans-serif",
    ) + "\n"  # fmt: skip


def in_a_file(svg: str) -> bytes:
    """A drawing as the bytes of a file that stands alone."""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + svg).encode("utf-8", "replace")
