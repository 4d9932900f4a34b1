"""Our own tables, as CSV and JSON Lines, read back by pandas."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pandas
import pytest
from exported_records import alone, hostile, made

from onrecord.exports import export
from onrecord.exports.shared.cells import csv_cell, unquoted
from onrecord.exports.shared.tables import TABLES
from onrecord.ledger.opening import open_ledger
from onrecord.model import Record

EVENTS = [
    "event_id",
    "event_date",
    "date_end",
    "time_precision",
    "event_type",
    "event_mode",
    "status",
    "polarity",
    "actor",
    "actor_raw",
    "actor_id",
    "actor_country",
    "actor_sector",
    "recipient",
    "recipient_raw",
    "recipient_id",
    "recipient_country",
    "recipient_sector",
    "location",
    "country",
    "admin1",
    "latitude",
    "longitude",
    "geo_precision",
    "geonames_id",
    "amount",
    "currency",
    "unit",
    "quote",
    "article_id",
    "source_url",
    "publisher",
    "published",
    "language",
    "n_articles",
    "n_publishers",
    "confidence",
    "review",
    "rule_ids",
    "tool_version",
]
MENTIONS = ["event_id", "article_id", "field", "start", "end", "exact", "prefix", "suffix", "basis", "rule_id"]


def read(path: Path) -> pandas.DataFrame:
    return pandas.read_csv(path, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def tables(full_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, pandas.DataFrame]:
    folder = tmp_path_factory.mktemp("csv")
    written = export(full_ledger, "csv", folder)
    found = {name: read(folder / f"{name}.csv") for name in TABLES}
    assert {name: len(t) for name, t in found.items()} == {name: w.rows for name, w in written.items()}
    return found


@pytest.fixture(scope="module")
def texts(full_ledger: Path) -> dict[str, str]:
    db = open_ledger(full_ledger, write=False)
    return {row[0]: row[1] for row in db.execute("SELECT a.id, t.text FROM articles a JOIN texts t ON t.article = a.number")}


def test_headers_are_those_of_the_contract_with_ours_after_them(tables: dict[str, pandas.DataFrame]) -> None:
    assert list(tables["events"].columns[: len(EVENTS)]) == EVENTS
    assert list(tables["mentions"].columns[: len(MENTIONS)]) == MENTIONS
    for name, table in tables.items():
        assert list(table.columns) == [c.name for c in TABLES[name].columns]
        assert table.columns.is_unique


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_unique_and_lead_somewhere(tables: dict[str, pandas.DataFrame], name: str) -> None:
    table = tables[name]
    assert len(table)
    assert not table.duplicated(list(TABLES[name].key)).any()
    for column, other, target in TABLES[name].refers:
        assert set(table[column]) <= set(tables[other][target])
    for column in TABLES[name].columns:
        if column.required:
            assert (table[column.name] != "").all(), column.name


def test_codes_keep_their_zeros_and_nothing_is_called_none(tables: dict[str, pandas.DataFrame]) -> None:
    assert tables["events"]["cameo"].str.fullmatch(r"\d{3,4}").all()
    assert tables["events"]["cameo"].str.startswith("0").any()
    for table in tables.values():
        assert not table.isin(["None", "nan", "NaN", "null", "<NA>"]).any().any()
    assert (tables["events"]["actor_id"] == "").all()


def test_an_ordinary_reader_sees_numbers_as_numbers(tables: dict[str, pandas.DataFrame], full_ledger: Path) -> None:
    out = io.BytesIO()
    export(full_ledger, "csv", out, only=["events"])
    plain = pandas.read_csv(io.BytesIO(out.getvalue()))
    assert plain["latitude"].dtype == float
    assert plain["latitude"].min() < -1.0
    assert plain["goldstein"].min() < 0


def test_every_mention_reads_as_the_words_at_its_offsets(tables: dict[str, pandas.DataFrame], texts: dict[str, str]) -> None:
    for name in ("mentions", "commitment_mentions", "statement_mentions"):
        for row in tables[name].itertuples():
            text, start, end = texts[row.article_id], int(row.start), int(row.end)
            shown = text[start:end], text[max(0, start - 30) : start], text[end : end + 30]
            read_back = tuple(unquoted(v) for v in (row.exact, row.prefix, row.suffix))
            assert read_back == tuple(v.replace("\x00", "\ufffd") for v in shown)


def test_words_are_safe_for_spreadsheets(tables: dict[str, pandas.DataFrame]) -> None:
    for name, table in tables.items():
        for column in TABLES[name].columns:
            cells = table[column.name]
            if column.type == "string":
                assert not cells.str.match(r"[=+\-@\t\r]").any(), (name, column.name)
            assert not cells.str.contains("\x00").any()
    assert '\'=Herald\t"x"' in set(tables["events"]["publisher"])


@pytest.mark.parametrize(("words", "cell"), [
    ("=1+1", "'=1+1"), ("'=1", "''=1"), ("-2", "'-2"), ("@x", "'@x"), ("\tx", "'\tx"), ("'tis so", "'tis so"), ("a=b", "a=b"), ("", ""),
    ("\x00\ud800", "\ufffd\ufffd"),
])  # fmt: skip
def test_what_looks_like_a_formula_can_be_had_back(words: str, cell: str) -> None:
    assert csv_cell(words, words=True) == cell
    assert unquoted(cell) == words.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert csv_cell(-2.5, words=False) == "-2.5"


def test_threads_and_their_counts(tables: dict[str, pandas.DataFrame]) -> None:
    events, mentions = tables["events"], tables["mentions"]
    told = mentions.groupby("event_id")["mention_id"].nunique()
    assert (events.set_index("event_id")["n_mentions"].astype(int) == told.reindex(events["event_id"])).all()
    steps = tables["commitment_steps"]
    last = steps.groupby("commitment_id").tail(1).set_index("commitment_id")
    commitments = tables["commitments"].set_index("commitment_id")
    assert (commitments["stage"] == last["stage"].reindex(commitments.index)).all()
    assert (last["until"] == "").all()


def test_due_dates_that_have_passed(tables: dict[str, pandas.DataFrame]) -> None:
    commitments, today = tables["commitments"], tables["articles"]["published"].max()
    past = (
        (commitments["due_by"] != "") & (commitments["due_by"] < today) & ~commitments["stage"].isin(["delivered", "withdrawn", "refused"])
    )
    assert (commitments["overdue"] == past.map({True: "true", False: "false"})).all()
    assert past.any()


def test_rows_are_in_order_of_date_and_id(tables: dict[str, pandas.DataFrame]) -> None:
    dates = list(zip(tables["events"]["event_date"], tables["events"]["event_id"], strict=True))
    assert dates == sorted(dates)
    assert list(tables["articles"]["published"]) == sorted(tables["articles"]["published"])


@pytest.mark.parametrize(("date", "published", "shown"), [
    ("2026-02-27", "2026-03-02", ("2026-02-27", "2026-02-27", "day")), ("2024-02", "2026-03-02", ("2024-02-01", "2024-02-29", "month")),
    ("2025", "2026-03-02", ("2025-01-01", "2025-12-31", "year")), ("2026-W09", "2026-03-02", ("2026-02-23", "2026-03-01", "week")),
    ("2026-02-27/2026-03-01", "2026-03-02", ("2026-02-27", "2026-03-01", "interval")),
    (None, "2026-03-02", ("2026-03-02", "2026-03-02", "reported")), (None, "2026-03", ("2026-03-01", "2026-03-01", "reported")),
    (None, None, ("", "", "")),
])  # fmt: skip
def test_the_date_says_how_exact_it_is(tmp_path: Path, date: str | None, published: str | None, shown: tuple[str, str, str]) -> None:
    ledger = made(tmp_path / "one.db", [alone(0, "actual", "CONSULT", "040", date=date, published=published)])
    export(ledger, "csv", tmp_path / "events.csv", only=["events"])
    row = read(tmp_path / "events.csv").iloc[0]
    assert (row["event_date"], row["date_end"], row["time_precision"]) == shown


def test_json_lines_hold_the_same_with_nulls(full_ledger: Path, tables: dict[str, pandas.DataFrame], tmp_path: Path) -> None:
    export(full_ledger, "jsonl", tmp_path)
    for name, table in tables.items():
        rows = [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        assert len(rows) == len(table)
        for row, cells in zip(rows, table.to_dict("records"), strict=True):
            assert {n: csv_cell(row[n], words=c.words) for n, c in _columns(name)} == cells
    assert pandas.read_json(tmp_path / "events.jsonl", lines=True, dtype=False)["cameo"].str.startswith("0").any()


def _columns(name: str) -> Iterator[tuple[str, object]]:
    return ((c.name, c) for c in TABLES[name].columns)


def test_the_order_of_adding_changes_no_byte(demo_records: tuple[Record, ...], tmp_path: Path) -> None:
    kept = [*demo_records, hostile()]
    found = []
    for seed in range(2):
        random.Random(seed).shuffle(kept)
        ledger = made(tmp_path / f"{seed}.db", kept)
        export(ledger, "csv", tmp_path / f"out{seed}")
        found.append({p.name: p.read_bytes() for p in (tmp_path / f"out{seed}").iterdir()})
    assert found[0].keys() == found[1].keys() == {f"{n}.csv" for n in TABLES}
    for name in found[0]:
        assert found[0][name] == found[1][name], name
