"""Identifiers: content hashes, so that the same article read twice gives the same record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def content_id(kind: str, *parts: object) -> str:
    """An identifier of `kind` made of the content of `parts`.

    Args:
        kind: a short prefix ("a" article, "s" statement, "e" event, "c" commitment).
        parts: what tells this item from any other; None differs from "".

    Returns:
        `kind`, a hyphen and 16 hexadecimal digits of SHA-256 over the parts.
    """
    digest = hashlib.sha256()
    for part in parts:
        data = b"\x00" if part is None else b"\x01" + str(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return f"{kind}-{digest.hexdigest()[:16]}"


def unique(ids: Iterable[str]) -> list[str]:
    """The ids in order, a repeated one marked by its count: "e-1", "e-1.2"."""
    seen: dict[str, int] = {}
    out = []
    for i in ids:
        seen[i] = seen.get(i, 0) + 1
        out.append(i if seen[i] == 1 else f"{i}.{seen[i]}")
    return out
