"""The widget tail of a page that was flattened into one line, where no line break parts it from the story."""

from __future__ import annotations

import re

from onrecord.articles.lines import Line
from onrecord.codebook.chrome import distinctive_phrases
from onrecord.model import Removed, Span

INLINE = "en.chrome.inline-tail"
SENTENCE_BREAK = re.compile(r"[.!?][\"”’)]*\s+(?=\S)")
LONG = 300
"""Characters from which a line may be a whole page."""
LONGEST_TAIL = 3000
LEAST = 3
"""Phrases that the tail must hold."""


def find_inline_tail(text: str, last: Line) -> Removed | None:
    """The widgets after the last sentence of a long last line, through the end of the text; None where there are none.

    Args:
        text: the text.
        last: its last line.
    """
    if len(last.text) < LONG:
        return None
    offset = max(last.start, last.end - LONGEST_TAIL)
    tail = text[offset : last.end]
    found = [m.start() for m in distinctive_phrases().finditer(tail)]
    if len(found) < LEAST:
        return None
    breaks = [m.end() for m in SENTENCE_BREAK.finditer(tail) if m.end() <= found[0]]
    if not breaks or found[0] - breaks[-1] > 40:
        return None
    rest = tail[breaks[-1] :]
    if len(rest) > 60 * len(found):  # too thin: words of the story between the phrases
        return None
    return Removed(Span.of(text, offset + breaks[-1], len(text)), INLINE)
