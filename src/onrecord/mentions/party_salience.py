"""How much each party is in the reader's mind at a place of the text.

A mention weighs by its grammatical place (subjects most, as in Lappin and Leass 1994) and loses with every sentence that passes; a party
is as salient as the sum of its mentions. Speech between quotation marks counts little for the text around it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from onrecord.mentions.party_entities import Entity
from onrecord.model import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

WEIGHTS = {"nsubj": 1.0, "nsubjpass": 0.9, "agent": 0.6, "dobj": 0.55, "dative": 0.55, "poss": 0.5, "pobj": 0.42, "appos": 0.6, "attr": 0.4}
OTHER = 0.35
PLACE = 0.2
DECAY = 0.5
REACH = 5
QUOTED = 0.35


class Salience:
    """Weights of the mentions of one article.

    Args:
        document: the parsed article.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [s.start for s in document.doc.sents if any(not t.is_space for t in s)]
        self._quoted = [False] * len(document.doc)
        for quotation in document.quotations:
            if not quotation.scare:
                for token in document.tokens_in(quotation.inner):
                    self._quoted[token.i] = True

    def is_quoted(self, index: int) -> bool:
        """Whether a token stands between quotation marks, as speech."""
        return self._quoted[index]

    def sentence(self, index: int) -> int:
        """The number of the sentence that holds a token."""
        return bisect_right(self._starts, index)

    def weight(self, token: Token, *, place: bool = False) -> float:
        """What a mention with this head weighs."""
        if place:
            return PLACE
        top = token
        while top.dep_ == "conj" and top.head.i < top.i:
            top = top.head
        weight = WEIGHTS.get(top.dep_, OTHER)
        if top.dep_ in {"nsubj", "nsubjpass"} and top.head.dep_ in {"relcl", "advcl", "acl"}:
            weight *= 0.8
        return weight

    def of(self, entity: Entity, at: int) -> float:
        """How salient a party is for the token `at`, from the mentions read so far."""
        here, quoted = self.sentence(at), self._quoted[at]
        total = 0.0
        for token, weight in reversed(entity.seen):
            distance = here - self.sentence(token)
            if distance > REACH:
                break
            if token >= at:
                continue
            if self._quoted[token] and not quoted:
                weight *= QUOTED
            total += weight * DECAY**distance
        return total

    def last(self, entity: Entity) -> int:
        """The token of the last mention, -1 where there is none."""
        return entity.seen[-1][0] if entity.seen else -1
