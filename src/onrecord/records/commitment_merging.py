"""One commitment for one act: of cues inside one another the outer holds, of two tellings the higher stage."""

from __future__ import annotations

import re

from onrecord.model import Commitment

ORDER = (
    "floated", "offered", "intended", "pledged", "agreed", "approved", "signed", "in_delivery", "delivered",
    "refused", "denied", "suspended", "withdrawn",
)  # fmt: skip
RANK = {stage: n for n, stage in enumerate(ORDER)}
WORD = re.compile(r"[A-Za-zÀ-ÿ0-9]{3,}|[0-9]+")  # a number tells two sums apart however short it is
ALIKE = 0.6
"""Share of the words of two actions, of those of both, from which they are one act."""
RESTATED = 0.5
"""Share of the words of the shorter action from which a plan or promise only says again what was said."""
COMMON = frozenset({
    "the", "and", "for", "its", "his", "her", "their", "with", "that", "this", "from", "has", "have", "will", "would", "any", "all", "new",
    "more", "into", "over", "under",
})  # fmt: skip
ONE_ACT = ("en.stage.intended.there_will_be", "en.stage.in_delivery.under_way")
"""Rows whose second telling by the same party adds nothing: what a speaker lists in one sentence, what is under way."""
DONE_AGAIN = "en.stage.delivered.done_again"
"""The row of an act that is told twice, first as undertaken and then as done."""
RESTATING = re.compile(r"(?:do|implement|carry out|fulfil|fulfill|keep|honou?r|execute) (?:so\b.*|(?:it|this|that|these|those)(?: \w+)?)$", re.IGNORECASE)
"""Actions that only take up what was undertaken before: "do so", "implement these plans"."""


def merge(found: list[Commitment]) -> list[Commitment]:
    """The commitments in the order of their anchors, each act once."""
    kept: list[Commitment] = []
    for one in sorted(found, key=lambda c: (c.anchor.start, c.anchor.end)):
        kept = [other for other in kept if not _is_told_further(other, one)]
        if any(_is_inside(one, other) for other in kept):
            continue
        twin = next((n for n, other in enumerate(kept) if _is_same(one, other)), None)
        if twin is None:
            kept.append(one)
        elif RANK[one.stage] > RANK[kept[twin].stage]:
            kept[twin] = one
    return sorted(kept, key=lambda c: (c.anchor.start, c.anchor.end))


def _is_told_further(one: Commitment, later: Commitment) -> bool:
    """Whether a promise is only named in the words of a thing that is on its way: "the aid that Canada announced has arrived"."""
    return later.rule.startswith(OWNED) and later.action.contains(one.anchor) and later.anchor.start >= one.anchor.end


OWNED = tuple(f"en.stage.{row}" for row in ("in_delivery.owned", "delivered.owned", "suspended.owned", "withdrawn.owned", "intended.owned", "floated.owned"))
"""Rows whose action is the thing itself, with the words of whoever undertook it."""


def _is_inside(one: Commitment, other: Commitment) -> bool:
    """Whether a cue only words what another one carries ("vowed to offer", "announced a pledge")."""
    if one.anchor == other.anchor and one.rule == other.rule:  # "announced measures, including closing ... and raising ..."
        return one.action.overlaps(other.action)
    return other.action.overlaps(one.anchor) or one.anchor.overlaps(other.anchor) or one.action.contains(other.anchor)


def _is_same(one: Commitment, other: Commitment) -> bool:
    if one.promisor.name != other.promisor.name:
        return False
    if one.rule == other.rule and one.rule in ONE_ACT and (one.sentence == other.sentence or one.rule != ONE_ACT[0]):
        return True
    if RESTATING.match(one.action.text) or _is_new_day(one, other):
        return True
    mine, theirs = _words(one), _words(other)
    shared = len(mine & theirs)
    restated = {one.stage, other.stage} <= {"intended", "pledged"} and shared >= 2 and shared / min(len(mine), len(theirs)) >= RESTATED
    return restated or (shared > 0 and shared / len(mine | theirs) >= ALIKE)


def _is_new_day(one: Commitment, other: Commitment) -> bool:
    """Whether a clause without a subject of its own only says when what was put off will come: "had been delayed and would be paid in May"."""
    put_off = other.rule.startswith("en.stage.suspended.owned") and one.rule.startswith("en.stage.intended.owned")
    return put_off and one.sentence == other.sentence and other.anchor.end <= one.anchor.start <= one.action.start


def _words(one: Commitment) -> frozenset[str]:
    return frozenset(w.lower() for w in WORD.findall(one.action.text)) - COMMON
