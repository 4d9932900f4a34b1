"""The pages of drawings: every number of theirs is that of the list that it leads to."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from reading_room import BASE, hostile, words_of
from starlette.testclient import TestClient

from onrecord.keeping import Ledger
from onrecord.ledger.store import Store
from onrecord.room.app import make_app
from onrecord.room.desk import Desk

PAGES = ("/timeline", "/timeline?by=week", "/timeline?country=Kenya&type=REQUEST", "/actors", "/actors?parties=4", "/map", "/map?since=2026-03&until=2026-05")


def listed(room: TestClient, address: str) -> int:
    answer = room.get(address.replace("/events?", "/events.json?"))
    assert answer.status_code == 200, address
    return int(answer.json()["shown"])


@pytest.mark.parametrize("address", PAGES)
def test_every_number_is_that_of_the_list_that_it_leads_to(room: TestClient, address: str) -> None:
    html = room.get(address).text
    links = re.findall(r'<td><a href="(/events\?[^"]+)"><bdi>([\d,]+)</bdi></a></td>', html)
    assert len(links) >= 2
    for href, number in links[:: max(1, len(links) // 12)]:
        assert listed(room, unescape(href)) == int(number.replace(",", "")), href


@pytest.mark.parametrize("address", PAGES)
def test_the_marks_lead_where_the_table_leads(room: TestClient, address: str) -> None:
    html = room.get(address).text
    svg = html[html.index("<svg") : html.index("</svg>") + 6]
    marks = set(re.findall(r'<a href="([^"]+)"', svg))
    assert marks
    assert marks <= set(re.findall(r'<(?:td|td class="name"|th scope="row")><a href="([^"]+)"', html))
    for mark in re.findall(r"<a [^>]*>", svg):
        assert 'tabindex="-1"' in mark
        assert "aria-label=" in mark


@pytest.mark.parametrize("name", ["timeline", "actors", "map"])
def test_a_drawing_comes_alone_and_as_data(room: TestClient, name: str) -> None:
    alone = room.get(f"/{name}.svg?country=Kenya")
    assert alone.headers["content-type"] == "image/svg+xml"
    assert f'filename="{name}.svg"' in alone.headers["content-disposition"]
    root = Xml.fromstring(alone.content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert not list(root.iter("{http://www.w3.org/2000/svg}a"))
    data = room.get(f"/{name}.json?country=Kenya").json()
    assert data["rows"]
    rows = list(csv.DictReader(io.StringIO(room.get(f"/{name}.csv?country=Kenya").text)))
    assert [int(r["events"]) for r in rows] == [r["events"] for r in data["rows"]]


def test_the_timeline_counts_each_event_once_in_every_period_of_its_reports(room: TestClient, ledger: Ledger) -> None:
    want: Counter[tuple[str, str]] = Counter()
    for event in ledger.events():
        for month in {m.date[:7] for m in event.history() if m.date}:
            want[month, event.type] += 1
    got = {(r["period"], r["type"]): r["events"] for r in room.get("/timeline.json?by=month").json()["rows"]}
    assert got == dict(want)


def test_where_there_is_nothing_the_page_says_so(room: TestClient) -> None:
    for name in ("timeline", "actors", "map"):
        html = room.get(f"/{name}?text=zzzqqq").text
        assert "There is nothing to draw" in html
        assert "<svg" not in html
        assert room.get(f"/{name}.svg?text=zzzqqq").status_code == 200


@pytest.mark.parametrize(("address", "said"), [("/timeline?by=decade", "day, week, month, year"), ("/actors?parties=500", "There are: 2"),
                                               ("/map?as_of=2026", "no filter"), ("/map?colour=red", "no filter")])  # fmt: skip
def test_what_cannot_be_drawn_is_said(room: TestClient, address: str, said: str) -> None:
    answer = room.get(address)
    assert answer.status_code == 400
    assert said in answer.text


def test_a_commitment_has_its_history_drawn(room: TestClient, ledger: Ledger) -> None:
    one = max(ledger.commitments(contradicted=True), key=lambda c: c.reports)
    story = ledger.show(one.id)
    html = room.get(f"/commitments/{one.id}").text
    svg = html[html.index("<svg") : html.index("</svg>")]
    assert re.findall(r'<a href="#([^"]+)"', svg) == [s.mention_id for s in story.steps]
    for anchor in re.findall(r'<a href="#([^"]+)"', svg):
        assert f'id="{anchor}"' in html
    alone = room.get(f"/commitments/{one.id}.svg")
    root = Xml.fromstring(alone.content)
    read = " ".join(t.text or "" for t in root.iter("{http://www.w3.org/2000/svg}text"))
    for step in story.steps:
        assert step.words[:40] in read
    assert "Reports that contradict each other" in read
    assert room.get(f"/commitments/{story.mentions[0].id}.svg").headers["location"].startswith(f"/commitments/{one.id}.svg")


def test_what_is_overdue_is_marked_in_the_history(room: TestClient, ledger: Ledger) -> None:
    late = ledger.commitments(overdue=True)[0]
    assert f"due {late.due_by}, overdue" in words_of(room.get(f"/commitments/{late.id}").text)


def test_the_board_and_a_commitment_can_be_asked_of_another_day(room: TestClient, ledger: Ledger) -> None:
    html = room.get("/?party=Norway&as_of=2026-04-01").text
    form = re.search(r'<div class="as-of">\n<form method="get" action="/" class="inline">(.*?)</form>', html, re.DOTALL)
    assert form is not None
    assert '<input type="date" name="as_of" value="2026-04-01">' in form[1]
    assert '<input type="hidden" name="party" value="Norway">' in form[1]
    assert 'href="/?party=Norway&amp;as_of=2026-03-02">A month before' in form[1]
    assert 'href="/?party=Norway">Now' in form[1]
    last = ledger.articles(limit=1)[0].published
    assert f'name="as_of" value="{last}"' in room.get("/").text
    assert '<div class="as-of">' in room.get(f"/commitments/{ledger.commitments(limit=1)[0].id}").text


def test_what_is_counted_is_kept_until_the_ledger_is_written_to(own_ledger: Path) -> None:
    desk, asked = Desk(own_ledger), []

    def count(db: object, columns: object) -> int:
        asked.append(db)
        return len(asked)

    assert [desk.counted("x", count), desk.counted("x", count), desk.counted("y", count)] == [1, 1, 2]
    desk.ledger.comment(desk.ledger.commitments(limit=1)[0].id, "Seen.", who="A. Reader")
    assert desk.counted("x", count) == 3


def test_an_empty_ledger_has_all_pages(tmp_path: Path) -> None:
    with Store(tmp_path / "empty.db"):
        pass
    room = TestClient(make_app(tmp_path / "empty.db"), base_url=BASE)
    pages = ("/timeline", "/timeline.svg", "/actors", "/actors.svg", "/map", "/map.svg", "/map.csv", "/table/events", "/events?page=2")
    for address in ("/", "/?as_of=0001", *pages):
        assert room.get(address).status_code == 200, address


@pytest.mark.parametrize("published", [None, "2026-03", "2026", "0001-01-01", "9999-12-31"])
def test_dates_at_the_edges_and_none_at_all_are_drawn(tmp_path: Path, published: str | None) -> None:
    one = hostile()
    article = replace(one.article, published=published, published_basis="stated" if published else None)
    Ledger(tmp_path / "edge.db").add(replace(one, article=article), hostile("2026-03-05"))
    room = TestClient(make_app(tmp_path / "edge.db"), base_url=BASE)
    commitment = room.get("/commitments.json").json()["rows"][0]["id"]
    for address in ("/?as_of=9999-12-31", "/timeline", "/timeline?by=day", "/actors", "/map", "/table/events", f"/commitments/{commitment}"):
        assert room.get(address).status_code == 200, address
    assert Xml.fromstring(room.get(f"/commitments/{commitment}.svg").content).tag.endswith("svg")
    dated = sum(r["events"] for r in room.get("/timeline.json?by=month").json()["rows"])
    assert dated == (2 if published and len(published) == 10 else 1)  # two reports of one event, which counts once in a month


PICTURES = ("/timeline.png?by=month", "/actors.png?country=Kenya", "/map.png", "/commitments/{}.png")


@pytest.mark.parametrize("address", PICTURES)
def test_each_drawing_is_kept_as_a_picture(room: TestClient, ledger: Ledger, address: str) -> None:
    pytest.importorskip("resvg_py")
    one = ledger.commitments(sort="reports", limit=1)[0].id
    answer = room.get(address.format(one))
    if answer.status_code == 501:
        pytest.skip("this machine has no font")
    assert answer.headers["content-type"] == "image/png"
    assert re.search(r'attachment; filename="[\w-]+\.png"', answer.headers["content-disposition"])
    assert answer.content.startswith(b"\x89PNG")
    assert len(answer.content) > 5_000


def test_where_no_picture_can_be_made_the_page_says_why(room: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.charts.png._letters", lambda: False)
    answer = room.get("/map.png")
    assert answer.status_code == 501
    assert "This machine has no font" in words_of(answer.text)
    assert "The SVG has it" in words_of(answer.text)


def test_pages_of_drawings_link_the_picture_beside_the_file_it_is_made_of(room: TestClient, ledger: Ledger) -> None:
    one = ledger.commitments(sort="reports", limit=1)[0]
    for page, given in (("/timeline", "?by=month"), ("/actors", ""), ("/map", ""), (f"/commitments/{one.id}", f"?as_of={one.last_reported}")):
        html = room.get(page + given).text
        assert f'<a href="{page}.png{given}" data-picture="{page}.svg{given}">PNG</a>' in html


def test_of_many_pairs_a_page_has_the_first_and_those_that_are_drawn(demo_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = []
    for told in (2, 10_000):
        monkeypatch.setattr("onrecord.views.figures.TOLD", told)
        room = TestClient(make_app(demo_ledger), base_url=BASE)
        rooms.append((room.get("/actors.svg").text, room.get("/actors.csv").text, room.get("/actors").text.count("<tr")))
    assert rooms[0][:2] == rooms[1][:2]
    pairs = rooms[0][1].count("\n") - 1
    assert rooms[1][2] - rooms[0][2] == pairs - 2
