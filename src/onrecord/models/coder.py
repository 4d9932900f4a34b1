"""Runs the learned event coder: marked sentences -> the probability of each PLOVER type.

The weights (coder.onnx, tokenizer.json, coder.json) lie beside this module; training/README.md tells what they were made from. Where they or ONNX
Runtime are missing, `event_coder()` is None and the codebook's rules stand alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from onrecord.models.coder_input import ANCHOR, SOURCE, TARGET, Marked, place, window

BATCH = 32


class EventCoder:
    """The network, loaded once.

    Args:
        folder: holds coder.onnx, tokenizer.json and coder.json.

    Raises:
        OSError, ValueError: a file is missing or broken.
        ImportError: onnxruntime or tokenizers is not installed.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        about = json.loads((folder / "coder.json").read_text(encoding="utf-8"))
        self.types: tuple[str, ...] = tuple(about["types"])
        self.data: str = about["data"]
        """SHA-256 of the training sentences."""
        self._temperature = float(about["temperature"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # one order of additions on every machine, and no threads behind a batch's back
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # the arena keeps the largest batch's memory for good
        self._session = onnxruntime.InferenceSession(str(folder / "coder.onnx"), options, providers=["CPUExecutionProvider"])

    def probabilities(self, sentences: Sequence[Marked]) -> list[dict[str, float]]:
        """The probability of each type for each sentence, in order; each adds up to 1 but for rounding.

        Scores are divided by the temperature that training fitted on sentences kept back (Guo et al., "On Calibration of
        Modern Neural Networks", ICML 2017).
        """
        import numpy as np

        encoded = [window(self._tokenizer.encode(s.with_marks()).ids) for s in sentences]
        order = sorted(range(len(encoded)), key=lambda i: (len(encoded[i]), i))  # like lengths together: less padding
        out: list[dict[str, float]] = [{} for _ in encoded]
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            scores = self._run([encoded[i] for i in some]) / self._temperature
            scores = np.exp(scores - scores.max(axis=1, keepdims=True))
            scores /= scores.sum(axis=1, keepdims=True)
            for i, row in zip(some, scores, strict=True):
                out[i] = dict(zip(self.types, (round(float(p), 3) for p in row), strict=True))
        return out

    def _run(self, encoded: list[list[int]]) -> Any:
        import numpy as np

        length = max(map(len, encoded))
        ids = np.array([e + [0] * (length - len(e)) for e in encoded], dtype=np.int64)
        inputs = {"ids": ids, "mask": (ids != 0).astype(np.int64)}
        for name, mark in (("source", SOURCE), ("target", TARGET), ("anchor", ANCHOR)):
            inputs[name] = np.array([place(e, mark) for e in encoded], dtype=np.int64)
        return self._session.run(["scores"], inputs)[0]


@cache
def event_coder() -> EventCoder | None:
    """The coder that this installation carries, or None where it carries none."""
    folder = Path(str(resources.files("onrecord.models")))
    try:
        return EventCoder(folder)
    except (OSError, ImportError):
        return None
