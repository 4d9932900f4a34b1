"""The history of a commitment: its reports in order, what each does to it, and how it stands after each (docs/ledger.md).

The rules of docs/record.md: a stage may only be reached by a report that asserts it; a denial concerns the report and cancels nothing; a
restatement is not a new pledge; a tranche is part of its umbrella, never added to it; part delivered is not delivered; stages can go back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from onrecord.ledger.features import bounds_of
from onrecord.ledger.similarity import same_sum

LADDER = ("floated", "offered", "intended", "pledged", "agreed", "approved", "signed", "in_delivery", "delivered")
RANK = {stage: n for n, stage in enumerate(LADDER)}
ENDED = frozenset(["delivered", "withdrawn", "refused"])
"""Stages after which nothing is due any more."""
FULL = 0.95
"""Share of the sum from which a delivery is a full one."""

Does = Literal[
    "opens", "advances", "reaffirms", "recalls", "falls back", "resumes", "delivers part", "delivers", "withdraws", "suspends", "refuses", "denies",
    "is hearsay",
]  # fmt: skip


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
class State:
    """How a commitment stands."""

    stage: str = ""
    since: str | None = None
    amount: float | None = None
    unit: str | None = None
    delivered: float | None = None
    due: str | None = None
    condition: str | None = None
    certainty: str = "asserted"
    denials: int = 0
    parts: tuple[float, ...] = ()
    reached: int = -1
    """Highest rung of the ladder so far."""
    amount_rank: int = -1
    """The rung at which the sum was told."""

    @property
    def due_by(self) -> str | None:
        """The last day on which it is due; None where there is none, or nothing is due any more."""
        bounds = bounds_of(self.due) if self.due and self.stage not in ENDED else None
        from datetime import date

        return date.fromordinal(bounds[1]).isoformat() if bounds else None


@dataclass(frozen=True, slots=True)
class Step:
    """A report, what it does, and the state after it."""

    report: Report
    does: Does
    after: State


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two reports that cannot both be right: item numbers and what each says."""

    field: Literal["amount", "due", "stage", "condition", "date", "place"]
    item: int
    value: str
    other: int
    other_value: str
    date: str | None


@dataclass(frozen=True, slots=True)
class History:
    """All steps in order, and where they contradict one another."""

    steps: tuple[Step, ...]
    contradictions: tuple[Contradiction, ...] = field(default=())

    @property
    def now(self) -> State:
        """How the commitment stands after the last report."""
        return self.steps[-1].after


def history_of(reports: Sequence[Report]) -> History:
    """The history that reports make.

    Args:
        reports: in the order of publication; at least one.
    """
    state = State()
    steps: list[Step] = []
    for n, report in enumerate(reports):
        beside = [r for r in reports if r.report == report.report and r is not report]
        does, state = _step(state, report, beside, first=n == 0)
        steps.append(Step(report, does, state))
    return History(tuple(steps), tuple(_contradictions(reports)))


def _step(before: State, report: Report, beside: Sequence[Report], *, first: bool) -> tuple[Does, State]:
    """What a report does to a commitment."""
    if report.stage == "denied":
        after = replace(before, denials=before.denials + 1)
        return "denies", _opened(after, report) if first else after
    told = _told(before, report)
    if first:
        return _opens(report), _reached(_opened(told, report), report, _stage_of(told, report))
    if report.certainty == "hearsay" and before.certainty != "hearsay":
        return "is hearsay", before
    if report.stage not in RANK:
        return _aside(told, report)
    stage = _stage_of(told, report)
    rank = RANK[stage]
    side = before.stage not in RANK and before.stage != "denied"
    if side and (any(r.stage not in RANK for r in beside) or not _resumes(before, report, rank)):
        return "recalls", before  # an earlier promise, told as the background of its end
    if stage in ("in_delivery", "delivered"):
        does: Does = "delivers" if stage == "delivered" else "delivers part"
        return does, _reached(told, report, stage) if rank >= before.reached or side else told
    if side:
        return "resumes", _reached(replace(told, reached=-1), report, stage)
    if rank > RANK.get(before.stage, -1):
        return "advances", _reached(told, report, stage)
    if rank == RANK.get(before.stage, -1) or report.restates:
        return "reaffirms", _with_certainty(told, report)
    return "recalls", told


def _opens(report: Report) -> Does:
    opening: dict[str, Does] = {
        "withdrawn": "withdraws",
        "suspended": "suspends",
        "refused": "refuses",
        "delivered": "delivers",
        "in_delivery": "delivers part",
    }
    return opening.get(report.stage, "opens")


def _opened(state: State, report: Report) -> State:
    return replace(state, stage=report.stage, since=report.date, certainty=report.certainty)


def _aside(state: State, report: Report) -> tuple[Does, State]:
    does: Does = "withdraws" if report.stage == "withdrawn" else "suspends" if report.stage == "suspended" else "refuses"
    if state.stage == "delivered":
        return "recalls", state
    if report.stage == state.stage:
        return does, state
    return does, replace(state, stage=report.stage, since=report.date, certainty=report.certainty)


def _resumes(before: State, report: Report, rank: int) -> bool:
    """Whether a report after a withdrawal, refusal or delay takes the commitment up again: it must say more than what was known before."""
    if report.evidence or rank >= RANK["in_delivery"]:
        return True
    if before.stage == "suspended":
        return rank > before.reached
    return rank > before.reached or (rank >= RANK["pledged"] and report.due is not None and report.due != before.due)


def _stage_of(state: State, report: Report) -> str:
    """The stage that a report tells: a delivery of part of the sum is no delivery."""
    if report.stage not in ("in_delivery", "delivered"):
        return report.stage
    if state.amount is not None and state.delivered is not None:
        return "delivered" if state.delivered >= FULL * state.amount else "in_delivery"
    return "in_delivery" if report.part else report.stage


def _told(state: State, report: Report) -> State:
    """The state with the sum, due date and condition that a report tells."""
    new = state
    rank = RANK.get(report.stage, RANK["intended"])
    if report.amount is not None and report.unit == (state.unit or report.unit):
        if report.stage in ("in_delivery", "delivered"):
            new = _with_part(new, report.amount, report.unit)
        elif not report.evidence and not (report.part and state.amount is not None and report.amount < state.amount):
            known = state.amount is not None and (rank < state.amount_rank or same_sum(report.amount, state.amount))
            if not known:  # a sum is set by the report that stands highest on the ladder, not by whoever tells of it last
                new = replace(new, amount=report.amount, unit=report.unit, amount_rank=rank)
    if report.due is not None and not report.procedural and not report.evidence and report.stage not in ("in_delivery", "delivered"):
        if not report.part:
            new = replace(new, due=report.due)
    if report.condition is not None:
        new = replace(new, condition=report.condition)
    return new


def _with_part(state: State, amount: float, unit: str | None) -> State:
    """The state with a part delivered; the same part told twice counts once, and a sum of all parts is the umbrella."""
    parts = state.parts
    state = replace(state, unit=state.unit or unit)
    if state.amount is not None and amount >= FULL * state.amount:
        return replace(state, delivered=amount)
    if not any(same_sum(amount, p) for p in parts):
        parts = (*parts, amount)
    return replace(state, parts=parts, delivered=sum(parts))


def _reached(state: State, report: Report, stage: str) -> State:
    return replace(state, stage=stage, since=report.date, certainty=report.certainty, reached=max(state.reached, RANK.get(stage, -1)))


def _with_certainty(state: State, report: Report) -> State:
    order = ("asserted", "attributed", "hearsay")
    return replace(state, certainty=min(state.certainty, report.certainty, key=order.index))


DENIED = {
    "made": frozenset(["pledged", "agreed", "approved", "signed"]),
    "kept": frozenset(["in_delivery", "delivered"]),
    "broken": frozenset(["withdrawn", "suspended", "refused"]),
}
"""The stages that a denial contradicts, by what it denies."""


def _contradictions(reports: Sequence[Report]) -> list[Contradiction]:
    """Pairs of reports that cannot both be right, each kind of difference once a pair of values."""
    out: list[Contradiction] = []
    seen: set[tuple[str, str, str]] = set()

    def add(name: Literal["amount", "due", "stage"], one: Report, value: str, other: Report, other_value: str) -> None:
        key = (name, *sorted((value, other_value)))
        if key not in seen:  # type: ignore[comparison-overlap]
            seen.add(key)  # type: ignore[arg-type]
            out.append(Contradiction(name, one.item, value, other.item, other_value, other.date))

    for n, other in enumerate(reports):
        for one in reports[:n]:
            if _sums_differ(one, other):
                add("amount", one, f"{one.amount:.15g} {one.unit}", other, f"{other.amount:.15g} {other.unit}")
            if _dues_differ(one, other):
                add("due", one, one.due or "", other, other.due or "")
            if "denied" in (one.stage, other.stage) and one.stage != other.stage:
                denial, told = (one, other) if one.stage == "denied" else (other, one)
                if told.stage in DENIED[denial.denies or "made"]:
                    add("stage", told, told.stage, denial, "denied")
    return out


def _sums_differ(one: Report, other: Report) -> bool:
    if one.amount is None or other.amount is None or one.unit != other.unit or one.part or other.part or one.evidence or other.evidence:
        return False
    if {one.stage, other.stage} & {"in_delivery", "delivered"}:
        return False
    low, high = sorted((one, other), key=lambda r: r.amount or 0.0)
    assert low.amount is not None and high.amount is not None
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
