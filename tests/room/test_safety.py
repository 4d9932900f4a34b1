"""Nobody else reads the room, and no article runs anything in it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from reading_room import BASE, HARM, NAME, TEXT, hostile
from starlette.testclient import TestClient

from onrecord.keeping import Ledger
from onrecord.room.app import make_app
from onrecord.room.article_page import PART
from onrecord.room.guard import TOKEN, cookies, is_loopback, name_of
from onrecord.room.reviewing import local

SECRET = "a-token-of-sixteen-characters"
ALLOWED = {"a", "article", "base", "bdi", "blockquote", "body", "button", "datalist", "dd", "del", "details", "dialog", "div", "dl", "dt", "fieldset", "footer",
           "form", "h1", "h2", "h3", "head", "header", "html", "input", "ins", "kbd", "label", "legend", "li", "link", "main", "mark", "meta", "nav", "ol",
           "option", "p", "section", "script", "select", "span", "strong", "summary", "table", "tbody", "td", "template",
           "textarea", "th", "thead", "time", "title", "tr", "ul", "caption", "figcaption", "figure",
           "output", "svg", "desc", "rect", "circle", "line", "path", "text", "g"}  # fmt: skip
"""The elements of our own templates and drawings."""


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("harm") / "harm.db"
    Ledger(path).add(hostile(), hostile("2026-03-05"), hostile("2026-03-09", 3 * PART))
    return path


@pytest.fixture(scope="module")
def harm(harmed: Path) -> TestClient:
    return TestClient(make_app(harmed), base_url=BASE)


def _everything(path: Path) -> list[str]:
    ledger = Ledger(path)
    pages = ["/", "/?overdue=1", "/commitments", "/events", "/statements", "/articles", "/parties", "/search?q=lend", "/search?q=sic", "/feed.atom",
             "/timeline", "/actors", "/map", *(f"/table/{kind}" for kind in ("commitments", "events", "statements", "articles"))]  # fmt: skip
    for kind in ("commitments", "events", "statements", "articles", "parties"):
        pages += [f"/{kind}/{one.id}" for one in getattr(ledger, kind)()]
    pages += [f"/commitments/{c.id}?evidence=1" for c in ledger.commitments()]
    return pages


def test_hostile_articles_are_shown_as_text_on_every_page(harm: TestClient, harmed: Path) -> None:
    pages = _everything(harmed)
    assert len(pages) > 18
    for address in pages:
        answer = harm.get(address)
        assert answer.status_code == 200, address
        html = answer.text
        assert set(re.findall(r"<script[^>]*>[^<]*", html)) <= {'<script src="/room.js" defer>'}, address
        assert "<img" not in html, address
        assert "javascript:" not in re.sub(r">[^<]*<", "><", html), address
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", html), address
        if "feed" not in address:
            assert set(re.findall(r"<([a-z0-9]+)", html)) <= ALLOWED, address
            assert not re.search(r"\son\w+\s*=", " ".join(re.findall(r"<[^>]*>", re.sub(r'"[^"]*"', '""', html)))), address
    board = harm.get("/").text
    assert "&lt;script&gt;" in board
    assert "{{ 7*7 }}" in board


def test_words_that_run_the_other_way_are_isolated(harm: TestClient) -> None:
    html = harm.get("/").text
    for at in re.finditer("\u202e", html):
        before = html[: at.start()]
        assert before.rfind("<bdi>") > before.rfind("</bdi>") or before.rfind("<option") > before.rfind(">") or "value=" in before[-40:]


def test_a_hostile_text_is_whole_but_for_pictures_of_its_control_characters(harm: TestClient, harmed: Path) -> None:
    one = min(Ledger(harmed).articles(), key=lambda a: a.characters)
    html = harm.get(f"/articles/{one.id}").text
    text = re.search(r'<article class="text"[^>]*>(.*?)</article>', html, re.DOTALL)
    assert text is not None
    shown = unescape(re.sub(r"<[^>]*>", "", re.sub(r'<a class="tag.*?</a>', "", text[1])))
    assert shown == TEXT.replace("\x00", "\u2400").replace("\x07", "\u2407").replace("\x1b", "\u241b")
    assert 'href="javascript' not in html


def test_a_huge_article_is_turned_over_in_parts(harm: TestClient, harmed: Path) -> None:
    one = max(Ledger(harmed).articles(), key=lambda a: a.characters)
    first = harm.get(f"/articles/{one.id}")
    assert len(first.text) < 5 * PART
    assert f'href="/articles/{one.id}?part=4"' in first.text
    assert "Nothing is on record in this part" in harm.get(f"/articles/{one.id}?part=4").text
    assert harm.get(f"/articles/{one.id}?part=5").status_code == 400
    assert harm.get(f"/articles/{one.id}?part=x").status_code == 400


def test_csv_of_a_hostile_ledger_runs_nothing_in_a_spreadsheet(harm: TestClient) -> None:
    text = harm.get("/commitments.csv").text
    assert "\x00" not in text
    assert HARM in text
    assert NAME in harm.get("/parties.json").text


@pytest.mark.parametrize("address", ["/", "/nowhere", "/?colour=red", "/room.css", "/events.json", "/search.csv?q=loan", "/feed.atom", "/favicon.ico"])
def test_every_answer_has_the_headers(room: TestClient, address: str) -> None:
    headers = room.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'self'" in policy
    assert "script-src 'self'; connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


def test_a_fault_of_the_program_is_a_page_with_the_headers(demo_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Ledger, "events", broken)
    answer = TestClient(make_app(demo_ledger), base_url=BASE, raise_server_exceptions=False).get("/events")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8731", "192.168.1.5:8731", "", "[2001:db8::1]:80"])
def test_other_names_are_refused(room: TestClient, host: str) -> None:
    answer = room.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Commitments" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8731", "localhost:1", "LOCALHOST", "[::1]:8731", "127.0.0.1"])
def test_names_of_this_machine_are_taken(room: TestClient, host: str) -> None:
    assert room.get("/name", headers={"host": host}).status_code == 200


def test_what_is_loopback() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost", "localhost.")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "10.0.0.1", "example.org", "", "127.0.0.1.example.org")))
    assert (name_of("[::1]:80"), name_of("A.b:1")) == ("[::1]", "a.b")


def test_beyond_this_machine_a_token_is_asked_for(demo_ledger: Path) -> None:
    client = TestClient(make_app(demo_ledger, token=SECRET, hosts=("reader.local",)), base_url="http://reader.local:8731", follow_redirects=False)
    for address in ("/", "/events.json", "/room.css", "/nowhere", "/?token=wrong", "/?token="):
        answer = client.get(address)
        assert answer.status_code == 401, address
        assert "Norway" not in answer.text
    assert client.get("/?" + "a=1&" * 300).status_code == 401
    assert client.get("/", headers={"authorization": f"Bearer {SECRET}x"}).status_code == 401
    assert client.get("/", headers={"authorization": f"Basic {SECRET}"}).status_code == 401
    assert client.get("/", headers={"cookie": f"{TOKEN}=\xff".encode("latin-1")}).status_code == 401
    assert client.get("/", headers={"authorization": f"Bearer {SECRET}"}).status_code == 200
    entered = client.get(f"/events?token={SECRET}")
    assert (entered.status_code, entered.headers["location"]) == (303, "/events")
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "10.1.2.3:8731", "authorization": f"Bearer {SECRET}"}).status_code == 200


def test_a_token_leads_nowhere_else(demo_ledger: Path) -> None:
    client = TestClient(make_app(demo_ledger, token=SECRET), base_url=BASE, follow_redirects=False)
    assert client.get(f"{BASE}//evil.example/?token={SECRET}").headers["location"] == "/evil.example/"


def test_large_requests_are_refused(room: TestClient) -> None:
    assert room.get("/?text=" + "x" * 9000).status_code == 414
    assert room.post("/review", data={"text": "x" * 70_000}).status_code == 413
    assert room.post("/review", content=iter([b"x" * 40_000, b"y" * 40_000])).status_code == 413


def test_addresses_to_go_back_to_stay_here() -> None:
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "evil", "", "/x\r\nSet-Cookie: a=b", "javascript:alert(1)", "/\t/evil.example"):
        assert local(back) == "/", back
    assert local("/commitments/tc-1?as_of=2026#x") == "/commitments/tc-1?as_of=2026#x"


def test_cookies_that_cannot_be_read_are_none() -> None:
    assert cookies("a=b; c=d") == {"a": "b", "c": "d"}
    assert cookies("\x00;=;;===") == {}


def test_templates_name_no_address_of_elsewhere() -> None:
    from importlib import resources

    for file in resources.files("onrecord.room").joinpath("templates").iterdir():
        text = file.read_text(encoding="utf-8")
        assert "http:" not in text
        assert "https:" not in text
        assert "|safe" not in text
        assert text.count("<script") == text.count('<script src="/room.js" defer></script>')
        assert "url(" not in text
