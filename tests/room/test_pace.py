"""Nobody keeps the room from others, and nobody guesses the token."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_room import BASE
from starlette.testclient import TestClient
from test_reviewing import OWN, csrf_of, thread

from onrecord.keeping import Ledger
from onrecord.room import pace
from onrecord.room.app import make_app
from onrecord.room.guard import GUESSES, READS, WRITES, Guard
from onrecord.room.pace import Pace

SECRET = "a-token-of-sixteen-characters"


def test_a_bucket_empties_and_fills_again() -> None:
    now = [0.0]
    one = Pace(2, 60, clock=lambda: now[0])
    assert [one.wait("a"), one.wait("a"), one.wait("a"), one.wait("b")] == [0, 0, 1, 0]
    now[0] = 0.5
    assert one.wait("a") == 1
    now[0] = 1.0
    assert [one.wait("a"), one.wait("a")] == [0, 1]
    now[0] = 1000.0
    assert [one.wait("a"), one.wait("a"), one.wait("a")] == [0, 0, 1]


def test_only_so_many_readers_are_kept_in_mind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "READERS", 3)
    one = Pace(1, 1)
    for n in range(10):
        one.wait(str(n))
    assert list(one.left) == ["7", "8", "9"]


def stopped(app: Guard) -> Guard:
    """The room while no time passes, however slow the machine."""
    for one in (app.writes, app.reads, app.guesses):
        one.clock = lambda: 0.0
    return app


def test_reviews_that_come_too_often_are_put_off_and_pages_are_not(own_ledger: Path) -> None:
    reviewing = TestClient(stopped(make_app(own_ledger)), base_url=BASE, follow_redirects=False)
    form = {"csrf": csrf_of(reviewing), "id": thread(own_ledger), "who": "ana", "action": "nothing"}
    for _ in range(WRITES[0]):
        assert reviewing.post("/review", data=form, headers=OWN).status_code == 422
    answer = reviewing.post("/review", data={**form, "action": "accept"}, headers=OWN)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "1"
    assert "content-security-policy" in answer.headers
    assert Ledger(own_ledger).reviews() == []
    assert reviewing.get("/name").status_code == 200


def test_who_guesses_the_token_has_to_wait_and_who_knows_it_has_not(demo_ledger: Path) -> None:
    client = TestClient(stopped(make_app(demo_ledger, token=SECRET)), base_url=BASE, follow_redirects=False)
    guesses = [client.get("/name", headers={"authorization": f"Bearer {n}"}).status_code for n in range(GUESSES[0] + 1)]
    assert guesses == [401] * GUESSES[0] + [429]
    assert client.get("/name", headers={"authorization": f"Bearer {SECRET}"}).status_code == 200


def test_beyond_this_machine_pages_have_a_pace_too(demo_ledger: Path) -> None:
    client = TestClient(stopped(make_app(demo_ledger, token=SECRET)), base_url=BASE, headers={"authorization": f"Bearer {SECRET}"})
    answers = [client.get("/robots.txt").status_code for _ in range(READS[0] + 1)]
    assert answers == [200] * READS[0] + [429]
