"""What an office is "of" or "for" without naming a party: "Minister of Public Works", "Director of Public Prosecutions" (data/portfolios.toml)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.codebook.load import rows

LINKS = frozenset(["of", "for"])
JOINTS = frozenset(["and", "&", ","])


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Subjects of offices.

    Args:
        id: "en.portfolio.NAME".
        words: in lower case.
        sector: PLOVER sector of an office over them that any body may have.
    """

    id: str
    words: tuple[str, ...]
    sector: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of one office: how many words it takes, its link included, and the sector that its first part tells."""

    size: int
    sector: str


def subject(words: Sequence[str]) -> Subject | None:
    """The subject that words begin with.

    Args:
        words: what follows an office, in lower case: "of", "health", "and", "human", "services", ...

    Returns:
        its size in words ("of health and human services": 5); None where they begin with no subject.
    """
    if not words or words[0] not in LINKS:
        return None
    size = _longest(words[1:])
    if not size:
        return None
    sector = _portfolios()[" ".join(words[1 : size + 1])]
    end = size + 1
    while end < len(words) and words[end] in JOINTS:
        start = end + 1 + (words[end] == "," and end + 1 < len(words) and words[end + 1] == "and")
        more = _longest(words[start:])
        if not more:
            break
        end = start + more
    return Subject(end, sector)


def longest() -> int:
    """How many words after an office need to be looked at."""
    return 4 * (_most() + 1)


def _longest(words: Sequence[str]) -> int:
    return next((n for n in range(min(_most(), len(words)), 0, -1) if " ".join(words[:n]) in _portfolios()), 0)


@cache
def _most() -> int:
    return max(len(w.split()) for w in _portfolios())


@cache
def _portfolios() -> dict[str, str]:
    return {w: row.sector for row in rows("data/portfolios.toml", "portfolios", Portfolio) for w in row.words}
