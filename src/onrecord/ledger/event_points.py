"""What speaks for and against two mentions being one event: `points_of_events`, of which `similarity` makes the likeness."""

from __future__ import annotations

from onrecord.ledger.comparing import Point, alike, as_set, gap_of, overlap, same_sum
from onrecord.ledger.features import Features
from onrecord.ledger.keys import CLASSES

RECIPROCAL = frozenset(["CONSULT", "AGREE", "COOPERATE", "SUPPORT"])
"""Types of acts that both sides do: who is named first says little."""


def same_days(one: Features, other: Features) -> bool:
    """Whether two events have dates of which one lies within the other: a day and its month, not its year."""
    if one.begin is None or other.begin is None or one.end is None or other.end is None:
        return False
    low, high = max(one.begin, other.begin), min(one.end, other.end)
    return (low, high) in ((one.begin, one.end), (other.begin, other.end)) and max(one.end - one.begin, other.end - other.begin) <= MONTH


MONTH = 31
"""Days up to which a date of many days is one at all."""


def points_of_events(one: Features, other: Features) -> list[Point] | None:
    """What speaks for and against two mentions being one event; None where they cannot be."""
    if CLASSES.get(one.kind) != CLASSES.get(other.kind):
        return None
    if as_set(one.words).isdisjoint(other.words) and not same_days(one, other):
        return None
    if _dates_apart(one, other):
        return None
    actors = (alike(one.actors, other.actors) or _by_name(one, other)) and not _two_bodies(one.who, other.who)
    others = alike(one.others, other.others) and not _two_bodies(one.whom, other.whom)
    sides = actors + others
    reciprocal = one.kind in RECIPROCAL and other.kind in RECIPROCAL
    if reciprocal and sides < 2:
        swapped = (alike(one.actors, other.others) and not _two_bodies(one.who, other.whom)) + (
            alike(one.others, other.actors) and not _two_bodies(one.whom, other.who)
        )
        sides = max(sides, swapped)
    if not sides:
        return None
    if not reciprocal and one.actors and other.actors and not actors:
        return None
    points: list[Point] = [(0.2 * sides, "same parties" if sides > 1 else "a party in common")]
    if one.kind == other.kind:
        points.append((0.2, f"same type ({one.kind})"))
    words, common = overlap(one.words, other.words)
    points.append((0.35 * words, "same words: ", common))
    around, near = overlap(one.around, (*other.around, *other.setting))
    points.append((0.15 * around, "same words around: ", near))
    if not reciprocal and one.others and other.others and not others:
        points.append((-0.15, ""))
    if one.place and other.place:
        points.append((0.1, f"same place ({one.place})") if one.place == other.place else (-0.2, ""))
    points.append(_when(one, other))
    if pairs := [(a, b) for a in one.amounts for b in other.amounts if a[1] == b[1]]:
        points.append((0.1, "same number") if any(same_sum(a[0], b[0]) for a, b in pairs) else (-0.05, ""))
    if one.article == other.article:
        points.append((-0.15, ""))
    if {one.stage, other.stage} == {"actual", "planned"} and other.stage == "planned":
        points.append((-0.2, ""))
    return points


def _when(one: Features, other: Features) -> tuple[float, str]:
    if one.begin is not None and other.begin is not None:
        same = one.begin == other.begin and one.end == other.end
        return (0.2, "same date") if same else (0.1, "dates that agree")
    gap = gap_of(one, other)
    if gap is None:
        return 0.0, ""
    return (0.1, "told within three days") if gap <= 3 else (0.0, "") if gap <= 14 else (-0.1, "")


def _dates_apart(one: Features, other: Features) -> bool:
    """Whether the dates of two events exclude each other; newsrooms differ by a day, and an event is not told before it happens."""
    if one.begin is not None and other.begin is not None and one.end is not None and other.end is not None:
        return one.begin > other.end + 1 or other.begin > one.end + 1
    for dated, undated in ((one, other), (other, one)):
        if dated.begin is not None and undated.begin is None and undated.told is not None and undated.stage == "actual":
            return undated.told < dated.begin - 1
    return False


def _by_name(one: Features, other: Features) -> bool:
    """Whether an actor of the one who acts for a state is named in the other without his office."""
    return any(person in other.actors for person, _ in one.known) or any(person in one.actors for person, _ in other.known)


def _two_bodies(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both sides name people or organisations, and none of the same: a president's act is not that of his parliament."""
    if not one or not other:
        return False
    return all(k not in other for k in one)
