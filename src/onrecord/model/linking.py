"""Which amount and which place belong to an act, read off the dependency tree; shared by events and commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model.document import Document
from onrecord.model.nouns import Amount, Place

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "ROOT"})
LOCATIVE = frozenset(
    ("in", "at", "near", "outside", "inside", "over", "across", "around", "off", "along", "on", "within", "throughout", "above")
)
ORDER = ("money", "troops", "units", "casualties", "people", "share")


def amount_for(document: Document, amounts: tuple[Amount, ...], index: int) -> Amount | None:
    """The amount that measures an act: under its verb or noun, in the same clause; money before counts, then the nearest.

    Args:
        document: the parsed article.
        amounts: its amounts.
        index: token index of the act's verb or noun.

    Returns:
        None where the clause holds none.
    """
    act = document.doc[index]
    start, end = act.sent.start_char, act.sent.end_char
    best: tuple[int, int, Amount] | None = None
    for amount in amounts:
        if not start <= amount.words.start < end:
            continue
        head = _head(document, amount.words.start, amount.words.end)
        if head is not None and _in_clause(head, act) and not _counts_actors(amount, head, act):
            key = (ORDER.index(amount.kind), abs(amount.words.start - act.idx))
            if best is None or key < best[:2]:
                best = (*key, amount)
    return best[2] if best else None


def _counts_actors(amount: Amount, head: Token, act: Token) -> bool:
    """Whether a count says how many act ("the two leaders signed"), and nothing of what they do."""
    if amount.kind not in ("people", "troops"):
        return False
    step = head
    while step.head.i != step.i and step.i != act.i and step.dep_ != "nsubj":
        step = step.head
    return step.dep_ == "nsubj"


def place_for(document: Document, places: tuple[Place, ...], index: int) -> Place | None:
    """The place of an act: under a locative preposition of its clause, or one that opens the sentence.

    Args:
        document: the parsed article.
        places: its places.
        index: token index of the act's verb or noun.

    Returns:
        None where the clause names no place of its own; never a party's name ("Israel bombed ...") nor the dateline.
    """
    act = document.doc[index]
    start, end = act.sent.start_char, act.sent.end_char
    best: tuple[int, Place] | None = None
    for place in places:
        if not start <= place.words.start < end:
            continue
        head = _head(document, place.words.start, place.words.end)
        if head is None or not _is_locative(head):
            continue
        distance = abs(place.words.start - act.idx)
        if not _in_clause(head, act):
            if head.head.i != act.sent.start and head.head.head.dep_ != "ROOT":
                continue
            distance += 200
        elif act.pos_ in ("VERB", "AUX") and _under_subject(head, act):
            distance += 100  # "the museum in Bristol will return it at a ceremony in Benin City"
        if best is None or distance < best[0]:
            best = (distance, place)
    return best[1] if best else None


def _head(document: Document, start: int, end: int) -> Token | None:
    """The token of a span that hangs outside it."""
    first, last = document.index_at(start), document.index_at(end - 1)
    tokens = document.doc[first : last + 1]
    return tokens.root if len(tokens) else None


def _in_clause(token: Token, act: Token) -> bool:
    """Whether a token hangs under the act, without a clause of its own in between; for a noun, under the verb over it too."""
    tops = {act.i}
    if act.pos_ in ("NOUN", "PROPN"):
        tops.add(act.head.i)
    step = token
    for _ in range(12):
        if step.i in tops:
            return True
        own = step.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in step.children)
        if own or step.dep_ in CLAUSES or step.head.i == step.i:
            return False
        step = step.head
    return False


def _under_subject(token: Token, act: Token) -> bool:
    """Whether a token tells where the subject of the act is at home rather than where the act is done."""
    step = token
    while step.head.i != step.i and step.head.i != act.i:
        step = step.head
    return step.head.i == act.i and step.dep_ in ("nsubj", "csubj")


def _is_locative(head: Token) -> bool:
    up = head
    while up.dep_ in ("compound", "appos", "conj", "nmod", "poss", "amod") and up.head.i != up.i:
        up = up.head
    return up.dep_ == "pobj" and up.head.lower_ in LOCATIVE
