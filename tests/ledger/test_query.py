"""Questions to a ledger: every filter against what the tables say, every way into the rows against every other, one day against the day itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import BadQuestion
from onrecord.ledger import conditions, item_lists, thread_lists
from onrecord.ledger.answers import Answer, CommitmentThread
from onrecord.ledger.filters import SORTS, Filters, checked
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.query import COUNTED, Driver, today_of
from onrecord.ledger.store import Store
from onrecord.model import Record

Ask = Callable[[Filters], tuple[tuple[Any, ...], int]]


@pytest.fixture(scope="module")
def db(demo_ledger: Path) -> Iterator[sqlite3.Connection]:
    connection = open_ledger(demo_ledger, write=False)
    yield connection
    connection.close()


def asker(db: sqlite3.Connection, kind: str) -> Ask:
    """The function that lists a kind."""
    if kind in ("commitments", "events"):
        return lambda f: getattr(thread_lists, kind)(db, Path("demo.db"), f)
    return lambda f: getattr(item_lists, kind)(db, f)


def given(filters: Filters) -> str:
    """The filters that are set, as the name of a test."""
    return " ".join(f"{name}={getattr(filters, name)}" for name in Filters.__slots__ if getattr(filters, name) != getattr(Filters(), name))


def ids(rows: Sequence[Answer]) -> list[str]:
    return [str(r.id) for r in rows]  # type: ignore[attr-defined]


def sides(db: sqlite3.Connection, kind: str, where: str, *values: object) -> set[str]:
    """Ids of the threads with a mention that has a party so."""
    return {
        r[0]
        for r in db.execute(
            f"""SELECT t.id FROM {kind}s m JOIN {kind}_threads t ON t.number = m.thread JOIN item_parties i ON i.item = m.number
            JOIN parties p ON p.number = i.party WHERE i.role NOT IN ('said_by', 'told_by') AND {where}""", values
        )
    }  # fmt: skip


COMMITMENTS: list[tuple[Filters, Callable[[CommitmentThread], bool]]] = [
    (Filters(stage=("pledged",)), lambda c: c.stage == "pledged"),
    (Filters(stage=("In Delivery", "approved")), lambda c: c.stage in ("in_delivery", "approved")),
    (Filters(type="loan"), lambda c: c.instrument == "loan"),
    (Filters(certainty="attributed"), lambda c: c.certainty == "attributed"),
    (Filters(least=1e8, currency="eur"), lambda c: c.unit == "EUR" and (c.amount or 0) >= 1e8),
    (Filters(most=3), lambda c: c.amount is not None and c.amount <= 3),
    (Filters(contradicted=True), lambda c: c.contradictions > 0),
    (Filters(denied=True), lambda c: c.denials > 0),
    (Filters(denied=True, contradicted=True), lambda c: c.denials > 0 and c.contradictions > 0),
    (Filters(review="unreviewed"), lambda c: c.review == "unreviewed"),
    (Filters(review="accepted"), lambda c: c.review == "accepted"),
    (Filters(overdue=True), lambda c: c.overdue),
    (Filters(due_before="2026"), lambda c: c.due_by is not None and c.due_by < "2026-01-01"),
    (Filters(due_after="2026-03"), lambda c: c.due_by is not None and c.due_by > "2026-03-31"),
    (Filters(since="2026-05-18"), lambda c: (c.last_reported or "") >= "2026-05-18"),
    (Filters(until="2025"), lambda c: (c.first_reported or "9") <= "2025-12-31"),
    (Filters(stage=("suspended",), since="2026"), lambda c: c.stage == "suspended" and (c.last_reported or "") >= "2026"),
]


@pytest.mark.parametrize(("filters", "meets"), COMMITMENTS, ids=lambda x: given(x) if isinstance(x, Filters) else "")
def test_commitments_that_meet_a_filter(db: sqlite3.Connection, filters: Filters, meets: Callable[[CommitmentThread], bool]) -> None:
    ask = asker(db, "commitments")
    every, more = ask(Filters())
    assert more == 0
    assert set(ids(ask(filters)[0])) == {c.id for c in every if meets(c)}


@pytest.mark.parametrize(
    ("kind", "filters", "where", "values"),
    [
        ("commitment", {"origin": "Canada"}, "i.role = 'promisor' AND i.country = 'CAN'", ()),
        ("commitment", {"target": "Ukrainian"}, "i.role = 'beneficiary' AND i.country = 'UKR'", ()),
        ("commitment", {"country": "NOR"}, "i.country = 'NOR'", ()),
        ("commitment", {"party": "Zelenskyy"}, "p.name LIKE '%Zelenskiy%'", ()),
        ("commitment", {"party": "coast dockers union"}, "p.name = 'Coast Dockers Union'", ()),
        ("event", {"origin": "Russia"}, "i.role = 'actor' AND i.country = 'RUS'", ()),
        ("event", {"target": "kenya"}, "i.role = 'recipient' AND i.country = 'KEN'", ()),
        ("event", {"party": "Grace Nyaboke"}, "p.name LIKE '%Nyaboke'", ()),
    ],
)
def test_parties_and_countries(db: sqlite3.Connection, kind: str, filters: dict[str, str], where: str, values: tuple[object, ...]) -> None:
    found = set(ids(asker(db, f"{kind}s")(Filters(**filters))[0]))  # type: ignore[arg-type]
    assert found
    assert found == sides(db, kind, where, *values)


def test_a_country_of_an_event_is_also_where_it_happened(db: sqlite3.Connection) -> None:
    placed = {r[0] for r in db.execute("SELECT id FROM event_threads WHERE country = 'MDA'")}
    assert placed
    found, _ = asker(db, "events")(Filters(place="Moldova"))
    assert set(ids(found)) == placed
    assert set(ids(asker(db, "events")(Filters(country="MDA"))[0])) == placed | sides(db, "event", "i.country = 'MDA'")


def test_a_pair_is_the_same_either_way_round(db: sqlite3.Connection) -> None:
    ask = asker(db, "events")
    one, other = ask(Filters(pair=("Russia", "Ukraine")))[0], ask(Filters(pair=("UKR", "russian")))[0]
    assert one
    assert ids(one) == ids(other)
    ways = {way: set(ids(ask(Filters(origin=way[0], target=way[1]))[0])) for way in (("RUS", "UKR"), ("UKR", "RUS"))}
    assert set(ids(one)) == ways["RUS", "UKR"] | ways["UKR", "RUS"]


def test_words_outlets_and_stretches_of_time(db: sqlite3.Connection) -> None:
    found = set(ids(asker(db, "commitments")(Filters(text="drones"))[0]))
    assert found == {r[0] for r in db.execute("SELECT DISTINCT commitment_id FROM commitment_mentions WHERE sentence LIKE '%drones%'")}
    found = set(ids(asker(db, "commitments")(Filters(outlet="prairie"))[0]))
    assert found == {r[0] for r in db.execute("SELECT DISTINCT commitment_id FROM commitment_mentions WHERE publisher = 'Prairie Gazette'")}
    found = set(ids(asker(db, "events")(Filters(since="2026-05-12", until="2026-05-15"))[0]))
    within = "SELECT DISTINCT event_id FROM event_mentions WHERE published BETWEEN '2026-05-12' AND '2026-05-15'"
    assert found == {r[0] for r in db.execute(within)}
    assert found


QUESTIONS = [
    ("commitments", Filters(origin="Canada", text="peace*")),
    ("commitments", Filters(pair=("Canada", "Ukraine"), outlet="Prairie Gazette")),
    ("commitments", Filters(country="Kenya", text="the", since="2026-05-12", until="2026-05-20")),
    ("commitments", Filters(country="Norway", currency="eur", least=2e8)),
    ("commitments", Filters(party="Norway", text="loan", outlet="Chisinau Courier", stage=("in_delivery", "approved", "denied"))),
    ("commitments", Filters(origin="Canada", text="peace*", as_of="2025-08-30")),
    ("commitments", Filters(country="NOR", outlet="Northern Wire", as_of="2026-04", sort="due")),
    ("commitments", Filters(origin="Kenya", text="the", sort="amount")),
    ("events", Filters(origin="Russia", target="Ukraine", text="drone* -Kyiv")),
    ("events", Filters(country="Kenya", outlet="Coast Herald", until="2026-05-15", type="coerce")),
    ("events", Filters(country="Kenya", text="strike", as_of="2026-05-15", place="KEN")),
    ("statements", Filters(country="NOR", text="loan", outlet="Chisinau Courier")),
    ("statements", Filters(party="Ingrid Solheim", text="money")),
    ("articles", Filters(party="Mark Carney", text="aid", outlet="Prairie Gazette")),
]


@pytest.mark.parametrize(("kind", "filters"), QUESTIONS, ids=lambda x: x if isinstance(x, str) else given(x))
def test_wherever_a_question_starts_from_its_answer_is_the_same(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, kind: str, filters: Filters
) -> None:
    """A small ledger would never take the ways that a large one needs, so each is taken in turn."""
    module = thread_lists if kind in ("commitments", "events") else item_lists
    expected = ids(asker(db, kind)(filters)[0])
    seen: list[int] = []

    def starting_from(place: int | None) -> Callable[..., Driver | None]:
        def pick(drivers: Sequence[Driver], *, any_size: bool) -> Driver | None:
            seen.append(len(drivers))
            return None if place is None else drivers[place]

        return pick

    monkeypatch.setattr(module, "pick", starting_from(None))
    assert ids(asker(db, kind)(filters)[0]) == expected
    assert seen[0] >= 2
    for place in range(seen[0]):
        monkeypatch.setattr(module, "pick", starting_from(place))
        assert ids(asker(db, kind)(filters)[0]) == expected, place


@pytest.mark.parametrize("kind", SORTS)
def test_a_limit_takes_the_first_and_counts_the_rest(db: sqlite3.Connection, kind: Any) -> None:
    ask = asker(db, kind)
    for sort in SORTS[kind]:
        every, _ = ask(Filters(sort=sort))
        some, more = ask(Filters(sort=sort, limit=4))
        assert ids(some) == ids(every)[:4]
        assert more == min(len(every) - 4, COUNTED)


@pytest.mark.parametrize(("kind", "word"), [("commitments", "loan"), ("events", "strike"), ("statements", "loan"), ("articles", "strike")])
def test_a_word_too_common_to_start_from_is_a_test_of_the_latest_rows(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, kind: str, word: str
) -> None:
    for filters in (Filters(text=word), Filters(text=word, limit=2), Filters(text=word, since="2024"), Filters(text="nowhere")):
        expected = asker(db, kind)(filters)
        with monkeypatch.context() as patched:
            patched.setattr(conditions, "WORDS", 0)
            assert asker(db, kind)(filters) == expected
    assert asker(db, kind)(Filters(text=word))[0]
    assert not asker(db, kind)(Filters(text="nowhere"))[0]


def test_orders(db: sqlite3.Connection) -> None:
    def column(kind: str, sort: str, name: str) -> list[Any]:
        return [getattr(r, name) for r in asker(db, kind)(Filters(sort=sort))[0]]

    for kind, name in (
        ("commitments", "last_reported"),
        ("events", "last_reported"),
        ("statements", "published"),
        ("articles", "published"),
    ):
        dates = column(kind, "reported", name)
        assert dates == sorted(dates, reverse=True)
    assert column("commitments", "due", "due_by") == sorted(d for d in column("commitments", "reported", "due_by") if d)
    amounts = column("commitments", "amount", "amount")
    assert amounts == sorted(amounts, reverse=True)
    assert column("parties", "mentions", "mentions") == sorted(column("parties", "name", "mentions"), reverse=True)


def test_as_of_the_last_day_is_now(db: sqlite3.Connection) -> None:
    for kind in ("commitments", "events"):
        now, then = (asker(db, kind)(f)[0] for f in (Filters(), Filters(as_of=today_of(db))))
        assert [replace(t, _as_of=None) for t in then] == list(now)


@pytest.mark.parametrize("day", ["2025-08-26", "2026-04-14", "2026-05-15"])
def test_as_of_a_day_is_what_a_ledger_of_that_day_says(
    db: sqlite3.Connection, demo_records: tuple[Record, ...], tmp_path: Path, day: str
) -> None:
    path = tmp_path / "then.db"
    with Store(path) as store:
        store.add([r for r in demo_records if (r.article.published or "9999") <= day], version="test")
    then = open_ledger(path, write=False)

    def told(connection: sqlite3.Connection, filters: Filters) -> dict[frozenset[str], tuple[Any, ...]]:
        """How the commitments stand, by what is said of each until then: later articles may show two threads to be one."""
        out = {}
        for c in thread_lists.commitments(connection, path, filters)[0]:
            mentions = connection.execute("SELECT id FROM commitment_mentions WHERE commitment_id = ? AND published <= ?", (c.id, day))
            out[frozenset(r[0] for r in mentions)] = (c.stage, c.stage_since, c.amount, c.unit, c.delivered, c.due, c.due_by, c.overdue, c.condition,
                                                     c.certainty, c.last_reported, c.reports, c.denials, c.words, c.promisor, c.promisor_country,
                                                     c.beneficiary, c.beneficiary_country, c.action, c.instrument, c.review)  # fmt: skip
        return out

    one, other = told(db, Filters(as_of=day)), told(then, Filters(as_of=day))
    common = one.keys() & other.keys()
    assert len(common) > 3
    assert {k: one[k] for k in common} == {k: other[k] for k in common}

    def happened(connection: sqlite3.Connection, filters: Filters) -> dict[frozenset[str], dict[str, Any]]:
        out = {}
        for e in thread_lists.events(connection, path, filters)[0]:
            mentions = connection.execute("SELECT id FROM event_mentions WHERE event_id = ? AND published <= ?", (e.id, day))
            out[frozenset(r[0] for r in mentions)] = e.to_dict()
        return out

    for filters in (Filters(as_of=day), Filters(as_of=day, status="actual"), Filters(as_of=day, sort="date")):
        first, second = happened(db, filters), happened(then, filters)
        same = first.keys() & second.keys()
        assert len(same) > 3
        assert {k: first[k] for k in same} == {k: second[k] for k in same}
    then.close()


def test_the_order_of_adding_changes_no_answer(demo_records: tuple[Record, ...], demo_ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with Store(path) as store:
        for record in reversed(demo_records):
            store.add([record], version="test")
    one, other = (open_ledger(p, write=False) for p in (demo_ledger, path))
    for kind in SORTS:
        for sort in SORTS[kind]:
            filters = Filters(sort=sort, country="Kenya") if kind != "articles" else Filters(sort=sort)
            assert [r.to_dict() for r in asker(one, kind)(filters)[0]] == [r.to_dict() for r in asker(other, kind)(filters)[0]], (
                kind,
                sort,
            )
    one.close()
    other.close()


COMMON = [
    ("commitments", Filters()), ("commitments", Filters(origin="Canada")), ("commitments", Filters(stage=("pledged", "approved"))),
    ("commitments", Filters(pair=("Canada", "Ukraine"))), ("commitments", Filters(overdue=True)), ("commitments", Filters(text="drones")),
    ("commitments", Filters(as_of="2026-04-01")), ("commitments", Filters(as_of="2026-04-01", stage=("pledged",))),
    ("commitments", Filters(as_of="2026-04-01", origin="Norway")), ("commitments", Filters(contradicted=True)),
    ("commitments", Filters(party="Carney", since="2025-08-20", until="2025-08-28")), ("commitments", Filters(outlet="Coast Herald")),
    ("commitments", Filters(currency="EUR", least=1e6, sort="amount")), ("commitments", Filters(review="corrected")),
    ("events", Filters()), ("events", Filters(type="assault")), ("events", Filters(country="KEN")), ("events", Filters(as_of="2026-04-01")),
    ("events", Filters(since="2026-05", until="2026-05")), ("events", Filters(text="strike")), ("events", Filters(sort="first")),
    ("statements", Filters()), ("statements", Filters(origin="Carney")), ("statements", Filters(country="NOR")), ("statements", Filters(text="loan")),
    ("articles", Filters()), ("articles", Filters(outlet="Coast Herald")), ("articles", Filters(text="strike")), ("articles", Filters(party="Carney")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "filters"), COMMON, ids=lambda x: x if isinstance(x, str) else given(x))
def test_no_common_question_reads_a_whole_table(db: sqlite3.Connection, kind: str, filters: Filters) -> None:
    """Each SELECT either looks rows up by an index or walks one in the wanted order until it has enough."""
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    asker(db, kind)(replace(filters, limit=50))
    db.set_trace_callback(None)
    asked = [sql for sql in asked if sql.startswith(("SELECT", "WITH")) and "'main'" not in sql]  # the others are FTS5's own
    assert asked
    large = {"t", "m", "x", "a", "c", "s", "i", "p", "q", "commitments", "events", "statements", "articles", "steps", "spans", "parties",
             "item_parties", "commitment_threads", "event_threads", "thread_parties", "thread_countries", "texts"}  # fmt: skip
    for sql in asked:
        inner = {name for name in large if f") {name} CROSS JOIN" in sql or f") {name}\n" in sql}  # an alias of a subselect
        for row in db.execute(f"EXPLAIN QUERY PLAN {sql}"):
            words = row["detail"].split()
            if words[0] == "SCAN" and words[1] in large - inner:
                assert "INDEX" in words, f"{row['detail']} in {sql}"


@pytest.mark.parametrize(
    ("kind", "filters", "words"),
    [
        ("commitments", Filters(stage=("promised",)), "pledged, agreed"),
        ("commitments", Filters(since="last week"), "YYYY-MM-DD"),
        ("commitments", Filters(as_of="2026-02-30"), "no date"),
        ("commitments", Filters(type="bribe"), "loan"),
        ("commitments", Filters(sort="weight"), "promisor"),
        ("commitments", Filters(limit=0), "1 or more"),
        ("events", Filters(type="assualt"), "ASSAULT"),
        ("events", Filters(status="done"), "negated"),
        ("statements", Filters(type="shouted"), "indirect"),
        ("parties", Filters(type="dog"), "organisation"),
    ],
)
def test_a_value_that_there_is_not_names_those_that_there_are(kind: Any, filters: Filters, words: str) -> None:
    with pytest.raises(BadQuestion, match=words):
        checked(kind, filters)


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(party="Nyabok Petrossian"), "Callum Petrossian"),
        (Filters(country="Norwai"), "Norway"),
        (Filters(outlet="The Times"), "Coast Herald"),
        (Filters(text="---"), "Example"),
    ],
)
def test_a_name_that_is_not_known_names_the_nearest(db: sqlite3.Connection, filters: Filters, words: str) -> None:
    with pytest.raises(BadQuestion, match=words):
        asker(db, "commitments")(filters)


def test_an_empty_ledger_answers_with_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    Store(path).close()
    db = open_ledger(path, write=False)
    for kind in SORTS:
        assert asker(db, kind)(Filters(limit=5)) == ((), 0)
    assert asker(db, "commitments")(Filters(overdue=True, as_of="2026", country="CAN")) == ((), 0)
    db.close()
