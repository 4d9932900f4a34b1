"""The demo's ledger, and the site that it makes."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from onrecord.keeping import Ledger
from onrecord.model import Record
from onrecord.pipeline import records
from onrecord.publishing.publish import publish


@pytest.fixture(scope="session")
def demo_read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Record, ...]:
    """The demo's records, read from a folder whose place nobody else should learn."""
    folder = tmp_path_factory.mktemp("private-place")
    with resources.as_file(resources.files("onrecord.demo").joinpath("articles")) as articles:
        for file in articles.iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
    return tuple(r for r in records([folder]) if isinstance(r, Record))


@pytest.fixture(scope="session")
def demo_db(demo_read: tuple[Record, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("publishing") / "demo.db"
    Ledger(path).add(*demo_read)
    return path


@pytest.fixture(scope="session")
def demo_site(demo_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole of it as a site; to be read, not written to."""
    out = tmp_path_factory.mktemp("published") / "site"
    publish(demo_db, out)
    return out
