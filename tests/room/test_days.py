"""The slider through the days of a ledger: its ends, its marks, and what its form leads to."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.keeping import Ledger
from onrecord.room.days import TICKS, slider_over

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 1, 1)).map(date.isoformat)


def number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def slider_of(html: str) -> dict[str, str]:
    found = re.search(r'<input id="at" type="range"[^>]*>', html)
    assert found is not None
    return dict(re.findall(r'([a-z-]+)="([^"]*)"', found[0]))


def test_the_board_slides_from_the_first_report_to_the_last(room: TestClient, ledger: Ledger) -> None:
    published = sorted(a.published for a in ledger.articles() if a.published)
    html = room.get("/?party=Norway&as_of=2026-04-01").text
    found = slider_of(html)
    assert (found["min"], found["max"], found["value"]) == tuple(str(number(d)) for d in (published[0], published[-1], "2026-04-01"))
    assert found["aria-valuetext"] == "2026-04-01"
    ticks = [int(n) for n in re.findall(r'<option value="(\d{6})">', html)]
    assert ticks
    assert {date.fromordinal(n).day for n in ticks} == {1}
    assert slider_of(room.get("/").text)["value"] == found["max"]
    assert slider_of(room.get("/?as_of=1999").text)["value"] == found["min"]
    form = html[html.index('class="days"') : html.index('id="at"')]
    assert '<input type="hidden" name="party" value="Norway">' in form
    assert "as_of" not in form


def test_the_forms_day_becomes_the_address_to_keep(room: TestClient, ledger: Ledger) -> None:
    day, last = number("2026-04-01"), slider_of(room.get("/").text)["max"]
    assert room.get(f"/?party=Norway&as_of=2020&at={day}").headers["location"] == "/?party=Norway&as_of=2026-04-01"
    assert room.get(f"/?party=Norway&as_of=2020&text=&at={last}").headers["location"] == "/?party=Norway"
    one = max(ledger.commitments(), key=lambda c: c.reports)
    found = room.get(f"/commitments/{one.id}?evidence=1&at={number(one.first_reported or '')}")
    assert found.headers["location"] == f"/commitments/{one.id}?evidence=1&as_of={one.first_reported}"
    assert room.get(found.headers["location"]).status_code == 200
    for wrong in ("x", "0", "-3", "99999999", "9" * 40, "\u0663"):
        assert room.get("/", params={"at": wrong}).status_code == 400, wrong


def test_a_commitment_slides_over_its_own_reports_on_any_day(room: TestClient, ledger: Ledger) -> None:
    one = max(ledger.commitments(), key=lambda c: c.reports)
    told = {number(s.date) for s in ledger.show(one.id).steps if s.date}
    now, then = (room.get(f"/commitments/{one.id}{day}").text for day in ("", f"?as_of={one.first_reported}"))
    for html in (now, then):
        assert slider_of(html)["min"] == str(min(told))
        assert {int(n) for n in re.findall(r'<option value="(\d{6})">', html)} == told
    assert slider_of(then)["value"] == str(min(told))


def test_what_the_script_replaces_is_named_once_on_each_page(room: TestClient, ledger: Ledger) -> None:
    one = max(ledger.commitments(), key=lambda c: c.reports)
    for address, parts in (("/", {"board", "steps", "chosen", "foot"}), (f"/commitments/{one.id}", {"head", "steps", "history", "rest", "foot"})):
        for day in ("", f"?as_of={one.last_reported}"):
            html = unescape(room.get(address + day).text)
            assert sorted(re.findall(r'data-day="(\w+)"', html)) == sorted(parts), address + day
            assert html.count("data-told") == 1


def test_without_a_stretch_of_time_there_is_no_slider() -> None:
    assert slider_over(None, "2026-01-01", "2026-01-01", ()) is None
    assert slider_over("2026-01-01", "2026-01-01", "2026-01-01", ()) is None


@settings(deadline=None)
@given(DAYS, DAYS, DAYS, st.lists(DAYS, max_size=90))
def test_a_slider_stands_and_marks_within_its_ends(first: str, last: str, day: str, marked: list[str]) -> None:
    made = slider_over(first, last, day, marked)
    if made is None:
        assert first >= last
        return
    assert (made.first_day, made.last_day) == (first, last)
    assert made.first <= made.at <= made.last
    assert made.day == day or made.at in (made.first, made.last)
    assert len(made.ticks) <= TICKS
    assert all(made.first <= t <= made.last for t in made.ticks)


@pytest.mark.parametrize("month", ["2026-03", "2026"])
def test_a_mark_of_a_month_or_year_stands_on_its_first_day(month: str) -> None:
    made = slider_over("2025-01-01", "2026-12-31", "2026-06-01", [month])
    assert made is not None
    assert date.fromordinal(made.ticks[0]).isoformat() == f"{month}-01-01"[:10]
