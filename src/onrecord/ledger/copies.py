"""Copies of articles: one text under two addresses, syndicated and lightly edited texts. They count as one independent report.

MinHash over runs of words (rensa), cut into bands for looking up; a pair that shares a band is compared by its texts. Which articles are
copies of one another follows from the pair alone, so the order of adding changes nothing.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from datetime import date

from rensa import RMinHash

from onrecord.model import Article

PERMUTATIONS = 96
BANDS = 32
RUN = 4
"""Words of a run."""
ALIKE = 0.3
"""Share of common runs of words from which two texts are copies, of those of both; 0.7 would miss edited ones (docs/ledger.md)."""
WITHIN = 0.8
"""The same, of those of the shorter text: a copy that was cut."""
DAYS = 21
"""Days between a text and its copy; a standing column that is printed each month is no copy of the last."""
STRETCH = DAYS + 1
"""Days of a stretch of time: two articles near in time stand in one stretch or in neighbouring ones. Migration 5 writes the number out."""
ALWAYS = -1
"""The stretch of articles whose day is not known."""
SEED = 41
LEAST = 12
"""Runs that a text must have to be told from others by them."""
WORD = re.compile(r"\w+")


def runs_of(article: Article) -> frozenset[str]:
    """The runs of four words of an article's text, page chrome left out."""
    text = list(article.text)
    for removed in article.removed:
        text[removed.span.start : removed.span.end] = " " * (removed.span.end - removed.span.start)
    words = [w.lower() for w in WORD.findall("".join(text))]
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def bands_of(runs: frozenset[str]) -> list[int]:
    """The bands of the signature of a text, each as a 64-bit number; empty for a text of too few words."""
    if len(runs) < LEAST:
        return []
    signature = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    signature.update(sorted(runs))
    digest = signature.digest()
    rows = PERMUTATIONS // BANDS
    return [_mixed(digest[band * rows : (band + 1) * rows]) for band in range(BANDS)]


def _mixed(values: Iterable[int]) -> int:
    out = 0xCBF29CE484222325
    for value in values:
        out = ((out ^ value) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return out - (1 << 64) if out >= 1 << 63 else out


def stretch_of(published: str | None) -> int:
    """The stretch of time under which the bands of an article stand; `ALWAYS` where its day is not known."""
    try:
        return date.fromisoformat(published[:10]).toordinal() // STRETCH if published else ALWAYS
    except ValueError:
        return ALWAYS


def candidates(db: sqlite3.Connection, bands: list[int], published: str | None) -> list[int]:
    """Numbers of the articles that share a band, and may have been published at about the same time."""
    if not bands:
        return []
    stretch = stretch_of(published)
    near = (stretch - 1, stretch, stretch + 1, ALWAYS) if stretch != ALWAYS else _stretches(db)
    wanted = " OR ".join(["(stretch = ? AND band = ? AND value = ?)"] * len(bands))  # each a step in the index, not all of the stretch
    found: set[int] = set()
    for one in near:
        values = [x for n, value in enumerate(bands) for x in (one, n, value)]
        found.update(r[0] for r in db.execute(f"SELECT article FROM copy_bands WHERE {wanted}", values))
    return sorted(found)


def _stretches(db: sqlite3.Connection) -> tuple[int, ...]:
    """All stretches in which there are articles, each found by one step in the index."""
    rows = db.execute(
        """WITH RECURSIVE known(stretch) AS (SELECT min(stretch) FROM copy_bands UNION ALL
        SELECT (SELECT min(stretch) FROM copy_bands WHERE stretch > known.stretch) FROM known WHERE known.stretch IS NOT NULL)
        SELECT stretch FROM known WHERE stretch IS NOT NULL"""
    )
    return tuple(r[0] for r in rows)


def why_copies(one: frozenset[str], other: frozenset[str]) -> tuple[float, str] | None:
    """Whether two texts are copies: the share of common runs and the reason in words; None where they are not."""
    if not one or not other:
        return None
    common = len(one & other)
    share, within = common / len(one | other), common / min(len(one), len(other))
    if share >= ALIKE:
        return round(share, 4), "the same text" if share == 1 else f"{share:.0%} of all runs of four words in common"
    if within >= WITHIN and min(len(one), len(other)) >= 3 * LEAST:
        return round(share, 4), f"{within:.0%} of the shorter text's runs of four words stand in the longer one"
    return None


def near_in_time(one: str | None, other: str | None) -> bool:
    """Whether two dates of publication allow for a copy; unknown ones do."""
    try:
        return not one or not other or abs(date.fromisoformat(one[:10]).toordinal() - date.fromisoformat(other[:10]).toordinal()) <= DAYS
    except ValueError:
        return True
