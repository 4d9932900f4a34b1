"""Cues that tell what becomes of a thing: whoever the thing comes from has undertaken it ("the loan that Norway announced has arrived")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.stages import StageCue, word_lists, words_of
from onrecord.records.commitment_complements import complement_of, is_money
from onrecord.records.commitment_cue import Candidate, anchor_of
from onrecord.records.commitment_things import owners_of, sources_of, things_of
from onrecord.records.event_frames import Frame
from onrecord.records.event_subjects import agents, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

RECEIVING = frozenset({"receive", "get"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def owned(cue: StageCue, token: Token, frame: Frame) -> Candidate | None:
    """The candidate of a verb that tells what became of a thing.

    Its promisors are those whom the thing's own words name; empty where these name nobody, to be looked for in what was told before.
    """
    things = frame.objects if cue.passive is False else things_of(token)
    for thing in things:
        owners = owners_of(thing) or (sources_of(token) if cue.passive is False else ())
        if not _fits(cue, thing) or (not owners and not _may_be_told_before(cue, token, thing)):
            continue
        if cue.takes == ("object",):
            return Candidate(cue, token, thing, "object", owners, anchor_of(token, token, "none"))
        act, kind = complement_of(cue, frame, "")
        if act is not None:
            return Candidate(cue, token, act, kind, owners, anchor_of(token, act, kind))
    return None


def coming(cue: StageCue, token: Token) -> Candidate | None:
    """The candidate of a thing that is to come, or of what somebody is to get: "the German doses will arrive in May", "growers are to get aid".

    Args:
        cue: a row with `promisor = "owner"` of an auxiliary, of "be" or of an adjective ("due", "expected").
        token: its word.
    """
    verb = _verb_under(cue, token)
    if verb is None or verb.lemma_.lower() not in words_of(cue.actions) or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return None
    if verb.dep_ == "ccomp" and any(c.tag_ in {"WP", "WRB", "WDT"} for c in verb.children):  # "refused to say when talks would resume"
        return None
    if verb.lemma_.lower() == "take" and not any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children):
        return None
    subjects = tuple(c for c in verb.children if c.dep_ in SUBJECTS) or surface_subjects(verb)
    things = tuple(c for c in verb.children if c.dep_ == "dobj") if verb.lemma_.lower() in RECEIVING else subjects
    for thing in things:
        if _fits(cue, thing):
            owners = owners_of(thing) or (sources_of(verb) if verb.lemma_.lower() in RECEIVING else agents(verb))
            owners = owners or tuple(c for c in thing.children if c.dep_ == "poss")  # "its mills would shut"
            named = tuple(o for o in owners if o.pos_ != "NUM" and o.lemma_.lower() not in word_lists()["calendar"])
            return Candidate(cue, token, verb, "none" if cue.form == "auxiliary" else "infinitive", named, anchor_of(token, verb, "infinitive"))
    return None


def is_elliptic(thing: Token) -> bool:
    """Whether a thing is named only by what it is of a whole: "the rest", "the second", "the remaining twelve"."""
    if any(c.dep_ == "prep" and c.lower_ == "of" for c in thing.children):  # "one of the inspectors": what it is of stands beside it
        return False
    return thing.lemma_.lower() in word_lists()["of_a_whole"] or (thing.pos_ == "NUM" and thing.lower_ != "one")


def _verb_under(cue: StageCue, token: Token) -> Token | None:
    """The verb of what is to come: that of an auxiliary, the infinitive under "be" or "due"."""
    if cue.form == "auxiliary":
        return token.head if token.dep_ == "aux" and token.tag_ == "MD" else None
    around = (*token.children, *token.head.children)
    return next((c for c in around if c.i > token.i and c.dep_ in {"xcomp", "ccomp", "advcl"} and any(a.lower_ == "to" for a in c.children)), None)


def _fits(cue: StageCue, thing: Token) -> bool:
    lemmas = {thing.lemma_.lower()} | {t.lemma_.lower() for t in thing.subtree if t.dep_ == "pobj" and t.head.head.i == thing.i}
    wanted = words_of(cue.subjects)
    fits = not lemmas.isdisjoint(wanted) or ("MONEY" in wanted and is_money(thing)) or ("ELLIPSIS" in wanted and is_elliptic(thing))
    return fits and lemmas.isdisjoint(words_of(cue.not_subjects))


def _may_be_told_before(cue: StageCue, verb: Token, thing: Token) -> bool:
    """Whether who undertook a thing can stand before it: the article speaks of a known one, and no agent with a name answers for its fate."""
    if any(a.pos_ == "PROPN" or a.lemma_.lower() in word_lists()["body"] for a in agents(verb)):
        return False
    known = any(c.dep_ in {"det", "poss"} and c.lower_ in {"the", "that", "this", "these", "those", "its", "their"} for c in thing.children)
    return cue.passive is not False and (known or is_elliptic(thing))
