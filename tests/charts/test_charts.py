"""The drawings by themselves: well-formed, safe, the same each time, and right in what they show."""

from __future__ import annotations

import math
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from onrecord.charts.ladder import History, Report, Versus, ladder
from onrecord.charts.network import Arrow, network, order
from onrecord.charts.periods import periods
from onrecord.charts.quads import QUADS
from onrecord.charts.svg import INK, PAPER, SOFT, WARN, in_a_file
from onrecord.charts.timeline import Lane, timeline
from onrecord.charts.worldmap import Place, at, equal_earth, world_map
from onrecord.ledger.thread_lists import STAGES

SVG = "{http://www.w3.org/2000/svg}"
HARM = "<script>\"'&\x00\u202eevil"


def parsed(svg: str) -> Xml.Element:
    return Xml.fromstring(in_a_file(svg))


def shapes(root: Xml.Element, name: str) -> list[Xml.Element]:
    return list(root.iter(SVG + name))


def history(*reports: Report, **more: object) -> History:
    known: dict[str, object] = {"who": HARM, "stages": STAGES, "due": None, "until": "2026-06-01", "overdue": False, **more}
    return History(reports=reports, **known)  # type: ignore[arg-type]


def report(n: int, date: str | None, told: str, stage: str, does: str = "advances") -> Report:
    return Report(n, date, told, stage, does, "Wire", f"words {n} {HARM}")


def all_drawings() -> dict[str, str]:
    cut = periods("2026-01-01", "2026-03-31", "month")
    lanes = [Lane("AID", 2, (1, 0, 30)), Lane(HARM, 4, (2, 2, 0))]
    arrows = [Arrow("a", "b", ((1, 5), (4, 2))), Arrow("b", "a", ((3, 1),)), Arrow("c", "a", ((2, 1),))]
    steps = (report(1, "2026-01-01", "pledged", "pledged", "opens"), report(2, "2026-02-01", "denied", "pledged", "denies"),
             report(3, None, "signed", "signed"))  # fmt: skip
    versus = (Versus("stage", (1, "pledged", HARM), (2, "denied", "Wire")),)
    return {
        "timeline": timeline(cut, lanes, title=HARM, description=HARM, href=lambda lane, p: f"/events?x={p.key}&y=<"),
        "network": network([("a", HARM), ("b", "B"), ("c", "\u05e9\u05dc")], arrows, title=HARM, description=HARM, arrow_href=lambda a: "/x?a=1&b=2"),
        "map": world_map([Place("KEN", HARM, 1.0, 38.0, 7), Place("NOR", "Norway", 62.0, 10.0, 1)], title=HARM, description=HARM),
        "history": ladder(history(*steps, due="2026-03-01", overdue=True, versus=versus), description=HARM, with_words=True),
    }


@pytest.mark.parametrize("name", list(all_drawings()))
def test_a_drawing_is_xml_named_described_and_without_harm(name: str) -> None:
    svg = all_drawings()[name]
    root = parsed(svg)
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    assert root.get("aria-labelledby") == root.find(f"{SVG}title").get("id")  # type: ignore[union-attr]
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= {"svg", "title", "desc", "rect", "circle", "line", "path", "text", "g", "a"}
    assert " style=" not in svg
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", svg)
    assert "\u202e" not in svg  # nothing turns the direction of writing beyond its own words
    assert svg == all_drawings()[name]


def test_bars_are_as_tall_as_their_numbers() -> None:
    root = parsed(all_drawings()["timeline"])
    bars = [float(r.get("height", "")) for r in shapes(root, "rect")[1:]]
    assert len(bars) == 4
    assert max(bars) == bars[1]
    assert bars[1] > 8 * bars[0]
    assert "AID, January 2026: 1" in [t.text for a in shapes(root, "a") for t in a.iter(f"{SVG}title")]


def test_an_arrow_tells_its_class_by_colour_and_dashes_and_its_number_by_width() -> None:
    root = parsed(all_drawings()["network"])
    lines = [(g.get("class"), p.get("stroke-dasharray"), float(p.get("stroke-width", ""))) for g in shapes(root, "g") for a in g.iter(f"{SVG}a")
             for p in a.iter(f"{SVG}path") if p.get("stroke-width")]  # fmt: skip
    assert {(c, d) for c, d, _ in lines} == {("q1", None), ("q2", "9 3"), ("q3", "2 3")}
    assert len({q.dashes for q in QUADS.values()}) == len({q.color for q in QUADS.values()}) == 4
    assert max(lines, key=lambda x: x[2])[0] == "q1"


def test_parties_that_have_to_do_with_each_other_stand_side_by_side() -> None:
    pairs = [Arrow("a", "z", ((1, 9),)), Arrow("b", "y", ((1, 5),)), Arrow("c", "x", ((1, 3),))]
    ring = order(["a", "b", "c", "x", "y", "z"], pairs)
    assert sorted(ring) == ["a", "b", "c", "x", "y", "z"]
    for p in pairs:
        assert abs(ring.index(p.source) - ring.index(p.target)) in (1, 5)


def test_the_projection_is_equal_earth() -> None:
    assert equal_earth(0, 0) == (0, 0)
    assert equal_earth(0, 180)[0] == pytest.approx(2.70663, abs=1e-4)
    assert equal_earth(90, 0)[1] == pytest.approx(1.31737, abs=1e-4)
    step = 0.01  # equal areas: a small cell anywhere is as large on the map as on the globe
    for lat in (0.0, 30.0, 60.0, 80.0):
        (x1, y1), (x2, _), (_, y3) = equal_earth(lat, 10), equal_earth(lat, 10 + step), equal_earth(lat + step, 10)
        globe = (equal_earth(step, 0)[1] - 0) * equal_earth(0, step)[0]
        assert (x2 - x1) * (y3 - y1) / globe == pytest.approx(math.cos(math.radians(lat)), rel=2e-3)


def test_a_circle_stands_where_its_country_lies_as_large_as_its_number() -> None:
    root = parsed(all_drawings()["map"])
    large, small = shapes(root, "circle")
    x, y = at(1.0, 38.0)
    assert (float(large.get("cx", "")), float(large.get("cy", ""))) == (pytest.approx(x, abs=0.1), pytest.approx(y, abs=0.1))
    assert float(large.get("r", "")) ** 2 / float(small.get("r", "")) ** 2 == pytest.approx(7, rel=0.05)


def test_the_land_is_that_of_the_gazetteer() -> None:
    scripts = Path(__file__).parents[2] / "scripts"
    sys.path.insert(0, str(scripts))
    try:
        import build_land
    finally:
        sys.path.remove(str(scripts))
    assert build_land.OUT.read_text(encoding="ascii") == build_land.text()


def test_a_history_shows_each_report_what_contradicts_and_what_is_late() -> None:
    root = parsed(all_drawings()["history"])
    words = [t.text or "" for t in shapes(root, "text")]
    for n in ("1", "2", "3"):
        assert n in words
    assert any("due 2026-03-01, overdue" in w for w in words)
    assert any("words 2" in w for w in words)
    assert "Reports that contradict each other" in words
    assert any("Reports 1 and 2 contradict each other: stage" in (t.text or "") for t in shapes(root, "title"))
    assert len([r for r in shapes(root, "rect") if r.get("width") == "18"]) == 1  # the denial is a square
    early = parsed(ladder(history(report(1, "2026-01-01", "pledged", "pledged"), due="2026-08-01"), description=""))
    assert not any("overdue" in (t.text or "") for t in shapes(early, "text"))


def test_words_have_contrast_enough() -> None:
    def light(color: str) -> float:
        parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        return sum(w * (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4) for w, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    for color in (INK, SOFT, WARN, *(q.color for q in QUADS.values())):
        assert (light(PAPER) + 0.05) / (light(color) + 0.05) >= 4.5, color
