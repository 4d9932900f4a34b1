"""What a long article costs: linking dates and amounts to acts grows with its length, not with the square of it."""

from typing import Any

import pytest

import onrecord
from onrecord.model import timing


def test_an_act_asks_only_the_dates_of_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    cost = timing._cost

    def counted(*given: Any, **named: Any) -> float | None:
        nonlocal asked
        asked += 1
        return cost(*given, **named)

    monkeypatch.setattr(timing, "_cost", counted)
    tried = []
    for sentences in (20, 40):
        asked = 0
        onrecord.read("Kenya promised to pay 20 million dollars to Somalia by the end of May. " * sentences, published="2026-03-04")
        tried.append(asked)
    assert 0 < tried[1] <= 2.2 * tried[0]
