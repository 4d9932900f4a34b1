"""What the finders of statements hand on: a cue with its source and content, by token indexes."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records.statement_sources import Speaker
from onrecord.records.statement_tree import Range


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate statement.

    Args:
        at: token index of the cue's head (or of the mark that introduces speech).
        cue: tokens of the cue.
        source: who says it, or None.
        content: tokens of the content, in order.
        rule: id of the lexicon row.
        stance: the row's stance.
        frame: which frame of the row matched.
        confidence: 0 to 1.
        wide: whether it counts only in the wide net: nobody puts anything on record by it.
    """

    at: int
    cue: Range | None
    source: Speaker | None
    content: tuple[Range, ...]
    rule: str
    stance: str | None
    frame: str
    confidence: float
    wide: bool = False
