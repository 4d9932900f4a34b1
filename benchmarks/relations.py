"""Event type of a sentence with its two parties marked: `python -m benchmarks.relations INPUT OUTPUT`.

Conventions of the data set that are applied here and nowhere else (its paper and the data's README document them): a conviction in court
counts as ACCUSE, where PLOVER 2021 and our codebook say SANCTION; a future act takes the type that PLOVER gives
its future (CONSULT: AGREE).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from benchmarks.common import document, main
from onrecord.codebook.event_types import event_types
from onrecord.model import Span
from onrecord.records.event_relations import Link, link_between

MARK = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with the half-open offsets of its parties, None for one that is not named."""

    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """The type of one sentence, None where no trigger links its parties."""
    sentence = unmarked(row["marked"])
    parsed = document(sentence.text)
    link = link_between(parsed, span(sentence, sentence.source), span(sentence, sentence.target))
    return {"id": row["id"], "type": coded(link) if link else None}


def coded(link: Link) -> str:
    """The type by the conventions of the data set."""
    if link.type == "SANCTION" and link.trigger.mode == "convict":
        return "ACCUSE"
    if link.status in ("planned", "hypothetical"):
        return event_types()[link.type].future_as or link.type
    return link.type


def span(sentence: Marked, offsets: tuple[int, int] | None) -> Span:
    """Offsets as a span; the whole sentence where the party is not marked."""
    start, end = offsets or (0, len(sentence.text))
    return Span.of(sentence.text, start, end)


def unmarked(text: str) -> Marked:
    """A sentence with `<s>`, `<t>` marks as plain text and the offsets of the first mark of each party."""
    found: dict[str, Any] = {}
    plain, at = "", 0
    for m in MARK.finditer(text):
        plain += text[at : m.start()]
        at = m.end()
        part = m.group()[-2]
        if m.group().startswith("</"):
            if isinstance(found.get(part), int):
                found[part] = (found[part], len(plain))
        elif part not in found:
            found[part] = len(plain)
    plain += text[at:]
    pair = [found[p] if isinstance(found.get(p), tuple) else None for p in "st"]
    return Marked(plain, pair[0], pair[1])


if __name__ == "__main__":
    main("relations", predict)
