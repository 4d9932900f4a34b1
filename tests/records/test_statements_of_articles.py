"""Twelve short articles of our own (said/*.toml), each kind of telling one: every statement that must be read in it, and what must not be read as one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.mentions.parties import find_parties
from onrecord.model import Article, Statement
from onrecord.parsing import parse
from onrecord.records.statements import find_statements

FILES = sorted((Path(__file__).parent / "said").glob("*.toml"))


def read(text: str) -> tuple[Statement, ...]:
    document = parse(Article("a", "a", text))
    return find_statements(document, find_parties(document))


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_statement_is_read(path: Path) -> None:
    row = load(path)
    found = {(s.source.text if s.source else "", tuple(c.text for c in s.content)): s for s in read(row["text"])}
    for wanted in row["statement"]:
        made = found.get((wanted["source"], tuple(wanted["content"])))
        assert made is not None, (wanted, list(found))
        assert made.manner == wanted["manner"]
        assert "speaker" not in wanted or (made.speaker is not None and made.speaker.name == wanted["speaker"])


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_what_nobody_says_is_not_read(path: Path) -> None:
    row = load(path)
    contents = {c.text for s in read(row["text"]) for c in s.content}
    assert not contents & set(row["absent"])


def test_there_are_twelve_kinds() -> None:
    assert len(FILES) >= 12
