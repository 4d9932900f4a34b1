"""Promises that an article tells to be kept: the act is done "as promised", or the same act is told as done by whoever undertook it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.codebook.stages import cues_for, stage_cues
from onrecord.model import Commitment, Document, Mentions
from onrecord.records.commitment_cue import Candidate
from onrecord.records.commitment_merging import DONE_AGAIN
from onrecord.records.event_frames import frame_of, has_to, is_passive, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

UNDERTAKEN = frozenset({"floated", "offered", "intended", "pledged", "agreed", "approved", "signed"})
COMMON = frozenset({"be", "have", "do", "say", "make", "take", "get", "go", "come", "tell", "keep", "use", "see", "want", "let"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def kept_by(token: Token) -> Iterator[Candidate]:
    """The act that a word of promising says was done: "has stopped issuing licences, as it undertook to do"; "... had promised to do so"."""
    for cue, _ in cues_for(token.lemma_.lower()):
        if cue.promisor != "main":
            continue
        main = _done(token)
        if main is None or main.dep_ == "xcomp" or any(c.dep_ == "neg" for c in main.children):
            continue
        own = tuple(c for c in token.children if c.dep_ in SUBJECTS) if is_passive(main) else ()
        subjects = own or surface_subjects(main)
        if subjects and _is_past(main):
            yield Candidate(cue, main, main, "none", subjects, _anchor(main))
            return


def done_again(document: Document, mentions: Mentions, made: Sequence[Commitment]) -> Iterator[tuple[Candidate, Commitment]]:
    """Acts told as done by whoever undertook them, by the same verb and of the same thing: "vowed to plant trees ... has planted 31,000".

    Args:
        document: the parsed article.
        mentions: its parties.
        made: the commitments found by their cues.

    Returns:
        each act with the commitment of `made` that it keeps.
    """
    row = next(c for c in stage_cues() if c.id == DONE_AGAIN)
    spoken = [(one.anchor, one.action) for one in made]
    done: dict[str, list[Token]] = {}
    for token in document.doc:
        if token.tag_ in {"VBD", "VBN"} and token.pos_ == "VERB":
            done.setdefault(token.lemma_, []).append(token)
    for one in made:
        act = next((t for t in document.tokens_in(one.action) if t.pos_ == "VERB"), None)
        if act is None or one.stage not in UNDERTAKEN or act.lemma_.lower() in COMMON:
            continue
        later = document.index_at(one.action.end - 1)
        for verb in done.get(act.lemma_, ()):
            if verb.i <= later and not verb.is_ancestor(act):  # "has connected 11,000 since it promised to connect"
                continue
            if not _is_past(verb) or is_passive(verb) or verb.dep_ in {"amod", "acl"}:
                continue
            if any(a.start <= verb.idx < a.end or b.start <= verb.idx < b.end for a, b in spoken):
                continue
            subjects = surface_subjects(verb)
            if one.promisor.name in {p.name for s in subjects for p in mentions.who.of(s.i)} and _is_same_thing(act, verb):
                yield Candidate(row, verb, verb, "none", subjects, _anchor(verb)), one
                break


def _done(token: Token) -> Token | None:
    """The verb of the act that is done as promised."""
    marked = any(c.lower_ == "as" and c.dep_ in {"mark", "advmod"} for c in token.children) or (token.i > 0 and token.nbor(-1).lower_ == "as")
    if marked and token.dep_ in {"advcl", "advmod", "prep", "pcomp"} and not any(c.dep_ == "xcomp" and c.lemma_ != "do" for c in token.children):
        above = token.head if token.head.pos_ in {"VERB", "AUX"} else token.head.head
        return above if above.pos_ in {"VERB", "AUX"} and above.i != token.i else None
    so = next((c for c in token.children if c.dep_ == "xcomp" and c.lemma_ == "do" and any(w.lower_ == "so" for w in c.children)), None)
    if so is None or token.sent.start == 0 or any(c.dep_ == "neg" for c in token.children):
        return None
    before = token.doc[token.sent.start - 1].sent
    return next((t for t in reversed(list(before)) if t.tag_ == "VBD" and t.pos_ == "VERB" and any(c.dep_ == "nsubj" for c in t.children)), None)


def _is_past(verb: Token) -> bool:
    """Whether a verb is told as done: a past tense, or a perfect, under no other auxiliary."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if has_to(verb) or any(c.dep_ == "neg" for c in verb.children):
        return False
    perfect = bool(helpers & {"has", "have", "was", "were", "'s", "'ve"}) and "will" not in helpers
    return (verb.tag_ == "VBD" and not helpers) or (verb.tag_ == "VBN" and perfect)


def _is_same_thing(act: Token, verb: Token) -> bool:
    """Whether two tellings of a verb are of one thing: an object in common, a bare number, or no object in either."""
    first, second = ({t.lemma_.lower() for t in frame_of(v, "verb").objects if t.pos_ in {"NOUN", "PROPN"}} for v in (act, verb))
    counted = [any(o.pos_ == "NUM" for o in frame_of(v, "verb").objects) for v in (act, verb)]
    bare = (counted[0] and not first) or (counted[1] and not second)
    return not first.isdisjoint(second) or bare or (not first and not second)


def _anchor(verb: Token) -> tuple[Token, ...]:
    start = verb.i
    near = {c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "advmod"}}
    while start - 1 in near:
        start -= 1
    return tuple(verb.doc[start : verb.i + 1])
