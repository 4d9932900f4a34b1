"""Plain text -> Draft: the text as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.articles.decode import decode
from onrecord.articles.draft import Draft
from onrecord.model import Source


def read_text(source: Source) -> Iterator[Draft]:
    """The one article of a text file: its characters as they are, without a byte order mark; line breaks stay.

    Raises:
        NotText: a binary file, or an encoding that cannot be found out.
    """
    yield Draft(source.name, decode(source.name, source.data))
