"""What the benchmarks share: rows in, rows out, and a plain text as a parsed document."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.model import Article, Document, content_id
from onrecord.parsing import parse


def rows(path: str | Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file; empty lines are passed over."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def write(path: str | Path, made: Iterable[dict[str, Any]]) -> int:
    """Write objects as JSON Lines; returns how many."""
    count = 0
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for row in made:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def article(text: str, *, id: str = "", published: str | None = None) -> Article:
    """A text of a data set as an article, unaltered."""
    basis = "stated" if published else None
    return Article(id or content_id("a", None, None, text), id, text, published=published, published_basis=basis)


def document(text: str, *, id: str = "", published: str | None = None) -> Document:
    """A text of a data set, parsed."""
    return parse(article(text, id=id, published=published))


def main(task: str, predict: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """The command line of a benchmark: read INPUT, write a prediction for each row to OUTPUT, say so on standard error."""
    if len(sys.argv) != 3:
        sys.exit(f"usage: python -m benchmarks.{task} INPUT OUTPUT")
    count = write(sys.argv[2], (predict(row) for row in rows(sys.argv[1])))
    print(f"{task}: {count} predictions written to {sys.argv[2]}", file=sys.stderr)
