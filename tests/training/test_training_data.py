from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"training_{name}", ROOT / "training" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


check, data, frames = load("check"), load("data"), load("frames")


def test_every_row_is_sound_and_every_type_is_there() -> None:
    rows = data.load()
    assert len(rows) > 3500
    counts = {t: sum(r["type"] == t for r in rows) for t in data.TYPES}
    assert min(counts.values()) >= 100, counts


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"marked": "<s>A</s> met <t>B</t>.", "type": "MEET"}, "PLOVER"),
        ({"marked": "<s>A</s> met <t>B.", "type": "CONSULT"}, "open and close"),
        ({"marked": "A met B.", "type": "CONSULT"}, "no party"),
        ({"marked": "</s>A<s> met <t>B</t>.", "type": "CONSULT"}, "before"),
    ],
)
def test_a_bad_row_is_told(row: dict[str, str], words: str) -> None:
    assert words in data.fault(row)


def test_the_frames_file_is_what_its_script_makes(capsys: pytest.CaptureFixture[str]) -> None:
    frames.main()
    made = capsys.readouterr().out
    assert made == (ROOT / "training" / "relations-frames.jsonl").read_text(encoding="utf-8")


def test_a_frame_tells_its_anchor_mode_and_status(tmp_path: Path) -> None:
    path = tmp_path / "frames.txt"
    path.write_text("# words\n[MOBILIZE]\n{sC} *will send* ships to {tC}. | weapons planned attributed\n*Talks* with {tC}.\n", encoding="utf-8")
    first, second = frames.frames(path)
    assert first == frames.Frame("MOBILIZE", "{sC} will send ships to {tC}.", "will send", "weapons", "planned", "attributed")
    assert (second.anchor, second.mode, second.status, second.certainty) == ("Talks", None, "actual", "asserted")
    assert frames.as_it_stands("Talks", "In May, talks with Mali.") == "talks"


def test_a_frame_without_an_anchor_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "frames.txt"
    path.write_text("[AID]\n{sC} helped {tC}.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no anchor is marked"):
        frames.frames(path)


def test_over_six_thousand_sentences_have_their_act_marked() -> None:
    assert sum("anchor" in row for row in check.read()) >= 6_000


def test_the_training_sentences_pass_their_own_check() -> None:
    rows = list(check.read())
    assert check.faults(rows) == []
    assert check.twins(rows) == []


def test_minimal_pairs_are_there_and_each_tells_types_apart() -> None:
    sets: dict[int, list[str]] = {}
    for row in check.read():
        if "pair" in row:
            sets.setdefault(row["pair"], []).append(row["type"] + row["status"])
    assert sum(len(types) - 1 for types in sets.values()) >= 150
    assert all(len(set(types)) > 1 for types in sets.values())


def test_no_sentence_stands_in_the_sets_for_measuring() -> None:
    gold = ROOT.parent / "shared" / "gold"
    if not gold.exists():
        pytest.skip("the development sets are not at hand")
    assert check.copies(list(check.read()), check.development(gold)) == []


ROW = {
    "marked": "<s>Kenya</s> met <t>Uganda</t> in Arusha.",
    "type": "CONSULT",
    "mode": "third-party",
    "status": "actual",
    "certainty": "asserted",
    "anchor": "met",
}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"type": "MEET"}, "none of the codebook's"),
        ({"mode": "arrest"}, "mode 'arrest' is none of CONSULT's"),
        ({"status": "future"}, "status 'future'"),
        ({"certainty": "sure"}, "certainty 'sure'"),
        ({"anchor": "talked"}, "is not in the sentence"),
        ({"anchor": "me"}, "is not in the sentence"),
        ({"anchor": "Kenya"}, "overlaps a party"),
        ({"anchor": "met Uganda"}, "overlaps a party"),
        ({"anchor": " "}, "no anchor"),
        ({"marked": "<s>Kenya</s> met <t>Uganda in Arusha."}, "open and close"),
        ({"marked": "<s>Kenya met <t>Uganda</t> in Arusha</s>."}, "no other mark between"),
        ({"marked": "<s></s> met <t>Uganda</t>."}, "a party without words"),
        ({"tone": "dry"}, "no such field: tone"),
    ],
)
def test_the_check_tells_what_is_wrong_with_a_row(change: dict[str, str], words: str) -> None:
    row = {**ROW, "file": "x.jsonl", "line": 3}
    assert check.faults([row]) == []
    told = check.faults([{**row, **change}])
    assert words in told[0]
    assert all(line.startswith("x.jsonl:3: ") for line in told)


def test_a_row_with_half_of_the_act_marked_is_told() -> None:
    row = {key: value for key, value in ROW.items() if key != "anchor"}
    assert "a row has all of" in check.faults([{**row, "file": "x.jsonl", "line": 1}])[0]


def test_the_check_tells_twins_but_not_minimal_pairs() -> None:
    one = "<s>Norway</s> on Monday met the rebels of <t>the Northern Front</t> in a village on the border"
    first = {**ROW, "marked": f"{one}.", "file": "x.jsonl", "line": 1}
    same = {**first, "line": 2}
    near = {**first, "marked": f"{one} again.", "line": 2}
    far = {**first, "marked": "<s>Kenya</s> never met <t>the Northern Front</t>, its spokesman said.", "line": 2}
    assert check.twins([first, same]) == ["x.jsonl:2: stands in x.jsonl:1 already"]
    assert "nearly x.jsonl:1" in check.twins([first, near])[0]
    assert check.twins([first, far]) == []
    assert check.twins([{**first, "pair": 1}, {**near, "pair": 1}]) == []
    assert check.twins([{**first, "pair": 1}, {**near, "pair": 2}]) != []


def test_near_copies_of_development_sentences_are_told() -> None:
    row = {**ROW, "marked": "<s>Kenya</s> on Friday met the envoys of <t>Uganda</t> in a hotel.", "file": "x.jsonl", "line": 1}
    assert check.copies([row], ["Late on Friday Kenya on Friday met the envoys of Uganda in a hotel."])
    assert check.copies([row], ["Kenya asked Uganda for the loan of a ferry after the storm."]) == []
