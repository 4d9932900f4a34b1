"""Party files: good rows, bad rows, and records read with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import onrecord
from onrecord.cli.main import cli
from onrecord.codebook.party_file import OwnParty, PartyFile, folded, read_party_file
from onrecord.errors import MissingSource, SourceError

HEADER = "name,spellings,kind,country,sector,wikidata\n"
FIRST = "Kenya's Treasury pledged 20 million dollars to the Lake Fund on Monday.\n"
SECOND = "The Lake Basin Fund thanked Kenya on Tuesday.\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_HOME", str(tmp_path / "home"))
    return tmp_path


def written(folder: Path, rows: str, header: str = HEADER) -> Path:
    path = folder / "parties.csv"
    path.write_text(header + rows, encoding="utf-8")
    return path


def test_a_good_file_is_read(home: Path) -> None:
    found = read_party_file(written(home, "Lake Basin Fund,Lake Fund; the LBF ,Organisation,Kenya,soc,https://www.wikidata.org/wiki/Q123\n"))
    assert found.problems == ()
    assert found.parties == (OwnParty("Lake Basin Fund", ("Lake Fund", "the LBF"), "organisation", "KEN", "SOC", "Q123"),)
    for name in ("lake fund", "The Lake  Basin Fund", "LBF"):
        assert found.find(name) is found.parties[0]
    assert found.find("Fund") is None


def test_columns_stand_in_any_order_and_a_byte_order_mark_does_no_harm(home: Path) -> None:
    path = home / "p.csv"
    path.write_bytes("\ufeffkind,name,note\nperson,Ada Quill,\"a, b\"\n\n".encode())
    assert [p.name for p in read_party_file(path).parties] == ["Ada Quill"]


BAD = [
    (",x,person,,,", "the name is missing"),
    ("A,,,,,", "the kind is missing"),
    ("A,,robot,,,", "'robot' is no kind"),
    ("A,,person,KNY,,", "'KNY' is no country"),
    ("A,,person,,XXX,", "'XXX' is no sector"),
    ("A,,person,,,P31", "'P31' is no Wikidata id"),
    ("A,,person,,,,more", "it has 7 cells where there are 6 columns"),
    ("A,Good,person,,,", "'Good' stands for the party of line 2 already"),
    ('A,"B"C,person,,,', "it is no CSV"),
    ("A; B,,person,,,", "a name has no ';'"),
]


@pytest.mark.parametrize(("row", "problem"), BAD)
def test_a_bad_row_is_named_with_its_line_and_the_rest_is_read(home: Path, row: str, problem: str) -> None:
    path = written(home, f"Good,,group,,,\n{row}\nLast,,group,,,\n")
    found = read_party_file(path)
    assert [p.name for p in found.parties] == ["Good", "Last"]
    assert len(found.problems) == 1
    assert str(found.problems[0]).startswith(f"{path}, line 3: {problem}")


def test_lines_are_counted_over_cells_of_several_lines(home: Path) -> None:
    found = read_party_file(written(home, '"Good\none",,group,,,\nBad,,robot,,,\n'))
    assert [p.name for p in found.parties] == ["Good one"]
    assert "line 4:" in str(found.problems[0])


def test_an_unknown_column_is_told(home: Path) -> None:
    found = read_party_file(written(home, "A,person,B\n", "name,kind,spelling\n"))
    assert len(found.parties) == 1
    assert "line 1: the column 'spelling' is not known" in str(found.problems[0])


@pytest.mark.parametrize(("data", "problem"), [(b"", "empty"), (b"name\nA\n", "no column 'kind'"), (b"name,kind\n\xff,person\n", "not in UTF-8")])
def test_a_file_that_cannot_be_used_is_refused(home: Path, data: bytes, problem: str) -> None:
    path = home / "p.csv"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=problem):
        read_party_file(path)


def test_a_missing_file_is_refused(home: Path) -> None:
    with pytest.raises(MissingSource):
        read_party_file(home / "none.csv")


def test_a_record_goes_by_the_file_s_names_and_its_words_stay(home: Path) -> None:
    path = written(home, "Lake Basin Fund,Lake Fund,organisation,KEN,SOC,Q123\n")
    (plain,) = onrecord.read(FIRST, published="2026-03-04")
    (own,) = onrecord.read(FIRST, published="2026-03-04", parties=path)
    assert [p.name for p in plain.parties] == ["Kenya", "Treasury", "Lake Fund"]
    (fund,) = [p for p in own.parties if p.name == "Lake Basin Fund"]
    assert (fund.kind, fund.country, fund.sector, fund.basis) == ("organisation", "KEN", "SOC", "human")
    assert own.article.text[fund.mention.start : fund.mention.end] == fund.mention.text
    assert [c.id for c in own.commitments] == [c.id for c in plain.commitments]
    assert [e.id for e in own.events] == [e.id for e in plain.events]


def test_a_file_without_the_article_s_parties_changes_nothing() -> None:
    (plain,) = onrecord.read(FIRST, published="2026-03-04")
    assert PartyFile([OwnParty("Nobody", (), "person")]).applied(plain) == plain


def test_later_rows_take_the_place_of_earlier_ones_with_the_same_spelling() -> None:
    old = PartyFile([OwnParty("A", ("x", "y"), "person"), OwnParty("B", (), "person")])
    new = old.joined(PartyFile([OwnParty("C", ("y", "b"), "group")]))
    assert [(p.name, p.spellings) for p in new.parties] == [("A", ("x",)), ("C", ("y", "b"))]
    assert folded("The  Öst’s") == "öst's"


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, list(arguments))
    return result.exit_code, result.stdout, result.stderr


def test_read_names_bad_rows_and_counts_them(home: Path) -> None:
    story = home / "a.txt"
    story.write_text(FIRST, encoding="utf-8")
    path = written(home, "Lake Basin Fund,Lake Fund,organisation,KEN,SOC,Q123\nX,,robot,,,\n")
    code, out, err = run("read", str(story), "--date", "2026-03-04", "--parties", str(path), "--format", "jsonl")
    assert code == 0
    assert "parties.csv, line 3: 'robot' is no kind" in err
    assert "1 parties read, 1 problem" in err
    assert "Lake Basin Fund" in {p["name"] for p in json.loads(out)["parties"]}


def test_the_ledger_joins_the_spellings_keeps_the_rows_and_gives_the_id(home: Path) -> None:
    first, second, book = home / "a.txt", home / "b.txt", str(home / "n.db")
    first.write_text(FIRST, encoding="utf-8")
    second.write_text(SECOND, encoding="utf-8")
    path = written(home, "Lake Basin Fund,Lake Fund,organisation,KEN,SOC,Q123\n")
    assert run("add", str(first), "--date", "2026-03-04", "--parties", str(path), "--ledger", book)[0] == 0
    assert run("add", str(second), "--date", "2026-03-05", "--ledger", book)[0] == 0  # the rows are known from now on
    (fund,) = [p for p in onrecord.Ledger(book).parties() if "Lake" in p.name]
    assert (fund.name, fund.kind, fund.country, fund.sector, fund.wikidata) == ("Lake Basin Fund", "organisation", "KEN", "SOC", "Q123")
    assert fund.mentions >= 2
    assert "Q123" in run("show", fund.id, "--ledger", book)[1]
    assert run("export", "--as", "csv", "-o", str(home / "out"), "--ledger", book)[0] == 0
    assert "Q123" in (home / "out" / "parties.csv").read_text(encoding="utf-8")


def test_articles_that_the_ledger_has_are_joined_by_reading_them_anew(home: Path) -> None:
    first, second, book = home / "a.txt", home / "b.txt", str(home / "n.db")
    first.write_text(FIRST, encoding="utf-8")
    second.write_text(SECOND, encoding="utf-8")
    path = written(home, "Lake Basin Fund,Lake Fund,organisation,KEN,SOC,Q123\n")
    run("add", str(first), str(second), "--date", "2026-03-04", "--ledger", book)
    assert len([p for p in onrecord.Ledger(book).parties() if "Lake" in p.name]) == 2
    assert run("reread", "--all", "--parties", str(path), "--ledger", book)[0] == 0
    assert [p.wikidata for p in onrecord.Ledger(book).parties() if "Lake" in p.name] == ["Q123"]


def test_the_example_in_the_package_is_good() -> None:
    found = read_party_file(Path(onrecord.__file__).parent / "demo" / "parties.csv")
    assert found.problems == ()
    assert len(found.parties) == 3
