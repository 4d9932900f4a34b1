"""The answer to "who is meant here?": the parties and mentions of one article, found by token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.model import Party, PartyMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

QUANTITIES = frozenset(
    [
        "one", "some", "houses", "chambers", "many", "most", "several", "few", "all", "both", "each", "none", "any", "number",
        "dozens", "hundreds", "thousands", "scores", "tens", "lot", "majority", "handful", "part", "half", "two", "three",
        "four", "five", "more", "plenty", "either", "neither",
    ]
)  # fmt: skip
"""Words that count what stands in their "of" phrase ("dozens of protesters")."""


@dataclass(frozen=True)
class Index:
    """Who is who in one article (implements `onrecord.model.WhoIsWho`).

    Args:
        doc: the parsed text.
        parties: each party once, in order of first mention.
        mentions: all mentions in order of their start, the wider one first.
        members: the parties of each mention that means several ("the leaders"), by its place in `mentions`.
    """

    doc: Doc
    parties: tuple[Party, ...]
    mentions: tuple[PartyMention, ...]
    members: Mapping[int, tuple[Party, ...]] = field(default_factory=dict)
    _heads: dict[int, int] = field(init=False, default_factory=dict, repr=False)
    _holds: dict[int, int] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for n, mention in enumerate(self.mentions):
            kept = self._heads.get(mention.head)
            if kept is None or _length(mention) > _length(self.mentions[kept]):
                self._heads[mention.head] = n
            for i in range(mention.start, mention.end):
                inner = self._holds.get(i)
                if inner is None or _length(mention) <= _length(self.mentions[inner]):
                    self._holds[i] = n

    def at(self, index: int) -> PartyMention | None:
        """The widest mention whose head is the token with this index, else the narrowest that holds it, else None."""
        n = self._number_at(index)
        return None if n is None else self.mentions[n]

    def of(self, index: int) -> tuple[Party, ...]:
        """The parties that a noun phrase names, given the token index of its head (see `WhoIsWho.of`)."""
        return _distinct(self._of(index, 0))

    def _of(self, index: int, depth: int) -> Sequence[Party]:
        if depth > 12 or not 0 <= index < len(self.doc):
            return ()
        token = self.doc[index]
        found = list(self._named(index))
        if not found or token.lower_ in QUANTITIES:
            counted = self._counted(index, depth)
            found = list(counted) or found
        for child in token.children:
            if child.dep_ == "conj" and child.i > index and (found or child.i in self._heads):
                found.extend(self._of(child.i, depth + 1))
        return found

    def _named(self, index: int) -> Sequence[Party]:
        """The parties of the mention with this head, or of a name that holds the token."""
        n = self._number_at(index)
        if n is None:
            return ()
        mention = self.mentions[n]
        if mention.head != index and mention.kind not in {"name", "metonym", "place", "demonym"}:
            return ()
        return self.members.get(n, (mention.party,))

    def _counted(self, index: int, depth: int) -> Sequence[Party]:
        """ "dozens of protesters", "one of the ministers": what stands under "of" is meant."""
        if self.doc[index].lower_ not in QUANTITIES:
            return ()
        for child in self.doc[index].children:
            if child.dep_ == "prep" and child.lower_ == "of":
                return [p for c in child.children if c.dep_ in {"pobj", "pcomp"} for p in self._of(c.i, depth + 1)]
        return ()

    def _number_at(self, index: int) -> int | None:
        found = self._heads.get(index)
        return self._holds.get(index) if found is None else found


def _length(mention: PartyMention) -> int:
    return mention.end - mention.start


def _distinct(parties: Sequence[Party]) -> tuple[Party, ...]:
    seen: dict[tuple[str, str], Party] = {}
    for party in parties:
        seen.setdefault((party.name, party.kind), party)
    return tuple(seen.values())
