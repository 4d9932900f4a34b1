"""Lines that a publisher prints in several of its articles: page chrome that no list of phrases knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.articles.lines import Line, lines_of
from onrecord.model import Article, Removed, Span

REPEATED = "chrome.repeated"
LEAST = 3
"""Articles that must share a line and tell different stories."""


def repeated_lines(articles: Sequence[Article]) -> dict[str, frozenset[str]]:
    """Lines that stand in at least three articles of one publisher which have no paragraph of the story in common.

    Updates of one story share its paragraphs; they count as one article.

    Args:
        articles: a batch; articles without a publisher are left out.

    Returns:
        publisher -> lines in the form that `codebook.chrome.normal` gives them.
    """
    holders: dict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    for article in articles:
        if article.publisher is None:
            continue
        plain = frozenset(line.plain for line in lines_of(article.text) if line.plain)
        for line in plain:
            holders[article.publisher, line].append(plain)
    found: dict[str, set[str]] = defaultdict(set)
    for (publisher, line), texts in sorted(holders.items(), key=lambda item: item[0]):
        if len(texts) >= LEAST and _different(texts, line) >= LEAST:
            found[publisher].add(line)
    return {publisher: frozenset(lines) for publisher, lines in found.items()}


def mark_repeated(article: Article, lines: Mapping[str, frozenset[str]]) -> Article:
    """The article with its publisher's repeated lines marked in `removed`.

    Args:
        article: an article of the batch.
        lines: what `repeated_lines` found.
    """
    known = lines.get(article.publisher or "", frozenset())
    new = [
        Removed(Span(line.start, line.end, line.text), REPEATED)
        for line in lines_of(article.text)
        if line.plain in known and not any(_touch(line, r.span) for r in article.removed)
    ]
    if not new:
        return article
    return replace(article, removed=tuple(sorted([*article.removed, *new], key=lambda r: r.span.start)))


def _different(texts: Sequence[frozenset[str]], line: str) -> int:
    """How many of the texts, taken one after another, share fewer than half of their lines with each one taken before."""
    taken: list[frozenset[str]] = []
    for text in texts:
        if all(len((text & other) - {line}) < 0.5 * min(len(text), len(other)) for other in taken):
            taken.append(text)
        if len(taken) >= LEAST:
            break
    return len(taken)


def _touch(line: Line, span: Span) -> bool:
    return line.start < span.end and span.start < line.end
