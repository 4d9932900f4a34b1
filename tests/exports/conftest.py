"""Ledgers to export: of the demo's articles, and of records made by hand."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import hand_made
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
    return hand_made.made(tmp_path_factory.mktemp("exports") / "full.db", [*demo_records, hand_made.hostile(), hand_made.placed()])


@pytest.fixture
def standing_ledger(tmp_path: Path) -> Path:
    """An event of each standing, each alone."""
    return hand_made.made(tmp_path / "standing.db", [
        hand_made.alone(0, "actual", "CONSULT", "042", mode="visit", date="2026-02-28"),
        hand_made.alone(1, "planned", "CONSULT", "042", mode="visit", date="2026-09"),
        hand_made.alone(2, "planned", "AID", "073", date="2026-09-05"),
        hand_made.alone(3, "planned", "ASSAULT", "190"),
        hand_made.alone(4, "planned", "REQUEST", "104", mode="change"),
        hand_made.alone(5, "hypothetical", "ASSAULT", "190"),
        hand_made.alone(6, "negated", "ASSAULT", "1831"),
        hand_made.alone(7, "historical", "SANCTION", "163", date="2014"),
        hand_made.alone(8, "historical", "SANCTION", "163"),
        hand_made.alone(9, "actual", "AGREE", "030", published=None),
    ])  # fmt: skip
