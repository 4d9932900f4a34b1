"""One look at a ledger: new files into it, what changed out of it, and on to who follows."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.codebook.party_file import PartyFile
from onrecord.errors import SourceError, UnknownParty
from onrecord.following import Followed, happened
from onrecord.keeping import Added, Ledger
from onrecord.ledger.happenings import Happening
from onrecord.ledger.opening import open_ledger
from onrecord.sources.open import files_below
from onrecord.views import happenings as wording
from onrecord.watching.memory import Memory, Waiting
from onrecord.watching.webhook import Webhook, delay

SETTLED = 2.0
"""Seconds for which a file must not have changed before it is read: it may still be being written."""
WORDS = 4_000
"""Characters of a sentence in a message."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is watched, and for whom.

    Args:
        ledger: its file; made when the first article is added.
        followed: what is followed in it.
        inputs: files and folders whose new files go into it.
        webhook: where messages go; None for the screen alone.
        since: at the first look, what happened from this day on is told as well; None: what is on record then is known.
        address: of a published site or a reading room, for the page of each change; "" for none.
        parties, published: as for `Ledger.add`.
    """

    ledger: Path
    followed: Followed
    inputs: tuple[str, ...] = ()
    webhook: Webhook | None = None
    since: str | None = None
    address: str = ""
    parties: PartyFile | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found.

    Args:
        added: what came of new files; None where there were none.
        new: how many changes are new.
        first: whether it was the first: what was on record then is known.
        nobody: the message where nobody is on record yet under a name that is followed; "" else.
    """

    added: Added | None
    new: int
    first: bool
    nobody: str = ""


def key_of(followed: Followed, name: str | None) -> tuple[str, str]:
    """What tells a watch from others, and the same in words: its name, or what it follows."""
    told = {"one": followed.one, **dict(followed.filters), "of": followed.of, "on": sorted(followed.kinds)}
    about = name or json.dumps({k: v for k, v in told.items() if v}, ensure_ascii=False)
    return hashlib.sha256(about.encode("utf-8", "replace")).hexdigest()[:16], about


def look(plan: Plan, memory: Memory, *, today: str, patient: bool = False, step: Callable[[], object] = lambda: None) -> Look:
    """Put new files into the ledger, and write down what changed since the last look.

    Args:
        plan: what is watched.
        memory: of this watch.
        today: the day that decides what is overdue: due dates pass without any article.
        patient: wait for files that were written to just now, instead of leaving them to the next look.
        step: called after each article.

    Raises:
        OnRecordError: the ledger or the memory cannot be used; nothing of this look is lost, and the next does it again.
    """
    first = not memory.begun
    if not plan.ledger.exists():
        memory.forget_files()
    if first:  # what is on record before the first file goes in is known
        known = [h for h in _all(plan, today)[0] if plan.since is None or (h.date or "") < plan.since]
        memory.keep([(h.id, None) for h in known], "begun", send=False)
    added = _add(plan, memory, patient=patient, step=step)
    state = _state(plan.ledger, today)
    if state == memory.looked:
        return Look(added, 0, first)
    told, seen = memory.known(), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    every, nobody = _all(plan, today)
    found = [(h.id, message(h, plan, seen)) for h in reversed(every) if h.id not in told]
    return Look(added, memory.keep(found, state, send=plan.webhook is not None), first, nobody)


def show(memory: Memory, write: Callable[[dict[str, Any]], object]) -> int:
    """Show what was not shown yet; each is noted once `write` is done with it."""
    waiting = memory.unshown()
    for one in waiting:
        write(json.loads(one.message))
        memory.shown(one.number)
    return len(waiting)


def send(plan: Plan, memory: Memory, *, now: bool = False, failed: Callable[[Waiting, str, float], object]) -> tuple[int, int]:
    """Send what waits and may be tried; what fails is told and tried again later.

    Args:
        plan: what is watched.
        memory: of this watch.
        now: try all that waits, also what failed a moment ago.
        failed: called with what was sent in vain, the problem, and the seconds until it is tried again.

    Returns:
        how many were sent, and how many still wait.
    """
    if plan.webhook is None:
        return 0, 0
    waiting, sent = memory.unsent(), 0
    for one in waiting:
        moment = time.time()
        if one.next > moment and not now:
            continue
        outcome = plan.webhook.send(one.id, one.message.encode("utf-8", "replace"), int(moment))
        if not outcome.problem:
            memory.sent(one.number)
            sent += 1
            continue
        seconds = delay(one.tries + 1, outcome.wait)
        memory.failed(one.number, outcome.problem, time.time() + seconds)
        failed(one, outcome.problem, seconds)
        if not outcome.reached:
            memory.postpone(time.time() + seconds)
            break  # nobody is there: the others wait as well
    return sent, len(waiting) - sent


def message(one: Happening, plan: Plan, seen: str) -> str:
    """A change as it is sent: JSON with `type`, `timestamp` (when it was found) and `data`."""
    told = wording.public(one).to_dict()
    for name in ("what", "words", "other_words"):
        told[name] = told[name] and told[name][:WORDS]
    page = {"page": f"{plan.address.rstrip('/')}/{one.thread}s/{one.thread_id}.html"} if plan.address and one.thread == "commitment" else {}
    data = {**told, "title": wording.title(one), "text": wording.text(one), **page, "ledger": plan.ledger.name}
    return json.dumps({"type": f"onrecord.{one.kind}", "timestamp": seen, "data": data}, ensure_ascii=False)


def files_of(inputs: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """The files that inputs name, with their bytes and time of change (nanoseconds); what is gone meanwhile is left out."""
    for name in inputs:
        for path in files_below(name) if os.path.isdir(name) else (name,):
            try:
                found = os.stat(path)
            except OSError:
                continue
            yield os.path.abspath(path), found.st_size, found.st_mtime_ns


def _add(plan: Plan, memory: Memory, *, patient: bool, step: Callable[[], object]) -> Added | None:
    """Read the files that are new or changed; None where there are none."""
    new = memory.new_files(files_of(plan.inputs))
    fresh = [f for f in new if 0 <= time.time() - f[2] / 1e9 < SETTLED]
    if fresh and patient:
        time.sleep(SETTLED)
        new, fresh = memory.new_files(files_of(plan.inputs)), []
    ready = [f for f in new if f not in fresh]
    if not ready:
        return None
    added = Ledger(plan.ledger).add(*(f[0] for f in ready), published=plan.published, parties=plan.parties, step=step)
    memory.read_files(ready)
    return added


def _all(plan: Plan, today: str) -> tuple[Sequence[Happening], str]:
    """All that ever happened to what is followed, the latest first; nothing where there is no ledger yet, or nobody of that name, which is said."""
    if not plan.ledger.exists():
        return (), ""
    try:
        return happened(plan.ledger, plan.followed, today=today), ""
    except UnknownParty as error:
        return (), str(error)


def _state(ledger: Path, today: str) -> str:
    """What tells whether anything can have changed: the day, the articles, the reviews, the runs."""
    if not ledger.exists():
        return "none"
    db = open_ledger(ledger, write=False)
    try:
        counts = [db.execute(f"SELECT coalesce(max({column}), 0), count(*) FROM {table}").fetchone()
                  for column, table in (("number", "articles"), ("number", "reviews"), ("coalesce(ended, at)", "readings"))]  # fmt: skip
    finally:
        db.close()
    return json.dumps([today, *(value for row in counts for value in row)])


def skipped(look: Look) -> tuple[SourceError, ...]:
    """The inputs that made no article."""
    return look.added.skipped if look.added else ()
