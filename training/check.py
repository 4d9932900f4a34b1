"""Checks the training sentences: `python training/check.py [DEVELOPMENT_SETS]`.

It says how many sentences there are of each type, status, certainty and mode, and what is wrong: marks that do not close, a type, mode, status or
certainty that the codebook and the record do not have, an anchor that is not in its sentence or lies inside a party, sentences that are
there twice or nearly, and near-copies of a development sentence. It leaves with 1 where anything is wrong.

Nearness is the share of the runs of four words that two sentences have in common (Jaccard). Three kinds of likeness are meant and not told: a
minimal pair (the same number in `pair`), the fillings of one frame, and one sentence of which two pairs of parties are marked.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
EVENTS = HERE.parent / "src" / "onrecord" / "codebook" / "events"
STATUSES = ("actual", "planned", "hypothetical", "negated", "historical")
CERTAINTIES = ("asserted", "attributed", "hearsay")
FIELDS = {"marked", "type", "mode", "status", "certainty", "anchor", "pair"}
MARKED = ("mode", "status", "certainty", "anchor")
"""The fields of a row whose act is marked; a row has all of them or none."""
MARK = re.compile(r"<(/?)([st])>")
PARTY = re.compile(r"<([st])>(.*?)</\1>")
NEAR_EACH_OTHER, NEAR_DEVELOPMENT = 0.6, 0.4
Row = dict[str, Any]


def main(arguments: list[str]) -> int:
    """Print the counts and the faults; 1 where there are faults."""
    rows = list(read())
    told = [*faults(rows), *twins(rows)]
    if arguments:
        told += copies(rows, development(Path(arguments[0])))
    for field in ("file", "type", "status", "certainty", "mode"):
        counts = Counter(str(row.get(field)) for row in rows)
        print(f"{field}: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    print(f"{len(rows)} sentences, {len({row['pair'] for row in rows if 'pair' in row})} sets of minimal pairs, {len(told)} faults")
    for line in told:
        print(line)
    return 1 if told else 0


def read() -> Iterator[Row]:
    """All rows of the training files, each with its `file` and `line`."""
    for path in sorted(HERE.glob("relations*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                yield {**json.loads(line), "file": path.name, "line": number}


def modes() -> dict[str, frozenset[str]]:
    """The modes of each event type, from the codebook."""
    kinds = (tomllib.loads(path.read_text(encoding="utf-8")) for path in EVENTS.glob("*.toml"))
    return {kind["type"]: frozenset(mode["name"] for mode in kind.get("modes", ())) for kind in kinds}


def faults(rows: Iterable[Row]) -> list[str]:
    """What is wrong with single rows, one line a fault."""
    known = modes()
    return [f"{row['file']}:{row['line']}: {told}" for row in rows for told in row_faults(row, known)]


def row_faults(row: Row, known: dict[str, frozenset[str]]) -> Iterator[str]:
    """The faults of one row.

    Args:
        row: a training sentence.
        known: the modes of each type, as `modes()` gives them.
    """
    unknown = set(row) - FIELDS - {"file", "line"}
    if unknown:
        yield f"no such field: {', '.join(sorted(unknown))}"
    if row.get("type") not in known:
        yield f"type {row.get('type')!r} is none of the codebook's"
        return
    yield from _mark_faults(row["marked"])
    given = [field for field in MARKED if field in row]
    if given and len(given) < len(MARKED):
        yield f"only {', '.join(given)} given: a row has all of {', '.join(MARKED)} or none"
    elif given:
        yield from _act_faults(row, known[row["type"]])


def _mark_faults(marked: str) -> Iterator[str]:
    marks = [match.group() for match in MARK.finditer(marked)]
    if not marks:
        yield "no party is marked"
    for part in "st":
        opened, closed = f"<{part}>", f"</{part}>"
        if marks.count(opened) != marks.count(closed) or marks.count(opened) > 1:
            yield f"{opened} must open and close once, or not at all"
        elif opened in marks and marks.index(opened) + 1 != marks.index(closed):
            yield f"{closed} must follow {opened}, with no other mark between"
    if any(not match[2].strip() for match in PARTY.finditer(marked)):
        yield "a party without words"


def _act_faults(row: Row, known: frozenset[str]) -> Iterator[str]:
    if row["mode"] is not None and row["mode"] not in known:
        yield f"mode {row['mode']!r} is none of {row['type']}'s ({', '.join(sorted(known)) or 'it has none'})"
    if row["status"] not in STATUSES:
        yield f"status {row['status']!r} is none of {', '.join(STATUSES)}"
    if row["certainty"] not in CERTAINTIES:
        yield f"certainty {row['certainty']!r} is none of {', '.join(CERTAINTIES)}"
    anchor = row["anchor"]
    if not isinstance(anchor, str) or not anchor.strip():
        yield "no anchor"
    elif not occurrences(anchor, plain(row["marked"])):
        yield f"the anchor {anchor!r} is not in the sentence"
    elif not any(occurrences(anchor, words) for words in PARTY.sub("\n", row["marked"]).split("\n")):
        yield f"the anchor {anchor!r} overlaps a party"


def occurrences(words: str, text: str) -> list[int]:
    """Where words stand in a text, not as parts of longer words."""
    return [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def plain(marked: str) -> str:
    """The sentence without its marks."""
    return MARK.sub("", marked)


def grams(text: str) -> set[tuple[str, ...]]:
    """The runs of four words of a text, in lower case."""
    words = text.lower().split()
    return {tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))}


def twins(rows: list[Row]) -> list[str]:
    """Sentences that are there twice or nearly."""
    texts = [plain(row["marked"]) for row in rows]
    seen: dict[tuple[str, str], Row] = {}
    out = []
    for row in rows:
        same = seen.setdefault((row["marked"], ""), row)
        if same is not row:
            out.append(f"{row['file']}:{row['line']}: stands in {same['file']}:{same['line']} already")
    for i, j, share in _near(texts, texts):
        one, other = rows[j], rows[i]
        if j < i and share >= NEAR_EACH_OTHER and texts[i] != texts[j] and not _meant(one, other):
            out.append(f"{other['file']}:{other['line']}: nearly {one['file']}:{one['line']} ({share:.0%})")
    return out


def _meant(one: Row, other: Row) -> bool:
    same = one["file"] == other["file"]
    return same and ("frames" in one["file"] or ("pair" in one and one["pair"] == other.get("pair")))


def copies(rows: list[Row], sentences: list[str]) -> list[str]:
    """Rows that are near-copies of the development sentences."""
    found = _near([plain(row["marked"]) for row in rows], sentences)
    return [
        f"{rows[i]['file']}:{rows[i]['line']}: a near-copy of a development sentence ({share:.0%}): {sentences[j][:80]}"
        for i, j, share in found
        if share >= NEAR_DEVELOPMENT
    ]


def development(folder: Path) -> list[str]:
    """The sentences of the development sets in a folder: marked relations, passages, and the articles' sentences."""
    out = []
    for path in sorted(folder.glob("relations/*.jsonl")):
        out += [plain(json.loads(line)["marked"]) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for path in sorted(folder.glob("passages/*.jsonl")):
        out += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for path in sorted(folder.glob("articles/text/*.json")):
        out += re.split(r"(?<=[.!?][\s\"”])\s*", json.loads(path.read_text(encoding="utf-8"))["text"])
    return [text for text in out if text.strip()]


def _near(texts: list[str], others: list[str]) -> Iterator[tuple[int, int, float]]:
    """(index in texts, index in others, share of the runs of four words in common), for those with any in common."""
    theirs = [grams(text) for text in others]
    index: dict[tuple[str, ...], list[int]] = {}
    for j, found in enumerate(theirs):
        for gram in found:
            index.setdefault(gram, []).append(j)
    for i, text in enumerate(texts):
        mine = grams(text)
        shared = Counter(j for gram in mine for j in index.get(gram, ()))
        for j, count in sorted(shared.items()):
            yield i, j, count / len(mine | theirs[j])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
