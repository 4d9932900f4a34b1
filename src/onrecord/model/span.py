"""A stretch of an article's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of an article: half-open Unicode code points into `article.text`, and the words themselves.

    Args:
        start: offset of the first code point.
        end: offset after the last code point.
        text: exactly `article.text[start:end]`.

    Raises:
        ValueError: the length of `text` is not `end - start`, or the span is negative.
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}-{self.end} does not fit its text {self.text!r}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end` (code points)."""
        return cls(start, end, text[start:end])

    @classmethod
    def trimmed(cls, text: str, start: int, end: int, strip: str = " \t\r\n\u00a0") -> Span:
        """Like `of`, without the characters of `strip` at either end."""
        while start < end and text[start] in strip:
            start += 1
        while end > start and text[end - 1] in strip:
            end -= 1
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def __repr__(self) -> str:
        return f"Span({self.start}-{self.end} {self.text!r})"
