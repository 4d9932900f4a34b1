"""Bylines ("By Jane Doe, Example News Agency") and date lines ("Wednesday, January 23, 2019") at the top of a text."""

from __future__ import annotations

import re

from onrecord.articles.dates import date_in
from onrecord.codebook.datelines import agencies

NAME = r"(?:[A-ZÀ-ÞŁŚŻČŠŽ][\w'’.-]*|(?:de|da|van|von|bin|al|el|la|di|del|der|den)\b)"
NAMES = rf"{NAME}(?:\s+{NAME}){{0,5}}"
BYLINE = re.compile(
    r"(?i:by|story by|report by|reported by|written by|posted by|reporting by)[ :]\s*"
    rf"(?P<names>{NAMES}(?:\s*(?:,|&|\band\b)\s*{NAMES}){{0,5}})"
    r"(?P<rest>(?:\s*[|•·/–—]|\s+-\s|,\s|\s+in\s|\s+for\s|\s+at\s).{0,90})?"
)
PART = re.compile(r"\s*[|•·,]\s*|\s+[–—-]\s+")
OUTLET = re.compile(r"\b(?:News|Times|Agency|Press|Post|Herald|Tribune|Daily|Mail|Journal|Wire|Observer|Gazette|Chronicle|Today|Network)\b")
ROLE = re.compile(r"(?i)\b(?:correspondent|reporter|editor|writer|staff|bureau|desk|chief|contributor|analyst|columnist|producer)s?\b")

OUTLET_AND_DATE = re.compile(rf"(?P<outlet>(?:The\s+)?{NAME}(?:\s+{NAME}){{1,4}})\s*[,|·–—]\s*(?=\S*\d|[A-Z])")
DATE_WORDS = re.compile(
    r"(?i:\b(?:(?:mon|tues?|wed(?:nes)?|thurs?|thu|fri|sat(?:ur)?|sun)(?:day)?|published|posted|updated|last|modified|on|at|first|created|"
    r"date|time|eastern|local|edited|a\.?m|p\.?m|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|"
    r"september|october|november|december)\b)|\b[A-Z]{2,4}\b|(?<=\d)(?:st|nd|rd|th|T|Z|am|pm|AM|PM|h)"
)


def names_and_agency(line: str) -> tuple[str, str | None] | None:
    """The names in a byline, and the agency or outlet after its comma; None for a line that is no byline.

    Args:
        line: one line, without white space at its ends.
    """
    match = BYLINE.fullmatch(line) if len(line) <= 160 else None
    if match is None:
        return None
    parts = [*re.split(r"\s*,\s*", match["names"]), *PART.split(match["rest"] or "")]
    names: list[str] = []
    agency = None
    for part in (p.strip(" .") for p in parts):
        if part in agencies() or (names and OUTLET.search(part)):
            agency = agency or part
        elif part and not ROLE.search(part) and not re.search(r"\d|^(?:in|for|at)\b", part) and part in match["names"]:
            names.append(part)
    if not names:
        return (agency, agency) if agency else None
    if len(names[0].split()) < 2 and not agency:  # "By Friday"
        return None
    return ", ".join(names), agency


def is_date_line(line: str) -> bool:
    """Whether a line is nothing but a full date, perhaps with weekday, time of day, "Published", or the outlet's name before it."""
    if len(line) > 90 or date_in(line) is None:
        return False
    outlet = outlet_before_date(line)
    rest = line.removeprefix(outlet) if outlet else line
    return not any(c.isalpha() for c in DATE_WORDS.sub("", rest))


def outlet_before_date(line: str) -> str | None:
    """The outlet in a line like "Northern Wire, 2 March 2026", or None."""
    match = OUTLET_AND_DATE.match(line)
    if match is None or date_in(line[match.end("outlet") :]) is None or not any(c.isalpha() for c in DATE_WORDS.sub("", match["outlet"])):
        return None
    return match["outlet"]
