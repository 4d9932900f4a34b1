"""The day of publication of an article that states none, worked out of its own words.

Three ways, the surest first: a line of the text that is a date; a holiday or anniversary that the story celebrates, in the year that
the rest of the story allows ("over three years into" a war whose beginning is known); a dateline with day and month, in that year.
Nothing is taken from the clock or from outside the text and the codebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.codebook.times import Beginning, Holiday, beginnings, meanings_of, time_words
from onrecord.mentions.time_calendar import checked, shift
from onrecord.mentions.time_context import Context
from onrecord.mentions.time_grammar import lex
from onrecord.mentions.time_holidays import find_holidays, holiday_day, holiday_row
from onrecord.model import Basis, Document, Time

CELEBRATES = re.compile(
    r"\b(?:celebrat|mark(?:s|ed|ing)?\b|ceremon|commemorat|parade|observ(?:es|ed|ing|ance)|festiv|honou?r|anniversary|wreath|salute|greet|address|"
    r"speech|speaking|message|today|on the occasion)",
    re.IGNORECASE,
)
NOT_THE_DAY = re.compile(
    r"\b(?:ahead of|before|after|since|until|by|next|last|following|upcoming|eve of|past)\s+(?:[\w.’']+\s+){0,2}$", re.IGNORECASE
)
DATELINE = re.compile(r"^[A-Z][\w.’' -]{1,40}(?:,\s*[A-Z][\w.’' -]{1,30})?(?:\s*\([^)\n]{2,40}\))?,?\s*$")
AFTER_DATELINE = re.compile(r"^\.?,?\s*(?:\([^)\n]{2,40}\)|/[^/\n]{2,30}/)?\s*[-–—:]")
LINE_WORDS = re.compile(r"[^\W\d_]{2,}")
COUNTED_FROM = re.compile(r"\s*(?:-\s*)?(?:into|since|after|of|on from|on,|in,|old|ago)\b", re.IGNORECASE)
NTH_YEAR = re.compile(r"\b(?:(\d{1,3})(?:st|nd|rd|th)|([a-z]+))\s+(year|month|anniversary)\b(?:\s+(?:of|since|in))?", re.IGNORECASE)
HEAD_LINES = 12
LONGEST_LINE = 90
REACH = 110
"""Characters around a count of years in which the event that it counts from is named."""


@dataclass(frozen=True, slots=True)
class Range:
    """Days between which the article must have been published, both included."""

    first: date
    last: date


def date_article(document: Document, times: tuple[Time, ...]) -> tuple[str, Basis] | None:
    """The day of publication that the text gives away.

    Args:
        document: a parsed article.
        times: its temporal expressions, found without a day of publication.

    Returns:
        an ISO date and its basis: "stated" for a dated line of the text, "resolved" for a dateline whose year the story tells,
        "inferred" for a day with a name; None where the text does not tell, or tells two things.
    """
    stated = _dated_line(document, times)
    if stated:
        return stated, "stated"
    ranges = list(_ranges(document, times))
    for day in _celebrated(document, times, ranges):
        return day.isoformat(), "inferred"
    for day in _datelined(document, times, ranges):
        return day.isoformat(), "resolved"
    return None


def _dated_line(document: Document, times: tuple[Time, ...]) -> str | None:
    """A full date near the top that has its line to itself, or stands in a dateline ("KYIV, Aug. 24, 2025 (Agency) -")."""
    text = document.article.text
    for time in times:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d(?:T.*)?", time.value) or time.basis != "stated":
            continue
        start = text.rfind("\n", 0, time.span.start) + 1
        end = text.find("\n", time.span.end)
        end = len(text) if end < 0 else end
        if len([1 for line in text[:start].split("\n") if line.strip()]) > HEAD_LINES:
            break
        before, after = text[start : time.span.start], text[time.span.end : end]
        if _has_line_to_itself(before, after) or _is_dateline(before, after):
            return time.value[:10]
    return None


def _has_line_to_itself(before: str, after: str) -> bool:
    """Whether little stands beside the date: a name, a label, a clock time, but no sentence."""
    ends_sentence = re.search(r"(?<![ap]\.m)[.!?”\"]\s*$", after)
    if len(before) + len(after) > LONGEST_LINE or (ends_sentence and LINE_WORDS.search(after)):
        return False
    words = LINE_WORDS.findall(before + " " + after)
    small = [w for w in words if w[0].islower() and w not in time_words("dated-line")]
    return len(small) == 0 and len(words) <= 12


def _is_dateline(before: str, after: str) -> bool:
    return bool(DATELINE.match(before) and re.split(r"[,(]", before)[0].strip().isupper() and AFTER_DATELINE.match(after))


def _datelined(document: Document, times: tuple[Time, ...], ranges: list[Range]) -> Iterator[date]:
    """A dateline's day and month, in the one year that the story allows."""
    text = document.article.text
    for time in times:
        if m := re.fullmatch(r"XXXX-(\d\d)-(\d\d)", time.value):
            start = text.rfind("\n", 0, time.span.start) + 1
            if _is_dateline(text[start : time.span.start], text[time.span.end : time.span.end + 60]):
                years = {r.first.year + n for r in _either(ranges, document, times) for n in range(r.last.year - r.first.year + 1)}
                days = [p.as_date for y in sorted(years) if (p := checked(y, int(m[1]), int(m[2]))) and p.as_date]
                fitting = [d for d in days if _fits(d, _either(ranges, document, times))]
                if len(fitting) == 1:
                    yield fitting[0]


def _either(ranges: list[Range], document: Document, times: tuple[Time, ...]) -> list[Range]:
    return ranges or _near_full_dates(times)


def _near_full_dates(times: tuple[Time, ...]) -> list[Range]:
    """The weeks around the last full date that the story gives; a story seldom ends long before it is told."""
    full = [t.value for t in times if re.fullmatch(r"\d{4}-\d\d-\d\d", t.value) and t.basis == "stated"]
    if not full:
        return []
    last = date.fromisoformat(max(full))
    first, end = shift(last, "D", -45), shift(last, "D", 90)
    return [Range(first, end)] if first and end else []


# ---- a day that the story celebrates


def _celebrated(document: Document, times: tuple[Time, ...], ranges: list[Range]) -> Iterator[date]:
    """The holidays and anniversaries that the story celebrates, in the one year that is allowed."""
    lexed = lex(document.article.text)
    context = Context(lexed, None, lambda _: 0, lambda _: 0)
    for candidate in find_holidays(lexed):
        row = holiday_row(context, candidate)
        offset = lexed.words[candidate.start].start
        if row is None or row.mod or not _told_as_today(document, offset, lexed.words[candidate.end - 1].end):
            continue
        years = [int(lexed.lower(candidate.groups["y"][0]))] if "y" in candidate.groups else _years(document, row, offset, ranges, times)
        if len(years) == 1 and (day := holiday_day(row, years[0])):
            yield day
    yield from _anniversaries(document)


def _told_as_today(document: Document, start: int, end: int) -> bool:
    """Whether the sentence celebrates the day rather than counts to or from it."""
    text = document.article.text
    if any(r.span.start <= start < r.span.end for r in document.article.removed):
        return False
    left, right = _sentence(document, start)
    if NOT_THE_DAY.search(text[max(left, start - 40) : start]):
        return False
    return bool(CELEBRATES.search(text[left:right])) or bool(
        re.search(r"\bon\s+(?:[\w.’']+\s+){0,2}$", text[max(left, start - 40) : start])
    )


def _years(document: Document, row: Holiday, offset: int, ranges: list[Range], times: tuple[Time, ...]) -> list[int]:
    """The years in which the holiday falls where the story allows."""
    counted = _anniversary_years(document, row, offset)
    allowed = _either(ranges, document, times)
    if not counted and not allowed:
        return []
    years = counted or range(min(r.first.year for r in allowed), max(r.last.year for r in allowed) + 1)
    weekday = _weekday_beside(document, times, offset)
    return [
        y for y in years
        if (day := holiday_day(row, y)) and _fits(day, allowed) and (weekday is None or day.isoweekday() == weekday)
    ]  # fmt: skip


def _anniversary_years(document: Document, row: Holiday, offset: int) -> list[int]:
    """The years that "the 34th anniversary of its independence" or "its 34th Independence Day" beside the holiday allows.

    Some countries call the day itself the first, so that the second form may mean a year less.
    """
    if row.since is None:
        return []
    left, right = _sentence(document, offset)
    text = document.article.text
    if m := re.search(r"\b(\d{1,3})(?:st|nd|rd|th) anniversary", text[left:right]):
        return [row.since + int(m[1])]
    if m := re.search(r"\b(\d{1,3})(?:st|nd|rd|th)\s+(?:[\w.’']+\s+){0,3}$", text[left:offset]):
        return [row.since + int(m[1]) - 1, row.since + int(m[1])]
    return []


def _weekday_beside(document: Document, times: tuple[Time, ...], offset: int) -> int | None:
    left, right = _sentence(document, offset)
    for time in times:
        if left <= time.span.start < right and (m := re.fullmatch(r"XXXX-WXX-(\d)", time.value)):
            return int(m[1])
    return None


def _anniversaries(document: Document) -> Iterator[date]:
    """ "the third anniversary of Russia's invasion": the day itself, where the sentence tells it as today."""
    text = document.article.text
    for m in re.finditer(r"\b(?:(\d{1,3})(?:st|nd|rd|th)|([A-Za-z]+)) anniversary\b", text):
        number = int(m[1]) if m[1] else int(meanings_of("nth").get(m[2].lower(), "0"))
        if not number or not _told_as_today(document, m.start(), m.end()):
            continue
        row = _beginning_near(document, m.start(), m.end())
        day = shift(date.fromisoformat(row.date), "Y", number) if row else None
        if day:
            yield day


# ---- how long after a known beginning


def _ranges(document: Document, times: tuple[Time, ...]) -> Iterator[Range]:
    """What the story's counts from well-known beginnings allow."""
    text = document.article.text
    for time in times:
        m = re.fullmatch(r"P(\d+(?:\.\d+)?)([YM])", time.value)
        follows = COUNTED_FROM.match(text, time.span.end)
        if not m or not follows:
            continue
        row = _beginning_near(document, time.span.start, time.span.end)
        made = _counted(date.fromisoformat(row.date), float(m[1]), m[2], time.mod) if row else None
        if made:
            yield made
    for n in NTH_YEAR.finditer(text):
        number = int(n[1]) if n[1] else int(meanings_of("nth").get(n[2].lower(), "0"))
        if number and n[3].lower() == "year" and (row := _beginning_near(document, n.start(), n.end())):
            begun = date.fromisoformat(row.date)
            first, last = shift(begun, "Y", number - 1), shift(begun, "Y", number)
            if first and last:
                yield Range(first, last)


def _counted(begun: date, number: float, unit: str, mod: str | None) -> Range | None:
    """The days that lie `number` units after a beginning: "over three years" is less than four, "nearly three" is a bit less than three."""
    months = number * (12 if unit == "Y" else 1)
    slack = 12 if unit == "Y" else 1
    low, high = {
        "MORE_THAN": (months, months + slack), "EQUAL_OR_MORE": (months, months + slack), "LESS_THAN": (months - slack / 2, months),
        "EQUAL_OR_LESS": (months - slack / 2, months), "APPROX": (months - slack / 2, months + slack / 2),
    }.get(mod or "", (months - slack / 6, months + slack))  # fmt: skip
    first, last = shift(begun, "M", round(low)), shift(begun, "M", round(high))
    return Range(first, last - timedelta(days=1)) if first and last and last > first else None


def _beginning_near(document: Document, start: int, end: int) -> Beginning | None:
    """The well-known beginning that a sentence counts from.

    Its noun stands near the count, one of its parties in the sentence, all of them in the article.
    """
    text = document.article.text
    left, right = _sentence(document, start)
    near, sentence = text[max(left, start - REACH) : min(right, end + REACH)], text[left:right]
    best: tuple[int, Beginning] | None = None
    for row in beginnings():
        if not _any_of(row.events, near) or not all(_any_of(names, text) for names in row.parties):
            continue
        here = sum(_any_of(names, sentence) for names in row.parties)
        if here and (best is None or here > best[0]):
            best = here, row
    return best[1] if best else None


def _any_of(names: tuple[str, ...], text: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names)


def _sentence(document: Document, offset: int) -> tuple[int, int]:
    index = document.index_at(offset)
    if index >= len(document.doc):
        return 0, len(document.article.text)
    sent = document.doc[index].sent
    return sent.start_char, sent.end_char


def _fits(day: date, ranges: list[Range]) -> bool:
    return all(r.first <= day <= r.last for r in ranges)
