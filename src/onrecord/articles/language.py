"""The language of a text: English is seen from its small words; only what is not so goes to a language identifier."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SMALL_WORDS = frozenset(
    WORD.findall(
        "the of and to in that for is was on with said he as by it at from his her they this which were are be been has have had "
        "will would not but who or an its after about their more than when what she we you i"
    )
)
ONLY_ENGLISH = frozenset(WORD.findall("the of and that with said was were from which has been would their this"))
SAMPLE = 4000
"""Characters that are looked at."""
SURE = 0.9
FEW_LETTERS = 60


def language_of(text: str, stated: str | None = None) -> str:
    """The language of a text.

    Args:
        text: the text, page chrome left out.
        stated: ISO 639-1 code that the source states; it counts only where the text is too short to tell.

    Returns:
        ISO 639-1 code; "en" where nothing speaks against it.
    """
    sample = text[:SAMPLE]
    words = [w.lower() for w in WORD.findall(sample)]
    if len(words) >= 8 and _is_english(words):
        return "en"
    letters = sum(c.isalpha() for c in sample)
    if not letters:
        return "en"
    latin = sum(c < "\u0250" or "\u1e00" <= c < "\u2000" for c in sample if c.isalpha())
    if latin > 0.5 * letters and letters < FEW_LETTERS:
        return stated or "en"
    code, probability = _identifier().classify(sample)
    if latin > 0.5 * letters and probability < SURE:
        return stated or "en"
    return str(code)


def language_name(code: str) -> str:
    """The English name of a language ("French"), or its code where it has none."""
    from babel import Locale

    return str(Locale("en").languages.get(code, code))


def _is_english(words: list[str]) -> bool:
    small = sum(w in SMALL_WORDS for w in words)
    own = {w for w in words if w in ONLY_ENGLISH}
    return small >= 0.2 * len(words) and len(own) >= (2 if len(words) >= 20 else 1)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
