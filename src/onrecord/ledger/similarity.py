"""How alike two mentions are, and why: the one place that says when two newsrooms tell of the same act.

Each comparison adds or takes points for what the two share or contradict; every point has its reason in words. Weights and thresholds
were set on the development half of benchmarks/stories and on the demo's stories, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.codebook.linking import stopping_words, weak_concepts
from onrecord.ledger.comparing import Point, alike, as_set, gap_of, listed, named, overlap, same_sum, shared, states_of
from onrecord.ledger.content import content
from onrecord.ledger.event_points import points_of_events, same_days
from onrecord.ledger.features import Features

Kind = Literal["commitment", "event"]
THRESHOLD: dict[Kind, float] = {"commitment": 0.2, "event": 0.4}
"""Least score of a link."""
BEST: dict[Kind, float] = {"commitment": 0.15, "event": 0.35}
"""Least mean, over the mentions of the smaller of two threads that are to become one, of the score with the likest of the other."""
AVERAGE: dict[Kind, float] = {"commitment": 0.25, "event": 0.3}
"""Least mean score over the better half of the pairs of two such threads, vague mentions and silent pairs left out."""
AGAINST: dict[Kind, float] = {"commitment": 0.12, "event": 0.12}
"""Most that may on average speak against the pairs of two such threads."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Score in 0..1; `against`, what was taken off for what they contradict; `apart` where the two cannot be one at all; `silent` where
    nothing speaks for it, and nothing against; `firm` where they share words of the act or a sum, not their surroundings alone."""

    score: float
    against: float = 0.0
    apart: bool = False
    silent: bool = False
    firm: bool = False


LONG_AFTER = "told long after"
"""Why points are taken off that contradict nothing: a promise of last year may be this year's delivery."""
FIRM = ("same words", "same beneficiary", "same sum", "same number", "a part of the sum")
"""How the reasons begin that tell of the act itself."""
APART = Likeness(0.0, apart=True)
SILENT = Likeness(0.0, silent=True)


def likeness(kind: Kind, one: Features, other: Features) -> Likeness:
    """How alike two mentions are; the same whichever is named first."""
    if other.order < one.order:
        one, other = other, one
    if one.article == other.article and one.sentence == other.sentence:
        return APART  # what one sentence tells twice the reading has joined already: two mentions in it are two acts
    points = _commitments(one, other) if kind == "commitment" else points_of_events(one, other)
    return APART if points is None else _summed(points) if points else SILENT


def reasons(kind: Kind, one: Features, other: Features) -> str:
    """Why two mentions are alike, in words: they are put together for the few links that are kept, not for all that is compared."""
    if other.order < one.order:
        one, other = other, one
    points = (_commitments(one, other) if kind == "commitment" else points_of_events(one, other)) or []
    told = [point[1] if len(point) == 2 else point[1] + listed(point[2]) for point in points if point[0] > 0]
    sure = kind == "event" or _sure_of(one) & _sure_of(other)
    who = named(common_principals([one, other]))
    first = ("same promisor" if sure else "promisor may be the same") + (f" ({who})" if who else "") if kind == "commitment" else ""
    return "; ".join(r for r in (first, *told) if r)


def may_be_alike(kind: Kind, one: Features, others: Iterable[Features]) -> list[Features]:
    """Those of many mentions that may be alike to one, by a look: the same parties do much, and events without a word or a day in common are two."""
    if kind == "commitment":
        act, spread = frozenset(_act(one)), _spread(one)
        return [f for f in others if not spread.isdisjoint(_act(f)) or _stands_in(act, f) or _may_be_one(one, f)]
    words = as_set(one.words)
    return [f for f in others if not words.isdisjoint(f.words) or same_days(one, f)]


def _stands_in(act: frozenset[str], other: Features) -> bool:
    """Whether a word of an act stands in or around another."""
    return not (act.isdisjoint(other.words) and act.isdisjoint(other.around) and act.isdisjoint(other.setting))


def _may_be_one(one: Features, other: Features) -> bool:
    """Whether two commitments may be linked though no word of the one's act stands around the other: all else that speaks for them, summed up."""
    return (
        one.vague or other.vague or one.article == other.article
        or bool(one.amounts and other.amounts) or bool(one.numbers and other.numbers)
        or (one.begin is not None and other.begin is not None) or alike(one.others, other.others)
    )  # fmt: skip


def _commitments(one: Features, other: Features) -> list[Point] | None:
    """What speaks for and against two mentions being one commitment; None where they cannot be, empty where nothing tells."""
    promisors = _common_to(one, other)
    if not promisors:
        return None
    if one.others and other.others and states_of(one.others) and states_of(other.others) and not shared(one.others, other.others):
        return None
    if one.evidence and other.evidence and one.begin is not None and other.begin is not None and one.begin != other.begin:
        return None
    if one.evidence and other.stage in YET_TO_COME:  # what had happened before fulfils nothing that is only planned
        return None
    points: list[Point] = []
    words, common = overlap(_act(one), _act(other))
    told, near = _told_of(one, other)
    sums = _sums(one, other)
    if _no_actor_in_common(one, other) and _sure_of(one).isdisjoint(_sure_of(other)):
        if sums[0] <= 0 and weak_concepts().issuperset(common) and len({*common, *near} - weak_concepts()) < 2:
            return []  # who promises is not sure, and nothing tells what
        points.append((-0.05, ""))
    if (one.evidence or other.evidence) and sums[0] <= 0 and weak_concepts().issuperset(common):
        return []  # an event shows a promise kept only where it tells of the thing promised
    if common and sums[0] <= 0 and _one_stops(one, other):
        return None
    sure = _sureness(one, other, common)
    points.append((0.4 * words * sure, "same words of the act: ", common))
    points.append((0.35 * told * sure, "words of the one around the other: ", near))
    if alike(one.others, other.others):
        points.append((0.2, "same beneficiary"))
    elif one.others and other.others:  # states that differ were told apart above
        points.append((-0.1, ""))
    elif scene := [k for k in shared(one.scene, other.scene) if k not in promisors]:
        points.append((0.1, f"told of {named(scene) or 'the same others'} too"))
    if not states_of(promisors):
        points.append((0.05, ""))  # bodies and people promise less often than states
    points.append(sums)
    if (one.vague or other.vague) and _of_money(one) and _of_money(other):
        points.append((0.1, "both of money"))
    points.append(_days(one, other))
    if other.another and not one.another:  # the later one sets itself off from the earlier
        points.append((-0.15, ""))
    if _things_apart(one, other):
        points.append((-0.25, ""))
    gap = gap_of(one, other)
    if gap is not None and gap > 60:
        points.append((-0.05, LONG_AFTER))
    if gap is not None and gap > 180:
        points.append((-0.1, LONG_AFTER))
    if one.article == other.article:
        points.append(_beside(one, other, common, near, sums[0]))
    return points


YET_TO_COME = frozenset(["floated", "offered", "intended"])
"""Stages of what lies ahead when it is told."""


def common_principals(members: Sequence[Features]) -> list[str]:
    """The promisors that all mentions have, or may have, in common, and one has for sure; who acts for a state in one of them does so in all."""
    known = dict(pair for f in members for pair in f.known)
    common: set[str] | None = None
    sure: set[str] = set()
    for f in members:
        side = {known.get(k, k) for k in f.actors}
        sure |= side
        side.update(f.perhaps)
        common = side if common is None else common & side
    return sorted((common or set()) & sure)


def _common_to(one: Features, other: Features) -> list[str]:
    """`common_principals` of two mentions, without its sets where all is plain: this is asked of every pair that is compared."""
    if one.perhaps or other.perhaps:
        return common_principals([one, other])
    if one.known or other.known:
        known = dict((*one.known, *other.known))
        return sorted({known.get(k, k) for k in one.actors} & {known.get(k, k) for k in other.actors})
    if len(one.actors) == 1 or len(other.actors) == 1:
        few, many = (one.actors, other.actors) if len(one.actors) == 1 else (other.actors, one.actors)
        return list(few) if few[0] in many else []
    return sorted(set(one.actors).intersection(other.actors))


def _no_actor_in_common(one: Features, other: Features) -> bool:
    return as_set(one.actors).isdisjoint(other.actors)


def principals_among(one: Features, members: Sequence[Features]) -> set[str]:
    """The promisors that a mention has for sure, among others of which one may tell for which state its person acts."""
    known = dict(pair for f in members for pair in f.known)
    return {known.get(k, k) for k in one.actors}


def _sure_of(one: Features) -> set[str]:
    """The promisors of a mention by their own keys and those of the states for which they act."""
    return {*one.actors, *(key for pair in one.known for key in pair)}


def _one_stops(one: Features, other: Features) -> bool:
    """Whether one is to stop what the other is to do: "shelve the lease" and "agree to a lease", or the lease that "remains shelved"."""
    stops = [one.stage not in TAKEN_BACK and not _stopping().isdisjoint(one.words) for one in (one, other)]
    return stops[0] != stops[1]


TAKEN_BACK = frozenset(["withdrawn"])
"""Stages that words for stopping carry themselves: "has cancelled the purchase" tells of the purchase."""


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
NEXT = 0.4
"""Points for such a mention right after the first; fewer, by as many as `FARTHER`, towards the end of that stretch."""
FARTHER = 0.25


def _beside(one: Features, other: Features, common: list[str], near: list[str], sums: float) -> tuple[float, str]:
    """Points for two mentions of one article: a vague one right after another goes on about it, one that begins with "the" may,
    two full ones tell of two acts."""
    apart = abs(one.at - other.at)
    if other.vague and apart <= BESIDE and sums >= 0 and (other.part or not other.amounts):
        points = NEXT - FARTHER * apart / BESIDE
        if one.part and other.part:
            points += 0.1
        elif other.words and not common and not near:  # it says a little of its own, which the one before does not tell
            points -= 0.2
        return points, "told right after it"
    if other.goes_on and common:
        return 0.05, "told further on"
    return -0.1, ""


def _of_money(one: Features) -> bool:
    """Whether a sum of money is promised."""
    return one.thing in MONEY or any(len(unit) == 3 and unit.isupper() for _, unit in one.amounts)


MONEY = frozenset(["funding", "grant", "guarantee", "loan"])
"""Instruments of a commitment that are sums."""


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
        wide = as_set(b.words) if a.article == b.article else _spread(b)  # of one article the surroundings are shared
        own = _act(a)
        found = [w for w in own if w in wide]
        near.extend(w for w in found if w not in near)
        if own:
            shares.append(len(found) / len(own))
    return (sum(shares) / len(shares) if shares else 0.0), near


def _spread(one: Features) -> frozenset[str]:
    """The words of a mention's act and those that stand around it, kept for the next comparison."""
    kept = _SPREADS.get(one.item)
    if kept is not None and kept[0] is one:
        return kept[1]
    if len(_SPREADS) >= MOST_SPREADS:
        _SPREADS.clear()
    found = frozenset((*one.words, *one.around, *one.setting))
    _SPREADS[one.item] = one, found
    return found


_SPREADS: dict[int, tuple[Features, frozenset[str]]] = {}
"""By the number of the mention, which another ledger may have given to another one."""
MOST_SPREADS = 8192
"""Mentions of which the words are kept, some 2 KB each."""


def _sums(one: Features, other: Features) -> tuple[float, str]:
    """Points for equal, partial or different amounts."""
    pairs = [(a, b) for a in one.amounts for b in other.amounts if a[1] == b[1]]
    if not pairs:
        same = next((a for a in one.numbers if any(same_sum(a, b) for b in other.numbers)), None)
        return (0.0, "") if same is None else (0.25, f"same number ({same:.12g})")
    if any(same_sum(a[0], b[0]) for a, b in pairs):
        return 0.3, f"same sum ({pairs[0][0][0]:.12g} {pairs[0][0][1]})"
    a, b = pairs[0]
    less, more, part, whole = (one, other, a, b) if a[0] < b[0] else (other, one, b, a)
    if _is_some(less):
        return 0.15, f"a part of the sum ({part[0]:.12g} of {whole[0]:.12g} {whole[1]})"
    if _is_some(more):
        return 0.0, ""
    gap = gap_of(one, other)
    return (-0.1 if gap is not None and gap <= 10 else -0.3), ""


def _is_some(one: Features) -> bool:
    """Whether the amount of a mention may be a part of what was promised: a tranche, what was delivered."""
    return one.part or one.evidence or one.stage == "delivered"


def _days(one: Features, other: Features) -> tuple[float, str]:
    """Points for due dates."""
    if one.begin is None or other.begin is None or one.end is None or other.end is None or one.evidence or other.evidence:
        return 0.0, ""
    if one.begin <= other.end and other.begin <= one.end:
        return 0.1, "same due date"
    return -0.05, ""


def _summed(points: list[Point]) -> Likeness:
    """The sum of all points."""
    total = against = 0.0
    for point in points:
        total += point[0]
        if point[0] < 0 and point[1] != LONG_AFTER:
            against -= point[0]
    firm = any(point[0] > 0 and point[1].startswith(FIRM) for point in points)
    return Likeness(round(min(max(total, 0.0), 1.0), 4), round(against, 4), firm=firm)
