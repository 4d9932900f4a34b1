"""How alike two mentions are, and why: the one place that says when two newsrooms tell of the same act.

Each comparison adds or takes points for what the two share or contradict; every point has its reason in words. Weights and thresholds
were set on the development half of benchmarks/stories and on the demo's stories, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from onrecord.codebook.linking import stopping_words, weak_concepts
from onrecord.ledger.content import content
from onrecord.ledger.features import Features
from onrecord.ledger.keys import CLASSES

Kind = Literal["commitment", "event"]
THRESHOLD: dict[Kind, float] = {"commitment": 0.25, "event": 0.4}
"""Least score of a link."""
BEST: dict[Kind, float] = {"commitment": 0.15, "event": 0.35}
"""Least mean, over the mentions of the smaller of two threads that are to become one, of the score with the likest of the other."""
AVERAGE: dict[Kind, float] = {"commitment": 0.25, "event": 0.3}
"""Least mean score over all pairs of two such threads, vague mentions left out."""
AGAINST: dict[Kind, float] = {"commitment": 0.12, "event": 0.12}
"""Most that may on average speak against the pairs of two such threads."""
SAME_SUM = 0.03
"""Relative difference up to which two sums are one, rounded differently."""
RECIPROCAL = frozenset(["CONSULT", "AGREE", "COOPERATE", "SUPPORT"])
"""Types of acts that both sides do: who is named first says little."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Score in 0..1; `against`, what was taken off for what they contradict; `apart` where the two cannot be one at all."""

    score: float
    against: float = 0.0
    apart: bool = False


Point = tuple[float, str] | tuple[float, str, list[str]]
"""What a comparison adds or takes off, with its reason, "" for none; and words that go with the reason, without which there is none."""
LONG_AFTER = "told long after"
"""Why points are taken off that contradict nothing: a promise of last year may be this year's delivery."""
APART = Likeness(0.0, 0.0, apart=True)


def likeness(kind: Kind, one: Features, other: Features) -> Likeness:
    """How alike two mentions are; the same whichever is named first."""
    if other.order < one.order:
        one, other = other, one
    if one.article == other.article and one.sentence == other.sentence:
        return APART  # what one sentence tells twice the reading has joined already: two mentions in it are two acts
    points = _commitments(one, other) if kind == "commitment" else _events(one, other)
    return _summed(points) if points is not None else APART


def reasons(kind: Kind, one: Features, other: Features) -> str:
    """Why two mentions are alike, in words: they are put together for the few links that are kept, not for all that is compared."""
    if other.order < one.order:
        one, other = other, one
    points = (_commitments(one, other) if kind == "commitment" else _events(one, other)) or []
    told = [point[1] if len(point) == 2 else point[1] + _listed(point[2]) for point in points if point[0] > 0]
    first = f"same promisor ({_named(common_principals([one, other]))})" if kind == "commitment" else ""
    return "; ".join(r for r in (first, *told) if r)


def may_be_alike(kind: Kind, one: Features, others: Iterable[Features]) -> list[Features]:
    """Those of many mentions that may be alike to one, by a look: the same parties do much, and events without a word or a day in common are two."""
    if kind == "commitment":
        return list(others)
    words = _set(one.words)
    return [f for f in others if not words.isdisjoint(f.words) or _same_days(one, f)]


def _same_days(one: Features, other: Features) -> bool:
    """Whether two events have dates of which one lies within the other: a day and its month, not its year."""
    if one.begin is None or other.begin is None or one.end is None or other.end is None:
        return False
    low, high = max(one.begin, other.begin), min(one.end, other.end)
    return (low, high) in ((one.begin, one.end), (other.begin, other.end)) and max(one.end - one.begin, other.end - other.begin) <= MONTH


MONTH = 31
"""Days up to which a date of many days is one at all."""


def _commitments(one: Features, other: Features) -> list[Point] | None:
    """What speaks for and against two mentions being one commitment; None where they cannot be."""
    shared = common_principals([one, other])
    if not shared:
        return None
    if _states(one.others) and _states(other.others) and not _shared(one.others, other.others):
        return None
    if one.evidence and other.evidence and one.begin is not None and other.begin is not None and one.begin != other.begin:
        return None
    points: list[Point] = []
    words, common = _overlap(_act(one), _act(other))
    told, near = _told_of(one, other)
    sums = _sums(one, other)
    if (one.evidence or other.evidence) and sums[0] <= 0 and weak_concepts().issuperset(common):
        return None  # an event shows a promise kept only where it tells of the thing promised
    if common and sums[0] <= 0 and _one_stops(one, other):
        return None
    sure = _sureness(one, other, common)
    points.append((0.4 * words * sure, "same words of the act: ", common))
    points.append((0.35 * told * sure, "words of the one around the other: ", near))
    if _shared(one.others, other.others):
        points.append((0.2, "same beneficiary"))
    elif _named_bodies(one.others) and _named_bodies(other.others):
        points.append((-0.1, ""))
    elif scene := [k for k in _shared(one.scene, other.scene) if k not in shared]:
        points.append((0.1, f"told of {_named(scene)} too"))
    if not _states(shared):
        points.append((0.05, ""))  # bodies and people promise less often than states
    points.append(sums)
    points.append(_days(one, other))
    if other.another and not one.another:  # the later one sets itself off from the earlier
        points.append((-0.15, ""))
    if _things_apart(one, other):
        points.append((-0.25, ""))
    gap = _gap(one, other)
    if gap is not None and gap > 60:
        points.append((-0.05, ""))
    if gap is not None and gap > 180:
        points.append((-0.1, LONG_AFTER))
    if one.article == other.article:
        points.append(_beside(one, other))
    return points


def common_principals(members: Sequence[Features]) -> list[str]:
    """The promisors that all mentions have in common; a person who acts for a state in one of them does so in all."""
    known = dict(pair for f in members for pair in f.known)
    common: set[str] | None = None
    for f in members:
        side = {known.get(k, k) for k in f.actors}
        common = side if common is None else common & side
    return sorted(common or ())


def _one_stops(one: Features, other: Features) -> bool:
    """Whether one is to stop what the other is to do: "shelve the lease" and "agree to a lease", or the lease that "remains shelved"."""
    return _stopping().isdisjoint(one.words) != _stopping().isdisjoint(other.words)


@cache
def _stopping() -> frozenset[str]:
    return frozenset(stem for word in sorted(stopping_words()) for stem in content(word))


def _things_apart(one: Features, other: Features) -> bool:
    """Whether one promises a loan and the other one goods."""
    kinds = {one.thing, other.thing}
    return "loan" in kinds and not kinds.isdisjoint(GOODS)


GOODS = frozenset(["arms", "equipment", "medical", "relief", "troops", "vehicles"])
"""Instruments of a commitment that are things or people."""
BESIDE = 400
"""Characters within which a second mention that names nothing of its own goes on about the first."""


def _beside(one: Features, other: Features) -> tuple[float, str]:
    """Points for two mentions of one article: a vague one right after another goes on about it, two full ones tell of two acts."""
    if other.vague and abs(one.at - other.at) <= BESIDE:
        return 0.3, "told right after it"
    return -0.1, ""


def _sureness(one: Features, other: Features, common: list[str]) -> float:
    """How far words tell the act: less where a mention has none of its own, or where all that both say is "the agreement"."""
    if one.vague or other.vague:
        return VAGUE
    return WEAK if common and weak_concepts().issuperset(common) else 1.0


VAGUE = 0.8
WEAK = 0.4


def _act(one: Features) -> tuple[str, ...]:
    """The words that tell the act; where its own say next to nothing ("the aid", "it"), those of its sentence."""
    return one.words if one.words and not one.vague else tuple(dict.fromkeys((*one.words, *one.around)))


def _told_of(one: Features, other: Features) -> tuple[float, list[str]]:
    """How much of what each mention says of its act stands around the other: in its sentence, the one before, the headline."""
    shares: list[float] = []
    near: list[str] = []
    for a, b in ((one, other), (other, one)):
        wide = set(b.words) if a.article == b.article else {*b.words, *b.around, *b.setting}  # of one article the surroundings are shared
        own = _act(a)
        found = [w for w in own if w in wide]
        near.extend(w for w in found if w not in near)
        if own:
            shares.append(len(found) / len(own))
    return (sum(shares) / len(shares) if shares else 0.0), near


def _sums(one: Features, other: Features) -> tuple[float, str]:
    """Points for equal, partial or different amounts."""
    pairs = [(a, b) for a in one.amounts for b in other.amounts if a[1] == b[1]]
    if not pairs:
        return 0.0, ""
    if any(same_sum(a[0], b[0]) for a, b in pairs):
        return 0.3, f"same sum ({pairs[0][0][0]:.12g} {pairs[0][0][1]})"
    if one.part or other.part or one.evidence or other.evidence:
        part, whole = sorted(pairs[0], key=lambda x: x[0])
        return 0.15, f"a part of the sum ({part[0]:.12g} of {whole[0]:.12g} {whole[1]})"
    gap = _gap(one, other)
    return (-0.1 if gap is not None and gap <= 10 else -0.3), ""


def same_sum(one: float, other: float) -> bool:
    """Whether two numbers are one sum, given rounding."""
    return abs(one - other) <= SAME_SUM * max(abs(one), abs(other))


def _days(one: Features, other: Features) -> tuple[float, str]:
    """Points for due dates."""
    if one.begin is None or other.begin is None or one.end is None or other.end is None or one.evidence or other.evidence:
        return 0.0, ""
    if one.begin <= other.end and other.begin <= one.end:
        return 0.1, "same due date"
    return -0.05, ""


def _events(one: Features, other: Features) -> list[Point] | None:
    """What speaks for and against two mentions being one event; None where they cannot be."""
    if CLASSES.get(one.kind) != CLASSES.get(other.kind):
        return None
    if _set(one.words).isdisjoint(other.words) and not _same_days(one, other):
        return None
    if _dates_apart(one, other):
        return None
    actors = (_alike(one.actors, other.actors) or _by_name(one, other)) and not _two_bodies(one.who, other.who)
    others = _alike(one.others, other.others) and not _two_bodies(one.whom, other.whom)
    sides = actors + others
    reciprocal = one.kind in RECIPROCAL and other.kind in RECIPROCAL
    if reciprocal and sides < 2:
        swapped = (_alike(one.actors, other.others) and not _two_bodies(one.who, other.whom)) + (
            _alike(one.others, other.actors) and not _two_bodies(one.whom, other.who)
        )
        sides = max(sides, swapped)
    if not sides:
        return None
    if not reciprocal and one.actors and other.actors and not actors:
        return None
    points: list[Point] = [(0.2 * sides, "same parties" if sides > 1 else "a party in common")]
    if one.kind == other.kind:
        points.append((0.2, f"same type ({one.kind})"))
    words, common = _overlap(one.words, other.words)
    points.append((0.35 * words, "same words: ", common))
    around, near = _overlap(one.around, (*other.around, *other.setting))
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
    gap = _gap(one, other)
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


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two sides share a party, or two groups whose descriptions share a word ("four nurses", "the nurses arrested in May")."""
    for k in one:
        if k in other:
            return True
    return not _group_words(one).isdisjoint(_group_words(other))


@lru_cache(maxsize=16_384)
def _group_words(side: tuple[str, ...]) -> frozenset[str]:
    """The words of the groups on a side that tell them from others."""
    return frozenset(w for k in side if k.startswith("group ") for w in k.split()[1:]) - NUMBERS


@lru_cache(maxsize=65_536)
def _set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


NUMBERS = frozenset(
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "people", "men", "women", "arrested", "killed"]
)
"""Words of descriptions that tell no group from another."""


def _shared(one: Iterable[str], other: Iterable[str]) -> list[str]:
    theirs = set(other)
    return [k for k in one if k in theirs]


def _states(keys: Iterable[str]) -> list[str]:
    return [k for k in keys if " " not in k and k.isupper()]


def _named_bodies(keys: Iterable[str]) -> bool:
    """Whether a side is named: a state, an organisation or a person, not a group by its description."""
    return any(not k.startswith("group ") for k in keys)


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, list[str]]:
    """Share of common words: the mean of that of the shorter text and of Dice's coefficient. One common word alone says less."""
    if not one or not other or _set(one).isdisjoint(other):
        return 0.0, []
    mine, theirs = _set(one), _set(other)
    common = [w for w in one if w in theirs]
    least, both = min(len(one), len(other)), len(mine) + len(theirs)
    share = 0.5 * len(common) / least + 0.5 * 2 * len(common) / both
    return (share * (0.75 if len(common) == 1 else 1.0)), common


def _gap(one: Features, other: Features) -> int | None:
    return None if one.told is None or other.told is None else abs(one.told - other.told)


def _listed(words: list[str]) -> str:
    return ", ".join(w.removeprefix("en.link.").replace("_", " ") for w in words[:5])


def _named(keys: list[str]) -> str:
    return keys[0].split(" ", 1)[-1]


def _summed(points: list[Point]) -> Likeness:
    """The sum of all points."""
    total = against = 0.0
    for point in points:
        total += point[0]
        if point[0] < 0 and point[1] != LONG_AFTER:
            against -= point[0]
    return Likeness(round(min(max(total, 0.0), 1.0), 4), round(against, 4))
