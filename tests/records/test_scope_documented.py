"""The table of docs/scope.md: each sentence gives the decisions that stand beside it, with their words and rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.model import Article
from onrecord.parsing.parse import parse
from onrecord.records.scope import scope_of

PAGE = Path(__file__).parents[2] / "docs" / "scope.md"
ROWS = re.findall(r"^\| (\w+) \| ([^|]*\*\*[^|]*) \| ([^|]*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
KINDS = {"negation", "refusal", "future", "modality", "request", "question", "hearsay", "attribution", "past", "condition"}


@pytest.mark.parametrize(("kind", "sentence", "shown"), ROWS, ids=[r[1] for r in ROWS])
def test_the_decisions_shown_are_those_made(kind: str, sentence: str, shown: str) -> None:
    at = sentence.index("**")
    text = sentence.replace("**", "")
    document = parse(Article("a", "a", text))
    scope = scope_of(document, document.index_at(at))
    made = [f'{d.category}: "{d.span.text}" `{d.rule}`' for d in scope.decisions if d.category != "none"]
    if scope.condition is not None:
        made.append(f'condition: "{scope.condition.text}" `{scope.condition_rule}`')
    assert made, kind
    assert "; ".join(made) == shown


def test_every_kind_is_shown() -> None:
    assert {r[0] for r in ROWS} == KINDS
