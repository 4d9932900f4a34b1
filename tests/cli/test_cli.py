"""The commands as a user runs them, on files of our own."""

from __future__ import annotations

import csv
import io
import json
import runpy
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import cli

STORY = (
    "Kenya Pledges Aid\n\nNAIROBI, March 2, 2026 (Coast Herald) - Kenya pledged 20 million dollars in food aid to Somalia on Monday.\n\n"
    "“We will stand by our neighbours,” President Daniel Kiprono told reporters in Nairobi. "
    "He said that the first trucks would leave by June.\n"
)
GERMAN = "Der Bundestag hat am Montag über den Haushalt beraten. Die Abgeordneten stritten lange über die Ausgaben für die Bahn.\n" * 5


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_HOME", str(tmp_path / "home"))
    return tmp_path


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=stdin)


def story(folder: Path) -> str:
    path = folder / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


def test_alone_it_prints_its_commands_and_an_example() -> None:
    result = run()
    assert result.exit_code == 0
    for words in ("read ", "show ", "demo ", "onrecord read story.html"):
        assert words in result.output


def test_it_runs_as_a_module(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["onrecord", "--version"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("onrecord", run_name="__main__")
    assert not end.value.code
    assert "onrecord" in capsys.readouterr().out


def test_read_shows_cards_and_show_finds_them_again(home: Path) -> None:
    result = run("read", story(home))
    assert result.exit_code == 0
    assert "Kenya -> Somalia" in result.stdout
    assert "20 million USD" in result.stdout
    assert "onrecord show 1 --evidence" in result.stderr
    shown = run("show", "1", "--evidence")
    assert shown.exit_code == 0
    assert "stage" in shown.output
    assert "pledged" in shown.output
    assert "rule " in shown.output


def test_jsonl_is_the_contract_and_the_same_every_time(home: Path) -> None:
    first, second = (run("read", story(home), "--format", "jsonl").stdout for _ in range(2))
    assert first == second
    plain = json.loads(first)
    assert plain["article"]["published"] == "2026-03-02"
    assert plain["commitments"][0]["stage"] == "pledged"


def test_csv_of_several_files_has_one_header(home: Path) -> None:
    other = home / "other.txt"
    other.write_text(STORY.replace("Kenya", "Ghana"), encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("read", story(home), str(other), "--format", "csv").stdout)))
    assert {r["who"] for r in rows} >= {"Kenya", "Ghana"}
    assert all(r["kind"] != "kind" for r in rows)


def test_html_goes_to_a_file(home: Path) -> None:
    target = home / "out.html"
    result = run("read", story(home), "--format", "html", "-o", str(target))
    assert result.exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_table_and_only(home: Path) -> None:
    lines = run("read", story(home), "--format", "table", "--only", "commitments").stdout.splitlines()
    assert "commitment" in lines[1]
    assert not any("statement" in line for line in lines)


def test_standard_input(home: Path) -> None:
    result = run("read", "-", "--format", "jsonl", stdin=STORY.encode())
    assert json.loads(result.stdout)["article"]["source"] == "-"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "picture.png"),
        ("lang.txt", GERMAN.encode(), "English"),
        ("page.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "article"),
    ],
)
def test_a_bad_input_is_named_and_the_rest_is_read(home: Path, name: str, data: bytes, words: str) -> None:
    bad = home / name
    bad.write_bytes(data)
    result = run("read", str(bad), story(home), str(home / "missing.txt"))
    assert result.exit_code == 0
    assert "Kenya -> Somalia" in result.stdout
    assert name in result.stderr
    assert words in result.stderr
    assert "missing.txt" in result.stderr
    assert "2 of 3 inputs skipped" in result.stderr
    assert run("read", str(bad), story(home), "--strict").exit_code == 1


def test_nothing_read_is_a_failure(home: Path) -> None:
    assert run("read", str(home / "missing.txt")).exit_code == 1


def test_wrong_use_says_what_is_right(home: Path) -> None:
    assert "onrecord read story.html" in run("read").output
    assert run("read").exit_code == 2
    assert "YYYY-MM-DD" in run("read", story(home), "--date", "next week").output
    missing = run("show", "99")
    assert missing.exit_code != 0


def test_a_number_that_is_not_there(home: Path) -> None:
    run("read", story(home))
    result = run("show", "999")
    assert result.exit_code == 1
    assert "numbers what it shows from 1" in result.output


def test_the_demo_reads_twelve_articles_and_writes_a_page(home: Path) -> None:
    result = run("demo", "--into", str(home / "demo"), "--format", "table")
    assert result.exit_code == 0
    assert len(list((home / "demo" / "articles").iterdir())) == 12
    assert "<!doctype html>" in (home / "demo" / "records.html").read_text(encoding="utf-8")[:20]


def test_the_closing_line_counts_in_words_that_agree(home: Path) -> None:
    one = run("read", "-", "--format", "table", "--date", "2026-03-04", stdin=b"Norway pledged 3 million euros to Mali.")
    assert "1 article: 1 commitment · 1 event · 1 statement. Each is tied to its words" in one.stderr
    none = run("read", "-", "--format", "table", stdin=b"The lake is deep, and its water is cold.")
    assert "1 article: 0 commitments · 0 events · 0 statements. Nothing is on record in what was read." in none.stderr
    assert "onrecord show 1" not in none.stderr


def test_what_is_said_of_broken_json_is_true(tmp_path: Path) -> None:
    whole, lines = tmp_path / "whole.json", tmp_path / "lines.jsonl"
    whole.write_text('{"title": "x", "text": ')
    lines.write_text('{"text": "Norway pledged 3 million euros to Mali."}\n{"text": \n')
    assert "nothing in it was read" in run("read", str(whole)).stderr
    said = run("read", str(lines)).stderr
    assert "lines.jsonl#2" in said
    assert "the other rows were read" in said
