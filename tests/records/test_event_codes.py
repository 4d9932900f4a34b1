"""Codes, contexts and merging of events, without the parser where it is not needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.codebook.event_contexts import contexts, goldstein_of
from onrecord.codebook.event_types import Trigger, event_types
from onrecord.model import Article, Event, Party, Span, When
from onrecord.parsing import parse
from onrecord.records.event_contexts import codes_of, contexts_of
from onrecord.records.event_merging import merge

TEXT = "Kenya attacked Somalia and the attack went on; Kenya met Uganda."


def party(name: str, sector: str | None = None) -> Party:
    start = max(TEXT.find(name), 0)
    return Party(name, "state", None, sector, None, Span.of(TEXT, start, start + 5))


def event(words: str, actors: tuple[str, ...], recipients: tuple[str, ...], **others: object) -> Event:
    start = TEXT.index(words)
    made = Event(
        id="e", anchor=Span.of(TEXT, start, start + len(words)), type="ASSAULT", mode=None, contexts=(), cameo="180", quad=4,
        goldstein=-9.0, actors=tuple(map(party, actors)), recipients=tuple(map(party, recipients)), status="actual",
        certainty="asserted", said_by=(), date=None, place=None, amount=None, sentence=Span.of(TEXT, 0, len(TEXT)), rule=f"r.{words}",
        confidence=0.8,
    )  # fmt: skip
    return replace(made, **others)  # type: ignore[arg-type]


def test_one_act_told_twice_is_one_event_told_by_the_first_that_names_who_acts() -> None:
    bare = event("attack ", (), ("Somalia",), date=When("2026-03-01", "resolved"))
    full = event("attacked", ("Kenya",), ("Somalia",))
    for order in ((full, bare), (bare, full)):
        (one,) = merge(order)
        assert one.anchor.text == "attacked"
        assert one.date == When("2026-03-01", "resolved")


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "COERCE"},
        {"status": "planned"},
        {"actors": (party("Uganda"),)},
        {"recipients": (party("Uganda"),)},
        {"date": When("2026-01-05", "stated")},
        {"anchor": Span.of(TEXT, TEXT.index("met"), TEXT.index("met") + 3), "rule": "r.met"},
    ],
)
def test_acts_that_differ_stay_two(changes: dict[str, object]) -> None:
    first = event("attacked", ("Kenya",), ("Somalia",), date=When("2026-03-01", "stated"))
    assert len(merge((first, replace(event("attack ", ("Kenya",), ("Somalia",)), **changes)))) == 2  # type: ignore[arg-type]


def test_contexts_come_from_the_trigger_the_words_and_the_sectors() -> None:
    doc = parse(Article("a", "a", "The peace talks on the border oil wells failed.")).doc
    found = contexts_of(Trigger("t", nouns=("talk",), contexts=("cyber",)), doc, [party("Kenya", "LEG")])
    assert {"cyber", "territory", "natural_resource", "legislative"} <= set(found)
    assert list(found) == [c.context for c in contexts() if c.context in found], "in PLOVER's order"
    assert "health" not in found


def test_there_are_37_contexts_and_triggers_name_no_other() -> None:
    names = {c.context for c in contexts()}
    assert len(names) == 37
    assert {c for k in event_types().values() for t in k.triggers for c in t.contexts} <= names


def test_a_trigger_s_own_code_beats_its_mode_s_and_its_type_s() -> None:
    assert codes_of("CONSULT", Trigger("t", verbs=("meet",))) == ("040", 1, event_types()["CONSULT"].goldstein)
    assert codes_of("CONSULT", Trigger("t", verbs=("visit",), mode="visit"))[0] == "042"
    assert codes_of("CONSULT", Trigger("t", verbs=("mediate",), cameo="045")) == ("045", 1, 5.0)


@pytest.mark.parametrize(("code", "score"), [("190", -10.0), ("1411", -6.5), ("1909", -10.0), ("", None)])
def test_goldstein_scores_fall_back_to_the_code_above(code: str, score: float | None) -> None:
    assert goldstein_of(code) == score


def test_every_code_of_the_codebook_has_a_score_and_fits_its_class() -> None:
    for kind in event_types().values():
        for code in [kind.cameo, *(m.cameo for m in kind.modes), *(t.cameo for t in kind.triggers if t.cameo)]:
            assert goldstein_of(code) is not None, (kind.type, code)
