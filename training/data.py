"""The training sentences: reading them, checking them, and the hash that the weights are versioned by.

A row is one sentence with its parties marked: `{"marked", "type", "mode"?, "status"?, "certainty"?}`, where `marked` holds the actor in
`<s>...</s>`, the recipient in `<t>...</t>` and, where it is marked, the act in `<a>...</a>`.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from onrecord.models.coder_input import TYPES

HERE = Path(__file__).parent
PARTS = re.compile(r"<(/?)([sta])>")


def training_files() -> list[Path]:
    """The files of training sentences, in the order of their names."""
    return sorted(HERE.glob("relations*.jsonl"))


def load(files: list[Path] | None = None) -> list[dict[str, Any]]:
    """All training rows.

    Raises:
        ValueError: a row whose type or marks are wrong; the message names the file and the line.
    """
    out = []
    for path in files or training_files():
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                row = json.loads(line)
                problem = fault(row)
                if problem:
                    raise ValueError(f"{path.name}:{n}: {problem}")
                out.append(row)
    return out


def fault(row: dict[str, Any]) -> str | None:
    """What is wrong with a row, or None."""
    if row.get("type") not in TYPES:
        return f"type {row.get('type')!r} is none of PLOVER's"
    marks = [m.group(0) for m in PARTS.finditer(row["marked"])]
    if not marks:
        return "no party is marked"
    for part in "sta":
        opened, closed = marks.count(f"<{part}>"), marks.count(f"</{part}>")
        if opened != closed or opened > 1:
            return f"<{part}> must open and close once, or not at all"
        if opened and marks.index(f"<{part}>") > marks.index(f"</{part}>"):
            return f"</{part}> stands before <{part}>"
    return None


def plain(marked: str) -> str:
    """The sentence without its marks."""
    return PARTS.sub("", marked)


def digest(files: list[Path] | None = None) -> str:
    """SHA-256 over what the network learns from, the marked sentences and their types, in the order of the files' names: 64 hexadecimal digits.

    Marks that it does not learn from (mode, status) may be mended without new weights.
    """
    made = hashlib.sha256()
    for row in load(files):
        made.update(f"{row['type']}\t{row['marked']}\n".encode())
    return made.hexdigest()
