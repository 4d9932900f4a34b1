"""What the demo articles must put on record: the whole way from the file to the fields, on text of our own."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
from spans import spans

from onrecord.model import Commitment, Event, Record, Statement
from onrecord.pipeline import records


@cache
def demo() -> dict[str, Record]:
    """The records of the demo articles by the stem of their file."""
    with resources.as_file(resources.files("onrecord.demo").joinpath("articles")) as folder:
        found = [r for r in records([folder]) if isinstance(r, Record)]
    return {r.article.source.rsplit("/", 1)[-1].split(".")[0]: r for r in found}


def record(stem: str) -> Record:
    return next(r for s, r in demo().items() if s.startswith(stem))


def commitment(r: Record, action: str) -> Commitment:
    """The commitment whose action or anchor or sentence part holds these words."""
    found = [c for c in r.commitments if action in r.article.text[min(c.anchor.start, c.action.start) : max(c.anchor.end, c.action.end)]]
    assert found, f"no commitment about {action!r}; there are {[c.action.text for c in r.commitments]}"
    return found[0]


def test_every_demo_article_makes_a_record() -> None:
    assert len(demo()) == 12
    for stem, r in demo().items():
        assert r.statements, stem
        assert r.events, stem
        assert r.article.title, stem
        assert r.article.published, stem


def test_the_seed_like_story_dates_itself() -> None:
    article = record("kyiv-1").article
    assert (article.published, article.published_basis) == ("2025-08-24", "inferred")


def test_its_widget_tail_is_marked_and_nothing_else() -> None:
    article = record("kyiv-1").article
    chrome = [x.span for x in article.removed if x.reason != "headline"]
    assert min(s.start for s in chrome) == article.text.index("Share this story")
    assert max(s.end for s in chrome) >= len(article.text.rstrip())
    assert all(s.start >= article.text.index("Share this story") for s in chrome)


@pytest.mark.parametrize(
    ("stem", "action", "promisor", "stage"),
    [
        ("kyiv-1", "sending peacekeepers", "Canada", "floated"),
        ("kyiv-1", "receive", "Canada", "approved"),
        ("kyiv-1", "produce drones together", "Mark Carney", "signed"),
        ("kyiv-1", "consider security arrangements", "Donald Trump", "floated"),
        ("kyiv-2", "peacekeeping force", "Canada", "floated"),
        ("moldova-1", "loan", "Norway", "floated"),
        ("moldova-2", "lend Moldova", "Norway", "pledged"),
        ("moldova-2", "submit the bill", "Elena Munteanu", "pledged"),
        ("moldova-3", "loan of 250 million euros", "Norway", "approved"),
        ("mombasa-2", "suspend the strike", "Coast Dockers Union", "offered"),
        ("mombasa-3", "shelve the lease", "Kenya", "pledged"),
    ],
)
def test_commitments(stem: str, action: str, promisor: str, stage: str) -> None:
    found = commitment(record(stem), action)
    assert promisor in found.promisor.name or found.promisor.country == {"Canada": "CAN", "Norway": "NOR", "Kenya": "KEN"}.get(promisor)
    assert found.stage == stage


def test_the_aid_has_its_amount_twice_its_due_date_and_its_beneficiary() -> None:
    aid = commitment(record("kyiv-1"), "receive")
    assert aid.amount is not None
    assert (aid.amount.value, aid.amount.unit, aid.amount.quantifier) == (1e9, "CAD", "over")
    assert aid.amount.equals is not None
    assert (aid.amount.equals.value, aid.amount.equals.unit, aid.amount.equals.quantifier) == (723e6, "USD", "about")
    assert aid.due is not None
    assert aid.due.value == "2025-09"
    assert aid.beneficiary is not None
    assert aid.beneficiary.name == "Ukraine"


def test_a_saying_about_promises_is_no_delivery() -> None:
    assert "delivered" not in {c.stage for c in record("moldova-2").commitments}


def test_a_condition_is_kept_in_its_words() -> None:
    condition = commitment(record("kyiv-1"), "sending peacekeepers").condition
    assert condition is not None
    assert "as part of a peace settlement" in condition.text


@pytest.mark.parametrize(
    ("stem", "words", "speaker", "manner"),
    [
        ("kyiv-1", "cannot be the only guarantee", "Mark Carney", "direct"),
        ("kyiv-1", "so that this war ends", "Volodymyr Zelenskiy", "direct"),
        ("kyiv-2", "People should not count it twice", "official", "direct"),
        ("kyiv-3", "The minister misspoke", "Ines Laframboise", "direct"),
        ("moldova-1", "The money is needed in the north", "Lars Aune Bakken", "direct"),
        ("moldova-4", "The full amount stands", "Dalgaard", "direct"),
        ("mombasa-2", "There is no signature of mine", "Grace Nyaboke", "direct"),
    ],
)
def test_quotations_have_their_speaker(stem: str, words: str, speaker: str, manner: str) -> None:
    found: list[Statement] = [s for s in record(stem).statements if any(words in c.text for c in s.content) and s.manner == manner]
    assert found, words
    assert any(s.speaker is not None and speaker in s.speaker.name for s in found), [s.speaker for s in found]


@pytest.mark.parametrize(
    ("stem", "kind", "actor", "recipient"),
    [
        ("kyiv-2", "REJECT", "Russia", ""),
        ("kyiv-4", "ASSAULT", "Russia", ""),
        ("moldova-1", "ACCUSE", "ambassador", ""),
        ("moldova-3", "SUPPORT", "", ""),
        ("mombasa-1", "COERCE", "", ""),
        ("mombasa-3", "RETREAT", "Grace Nyaboke", ""),
        ("mombasa-3", "SUPPORT", "Daniel Kiprono", ""),
    ],
)
def test_events(stem: str, kind: str, actor: str, recipient: str) -> None:
    found: list[Event] = [e for e in record(stem).events if e.type == kind]
    assert found, f"no {kind}; there are {[(e.type, e.anchor.text) for e in record(stem).events]}"
    named = [(" ".join(p.name for p in e.actors), " ".join(p.name for p in e.recipients)) for e in found]
    both = [(a, r) for a, r in named if (actor in a and recipient in r) or (recipient and actor in r and recipient in a)]
    assert both, named


def test_reported_strikes_are_hearsay_and_the_minerals_talks_reported() -> None:
    events = record("kyiv-1").events
    strikes = [e for e in events if e.type == "ASSAULT" and "refinery" in e.sentence.text]
    assert strikes
    assert {e.certainty for e in strikes} == {"hearsay"}


def test_every_span_of_every_record_re_reads_as_its_text() -> None:
    for r in demo().values():
        found = spans(r.to_dict())
        assert len(found) > 50
        for start, end, text in found:
            assert r.article.text[start:end] == text


def test_every_record_is_valid_by_the_published_schema() -> None:
    schema = json.loads((Path(__file__).parent.parent / "docs" / "record.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for stem, r in demo().items():
        assert [f"{stem}: {list(e.path)} {e.message}" for e in validator.iter_errors(r.to_dict())] == []


def test_commitments_point_at_events_that_are_there() -> None:
    for r in demo().values():
        ids = [x.id for kind in (r.statements, r.events, r.commitments) for x in kind]
        assert len(ids) == len(set(ids))
        assert {c.event for c in r.commitments if c.event} <= {e.id for e in r.events}
