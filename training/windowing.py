"""Fits a long marked sentence into the coder's window; shared by training and running."""

from __future__ import annotations

SOURCE, TARGET = 2, 4
"""Ids of the two opening marks."""
MAX_TOKENS = 96


def window(ids: list[int]) -> list[int]:
    """At most MAX_TOKENS ids with the opening marks inside; the first and last id are kept."""
    if len(ids) <= MAX_TOKENS:
        return ids
    marks = [i for i in (place(ids, SOURCE), place(ids, TARGET)) if i] or [1]
    room = MAX_TOKENS - 2
    start = max(1, min(marks[0] - 8, marks[-1] - 8, len(ids) - 1 - room))
    piece = ids[start : start + room]
    if max(marks) >= start + room:  # the parties stand too far apart: the stretch around each, the middle left out
        half, (first, last) = room // 2, sorted(marks)
        piece = ids[first : first + half] + ids[last : last + half]
    return [ids[0], *piece[:room], ids[-1]]


def place(ids: list[int], mark: int) -> int:
    """Where a mark stands first; 0, the place of [CLS], where the party is not named."""
    return ids.index(mark) if mark in ids else 0
