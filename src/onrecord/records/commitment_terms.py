"""Undertakings told in the plain present: the terms of a deal, and what one side does in return ("under which Hanoi drops its tariff")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.codebook.stages import StageCue, cues_for
from onrecord.records.commitment_complements import fits_action
from onrecord.records.commitment_cue import Candidate, fits_party
from onrecord.records.event_frames import is_passive, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

PRESENT = frozenset({"VBZ", "VBP"})


def terms_of(token: Token) -> Iterator[Candidate]:
    """A candidate for each act that a deal's word, or "exchange" or "return", makes an undertaking of.

    The words stand under "under" or "in", before the verb or on the noun itself ("a deal under which"); a "would" counts where the row
    says so, a "will" is a cue of its own.
    """
    for cue, _ in cues_for(token.lemma_.lower()):
        if cue.promisor != "terms":
            continue
        for verb in _verbs(cue, token):
            subjects = surface_subjects(verb)
            helpers = tuple(c for c in verb.children if c.dep_ in {"aux", "neg", "expl"})
            told = (verb.tag_ in PRESENT and not helpers) or (len(helpers) == 1 and helpers[0].lower_ in cue.under)
            if told and verb.pos_ == "VERB" and not is_passive(verb) and subjects and fits_party(cue, subjects) and fits_action(cue, verb):
                yield Candidate(cue, verb, verb, "none", subjects, (*helpers, verb))


def _verbs(cue: StageCue, token: Token) -> Iterator[Token]:
    """The verbs of the clause that the phrase opens, or of the clause under "under which", each with those coordinated with it."""
    tops: list[Token] = []
    prep = token.head
    if token.dep_ == "pobj" and prep.lower_ in cue.governed and prep.i < prep.head.i and not any(c.lower_ == "for" for c in token.children):
        tops.append(prep.head)
    hung = token.head.subtree if token.dep_ == "dobj" else token.children  # "signed a pact on Monday under which", hung on the day
    for clause in hung:
        opened = (c for c in clause.children if c.lower_ in cue.governed and any(w.lower_ == "which" for w in c.children))
        if clause.dep_ == "relcl" and clause.i > token.i and next(opened, None) is not None:
            tops.append(clause)
    for verb in tops:
        tops.extend(c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")
        yield verb
