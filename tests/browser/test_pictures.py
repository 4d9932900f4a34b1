"""Drawings as PNG: made in the browser of their SVG, or without JavaScript by the room."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import Reader

from onrecord.keeping import Ledger

DRAWINGS = ("/timeline?by=month", "/actors", "/map", "/commitments/{}")


def busiest(ledger: Path) -> str:
    return max(Ledger(ledger).commitments(), key=lambda c: c.mentions).id


@pytest.fixture
def kept(reader: Reader, tmp_path: Path) -> Path:
    """Where the browser keeps what is downloaded."""
    folder = tmp_path / "kept"
    folder.mkdir()
    reader.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    return folder


def png_in(reader: Reader, folder: Path, name: str) -> bytes:
    reader.until(lambda: (folder / name).exists() and not list(folder.glob("*.crdownload")))
    return (folder / name).read_bytes()


@pytest.mark.parametrize("address", DRAWINGS)
def test_the_browser_makes_a_picture_of_a_drawing(reader: Reader, ledger: Path, kept: Path, address: str) -> None:
    reader.open(address.format(busiest(ledger)))
    link = reader.one("a[data-picture]")
    name = str(link.get_attribute("href")).split("?")[0].rsplit("/", 1)[1]
    reader.asked_for()
    reader.click(link)
    data = png_in(reader, kept, name)
    assert not [a for a in reader.asked_for() if ".png" in a]  # it was made here
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    box = reader.driver.execute_async_script(
        "const done = arguments[1], i = new Image(); i.onload = () => done([i.naturalWidth, i.naturalHeight]); i.src = arguments[0];",
        link.get_attribute("data-picture"),
    )
    assert [width, height] == [round(2 * n) for n in box]
    assert len(data) > 5_000  # more than white


def test_without_a_script_the_room_makes_it(reader: Reader, ledger: Path, kept: Path) -> None:
    pytest.importorskip("resvg_py")
    reader.scripts(False)
    reader.open("/map")
    reader.click(reader.one("a[data-picture]"))
    assert png_in(reader, kept, "map.png").startswith(b"\x89PNG")
