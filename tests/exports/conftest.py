"""Ledgers to export: of the demo's articles, and of records made by hand."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import exported_records
import pytest

from onrecord.model import Record
from onrecord.pipeline import records


@cache
def _demo() -> tuple[Record, ...]:
    with resources.as_file(resources.files("onrecord.demo").joinpath("articles")) as folder:
        return tuple(r for r in records([folder]) if isinstance(r, Record))


@pytest.fixture(scope="session")
def demo_records() -> tuple[Record, ...]:
    return _demo()


@pytest.fixture(scope="session")
def full_ledger(demo_records: tuple[Record, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's articles and the records made by hand."""
    return exported_records.made(
        tmp_path_factory.mktemp("exports") / "full.db", [*demo_records, exported_records.hostile(), exported_records.placed()]
    )


@pytest.fixture
def standing_ledger(tmp_path: Path) -> Path:
    """An event of each standing, each alone."""
    return exported_records.made(tmp_path / "standing.db", [
        exported_records.alone(0, "actual", "CONSULT", "042", mode="visit", date="2026-02-28"),
        exported_records.alone(1, "planned", "CONSULT", "042", mode="visit", date="2026-09"),
        exported_records.alone(2, "planned", "AID", "073", date="2026-09-05"),
        exported_records.alone(3, "planned", "ASSAULT", "190"),
        exported_records.alone(4, "planned", "REQUEST", "104", mode="change"),
        exported_records.alone(5, "hypothetical", "ASSAULT", "190"),
        exported_records.alone(6, "negated", "ASSAULT", "1831"),
        exported_records.alone(7, "historical", "SANCTION", "163", date="2014"),
        exported_records.alone(8, "historical", "SANCTION", "163"),
        exported_records.alone(9, "actual", "AGREE", "030", published=None),
    ])  # fmt: skip
