"""Who acts on what, through passives, relative clauses, control, participles and coordination."""

from __future__ import annotations

import pytest

from onrecord.model import Article
from onrecord.parsing import parse
from onrecord.records.event_frames import base_forms, frame_of, phrase_lemmas


def frame(text: str, word: str, form: str = "verb"):
    doc = parse(Article("a", "a", text)).doc
    token = next(t for t in doc if t.text == word)
    return frame_of(token, form)


@pytest.mark.parametrize(
    ("text", "word", "subjects", "objects"),
    [
        ("Police arrested two men in Lagos.", "arrested", ["Police"], ["men"]),
        ("Two men were arrested by police in Lagos.", "arrested", ["police"], ["men"]),
        ("Two men were arrested in Lagos.", "arrested", [], ["men"]),
        ("The men arrested by soldiers were freed.", "arrested", ["soldiers"], ["men"]),
        ("The soldiers who attacked the village fled.", "attacked", ["soldiers"], ["village"]),
        ("The village that the rebels burned is empty.", "burned", ["rebels"], ["village"]),
        ("Kenya agreed to send doctors.", "send", ["Kenya"], ["doctors"]),
        ("Kenya urged Uganda to release the pilot.", "release", ["Uganda"], ["pilot"]),
        ("The minister was forced to leave the party.", "leave", ["minister"], ["party"]),
        ("The army condemned and rejected the plan.", "condemned", ["army"], ["plan"]),
        ("The army condemned and rejected the plan.", "rejected", ["army"], ["plan"]),
        ("After attacking the convoy, the rebels fled.", "attacking", ["rebels"], ["convoy"]),
        ("Mali accused France of arming the rebels.", "arming", ["France"], ["rebels"]),
        ("Chile announced plans to close its embassy.", "close", ["Chile"], ["embassy"]),
        ("The two men were arrested and beaten by guards.", "arrested", ["guards"], ["men"]),
    ],
)
def test_a_verb_finds_its_sides(text: str, word: str, subjects: list[str], objects: list[str]) -> None:
    found = frame(text, word)
    assert [t.text for t in found.subjects] == subjects
    assert [t.text for t in found.objects] == objects


@pytest.mark.parametrize(
    ("text", "word", "subjects"),
    [
        ("Russia carried out an attack on the port.", "attack", ["Russia"]),
        ("Peru held talks with Chile.", "talks", ["Peru"]),
        ("Talks were held by Peru.", "Talks", ["Peru"]),
        ("The army launched a series of strikes on the town.", "strikes", ["army"]),
    ],
)
def test_a_noun_takes_the_subject_of_its_light_verb(text: str, word: str, subjects: list[str]) -> None:
    assert [t.text for t in frame(text, word, "noun").subjects] == subjects


def test_the_subject_of_suffering_is_acted_upon() -> None:
    found = frame("The town came under attack from rebels.", "attack", "noun")
    assert [t.text for t in found.objects] == ["town"]
    assert [t.text for t in found.phrase("from")] == ["rebels"]


def test_a_date_is_no_fixed_preposition() -> None:
    found = frame("Vietnam agreed on Tuesday to sell rice.", "agreed")
    assert found.phrase("on") == ()
    assert [c.text for c in found.clauses] == ["sell"]


def test_phrases_inside_phrases_come_last() -> None:
    found = frame("Mexico signed a treaty on water rights with Guatemala.", "signed")
    assert [t.text for t in found.phrase("with")] == ["Guatemala"]


def test_prepositions_in_a_row_count_alone_and_together() -> None:
    found = frame("The troops pulled out of Mali.", "pulled")
    assert [t.text for t in found.phrase("out of")] == ["Mali"]
    assert "out" in found.particles


@pytest.mark.parametrize(
    ("word", "base"), [("sanctioned", "sanction"), ("arming", "arm"), ("banned", "ban"), ("seizing", "seize"), ("denied", "deny")]
)
def test_a_misread_participle_has_its_verb_among_its_base_forms(word: str, base: str) -> None:
    assert base in base_forms(word)


@pytest.mark.parametrize("word", ["red", "king", "", "ng"])
def test_short_words_have_no_base_forms(word: str) -> None:
    assert base_forms(word) == ()


def test_a_phrase_holds_its_modifiers_and_what_is_coordinated() -> None:
    found = frame("The council lifted trade sanctions and a ban on flights.", "lifted")
    assert {"trade", "sanction", "ban", "flight"} <= {x for t in found.objects for x in phrase_lemmas(t)}
