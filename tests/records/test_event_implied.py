"""Whom an act is done to where its own words do not say."""

from __future__ import annotations

import pytest

from onrecord.model import Article, Event
from onrecord.parsing import parse
from onrecord.pipeline import record_of_document


def event(text: str, anchor: str) -> Event:
    found = record_of_document(parse(Article("a-1", "a", text, published="2026-03-12", published_basis="stated"))).events
    return next((e for e in found if anchor in e.anchor.text), None) or pytest.fail(f"{anchor!r} is not among {[e.anchor.text for e in found]}")


def recipients(text: str, anchor: str) -> list[str]:
    return [p.name for p in event(text, anchor).recipients]


def test_an_answer_goes_to_who_has_asked() -> None:
    text = "Peru asked Chile to release the boats. Chile accepted the proposal."
    found = event(text, "accepted")
    assert [(p.name, p.basis) for p in found.recipients] == [("Peru", "inferred")]


def test_who_simply_refuses_refuses_whoever_asked() -> None:
    assert recipients("Peru demanded that Chile release the boats. Chile refused.", "refused") == ["Peru"]


def test_what_is_promised_in_one_breath_goes_to_whom_one_has_met() -> None:
    assert recipients("Anna Brandt met the striking miners on Tuesday and promised to raise wages.", "promised") == ["striking miners"]


STORY = "Malawi is short of maize. Malawi has asked for help. The Malawian army hands out food in Malawi. {}"


@pytest.mark.parametrize(
    ("sentence", "anchor", "expected"),
    [
        ("Norway donated $20 million.", "donated", ["Malawi"]),
        ("Zambia threatened to close its border.", "threatened", ["Malawi"]),
        ("Norway donated $20 million to Togo.", "donated", ["Togo"]),
        ("The Malawian government promised to raise wages.", "promised", []),
    ],
)
def test_what_others_do_they_do_to_the_state_of_the_story(sentence: str, anchor: str, expected: list[str]) -> None:
    assert recipients(STORY.format(sentence), anchor) == expected


def test_a_story_of_two_states_is_about_neither() -> None:
    text = "Malawi and Zambia argue about a lake. Malawi says that Zambia fishes there. Zambia blames Malawi. Norway donated $20 million."
    assert recipients(text, "donated") == []


def test_between_states_even_at_home() -> None:
    text = "Malawi and Zambia argue about a lake. Malawi says that Zambia fishes there. Zambia blames Malawi. Malawi recalled its ambassador."
    assert recipients(text, "recalled") == ["Zambia"]


def test_each_other_has_two_sides() -> None:
    found = event("The army and the militia blamed each other on Tuesday.", "blamed")
    assert ([p.name for p in found.actors], [p.name for p in found.recipients]) == (["army"], ["militia"])


def test_who_is_to_act_is_asked() -> None:
    assert recipients("The mayor called for the ministry to pay its debts.", "called for") == ["ministry"]


@pytest.mark.parametrize(
    ("text", "anchor", "certainty"),
    [
        ("The company said it had asked the mayor for a permit, which the mayor refused to grant.", "refused", "asserted"),
        ("The company said the mayor had refused to grant a permit.", "refused", "attributed"),
        ("The minister said the state would refund the levy.", "would", "asserted"),
    ],
)
def test_what_a_report_only_reminds_of_is_the_outlets_own(text: str, anchor: str, certainty: str) -> None:
    assert event(text, anchor).certainty == certainty


def types(text: str) -> list[str]:
    found = record_of_document(parse(Article("a-1", "a", text, published="2026-03-12", published_basis="stated"))).events
    return [f"{e.type} {e.anchor.text}" for e in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The miners blamed the ministry for ignoring their appeals.", ["ACCUSE blamed"]),
        ("Chile accused the army of beating prisoners.", ["ACCUSE accused"]),
        ("Chile accused the army of beating sixty prisoners.", ["ACCUSE accused", "ASSAULT beating"]),
        ("The ministry has a policy of deporting refugees.", []),
        ("Chile closed the border on Tuesday despite criticism from Peru.", ["COERCE closed"]),
        ("An inquiry by the senate found no fault.", []),
        ("Police officers dragged two lawmakers out of the hall.", ["COERCE dragged"]),
        ("A judge suspended the closure of the camp.", ["REJECT suspended the closure"]),
        ("Peru demanded from Chile to return the boats.", ["REQUEST demanded"]),
        ("A man threw a bottle at the soldiers.", ["ASSAULT threw"]),
        ("The president put the army in charge of the camps.", ["SUPPORT put the army in charge"]),
        ("Villagers stopped trucks on the road to the mine.", ["PROTEST stopped"]),
        ("Anna Brandt embraced her lawyers.", []),
        ("Two gang leaders were moved to a prison on an island.", ["COERCE moved"]),
        ("Fifty states have signed onto the pact.", ["SUPPORT signed"]),
        ("The company delivered $4 billion to shareholders.", []),
        ("The mining company paid out $120 million to its shareholders.", []),
        ("Norway gave $4 million to Malawi.", ["AID gave"]),
        ("Anton Brandt called the ruling hostile.", ["ACCUSE called"]),
        ("Norway offered to send a mediator, but Peru declined.", ["AGREE offered", "REJECT declined"]),
    ],
)
def test_which_words_tell_of_an_act(text: str, expected: list[str]) -> None:
    assert types(text) == expected
