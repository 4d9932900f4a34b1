"""Reviews made in the browser: through the ledger, signed, and only from our own pages."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from reading_room import BASE
from starlette.testclient import TestClient

from onrecord.keeping import Ledger
from onrecord.room.app import make_app
from onrecord.views.wording import items

OWN = {"origin": BASE, "sec-fetch-site": "same-origin"}


def csrf_of(client: TestClient, address: str = "/name") -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(address).text)
    assert found is not None
    return found[1]


def thread(path: Path) -> str:
    return Ledger(path).commitments(sort="reports", limit=1)[0].id


def test_a_mention_is_accepted_and_the_log_shows_who(reviewing: TestClient, own_ledger: Path) -> None:
    one = thread(own_ledger)
    mention = Ledger(own_ledger).show(one).mentions[0]
    back = f"/commitments/{one}?evidence=1#{mention.id}"
    form = {"csrf": csrf_of(reviewing, back), "id": mention.id, "action": "accept", "why": "the ministry's page", "back": back, "who": "  Ána \n"}
    answer = reviewing.post("/review", data=form, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, back)
    (made,) = Ledger(own_ledger).reviews()
    assert (made.who, made.action, made.item_id, made.why) == ("Ána", "accept", mention.id, "the ministry's page")
    html = reviewing.get(back).text
    assert "What people said" in html
    assert "<bdi>Ána</bdi>" in html
    assert 'name="who"' not in html
    assert "the ministry&#39;s page" in html


def test_a_field_is_corrected_commented_and_undone(reviewing: TestClient, own_ledger: Path) -> None:
    one = thread(own_ledger)
    mention = Ledger(own_ledger).show(one).mentions[0]
    form = {"csrf": csrf_of(reviewing), "id": mention.id, "back": f"/commitments/{one}", "who": "ana"}
    fixed = reviewing.post("/review", data={**form, "action": "correct", "field": "due", "value": "2029-12-31"}, headers=OWN)
    assert fixed.status_code == 303
    assert Ledger(own_ledger).show(one).mentions[0].day == "2029-12-31"
    assert "<ins><bdi>2029-12-31</bdi></ins>" in reviewing.get(f"/commitments/{one}").text
    reviewing.post("/review", data={**form, "action": "comment", "text": "See the <b>budget</b>"}, headers=OWN)
    html = reviewing.get(f"/commitments/{one}").text
    assert "See the &lt;b&gt;budget&lt;/b&gt;" in html
    assert 'value="undo"' in html
    undone = reviewing.post("/review", data={**form, "action": "undo", "number": "1"}, headers=OWN)
    assert undone.status_code == 303
    assert Ledger(own_ledger).show(one).mentions[0].day == mention.day
    assert '<span class="badge">undone</span>' in reviewing.get(f"/commitments/{one}").text


def test_after_a_rejection_that_ends_a_thread_its_article_is_shown_and_it_can_be_undone(reviewing: TestClient, own_ledger: Path) -> None:
    ledger = Ledger(own_ledger)
    one = next(c for c in ledger.commitments() if c.mentions == 1)
    mention = ledger.show(one.id).mentions[0]
    form = {"csrf": csrf_of(reviewing), "id": mention.id, "back": f"/commitments/{one.id}", "who": "ana", "article": mention.article_id}
    answer = reviewing.post("/review", data={**form, "action": "reject"}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/articles/{mention.article_id}")
    html = reviewing.get(answer.headers["location"]).text
    assert "Rejected by people" in html
    assert mention.id not in [i.id for i in items(ledger.record(mention.article_id))]
    back = {**form, "action": "undo", "number": "1", "back": f"/articles/{mention.article_id}"}
    assert reviewing.post("/review", data=back, headers=OWN).status_code == 303
    assert "Rejected by people" not in reviewing.get(answer.headers["location"]).text
    assert reviewing.get(f"/commitments/{one.id}").status_code == 200


def test_the_name_is_asked_once(reviewing: TestClient, own_ledger: Path) -> None:
    one = thread(own_ledger)
    form = {"csrf": csrf_of(reviewing), "id": one, "action": "accept", "back": f"/commitments/{one}", "why": '"<quoted>"'}
    asked = reviewing.post("/review", data=form, headers=OWN)
    assert asked.status_code == 422
    assert "Your name" in asked.text
    assert Ledger(own_ledger).reviews() == []
    carried = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', asked.text))
    assert carried["action"] == "accept"
    assert carried["why"] == "&#34;&lt;quoted&gt;&#34;"
    assert reviewing.post("/review", data={**form, "who": "ana"}, headers=OWN).status_code == 303
    assert reviewing.post("/review", data=form, headers=OWN).status_code == 303
    assert {r.who for r in Ledger(own_ledger).reviews()} == {"ana"}
    changed = reviewing.post("/name", data={"csrf": form["csrf"], "who": "Béla " + "x" * 200, "back": "//evil.example"}, headers=OWN)
    assert changed.headers["location"] == "/"
    assert "signed “<bdi>Béla xxx" in reviewing.get("/name").text
    assert reviewing.post("/name", data={"csrf": form["csrf"], "who": " "}, headers=OWN).status_code == 422


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://evil.example"}, {"origin": "null"}, {"origin": BASE.replace("8731", "9999")}, {"sec-fetch-site": "cross-site"},
     {"sec-fetch-site": "same-site", "origin": BASE}, {"sec-fetch-site": "none"}],
)  # fmt: skip
def test_other_sites_review_nothing(reviewing: TestClient, own_ledger: Path, headers: dict[str, str]) -> None:
    form = {"csrf": csrf_of(reviewing), "id": thread(own_ledger), "action": "accept", "who": "eve"}
    assert reviewing.post("/review", data=form, headers=headers).status_code == 403
    assert Ledger(own_ledger).reviews() == []


@pytest.mark.parametrize("token", ["", "0" * 64, "ä"])
def test_a_form_that_was_not_drawn_here_does_nothing(reviewing: TestClient, own_ledger: Path, token: str) -> None:
    csrf_of(reviewing)
    form = {"csrf": token, "id": thread(own_ledger), "action": "accept", "who": "eve"}
    answer = reviewing.post("/review", data=form, headers=OWN)
    assert answer.status_code == 403
    assert "Nothing was done" in answer.text
    assert Ledger(own_ledger).reviews() == []


def test_a_form_of_another_session_does_nothing(own_ledger: Path) -> None:
    app = make_app(own_ledger)
    one, other = (TestClient(app, base_url=BASE, follow_redirects=False) for _ in range(2))
    csrf_of(other)
    form = {"csrf": csrf_of(one), "id": thread(own_ledger), "action": "accept", "who": "eve"}
    assert other.post("/review", data=form, headers=OWN).status_code == 403


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"action": "correct", "field": "stage", "value": "promised"}, 422, "promised"),
        ({"action": "correct", "field": "colour", "value": "red"}, 422, "colour"),
        ({"action": "explode"}, 422, "nothing that can be done"), ({}, 422, "nothing that can be done"),
        ({"action": "comment", "text": " "}, 422, "says nothing"),
        ({"action": "undo", "number": "1; drop"}, 422, "number of no review"), ({"action": "undo", "number": "99"}, 422, "99"),
        ({"action": "accept", "id": "c-000000"}, 404, "There is no commitment"), ({"action": "comment", "text": "x" * 20_000}, 422, "longer than"),
    ],
)  # fmt: skip
def test_a_review_that_cannot_be_made_is_a_clear_page(
    reviewing: TestClient, own_ledger: Path, form: dict[str, str], status: int, said: str
) -> None:
    mention = Ledger(own_ledger).show(thread(own_ledger)).mentions[0].id
    answer = reviewing.post("/review", data={"csrf": csrf_of(reviewing), "id": mention, "who": "ana", **form}, headers=OWN)
    assert answer.status_code == status
    assert said in answer.text
    assert "<h1>" in answer.text
    assert Ledger(own_ledger).reviews() == []


def test_json_and_uploads_are_no_forms(reviewing: TestClient) -> None:
    assert reviewing.post("/review", json={"action": "accept"}, headers=OWN).status_code == 415
    assert reviewing.post("/review", files={"x": b"y"}, headers=OWN).status_code == 415
    many = "&".join(f"a{n}=1" for n in range(100))
    answer = reviewing.post("/review", content=many, headers={**OWN, "content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 422


def test_while_another_process_writes_the_ledger_can_be_read_and_reviews_wait_then_say_so(own_ledger: Path) -> None:
    client = TestClient(make_app(own_ledger, wait=0.2), base_url=BASE, follow_redirects=False)
    one = thread(own_ledger)
    form = {"csrf": csrf_of(client), "id": one, "action": "accept", "who": "ana"}
    other = sqlite3.connect(own_ledger, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert client.get("/").status_code == 200
        answer = client.post("/review", data=form, headers=OWN)
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "10"
        assert "another process is writing" in answer.text.lower()
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert client.post("/review", data=form, headers=OWN).status_code == 303


def test_a_ledger_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    answer = TestClient(make_app(tmp_path / "none.db"), base_url=BASE).get("/")
    assert answer.status_code == 503
    assert "No such ledger" in answer.text
