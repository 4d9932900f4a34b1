"""Parquet, read back by pandas and polars."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pandas
import pyarrow.parquet
import pytest

from onrecord.errors import ExportError
from onrecord.exports import export, parquet
from onrecord.exports.shared.tables import TABLES


@pytest.fixture(scope="module")
def folder(full_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parquet")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "GROUP", 7)  # several row groups, the last one short
        export(full_ledger, "parquet", folder)
    return folder


@pytest.mark.parametrize("name", TABLES)
def test_it_holds_the_csvs_rows(full_ledger: Path, folder: Path, tmp_path: Path, name: str) -> None:
    export(full_ledger, "jsonl", tmp_path / "t.jsonl", only=[name])
    expected = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()]
    table = pandas.read_parquet(folder / f"{name}.parquet")
    assert list(table.columns) == [c.name for c in TABLES[name].columns]
    for c in TABLES[name].columns:
        found = [None if pandas.isna(v) else v.isoformat() if isinstance(v, date) else v for v in table[c.name]]
        wanted = [v.replace("\x00", "\ufffd") if isinstance(v, str) else v for v in (row[c.name] for row in expected)]
        assert found == wanted, c.name


def test_codes_are_text_and_numbers_are_numbers(folder: Path) -> None:
    schema = pyarrow.parquet.read_schema(folder / "events.parquet")
    types = {f.name: str(f.type) for f in schema}
    assert [types[n] for n in ("cameo", "geonames_id", "event_date", "amount", "n_reports")] == [
        "string",
        "string",
        "date32[day]",
        "double",
        "int64",
    ]
    assert schema.field("quote").metadata[b"description"].startswith(b"The sentence")
    assert pyarrow.parquet.ParquetFile(folder / "events.parquet").num_row_groups > 2
    events = pandas.read_parquet(folder / "events.parquet")
    assert events["cameo"].str.startswith("0").any()
    assert events["event_id"].is_unique
    assert events["amount"].isna().any()


def test_polars_reads_it_too(folder: Path) -> None:
    polars = pytest.importorskip("polars")
    table = polars.read_parquet(folder / "commitments.parquet")
    assert table["commitment_id"].is_unique().all()
    assert table.schema["overdue"] == polars.Boolean


def test_without_pyarrow_the_way_out_is_named(full_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'onrecord\[parquet\]'"):
        export(full_ledger, "parquet", tmp_path / "e.parquet", only=["events"])
    assert not list(tmp_path.iterdir())
