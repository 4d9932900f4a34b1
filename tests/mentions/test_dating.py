"""Articles that state no day of publication, and what gives it away."""

from __future__ import annotations

import pytest

from onrecord.mentions.dating import date_article
from onrecord.mentions.times import find_times
from onrecord.model import Article, Removed, Span
from onrecord.parsing import parse


def dated(text: str, removed: tuple[Removed, ...] = ()) -> tuple[str, str] | None:
    document = parse(Article("a-1", "test", text, removed=removed))
    return date_article(document, find_times(document))


INDEPENDENCE = (
    "Carney's visit to Kyiv is his first since he took office in March. He stood beside the president at a ceremony for Ukraine's "
    "Independence Day.\n\n{years}, Western capitals are still arguing over guarantees for Ukraine."
)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("Over three years into the full-scale war that Russia began", "2025-08-24"),
        ("More than two years after Russia launched its invasion", "2024-08-24"),
        ("In the second year of Russia's invasion", "2023-08-24"),
        ("Three and a half years into Russia's war", "2025-08-24"),
    ],
)
def test_a_national_day_and_a_count_of_years(years: str, expected: str) -> None:
    assert dated(INDEPENDENCE.format(years=years)) == (expected, "inferred")


@pytest.mark.parametrize("years", ["Years into a dispute with Russia over gas", "As ever"])
def test_a_national_day_alone_names_no_year(years: str) -> None:
    assert dated(INDEPENDENCE.format(years=years)) is None


def test_a_day_that_is_still_ahead_is_not_today() -> None:
    text = "Kyiv tightened security ahead of Independence Day. Over three years into Russia's war, Ukraine expects new strikes."
    assert dated(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warsaw marked the third anniversary of Russia's invasion of Ukraine with a vigil.", ("2025-02-24", "inferred")),
        ("Latvia celebrated the 105th anniversary of independence on Independence Day.", ("2023-11-18", "inferred")),
        ("Chile honoured its heroes on Independence Day 2022 in Santiago.", ("2022-09-18", "inferred")),
        ("The two men met on 20 June 2023. On Sunday Sweden celebrated.", None),
        ("Prices rose on Friday, the bank said.", None),
        ("", None),
    ],
)
def test_other_days_with_names(text: str, expected: tuple[str, str] | None) -> None:
    assert dated(text) == expected


@pytest.mark.parametrize(
    "head",
    [
        "26 August 2025\n\n",
        "By Tessa Marlowe, The Harbour Post\n26 August 2025\n\n",
        "Published: August 26, 2025 at 9:40 a.m.\n",
        "Tuesday, August 26, 2025\n\n",
        "Prairie Gazette | 2025-08-26\n\n",
        "OTTAWA, Aug. 26, 2025 (The Harbour Post) - ",
        "SÃO PAULO, August 26, 2025 — ",
    ],
)
def test_a_dated_line(head: str) -> None:
    assert dated(head + "Military aid will reach the east in September, officials said on Tuesday.") == ("2025-08-26", "stated")


@pytest.mark.parametrize(
    "text",
    [
        "The treaty was signed on 26 August 1991 in Riga.",
        "He was born on May 3, 1970, and died on Friday.",
        "Officials met in Oslo.\n" * 20 + "26 August 2025\n",
    ],
)
def test_a_date_in_the_story_is_not_its_own(text: str) -> None:
    assert dated(text) is None


def test_a_dateline_with_its_agency_before_the_date() -> None:
    assert dated("LENSK (Valley Wire), Feb. 19, 2026 - At least 31 people were killed in a quake on Thursday.") == ("2026-02-19", "stated")


def test_a_dateline_takes_its_year_from_the_story() -> None:
    text = "GAZA CITY, Sept. 3 (Lakeside Monitor) - Israel struck a school, nearly two years after the war with Hamas began in Gaza."
    assert dated(text) == ("2025-09-03", "resolved")


def test_a_dateline_without_a_year_in_the_story_stays_undated() -> None:
    assert dated("LIMA, Sept. 3 (Northern Wire) - Peru's congress voted on Wednesday.") is None


def test_page_chrome_dates_nothing() -> None:
    text = "Troops left the town on Friday, the mayor said.\nHappy Independence Day 2024 from all of us in Ukraine!"
    start = text.index("Happy")
    assert dated(text, (Removed(Span.of(text, start, len(text)), "test"),)) is None
