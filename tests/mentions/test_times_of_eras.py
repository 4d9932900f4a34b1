"""Fiscal years, eras, centuries, stretches that end at a date, ages of things: tables of our own, all against Sunday, 24 August 2025."""

from __future__ import annotations

import pytest

from onrecord.codebook.countries import countries
from onrecord.codebook.times import fiscal_years
from onrecord.mentions.times import find_times
from onrecord.model import Article, Time
from onrecord.model.timex import parse_value
from onrecord.parsing import parse


def times(text: str) -> dict[str, Time]:
    return {t.span.text: t for t in find_times(parse(Article("a-1", "test", text, published="2025-08-24")))}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The treasury expects a deficit of 4% in the 2025/26 financial year.", "the 2025/26 financial year", "FY2026"),
        ("The railways' plan for FY26 sets aside 2 trillion rupees.", "FY26", "FY2026"),
        ("Revenue fell in FY2024/25 by a tenth.", "FY2024/25", "FY2025"),
        ("Revenue fell in FY 2024-25 by a tenth.", "FY 2024-25", "FY2025"),
        ("Revenue fell in FY1999/00 by a tenth.", "FY1999/00", "FY2000"),
        ("Spending rises again in the 2026-27 fiscal year.", "the 2026-27 fiscal year", "FY2027"),
        ("The second quarter of the 2025 fiscal year was strong.", "The second quarter of the 2025 fiscal year", "FY2025-Q2"),
        ("Profit doubled in the fiscal third quarter.", "the fiscal third quarter", "FY2025-Q3"),
        ("Profit doubled in the third fiscal quarter of 2024.", "the third fiscal quarter of 2024", "FY2024-Q3"),
        ("The airline lost money in fiscal Q2.", "fiscal Q2", "FY2025-Q2"),
        ("The airline lost money in Q1 of fiscal 2026.", "Q1 of fiscal 2026", "FY2026-Q1"),
        ("The tax will rise in the next financial year.", "the next financial year", "FY2026"),
        ("The town was founded in 47 BC.", "47 BC", "BC0047"),
        ("The temple was built around 1200 BC.", "1200 BC", "BC1200"),
        ("The envoy came between 460 and 454 BCE.", "460", "BC0460"),
        ("The city was sacked in 586 B.C. by an army from the east.", "586 B.C.", "BC0586"),
        ("The city was sacked again in AD 70.", "AD 70", "0070"),
        ("The old empire fell in 476 CE.", "476 CE", "0476"),
        ("The canal was dug in the year 109.", "the year 109", "0109"),
        ("The mosaic dates from the fourth century BC.", "the fourth century BC", "BC03"),
        ("The wall was raised in the 12th century AD.", "the 12th century AD", "11"),
        ("The harbour was dredged in the twenty-first century.", "the twenty-first century", "20"),
        ("In the first half of the 19th century, rubber made the town rich.", "the first half of the 19th century", "18"),
        ("The bridge dates from the turn of the 20th century.", "the turn of the 20th century", "19"),
        ("Coal was king in the 1800s.", "the 1800s", "18"),
        ("Cotton was king in the 1840s.", "the 1840s", "184"),
        ("The railway opens at the turn of the year.", "the turn of the year", "2026"),
        ("The mine reopened two summers ago.", "two summers ago", "2024-SU"),
        ("She will be sworn in on the 20th.", "the 20th", "2025-09-20"),
        ("She was sworn in on the 20th.", "the 20th", "2025-08-20"),
        ("The 27th of every month is payday.", "The 27th of every month", "XXXX-XX-27"),
        ("It leaked in the week beginning 3 March.", "the week beginning 3 March", "2025-W10"),
        ("The vote is on Tuesday week.", "Tuesday week", "2025-09-02"),
        ("The ferry runs three times daily.", "three times daily", "P1D"),
        ("He ruled for nearly a quarter of a century.", "nearly a quarter of a century", "P25Y"),
        ("A ten-day-old strike shut the port.", "ten-day-old", "P10D"),
        ("The war, now more than three years old, has emptied the villages.", "more than three years", "P3Y"),
        ("In the small hours of Friday, shells fell on the depot.", "the small hours of Friday", "2025-08-22TMO"),
        ("The strike began on 4 June. That same evening, guards sealed the gates.", "That same evening", "2025-06-04TEV"),
        ("The court gave the firm until noon on Thursday to reply.", "noon on Thursday", "2025-08-28T12:00"),
        ("Norland said it would keep the crossings shut until at least the end of March.", "the end of March", "2026-03"),
        ("On 2 May the bank failed, and three more followed.", "2 May", "2025-05-02"),
        ("The dam burst on 12 May 2019. Three years on, nobody has been tried.", "Three years on", "2022"),
        ("Three years on, the town is still dark.", "Three years on", "2025"),
    ],
)
def test_values(text: str, words: str, value: str) -> None:
    found = times(text)
    assert words in found
    assert found[words].value == value == parse_value(value).text


@pytest.mark.parametrize(
    ("text", "words", "begin", "end"),
    [
        ("Kenya's treasury will spend 4 trillion shillings in the current fiscal year.", "the current fiscal year", "2025-07-01", "2026-06-30"),
        ("The U.S. government ran a deficit of $1.8 trillion in fiscal 2024.", "fiscal 2024", "2023-10-01", "2024-09-30"),
        ("Japan's cabinet approved a record budget for fiscal 2026.", "fiscal 2026", "2026-04-01", "2027-03-31"),
        ("India's government will borrow less in the second half of the fiscal year.", "the second half of the fiscal year", "2025-10-01", "2026-03-31"),
        ("The British government will raise spending by fiscal 2027.", "fiscal 2027", None, "2027-03-31"),
        ("US lawmakers must pass the budget before the fiscal year ends on Sept. 30.", "the fiscal year", None, "2025-09-30"),
        ("Sales at the U.S. retailer fell in fiscal 2024.", "fiscal 2024", None, None),
        ("The company's net loss for the three months to June 30 was $4 million.", "the three months", "2025-04-01", "2025-06-30"),
        ("Inflation averaged 3.1% in the year to July.", "the year", "2024-08-01", "2025-07-31"),
        ("The company's profit for the fiscal year ended June 30, 2025 doubled.", "the fiscal year", "2024-07-01", "2025-06-30"),
        ("The grant covers the financial year starting 1 July 2026.", "the financial year", "2026-07-01", "2027-06-30"),
        ("Work starts before the year is out, the mayor said.", "the year", None, "2025-12-31"),
        ("Coal was king in the 1800s.", "the 1800s", "1800-01-01", "1899-12-31"),
    ],
)
def test_first_and_last_days(text: str, words: str, begin: str | None, end: str | None) -> None:
    found = times(text)[words]
    assert (found.begin_point, found.end_point) == (begin, end)


@pytest.mark.parametrize(
    "text",
    [
        "A 33-year-old man and a 12-year-old girl were found.",
        "The 400-year-old church burned.",
        "Asha Perera hit her third century for the islanders.",
        "The clinic has 109 beds.",
        "Some 12 BC residents sued.",
        "The AD campaign ran in the CE zone.",
    ],
)
def test_no_times(text: str) -> None:
    assert not times(text)


def test_every_fiscal_year_is_of_a_country_and_begins_on_a_day() -> None:
    known = {c.iso3 for c in countries()}
    for row in fiscal_years():
        assert row.country in known
        assert parse_value(f"2025-{row.begins}").kind == "day"
