"""Whom the demo's records name: what readers of the first article noticed."""

from __future__ import annotations

from onrecord.model import Event, Record


def events_of(records: tuple[Record, ...], words: str) -> list[Event]:
    return [e for r in records for e in r.events if words in e.sentence.text]


def test_a_date_in_the_dateline_is_no_part_of_a_name(demo_records: tuple[Record, ...]) -> None:
    names = {p.name for e in events_of(demo_records, "fired tear gas at strikers") for p in e.actors}
    assert "Kenyan police" in names
    assert not any("May" in n for n in names)


def test_the_four_men_are_not_the_four_people_named_most(demo_records: tuple[Record, ...]) -> None:
    beaten = next(e for e in events_of(demo_records, "had been beaten in custody") if e.type == "ASSAULT")
    assert [p.name for p in beaten.recipients] == ["four men"]
