"""Tables with counts, and lists that are turned over in pages."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.keeping import Ledger
from onrecord.room.tables import counts_of_kinds

ASKED = ("/table/commitments", "/table/commitments?stage=pledged&stage=signed", "/table/events", "/table/events?party=Kenya&since=2026-05-12&until=2026-07",
         "/table/events?outlet=Coast%20Herald", "/table/statements", "/table/statements?country=Moldova", "/table/articles?since=2026")  # fmt: skip


@pytest.mark.parametrize("address", ASKED)
def test_every_count_is_that_of_the_list_that_it_leads_to(room: TestClient, address: str) -> None:
    html = room.get(address).text
    facets = html[html.index('class="facets"') : html.index('class="found"')]
    links = re.findall(r'<li><a href="([^"]+)"><bdi>[^<]*</bdi></a> <span class="soft">([\d,]+)</span>', facets)
    assert len(links) >= 2
    for href, number in links[:: max(1, len(links) // 14)]:
        list_address = unescape(href).replace("/table/", "/", 1)
        path, _, query = list_address.partition("?")
        assert room.get(f"{path}.json?{query}").json()["shown"] == int(number.replace(",", "")), href
        assert room.get(unescape(href)).status_code == 200


@pytest.mark.parametrize("kind", counts_of_kinds())
def test_counts_have_twins(room: TestClient, ledger: Ledger, kind: str) -> None:
    data = room.get(f"/table/{kind}.json").json()
    assert data["rows"] == len(getattr(ledger, kind)(limit=None))
    rows = list(csv.DictReader(io.StringIO(room.get(f"/table/{kind}.csv").text)))
    assert {(r["field"], r["value"], int(r["rows"])) for r in rows} == {(f, v, n) for f, values in data["counts"].items() for v, n in values.items()}
    assert len(data["counts"]["outlet"]) > 3


def test_counts_are_of_all_fields(room: TestClient, ledger: Ledger) -> None:
    counts = room.get("/table/commitments.json?party=Norway").json()["counts"]
    assert set(counts) == {"stage", "type", "country", "outlet", "certainty", "month"}
    found = ledger.commitments(party="Norway", limit=None)
    assert counts["stage"] == {s: [c.stage for c in found].count(s) for s in {c.stage for c in found}}
    assert counts["certainty"] == {s: [c.certainty for c in found].count(s) for s in {c.certainty for c in found}}


def test_a_value_that_was_asked_for_can_be_taken_back(room: TestClient) -> None:
    html = room.get("/table/events?type=AID&country=Canada").text
    assert "<strong><bdi>AID</bdi></strong>" in html
    assert '<a href="/table/events?country=Canada">All' in html


@pytest.mark.parametrize("path", ["/events", "/commitments", "/statements", "/articles", "/parties", "/", "/table/events"])
def test_a_list_is_turned_over_without_losing_or_repeating_a_row(room: TestClient, path: str) -> None:
    kind = "commitments" if path == "/" else path.split("/")[-1]
    whole = [r["id"] for r in room.get(f"/{kind}.json").json()["rows"]]
    each = -(-len(whole) // 3)
    seen: list[str] = []
    address, pages = f"{path}?limit={each}", 0
    while address:
        html = room.get(address).text
        pages += 1
        found = html[html.index("<main") :]
        seen += dict.fromkeys(i for i in re.findall(rf'href="/{kind}/([a-z]+-[^"?./]+)["?]', found))
        following = re.search(r'<a rel="next" href="([^"]+)"', html)
        before = re.search(r'<a rel="prev" href="([^"]+)"', html)
        assert (before is not None) == (pages > 1)
        address = unescape(following[1]) if following else ""
    assert pages == -(-len(whole) // each)
    assert sorted(seen) == sorted(whole)
    assert path == "/" or seen == whole


def test_the_twins_are_turned_over_too(room: TestClient) -> None:
    whole = [r["id"] for r in room.get("/events.json").json()["rows"]]
    second = room.get("/events.json?limit=30&page=2").json()
    assert [r["id"] for r in second["rows"]] == whole[30:60]
    assert room.get("/events.json?limit=30&page=99").json()["rows"] == []


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e9", "99999999999"])
def test_there_is_no_such_page(room: TestClient, page: str) -> None:
    answer = room.get(f"/events?page={page}")
    assert answer.status_code == 400
    assert "there is no page" in answer.text.lower()


def test_past_the_end_a_list_leads_back(room: TestClient) -> None:
    html = room.get("/events?page=50").text
    assert "There are no more" in html
    assert 'rel="prev"' in html


@pytest.mark.parametrize(
    "filters", [{"party": "Norway"}, {"pair": ("Norway", "Moldova")}, {"text": "loan"}]
)
@pytest.mark.parametrize("events", [False, True])
def test_the_changes_of_some_threads_are_those_of_all_that_are_theirs(ledger: Ledger, filters: dict[str, Any], events: bool) -> None:
    ids = {t.id for t in (*ledger.commitments(**filters), *ledger.events(**filters))}
    want = [c for c in ledger.changes("2025", events=events) if c.id in ids]
    assert want
    assert list(ledger.changes("2025", events=events, only=filters)) == want
    one = want[0].id
    assert list(ledger.changes("2025", events=events, only={**filters, "id": one})) == [c for c in want if c.id == one]
    assert not ledger.changes("2025", events=events, only={"id": "tc-none"})


def test_hits_are_turned_over(room: TestClient, ledger: Ledger) -> None:
    want = [h.id for h in ledger.search("government", limit=6)]
    first, second = (room.get(f"/search.json?q=government&limit=3&page={n}").json()["rows"] for n in (1, 2))
    assert {h["rank"] for h in first} == {1, 2, 3}
    assert {h["rank"] for h in second} == {4, 5, 6}
    assert sorted(h["id"] for h in (*first, *second)) == sorted(want)
    html = room.get("/search?q=government&limit=3").text
    assert '<a rel="next" href="/search?q=government&amp;limit=3&amp;page=2">' in html
    assert 'rel="prev" href="/search?q=government&amp;limit=3"' in room.get("/search?q=government&limit=3&page=2").text
    assert room.get("/search?q=government&limit=100&page=3").status_code == 400
