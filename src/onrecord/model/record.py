"""The record of one article, and its JSON."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from onrecord.model.article import Article, Removed
from onrecord.model.nouns import Amount, Commitment, Event, Party, Place, Statement, Time


@dataclass(frozen=True, slots=True)
class Record:
    """What one article puts on record."""

    article: Article
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    amounts: tuple[Amount, ...] = ()
    parties: tuple[Party, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dictionaries, lists and scalars, in the shape of docs/record.md."""
        out = to_plain(self)
        assert isinstance(out, dict)
        return out


def to_plain(value: Any) -> Any:
    """A noun of the model as JSON-ready plain data.

    Dataclasses become objects in field order, tuples become lists. `Time` and `Removed` are flattened: their span's `start`,
    `end` and `text` stand beside their other fields. Whole floats are written as integers.
    """
    if isinstance(value, (Time, Removed)):
        span, *rest = fields(value)
        plain: dict[str, Any] = dict(to_plain(getattr(value, span.name)))
        plain.update((f.name, to_plain(getattr(value, f.name))) for f in rest)
        return plain
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_plain(v) for v in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value
