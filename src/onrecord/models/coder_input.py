"""A sentence as the learned event coder sees it: its two parties and the act marked, and what the codebook's rules say of it.

Training and running share this module, so that the network is asked exactly as it was taught.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The network's answers, in the order of its scores."""
MARKS = {"source": ("[unused1]", "[unused2]"), "target": ("[unused3]", "[unused4]"), "anchor": ("[unused5]", "[unused6]")}
"""The word pieces that open and close each marked part; BERT's vocabulary leaves them free."""
NO_RULE = "[unused9]"
RULE = {name: f"[unused{10 + i}]" for i, name in enumerate(TYPES)}
"""The word piece that tells which type the rules read."""
SOURCE, TARGET, ANCHOR = 2, 4, 6
"""Ids of the opening marks."""
MAX_TOKENS = 96
_KEPT_FIRST = 2
"""[CLS] and the rules' word stay in front of whatever window is cut."""


def special_pieces() -> list[str]:
    """Every word piece that a marked sentence may hold besides words."""
    return [p for pair in MARKS.values() for p in pair] + [NO_RULE, *RULE.values()]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its parties, its act and the rules' reading.

    Args:
        text: the sentence.
        source: half-open offsets of the actor in `text`, or None where it is not named.
        target: half-open offsets of the recipient, or None.
        anchor: half-open offsets of the word that tells of the act, or None where no rule found one.
        rule: the type that the rules read, one of TYPES, or None.
    """

    text: str
    source: tuple[int, int] | None = None
    target: tuple[int, int] | None = None
    anchor: tuple[int, int] | None = None
    rule: str | None = None

    def with_marks(self) -> str:
        """The sentence with the marks put in, the rules' word first."""
        cuts: list[tuple[int, int, str]] = []
        for name, span in (("source", self.source), ("target", self.target), ("anchor", self.anchor)):
            if span is not None:
                opening, closing = MARKS[name]
                cuts += [(span[0], 1, opening), (span[1], 0, closing)]
        out = self.text
        for at, _, piece in sorted(cuts, reverse=True):
            out = f"{out[:at]} {piece} {out[at:]}"
        return f"{RULE[self.rule] if self.rule else NO_RULE} {out}"


def window(ids: list[int]) -> list[int]:
    """At most MAX_TOKENS ids with the opening marks inside; [CLS], the rules' word and the last id are kept."""
    if len(ids) <= MAX_TOKENS:
        return ids
    marks = sorted(i for i in (place(ids, m) for m in (SOURCE, TARGET, ANCHOR)) if i) or [_KEPT_FIRST]
    room = MAX_TOKENS - _KEPT_FIRST - 1
    start = max(_KEPT_FIRST, min(marks[0] - 8, len(ids) - 1 - room))
    piece = ids[start : start + room]
    if marks[-1] >= start + room:  # the marks stand too far apart: the stretch behind the first and the last, the middle left out
        half, first, last = room // 2, marks[0], min(marks[-1], len(ids) - 1 - room // 2)
        piece = ids[first : first + half] + ids[last : last + half]
    return [*ids[:_KEPT_FIRST], *piece[:room], ids[-1]]


def place(ids: list[int], mark: int) -> int:
    """Where a mark stands first; 0, the place of [CLS], where the part is not named."""
    return ids.index(mark) if mark in ids else 0


_TAG = re.compile(r"</?[st]>")


def unmarked(text: str) -> Marked:
    """A sentence with `<s>`, `<t>` tags as plain text and the offsets of the first mark of each party."""
    found: dict[str, Any] = {}
    plain, at = "", 0
    for tag in _TAG.finditer(text):
        plain += text[at : tag.start()]
        at = tag.end()
        part = tag.group()[-2]
        if tag.group().startswith("</"):
            if isinstance(found.get(part), int):
                found[part] = (found[part], len(plain))
        elif part not in found:
            found[part] = len(plain)
    plain += text[at:]
    source, target = (found[p] if isinstance(found.get(p), tuple) else None for p in "st")
    return Marked(plain, source, target)
