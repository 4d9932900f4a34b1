"""Times as newsrooms write them, all against Wednesday, 4 March 2026."""

from __future__ import annotations

import pytest

from onrecord.mentions.times import find_times
from onrecord.model import Article, Time
from onrecord.model.timing import due_for
from onrecord.parsing import parse

PUBLISHED = "2026-03-04"


def times(text: str) -> list[Time]:
    return list(find_times(parse(Article("a", "test", text, published=PUBLISHED))))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The abbey was founded in 843 and rebuilt in 1204.", "843", "0843"),
        ("The monks left in 1204, three centuries after the abbey was founded in 843.", "843", "0843"),
        ("The tomb was sealed 3,000 years ago.", "3,000 years ago", "BC09"),
        ("The well was dug some 1,500 years ago.", "some 1,500 years ago", "05"),
        ("Thieves came on the last two Saturdays.", "the last two Saturdays", "XXXX-WXX-6"),
        ("The ship left port two Fridays ago.", "two Fridays ago", "2026-02-20"),
        ("Bids are due by close of business Friday.", "Friday", "2026-03-06"),
        ("The bridge will close from 9 a.m. to noon on Friday.", "9 a.m.", "2026-03-06T09:00"),
        ("By mid-afternoon on Monday the queue had gone.", "mid-afternoon on Monday", "2026-03-02TAF"),
        ("The reactor was shut on the night of March 1.", "the night of March 1", "2026-03-01TNI"),
        ("The president will speak at 8 p.m. Moscow time on Thursday.", "8 p.m. Moscow time on Thursday", "2026-03-05T20:00"),
        ("He declared three days of mourning from Friday.", "Friday", "2026-03-06"),
        ("In 2015 the mine shut its shafts and reopened them 18 months later.", "18 months later", "PAST_REF"),
        ("The deal is worth $4.5 billion, paid over five years.", "five years", "P5Y"),
        ("The war lasted over three years.", "over three years", "P3Y"),
    ],
)
def test_value(text: str, words: str, value: str) -> None:
    found = {t.span.text: t.value for t in times(text)}
    assert words in found
    assert found[words] == value


@pytest.mark.parametrize(
    "text", ["The bomb was found in 843 boxes in 2019.", "The firm employed 843 in 2019.", "The 1204 revolt was crushed in 843 villages."]
)
def test_three_figures_that_count(text: str) -> None:
    assert "843" not in [t.span.text for t in times(text)]


def test_a_newspaper_is_no_repetition() -> None:
    assert [t.type for t in times("In June the daily Rytas published bank statements.")] == ["DATE"]


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("Thieves came on the last two Saturdays.", "2026-02-21", "2026-02-28"),
        ("Markets close on the next three Mondays.", "2026-03-09", "2026-03-23"),
        ("Bids are due by the close of business on Friday.", None, "2026-03-06"),
        ("Insurers will pull out by mid-May.", None, "2026-05-20"),
        ("Prices have fallen since mid-October.", "2025-10-11", None),
        ("The work will end by early June.", None, "2026-06-10"),
        ("The work will end by the end of June.", None, "2026-06-30"),
    ],
)
def test_first_and_last_day(text: str, begin: str | None, end: str | None) -> None:
    (time,) = times(text)
    assert (time.begin_point, time.end_point) == (begin, end)


@pytest.mark.parametrize(
    ("text", "verb", "due"),
    [
        ("Germany pledged aid to Moldova in 2021.", "pledged", None),
        ("Germany will send aid to Moldova in 2027.", "send", "2027"),
        ("Germany pledged to pay the debt by 2027.", "pay", "2027"),
    ],
)
def test_due_in_an_article_without_a_date(text: str, verb: str, due: str | None) -> None:
    document = parse(Article("a", "test", text))
    index = next(t.i for t in document.doc if t.text == verb)
    found = due_for(document, find_times(document), index)
    assert (found.span.text if found else None) == due
