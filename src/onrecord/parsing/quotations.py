"""Pairs the quotation marks of an article, once for everyone.

Each paragraph (a line of the text) is paired on its own, so that a mark that was forgotten or mistyped cannot spoil the rest of the
article. Whether a mark opens or closes is read from the mark and from the characters beside it: straight marks look alike, and
newsrooms often type a curly one the wrong way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Article, Quotation, Span

MARK = re.compile(r"''|``|[\"“”„‟«»‘’‚'‹›]")
DOUBLE = frozenset(["''", "``", '"', "“", "”", "„", "‟"])
GUILLEMETS = frozenset("«»‹›")
OPENS = frozenset(["``", "“", "„", "‟", "«", "‹", "‘", "‚"])
CLOSES = frozenset(["''", "”", "»", "›", "’"])
BEFORE_OPEN = frozenset(" \t\u00a0([{-–—―/:")
AFTER_CLOSE = frozenset(" \t\u00a0)]}-–—―/.,;:!?…")
FEET = re.compile(r"\d\s?['’′]\s?\d\d?$")
"""Feet before an inch mark (6'2")."""
SENTENCE_END = re.compile(r"[.!?…](?=\s+[A-Z]|\s*$)")
WORD = re.compile(r"\w[\w’'-]*")
_CLAUSE = """
i we you he she they it this that there is are was were am be been isn't aren't don't doesn't didn't won't can't will would shall should
can could may might must do does did has have had i'm we're it's that's i've we've you're let's let
"""
CLAUSE_WORDS = frozenset(_CLAUSE.split())
"""Words of which a few-word quotation holds one when it is speech and not a name or a scare quote."""
SCARE_WORDS = 4
TITLE_WORDS = 8
_SMALL = "a an the and or of in on at to for with by from as"
SMALL_WORDS = frozenset(_SMALL.split())


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """The quotations of an article.

    Args:
        article: the article; nothing is found inside its `removed` spans.

    Returns:
        The outermost quotations in order, not overlapping. Quotations inside a quotation stay part of it, apostrophes are none. One
        whose closing mark is missing ends with its paragraph where the next paragraph opens again (`continued`) or a colon leads it
        in, else with its sentence.
    """
    paragraphs = list(_paragraphs(article))
    out: list[Quotation] = []
    for n, (start, end) in enumerate(paragraphs):
        following = paragraphs[n + 1] if n + 1 < len(paragraphs) else None
        out.extend(_paired(article.text, start, end, following))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark in its place: its family, and whether the place lets it open or close."""

    start: int
    end: int
    family: str
    opens: bool
    closes: bool


def _paragraphs(article: Article) -> Iterator[tuple[int, int]]:
    """The lines of the text that hold more than white space, without the parts that were removed as page chrome."""
    text, at = article.text, 0
    pieces = []
    for removed in article.removed:
        pieces.append((at, removed.span.start))
        at = max(at, removed.span.end)
    pieces.append((at, len(text)))
    for a, b in pieces:
        for line in re.finditer(r"[^\n]*\S[^\n]*", text[a:b]):
            yield a + line.start(), a + line.end()


def _paired(text: str, start: int, end: int, following: tuple[int, int] | None) -> Iterator[Quotation]:
    """The quotations of one paragraph."""
    marks = [_mark(text, start, end, m) for m in MARK.finditer(text, start, end)]
    n = 0
    while n < len(marks):
        mark = marks[n]
        if not mark.opens:
            n += 1
            continue
        close = _closing(text, marks, n)
        if close is not None and mark.family == "single" and marks[close].start - mark.end < 2:
            n = close + 1  # rock 'n' roll
        elif close is not None:
            yield _quotation(text, mark.start, marks[close].end, mark.end, marks[close].start, start, end)
            n = close + 1
        elif mark.family == "double" and text[mark.end : end].strip():
            continued = following is not None and _reopens(text, following)
            stop = _unclosed_end(text, marks, n, start, end, continued)
            yield _quotation(text, mark.start, stop, mark.end, stop, start, end, continued=continued and stop == end)
            n += 1
            while n < len(marks) and marks[n].start < stop:
                n += 1
        else:
            n += 1


def _mark(text: str, start: int, end: int, match: re.Match[str]) -> _Mark:
    """What a mark may do, by its form and its neighbours inside the paragraph."""
    mark = match.group()
    family = "double" if mark in DOUBLE else "guillemet" if mark in GUILLEMETS else "single"
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    if family == "double" and FEET.search(text[max(start, match.start() - 6) : match.start()]):
        return _Mark(match.start(), match.end(), family, opens=False, closes=False)
    left_free = before in BEFORE_OPEN or (bool(MARK.fullmatch(before)) and before not in CLOSES)
    right_free = after in AFTER_CLOSE or bool(MARK.fullmatch(after))
    opens, closes = left_free and after not in " \t\u00a0", right_free and not before.isspace()
    if mark in OPENS or mark in CLOSES:
        shape = mark in OPENS
        # a curly mark typed the wrong way round shows by its neighbours; where they leave it open, its form decides
        opens, closes = (opens, closes) if opens != closes and family != "guillemet" else (shape, not shape)
    elif family == "double" and not opens and not closes:
        opens = closes = True  # glued to words or loose between spaces: the turn decides
    return _Mark(match.start(), match.end(), family, opens, closes)


def _closing(text: str, marks: list[_Mark], n: int) -> int | None:
    """Index of the mark that closes mark `n`, or None where it is missing (or where `n` is an apostrophe)."""
    opening = marks[n]
    depth = 0
    for i in range(n + 1, len(marks)):
        mark = marks[i]
        if mark.family != opening.family:
            if opening.family == "single" and mark.family == "double" and not mark.opens and depth == 0:
                return None  # the closing mark of an outer quotation: what opened here was an apostrophe
            continue
        if opening.family == "single" and mark.closes and _is_possessive(text, marks, i):
            continue
        if mark.closes and depth == 0:
            return i
        if mark.closes:
            depth -= 1
        elif mark.opens and _closings_left(marks, i, opening.family) > 1:
            depth += 1
        elif mark.opens:
            return None  # the same mark opens anew and only one closing mark is left: this one was never closed
    return None


def _closings_left(marks: list[_Mark], n: int, family: str) -> int:
    """How many more closing than opening marks follow mark `n`, itself not counted."""
    return sum((1 if m.closes else -1) for m in marks[n + 1 :] if m.family == family)


def _is_possessive(text: str, marks: list[_Mark], i: int) -> bool:
    """Whether a single mark after an s is rather an apostrophe ("the miners' union"): a better closing mark follows."""
    if text[marks[i].start - 1] != "s" or not text[marks[i].end : marks[i].end + 2].strip().isalpha():
        return False
    return any(m.closes and m.family == "single" and not text[m.start - 1].isalpha() for m in marks[i + 1 :])


def _reopens(text: str, paragraph: tuple[int, int]) -> bool:
    """Whether a paragraph begins with an opening double mark."""
    m = MARK.match(text, *paragraph)
    return m is not None and m.group() in DOUBLE and m.group() not in CLOSES


def _unclosed_end(text: str, marks: list[_Mark], n: int, start: int, end: int, continued: bool) -> int:
    """Where a quotation without a closing mark ends."""
    later = next((m.start for m in marks[n + 1 :] if m.family == "double" and m.opens), end)
    if later == end and (continued or text[start : marks[n].start].rstrip().endswith((":", ","))):
        return end
    sentence = SENTENCE_END.search(text, marks[n].end, later)
    stop = sentence.end() if sentence else later
    while stop > marks[n].end and text[stop - 1].isspace():
        stop -= 1
    return stop


def _quotation(
    text: str, start: int, end: int, inner: int, inner_end: int, line: int, line_end: int, continued: bool = False
) -> Quotation:
    words = Span.trimmed(text, inner, max(inner, inner_end))
    alone = not text[line:start].strip() and not text[end:line_end].strip()
    led_in = text[line:start].rstrip().endswith((":", ","))
    return Quotation(Span.of(text, start, end), words, _is_scare(words.text, alone, led_in), continued)


def _is_scare(words: str, alone: bool, led_in: bool) -> bool:
    """Whether a quotation is a name, a title or a scare quote: a few words without a clause, or words in title case."""
    found = WORD.findall(words)
    if not found:
        return True
    big = [w for w in found if w.lower() not in SMALL_WORDS]
    title = len(found) <= TITLE_WORDS and len(big) > 1 and all(w[0].isupper() or w[0].isdigit() for w in big)
    if title and not words.endswith(("!", "?", ".")):
        return True
    if len(found) > SCARE_WORDS or words.endswith((".", "!", "?", ",", "…")) or (led_in and not alone):
        return False
    return not any(w.lower().replace("’", "'") in CLAUSE_WORDS for w in found)
