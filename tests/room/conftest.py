"""The reading room over the demo's ledger, as a browser without JavaScript sees it."""

from __future__ import annotations

import shutil
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
from reading_room import BASE
from starlette.testclient import TestClient

from onrecord.keeping import Ledger
from onrecord.ledger.store import Store
from onrecord.model import Record
from onrecord.pipeline import records
from onrecord.room.app import make_app


@cache
def _demo() -> tuple[Record, ...]:
    with resources.as_file(resources.files("onrecord.demo").joinpath("articles")) as folder:
        return tuple(r for r in records([folder]) if isinstance(r, Record))


@pytest.fixture(scope="session")
def demo_records() -> tuple[Record, ...]:
    """What is on record in the demo's articles."""
    return _demo()


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's articles in a ledger; to be read, not written to."""
    path = tmp_path_factory.mktemp("room") / "demo.db"
    with Store(path) as store:
        store.add(_demo(), version="test")
    return path


@pytest.fixture
def own_ledger(demo_ledger: Path, tmp_path: Path) -> Path:
    """A copy of it, to be written to."""
    with Store(demo_ledger, create=False) as store:
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(demo_ledger, tmp_path / "own.db")
    return tmp_path / "own.db"


@pytest.fixture(scope="session")
def ledger(demo_ledger: Path) -> Ledger:
    return Ledger(demo_ledger)


@pytest.fixture(scope="session")
def room(demo_ledger: Path) -> TestClient:
    return TestClient(make_app(demo_ledger), base_url=BASE, follow_redirects=False)


@pytest.fixture
def reviewing(own_ledger: Path) -> TestClient:
    return TestClient(make_app(own_ledger), base_url=BASE, follow_redirects=False)

