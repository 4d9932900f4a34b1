"""Where reports of one commitment cannot both be right: two sums, two due dates told within days, a denial beside what it denies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.ledger.comparing import same_sum
from onrecord.ledger.days import bounds_of


@dataclass(frozen=True, slots=True)
class Report:
    """One mention of a commitment, or of an event that shows it fulfilled, as the history needs it.

    Args:
        item: number of the mention.
        date: ISO date of publication; None sorts last.
        stage: the stage it tells.
        outlets: who published it, copies counted together.
        report: number of the independent report it stands in.
        said_by, certainty, words, action, condition: as in the record.
        amount, unit, quantifier: what it tells of the sum.
        due: as in the record.
        part: whether its words mark a part of something larger.
        evidence: whether it is an event.
        restates: whether its words say that it was said before ("still", "stands by").
        procedural: whether the act is a step on the way (to sign, to vote), whose date is not that of the thing promised.
        denies: what a denial denies: that it was undertaken ("made"), kept ("kept") or taken back ("broken"); "" for no denial.
    """

    item: int
    date: str | None
    stage: str
    outlets: tuple[str, ...]
    report: int
    words: str
    certainty: str
    said_by: str | None = None
    condition: str | None = None
    amount: float | None = None
    unit: str | None = None
    quantifier: str | None = None
    due: str | None = None
    part: bool = False
    evidence: bool = False
    restates: bool = False
    procedural: bool = False
    denies: Literal["", "made", "kept", "broken"] = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two reports that cannot both be right: item numbers and what each says."""

    field: Literal["amount", "due", "stage", "condition", "date", "place"]
    item: int
    value: str
    other: int
    other_value: str
    date: str | None


DENIED = {
    "made": frozenset(["pledged", "agreed", "approved", "signed"]),
    "kept": frozenset(["in_delivery", "delivered"]),
    "broken": frozenset(["withdrawn", "suspended", "refused"]),
}
"""The stages that a denial contradicts, by what it denies."""


def contradictions_of(reports: Sequence[Report]) -> list[Contradiction]:
    """Pairs of reports of one commitment that cannot both be right, each kind of difference once a pair of values; in order."""
    out: list[Contradiction] = []
    seen: set[tuple[str, ...]] = set()

    def add(name: Literal["amount", "due", "stage"], one: Report, value: str, other: Report, other_value: str) -> None:
        key = (name, *sorted((value, other_value)))
        if key not in seen:
            seen.add(key)
            out.append(Contradiction(name, one.item, value, other.item, other_value, other.date))

    for n, other in enumerate(reports):
        for one in reports[:n]:
            if _sums_differ(one, other):
                add("amount", one, f"{one.amount:.15g} {one.unit}", other, f"{other.amount:.15g} {other.unit}")
            if _dues_differ(one, other):
                add("due", one, one.due or "", other, other.due or "")
            if "denied" in (one.stage, other.stage) and one.stage != other.stage:
                denial, told = (one, other) if one.stage == "denied" else (other, one)
                if denial is one and one.denies == "broken" and one.report == other.report:
                    continue  # what a report goes on to tell after a denial says how it is, not what was denied
                if told.stage in DENIED[denial.denies or "made"]:
                    add("stage", told, told.stage, denial, "denied")
    return out


def _sums_differ(one: Report, other: Report) -> bool:
    if one.amount is None or other.amount is None or one.unit != other.unit or one.part or other.part or one.evidence or other.evidence:
        return False
    if {one.stage, other.stage} & {"in_delivery", "delivered"}:
        return False
    low, high = sorted((one, other), key=lambda r: r.amount or 0.0)
    if low.stage in DENIED["broken"]:
        return False  # less is held back or taken back than was promised
    assert low.amount is not None
    assert high.amount is not None
    if low.quantifier in ("over", "at_least") or high.quantifier in ("up_to", "under"):
        return high.amount > 1.25 * low.amount
    if "about" in (low.quantifier, high.quantifier):
        return high.amount > 1.1 * low.amount
    return not same_sum(low.amount, high.amount)


WEEK = 7


def _dues_differ(one: Report, other: Report) -> bool:
    """Whether two reports of about one day, neither of a part or a delay, give due dates that exclude each other."""
    first, second = (bounds_of(r.due) if r.due else None for r in (one, other))
    told, retold = (bounds_of(r.date) if r.date else None for r in (one, other))
    if not first or not second or not told or not retold or one.part or other.part or "suspended" in (one.stage, other.stage):
        return False
    return (first[0] > second[1] or second[0] > first[1]) and abs(told[0] - retold[0]) <= WEEK
