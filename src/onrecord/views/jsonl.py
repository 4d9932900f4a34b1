"""Records as JSON Lines: the contract of docs/record.md, one article a line."""

from __future__ import annotations

import json
from typing import Any

from onrecord.model import Record


def line(record: Record, *, only: tuple[str, ...] = ()) -> str:
    """One record as one line of JSON, without the line break. Kinds not in `only` (where given) are left as empty lists."""
    plain: dict[str, Any] = record.to_dict()
    if only:
        for kind in ("statements", "events", "commitments"):
            if kind not in only:
                plain[kind] = []
    return json.dumps(plain, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
