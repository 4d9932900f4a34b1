"""Words that triggers of several types fit, and how the learned coder decides between them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from onrecord.model import Article, Record
from onrecord.models.coder_input import TYPES, Marked
from onrecord.parsing import parse
from onrecord.pipeline import record_of_document
from onrecord.records import event_contests
from onrecord.records.event_contests import ASKED

OPENED = "Latvia opened a crossing for the Lithuanian wounded."
PUBLISHED = "2026-03-12"


class Coder:
    """Answers the same to every sentence, and remembers what it was asked."""

    def __init__(self, **answer: float) -> None:
        self.answer = dict.fromkeys(TYPES, 0.0) | answer
        self.asked: list[Marked] = []

    def probabilities(self, sentences: Sequence[Marked]) -> list[dict[str, float]]:
        self.asked += sentences
        return [self.answer for _ in sentences]


def read(text: str, coder: Coder | None, monkeypatch: pytest.MonkeyPatch) -> Record:
    monkeypatch.setattr(event_contests, "event_coder", lambda: coder)
    return record_of_document(parse(Article("a-1", "a", text, published=PUBLISHED, published_basis="stated")))


def told(record: Record, anchor: str) -> tuple[str, str, float]:
    return next((e.type, e.rule.split(".")[2], e.confidence) for e in record.events if anchor in e.anchor.text)


def test_the_coder_decides_between_the_types_whose_triggers_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = told(read(OPENED, None, monkeypatch), "opened")
    other = told(read(OPENED, Coder(AID=0.9), monkeypatch), "opened")
    assert alone[:2] == ("CONCEDE", "CONCEDE")
    assert other[:2] == ("AID", "AID"), "type and rule change together"
    assert other[2] > alone[2], "the confidence stands halfway to the coder's"


@pytest.mark.parametrize("answer", [{"AID": 0.49}, {"ASSAULT": 0.99}, {"CONCEDE": 0.5, "AID": 0.5}])
def test_the_triggers_choice_stands_where_the_coder_is_not_sure_of_another_that_fits(answer: dict[str, float], monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(read(OPENED, Coder(**answer), monkeypatch), "opened")[0] == "CONCEDE"


def test_the_coder_is_not_asked_about_words_of_one_type(monkeypatch: pytest.MonkeyPatch) -> None:
    coder = Coder(AID=0.9)
    read("Latvia condemned Lithuania.", coder, monkeypatch)
    assert not coder.asked


def test_it_sees_the_clause_of_the_act_alone_with_the_triggers_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    coder = Coder()
    read("On Monday Latvia opened a crossing for the Lithuanian wounded, and Estonia accused Norway of lying.", coder, monkeypatch)
    (asked,) = coder.asked
    assert "Latvia opened a crossing" in asked.text
    assert "Norway" not in asked.text
    assert asked.rule == "CONCEDE"
    assert [asked.text[slice(*s)] for s in (asked.source, asked.anchor) if s] == ["Latvia", "opened"]


def test_one_article_asks_only_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    coder = Coder()
    states = ("Latvia", "Estonia", "Norway", "Sweden", "Poland", "Denmark", "Finland")
    read(" ".join(f"{s} opened a crossing for the Lithuanian wounded." for s in states), coder, monkeypatch)
    assert 1 < len(coder.asked) == ASKED < len(states)


def test_the_shipped_coder_answers_the_same_each_time() -> None:
    once, again = (record_of_document(parse(Article("a-1", "a", OPENED, published=PUBLISHED, published_basis="stated"))).events for _ in range(2))
    assert once == again
