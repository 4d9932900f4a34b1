"""A published site in a real browser, from a web server and from the disk: the search, the drawings, no barriers, nothing from elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from chromium import DESKTOP, PHONE, Reader, reading
from published_site import searched

from onrecord.keeping import Ledger
from onrecord.ledger.filters import Filters
from onrecord.publishing import searching
from onrecord.publishing.publish import Site, publish
from onrecord.publishing.searching import folded


class Quiet(SimpleHTTPRequestHandler):
    """A plain web host that writes no log."""

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="session")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "pledges"
    publish(demo, out)
    return out


@pytest.fixture(params=["host", "disk"])
def visitor(request: pytest.FixtureRequest, browser: object, site: Path) -> Iterator[Reader]:
    """Somebody who reads the site on a web host, under a path, and from the disk."""
    if request.param == "disk":
        yield from reading(browser, site.as_uri())
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site.parent))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield from reading(browser, f"http://127.0.0.1:{server.server_port}/{site.name}")
        server.shutdown()


def look_for(reader: Reader, words: str) -> str:
    """Type words into the search; what it says."""
    reader.one("#q").clear()
    reader.one("#q").send_keys(words)
    before = reader.one("#told").text
    reader.one("#find button").click()
    return str(reader.until(lambda: reader.one("#told").text != before and reader.one("#told").text))


def test_words_that_are_typed_find_things_and_lead_to_them(visitor: Reader, demo: Path) -> None:
    visitor.open("/index.html")
    visitor.link("Search").click()
    assert not visitor.one("#needs").is_displayed()
    told = look_for(visitor, "LOANS -kenya")
    assert told == "Nothing here holds all of these words." or told.startswith("Found: ")
    assert look_for(visitor, "Norwegian loan").startswith("Found: ")
    shown = [e.text for e in visitor.all("#found h3 a")]
    assert "Norway → Moldova" in shown
    assert {m.text.lower() for m in visitor.all("#found mark")} & {"norwegian", "loan"}
    assert "#q=Norwegian%20loan" in visitor.driver.current_url
    without = look_for(visitor, "Norwegian loan -approve")
    assert without != look_for(visitor, "Norwegian loan")
    assert look_for(visitor, "xylophone") == "Nothing here holds all of these words."
    assert visitor.all("#found li") == []
    assert look_for(visitor, "-loan") == "Say what is wanted besides."
    look_for(visitor, "norway moldova")
    visitor.link("Norway → Moldova").click()
    assert "lend Moldova" in visitor.words
    visitor.driver.back()
    visitor.until(lambda: visitor.all("#found h3 a"))
    assert visitor.one("#q").get_attribute("value") == "norway moldova"


def test_as_many_are_found_as_the_index_has(visitor: Reader, site: Path) -> None:
    visitor.open("/search.html")
    for word in ("mol", "2026", "k", "overdue"):
        look_for(visitor, word)
        while more := visitor.all("#found section > button"):
            count = len(visitor.all("#found li"))
            visitor.click(more[0])
            visitor.until(lambda count=count: len(visitor.all("#found li")) > count)
        found = {str(a.get_attribute("href")).removeprefix(visitor.base + "/") for a in visitor.all("#found h3 a")}
        assert found == (set(searched(site, word)) if len(word) > 1 else set()), word


def test_an_index_in_many_parts_is_searched_and_a_part_that_is_missing_is_said(
    browser: object, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "PART", 2_000)
    publish(demo, tmp_path / "site")
    with contextmanager(reading)(browser, (tmp_path / "site").as_uri()) as reader:
        reader.open("/search.html#q=norway%20loan")
        reader.until(lambda: reader.one("#told").text.startswith("Found: "))
        assert "Norway → Moldova" in [e.text for e in reader.all("#found h3 a")]
        asked = [a for a in reader.asked_for() if "/words-" in a]
        assert 0 < len(asked) < len(list((tmp_path / "site/search").glob("words-*.js")))
        for path in (tmp_path / "site/search").glob("words-*.js"):
            path.unlink()
        reader.open("/index.html")
        reader.open("/search.html#q=norway")
        reader.until(lambda: "did not arrive: search/words-" in reader.one("#told").text)
        assert any("words-" in c for c in reader.complaints())


def test_without_javascript_the_page_says_so_and_leads_to_the_lists(visitor: Reader) -> None:
    visitor.scripts(False)
    visitor.open("/search.html#q=loan")
    assert "The search needs JavaScript" in visitor.words
    assert not visitor.one("#find").is_displayed()
    visitor.link("Parties").click()
    visitor.open("/timeline.html")
    assert visitor.one("svg.chart").is_displayed()


def test_the_script_folds_words_as_the_index_does(visitor: Reader) -> None:
    texts = ["Élysée's Œuvre, ＦＵＬＬ", "Straße İzmir ΣΊΣΥΦΟΣ", "x" * 50, "2½ [sic] \u05e9\u05c1\u05dc\u05d5\u05dd", "naïve-ish_word",
             "\u202eabc\u0000def", "ﬁnance Ⅻ"]  # fmt: skip
    visitor.open("/search.html")
    script = """const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/\\p{M}+/gu, "");
    return arguments[0].map((t) => (fold(t).match(/[\\p{L}\\p{N}]+/gu) || []).map((w) => w.slice(0, 40)));"""
    source = (Path(searching.__file__).parent / "templates/search.js").read_text(encoding="utf-8")
    assert 'text.normalize("NFKD").toLowerCase().replace(/\\p{M}+/gu, "")' in source  # the lines above are the script's own
    assert "fold(text).match(/[\\p{L}\\p{N}]+/gu) || []).map((w) => w.slice(0, LONGEST))" in source
    assert visitor.driver.execute_script(script, texts) == [folded(t) for t in texts]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_serious_barrier_and_no_page_is_wider_than_its_window(browser: object, site: Path, demo: Path, size: tuple[int, int]) -> None:
    with contextmanager(reading)(browser, site.as_uri()) as visitor:
        _looked_at(visitor, Ledger(demo), size)


def _looked_at(visitor: Reader, ledger: Ledger, size: tuple[int, int]) -> None:
    """Every kind of page by day, and those with colours of their own by night."""
    one = max(ledger.commitments(), key=lambda c: (c.contradictions, c.mentions))
    found = []
    visitor.sized(size)
    pages = [f"{name}.html" for name in ("index", "timeline", "actors", "map", "search", "parties", "articles", "changes", "about", f"commitments/{one.id}")]
    pages += [f"stages/{one.stage}.html", f"parties/{ledger.parties()[0].id}.html", f"articles/{ledger.articles()[0].id}.html"]
    for dark in (False, True):
        value = "dark" if dark else "light"
        visitor.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": value}]})
        for page in pages[:5] if dark else pages:
            visitor.open(f"/{page}")
            if page == "search.html":
                look_for(visitor, "norway")
            found += [f"{value} {page}: {one}" for one in visitor.barriers()]
            told = visitor.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})
            assert told["cssContentSize"]["width"] <= told["cssLayoutViewport"]["clientWidth"] + 1, page
    visitor.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert found == []


def test_hostile_articles_are_text_in_the_search_and_in_the_drawings(browser: object, harmed: Path, tmp_path: Path) -> None:
    publish(harmed, tmp_path / "site", Site(Filters(), texts=True))
    with contextmanager(reading)(browser, (tmp_path / "site").as_uri()) as reader:
        reader.open("/search.html")
        assert look_for(reader, "alert").startswith("Found: ")
        assert "<script>alert('x')</script>" in reader.words
        assert not reader.all("#found img, #found script, #found b, #found i")
        pages = sorted(p.relative_to(tmp_path / "site").as_posix() for p in (tmp_path / "site").rglob("*.html"))
        for page in (p for p in pages if not p.startswith("articles/")):
            reader.open(f"/{page}")
            assert not reader.all("img, iframe, [onerror]"), page
            assert reader.all("footer"), page
            told = reader.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})
            assert told["cssContentSize"]["width"] <= told["cssLayoutViewport"]["clientWidth"] + 1, page
