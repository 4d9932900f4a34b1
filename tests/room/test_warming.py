"""What is counted beforehand: which pages need not count any more, and that none of them tells of a ledger as it was before it was written to."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from reading_room import BASE
from starlette.testclient import TestClient

from onrecord.codebook.countries import countries
from onrecord.errors import LedgerError
from onrecord.keeping import Ledger
from onrecord.ledger.store import Store
from onrecord.ledger.whom import country_code
from onrecord.model import Record
from onrecord.room import desk as desks
from onrecord.room import warming
from onrecord.room.app import desk_in, make_app
from onrecord.room.tables import counts_of_kinds
from onrecord.room.warming import attend, count_beforehand

PLAIN = ("/timeline", "/actors", "/map", *(f"/table/{kind}" for kind in counts_of_kinds()))
NARROWED = ("/timeline{}", "/timeline{}&by=day", "/timeline{}&by=week", "/actors{}", "/map{}", "/table/events{}")
TWINS = ("/timeline.json?{}", "/timeline.json?by=week&{}", "/actors.json?{}", "/map.json?{}", "/table/events.json?{}")


@pytest.fixture
def without_counting(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Called, it makes whatever is counted from then on fail."""
    return lambda: monkeypatch.setattr("onrecord.ledger.counts.chosen", None)


def test_what_pages_without_filters_count_is_counted_beforehand(demo_ledger: Path, without_counting: Callable[[], None]) -> None:
    app = make_app(demo_ledger)
    count_beforehand(desk_in(app))
    without_counting()
    room = TestClient(app, base_url=BASE)
    for address in PLAIN:
        assert room.get(address).status_code == 200
    with pytest.raises(TypeError):
        room.get("/timeline?country=Kenya")  # of so few that it was left to who asks


def test_what_most_rows_have_is_counted_beforehand(demo_ledger: Path, monkeypatch: pytest.MonkeyPatch, without_counting: Callable[[], None]) -> None:
    ledger, kenya = Ledger(demo_ledger), len(Ledger(demo_ledger).events(country="Kenya", limit=None))
    kind = max({e.type for e in ledger.events(limit=None)}, key=lambda t: len(ledger.events(type=t, limit=None)))
    monkeypatch.setattr(warming, "LARGE", min(kenya, len(ledger.events(type=kind, limit=None))))
    app = make_app(demo_ledger)
    count_beforehand(desk_in(app))
    without_counting()
    room = TestClient(app, base_url=BASE)
    for asked in ("?country=Kenya", "?country=KEN", "?country=kenyan", f"?type={kind}", f"?type={kind.lower()}"):
        for address in NARROWED:
            assert room.get(address.format(asked)).status_code == 200, (address, asked)
    with pytest.raises(TypeError):
        room.get("/timeline?country=Kenya&by=year")


@pytest.mark.parametrize("asked", ["country=Kenya", "type=AID", "country=Moldova"])
def test_answers_are_the_same_warm_and_cold(demo_ledger: Path, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    monkeypatch.setattr(warming, "LARGE", 1)
    monkeypatch.setattr(warming, "MOST_VALUES", 500)
    warm, cold = make_app(demo_ledger), make_app(demo_ledger)
    count_beforehand(desk_in(warm))
    for address in (*TWINS, "/table/commitments.json?stage=pledged", "/table/statements.json?type=direct"):
        answers = [TestClient(app, base_url=BASE).get(address.format(asked)) for app in (warm, cold)]
        assert answers[0].status_code == 200
        assert answers[0].content == answers[1].content, address


def test_after_a_write_the_answer_is_the_new_one(own_ledger: Path, demo_records: tuple[Record, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "LARGE", 1)
    app = make_app(own_ledger)
    room, desk = TestClient(app, base_url=BASE), desk_in(app)
    count_beforehand(desk)
    before = [room.get(a.format("country=Kenya")).json() for a in TWINS]
    with Store(own_ledger, create=False) as store:
        for (number,) in store.db.execute("SELECT number FROM articles ORDER BY number LIMIT 30").fetchall():
            store.db.execute("UPDATE articles SET published = '2031-01-02' WHERE number = ?", (number,))
            store.db.execute("UPDATE events SET published = '2031-01-02' WHERE article = ?", (number,))
    cold = TestClient(make_app(own_ledger), base_url=BASE)
    after = [room.get(a.format("country=Kenya")).json() for a in TWINS]
    assert after == [cold.get(a.format("country=Kenya")).json() for a in TWINS]
    assert after != before
    count_beforehand(desk)
    assert [room.get(a.format("country=Kenya")).json() for a in TWINS] == after


def test_what_was_read_while_somebody_wrote_is_not_kept(own_ledger: Path) -> None:
    desk = desk_in(make_app(own_ledger))

    def written_meanwhile() -> str:
        with Store(own_ledger, create=False) as store:
            store.db.execute("UPDATE articles SET published = '2031-01-02'")
        return "of before"

    assert desk.kept("key", written_meanwhile) == "of before"
    assert desk.kept("key", lambda: "of now") == "of now"
    assert desk.kept("key", lambda: "again") == "of now"


def test_what_is_counted_beforehand_is_not_forgotten_for_what_others_ask(demo_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "KEPT", 2)
    desk = desk_in(make_app(demo_ledger))
    desk.counted_beforehand(lambda db: {"large": 1})
    for n in range(5):
        desk.kept(n, lambda: 0)
    assert desk.kept("large", lambda: 2) == 1
    assert desk.kept(0, lambda: 3) == 3


def test_a_pass_ends_when_its_time_is_over(demo_ledger: Path, monkeypatch: pytest.MonkeyPatch, without_counting: Callable[[], None]) -> None:
    monkeypatch.setattr(warming, "LARGE", 1)
    monkeypatch.setattr(warming, "LONGEST", -1.0)
    app = make_app(demo_ledger)
    count_beforehand(desk_in(app))
    without_counting()
    assert TestClient(app, base_url=BASE).get("/timeline").status_code == 200
    with pytest.raises(TypeError):
        TestClient(app, base_url=BASE).get("/timeline?country=Kenya")


def test_a_ledger_that_was_written_to_is_counted_again_once_it_rests(demo_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, states, passes = desk_in(make_app(demo_ledger)), iter("aaa" + "bcd" + "dddddd"), []
    latest = itertools.chain(states, itertools.repeat("d"))
    monkeypatch.setattr(desk, "state", lambda: ((ord(next(latest)), 0),))
    monkeypatch.setattr(warming, "count_beforehand", lambda d: passes.append(d))
    waits = iter(range(40))

    def wait(seconds: float) -> None:
        assert seconds >= warming.REST
        if next(waits) == 39:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attend(desk, wait)
    assert len(passes) == 2  # when it is opened, and once after three writes


def test_a_ledger_that_is_gone_is_told_by_the_page(tmp_path: Path) -> None:
    desk = desk_in(make_app(tmp_path / "gone.db"))
    count_beforehand(desk)
    with pytest.raises(LedgerError):
        desk.counted("key", lambda db: 1)


def test_the_code_of_a_country_means_that_country() -> None:
    assert [c.iso3 for c in countries() if country_code(c.iso3) != c.iso3] == []
