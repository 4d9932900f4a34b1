"""Statements of our own marked articles: `python -m benchmarks.said_scores FILE...` (benchmarks/said/*.toml).

Each article holds its text and its statements as lists: source, cue, and the pieces of the content, all as they stand in the text. A predicted
statement meets a marked one where it holds more than 0.3 (or 0.8) of its content, one to one, as in `benchmarks.cue_classes`. The source is right
where the two share a word, or where nobody is named in either.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.common import document
from benchmarks.cue_classes import Attribution, pairs
from onrecord.mentions.parties import find_parties
from onrecord.records.statements import find_statements


def marked(text: str, rows: Sequence[Sequence[str]]) -> list[dict[str, list[list[int]]]]:
    """The marked statements by offsets.

    Args:
        text: the article.
        rows: source, cue and content pieces of each, all as whole words. Of several places those are meant that lie closest together: the first piece
            of the content to the cue, then the source to both, the other pieces behind the first.

    Raises:
        ValueError: a string does not stand in the text.
    """
    out = []
    for source, cue, *content in rows:
        near = min(((p, c) for p in _places(text, content[0]) for c in _places(text, cue)), key=lambda pair: _gap(*pair))
        pieces = [near[0], *(min(_places(text, piece), key=lambda s: _gap(s, near[0])) for piece in content[1:])]
        named = [min(_places(text, source), key=lambda s: _gap(s, near[0]) + _gap(s, near[1]))] if source else []
        out.append({"source": named, "cue": [near[1]], "content": pieces})
    return out


def _gap(a: Sequence[int], b: Sequence[int]) -> int:
    """The code points between two spans."""
    return max(0, max(a[0], b[0]) - min(a[1], b[1]))


def _places(text: str, words: str) -> list[list[int]]:
    found = [[m.start(), m.end()] for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)" if words != ":" else ":", text)]
    if not found:
        raise ValueError(f"{words!r} does not stand in the article {text[:40]!r}")
    return found


def counts(text: str, gold: Sequence[Attribution]) -> Counter[str]:
    """What is marked, made, found at 0.3 and at 0.8, and with the right source, in one article."""
    doc = document(text, id="said", published="2026-03-11")
    made = [
        {"source": [[s.source.start, s.source.end]] if s.source else [], "cue": [], "content": [[c.start, c.end] for c in s.content]}
        for s in find_statements(doc, find_parties(doc))
    ]
    met = pairs(gold, made)
    right = [i for i, j in met if _agree(gold[i]["source"], made[j]["source"])]
    return Counter({"marked": len(gold), "made": len(made), "0.3": len(met), "0.8": len(pairs(gold, made, 0.8)), "source": len(right)})


def _agree(a: Sequence[Sequence[int]], b: Sequence[Sequence[int]]) -> bool:
    return (not a and not b) or any(s < f and e < t for s, t in a for e, f in b)


def report(path: Path) -> str:
    """The figures of one file."""
    total: Counter[str] = Counter()
    articles = tomllib.loads(path.read_text(encoding="utf-8"))["article"]
    for row in articles:
        total += counts(row["text"], marked(row["text"], row["statements"]))
    n, made = total["marked"], total["made"]
    lines = [f"{path.name}: {len(articles)} articles, {n} statements marked, {made} read"]
    for least in ("0.3", "0.8"):
        met = total[least]
        lines.append(f"content >= {least}  P {met / max(made, 1):.3f}  R {met / n:.3f}  F1 {2 * met / (made + n):.3f}")
    return "\n".join([*lines, f"source right, of found  {total['source'] / max(total['0.3'], 1):.3f}"])


def main() -> None:
    """Print the figures of each file."""
    if len(sys.argv) < 2:
        sys.exit("usage: python -m benchmarks.said_scores FILE...")
    for name in sys.argv[1:]:
        print(report(Path(name)))


if __name__ == "__main__":
    main()
