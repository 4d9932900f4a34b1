"""Source -> Articles: the format's reader, then title, date, language and page chrome, the same for all formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onrecord.articles.chrome import find_chrome
from onrecord.articles.dates import stated_date
from onrecord.articles.draft import Draft
from onrecord.articles.html import read_html
from onrecord.articles.json_rows import read_rows
from onrecord.articles.language import language_name, language_of
from onrecord.articles.lines import lines_of
from onrecord.articles.text import read_text
from onrecord.articles.top import DATELINE, Top, read_top
from onrecord.errors import EmptySource, NoArticle, SourceError, TooLarge, WrongLanguage
from onrecord.model import Article, Removed, Source, content_id

TEXT_LIMIT = 500_000
"""Characters of the longest article that is read: some 80,000 words."""
READERS: dict[str, Callable[[Source], Iterator[Draft | SourceError]]] = {
    "text": read_text,
    "html": read_html,
    "json": read_rows,
    "jsonl": read_rows,
}
MARKUP = re.compile(
    rb"\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<(?:!doctype )?html|(?:<!--.{0,500}?-->\s*)+<(?:!doctype )?html|<head|<body)", re.I | re.S
)
JSON_OBJECT = re.compile(rb"\s*(?:\[\s*)?\{\s*\"")


def read_articles(source: Source, *, published: str | None = None) -> Iterator[Article | SourceError]:
    """The articles of a source.

    Args:
        source: bytes and their format; where the format is "" or does not fit them, it is seen from the bytes.
        published: ISO date (YYYY-MM-DD, YYYY-MM, YYYY) for articles that state none.

    Yields:
        an article for each that was found; in its place an error for each that was not: `EmptySource`, `NotText`, `NoArticle`,
        `TooLarge`, `WrongLanguage` or `BadRow`. Errors are values: none is raised.

    Raises:
        ValueError: `published` is no date.
    """
    if published is not None and stated_date(published) is None:
        raise ValueError(f"{published!r} is no date. Write it as 2026-03-04.")
    if not source.data.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        yield EmptySource(source.name, "there is nothing in it", "Check that the file was saved in full.")
        return
    try:
        for draft in READERS[_format_of(source)](source):
            yield draft if isinstance(draft, SourceError) else _article(draft, published)
    except SourceError as error:
        yield error


def _format_of(source: Source) -> str:
    """The source's format; a page or JSON under the name of a text file, and text under that of a page, are seen from the bytes."""
    if source.format in ("json", "jsonl"):
        return source.format
    head = source.data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\x00", b"")
    if MARKUP.match(head) or (source.format == "html" and b"<" in source.data):
        return "html"
    return "json" if JSON_OBJECT.match(head) else "text"


def _article(draft: Draft, published: str | None) -> Article | SourceError:
    text = draft.text
    if not text.strip():
        return EmptySource(draft.name, "its text is empty", "Check that it was saved in full.")
    if len(text) > TEXT_LIMIT:
        return TooLarge(
            draft.name,
            f"its text has {len(text):,} characters, more than the {TEXT_LIMIT:,} that one article may have",
            "Split it into one article each.",
        )
    lines = lines_of(text)
    top = read_top(text, lines, draft.title)
    removed = _in_order(top.removed, find_chrome(text, kept=top.lines))
    story = _story(text, removed)
    if not any(c.isalpha() for c in story):
        return NoArticle(draft.name, "there is no story in it, only what stands around one on a page", "Give the text of a story.")
    language = language_of(story, draft.language)
    if language != "en":
        return WrongLanguage(
            draft.name, f"it is in {language_name(language)} ({language})", "Only English is read yet; give an English version."
        )
    return _with_metadata(draft, top, removed, published)


def _with_metadata(draft: Draft, top: Top, removed: tuple[Removed, ...], published: str | None) -> Article:
    stated = draft.published or top.published or (stated_date(published) if published else None)
    title = draft.title or top.title
    return Article(
        id=content_id("a", draft.url, title, draft.text),
        source=draft.name,
        text=draft.text,
        url=draft.url,
        title=title,
        byline=draft.byline or top.byline,
        publisher=draft.publisher or top.publisher,
        published=stated,
        published_basis="stated" if stated else None,
        language="en",
        removed=removed,
    )


def _in_order(top: tuple[Removed, ...], chrome: tuple[Removed, ...]) -> tuple[Removed, ...]:
    """All marks in order; a part of a dateline that lies in a stretch of chrome is given up."""
    parts = [r for r in top if r.reason != DATELINE or not any(r.span.overlaps(c.span) for c in chrome)]
    return tuple(sorted([*parts, *chrome], key=lambda r: r.span.start))


def _story(text: str, removed: tuple[Removed, ...]) -> str:
    parts, at = [], 0
    for mark in removed:
        parts.append(text[at : mark.span.start])
        at = mark.span.end
    return "".join([*parts, text[at:]])
