"""Parquet: our own tables, typed and compressed; through pyarrow (pip install 'onrecord[parquet]')."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from onrecord.errors import ExportError
from onrecord.exports.shared.cells import Value, encodable
from onrecord.exports.shared.columns import Column, Table
from onrecord.exports.shared.form import Format
from onrecord.exports.shared.reading import Reading
from onrecord.exports.shared.tables import TABLES
from onrecord.exports.shared.wanted import Written

GROUP = 10_000
"""Rows of a row group: what is held in memory at a time."""


def write(reading: Reading, table: str, out: BinaryIO) -> Written:
    """Write one table, a row group at a time.

    Raises:
        ExportError: pyarrow is not installed.
    """
    arrow, parquet = _arrow()
    wanted = TABLES[table]
    schema = _schema(arrow, wanted)
    written = Written()
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(wanted, reading):
            columns = zip(*group, strict=True)
            arrays = [
                arrow.array([_typed(v, c) for v in values], type=field.type)
                for values, c, field in zip(columns, wanted.columns, schema, strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))
            written.rows += len(group)
    return written


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ExportError("Parquet needs pyarrow, which is not installed", "Install it: pip install 'onrecord[parquet]'") from error
    return pyarrow, pyarrow.parquet


def _schema(arrow: Any, table: Table) -> Any:
    """The columns as Arrow's fields; what they mean travels in the file."""
    types = {
        "string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_(), "date": arrow.date32(),
    }  # fmt: skip
    fields = [arrow.field(c.name, types[c.type], nullable=not c.required, metadata={"description": c.description}) for c in table.columns]
    return arrow.schema(fields, metadata={"description": table.description})


def _typed(value: Value, column: Column) -> Any:
    if isinstance(value, str):
        return date.fromisoformat(value) if column.type == "date" else encodable(value)
    return value


def _groups(table: Table, reading: Reading) -> Iterator[list[tuple[Value, ...]]]:
    rows = iter(table.rows(reading))
    while group := list(islice(rows, GROUP)):
        yield group


FORMAT = Format("our own tables, typed and compressed, for pandas, polars, DuckDB and R", tuple(TABLES), ".parquet", write, needs_file=True)
