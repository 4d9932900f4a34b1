"""Commitments in single sentences: `python -m benchmarks.passages INPUT OUTPUT`; INPUT holds {"id", "text"} lines."""

from __future__ import annotations

from typing import Any

from benchmarks.common import article, main
from onrecord.model import to_plain
from onrecord.pipeline import record_of


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """The commitments of one sentence, as in a record."""
    record = record_of(article(row["text"], id=str(row["id"])))
    return {"id": row["id"], "commitments": to_plain(record.commitments)}


if __name__ == "__main__":
    main("passages", predict)
