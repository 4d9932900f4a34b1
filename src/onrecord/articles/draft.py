"""What a format's reader makes of a source, before titles, dates and page chrome are looked for in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its source states it; the fields are those of `Article`.

    Args:
        name: the source's name, for a row with `#` and its id or number.
        language: ISO 639-1 code as the source states it, or None.
    """

    name: str
    text: str
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None


def encodable(text: str) -> str:
    """The text with each lone surrogate (half of a character, as "\\ud800" in JSON gives) replaced by U+FFFD.

    Such a text could not be written out as UTF-8. The length stays the same.
    """
    return LONE_SURROGATE.sub("\ufffd", text)
