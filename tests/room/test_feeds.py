"""Feeds of what changes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree as Xml

import pytest
from reading_room import BASE, hostile
from starlette.testclient import TestClient

from onrecord.following import Followed, happened
from onrecord.keeping import Ledger
from onrecord.ledger.happenings import KINDS
from onrecord.model import Record
from onrecord.room.app import make_app
from onrecord.room.feeds import MOST
from onrecord.views.feeds import ATOM

IN = {"a": ATOM}


def entries(room: TestClient, address: str) -> list[Xml.Element]:
    answer = room.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return Xml.fromstring(answer.content).findall("a:entry", IN)


def test_a_commitment_has_a_feed_of_what_happened_to_it(room: TestClient, ledger: Ledger) -> None:
    one = ledger.commitments(promisor="Norway", beneficiary="Moldova")[0]
    found = entries(room, f"/feed.atom?commitment={one.id}")
    titles = [e.findtext("a:title", "", IN) for e in found]
    assert [t.split(":")[0] for t in titles] == ["In delivery (was approved)", "Approved (was pledged)", "Pledged (was floated)", "Floated"]
    assert all("Norway → Moldova, lend Moldova 250 million euros" in t for t in titles)
    part = next(s for s in one.history() if s.told_stage == "in_delivery")
    moving = [s for s in reversed(one.history()) if s.does in ("opens", "advances") or s.n == part.n]
    assert [e.findtext("a:updated", "", IN) for e in found] == [f"{s.date}T00:00:00Z" for s in moving]
    for entry in found:
        link = entry.find("a:link[@rel='alternate']", IN)
        assert link is not None
        assert link.get("href") == f"{BASE}/commitments/{one.id}"
    assert room.get("/feed.json?commitment=" + one.id[:8]).json()["home_page_url"].startswith(f"{BASE}/commitments/{one.id[:8]}")


def test_each_kind_of_change_is_told_once_with_its_words(room: TestClient) -> None:
    items = room.get(f"/feed.json?limit={MOST}&since=2025").json()["items"]
    told = {i["tags"][0]: i for i in items}
    assert set(told) == {"stage", "contradiction", "overdue", "report"}
    assert len({i["id"] for i in items}) == len(items)
    differ = next(i for i in items if i["title"].startswith("Reports differ on the amount"))
    assert "(1 billion CAD or 2 billion CAD)" in differ["title"]
    assert "Prairie Gazette: “Canada promised Ukraine 2 billion Canadian dollars" in differ["content_text"]
    assert differ["content_text"].count("“") >= 2
    late = next(i for i in items if i["title"].startswith("Overdue (was due 2026-06-30)"))
    assert late["date_published"] == "2026-07-01T00:00:00Z"
    assert any(i["title"].startswith("Denied in a further report") for i in items)
    for kind in told:
        assert {i["tags"][0] for i in room.get(f"/feed.json?limit={MOST}&since=2025&on={kind}").json()["items"]} == {kind}


def test_ids_last_whatever_is_asked_and_whatever_comes_later(room: TestClient, demo_records: tuple[Record, ...], tmp_path: Path) -> None:
    whole = {i["id"]: i["title"] for i in room.get(f"/feed.json?since=2025&limit={MOST}").json()["items"]}
    party = {i["id"] for i in room.get(f"/feed.json?party=Norway&since=2026-04&limit={MOST}").json()["items"]}
    assert party
    assert party < set(whole)
    own = Ledger(tmp_path / "growing.db")
    seen: set[str] = set()
    for record in sorted(demo_records, key=lambda r: r.article.published or ""):
        own.add(record)
        seen |= {h.id for h in happened(own.path)}
    assert {f"urn:uuid:{x}" for x in seen} == set(whole)  # nothing was told under an id that did not last


def test_a_review_moves_the_moment_of_change(reviewing: TestClient, own_ledger: Path) -> None:
    own = Ledger(own_ledger)
    one = own.commitments(promisor="World Bank")[0]
    before = reviewing.get(f"/feed.json?commitment={one.id}").json()["items"]
    own.comment(one.history()[-1].mention_id, "hm", who="Ana")  # says nothing of the change
    assert reviewing.get(f"/feed.json?commitment={one.id}").json()["items"] == before
    own.accept(next(s.mention_id for s in one.history() if s.told_stage == "approved"), who="Ana")
    after = reviewing.get(f"/feed.json?commitment={one.id}").json()["items"]
    assert [i["id"] for i in after] == [i["id"] for i in before]
    assert before[0]["date_modified"] == before[0]["date_published"] == after[0]["date_published"] < after[0]["date_modified"]
    assert entries(reviewing, f"/feed.atom?commitment={one.id}")[0].findtext("a:updated", "", IN) == after[0]["date_modified"]


def test_feeds_are_sound_by_the_rules_of_atom(room: TestClient) -> None:
    """RFC 4287, section 4: what a feed and an entry must hold, once; times with an offset; ids that are addresses in full."""
    for address in ("/feed.atom", "/feed.atom?events=1&limit=500", "/feed.atom?party=Norway", "/feed.atom?party=Norway&since=2026-07&until=2026-07"):
        root = Xml.fromstring(room.get(address).content)
        for one in (root, *root.findall("a:entry", IN)):
            for name in ("title", "id", "updated"):
                assert len(one.findall(f"a:{name}", IN)) == 1, (address, name)
            assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", one.findtext("a:id", "", IN))
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one.findtext("a:updated", "", IN))
            hrefs = [(x.get("rel"), x.get("type"), x.get("href", "")) for x in one.findall("a:link", IN)]
            assert len(hrefs) == len(set(hrefs))
            assert all(h.startswith(("http://", "https://")) for _, _, h in hrefs)
        assert len(root.findall("a:author/a:name", IN)) == 1
        assert root.findtext("a:updated", "", IN) == max([e.findtext("a:updated", "", IN) for e in root.findall("a:entry", IN)], default="2026-07-06T00:00:00Z")
        (own,) = root.findall("a:link[@rel='self']", IN)
        assert own.get("href") == BASE + address
        assert {e.find("a:content", IN).get("type") for e in root.findall("a:entry", IN)} <= {"html"}  # type: ignore[union-attr]


def test_a_reader_that_has_a_feed_is_sent_nothing(room: TestClient) -> None:
    tag = room.get("/feed.atom").headers["etag"]
    again = room.get("/feed.atom", headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert room.get("/feed.json", headers={"if-none-match": tag}).status_code == 200


def test_the_json_feed_has_the_same(room: TestClient) -> None:
    answer = room.get("/feed.json?party=Norway")
    assert answer.headers["content-type"].startswith("application/feed+json")
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "On record: Norway"
    assert feed["feed_url"] == f"{BASE}/feed.json?party=Norway"
    assert feed["home_page_url"] == f"{BASE}/commitments?party=Norway"
    titles = [e.findtext("a:title", "", IN) for e in entries(room, "/feed.atom?party=Norway")]
    assert [i["title"] for i in feed["items"]] == titles
    assert titles


@pytest.mark.parametrize(
    ("address", "filters"),
    [("party=Norway", {"party": "Norway"}), ("pair=Norway,Moldova", {"pair": ("Norway", "Moldova")}), ("q=loan", {"text": "loan"}),
     ("stage=suspended&stage=approved", {"stage": ("suspended", "approved")}), ("from=Kenya&overdue=1", {"origin": "Kenya", "overdue": True})],
)  # fmt: skip
def test_feeds_of_a_party_a_pair_a_search_or_a_list_hold_its_threads_alone(
    room: TestClient, ledger: Ledger, address: str, filters: dict[str, object]
) -> None:
    threads = {c.id for c in ledger.commitments(**filters)}
    urls = {i["url"].rsplit("/", 1)[1] for i in room.get(f"/feed.json?{address}&since=2025&limit={MOST}").json()["items"]}
    assert urls == threads


def test_the_feed_of_all_takes_events_and_a_limit(room: TestClient, ledger: Ledger) -> None:
    assert len(entries(room, "/feed.atom?limit=3")) == 3
    assert not any("/events/" in i["url"] for i in room.get(f"/feed.json?limit={MOST}").json()["items"])
    items = room.get(f"/feed.json?of=events&type=AID&since=2025&limit={MOST}").json()["items"]
    assert {i["url"].rsplit("/", 1)[1] for i in items} == {e.id for e in ledger.events(type="AID")}
    told = next(e for e in ledger.events(sort="reports") if e.reports > 1)
    kinds = [i["tags"][0] for i in room.get(f"/feed.json?event={told.id}&limit={MOST}").json()["items"]]
    assert kinds.count("event") == 1
    assert kinds.count("report") == told.reports - 1
    updated = [i["date_published"] for i in room.get("/feed.json").json()["items"]]
    assert updated == sorted(updated, reverse=True)


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=9999", "pair=Norway", "since=soon", "colour=red", "q=-a", "party=" + "x" * 600, "on=moon", "of=statements", "type=AID",
     "commitment=tc-8329&event=te-1"],
)  # fmt: skip
def test_a_feed_that_cannot_be_is_refused(room: TestClient, query: str) -> None:
    assert room.get(f"/feed.json?{query}").status_code == 400


def test_a_feed_of_nothing_that_is_known_is_not_found(room: TestClient) -> None:
    assert room.get("/feed.atom?commitment=tc-0000000").status_code == 404


def test_pages_name_their_feeds(room: TestClient, ledger: Ledger) -> None:
    one = ledger.commitments(limit=1)[0].id
    ids = (f"/events/{ledger.events(limit=1)[0].id}", f"/statements/{ledger.statements(limit=1)[0].id}", f"/articles/{ledger.articles(limit=1)[0].id}")
    lists = ("/", "/?party=Norway&overdue=0&sort=due", "/events?type=AID&since=2026", "/statements?from=Norway", "/articles?text=loan", "/parties?text=a",
             "/name")  # fmt: skip
    for address in (*lists, *ids, f"/commitments/{one}", "/search?q=loan", f"/parties/{ledger.parties(limit=1)[0].id}", "/nothing"):
        page = room.get(address).text
        for kind, path in (("atom\\+xml", "/feed.atom"), ("feed\\+json", "/feed.json")):
            link = re.search(rf'<link rel="alternate" type="application/{kind}"[^>]*href="([^"]+)"', page)
            assert link is not None, address
            assert f'<a href="{link[1]}">' in page, address  # in sight as well
            assert link[1].startswith(path)
            assert room.get(link[1].replace("&amp;", "&")).status_code == 200, link[1]


def test_hostile_words_make_sound_feeds(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("harm") / "harm.db"
    Ledger(path).add(hostile())
    room = TestClient(make_app(path), base_url=BASE)
    (entry,) = entries(room, "/feed.atom")
    assert "<script>alert" in entry.findtext("a:content", "", IN) + entry.findtext("a:title", "", IN)
    assert len(room.get("/feed.json").json()["items"]) == 1


@pytest.mark.parametrize("followed", [
    Followed(kinds=("overdue",)), Followed(kinds=("stage", "report")), Followed(kinds=("contradiction",)), Followed(kinds=KINDS, of="all"),
    Followed(kinds=("event",), of="events"), Followed(kinds=("report",), of="events"), Followed(kinds=KINDS, of="all", filters={"text": "loan"}),
], ids=lambda f: f"{'+'.join(f.kinds)} of {f.of}")  # fmt: skip
def test_the_latest_few_are_those_that_come_first_of_all(demo_ledger: Path, followed: Followed) -> None:
    every = list(happened(demo_ledger, followed, today="2027-06-01"))
    assert len(every) > 1
    for limit in range(1, len(every) + 2):
        assert list(happened(demo_ledger, followed, today="2027-06-01", limit=limit)) == every[:limit]
    day = every[len(every) // 2].date or ""
    assert list(happened(demo_ledger, followed, today="2027-06-01", since=day)) == [h for h in every if (h.date or "") >= day]


def test_a_feed_is_made_once_until_somebody_writes_to_the_ledger(own_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.room import feeds

    room = TestClient(make_app(own_ledger), base_url=BASE)
    made = []

    def counting(*given: object, **more: object) -> object:
        made.append(given)
        return happened(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(feeds, "happened", counting)
    first = room.get("/feed.atom").content
    assert room.get("/feed.atom").content == first
    assert len(made) == 1
    room.get("/feed.atom?limit=3")
    assert len(made) == 2
    Ledger(own_ledger).add(hostile("2026-07-30"))
    assert room.get("/feed.atom").content != first
    assert len(made) == 3


@pytest.mark.parametrize("filters", [{"text": "loan"}, {"text": "government", "country": "Kenya"}, {"party": "Norway"}, {"stage": ("pledged", "signed")}])
@pytest.mark.parametrize("limit", [None, 5])
def test_many_threads_are_followed_by_their_days_and_tell_the_same(
    demo_ledger: Path, monkeypatch: pytest.MonkeyPatch, filters: dict[str, Any], limit: int | None
) -> None:
    of: Literal["commitments", "all"] = "commitments" if "stage" in filters else "all"
    followed = Followed(filters=filters, of=of, kinds=KINDS)
    few = happened(demo_ledger, followed, since="2025", limit=limit)
    assert few
    monkeypatch.setattr("onrecord.ledger.happenings.MANY", 0)
    monkeypatch.setattr("onrecord.ledger.conditions.WORDS", 0)
    assert list(happened(demo_ledger, followed, since="2025", limit=limit)) == list(few)
