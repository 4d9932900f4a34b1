"""Records of the demo's stories, read once for all tests of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
from loan_story import loan_story

from onrecord.ledger.store import Store
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
def demo_ledger(demo_records: tuple[Record, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's articles in a ledger; to be read, not written to."""
    path = tmp_path_factory.mktemp("ledger") / "demo.db"
    with Store(path) as store:
        store.add(demo_records, version="test")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A ledger of the story of a loan, to be reviewed."""
    with Store(tmp_path / "news.db") as made:
        made.add(loan_story(), version="1")
        yield made
