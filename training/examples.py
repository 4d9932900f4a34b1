"""The codebook's own examples as training sentences: `python training/examples.py > training/relations-codebook.jsonl`.

An example marks its actor in [a: ], its recipient in [r: ] and its anchor in [v: ]; a planned act takes the type that PLOVER gives
its future.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

EVENTS = Path(__file__).parent.parent / "src" / "onrecord" / "codebook" / "events"
MARK = re.compile(r"\[([avr]):([^\]]*)\]")
ANCHOR = re.compile(r"\[v:\s*([^\]]*)\]")
PARTS = {"a": "s", "r": "t"}


def main() -> None:
    """Print one JSON object an example that names at least one party."""
    for path in sorted(EVENTS.glob("*.toml")):
        kind = tomllib.loads(path.read_text(encoding="utf-8"))
        for example in kind["examples"]:
            status = example.get("status", "actual")
            if status == "negated":  # what did not happen is of no type that the coder should learn
                continue
            marked = converted(example["text"])
            anchor = ANCHOR.search(example["text"])
            if "<s>" in marked or "<t>" in marked:
                type_ = kind.get("future_as", kind["type"]) if status == "planned" else kind["type"]
                row = {"marked": marked, "type": type_}
                if anchor:
                    row |= {
                        "mode": example.get("mode") if type_ == kind["type"] else None,
                        "status": status,
                        "certainty": example.get("certainty", "asserted"),
                        "anchor": anchor[1],
                    }
                print(json.dumps(row, ensure_ascii=False))


def converted(text: str) -> str:
    """An example's marks as those of the training sentences; of several actors or recipients the first."""
    seen: set[str] = set()

    def mark(match: re.Match[str]) -> str:
        part, words = PARTS.get(match[1]), match[2]
        if part is None or part in seen:
            return words
        seen.add(part)
        return f"<{part}>{words}</{part}>"

    return MARK.sub(mark, text)


if __name__ == "__main__":
    main()
