"""Whom an act is done to where its own words do not say: who has asked for what is now granted or refused, who has just been met, the state that
the story is about.

Tried in this order, each only for acts without a recipient of types that are hardly ever done to nobody. What is found has basis "inferred" and the
words by which the article named the party last.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.model import Event, Party, WhoIsWho
from onrecord.records.event_candidates import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

ANSWERS = frozenset({"AGREE", "REJECT", "CONCEDE", "SUPPORT", "AID"})
"""Types by which one answers what somebody has asked, offered or done to one."""
CALLS = frozenset({"REQUEST", "AGREE", "THREATEN", "ACCUSE", "PROTEST", "COERCE", "SANCTION"})
"""Types that call for an answer."""
SPOKEN = frozenset({"AGREE", "THREATEN", "REQUEST"})
"""Types of what one says to those whom one has met, in one breath."""
ABROAD = frozenset({"SANCTION", "THREATEN", "AID", "AGREE", "REJECT"})
"""Types of what a foreign state or body does to the state that a story is about."""
BETWEEN_STATES = frozenset({
    "en.event.SANCTION.recall_envoy", "en.event.SANCTION.close_embassy", "en.event.SANCTION.halt_talks", "en.event.SANCTION.cut_ties",
    "en.event.SANCTION.end_dialogue", "en.event.SANCTION.cut_aid", "en.event.SANCTION.freeze_money", "en.event.SANCTION.suspend_supplies",
})  # fmt: skip
"""Triggers of what one state does to another, though the words name none."""
BACK = 3
"""Acts back that an answer may answer."""
SHARE = 2
"""A story is about the state that it names at least this many times as often as the next one, the actor's own left out."""
ACTED_UPON = 2
"""Times that being acted upon counts beside being named."""
NAMED = 3
"""Times that the state must be named."""


class Implied:
    """The parties that a story leaves to be understood.

    Args:
        who: the parties of the article.
    """

    def __init__(self, who: WhoIsWho) -> None:
        self._who = who

    def recipients_of(self, event: Event, candidate: Candidate, earlier: tuple[Event, ...]) -> tuple[Party, ...]:
        """Whom an act without a recipient is done to, empty where the article does not tell.

        Args:
            event: the act.
            candidate: what told of it.
            earlier: the acts that the article tells before it, in order.
        """
        if event.recipients or not event.actors or event.status == "hypothetical":
            return ()
        found = self._caller(event, earlier) or self._met(event, candidate, earlier) or self._state(event, candidate, earlier)
        names = {a.name for a in event.actors}
        return tuple(replace(p, basis="inferred") for p in found if p.name not in names)

    def _caller(self, event: Event, earlier: tuple[Event, ...]) -> tuple[Party, ...]:
        """Who did to the actor what he now answers: "Peru demanded that Chile leave. Chile refused."."""
        if event.type not in ANSWERS:
            return ()
        names = {a.name for a in event.actors}
        for before in reversed(earlier[-BACK:]):
            if before.type in CALLS and before.status == event.status and before.actors and names & {r.name for r in before.recipients}:
                return before.actors
        return ()

    def _met(self, event: Event, candidate: Candidate, earlier: tuple[Event, ...]) -> tuple[Party, ...]:
        """Whom the actor has met in the same breath: "met the miners and promised to reopen the shaft"."""
        if event.type not in SPOKEN:
            return ()
        verbs = _first_verbs(candidate.scope)
        names = {a.name for a in event.actors}
        for before in reversed(earlier):
            if before.anchor.start < event.sentence.start:
                break
            told = any(before.anchor.start <= v.idx < before.anchor.end for v in verbs)
            if told and before.type == "CONSULT" and names & {a.name for a in before.actors}:
                return before.recipients
        return ()

    def _state(self, event: Event, candidate: Candidate, earlier: tuple[Event, ...]) -> tuple[Party, ...]:
        """The state that the story is about, for what another state or body does: the one that is named, and acted upon, most."""
        actor = event.actors[0]
        own = actor.country
        if event.type not in ABROAD or own is None or candidate.frame.form != "verb":
            return ()
        struck = (c for e in earlier for c in {r.country for r in e.recipients} for _ in range(ACTED_UPON))
        weights: Counter[str | None] = self._named + Counter[str | None](struck)
        told = [(n, country) for country, n in weights.items() if country is not None and country not in {own, "IGO"}]
        told.sort(key=lambda pair: (-pair[0], pair[1]))
        if not told or told[0][0] < NAMED or (len(told) > 1 and told[0][0] < SHARE * told[1][0]):
            return ()
        if weights[own] > told[0][0] and event.rule not in BETWEEN_STATES:  # at home
            return ()
        return self._last_named(told[0][1], event.anchor.start)

    @cached_property
    def _named(self) -> Counter[str | None]:
        """How often the article names each state, or a party of it."""
        return Counter(m.party.country for m in self._who.mentions if m.party.country not in {None, "IGO"})

    def _last_named(self, country: str, before: int) -> tuple[Party, ...]:
        """The state itself, as the article named it last before a place."""
        found: tuple[Party, ...] = ()
        for mention in self._who.mentions:
            if mention.span.start >= before and found:
                break
            if mention.party.kind == "state" and mention.party.country == country:
                found = (mention.party,)
        return found


def _first_verbs(verb: Token) -> list[Token]:
    """The verbs that a verb is coordinated to."""
    out = []
    while verb.dep_ in {"conj", "xcomp"} and verb.head.i != verb.i:
        verb = verb.head
        out.append(verb)
    return out
