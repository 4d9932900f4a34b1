"""What page chrome looks like: widget phrases as typed rows, and the rule that a line falls under."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from onrecord.codebook.load import rows

PATH = "data/chrome.toml"
STRIPPED = " \t\u00a0\u200b\u200c\u200d\u2060\ufeff•·|>»«‹›▶►▸▾▼◀◄←→↑↓↗✓✔✕✖×★☆■□●○◦–—-*+_.:;,!?…\"'“”‘’()[]{}<>/\\~^=`\ufe0f"
"""What is taken off both ends of a line before it is held against a rule."""
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u2010": "-", "\u2011": "-"})
SPACE = re.compile(r"\s+")
PARTED = re.compile(r" ?[|·•/»›>,] ?")
QUOTE = '"“‘«„'
TOLD = re.compile(r"\b(said|says|told|added|according to)\b|\"[^\"]{12,}\"")
LONGEST_LINE = 600
"""Characters of the longest line that is held against the rules: chrome comes in short lines."""


@dataclass(frozen=True, slots=True)
class Widget:
    """Lines of one kind of page chrome.

    Args:
        id: stored as the reason of what it finds.
        strength: "alone": chrome wherever it stands; "together": only in a run with another; "filler": goes with its neighbours.
        phrases: whole lines, as `normal` makes them.
        starts: first words of a line.
        max_words: the longest line that `starts` and `patterns` are held against.
        patterns: regular expressions for whole lines.
        opens: what follows the line: headlines of other stories, comments, a payment form.
    """

    id: str
    strength: Literal["alone", "together", "filler"]
    phrases: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    max_words: int = 14
    opens: Literal["", "list", "comments", "payment"] = ""

    def __post_init__(self) -> None:
        for pattern in self.patterns:
            re.compile(pattern)


@dataclass(frozen=True, slots=True)
class Appeal:
    """Words that tell a sentence in which the page speaks to its reader: one of `reader`, one of `site`, none of `never`."""

    id: str
    reader: tuple[str, ...]
    site: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _AppealWords:
    reader: frozenset[str]
    site: frozenset[str]
    never: frozenset[str]
    widget: Widget


BUTTON_ROW = Widget("en.chrome.row", "alone")
SPACED_ROW = Widget("en.chrome.row", "together")


@dataclass(frozen=True, slots=True)
class WidgetIndex:
    """The rules, ready to be looked up."""

    by_phrase: dict[str, Widget] = field(default_factory=dict)
    by_first_word: dict[str, tuple[tuple[str, Widget], ...]] = field(default_factory=dict)
    patterns: tuple[tuple[re.Pattern[str], Widget], ...] = ()


def widget_of(line: str) -> Widget | None:
    """The rule that a line falls under, or None.

    Args:
        line: one line as it stands in the text.
    """
    if len(line) > LONGEST_LINE:
        return None
    plain = normal(line)
    if found := _index().by_phrase.get(plain):
        return found
    if not plain or line.lstrip()[:1] in QUOTE or _is_told(plain):
        return None
    return _starting(plain) or _row(plain) or _matching(plain) or _appeal(plain)


def _starting(plain: str) -> Widget | None:
    words = plain.count(" ") + 1
    for start, widget in _index().by_first_word.get(plain.split(" ", 1)[0], ()):
        if words <= widget.max_words and plain.startswith(start) and not plain[len(start) : len(start) + 1].isalpha():
            return widget
    return None


def _matching(plain: str) -> Widget | None:
    words = plain.count(" ") + 1
    for pattern, widget in _index().patterns:
        if words <= widget.max_words and pattern.fullmatch(plain):
            return widget
    return None


def _row(plain: str) -> Widget | None:
    """A row of buttons or sections: nothing but phrases of the rules, side by side."""
    by_phrase = _index().by_phrase
    parts = [normal(p) for p in PARTED.split(plain)]
    if len(parts) > 1 and all(p in by_phrase or p.isdigit() for p in parts if p) and any(p in by_phrase for p in parts):
        return BUTTON_ROW
    words = plain.split(" ")
    at = phrases = 0
    while at < len(words):
        size = next((n for n in (3, 2, 1) if " ".join(words[at : at + n]) in by_phrase), 0)
        if not size and not words[at].isdigit():
            return None
        at += size or 1
        phrases += size > 0
    return SPACED_ROW if phrases >= 3 else None


def _appeal(plain: str) -> Widget | None:
    words = {w.strip(STRIPPED) for w in plain.split(" ")}
    if not 4 <= len(words) <= 45:
        return None
    for row in _appeals():
        if words & row.reader and words & row.site and not words & row.never:
            return row.widget
    return None


def _is_told(plain: str) -> bool:
    """Whether a longer line tells what somebody said: that is the story, whatever words it begins with."""
    return plain.count(" ") >= 7 and TOLD.search(plain) is not None


def normal(line: str) -> str:
    """A line as rules see it: small letters, straight quotation marks, single spaces, no bullets or punctuation at its ends."""
    return SPACE.sub(" ", line.translate(STRAIGHT)).strip(STRIPPED).lower()


@cache
def _appeals() -> tuple[_AppealWords, ...]:
    return tuple(
        _AppealWords(frozenset(a.reader), frozenset(a.site), frozenset(a.never), Widget(a.id, "together"))
        for a in rows(PATH, "appeals", Appeal)
    )


@cache
def widgets() -> tuple[Widget, ...]:
    """All rules for lines, in the order of their file.

    Raises:
        CodebookError: a bad row.
    """
    return rows(PATH, "widgets", Widget)


@cache
def _index() -> WidgetIndex:
    by_phrase: dict[str, Widget] = {}
    by_first: dict[str, list[tuple[str, Widget]]] = {}
    for widget in widgets():
        for phrase in widget.phrases:
            by_phrase.setdefault(normal(phrase), widget)
        for start in widget.starts:
            by_first.setdefault(start.split(" ", 1)[0], []).append((start, widget))
    patterns = tuple((re.compile(f"(?:{'|'.join(w.patterns)})"), w) for w in widgets() if w.patterns)
    return WidgetIndex(by_phrase, {first: tuple(found) for first, found in by_first.items()}, patterns)


@cache
def distinctive_phrases() -> re.Pattern[str]:
    """Widget phrases that are telling even within running text, as one pattern: phrases of two words or more that are chrome
    anywhere, as pages write them, with a capital letter."""
    phrases = [p for w in widgets() if w.strength == "alone" for p in w.phrases if " " in p and p.isascii()]
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    written = (f"{re.escape(p[0].upper())}(?i:{re.escape(p[1:])})" for p in ordered if p[0].isalpha())
    return re.compile(rf"\b(?:{'|'.join(written)})\b|\b\d+ Comments?\b|\bSubscribe\b(?! to\b)|\bShare (?=Tweet|Facebook|Twitter)|©")
