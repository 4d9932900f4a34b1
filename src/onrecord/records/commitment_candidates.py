"""Which words of a document may carry a commitment: the cues of the codebook tested against the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.codebook.countries import country_named
from onrecord.codebook.stages import Complement, StageCue, cue_words, cues_for, word_lists, words_of
from onrecord.model import Document
from onrecord.records.commitment_complements import VERBS, complement_of, fits_action, fits_object, infinitives_beside
from onrecord.records.commitment_cue import Candidate, anchor_of, fits_party
from onrecord.records.commitment_kept import kept_by
from onrecord.records.commitment_owned import coming, known_things, owned, untrue
from onrecord.records.commitment_terms import terms_of
from onrecord.records.commitment_things import GIVEN, givers, owners_of
from onrecord.records.event_frames import Frame, frame_of, has_to, is_passive, surface_subjects
from onrecord.records.event_subjects import agents

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_candidates(document: Document) -> tuple[Candidate, ...]:
    """All cues of a document with their acts, in order. Page chrome is left out."""
    removed = [(r.span.start, r.span.end) for r in document.article.removed]
    found: list[Candidate] = []
    for token in _with_rows(document):
        if token.is_space or token.is_punct or any(a <= token.idx < b for a, b in removed):
            continue
        candidate = candidate_at(token)
        if candidate is not None and not is_generic(candidate):
            found.extend(_each(candidate))
        if candidate is None or candidate.cue.promisor != "owner":
            found.extend(known_things(token))
        found.extend(c for c in terms_of(token) if not is_generic(c))
        found.extend(kept_by(token))
    return tuple(found)


def _with_rows(document: Document) -> Iterator[Token]:
    """The words for which the codebook has rows, by their form or their lemma; read by columns, which is far faster than token by token."""
    doc, listed = document.doc, cue_words()
    words, lemmas = doc.to_array(["LOWER", "LEMMA"]).T.tolist()
    of = doc.vocab.strings
    known = {k: of[k].lower() in listed for k in {*words, *lemmas}}
    for i, (word, lemma) in enumerate(zip(words, lemmas, strict=True)):
        if known[word] or known[lemma]:
            yield doc[i]


def candidate_at(token: Token) -> Candidate | None:
    """The first row of the codebook that fits a word."""
    word, lemma = token.lower_, token.lemma_.lower()
    pairs = cues_for(word) if word == lemma else (*cues_for(word), *cues_for(lemma))
    for cue, particle in pairs:
        if cue.promisor in {"terms", "main"} or (particle and not _has_particle(token, particle)):
            continue
        maker = {"verb": _verb, "noun": _noun, "adjective": _adjective, "auxiliary": _auxiliary}[cue.form]
        candidate = maker(cue, token, particle)
        if candidate is not None:
            return candidate
    return None


def _has_particle(token: Token, particle: str) -> bool:
    first, doc = particle.split()[0], token.doc
    return (token.i + 1 < len(doc) and doc[token.i + 1].lower_ == first) or any(c.lower_ == first for c in token.children if c.i > token.i)


def is_listed(candidate: Candidate) -> bool:
    """Whether a candidate's act is one of several that an announced thing includes."""
    return candidate.complement == "gerund" and candidate.cue.form == "verb" and "gerund" not in candidate.cue.takes


# --------------------------------------------------------------------------------------------------------- by form
def _verb(cue: StageCue, token: Token, particle: str) -> Candidate | None:
    if token.pos_ not in VERBS or token.dep_ in {"aux", "auxpass", "amod", "compound"}:
        return None
    if cue.passive is not None and is_passive(token) != cue.passive:
        return None
    if cue.under and not any(c.dep_ == "aux" and c.lower_ in cue.under for c in token.children):
        return None
    if (not cue.past and token.tag_ == "VBD") or (not cue.present and token.tag_ in {"VBZ", "VBP"}):
        return None
    if cue.patient and token.lemma_ == "have" and any(c.lower_ == "yet" for c in token.children):  # "has yet to sign": not done, no duty
        return None
    if cue.promisor == "owner" and cue.actions:
        return coming(cue, token)
    frame = frame_of(token, "verb")
    if token.dep_ == "conj" and token.tag_ == "VBD" and token.head.tag_ == "VB":  # "said that it did not vote, and promised ...": no bare form
        frame = replace(frame, subjects=surface_subjects(token.head.head))
    if cue.phrases and not any(p.lemma_.lower() in cue.phrases for _, heads in frame.phrases for p in heads):
        last = next((t for t in token.subtree if t.dep_ == "pobj" and t.lemma_.lower() in cue.phrases), None)  # "put the sale of the line on hold"
        if last is None or last.i <= token.i or last.head.head.dep_ not in {"pobj", "dobj"}:
            return None
    if cue.not_phrases and any(p.lemma_.lower() in words_of(cue.not_phrases) for _, heads in frame.phrases for p in heads):
        return None
    if cue.promisor == "owner":
        return owned(cue, token, frame)
    subjects = frame.subjects
    if token.dep_ in {"ROOT", "advcl"} and has_to(token):  # a purpose asserts nothing: "met to vote on the budget"
        return None
    if not subjects and not frame.passive:
        subjects = _right_before(token)
    if cue.promisor == "agent" and not subjects:
        return None
    if cue.takes == ("none",):
        act: Token | None = token
        kind: Complement = "none"
    else:
        act, kind = complement_of(cue, frame, particle)
    if act is not None and kind == "infinitive" and cue.patient and _is_undergone(act):
        subjects = _doers(agents(act))
    if act is None or not fits_party(cue, subjects) or (token.lemma_ == "be" and _is_equation(token, act)):
        return None
    if kind == "object" and cue.stage in GIVEN:
        moved = tuple(o for o in frame.objects if o.i != act.i and o.pos_ == "PROPN") if "from" in cue.preps else ()  # "took Chad out of"
        subjects = moved or givers(act, cue.stage) or subjects  # "the Senate approved the Taiwanese loan": the loan is Taiwan's
    return Candidate(cue, token, act, kind, subjects, anchor_of(token, act, kind))


def _is_equation(verb: Token, act: Token) -> bool:
    """Whether "be" only says what something is: "it is their task to lead"."""
    return any(c.dep_ in {"attr", "acomp", "expl"} for c in verb.children) or act.left_edge.i - verb.i > 3


def _right_before(verb: Token) -> tuple[Token, ...]:
    """The noun before a finite verb that the parser gives no subject, be there a comma in between."""
    if verb.dep_ not in {"ROOT", "ccomp"} or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return ()
    before = [t for t in verb.doc[max(verb.sent.start, verb.i - 2) : verb.i] if not t.is_punct]
    return tuple(t for t in before[-1:] if t.pos_ in {"PROPN", "NOUN"} and not _is_time(t))


def _is_undergone(act: Token) -> bool:
    """Whether an act is in the passive, so that its subject is who or what undergoes it ("is to be rebuilt")."""
    return any(c.dep_ == "auxpass" for c in act.children)


def _doers(heads: tuple[Token, ...]) -> tuple[Token, ...]:
    """Heads without times, which stand under "by" too: "will be paid by Friday"."""
    return tuple(h for h in heads if not _is_time(h))


def _is_time(head: Token) -> bool:
    if country_named(head.text) is not None:  # "On Monday Germany froze its aid", read as one name by the parser
        return False
    return head.pos_ == "NUM" or any(t.lemma_.lower() in word_lists()["calendar"] or (t.like_num and len(t) == 4) for t in (head, *head.children))


def _each(candidate: Candidate) -> tuple[Candidate, ...]:
    """A candidate for each of several acts: "vowed to pay, and to rebuild ...", or what a thing includes: "steps, including closing ..."."""
    if candidate.complement == "infinitive" and candidate.cue.promisor == "subject":
        return (candidate, *(replace(candidate, act=a) for a in infinitives_beside(candidate.act) if fits_action(candidate.cue, a)))
    if candidate.cue.form != "verb" or candidate.complement != "object" or candidate.cue.stage not in {"pledged", "intended", "offered"}:
        return (candidate,)
    listed = [c for prep in candidate.head.subtree if prep.lower_ == "including" for c in prep.children if c.tag_ == "VBG"]
    acts = [a for first in listed for a in (first, *(c for c in first.children if c.dep_ == "conj" and c.tag_ == "VBG"))]
    return tuple(replace(candidate, act=a, complement="gerund") for a in acts if a.i > candidate.act.i) or (candidate,)


def _noun(cue: StageCue, token: Token, particle: str) -> Candidate | None:
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    if cue.promisor == "clause":
        return untrue(cue, token) if cue.stage == "denied" else _said_by_deal(cue, token)
    if cue.governed and _governor(token) not in cue.governed:
        return None
    frame = frame_of(token, "noun")
    if cue.takes == ("none",):
        sides = _between(frame)
        return Candidate(cue, token, token.head, "none", sides, (token,)) if sides and token.dep_ == "nsubj" else None
    act, kind = complement_of(cue, frame, particle)
    if act is None:
        return None
    owners = tuple(o for o in frame.owners if o.dep_ == "poss")
    if frame.subjects and all(o.tag_ == "PRP$" for o in owners):  # "gave its approval"
        owners = ()
    owners = owners or _between(frame) or _holders(token, act)
    if cue.held and not owners:
        return None
    subjects = owners or frame.subjects
    if not subjects and kind in {"infinitive", "gerund"} and not _is_others(token):
        subjects = surface_subjects(act)
    if not fits_party(cue, subjects):
        return None
    return Candidate(cue, token, act, kind, subjects, anchor_of(token, act, kind))


def _holders(noun: Token, act: Token) -> tuple[Token, ...]:
    """Whose a plan or promise is by the phrase on it: "the refusal of the rebels to leave", "a promise from Qatar to supply gas"."""
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in {"of", "from"} and noun.i < prep.i < act.i:
            found = tuple(c for c in prep.children if c.dep_ == "pobj")
            if any(h.pos_ == "PROPN" or h.lemma_.lower() in word_lists()["body"] or h.lower_ in word_lists()["body"] for h in found):
                return found
    return ()


def _is_others(noun: Token) -> bool:
    """Whether the verb above a plan or promise is of those who meet with it rather than have it: "walked out over a plan", "won a promise"."""
    above = noun.head
    if noun.dep_ == "pobj" and above.dep_ == "prep":
        return above.lower_ in {"over", "against", "at", "about", "after", "despite", "amid", "following"}
    return noun.dep_ in {"dobj", "nsubjpass"} and above.lemma_.lower() in word_lists()["meets"]


def _governor(noun: Token) -> str:
    """The verb above a noun, and the preposition in between: "express", "be in"."""
    head = noun.head
    return f"{head.head.lemma_.lower()} {head.lower_}" if head.dep_ == "prep" else head.lemma_.lower()


def _between(frame: Frame) -> tuple[Token, ...]:
    """The sides of a deal: "between", "by"."""
    return frame.phrase("between") or frame.phrase("by")


def _said_by_deal(cue: StageCue, token: Token) -> Candidate | None:
    """What a deal says that a side will do: "the deal will see Spain buy ships", "the accord requires Mali to hold elections"."""
    verb = _verb_of_deal(token)
    if verb is None or verb.lemma_.lower() not in word_lists()["says_for"]:
        return None
    for clause in verb.subtree:
        near = clause.head.i == verb.i or clause.head.head.i == verb.i
        if clause.i > verb.i and near and clause.dep_ in {"ccomp", "xcomp", "advcl", "pcomp", "relcl"} and clause.pos_ in VERBS:
            subjects = tuple(c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}) or surface_subjects(clause)
            if subjects and subjects[0].i != token.i and fits_action(cue, clause):
                return Candidate(cue, token, clause, "clause", subjects, (token,))
    for thing in (c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN"):  # "the pact requires Malian withdrawal"
        if owners := owners_of(thing):
            return Candidate(cue, token, thing, "object", owners, (verb,))
    return None


def _verb_of_deal(token: Token) -> Token | None:
    """The verb whose subject a deal is, by its own noun or by the "which" of a clause on its words."""
    if token.dep_ in {"nsubj", "nsubjpass"}:
        return token.head
    clauses = (t for t in token.subtree if t.dep_ == "relcl" and t.i > token.i)
    return next((c for c in clauses if any(w.lower_ == "which" and w.dep_ == "nsubj" for w in c.children)), None)


def _adjective(cue: StageCue, token: Token, particle: str) -> Candidate | None:
    if cue.promisor == "clause":
        return untrue(cue, token)
    predicative = token.dep_ in {"acomp", "oprd", "ROOT", "conj", "ccomp", "advcl", "relcl", "xcomp", "attr"}
    beside = token.dep_ in {"amod", "acl"} and token.i > token.head.i and any(c.dep_ == "xcomp" for c in token.children)
    if beside and token.pos_ == "ADJ" and cue.promisor == "subject" and cue.takes == ("infinitive",):  # "the cabinet, due to meet on Friday"
        act, kind = complement_of(cue, frame_of(token, "adjective"), particle, direct=False)
        return Candidate(cue, token, act, kind, (token.head,), anchor_of(token, act, kind)) if act is not None and fits_party(cue, (token.head,)) else None
    if token.pos_ not in {"ADJ", "VERB"} or not predicative:
        return None
    if cue.promisor == "owner":
        return coming(cue, token) if cue.actions else owned(cue, token.head if token.dep_ in {"acomp", "oprd", "attr"} else token, frame_of(token, "verb"))
    if token.dep_ == "oprd" and token.head.tag_ == "VBN" and token.head.lemma_.lower() in word_lists()["thought"]:
        return None  # "had been thought ready to host"
    if token.pos_ == "VERB":
        if not is_passive(token):
            return None
        frame = frame_of(token, "verb")
        subjects = surface_subjects(token) or frame_of(token, "adjective").subjects
    else:
        frame = frame_of(token, "adjective")
        subjects = frame.subjects or surface_subjects(token)
    subjects = subjects or _right_before(token.head)
    if any(c.dep_ == "advmod" and c.lower_ in COMPARING for c in token.children):  # "is less prepared to rule"
        return None
    act, kind = complement_of(cue, frame, particle, direct=False)
    if act is not None and cue.patient and _is_undergone(act):
        subjects = _doers(agents(act))
    if act is None or not fits_party(cue, subjects):
        return None
    return Candidate(cue, token, act, kind, subjects, anchor_of(token, act, kind))


COMPARING = frozenset({"less", "more", "better", "best", "well", "ill", "least", "most"})
"""Adverbs that make "ready" and "prepared" tell of skill rather than of will."""


def _auxiliary(cue: StageCue, token: Token, particle: str) -> Candidate | None:
    if cue.promisor == "owner":
        return coming(cue, token)
    verb = token.head
    if token.tag_ != "MD" or token.dep_ != "aux" or verb.pos_ not in VERBS or token.i > verb.i:
        return None
    if cue.takes == ("object",):
        return _there_will_be(cue, token)
    if not fits_action(cue, verb):
        return None
    if cue.phrases and not any(p.lemma_.lower() in words_of(cue.phrases) for _, heads in frame_of(verb, "verb").phrases for p in heads):
        return None
    if any(c.dep_ == "aux" and c.lemma_ in {"have", "'ve", "’ve"} for c in verb.children):  # "would have failed"
        return None
    inner = candidate_at(verb)
    if inner is not None and inner.cue.under:  # "would consider" is one cue
        return None
    denied = any(c.dep_ == "neg" for c in verb.children)
    if inner is not None and inner.cue.negated == "floated" and denied and token.lower_ in {"would", "'d", "’d"}:  # "would not rule out"
        return None
    if verb.dep_ == "ccomp" and any(c.tag_ in {"WP", "WRB", "WDT"} for c in verb.children):  # "did not say whom it would back"
        return None
    subjects = _meeting(verb) or _doers(frame_of(verb, "verb").subjects)
    if not fits_party(cue, subjects):
        return None
    end = verb.i
    anchor = tuple(t for t in verb.doc[token.i : end] if t.i == token.i or (t.dep_ == "neg" and t.head.i == verb.i))
    return Candidate(cue, token, verb, "none", subjects, anchor)


def _meeting(verb: Token) -> tuple[Token, ...]:
    """Who meets where it is said of the meeting: "the talks between Kenya and Uganda will resume"."""
    if verb.lemma_.lower() not in {"begin", "start", "resume", "take", "hold", "continue", "open"}:
        return ()
    subjects = (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and c.lemma_.lower() in word_lists()["sitting"])
    return tuple(h for c in subjects for h in (_between(frame_of(c, "noun")) or owners_of(c)))


def _there_will_be(cue: StageCue, token: Token) -> Candidate | None:
    """What a speaker says that there will be, or will not: "there will be no new taxes"."""
    verb = token.head
    if not any(c.dep_ == "expl" for c in verb.children):
        return None
    thing = next((c for c in verb.children if c.dep_ in {"attr", "nsubj", "dobj"} and c.i > verb.i and fits_object(cue, c)), None)
    return Candidate(cue, token, thing, "object", (), (token,)) if thing is not None else None


# ------------------------------------------------------------------------------------------------------------ tests
KINDS = frozenset({"those", "any", "all", "such"})
"""Determiners before a kind of people that a clause describes: "those individuals who seek to leave"."""


def is_generic(candidate: Candidate) -> bool:
    """Whether the promisor is a kind of people rather than somebody: "those who plan to leave", "candidates who are willing to"."""
    for head in candidate.promisors:
        clause = next((t for t in (candidate.head, *candidate.head.ancestors) if t.dep_ == "relcl"), None)
        bare = head.tag_ == "NNS" and all(c.dep_ not in {"poss", "det"} or c.lower_ in KINDS for c in head.children)
        if bare and clause is not None and clause.head.i == head.i:
            return True
    return False
