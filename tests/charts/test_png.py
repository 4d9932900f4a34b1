"""Drawings as pictures of pixels, and what is said where none can be made."""

from __future__ import annotations

import pickle
import struct
import sys
import zlib

import pytest

from onrecord.charts import png
from onrecord.charts.svg import drawing, tag, words
from onrecord.errors import NoPicture


def drawn(width: float = 200, height: float = 60, *inside: str) -> str:
    return drawing("x", width, height, "A title", "What it shows", *inside)


@pytest.fixture
def resvg() -> None:
    pytest.importorskip("resvg_py")
    if not png._letters():
        pytest.skip("this machine has no font")


def size(data: bytes) -> tuple[int, int]:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def pixels(data: bytes) -> bytes:
    """The rows of a picture, filtered as they are."""
    at, body = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body += data[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    return zlib.decompress(body)


@pytest.mark.usefixtures("resvg")
def test_a_drawing_becomes_a_picture_twice_as_large_with_its_marks_and_words() -> None:
    blank = png.picture(drawn())
    assert size(blank) == (400, 120)
    assert png.picture(drawn()) == blank
    for mark in (tag("circle", cx=20.0, cy=20.0, r=9.0, fill="#a11212"), words(5, 30, "Signed"), words(5, 30, "\u0414\u0430")):
        assert pixels(png.picture(drawn(200, 60, mark))) != pixels(blank)
    assert png.picture(drawn(200, 60, words(5, 30, "Signed"))) != png.picture(drawn(200, 60, words(5, 30, "Denied")))


@pytest.mark.usefixtures("resvg")
def test_a_large_drawing_is_drawn_smaller_and_a_huge_one_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "MOST", 12_000)
    width, height = size(png.picture(drawn(200, 60)))
    assert (width, height) == (200, 60)
    with pytest.raises(NoPicture, match=r"too large .*The SVG has it"):
        png.picture(drawn(2000, 600))


@pytest.mark.usefixtures("resvg")
def test_words_that_name_a_file_are_words() -> None:
    named = "<image href='file:///etc/hostname'/>"
    assert png.picture(drawn(400, 60, words(5, 30, named))) != png.picture(drawn(400, 60))
    assert "<image" not in drawn(400, 60, words(5, 30, named), tag("circle", r=1.0, class_=named))


def test_without_fonts_or_the_library_the_reason_and_the_way_out_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "_letters", lambda: False)
    with pytest.raises(NoPicture, match="no font") as without:
        png.picture(drawn())
    assert "SVG" in without.value.remedy
    monkeypatch.setattr(png, "_letters", lambda: True)
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(NoPicture, match="pip install resvg-py"):
        png.picture(drawn())
    again = pickle.loads(pickle.dumps(without.value))
    assert (again.problem, again.remedy) == (without.value.problem, without.value.remedy)
