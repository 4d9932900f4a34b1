"""The slider through the days: it moves the board and a history while it is drawn; without JavaScript the button of its form does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from chromium import DESKTOP, PHONE, Reader

from onrecord.keeping import Ledger

HOME, LEFT, RIGHT = "\ue011", "\ue012", "\ue014"
SET = "const [field, n] = arguments; field.value = n; field.dispatchEvent(new Event('input', {bubbles: true}));"


def number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def cards(reader: Reader) -> set[str]:
    return {str(a.get_attribute("href")).split("?")[0].rsplit("/", 1)[1] for a in reader.all(".card.commitment h3 a")}


def on_record(ledger: Path, day: str) -> set[str]:
    return {c.id for c in Ledger(ledger).commitments(as_of=day)}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_board_moves_with_the_slider(reader: Reader, ledger: Path, size: tuple[int, int]) -> None:
    reader.sized(size)
    reader.open("/")
    everything = cards(reader)
    slider, says = reader.one("#at"), reader.one("output")
    assert not reader.one("form.days button").is_displayed()
    for day in ("2026-04-01", "2025-09-01", "2026-05-15"):
        reader.driver.execute_script(SET, slider, number(day))
        reader.until(lambda d=day: says.text.startswith(f"{d}: "))
        assert reader.path == f"/?as_of={day}"
        assert cards(reader) == on_record(ledger, day)
        assert f"{len(on_record(ledger, day))} shown" in says.text
        assert slider.get_attribute("aria-valuetext") == day
        assert reader.one("input[type=date]").get_attribute("value") == day
    assert all(f"as_of={day}" in str(a.get_attribute("href")) for a in reader.all(".card.commitment h3 a"))
    assert reader.barriers() == []
    reader.driver.refresh()
    assert cards(reader) == on_record(ledger, "2026-05-15")
    reader.driver.execute_script(SET, reader.one("#at"), reader.one("#at").get_attribute("max"))
    reader.until(lambda: reader.path == "/")
    assert cards(reader) == everything


def test_keys_move_it_day_by_day_and_filters_stay(reader: Reader, ledger: Path) -> None:
    first = min(a.published for a in Ledger(ledger).articles() if a.published)
    reader.open("/?party=Canada")
    slider = reader.one("#at")
    slider.send_keys(HOME)
    reader.until(lambda: reader.path == f"/?party=Canada&as_of={first}")
    slider.send_keys(RIGHT + RIGHT + LEFT)
    after = date.fromordinal(number(first) + 1).isoformat()
    reader.until(lambda: reader.path == f"/?party=Canada&as_of={after}")
    assert reader.driver.switch_to.active_element == slider
    assert cards(reader) == {c.id for c in Ledger(ledger).commitments(party="Canada", as_of=after)}


def test_a_history_moves_with_the_slider(reader: Reader, ledger: Path) -> None:
    one = max(Ledger(ledger).commitments(), key=lambda c: c.reports)
    reader.open(f"/commitments/{one.id}")
    everything = len(reader.all("ol.timeline > li"))
    for day in sorted({s.date for s in Ledger(ledger).show(one.id).steps if s.date})[:2]:
        reader.driver.execute_script(SET, reader.one("#at"), number(day))
        reader.until(lambda d=day: reader.one("output").text.startswith(f"{d}: "))
        then = Ledger(ledger).show(one.id, as_of=day)
        assert len(reader.all("ol.timeline > li")) == len(then.steps) < everything
        assert reader.one(".badge.strong").text.lower().startswith(then.head.stage.replace("_", " "))  # type: ignore[union-attr]
        assert f"as it stood on {day}" in reader.words
        assert len(reader.all("svg.chart")) == 1
    assert reader.barriers() == []


def test_a_day_that_cannot_be_shown_is_said(reader: Reader, ledger: Path) -> None:
    reader.open("/")
    ledger.unlink()
    reader.driver.execute_script(SET, reader.one("#at"), number("2026-04-01"))
    reader.until(lambda: "could not be shown" in reader.one("output").text)
    assert reader.all(".card.commitment")
    assert all("503" in one for one in reader.complaints())  # the browser itself notes the answer


def test_hostile_words_stay_text_while_the_slider_moves(harassed: Reader, harmed: Path) -> None:
    one = Ledger(harmed).commitments()[0]
    for address in ("/", f"/commitments/{one.id}"):
        harassed.open(address)
        if not harassed.all("#at"):  # told on one day only
            continue
        harassed.one("#at").send_keys(HOME)
        harassed.until(lambda: harassed.one("output").text != "")
        assert "<script>alert('x')</script>" in harassed.words
        assert not harassed.all("img, iframe, i, b, [onerror], script:not([src])")


def test_without_a_script_the_form_shows_the_day(reader: Reader, ledger: Path) -> None:
    reader.scripts(False)
    reader.open("/?party=Canada")
    slider = reader.one("#at")
    slider.send_keys(HOME + RIGHT)
    first = min(a.published for a in Ledger(ledger).articles() if a.published)
    day = date.fromordinal(number(first) + 1).isoformat()
    reader.sends(lambda: reader.one("form.days button").click())
    assert reader.path == f"/?party=Canada&as_of={day}"
    assert cards(reader) == {c.id for c in Ledger(ledger).commitments(party="Canada", as_of=day)}
    assert reader.one("#at").get_attribute("value") == str(number(day))
