"""Whom an act strikes that is aimed at something done: who condemns "the move" condemns whoever made it.

The doer is found, in this order: in an earlier mention of the same noun (its owner, who issued it, who did it) or of the verb that it
is made from ("proposed" ... "the proposal"), in the last act of a type that the noun may take up (data/act_nouns.toml).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.codebook.act_nouns import types_of
from onrecord.codebook.light_verbs import light_verb
from onrecord.model import Document, Event, Party, WhoIsWho
from onrecord.records.event_candidates import Candidate
from onrecord.records.event_frames import has_to, surface_subjects
from onrecord.records.event_merging import STEM
from onrecord.records.event_roles import owners_of, recipient_roles, tokens_at
from onrecord.records.event_subjects import agents, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

AIMED = frozenset({"ACCUSE", "REJECT", "PROTEST"})
"""Types that are done to somebody by what is said or done about a thing of theirs."""
JUDGEMENTS = frozenset({"en.event.ACCUSE.judge_noun", "en.event.ACCUSE.judge_adjective"})
JUDGED = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "AGREE", "SUPPORT", "CONCEDE"})
"""Types of acts that somebody may judge afterwards."""
OF_PEOPLE = frozenset({"liar", "traitor", "dictator", "racist", "coward", "hypocrite", "criminal", "murderer", "puppet", "bully", "dictatorship"})
"""Judgements on whoever is meant, not on what was done."""
REFUSAL = "en.event.REJECT.would_not"
PRAISE = frozenset({
    "en.event.SUPPORT.gratitude", "en.event.SUPPORT.praise", "en.event.SUPPORT.welcome", "en.event.SUPPORT.welcome_any",
})  # fmt: skip
ANSWERING = frozenset({"respond", "reply", "write", "speak", "talk", "appeal", "answer", "turn", "react"})
BACKING = "en.event.SUPPORT.cosponsor"
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
TELLING = frozenset({"announce", "declare", "present", "publish", "release", "have", "join", "attend", "state", "repeat"})
"""Light verbs whose subject need not have done the thing: who announces a vote is not the one who votes."""
ENDING = 4
"""Letters at most that a noun adds to the verb that it is made from."""
REACH = 1500
"""How many words back the doer of a thing is looked for."""


def doers_of_things(event: Event, candidate: Candidate, document: Document, who: WhoIsWho, earlier: tuple[Event, ...]) -> tuple[Party, ...]:
    """The recipients of an act that names only what it is aimed at.

    Args:
        event: an act without recipients.
        candidate: what told of it.
        document: the parsed article.
        who: its parties.
        earlier: the acts that the article tells before this one.

    Returns:
        who did the thing, with basis "inferred" and the words of the thing; empty where the article does not tell or where
        the act is aimed at no thing done.
    """
    if event.type not in {*AIMED, "REQUEST"} and event.rule not in {*PRAISE, BACKING} and candidate.frame.form != "adjective":
        return ()
    if event.type == "REQUEST":
        return _addressees(event, candidate, who)
    if event.rule == BACKING:
        return _proposers(event, candidate, document, earlier)
    actors = {a.name for a in event.actors}
    if (word := judged_word(candidate)) is not None:
        told = (e for e in reversed(earlier) if e.type in JUDGED and e.actors and e.status in {"actual", "planned"})
        found = next((e.actors for e in told if all(p.name not in actors for p in e.actors)), ())
        return tuple(replace(p, mention=document.span_of([word]), basis="inferred") for p in found)
    for thing in _things(candidate):
        if event.rule in PRAISE and thing.lemma_ == "vote":  # mostly an election, which nobody does
            continue
        if thing.pos_ != "NOUN" or not _is_definite(thing) or not types_of(thing.lemma_.lower()):
            continue
        found = next((d for d in _doers(thing, who, earlier) if d and all(p.name not in actors for p in d)), ())
        if found:
            words = document.span_of([thing])
            return tuple(replace(p, mention=words, basis="inferred") for p in found)
    return ()


def _addressees(event: Event, candidate: Candidate, who: WhoIsWho) -> tuple[Party, ...]:
    """Whom somebody answers or writes to, asking for something: "replied to the mayor's letter, calling for a vote"."""
    if (asked := _called_on(candidate, who)) is not None:
        return tuple(replace(p, basis="inferred") for p in who.of(asked.i) if all(p.name != a.name for a in event.actors))
    verb = candidate.head.head
    if candidate.head.dep_ != "advcl" or candidate.head.tag_ != "VBG" or verb.lemma_ not in ANSWERING:
        return ()
    heads = (p for c in verb.children if c.dep_ == "prep" and c.lower_ == "to" for p in c.children if p.dep_ == "pobj")
    found = next((p for h in heads if (p := who.of(h.i) or owners_of(h, who))), ())
    return tuple(replace(p, basis="inferred") for p in found if all(p.name != a.name for a in event.actors))


def _called_on(candidate: Candidate, who: WhoIsWho) -> Token | None:
    """Who is to act in "called for the ministry to pay": the parser takes "for" for a preposition."""
    for preposition in candidate.head.children:
        if preposition.dep_ == "prep" and preposition.lower_ == "for":
            named = next((c for c in preposition.children if c.dep_ == "pobj" and who.of(c.i)), None)
            under = (*candidate.head.children, *(() if named is None else named.children))
            if named is not None and any(c.dep_ in {"advcl", "xcomp", "acl", "relcl"} and c.i > named.i and has_to(c) for c in under):
                return named
    return None


def impeachers(event: Event, candidate: Candidate, who: WhoIsWho) -> tuple[Party, ...]:
    """Who impeaches, or looks into an impeachment, where the words do not say: the parliament named last, for nobody else does."""
    words = {candidate.head.lemma_.lower(), *(c.lower_ for c in candidate.head.children if c.dep_ == "compound")}
    if event.type not in {"ACCUSE", "SANCTION"} or words.isdisjoint({"impeach", "impeachment"}):
        return ()
    before = (m for m in who.mentions if m.span.start < event.anchor.start)
    houses = [m for m in before if any(p.sector == "LEG" and p.kind == "organisation" for p in who.of(m.head))]
    if not houses:
        return ()
    return tuple(replace(p, basis="inferred") for p in who.of(houses[-1].head) if all(p.name != r.name for r in event.recipients))


def _proposers(event: Event, candidate: Candidate, document: Document, earlier: tuple[Event, ...]) -> tuple[Party, ...]:
    """Who has put forward what others co-sponsor: the actors of the last request told."""
    asked = next((e.actors for e in reversed(earlier) if e.type == "REQUEST" and e.actors), ())
    words = document.span_of([candidate.head])
    return tuple(replace(p, mention=words, basis="inferred") for p in asked if all(p.name != a.name for a in event.actors))


def judged_word(candidate: Candidate) -> Token | None:
    """The "it", "this" or "that" which a judgement is passed on: in "it is a sham" something done is meant, no party."""
    if candidate.trigger.id not in JUDGEMENTS or candidate.head.lemma_.lower() in OF_PEOPLE:
        return None
    return next((t for t in candidate.frame.subjects if t.lower_ in {"it", "this", "that"} and t.pos_ == "PRON"), None)


def _things(candidate: Candidate) -> Iterator[Token]:
    """The heads of the phrases where a recipient might stand, with the nouns in their "of" phrases ("the conclusions of the summit")."""
    for role in recipient_roles(candidate.trigger, candidate.frame):
        if role.startswith("clause") and candidate.trigger.id != REFUSAL:
            continue
        for token in tokens_at(role if role == "clause.object" else role.partition(".")[0], candidate.frame):
            yield token
            yield from (p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj")


def _is_definite(noun: Token) -> bool:
    """Whether a noun takes up something told: "the request", "requests of this nature"."""
    if any(c.dep_ == "det" and c.lower_ in DEFINITE for c in noun.children):
        return True
    kinds = (p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.lemma_ in {"nature", "kind", "sort", "type"})
    return any(c.lower_ in {"this", "that"} for k in kinds for c in k.children)


def _doers(thing: Token, who: WhoIsWho, earlier: tuple[Event, ...]) -> Iterator[tuple[Party, ...]]:
    """Who may have done a thing, the surest first."""
    lemma, doc = thing.lemma_.lower(), thing.doc
    told = [e for e in earlier if e.actors and e.anchor.end <= thing.idx]
    for at in range(thing.i - 1, max(-1, thing.i - REACH), -1):
        token = doc[at]
        if token.pos_ == "NOUN" and _is_same(token, thing):
            if made := _made_by(token, who):
                yield made
            yield from (e.actors for e in told if e.anchor.start <= token.idx < e.anchor.end)
        elif token.pos_ == "VERB" and not _before(thing) and _is_of_stem(token.lemma_.lower(), lemma):
            subjects = agents(token) if is_passive(token) else surface_subjects(token)
            yield tuple(p for t in subjects for p in who.of(t.i))
    if not _before(thing):
        wanted = types_of(lemma)
        fitting = [e for e in reversed(told) if e.type in wanted and e.certainty == "asserted"]
        yield from (e.actors for e in fitting if e.status in {"actual", "planned"})
        yield from (e.actors for e in fitting if e.status == "historical")


def _is_same(token: Token, thing: Token) -> bool:
    """Whether two nouns may name one thing: "the peace deal" takes up "a peace accord", but neither "a trade deal" nor "a deal"."""
    one, other = token.lemma_.lower(), thing.lemma_.lower()
    before = _before(thing)
    return bool(before & _before(token)) and not types_of(one).isdisjoint(types_of(other)) if before else one == other


def _before(noun: Token) -> set[str]:
    """The nouns before a noun, in lower case."""
    return {c.lemma_.lower() for c in noun.children if c.dep_ == "compound" and c.pos_ == "NOUN"}


def _is_of_stem(verb: str, noun: str) -> bool:
    """Whether a noun is made from a verb: "propose", "proposal"."""
    shared = next((n for n, (a, b) in enumerate(zip(verb, noun, strict=False)) if a != b), min(len(verb), len(noun)))
    return shared >= STEM and shared >= len(noun) - ENDING and shared >= len(verb) - 2


def _made_by(noun: Token, who: WhoIsWho) -> tuple[Party, ...]:
    """Who a mention of a thing says has made it: "Mali's plan", "the accord between A and B", "a resolution passed by", "issued a decree"."""
    for labels in ({"poss"}, {"amod", "nmod"}):
        found = tuple(p for c in noun.children if c.dep_ in labels for p in who.of(c.i))
        if found:
            return found
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "between", "from"}:
            found = tuple(p for c in child.children if c.dep_ == "pobj" for p in who.of(c.i))
            if found:
                return found
        if child.dep_ == "acl" and child.tag_ == "VBN":
            found = tuple(p for t in agents(child) for p in who.of(t.i))
            if found:
                return found
    particle = next((c.lower_ for c in noun.head.children if c.dep_ == "prt"), None)  # who struck a law down has not made it
    row = light_verb(noun.head.lemma_.lower(), particle) if noun.dep_ in {"dobj", "nsubjpass"} else None
    if row is not None and row.subject == "actor" and row.status is None and noun.head.lemma_ not in TELLING:
        makers = surface_subjects(noun.head) if noun.dep_ == "dobj" else agents(noun.head)
        return tuple(p for t in makers for p in who.of(t.i))
    return ()
