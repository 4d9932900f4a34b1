"""Which files are read, by the end of their name, and which are no text, by their first bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.codebook.load import rows

PATH = "data/file_kinds.toml"


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read: its name and the suffixes (small letters, with the dot) of its files."""

    id: str
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotTextKind:
    """A kind of file that is not text.

    Args:
        id: its short name.
        name: what it is, with its article ("a PDF document").
        magic: its signature, in hexadecimal.
        remedy: what the user can do, a sentence.
        at: offset of the signature in the file.
        printable: its first bytes may all be printable; any other kind shows a control byte there, which tells it from a
            story that happens to begin with the same letters.
    """

    id: str
    name: str
    magic: str
    remedy: str
    at: int = 0
    printable: bool = False

    def __post_init__(self) -> None:
        bytes.fromhex(self.magic)

    def matches(self, head: bytes) -> bool:
        """Whether a file that begins with `head` is of this kind."""
        found = head.startswith(bytes.fromhex(self.magic), self.at)
        return found and (self.printable or any(byte < 9 or byte > 127 for byte in head))


@cache
def format_of_suffix() -> dict[str, str]:
    """Suffix -> name of the format ("text", "html", "json", "jsonl").

    Raises:
        CodebookError: a bad row.
    """
    return {suffix: row.id for row in rows(PATH, "formats", Format) for suffix in row.suffixes}


@cache
def _not_text_kinds() -> tuple[NotTextKind, ...]:
    return rows(PATH, "not_text", NotTextKind)


def not_text_kind(head: bytes) -> NotTextKind | None:
    """The kind of file, other than text, that begins with the bytes `head` (64 are enough), or None."""
    return next((kind for kind in _not_text_kinds() if kind.matches(head)), None)
