"""Event type of a sentence with its two parties marked: `python -m benchmarks.relations INPUT OUTPUT [--rules-only]`.

Where the set counts an act otherwise than our codebook it is told apart here and nowhere else, by the CAMEO code of what was found: a conviction
in court is ACCUSE there (PLOVER 2021 and our codebook: SANCTION), imposed sanctions and embargoes (163) are COERCE there, as the published
table from CAMEO to PLOVER has them.
"""

from __future__ import annotations

import sys
from typing import Any

from benchmarks.common import main
from onrecord.models.coder_input import unmarked
from onrecord.pairs import CodedPair, code_pairs

OF_THE_SET = {"163": "COERCE"}


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """The type of one sentence; the set has no sentence without one, so the best is given however unsure it is."""
    [coded] = code_pairs([unmarked(row["marked"])], floor=0.0, rules_only=RULES_ONLY)
    return {"id": row["id"], "type": of_the_set(coded)}


def of_the_set(coded: CodedPair) -> str | None:
    """The type by the set's conventions."""
    if coded.type == "SANCTION" and coded.mode == "convict":
        return "ACCUSE"
    return OF_THE_SET.get(coded.cameo or "", coded.type)


RULES_ONLY = "--rules-only" in sys.argv

if __name__ == "__main__":
    sys.argv = [a for a in sys.argv if a != "--rules-only"]
    main("relations", predict)
