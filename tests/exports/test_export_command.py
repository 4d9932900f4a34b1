"""`onrecord export` as a user runs it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.export import command
from onrecord.errors import BadQuestion, ExportError
from onrecord.exports import formats


def run(*arguments: str, ledger: Path | None = None) -> Result:
    return CliRunner(env={"ONRECORD_LEDGER": str(ledger) if ledger else ""}).invoke(command, list(arguments))


def test_one_table_goes_to_the_screen_and_the_count_beside_it(full_ledger: Path) -> None:
    result = run("--as", "csv", "--only", "commitments", "--ledger", str(full_ledger))
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {"commitment_id", "stage"} <= rows[0].keys()
    assert result.stderr == f"{len(rows)} commitments\n"


def test_the_ledger_of_the_environment_and_a_folder(full_ledger: Path, tmp_path: Path) -> None:
    result = run("--as", "gdelt", "-o", str(tmp_path / "out"), ledger=full_ledger)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "left out of events: " in result.stderr
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"events.tsv", "mentions.tsv"}
    result = run("--as", "polecat", "-o", f"{tmp_path}/new/", "--include", "planned, hypothetical", ledger=full_ledger)
    assert result.exit_code == 0
    assert "hypothetical" not in result.stderr
    assert (tmp_path / "new" / "events.tsv").is_file()


@pytest.mark.parametrize(("arguments", "words"), [
    (("--as", "docx"), "docx"), (("--as", "csv", "--include", "planned"), "status"), (("--as", "polecat", "--include", "done"), "planned"),
    (("--as", "csv", "--review", "liked"), "rejected"), ((), "--as"),
])  # fmt: skip
def test_wrong_use_is_explained(full_ledger: Path, arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments, ledger=full_ledger)
    assert result.exit_code == 2
    assert words in result.output


def test_errors_are_ours(full_ledger: Path) -> None:
    assert isinstance(run("--as", "csv", ledger=full_ledger).exception, ExportError)
    assert isinstance(run("--as", "csv", "--only", "events", "--type", "HUG", ledger=full_ledger).exception, BadQuestion)


def test_filters_reach_the_export(full_ledger: Path) -> None:
    result = run("--as", "csv", "--only", "events", "--type", "assault", "--country", "Kenya", "--since", "2026", "--review", "unreviewed",
                 ledger=full_ledger)  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {r["event_type"] for r in rows} == {"ASSAULT"}


def test_the_formats_are_listed() -> None:
    result = run("--formats")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == list(formats())
