"""Every example and near miss of data/stages_examples.toml, run through the whole pipeline."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest

from onrecord.codebook.stages import StageExample, examples, stage_cues
from onrecord.model import Article, Stage
from onrecord.pipeline import record_of

MARK = re.compile(r"\[([vpxc]):([^\[\]]*)\]")
FIELDS = {"v": "anchor", "p": "promisor", "x": "action", "c": "condition"}
HELD = [e for e in examples() if e.stage is not None]
MISSES = [e for e in examples() if e.stage is None]


def unmarked(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    plain, spans, at = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        spans.append((mark[1], len(plain), len(plain) + len(mark[2])))
        plain += mark[2]
        at = mark.end()
    return plain + text[at:], spans


@pytest.mark.parametrize("example", HELD, ids=[e.text for e in HELD])
def test_an_example_is_found(example: StageExample) -> None:
    text, spans = unmarked(example.text)
    found = record_of(Article("a", "a", text, published="2026-03-11", published_basis="stated")).commitments
    assert [c.stage for c in found] == [example.stage], [(c.anchor.text, c.rule) for c in found]
    for mark, start, end in spans:
        held = found[0].promisor.mention if mark == "p" else getattr(found[0], FIELDS[mark])
        assert held is not None, mark
        assert held.start < end, (mark, held)
        assert start < held.end, (mark, held)


@pytest.mark.parametrize("miss", MISSES, ids=[e.text for e in MISSES])
def test_a_near_miss_is_left_alone(miss: StageExample) -> None:
    found = record_of(Article("a", "a", miss.text, published="2026-03-11", published_basis="stated")).commitments
    assert not found, (miss.why, [(c.stage, c.anchor.text, c.rule) for c in found])


def test_every_stage_has_its_examples() -> None:
    counts = Counter(e.stage for e in examples())
    assert all(counts[stage] >= 8 for stage in get_args(Stage)), counts
    assert {c.stage for c in stage_cues()} == set(get_args(Stage))
    assert counts[None] >= 30
