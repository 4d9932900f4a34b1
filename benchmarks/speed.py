"""Articles a CPU-second and peak memory, onrecord beside spaCy's full English pipeline alone: `python -m benchmarks.speed FOLDER [ROUNDS]`.

Each side runs in a process of its own, one thread, over the same texts in the same order; after one text to warm up, CPU time (user and system) is
counted for all the rest, the learned coder's calls included. Rounds alternate, so that a machine that slows down slows both. The figure asked for is the ratio.

`python -m benchmarks.speed --stages FOLDER [ROUNDS]`: what each stage of the reading costs beside the parse. Asked for: statements and commitments
together no more than 15% of the parse.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

T = TypeVar("T")
SIDES = ("spacy", "onrecord")
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def run_side(side: str, folder: Path) -> dict[str, float]:
    """Read all articles of a folder (`*.txt`, or `*.json` with a "text") with one side.

    Returns:
        articles a CPU-second, and the peak of resident memory in MB.
    """
    texts = _texts(folder)
    read = _spacy() if side == "spacy" else _onrecord()
    read(texts[0])
    start = time.process_time()
    for text in texts[1:]:
        read(text)
    spent = time.process_time() - start
    return {"rate": (len(texts) - 1) / spent, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _spacy() -> Callable[[str], object]:
    """The English model as its package loads it, nothing left out."""
    from onrecord.parsing.parse import MODELS

    name = next(n for n in MODELS if importlib.util.find_spec(n) is not None)
    pipeline: Callable[[str], object] = importlib.import_module(name).load()
    return pipeline


def _onrecord() -> Callable[[str], object]:
    """The whole reading of one article, the learned coder included: its weights are loaded like the parser's, before the time is taken."""
    from benchmarks.common import article
    from onrecord.models.coder import event_coder
    from onrecord.pipeline import record_of

    if event_coder() is None:
        raise SystemExit("the learned coder is missing (pip install 'onrecord' with its weights): without it the figure says nothing")
    return lambda text: record_of(article(text, published="2024-01-01"))


def _texts(folder: Path) -> list[str]:
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))]
    texts += [json.loads(p.read_text(encoding="utf-8"))["text"] for p in sorted(folder.glob("*.json"))]
    if len(texts) < 2:
        raise SystemExit(f"{folder}: at least two articles (*.txt or *.json) are needed")
    return texts


def stages(folder: Path) -> dict[str, float]:
    """CPU-seconds of each stage of the reading over all articles of a folder but the first, which warms up."""
    from benchmarks.common import document
    from onrecord.mentions.amounts import find_amounts
    from onrecord.mentions.parties import find_parties
    from onrecord.mentions.places import find_places
    from onrecord.mentions.times import find_times
    from onrecord.model import Mentions
    from onrecord.records.commitments import find_commitments
    from onrecord.records.events import find_events
    from onrecord.records.statements import find_statements

    spent: dict[str, float] = {}

    def timed(stage: str, made: Callable[[], T]) -> T:
        start = time.process_time()
        got = made()
        spent[stage] = spent.get(stage, 0.0) + time.process_time() - start
        return got

    for n, text in enumerate(_texts(folder)):
        if n == 1:
            spent.clear()
        doc = timed("parse", lambda text=text: document(text, published="2024-01-01"))  # type: ignore[misc]
        mentions = timed("mentions", lambda doc=doc: Mentions(find_parties(doc), find_times(doc), find_places(doc), find_amounts(doc)))  # type: ignore[misc]
        said = timed("statements", lambda doc=doc, m=mentions: find_statements(doc, m.who))  # type: ignore[misc]
        done = timed("events", lambda doc=doc, m=mentions, said=said: find_events(doc, m, said))  # type: ignore[misc]
        timed("commitments", lambda doc=doc, m=mentions, said=said, done=done: find_commitments(doc, m, said, done))  # type: ignore[misc]
    return spent


def show_stages(folder: Path, rounds: int) -> None:
    """Print the median of the rounds for each stage, and the share of statements and commitments in the parse."""
    runs = [stages(folder) for _ in range(rounds)]
    for stage in runs[0]:
        print(f"{stage:12} {median(r[stage] for r in runs):.3f} CPU-seconds, {median(r[stage] / r['parse'] for r in runs):.1%} of the parse")
    print(f"statements and commitments: {median((r['statements'] + r['commitments']) / r['parse'] for r in runs):.1%} of the parse")


def main() -> None:
    """Run both sides in turn and print the figures."""
    if len(sys.argv) in (3, 4) and sys.argv[1] == "--stages":
        show_stages(Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) == 4 else 3)
        return
    if len(sys.argv) == 4 and sys.argv[1] == "--side":
        print(json.dumps(run_side(sys.argv[2], Path(sys.argv[3]))))
        return
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python -m benchmarks.speed [--stages] FOLDER [ROUNDS]")
    rounds = int(sys.argv[2]) if len(sys.argv) == 3 else 3
    got: dict[str, list[dict[str, float]]] = {s: [] for s in SIDES}
    for _ in range(rounds):
        for side in SIDES:
            command = [sys.executable, "-m", "benchmarks.speed", "--side", side, sys.argv[1]]
            answer = subprocess.run(command, env={**os.environ, **ONE_THREAD}, check=True, capture_output=True, text=True)
            got[side].append(json.loads(answer.stdout))
    for side in SIDES:
        print(f"{side:9} {median(r['rate'] for r in got[side]):.2f} articles a CPU-second, peak {max(r['peak_mb'] for r in got[side]):.0f} MB")
    ratios = [o["rate"] / s["rate"] for s, o in zip(got["spacy"], got["onrecord"], strict=True)]
    print(f"onrecord, learned coder included / spaCy: {median(ratios):.2f} (rounds: {', '.join(f'{r:.2f}' for r in ratios)})")


if __name__ == "__main__":
    main()
