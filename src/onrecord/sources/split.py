"""A JSON collection, of any size -> Sources of about a megabyte, each with whole rows, at the memory of one piece."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator
from typing import BinaryIO

from onrecord.errors import BadRow, SourceError, TooLarge
from onrecord.model import Source

PIECE = 1_000_000
"""Bytes read at a time."""


def split_collection(name: str, stream: BinaryIO, head: bytes, form: str, row_limit: int) -> Iterator[Source | SourceError]:
    """The pieces of a JSON array, of JSON Lines, or of a single JSON object.

    Args:
        name: the source's name.
        stream: its bytes after `head`.
        head: its first bytes.
        form: "json", "jsonl", or "" where the name does not tell.
        row_limit: bytes of the largest row that is taken.

    Yields:
        sources in "jsonl" or "json" form whose `first_row` counts on; `TooLarge` for a row beyond the limit, after which the
        next row is read; `BadRow` where an array breaks off.
    """
    reader = _Reader(stream, head)
    if form == "jsonl":
        yield from _lines(name, reader, row_limit)
    elif reader.first() == b"[":
        yield from _array(name, reader, row_limit)
    else:
        yield from _objects(name, reader, form, row_limit)


class _Reader:
    """A stream of bytes that can take bytes back, in UTF-8 even where the stream is in UTF-16 or UTF-32."""

    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self.stream = stream
        self.wide = _wide_decoder(head)
        self.ahead = self._as_utf8(head.removeprefix(codecs.BOM_UTF8))

    def more(self) -> bytes:
        """The next bytes, about PIECE of them; b"" at the end."""
        found, self.ahead = self.ahead, b""
        while not found and (raw := self.stream.read(PIECE)):
            found = self._as_utf8(raw)
        return found

    def take(self, size: int) -> bytes:
        """The next `size` bytes, or all that are left."""
        parts, have = [], 0
        while have < size and (part := self.more()):
            parts.append(part)
            have += len(part)
        found = b"".join(parts)
        self.put_back(found[size:])
        return found[:size]

    def put_back(self, data: bytes) -> None:
        """Let `data` be read again."""
        self.ahead = data + self.ahead

    def first(self) -> bytes:
        """The first byte that is no white space; it stays unread."""
        while part := self.more():
            if part := part.lstrip(b" \t\r\n"):
                self.put_back(part)
                return part[:1]
        return b""

    def _as_utf8(self, data: bytes) -> bytes:
        return self.wide.decode(data).encode("utf-8", "replace") if self.wide else data


def _wide_decoder(head: bytes) -> codecs.IncrementalDecoder | None:
    for encoding, marks in (
        ("utf-32", (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)),  # before UTF-16: its mark begins with UTF-16's
        ("utf-16", (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)),
    ):
        if head.startswith(marks):
            return codecs.getincrementaldecoder(encoding)("replace")
    return None


def _lines(name: str, reader: _Reader, row_limit: int) -> Iterator[Source | SourceError]:
    row, held = 1, b""
    while part := reader.more():
        whole, newline, rest = part.rpartition(b"\n")
        if newline:
            yield Source(name, held + whole, "jsonl", row)
            row += held.count(b"\n") + whole.count(b"\n") + 1
            held = rest
        else:
            held += part
        if len(held) > row_limit:
            yield _too_large(f"{name}#{row}", row_limit)
            held = _after_line(reader)
            row += 1
    if held.strip() or row == 1:
        yield Source(name, held, "jsonl", row)


def _after_line(reader: _Reader) -> bytes:
    """Let the rest of an overlong line go; what was read beyond it is put back."""
    while part := reader.more():
        _, newline, rest = part.partition(b"\n")
        if newline:
            reader.put_back(rest)
            break
    return b""


def _objects(name: str, reader: _Reader, form: str, row_limit: int) -> Iterator[Source | SourceError]:
    """One object over many lines, or one object a line: they begin alike. Whoever reads a small file tells them apart."""
    start = reader.take(PIECE)
    rest = reader.more()
    reader.put_back(start + rest)
    if rest and _is_object(start.split(b"\n", 1)[0]):
        yield from _lines(name, reader, row_limit)
        return
    whole = reader.take(row_limit + 1)
    yield Source(name, whole, form) if len(whole) <= row_limit else _too_large(name, row_limit)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line.decode("utf-8", "replace")), dict)
    except (ValueError, RecursionError):
        return False


def _array(name: str, reader: _Reader, row_limit: int) -> Iterator[Source | SourceError]:
    """The elements of a top-level array, some at a time, each piece an array again."""
    row, size = 1, 0
    kept: list[str] = []
    for element in _elements(reader, row_limit):
        if isinstance(element, str):
            kept.append(element)
            size += len(element)
        if kept and (size >= PIECE or not isinstance(element, str)):
            yield _piece(name, kept, row)
            row, kept, size = row + len(kept), [], 0
        if not isinstance(element, str):
            yield element(f"{name}#{row}")
            row += 1
    if kept or row == 1:
        yield _piece(name, kept, row)


def _elements(reader: _Reader, row_limit: int) -> Iterator[str | Callable[[str], SourceError]]:
    """The elements of an array as they are written; for one that is none, what makes its error, given its name."""
    utf8 = codecs.getincrementaldecoder("utf-8")("surrogateescape")  # bytes that are no UTF-8 pass through as they are
    text, ended, wanted = utf8.decode(reader.take(PIECE)), False, PIECE
    at = text.index("[") + 1
    while True:
        at = _past_separators(text, at)
        end = _end_of_element(text, at)
        if end is not None and (end < len(text) or ended):  # a number at the edge may go on
            yield text[at:end] if end - at <= row_limit else lambda name: _too_large(name, row_limit)
            at = end
            if at >= PIECE:
                text, at, wanted = text[at:], 0, PIECE
        elif text[at : at + 1] == "]":
            return
        elif not ended and len(text) - at > row_limit:
            yield lambda name: _too_large(name, row_limit)
            return
        elif ended or _is_malformed(text, at):
            yield _broken
            return
        else:
            data = reader.take(wanted)
            ended, wanted = not data, wanted * 2  # doubled, so that a long element is tried a few times only
            text += utf8.decode(data, final=ended)


def _past_separators(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def _end_of_element(text: str, at: int) -> int | None:
    """Where the JSON value that begins at `at` ends; None if it is not whole (yet)."""
    try:
        return json.JSONDecoder().raw_decode(text, at)[1]
    except (ValueError, RecursionError):
        return None


def _is_malformed(text: str, at: int) -> bool:
    """Whether more text cannot mend the value at `at`."""
    try:
        json.JSONDecoder().raw_decode(text, at)
    except json.JSONDecodeError as error:
        return not error.msg.startswith("Unterminated") and error.pos < len(text) - 12  # 12: a cut escape or literal
    except (ValueError, RecursionError):
        return True
    return False


def _piece(name: str, elements: list[str], row: int) -> Source:
    return Source(name, b"[" + ",".join(elements).encode("utf-8", "surrogateescape") + b"]", "json", row)


def _broken(name: str) -> BadRow:
    return BadRow(
        name,
        "the JSON breaks off or is not well formed here",
        "The rows before it were read; mend the file, or write one object a line (JSON Lines), where a bad row stands alone.",
    )


def _too_large(name: str, row_limit: int) -> TooLarge:
    return TooLarge(
        name,
        f"it is larger than {row_limit // 1_000_000} MB, more than any one article",
        'Split it into one row for each article: {"text": ...} on a line for each.',
    )
