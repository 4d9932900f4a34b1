"""Encodings, and bytes that are no text."""

import pytest

from onrecord.articles.decode import decode
from onrecord.errors import NotText

TEXT = "“Café talks,” said José – 5 € a cup.\r\nThe minister’s party left.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(encoding):
    assert decode("x", TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding):
    assert decode("x", TEXT.encode(encoding)) == TEXT


def test_stray_bytes_in_utf_8_are_read_as_windows_1252():
    data = "Zażółć “one”.\n".encode() * 20 + "José’s “two”.\n".encode("cp1252")
    assert decode("x", data) == "Zażółć “one”.\n" * 20 + "José’s “two”.\n"


def test_a_character_that_was_cut_is_replaced():
    assert decode("x", "The talks in Łódź “ended".encode() + b"\xe2\x80") == "The talks in Łódź “ended\ufffd"


def test_a_surrogate_in_utf_8_is_replaced_once():
    assert decode("x", b"a \xed\xa0\x80 b") == "a \ufffd b"


def test_another_alphabet_in_a_single_byte_encoding():
    text = "Министры двух стран подписали соглашение о воде в понедельник после двух лет переговоров. " * 5
    assert decode("x", text.encode("cp1251")) == text


def test_the_declared_encoding_is_believed_where_the_bytes_are_not_utf_8():
    assert decode("x", "Łódź".encode("iso8859-2"), declared="iso-8859-2") == "Łódź"
    assert decode("x", "“ok”".encode("cp1252"), declared="ISO-8859-1") == "“ok”"
    assert decode("x", "“ok”".encode(), declared="windows-1252") == "“ok”"
    assert decode("x", "“ok”".encode("cp1252"), declared="no-such-encoding") == "“ok”"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
        (b"\x1f\x8b\x08\x00\x00\x00", "gzip"),
        (bytes(range(256)) * 10, "binary"),
        (b"\x00" * 100, "binary"),
    ],
)
def test_what_is_no_text_is_named_with_a_way_out(data, kind):
    with pytest.raises(NotText) as caught:
        decode("story.bin", data)
    assert str(caught.value).startswith("story.bin: ")
    assert kind in caught.value.problem
    assert caught.value.remedy


def test_a_stray_control_character_is_kept():
    assert decode("x", b"The minister\x00 said so on Monday.\x07") == "The minister\x00 said so on Monday.\x07"


def test_a_story_that_begins_like_a_signature():
    assert decode("x", b"RIFF over budget splits the cabinet.").startswith("RIFF")
