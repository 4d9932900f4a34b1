"""Whole records of articles: `python -m benchmarks.articles FOLDER OUTPUT`, where FOLDER/text/*.json are the articles."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from onrecord.errors import SourceError
from onrecord.pipeline import records
from onrecord.views.jsonl import line


def main() -> None:
    """Read every article of the folder as a user would, and write its record."""
    if len(sys.argv) != 3:
        sys.exit("usage: python -m benchmarks.articles FOLDER OUTPUT")
    files = sorted((Path(sys.argv[1]) / "text").glob("*.json"))
    if not files:
        sys.exit(f"{sys.argv[1]}: no text/*.json in it. Name the folder that holds text/.")
    started, count = time.process_time(), 0
    loaded = started
    with open(sys.argv[2], "w", encoding="utf-8", newline="\n") as out:
        for result in records(files):
            if isinstance(result, SourceError):
                print(f"skipped {result}", file=sys.stderr)
                continue
            out.write(line(result) + "\n")
            count += 1
            if count == 1:
                loaded = time.process_time()  # the first article pays for loading the parser and the codebook
    batch = (count - 1) / max(time.process_time() - loaded, 1e-9)
    first = loaded - started
    print(f"articles: {count} records; the first after {first:.1f} CPU-seconds, then {batch:.1f} articles a CPU-second", file=sys.stderr)


if __name__ == "__main__":
    main()
