"""Event type of a sentence with its two parties marked: `python -m benchmarks.relations INPUT OUTPUT [--rules]`.

Conventions of the data set that are applied here and nowhere else (its paper and ../gold/README.md document them): a conviction in court
counts as ACCUSE, where PLOVER 2021 and our codebook say SANCTION.
"""

from __future__ import annotations

import re
import sys
from typing import Any

from onrecord.records.event_relations import code_between

from benchmarks.common import article, rows, write
from onrecord.codebook.event_types import Trigger
from onrecord.model import Document, Span
from onrecord.models.coder import Marked, load
from onrecord.parsing import parse_all

MARK = re.compile(r"</?[st]>")
RULE_WEIGHT = 0.35
"""What the codebook's trigger adds to the coder's probability of its type, times the trigger's confidence."""


def main() -> None:
    """Read, predict, write."""
    arguments = [a for a in sys.argv[1:] if a != "--rules"]
    if len(arguments) != 2:
        sys.exit("usage: python -m benchmarks.relations INPUT OUTPUT [--rules]")
    data = list(rows(arguments[0]))
    marked = [unmarked(r["marked"]) for r in data]
    coder = None if "--rules" in sys.argv else load()
    learned = coder.probabilities(marked) if coder else [{} for _ in marked]
    documents = parse_all(article(m.text) for m in marked)
    made = ({"id": r["id"], "type": predict(d, m, p)} for r, d, m, p in zip(data, documents, marked, learned, strict=True))
    print(f"relations: {write(arguments[1], made)} predictions written to {arguments[1]}", file=sys.stderr)


def predict(document: Document, sentence: Marked, learned: dict[str, float]) -> str | None:
    """The type of one sentence: the coder's probabilities with the codebook's trigger as evidence, or the trigger alone."""
    found = code_between(document, *(span(sentence, s) for s in (sentence.source, sentence.target)))
    scores = dict(learned)
    if found:
        kind, _, confidence = found
        scores[kind] = scores.get(kind, 0.0) + (RULE_WEIGHT if learned else 1.0) * confidence
    best = max(scores, key=lambda k: scores[k], default=None)
    return "ACCUSE" if best == "SANCTION" and found and convicts(found[1]) else best


def convicts(trigger: Trigger | None) -> bool:
    """Whether the trigger tells of a conviction."""
    return trigger is not None and trigger.mode == "convict"


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
    main()
