"""What stands beside a candidate: capitals, sentence starts, parts of speech."""

from __future__ import annotations

from onrecord.mentions.time_grammar import Lexed
from onrecord.model import Document


def capital(word: str) -> bool:
    """Whether the word is written with a capital."""
    return word[:1].isupper()


def sentence_start(index: int, lexed: Lexed) -> bool:
    """Whether the word begins a sentence or a line, so that its capital says nothing."""
    return (
        index <= 0
        or lexed.lower(index - 1)[-1:] in (".", "!", "?", ":", "\n", '"', "“", "”", "‘", "•", "—", "")
        or "\n" in lexed.lower(index - 1)
    )


def tagged(index: int, lexed: Lexed, document: Document, *tags: str) -> bool:
    """Whether the parser gives the word one of the parts of speech."""
    if not 0 <= index < len(lexed.words):
        return False
    token = document.index_at(lexed.words[index].start)
    return token < len(document.doc) and document.doc[token].pos_ in tags


def touching(index: int, lexed: Lexed) -> bool:
    """Whether the word follows the one before it without a space."""
    return index > 0 and lexed.words[index - 1].end == lexed.words[index].start
