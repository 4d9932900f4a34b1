"""Who acts on whom: the parties on a circle, an arrow for each pair and direction, as wide as the acts are many, its class told by colour and dashes.

The layout is worked out from the counts alone, so that the same rows give the same drawing: a circle starts with the party that has the most acts, and goes
on with whoever of the others has most to do with the two last placed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from onrecord.charts.quads import QUADS, Quad, legend, own
from onrecord.charts.svg import INK, SOFT, drawing, isolated, linked, tag, words

SIZE, RADIUS, LABEL = 620, 225, 26
WIDTH = 1000
WIDEST = 11.0


class Arrow(NamedTuple):
    """Acts of one party on another.

    Args:
        source, target: keys of the parties.
        counts: acts by quad class.
    """

    source: str
    target: str
    counts: tuple[tuple[int, int], ...]

    @property
    def total(self) -> int:
        """All acts."""
        return sum(n for _, n in self.counts)

    @property
    def quad(self) -> int:
        """The class of most of them; of as many, the lower."""
        return min(self.counts, key=lambda c: (-c[1], c[0]))[0]


def network(
    names: Sequence[tuple[str, str]], arrows: Sequence[Arrow], *, title: str, description: str,
    party_href: Callable[[str], str] | None = None, arrow_href: Callable[[Arrow], str] | None = None,
    classes: Mapping[int, Quad] = QUADS, what: str = "acts",
) -> str:  # fmt: skip
    """The drawing.

    Args:
        names: key and name of each party.
        arrows: between these parties; those from a party to itself are not drawn.
        title, description: for those who do not see it.
        party_href, arrow_href: where parties and arrows lead; None for a drawing without links.
        classes, what: of the acts, and what they are called.
    """
    between = [a for a in arrows if a.source != a.target]
    ring = order([key for key, _ in names], between)
    center, name_of = (WIDTH / 2, SIZE / 2 + 14), dict(names)
    angle = {key: 2 * math.pi * n / max(1, len(ring)) - math.pi / 2 for n, key in enumerate(ring)}
    place = {key: (center[0] + RADIUS * math.cos(a), center[1] + RADIUS * math.sin(a)) for key, a in angle.items()}
    weight: Counter[str] = Counter()
    for a in between:
        weight[a.source] += a.total
        weight[a.target] += a.total
    most = max((a.total for a in between), default=1)
    marks = [legend(90, 20, sorted({a.quad for a in between}), classes)]
    for a in sorted(between, key=lambda a: (a.total, a.source, a.target)):  # the heaviest on top
        told = ", ".join(f"{n} {classes[q].name}" for q, n in a.counts)
        name = f"{isolated(name_of[a.source], 60)} to {isolated(name_of[a.target], 60)}: {told}"
        arrow = linked(arrow_href(a) if arrow_href else None, name, *_arrow(place[a.source], place[a.target], center, a, most, classes))
        marks.append(own(a.quad, arrow, classes=classes))
    heaviest = max(weight.values(), default=1)
    for key in ring:
        x, y = place[key]
        turned = math.cos(angle[key])
        out = (center[0] + (RADIUS + LABEL) * turned, center[1] + (RADIUS + LABEL) * math.sin(angle[key]) + 4)
        anchor = "middle" if abs(turned) < 0.12 else "start" if turned > 0 else "end"
        lift = 0 if abs(turned) >= 0.12 else 8 * math.sin(angle[key])
        dot = tag("circle", cx=x, cy=y, r=4 + 9 * math.sqrt(weight[key] / heaviest), fill=SOFT, class_="dot", stroke=INK)
        label = words(out[0], out[1] + lift, isolated(name_of[key], 34), anchor=anchor)
        called = f"{isolated(name_of[key], 60)}: {weight[key]} {what} with those shown"
        marks.append(linked(party_href(key) if party_href else None, called, dot, label))
    return drawing("network", WIDTH, SIZE + 20, title, description, *marks)


def order(keys: Sequence[str], arrows: Sequence[Arrow]) -> list[str]:
    """The parties as they stand on the circle: those that have to do with each other side by side."""
    tie: Counter[tuple[str, str]] = Counter()
    weight: Counter[str] = Counter()
    for a in arrows:
        for pair in ((a.source, a.target), (a.target, a.source)):
            tie[pair] += a.total
            weight[pair[0]] += a.total
    left = sorted(keys, key=lambda k: (-weight[k], k))
    ring: list[str] = []
    while left:
        near = ring[-2:]
        best = min(left, key=lambda k: (-sum(tie[k, r] * (n + 1) for n, r in enumerate(near)), -weight[k], k))
        left.remove(best)
        ring.append(best)
    return ring


def _arrow(
    start: tuple[float, float], end: tuple[float, float], center: tuple[float, float], a: Arrow, most: int, classes: Mapping[int, Quad]
) -> list[str]:
    """A bow towards the middle, a little to its own side so that the two directions of a pair lie apart, and its head."""
    wide = 1.2 + (WIDEST - 1.2) * math.sqrt(a.total / most)
    dx, dy = end[0] - start[0], end[1] - start[1]
    long = math.hypot(dx, dy) or 1.0
    side = (-dy / long * 18, dx / long * 18)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    bend = (middle[0] + (center[0] - middle[0]) * 0.45 + side[0], middle[1] + (center[1] - middle[1]) * 0.45 + side[1])
    ax, ay = end[0] - bend[0], end[1] - bend[1]
    reach = math.hypot(ax, ay) or 1.0
    ux, uy = ax / reach, ay / reach
    tip = (end[0] - ux * 14, end[1] - uy * 14)
    head = 7 + wide
    base = (tip[0] - ux * head, tip[1] - uy * head)
    half = head * 0.5
    corners = (tip, (base[0] - uy * half, base[1] + ux * half), (base[0] + uy * half, base[1] - ux * half))
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {base[0]:.1f} {base[1]:.1f}"
    return [
        tag("path", d=path, fill="none", stroke="currentColor", stroke_width=wide, stroke_dasharray=classes[a.quad].dashes or None, stroke_opacity="0.8"),
        tag("path", d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z", fill="currentColor"),
    ]
