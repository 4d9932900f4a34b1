"""The keys under which a mention stands and is looked for: only mentions that share one, at about the same time, are compared.

Keys follow from the mention alone, so which pairs are compared does not depend on the order of adding; and they are narrow enough that
the work for an article does not grow with the ledger.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from onrecord.codebook.linking import weak_concepts
from onrecord.ledger.features import Features

STRETCH = {"event": 16, "word": 180, "party": 90, "words": 480}
"""Days of a stretch of time: mentions of one stretch or of neighbouring ones are compared."""
ALWAYS = -1
"""The stretch of keys that hold at any time, and of mentions without a date."""
MOST_WORDS = 6
"""Words of an action that are keys."""
MOST_PAIRED = 5
"""Of them, those of which every two are a key for a longer time."""
MOST_OTHERS = 3
"""Parties that an article is about whose names are keys beside the promisor's."""


def keys_of(one: Features) -> Iterator[tuple[int, int]]:
    """The (stretch, key) under which a mention stands and is looked for. Those that share a key, in neighbouring stretches, are compared.

    A commitment: its promisor, and who else that may be, with each word of its action, and for a longer time with every two of the first; with its
    beneficiary and the first of those that the article is about, for a shorter time, as such a key says less; with the large numbers of its
    sentence; with its sum, at any time. An event: each of its parties, and a person who acts
    for one, with its class of act.
    """
    if one.kind and not one.evidence:
        stretch = _stretch("event", one.begin if one.begin is not None else one.told)
        act = CLASSES.get(one.kind, one.kind)
        for side in sorted({*one.actors, *one.others, *(person for person, _ in one.known)}):
            for key in side.split()[1:] if side.startswith("group ") else (side,):
                yield stretch, _hash("event", key, act)
        return
    yield ALWAYS, _hash("article", one.order.rsplit(" ", 1)[0])
    long, short, ages = (_stretch(kind, one.told) for kind in ("word", "party", "words"))
    for person, _ in one.known:
        yield short, _hash("person", person)
    for side in (*one.actors, *one.perhaps):
        for word in one.words[:MOST_WORDS]:
            if word in weak_concepts():
                continue
            yield long, _hash("word", side, word)
        for n, word in enumerate(one.words[:MOST_PAIRED]):
            for second in one.words[n + 1 : MOST_PAIRED]:
                yield ages, _hash("words", side, *sorted((word, second)))
        if side.startswith("person "):
            yield short, _hash("person", side)
        for other in sorted({*one.others, *one.scene[:MOST_OTHERS]} - {side}):
            yield short, _hash("pair", side, other)
        for value, unit in one.amounts:
            if value >= 1000:
                yield ALWAYS, _hash("sum", side, f"{value:.2g}", unit)
        for value in one.numbers:
            yield long, _hash("number", side, f"{value:.2g}")


def _stretch(kind: str, day: int | None) -> int:
    return ALWAYS if day is None else day // STRETCH[kind]


CLASSES = {
    "ASSAULT": "force", "COERCE": "force", "MOBILIZE": "force", "AGREE": "accord", "CONSULT": "accord", "COOPERATE": "accord",
    "SUPPORT": "accord", "AID": "accord", "CONCEDE": "yield", "RETREAT": "yield", "REJECT": "no", "SANCTION": "no", "THREATEN": "no",
    "ACCUSE": "words", "REQUEST": "words", "PROTEST": "protest",
}  # fmt: skip
"""Types of events between which annotators and coders waver; only within a class are two mentions compared."""


@lru_cache(maxsize=65_536)
def _hash(*parts: str) -> int:
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
