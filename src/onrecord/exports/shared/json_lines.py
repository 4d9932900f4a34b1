"""JSON on one line, whatever a reader takes for the end of a line."""

from __future__ import annotations

import json
from typing import Any

BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}
"""What Python's `splitlines` and others take for a line break, but JSON does not escape."""


def json_line(value: Any) -> bytes:
    """A value as JSON in UTF-8 without a line break in it; half a surrogate pair becomes a question mark.

    Raises:
        ValueError: a number that JSON does not have (NaN, infinity).
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(BREAKS).encode("utf-8", "replace")
