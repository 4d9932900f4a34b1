"""A cue that fits its surroundings: what the rows of stages make of a word, before anybody is asked who undertakes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook.stages import Complement, StageCue, words_of
from onrecord.records.commitment_complements import VERBS

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue that fits its surroundings.

    Args:
        cue: the row of the codebook.
        head: the word of the cue.
        act: the verb or noun that names the promised act.
        complement: how the act hangs on the cue.
        promisors: heads of the phrases that may name who undertakes it; empty where only the speaker can.
        anchor: the tokens that carry the stage, from the first to the last.
        known_only: whether it counts only if its thing was undertaken before in the article, or by whom its own clause says.
    """

    cue: StageCue
    head: Token
    act: Token
    complement: Complement
    promisors: tuple[Token, ...]
    anchor: tuple[Token, ...]
    known_only: bool = False


def fits_party(cue: StageCue, heads: tuple[Token, ...]) -> bool:
    """Whether the heads of the phrases that may name the promisor are such as the row takes."""
    lemmas = {x for h in heads for x in (h.lemma_.lower(), h.lower_)}
    if cue.subjects and lemmas.isdisjoint(words_of(cue.subjects)):
        return False
    return lemmas.isdisjoint(words_of(cue.not_subjects))


def anchor_of(head: Token, act: Token, kind: Complement) -> tuple[Token, ...]:
    """The cue's word with the auxiliaries right before it, and what joins it to the act ("to", a particle)."""
    start = head.i
    top = head.head if head.dep_ in {"acomp", "oprd", "attr"} and head.head.pos_ in VERBS else head
    near = {c.i for c in (*head.children, *top.children) if c.dep_ in {"aux", "auxpass", "neg", "advmod"}} | {top.i}
    while start - 1 in near:
        start -= 1
    end = head.i + 1
    joints = {"prt", "prep"} if kind == "gerund" else {"prt"}
    while end < act.i and (head.doc[end].lower_ == "to" or head.doc[end].dep_ in joints):
        end += 1
    return tuple(head.doc[start:end])
