"""`onrecord publish`: what is on its pages, where they lead, and what is not in them."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from click.testing import CliRunner
from published_site import Page, broken_links, files_of, words_of

from onrecord.cli.main import cli
from onrecord.errors import BadQuestion
from onrecord.following import happened
from onrecord.keeping import Ledger
from onrecord.ledger.filters import Filters
from onrecord.model import Record
from onrecord.publishing import publish as publishing
from onrecord.publishing.folder import MARKER, PublishError
from onrecord.publishing.publish import Site, publish

ATOM = "{http://www.w3.org/2005/Atom}"


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(cli, ["publish", *arguments])
    assert result.exit_code == code, (result.output, result.exception)
    return result.output + str(result.exception or "")


def test_every_link_leads_somewhere_and_within_the_folder(demo_site: Path) -> None:
    assert broken_links(demo_site) == []
    assert len(list(demo_site.rglob("*.html"))) > 80


def test_every_page_can_be_reached_from_the_first(demo_site: Path) -> None:
    seen, to_do = set(), [demo_site / "index.html"]
    while to_do:
        path = to_do.pop()
        if path not in seen:
            seen.add(path)
            to_do += [(path.parent / a.partition("#")[0]).resolve() for _, a in Page(path).addresses if ".html" in a and "://" not in a]
    assert {p.resolve() for p in seen} == {p.resolve() for p in demo_site.rglob("*.html")}


def test_a_commitment_s_page_has_its_history_with_every_report_s_words(demo_site: Path, demo_db: Path) -> None:
    ledger = Ledger(demo_db)
    for one in ledger.commitments():
        page = Page(demo_site / f"commitments/{one.id}.html")
        story = ledger.show(one.id)
        for step in story.steps:
            assert " ".join(step.words.split()) in page.words
            assert step.mention_id in page.ids
        assert {m.id for m in story.mentions} <= set(page.ids)
        assert one.promisor in page.words
        assert ("Overdue" in page.words) == one.overdue
        assert page.words.count("Reports that contradict each other") == bool(story.differences)
        assert page.html.count('class="versus"') == len(story.differences)
        assert len(page.ids) == len(set(page.ids))
    loan = Page(demo_site / f"commitments/{ledger.commitments(promisor='Norway', beneficiary='Moldova')[0].id}.html").words
    for words in ("Norway → Moldova", "In delivery since 18 Jun 2026".lower(), "60 million of 250 million EUR delivered", "now approved"):
        assert words.lower() in loan.lower()
    assert re.search(r"denies report \d+", loan, re.IGNORECASE)


def test_the_first_page_is_a_board_by_stage_with_what_is_overdue_on_top(demo_site: Path, demo_db: Path) -> None:
    page = Page(demo_site / "index.html")
    on_record = Ledger(demo_db).commitments()
    late, done = sum(c.overdue for c in on_record), sum(c.stage == "delivered" for c in on_record)
    assert len(on_record) > 20
    assert late
    assert f"{len(on_record)} commitments on record, {late} overdue, {done} delivered" in page.words
    for one in on_record:
        assert ("a", f"commitments/{one.id}.html") in page.addresses
    stages = re.findall(r'id="stage-(\w+)"', page.html)
    assert stages == [s for s in ("floated", "offered", "intended", "pledged", "agreed", "approved", "signed", "in_delivery", "delivered", "suspended",
                                  "withdrawn", "refused", "denied") if s in stages]  # fmt: skip
    assert page.html.index('id="late"') < page.html.index('id="stages"')


def test_an_article_s_page_has_its_cited_words_and_no_more_unless_asked(demo_site: Path, demo_db: Path, tmp_path: Path) -> None:
    ledger = Ledger(demo_db)
    publish(demo_db, tmp_path / "texts", Site(texts=True))
    whole = 0
    for article in ledger.articles():
        record = ledger.record(article.id)
        page, full = Page(demo_site / f"articles/{article.id}.html"), Page(tmp_path / f"texts/articles/{article.id}.html")
        cited = {" ".join(c.sentence.text.split()) for c in record.commitments}
        for paragraph in filter(None, (" ".join(p.split()) for p in record.article.text.splitlines())):
            assert paragraph in full.words
            whole += paragraph in page.words and len(paragraph) > max(map(len, cited)) + 80
        assert len(page.words) < len(full.words)
    assert whole == 0
    every = b"".join(files_of(demo_site).values()).decode()
    assert "Blackouts have been a part of life" not in every
    assert broken_links(tmp_path / "texts") == []


def test_pages_load_nothing_run_nothing_and_say_so(demo_site: Path) -> None:
    for path in demo_site.rglob("*.html"):
        page = Page(path)
        searches = path.name == "search.html"  # the one page that may run something: the script that stands beside it
        assert not page.tags & ({"iframe", "img", "object", "base"} if searches else {"script", "iframe", "img", "object", "form", "base"})
        assert [a for t, a in page.addresses if t == "script"] == (["search/search.js"] if searches else [])
        assert not {a for a in page.attributes if a.startswith("on") or a == "style"}
        assert [a for t, a in page.addresses if t == "link"] == [a for t, a in page.addresses if t == "link" and a.endswith((".xml", ".json"))]
        style = page.html.split("<style>")[1].split("</style>")[0]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        scripts = "script-src 'self'; " if searches else ""
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; {scripts}img-src 'none'; base-uri 'none'; form-action 'none'"
        assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in page.html
        assert "url(" not in style
        assert page.html.index("Content-Security-Policy") < page.html.index("<style>")
        assert path.stat().st_size < 500_000


def test_nothing_tells_of_the_machine_it_was_made_on(demo_site: Path, demo_read: tuple[Record, ...]) -> None:
    private = [r.article.source for r in demo_read if "private-place" in r.article.source]
    assert private
    every = b"".join(files_of(demo_site).values()).decode()
    assert "private-place" not in every
    assert "demo.db" not in every
    assert "kyiv-1-lakeside-monitor.txt" in every  # the outlet that nobody named


def test_the_same_ledger_gives_the_same_bytes_in_whatever_order_it_was_filled(demo_site: Path, demo_read: tuple[Record, ...], tmp_path: Path) -> None:
    other = Ledger(tmp_path / "other.db")
    for record in reversed(demo_read):
        other.add(record)
    publish(other.path, tmp_path / "site")
    again, first = files_of(tmp_path / "site"), files_of(demo_site)
    assert list(again) == list(first)
    assert [n for n in first if again[n] != first[n]] == []


def test_feeds_hold_what_happened_under_the_ids_of_the_room(demo_site: Path, demo_db: Path) -> None:
    every = {f"urn:uuid:{h.id}" for h in happened(demo_db)}
    feeds = sorted(p for p in demo_site.rglob("*.xml"))
    assert len(feeds) > 70
    for path in feeds:
        root = Xml.parse(path).getroot()
        entries = root.findall(f"{ATOM}entry")
        assert len(root.findall(f"{ATOM}id")) == len(root.findall(f"{ATOM}updated")) == len(root.findall(f"{ATOM}author")) == 1
        for entry in entries:
            assert entry.findtext(f"{ATOM}id") in every
            for link in entry.findall(f"{ATOM}link[@rel='alternate']"):
                assert (path.parent / (link.get("href") or "")).is_file()
        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert [i["id"] for i in told["items"]] == [e.findtext(f"{ATOM}id") for e in entries]
    one = Ledger(demo_db).commitments(promisor="Norway", beneficiary="Moldova")[0]
    own = Xml.parse(demo_site / f"commitments/{one.id}.xml").getroot()
    assert len(own.findall(f"{ATOM}entry")) == 4


def test_with_an_address_feeds_and_a_sitemap_name_pages_in_full(demo_db: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(demo_db, out, Site(address="https://example.org/pledges", title="Norway & <Moldova>", filters=Filters(origin="Norway")))
    base = "https://example.org/pledges/"
    listed = [x.text or "" for x in Xml.parse(out / "sitemap.xml").getroot().iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert {x.removeprefix(base) for x in listed} == {p.relative_to(out).as_posix() for p in out.rglob("*.html")}
    root = Xml.parse(out / "feed.xml").getroot()
    assert root.findtext(f"{ATOM}title") == "Norway & <Moldova>"
    assert {x.get("href", "")[: len(base)] for x in root.iter(f"{ATOM}link") if x.get("rel") != "via"} == {base}
    told = json.loads((out / "feed.json").read_text(encoding="utf-8"))
    assert told["feed_url"] == f"{base}feed.json"
    assert all(i["url"].startswith(base) for i in told["items"])
    assert f'<link rel="canonical" href="{base}index.html">' in (out / "index.html").read_text(encoding="utf-8")
    assert broken_links(out) == []


def test_a_selection_holds_that_alone_in_its_data_too(demo_db: Path, tmp_path: Path) -> None:
    said = run(str(tmp_path / "site"), "--ledger", str(demo_db), "--from", "Norway", "--title", "What Norway promised")
    out = tmp_path / "site"
    want = {c.id for c in Ledger(demo_db).commitments(promisor="Norway")}
    assert f"{len(want)} commitments" in said
    assert {p.stem for p in (out / "commitments").glob("*.html")} == want
    tables = {p.stem: list(csv.DictReader(p.open(encoding="utf-8"))) for p in (out / "data/csv").glob("*.csv")}
    assert {r["commitment_id"] for r in tables["commitments"]} == want
    assert {r["commitment_id"] for r in tables["commitment_steps"]} == {r["commitment_id"] for r in tables["commitment_mentions"]} == want
    assert {r["article_id"] for r in tables["articles"]} == {p.stem for p in (out / "articles").glob("*.html")}
    assert {r["article_id"] for r in tables["commitment_steps"]} <= {r["article_id"] for r in tables["articles"]}
    assert {p.stem for p in (out / "parties").glob("*.html")} <= {r["party_id"] for r in tables["parties"]}
    assert len(tables["parties"]) < len(Ledger(demo_db).parties())
    package = json.loads((out / "data/csv/datapackage.json").read_text(encoding="utf-8"))
    assert {r["path"] for r in package["resources"]} == {f"{t}.csv" for t in tables}
    assert len((out / "data/jsonl/commitments.jsonl").read_text(encoding="utf-8").splitlines()) == len(want)
    every = b"".join(files_of(out).values()).decode()
    assert "Kenya" not in words_of(every)
    about = Page(out / "about.html").words
    assert "a selection (promised by Norway)" in about
    assert "What Norway promised" in about
    assert broken_links(out) == []


def test_a_day_decides_what_is_overdue_and_an_earlier_one_looks_back(demo_db: Path, tmp_path: Path) -> None:
    publish(demo_db, tmp_path / "later", Site(Filters(as_of="2026-12-24")))
    later = Page(tmp_path / "later/index.html").words
    late = sum(c.overdue for c in Ledger(demo_db).commitments(as_of="2026-12-24"))
    assert late > 3
    assert f"{late} overdue" in later
    assert "as of 24 Dec 2026" in later
    rows = list(csv.DictReader((tmp_path / "later/data/csv/commitments.csv").open(encoding="utf-8")))
    assert [r["overdue"] for r in rows].count("true") == late
    said = run(str(tmp_path / "back"), "--ledger", str(demo_db), "--as-of", "2026-03-31")
    assert "No data beside it" in said
    back = tmp_path / "back"
    assert not (back / "data").exists()
    every = b"".join(files_of(back).values()).decode()
    assert not {"14 Apr 2026", "18 Jun 2026", "2026-04-14", "2026-06-18"} & set(re.findall(r"\d+ \w+ \d{4}|\d{4}-\d\d-\d\d", every))
    assert "Read from 6 articles" in Page(back / "index.html").words
    one = Ledger(demo_db).commitments(promisor="Norway", as_of="2026-03-31")[0]
    assert "pledged since 23 Mar 2026" in Page(back / f"commitments/{one.id}.html").words
    assert broken_links(back) == broken_links(tmp_path / "later") == []


def test_what_readers_reviewed_is_on_the_pages_without_their_names(demo_db: Path, demo_read: tuple[Record, ...], tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "own.db")
    ledger.add(*demo_read)
    one = ledger.commitments(promisor="World Bank")[0]
    ledger.accept(one.history()[0].mention_id, who="Ana Confidential", why="a secret reason")
    gone = ledger.commitments(promisor="Centre Party")[0]
    ledger.reject(gone.id, who="Ana Confidential")
    publish(ledger.path, tmp_path / "site")
    assert "accepted by a reader" in Page(tmp_path / f"site/commitments/{one.id}.html").words
    assert not (tmp_path / f"site/commitments/{gone.id}.html").exists()
    every = b"".join(files_of(tmp_path / "site").values()).decode()
    assert "Confidential" not in every
    assert "secret reason" not in every


def test_hostile_articles_are_text_on_every_page(tmp_path: Path) -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "room"))
    from reading_room import HARM, RIGHT_TO_LEFT, hostile

    ledger = Ledger(tmp_path / "harm.db")
    ledger.add(hostile(), hostile("2026-03-05", size=50_000))
    publish(ledger.path, tmp_path / "site", Site(title=f"{HARM}\x00", texts=True))
    for path in (tmp_path / "site").rglob("*.html"):
        page = Page(path)
        assert not page.tags & {"img", "b", "i"}, path
        assert page.html.count("<script") == (path.name == "search.html"), path
        assert HARM in page.words or path.name == "about.html"
        assert not {a for _, a in page.addresses if "script:" in a}
        assert "\x00" not in page.html
        assert "\x1b" not in page.html
        assert page.html.count(RIGHT_TO_LEFT) == 0 or "<bdi>" in page.html or 'dir="auto"' in page.html
    for path in (*(tmp_path / "site").rglob("*.xml"), *(tmp_path / "site").rglob("*.svg")):
        tree = Xml.parse(path)
        assert not [e for e in tree.iter() if e.tag.endswith("}script")]
    assert broken_links(tmp_path / "site") == []
    assert (tmp_path / "site" / MARKER).exists()


def test_many_addresses_are_split_over_sitemaps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "OF_A_SITEMAP", 2)
    made = dict(publishing._sitemaps("https://a.org/", {"a.html": "2026-01-02", "b.html": "2026", "c.html": ""}))
    assert sorted(made) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert "<lastmod>2026-01-02</lastmod>" in made["sitemap-1.xml"]
    assert made["sitemap-1.xml"].count("<lastmod>") == 1
    assert made["sitemap.xml"].count("<loc>https://a.org/sitemap-") == 2


def test_a_first_page_of_many_commitments_stays_light(demo_read: tuple[Record, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.publishing import pages

    monkeypatch.setattr(pages, "OF_A_STAGE", 2)
    Ledger(tmp_path / "own.db").add(*demo_read)
    publish(tmp_path / "own.db", tmp_path / "site")
    page = Page(tmp_path / "site/index.html")
    assert page.html.count('class="card commitment') <= 2 * page.html.count('class="stage"')
    intended = len(Ledger(tmp_path / "own.db").commitments(stage="intended"))
    assert intended > 2
    assert f"All {intended} intended" in page.words
    assert Page(tmp_path / "site/stages/intended.html").html.count('class="card commitment') == intended


def test_what_cannot_be_published_is_said(demo_db: Path, tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match="no commitment on record meets this"):
        publish(demo_db, tmp_path / "none", Site(Filters(stage=("withdrawn",), origin="Norway")))
    assert not (tmp_path / "none").exists()
    for address in ("example.org", "ftp://example.org/", "https://example.org/?a=1", "https://exa mple.org/", 'https://example.org/"><script>'):
        with pytest.raises(PublishError, match="no address of a site"):
            publish(demo_db, tmp_path / "none", Site(address=address))
    assert "two parties" in run(str(tmp_path / "none"), "--ledger", str(demo_db), "--pair", "Norway", code=2)
    assert "no such ledger" in run(str(tmp_path / "none"), "--ledger", str(tmp_path / "none.db"), code=1)
    assert list(tmp_path.iterdir()) == []
