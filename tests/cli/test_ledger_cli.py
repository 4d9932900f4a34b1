"""The commands over a ledger, as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import cli
from onrecord.views.jsonl import line

Run = Callable[..., Result]
ARTICLES = Path(__file__).parents[2] / "src/onrecord/demo/articles"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "news.db"
    result = CliRunner().invoke(cli, ["add", str(ARTICLES), "--ledger", str(path)])
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def run(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ONRECORD_LEDGER", str(ledger))

    def invoke(*args: str) -> Result:
        return CliRunner().invoke(cli, args, catch_exceptions=False)

    return invoke


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_adding_again_changes_nothing(ledger: Path, tmp_path: Path) -> None:
    before = sqlite3.connect(ledger).execute("SELECT count(*), max(number) FROM articles").fetchone()
    result = CliRunner().invoke(cli, ["add", str(ARTICLES), "--ledger", str(ledger)])
    assert result.exit_code == 0
    assert "0 new articles, 12 known already" in result.stderr
    assert sqlite3.connect(ledger).execute("SELECT count(*), max(number) FROM articles").fetchone() == before


def test_what_makes_no_article_is_named_and_logged_and_the_rest_is_added(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/empty.txt").write_text("")
    (tmp_path / "in/good.txt").write_text("Kenya pledged 20 million dollars to Somalia on Monday.\n")
    args = ["add", str(tmp_path / "in"), "--ledger", str(tmp_path / "x.db"), "--date", "2026-03-04"]
    result = CliRunner().invoke(cli, args)
    assert result.exit_code == 0
    assert "empty.txt" in result.stderr
    assert "1 new article, 1 skipped (onrecord log)" in result.stderr
    assert CliRunner().invoke(cli, [*args, "--strict"]).exit_code == 1
    log = CliRunner().invoke(cli, ["log", "--ledger", str(tmp_path / "x.db")])
    assert "1 added, 0 known, 1 skipped" in log.stdout
    assert "empty.txt" in log.stdout


def test_nothing_worked_is_exit_1(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["add", str(tmp_path / "missing.txt"), "--ledger", str(tmp_path / "x.db")])
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr


def test_records_that_read_wrote_are_added_without_reading(ledger: Path, tmp_path: Path) -> None:
    from onrecord.pipeline import records

    lines = [line(r) for r in records([ARTICLES / "mombasa-1-coast-herald.txt"])]  # type: ignore[arg-type]
    (tmp_path / "records.jsonl").write_text("\n".join([*lines, '{"article": {"id": "a-1"}, "events": []}']) + "\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["add", str(tmp_path / "records.jsonl"), "--ledger", str(tmp_path / "x.db")])
    assert result.exit_code == 0
    assert "1 new article, 1 skipped" in result.stderr
    assert "records.jsonl#2" in result.stderr


@pytest.mark.parametrize(
    ("args", "column", "values"),
    [
        (("commitments", "--from", "Canada"), "promisor_country", {"CAN", "CAN;UKR"}),
        (("commitments", "--from", "Canadian", "--stage", "floated"), "stage", {"floated"}),
        (("commitments", "--overdue"), "overdue", {"true"}),
        (("commitments", "--stage", "refused", "--stage", "withdrawn"), "stage", {"refused"}),
        (("commitments", "--min-amount", "200000000", "--currency", "EUR"), "unit", {"EUR"}),
        (("events", "--type", "assault"), "type", {"ASSAULT"}),
        (("events", "--status", "planned"), "status", {"planned"}),
        (("statements", "--from", "Zelenskyy"), "speaker", {"Volodymyr Zelenskiy"}),
        (("articles", "--outlet", "Coast Herald"), "publisher", {"Coast Herald"}),
        (("parties", "--country", "NOR", "--type", "person"), "country", {"NOR"}),
    ],
)
def test_filters(run: Run, args: tuple[str, ...], column: str, values: set[str]) -> None:
    found = rows(run(*args, "--format", "csv", "--limit", "0"))
    assert found
    assert {r[column] for r in found} <= values


def test_the_forms_agree(run: Run, tmp_path: Path) -> None:
    args = ("commitments", "--from", "Norway", "--limit", "0")
    plain = [json.loads(text) for text in run(*args, "--format", "jsonl").stdout.splitlines()]
    assert [p["id"] for p in plain] == [r["id"] for r in rows(run(*args, "--format", "csv"))]
    table = run(*args).stdout
    assert all(p["id"][:11] in table for p in plain)
    assert run(*args, "--format", "html", "-o", str(tmp_path / "out.html")).exit_code == 0
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert all(p["id"] in page for p in plain)
    assert "http://" not in page
    assert "<script" not in page


def test_a_limit_says_how_many_more_there_are(run: Run) -> None:
    result = run("events", "--limit", "3")
    assert len(result.stdout.splitlines()) == 4
    assert "3 shown, " in result.stderr


def test_as_of_gives_the_ledger_as_it_stood(run: Run) -> None:
    then = rows(run("commitments", "--from", "Norway", "--text", "loan", "--as-of", "2026-03-24", "--format", "csv"))
    loan = next(r for r in then if r["amount"] == "250000000")
    assert (loan["stage"], loan["reports"], loan["delivered"]) == ("pledged", "2", "")
    assert all(r["last_reported"] <= "2026-03-24" for r in then)


def test_show_a_commitment_with_its_history(run: Run) -> None:
    loan = rows(run("commitments", "--from", "Norway", "--min-amount", "200000000", "--format", "csv"))[0]
    shown = run("show", loan["id"]).stdout
    for words in ("60 million of 250 million EUR delivered", "[pledged]", "same promisor (NOR)", "4 reports, 2 outlets"):
        assert words in shown
    assert re.search(r"denies \d+", shown)
    assert "[0:" in run("show", loan["id"], "--evidence").stdout or "stated" in run("show", loan["id"], "--evidence").stdout
    plain = json.loads(run("show", loan["id"], "--format", "json").stdout)
    assert [s["n"] for s in plain["steps"]] == list(range(1, len(plain["steps"]) + 1))
    by_mention = run("show", plain["steps"][3]["mention_id"]).stdout
    assert loan["id"] in by_mention
    assert "pledged" in run("show", loan["id"], "--as-of", "2026-03-24").stdout.splitlines()[0]


def test_changes_and_search(run: Run) -> None:
    moved = {(r["change"], r["who"]) for r in rows(run("changes", "--since", "2026-06-15", "--format", "csv"))}
    assert {("moved", "Norway"), ("denied", "Norway"), ("overdue", "Kenyan government"), ("moved", "World Bank")} <= moved
    hits = rows(run("search", "dockers", "strike", "--format", "csv"))
    assert {h["kind"] for h in hits} >= {"event", "article"}
    assert all("[" in h["words"] for h in hits)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("commitments", "--from", "Nowhereland"), "Nowhereland"),
        (("commitments", "--stage", "promised"), "pledged"),
        (("commitments", "--since", "yesterday"), "YYYY-MM-DD"),
        (("show", "tc-ffffffffffffffff"), "onrecord search"),
        (("show", "what"), "Ids begin with"),
        (("search", "-unwanted"), "Example"),
    ],
)
def test_errors_name_the_way_out(ledger: Path, args: tuple[str, ...], words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "onrecord.cli.main", *args],
        env={**os.environ, "ONRECORD_LEDGER": str(ledger)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_ledger_and_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "no.db").write_text("this is no database, but it is long enough to be read as one if anybody tried")
    for path, words in ((tmp_path / "none.db", "onrecord add"), (tmp_path / "no.db", "no ledger")):
        command = [sys.executable, "-m", "onrecord.cli.main", "commitments", "--ledger", str(path)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr


def test_ctrl_c_keeps_what_is_whole_and_says_how_to_go_on(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "onrecord.cli.main", "add", str(ARTICLES), "--ledger", str(tmp_path / "x.db")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    deadline = 600
    while deadline and not ((tmp_path / "x.db").exists() and _articles(tmp_path / "x.db")):
        deadline -= 1
        if process.poll() is not None:
            break
        import time

        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode in (0, 130)
    if process.returncode == 130:
        assert "goes on from there" in said
    assert CliRunner().invoke(cli, ["add", str(ARTICLES), "--ledger", str(tmp_path / "x.db")]).exit_code == 0
    assert _articles(tmp_path / "x.db") == 12


def _articles(path: Path) -> int:
    try:
        db = sqlite3.connect(path)
        count: int = db.execute("SELECT count(*) FROM articles").fetchone()[0]
        db.close()
    except sqlite3.Error:
        return 0
    return count


def test_show_in_every_form(run: Run, tmp_path: Path) -> None:
    loan = rows(run("commitments", "--from", "Norway", "--min-amount", "200000000", "--format", "csv"))[0]
    steps = rows(run("show", loan["id"], "--format", "csv"))
    assert [s["n"] for s in steps] == [str(n) for n in range(1, len(steps) + 1)]
    assert run("show", loan["id"], "--evidence", "--format", "html", "-o", str(tmp_path / "loan.html")).exit_code == 0
    page = (tmp_path / "loan.html").read_text(encoding="utf-8")
    for words in (loan["id"], "History", "Why they are taken for one", "Evidence", steps[0]["words"].replace("'", "&#39;")):
        assert words in page
    assert "<script" not in page
    article = run("show", steps[0]["article_id"], "--format", "csv")
    assert {r["kind"] for r in rows(article)} == {"commitment", "event", "statement"}


def test_what_an_article_says_cannot_break_a_page_or_a_sheet(tmp_path: Path) -> None:
    story = tmp_path / "evil.txt"
    story.write_text('=CMD()|<script>alert(1)</script>\n\nKenya pledged 20 million dollars to Somalia on Monday <img src="x">.\n', encoding="utf-8")
    where = ["--ledger", str(tmp_path / "x.db")]
    assert CliRunner().invoke(cli, ["add", str(story), "--date", "2026-03-04", *where]).exit_code == 0
    for command in (["articles"], ["commitments"], ["search", "pledged"]):
        page = CliRunner().invoke(cli, [*command, "--format", "html", *where]).stdout
        assert "<!DOCTYPE html>" in page
        assert "<script" not in page
        assert "<img" not in page
    listed = CliRunner().invoke(cli, ["articles", "--format", "csv", *where])
    assert all(not r["title"].startswith("=") for r in rows(listed))


def test_changes_say_how_many_events_are_new(run: Run) -> None:
    result = run("changes", "--since", "2026-06", "--limit", "2")
    assert len(result.stdout.splitlines()) == 3
    assert "2 shown, " in result.stderr
    assert "--events lists them" in result.stderr
    assert "--events" not in run("changes", "--since", "2026-06", "--events").stderr


def test_without_inputs_a_ledger_is_brought_up_to_date(ledger: Path, tmp_path: Path) -> None:
    assert "is up to date" in CliRunner().invoke(cli, ["add", "--ledger", str(ledger)]).stderr
    old = tmp_path / "old.db"  # a ledger of form 0: one that was begun and holds nothing yet
    sqlite3.connect(old).close()
    assert "was brought up to date" in CliRunner().invoke(cli, ["add", "--ledger", str(old)]).stderr
    assert "is up to date" in CliRunner().invoke(cli, ["add", "--ledger", str(old)]).stderr
    missing = CliRunner().invoke(cli, ["add", "--ledger", str(tmp_path / "none.db")])
    assert missing.exit_code == 2
    assert not (tmp_path / "none.db").exists()


def test_a_large_count_is_said_to_be_at_least_that(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ledger.query.COUNTED", 5)
    assert "3 shown, at least 5 more" in run("events", "--limit", "3").stderr
