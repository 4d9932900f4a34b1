"""Who did what, when, where, why and how, in the list of articles: as the article was summed up, and as people corrected it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from loan_story import loan_story

from onrecord.keeping import Ledger
from onrecord.ledger.reread import reread
from onrecord.ledger.store import Store
from onrecord.model.summary import QUESTIONS
from onrecord.pipeline import summary_of
from onrecord.views.listing import plain_table

TEXT = (
    "NAIROBI, March 4 (Coast Herald) - Kenya recalled its ambassador from Uganda on Tuesday in response to raids on its fishermen.\n\n"
    "Uganda had expelled two Kenyan traders a week earlier.\n"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    path = tmp_path / "recall.txt"
    path.write_text(TEXT, encoding="utf-8")
    made = Ledger(tmp_path / "news.db")
    made.add(path, published="2026-03-04")
    return made


def test_the_list_of_articles_answers_the_six_questions(ledger: Ledger) -> None:
    (one,) = ledger.articles()
    assert {q: getattr(one, q) for q in QUESTIONS} == {
        "who": "Kenya", "what": "recalled its ambassador from Uganda", "when": "2026-03-03", "where": None,
        "why": "in response to raids on its fishermen", "how": None,
    }  # fmt: skip
    assert "Kenya · recalled its ambassador from Uganda · 2026-03-03" in plain_table(ledger.articles(), width=200)
    assert ledger.articles().to_dicts()[0]["why"] == "in response to raids on its fishermen"
    assert ledger.show(one.id).head == one


def test_each_answer_rereads_as_its_words(ledger: Ledger) -> None:
    db = sqlite3.connect(ledger.path)
    found = db.execute('SELECT question, words, start, "end", main_id FROM article_answers').fetchall()
    assert {q for q, *_ in found} == {"who", "what", "when", "why"}
    text = db.execute("SELECT text FROM texts").fetchone()[0]
    assert all(text[start:end] == words for _, words, start, end, _ in found)
    events = ledger.record(ledger.articles()[0].id).events
    assert {main for *_, main in found} == {next(e.id for e in events if e.anchor.text == "recalled")}


def test_what_people_say_of_the_main_event_counts_in_the_list(ledger: Ledger) -> None:
    main = sqlite3.connect(ledger.path).execute("SELECT DISTINCT main_id FROM article_answers").fetchone()[0]
    ledger.correct(main, {"actor": "Kenyan Foreign Ministry"}, who="ana")
    (one,) = ledger.articles()
    assert (one.who, one.what) == ("Kenyan Foreign Ministry", "recalled its ambassador from Uganda")
    ledger.reject(main, who="ben")
    (one,) = ledger.articles()
    assert [getattr(one, q) for q in QUESTIONS] == [None] * 6
    ledger.undo(who="ben")
    assert ledger.articles()[0].who == "Kenyan Foreign Ministry"


def test_records_have_no_answers_until_their_articles_are_read(tmp_path: Path) -> None:
    with Store(tmp_path / "loan.db") as store:
        store.add(loan_story(), version="1")
        assert store.db.execute("SELECT count(*) FROM answers").fetchone()[0] == 0
        assert all(a.who is None for a in Ledger(store.path).articles())
        list(reread(store, summary_of, version="2"))
        answered = store.db.execute("SELECT count(DISTINCT article) FROM answers").fetchone()[0]
        assert answered == sum(a.what is not None for a in Ledger(store.path).articles()) > 0
        before = store.db.execute("SELECT * FROM answers").fetchall()
        list(reread(store, summary_of, version="2", everything=True))
        assert [tuple(r) for r in store.db.execute("SELECT * FROM answers")] == [tuple(r) for r in before]


def test_an_act_under_an_id_of_an_earlier_reading_is_still_the_main_one(tmp_path: Path) -> None:
    path = tmp_path / "recall.txt"
    path.write_text(TEXT, encoding="utf-8")
    ledger = Ledger(tmp_path / "news.db")
    ledger.add(path, published="2026-03-04")
    article = ledger.record(ledger.articles()[0].id).article
    record, summary = summary_of(article)
    assert summary.event is not None
    kept = replace(record, events=tuple(replace(e, id=f"e-{n:016x}") for n, e in enumerate(record.events)))
    with Store(tmp_path / "other.db") as store:
        store.add([kept], version="1", summaries={article.id: summary})
        found = store.db.execute("SELECT DISTINCT main_id FROM article_answers").fetchall()
    assert [r[0] for r in found] == [next(e.id for e in kept.events if e.anchor == summary.event.anchor)]


def test_an_article_without_an_event_is_listed_by_its_lead(tmp_path: Path) -> None:
    path = tmp_path / "milk.txt"
    told = "NAGPUR, March 4 (Coast Herald) - Farmers in Nagpur dumped milk on the highway on Tuesday to protest against falling prices.\n"
    path.write_text(told, encoding="utf-8")
    made = Ledger(tmp_path / "news.db")
    made.add(path, published="2026-03-04")
    (one,) = made.articles()
    assert one.who is not None
    assert one.who.startswith("Farmers")
    assert (one.when, one.why) == ("2026-03-03", "to protest against falling prices")
