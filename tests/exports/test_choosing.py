"""Which records an export holds, and where it may go."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import BadQuestion, ExportError, NoLedger
from onrecord.exports import Wanted, export, format_named, formats
from onrecord.exports.shared.reading import lead_end
from onrecord.exports.shared.wanted import asked
from onrecord.ledger.review import accept, reject
from onrecord.ledger.store import Store

NOW = "2026-03-04T10:00:00Z"


def rows(ledger: Path, table: str, wanted: Wanted | None = None) -> list[dict[str, Any]]:
    out = io.BytesIO()
    export(ledger, "jsonl", out, wanted, only=[table])
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_formats_are_found_by_listing_the_folder() -> None:
    assert formats() == (
        "csv", "data-package", "gdelt", "geojson", "jsonl", "parquet", "polecat", "web-annotation", "web-annotation-page",
    )  # fmt: skip
    for name in formats():
        form = format_named(name)
        assert form.about
        assert form.tables
        assert form.suffix.startswith(".")


def _sides(row: dict[str, Any]) -> set[str]:
    return {c for name in ("actor_country", "recipient_country", "country") for c in (row[name] or "").split("; ")}


@pytest.mark.parametrize(("wanted", "fits"), [
    (Wanted(since="2026-05-01"), lambda r: r["last_reported"] >= "2026-05-01"),
    (Wanted(until="2025-08-26"), lambda r: r["first_reported"] <= "2025-08-26"),
    (Wanted(types=("AID", "REQUEST")), lambda r: r["event_type"] in ("AID", "REQUEST")),
    (Wanted(countries=("KEN",)), lambda r: "KEN" in _sides(r)),
    (Wanted(countries=("KEN", "IGO"), since="2026-03-01"), lambda r: _sides(r) & {"KEN", "IGO"} and r["last_reported"] >= "2026-03-01"),
])  # fmt: skip
def test_filters(full_ledger: Path, wanted: Wanted, fits: Callable[[dict[str, Any]], bool]) -> None:
    every, found = rows(full_ledger, "events"), rows(full_ledger, "events", wanted)
    assert [r["event_id"] for r in found] == [r["event_id"] for r in every if fits(r)]
    assert 0 < len(found) < len(every)
    mentions = rows(full_ledger, "mentions", wanted)
    assert {m["event_id"] for m in mentions} == {r["event_id"] for r in found}


def test_mentions_and_articles_are_those_of_the_wanted_days(full_ledger: Path) -> None:
    wanted = Wanted(since="2025-08-26", until="2025-08-28")
    articles = rows(full_ledger, "articles", wanted)
    assert {a["published"] for a in articles} == {"2025-08-26", "2025-08-28"}
    for table in ("mentions", "commitment_mentions", "statement_mentions"):
        found = rows(full_ledger, table, wanted)
        assert {m["article_id"] for m in found} <= {a["article_id"] for a in articles}
    steps = rows(full_ledger, "commitment_steps", wanted)
    assert {s["commitment_id"] for s in steps} == {c["commitment_id"] for c in rows(full_ledger, "commitments", wanted)}
    assert min(s["date"] for s in steps) < "2025-08-26"  # a history is told whole


def test_what_was_rejected_is_left_out_unless_asked_for(standing_ledger: Path) -> None:
    events = rows(standing_ledger, "events")
    gone, sure = events[0], events[1]
    with Store(standing_ledger, create=False) as store:
        reject(store, gone["event_id"], who="ana", at=NOW)
        accept(store, sure["event_id"], who="ana", at=NOW)
    assert [r["event_id"] for r in rows(standing_ledger, "events")] == [r["event_id"] for r in events[1:]]
    assert gone["event_id"] not in {m["event_id"] for m in rows(standing_ledger, "mentions")}
    alone = rows(standing_ledger, "events", Wanted(reviews=("rejected",)))
    assert [(r["event_id"], r["review"], r["actor"], r["quote"]) for r in alone] == [
        (gone["event_id"], "rejected", gone["actor"], gone["quote"])
    ]  # fmt: skip
    assert {m["event_id"] for m in rows(standing_ledger, "mentions", Wanted(reviews=("rejected",)))} == {gone["event_id"]}
    assert [r["event_id"] for r in rows(standing_ledger, "events", Wanted(reviews=("accepted",)))] == [sure["event_id"]]
    with_all = rows(standing_ledger, "events", Wanted(reviews=("unreviewed", "accepted", "corrected", "rejected")))
    assert [r["event_id"] for r in with_all] == [r["event_id"] for r in events]


def test_a_rejected_commitment_can_be_had_too(full_ledger: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "copy.db"
    ledger.write_bytes(full_ledger.read_bytes())
    first = next(r for r in rows(ledger, "commitments") if r["n_mentions"] == 1)
    with Store(ledger, create=False) as store:
        reject(store, first["commitment_id"], who="ana", at=NOW)
    assert first["commitment_id"] not in {r["commitment_id"] for r in rows(ledger, "commitments")}
    found = rows(ledger, "commitments", Wanted(reviews=("rejected",)))
    assert [(r["commitment_id"], r["action"], r["promisor"]) for r in found] == [
        (first["commitment_id"], first["action"], first["promisor"])
    ]


@pytest.mark.parametrize(("asking", "wanted"), [
    ({"since": "2026-02", "until": "2026-02"}, Wanted("2026-02-01", "2026-02-28")),
    ({"until": "2024"}, Wanted(until="2024-12-31")),
    ({"types": ["aid"], "countries": ["Kenya", "usa", "IGO", "U.K."]}, Wanted(types=("AID",), countries=("KEN", "USA", "IGO", "GBR"))),
])  # fmt: skip
def test_what_people_write_is_understood(asking: dict[str, Any], wanted: Wanted) -> None:
    assert asked(**asking) == wanted


@pytest.mark.parametrize(("asking", "words"), [
    ({"since": "yesterday"}, "2026-03"), ({"until": "2026-02-30"}, "no date"), ({"types": ["HUG"]}, "AID"),
    ({"countries": ["Narnia"]}, "CAN"),
])  # fmt: skip
def test_what_is_not_understood_is_named(asking: dict[str, Any], words: str) -> None:
    with pytest.raises(BadQuestion, match=words):
        asked(**asking)


@pytest.mark.parametrize(("name", "only", "words"), [
    ("tsv", (), "Known are: csv"), ("csv", ("event",), "It has: events"), ("csv", (), "Name a folder"),
    ("parquet", ("events",), "Name a file"),
    ("data-package", ("events",), "Name a folder"),
])  # fmt: skip
def test_what_cannot_be_written_to_the_screen(full_ledger: Path, name: str, only: tuple[str, ...], words: str) -> None:
    with pytest.raises(ExportError, match=words):
        export(full_ledger, name, io.BytesIO(), only=only)


def test_targets(full_ledger: Path, tmp_path: Path) -> None:
    export(full_ledger, "csv", tmp_path / "one.csv", only=["parties"])
    assert (tmp_path / "one.csv").is_file()
    export(full_ledger, "csv", tmp_path / "new" / "folder", only=["parties", "articles"])
    assert {p.name for p in (tmp_path / "new" / "folder").iterdir()} == {"parties.csv", "articles.csv"}
    export(full_ledger, "geojson", tmp_path)
    export(full_ledger, "polecat", tmp_path / "fresh", folder=True)
    assert (tmp_path / "events.geojson").is_file()
    assert (tmp_path / "fresh" / "events.tsv").is_file()
    with pytest.raises(ExportError, match="is a file"):
        export(full_ledger, "csv", tmp_path / "one.csv")
    with pytest.raises(ExportError, match="cannot be written"):
        export(full_ledger, "csv", tmp_path / "none" / "one.csv", only=["parties"])
    before = full_ledger.read_bytes()
    with pytest.raises(ExportError, match="the ledger itself"):
        export(full_ledger, "geojson", full_ledger)
    assert full_ledger.read_bytes() == before
    with pytest.raises(NoLedger):
        export(tmp_path / "none.db", "geojson", tmp_path)


def test_a_file_is_whole_or_as_it_was(full_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.exports.shared import reading

    target = tmp_path / "events.csv"
    target.write_text("before", encoding="utf-8")

    def broken(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(reading.Reading, "sides", broken)
    with pytest.raises(RuntimeError):
        export(full_ledger, "csv", target, only=["events"])
    assert target.read_text(encoding="utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["events.csv"]


@pytest.mark.parametrize(("text", "removed", "lead"), [
    ("First.\nSecond.", [], "First.\n"), ("\n  \nFirst.\nSecond.", [], "\n  \nFirst.\n"), ("Head\nFirst.\nB", [(0, 4)], "Head\nFirst.\n"),
    ("", [], ""), ("Share\n", [(0, 5)], "Share\n"),
])  # fmt: skip
def test_the_lead_is_the_first_paragraph_of_the_story(text: str, removed: list[tuple[int, int]], lead: str) -> None:
    assert text[: lead_end(text, removed)] == lead
