"""Events or reports over time: a lane of bars for each type, one below another, so that its place and its name tell the type and not a colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.charts.periods import Period
from onrecord.charts.quads import QUADS, Quad, legend, own
from onrecord.charts.svg import LINE, PAPER, SOFT, drawing, linked, tag, words

WIDTH, LEFT, RIGHT, TOP, LANE = 1000, 130, 20, 46, 40
BAR = LANE - 12


@dataclass(frozen=True, slots=True)
class Lane:
    """A type of what is drawn: its name, the number of its class (of events, the quad class), and how many it has in each period."""

    name: str
    quad: int
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many bars' worth it has in all; an event of several periods counts in each."""
        return sum(self.counts)


def timeline(
    periods: Sequence[Period], lanes: Sequence[Lane], *, title: str, description: str, href: Callable[[Lane, Period], str | None] | None = None,
    classes: Mapping[int, Quad] = QUADS,
) -> str:  # fmt: skip
    """The drawing.

    Args:
        periods: in order; where there is none, only the description is drawn.
        lanes: in the order in which they are drawn.
        title, description: for those who do not see it.
        href: where the bar of a lane and period leads; None for a drawing without links.
        classes: those of the lanes.
    """
    if not periods:
        return drawing("timeline", WIDTH, 40, title, description, words(20, 25, description))
    most = max((c for lane in lanes for c in lane.counts), default=1) or 1
    step = (WIDTH - LEFT - RIGHT) / len(periods)
    height = TOP + LANE * len(lanes) + 34
    marks = [legend(LEFT, 20, sorted({lane.quad for lane in lanes}), classes)]
    for n, lane in enumerate(lanes):
        base = TOP + LANE * (n + 1) - 6
        marks.append(words(LEFT - 10, base - 6, lane.name, anchor="end", bold=True))
        marks.append(tag("line", x1=LEFT, y1=base + 0.5, x2=WIDTH - RIGHT, y2=base + 0.5, stroke=LINE, class_="line"))
        bars = []
        for place, (period, count) in enumerate(zip(periods, lane.counts, strict=True)):
            if count:
                tall = max(2.0, BAR * count / most)
                bar = tag("rect", x=LEFT + place * step + step * 0.1, y=base - tall, width=max(1.5, step * 0.8), height=tall, fill="currentColor")
                inside = tall > BAR - 9
                number = tag("text", str(count), x=LEFT + (place + 0.5) * step, y=base - tall + (10 if inside else -2), text_anchor="middle", font_size=10,
                             fill=PAPER if inside else SOFT, class_="on" if inside else "pale")  # fmt: skip
                name = f"{lane.name}, {period.name}: {count}"
                fits = step * (0.8 if inside else 1) >= 4 + 6 * len(str(count))
                bars.append(linked(href(lane, period) if href else None, name, bar, number if fits else ""))
        marks.append(own(lane.quad, *bars, classes=classes))
    return drawing("timeline", WIDTH, height, title, description, *marks, _axis(periods, step, height - 12))


def _axis(periods: Sequence[Period], step: float, y: float) -> str:
    """The names of as many periods as have room."""
    wide = 7.5 * max(len(p.short) for p in periods) + 10
    every = max(1, -int(-wide // step))
    return "".join(
        words(min(max(LEFT + (n + 0.5) * step, LEFT + wide / 2 - 10), WIDTH - wide / 2), y, p.short, anchor="middle", size=12, color="soft")
        for n, p in enumerate(periods) if n % every == 0
    )  # fmt: skip
