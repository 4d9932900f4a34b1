"""Shared by tests: the spans in a record's plain data."""

from __future__ import annotations


def spans(plain: object) -> list[tuple[int, int, str]]:
    """All objects with start, end and text, at any depth."""
    if isinstance(plain, dict):
        own = [(plain["start"], plain["end"], plain["text"])] if {"start", "end", "text"} <= plain.keys() else []
        return own + [s for value in plain.values() for s in spans(value)]
    return [s for value in plain for s in spans(value)] if isinstance(plain, list) else []
