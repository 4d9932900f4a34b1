"""Who acts and who is acted upon, given a trigger and the frame of its word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.codebook.event_types import Trigger
from onrecord.model import Party, PartyMention, WhoIsWho
from onrecord.records.event_frames import AROUND, ON_OCCASION, Frame, has_to

if TYPE_CHECKING:
    from spacy.tokens import Token

VERB_ACTOR = ("subject",)
VERB_RECIPIENT = ("object", "indirect", "clause.subject")
SENDING = frozenset({
    "send", "deploy", "dispatch", "deliver", "ship", "supply", "donate", "transfer", "lend", "share", "contribute", "provide",
    "set", "build", "create", "form", "establish", "hold", "launch", "found", "draft", "open",
})  # fmt: skip
"""Verbs whose object goes to somebody else, or is only made by them ("agreed to set up a joint commission")."""
TRYING = frozenset({"attempt", "seek", "try", "aim"})
NOUN_ACTOR = ("subject", "possessor", "by", "compound", "from")
NOUN_RECIPIENT = ("against", "on", "with", "to", "into", "between", "object", "at", "for")


def actors_of(trigger: Trigger, frame: Frame, who: WhoIsWho) -> tuple[Party, ...]:
    """The parties that act, empty where the words name none."""
    return _first(trigger.actor or (NOUN_ACTOR if frame.form == "noun" else VERB_ACTOR), frame, who)


def recipients_of(trigger: Trigger, frame: Frame, who: WhoIsWho) -> tuple[Party, ...]:
    """The parties acted upon, empty where the words name none."""
    return _first(recipient_roles(trigger, frame), frame, who)


def recipient_roles(trigger: Trigger, frame: Frame) -> tuple[str, ...]:
    """Where the recipient may stand: the role names of the trigger, else those of its form."""
    return trigger.recipient or (NOUN_RECIPIENT if frame.form == "noun" else VERB_RECIPIENT)


def sides_of(trigger: Trigger, frame: Frame, who: WhoIsWho) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients, no party on both sides but by "itself"; the sides of a reciprocal act ("A and B met") are split."""
    actors, recipients = actors_of(trigger, frame, who), recipients_of(trigger, frame, who)
    if not actors and (frame.form == "verb" or trigger.reciprocal or trigger.mode == "visit"):
        actors = distinct(p for token in frame.backup for p in who.of(token.i))
    if not recipients and len(actors) > 1 and _is_mutual(frame):  # "the army and the militia blamed each other"
        return actors[:1], actors[1:]
    if trigger.reciprocal and not actors and len(recipients) > 1:
        actors, recipients = recipients[:1], recipients[1:]
    if "legislative" in trigger.contexts:  # "voted against it": a bill, not a party
        recipients = tuple(r for r in recipients if r.mention.text.lower() not in {"it", "this"})
    recipients = tuple(r for r in recipients if is_reflexive(r) or all(r.name != a.name for a in actors))
    if trigger.reciprocal and not recipients and len(actors) > 1:
        actors, recipients = actors[:1], actors[1:]
    return actors, recipients


def _is_mutual(frame: Frame) -> bool:
    """Whether the act is done to "each other" or "one another"."""
    places = (*frame.objects, *frame.indirect, *(t for _, tokens in frame.phrases for t in tokens))
    return any(t.lower_ in {"other", "another"} and any(c.lower_ in {"each", "one"} for c in t.children) for t in places)


def is_reflexive(party: Party) -> bool:
    """Whether a party is named as "itself", "themselves"."""
    return party.mention.text.lower().endswith(("self", "selves"))


def tokens_at(role: str, frame: Frame) -> tuple[Token, ...]:
    """Heads of the phrases where a role name of the codebook says to look."""
    if role == "subject":
        return frame.subjects
    if role == "object":
        return frame.objects
    if role == "indirect":
        return frame.indirect
    if role == "aim":
        aims = [c for c in frame.head.children if c.dep_ in {"advcl", "xcomp", "acl"} and has_to(c)]
        trying = [c for c in frame.head.children if c.dep_ == "acl" and c.lemma_ in TRYING]  # "a suit seeking to stop Mali"
        return tuple(o for c in (*aims, *(x for t in trying for x in t.children if x.dep_ == "xcomp")) for o in _within(c))
    if role == "attending":
        return () if frame.head.head.lower_ in AROUND - ON_OCCASION else frame.backup
    if role == "possessor":
        return tuple(t for t in frame.owners if t.dep_ == "poss")
    if role == "compound":
        return tuple(t for t in frame.owners if t.dep_ != "poss")
    if role == "clause.subject":
        return tuple(s for c in frame.clauses for s in c.children if s.dep_ in {"nsubj", "nsubjpass"}) or frame.objects
    if role == "clause.object":
        return tuple(o for c in frame.clauses for o in _within(c))
    return frame.phrase(role)


def _within(verb: Token) -> tuple[Token, ...]:
    """What an infinitive acts upon: its object and dative, then the phrases of its prepositions; what is sent acts upon nobody."""
    sent = verb.lemma_ in SENDING
    found = tuple(c for c in verb.children if c.dep_ in {"dobj", "dative", "nsubjpass"} and c.pos_ != "ADP" and not (sent and c.dep_ == "dobj"))
    return found + tuple(p for c in verb.children if c.dep_ in {"prep", "dative"} for p in c.children if p.dep_ == "pobj")


def _first(roles: tuple[str, ...], frame: Frame, who: WhoIsWho) -> tuple[Party, ...]:
    """The parties at the first role that has any; parties that own a thing standing there come after parties that stand there."""
    owned: tuple[Party, ...] = ()
    for role in roles:
        if role == "speaker" and frame.speaker:
            return frame.speaker
        name, _, part = role.partition(".")
        place = role if name == "clause" else name
        tokens = tokens_at(place, frame)
        if part != "owner":
            found = [p for token in tokens for p in (*(who.of(token.i) or _apposed(token, who)), *_members(token, who))]
            if place == "clause.object":  # its object, or the first phrase that names a party
                found = list(next((p for token in tokens if (p := who.of(token.i))), ()))
            if found:
                return distinct(found)
        if place != "compound" and not owned:
            owned = next((o for token in tokens if (o := owners_of(token, who))), ())
        if part == "owner" and owned:
            return owned
    if not owned and "indirect" in roles:  # the parser takes a bare dative for the object: "promised farmers cheaper seed"
        return distinct(p for token in frame.objects for p in who.of(token.i))
    return owned


def _apposed(token: Token, who: WhoIsWho) -> tuple[Party, ...]:
    """The parties that stand beside a word which names none itself: "his co-defendant, the trader Li Wei"."""
    return next((p for c in token.children if c.dep_ == "appos" and (p := who.of(c.i))), ())


def _members(token: Token, who: WhoIsWho) -> Iterator[Party]:
    """The parties that a description lists: "three banks including Alba and Orion", "his two colleagues, Aru and Bent"."""
    for child in token.children:  # "Ghana, Togo and Benin", which the parser takes for an apposition
        if child.dep_ == "appos" and token.pos_ == child.pos_ == "PROPN" and any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in child.children):
            yield from who.of(child.i)
    for one in (token, *(c for c in token.children if c.dep_ == "conj")):
        for child in (*one.children, *token.children):
            if child.dep_ == "appos" and one.tag_ == "NNS" and child.pos_ == "PROPN" and one.i < child.left_edge.i <= one.i + 2:
                yield from who.of(child.i)
    for child in token.children:
        such = child.lower_ == "as" and any(c.lower_ == "such" for c in child.children)
        if child.dep_ == "prep" and (such or child.lower_ == "including"):
            yield from (p for c in child.children if c.dep_ == "pobj" for p in who.of(c.i))


def owners_of(token: Token, who: WhoIsWho, depth: int = 0) -> tuple[Party, ...]:
    """The parties that a thing belongs to: its possessor, the demonym before it, or the party in its "of", "by" or "in" phrase."""
    for labels in ({"poss"}, {"amod", "compound", "nmod"}):
        found = distinct(p for c in token.children if c.dep_ in labels for p in who.of(c.i))
        if found:
            return found
    if depth > 2:
        return ()
    for preposition in DOERS if token.lemma_.lower() in BLOWS and token.dep_ == "nsubj" else (*DOERS, "against", "on", "in", "to", "with"):
        for child in token.children:
            if child.dep_ in {"prep", "agent"} and child.lower_ == preposition:
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        found = who.of(inner.i) or owners_of(inner, who, depth + 1)
                        if found and not _is_mere_place(preposition, found, who.at(inner.i)):
                            return found
    for child in token.children:
        if child.dep_ == "poss":
            return owners_of(child, who, depth + 1)
    return ()


DOERS = ("by", "of", "from", "between")
BLOWS = frozenset({
    "attack", "raid", "strike", "airstrike", "assault", "bombing", "bombardment", "shelling", "ambush", "offensive", "shooting", "blast",
    "explosion", "incursion", "barrage",
})  # fmt: skip
"""Nouns whose "on", "against" or "in" says whom or where they strike: "a raid on Lima killed three" was not Lima's."""


def _is_mere_place(preposition: str, parties: tuple[Party, ...], mention: PartyMention | None) -> bool:
    """Whether "in X" or "of X" only says where: a country in which something is done is party to it, a sea or a hill is not."""
    return preposition in {"in", "of"} and mention is not None and mention.kind == "place" and all(p.kind != "state" for p in parties)


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The parties in order, each name once."""
    seen: dict[str, Party] = {}
    for party in parties:
        seen.setdefault(party.name, party)
    return tuple(seen.values())
