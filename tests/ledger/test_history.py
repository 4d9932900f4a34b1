"""What each report does to a commitment, and how the commitment stands after it: the rules of docs/record.md."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.ledger.contradictions import Report
from onrecord.ledger.history import History, history_of


def report(stage: str, day: int, **more: object) -> Report:
    """A report of the commitment on a day of March 2026, each its own article."""
    base = Report(day, f"2026-03-{day:02d}", stage, ("Coast Herald",), day, f"words of {day}", "asserted")
    return replace(base, **more)  # type: ignore[arg-type]


def done(*reports: Report) -> list[tuple[str, str]]:
    return [(s.does, s.after.stage) for s in history_of(reports).steps]


CASES = [
    ("a pledge climbs", [report("floated", 1), report("pledged", 2), report("approved", 3), report("signed", 4)],
     [("opens", "floated"), ("advances", "pledged"), ("advances", "approved"), ("advances", "signed")]),
    ("a restatement is not a new pledge", [report("pledged", 1), report("pledged", 2)], [("opens", "pledged"), ("reaffirms", "pledged")]),
    ("background does not move it back", [report("approved", 1), report("pledged", 2)], [("opens", "approved"), ("recalls", "approved")]),
    ("words that say it again reaffirm", [report("approved", 1), report("pledged", 2, restates=True)],
     [("opens", "approved"), ("reaffirms", "approved")]),
    ("a denial cancels nothing", [report("pledged", 1), report("denied", 2)], [("opens", "pledged"), ("denies", "pledged")]),
    ("a withdrawal ends it, and its past told again does not revive it", [report("pledged", 1), report("withdrawn", 2), report("pledged", 3)],
     [("opens", "pledged"), ("withdraws", "withdrawn"), ("recalls", "withdrawn")]),
    ("a delayed delivery that comes after all", [report("pledged", 1), report("suspended", 2), report("delivered", 3)],
     [("opens", "pledged"), ("suspends", "suspended"), ("delivers", "delivered")]),
    ("hearsay does not advance what is asserted", [report("pledged", 1), report("signed", 2, certainty="hearsay")],
     [("opens", "pledged"), ("is hearsay", "pledged")]),
    ("a refusal", [report("floated", 1), report("refused", 2)], [("opens", "floated"), ("refuses", "refused")]),
    ("taken up again with a new date", [report("pledged", 1, due="2026-04"), report("refused", 2), report("pledged", 5, due="2026-09")],
     [("opens", "pledged"), ("refuses", "refused"), ("resumes", "pledged")]),
    ("a promise denied before it is made", [report("denied", 1), report("pledged", 2)], [("denies", "denied"), ("advances", "pledged")]),
]  # fmt: skip


@pytest.mark.parametrize(("reports", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_steps(reports: list[Report], expected: list[tuple[str, str]]) -> None:
    assert done(*reports) == expected


def money(stage: str, day: int, amount: float, **more: object) -> Report:
    return report(stage, day, amount=amount, unit="EUR", **more)


def test_a_part_delivered_is_not_delivered_and_both_numbers_are_kept() -> None:
    now = history_of([money("pledged", 1, 250e6), money("delivered", 2, 60e6)]).now
    assert (now.stage, now.amount, now.delivered) == ("in_delivery", 250e6, 60e6)


def test_the_same_tranche_told_twice_counts_once_and_tranches_add_up_to_a_delivery() -> None:
    told = [money("pledged", 1, 250e6), money("in_delivery", 2, 60e6), money("in_delivery", 3, 60e6), money("delivered", 4, 190e6)]
    history = history_of(told)
    assert [s.after.delivered for s in history.steps] == [None, 60e6, 60e6, 250e6]
    assert history.now.stage == "delivered"


def test_a_tranche_is_part_of_its_umbrella() -> None:
    now = history_of([money("approved", 1, 250e6), money("intended", 2, 80e6, part=True)]).now
    assert now.amount == 250e6


def test_the_sum_is_that_of_the_report_that_stands_highest() -> None:
    told = history_of([money("approved", 1, 1e9), money("pledged", 4, 2e9)])
    assert told.now.amount == 1e9
    assert [(c.field, c.value, c.other_value) for c in told.contradictions] == [("amount", "1000000000 EUR", "2000000000 EUR")]


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ({"amount": 1.18e9}, {"amount": 1.2e9}, False),
        ({"amount": 1e9, "quantifier": "over"}, {"amount": 1.2e9}, False),
        ({"amount": 1e9}, {"amount": 1.2e9}, True),
        ({"amount": 1e9}, {"amount": 3e8, "part": True}, False),
        ({"amount": 1e9}, {"amount": 3e8, "unit": "USD"}, False),
    ],
)
def test_rounding_and_parts_are_no_contradiction(first: dict[str, object], second: dict[str, object], differ: bool) -> None:
    found = history_of([report("pledged", 1, **{"unit": "EUR"} | first), report("pledged", 2, **{"unit": "EUR"} | second)]).contradictions
    assert bool(found) is differ


def test_due_dates_told_within_days_contradict_and_later_ones_move_it() -> None:
    near = history_of([report("pledged", 1, due="2026-09"), report("pledged", 2, due="2026-12-25")])
    assert [c.field for c in near.contradictions] == ["due"]
    late = history_of([report("pledged", 1, due="2026-09"), report("pledged", 28, due="2026-12-25")])
    assert late.contradictions == ()
    assert late.now.due_by == "2026-12-25"


def test_the_date_of_a_step_on_the_way_is_not_the_due_date() -> None:
    assert history_of([report("approved", 1), report("intended", 2, due="2026-03-20", procedural=True)]).now.due is None


def test_nothing_is_due_any_more_of_what_ended() -> None:
    def by(history: History) -> str | None:
        return history.now.due_by

    assert by(history_of([report("pledged", 1, due="2026-09")])) == "2026-09-30"
    assert by(history_of([report("pledged", 1, due="2026-09"), report("withdrawn", 2)])) is None
    assert by(history_of([report("pledged", 1, due="2026-09"), report("delivered", 2)])) is None


@pytest.mark.parametrize(
    ("stage", "denies", "contradicts"),
    [("pledged", "made", True), ("signed", "made", True), ("floated", "made", False), ("in_delivery", "kept", True), ("pledged", "kept", False),
     ("suspended", "broken", True), ("pledged", "broken", False)],
)  # fmt: skip
def test_a_denial_contradicts_what_it_denies_and_nothing_else(stage: str, denies: str, contradicts: bool) -> None:
    history = history_of([report(stage, 1), report("denied", 2, denies=denies)])
    assert bool(history.contradictions) is contradicts
    assert history.now.stage == stage
    assert history.now.denials == 1


def test_a_part_held_back_while_others_have_come_leaves_it_in_delivery() -> None:
    told = [money("pledged", 1, 250e6), money("in_delivery", 2, 60e6), money("suspended", 3, 20e6)]
    after = history_of(told).now
    assert (after.stage, after.amount, after.delivered) == ("in_delivery", 250e6, 60e6)
    assert history_of(told).contradictions == ()
    assert history_of([*told[:2], money("suspended", 3, 190e6)]).now.stage == "suspended"  # all that is still to come
    assert history_of([told[0], told[2]]).now.stage == "suspended"


def test_a_sum_told_again_higher_up_the_ladder_stands_there() -> None:
    told = [money("floated", 1, 250e6), money("approved", 2, 250e6), money("intended", 3, 80e6)]
    assert history_of(told).now.amount == 250e6


def test_what_a_report_tells_after_a_denial_is_not_what_was_denied() -> None:
    """"They denied that the loan was cut; a part had been held back": the order of words of one report tells it."""
    denial, held = report("denied", 2, denies="broken"), report("suspended", 2, item=3)
    assert history_of([report("pledged", 1), denial, held]).contradictions == ()
    assert history_of([report("pledged", 1), held, denial]).contradictions != ()
    assert history_of([report("pledged", 1), denial, report("suspended", 3)]).contradictions != ()
