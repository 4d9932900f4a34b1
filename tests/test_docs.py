"""The documents say what the program does."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import COMMANDS, cli

ROOT = Path(__file__).parent.parent


def test_the_session_in_the_readme_is_what_the_command_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_HOME", str(tmp_path))
    session = (ROOT / "README.md").read_text(encoding="utf-8").split("```")[1].strip()
    command, shown = session.split("\n", 1)
    name = command.split()[3]
    with resources.as_file(resources.files("onrecord.demo").joinpath("articles", name)) as article:
        result = CliRunner().invoke(cli, ["read", str(article), *command.split()[4:]])
    assert result.stdout.strip() == shown.strip()


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"onrecord {name}" in text, name


DOCUMENTS = (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_files_that_the_documents_name_are_there(path: Path) -> None:
    for named in re.findall(r"`(docs/[\w./-]+)`", path.read_text(encoding="utf-8")):
        assert (ROOT / named).exists(), named
