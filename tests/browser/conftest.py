"""The reading room in a real browser. Skipped, with the reason, where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from chromium import Reader, chromium, missing, reading, reading_room
from reading_room import hostile

from onrecord.keeping import Ledger
from onrecord.ledger.store import Store
from onrecord.model import Record
from onrecord.pipeline import records


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    why = missing()
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if why:
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's articles in a ledger; to be copied, not written to."""
    path = tmp_path_factory.mktemp("browsed") / "demo.db"
    with resources.as_file(resources.files("onrecord.demo").joinpath("articles")) as folder, Store(path) as store:
        store.add([r for r in records([folder]) if isinstance(r, Record)], version="test")
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture
def ledger(demo: Path, tmp_path: Path) -> Path:
    """A ledger of its own for each test."""
    shutil.copyfile(demo, tmp_path / "own.db")
    return tmp_path / "own.db"


@pytest.fixture
def harmed(tmp_path: Path) -> Path:
    """A ledger of articles that mean harm, one of them huge."""
    path = tmp_path / "harm.db"
    Ledger(path).add(hostile(), hostile("2026-03-09", 180_000))
    return path


def _reading(browser: object, ledger: Path) -> Iterator[Reader]:
    with reading_room(ledger) as base:
        yield from reading(browser, base)


@pytest.fixture
def reader(browser: object, ledger: Path) -> Iterator[Reader]:
    """Somebody who reads the demo's ledger. At the end no page has asked for anything elsewhere, and the console is quiet."""
    yield from _reading(browser, ledger)


@pytest.fixture
def harassed(browser: object, harmed: Path) -> Iterator[Reader]:
    """Somebody who reads the hostile ledger; the same is looked at in the end."""
    yield from _reading(browser, harmed)
