"""Runs a trained coder: a sentence with its two parties marked -> the probability of each PLOVER type.

The product does not carry it yet (see README.md beside this file); it moves to src/onrecord/models/ with the weights.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from windowing import SOURCE, TARGET, place, window

MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
"""The word pieces that open and close the actor and the recipient; the same as in training/encoder.py."""
BATCH = 32


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its parties.

    Args:
        text: the sentence.
        source: half-open offsets of the actor in `text`, or None where it is not named.
        target: half-open offsets of the recipient, or None.
    """

    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None

    def with_marks(self) -> str:
        """The sentence with the marks put in."""
        cuts: list[tuple[int, int, str]] = []
        for span, (opening, closing) in ((self.source, MARKS[:2]), (self.target, MARKS[2:])):
            if span is not None:
                cuts += [(span[0], 1, opening), (span[1], 0, closing)]
        out = self.text
        for at, _, piece in sorted(cuts, reverse=True):
            out = f"{out[:at]} {piece} {out[at:]}"
        return out


class Coder:
    """The network, loaded once.

    Args:
        folder: holds coder.onnx, tokenizer.json and manifest.json.

    Raises:
        OSError, ValueError: a file is missing or broken.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        about = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self.types: tuple[str, ...] = tuple(about["types"])
        self.data: str = about["data"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # one order of additions on every machine, and no threads behind a batch's back
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # the arena keeps the largest batch's memory for good
        self._session = onnxruntime.InferenceSession(str(folder / "coder.onnx"), options, providers=["CPUExecutionProvider"])

    def probabilities(self, sentences: Sequence[Marked]) -> list[dict[str, float]]:
        """The probability of each type for each sentence, in order; each adds up to 1."""
        import numpy as np

        encoded = [window(self._tokenizer.encode(s.with_marks()).ids) for s in sentences]
        order = sorted(range(len(encoded)), key=lambda i: (len(encoded[i]), i))  # like lengths together: less padding
        out: list[dict[str, float]] = [{} for _ in encoded]
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            scores = self._run([encoded[i] for i in some])
            scores = np.exp(scores - scores.max(axis=1, keepdims=True))
            scores /= scores.sum(axis=1, keepdims=True)
            for i, row in zip(some, scores, strict=True):
                out[i] = dict(zip(self.types, (round(float(p), 4) for p in row), strict=True))
        return out

    def _run(self, encoded: list[list[int]]) -> Any:
        import numpy as np

        length = max(map(len, encoded))
        ids = np.array([e + [0] * (length - len(e)) for e in encoded], dtype=np.int64)
        inputs = {
            "ids": ids,
            "mask": (ids != 0).astype(np.int64),
            "source": np.array([place(e, SOURCE) for e in encoded], dtype=np.int64),
            "target": np.array([place(e, TARGET) for e in encoded], dtype=np.int64),
        }
        return self._session.run(["scores"], inputs)[0]
