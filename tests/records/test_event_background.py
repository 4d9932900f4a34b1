"""Acts that stand in the background of a story though no date says so."""

from __future__ import annotations

import pytest

from onrecord.codebook.background import background_phrases, background_words
from onrecord.model import Article, Event, Record
from onrecord.parsing import parse
from onrecord.pipeline import record_of_document


def record_of(text: str, published: str = "2026-03-12") -> Record:
    return record_of_document(parse(Article("a-1", "a", text, published=published, published_basis="stated")))


def event(text: str, anchor: str) -> Event:
    found = record_of(text).events
    return next((e for e in found if anchor in e.anchor.text), None) or pytest.fail(f"{anchor!r} is not among {[e.anchor.text for e in found]}")


@pytest.mark.parametrize(
    ("text", "anchor", "words"),
    [
        ("During his time as governor, Anton Brandt expelled the Chilean consul.", "expelled", "During his time as"),
        ("Peru arrested twelve miners under the previous government.", "arrested", "under the previous"),
        ("Parliament has repeatedly rejected the treaty with Chile.", "rejected", "repeatedly"),
        ("Norway, which has lent Malawi $90 million, said it trusted the commission.", "lent", "has"),
        ("Mali freed a priest who had been jailed over a sermon.", "jailed", "had"),
        ("Former president Anton Brandt barred reporters from the palace.", "barred", "Anton Brandt"),
    ],
)
def test_words_put_an_act_into_the_background(text: str, anchor: str, words: str) -> None:
    found = event(text, anchor)
    assert found.status == "historical"
    assert any(words in cue.text for cue in found.cues), [c.text for c in found.cues]


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Peru has rejected the treaty with Chile.", "rejected"),
        ("On Tuesday Peru arrested twelve miners under an emergency law.", "arrested"),
        ("The families, who had pleaded with Peru for help, waited.", "pleaded"),
        ("On Tuesday former president Anton Brandt accused the mayor of lying.", "accused"),
        ("The minister, who met the miners during his visit, has urged Chile to wait.", "urged"),
    ],
)
def test_what_is_as_fresh_as_the_story_stays_in_it(text: str, anchor: str) -> None:
    assert event(text, anchor).status == "actual"


def test_later_leads_on_from_what_was_told_of_the_past() -> None:
    text = "On Tuesday the council of Peru met.\n\nIn 2021 Chile seized a Peruvian trawler. Peru {}closed its crossings and arrested two Chilean pilots."
    assert [event(text.format("later "), a).status for a in ("closed", "arrested")] == ["historical", "historical"]


def test_a_month_counts_from_its_middle() -> None:
    for month, status in (("February", "actual"), ("January", "historical")):
        assert event(f"In {month} Chile expelled the Peruvian consul.", "expelled").status == status


def test_a_date_that_another_mention_gives_puts_the_act_into_the_background() -> None:
    text = "Chile condemned the accord. On November 3 Peru and Bolivia signed the accord in Lima. The accord that Peru and Bolivia signed covers gas."
    assert {e.status for e in record_of(text).events if e.anchor.text.startswith("signed")} == {"historical"}


def test_a_time_beside_the_verb_of_saying_brings_the_story_to_the_past() -> None:
    text = "On Wednesday they met. Kenya accused the rebels in January of shooting farmers. Norway imposed sanctions on Uganda for that."
    assert event(text, "sanctions").status == "historical"


def test_an_offer_under_a_condition_is_made_all_the_same() -> None:
    assert event("Peru offered to lower the tariff if Chile reopens its ports.", "offered").status == "actual"
    assert event("Peru would agree to the treaty if Chile reopens its ports.", "agree").status == "hypothetical"


def test_a_listed_measure_is_only_announced() -> None:
    assert event("Peru announced new steps, including expelling the Chilean consul.", "expelling").status == "planned"
    assert event("Peru took new steps, including expelling the Chilean consul.", "expelling").status == "actual"


def test_no_phrase_is_empty_and_each_is_in_lower_case() -> None:
    assert background_phrases()
    for kind in ("phrase", "perfect", "onward", "holder"):
        assert all(w and w == w.lower() for w in background_words(kind))  # type: ignore[arg-type]
