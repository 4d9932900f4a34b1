"""How planned, hypothetical, negated and background events are coded for others: never as done."""

from __future__ import annotations

import pytest

from onrecord.codebook.event_types import event_types
from onrecord.codebook.export_codes import future_code
from onrecord.exports.shared.coding import Coded, coded
from onrecord.exports.shared.wanted import STATUSES


def code(
    type: str, cameo: str, status: str, *, mode: str | None = None, date: str | None = None, include: tuple[str, ...] = ()
) -> Coded | str:
    return coded(type=type, mode=mode, cameo=cameo, status=status, date=date, reported="2026-03-02", include=include)


@pytest.mark.parametrize(("type", "cameo", "becomes", "announced"), [
    ("CONSULT", "042", "AGREE", "036"), ("AID", "073", "AGREE", "0333"), ("AID", "070", "AGREE", "033"), ("SUPPORT", "057", "AGREE", "032"),
    ("COOPERATE", "061", "AGREE", "0311"), ("RETREAT", "0874", "CONCEDE", "0356"), ("RETREAT", "0841", "CONCEDE", "0353"),
    ("ASSAULT", "190", "THREATEN", "138"), ("ASSAULT", "1831", "THREATEN", "1383"), ("COERCE", "173", "THREATEN", "132"),
    ("MOBILIZE", "154", "THREATEN", "138"), ("PROTEST", "141", "THREATEN", "133"), ("SANCTION", "163", "THREATEN", "1312"),
    ("SANCTION", "116", "THREATEN", "130"),
])  # fmt: skip
def test_what_is_announced_is_coded_as_intent_or_threat(type: str, cameo: str, becomes: str, announced: str) -> None:
    found = code(type, cameo, "planned", date="2026-09-05")
    assert isinstance(found, Coded)
    assert (found.type, found.cameo, found.mode, found.auxiliary) == (becomes, announced, None, None)
    assert found.day == "2026-03-02"  # it was announced on the day of the report, whatever day it is announced for
    assert found.gdelt_quad == (3 if announced.startswith("13") else 1)
    assert (found.goldstein > 0) == (becomes != "THREATEN")


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("type", event_types())
def test_nothing_that_has_not_happened_is_coded_as_done(type: str, status: str) -> None:
    kind = event_types()[type]
    for cameo in (kind.cameo, *(m.cameo for m in kind.modes)):
        unasked = code(type, cameo, status)
        if status != "planned" or kind.future_as is None:
            assert unasked == status
        asked = code(type, cameo, status, include=(status,), date="2014")
        assert isinstance(asked, Coded)
        if status == "historical":
            assert (asked.cameo, asked.auxiliary, asked.day) == (cameo, "historical", "2014-01-01")
        elif asked.auxiliary is None:
            assert asked.type == kind.future_as
            assert asked.cameo[:2] in ("03", "13")
        else:
            assert asked.type == type
            assert (asked.cameo, asked.goldstein, asked.gdelt_quad) == ({"hypothetical": "014"}.get(status, "010"), 0.0, 1)


def test_what_has_happened_keeps_its_codes() -> None:
    found = code("CONSULT", "042", "actual", mode="visit", date="2026-02")
    assert found == Coded("CONSULT", "visit", None, 4.0, 1, "042", 1, 1.9, "2026-02-01")


def test_what_has_no_day_is_left_out() -> None:
    assert coded(type="AID", mode=None, cameo="070", status="actual", date=None, reported=None, include=()) == "undated"
    assert code("AID", "070", "historical", include=("historical",)) == "undated background"


def test_the_longest_beginning_decides() -> None:
    assert (future_code("074"), future_code("07"), future_code("0841"), future_code("110")) == ("0334", "033", "0353", None)
