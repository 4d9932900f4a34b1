"""Attributions by the act of their cue (vow, plan, offer, agree, deny): `python -m benchmarks.cue_classes GOLD [PREDICTIONS]`.

GOLD holds the articles with their attributions, PREDICTIONS what `benchmarks.attribution` made of them; without PREDICTIONS they are made here.
Words of the classes are data (`cue_classes.toml`). Recall is the share of the gold attributions of a class that any prediction meets, precision
the share of the predictions of a class that meet any gold attribution. Attributions meet as the scorer pairs them: one to one, the greatest
overlap first, more than 0.3 of the gold content. F1 is of those two.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.attribution import predict
from benchmarks.common import rows

LEAST = 0.3
"""Share of the gold content above which two attributions meet."""
Attribution = Mapping[str, Sequence[Sequence[int]]]
"""Half-open code points of "source", "cue" and "content"; a gold row's other fields are not looked at."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted of one class: gold attributions, those met, predictions, those that meet one."""

    gold: int
    found: int
    made: int
    right: int

    @property
    def recall(self) -> float:
        """Share of the gold that was found, 0 to 1; 0 without gold."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """Share of the predictions that are right, 0 to 1; 0 without predictions."""
        return self.right / self.made if self.made else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@cache
def classes() -> dict[str, str]:
    """Word form -> name of its class, in the order of the file."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {word: row["name"] for row in data["class"] for word in row["words"]}


def class_of(text: str, cue: Sequence[Sequence[int]]) -> str | None:
    """The class of a cue, or None."""
    said = " ".join(text[a:b] for a, b in cue).lower()
    return next((classes()[w] for w in re.findall(r"\w+", said) if w in classes()), None)


def figures(articles: Iterable[tuple[str, Sequence[Attribution], Sequence[Attribution]]]) -> dict[str, Figures]:
    """The figures of each class over articles, each with its text, its gold attributions and the predicted ones."""
    counts: Counter[tuple[str | None, str]] = Counter()
    for text, gold, made in articles:
        met = pairs(gold, made)
        for field, side, these in (("gold", gold, {i for i, _ in met}), ("made", made, {j for _, j in met})):
            for n, attribution in enumerate(side):
                name = class_of(text, attribution["cue"])
                counts[name, field] += 1
                counts[name, field + " met"] += n in these
    names = dict.fromkeys(classes().values())
    return {n: Figures(counts[n, "gold"], counts[n, "gold met"], counts[n, "made"], counts[n, "made met"]) for n in names}


def pairs(gold: Sequence[Attribution], made: Sequence[Attribution], least: float = LEAST) -> list[tuple[int, int]]:
    """Indexes of the attributions that meet: one to one, the greatest share of the gold content first, each above `least`."""
    shares = []
    for i, g in enumerate(gold):
        whole = max(1, sum(b - a for a, b in g["content"]))
        for j, m in enumerate(made):
            common = sum(max(0, min(b, d) - max(a, c)) for a, b in g["content"] for c, d in m["content"])
            if common / whole > least:
                shares.append((common / whole, i, j))
    left: set[int] = set()
    right: set[int] = set()
    out = []
    for _, i, j in sorted(shares, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def table(gold: str | Path, predictions: str | Path | None = None) -> str:
    """The figures of a data set as lines of text, one a class."""
    made = {} if predictions is None else {row["id"]: row["attributions"] for row in rows(predictions)}
    counted = figures((row["text"], row["attributions"], _made(row, made)) for row in rows(gold))
    return "\n".join(
        f"cue of {name:8} P {f.precision:.3f}  R {f.recall:.3f}  F1 {f.f1:.3f}  n {f.gold}  predicted {f.made}" for name, f in counted.items()
    )


def _made(row: dict[str, Any], made: Mapping[str, list[Attribution]]) -> list[Attribution]:
    if made:
        return made.get(row["id"], [])
    attributions: list[Attribution] = predict({"id": row["id"], "text": row["text"]})["attributions"]
    return attributions


def main() -> None:
    """Print the table."""
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python -m benchmarks.cue_classes GOLD [PREDICTIONS]")
    print(table(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else None))


if __name__ == "__main__":
    main()
