"""Sentences whose parties are known: the coder with the rules as evidence, and `onrecord code`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord import pairs
from onrecord.cli.main import cli
from onrecord.models.coder_input import Marked, unmarked
from onrecord.pairs import code_pairs, marked_row

EXPELLED = "<s>Mali</s> expelled <t>the French ambassador</t> on Monday."


class Unsure:
    """A coder that sees two types and is sure of neither."""

    def __init__(self) -> None:
        self.asked: list[Marked] = []

    def probabilities(self, sentences: list[Marked]) -> list[dict[str, float]]:
        self.asked += sentences
        return [{"CONSULT": 0.3, "AID": 0.2} for _ in sentences]


def test_a_pair_is_coded_with_its_codes() -> None:
    [coded] = code_pairs([unmarked(EXPELLED)])
    assert (coded.type, coded.quad, coded.cameo) == ("SANCTION", 4, "166")
    assert coded.anchor == (5, 13)
    assert coded.rule is not None
    assert 0.35 <= coded.confidence <= 1


def test_the_coder_gets_the_rules_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = Unsure()
    monkeypatch.setattr(pairs, "event_coder", lambda: fake)
    code_pairs([unmarked(EXPELLED), unmarked("<s>Kenya</s> will meet <t>Uganda</t> on Friday.")])
    assert [(a.rule, a.text[slice(*(a.anchor or ()))]) for a in fake.asked] == [("SANCTION", "expelled"), ("AGREE", "meet")]


def test_below_the_floor_there_is_no_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "event_coder", Unsure)
    [coded] = code_pairs([unmarked(EXPELLED)])
    assert (coded.type, coded.quad, coded.cameo, coded.confidence) == (None, None, None, 0.3)
    [coded] = code_pairs([unmarked(EXPELLED)], floor=0.0)
    assert (coded.type, coded.rule, coded.mode) == ("CONSULT", None, None)


@pytest.mark.parametrize("missing", [True, False])
def test_the_rules_stand_alone(monkeypatch: pytest.MonkeyPatch, missing: bool) -> None:
    monkeypatch.setattr(pairs, "event_coder", lambda: None if missing else Unsure())
    [coded] = code_pairs([unmarked(EXPELLED)], rules_only=not missing)
    assert coded.type == "SANCTION"


def test_what_the_rules_do_not_know_the_coder_reads() -> None:
    sentence = unmarked("<s>Gunmen</s> sprayed <t>a bus of pilgrims</t> with bullets near Quetta on Sunday.")
    assert code_pairs([sentence], rules_only=True)[0].type is None
    assert code_pairs([sentence])[0].type == "ASSAULT"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"marked": "Mali met Peru."}, "no party is marked"),
        ({"text": "Mali met Peru.", "source": "Chad"}, "does not stand in the text"),
        ({"text": "Mali met Peru."}, "names no party"),
        ({"sentence": "x"}, "neither"),
    ],
)
def test_a_row_without_its_parties_says_so(row: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        marked_row(row)


def test_the_command_keeps_columns_and_goes_on_after_a_bad_row(tmp_path: Path) -> None:
    file = tmp_path / "dyads.csv"
    file.write_text("id,text,source,target\n007,Mali expelled the French ambassador.,Mali,the French ambassador\n8,Rain fell.,Chad,\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["code", str(file), "--format", "csv"])
    assert result.exit_code == 0
    [row] = csv.DictReader(io.StringIO(result.stdout))
    assert (row["id"], row["type"], row["cameo"], row["anchor"]) == ("007", "SANCTION", "166", "expelled")
    assert f'skipped {file}:3: its source, "Chad", does not stand in the text.' in result.stderr
    assert "1 sentence coded, 0 of them without a type; 1 row skipped." in result.stderr
    assert CliRunner().invoke(cli, ["code", str(file), "--strict"]).exit_code == 1


def test_json_lines_in_and_out_and_nothing_that_works_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "dyads.jsonl"
    file.write_text(json.dumps({"n": 1, "marked": EXPELLED}) + "\nnonsense\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["code", str(file)])
    assert json.loads(result.stdout)["type"] == "SANCTION"
    assert f"skipped {file}:2: no JSON object." in result.stderr
    assert CliRunner().invoke(cli, ["code", str(tmp_path / "none.csv")]).exit_code == 1
