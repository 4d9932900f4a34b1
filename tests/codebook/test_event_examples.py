"""Every example and near miss of the 16 event files, run through the whole pipeline."""

from __future__ import annotations

import re

import pytest

from onrecord.codebook.event_types import Example, NearMiss, event_types
from onrecord.model import Article, Event
from onrecord.models.coder_input import Marked
from onrecord.pairs import by_rules
from onrecord.pipeline import record_of

MARK = re.compile(r"\[([var]):([^\[\]]*)\]")
PUBLISHED = "2026-03-11"  # a Wednesday


def events_of(text: str) -> tuple[Event, ...]:
    return record_of(Article("a", "a", text, published=PUBLISHED, published_basis="stated")).events


def unmarked(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The plain sentence, and the marked stretches as (mark, start, end)."""
    plain, spans, at = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        spans.append((mark[1], len(plain), len(plain) + len(mark[2])))
        plain += mark[2]
        at = mark.end()
    return plain + text[at:], spans


def meets(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


EXAMPLES = [(name, e) for name, kind in event_types().items() for e in kind.examples if not e.given]
GIVEN = [(name, e) for name, kind in event_types().items() for e in kind.examples if e.given]
MISSES = [(name, m) for name, kind in event_types().items() for m in kind.near_misses]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{n}: {e.text}" for n, e in EXAMPLES])
def test_an_example_is_found(name: str, example: Example) -> None:
    text, spans = unmarked(example.text)
    anchors = [(a, b) for mark, a, b in spans if mark == "v"]
    events = events_of(text)
    found = [e for e in events if e.type == name and any(meets((e.anchor.start, e.anchor.end), v) for v in anchors)]
    assert found, [(e.type, e.anchor.text, e.rule) for e in events]
    event = found[0]
    assert (event.mode, event.status, event.certainty) == (example.mode, example.status, example.certainty), event.rule
    for side, mark in ((event.actors, "a"), (event.recipients, "r")):
        named = [(p.mention.start, p.mention.end) for p in side]
        for wanted in [(a, b) for m, a, b in spans if m == mark]:
            assert any(meets(wanted, n) for n in named), (mark, text[slice(*wanted)], [p.name for p in side], event.rule)


@pytest.mark.parametrize(("name", "example"), GIVEN, ids=[f"{n}: {e.text}" for n, e in GIVEN])
def test_an_example_is_found_where_its_parties_are_given(name: str, example: Example) -> None:
    text, spans = unmarked(example.text)
    (anchor,), (source,), (target,) = ([(a, b) for mark, a, b in spans if mark == wanted] for wanted in "var")
    marked, link = by_rules(Marked(text, source, target))
    assert link is not None
    assert (link.type, link.trigger.mode, link.status) == (name, example.mode, example.status), link.trigger.id
    assert marked.anchor is not None
    assert meets(marked.anchor, anchor)


@pytest.mark.parametrize(("name", "miss"), MISSES, ids=[f"{n}: {m.text}" for n, m in MISSES])
def test_a_near_miss_is_told_apart(name: str, miss: NearMiss) -> None:
    types = [e.type for e in events_of(miss.text)]
    if miss.instead in event_types():
        assert miss.instead in types
        assert name not in types
    else:
        assert not types, miss.why


def test_every_type_has_its_examples() -> None:
    assert len(event_types()) == 16
    for name, kind in event_types().items():
        assert len(kind.examples) + len(kind.near_misses) >= 20, name
