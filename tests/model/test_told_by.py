"""By whom a statement is told: the chain, without the speaker where it begins with him."""

from __future__ import annotations

import pytest

from onrecord.model import Party, Span, Statement


def party(name: str) -> Party:
    return Party(name=name, kind="person", country=None, sector=None, role=None, mention=Span(0, len(name), name))


MINISTER, DAILY = party("Ana Ruiz"), party("El Diario")


@pytest.mark.parametrize(("speaker", "chain", "told_by"), [
    (MINISTER, (MINISTER, DAILY), (DAILY,)),
    (MINISTER, (MINISTER,), ()),
    (MINISTER, (), ()),
    (None, (DAILY,), (DAILY,)),
    (None, (), ()),
])  # fmt: skip
def test_the_chain_without_the_speaker(speaker: Party | None, chain: tuple[Party, ...], told_by: tuple[Party, ...]) -> None:
    one = Statement("s-1", None, speaker, None, (Span(0, 1, "x"),), "indirect", None, chain, "rule", 1.0)
    assert one.told_by == told_by
