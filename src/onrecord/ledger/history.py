"""The history of a commitment: its reports in order, what each does to it, and how it stands after each (docs/ledger.md).

The rules of docs/record.md: a stage may only be reached by a report that asserts it; a denial concerns the report and cancels nothing; a
restatement is not a new pledge; a tranche is part of its umbrella, never added to it; part delivered is not delivered; stages can go back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from onrecord.ledger.comparing import same_sum
from onrecord.ledger.contradictions import Contradiction, Report, contradictions_of
from onrecord.ledger.days import bounds_of

LADDER = ("floated", "offered", "intended", "pledged", "agreed", "approved", "signed", "in_delivery", "delivered")
RANK = {stage: n for n, stage in enumerate(LADDER)}
ENDED = frozenset(["delivered", "withdrawn", "refused"])
"""Stages after which nothing is due any more."""
FULL = 0.95
"""Share of the sum from which a delivery is a full one."""

Does = Literal[
    "opens", "advances", "reaffirms", "recalls", "resumes", "delivers part", "delivers", "withdraws", "suspends", "refuses", "denies",
    "is hearsay",
]  # fmt: skip


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
    return History(tuple(steps), tuple(contradictions_of(reports)))


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
    if report.stage == state.stage or (state.stage == "in_delivery" and _is_of_part(state, report)):
        return does, state
    return does, replace(state, stage=report.stage, since=report.date, certainty=report.certainty)


def _is_of_part(state: State, report: Report) -> bool:
    """Whether less is held back than is still to come, of a sum of which a part has been delivered: the rest goes on."""
    if state.amount is None or state.delivered is None or report.amount is None or report.unit != state.unit:
        return False
    return report.amount < state.amount - state.delivered and not same_sum(report.amount, state.amount - state.delivered)


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
            if known and same_sum(report.amount, state.amount or 0.0):
                new = replace(new, amount_rank=max(rank, state.amount_rank))
            elif not known:  # a sum is set by the report that stands highest on the ladder, not by whoever tells of it last
                new = replace(new, amount=report.amount, unit=report.unit, amount_rank=rank)
    whole = not (report.procedural or report.evidence or report.part or report.stage in ("in_delivery", "delivered"))
    if report.due is not None and whole:
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
