"""Temporal expressions: tables of (sentence, expected), all against Sunday, 24 August 2025."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from onrecord.codebook.times import holidays
from onrecord.mentions.times import find_times
from onrecord.model import Article, Document, Removed, Span, Time
from onrecord.parsing import parse

TODAY = "2025-08-24"


def document(text: str, published: str | None = TODAY, removed: tuple[Removed, ...] = ()) -> Document:
    return parse(Article("a-1", "test", text, published=published, removed=removed))


def times(text: str, published: str | None = TODAY) -> tuple[Time, ...]:
    return find_times(document(text, published))


def values(text: str, published: str | None = TODAY) -> list[tuple[str, str]]:
    return [(t.span.text, t.value) for t in times(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The pact was signed on 24 August 1991 in Minsk.", "24 August 1991", "1991-08-24"),
        ("The pact was signed on August 24, 1991, in Minsk.", "August 24, 1991", "1991-08-24"),
        ("The pact was signed on Aug. 24, 1991.", "Aug. 24, 1991", "1991-08-24"),
        ("The pact was signed on the 24th of August 1991.", "the 24th of August 1991", "1991-08-24"),
        ("The pact was signed on Saturday, August 24th, 1991.", "Saturday, August 24th, 1991", "1991-08-24"),
        ("Filed 2024-11-05 by the registrar.", "2024-11-05", "2024-11-05"),
        ("The form is dated 24/8/2024.", "24/8/2024", "2024-08-24"),
        ("The form is dated 8/24/2024.", "8/24/2024", "2024-08-24"),
        ("The form is dated 24.8.2024.", "24.8.2024", "2024-08-24"),
        ("The tax took effect on JAN. 27 across the island.", "JAN. 27", "2025-01-27"),
        ("Peru will vote on Jan. 27.", "Jan. 27", "2026-01-27"),
        ("The port reopened in September 2023.", "September 2023", "2023-09"),
        ("The port reopened in March.", "March", "2025-03"),
        ("The port will reopen in March.", "March", "2026-03"),
        ("The court fell silent in 1987.", "1987", "1987"),
        ("It dates from the 2016 referendum.", "2016", "2016"),
        ("Prices doubled in the 1990s.", "the 1990s", "199"),
        ("Prices doubled in the late '80s.", "the late '80s", "198"),
        ("The fort was built in the 19th century.", "the 19th century", "18"),
        ("The budget covers the 2024-25 season.", "2024-25", "2024"),
        ("Turnout rose in October of next year's rehearsal.", "October of next year", "2026-10"),
    ],
)
def test_calendar_dates(text: str, words: str, value: str) -> None:
    assert (words, value) in values(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The minister said on Friday that the talks had ended.", "2025-08-22"),
        ("The ministers will meet on Friday in Nairobi.", "2025-08-29"),
        ("The ministers are to meet on Friday in Nairobi.", "2025-08-29"),
        ("The vote is scheduled for Friday.", "2025-08-29"),
        ("The court rules on Friday.", "2025-08-29"),
        ("The envoy has been in Quito since Friday.", "2025-08-22"),
        ("They must reply by Friday.", "2025-08-29"),
        ("Friday's attack killed three guards.", "2025-08-22"),
        ("The army, he said, had crossed the river on Friday.", "2025-08-22"),
        ("Last Friday the bank failed.", "2025-08-22"),
        ("Next Friday the bank opens.", "2025-08-29"),
        ("This past Friday the bank failed.", "2025-08-22"),
        ("The rally took place on Sunday.", "2025-08-24"),
        ("According to a tweet on Monday, the plane carries arms.", "2025-08-18"),
        ("The visit is due on Monday of next week.", "2025-08-25"),
        ("The bank said Monday it will close branches.", "2025-08-18"),
        ("The bank said on Monday the court will rule on Thursday.", "2025-08-28"),
        ("He was treated after her Monday collapse to keep the details secret.", "2025-08-18"),
    ],
)
def test_a_weekday_goes_by_the_tense(text: str, value: str) -> None:
    assert value in [v for _, v in values(text)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He resigned today.", "today", "2025-08-24"),
        ("He resigned yesterday.", "yesterday", "2025-08-23"),
        ("He resigned the day before yesterday.", "the day before yesterday", "2025-08-22"),
        ("He will resign tomorrow.", "tomorrow", "2025-08-25"),
        ("He resigned last week.", "last week", "2025-W33"),
        ("He will resign next month.", "next month", "2025-09"),
        ("He resigned last year.", "last year", "2024"),
        ("He resigned three years ago.", "three years ago", "2022"),
        ("He resigned about two months ago.", "about two months ago", "2025-06"),
        ("He resigned a week ago.", "a week ago", "2025-W33"),
        ("He resigned two decades ago.", "two decades ago", "200"),
        ("He resigned last summer.", "last summer", "2024-SU"),
        ("He resigned in spring 2024.", "spring 2024", "2024-SP"),
        ("He resigned last September.", "last September", "2024-09"),
        ("Profit rose in the third quarter of last year.", "the third quarter of last year", "2024-Q3"),
        ("Profit rose in Q1 2025.", "Q1 2025", "2025-Q1"),
        ("Profit rose in the first half of 2025.", "the first half of 2025", "2025-H1"),
        ("The deficit grew in fiscal 2024.", "fiscal 2024", "FY2024"),
        ("The deficit grew this fiscal year.", "this fiscal year", "FY2025"),
        ("They met over the weekend.", "the weekend", "2025-W34-WE"),
        ("They will meet in two weeks' time.", "two weeks' time", "2025-W36"),
        ("They met in the last week of March.", "the last week of March", "2025-W13"),
        ("They met in the week of June 3.", "the week of June 3", "2025-W23"),
        ("They met earlier this month.", "earlier this month", "2025-08"),
        ("The law takes effect on the 15th of next month.", "the 15th of next month", "2025-09-15"),
        ("It will pay a week from Tuesday.", "a week from Tuesday", "2025-09-02"),
        ("Trade grew in the 18th and 19th centuries.", "19th centuries", "18"),
        ("They attacked at dawn.", "dawn", "2025-08-24TMO"),
        ("The dam will open by the end of 2027.", "the end of 2027", "2027"),
        ("The dam was built in mid-2011.", "mid-2011", "2011"),
    ],
)
def test_what_counts_from_publication(text: str, words: str, value: str) -> None:
    assert (words, value) in values(text)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The vote was held on 3 June 2024. Two days later the cabinet fell.", "Two days later", "2024-06-05"),
        ("The vote was held on 3 June 2024. The following week talks began.", "The following week", "2024-W24"),
        ("The vote was held on 3 June 2024. Prices had risen a month earlier.", "a month earlier", "2024-05"),
        ("The vote was held on 3 June 2024. The next day the cabinet fell.", "The next day", "2024-06-04"),
        ("The vote was held on 3 June 2024 and annulled the same year.", "the same year", "2024"),
        ("It won power in January 2012 and fell in June.", "June", "2012-06"),
        ("The vote was held on 3 June 2024. The night before, he had resigned.", "The night before", "2024-06-02TNI"),
        ("It lost $4 million in the fourth quarter of 2005 and $9 million for the year.", "the year", "2005"),
        ("Sales fell 3% in January, compared with the same month a year ago.", "the same month a year ago", "2024-01"),
    ],
)
def test_what_counts_from_the_story(text: str, words: str, value: str) -> None:
    assert (words, value) in values(text)


@pytest.mark.parametrize(
    ("text", "words", "kind", "value", "mod"),
    [
        ("Over three years into the war, talks go on.", "Over three years", "DURATION", "P3Y", "MORE_THAN"),
        ("She served less than six months.", "less than six months", "DURATION", "P6M", "LESS_THAN"),
        ("She served at least five years in prison.", "at least five years", "DURATION", "P5Y", "EQUAL_OR_MORE"),
        ("She received a 12-year sentence.", "12-year", "DURATION", "P12Y", None),
        ("They waited for two and a half years.", "two and a half years", "DURATION", "P2.5Y", None),
        ("They waited for four-and-a-half years.", "four-and-a-half years", "DURATION", "P4.5Y", None),
        ("They waited for half an hour.", "half an hour", "DURATION", "PT30M", None),
        ("They waited for decades.", "decades", "DURATION", "PXDE", None),
        ("After months of talks they left.", "months", "DURATION", "PXM", None),
        ("Growth shrank for two consecutive quarters.", "two consecutive quarters", "DURATION", "P2Q", None),
        ("It closed every Friday.", "every Friday", "SET", "XXXX-WXX-5", None),
        ("Fees are paid annually.", "annually", "SET", "P1Y", None),
        ("They meet every first Monday of the month.", "every first Monday of the month", "SET", "XXXX-WXX-1", None),
        ("They meet on weekends.", "weekends", "SET", "XXXX-WXX-WE", None),
        ("The board meets twice a month.", "twice a month", "SET", "P1M", None),
        ("Elections are held every two years.", "every two years", "SET", "P2Y", None),
        ("The yard builds 15 a year.", "a year", "SET", "P1Y", None),
        ("He is currently abroad.", "currently", "DATE", "PRESENT_REF", None),
        ("He recently fell ill.", "recently", "DATE", "PAST_REF", None),
        ("He hopes to return in the near future.", "the near future", "DATE", "FUTURE_REF", None),
        ("The dam will open in early 2026.", "early 2026", "DATE", "2026", "START"),
        ("The dam will open by the end of 2027.", "the end of 2027", "DATE", "2027", "END"),
        ("He left more than a decade ago.", "more than a decade ago", "DATE", "201", "BEFORE"),
    ],
)
def test_durations_sets_and_references(text: str, words: str, kind: str, value: str, mod: str | None) -> None:
    assert (words, kind, value, mod) in [(t.span.text, t.type, t.value, t.mod) for t in times(text)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The flight lands at 12:30 EST (17:30 UTC).", "12:30 EST", "2025-08-24T12:30-05:00"),
        ("The flight lands at 12:30 EST (17:30 UTC).", "17:30 UTC", "2025-08-24T17:30Z"),
        ("The bell rang at 3 p.m. local time.", "3 p.m. local time", "2025-08-24T15:00"),
        ("The bell rang at 0800 GMT on Monday.", "0800 GMT on Monday", "2025-08-18T08:00Z"),
        ("On Monday the bell rang at 9:15 am.", "9:15 am", "2025-08-18T09:15"),
        ("The rally on Friday morning drew crowds.", "Friday morning", "2025-08-22TMO"),
        ("Shells fell last night.", "last night", "2025-08-23TNI"),
        ("The curfew ends at midnight.", "midnight", "2025-08-24T24:00"),
        ("They rose at half past nine.", "half past nine", "2025-08-24T09:30"),
        ("The shop opens at 10 o'clock.", "10 o'clock", "2025-08-24T10:00"),
    ],
)
def test_times_of_day(text: str, words: str, value: str) -> None:
    found = [(t.span.text, t.value) for t in times(text) if t.type == "TIME"]
    assert (words, value) in found


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It will open on Christmas Eve.", "Christmas Eve", "2025-12-24"),
        ("France celebrated Bastille Day with a parade.", "Bastille Day", "2025-07-14"),
        ("He spoke on Ukraine's Independence Day.", "Independence Day", "2025-08-24"),
        ("He spoke in Delhi on India's Independence Day.", "Independence Day", "2025-08-15"),
        ("The shops closed on Good Friday.", "Good Friday", "2025-04-18"),
        ("They marched on Easter Monday 2024.", "Easter Monday 2024", "2024-04-01"),
        ("Canadians will mark Thanksgiving; Canada gives thanks early.", "Thanksgiving", "2025-10-13"),
        ("The law followed the Sept. 11 attacks.", "Sept. 11", "2001-09-11"),
        ("The law followed 9/11.", "9/11", "2001-09-11"),
        ("The guns fell silent on Eid al-Fitr.", "Eid al-Fitr", "2025-03-30"),
        ("The truce will hold until Yom Kippur.", "Yom Kippur", "2025-10-02"),
        ("They met before Passover 2024.", "Passover 2024", "2024-04-23"),
        ("Diwali will be quiet.", "Diwali", "2025-10-20"),
        ("Trains were full on Lunar New Year's Eve.", "Lunar New Year's Eve", "2025-01-28"),
        ("The truce for Orthodox Easter held.", "Orthodox Easter", "2025-04-20"),
        ("Vietnam closed its markets for Tet in 2007.", "Tet", "2025-01-29"),
        ("They met on the eve of Bastille Day.", "the eve of Bastille Day", "2025-07-13"),
        ("Traffic rose on Memorial Day weekend.", "Memorial Day weekend", "2025-W21-WE"),
        ("The feast of Eid al-Fitr 2000 was marked twice.", "Eid al-Fitr 2000", "2000"),
        ("Ramadan 1975 was a hot one.", "Ramadan 1975", "1975"),
    ],
)
def test_days_with_names(text: str, words: str, value: str) -> None:
    assert (words, value) in values(text)


def test_a_feast_that_follows_the_moon_has_all_its_days() -> None:
    (ramadan,) = times("Attacks fell during Ramadan.")
    assert (ramadan.value, ramadan.mod, ramadan.begin_point, ramadan.end_point) == ("2025-03-01", "APPROX", "2025-03-01", "2025-03-29")
    (passover,) = times("The talks stalled over Passover.")
    assert (passover.mod, passover.begin_point, passover.end_point) == (None, "2025-04-13", "2025-04-20")


def test_feasts_lie_in_their_season_and_year_after_year() -> None:
    for row in holidays():
        days = [date.fromisoformat(d) for d in row.table.split()]
        gaps = {(b - a).days for a, b in pairwise(days)}
        assert not days or (min(gaps) > 350 and max(gaps) < 390), row.id
        assert not days or (days[0].year, days[-1].year) == (1990, 2040), row.id
        assert set(row.shorter.split()) <= set(row.table.split())


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("She has led the party since March.", "2025-03-01", None),
        ("The curfew will hold until Friday.", None, "2025-08-29"),
        ("The troops must leave by 2027.", None, "2027-12-31"),
        ("The troops must leave by the end of June 2026.", None, "2026-06-30"),
        ("The troops must leave before July 2026.", None, "2026-06-30"),
        ("They left before Passover.", None, "2025-04-12"),
        ("They have been gone since Passover.", "2025-04-13", None),
        ("It must pay before the end of the decade.", None, "2029-12-31"),
        ("It must pay before the end of 2027.", None, "2027-12-31"),
        ("They must reply before midnight on Friday.", None, "2025-08-29"),
        ("He left over the past 48 hours.", "2025-08-22", "2025-08-24"),
        ("Exports fell between May and July.", "2025-05-01", "2025-07-31"),
        ("The fair ran from 3 to 5 May.", "2025-05-03", "2025-05-05"),
        ("The fair ran from May 3 to May 5.", "2025-05-03", "2025-05-05"),
        ("The fair ran on May 3-5, 2024.", "2024-05-03", "2024-05-05"),
        ("He was mayor from 2008 to 2016.", "2008-01-01", "2016-12-31"),
        ("Trade grew between November and February.", "2024-11-01", "2025-02-28"),
        ("He left last week.", "2025-08-11", "2025-08-17"),
        ("Profit fell in Q2 2025.", "2025-04-01", "2025-06-30"),
        ("He will return within 90 days.", "2025-08-24", "2025-11-22"),
        ("He was ill for the past three months.", "2025-05-24", "2025-08-24"),
        ("He will travel in the next two weeks.", "2025-08-24", "2025-09-07"),
    ],
)
def test_intervals(text: str, begin: str | None, end: str | None) -> None:
    assert (begin, end) in [(t.begin_point, t.end_point) for t in times(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mrs May said Theresa May had no choice.",
        "The rebels may leave and march on.",
        "MAY WE HELP YOU",
        "The rally drew 1,500 people and 2000 troops.",
        "In 2000 villages the lights went out, some 2,015 homes.",
        "Flight 1987 landed; the Boeing 2000 did not.",
        "Article 2024 of the code is void.",
        "He runs The Sunday Times and edits the Mail on Sunday.",
        "USA Today called; India Today answered.",
        "The April 6 Movement and the Good Friday Agreement were praised.",
        "Fridays for Future marched.",
        "The Data Protection Act of 2018 was amended.",
        "He seconded it; the second vote failed.",
        "The 56-year-old is 12 years old and in his 40s.",
        "They won 3-2 and then 3:1, a ratio of 16:9.",
        "Three quarters of the seats went to women.",
        "On a day-to-day basis the morning meetings go on.",
        "The balloons soon dropped.",
        "The office hours and the minutes of the meeting were lost.",
        "The fall of Kabul and the Arab Spring.",
        "Christmas Island asked for aid.",
        "Tariq Ramadan and Ramadan Shallah wrote on the Yom Kippur War and the Tet Offensive.",
        "August Wilson met April Ryan and June Carter.",
        "The water will spring and prices will fall.",
        "It happened as soon as he left and soon after he came.",
        "The form is dated 08/07/2020 or 30/30/2020.",
        "On February 30 nothing was said.",
        "Room 1924 is shut.",
        "The second century of the empire was calm, and Asha Perera hit her third century.",
        "Some 12 BC residents sued.",
        "",
        "\n\n \t",
    ],
)
def test_traps(text: str) -> None:
    assert values(text) == []


def test_a_verb_beside_a_month() -> None:
    assert values("Mrs May may leave in May.") == [("May", "2026-05")]


def test_words_of_time_in_a_name_and_beside_it() -> None:
    assert values("The Sunday Times reported on Sunday.") == [("Sunday", "2025-08-24")]


def test_an_abbreviation_with_its_point_is_one_expression() -> None:
    assert [w for w, _ in values("The ban began on Jan. 27. It ended on Sept. 3.")] == ["Jan. 27", "Sept. 3"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Friday.", "XXXX-WXX-5"),
        ("They met in March.", "XXXX-03"),
        ("They met on 24 August.", "XXXX-08-24"),
        ("They met today.", "PRESENT_REF"),
        ("They met last month.", "PAST_REF"),
        ("They will meet next month.", "FUTURE_REF"),
        ("They met last summer.", "XXXX-SU"),
        ("They met at 3 p.m.", "XXXX-XX-XXT15:00"),
        ("They met on 24 August 1991.", "1991-08-24"),
    ],
)
def test_without_a_day_of_publication(text: str, value: str) -> None:
    assert [v for _, v in values(text, None)] == [value]


def test_published_overrides_the_articles_own() -> None:
    found = find_times(document("They met yesterday."), published="2010-03-01")
    assert [t.value for t in found] == ["2010-02-28"]


@pytest.mark.parametrize("published", ["03-02-2009", "yesterday", "2025-13-40", "2025-02-30"])
def test_a_published_that_is_no_iso_date_counts_as_none(published: str) -> None:
    assert values("They met on Friday.", published) == [("Friday", "XXXX-WXX-5")]


@pytest.mark.parametrize(("published", "value"), [("2025-08", "2024"), ("2025", "2024")])
def test_a_month_or_year_of_publication_serves_what_it_can(published: str, value: str) -> None:
    assert ("last year", value) in values("They met on Friday and last year.", published)


def test_page_chrome_has_no_times() -> None:
    text = "They met on Friday.\nPosted 3 days ago, 24 August 2025"
    start = text.index("Posted")
    chrome = Removed(Span.of(text, start, len(text)), "test")
    assert [t.span.text for t in find_times(document(text, removed=(chrome,)))] == ["Friday"]


def test_a_date_never_runs_over_a_line_break() -> None:
    found = values("Markets stay closed until Friday\nSeptember 18, 2008\nThe bourse said so.")
    assert [w for w, _ in found] == ["Friday", "September 18, 2008"]


def test_basis_tells_whether_the_words_say_it() -> None:
    found = times("On 3 June 2024 they met; on Friday they left.")
    assert [t.basis for t in found] == ["stated", "resolved"]


def test_reading_twice_gives_the_same() -> None:
    text = "The vote was held on 3 June 2024. Two days later, at 3 p.m., he left until Friday."
    assert times(text) == times(text)


def test_spans_read_back_among_wide_characters() -> None:
    text = "🇺🇦 “Ми” — they met on\u00a0Friday, the 24th\u00a0of August\u00a01991 …"
    found = times(text)
    assert [t.span.text for t in found] == ["Friday, the 24th\u00a0of August\u00a01991"]
    assert all(text[t.span.start : t.span.end] == t.span.text for t in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The government declared two days of mourning starting on Saturday.", "2025-08-30"),
        ("The president announced a three-day truce ending on Saturday.", "2025-08-30"),
        ("The president dissolved parliament and called a snap election for Saturday.", "2025-08-30"),
        ("The minister has promised farmers a higher price from Saturday.", "2025-08-30"),
        ("Fighting starting on Saturday has killed 40 people.", "2025-08-23"),
        ("The talks, starting on Saturday, were called off.", "2025-08-23"),
    ],
)
def test_what_is_laid_down_begins_later(text: str, value: str) -> None:
    assert ("Saturday", value) in values(text)
