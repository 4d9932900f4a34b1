"""The dateline that a story begins with: "KYIV, March 3 (Agency) -"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.articles.lines import Line
from onrecord.codebook.datelines import not_places
from onrecord.model import Span

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĘĚĞĪĹŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽ"
_CAPITALS = rf"(?P<place>[{_UPPER}][{_UPPER}'’.-]+(?:[ /-][{_UPPER}'’.-]+){{0,3}})"
_TITLED = rf"(?P<place>[{_UPPER}][\w'’.-]+(?:[ /-][{_UPPER}][\w'’.-]+){{0,3}})"
_REGION = rf"(?:,\s+(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[{_UPPER}][\w.'’-]+(?:\s(?:(?:of|and)\s(?:the\s)?)?[{_UPPER}][\w.'’-]+){{0,3}})?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?P<date>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?)"
_AGENCY = r"\s*[(\[](?P<agency>[A-Z][\w .&/'’-]{1,40})[)\]]"
_DASH = r"\s*(?:--?|[–—−])\s*"
FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_CAPITALS}{_REGION}(?:,\s+{_DATE})?(?:{_AGENCY})?{_DASH}(?=\S)",
        rf"{_CAPITALS}{_REGION}{_AGENCY},?\s+{_DATE}{_DASH}(?=\S)",
        rf"{_TITLED}{_REGION}(?:,\s+{_DATE})?{_AGENCY}(?:{_DASH}|:\s+)(?=\S)",
        rf"{_TITLED}{_REGION},\s+{_DATE}(?:{_DASH}|:\s+)(?=\S)",
        rf"{_CAPITALS}{_REGION}(?:,\s+{_DATE})?:\s+(?=[{_UPPER}\"“])",
        rf"{_AGENCY.removeprefix(chr(92) + 's*')}{_DASH}(?=\S)",
    )
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline.

    Args:
        parts: its words without the date, which says when things happened and stays in the story.
        agency: what stands in its brackets, or None.
        date: the words of its date, or None.
    """

    parts: tuple[Span, ...]
    agency: str | None
    date: str | None


def find_dateline(text: str, line: Line) -> Dateline | None:
    """The dateline at the start of a line of the story, or None.

    Args:
        text: the text of the article.
        line: its first line of running text.
    """
    for form in FORMS:
        match = form.match(line.text[:160])
        if match is None or len(line.text) - match.end() < 15:
            continue
        said = match.groupdict()
        if _is_place(said.get("place"), said.get("agency"), said.get("date"), match.group().rstrip()):
            end = len(match.group().rstrip())
            cuts = [(0, match.start("date")), (match.end("date"), end)] if said.get("date") else [(0, end)]
            parts = [Span.trimmed(text, line.start + a, line.start + b) for a, b in cuts]
            return Dateline(tuple(p for p in parts if p.text), said.get("agency"), said.get("date"))
    return None


def _is_place(place: str | None, agency: str | None, date: str | None, words: str) -> bool:
    """Short words in capitals, and words before a colon, are often something else than a place ("UN: ...")."""
    if place is None:
        return agency is not None
    if place.strip(".") in not_places() or place.split()[0] in not_places():
        return False
    if agency or date:
        return True
    return sum(c.isalpha() for c in place) >= (5 if words.endswith(":") else 4) and not re.search(r"[^\s,]-$", words)
