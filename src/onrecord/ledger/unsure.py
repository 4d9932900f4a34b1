"""Who else may have promised: a promisor whom the reading worked out from who says so, or whom the article calls by a short name.

"The money will be paid in May, the receiving state's minister said" names nobody who pays; the reading takes the minister. Such a promisor may be any party
of its article, and linking lets a promisor that another report names decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.ledger import names
from onrecord.ledger.identity import state_of
from onrecord.model import Commitment, Party, Statement

SHORTEST = 3
"""Letters of a word of a body's name that may stand for the whole."""


def perhaps(
    one: Commitment, promisors: Sequence[Party], actors: tuple[str, ...], scene: tuple[str, ...], statements: Iterable[Statement]
) -> tuple[str, ...]:  # fmt: skip
    """The principals that the promisor of a commitment may be besides those that it is.

    Args:
        one: the commitment.
        promisors: its promisors, taken apart.
        actors: their principals.
        scene: the principals that its article is about.
        statements: those of its article.

    Returns:
        sorted keys, none of them in `actors`; empty where the promisor is sure and has no short name.
    """
    found: set[str] = set()
    nobodies = [k for k in scene if not k.startswith("person ")]
    if is_speaker(one, statements) or any(p.kind == "group" and p.basis == "resolved" for p in promisors):  # "they"
        found.update(nobodies)
    for party in promisors:
        unknown = party.kind == "person" and not (party.role or party.country or party.sector)  # the name of a firm reads like a person's
        if party.kind == "organisation" or unknown:
            found.update(_short(party.name, alone=unknown))
        if is_described(party):
            found.update(k for k in nobodies if (" " not in k) == (party.kind == "person"))
        elif party.kind == "person" and party.sector in OFFICES and not party.country:
            found.update(k for k in nobodies if " " not in k)
    return tuple(sorted(found - set(actors)))


OFFICES = frozenset(["GOV", "MIL"])
"""Sectors of people who give the word of a state, be it one that the article does not tell."""


def is_described(party: Party) -> bool:
    """Whether a party is told by a description alone: "the company", "a Danish firm", "the growers' union"."""
    words = re.findall(r"[^\W\d_]+", party.name)
    acting = party.kind != "person" and state_of(party) is not None
    return party.kind != "state" and not acting and bool(words) and words[-1].islower()


def is_speaker(one: Commitment, statements: Iterable[Statement]) -> bool:
    """Whether the promisor of a passive without an agent is only the one who says that it will be done."""
    if one.promisor.basis != "inferred" or (one.promisor.kind == "state" and ".owned" not in one.rule):
        return False
    between = one.sentence.text[max(one.anchor.end - one.sentence.start, 0) : max(one.action.start - one.sentence.start, 0)]
    if one.action.start > one.anchor.start and not PASSIVE.search(between):
        return False
    mention = one.promisor.mention
    return any(s.source is not None and s.source.overlaps(mention) and any(c.overlaps(one.anchor) for c in s.content) for s in statements)


PASSIVE = re.compile(r"\bbe(?:en)?\b", re.I)


def _short(name: str, *, alone: bool) -> Iterable[str]:
    """The keys of single words by which an article calls a body of several: "the Fund", "Halvorsen" for Halvorsen Shipping; `alone`: of one word, too."""
    words = [w for w in re.findall(r"[^\W\d_]+", name) if w[:1].isupper() and len(w) >= SHORTEST]
    return {f"organisation {names.folded(n)}" for w in words for n in names.words_of(w)} if len(words) > 1 or alone else ()
