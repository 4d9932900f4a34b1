"""Bytes -> text: the encoding is found out, and what is no text is refused."""

from __future__ import annotations

import codecs
import re

from onrecord.codebook.file_kinds import not_text_kind
from onrecord.errors import NotText

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b\x85")) + b"\x7f"
UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
STRAY_SHARE = 0.1
"""Share of bytes outside UTF-8 up to which a text is read as UTF-8 or ASCII with stray Windows-1252 bytes among it: English in
Windows-1252 has 2 to 3 in a hundred at most, other alphabets in a single-byte encoding more than 50."""
FEW_BYTES = 64
"""Bytes below which no encoding can be found out from them."""
CONTROL_SHARE = 0.005
SAMPLE = 200_000


def decode(name: str, data: bytes, *, declared: str | None = None) -> str:
    """The text of some bytes, without a byte order mark and else as it stands, line breaks included.

    Args:
        name: the source's name, for errors.
        data: the bytes.
        declared: the encoding that the source itself names (a page's `charset`), believed where the bytes are not UTF-8.

    Returns:
        the text, without lone surrogates. Bytes that stand for no character become U+FFFD; stray bytes in UTF-8 text are read as
        Windows-1252, where they mostly come from.

    Raises:
        NotText: a binary file, or bytes in no encoding that can be found out.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "onrecord-stray" if encoding == "utf-8" else "replace")
    if wide := _wide_encoding(data):
        return data.decode(wide, "replace")
    _refuse_binary(name, data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(name, data, declared)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: in English every second byte is NUL."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return None
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _refuse_binary(name: str, data: bytes) -> None:
    if kind := not_text_kind(data[:64]):
        raise NotText(name, f"this is {kind.name}, not text", kind.remedy)
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, CONTROL))
    if controls > max(4, CONTROL_SHARE * len(sample)) or (controls and controls * 4 > len(sample)):
        raise NotText(name, "this is a binary file, not text", "Give the article as plain text, HTML or JSON.")


def _not_utf8(name: str, data: bytes, declared: str | None) -> str:
    if declared and (text := _as_declared(data, declared)) is not None:
        return text
    sample = data[:SAMPLE]
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    stray = high - sum(len(m.group()) for m in UTF8_CHARACTER.finditer(sample))
    if stray <= STRAY_SHARE * len(sample) or len(sample) < FEW_BYTES:
        return data.decode("utf-8", "onrecord-stray")
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise NotText(name, "its characters are in no encoding that could be found out", "Save the file as UTF-8.")
    return data.decode(best.encoding, "replace")


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        encoding = codecs.lookup(declared).name
        if encoding in ("iso8859-1", "ascii"):
            encoding = "cp1252"  # what pages that say so are in (WHATWG Encoding Standard)
        if encoding.startswith("utf"):
            return None
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _stray_bytes(error: UnicodeError) -> tuple[str, int]:
    """A codec error handler: what stands at a byte that is not UTF-8, and where to go on."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start, end = error.object, error.start, error.end
    if SURROGATE.match(data, start):
        return "\ufffd", start + 3
    if end - start > 1 and (end == len(data) or data[start] == 0xE2 or data[start] >= 0xF0):
        return "\ufffd", end  # a character that was cut; other pairs are letters such as "é’" in Windows-1252
    return data[start:end].decode("cp1252", "replace"), end


codecs.register_error("onrecord-stray", _stray_bytes)
