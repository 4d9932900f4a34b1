"""The lines of a text, and what each looks like: a paragraph of the story, a widget, or something short."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from onrecord.codebook.chrome import Widget, normal, widget_of

LINE = re.compile(r"[^\r\n\u2028\u2029\f\v]+")
EDGE = " \t\u00a0\u200b\ufeff"
SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]*]*$")
DOT_END = re.compile(r"[.…][\"”’'»)\]*]*$")
INITIALS_END = re.compile(r"\b(?:[A-Z]\.)+$")
QUOTED = re.compile(r"^[\"“‘«„].*[\"”’»][.,!?]?$")
MONEY = re.compile(
    r"[$€£¥₦₹]\s?\d|\b\d[\d.,]*\s?(?:k|m|bn|million|billion|trillion|percent|dollars?|euros?|pounds?|shillings?|USD|EUR|GBP)\b|\d\s?%"
)
TELLING = re.compile(r"\b(?:said|says|told|added|was|were|had|has|have|been|will|would|could|did|is|are)\b")
LONG_LINE = 25


@dataclass(frozen=True)
class Line:
    """One line that is not blank.

    Args:
        start, end: code points in the text, white space at its ends left out.
        text: its words.
        blank_before: whether a blank line stands between it and the line before it; false for the first.
    """

    start: int
    end: int
    text: str
    blank_before: bool

    @cached_property
    def widget(self) -> Widget | None:
        """The rule of page chrome that it falls under."""
        return widget_of(self.text)

    @cached_property
    def plain(self) -> str:
        """Its words in small letters, without punctuation at its ends."""
        return normal(self.text)

    @cached_property
    def words(self) -> int:
        """How many words it has, symbols that stand alone not counted."""
        return sum(any(c.isalnum() for c in word) for word in self.text.split())

    @property
    def counts(self) -> bool:
        """Whether it is a widget and no mere filler."""
        return self.widget is not None and self.widget.strength != "filler"

    @property
    def alone(self) -> bool:
        """Whether it is page chrome wherever it stands."""
        return self.widget is not None and self.widget.strength == "alone"

    @property
    def opens(self) -> str:
        """What it heads: "list", "comments", "payment" or ""."""
        return self.widget.opens if self.widget else ""

    @property
    def filler(self) -> bool:
        """Whether it says nothing by itself: symbols, a number, a date, an address."""
        return self.words == 0 or (self.widget is not None and self.widget.strength == "filler")

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence ends."""
        return SENTENCE_END.search(self.text) is not None and not INITIALS_END.search(self.text)

    @cached_property
    def is_paragraph(self) -> bool:
        """Whether it reads as running text, whoever speaks in it."""
        return self.widget is None and ((self.ends_sentence and self.words >= 4) or self.words >= LONG_LINE)

    @cached_property
    def is_story(self) -> bool:
        """Whether it must be part of the story: running text, a quotation, a sum, words that introduce others, or telling words."""
        if self.widget is not None or not self.words:
            return False
        if self.is_paragraph or QUOTED.match(self.text):
            return True
        if self.words >= 3 and MONEY.search(self.text):
            return True
        if self.words >= 5 and TELLING.search(self.text):
            return True
        return self.words >= 3 and self.text[-1] in ":,;"


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order."""
    found: list[Line] = []
    for match in LINE.finditer(text):
        start, end = match.span()
        while start < end and (text[start] in EDGE or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in EDGE or text[end - 1].isspace()):
            end -= 1
        if start < end:
            between = text[found[-1].end : start] if found else ""
            found.append(Line(start, end, text[start:end], _has_blank_line(between)))
    return found


def _has_blank_line(between: str) -> bool:
    return between.replace("\r\n", "\n").count("\n") + between.count("\r") - between.count("\r\n") > 1 or "\u2029" in between
