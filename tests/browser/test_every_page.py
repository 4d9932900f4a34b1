"""Every page of the room: no barriers, nothing asked for elsewhere, nothing wider than the window; and hostile articles are text on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from chromium import DESKTOP, PHONE, Reader

from onrecord.keeping import Ledger

LISTS = ("/", "/commitments", "/events", "/statements", "/articles", "/parties", "/search", "/search?q=loan", "/name", "/nowhere",
         "/?party=Norway&stage=pledged", "/events?since=2999", "/disputed", "/reviews", "/timeline", "/actors", "/map", "/table/commitments")  # fmt: skip


def every_page(path: Path) -> list[str]:
    """A page of each kind, by its address."""
    ledger = Ledger(path)
    busiest = max(ledger.commitments(), key=lambda c: c.mentions)
    pages = [f"/commitments/{busiest.id}", f"/commitments/{busiest.id}?evidence=1"]
    pages += [f"/{kind}/{getattr(ledger, kind)()[0].id}" for kind in ("events", "statements", "articles", "parties")]
    pages.append(f"/join/{busiest.id}")
    return [*LISTS, *pages]


def reviewed(path: Path) -> None:
    """A ledger in which people do not agree."""
    ledger = Ledger(path)
    mention = max(ledger.commitments(), key=lambda c: c.mentions).id[1:]
    ledger.accept(mention, who="ana", why="the ministry's page")
    ledger.reject(mention, who="ben")
    ledger.comment(mention, "Look <here>", who="eve")
    ledger.undo(who="eve")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_serious_barrier_on_any_page(reader: Reader, ledger: Path, size: tuple[int, int]) -> None:
    reviewed(ledger)
    pages = every_page(ledger)
    reader.sized(size)
    found = []
    for page in pages:
        reader.open(page)
        for review in reader.all("details"):
            reader.driver.execute_script("arguments[0].open = true", review)
        found += [f"{page}: {one}" for one in reader.barriers()]
        if not reader.fits():
            found.append(f"{page} is wider than the window")
    complaints = [c for c in reader.complaints() if "/nowhere" not in c]
    assert found == []
    assert complaints == []


def test_axe_finds_no_serious_barrier_in_the_dark_and_in_the_help(reader: Reader, ledger: Path) -> None:
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    try:
        for page in every_page(ledger)[-5:-1]:
            reader.open(page)
            assert reader.barriers() == [], page
        one = max(Ledger(ledger).articles(), key=lambda a: a.commitments)
        reader.open(f"/articles/{one.id}")
        reader.press("jh")
        assert reader.one("dialog.keys").is_displayed()
        assert reader.barriers("dialog.keys") == []
    finally:
        reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_the_browser_tests_look_for_barriers_indeed(reader: Reader) -> None:
    reader.open("/name")
    reader.driver.execute_script("document.querySelector('label[for=who]').remove(); document.documentElement.removeAttribute('lang')")
    found = " ".join(reader.barriers())
    assert "label" in found
    assert "html-has-lang" in found


@pytest.mark.parametrize("scripts", [True, False])
def test_hostile_articles_are_text_on_every_page(harassed: Reader, harmed: Path, scripts: bool) -> None:
    ledger = Ledger(harmed)
    harassed.scripts(scripts)
    pages = [*LISTS[:8], *(f"/{kind}/{one.id}" for kind in ("commitments", "events", "statements", "articles", "parties") for one in getattr(ledger, kind)())]
    for page in pages:
        harassed.open(page)
        assert harassed.driver.title.endswith("on record"), page
        assert not harassed.all("img, iframe, i, b, [onerror]"), page
        assert len(harassed.all("script")) == len(harassed.all("script[src='/room.js']")), page
        assert harassed.all("footer"), page  # no </main> of an article ended ours
        assert harassed.fits(), page
    harassed.open("/")
    assert "<script>alert('x')</script>" in harassed.words
    assert "{{ 7*7 }}" in harassed.words
    one = min(ledger.articles(), key=lambda a: a.characters)
    harassed.open(f"/articles/{one.id}")
    shown = re.sub(r"\s", "", harassed.one(".text").get_attribute("textContent"))
    assert "<imgsrc=xonerror=alert(1)>" in shown
    assert "\u2400" in shown  # a null byte, as its picture
    assert "\u0300" * 40 in shown
    assert "\u05e9\u05dc\u05d5\u05dd" in shown
    huge = max(ledger.articles(), key=lambda a: a.characters)
    harassed.open(f"/articles/{huge.id}")
    harassed.sends(lambda: harassed.one("nav[aria-label='Parts of the text'] a:last-of-type").click())
    assert "part=4" in harassed.path
    assert "<i>x</i>" in harassed.one(".text").text


def test_a_script_that_got_through_would_not_run(reader: Reader) -> None:
    reader.open("/name")
    reader.driver.execute_script(
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s);"
        "const i = document.createElement('img'); i.src = 'http://127.0.0.2:9/x.png'; document.body.append(i);"
    )
    reader.until(lambda: len(reader.driver.get_log("browser")) > 0)
    assert reader.driver.execute_script("return window.ran") is None
    reader.complaints()
    assert not [a for a in reader.asked_for() if "127.0.0.2" in a]
