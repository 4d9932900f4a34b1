"""The four quad classes of acts, and how each is drawn: a colour, a pattern of dashes and a word, never a colour alone.

Whoever draws something else gives other classes under the numbers 1 to 4: the style sheets know their colours for a dark page by number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.charts.svg import tag, words


@dataclass(frozen=True, slots=True)
class Quad:
    """A quad class, or another class of what is drawn.

    Args:
        number: 1 to 4; of a quad class, as PLOVER has it.
        name: in words.
        color: at least 4.5:1 against white.
        dashes: of its lines; "" for none.
    """

    number: int
    name: str
    color: str
    dashes: str


QUADS = {
    q.number: q for q in (
        Quad(1, "verbal cooperation", "#1b6ca8", ""), Quad(2, "material cooperation", "#1a7f37", "9 3"),
        Quad(3, "verbal conflict", "#8a5200", "2 3"), Quad(4, "material conflict", "#b3261e", "11 3 2 3"),
    )
}  # fmt: skip


def own(number: int, *inside: str, classes: Mapping[int, Quad] = QUADS) -> str:
    """Marks in the colour of a class."""
    return tag("g", *inside, color=classes[number].color, class_=f"q{number}")


def legend(x: float, y: float, shown: Sequence[int], classes: Mapping[int, Quad] = QUADS) -> str:
    """A line that tells the classes apart: a piece of their line, and their name."""
    parts = []
    for number in sorted(shown):
        quad = classes[number]
        line = tag("line", x1=x, y1=y - 4, x2=x + 30, y2=y - 4, stroke="currentColor", stroke_width=4, stroke_dasharray=quad.dashes or None)
        parts.append(own(number, line, words(x + 36, y, quad.name, color="own"), classes=classes))
        x += 56 + 7.1 * len(quad.name)
    return "".join(parts)
