"""The index of a site's search, in parts that a page takes as it needs them, without a program on the server.

Each part is JSON in one call of a script's function: a page that is opened from the disk may run a script beside it, but may not fetch a file. `words-N`
tells which things hold a word, `docs-N` what is shown of each thing, `index` where each part begins (`templates/search.js` reads them).
"""

from __future__ import annotations

import json
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.views.html import visible
from onrecord.views.wording import one_line

KINDS = ("Commitments", "Parties", "Articles")
"""What can be found, in the order in which it is put into the index."""
PART = 200_000
"""Bytes of a part; one word that very many things hold may make a larger one."""
LONGEST = 40
"""Characters of a word; the rest is cut off here and there."""
SHOWN = 240


def folded(text: str) -> list[str]:
    """The words of a text as they are looked up: small letters and digits, without accents; the script does the same."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text).lower() if not unicodedata.category(c).startswith("M"))
    spaced = "".join(c if unicodedata.category(c)[0] in "LN" else " " for c in plain)
    return [w[:LONGEST] for w in spaced.split()]


class Index:
    """Gathers what can be found. Things come kind by kind, each in the order in which it is shown."""

    def __init__(self) -> None:
        self.counts = [0] * len(KINDS)
        self._docs: list[bytes] = []
        self._words: dict[str, array[int]] = {}

    def add(self, kind: str, path: str, title: str, text: str, note: str, words: Iterable[str | None]) -> None:
        """Put in one thing.

        Args:
            kind: of `KINDS`.
            path: its page, from the root of the site.
            title, text, note: what is shown of it.
            words: texts by whose words it is found; what is shown is looked up besides.
        """
        number = len(self._docs)
        self.counts[KINDS.index(kind)] += 1
        shown = [_short(title), _short(text), _short(note)]
        self._docs.append(_json([KINDS.index(kind), path, *shown]))
        for word in {w for t in (title, text, note, *words) if t for w in folded(t)}:
            self._words.setdefault(word, array("L")).append(number)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The parts, as paths and what stands in them."""
        docs = list(_cut(self._docs))
        order = sorted(self._words, key=lambda w: w.encode("utf-16-be"))  # as a script compares words
        entries = (_json(word) + b":" + _json(_gaps(self._words[word])) for word in order)
        words = list(_cut(entries))
        begins, at = [], 0
        for part in words:
            begins.append(order[at])
            at += len(part)
        firsts = [sum(map(len, docs[:n])) for n in range(len(docs))]
        yield _part("index", _json({"words": begins, "docs": firsts, "kinds": list(zip(KINDS, self.counts, strict=True))}))
        for n, part in enumerate(docs, 1):
            yield _part(f"docs-{n}", b"[" + b",\n".join(part) + b"]")
        for n, part in enumerate(words, 1):
            yield _part(f"words-{n}", b"{" + b",\n".join(part) + b"}")


def _short(text: str) -> str:
    line = visible(one_line(text[: 4 * SHOWN]))
    return line if len(line) <= SHOWN else line[:SHOWN].rstrip() + " …"


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _gaps(numbers: array[int]) -> list[int]:
    """Growing numbers, each as what it is more than the one before."""
    before = 0
    found = []
    for number in numbers:
        found.append(number - before)
        before = number
    return found


def _cut(entries: Iterable[bytes]) -> Iterator[list[bytes]]:
    part: list[bytes] = []
    size = 0
    for entry in entries:
        if part and size + len(entry) > PART:
            yield part
            part, size = [], 0
        part.append(entry)
        size += len(entry) + 2
    if part:
        yield part


def _part(name: str, content: bytes) -> tuple[str, bytes]:
    return f"search/{name}.js", b'onrecordSearch("' + name.encode() + b'",' + content + b");\n"
