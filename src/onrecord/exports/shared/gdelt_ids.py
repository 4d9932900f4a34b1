"""GDELT's event numbers."""

from __future__ import annotations

import hashlib

from onrecord.errors import ExportError


def number_of(thread: str) -> int:
    """GLOBALEVENTID of an event: the first 63 bits of SHA-256 over its id; the same everywhere, positive in a signed 64-bit column."""
    return int.from_bytes(hashlib.sha256(thread.encode("utf-8", "replace")).digest()[:8], "big") >> 1


class Numbers:
    """Gives out numbers and sees to it that no two events share one; it keeps some 150 bytes an event."""

    def __init__(self) -> None:
        self._given: dict[int, str] = {}

    def of(self, thread: str) -> int:
        """The number of an event.

        Raises:
            ExportError: another event has the same number.
        """
        number = number_of(thread)
        other = self._given.setdefault(number, thread)
        if other != thread:
            raise ExportError(
                f"the events {other} and {thread} have the same GLOBALEVENTID {number}",
                "Narrow the export (--since, --until, --type) so that it holds only one of them.",
            )
        return number
