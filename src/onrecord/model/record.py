"""The record of one article, and its JSON."""

from __future__ import annotations

import types
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from onrecord.model.article import Article, Removed
from onrecord.model.nouns import Amount, Commitment, Event, Party, Place, Statement, Time
from onrecord.model.span import Span


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


@cache
def _hints(wanted: Any) -> dict[str, Any]:
    return get_type_hints(wanted)


def from_plain(data: Any, wanted: Any) -> Any:
    """The inverse of `to_plain`: plain data as a noun of the model.

    Args:
        data: what `to_plain` made, or its JSON read back. Unknown keys are passed over: a record may carry additions.
        wanted: the type to make (`Record`, `Event` ...).

    Raises:
        ValueError: a field without a default is missing, or a span does not fit its text.
    """
    origin, args = get_origin(wanted), get_args(wanted)
    if data is None or wanted is Any or origin is Literal:
        return data
    if origin in (Union, types.UnionType):
        return from_plain(data, next(a for a in args if a is not type(None)))
    if origin is tuple:
        return tuple(from_plain(x, args[0]) for x in data)
    if not is_dataclass(wanted):
        return float(data) if wanted is float else data
    one: Any = wanted
    hints = _hints(one)
    values = {}
    for one in fields(wanted):
        if one.name == "span" and wanted in (Time, Removed):
            values["span"] = Span(data["start"], data["end"], data["text"])
        elif one.name in data:
            values[one.name] = from_plain(data[one.name], hints[one.name])
        elif one.default is MISSING and one.default_factory is MISSING:
            raise ValueError(f"a {wanted} without {one.name!r}")
    return wanted(**values)
