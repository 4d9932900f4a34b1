from __future__ import annotations

import importlib.util
import json
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


data, frames = load("data"), load("frames")


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


def test_no_sentence_stands_in_the_sets_for_measuring() -> None:
    gold = ROOT.parent / "shared" / "gold" / "relations" / "plv_dev.jsonl"
    if not gold.exists():
        pytest.skip("the development sets are not at hand")
    measured = [grams(data.plain(json.loads(line)["marked"])) for line in gold.read_text(encoding="utf-8").splitlines()]
    index: dict[tuple[str, ...], set[int]] = {}
    for i, found in enumerate(measured):
        for gram in found:
            index.setdefault(gram, set()).add(i)
    for row in data.load():
        mine = grams(data.plain(row["marked"]))
        near: dict[int, int] = {}
        for gram in mine:
            for i in index.get(gram, ()):
                near[i] = near.get(i, 0) + 1
        for i, shared in near.items():
            assert shared / len(mine | measured[i]) < 0.4, row["marked"]


def grams(text: str) -> set[tuple[str, ...]]:
    """The runs of four words of a text, in lower case."""
    words = text.lower().split()
    return {tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))}
