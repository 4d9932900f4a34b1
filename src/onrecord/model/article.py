"""An article as it came in, and what was found to be page chrome in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes on their way to becoming articles.

    Args:
        name: what the user gave: a path, a URL, or "-" for standard input.
        data: the bytes as they were read.
        format: "text", "html", "json", "jsonl", or "" to let the reader look.
        first_row: number of its first row, where a large collection comes in several pieces.
    """

    name: str
    data: bytes
    format: str = ""
    first_row: int = 1


@dataclass(frozen=True, slots=True)
class Removed:
    """A stretch of the text that is page chrome and not part of the story. Marked, never cut.

    Args:
        span: the stretch.
        reason: the id of the rule that found it.
    """

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `text` is never altered; every span of the record points into it.

    Args:
        id: content hash of url, title and text: the same article gives the same id.
        source: the name of the input it came from; rows of a collection add `#` and their number.
        text: the text, title not included, line breaks as in the source.
        url, title, byline, publisher: as the source states them, or None.
        published: ISO 8601 date (YYYY-MM-DD, or YYYY-MM or YYYY where no more is known), or None.
        published_basis: "stated" (page metadata, a date line), "resolved" or "inferred" (worked out from the text), or None.
        language: ISO 639-1 code.
        removed: page chrome in `text`, in order, not overlapping.
    """

    id: str
    source: str
    text: str
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: str | None = None
    language: str = "en"
    removed: tuple[Removed, ...] = field(default=())

    def span(self, start: int, end: int) -> Span:
        """The span of the text from `start` to `end` (code points)."""
        return Span.of(self.text, start, end)

    def __repr__(self) -> str:
        return f"Article({self.title or self.text[:40]!r}, {self.published or 'undated'}, {len(self.text)} characters)"
