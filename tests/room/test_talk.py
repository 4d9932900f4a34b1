"""Votes and discussion in the page, and the lists of what is disputed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reading_room import BASE
from starlette.testclient import TestClient
from test_reviewing import OWN, csrf_of, thread

from onrecord.keeping import Ledger


@pytest.fixture
def mention(own_ledger: Path) -> str:
    return Ledger(own_ledger).show(thread(own_ledger)).mentions[0].id


def test_a_vote_is_cast_seen_and_taken_back(reviewing: TestClient, own_ledger: Path, mention: str) -> None:
    Ledger(own_ledger).accept(mention, who="ana")
    form = {"csrf": csrf_of(reviewing), "id": mention, "who": "ben", "back": "/disputed", "why": "not <so>"}
    assert reviewing.post("/review", data={**form, "action": "wrong"}, headers=OWN).status_code == 303
    html = reviewing.get("/disputed").text
    assert '<span class="badge warn">Disputed</span>' in html
    assert "1 right, 1 wrong, 0 comments" in html
    assert "not &lt;so&gt;" in html
    assert re.search(r'<time datetime="20\d\d[^"]+">20\d\d-\d\d-\d\d \d\d:\d\d UTC</time> by <bdi>ben</bdi>', html)
    assert "takes it for wrong" in reviewing.get("/reviews").text
    article = Ledger(own_ledger).show(thread(own_ledger)).mentions[0].article_id
    assert '<span class="badge warn">Disputed</span>' in reviewing.get(f"/articles/{article}").text
    number = str(Ledger(own_ledger).reviews()[-1].number)
    assert reviewing.post("/review", data={**form, "action": "undo", "number": number}, headers=OWN).status_code == 303
    assert "People agree on all" in reviewing.get("/disputed").text
    assert "takes it for wrong" in reviewing.get("/reviews?who=ben").text  # the log keeps it, as undone
    assert '<span class="badge">undone</span>' in reviewing.get("/reviews?who=ben").text


def test_the_orders_and_the_twins(reviewing: TestClient, own_ledger: Path, mention: str) -> None:
    ledger = Ledger(own_ledger)
    other = next(m.id for c in ledger.commitments() for m in ledger.show(c.id).mentions if m.id != mention)
    for one, people in ((mention, "abc"), (other, "ab")):
        for who, side in zip(people, ("right", "wrong", "wrong"), strict=False):
            ledger.vote(one, side, who=who)
    ledger.comment(ledger.statements()[0].id, "Who says so?", who="a")

    def ids(address: str) -> list[str]:
        return [row["id"] for row in reviewing.get(address).json()["rows"]]

    assert ids("/disputed.json") == ids("/disputed.json?sort=newest") == [other, mention]
    assert ids("/disputed.json?sort=oldest") == ids("/disputed.json?sort=votes") == [mention, other]
    assert len(ids("/disputed.json?discussed=1")) == 3
    assert "1 more" in reviewing.get("/disputed?limit=1").text
    assert reviewing.get("/disputed.csv").text.splitlines()[0].startswith("id,kind,thread_id")
    assert len(reviewing.get("/reviews.json?who=a").json()["rows"]) == 3
    assert len(reviewing.get("/reviews.csv").text.splitlines()) == 7
    assert "Most voted" in reviewing.get("/disputed?sort=votes&discussed=1").text
    assert reviewing.get(f"/reviews?before={ledger.reviews()[-1].number}").status_code == 200


@pytest.mark.parametrize("address", ["/disputed?sort=best", "/disputed?limit=0", "/disputed?x=1", "/reviews?before=x", "/reviews.json?before=3"])
def test_what_cannot_be_asked(reviewing: TestClient, address: str) -> None:
    assert reviewing.get(BASE + address).status_code == 400


def test_a_rejected_mention_is_voted_back_in_its_article(reviewing: TestClient, own_ledger: Path, mention: str) -> None:
    ledger = Ledger(own_ledger)
    article = ledger.show(mention).mentions[0].article_id
    ledger.reject(mention, who="ana")
    ledger.vote(mention, "right", who="ben")
    assert f'href="/articles/{article}#{mention}"' in reviewing.get("/disputed").text
    assert "right: <bdi>ben</bdi>" in reviewing.get(f"/articles/{article}").text
