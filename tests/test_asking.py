"""docs/asking.md says what the program does: its commands, its Python and its SQL are run on the demo's articles."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import sqlite3
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord import Ledger
from onrecord.cli.main import COMMANDS, cli

TEXT = (Path(__file__).parent.parent / "docs" / "asking.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", TEXT, re.DOTALL)
COMMAND_LINES = [line.split("     ")[0].strip() for kind, block in BLOCKS if not kind for line in block.splitlines() if line.startswith("onrecord ")]
STATEMENTS = [one.strip() for kind, block in BLOCKS if kind == "sql" for one in block.split(";") if one.strip()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the demo's articles and their ledger, as a reader of the document has it."""
    path = tmp_path_factory.mktemp("asking")
    with resources.as_file(resources.files("onrecord.demo").joinpath("articles")) as articles:
        (path / "onrecord-demo" / "articles").mkdir(parents=True)
        for file in articles.iterdir():
            (path / "onrecord-demo" / "articles" / file.name).write_bytes(file.read_bytes())
    before = Path.cwd()
    os.chdir(path)
    Ledger("onrecord.db").add("onrecord-demo/articles")
    yield path
    os.chdir(before)


def test_the_document_has_examples_of_each_kind() -> None:
    assert len(COMMAND_LINES) > 10
    assert len(STATEMENTS) > 5
    assert {line.split()[1] for line in COMMAND_LINES} <= set(COMMANDS)


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_its_commands_find_something(folder: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    result = CliRunner().invoke(cli, shlex.split(line)[1:], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert result.stdout.strip(), result.stderr


@pytest.mark.parametrize("sql", STATEMENTS)
def test_its_sql_finds_something(folder: Path, sql: str) -> None:
    db = sqlite3.connect("onrecord.db")
    assert db.execute(sql).fetchall()
    db.close()


def test_its_python_gives_what_it_says(folder: Path) -> None:
    parser = doctest.DocTestParser()
    code = "\n".join(block for kind, block in BLOCKS if kind == "python")
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(parser.get_doctest(code, {}, "asking.md", "docs/asking.md", 0))
    assert runner.tries > 10
    assert runner.failures == 0


@pytest.mark.parametrize("kind", ["commitments", "events", "statements", "articles", "parties"])
def test_every_filter_of_the_commands_is_in_the_document(kind: str) -> None:
    from onrecord.cli.main import Commands

    command = Commands().get_command(None, kind)  # type: ignore[arg-type]
    assert command is not None
    for option in command.params:
        assert any(f"`{name}" in TEXT or f" {name}" in TEXT for name in option.opts), option.opts
