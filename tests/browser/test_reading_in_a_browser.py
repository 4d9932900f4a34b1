"""Opening, filtering and following the evidence: in Chromium, with and without JavaScript, wide and narrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import DESKTOP, PHONE, RETURN, TAB, Reader

from onrecord.keeping import Ledger

WAYS = pytest.mark.parametrize(("scripts", "size"), [(True, DESKTOP), (True, PHONE), (False, DESKTOP), (False, PHONE)])


def ready(reader: Reader, scripts: bool, size: tuple[int, int]) -> None:
    reader.scripts(scripts)
    reader.sized(size)


@WAYS
def test_from_the_board_through_filters_to_the_words(reader: Reader, ledger: Path, scripts: bool, size: tuple[int, int]) -> None:
    ready(reader, scripts, size)
    reader.open("/")
    everything = len(reader.all(".card.commitment"))
    assert everything == len(Ledger(ledger).commitments())
    assert reader.fits()

    reader.one("details.filters summary").click()
    reader.one("input[name=party]").send_keys("Norway")
    reader.sends(lambda: reader.one("details.filters form button").click())
    assert reader.path == "/?party=Norway"
    cards = reader.all(".card.commitment")
    assert 0 < len(cards) < everything
    assert any("Norway" in card.text for card in cards)

    link = next(a for a in reader.all(".card.commitment h3 a") if "Norway" in a.text)
    name = link.text
    reader.sends(link.click)
    assert reader.path.startswith("/commitments/tc-")
    assert reader.one("h1").text == name
    assert reader.fits()
    words = reader.one(".step blockquote").text

    reader.sends(lambda: reader.link("In the article").click())
    assert reader.path.startswith("/articles/a-")
    card = reader.one(".card:target")
    assert reader.fits()
    card.find_element("css selector", "h2 .number").click()
    lit = reader.one(":target + .m, .m.lit")
    assert lit.text in words
    assert lit.is_displayed()


def test_taking_a_filter_away_and_going_back(reader: Reader) -> None:
    reader.open("/?party=Norway&sort=due")
    few = len(reader.all(".card.commitment"))
    reader.sends(lambda: reader.one(".chosen a").click())
    assert reader.path == "/?sort=due"
    assert len(reader.all(".card.commitment")) > few
    reader.driver.back()
    reader.until(lambda: reader.path == "/?party=Norway&sort=due")
    assert len(reader.all(".card.commitment")) == few


@WAYS
def test_search_marks_the_words_and_leads_to_the_thing(reader: Reader, scripts: bool, size: tuple[int, int]) -> None:
    ready(reader, scripts, size)
    reader.open("/events")
    reader.one("#find").send_keys("loan" + RETURN)
    reader.until(lambda: reader.path == "/search?q=loan")
    assert "loan" in reader.one("mark").text.lower()
    assert reader.fits()
    reader.sends(lambda: reader.one(".note a").click())
    assert reader.all("h1")


def test_a_card_shows_the_rule_behind_it_without_a_script(reader: Reader) -> None:
    reader.scripts(False)
    reader.open("/articles")
    reader.sends(lambda: reader.one("tbody a").click())
    assert not reader.all(".keybar")
    why = reader.one(".card details:not(.review)")
    assert not why.find_element("tag name", "p").is_displayed()
    why.find_element("tag name", "summary").click()
    assert why.find_element("tag name", "p").is_displayed()


def test_the_skip_link_is_first_and_leads_to_the_content(reader: Reader) -> None:
    reader.open("/events")
    reader.press(TAB)
    first = reader.driver.switch_to.active_element
    assert first.text == "To the content"
    assert first.location["x"] >= 0
    first.send_keys(RETURN)
    assert reader.driver.switch_to.active_element.get_attribute("id") == "main"


def test_a_page_that_is_not_there_says_so_and_leads_on(reader: Reader) -> None:
    reader.open("/nowhere")
    assert "nothing at this address" in reader.words
    said = reader.complaints()  # the browser itself notes the 404
    assert all("404" in one for one in said)
    reader.sends(lambda: reader.link("To the board").click())
    assert reader.path == "/"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_history_is_listed_under_the_numbers_and_marks_of_its_drawing(reader: Reader, ledger: Path, size: tuple[int, int]) -> None:
    one = max(Ledger(ledger).commitments(), key=lambda c: c.mentions)
    reader.sized(size)
    reader.open(f"/commitments/{one.id}")
    steps = reader.all(".timeline .step")
    assert [s.text.split()[0] for s in steps] == [str(s.n) for s in one.history()]
    same = "return getComputedStyle(arguments[0], '::before').backgroundColor === getComputedStyle(arguments[0], '::before').borderTopColor"
    filled = [bool(reader.driver.execute_script(same, s)) for s in steps]
    assert filled == [s.does not in ("reaffirms", "recalls", "is hearsay", "denies") for s in one.history()]
    assert {True, False} == set(filled)


@pytest.mark.parametrize("kind", ["commitments", "events", "statements", "articles"])
def test_a_table_stands_beside_its_counts_and_tells_how_many_more(reader: Reader, ledger: Path, kind: str) -> None:
    reader.open(f"/table/{kind}?limit=5")
    assert reader.driver.execute_script("const s = document.querySelector('.found .scroll'); return s.scrollWidth <= s.clientWidth")
    assert f"5 shown, {len(getattr(Ledger(ledger), kind)(limit=None)) - 5} more" in reader.one(".found .count").text
