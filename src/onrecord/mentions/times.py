"""Temporal expressions of an article, as TIMEX3 (ISO-TimeML, ISO 24617-1) writes them.

A grammar over word classes finds them (time_grammar), traps are left out by the words around them (time_traps), each is given its
value against the day of publication and the dates of the story (time_meanings), and the prepositions before it mark intervals
(time_bounds).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from onrecord.mentions.time_bounds import with_bounds
from onrecord.mentions.time_calendar import point
from onrecord.mentions.time_context import Context, Meaning
from onrecord.mentions.time_famous import famous_day
from onrecord.mentions.time_grammar import Candidate, Lexed, lex, match
from onrecord.mentions.time_holidays import find_holidays
from onrecord.mentions.time_meanings import LATE, meanings
from onrecord.mentions.time_tense import direction_of
from onrecord.mentions.time_traps import is_time
from onrecord.model import Document, Span, Time

DAY = re.compile(r"\d{4}-\d\d-\d\dT")
OVER = re.compile(r"over\s+", re.IGNORECASE)
LASTING = frozenset(
    ["last", "take", "spend", "wait", "be", "live", "stay", "hold", "run", "serve", "work", "rule", "continue", "go", "remain", "span", "stretch", "need"]
)
"""Verbs after which "over three years" tells how long; after others "over five years" is when a thing is done."""


def find_times(document: Document, *, published: str | None = None) -> tuple[Time, ...]:
    """The temporal expressions of an article, outside what was marked as page chrome.

    Args:
        document: the parsed article. The parse only serves to tell "said on Friday" from "will meet on Friday" and a few traps; the
            expressions themselves are found in the text.
        published: ISO date (or month, or year) that relative expressions count from; the article's own where None. Without one,
            or with one that is no ISO date, relative expressions get what TIMEX3 allows ("XXXX-WXX-5", "PAST_REF").

    Returns:
        in order of their start, not overlapping. `begin_point` and `end_point` are ISO dates, both days included.
    """
    lexed = lex(document.article.text)
    context = Context(lexed, point(published or document.article.published), direction_of(document), _sentence_of(document))
    kept = _choose(lexed, document)
    found: list[tuple[int, int, Meaning, Candidate]] = []
    for late in (False, True):
        for candidate in sorted(kept, key=lambda c: "i" not in c.groups) if late else kept:  # "from 9 a.m. to noon on Friday"
            if (candidate.rule.meaning in LATE) == late:
                found += _resolved(candidate, context, lexed)
    found.sort(key=lambda f: f[:2])
    return with_bounds(_as_times([_without_over(f, document) for f in found], lexed), document.article.text, context)


def _without_over(found: tuple[int, int, Meaning, Candidate], document: Document) -> tuple[int, int, Meaning, Candidate]:
    """ "pay $4 billion over five years": there "over" is a preposition and stays out, and the five years are no minimum."""
    start, end, meaning, candidate = found
    led = OVER.match(document.article.text, start, end) if meaning.type == "DURATION" and meaning.mod == "MORE_THAN" else None
    token = document.doc[document.index_at(start)] if led else None
    if led is None or token is None or token.dep_ != "prep" or token.head.i > token.i or token.head.lemma_ in LASTING:
        return found
    return led.end(), end, replace(meaning, mod=None), candidate


def _choose(lexed: Lexed, document: Document) -> list[Candidate]:
    """Of candidates that overlap, the longest that is a time; in order of their start."""
    taken = _removed(lexed, document)
    kept = []
    candidates = [*match(lexed), *find_holidays(lexed)]
    candidates.sort(key=lambda c: c.start - c.end)
    for candidate in candidates:
        if any(taken[candidate.start : candidate.end]) or not is_time(candidate, lexed, document):
            continue
        taken[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
        kept.append(candidate)
    return sorted(kept, key=lambda c: c.start)


def _removed(lexed: Lexed, document: Document) -> bytearray:
    """One byte a word: 1 where it is page chrome."""
    taken = bytearray(len(lexed.words))
    for removed in document.article.removed:
        for n, word in enumerate(lexed.words):
            if word.start < removed.span.end and removed.span.start < word.end:
                taken[n] = 1
    return taken


def _resolved(candidate: Candidate, context: Context, lexed: Lexed) -> list[tuple[int, int, Meaning, Candidate]]:
    out = []
    for meaning in famous_day(candidate, lexed, context) or meanings(candidate, context):
        start, end = meaning.words or (candidate.start, candidate.end)
        offset = lexed.words[start].start
        out.append((offset, lexed.words[end - 1].end, meaning, candidate))
        if meaning.type == "TIME" and "i" in candidate.groups and DAY.match(meaning.value):
            context.dated.append((offset, meaning.value[:10]))
            context.dated.sort()
        if meaning.type == "DATE" and meaning.value[:1].isdigit():
            context.dated.append((offset, meaning.value))
            if meaning.stated:
                context.stated.append((offset, meaning.value))
            context.dated.sort()
    return out


def _as_times(found: list[tuple[int, int, Meaning, Candidate]], lexed: Lexed) -> list[Time]:
    return [
        Time(
            Span.of(lexed.text, start, end), m.type, m.value, m.mod, m.begin, m.end,
            "stated" if m.stated else "resolved",
        )
        for start, end, m, _ in found
    ]  # fmt: skip


def _sentence_of(document: Document) -> Callable[[int], int]:
    """A function from an offset to the number of its sentence."""
    starts = [s.start_char for s in document.doc.sents]
    return lambda offset: bisect_right(starts, offset)
