"""For whom a commitment is made: the receiver of the act, or the other side of an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from onrecord.codebook.stages import word_lists
from onrecord.model import Party, WhoIsWho
from onrecord.records.commitment_cue import Candidate
from onrecord.records.commitment_speakers import is_body
from onrecord.records.event_frames import frame_of

if TYPE_CHECKING:
    from spacy.tokens import Token

FOR = ("for", "to", "with")
PROMISING = frozenset({"promise", "pledge", "vow", "guarantee", "swear"})


def beneficiary_of(candidate: Candidate, who: WhoIsWho, promisors: tuple[Party, ...]) -> Party | None:
    """For whom the act is done: the receiver of the act, or the other side of an agreement. None for nobody in particular."""
    taken = {p.name for p in promisors}
    objects = {t.i for t in frame_of(candidate.act, "verb").objects}
    for token in _receivers(candidate):
        at = who.at(token.i)
        for party in who.of(token.i):
            if at is not None and at.kind == "place" and party.kind != "state":
                continue  # "would return to Mombasa": where, and nobody
            if token.lower_ == "them" and party.kind != "group" and len(who.of(token.i)) == 1:
                continue  # "the ministry warned that Moscow would treat them as a target": many are meant, not one body
            if token.i in objects and (party.kind == "group" or candidate.act.lemma_.lower() not in word_lists()["helps"]):
                continue  # "deploying troops", "send a medical team": the means
            if party.name not in taken and (party.kind != "group" or party.sector or party.country or is_body(party)):
                return party
    return None


def _receivers(candidate: Candidate) -> list[Token]:
    act, head = candidate.act, candidate.head
    form: Literal["verb", "noun"] = "noun" if act.pos_ in {"NOUN", "PROPN", "NUM", "SYM"} else "verb"
    frame = frame_of(act, form)
    found = list(frame.indirect)
    if candidate.cue.promisor == "owner" and head.lemma_ in {"receive", "get"}:
        found += [c for c in head.children if c.dep_ == "nsubj"]
    if candidate.complement == "infinitive" and head.lemma_.lower() in PROMISING:  # "promised the unions to raise pay"
        found += [c for c in head.children if c.dep_ == "dobj" and c.i < act.i]
    if candidate.cue.promisor == "agent" and act.dep_ == "dobj":  # "Mali was promised a loan by"
        found += [c for c in head.children if c.dep_ == "nsubjpass"]
    if candidate.cue.form == "noun" and head.dep_ == "dobj" and head.head.lemma_.lower() in {"receive", "get", "win", "secure", "obtain"}:
        found += [c for c in head.head.children if c.dep_ == "nsubj"]
    if candidate.complement == "clause" and act.lemma_ in {"receive", "get"}:
        found += [c for c in act.children if c.dep_ == "nsubj"]
    if form == "verb":
        found += frame.objects
    for preposition in FOR:
        found += frame.phrase(preposition)
    if head.i != act.i and head.pos_ in {"VERB", "NOUN"}:
        outer = frame_of(head, "verb" if head.pos_ == "VERB" else "noun")
        found += list(outer.indirect)
        for preposition in ("with", "to", "for"):
            found += [t for t in outer.phrase(preposition) if t.i != act.i]
    return found
