"""The demo's records, as files that a folder of news would get one after another."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from onrecord.model import Record
from onrecord.pipeline import records


@pytest.fixture(scope="session")
def story() -> tuple[Record, ...]:
    """The four reports on a loan to Moldova, in the order of their dates."""
    with resources.as_file(resources.files("onrecord.demo").joinpath("articles")) as folder:
        return tuple(r for r in records(sorted(folder.glob("moldova-*"))) if isinstance(r, Record))


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"
