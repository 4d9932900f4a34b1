"""Whatever the text: no crash, values that TIMEX3 allows, spans that read back, no overlap, the same twice."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.codebook.times import holidays, modifiers, word_classes
from onrecord.mentions.dating import date_article
from onrecord.mentions.times import find_times
from onrecord.model import Article, Time
from onrecord.model.timex import TimexValue, parse_value, write_value
from onrecord.model.timing import due_for, time_for, when_of
from onrecord.parsing import parse

MODS = {None, "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "START", "MID", "END", "APPROX"} | {
    "LESS_THAN",
    "MORE_THAN",
    "EQUAL_OR_LESS",
    "EQUAL_OR_MORE",
}
SMALL_WORDS = "the of in on to at by since until between and or a this that every each ago earlier later before after now"
MARKS = [",", ".", "-", "–", "/", "’s", "'s", "(", ")", ":", ";", "\n"]

VOCABULARY = sorted(
    {w for c in word_classes().values() for w in (*c.words, *c.values)}
    | {w.capitalize() for c in word_classes().values() if c.capital for w in c.values}
    | {p for m in modifiers() for p in m.phrases}
    | {n for h in holidays()[:80] for n in h.names}
    | {*SMALL_WORDS.split(), *MARKS}
    | {"1", "3", "12", "24th", "31", "99", "2024", "1987", "0800", "12:30", "3 p.m.", "2025-08-24", "31/12/1999"}
    | {"1990s", "Q3", "FY25", "9/11"}
    | {"1000000", "999999", "2.5", "1,500", "said", "will", "met", "troops", "old", "%", "$", "year", "night", "weekend", "o’clock", "half"}
)
PUBLISHED = st.one_of(
    st.none(), st.dates().map(date.isoformat), st.dates().map(lambda d: d.isoformat()[:7]), st.dates().map(lambda d: d.isoformat()[:4])
)
SENTENCES = st.lists(st.sampled_from(VOCABULARY), max_size=25).map(" ".join)


def check(text: str, published: str | None) -> None:
    document = parse(Article("a-1", "test", text, published=published))
    times = find_times(document)
    assert times == find_times(document)
    end = 0
    for time in times:
        assert time.span.start >= end
        assert time.span.text
        assert text[time.span.start : time.span.end] == time.span.text
        assert well_formed(time), time
        end = time.span.end
    date_article(document, times)
    for index in range(0, len(document.doc), 3):
        for found in (time_for(document, times, index), due_for(document, times, index)):
            assert found is None or found in times
    assert all((w := when_of(t, due=True)) is None or w.value for t in times)


def well_formed(time: Time) -> bool:
    ends = [date.fromisoformat(p) for p in (time.begin_point, time.end_point) if p]
    value = parse_value(time.value)
    return write_value(value) == time.value and fits(time.type, value) and time.mod in MODS and ends == sorted(ends)


def fits(kind: str, value: TimexValue) -> bool:
    """Whether a value is one of its type: dates and references for DATE, with a time of day for TIME; what is repeated has no year."""
    if kind == "DURATION":
        return value.kind == "period"
    if kind == "SET":
        return value.kind == "period" or value.year is None
    return value.kind != "period" and bool(value.clock) == (kind == "TIME")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), PUBLISHED)
def test_any_text(text: str, published: str | None) -> None:
    check(text, published)


@settings(max_examples=300, deadline=None)
@given(SENTENCES, PUBLISHED)
def test_any_mixture_of_words_of_time(text: str, published: str | None) -> None:
    check(text, published)


def test_the_edges_of_the_calendar() -> None:
    for published in ("0001-01-01", "9999-12-31", "0001", "9999-12"):
        check("They met last week, last year, a century ago and three decades ago.", published)
        check("They will meet next week, next year, next quarter and next Friday.", published)
        check("In 10000 years, 999999 years ago, 500000 weeks later, this weekend, at Christmas, by Easter Monday, last winter.", published)


PRINTED = st.one_of(
    st.dates(date(1000, 1, 1)).map(date.isoformat),
    st.datetimes(datetime(1000, 1, 1)).map(lambda t: t.strftime("%Y-%m-%dT%H:%M") if t.year > 999 else "1000-01-01T00:00"),
    st.dates(date(1000, 1, 8), date(2999, 12, 1)).map(lambda d: f"{d.isocalendar().year}-W{d.isocalendar().week:02}"),
    st.builds("{}-{}".format, st.integers(1000, 2999), st.sampled_from(["Q1", "Q2", "Q3", "Q4", "H1", "H2"])),
)


@settings(max_examples=100, deadline=None)
@given(PRINTED)
def test_reading_a_printed_value_gives_the_same(value: str) -> None:
    (time,) = find_times(parse(Article("a-1", "test", f"They met on {value}.", published="2025-08-24")))
    assert (time.span.text, time.value, time.basis) == (value, value, "stated")
