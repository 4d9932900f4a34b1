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
from onrecord.room import desk as desks
from onrecord.room import warming
from onrecord.room.app import desk_in, make_app
from onrecord.room.tables import counts_of_kinds
from onrecord.room.warming import attend, count_beforehand

PLAIN = ("/timeline", "/actors", "/map", *(f"/table/{kind}" for kind in counts_of_kinds()))
TWINS = ("/timeline.json?{}", "/timeline.json?by=week&{}", "/actors.json?{}", "/map.json?{}", "/table/events.json?{}")


@pytest.fixture
def without_counting(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Called, it makes whatever is counted from then on fail."""
    return lambda: monkeypatch.setattr("onrecord.room.counting.chosen", None)


@pytest.fixture
def without_reading_all(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Called, it makes reading all columns of a ledger fail from then on."""
    return lambda: monkeypatch.setattr("onrecord.ledger.columns._all", None)


def test_what_pages_without_filters_count_is_counted_beforehand(demo_ledger: Path, without_counting: Callable[[], None]) -> None:
    app = make_app(demo_ledger)
    count_beforehand(desk_in(app))
    without_counting()
    room = TestClient(app, base_url=BASE)
    for address in PLAIN:
        assert room.get(address).status_code == 200
    with pytest.raises(TypeError):
        room.get("/timeline?country=Kenya")


def test_a_ledger_is_read_once_whatever_is_asked(demo_ledger: Path, without_reading_all: Callable[[], None]) -> None:
    app = make_app(demo_ledger)
    count_beforehand(desk_in(app))
    without_reading_all()
    room = TestClient(app, base_url=BASE)
    for asked in ("country=Kenya", "type=AID", "status=actual", "certainty=asserted", "outlet=herald"):
        for address in TWINS:
            assert room.get(address.format(asked)).status_code == 200, (address, asked)
    with pytest.raises(TypeError):
        TestClient(make_app(demo_ledger), base_url=BASE).get("/timeline")


def test_after_a_write_the_answer_is_the_new_one_and_the_ledger_is_not_read_anew(own_ledger: Path, without_reading_all: Callable[[], None]) -> None:
    app, ledger = make_app(own_ledger), Ledger(own_ledger)
    room = TestClient(app, base_url=BASE)
    count_beforehand(desk_in(app))
    before = [room.get(a.format("country=Kenya")).json() for a in TWINS]
    for one in ledger.events(country="Kenya", limit=3):
        ledger.reject(one.id, who="Ann")
    cold = TestClient(make_app(own_ledger), base_url=BASE)
    want = [cold.get(a.format("country=Kenya")).json() for a in TWINS]
    without_reading_all()
    assert [room.get(a.format("country=Kenya")).json() for a in TWINS] == want
    assert want != before


@pytest.mark.parametrize("asked", ["country=Kenya", "type=AID", "country=Moldova"])
def test_answers_are_the_same_warm_and_cold(demo_ledger: Path, asked: str) -> None:
    warm, cold = make_app(demo_ledger), make_app(demo_ledger)
    count_beforehand(desk_in(warm))
    for address in (*TWINS, "/table/commitments.json?stage=pledged", "/table/statements.json?type=direct"):
        answers = [TestClient(app, base_url=BASE).get(address.format(asked)) for app in (warm, cold)]
        assert answers[0].status_code == 200
        assert answers[0].content == answers[1].content, address


def test_two_spellings_of_a_country_are_one_question(demo_ledger: Path, without_counting: Callable[[], None]) -> None:
    room = TestClient(make_app(demo_ledger), base_url=BASE)
    first = room.get("/actors.json?country=Kenya").json()
    without_counting()
    assert [room.get(f"/actors.json?country={c}").json() for c in ("KEN", "kenyan")] == [first, first]


def test_what_was_read_while_somebody_wrote_is_not_kept(own_ledger: Path) -> None:
    desk = desk_in(make_app(own_ledger))

    def written_meanwhile() -> str:
        with Store(own_ledger, create=False) as store:
            store.db.execute("UPDATE articles SET published = '2031-01-02'")
        return "of before"

    assert desk.kept("key", written_meanwhile) == "of before"
    assert desk.kept("key", lambda: "of now") == "of now"
    assert desk.kept("key", lambda: "again") == "of now"


def test_what_was_not_asked_for_longest_is_forgotten_first(demo_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "KEPT", 2)
    desk = desk_in(make_app(demo_ledger))
    for n in (1, 2, 1, 3):
        desk.kept(n, lambda n=n: n)  # type: ignore[misc]
    assert [desk.kept(n, lambda: 0) for n in (1, 3)] == [1, 3]
    assert desk.kept(2, lambda: 0) == 0


def test_the_board_does_not_wait_for_what_is_counted(demo_ledger: Path, without_reading_all: Callable[[], None]) -> None:
    without_reading_all()
    room = TestClient(make_app(demo_ledger), base_url=BASE)
    for address in ("/", "/commitments", "/events?country=Kenya", "/search?q=loan", "/parties"):
        assert room.get(address).status_code == 200


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
        desk.counted("key", lambda db, columns: 1)


def test_the_code_of_a_country_means_that_country() -> None:
    assert [c.iso3 for c in countries() if country_code(c.iso3) != c.iso3] == []
