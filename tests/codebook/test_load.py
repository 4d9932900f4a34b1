from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pytest

from onrecord.codebook.event_types import EventType, Trigger, event_types
from onrecord.codebook.load import build, check_ids, document, listing
from onrecord.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    words: tuple[str, ...] = ()
    kind: Literal["a", "b"] = "a"
    weight: float = 1.0
    note: str | None = None


def test_a_good_row_becomes_its_dataclass() -> None:
    assert build({"id": "x", "words": ["one"], "weight": 2}, Row, "f: rows[1]") == Row("x", ("one",), "a", 2.0)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"id": "x", "wrods": ["one"]}, "unknown field 'wrods'"),
        ({"words": ["one"]}, "'id' is missing"),
        ({"id": "x", "words": "one"}, "a list is wanted"),
        ({"id": "x", "words": [1]}, r"words\[1\]: str is wanted"),
        ({"id": "x", "kind": "c"}, "'c' is none of 'a', 'b'"),
        ({"id": "x", "weight": True}, "float is wanted"),
        (["x"], "a table is wanted"),
    ],
)
def test_a_bad_row_is_refused_by_file_and_row(data: object, message: str) -> None:
    with pytest.raises(CodebookError, match=message) as error:
        build(data, Row, "data/cues.toml: rows[7]")
    assert "data/cues.toml: rows[7]" in str(error.value)


def test_an_id_may_stand_once() -> None:
    with pytest.raises(CodebookError, match="'x' stands twice"):
        check_ids((Row("x"), Row("x")), "data/cues.toml")


def test_a_missing_file_is_named() -> None:
    with pytest.raises(CodebookError, match=r"data/nowhere\.toml"):
        document("data/nowhere.toml")


def test_a_trigger_without_words_and_a_mode_that_is_none_are_refused() -> None:
    with pytest.raises(CodebookError, match="needs verbs"):
        build({"id": "x"}, Trigger, "events/x.toml: triggers[1]")
    whole = {"type": "AID", "quad": 2, "cameo": "070", "goldstein": 7, "score": 7, "definition": "d", "rules": [], "examples": [],
             "near_misses": [], "triggers": [{"id": "t", "verbs": ["feed"], "mode": "no-such"}]}  # fmt: skip
    with pytest.raises(CodebookError, match="'no-such'"):
        build(whole, EventType, "events/aid.toml")


def test_the_codebook_has_all_sixteen_types() -> None:
    assert set(event_types()) == {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
        "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    }  # fmt: skip
    assert sum(len(t.modes) for t in event_types().values()) == 67


def test_every_type_has_examples_of_both_kinds_and_codes_as_text() -> None:
    for kind in event_types().values():
        assert len(kind.examples) + len(kind.near_misses) >= 20, kind.type
        assert len(kind.near_misses) >= 5, kind.type
        for code in (kind.cameo, *(m.cameo for m in kind.modes), *(t.cameo for t in kind.triggers if t.cameo)):
            assert code.isdigit(), (kind.type, code)
            assert 2 <= len(code) <= 4, (kind.type, code)


def test_every_file_of_the_codebook_is_read_by_its_folder() -> None:
    assert len(list(listing("events"))) == 16
    assert all(p.startswith("data/") for p in listing("data"))
