"""What the codebook's rules say of each training sentence: the evidence that the coder learns to weigh.

    python training/evidence.py [FILE...] > out/evidence.jsonl

One line a sentence: `{"marked", "rule", "anchor", "confidence"}`, `rule` the type that the rules read between the two marked parties (by the
training sentences' convention, a future act as the type that PLOVER gives its future), `anchor` the half-open offsets, in the sentence without
its marks, of the word that told them. Null where no trigger links the two.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from data import training_files

from onrecord.models.coder_input import unmarked
from onrecord.pairs import by_rules


def evidence(marked: str) -> dict[str, Any]:
    """The rules' reading of one marked sentence."""
    read, link = by_rules(unmarked(marked.replace("<a>", "").replace("</a>", "")))
    return {"marked": marked, "rule": read.rule, "anchor": read.anchor, "confidence": link.confidence if link else 0.0}


def main() -> None:
    """Print the evidence of the files named, or of all training files."""
    for path in [Path(p) for p in sys.argv[1:]] or training_files():
        for line in path.read_text(encoding="utf-8").splitlines():
            print(json.dumps(evidence(json.loads(line)["marked"]), ensure_ascii=False))


if __name__ == "__main__":
    main()
