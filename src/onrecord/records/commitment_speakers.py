"""Whom a speaker binds who says what will come: the state for its minister, the body for its spokesman, nobody for "officials"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.codebook.stages import word_lists
from onrecord.model import Party, Statement, WhoIsWho
from onrecord.records.commitment_cue import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

OFFICIAL = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY", "PTY", "OPP", "IGO", "ELI", "REB", "DIP", "SEP", "INS"})
ENVOYS = frozenset({"ambassador", "envoy", "consul", "embassy", "commissioner"})


def answerer(candidate: Candidate, statement: Statement | None, who: WhoIsWho) -> tuple[Party, ...]:
    """Who answers for a thing that nobody is named for: whomever the official binds who says that it will come."""
    speaker = statement.speaker if statement is not None else None
    foretold = candidate.cue.stage in {"floated", "intended", "suspended", "withdrawn"} or candidate.cue.id == "en.stage.delivered.owned"
    if speaker is None or not foretold or not may_promise(speaker):
        return ()
    bound = bound_by(speaker, who)
    return (bound,) if bound is not None else ()


def bound_by(speaker: Party, who: WhoIsWho) -> Party | None:
    """Whom a speaker binds who tells of an act without a doer: who tells of it need not owe it.

    A member of a government binds the state, an envoy the state that sent him, a spokesman whom he speaks for, officials the body or the state
    that their description names; a mayor or a director binds as himself. None where nobody is named ("officials said", "an aide said").
    """
    words = set(f"{speaker.name} {speaker.role or ''}".lower().split())
    if not ENVOYS.isdisjoint(words):
        state = state_of(replace(speaker, kind="person", sector="GOV"), who)
        return state if state.kind == "state" else None
    principal = principal_of(speaker, who)
    if principal != speaker:
        return replace(principal, basis="inferred")
    if not word_lists()["speaks_for"].isdisjoint(words):
        return None
    if speaker.kind == "group" and (speaker.sector == "GOV" or not words.isdisjoint({"official", "officials"})):
        body = _office_of(speaker, who)
        return None if body.kind == "group" and body.country is None else body
    if speaker.kind == "person" and speaker.sector == "GOV" and word_lists()["local"].isdisjoint(words):
        return replace(state_of(speaker, who), basis="inferred")
    return replace(_firm_of(speaker, who) or speaker, mention=speaker.mention, basis="inferred")


def _firm_of(speaker: Party, who: WhoIsWho) -> Party | None:
    """The firm of a chief executive or a manager, or "the company" itself, where the article names one firm alone."""
    role = (speaker.role or "").lower()
    unnamed = speaker.kind == "organisation" and speaker.name.lower().removeprefix("the ") in FIRMS
    if not unnamed and (speaker.kind != "person" or not any(post in role for post in MANAGING)):
        return None
    firms = {p.name: p for p in who.parties if p.kind == "organisation" and p.sector == "BUS" and p.name[:1].isupper() and p.name != speaker.name}
    named = [p for name, p in firms.items() if name.lower() in role]
    return named[0] if named else next(iter(firms.values())) if len(firms) == 1 else None


FIRMS = frozenset({"company", "firm", "maker", "builder", "supplier", "carrier", "operator", "airline", "bank"})
MANAGING = ("chief executive", "ceo", "manager", "managing director", "chairman", "chairwoman", "chief financial officer", "chief operating officer")
"""Posts whose holder says what the firm will do."""


def _office_of(official: Party, who: WhoIsWho) -> Party:
    """The body that an official's description names ("Treasury officials"), else the state: who tells of a thing need not owe it."""
    named = (p for p in who.parties if p.kind == "organisation" and p.country in {official.country, None} and p.name in official.name)
    body = next(named, None)
    return replace(body, mention=official.mention, basis="inferred") if body else state_of(replace(official, kind="person"), who, official)


def may_promise(speaker: Party) -> bool:
    """Whether what a speaker says will come can be a promise: an official's, a body's, or that of a person in a post."""
    return answers(speaker) or speaker.kind == "organisation"


def state_of(party: Party, who: WhoIsWho, unless: Party | None = None) -> Party:
    """The state whose official announces what another will receive; the official, or `unless`, where the article does not name it."""
    if party.kind != "person" or party.sector not in OFFICIAL:
        return unless or party
    state = next((p for p in who.parties if p.kind == "state" and p.country is not None and p.country == party.country), None)
    return (unless or party) if state is None else replace(state, mention=party.mention, basis="inferred")


def principal_of(party: Party, who: WhoIsWho) -> Party:
    """The party whose role says that it speaks for another one of the article."""
    role = (party.role or "").lower()
    if not any(word in role for word in ("spokes", "press secretary")):
        return party
    named = [p for p in who.parties if p.kind in {"organisation", "state", "group"} and p.name.lower().removeprefix("the ") in role]
    for other in named or [p for p in who.parties if p.kind == "state" and party.country and p.country == party.country]:
        return replace(other, mention=party.mention, basis="resolved")
    return party


def answers(speaker: Party) -> bool:
    """Whether a speaker is able to bring about what is said to be done, without a word on who does it."""
    if not word_lists()["outsider"].isdisjoint(f"{speaker.name} {speaker.role or ''}".lower().split()):
        return False
    return is_official(speaker) or is_body(speaker) or (speaker.kind == "person" and speaker.role is not None)


def is_official(party: Party) -> bool:
    """Whether a party is a state, an international body, or of a state's bodies."""
    return party.kind == "state" or party.sector in OFFICIAL or party.country == "IGO"


def is_body(party: Party) -> bool:
    """Whether a description names a body that is able to bind itself."""
    return not word_lists()["body"].isdisjoint(party.name.lower().replace(",", " ").split())


def whose_forces(head: Token, who: WhoIsWho) -> tuple[Party, ...]:
    """Whose ships, planes or plants are to act: "its destroyers would escort tankers"."""
    if head.lemma_.lower() not in word_lists()["forces"] or head.dep_ not in {"nsubj", "nsubjpass"}:
        return ()
    return next((p for c in head.children if c.dep_ == "poss" and (p := who.of(c.i))), ())
