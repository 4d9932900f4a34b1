"""The learned event coder: its input, and the network that the installation carries."""

from __future__ import annotations

import importlib.util
import json
from importlib import resources
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.models import coder
from onrecord.models.coder import EventCoder, event_coder
from onrecord.models.coder_input import ANCHOR, MAX_TOKENS, SOURCE, TARGET, TYPES, Marked, place, unmarked, window

FOLDER = Path(str(resources.files("onrecord.models")))


@pytest.fixture(scope="module")
def installed() -> EventCoder:
    found = event_coder()
    assert found is not None
    return found


def test_marks_are_put_around_the_words_that_the_offsets_name() -> None:
    made = Marked("Mali accused Peru.", (0, 4), (13, 17), (5, 12), "ACCUSE").with_marks()
    assert made.split() == ["[unused18]", "[unused1]", "Mali", "[unused2]", "[unused5]", "accused", "[unused6]", "[unused3]", "Peru", "[unused4]", "."]


def test_a_sentence_without_rule_or_parties_says_so() -> None:
    assert Marked("It rained.").with_marks() == "[unused9] It rained."


def test_tags_are_read_as_offsets() -> None:
    read = unmarked("On Monday <s>Mali</s> met <t>Peru</t> and <t>Chad</t>.")
    assert read.text == "On Monday Mali met Peru and Chad."
    assert read.text[slice(*(read.source or ()))] == "Mali"
    assert read.text[slice(*(read.target or ()))] == "Peru"


@settings(deadline=None)
@given(st.integers(3, 400), st.integers(2, 400), st.integers(2, 400), st.integers(2, 400))
def test_the_window_keeps_every_mark_that_it_has_room_for(length: int, source: int, target: int, anchor: int) -> None:
    ids = [101, 10, *([1000] * length), 102]
    for mark, at in ((SOURCE, source), (TARGET, target), (ANCHOR, anchor)):
        ids.insert(min(at, len(ids) - 1), mark)
    cut = window(ids)
    assert len(cut) <= MAX_TOKENS
    assert cut[:2] == [101, 10]
    assert cut[-1] == 102
    first = min((SOURCE, TARGET, ANCHOR), key=ids.index)
    assert place(cut, first)


def training_data() -> ModuleType:
    """training/data.py, which is no package."""
    spec = importlib.util.spec_from_file_location("training_data", Path(__file__).parents[2] / "training" / "data.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MEANT = {
    "ASSAULT": "<s>Rebel fighters</s> shelled <t>the town of Bria</t> for a second night, killing nine people.",
    "SANCTION": "<s>Canada</s> imposed sanctions on <t>two Belarusian banks</t> on Friday.",
    "CONSULT": "<s>The Kenyan president</s> met <t>his Ugandan counterpart</t> in Kampala for talks on the lake.",
    "REQUEST": "<s>The opposition</s> called on <t>the government</t> to publish the list of those arrested.",
    "PROTEST": "Thousands of <s>teachers</s> marched through Lima against <t>the government</t> on Tuesday.",
    "AID": "<s>Norway</s> delivered 40 tonnes of food to <t>the flooded provinces of Mozambique</t> last week.",
    "COERCE": "<s>Police</s> arrested <t>the editor of a weekly</t> at dawn and searched his flat.",
    "ACCUSE": "<s>Chad</s> accused <t>Sudan</t> of arming the men who had raided its border posts.",
}


@pytest.mark.parametrize(("type_name", "sentence"), list(MEANT.items()))
def test_plain_sentences_are_read_without_the_rules(installed: EventCoder, type_name: str, sentence: str) -> None:
    [answer] = installed.probabilities([unmarked(sentence)])
    assert max(answer, key=lambda t: answer[t]) == type_name
    assert sum(answer.values()) == pytest.approx(1, abs=0.01)


def test_the_answer_does_not_depend_on_what_else_is_asked(installed: EventCoder) -> None:
    asked = [unmarked(s) for s in MEANT.values()]
    together = installed.probabilities(asked)
    for one, answer in zip(asked, together, strict=True):
        [alone] = installed.probabilities([one])
        assert max(alone, key=lambda t: alone[t]) == max(answer, key=lambda t: answer[t])


def test_the_weights_are_those_of_the_training_sentences_and_small() -> None:
    about = json.loads((FOLDER / "coder.json").read_text(encoding="utf-8"))
    assert tuple(about["types"]) == TYPES
    assert about["data"] == training_data().digest(), "the training sentences are not those of the weights: call `make train`"
    assert sum((FOLDER / name).stat().st_size for name in ("coder.onnx", "tokenizer.json")) < 25_000_000


def test_without_weights_there_is_no_coder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coder.resources, "files", lambda _: tmp_path)
    coder.event_coder.cache_clear()
    try:
        assert event_coder() is None
    finally:
        monkeypatch.undo()
        coder.event_coder.cache_clear()
