"""How the ledger grows: `python -m benchmarks.ledger_scale [--articles N] [--copies N] [--ledger FILE]` adds N synthetic articles and asks of them.

For each thousand: CPU milliseconds an article of `add` without the reading (the records are made beforehand, in groups), memory, size of the file. At the end
the ratio of the last thousands to the first, and the time of every kind of question (p50, p95) through `onrecord.Ledger`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.ledger_copies import copy
from benchmarks.synthetic import articles
from benchmarks.synthetic_units import material
from onrecord.keeping import Ledger
from onrecord.ledger.store import TOGETHER, Store

A_THOUSAND = 1000 // TOGETHER
"""Transactions of a thousand articles."""
ASKED = 15
"""Times that each question is asked, with other values each time."""


def main() -> None:
    """Add, ask, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--copies", type=int, default=0, help="fill the ledger by SQL with so many copies of it before asking")
    options.add_argument("--ledger", type=Path)
    given = options.parse_args()
    if given.articles < 2000:
        sys.exit("Add at least 2000 articles: the last thousand is compared with the first.")
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "scale.db"
        costs = grow(path, given.articles)
        first, last = statistics.median(costs[:A_THOUSAND]), statistics.median(costs[-A_THOUSAND:])
        size = sum(p.stat().st_size for p in path.parent.glob(path.name + "*"))
        print(
            f"{given.articles} articles: {first:.2f} ms of CPU an article in the first thousand, {last:.2f} in the last: {last / first:.2f}x"
        )
        print(f"peak memory {memory():.0f} MB, file {size / 1e6:.0f} MB ({size / given.articles / 1e3:.1f} KB an article)")
        if given.copies:
            copy(path, given.copies)
            print(f"questions to {given.articles * (given.copies + 1)} articles, {path.stat().st_size / 1e6:.0f} MB")
        ask(path)


def grow(path: Path, count: int) -> list[float]:
    """CPU milliseconds an article of `Store.add`, for each group in order; the first group warms up and is left out."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as other:  # the parser's memory is none of the ledger's
        made = articles(other.submit(material).result(), count + TOGETHER)
    costs: list[float] = []
    with Store(path) as store:
        store.add(list(islice(made, TOGETHER)), version="scale")
        for done in range(TOGETHER, count + TOGETHER, TOGETHER):
            group = list(islice(made, TOGETHER))
            started = time.process_time()
            store.add(group, version="scale")
            costs.append((time.process_time() - started) * 1000 / len(group))
            if done % 1000 < TOGETHER:
                print(f"{done:>8}  {statistics.median(costs[-A_THOUSAND:]):.2f} ms an article  {memory():.0f} MB", file=sys.stderr)
    return costs


def memory() -> float:
    """Peak resident memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if os.uname().sysname == "Linux" else 1024**2)


def questions(ledger: Ledger) -> dict[str, Callable[[int], Any]]:
    """Every kind of question, each with values that change from time to time."""
    countries = ("Kenya", "Norway", "Canada", "Brazil", "Japan", "Poland", "Egypt", "India", "Chile", "Ghana")
    stages = ("pledged", "approved", "signed", "floated", "intended")
    words = ("loan", "drones", "strike", "agreement", "soldiers", "court", "elections", "border", "grain", "ceasefire")
    types = ("ASSAULT", "COERCE", "CONSULT", "AGREE", "PROTEST")
    threads = [c.id for c in ledger.commitments(limit=ASKED)]

    def pick(values: tuple[str, ...] | list[str], n: int) -> str:
        return values[n % len(values)]

    return {
        "commitments": lambda n: ledger.commitments(limit=50),
        "commitments --from COUNTRY": lambda n: ledger.commitments(origin=pick(countries, n), limit=50),
        "commitments --stage": lambda n: ledger.commitments(stage=pick(stages, n), limit=50),
        "commitments --from --stage": lambda n: ledger.commitments(origin=pick(countries, n), stage=pick(stages, n), limit=50),
        "commitments --pair": lambda n: ledger.commitments(pair=(pick(countries, n), pick(countries, n + 3)), limit=50),
        "commitments --overdue": lambda n: ledger.commitments(overdue=True, limit=50),
        "commitments --min-amount --currency": lambda n: ledger.commitments(min_amount=1e8, currency="EUR", limit=50),
        "commitments --text": lambda n: ledger.commitments(text=pick(words, n), limit=50),
        "commitments --as-of": lambda n: ledger.commitments(as_of=f"20{20 + n % 5}-06-30", limit=50),
        "commitments --stage --as-of": lambda n: ledger.commitments(stage=pick(stages, n), as_of=f"20{20 + n % 5}-06-30", limit=50),
        "events": lambda n: ledger.events(limit=50),
        "events --type --country": lambda n: ledger.events(type=pick(types, n), country=pick(countries, n), limit=50),
        "events --pair": lambda n: ledger.events(pair=(pick(countries, n), pick(countries, n + 3)), limit=50),
        "events --since --until": lambda n: ledger.events(since=f"20{19 + n % 5}-03", until=f"20{19 + n % 5}-04", limit=50),
        "events --text": lambda n: ledger.events(text=pick(words, n), limit=50),
        "statements --text": lambda n: ledger.statements(text=pick(words, n), limit=50),
        "articles --since": lambda n: ledger.articles(since=f"20{19 + n % 5}-05", limit=50),
        "parties --country": lambda n: ledger.parties(country=pick(countries, n), limit=50),
        "show COMMITMENT": lambda n: ledger.show(pick(threads, n)),
        "changes, a week": lambda n: ledger.changes(f"2020-{n % 12 + 1:02d}-01", f"2020-{n % 12 + 1:02d}-07"),
        "search": lambda n: ledger.search(pick(words, n)),
        "search, two words": lambda n: ledger.search(f"{pick(words, n)} {pick(words, n + 1)}"),
    }


def ask(path: Path) -> None:
    """Time the questions, opening the ledger anew for each as the command line does; then ask the same again, with the pages that they need in memory."""
    worst = 0.0
    first: dict[str, float] = {}
    for again in (False, True):
        for name, question in questions(Ledger(path)).items():
            took = sorted(_timed(question, n) for n in _rounds())
            p95 = took[min(len(took) - 1, round(0.95 * (len(took) - 1)))]
            if again:
                worst = max(worst, p95)
                print(f"  {name:<36} p50 {statistics.median(took):7.1f} ms   p95 {p95:7.1f} ms   p95 of the first round {first[name]:7.1f} ms")
            else:
                first[name] = p95
    print(f"  slowest p95 {worst:.1f} ms, in the first round {max(first.values()):.1f} ms")


def _rounds() -> Iterator[int]:
    yield from range(ASKED)


def _timed(question: Callable[[int], Any], n: int) -> float:
    started = time.perf_counter()
    question(n)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
