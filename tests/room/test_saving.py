"""Any page as one file that opens anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from reading_room import BASE, hostile, words_of
from starlette.testclient import TestClient

from onrecord.keeping import Ledger
from onrecord.room.app import make_app
from onrecord.room.saving import asking, file_name, self_contained

OUTSIDE = re.compile(r"""(?:href|src|action)="([^"]*)\"""")


def addresses(ledger: Ledger) -> list[str]:
    one = ledger.commitments(contradicted=True)[0].id
    things = (f"/events/{ledger.events(limit=1)[0].id}", f"/statements/{ledger.statements(limit=1)[0].id}", f"/articles/{ledger.articles(limit=1)[0].id}")
    return ["/", "/?party=Kenya", f"/commitments/{one}?evidence=1", "/commitments", "/search?q=loan", f"/parties/{ledger.parties(limit=1)[0].id}", *things]


def test_a_saved_page_holds_all_it_needs_and_nothing_of_the_reader(room: TestClient, ledger: Ledger) -> None:
    room.get("/")
    room.cookies.set("onrecord_who", "Ana")
    for address in addresses(ledger):
        page, saved = room.get(address), room.get(asking(address))
        assert saved.status_code == 200, address
        assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.html"', saved.headers["content-disposition"])
        assert "content-disposition" not in page.headers
        text = saved.text
        for gone in ("<form", "csrf", "Ana", "<script", "<input", "stylesheet", "/room.css"):
            assert gone not in text, (address, gone)
        assert all(href.startswith(("#", "http://", "https://")) for href in OUTSIDE.findall(text)), address
        ids = set(re.findall(r'\bid="([^"]*)"', text))
        assert {h[1:] for h in OUTSIDE.findall(text) if h.startswith("#")} <= ids, address
        style = text.split("<style>")[1].split("</style>")[0]
        assert f"style-src 'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in text
        heading = re.search(r"<h1>(.*?)</h1>", page.text, re.S)
        assert heading is not None
        assert words_of(heading[1]) in words_of(text)
        assert len(re.findall("<blockquote", text)) == len(re.findall("<blockquote", page.text))
        assert text.rstrip().endswith("</html>")
    room.cookies.delete("onrecord_who")


def test_the_wish_for_a_file_goes_along_to_where_a_thing_is(room: TestClient, ledger: Ledger) -> None:
    one = ledger.commitments(limit=1)[0].id
    moved = room.get(f"/commitments/{one[:11]}?download=html&evidence=1")
    assert moved.status_code == 302
    assert moved.headers["location"] == f"/commitments/{one}?evidence=1&download=html"
    assert room.get("/?download=pdf").status_code == 400  # another word is a filter that there is not
    missing = room.get("/commitments/tc-0000000?download=html")
    assert missing.status_code == 404
    assert "content-disposition" not in missing.headers


def test_every_page_offers_it(room: TestClient, ledger: Ledger) -> None:
    for address in addresses(ledger):
        link = re.search(r'<a href="([^"]+)">Save this page</a>', room.get(address).text)
        assert link is not None
        assert link[1].replace("&amp;", "&") == asking(address)


def test_a_hostile_article_is_text_in_a_file_too(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "harm.db")
    ledger.add(hostile())
    room = TestClient(make_app(tmp_path / "harm.db"), base_url=BASE)
    for address in addresses_of_harm(ledger):
        text = room.get(asking(address)).text
        assert "<script" not in text
        assert "<img" not in text
        assert "javascript:" not in re.sub(r">[^<]*<", "><", text)
        assert "&lt;script&gt;alert" in text


def addresses_of_harm(ledger: Ledger) -> list[str]:
    return ["/", f"/commitments/{ledger.commitments()[0].id}", f"/articles/{ledger.articles()[0].id}", f"/parties/{ledger.parties()[0].id}"]


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<p>a &amp; b &#39; <br> <b class="x">c</b></p>', '<p>a &amp; b &#39; <br> <b class="x">c</b></p>'),
        ('<form><div><form></form><p>x</p></div></form><p>y</p>', "<p>y</p>"),
        ('<a id="a" href="/x?y=1&amp;z" title="&lt;">x</a>', '<a id="a" title="&lt;">x</a>'),
        ('<a href="#x">x</a><a href="https://a.org/?b&amp;c">y</a>', '<a href="#x">x</a><a href="https://a.org/?b&amp;c">y</a>'),
        ('<a href="JavaScript:x">x</a><img src="/a.png"><img src="data:image/png;base64,AA==">', '<a>x</a><img src="data:image/png;base64,AA==">'),
        ('<svg viewBox="0 0 1 1"><path d="M0"/><use href="#p"/><image href="/x.png"/></svg>',
         '<svg viewBox="0 0 1 1"><path d="M0"/><use href="#p"/><image /></svg>'),
        ('<details class="review"><details>x</details></details><p class="twins">x</p>y', "y"),
    ],
)  # fmt: skip
def test_what_stays_of_a_page(html: str, kept: str) -> None:
    assert self_contained(html, "", "") == kept


def test_names_of_files() -> None:
    assert file_name("Norway → Moldova: “250 million”") == "norway-moldova-250-million.html"
    assert file_name("…") == "page.html"
    assert len(file_name("x" * 500)) == 65
