"""The coder's network: a small BERT encoder with the two parties marked, and a linear head over three of its states."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

from onrecord.models.coder_input import ANCHOR, RULE, SOURCE, TARGET, Marked, place, special_pieces, window

MEANT = {
    "AGREE": "agree", "CONSULT": "meet", "SUPPORT": "support", "CONCEDE": "conceded", "COOPERATE": "cooperate", "AID": "aid",
    "RETREAT": "retreat", "REQUEST": "request", "ACCUSE": "accuse", "REJECT": "reject", "THREATEN": "threaten", "PROTEST": "protest",
    "SANCTION": "sanctions", "MOBILIZE": "troops", "COERCE": "arrest", "ASSAULT": "attack",
}  # fmt: skip
"""The word whose vector each of the rules' words starts from."""


class Coder(nn.Module):
    """Marked sentence -> scores of the types.

    The head sees the states at the three opening marks (actor, recipient, act) and the mean over all tokens (entity markers after
    Baldini Soares et al., "Matching the Blanks", ACL 2019).
    """

    def __init__(self, bert: BertModel, labels: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.bert = bert
        self.drop = nn.Dropout(dropout)
        self.head = nn.Linear(4 * bert.config.hidden_size, labels)

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, source: torch.Tensor, target: torch.Tensor, anchor: torch.Tensor
    ) -> torch.Tensor:
        """ids, mask: (n, length); source, target, anchor: (n,) positions of the opening marks. Returns logits (n, labels)."""
        states = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        rows = torch.arange(ids.shape[0], device=ids.device)
        together = torch.cat([states[rows, source], states[rows, target], states[rows, anchor], mean], dim=-1)
        out: torch.Tensor = self.head(self.drop(together))
        return out


def pruned_base(folder: Path, keep: int, layers: int) -> tuple[BertModel, Tokenizer]:
    """The base encoder with the first `keep` word pieces (BERT's vocabulary is ordered by frequency) and some of its layers.

    Args:
        folder: the model folder of all-MiniLM-L6-v2 (config.json, tokenizer.json, model.safetensors).
        keep: how many rows of the vocabulary stay.
        layers: how many layers stay, spread evenly from the first to the last.
    """
    config = BertConfig.from_pretrained(folder)
    bert = BertModel.from_pretrained(folder, config=config, add_pooling_layer=False, attn_implementation="eager").float()
    spec: dict[str, Any] = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    pieces = spec["model"]["vocab"]
    spec["model"]["vocab"] = {p: i for p, i in pieces.items() if i < keep}
    spec["truncation"] = spec["padding"] = None
    tokenizer = Tokenizer.from_str(json.dumps(spec))
    tokenizer.add_special_tokens(special_pieces())
    table = bert.embeddings.word_embeddings
    bert.embeddings.word_embeddings = nn.Embedding.from_pretrained(table.weight[:keep].detach().clone(), freeze=False, padding_idx=0)
    with torch.no_grad():
        for name, piece in RULE.items():
            bert.embeddings.word_embeddings.weight[pieces[piece]] = table.weight[pieces[MEANT[name]]]
    chosen = [round(i * (config.num_hidden_layers - 1) / (layers - 1)) for i in range(layers)]
    bert.encoder.layer = nn.ModuleList(bert.encoder.layer[i] for i in chosen)
    bert.config.num_hidden_layers, bert.config.vocab_size = layers, keep
    return bert, tokenizer


def encode(tokenizer: Tokenizer, sentence: Marked) -> list[int]:
    """The ids of a marked sentence, cut to the window."""
    return window(tokenizer.encode(sentence.with_marks()).ids)


def batch(encoded: list[list[int]]) -> tuple[torch.Tensor, ...]:
    """Encoded sentences as (ids, mask, source, target, anchor), padded to the longest."""
    length = max(map(len, encoded))
    ids = torch.tensor([e + [0] * (length - len(e)) for e in encoded])
    return ids, (ids != 0).long(), *(torch.tensor([place(e, mark) for e in encoded]) for mark in (SOURCE, TARGET, ANCHOR))
