"""Which time belongs to which word."""

from __future__ import annotations

import pytest

from onrecord.mentions.times import find_times
from onrecord.model import Article, Span, Time
from onrecord.model.timing import due_for, time_for, when_of
from onrecord.parsing import parse


def dated(text: str, word: str, *, due: bool = False, published: str | None = "2025-08-24") -> str | None:
    document = parse(Article("a-1", "test", text, published=published))
    index = next(t.i for t in document.doc if t.text == word)
    found = (due_for if due else time_for)(document, find_times(document), index)
    when = when_of(found, due=due) if found else None
    return when.value if when else None


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("The two presidents signed the treaty in Oslo last Tuesday.", "signed", "2025-08-19"),
        ("On Monday, the court ordered the release of the editor.", "ordered", "2025-08-18"),
        ("An attack on Friday killed six soldiers.", "attack", "2025-08-22"),
        ("An attack on Friday killed six soldiers.", "killed", "2025-08-22"),
        ("Friday's attack killed six soldiers.", "attack", "2025-08-22"),
        ("Six soldiers were killed in an attack last week, the army said Sunday.", "attack", "2025-08-11/2025-08-17"),
        ("Six soldiers were killed in an attack last week, the army said Sunday.", "said", "2025-08-24"),
        ("The minister met his Chilean counterpart on Thursday and signed an accord.", "signed", "2025-08-21"),
        ("The minister met his Chilean counterpart on Thursday and will visit Lima on Saturday.", "met", "2025-08-21"),
        ("The minister met his Chilean counterpart on Thursday and will visit Lima on Saturday.", "visit", "2025-08-30"),
        ("Norway managed to evacuate its staff on Saturday.", "managed", "2025-08-23"),
        ("The ceasefire, which was agreed in March, collapsed on Tuesday.", "agreed", "2025-03"),
        ("The ceasefire, which was agreed in March, collapsed on Tuesday.", "collapsed", "2025-08-19"),
        ("The talks held in Doha over the weekend ended without a deal.", "talks", "2025-08-23/2025-08-24"),
        ("Exports fell between May and July.", "fell", "2025-05-01/2025-07-31"),
    ],
)
def test_the_time_of_an_act(text: str, word: str, value: str) -> None:
    assert dated(text, word) == value


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Officials in Lusaka said on Friday that rebels crossed the border.", "crossed"),
        ("She vowed to withdraw the troops by the end of 2027.", "vowed"),
        ("The envoy recently left for Hanoi.", "left"),
        ("The siege lasted three months.", "lasted"),
        ("They met.", "met"),
    ],
)
def test_no_time_of_its_own(text: str, word: str) -> None:
    assert dated(text, word) is None


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("She vowed to withdraw the troops by the end of 2027.", "withdraw", "2027-12-31"),
        ("Japan pledged on Wednesday to deliver the generators within 90 days.", "deliver", "2025-11-22"),
        ("Kenya will send 200 officers next month, the president said on Friday.", "send", "2025-09"),
        ("The government said on Monday it would reopen the embassy before Christmas.", "reopen", "2025-12-25"),
        ("Peru plans to ratify the accord in the next two weeks.", "ratify", "2025-09-07"),
        ("The bank approved a loan in June, to be paid out by March.", "paid", "2026-03"),
    ],
)
def test_when_a_promise_is_due(text: str, word: str, value: str) -> None:
    assert dated(text, word, due=True) == value


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Kenya will send 200 officers, the president said on Friday.", "send"),
        ("Kenya, which joined in 2019, will send 200 officers.", "send"),
        ("Japan pledged on Wednesday to deliver the generators.", "deliver"),
    ],
)
def test_a_promise_without_a_due_date(text: str, word: str) -> None:
    assert dated(text, word, due=True) is None


def test_a_due_date_that_cannot_be_resolved_is_its_words() -> None:
    assert dated("Kenya will send 200 officers next month.", "send", due=True, published=None) == "next month"


@pytest.mark.parametrize(
    ("time", "value"),
    [
        (Time(Span(0, 4, "2027"), "DATE", "2027"), "2027"),
        (Time(Span(0, 4, "2027"), "DATE", "2027-W01", None, "2027-01-04", "2027-01-10"), "2027-01-04/2027-01-10"),
        (Time(Span(0, 4, "noon"), "TIME", "2025-08-24T12:00"), "2025-08-24"),
        (Time(Span(0, 3, "now"), "DATE", "PRESENT_REF"), None),
        (Time(Span(0, 5, "daily"), "SET", "P1D"), None),
        (Time(Span(0, 6, "Friday"), "DATE", "XXXX-WXX-5"), None),
    ],
)
def test_the_date_of_an_expression(time: Time, value: str | None) -> None:
    when = when_of(time)
    assert (when.value if when else None) == value
