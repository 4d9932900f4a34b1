"""How fields are put into words, alike in the terminal, in tables and on the page."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

from onrecord.codebook.load import document
from onrecord.model import Amount, Article, Commitment, Event, Party, Record, Span, Statement, When

Item = Commitment | Event | Statement

QUANTIFIERS = {"exactly": "", "about": "about ", "over": "over ", "under": "under ", "up_to": "up to ", "at_least": "at least "}
LANGUAGES = {"en": "English"}


def items(record: Record) -> list[Item]:
    """Everything on record, commitments first, each kind in the order of the text: the order of the numbers that people use."""
    return [*record.commitments, *record.events, *record.statements]


def kind(item: Item) -> str:
    """ "commitment", "event" or "statement"."""
    return type(item).__name__.lower()


def anchor(item: Item) -> Span:
    """Where an item stands: its anchor, or the first words of a statement."""
    if isinstance(item, Statement):
        return min(item.content)
    return item.anchor


def party(one: Party | None) -> str:
    """A party with its country: "Mark Carney (CAN)"; a state's name alone."""
    if one is None:
        return ""
    return one.name if one.kind == "state" or not one.country else f"{one.name} ({one.country})"


def parties(some: Iterable[Party]) -> str:
    """Several parties, joined by commas."""
    return ", ".join(party(p) for p in some)


def who_to_whom(record_item: Event | Commitment) -> str:
    """ "Canada -> Ukraine", or the one side that is known."""
    if isinstance(record_item, Event):
        left, right = parties(record_item.actors), parties(record_item.recipients)
    else:
        left, right = party(record_item.promisor), party(record_item.beneficiary)
    return f"{left or '(not said)'} -> {right}" if right else left or "(not said)"


def amount(one: Amount | None) -> str:
    """ "over 1 billion CAD (about 723 million USD)"."""
    if one is None:
        return ""
    before = "" if one.value_high is None else f"{_number(one.value, one.unit)} to "
    value = one.value if one.value_high is None else one.value_high
    if one.of is not None:
        before, value = f"{before}{_number(value, one.unit)} of ", one.of
    text = f"{QUANTIFIERS[one.quantifier]}{before}{measured(value, one.unit or one.kind)}"
    return f"{text} ({amount(one.equals)})" if one.equals else text


def measured(value: float, unit: str | None) -> str:
    """A number with its unit: "250 million EUR", "33.3%"."""
    return f"{_number(value, unit)}%" if unit == "percent" else f"{magnitude(value)} {unit or ''}".strip()


def _number(value: float, unit: str | None) -> str:
    """A number as people write it; of percentages one decimal at most: a third is "33.3"."""
    return magnitude(round(value, 1) if unit == "percent" and abs(value) >= 1 else value)


def magnitude(value: float) -> str:
    """A number as people write it: 1.5 million, 20,000, 0.7."""
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:.6g} {name}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def when(one: When | None) -> str:
    """The value of a date, with its words where it was worked out: "2025-09 (next month)"."""
    if one is None:
        return ""
    return f"{one.value} ({one.words.text})" if one.words is not None and one.words.text != one.value else one.value


def certainty(item: Event | Commitment) -> str:
    """ "asserted", "attributed to Steffen Seibert", "hearsay"."""
    if item.certainty == "asserted":
        return ""
    by = parties(item.said_by)
    return f"{item.certainty}, {by}" if by else item.certainty


def rule_words(rule: str) -> str:
    """What a rule id stands for, in the codebook's own words: its note or definition, or "" where it has none."""
    return _notes().get(rule, "")


@cache
def _notes() -> dict[str, str]:
    from onrecord.codebook.load import listing

    notes = {}
    for folder in ("data", "events"):
        for path in listing(folder):
            for table in document(path).values():
                for row in table if isinstance(table, list) else ():
                    if isinstance(row, dict) and "id" in row:
                        notes[row["id"]] = f"{path}: " + (row.get("note") or _words_of(row))
    return notes


def _words_of(row: dict[str, object]) -> str:
    for field in ("words", "verbs", "nouns", "lemmas", "phrases", "adjectives", "forms"):
        value = row.get(field)
        if value:
            return ", ".join(map(str, value[:8])) if isinstance(value, list) else str(value)
    return ""


class Paragraphs:
    """Numbers the paragraphs of an article from 1, chrome not counted."""

    def __init__(self, article: Article) -> None:
        self._starts: list[int] = []
        offset = 0
        removed = [r.span for r in article.removed]
        for line in article.text.splitlines(keepends=True):
            if line.strip() and not any(r.start <= offset < r.end for r in removed):
                self._starts.append(offset)
            offset += len(line)

    def number(self, span: Span) -> int:
        """The number of the paragraph that holds the first character of `span`."""
        return max(1, bisect_right(self._starts, span.start))


def one_line(text: str) -> str:
    """Text without line breaks, runs of space or control characters, safe for a terminal."""
    clean = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)
    return " ".join(clean.split())


def heading(article: Article) -> str:
    """Publisher, date and language in one line."""
    from datetime import date

    parts = [article.publisher, None, LANGUAGES.get(article.language, article.language)]
    if article.published:
        try:
            day = date.fromisoformat(article.published[:10])
            parts[1] = f"{day.day} {day:%b} {day.year}" if len(article.published) >= 10 else article.published
        except ValueError:
            parts[1] = article.published
        if article.published_basis and article.published_basis != "stated":
            parts[1] = f"{parts[1]} ({article.published_basis})"
    else:
        parts[1] = "undated"
    return " · ".join(one_line(p) for p in parts if p)
