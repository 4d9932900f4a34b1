"""Reads the codebook's TOML files into typed rows, and refuses a bad one by file and row.

A row's schema is its dataclass: the names and types of its fields, and nothing else, are what a row may hold. Nothing is listed
twice, so a field that the dataclass gains can be used in the data at once.
"""

from __future__ import annotations

import tomllib
import types
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from onrecord.errors import CodebookError

Row = TypeVar("Row")


def rows(path: str, table: str, row_type: type[Row]) -> tuple[Row, ...]:
    """The rows of one array of tables.

    Args:
        path: the file below `onrecord/codebook/`, with forward slashes ("data/sectors.toml").
        table: the name of the array of tables in it.
        row_type: the dataclass of a row.

    Raises:
        CodebookError: the file is no TOML, or a row has an unknown field, lacks one, has a value of the wrong type, or repeats
            another row's `id`. The message names the file, the table and the row.
    """
    found = document(path).get(table, [])
    made = tuple(build(r, row_type, f"{path}: {table}[{n}]") for n, r in enumerate(found, 1))
    check_ids(made, path)
    return made


@cache
def document(path: str) -> dict[str, Any]:
    """A codebook file as plain TOML data."""
    try:
        data = resources.files("onrecord.codebook").joinpath(path).read_text(encoding="utf-8")
        return tomllib.loads(data)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CodebookError(f"{path}: {error}. Mend the file; its form is described in docs/codebook.md.") from error


def listing(folder: str) -> Iterator[str]:
    """The TOML files of a folder of the codebook, in the order of their names."""
    names = sorted(f.name for f in resources.files("onrecord.codebook").joinpath(folder).iterdir())
    return (f"{folder}/{n}" for n in names if n.endswith(".toml"))


def check_ids(made: tuple[Any, ...], path: str) -> None:
    """Refuse two rows of one file with the same `id`."""
    seen: set[str] = set()
    for row in made:
        row_id = getattr(row, "id", None)
        if row_id is not None and row_id in seen:
            raise CodebookError(f"{path}: the id {row_id!r} stands twice. Ids are stored with what they find; give one another.")
        seen.add(row_id or "")


def build(data: Any, row_type: type[Row], where: str) -> Row:
    """One row of data as its dataclass; `where` names it in errors."""
    if not isinstance(data, dict):
        raise CodebookError(f"{where}: a table is wanted, not {data!r}.")
    hints = _hints(row_type)  # type: ignore[arg-type]
    known = {f.name: f for f in fields(row_type)}  # type: ignore[arg-type]
    for name in data:
        if name not in known:
            raise CodebookError(f"{where}: unknown field {name!r}. Known are: {', '.join(known)}.")
    values = {}
    for name, field in known.items():
        if name in data:
            values[name] = _value(data[name], hints[name], f"{where}.{name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise CodebookError(f"{where}: the field {name!r} is missing.")
    try:
        return row_type(**values)
    except (ValueError, TypeError) as error:
        raise CodebookError(f"{where}: {error}") from error


@cache
def _hints(row_type: type[Any]) -> dict[str, Any]:
    """The types of a dataclass's fields; resolving them for each of a thousand rows would cost half of the loading time."""
    return get_type_hints(row_type)


def _value(data: Any, hint: Any, where: str) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _value(data, next(a for a in args if a is not type(None)), where)
    if origin is Literal:
        if data not in args:
            raise CodebookError(f"{where}: {data!r} is none of {', '.join(map(repr, args))}.")
        return data
    if origin is tuple:
        if not isinstance(data, list):
            raise CodebookError(f"{where}: a list is wanted, not {data!r}.")
        return tuple(_value(x, args[0], f"{where}[{n}]") for n, x in enumerate(data, 1))
    if origin is dict:
        if not isinstance(data, dict):
            raise CodebookError(f"{where}: a table is wanted, not {data!r}.")
        return {k: _value(v, args[1], f"{where}.{k}") for k, v in data.items()}
    if is_dataclass(hint):
        return build(data, hint, where)  # type: ignore[arg-type]
    if hint is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if not isinstance(data, hint) or (isinstance(data, bool) and hint is not bool):
        raise CodebookError(f"{where}: {hint.__name__} is wanted, not {data!r}.")
    return data
