"""One act told twice is one event: mentions of one type whose parties, words and dates agree are joined."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Event, Party, Span
from onrecord.records.event_candidates import Candidate

STEM = 4
"""Letters at the beginning that two words for one act have in common ("attacked", "attack")."""


def takes_up(candidate: Candidate) -> bool:
    """Whether a noun may take up an act told before: it is definite, and no verb brings the act about anew ("the strike", "its request")."""
    noun = candidate.head
    if candidate.frame.form != "noun" or noun.tag_ not in {"NN", "NNP"}:
        return False
    return any((c.dep_ == "det" and c.lower_ in {"the", "this", "that"}) or c.dep_ == "poss" for c in noun.children)


def merge(events: tuple[Event, ...], taking_up: frozenset[Span] = frozenset()) -> tuple[Event, ...]:
    """The events with repeated mentions joined, in order of their anchors.

    Args:
        events: in the order of the text.
        taking_up: anchors of nouns that may take up an act told before: they do so where the same noun told of it.
    """
    kept: list[Event] = []
    for event in events:
        for n, earlier in enumerate(kept):
            if is_same(earlier, event) or (event.anchor in taking_up and _is_taken_up(earlier, event)):
                kept[n] = joined(earlier, event)
                break
        else:
            kept.append(event)
    return tuple(sorted(kept, key=lambda e: (e.anchor.start, e.anchor.end)))


def is_same(one: Event, other: Event) -> bool:
    """Whether two mentions tell of one act."""
    if one.type != other.type or not _same_status(one, other) or not _same_date(one, other):
        return False
    if not (_compatible(one.actors, other.actors) and _compatible(one.recipients, other.recipients)):
        return False
    shared = _names(one.actors) & _names(other.actors) or _names(one.recipients) & _names(other.recipients)
    bare = not (other.actors or other.recipients) or not (one.actors or one.recipients)
    return _same_word(one, other) and (bool(shared) or bare)


def _is_taken_up(earlier: Event, noun: Event) -> bool:
    """Whether a definite noun means an act told before: the same noun stands there, and it is not another's ("the inquiry into the mayor")."""
    last = noun.anchor.text.lower().split()[-1]
    named = last in earlier.anchor.text.lower().split()
    whom = not noun.recipients or _names(noun.recipients) & _names(earlier.recipients) or all(r.kind == "state" for r in noun.recipients)
    return named and earlier.type == noun.type and _same_date(earlier, noun) and bool(whom)


def joined(one: Event, other: Event) -> Event:
    """The first of two mentions, or the second where only that names the actor, with what only the other gives."""
    full, rest = (other, one) if other.actors and not one.actors else (one, other)
    return replace(
        full,
        actors=full.actors or rest.actors,
        recipients=full.recipients or rest.recipients,
        date=full.date or rest.date,
        place=full.place or rest.place,
        amount=full.amount or rest.amount,
        contexts=full.contexts + tuple(c for c in rest.contexts if c not in full.contexts),
    )


def _names(parties: tuple[Party, ...]) -> set[str]:
    return {p.name for p in parties}


def _compatible(one: tuple[Party, ...], other: tuple[Party, ...]) -> bool:
    return not one or not other or bool(_names(one) & _names(other))


def _same_status(one: Event, other: Event) -> bool:
    return one.status == other.status or {one.status, other.status} <= {"actual", "historical"}


def _same_date(one: Event, other: Event) -> bool:
    if one.date is None or other.date is None:
        return True
    a, b = one.date.value, other.date.value
    return a.startswith(b) or b.startswith(a) or "/" in a + b


def _same_word(one: Event, other: Event) -> bool:
    """Whether the anchors share a word, or the beginning of one ("attacked", "attack")."""
    if one.rule == other.rule:
        return True
    return any(_begin_alike(a, b) for a in one.anchor.text.lower().split() for b in other.anchor.text.lower().split())


def _begin_alike(one: str, other: str) -> bool:
    """Whether two words may be forms of one: "attacked" and "attack", "banned" and "ban"."""
    short, long = sorted((one, other), key=len)
    if len(short) < STEM:
        return len(short) == STEM - 1 and long.startswith(short) and long.endswith(("s", "ed", "ing", short))
    return one[:STEM] == other[:STEM]
