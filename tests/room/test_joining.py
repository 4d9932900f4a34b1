"""Threads joined and split in the browser, and what is proposed for joining."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from reading_room import BASE, hostile, words_of
from starlette.testclient import TestClient

from onrecord.errors import UnknownItem
from onrecord.keeping import Ledger
from onrecord.ledger.partners import Partner
from onrecord.room.app import make_app

OWN = {"origin": BASE, "sec-fetch-site": "same-origin"}


def csrf_of(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/name").text)
    assert found is not None
    return found[1]


def two(path: Path, kind: str = "commitments", other: str = "") -> tuple[str, Partner]:
    """A thread and one that is proposed for it, of the same kind unless another is asked for."""
    ledger = Ledger(path)
    wanted = other or kind[:-1]
    return next((one.id, p) for one in getattr(ledger, kind)() for p in ledger.partners(one.id) if p.kind == wanted)


def sent(client: TestClient, **form: str) -> str:
    answer = client.post("/review", data={"csrf": csrf_of(client), "who": "ana", **form}, headers=OWN)
    assert answer.status_code == 303, words_of(answer.text)
    return str(answer.headers["location"])


@pytest.mark.parametrize("kind", ["commitments", "events"])
def test_two_threads_are_joined_and_the_page_leads_to_the_one_and_to_undo(reviewing: TestClient, own_ledger: Path, kind: str) -> None:
    one, other = two(own_ledger, kind)
    ledger = Ledger(own_ledger)
    before = {m.id for i in (one, other.id) for m in ledger.show(i).mentions}
    html = reviewing.get(f"/join/{one}").text
    assert f'<input type="radio" name="other" value="{other.id}">' in html
    assert other.why in words_of(html)
    where = sent(reviewing, id=one, other=other.id, action="join", why="The ministry says so", back=f"/{kind}/{one}#reviews")
    page = reviewing.get(where)
    assert page.status_code == 200
    assert where.endswith("#reviews")
    joined = ledger.show(where.split("#")[0].rsplit("/", 1)[1])
    assert before <= {m.id for m in joined.mentions}
    assert "one with" in words_of(page.text)
    (made,) = ledger.reviews()
    assert (made.action, made.who, made.why) == ("join", "ana", "The ministry says so")
    sent(reviewing, id=made.item_id, action="undo", number=str(made.number), back=where)
    assert {ledger.show(one).head.id, ledger.show(other.id).head.id} == {one, other.id}  # type: ignore[union-attr]


def test_an_event_that_shows_a_commitment_fulfilled_is_proposed_and_taken(reviewing: TestClient, own_ledger: Path) -> None:
    one, event = two(own_ledger, "commitments", "event")
    assert event.why.startswith("may show it fulfilled; ")
    sent(reviewing, id=one, other=event.id, action="join", back=f"/commitments/{one}#reviews")
    assert event.id[1:] in [s.mention_id for s in Ledger(own_ledger).show(one).steps]
    assert event.id not in [p.id for p in Ledger(own_ledger).partners(one)]
    sent(reviewing, id=one, other=event.id, action="split", back=f"/commitments/{one}#reviews")
    assert event.id[1:] not in [s.mention_id for s in Ledger(own_ledger).show(one).steps]


def test_a_mention_is_split_off_and_both_threads_tell_of_it(reviewing: TestClient, own_ledger: Path) -> None:
    ledger = Ledger(own_ledger)
    one = ledger.commitments(sort="reports", limit=1)[0].id
    first, last = ledger.show(one).mentions[0], ledger.show(one).mentions[-1]
    html = reviewing.get(f"/commitments/{one}").text
    assert f'<option value="{last.id}"' in html[html.index('name="one"') :]
    where = sent(reviewing, id=one, one=last.id, other=first.id, action="split", back=f"/commitments/{one}#reviews")
    assert where == f"/commitments/{one}#reviews"
    away = ledger.show(last.id).head.id  # type: ignore[union-attr]
    assert away != one
    for page in (one, away):
        said = reviewing.get(f"/commitments/{page}").text
        assert "not one with" in words_of(said)
        assert 'value="undo"' in said
    assert f'<a href="/commitments/{first.id}">{first.id}</a>' in reviewing.get("/reviews").text


def test_each_reason_for_one_thread_has_its_split(reviewing: TestClient, own_ledger: Path) -> None:
    ledger = Ledger(own_ledger)
    one = ledger.commitments(sort="reports", limit=1)[0].id
    link = ledger.show(one).links[0]
    html = reviewing.get(f"/commitments/{one}").text
    form = re.search(r'<form [^>]*id="split-pairs">(.*?)</form>', html, re.DOTALL)
    assert form is not None
    button = '<button class="live" form="split-pairs" name="pair"'
    assert html.count(button) == len(ledger.show(one).links)
    assert f'{button} value="{link.other_id} {link.mention_id}">' in html
    fields = {unescape(n): unescape(v) for n, v in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[1]) if n != "csrf"}
    assert fields["action"] == "split"
    sent(reviewing, **fields, pair=f"{link.other_id} {link.mention_id}")
    assert ledger.show(link.mention_id).head.id != ledger.show(link.other_id).head.id  # type: ignore[union-attr]


def test_a_saved_page_keeps_the_reasons_and_nothing_to_join_or_split_with(room: TestClient, ledger: Ledger) -> None:
    one = ledger.commitments(sort="reports", limit=1)[0].id
    saved = room.get(f"/commitments/{one}?download=html").text
    assert saved.count(" goes with ") == len(ledger.show(one).links) > 0
    assert "<button" not in saved
    assert "Join with another" not in saved


def test_the_other_one_may_be_typed_as_an_address_and_a_name_is_asked_for(reviewing: TestClient, own_ledger: Path) -> None:
    one, other = two(own_ledger)
    form = {"csrf": csrf_of(reviewing), "id": one, "typed": f"{BASE}/commitments/{other.id}?as_of=2026", "action": "join", "back": f"/commitments/{one}"}
    asked = reviewing.post("/review", data=form, headers=OWN)
    assert asked.status_code == 422
    carried = {n: unescape(v) for n, v in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', asked.text)}
    assert carried["typed"] == form["typed"]
    sent(reviewing, **{k: v for k, v in carried.items() if k != "csrf"})
    assert [(r.action, r.new) for r in Ledger(own_ledger).reviews()] == [("join", other.id[1:])]


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [({"action": "join"}, 422, "no other one was named"), ({"action": "split", "other": " "}, 422, "no other one was named"),
     ({"action": "join", "typed": "tc-000000"}, 404, "There is no commitment"), ({"action": "join", "other": "s-0"}, 404, ""),
     ({"action": "join", "typed": "//evil.example/"}, 422, "no other one")],
)  # fmt: skip
def test_a_pair_that_is_none_is_a_clear_page(reviewing: TestClient, own_ledger: Path, form: dict[str, str], status: int, said: str) -> None:
    one, _ = two(own_ledger)
    answer = reviewing.post("/review", data={"csrf": csrf_of(reviewing), "who": "ana", "id": one, **form}, headers=OWN)
    assert answer.status_code == status
    assert said.lower() in answer.text.lower()
    same = reviewing.post("/review", data={"csrf": csrf_of(reviewing), "who": "ana", "id": one, "action": "split", "other": one}, headers=OWN)
    assert same.status_code == 422
    assert "one and the same" in same.text
    assert Ledger(own_ledger).reviews() == []


def test_others_are_found_by_words_and_by_the_beginning_of_an_id(room: TestClient, ledger: Ledger) -> None:
    one = ledger.commitments(party="Norway")[0]
    html = room.get(f"/join/{one.id}?q=strike").text
    found = re.findall(r'name="other" value="(t[ce]-\w+)"', html)
    assert found
    assert one.id not in found
    assert "the words “strike”" in html
    assert "holds these words" in room.get(f"/join/{one.id}?q=zzzzqqq").text
    assert room.get(f"/join/{one.id[:12]}?q=a").headers["location"] == f"/join/{one.id}?q=a"
    assert room.get("/join/tc-0000000").status_code == 404
    assert room.get(f"/join/{ledger.statements(limit=1)[0].id}").status_code == 404
    assert room.get(f"/join/{one.id}?q=" + "x" * 501).status_code == 400


def test_what_is_proposed_can_be_joined_and_is_told_once(ledger: Ledger) -> None:
    for kind in ("commitments", "events"):
        for one in list(getattr(ledger, kind)())[:12]:
            found = ledger.partners(one.id)
            ids = [p.id for p in found]
            assert len(set(ids)) == len(ids)
            assert one.id not in ids
            assert ledger.partners(one.id) == found
    with pytest.raises(UnknownItem, match="only commitments and events are joined"):
        ledger.partners(ledger.articles(limit=1)[0].id)


def test_words_of_hostile_articles_are_text_where_threads_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "harm.db"
    Ledger(path).add(hostile(), hostile("2026-05-05"))
    client = TestClient(make_app(path), base_url=BASE)
    for one in (*Ledger(path).commitments(), *Ledger(path).events()):
        for address in (f"/join/{one.id}?q=lend", f"/join/{one.id}", f"/{'commitments' if one.id.startswith('tc') else 'events'}/{one.id}"):
            html = client.get(address).text
            assert "<script>" not in html
            assert "<img" not in html
            for choice in re.findall(r"<option[^>]*>(.*?)</option>", html):
                assert "\u202e" not in choice
