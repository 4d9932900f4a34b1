"""Writes a ledger, or a selection of it, as a website of plain files: the same ledger gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from onrecord.exports import format_named
from onrecord.exports.shared.reading import Reading
from onrecord.exports.shared.tables import TABLES
from onrecord.exports.shared.wanted import Wanted
from onrecord.ledger.filters import Filters
from onrecord.ledger.happenings import Happening
from onrecord.publishing.drawings import all_drawings
from onrecord.publishing.folder import PublishError, in_making, in_words, ours, put
from onrecord.publishing.pages import About, Pages, country, day_words, outlet_of
from onrecord.publishing.searching import Index
from onrecord.publishing.selection import ROLES, Selection, selection
from onrecord.room.rendering import plain, text_of
from onrecord.views import feeds
from onrecord.views.listing import outlet
from onrecord.views.wording import one_line

TITLE = "What was promised"
DATA = ("commitments", "commitment_steps", "commitment_mentions", "articles", "parties")
ENTRIES = 50
"""Entries of a feed."""
OF_A_SITEMAP = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""


@dataclass(frozen=True, slots=True)
class Site:
    """What is wanted.

    Args:
        filters: which commitments; all where it is the default.
        selected: the same in words, for the page that says how it was made.
        title: of the site. address: where it will stand; "" where that is not known.
        texts: whether the whole text of articles is put in.
        overwrite: whether pages that were changed by hand are written over.
    """

    filters: Filters = Filters()  # noqa: RUF009  frozen
    selected: str = ""
    title: str = TITLE
    address: str = ""
    texts: bool = False
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: how many commitments, parties, articles and files; the user's own files that stay in the folder; whether data are beside it."""

    commitments: int
    parties: int
    articles: int
    files: int
    kept: tuple[str, ...]
    data: bool


def publish(ledger: Path, out: Path, site: Site | None = None, *, step: Callable[[], object] = lambda: None) -> Published:
    """Write a site into a folder: new, empty, or written by an earlier run. What was there before stays until the new one is whole.

    Args:
        ledger: its file.
        out: the folder.
        site: what is wanted.
        step: called after each page of a commitment, for a progress bar.

    Raises:
        PublishError: the folder holds what is not ours, or cannot be written to; or the address is none.
        BadQuestion: nothing meets the filters.
        LedgerError: the ledger cannot be read.
    """
    wanted = site or Site()
    address = _address(wanted.address)
    before = ours(out, overwrite=wanted.overwrite)
    with selection(ledger, wanted.filters) as chosen, in_making(out) as made:
        with in_words(out):
            files = _data(chosen, made)
            read = chosen.db.execute("SELECT count(*) FROM articles WHERE published IS NULL OR published <= ?", (chosen.as_of or "9999",)).fetchone()[0]
            about = About(one_line(wanted.title) or TITLE, address, wanted.selected, read, files, wanted.texts)
            dates: dict[str, str] = {}
            counts = _write(chosen, about, made, dates, step)
            if address:
                for name, text in _sitemaps(address, dates):
                    _file(made, name, text)
            total = sum(1 for p in made.rglob("*") if p.is_file())
        kept = put(made, out, before)
    return Published(len(chosen.commitments), counts["parties"], counts["articles"], total, tuple(kept), bool(files))


def _write(chosen: Selection, about: About, made: Path, dates: dict[str, str], step: Callable[[], object]) -> Mapping[str, int]:
    """All pages and feeds, one at a time; the day of the latest report of each page goes into `dates`."""
    pages, index = Pages(chosen, about), Index()

    def page(one: tuple[str, str | bytes], latest: str | None) -> None:
        _file(made, *one)
        if one[0].endswith(".html"):
            dates[one[0]] = latest or ""

    def feed(path: str, title: str, of: str, rows: tuple[Happening, ...]) -> None:
        for name, text in _feed(about, path, title, of, rows, chosen.day):
            _file(made, name, text)

    for story in chosen.stories():
        head: Any = story.head
        for one in pages.commitment(story):
            page(one, head.last_reported)
        sides = f"{head.promisor}{f' → {head.beneficiary}' if head.beneficiary else ''}"
        title = f"{sides}: {head.action}"
        notes = (plain(head.stage), "overdue" if head.overdue else "", day_words(head.last_reported))
        index.add("Commitments", f"commitments/{head.id}.html", sides, head.action, " · ".join(n for n in notes if n),
                  (head.condition, plain(head.instrument), *(w for s in story.steps for w in (s.words, outlet(s.outlets)))))  # fmt: skip
        feed(f"commitments/{head.id}", title, head.id, chosen.happened([head.id], ENTRIES))
        step()
    latest = max((c.last_reported or "" for c in chosen.commitments), default="")
    parties, articles = chosen.parties(), chosen.articles()
    for party in parties:
        own = {c.id: c for role in ROLES for c in chosen.of_party(party.id, role)}
        for one in pages.party(party):
            page(one, max((c.last_reported or "" for c in own.values()), default=""))
        promised, received = (len(chosen.of_party(party.id, role)) for role in ROLES)
        note = " · ".join(n for n in (party.kind, country(party.country), f"promised {promised:,}, was promised {received:,}") if n)
        index.add("Parties", f"parties/{party.id}.html", party.name, party.spellings, note, ())
        feed(f"parties/{party.id}", party.name, party.id, chosen.happened(list(own), ENTRIES))
    for article in articles:
        page(pages.article(article), article.published)
        index.add("Articles", f"articles/{article.id}.html", article.title or "(untitled)", "", f"{outlet_of(article)} · {day_words(article.published)}",
                  (c.words for c in chosen.cited[article.id]))  # fmt: skip
    drawings = all_drawings(chosen, parties)
    for drawn in drawings:
        for one in pages.drawing(drawn, drawings):
            page(one, latest)
    for one in (*pages.index(), *pages.parties(parties), *pages.articles(articles), pages.changes(), pages.search(index.counts), pages.about_page()):
        page(one, latest)
    for name, part in index.files():
        _file(made, name, part)
    _file(made, "search/search.js", text_of("search.js", "onrecord.publishing"))
    feed("feed", about.site, "all", chosen.happened(limit=ENTRIES))
    return {"parties": len(parties), "articles": len(articles)}


def _feed(about: About, path: str, title: str, of: str, rows: tuple[Happening, ...], day: str) -> Iterator[tuple[str, bytes]]:
    """A feed as Atom and as JSON Feed; addresses in full where the site's is known, else within the site."""
    base = about.address or "../" * path.count("/")
    page = f"{path}.html" if "/" in path else "index.html"
    own = {form: f"{about.address}{path}.{form}" if about.address else "" for form in ("xml", "json")}
    name = one_line(title if title == about.site else f"{about.site}: {title}")[:300]
    made = feeds.Feed(
        name, ("site", about.site, of), rows, base + page, lambda h: f"{base}commitments/{h.thread_id}.html", day, own["xml"], own["json"]
    )
    yield f"{path}.xml", feeds.atom(made)
    yield f"{path}.json", feeds.json_feed(made)


def _data(chosen: Selection, made: Path) -> list[dict[str, Any]]:
    """The tables of what is shown, as CSV with their description and as JSON Lines; none of a look back: the tables tell how things stand now."""
    (latest,) = chosen.db.execute("SELECT max(published) FROM articles").fetchone()
    if chosen.as_of and latest and chosen.as_of < latest[:10]:
        return []
    reading = Reading(chosen.db, Wanted(commitments=tuple(chosen.numbers), public=True, today=chosen.as_of))
    rows = {}
    for form, folder in (("data-package", "csv"), ("jsonl", "jsonl")):
        kind = format_named(form)
        paths = {}
        for table in DATA:
            paths[table] = made / "data" / folder / f"{table}{kind.suffix}"
            paths[table].parent.mkdir(parents=True, exist_ok=True)
            with paths[table].open("wb") as file:
                rows[table] = kind.write(reading, table, file).rows
        if kind.finish:
            kind.finish(made / "data" / folder, paths)
    return [{"name": t, "rows": rows[t], "about": TABLES[t].description} for t in DATA]


def _sitemaps(address: str, dates: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A sitemap of all pages; several and an index of them where one may not hold all."""
    head, ns = '<?xml version="1.0" encoding="UTF-8"?>\n', 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    entries = [
        f"<url><loc>{escape(address + path)}</loc>{f'<lastmod>{day[:10]}</lastmod>' if len(day) >= 10 else ''}</url>" for path, day in sorted(dates.items())
    ]
    parts = [entries[n : n + OF_A_SITEMAP] for n in range(0, len(entries), OF_A_SITEMAP)]
    names = ["sitemap.xml"] if len(parts) == 1 else [f"sitemap-{n}.xml" for n in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, f"{head}<urlset {ns}>\n" + "\n".join(part) + "\n</urlset>\n"
    if len(parts) > 1:
        listed = "\n".join(f"<sitemap><loc>{escape(address + name)}</loc></sitemap>" for name in names)
        yield "sitemap.xml", f"{head}<sitemapindex {ns}>\n{listed}\n</sitemapindex>\n"


def _file(made: Path, name: str, content: str | bytes) -> None:
    path = made / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8", "replace") if isinstance(content, str) else content)


def _address(given: str) -> str:
    """Where the site will stand, with a "/" at its end.

    Raises:
        PublishError: it is no address of a folder of the web.
    """
    if not given:
        return ""
    try:
        parts = urlsplit(given)
        ok = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and not parts.fragment
    except ValueError:
        ok = False
    if not ok or not given.isprintable() or " " in given or any(c in given for c in "<>\"'"):
        raise PublishError(f"{given!r} is no address of a site", "Example: --address https://example.org/pledges/")
    return given.rstrip("/") + "/"


def in_words_of_people(filters: Mapping[str, Any]) -> str:
    """Filters as people read them: "promised by Norway, pledged or approved"."""
    names = {"origin": "promised by", "target": "promised to", "party": "with", "pair": "between", "text": "with the words", "stage": "now",
             "since": "told since", "until": "told until", "outlet": "told by", "as_of": "as of", "type": "in", "least": "at least", "most": "at most",
             "due_before": "due before", "due_after": "due after", "country": "of", "review": "reviewed as", "certainty": "certainty"}  # fmt: skip
    told = []
    for name, value in filters.items():
        if value is True:
            told.append({"contradicted": "reports differ"}.get(name, name))
        elif name not in ("sort", "limit"):
            words = (" and " if name == "pair" else " or ").join(value) if isinstance(value, tuple) else value if isinstance(value, str) else json.dumps(value)
            told.append(f"{names.get(name, name)} {words.replace('_', ' ')}")
    return ", ".join(told)
