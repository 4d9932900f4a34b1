"""Reads a published site as a browser and a feed reader do."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    """The ids and addresses of a page, and what is read on it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.html = path.read_text(encoding="utf-8")
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.addresses += [(tag, given[a] or "") for a in ("href", "src", "action") if a in given]

    @property
    def words(self) -> str:
        """What is read on the page."""
        return words_of(self.html[self.html.index("</style>") :])


def words_of(html: str) -> str:
    """What is read of some HTML."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def broken_links(site: Path) -> list[str]:
    """Each address of a page that leads nowhere: within the site to a file and a place in it, elsewhere to the web."""
    pages = {p: Page(p) for p in site.rglob("*.html")}
    broken = []
    for path, page in pages.items():
        for _, address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme in ("http", "https"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            inside = target.is_file() and site.resolve() in target.parents
            if parts.scheme or parts.netloc or address.startswith("/") or not inside or (parts.fragment and parts.fragment not in pages[target].ids):
                broken.append(f"{path.relative_to(site)}: {address}")
    return broken


def parts_of(site: Path) -> dict[str, Any]:
    """The parts of the index of the search, by their names."""
    found = {}
    for path in (site / "search").glob("*-*.js"):
        called = re.fullmatch(r'onrecordSearch\("([\w-]+)",(.*)\);\n', path.read_text(encoding="ascii"), re.DOTALL)
        assert called is not None, path
        assert called[1] == path.stem
        found[path.stem] = json.loads(called[2])
    whole = (site / "search/index.js").read_text(encoding="ascii")
    return {**found, "index": json.loads(whole.removeprefix('onrecordSearch("index",').removesuffix(");\n"))}


def searched(site: Path, word: str) -> list[str]:
    """The pages of what holds a word that begins so, as the script finds them."""
    parts = parts_of(site)
    docs = [d for n in range(1, len(parts["index"]["docs"]) + 1) for d in parts[f"docs-{n}"]]
    numbers: set[int] = set()
    for n in range(1, len(parts["index"]["words"]) + 1):
        for known, gaps in parts[f"words-{n}"].items():
            if known.startswith(word):
                numbers |= set(accumulate(gaps))
    return [docs[n][1] for n in sorted(numbers)]


def files_of(site: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}
