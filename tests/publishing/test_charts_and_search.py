"""The drawings and the search of a published site: what they count and find, how large their parts are, and that lists are turned over."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from published_site import Page, broken_links, parts_of, searched, words_of

from onrecord.keeping import Ledger
from onrecord.ledger.filters import Filters
from onrecord.model import Record
from onrecord.publishing import drawings, pages, searching
from onrecord.publishing.publish import Site, publish
from onrecord.publishing.searching import Index, folded
from onrecord.publishing.selection import Told, selection

SVG = "{http://www.w3.org/2000/svg}"


def rows_of(page: Page) -> list[list[str]]:
    """The cells of the first table of a page."""
    table = page.html.split("<tbody>")[1].split("</tbody>")[0]
    return [[words_of(c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in table.split("</tr>") if "<t" in row]


def test_the_timeline_counts_every_report_of_every_commitment(demo_site: Path, demo_db: Path) -> None:
    steps = [s for c in Ledger(demo_db).commitments() for s in c.history()]
    page = Page(demo_site / "timeline.html")
    assert sum(int(cell) for row in rows_of(page) for cell in row[1:] if cell) == len(steps)
    assert f"{len(steps)} reports" in page.words
    bars = [e for e in Xml.parse(demo_site / "charts/timeline.svg").iter(f"{SVG}g") if (e.find(f"{SVG}title") is not None and e.find(f"{SVG}rect") is not None)]
    assert sum(int((e.findtext(f"{SVG}title") or "").rsplit(" ", 1)[1]) for e in bars) == len(steps)
    for step in steps:
        assert " ".join(step.words.split())[:150] in page.words
    assert {a for t, a in page.addresses if t == "a" and a.startswith("#p-")} <= {f"#{i}" for i in page.ids}


def test_the_drawing_of_pairs_counts_each_commitment_once_by_its_heading(demo_site: Path, demo_db: Path) -> None:
    two_sided = [c for c in Ledger(demo_db).commitments() if c.beneficiary]
    page = Page(demo_site / "actors.html")
    rows = rows_of(page)
    assert sum(int(r[2]) for r in rows) >= len(two_sided) > 5
    assert ["Norway", "Moldova"] in [r[:2] for r in rows]
    loan = next(r for r in rows if r[:2] == ["Norway", "Moldova"])
    assert loan[2:] == ["1", "", "1", "", ""]  # in delivery
    assert not [r for r in rows if r[0] == "Norwegian Finance Ministry"]  # who speaks for Norway is no second promisor
    one = next(c for c in two_sided if c.promisor == "Norway" and c.beneficiary == "Moldova")
    assert ("a", f"commitments/{one.id}.html") in page.addresses


def test_the_map_counts_commitments_by_the_country_they_go_to(demo_site: Path, demo_db: Path) -> None:
    wanted = {"Moldova": 0, "Kenya": 0}
    ledger = Ledger(demo_db)
    for name in wanted:
        code = {"Moldova": "MDA", "Kenya": "KEN"}[name]
        wanted[name] = sum(c.beneficiary_country == code for c in ledger.commitments())
    page = Page(demo_site / "map.html")
    found = {r[0]: int(r[1] or 0) for r in rows_of(page)}
    assert {name: found[name] for name in wanted} == wanted
    assert min(wanted.values()) > 0
    circles = list(Xml.parse(demo_site / "charts/map.svg").iter(f"{SVG}circle"))
    assert len(circles) == sum(n > 0 for n in found.values())
    assert {"#c-MDA", "#c-KEN"} <= {a for _, a in page.addresses}
    assert {"c-MDA", "c-KEN"} <= set(page.ids)


def test_each_commitment_s_history_is_drawn_on_its_page_and_as_a_file(demo_site: Path, demo_db: Path) -> None:
    for one in Ledger(demo_db).commitments():
        steps = one.history()
        page = Page(demo_site / f"commitments/{one.id}.html")
        marks = [a for t, a in page.addresses if t == "a" and a.startswith("#") and a[1:] in {s.mention_id for s in steps}]
        assert {a[1:] for a in marks} == {s.mention_id for s in steps}
        root = Xml.parse(demo_site / f"commitments/{one.id}.svg").getroot()
        told = " ".join(root.itertext())
        assert all(f"{s.n}. {s.date}" in told for s in steps)
        assert not list(root.iter(f"{SVG}a"))
        assert (f"{one.id}.svg") in [a for _, a in page.addresses]


def test_a_report_without_a_date_is_left_out_of_the_timeline_and_that_is_said(demo_db: Path) -> None:
    with selection(demo_db, Filters()) as chosen:
        one = chosen.commitments[0]
    reports = [Told(one, day, "pledged", f"c{n}", "Wire", "words") for n, day in enumerate(["2026-01-02", "2026-01-20", "2026", None])]
    drawn = drawings.over_time(reports)
    assert "2 reports" in drawn.told
    assert "2 reports without such a date left out" in drawn.told
    none = drawings.over_time([reports[3]])
    assert not none.svg
    assert not none.alone
    assert "No report" in none.told
    assert drawings.over_time([replace(r, date=f"{1900 + 50 * n}-06-01") for n, r in enumerate(reports)]).told.startswith("4 reports by year")


def test_reports_beyond_so_many_are_counted_but_not_listed(demo_db: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(drawings, "LISTED", 5)
    monkeypatch.setattr(drawings, "PAIRS", 2)
    publish(demo_db, tmp_path / "site")
    steps = sum(len(c.history()) for c in Ledger(demo_db).commitments())
    page = Page(tmp_path / "site/timeline.html")
    assert f"The latest; {steps - 5} earlier ones are in the histories" in page.words
    assert sum(int(cell) for row in rows_of(page) for cell in row[1:] if cell) == steps
    assert len(rows_of(Page(tmp_path / "site/actors.html"))) == 2
    assert "the first 2 of" in Page(tmp_path / "site/actors.html").words
    assert broken_links(tmp_path / "site") == []


def test_a_look_back_draws_only_what_was_told_by_then(demo_db: Path, tmp_path: Path) -> None:
    publish(demo_db, tmp_path / "back", Site(Filters(as_of="2026-03-31")))
    for path in (tmp_path / "back").rglob("*.svg"):
        assert not {"2026-04-14", "2026-06-18"} & set(re.findall(r"\d{4}-\d\d-\d\d", path.read_text(encoding="utf-8"))), path
    assert "to 2026-03-2" in Page(tmp_path / "back/timeline.html").words
    assert searched(tmp_path / "back", "tranche")
    assert not searched(tmp_path / "back", "transferred")


def test_words_find_what_holds_them_and_lead_to_its_page(demo_site: Path, demo_db: Path) -> None:
    ledger = Ledger(demo_db)
    index = parts_of(demo_site)["index"]
    assert [k[1] for k in index["kinds"]] == [len(list((demo_site / f).glob("*.html"))) for f in ("commitments", "parties", "articles")]
    for one in ledger.commitments():
        page = f"commitments/{one.id}.html"
        texts = (one.promisor, one.beneficiary or "", one.action, *(s.words for s in one.history()))
        for word in {w for t in texts for w in folded(t)}:
            assert page in searched(demo_site, word), (page, word)
    found = searched(demo_site, "loan")
    assert {p.split("/")[0] for p in found} == {"commitments", "articles"}
    assert found == sorted(found, key=lambda p: ("commitments", "parties", "articles").index(p.split("/")[0]))
    assert all((demo_site / p).is_file() for p in found)
    assert any(p.startswith("parties/") for p in searched(demo_site, "munteanu"))
    assert searched(demo_site, "overdue")
    assert not searched(demo_site, "xylophone")


def test_the_index_is_split_into_parts_each_of_which_begins_where_it_is_said(demo_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(demo_db, tmp_path / "one")
    monkeypatch.setattr(searching, "PART", 3_000)
    publish(demo_db, tmp_path / "many")
    parts, whole = parts_of(tmp_path / "many"), parts_of(tmp_path / "one")
    index = parts["index"]
    assert len(index["words"]) > 3
    assert len(index["docs"]) > 2
    words = [parts[f"words-{n}"] for n in range(1, len(index["words"]) + 1)]
    docs = [parts[f"docs-{n}"] for n in range(1, len(index["docs"]) + 1)]
    assert [next(iter(w)) for w in words] == index["words"]
    assert [sum(map(len, docs[:n])) for n in range(len(docs))] == index["docs"]
    assert {k: v for w in words for k, v in w.items()} == whole["words-1"]
    assert [d for part in docs for d in part] == whole["docs-1"]
    assert all(p.stat().st_size < 3_500 for p in (tmp_path / "many/search").glob("*-*.js"))
    assert len(list((tmp_path / "many/search").glob("*-*.js"))) == len(words) + len(docs)


@settings(deadline=None, max_examples=150)
@given(some.lists(some.text(max_size=40), max_size=6))
def test_any_text_makes_an_index_of_plain_ascii_that_finds_it(texts: list[str]) -> None:
    index = Index()
    for n, text in enumerate(texts):
        index.add("Commitments", f"{n}.html", text, "", "", ())
    files = dict(index.files())
    assert all(content.isascii() for content in files.values())
    known = b"".join(c for n, c in files.items() if "words" in n).decode()
    for text in texts:
        for word in folded(text):
            assert f"{json.dumps(word)}:[" in known


def test_words_are_folded_as_they_are_looked_up() -> None:
    assert folded("Élysée's Œuvre, ＦＵＬＬ Straße İzmir [sic] 2½") == ["elysee", "s", "œuvre", "full", "straße", "izmir", "sic", "21", "2"]
    assert folded("x" * 50) == ["x" * searching.LONGEST]
    assert folded("\u202e\x00 — ...") == []


def test_long_lists_are_turned_over_and_nothing_is_left_out(demo_read: tuple[Record, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "CARDS", 1)
    monkeypatch.setattr(pages, "ROWS", 5)
    monkeypatch.setattr(pages, "OF_A_STAGE", 1)
    ledger = Ledger(tmp_path / "own.db")
    ledger.add(*demo_read)
    publish(ledger.path, tmp_path / "site")
    intended = {c.id for c in ledger.commitments(stage="intended")}
    turned = sorted((tmp_path / "site/stages").glob("intended*.html"))
    assert len(turned) == len(intended) > 1
    found = [i for p in turned for i in re.findall(r"commitments/(tc-\w+)\.html", p.read_text(encoding="utf-8"))]
    assert set(found) == intended
    assert len(found) == len(intended)
    assert f"Page 1 of {len(turned)}" in Page(tmp_path / "site/stages/intended.html").words
    rows = [row for p in (tmp_path / "site").glob("parties*.html") for row in rows_of(Page(p))]
    first_pages = [p for p in (tmp_path / "site/parties").glob("*.html") if p.stem.count("-") == 1]
    assert len(rows) == len(first_pages) > 5
    canada = ledger.parties(party="Canada")[0].id
    cards = [i for p in (tmp_path / "site/parties").glob(f"{canada}*.html") for i in re.findall(r'<h3><a href="../commitments/(tc-\w+)', p.read_text("utf-8"))]
    assert len(cards) == len(ledger.commitments(promisor=canada)) + len(ledger.commitments(beneficiary=canada)) > 1
    assert broken_links(tmp_path / "site") == []
