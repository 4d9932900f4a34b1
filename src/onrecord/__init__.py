"""onrecord reads news articles and keeps the record: who said what, who did what to whom, who promised what.

    >>> import onrecord
    >>> print(onrecord.read("story.html"))          # doctest: +SKIP

`read` is the verb, `Ledger` keeps what it makes of many articles; the nouns are what they return.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.errors import OnRecordError, SourceError
from onrecord.model import (
    Amount,
    Article,
    Commitment,
    Event,
    Party,
    Place,
    Record,
    Span,
    Statement,
    Time,
)
from onrecord.model.summary import Summary
from onrecord.version import VERSION

if TYPE_CHECKING:
    from onrecord.keeping import Ledger
    from onrecord.reading import Reading, read, summarise

__version__ = VERSION
__all__ = [
    "Amount", "Article", "Commitment", "Event", "Ledger", "OnRecordError", "Party", "Place", "Reading", "Record", "SourceError", "Span",
    "Statement", "Summary", "Time", "read", "summarise",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """`read`, `summarise`, `Reading` and `Ledger` on first use: importing the package does not load the parser."""
    if name == "Ledger":
        from onrecord.keeping import Ledger

        return Ledger
    if name in ("read", "summarise", "Reading"):
        from onrecord import reading

        return getattr(reading, name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
