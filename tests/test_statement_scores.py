"""The figures by class of cue and of our own marked articles are counted as they are described."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the benchmarks are no part of the package

from benchmarks.cue_classes import class_of, classes, figures, pairs  # noqa: E402
from benchmarks.said_scores import counts, marked  # noqa: E402

TEXT = "The guild vowed to strike and planned a march. The mayor said no."


def attribution(cue: str, content: str) -> dict[str, list[list[int]]]:
    return {name: [[TEXT.index(words), TEXT.index(words) + len(words)]] for name, words in (("cue", cue), ("content", content))}


def test_a_cue_is_of_the_class_of_its_first_listed_word() -> None:
    text = "has offered a promise"
    assert class_of(text, [[0, len(text)]]) == "offer"
    assert class_of("said", [[0, 4]]) is None
    assert list(dict.fromkeys(classes().values())) == ["vow", "plan", "offer", "agree", "deny"]


def test_precision_and_recall_of_a_class() -> None:
    gold = [attribution("vowed", "to strike"), attribution("planned", "a march"), attribution("said", "no")]
    made = [attribution("vowed", "to strike"), attribution("vowed", "The mayor"), attribution("said", "no")]
    counted = figures([(TEXT, gold, made)])
    assert (counted["vow"].gold, counted["vow"].recall, counted["vow"].precision) == (1, 1.0, 0.5)
    assert counted["vow"].f1 == pytest.approx(2 / 3)
    assert (counted["plan"].gold, counted["plan"].recall, counted["plan"].f1) == (1, 0.0, 0.0)


def test_attributions_meet_one_to_one_and_the_greatest_overlap_first() -> None:
    gold = [{"content": [[0, 10]]}, {"content": [[0, 20]]}]
    made = [{"content": [[0, 10]]}, {"content": [[0, 3]]}]
    assert pairs(gold, made) == [(0, 0)]
    assert pairs(gold[1:], made) == [(0, 0)]
    assert not pairs(gold[:1], made[1:])


def test_marks_stand_at_whole_words_and_sources_near_their_content() -> None:
    text = "Another her was heard. She asked her to go."
    assert marked(text, [["her", "asked", "to go"]])[0]["source"] == [[33, 36]]
    with pytest.raises(ValueError, match="does not stand"):
        marked(text, [["him", "asked", "to go"]])


def test_our_own_articles_are_counted() -> None:
    text = "The reeve said the mill would close. Rain fell."
    assert counts(text, marked(text, [["The reeve", "said", "the mill would close"]])) == {"marked": 1, "made": 1, "0.3": 1, "0.8": 1, "source": 1}
