"""Gives the items of a new reading the ids that they had in the old one.

An id is a content hash of the article and the item's offsets, so most stay by themselves. Where an upgrade finds an item by other words
beside or around the old ones, it keeps its old id, and with it its reviews and its place in a thread.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from onrecord.model import Commitment, Event, Record, Span, Statement

One = TypeVar("One", Commitment, Event, Statement)


def keeping_ids(old: Record, new: Record, kept: Collection[str]) -> tuple[Record, frozenset[str]]:
    """A new reading under old ids.

    Args:
        old: the reading that the ledger holds.
        new: the new one.
        kept: ids of items of the old reading that stay even where the new one does not find them.

    Returns:
        the new record: an item whose words overlap those of an old one of its kind has its id, the largest overlap first, one to one; the
        items to be kept that it lacks are in it as they were, and their ids come with it.
    """
    events = _named(old.events, new.events)
    commitments, statements = _named(old.commitments, new.commitments), _named(old.statements, new.statements)
    lost = [c for c in old.commitments if c.id in kept and c.id not in commitments.values()]
    lost_events = [e for e in old.events if e.id in kept and e.id not in events.values()]
    lost_statements = [s for s in old.statements if s.id in kept and s.id not in statements.values()]
    all_events = _with_lost(_renamed(new.events, events), lost_events)
    known = {e.id for e in all_events}
    told = [replace(c, event=events.get(c.event or "")) for c in _renamed(new.commitments, commitments)]
    names = {p.name for p in new.parties}
    joint = {name for c in lost for name in c.promisor.name.split("; ")} - names if any("; " in c.promisor.name for c in lost) else set()
    record = replace(
        new, events=tuple(all_events), parties=(*new.parties, *(p for p in old.parties if p.name in joint)),
        commitments=tuple(_with_lost(told, [c if c.event in known else replace(c, event=None) for c in lost])),
        statements=tuple(_with_lost(_renamed(new.statements, statements), lost_statements)),
    )  # fmt: skip
    return record, frozenset([*(c.id for c in lost), *(e.id for e in lost_events), *(x.id for x in lost_statements)])


def _renamed(items: Sequence[One], names: Mapping[str, str]) -> list[One]:
    return [replace(i, id=names[i.id]) for i in items]


def _with_lost(items: list[One], lost: list[One]) -> list[One]:
    """The items with those that are kept, in the order of the text."""
    return sorted(items + lost, key=lambda i: words_of(i)[0].start) if lost else items


def words_of(item: Commitment | Event | Statement) -> tuple[Span, ...]:
    """The words by which an item is known again: its anchor, or what was said."""
    return tuple(sorted(item.content)) if isinstance(item, Statement) else (item.anchor,)


def _named(old: Sequence[One], new: Sequence[One]) -> dict[str, str]:
    """Id of a new item -> the id that it gets."""
    pairs = []
    for m, other in enumerate(new):
        for n, one in enumerate(old):
            shared = _shared(words_of(one), words_of(other))
            if shared:
                apart = _length(words_of(one)) + _length(words_of(other)) - 2 * shared
                pairs.append((-shared, apart, one.id != other.id, n, m))
    taken: dict[str, str] = {}
    for *_, n, m in sorted(pairs):
        if new[m].id not in taken and old[n].id not in taken.values():
            taken[new[m].id] = old[n].id
    used = {i.id for i in old} | set(taken.values())
    for item in new:
        if item.id not in taken:  # an id that an old item had for other words is not given to a new one
            number, name = 1, item.id
            while name in used:
                number += 1
                name = f"{item.id}.{number}"
            taken[item.id] = name
            used.add(name)
    return taken


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def _length(spans: Sequence[Span]) -> int:
    return sum(s.end - s.start for s in spans)
