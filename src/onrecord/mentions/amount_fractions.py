"""Fractions: "two-thirds of the houses", "a quarter of a million dollars", "half a percentage point"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.mentions.amount_numbers import Number

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_TIMES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "": 1}
_EVERY = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twenty": 20, "hundred": 100}
_FRACTION = rf"(?<![\w-])(?:(?P<times>{'|'.join(t for t in _TIMES if t)})[ -])?(?P<part>{'|'.join(_PARTS)})(?:s|ves)?"
POINT = re.compile(rf"{_FRACTION}(?: of)?(?: an?| one)? (?:percent|per cent|percentage point|pct)\b", re.IGNORECASE)
OF_MANY = re.compile(
    rf"{_FRACTION}(?= of (?:(?:the|its|their|his|her|our|all|those|these|whose)\b|people\b|[A-Z][\w-]+\b|(?:[a-z-]+ )?[a-z-]{{3,}}s\b))", re.IGNORECASE
)
AS_ADJECTIVE = re.compile(rf"{_FRACTION}(?=[ -](?:majority|minority|stake|share|quorum|vote|cut|reduction|discount|rise|drop)\b)", re.IGNORECASE)
BY = re.compile(rf"(?<=\bby ){_FRACTION}(?=[,.;:!?]|\n|$| (?:this|last|next|in|on|by|since|from|over|to|and|after|before|because|but|under)\b)", re.IGNORECASE)
"""What follows "by": "cut it by a third"."""
BEFORE_NUMBER = re.compile(rf"{_FRACTION} of \Z", re.IGNORECASE)
IN_SO_MANY = re.compile(
    rf"(?<![\w-])(?P<some>{'|'.join(t for t in _TIMES if len(t) > 2)}|\d{{1,2}}) (?:in|out of)(?: every)? "
    rf"(?P<every>{'|'.join(_EVERY)}|\d{{1,3}})\b(?= (?!(?:years|months|weeks|days|hours|minutes|matches|games|attempts|times)\b)[a-z-]+)",
    re.IGNORECASE,
)
NO_SHARE = re.compile(r" of (?:the |its |their )?(?:way|time|year|season|century|hour|mile|day|month|match|game|growth|losses|talks|kind|series|finals?)\b")
"""What a fraction tells no share of: "a third of the way"; "three quarters of growth" are months."""
ORDERED = re.compile(r"\b(?:first|second|latter|other|better|opening|final)[ -]\Z", re.IGNORECASE)
"""Before "half", these make it a part of time or of a match."""
REACH = 24


@dataclass(frozen=True, slots=True)
class Fraction:
    """A share told as a fraction: offsets of its words, and its value in percent."""

    start: int
    end: int
    percent: float


def find_fractions(text: str) -> list[Fraction]:
    """The shares that a text tells as fractions, in order: of one in a hundred ("half a percentage point"), of many
    things, or of so many ("one in four children")."""
    found = [Fraction(m.start(), m.end(), _value(m)) for m in POINT.finditer(text) if _told(m)]
    for match in OF_MANY.finditer(text):
        if _told(match) and not NO_SHARE.match(text, match.end()) and not any(f.start <= match.start() < f.end for f in found):
            found.append(Fraction(match.start(), match.end(), 100 * _value(match)))
    for match in (*AS_ADJECTIVE.finditer(text), *BY.finditer(text)):
        if _told(match) and not any(f.start <= match.start() < f.end for f in found):
            found.append(Fraction(match.start(), match.end(), 100 * _value(match)))
    for match in IN_SO_MANY.finditer(text):
        some, every = _read(match["some"], _TIMES), _read(match["every"], _EVERY)
        if 0 < some < every:
            found.append(Fraction(match.start(), match.end(), 100 * some / every))
    return sorted(found, key=lambda f: f.start)


def _read(word: str, words: dict[str, int]) -> int:
    return int(word) if word.isdecimal() else words[word.lower()]


def with_fractions(text: str, numbers: list[Number], found: list[Fraction]) -> list[Number]:
    """The numbers of a text without those that are part of a fraction; those that one stands before are that part of themselves
    ("a quarter of a million")."""
    out: list[Number] = []
    for number in numbers:
        if any(f.start < number.end and number.start < f.end for f in found):
            continue
        before = BEFORE_NUMBER.search(text, max(0, number.start - REACH), number.start)
        if before and not number.digits and number.scale > 1 and _told(before) and number.symbol == number.start:
            value = round(number.value * _value(before), 6)
            while out and out[-1].end > before.start():  # "three" of "three quarters of a million"
                out.pop()
            number = replace(number, start=before.start(), symbol=before.start(), value=value)
        out.append(number)
    return out


def _value(match: re.Match[str]) -> float:
    return _TIMES[(match["times"] or "").lower()] / _PARTS[match["part"].lower()]


def _told(match: re.Match[str]) -> bool:
    """Whether the words are a fraction: with a number before them, or "half"; "the third of May" and "the second half of July" are none."""
    if ORDERED.search(match.string, max(0, match.start() - REACH), match.start()):
        return False
    return match["part"].lower() == "half" or bool(match["times"])
