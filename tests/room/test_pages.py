"""The pages of the reading room, on the demo's ledger."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest
from reading_room import BASE, words_of
from starlette.testclient import TestClient

from onrecord.keeping import Ledger
from onrecord.ledger.corrections import fields_of
from onrecord.ledger.store import Store
from onrecord.room.app import make_app
from onrecord.room.asking import KINDS, fields
from onrecord.room.lists import TITLES
from onrecord.room.things import EDITED
from onrecord.views import wording

LISTS = ("/", "/commitments", "/events", "/statements", "/articles", "/parties", "/search", "/search?q=loan", "/name")


@pytest.mark.parametrize("address", LISTS)
def test_every_page_is_whole_and_fetches_nothing_from_elsewhere(room: TestClient, address: str) -> None:
    answer = room.get(address)
    assert answer.status_code == 200
    html = answer.text
    assert html.startswith("<!DOCTYPE html>")
    assert html.rstrip().endswith("</html>")
    assert set(re.findall("<script[^>]*>[^<]*", html)) <= {'<script src="/room.js" defer>'}
    assert " style=" not in html
    assert re.findall(r'<(?:link|img|script|iframe)[^>]*(?:href|src)="(?!/)', html) == []
    for landmark in ("<main id=\"main\"", "<header", "<nav aria-label", "<footer", 'class="skip" href="#main"', '<html lang="en">'):
        assert landmark in html
    assert html.count("<h1>") == 1


def test_every_field_of_a_form_has_a_label(room: TestClient) -> None:
    for address in ("/", "/events", "/commitments/" + room.get("/commitments.json").json()["rows"][0]["id"]):
        html = room.get(address).text
        for field in re.findall(r"<(?:input|select|textarea)(?![^>]*type=\"hidden\")[^>]*>", html):
            named = re.search(r'id="([^"]+)"', field)
            before = html[: html.index(field)]
            assert (named and f'<label for="{named[1]}"' in html) or before.rfind("<label") > before.rfind("</label>"), field


def test_ids_on_a_page_are_its_own(room: TestClient, ledger: Ledger) -> None:
    article = ledger.articles(limit=1)[0].id
    commitment = ledger.commitments(sort="reports", limit=1)[0].id
    for address in ("/", f"/articles/{article}", f"/commitments/{commitment}?evidence=1"):
        ids = re.findall(r'\sid="([^"]+)"', room.get(address).text)
        assert len(ids) == len(set(ids)), address


def test_the_board_has_a_column_a_stage_and_a_card_a_commitment(room: TestClient, ledger: Ledger) -> None:
    html = room.get("/?limit=1000").text
    found = ledger.commitments(limit=None)
    assert html.count('<li class="card') == len(found)
    assert set(re.findall(r'id="stage-(\w+)"', html)) == {c.stage for c in found}
    for one in found:
        assert f'href="/commitments/{one.id}"' in html


def test_what_is_overdue_or_contradicted_is_said_in_words(room: TestClient, ledger: Ledger) -> None:
    late = ledger.commitments(overdue=True)
    differ = ledger.commitments(contradicted=True)
    assert late
    assert differ
    html = room.get("/?overdue=1").text
    assert html.count(">Overdue</span>") == len(late) == html.count('<li class="card')
    assert "contradiction" in words_of(room.get("/?contradicted=1").text)


def test_a_filter_is_an_address_and_the_twins_have_the_same(room: TestClient, ledger: Ledger) -> None:
    asked = "party=Norway&stage=in_delivery&stage=pledged"
    want = [c.id for c in ledger.commitments(party="Norway", stage=("in_delivery", "pledged"))]
    assert want
    html = room.get(f"/?{asked}").text
    assert re.findall(r'<h3><a href="/commitments/([^"?]+)', html).__len__() == len(want)
    assert '<input name="party" value="Norway"' in html
    assert 'value="pledged" checked' in html
    assert 'href="/?party=Norway&amp;stage=pledged"' in html  # without one of its two stages
    twins = re.findall(r'href="(/commitments\.(?:json|csv)[^"]*)"', html)
    assert len(twins) == 2
    data = room.get(f"/commitments.json?{asked}").json()
    assert [r["id"] for r in data["rows"]] == want
    rows = list(csv.DictReader(io.StringIO(room.get(f"/commitments.csv?{asked}").text)))
    assert [r["id"] for r in rows] == want


def test_empty_fields_of_the_form_ask_nothing(room: TestClient) -> None:
    empty = "&".join(f"{f.name}=" for f in fields("commitments"))
    assert room.get(f"/commitments.json?{empty}").json() == room.get("/commitments.json").json()
    answer = room.get(f"/?{empty}&party=C%C3%B4te%20d%27Ivoire&stage=pledged&stage=signed")
    assert (answer.status_code, answer.headers["location"]) == (302, "/?party=C%C3%B4te+d%27Ivoire&stage=pledged&stage=signed")


@pytest.mark.parametrize("kind", KINDS)
def test_each_list_has_its_things_and_twins(room: TestClient, ledger: Ledger, kind: str) -> None:
    rows = getattr(ledger, kind)(limit=3)
    html = room.get(f"/{kind}").text
    assert f"<h1>{TITLES[kind]}</h1>" in html  # type: ignore[index]
    for row in rows:
        assert f'href="/{kind}/{row.id}"' in html
        page = room.get(f"/{kind}/{row.id}")
        assert page.status_code == 200
        assert row.id in page.text
        assert room.get(f"/{kind}/{row.id}.json").json()["head"]["id"] == row.id
        assert room.get(f"/{kind}/{row.id}.csv").status_code == 200
    assert len(room.get(f"/{kind}.csv?limit=2").text.splitlines()) >= 3


def test_a_list_says_how_many_more_there_are(room: TestClient) -> None:
    html = room.get("/events?limit=2").text
    assert "2 shown" in html
    assert 'href="/events?limit=8"' in html


def test_a_commitment_has_its_history_with_words_links_and_contradictions(room: TestClient, ledger: Ledger) -> None:
    one = max(ledger.commitments(contradicted=True), key=lambda c: c.reports)
    story = ledger.show(one.id)
    html = room.get(f"/commitments/{one.id}").text
    read = words_of(html)
    assert html.count('<li class="step ') == len(story.steps)
    for step in story.steps:
        assert wording.one_line(step.words) in read
    for mention in story.mentions:
        assert f'id="{mention.id}"' in html
        assert f"/articles/{mention.article_id}#{mention.id}" in html
    assert html.count('class="versus"') == len(story.differences) > 0
    for link in story.links:
        assert wording.one_line(link.why) in read
    assert "<mark>[" in html


def test_a_page_shows_how_it_stood_on_a_day(room: TestClient, ledger: Ledger) -> None:
    one = ledger.commitments(sort="reports", limit=1)[0]
    first = next(s for s in ledger.show(one.id).steps if s.date)
    html = room.get(f"/commitments/{one.id}?as_of={first.date}").text
    assert html.count('<li class="step ') < len(ledger.show(one.id).steps)
    assert f"as it stood on <strong>{first.date}</strong>" in html
    board = room.get(f"/?as_of={first.date}").text
    assert f'/commitments/{one.id}?as_of={first.date}"' in board


def test_evidence_shows_the_words_behind_every_field(room: TestClient, ledger: Ledger) -> None:
    one = ledger.commitments(sort="reports", limit=1)[0]
    story = ledger.show(one.id, evidence=True)
    html = room.get(f"/commitments/{one.id}?evidence=1").text
    assert html.count('<tr><th scope="row">') == len(story.evidence)


def test_mentions_and_beginnings_of_ids_lead_to_the_thing(room: TestClient, ledger: Ledger) -> None:
    one = ledger.commitments(sort="reports", limit=1)[0]
    mention = ledger.show(one.id).mentions[1].id
    answer = room.get(f"/commitments/{mention}")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/commitments/{one.id}#{mention}")
    assert room.get(f"/events/{one.id[:9]}?evidence=1").headers["location"] == f"/commitments/{one.id}?evidence=1"


def test_an_article_shows_its_text_unaltered_beside_its_cards(room: TestClient, ledger: Ledger) -> None:
    for article in ledger.articles(limit=4):
        record = ledger.record(article.id)
        html = room.get(f"/articles/{article.id}").text
        text = re.search(r'<article class="text"[^>]*>(.*?)</article>', html, re.DOTALL)
        assert text is not None
        untagged = re.sub(r'<a class="tag.*?</a>', "", text[1])
        assert unescape(re.sub(r"<[^>]*>", "", untagged)) == record.article.text
        for item in wording.items(record):
            assert f'id="{item.id}"' in html
        tags = re.findall(r'<a class="tag \w+" id="[^"]+" href="#([^"]+)"', text[1])
        assert sorted(tags) == sorted(i.id for i in wording.items(record))
        assert len(re.findall(r'class="m [^"]*chrome', text[1])) >= len(record.article.removed)


def test_a_party_has_what_it_said_did_and_promised(room: TestClient, ledger: Ledger) -> None:
    norway = next(p for p in ledger.parties(party="Norway") if p.name == "Norway")
    html = room.get(f"/parties/{norway.id}").text
    for title in ("Promised", "Was promised", "Said", "Did", "Was acted upon"):
        assert f">{title}</h2>" in html
    for one in ledger.commitments(promisor=norway.id, limit=25):
        assert f'href="/commitments/{one.id}"' in html
    assert f"/commitments?origin={norway.id}" in html


def test_search_marks_the_words(room: TestClient, ledger: Ledger) -> None:
    html = room.get("/search", params={"q": '"electricity market"'}).text
    assert "<mark>[electricity market]</mark>" in html
    hits = ledger.search('"electricity market"')
    assert html.count('<li class="note">') == len(hits)
    assert room.get("/search.json", params={"q": '"electricity market"'}).json()["shown"] == len(hits)
    assert "Nothing on record" in room.get("/search?q=zzzzqq").text


def test_what_people_may_correct_is_what_the_ledger_takes(ledger: Ledger) -> None:
    for article in ledger.articles():
        for item in wording.items(ledger.record(article.id)):
            assert set(EDITED[wording.kind(item)]) == set(fields_of(item))


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/?stage=promised", 400, "is no stage"), ("/?colour=red", 400, "no filter"), ("/?limit=5000", 400, "limit"),
        ("/?limit=0", 400, "limit"), ("/events?since=yesterday", 400, "is no date"), ("/?min_amount=nan", 400, "no number"),
        ("/?pair=Norway", 400, "two parties"), ("/?overdue=perhaps", 400, "Write 1"), ("/?text=" + "x" * 600, 400, "At most 500"),
        ("/search?q=-a", 400, "unwanted"), ("/commitments/tc-0000000000", 404, "holds nothing"), ("/events/nonsense", 404, "is no id"),
        ("/commitments/tc-1?colour=red", 400, "It takes"), ("/nowhere", 404, "nothing at this address"), ("/articles/a-zzz", 404, "holds nothing"),
        ("/feed.atom?colour=red", 400, "There are: "), ("/commitments/%00", 404, "is no id"),
        ("/events/te-%F0%9F%98%80%FF", 404, "holds nothing"), ("/articles/..%2f..%2fetc", 404, ""), ("/parties/p-%25", 404, "holds nothing"),
        ("/review", 405, "does not take"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_a_clear_page(room: TestClient, address: str, status: int, said: str) -> None:
    answer = room.get(address)
    assert answer.status_code == status
    assert said in answer.text
    if not address.startswith("/feed"):
        assert "<h1>" in answer.text
    assert "Traceback" not in answer.text


def test_heads_have_no_body(room: TestClient) -> None:
    answer = room.head("/events.csv")
    assert (answer.status_code, answer.content) == (200, b"")


def test_errors_of_twins_are_data(room: TestClient) -> None:
    answer = room.get("/events.json?colour=red")
    assert answer.status_code == 400
    assert answer.json()["status"] == 400
    assert "no filter" in answer.json()["error"]


def test_an_empty_ledger_says_how_it_is_filled_and_a_filter_that_nothing_meets_how_to_leave_it(tmp_path: Path, room: TestClient) -> None:
    with Store(tmp_path / "empty.db"):
        pass
    empty = TestClient(make_app(tmp_path / "empty.db"), base_url=BASE)
    for address in ("/", "/commitments", "/events", "/parties"):
        html = empty.get(address).text
        assert "onrecord add FOLDER" in html, address
        assert 'type="range"' not in html
    for address in ("/?since=2999", "/events?since=2999"):
        html = room.get(address).text
        assert "onrecord add" not in html
        assert "See all" in html
