"""Feeds of what changes."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

import pytest
from reading_room import BASE, hostile
from starlette.testclient import TestClient

from onrecord.keeping import Ledger
from onrecord.room.app import make_app
from onrecord.room.feeds import ATOM, MOST

IN = {"a": ATOM}


def entries(room: TestClient, address: str) -> list[Xml.Element]:
    answer = room.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return Xml.fromstring(answer.content).findall("a:entry", IN)


def test_a_commitment_has_a_feed_of_its_changes(room: TestClient, ledger: Ledger) -> None:
    one = ledger.commitments(sort="reports", limit=1)[0]
    want = [c for c in ledger.changes("0001") if c.id == one.id]
    assert len(want) > 1
    found = entries(room, f"/feed.atom?commitment={one.id}")
    assert len(found) == len(want)
    for entry, change in zip(found, want, strict=True):
        assert entry.findtext("a:title", "", IN).startswith(f"{change.change}: {change.who}")
        link = entry.find("a:link", IN)
        assert link is not None
        assert link.get("href") == f"{BASE}/commitments/{one.id}"
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.findtext("a:updated", "", IN))
    ids = [e.findtext("a:id", "", IN) for e in found]
    assert len(ids) == len(set(ids))
    assert ids == [e.findtext("a:id", "", IN) for e in entries(room, f"/feed.atom?commitment={one.id}&since=1990")]


def test_the_json_feed_has_the_same(room: TestClient) -> None:
    answer = room.get("/feed.json?party=Norway")
    assert answer.headers["content-type"].startswith("application/feed+json")
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{BASE}/feed.json?party=Norway"
    titles = [e.findtext("a:title", "", IN) for e in entries(room, "/feed.atom?party=Norway")]
    assert [i["title"] for i in feed["items"]] == titles
    assert titles


@pytest.mark.parametrize(
    ("address", "filters"),
    [("party=Norway", {"party": "Norway"}), ("pair=Norway,Moldova", {"pair": ("Norway", "Moldova")}), ("q=loan", {"text": "loan"})],
)
def test_feeds_of_a_party_a_pair_or_a_search_hold_its_threads_alone(
    room: TestClient, ledger: Ledger, address: str, filters: dict[str, object]
) -> None:
    threads = {c.id for c in ledger.commitments(**filters)}
    urls = [i["url"].rsplit("/", 1)[1] for i in room.get(f"/feed.json?{address}&limit={MOST}").json()["items"]]
    assert urls
    assert set(urls) <= threads
    assert len(urls) == len([c for c in ledger.changes("0001") if c.id in threads])


def test_the_feed_of_all_takes_events_and_a_limit(room: TestClient) -> None:
    assert len(entries(room, "/feed.atom?limit=3")) == 3
    assert any("/events/" in i["url"] for i in room.get(f"/feed.json?events=1&limit={MOST}").json()["items"])
    assert not any("/events/" in i["url"] for i in room.get(f"/feed.json?limit={MOST}").json()["items"])
    updated = [i["date_published"] for i in room.get("/feed.json").json()["items"]]
    assert updated == sorted(updated, reverse=True)


@pytest.mark.parametrize("query", ["limit=0", "limit=9999", "pair=Norway", "since=soon", "colour=red", "q=-a", "party=" + "x" * 600])
def test_a_feed_that_cannot_be_is_refused(room: TestClient, query: str) -> None:
    assert room.get(f"/feed.json?{query}").status_code == 400


def test_a_feed_of_nothing_that_is_known_is_not_found(room: TestClient) -> None:
    assert room.get("/feed.atom?commitment=tc-0000000").status_code == 404


def test_pages_name_their_feeds(room: TestClient, ledger: Ledger) -> None:
    one = ledger.commitments(limit=1)[0].id
    for address in ("/", "/?party=Norway", f"/commitments/{one}", "/search?q=loan", f"/parties/{ledger.parties(limit=1)[0].id}"):
        link = re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]*href="([^"]+)"', room.get(address).text)
        assert link is not None, address
        assert room.get(link[1].replace("&amp;", "&")).status_code == 200


def test_hostile_words_make_sound_feeds(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("harm") / "harm.db"
    Ledger(path).add(hostile())
    room = TestClient(make_app(path), base_url=BASE)
    (entry,) = entries(room, "/feed.atom")
    assert "<script>alert" in entry.findtext("a:content", "", IN) + entry.findtext("a:title", "", IN)
    assert len(room.get("/feed.json").json()["items"]) == 1
