"""Cues that tell what becomes of a thing: whoever the thing comes from has undertaken it ("the loan that Norway announced has arrived")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.codebook.stages import StageCue, cues_for, verbs_of, word_lists, words_of
from onrecord.records.commitment_complements import complement_of, is_money
from onrecord.records.commitment_cue import Candidate, anchor_of
from onrecord.records.commitment_things import given_by, owners_of, sources_of, things_of
from onrecord.records.event_frames import Frame, frame_of, is_passive
from onrecord.records.event_subjects import agents, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

RECEIVING = frozenset({"receive", "get"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
HANDING = frozenset({
    "pay", "deliver", "release", "disburse", "hand", "transfer", "send", "install", "supply", "distribute", "build", "complete", "finish", "sign", "settle",
    "restore", "repay", "lift", "issue", "publish", "vaccinate", "shut", "close", "ship",
})  # fmt: skip
"""Acts that somebody does to a thing: their subject, where they have an object, is no thing that comes."""


def owned(cue: StageCue, token: Token, frame: Frame, *, any_thing: bool = False) -> Candidate | None:
    """The candidate of a verb that tells what became of a thing.

    Its promisors are those whom the thing's own words name; empty where these name nobody, to be looked for in what was told before.

    Args:
        cue: a row with `promisor = "owner"`.
        token: its verb.
        frame: the surroundings of the verb.
        any_thing: take any known thing rather than those of the row's list ("the crown" that was promised in the sentence before).
    """
    if cue.scheduled and not is_scheduled(token):
        return None
    things = frame.objects if cue.passive is False else things_of(token)
    if cue.stage == "pledged" and any(c.dep_ == "dobj" for c in token.children):  # "boats, which had been promised access": who receives is no thing
        return None
    for thing in things:
        owners = owners_of(thing) or (sources_of(token) if cue.passive is False else ())
        if any_thing:
            owners = given_by(thing)
        if cue.passive is False and (bought := sources_of(token)):
            owners = bought
        fits = _is_known(cue, thing) if any_thing else _fits(cue, thing)
        if not fits or (not owners and not _may_be_told_before(cue, token, thing)):
            continue
        if cue.takes == ("object",):
            return Candidate(cue, token, thing, "object", owners, anchor_of(token, token, "none"), any_thing)
        act, kind = complement_of(cue, frame, "")
        if act is not None:
            return Candidate(cue, token, act, kind, owners, anchor_of(token, act, kind))
    return None


def coming(cue: StageCue, token: Token, *, any_thing: bool = False) -> Candidate | None:
    """The candidate of a thing that is to come, or of what somebody is to get: "the German doses will arrive in May", "growers are to get aid".

    Args:
        cue: a row with `promisor = "owner"` of an auxiliary, of "be" or of an adjective ("due", "expected").
        token: its word.
        any_thing: as for `owned`.
    """
    verb = _verb_under(cue, token)
    if verb is None or verb.lemma_.lower() not in words_of(cue.actions) or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return None
    if verb.dep_ == "ccomp" and any(c.tag_ in {"WP", "WRB", "WDT"} for c in verb.children):  # "refused to say when talks would resume"
        return None
    things = [c.lower_ for c in verb.children if c.dep_ == "dobj"]
    if (verb.lemma_.lower() == "take" and things != ["place"]) or (verb.lemma_.lower() in {"follow", "expand", "double"} and things):
        return None  # what takes place and what follows come; what follows rules does not
    if things and verb.lemma_.lower() in HANDING:
        return None  # "the mills would pay 200 pesos a load": who pays does not come
    subjects = tuple(c for c in verb.children if c.dep_ in SUBJECTS) or surface_subjects(verb)
    for thing in tuple(c for c in verb.children if c.dep_ == "dobj") if verb.lemma_.lower() in RECEIVING else subjects:
        if any_thing and _is_known(cue, thing):
            return Candidate(cue, token, verb, "infinitive", given_by(thing), anchor_of(token, verb, "infinitive"), known_only=True)
        if not any_thing and _fits(cue, thing):
            owners = owners_of(thing) or (sources_of(verb) if verb.lemma_.lower() in RECEIVING else agents(verb))
            owners = owners or tuple(c for c in thing.children if c.dep_ == "poss")  # "its mills would shut"
            named = tuple(o for o in owners if o.pos_ != "NUM" and o.lemma_.lower() not in word_lists()["calendar"])
            return Candidate(cue, token, verb, "none" if cue.form == "auxiliary" else "infinitive", named, anchor_of(token, verb, "infinitive"))
    return None


def untrue(cue: StageCue, token: Token) -> Candidate | None:
    """What reports are said to be wrong about: "reports that Cyprus would sell its stake are untrue"."""
    verb = token.head
    if token.dep_ not in {"acomp", "attr"} or verb.lemma_ != "be" or any(c.dep_ == "neg" for c in verb.children):
        return None
    for report in (c for c in verb.children if c.dep_ == "nsubj" and c.lemma_.lower() in word_lists()["reports"]):
        for act in (c for c in report.children if c.dep_ in {"acl", "ccomp", "relcl"} and c.pos_ in {"VERB", "AUX"}):
            subjects = tuple(c for c in act.children if c.dep_ in SUBJECTS)
            if subjects and not (_aux(act) | {act.lemma_.lower()}).isdisjoint({"would", "will", "may", "could", "is", "plan", "promise", "agree"}):
                return Candidate(cue, token, act, "clause", subjects, (report,))
    return None


def thing_of(candidate: Candidate) -> Token | None:
    """The thing that an owned cue tells of: the act itself, or what is to come or to be got, through coordination too ("and would be paid")."""
    if candidate.complement == "object":
        return candidate.act
    if candidate.act.lemma_.lower() in RECEIVING:
        return next((c for c in candidate.act.children if c.dep_ == "dobj"), None)
    around = (*candidate.act.children, *candidate.head.children, *candidate.head.head.children)
    own = next((c for c in around if c.dep_ in SUBJECTS), None)
    return own or next(iter(surface_subjects(candidate.act)), None)


def _aux(verb: Token) -> frozenset[str]:
    return frozenset(c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"})


def is_elliptic(thing: Token) -> bool:
    """Whether a thing is named only by what it is of a whole: "the rest", "the second", "the remaining twelve"."""
    if any(c.dep_ == "prep" and c.lower_ == "of" for c in thing.children):  # "one of the inspectors": what it is of stands beside it
        return False
    return thing.lemma_.lower() in word_lists()["of_a_whole"] or (thing.pos_ == "NUM" and thing.lower_ != "one")


def is_scheduled(verb: Token) -> bool:
    """Whether a plain present tells of a day to come: "begins on Monday", "goes ahead on 23 March", "starts next week"."""
    if verb.tag_ not in {"VBZ", "VBP"} or any(c.dep_ in {"aux", "neg"} for c in verb.children):
        return False
    calendar = word_lists()["calendar"]
    for child in verb.children:
        if child.i < verb.i:
            continue
        named = [child] if child.dep_ == "npadvmod" else [c for c in child.children if c.dep_ == "pobj"] if child.lower_ in {"on", "in", "from", "at"} else []
        if any(t.lemma_.lower() in calendar for n in named for t in n.subtree):
            return True
    return False


def _verb_under(cue: StageCue, token: Token) -> Token | None:
    """The verb of what is to come: that of an auxiliary, the infinitive under "be" or "due"."""
    if cue.form == "auxiliary":
        return token.head if token.dep_ == "aux" and token.tag_ == "MD" else None
    return _infinitive_beside(token)


@lru_cache(maxsize=8)
def _infinitive_beside(token: Token) -> Token | None:
    """The infinitive behind a word, on it or on its head; asked for once for each row of the word."""
    around = (c for holder in (token, token.head) for c in holder.children)
    return next((c for c in around if c.i > token.i and c.dep_ in {"xcomp", "ccomp", "advcl"} and any(a.lower_ == "to" for a in c.children)), None)


def _fits(cue: StageCue, thing: Token) -> bool:
    lemmas = {thing.lemma_.lower()} | {t.lemma_.lower() for t in thing.subtree if t.dep_ == "pobj" and t.head.head.i == thing.i}
    wanted = words_of(cue.subjects)
    if given_by(thing) and lemmas.isdisjoint(words_of(cue.not_subjects)) and not wanted.isdisjoint(word_lists()["handed"]):
        return True  # "the armoured cars that Belgium promised", whatever they are
    fits = not lemmas.isdisjoint(wanted) or ("MONEY" in wanted and is_money(thing)) or ("ELLIPSIS" in wanted and is_elliptic(thing))
    return fits and lemmas.isdisjoint(words_of(cue.not_subjects))


def known_things(token: Token) -> Iterator[Candidate]:
    """Candidates about things that no list names: they count only if the article told before who undertook them."""
    for word in dict.fromkeys((token.lower_, token.lemma_.lower())):
        for cue, particle in cues_for(word):
            if cue.promisor != "owner" or cue.passive is False or (particle and not any(c.lower_ == particle for c in token.children)):
                continue
            if cue.form == "auxiliary" or cue.actions:
                found = coming(cue, token, any_thing=True)
            elif cue.form == "verb" and token.pos_ in {"VERB", "AUX"} and (cue.passive is None or is_passive(token)) and not cue.phrases:
                found = owned(cue, token, frame_of(token, "verb"), any_thing=True)
            else:
                continue
            if found is not None:
                yield found
                return


def _is_known(cue: StageCue, thing: Token) -> bool:
    """Whether a noun is of a thing that the article can have spoken of before: definite, no person and no body."""
    if thing.pos_ != "NOUN" or thing.lemma_.lower() in words_of(cue.not_subjects) or "RECEIVE" in cue.actions:
        return False
    lists = word_lists()
    if any(thing.lemma_.lower() in lists[x] or thing.lower_ in lists[x] for x in ("body", "crowd")) or thing.tag_ == "PRP":
        return False
    if verbs_of(thing.lemma_.lower()) and thing.tag_ == "NN":  # "planting would go on"
        return True
    return bool(given_by(thing)) or any(c.dep_ in {"det", "poss"} and c.lower_ in DEFINITE for c in thing.children)


DEFINITE = frozenset({"the", "that", "this", "these", "those", "its", "their"})


def _may_be_told_before(cue: StageCue, verb: Token, thing: Token) -> bool:
    """Whether who undertook a thing can stand before it: the article speaks of a known one, and no agent with a name answers for its fate."""
    if any(a.pos_ == "PROPN" or a.lemma_.lower() in word_lists()["body"] for a in agents(verb)):
        return False
    known = any(c.dep_ in {"det", "poss"} and c.lower_ in DEFINITE for c in thing.children)
    known = known or any(c.dep_ == "acl" and c.tag_ == "VBN" for c in thing.children)  # "compensation, agreed in 2021, has been paid"
    known = known or (verb.dep_ == "conj" and thing.head.i == verb.head.i)  # the same, its participle taken for a verb
    known = known or thing.lemma_.lower() in word_lists()["follows"]  # "Work starts in May"
    return cue.passive is not False and (known or is_elliptic(thing))
