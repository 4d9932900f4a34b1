"""The day of an act that its own clause does not date: where the story stands when it tells of it."""

from __future__ import annotations

import pytest

from onrecord.model import Article, Event, Record
from onrecord.parsing import parse
from onrecord.pipeline import record_of_document


def record_of(text: str, published: str | None = "2026-03-12") -> Record:
    return record_of_document(parse(Article("a-1", "a", text, published=published, published_basis="stated" if published else None)))


def event(record: Record, anchor: str) -> Event:
    return next(e for e in record.events if anchor in e.anchor.text)


def day(record: Record, anchor: str) -> str | None:
    date = event(record, anchor).date
    return None if date is None else date.value


def test_a_later_sentence_stands_on_the_day_of_the_story() -> None:
    record = record_of("On Tuesday the council of Peru met in Lima. It rejected the treaty with Chile.")
    found = event(record, "rejected")
    assert found.date is not None
    assert (found.date.value, found.date.basis) == ("2026-03-10", "inferred")
    assert found.date.words is not None
    assert found.date.words.text == "Tuesday"


@pytest.mark.parametrize(
    ("later", "anchor", "expected"),
    [
        ("Chile condemned the treaty.", "condemned", "2026-03-10"),
        ("Chile did not sign the treaty.", "sign", "2026-03-10"),
        ("Chile has condemned the treaty.", "condemned", None),
        ("Chile had condemned the treaty.", "condemned", None),
        ("Chile will sign the treaty.", "sign", None),
        ("On Wednesday the mayor spoke. Chile condemned the treaty.", "condemned", "2026-03-11"),
        ("Chile said the treaty was a mistake after Bolivia attacked Paraguay.", "attacked", None),
        ("Chile replied on its website, accusing Peru of lying.", "accusing", "2026-03-10"),
    ],
)
def test_only_the_plain_past_of_the_story_stands_on_its_day(later: str, anchor: str, expected: str | None) -> None:
    assert day(record_of(f"On Tuesday the council of Peru met in Lima. {later}"), anchor) == expected


def test_what_is_coming_today_does_not_bring_the_story_to_today() -> None:
    text = "On Tuesday Peru rejected the treaty. The minister {} today. Chile condemned Peru."
    assert day(record_of(text.format("is to travel")), "condemned") == "2026-03-10"
    assert day(record_of(text.format("travelled")), "condemned") == "2026-03-12"


def test_the_following_day_follows_the_day_of_the_story() -> None:
    text = "On Tuesday Peru condemned the accord of February 3. In a letter issued the {} day, Chile accused Peru of lying."
    assert day(record_of(text.format("following")), "accused") == "2026-03-11"
    assert day(record_of(text.format("same")), "accused") == "2026-03-10"


def test_a_sentence_about_something_long_past_leaves_the_story_until_the_next_paragraph() -> None:
    text = "On Tuesday Peru rejected the treaty. In {} Peru signed a pact with Bolivia. Chile condemned the pact.{}Chile accused Peru of lying."
    past = record_of(text.format("2014", "\n\n"))
    assert (day(past, "condemned"), event(past, "condemned").status) == (None, "historical")
    assert (day(past, "accused"), event(past, "accused").status) == ("2026-03-10", "actual")
    assert event(record_of(text.format("2014", " ")), "accused").status == "historical"
    present = record_of(text.format("Lima", "\n\n"))
    assert (day(present, "condemned"), event(present, "condemned").status) == ("2026-03-10", "actual")


def test_what_is_done_by_speaking_is_as_old_as_the_speaking() -> None:
    record = record_of(
        'On Tuesday Peru rejected the treaty. "I urge Chile to sign," President Ana Quispe said. She said Chile attacked Bolivia.'
    )
    assert day(record, "urge") == "2026-03-10"
    assert day(record, "attacked") is None


def test_without_a_day_of_publication_nothing_is_inferred() -> None:
    record = record_of("On Tuesday the council of Peru met in Lima. It rejected the treaty with Chile.", published=None)
    assert day(record, "rejected") is None


def test_what_is_told_according_to_somebody_brings_the_story_to_its_day() -> None:
    text = "On Sunday the council of Peru met in Lima. Two men were injured on Tuesday, according to the Red Cross. Chile condemned the arrests."
    assert day(record_of(text), "condemned") == "2026-03-10"


def test_a_relative_clause_goes_on_with_the_past_that_it_hangs_on() -> None:
    record = record_of("In 2020, police in Peru arrested nine miners who protested against a tax.")
    assert event(record, "protested").status == "historical"


def test_a_relative_clause_goes_on_with_the_story_that_it_hangs_on() -> None:
    record = record_of("On Tuesday police in Peru arrested nine miners who protested against a tax.")
    assert event(record, "protested").status == "actual"
