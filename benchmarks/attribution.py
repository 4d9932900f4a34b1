"""Who said what: `python -m benchmarks.attribution INPUT OUTPUT`.

Three conventions of the data set (PolNeAR) are applied here and nowhere else. It marks what records leave out, so that the wide net is
cast. It does not mark an attribution inside the content of
another; our record does where the inner source is another. Its source of a relative clause is the pronoun ("Smith, who said"); ours is
the noun it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from benchmarks.common import document, main
from onrecord.mentions.parties import find_parties
from onrecord.model import Span, Statement
from onrecord.records.statements import find_statements

RELATIVE = re.compile(r"[^.;\n]{0,80}?\b(who|which|that)(?:\s+\w+){0,3}\s+")


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """The attributions of one article."""
    doc = document(row["text"], id=row["id"])
    return {"id": row["id"], "attributions": attributions(row["text"], find_statements(doc, find_parties(doc), wide=True))}


def attributions(text: str, statements: Sequence[Statement]) -> list[dict[str, list[list[int]]]]:
    """Statements in the data set's form, those inside another's content left out."""
    return [
        {"source": relative(text, s) or offsets(s.source), "cue": offsets(s.cue), "content": [[c.start, c.end] for c in s.content]}
        for s in statements
        if not any(nested(s, other) for other in statements if other is not s)
    ]


def relative(text: str, s: Statement) -> list[list[int]]:
    """The relative pronoun between source and cue, or an empty list."""
    if s.source is None or s.cue is None or s.source.end > s.cue.start:
        return []
    found = RELATIVE.fullmatch(text, s.source.end, s.cue.start)
    return [[found.start(1), found.end(1)]] if found else []


def nested(inner: Statement, outer: Statement) -> bool:
    """Whether the cue of one statement stands in the content of another."""
    at = inner.cue.start if inner.cue else inner.content[0].start
    return any(c.start <= at < c.end for c in outer.content)


def offsets(span: Span | None) -> list[list[int]]:
    """A span as the data set writes it: none is an empty list."""
    return [] if span is None else [[span.start, span.end]]


if __name__ == "__main__":
    main("attribution", predict)
