from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.models.coder import MAX_TOKENS, SOURCE, TARGET, Coder, Marked, load, place, window


def test_marks_are_put_around_both_parties_in_either_order() -> None:
    text = "Mali was hit by gunmen."
    assert Marked(text, (16, 22), (0, 4)).with_marks() == " [unused3] Mali [unused4]  was hit by  [unused1] gunmen [unused2] ."
    assert Marked(text, None, (0, 4)).with_marks() == " [unused3] Mali [unused4]  was hit by gunmen."


def test_a_long_sentence_keeps_both_marks() -> None:
    ids = [101, *([9] * 40), SOURCE, *([9] * 300), TARGET, *([9] * 40), 102]
    short = window(ids)
    assert len(short) == MAX_TOKENS
    assert (short[0], short[-1]) == (101, 102)
    assert SOURCE in short
    assert TARGET in short


def test_a_long_sentence_with_one_mark_near_its_end() -> None:
    ids = [101, *([9] * 300), TARGET, 9, 102]
    assert TARGET in window(ids)
    assert place(ids, SOURCE) == 0


def test_missing_weights_are_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="make train"):
        Coder(tmp_path)


def test_the_shipped_coder_knows_plain_cases() -> None:
    coder = load()
    assert coder is not None
    cases = {
        "COERCE": "<Police> arrested <three students> at the airport.",
        "CONSULT": "<The Norwegian prime minister> met <her Danish counterpart> in Oslo on Tuesday.",
        "ASSAULT": "<Gunmen> killed <four soldiers> in an ambush.",
        "AID": "<Japan> donated 5,000 tents to <Nepal>.",
        "THREATEN": "<Iran> threatened to attack <Jordan>.",
    }
    sentences = []
    for text in cases.values():
        first, rest = text.split(">", 1)
        before, source = first.split("<")
        middle, tail = rest.split("<")
        target, end = tail.split(">")
        plain = before + source + middle + target + end
        at = len(before + source + middle)
        sentences.append(Marked(plain, (len(before), len(before + source)), (at, at + len(target))))
    found = coder.probabilities(sentences)
    assert [max(p, key=lambda k: p[k]) for p in found] == list(cases)
    assert all(abs(sum(p.values()) - 1) < 0.01 for p in found)


def test_the_answer_does_not_depend_on_the_company_of_a_sentence() -> None:
    coder = load()
    assert coder is not None
    one = Marked("Kenya sent food to Somalia.", (0, 5), (19, 26))
    other = Marked("The foreign ministers of Peru and Chile met for three long days in the old capital.", (25, 29), (34, 39))
    alone = coder.probabilities([one])[0]
    beside = coder.probabilities([other, one])[1]
    assert max(abs(alone[k] - beside[k]) for k in alone) < 0.02


def test_the_weights_are_those_of_the_training_data() -> None:
    import sys

    coder = load()
    assert coder is not None
    sys.path.insert(0, str(Path(__file__).parents[2] / "training"))
    from data import digest

    assert coder.data == digest(), "training/ has changed since the weights were made: make train"
