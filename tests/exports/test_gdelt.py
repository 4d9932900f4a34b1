"""GDELT's two tables, read back by pandas."""

from __future__ import annotations

from pathlib import Path

import pandas
import pytest
from exported_records import PLAIN, alone, made

from onrecord.codebook.countries import countries
from onrecord.codebook.export_codes import country_codes
from onrecord.errors import ExportError
from onrecord.exports import Wanted, export
from onrecord.exports.gdelt import EVENTS, MENTIONS
from onrecord.exports.shared import gdelt_ids
from onrecord.exports.shared.gdelt_parts import day_of
from onrecord.ledger.opening import open_ledger

ALL = ("planned", "hypothetical", "negated", "historical")


def read(path: Path, names: tuple[str, ...]) -> pandas.DataFrame:
    return pandas.read_csv(path, sep="\t", header=None, names=list(names), dtype=str, keep_default_na=False, index_col=False)


@pytest.fixture(scope="module")
def tables(full_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    folder = tmp_path_factory.mktemp("gdelt")
    export(full_ledger, "gdelt", folder)
    for name, count in (("events", 61), ("mentions", 16)):
        lines = (folder / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        assert {line.count("\t") + 1 for line in lines} == {count}
    return read(folder / "events.tsv", EVENTS), read(folder / "mentions.tsv", MENTIONS)


def test_columns_are_named_as_in_the_codebook() -> None:
    assert (len(EVENTS), len(MENTIONS)) == (61, 16)
    assert (EVENTS[0], EVENTS[5], EVENTS[15], EVENTS[25:31], EVENTS[34:36], EVENTS[51:]) == (
        "GLOBALEVENTID", "Actor1Code", "Actor2Code",
        ("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"), ("AvgTone", "Actor1Geo_Type"),
        ("ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code", "ActionGeo_Lat",
         "ActionGeo_Long", "ActionGeo_FeatureID", "DATEADDED", "SOURCEURL"),
    )  # fmt: skip


def test_ids_are_unique_positive_and_shared(tables: tuple[pandas.DataFrame, pandas.DataFrame]) -> None:
    events, mentions = tables
    assert events["GLOBALEVENTID"].is_unique
    assert events["GLOBALEVENTID"].astype("int64").gt(0).all()
    assert set(mentions["GLOBALEVENTID"]) == set(events["GLOBALEVENTID"])
    told = mentions.groupby("GLOBALEVENTID").size()
    assert (events.set_index("GLOBALEVENTID")["NumMentions"].astype(int) == told.reindex(events["GLOBALEVENTID"])).all()
    assert gdelt_ids.number_of("te-2d39c70cff106b42") == 1289562256051473936  # an id once given must never change


def test_two_events_with_one_id_are_refused(full_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gdelt_ids, "number_of", lambda thread: 7)
    with pytest.raises(ExportError, match="same GLOBALEVENTID 7"):
        export(full_ledger, "gdelt", tmp_path / "events.tsv", only=["events"])
    assert not list(tmp_path.iterdir())


def test_codes_follow_from_one_another(tables: tuple[pandas.DataFrame, pandas.DataFrame]) -> None:
    events, _ = tables
    assert (events["EventBaseCode"] == events["EventCode"].str[:3]).all()
    assert (events["EventRootCode"] == events["EventCode"].str[:2]).all()
    assert events["EventRootCode"].str.fullmatch(r"0[1-9]|1\d|20").all()
    quad = events["EventRootCode"].astype(int).map(lambda r: 1 if r <= 5 else 2 if r <= 8 else 3 if r <= 13 else 4)
    assert (events["QuadClass"].astype(int) == quad).all()
    assert (events["AvgTone"] == "").all()


def test_values(tables: tuple[pandas.DataFrame, pandas.DataFrame]) -> None:
    events, mentions = tables
    row = events[(events["EventCode"] == "173") & (events["Actor2Name"] == "TWO MEN")].iloc[0]
    expected = {
        "SQLDATE": "20260302", "MonthYear": "202603", "Year": "2026", "FractionDate": "2026.1699", "Actor1Code": "KENCOP",
        "Actor1Name": "POLICE",
        "Actor1CountryCode": "KEN", "Actor1Type1Code": "COP", "Actor2Code": "CVL", "Actor2CountryCode": "", "Actor2Type1Code": "CVL",
        "IsRootEvent": "1", "NumMentions": "1", "NumSources": "1", "NumArticles": "1", "Actor1Geo_Type": "0", "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Nairobi, Nairobi Area, Kenya", "ActionGeo_CountryCode": "KE", "ActionGeo_Lat": "-1.28333",
        "DATEADDED": "20260303000000", "SOURCEURL": "story.txt",
    }  # fmt: skip
    assert {k: row[k] for k in expected} == expected
    met = events[(events["Actor1Name"] == "KENYA") & (events["ActionGeo_FullName"].str.startswith("Paris"))].iloc[0]
    assert (met["IsRootEvent"], met["Actor1Code"], met["Actor1Type1Code"], met["ActionGeo_CountryCode"]) == ("0", "KEN", "", "FR")
    told = mentions[mentions["GLOBALEVENTID"] == row["GLOBALEVENTID"]].iloc[0]
    offsets = [int(told[c]) for c in ("Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset")]
    assert [PLAIN[o:].split()[0] for o in offsets] == ["Police", "two", "arrested"]
    assert (told["MentionType"], told["InRawText"], told["Confidence"], told["MentionDocLen"]) == ("2", "1", "75", str(len(PLAIN)))
    assert (told["EventTimeDate"], told["MentionTimeDate"]) == ("20260302000000", "20260303000000")


def test_offsets_read_as_the_words(full_ledger: Path, tables: tuple[pandas.DataFrame, pandas.DataFrame]) -> None:
    db = open_ledger(full_ledger, write=False)
    anchors = {
        (gdelt_ids.number_of(row[0]), row[1]): row[2]
        for row in db.execute("SELECT t.id, e.start, e.words FROM events e JOIN event_threads t ON t.number = e.thread")
    }
    for row in tables[1].itertuples():
        assert anchors[int(row.GLOBALEVENTID), int(row.ActionCharOffset)]


def test_announcements_and_what_is_only_talked_about(standing_ledger: Path, tmp_path: Path) -> None:
    export(standing_ledger, "gdelt", tmp_path / "default")
    found = read(tmp_path / "default" / "events.tsv", EVENTS)
    assert sorted(zip(found["EventCode"], found["SQLDATE"], strict=True)) == [
        ("0333", "20260302"), ("036", "20260302"), ("042", "20260228"), ("138", "20260302"),
    ]  # fmt: skip
    export(standing_ledger, "gdelt", tmp_path / "all", Wanted(include=ALL))
    found, told = (read(tmp_path / "all" / f"{n}.tsv", c) for n, c in (("events", EVENTS), ("mentions", MENTIONS)))
    assert sorted(zip(found["EventCode"], found["SQLDATE"], strict=True)) == [
        ("010", "20260302"), ("010", "20260302"), ("014", "20260302"), ("0333", "20260302"), ("036", "20260302"), ("042", "20260228"),
        ("138", "20260302"), ("163", "20140101"),
    ]  # fmt: skip
    assert set(told["GLOBALEVENTID"]) == set(found["GLOBALEVENTID"])
    assert (told["MentionType"] == "1").all()
    assert told["MentionIdentifier"].str.startswith("https://example.org/").all()


@pytest.mark.parametrize(("day", "fraction"), [("2015-02-18", "2015.1315"), ("2013-01-01", "2013.0027"), ("2024-12-31", "2024.9890")])
def test_the_fraction_of_the_year_is_gdelts(day: str, fraction: str) -> None:
    assert day_of(day) == (day.replace("-", ""), day[:4] + day[5:7], day[:4], fraction)


def test_every_state_has_codes_for_actors(tmp_path: Path) -> None:
    ledger = made(tmp_path / "two.db", [alone(1, "actual", "CONSULT", "040")])
    export(ledger, "gdelt", tmp_path / "e.tsv", only=["events"])
    row = read(tmp_path / "e.tsv", EVENTS).iloc[0]
    assert (row["Actor1CountryCode"], row["Actor2CountryCode"]) == (countries()[2].iso3, countries()[3].iso3)
    assert country_codes("GBR").fips == "UK"
