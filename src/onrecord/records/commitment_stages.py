"""What the surroundings of a cue make of its stage: negation, question, condition and refusal never advance it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.stages import StageCue, word_lists
from onrecord.model import Document, Span, Stage, Time
from onrecord.records.commitment_cue import Candidate
from onrecord.records.scope import Scope, scope_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.records.scope_cues import Decision

LASTING = frozenset({"pledged", "agreed", "approved", "withdrawn"})
"""Stages that stand although they lie well before the story; of others only the present is on record."""
DENIABLE = frozenset({"offered", "pledged", "agreed", "signed"})
"""Stages that "never" denies in the mouth of the promisor's side."""
WOULD = frozenset({"would", "'d", "’d"})
OPEN = frozenset({"modal", "question", "requested", "future"})


def stage_of(
    document: Document, candidate: Candidate, times: tuple[Time, ...] = (), reported: bool = False
) -> tuple[Stage, Scope] | None:
    """The stage that a cue asserts where it stands, and its scope; None where it asserts nothing.

    Args:
        document: the parsed article.
        candidate: the cue with its act.
        times: temporal expressions, which tell what lies well before the story.
        reported: whether a statement tells it: "would" is then a "will" of its speaker's.
    """
    cue = candidate.cue
    word = candidate.act if cue.form == "auxiliary" else candidate.head
    scope = scope_of(document, word.i, times)
    anchor = document.span_of(candidate.anchor)
    outer = tuple(d for d in scope.decisions if not _is_own(document, d, anchor, cue, reported))
    if cue.negated and not reported and any(c.dep_ == "neg" for c in word.children):  # "would not rule out" is told as "did not rule out"
        outer = tuple(d for d in outer if d.category != "modal" or d.span.text.lower() not in WOULD)
    if cue.form == "noun" and cue.stage == "refused" and any(p.dep_ == "poss" for p in candidate.promisors):
        return "refused", scope  # whatever is said of "the minister's refusal to sign", it took place
    if cue.form == "auxiliary":  # "the doctors will walk out, their association warned": their own side says what it will do
        outer = tuple(d for d in outer if d.category != "modal" or not d.span.text.lower().startswith("warn"))
    if any(d.category in OPEN for d in outer) or _is_supposed(word):
        return None
    giving = candidate.complement != "object" and candidate.act.lemma_.lower() in word_lists()["gives_away"] | BACKING
    if cue.negated and giving and _is_of_none(candidate.act):
        return cue.negated, scope
    if scope.historical and cue.stage not in LASTING:
        return None
    paid = cue.stage == "delivered" or cue.id.startswith(("en.stage.in_delivery.paid", "en.stage.in_delivery.part_of"))
    if cue.form == "verb" and paid and candidate.head.tag_ in {"VBZ", "VBP"}:
        return None  # "Norway keeps its promises" tells what it does in general
    if any(d.category in {"negated", "refused"} for d in outer) or _is_denied_inside(scope, anchor):
        if reported and cue.form == "verb" and cue.stage in DENIABLE and any(d.span.text.lower() == "never" for d in scope.decisions):
            return "denied", scope  # "we never agreed to a withdrawal"
        owned = cue.form == "noun" and any(candidate.head.is_ancestor(p) for p in candidate.promisors)
        return (cue.negated, scope) if cue.negated and not owned else None  # "the ruling voided his decision to" refuses nothing
    if candidate.complement in {"infinitive", "gerund"} and cue.negated and any(c.dep_ == "neg" for c in candidate.act.children):
        return cue.negated, scope  # "has a policy of not naming them"
    if not cue.affirmed:
        return None
    return (cue.stage if cue.stage != "pledged" or approval_of(candidate) is None else "approved"), scope


def _is_of_none(act: Token) -> bool:
    """Whether the object says that an act is not to be done: "will lend no aircraft", "will support neither"."""
    for thing in (c for c in act.children if c.dep_ == "dobj"):
        if thing.lower_ in {"neither", "nothing", "none", "nobody"}:
            return True
        if any(c.dep_ == "det" and c.lower_ == "no" for c in thing.children) and thing.lemma_.lower() not in NO_SUCH:
            return True
    return False


BACKING = frozenset({"support", "back", "join", "recognise", "recognize", "endorse", "attend"})
NO_SUCH = frozenset({
    "stone", "time", "effort", "doubt", "mercy", "delay", "choice", "quarter", "expense", "excuse", "exception", "opportunity", "chance", "longer", "one",
})  # fmt: skip
"""What is spared or tolerated when there is to be none of it: "will waste no time"."""


def approval_of(candidate: Candidate) -> Token | None:
    """The word that says the promised thing was approved before ("from a previously approved package", "that Ottawa approved in May").

    What is announced is then no new pledge: the competent body has acted already.
    """
    return next((t for t in candidate.act.subtree if _is_approval(t)), None)


def _is_approval(token: Token) -> bool:
    if token.lemma_.lower() not in word_lists()["approving"] or token.tag_ not in ("VBN", "VBD", "JJ"):
        return False
    describes = token.dep_ in ("amod", "acl", "relcl")
    return describes and all(c.dep_ not in ("neg", "aux") or c.lower_ in ("had", "has", "have") for c in token.children)


def _is_supposed(verb: Token) -> bool:
    """Whether a verb's auxiliary before its subject makes it a condition: "Had the bank agreed to the loan, ..."."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    first = verb.doc[verb.left_edge.i]
    return subject is not None and first.head.i == verb.i and first.dep_ == "aux" and first.lower_ in {"had", "should", "were"} and first.i < subject.i


def _is_own(document: Document, decision: Decision, anchor: Span, cue: StageCue, reported: bool) -> bool:
    """Whether a decision is what the cue itself says: the "will" of "will", the "would" of "would consider"."""
    if decision.category in {"negated", "refused"}:
        return False
    if cue.governed and decision.rule.startswith("en.scope.modal") and _governs(document, decision, anchor):
        return True  # "toyed with the idea of"
    if cue.form == "auxiliary" and decision.rule in {"en.scope.future.upcoming", "en.scope.future.next"}:  # "will soon leave", "will vote next week"
        return True
    if cue.form == "auxiliary" or cue.under:
        # "would" that nobody has said is a supposition
        open_word = decision.category == "modal" and decision.span.text.lower() in WOULD
        supposed = open_word and cue.stage == "intended" and not reported and document.quotation_at(anchor.start) is None
        if supposed and candidate_refuses(document, anchor):
            return True
        return anchor.contains(decision.span) and not supposed
    return decision.rule == "en.scope.future.next"


def candidate_refuses(document: Document, anchor: Span) -> bool:
    """Whether the outlet tells with "would not" what somebody refused: after a past verb of the same subject ("admitted it, but would not pay")."""
    verb = document.doc[document.index_at(anchor.start)].head
    deps = {c.dep_ for c in verb.children}
    return verb.dep_ == "conj" and verb.head.tag_ == "VBD" and "neg" in deps and deps.isdisjoint(SUBJECTS)


SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def _governs(document: Document, decision: Decision, anchor: Span) -> bool:
    """Whether the words of a decision are the verb above the anchor's noun."""
    noun = document.doc[document.index_at(anchor.start)]
    above = noun.head.head if noun.head.dep_ == "prep" else noun.head
    return decision.span.contains(document.span_of([above]))


def _is_denied_inside(scope: Scope, anchor: Span) -> bool:
    return any(d.category == "negated" and anchor.contains(d.span) for d in scope.decisions)
