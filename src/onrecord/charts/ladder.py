"""The history of a commitment: over time, at which stage it stood, with a numbered mark for each report at the stage that it tells.

What a report does is told by the form of its mark and by its number, under which its words stand; reports that contradict each other are joined; the last day
on which it is due is a line, and the time after it, while nothing was delivered, is hatched and called overdue.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.charts.periods import periods, unit_of
from onrecord.charts.svg import LINE, PAPER, WARN, drawing, isolated, linked, tag, words, wrapped

WIDTH, LEFT, RIGHT, TOP, RUNG = 1000, 120, 40, 44, 30
NEAR = 22
"""How near two marks may lie; nearer ones are moved apart."""
COLOR = "#8a5a00"
LINES = 3


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its number, date (None: not known), the stage that it tells, the stage at which the commitment stands after it, what it does, who
    published it, and its words."""

    n: int
    date: str | None
    told: str
    stage: str
    does: str
    outlets: str
    words: str


@dataclass(frozen=True, slots=True)
class Versus:
    """Two reports that cannot both be right: the field, and for each its number (None: not in the history), value, and who published it when."""

    field: str
    one: tuple[int | None, str, str]
    other: tuple[int | None, str, str]


@dataclass(frozen=True, slots=True)
class History:
    """What is drawn.

    Args:
        who: promises what to whom, in a line.
        reports: in order; at least one. stages: all that there are, the lowest first; those that occur are drawn.
        due: its last day. until: the day up to which it is drawn. overdue: it is late on that day.
        versus: what contradicts each other.
    """

    who: str
    reports: tuple[Report, ...]
    stages: tuple[str, ...]
    due: str | None
    until: str
    overdue: bool
    versus: tuple[Versus, ...] = ()


def ladder(history: History, *, description: str, href: Callable[[Report], str] | None = None, with_words: bool = False) -> str:
    """The drawing.

    Args:
        history: what is drawn.
        description: for those who do not see it.
        href: where the mark of a report leads; None for a drawing without links.
        with_words: whether the reports' words and the contradictions stand below; on a page they do so anyhow.
    """
    rungs = [s for s in history.stages if any(s in (r.told, r.stage) for r in history.reports)]
    level = {stage: TOP + RUNG * (len(rungs) - 1 - n) + RUNG / 2 for n, stage in enumerate(rungs)}
    bottom = TOP + RUNG * len(rungs)
    days = [r.date[:10] for r in history.reports if r.date and len(r.date) >= 10]
    first = min([*days, history.until])
    last = max([*days, history.until, *([history.due] if history.due else [])])
    across = _scale(first, last)
    spots = _spots(history.reports, level, across, first)
    marks = [words(16, 24, isolated(history.who, 110), bold=True, size=15)]
    for stage in rungs:
        marks.append(words(LEFT - 14, level[stage] + 4, stage.replace("_", " "), anchor="end"))
        marks.append(tag("line", x1=LEFT, y1=level[stage], x2=WIDTH - RIGHT, y2=level[stage], stroke=LINE, class_="line"))
    marks.append(_due(history, across, bottom))
    stairs = tag("path", d=_stood(history, level, across, spots), fill="none", stroke="currentColor", stroke_width=3)
    marks.append(tag("g", stairs, color=COLOR, class_="stood"))
    marks.extend(_joined(v, spots) for v in history.versus)
    for report in history.reports:
        marks.append(_mark(report, spots[report.n], href))
    marks.append(_axis(first, last, across, bottom + 20))
    y = bottom + 36.0
    if with_words:
        y = _told(history, marks, y)
    return drawing("history", WIDTH, y, f"History: {isolated(history.who, 200)}", description, *marks)


def _scale(first: str, last: str) -> Callable[[str], float]:
    start = date.fromisoformat(first).toordinal()
    days = max(1, date.fromisoformat(last).toordinal() - start)
    return lambda day: LEFT + 16 + (WIDTH - LEFT - RIGHT - 32) * (date.fromisoformat(day[:10]).toordinal() - start) / days


def _spots(reports: Sequence[Report], level: dict[str, float], across: Callable[[str], float], first: str) -> dict[int, tuple[float, float]]:
    """Where each mark stands: at its day, or right of the one before on the same rung; an undated report beside the one before it."""
    free: dict[str, float] = {}
    spots: dict[int, tuple[float, float]] = {}
    day = first
    for report in reports:
        day = report.date[:10] if report.date and len(report.date) >= 10 else day
        x = min(max(across(day), free.get(report.told, 0.0)), WIDTH - 12)
        free[report.told] = x + NEAR
        spots[report.n] = (x, level[report.told])
    return spots


def _stood(history: History, level: dict[str, float], across: Callable[[str], float], spots: dict[int, tuple[float, float]]) -> str:
    """The stairs of the stages at which it stood."""
    path, y = "", 0.0
    for report in history.reports:
        x, _ = spots[report.n]
        at = level[report.stage]
        path += f"M{x:.1f} {at:.1f}" if not path else f"H{x:.1f}V{at:.1f}" if at != y else f"H{x:.1f}"
        y = at
    return f"{path}H{max(across(history.until), max(x for x, _ in spots.values())):.1f}"


def _due(history: History, across: Callable[[str], float], bottom: float) -> str:
    """The last day on which it is due, and the time that it is late."""
    if not history.due:
        return ""
    x = across(history.due)
    parts = [tag("line", x1=x, y1=TOP - 8, x2=x, y2=bottom, stroke="currentColor", stroke_width=2, stroke_dasharray="2 4")]
    if history.overdue:
        end = max(across(history.until), x + 4)
        stripes = "".join(f"M{s:.0f} {bottom:.0f}L{min(s + 14, end):.0f} {TOP:.0f}" for s in range(int(x), int(end), 9))
        parts.append(tag("path", d=stripes, stroke="currentColor", stroke_opacity="0.35", fill="none"))
    label = f"due {history.due}" + (", overdue" if history.overdue else "")
    end_anchor = x > WIDTH - 190
    parts.append(words(x - 5 if end_anchor else x + 5, TOP - 1, label, anchor="end" if end_anchor else None, size=12, color="own", bold=history.overdue))
    return tag("g", *parts, color=WARN, class_="warn-mark")


def _joined(versus: Versus, spots: dict[int, tuple[float, float]]) -> str:
    """A line between two reports that contradict each other."""
    ends = [spots[n] for n in (versus.one[0], versus.other[0]) if n in spots]
    if len(ends) < 2:
        return ""
    (x1, y1), (x2, y2) = ends
    bend = min(y1, y2) - 18 if y1 == y2 else (y1 + y2) / 2
    path = f"M{x1:.1f} {y1:.1f}Q{(x1 + x2) / 2:.1f} {bend:.1f} {x2:.1f} {y2:.1f}"
    name = f"Reports {versus.one[0]} and {versus.other[0]} contradict each other: {versus.field.replace('_', ' ')}"
    line = tag("path", d=path, fill="none", stroke="currentColor", stroke_width=2, stroke_dasharray="5 4")
    return tag("g", linked(None, name, line), color=WARN, class_="warn-mark")


def _mark(report: Report, spot: tuple[float, float], href: Callable[[Report], str] | None) -> str:
    x, y = spot
    denies = report.does == "denies"
    filled = report.does not in ("reaffirms", "recalls", "is hearsay", "denies")
    look = {"fill": "currentColor" if filled else PAPER, "class_": None if filled else "paper", "stroke": "currentColor", "stroke_width": 2.0}
    shape = tag("rect", x=x - 9, y=y - 9, width=18, height=18, **look) if denies else tag("circle", cx=x, cy=y, r=10, **look)
    number = tag("text", str(report.n), x=x, y=y + 4, text_anchor="middle", font_size=11, font_weight="600",
                 fill=PAPER if filled else "currentColor", class_="on" if filled else None)  # fmt: skip
    name = f"Report {report.n}, {report.date or 'undated'}: {report.does}, tells {report.told.replace('_', ' ')}. {isolated(report.words, 160)}"
    color, kind = (WARN, "warn-mark") if denies else (COLOR, "stood")
    return tag("g", linked(href(report) if href else None, name, shape, number), color=color, class_=kind)


def _axis(first: str, last: str, across: Callable[[str], float], y: float) -> str:
    """Some days between the first and the last."""
    cut = periods(first, last, unit_of(first, last))
    parts, free = [], 0.0
    for period in cut:
        x = max(across(period.first), LEFT + 30)
        if x >= free and x < WIDTH - 40:
            parts.append(words(x, y, period.short, anchor="middle", size=12, color="soft"))
            free = x + 7.5 * len(period.short) + 18
    return "".join(parts)


def _told(history: History, marks: list[str], y: float) -> float:
    """The words of each report, then the contradictions side by side; returns where they end."""
    for r in history.reports:
        told = f"{r.does}, tells {r.told.replace('_', ' ')}; it stands at {r.stage.replace('_', ' ')}"
        head = f"{r.n}. {r.date or 'undated'} · {isolated(r.outlets, 60)} · {told}"
        marks.append(words(16, y + 14, head, bold=True))
        y += 18
        for line in wrapped(f"“{r.words}”", 140, LINES):
            marks.append(words(30, y + 14, line))
            y += 18
        y += 8
    if history.versus:
        marks.append(words(16, y + 16, "Reports that contradict each other", bold=True, size=15, color="warn"))
        y += 26
    for v in history.versus:
        marks.append(words(16, y + 14, v.field.replace("_", " "), bold=True))
        for x, (n, value, who) in ((150, v.one), (580, v.other)):
            marks.append(words(x, y + 14, isolated(value.replace("_", " "), 50), bold=True))
            marks.append(words(x, y + 31, (f"report {n}, " if n else "") + isolated(who, 60), size=12, color="soft"))
        marks.append(tag("line", x1=565, y1=y + 2, x2=565, y2=y + 34, stroke=LINE, class_="line"))
        y += 44
    return y + 12
