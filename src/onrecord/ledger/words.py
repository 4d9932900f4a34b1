"""Words to be looked for: from what a person types to FTS5, and from a text to the same words in [brackets]."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.errors import BadQuestion

TYPED = re.compile(r'(-?)"([^"]*)"?|(\S+)')
TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
BEFORE, AROUND = 10, 36
"""Words of a long text that are shown before the first hit, and in all."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand side by side. `prefix`: the last one may go on. `without`: they must not be there."""

    words: tuple[str, ...]
    prefix: bool = False
    without: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What is looked for."""

    phrases: tuple[Phrase, ...]

    @property
    def match(self) -> str:
        """The same for FTS5's MATCH. Every word stands in quotation marks, so nothing in it is read as an operator."""
        wanted = " AND ".join(_quoted(p) for p in self.phrases if not p.without)
        unwanted = [_quoted(p) for p in self.phrases if p.without]
        return f"({wanted}) NOT ({' OR '.join(unwanted)})" if unwanted else wanted

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the words stand in a text, in order, not overlapping."""
        tokens = [(m.start(), m.end(), folded(m[0])) for m in TOKEN.finditer(text)]
        out: list[tuple[int, int]] = []
        at = 0
        while at < len(tokens):
            size = max((len(p.words) for p in self.phrases if not p.without and _stands(p, tokens, at)), default=0)
            if size:
                out.append((tokens[at][0], tokens[at + size - 1][1]))
            at += max(size, 1)
        return out

    def marked(self, text: str) -> str:
        """The text with the words in [brackets]; of a long one the part around the first of them."""
        spans = self.spans(text)
        start, end = _part(text, spans[0][0] if spans else 0)
        part = bracketed(text[start:end], [(one - start, other - start) for one, other in spans])
        return f"{'… ' if start else ''}{part}{' …' if end < len(text) else ''}"


def words_of(typed: str) -> Words:
    """What a person means by words, "exact phrases", -unwanted ones and begin* ones.

    Raises:
        BadQuestion: there is nothing to look for.
    """
    phrases = list(_phrases(typed))
    if not any(not p.without for p in phrases):
        hint = 'Example: drones "peace force" -Moscow'
        raise BadQuestion(f"{typed!r} names no word to look for" if not phrases else "only unwanted words are given", hint)
    return Words(tuple(phrases))


def bracketed(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text in one line with some stretches of it in [brackets]; of those that overlap, the first and longest."""
    out, at = [], 0
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if at <= start < end <= len(text):
            out.append(f"{text[at:start]}[{text[start:end]}]")
            at = end
    return " ".join("".join([*out, text[at:]]).split())


def folded(word: str) -> str:
    """A word as FTS5's tokenizer files it: small letters, no marks above or below them."""
    plain = unicodedata.normalize("NFD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def _phrases(typed: str) -> Iterator[Phrase]:
    for minus, quoted, bare in TYPED.findall(typed):
        if bare.startswith("-"):
            minus, bare = "-", bare[1:]
        words = tuple(folded(w) for w in TOKEN.findall(quoted or bare))
        if words:
            yield Phrase(words, prefix=bare.endswith("*"), without=bool(minus))


def _quoted(phrase: Phrase) -> str:
    return '"' + " ".join(phrase.words) + '"' + ("*" if phrase.prefix else "")


def _stands(phrase: Phrase, tokens: Sequence[tuple[int, int, str]], at: int) -> bool:
    if at + len(phrase.words) > len(tokens):
        return False
    found = [t[2] for t in tokens[at : at + len(phrase.words)]]
    *first, last = phrase.words
    return found[:-1] == first and (found[-1].startswith(last) if phrase.prefix else found[-1] == last)


def _part(text: str, first: int) -> tuple[int, int]:
    """The part of a text to show: the whole of a short one."""
    tokens = [(m.start(), m.end()) for m in TOKEN.finditer(text)]
    if len(tokens) <= AROUND:
        return 0, len(text)
    at = next((n for n, (start, _) in enumerate(tokens) if start >= first), 0)
    begin = max(0, min(at - BEFORE, len(tokens) - AROUND))
    end = begin + AROUND
    return (tokens[begin][0] if begin else 0), (tokens[end - 1][1] if end < len(tokens) else len(text))
