"""What stands at the top of a text: headline, byline, date line and dateline. They are marked, and say who, when and whence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.articles.byline import is_date_line, names_and_agency, outlet_before_date
from onrecord.articles.dateline import Dateline, find_dateline
from onrecord.articles.dates import date_in
from onrecord.articles.lines import DOT_END, Line
from onrecord.codebook.chrome import normal
from onrecord.model import Removed, Span

HEADLINE, BYLINE, DATE, DATELINE = "headline", "byline", "dateline-date", "dateline"
TOP_LINES = 40
"""Lines within which the story must have begun."""
LONGEST_HEADLINE = 30
UPDATED = re.compile(r"(?i)\b(?:updated|modified)\b")
OUTLET_BEHIND = re.compile(r"\s*[|–—-]\s.{2,40}")


@dataclass(frozen=True, slots=True)
class Top:
    """What the top of a text states; None where it states nothing.

    Args:
        removed: the lines and parts of lines that state it, in order.
    """

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    removed: tuple[Removed, ...] = ()

    @property
    def lines(self) -> tuple[Span, ...]:
        """The whole lines that were marked."""
        return tuple(r.span for r in self.removed if r.reason != DATELINE)


def read_top(text: str, lines: Sequence[Line], title: str | None = None) -> Top:
    """Find headline, byline, date line and dateline.

    Args:
        text: the text of an article.
        lines: its lines.
        title: the title that the source states elsewhere; a line that repeats it is the headline.

    Returns:
        what was found. A headline is a first line of 3 to 30 words without a full stop, with the story below it. The date of a
        dateline is not marked, since it says when things happened; the rest of the dateline is.
    """
    start = _story_start(lines, title)
    above, below = lines[:start], lines[start:]
    headline = _headline(above, below, title)
    others = [line for line in above if line not in headline]
    bylines = [line for line in others if names_and_agency(line.text)]
    dates = [line for line in others if line not in bylines and is_date_line(line.text)]
    dateline = find_dateline(text, below[0]) if below else None
    names, agency = (names_and_agency(bylines[0].text) if bylines else None) or (None, None)
    return Top(
        title=title or (headline[-1].text if headline else None),
        byline=names,
        publisher=agency or (dateline.agency if dateline else None) or next((o for d in dates if (o := outlet_before_date(d.text))), None),
        published=_published([*dates, *bylines], dateline),
        removed=_marks(headline, bylines, dates, dateline),
    )


def _story_start(lines: Sequence[Line], title: str | None) -> int:
    """Index of the first line of the story: running text that is neither title nor date line nor a headline that asks."""
    for i, line in enumerate(lines[:TOP_LINES]):
        if line.is_paragraph and not _repeats(line, title) and not is_date_line(line.text) and not _asks(lines, i):
            return i
    for i, line in enumerate(lines[:TOP_LINES]):  # nothing ends as a sentence does
        if i and not line.widget and not is_date_line(line.text) and not names_and_agency(line.text):
            return i if line.blank_before or any(lines[k].widget is None and not _is_told(lines[k]) for k in range(i)) else 0
    return 0


def _is_told(line: Line) -> bool:
    return line.words >= LONGEST_HEADLINE


def _asks(lines: Sequence[Line], i: int) -> bool:
    """Whether the first line of a text is a headline in the form of a question or a call."""
    line = lines[i]
    if i > 0 or i + 1 == len(lines) or DOT_END.search(line.text) or not line.ends_sentence or line.words > LONGEST_HEADLINE // 2:
        return False
    return lines[i + 1].blank_before or _is_below_headline(lines[i + 1])


def _headline(above: Sequence[Line], below: Sequence[Line], title: str | None) -> list[Line]:
    """The headline among the lines above the story; two lines where a page's title repeats it ("Headline - Example News")."""
    if not above or not below:
        return []
    if title and (same := [line for line in above if _repeats(line, title)]):
        return same
    for line, after in zip(above, [*above[1:], below[0]], strict=True):
        if not _may_be_headline(line):
            continue
        if after.blank_before or _is_below_headline(after) or _is_longer(after, line) or _is_label(after):
            later = above[above.index(line) + 1 :]
            return [line, *(other for other in later if _repeats(other, line.text) or _repeats(line, other.text))]
    return []


def _may_be_headline(line: Line) -> bool:
    if line.widget or not 3 <= line.words <= LONGEST_HEADLINE or DOT_END.search(line.text) or line.text[-1] in ":,;":
        return False
    return names_and_agency(line.text) is None and not is_date_line(line.text)


def _is_below_headline(line: Line) -> bool:
    return line.widget is not None or names_and_agency(line.text) is not None or is_date_line(line.text)


def _is_label(line: Line) -> bool:
    """A name or the like; the second line of a wrapped paragraph has more words."""
    return line.words <= 6 and line.text[0].isupper() and not line.ends_sentence


def _is_longer(paragraph: Line, headline: Line) -> bool:
    """A paragraph right under the headline, and not the second line of a paragraph that was wrapped."""
    return paragraph.words > 1.3 * headline.words and not paragraph.text[0].islower()


def _repeats(line: Line, title: str | None) -> bool:
    """Whether a line is the title, or the title and the name of the outlet behind a dash or bar."""
    plain = normal(title or "")
    if line.plain == plain:
        return bool(plain)
    return len(plain) >= 8 and line.plain.startswith(plain) and OUTLET_BEHIND.fullmatch(line.plain[len(plain) :]) is not None


def _published(lines: Sequence[Line], dateline: Dateline | None) -> str | None:
    """The date of the first line that states one, an update's date last; else a dateline's, where it has a year."""
    stated = [line.text for line in sorted(lines, key=lambda line: bool(UPDATED.search(line.text)))]
    if dateline and dateline.date:
        stated.append(dateline.date)
    return next((day for words in stated if (day := date_in(words))), None)


def _marks(headline: Sequence[Line], bylines: Sequence[Line], dates: Sequence[Line], dateline: Dateline | None) -> tuple[Removed, ...]:
    found = [
        Removed(Span(line.start, line.end, line.text), reason)
        for lines, reason in ((headline, HEADLINE), (bylines, BYLINE), (dates, DATE))
        for line in lines
    ]
    found += [Removed(part, DATELINE) for part in (dateline.parts if dateline else ())]
    return tuple(sorted(found, key=lambda r: r.span.start))
