"""Marks page chrome in flattened text: what stood around the story on its page. Marked, never cut; nothing of the story is marked.

The rule of the ends: short lines at the end of a text, none of them part of the story and two of them at least widgets
("Subscribe", "0 Comments"), are all chrome, from the first of them through the end of the text; at the top likewise. In between,
only lines that are chrome wherever they stand, and runs of two widgets or more. The widgets are data: codebook/data/chrome.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.articles.inline import find_inline_tail
from onrecord.articles.lines import MONEY, TELLING, Line, lines_of
from onrecord.model import Removed, Span

TAIL = "en.chrome.tail"
HEAD = "en.chrome.head"
LIST = "en.chrome.list"
STRUCTURE = ("en.chrome.comments-parts", "en.chrome.comments-box", "en.chrome.dates")
BULLET = re.compile(r"^[-–—*•·]\s|^\(?\d{1,2}[.)]\s")
QUOTE_OR_TOLD = re.compile(r"[\"“”]|\b(?:said|says|told|added|according)\b")
LONG_WORD = re.compile(r"[^\W\d_]{5,}|[A-Z][^\W\d_]{2,}")
STORY_BEFORE_COMMENTS = 200
"""Characters of story that must stand before comments are believed to follow: a page often shows their count at its top."""


def find_chrome(text: str, *, kept: Sequence[Span] = ()) -> tuple[Removed, ...]:
    """The page chrome of a text.

    Args:
        text: the text of an article.
        kept: lines at the top that are accounted for already (headline, byline, date), and are not chrome.

    Returns:
        what was found, in order, not overlapping; the reason is the id of the rule.
    """
    lines = [line for line in lines_of(text) if not any(k.start < line.end and line.start < k.end for k in kept)]
    barrier = _barriers(lines)
    _let_boilerplate_go(lines, barrier)
    found: list[Removed] = []
    for first, last in _runs(barrier):
        run = lines[first:last]
        if last == len(lines) and sum(line.counts for line in run) >= 2 and first > 0:
            cut = first + _tail_start(run, lines[first - 1])
            found += _middle(lines[first:cut])
            found.append(Removed(Span.of(text, lines[cut].start, len(text)), TAIL))
        elif first == 0:
            found += _head(run)
        else:
            found += _middle(run)
    tail = find_inline_tail(text, lines[-1]) if lines and barrier[-1] else None
    return (*found, tail) if tail else tuple(found)


def _barriers(lines: Sequence[Line]) -> list[bool]:
    """Which lines are the story's, so that no run of chrome goes over them.

    After the heading of a list, lines that only look like the story (headlines of other stories) are none; after the heading of
    the comments, neither are sentences near a comment's parts (a name that "says", "Reply", an hour).
    """
    out: list[bool] = []
    opened, story = "", 0
    for i, line in enumerate(lines):
        if line.opens:
            if line.opens != "comments" or story >= STORY_BEFORE_COMMENTS:
                opened = line.opens
            out.append(False)
            continue
        is_story = line.is_story
        if is_story and opened == "list" and not line.is_paragraph:
            is_story = False
        if is_story and opened == "comments" and _has_structure(lines, i):
            is_story = False
        if is_story:
            story += line.end - line.start
            opened = opened if opened == "comments" else ""
        out.append(is_story)
    return out


def _let_boilerplate_go(lines: Sequence[Line], barrier: list[bool]) -> None:
    """Take sentences of the page out of the story: between widgets, and without a word in common with the story.

    Changes `barrier` from the end upward, and only within what will be the tail.
    """
    below = 0
    for i in range(len(lines) - 1, -1, -1):
        if not barrier[i]:
            below += lines[i].counts
            continue
        above = _counts_above(lines, barrier, i)
        if below < 2 or above < 2 or not _is_boilerplate(lines, barrier, i):
            return
        barrier[i] = False


def _counts_above(lines: Sequence[Line], barrier: Sequence[bool], at: int) -> int:
    counts = 0
    for i in range(at - 1, -1, -1):
        if barrier[i]:
            break
        counts += lines[i].counts
    return counts


def _is_boilerplate(lines: Sequence[Line], barrier: Sequence[bool], at: int) -> bool:
    """Whether a sentence tells nothing, quotes nobody, and has no longer word in common with the story above it."""
    line = lines[at]
    if line.words > 30 or MONEY.search(line.text) or QUOTE_OR_TOLD.search(line.text):
        return False
    story = {w for i in range(at) if barrier[i] for w in _stems(lines[i].text)}
    return not story.intersection(_stems(line.text))


def _stems(words: str) -> set[str]:
    return {w[:5].lower() for w in LONG_WORD.findall(words)}


def _has_structure(lines: Sequence[Line], at: int) -> bool:
    """Whether a comment's parts stand both before and after a line, within three lines."""
    before = any(_is_structure(line) for line in lines[max(0, at - 3) : at])
    after = at + 1 == len(lines) or any(_is_structure(line) for line in lines[at + 1 : at + 4])
    return before and after


def _is_structure(line: Line) -> bool:
    return line.widget is not None and line.widget.id in STRUCTURE


def _runs(barrier: Sequence[bool]) -> list[tuple[int, int]]:
    """The longest stretches without a barrier, as half-open ranges."""
    out, start = [], 0
    for i, is_barrier in enumerate([*barrier, True]):
        if is_barrier:
            if i > start:
                out.append((start, i))
            start = i + 1
    return out


def _tail_start(run: Sequence[Line], before: Line) -> int:
    """Where in the last run the tail begins: at its first widget, or at the short lines right above it (names, tags)."""
    first = next(i for i, line in enumerate(run) if line.counts)
    if before.text.endswith(":"):  # the lines are a list of the story's
        return first
    start = first
    while start > 0 and _may_lead(run[start - 1]):
        start -= 1
    return start


def _may_lead(line: Line) -> bool:
    if line.filler:
        return True
    if line.words > 6 or any(c.isdigit() for c in line.text):
        return False
    return not (line.ends_sentence or BULLET.match(line.text) or TELLING.search(line.text) or MONEY.search(line.text))


def _head(run: Sequence[Line]) -> list[Removed]:
    """Chrome at the top: widgets, and lines of up to three words between them; a longer line may be a headline or a deck."""
    if sum(line.counts for line in run) < 2:
        return _middle(run)
    last = max(i for i, line in enumerate(run) if line.counts)
    out = []
    for line in run[: last + 1]:
        if line.widget or line.words <= 3:
            out.append(_removed(line, line.widget.id if line.widget else HEAD))
    return out


def _middle(run: Sequence[Line]) -> list[Removed]:
    """Chrome between paragraphs: lines that are chrome anywhere; with two widgets or more, the others and what lies between."""
    counting = [i for i, line in enumerate(run) if line.counts]
    if len(counting) < 2:
        marked = {i for i in counting if run[i].alone}
    else:
        within = range(counting[0], counting[-1] + 1)
        opened = next((i for i in within if run[i].opens), len(run))
        marked = {i for i in within if run[i].widget or run[i].words <= 2 or i > opened}
    if marked:
        marked |= _listed(run, max(marked))
        marked |= _fillers_after(run, max(marked))
    return [_removed(run[i], reason) for i in sorted(marked) if (reason := _reason(run[i]))]


def _listed(run: Sequence[Line], last: int) -> set[int]:
    """Headlines of other stories under a heading that ends a run: all but a last one that may be a subhead of the story."""
    opener = next((i for i in range(last, -1, -1) if run[i].opens), None)
    if opener is None or run[opener].opens != "list" or any(not run[i].widget for i in range(opener + 1, last + 1)):
        return set()
    rest = list(range(last + 1, len(run)))
    if rest and (run[rest[-1]].words <= 4 or run[rest[-1]].blank_before):
        rest.pop()
    return set(rest) if all(run[i].words >= 3 for i in rest) else set()


def _fillers_after(run: Sequence[Line], last: int) -> set[int]:
    out: set[int] = set()
    for i in range(last + 1, len(run)):
        if not run[i].filler:
            break
        out.add(i)
    return out


def _reason(line: Line) -> str:
    return line.widget.id if line.widget else LIST


def _removed(line: Line, reason: str) -> Removed:
    return Removed(Span(line.start, line.end, line.text), reason)
