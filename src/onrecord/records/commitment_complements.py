"""How the act of a commitment hangs on its cue: an infinitive, a gerund, a clause or an object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.codebook.stages import Complement, StageCue, word_lists, words_of
from onrecord.records.event_frames import Frame, has_to, is_infinitive, phrase_lemmas

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = frozenset({"VERB", "AUX"})
REFLEXIVE = frozenset({"itself", "themselves", "himself", "herself", "ourselves", "myself"})


def complement_of(cue: StageCue, frame: Frame, particle: str, direct: bool = True) -> tuple[Token | None, Complement]:
    """The word that names the act, and how it hangs on the cue."""
    for kind in cue.takes:
        for act in _acts(cue, frame, kind, direct, particle):
            if kind == "object":
                if fits_object(cue, act) and not (cue.stage == "offered" and any(c.dep_ == "det" and c.lower_ == "no" for c in act.children)):
                    return act, kind  # "offered no tax break" offers nothing
            elif fits_action(cue, act):
                return act, kind
    return None, "none"


def _acts(cue: StageCue, frame: Frame, kind: Complement, direct: bool, particle: str) -> Iterator[Token]:
    head = frame.head
    if kind == "infinitive":
        verbs = (c for c in frame.clauses if not c.text[:1].isupper())  # "pledged two boats to Belize"
        yield from (c for c in verbs if is_infinitive(c) and c.tag_ != "VBG" and _is_own(c, frame) and has_to(c))
        for child in head.children:  # an infinitive that the parser takes for a purpose
            if child.dep_ in {"advcl", "relcl", "acl"} and has_to(child) and child.i > head.i and _is_near(child, head):
                yield child
        if head.dep_ == "conj" and head.head.lemma_ in ASKING and not any(c.dep_ in {"dobj", "xcomp", "ccomp"} for c in head.children):
            yield from (c for c in head.head.children if c.dep_ == "xcomp" and has_to(c))  # "was asked to help but declined"
        if head.pos_ == "NOUN" and frame.support is not None:
            yield from (c for c in frame.support.children if c.dep_ in {"xcomp", "advcl"} and has_to(c) and c.left_edge.i - head.i == 1)
    elif kind == "gerund":
        for clause in frame.clauses:
            if _is_gerund(clause) and _under(clause) in {*(cue.preps or ("",)), *particle.split()}:
                yield clause
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in cue.preps:
                yield from (c for c in child.children if c.dep_ == "pcomp" and c.tag_ == "VBG")
            elif particle and child.dep_ == "advcl" and _is_gerund(child) and 0 < child.i - head.i <= 2:  # "ruled out sending"
                yield child
    elif kind == "clause":
        clauses = (*frame.clauses, *(c for c in head.children if c.dep_ == "acl"))
        if cue.stage == "denied":  # "denied a report that it had shipped the first of them"
            reports = [o for o in frame.objects if o.lemma_.lower() in word_lists()["reports"]]
            clauses += tuple(t for o in reports for t in o.subtree if t.dep_ in {"relcl", "acl", "ccomp"} and t.i > o.i)
        yield from (c for c in clauses if _is_clause(c) and (cue.stage == "denied" or _is_ahead(c)))
    elif kind == "object":
        if head.dep_ == "relcl" and any(c.dep_ in {"prep", "prt"} and c.lower_ in cue.preps and not any(True for _ in c.children) for c in head.children):
            yield head.head  # "an allowance that it agreed to", "a force that it signed up to"
        if head.dep_ == "relcl" and any(c.tag_ in {"WDT", "WP"} and c.dep_ == "dative" for c in head.children):
            yield head.head  # "the boats that Britain promised Belize", read as a receiver by the parser
        for preposition in cue.preps:
            if preposition:
                yield from frame.phrase(preposition) if frame.form == "noun" else _pobjs(head, preposition)
                if frame.form == "noun":  # "a pledge by Gabon of 15 million dollars"
                    by = (p for c in head.children if c.lower_ in {"by", "from"} for p in c.children if p.dep_ == "pobj")
                    yield from (t for p in by for t in _pobjs(p, preposition))
        if direct and (not cue.preps or "" in cue.preps):
            yield from frame.objects if frame.form == "verb" else ()
            if particle and frame.form == "verb" and not frame.objects:  # "voted down the treaty", its particle read as a preposition
                yield from _pobjs(head, particle)
            if frame.form == "verb" and not frame.objects:  # "pledged five million dollars more"
                yield from (t for t in head.doc[head.i + 1 : head.i + 5] if t.dep_ == "npadvmod" and is_money(t) and t.left_edge.i == head.i + 1)


ASKING = frozenset({"ask", "urge", "invite", "press", "tell", "want", "expect"})
"""Verbs whose infinitive is what a bare "declined" or "refused" beside them is about."""


def _is_near(child: Token, head: Token) -> bool:
    """Whether an infinitive can be a verb's complement rather than a purpose: right after it, or after when, where and in return for what."""
    between = child.left_edge.i - head.i
    lemma = head.lemma_.lower()
    told = lemma == "vote" and any(c.dep_ == "prep" and c.lower_ in {"in", "on", "at"} for c in head.children)
    if lemma in word_lists()["keeps_subject"] | BINDING and not any(c.dep_ == "dobj" for c in head.children):
        aside = {t.i for c in head.children if c.dep_ in {"prep", "advmod", "npadvmod"} for t in c.subtree}
        told = told or all(i in aside for i in range(head.i + 1, child.left_edge.i))
    return between <= 2 or (told and child.left_edge.i > head.i)


BINDING = frozenset({"agree", "undertake", "offer", "refuse", "decide", "commit"})
"""Verbs whose infinitive is what is undertaken however far it stands ("agreed besides to tell")."""


def infinitives_beside(act: Token) -> Iterator[Token]:
    """Infinitives that are undertaken along with one, each with a "to" of its own: "to pay, and to rebuild"."""
    for child in act.children:
        if child.dep_ == "conj" and child.pos_ in VERBS and has_to(child) and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children):
            yield child
            yield from infinitives_beside(child)


def _pobjs(head: Token, preposition: str) -> Iterator[Token]:
    words = preposition.split()
    for child in head.children:
        if child.lower_ == words[-1] and child.dep_ in {"prep", "prt", "dative", "agent"}:
            yield from (c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ in {"prep", "advmod", "prt"} and child.i > head.i and child.lower_ != "according":  # "out of", "away from"
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ == words[-1]:
                    yield from (c for c in inner.children if c.dep_ == "pobj")


def _is_gerund(clause: Token) -> bool:
    """"sending", "having sent": without a subject of its own and not part of a tense."""
    if any(c.dep_ in {"nsubj", "nsubjpass"} or (c.dep_ in {"aux", "auxpass"} and c.tag_ != "VBG") for c in clause.children):
        return False
    return clause.tag_ == "VBG" or any(c.tag_ == "VBG" and c.dep_ == "aux" for c in clause.children)


def _under(clause: Token) -> str:
    return clause.head.lower_ if clause.dep_ == "pcomp" else ""


def _is_own(clause: Token, frame: Frame) -> bool:
    """Whether the infinitive's subject is the cue's: not "expects Mali to leave", but "promised Mali to leave"."""
    if any(c.dep_ in {"nsubj", "nsubjpass"} for c in clause.children):
        return False
    objects = [c for c in frame.head.children if c.dep_ == "dobj" and c.i < clause.i and c.lower_ not in REFLEXIVE]  # "binds itself to"
    return not objects or frame.head.lemma_.lower() in word_lists()["keeps_subject"]


def _is_clause(verb: Token) -> bool:
    return verb.pos_ in VERBS and not has_to(verb) and verb.tag_ != "VBG" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _is_ahead(verb: Token) -> bool:
    """Whether a clause speaks of what is to come: "would", "will", "'d"."""
    return any(c.dep_ == "aux" and c.tag_ == "MD" and c.lower_ in word_lists()["ahead"] for c in verb.children)


def fits_action(cue: StageCue, verb: Token) -> bool:
    """Whether a verb can be the act of a cue."""
    lemma = verb.lemma_.lower()
    if cue.not_things and any(c.dep_ == "dobj" and not words_of(cue.not_things).isdisjoint({c.lemma_.lower(), c.lower_}) for c in verb.children):
        return False
    if lemma == "do" and all(c.dep_ in {"aux", "prep", "punct", "npadvmod"} for c in verb.children):  # "as it undertook to do in May"
        return False
    if verb.dep_ not in {"xcomp", "ccomp"} and any(c.dep_ == "expl" for c in verb.children):
        return False
    set_by_law = lemma in SET_BY_LAW and any(c.dep_ == "dobj" and is_set(c) for c in verb.children)
    if lemma in words_of(cue.not_actions) and not set_by_law and not _goes_on(verb) and not _hands_over(verb):
        return False
    if not cue.actions:
        return True
    wanted = words_of(cue.actions)
    return lemma in wanted or any(f"{lemma} {c.lower_}" in wanted for c in verb.children if c.dep_ in {"prt", "advmod", "oprd"})


def _hands_over(verb: Token) -> bool:
    """Whether "give" tells of a thing rather than of words: "give Kenya vaccine", but not "give a reason"."""
    things = word_lists()["goods"] | word_lists()["handed"] | word_lists()["gift"]
    return verb.lemma_.lower() == "give" and any(c.dep_ == "dobj" and (c.lemma_.lower() in things or is_money(c)) for c in verb.children)


def _goes_on(verb: Token) -> bool:
    """Whether "go" is an act: "go on shooting", "go ahead with", "go to court"."""
    if verb.lemma_.lower() != "go":
        return False
    after = {t.lower_ for c in verb.children if c.i > verb.i for t in (c, *c.children)}
    if not after.isdisjoint({"ahead", "court", "arbitration"}):
        return True
    return "on" in after and any(c.lower_.endswith("ing") for w in verb.children for c in (w, *w.children) if c.i > verb.i)


SET_BY_LAW = frozenset({"raise", "create", "lose", "boost", "draw"})
"""Verbs of outcomes that are acts over what is set or set up: "raise the tax", "create a fund"."""


def is_set(noun: Token) -> bool:
    """Whether a noun is something that somebody sets or sets up."""
    return noun.lemma_.lower() in word_lists()["set_by_law"]


def fits_object(cue: StageCue, noun: Token) -> bool:
    """Whether a noun can be what a cue speaks of."""
    if "PRONOUN" in cue.objects:
        return noun.lower_ in {"that", "this", "it"}
    if noun.pos_ not in {"NOUN", "PROPN", "NUM", "SYM", "VERB", "ADJ"} and noun.lower_ not in {"anything", "half"}:
        return False
    lemmas = {*phrase_lemmas(noun), *(t.lower_ for n in noun.children if n.dep_ == "nummod" for t in n.children)}  # "the last 80 detainees"
    between, doc = range(noun.head.i + 1, noun.i), noun.doc
    if not lemmas.isdisjoint({"nothing", "nobody"}) or any(doc[i].lower_ == "one" and doc[i - 1].lower_ == "no" for i in between):
        return False  # "have promised no one anything"
    if cue.not_objects and not lemmas.isdisjoint(words_of(cue.not_objects)):
        return False
    wanted = words_of(cue.objects)
    if not wanted or not lemmas.isdisjoint(wanted):
        return True
    if "PART_OF" in wanted and is_part(noun):
        return True
    if "NUMBER" in wanted and any(t.like_num for t in noun.subtree):
        return True
    return "MONEY" in wanted and is_money(noun)


def is_part(noun: Token) -> bool:
    """Whether a number is told of a larger one: "3 million of 28 million blanks", "only two of five instalments", "half of the sum"."""
    counted = noun.pos_ == "NUM" or noun.lower_ == "half"
    if counted:
        whole = [c for prep in noun.children if prep.lower_ == "of" for c in prep.children if c.dep_ == "pobj"]
        return any(any(t.like_num for t in w.subtree) or any(c.lower_ in {"the", "its", "their"} for c in w.children) for w in whole)
    number = next((c for c in noun.children if c.dep_ == "nummod"), None)
    return number is not None and any(c.lower_ == "of" for c in number.children)


def is_money(noun: Token) -> bool:
    """Whether a noun phrase tells of a sum."""
    money = word_lists()["money"]
    return any(t.lower_ in money or t.lemma_.lower() in money for t in noun.subtree)
