"""How fast and how heavy the pages of the reading room are: `python -m benchmarks.room_pages [--ledger FILE | --articles N] [--copies N]`.

Without --ledger it grows one of N synthetic articles (benchmarks.ledger_scale). Each page is asked for with other values each round, through the
application itself without a network. Of each: the first answer, median and 95th percentile of the others, processor time at the 95th percentile (on a
busy machine the wall clock tells of its other users too), and the size of the page. What is counted is kept until the ledger is written to, so the first
answer of a counting page is the dear one. First it counts beforehand, as `serve` does when it opens; with --cold it does not.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.ledger_copies import copy
from benchmarks.ledger_scale import grow
from onrecord.keeping import Ledger
from onrecord.room.app import desk_in, make_app
from onrecord.room.warming import count_beforehand

LIMIT_MS, LIMIT_KB = 200.0, 500.0
COUNTRIES = ("United States", "Russia", "Kenya", "Norway", "Canada", "Brazil", "Japan", "Poland", "Egypt", "India", "Chile", "Ghana")
STAGES = ("pledged", "approved", "signed", "floated", "intended")
WORDS = ("loan", "drones", "strike", "agreement", "soldiers", "court", "elections", "border", "grain", "ceasefire")
TYPES = ("ASSAULT", "COERCE", "CONSULT", "AGREE", "PROTEST")


@dataclass(frozen=True, slots=True)
class Timed:
    """What an answer took in milliseconds, by the clock and of the processor, and how large it was in bytes."""

    wall: float
    processor: float
    size: int


def main() -> None:
    """Grow or open a ledger, ask for every page, print a line for each."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--ledger", type=Path)
    options.add_argument("--articles", type=int, default=4000)
    options.add_argument("--copies", type=int, default=0, help="fill the ledger that was grown with so many copies of it")
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--cold", action="store_true", help="count nothing beforehand")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "pages.db"
        if given.ledger is None:
            grow(path, given.articles)
            if given.copies:
                copy(path, given.copies)
        report(path, given.rounds, cold=given.cold)


def report(path: Path, rounds: int, *, cold: bool = False) -> None:
    """A line for each page, and which of them are over the limits; `cold`: nothing is counted beforehand."""
    app = make_app(path)
    if not cold:
        began, processor_then = time.perf_counter(), time.process_time()
        count_beforehand(desk_in(app))
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"counted beforehand in {time.process_time() - processor_then:.0f} s of the processor, {time.perf_counter() - began:.0f} s; {most:.0f} MB")
    over = []
    print(f"{'page':<34} {'first ms':>9} {'p50 ms':>8} {'p95 ms':>8} {'p95 cpu':>8} {'most KB':>8}")
    for name, address in pages(Ledger(path)).items():
        took = [asyncio.run(ask(app, address(n))) for n in range(rounds + 1)]
        walls, processor = sorted(t.wall for t in took[1:]), sorted(t.processor for t in took[1:])
        place = round(0.95 * (len(walls) - 1))
        size = max(t.size for t in took) / 1000
        print(f"{name:<34} {took[0].wall:9.0f} {statistics.median(walls):8.0f} {walls[place]:8.0f} {processor[place]:8.0f} {size:8.0f}", flush=True)
        if processor[place] > LIMIT_MS or size > LIMIT_KB:
            over.append(name)
    print(f"over {LIMIT_MS:.0f} ms of processor at p95, or {LIMIT_KB:.0f} KB: {', '.join(over) or 'none'}")


def pages(ledger: Ledger) -> dict[str, Callable[[int], str]]:
    """Every kind of page, each an address that changes from round to round."""
    ids = {kind: _own([row.id for row in getattr(ledger, kind)(limit=20)]) for kind in ("commitments", "events", "statements", "articles", "parties")}
    told = _own([c.id for c in ledger.commitments(sort="reports", limit=400)])[:20]

    def pick(values: tuple[str, ...] | list[str], n: int) -> str:
        return values[n % len(values)]

    def one(kind: str, form: str = "") -> Callable[[int], str]:
        return lambda n: f"/{kind}/{pick(ids[kind], n)}{form}"

    return {
        "/": lambda n: "/",
        "/?party&stage": lambda n: f"/?party={pick(COUNTRIES, n)}&stage={pick(STAGES, n)}",
        "/?overdue": lambda n: "/?overdue=1",
        "/?as_of": lambda n: f"/?as_of=2019-0{n % 3 + 1}-15",
        "/commitments": lambda n: "/commitments",
        "/events": lambda n: "/events",
        "/events?page": lambda n: f"/events?page={n * 7 + 2}",
        "/events?country&type": lambda n: f"/events?country={pick(COUNTRIES, n)}&type={pick(TYPES, n)}",
        "/events?text": lambda n: f"/events?text={pick(WORDS, n)}",
        "/statements": lambda n: "/statements",
        "/articles": lambda n: "/articles",
        "/parties": lambda n: "/parties",
        "/search": lambda n: f"/search?q={pick(WORDS, n)}",
        "/commitments/ID": one("commitments"), "/commitments/ID, much told": lambda n: f"/commitments/{pick(told, n)}",
        "/commitments/ID.svg": one("commitments", ".svg"),
        "/commitments/ID?as_of": lambda n: f"/commitments/{pick(told, n)}?as_of=2100-01-01",
        "/commitments/ID.png": one("commitments", ".png"),
        "/join/ID": lambda n: f"/join/{pick(ids[('commitments', 'events')[n % 2]], n)}",
        "/join/ID?q": lambda n: f"/join/{pick(told, n)}?q={pick(WORDS, n)}",
        "/events/ID": one("events"), "/statements/ID": one("statements"), "/articles/ID": one("articles"), "/parties/ID": one("parties"),
        "/timeline": lambda n: "/timeline",
        "/timeline?country": lambda n: f"/timeline?country={pick(COUNTRIES, n)}&by={('day', 'week')[n % 2]}",
        "/actors": lambda n: "/actors",
        "/actors?country": lambda n: f"/actors?country={pick(COUNTRIES, n)}",
        "/timeline?type": lambda n: f"/timeline?type={pick(TYPES, n)}",
        "/actors?type": lambda n: f"/actors?type={pick(TYPES, n)}",
        "/map": lambda n: "/map",
        "/map?type": lambda n: f"/map?type={pick(TYPES, n)}",
        "/table/commitments": lambda n: "/table/commitments",
        "/table/events": lambda n: "/table/events",
        "/table/events?country": lambda n: f"/table/events?country={pick(COUNTRIES, n)}",
        "/table/events?type": lambda n: f"/table/events?type={pick(TYPES, n)}",
        "/table/commitments?stage": lambda n: f"/table/commitments?stage={pick(STAGES, n)}",
        "/table/statements": lambda n: "/table/statements",
        "/table/articles": lambda n: "/table/articles",
        "/feed.atom": lambda n: "/feed.atom",
        "/feed.atom?party": lambda n: f"/feed.atom?party={pick(COUNTRIES, n)}",
        "/feed.atom?party=ID": lambda n: f"/feed.atom?party={pick(ids['parties'], n)}",
        "/feed.atom?pair": lambda n: f"/feed.atom?pair={pick(COUNTRIES, n)},{pick(COUNTRIES, n + 3)}",
        "/feed.atom?q": lambda n: f"/feed.atom?q={pick(WORDS, n)}",
    }  # fmt: skip


def _own(ids: list[str]) -> list[str]:
    """Those that begin no other: a copy that benchmarks.ledger_copies made has the id of what it copies and a number."""
    copied = [one for one in ids if one.count("-") > 1]
    return [one for one in copied if len(one.rsplit("-", 1)[1]) > 1] or copied or ids


async def ask(app: Any, address: str) -> Timed:
    """Ask the application for an address, as a server on this machine would.

    Raises:
        RuntimeError: it answers with an error.
    """
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "path": path, "raw_path": quote(path).encode(),
        "query_string": query.encode(), "root_path": "", "headers": [(b"host", b"127.0.0.1:8731")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8731),
    }  # fmt: skip
    size, status = 0, 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        nonlocal size, status
        status = message.get("status", status)
        size += len(message.get("body", b""))

    wall, processor = time.perf_counter(), time.process_time()
    await app(scope, receive, send)
    if status >= 400:
        raise RuntimeError(f"{address}: {status}")
    return Timed((time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000, size)


if __name__ == "__main__":
    main()
