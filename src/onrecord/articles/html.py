"""A web page -> Draft: trafilatura finds the story and what the page says of itself, htmldate its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.articles.decode import decode
from onrecord.articles.draft import Draft, encodable
from onrecord.errors import NoArticle
from onrecord.model import Source

CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,30})|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,30})""", re.I
)
SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S+) -->")
LANGUAGE = re.compile(r"""<html[^>]{0,300}\blang\s*=\s*["']?([a-zA-Z]{2})""")
LATEST = "2100-12-31"
"""Bound for a page's date. Without it htmldate takes today's, and the same page would read differently tomorrow."""
SENTENCE = re.compile(r"(?m)^(?=.{60,}).*[.!?][\"”’)]*$")


def read_html(source: Source) -> Iterator[Draft]:
    """The article of a page: its text without navigation, related stories and comments, and its metadata.

    Raises:
        NotText: a binary file, or an encoding that cannot be found out.
        NoArticle: a page without a story.
    """
    declared = CHARSET.search(source.data[:4096])
    encoding = (declared[1] or declared[2]).decode("ascii") if declared else None
    page = encodable(decode(source.name, source.data, declared=encoding)).replace("\x00", "")
    found = _extract(page)
    text = (found.text or "") if found else ""
    if not SENTENCE.search(text):
        raise NoArticle(
            source.name,
            "no article was found on the page (a list, a menu, a login or a notice?)",
            "Save the page of a single story, or give its text as a .txt file.",
        )
    saved = SAVED_FROM.search(page[:2000])
    language = LANGUAGE.search(page[:5000])
    yield Draft(
        source.name,
        text,
        url=found.url or (saved[1] if saved else None),
        title=found.title,
        byline=found.author,
        publisher=found.sitename,
        published=found.date,
        language=language[1].lower() if language else None,
    )


def _extract(page: str) -> Any:
    """trafilatura's document, or None. Whatever a page does to the parser, it must not end the run."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            page,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            # Stated dates only: the extensive search guesses from copyright lines and from words such as "yesterday".
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": LATEST, "deferred_url_extractor": True},
        )
    except Exception:  # lxml and trafilatura fail on broken pages in many ways
        return None
