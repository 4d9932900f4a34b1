"""POLECAT's table, read back by pandas."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas
import pytest

from onrecord.exports import Wanted, export

HEADER = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Event Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]


def read(ledger: Path, target: Path, **wanted: tuple[str, ...]) -> pandas.DataFrame:
    export(ledger, "polecat", target, Wanted(**wanted))  # type: ignore[arg-type]
    return pandas.read_csv(target, sep="\t", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def table(full_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> pandas.DataFrame:
    return read(full_ledger, tmp_path_factory.mktemp("polecat") / "events.tsv")


def test_it_has_the_forty_columns_and_unique_ids(table: pandas.DataFrame) -> None:
    assert len(HEADER) == 40
    assert list(table.columns) == HEADER
    assert table["Event ID"].is_unique
    assert not table.isin(["None", "nan"]).any().any()


def test_every_reader_sees_the_same_rows(full_ledger: Path, tmp_path: Path) -> None:
    quoted = read(full_ledger, tmp_path / "events.tsv")
    bare = pandas.read_csv(tmp_path / "events.tsv", sep="\t", dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE)
    assert quoted.equals(bare)
    lines = (tmp_path / "events.tsv").read_text(encoding="utf-8").splitlines()
    assert {line.count("\t") for line in lines} == {39}
    assert len(lines) == len(quoted) + 1


def test_values(table: pandas.DataFrame) -> None:
    row = table[(table["Event Type"] == "COERCE") & (table["Actor Name"] == "police") & (table["Recipient Name"] == "two men")].iloc[0]
    expected = {
        "Event Date": "2026-03-02", "Event Mode": "arrest", "Event Intensity": "-7", "Quad Code": "MATERIAL CONFLICT",
        "Contexts": "diplomatic",
        "Actor Country": "KEN", "Actor COW": "501", "Primary Actor Sector": "COP", "Actor Sectors": "COP", "Actor Name Raw": "Police",
        "Recipient Country": "", "Recipient COW": "", "Placename": "Nairobi", "City": "Nairobi", "Province": "Nairobi Area",
        "Country": "KEN",
        "Latitude": "-1.28333", "GeoNames ID": "184745", "Raw Placename": "Nairobi", "Feature Type": "PPLC", "Source": "Coast Herald",
        "Publication Date": "2026-03-03", "Language": "en", "Version": "onrecord test", "Story People": "", "District": "",
    }  # fmt: skip
    assert {k: row[k] for k in expected} == expected


def test_announcements_and_what_is_left_out(standing_ledger: Path, tmp_path: Path) -> None:
    table = read(standing_ledger, tmp_path / "events.tsv")
    assert sorted(zip(table["Event Type"], table["Event Mode"], table["Event Date"], strict=True)) == [
        ("AGREE", "", "2026-03-02"), ("AGREE", "", "2026-03-02"), ("CONSULT", "visit", "2026-02-28"), ("THREATEN", "", "2026-03-02"),
    ]  # fmt: skip
    written = export(standing_ledger, "polecat", tmp_path / "again.tsv")["events"]
    assert written.left_out == {"planned": 1, "hypothetical": 1, "negated": 1, "historical": 2, "undated": 1}


def test_what_is_asked_for_is_marked(standing_ledger: Path, tmp_path: Path) -> None:
    table = read(standing_ledger, tmp_path / "events.tsv", include=("planned", "hypothetical", "negated", "historical"))
    marked = table[table["Event Mode"].str.contains("future|hypothetical|negation|historical")]
    assert sorted(zip(marked["Event Type"], marked["Event Mode"], strict=True)) == [
        ("ASSAULT", "hypothetical"), ("ASSAULT", "negation"), ("REQUEST", "change; future"), ("SANCTION", "historical"),
    ]  # fmt: skip


def test_words_are_safe_and_numbers_are_left_alone(table: pandas.DataFrame) -> None:
    row = table[table["Recipient Name Raw"].str.contains("SUM")].iloc[0]
    assert (row["Recipient Name"], row["Recipient Name Raw"], row["Placename"]) == ("'SUM(A1)  x y", "'@SUM(A1)", "'-Nairobi")
    assert float(row["Latitude"]) < 0
