"""The words of a commitment: what is to be done, without what carries the stage and without its condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.codebook.stages import word_lists
from onrecord.model import Document, Span
from onrecord.records.commitment_candidates import is_listed
from onrecord.records.commitment_complements import VERBS
from onrecord.records.commitment_cue import Candidate
from onrecord.records.commitment_owned import RECEIVING, thing_of
from onrecord.records.event_frames import has_to

if TYPE_CHECKING:
    from spacy.tokens import Token

ENDS = " \t\r\n,;:.–—-…"
LEFT_OUT = frozenset({"aux", "auxpass", "mark", "cc", "punct", "expl"})
JOINED = frozenset({"of", "to", "for", "on", "with", "about", "between", "from", "against", "into"})
HEARERS = frozenset({"reporter", "journalist", "press", "lawmaker", "crowd", "supporter", "audience", "television", "radio", "condition"})
LONG = 60
"""Words after which an action is cut; longer ones are parser errors."""


def action_of(document: Document, candidate: Candidate, condition: Span | None) -> Span:
    """The words of the promised act: from its verb or noun phrase to the end of what belongs to it."""
    act = candidate.act
    kept = list(_kept(act, candidate))
    tokens = sorted([*kept, *_hung_above(candidate, {t.i for t in kept})], key=lambda t: t.i)
    first = next((n for n, t in enumerate(tokens) if t.i == act.i), 0)
    if _starts_with_act(candidate):
        tokens = tokens[first:]
    tokens = _joined(tokens, act)[:LONG]
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    start = min(start, _thing_start(candidate, condition, start), _negation_start(candidate, start))
    if condition is not None and act.idx < condition.start < end:
        end = condition.start
    elif condition is not None and start <= condition.start and condition.end <= act.idx:
        start = condition.end
    return _with_marks(document, Span.trimmed(document.article.text, start, end, ENDS))


def _negation_start(candidate: Candidate, start: int) -> int:
    """Where "not to send troops" begins: what is undertaken is to leave it undone."""
    if candidate.complement != "infinitive" or candidate.cue.form == "auxiliary":
        return start
    between = candidate.act.doc[candidate.head.i + 1 : candidate.act.i]
    return min([start, *(t.idx for t in between if t.lower_ in {"not", "never"})])


def _thing_start(candidate: Candidate, condition: Span | None, start: int) -> int:
    """Where the thing begins that is to come, though the parser hangs it on a verb above the act: "[two cranes] are to arrive in May"."""
    if candidate.cue.promisor != "owner" or candidate.complement != "infinitive" or candidate.act.lemma_.lower() in RECEIVING:
        return start
    above = {candidate.act.i, candidate.head.i, candidate.head.head.i}
    thing = thing_of(candidate)
    if thing is None or thing.head.i not in above or thing.pos_ == "PRON" or candidate.act.i - thing.left_edge.i > LONG:
        return start
    asides = condition is not None and thing.idx < condition.start < candidate.act.idx
    return start if asides else thing.doc[thing.left_edge.i].idx


def _hung_above(candidate: Candidate, held: set[int]) -> Iterator[Token]:
    """Words that follow the act's without a gap though the parser hangs them on a verb above: "froze its aid [to the junta]".

    Phrases of a thing that is undertaken, and the object of an infinitive under a noun ("its pledge to take back [migrants]").
    """
    act, head = candidate.act, candidate.head
    last = act.i
    while last + 1 in held:
        last += 1
    if candidate.complement == "object" and candidate.cue.form == "verb" and head.i < act.i:
        for prep in sorted(head.children, key=lambda t: t.i):
            named = next((c for c in prep.children if c.dep_ == "pobj"), None)
            after = prep.dep_ in {"prep", "dative"} and prep.i == last + 1 and prep.lower_ in JOINED
            if after and prep.lower_ == "on" and candidate.cue.stage == "approved":  # "adopted the law" is told again as "the bill"
                return
            if after and named is not None and not _is_aside(named):
                asides = {i for c in prep.subtree if c.dep_ == "relcl" and c.left_edge.nbor(-1).is_punct for i in (t.i for t in c.subtree)}
                yield from (t for t in prep.subtree if t.i not in asides)
                last = prep.right_edge.i
    elif candidate.cue.form == "noun" and act.pos_ in VERBS and head.head.pos_ in VERBS:
        for thing in head.head.children:
            if thing.dep_ == "dobj" and thing.i != head.i and thing.left_edge.i == last + 1:
                yield from thing.subtree


def _is_aside(noun: Token) -> bool:
    """Whether a phrase only says when, or to whom it was told."""
    lemma = noun.lemma_.lower()
    return lemma in word_lists()["calendar"] or lemma in HEARERS or (noun.like_num and len(noun) == 4)


def _starts_with_act(candidate: Candidate) -> bool:
    """Whether what stands before the act's verb, its subject, is the promisor and no part of the action."""
    if candidate.cue.promisor == "owner" and candidate.complement != "object":
        return candidate.act.lemma_.lower() in RECEIVING  # "the German doses will arrive"
    if candidate.cue.form == "auxiliary" or candidate.cue.promisor == "main":
        return not _is_passive_act(candidate.act)
    told = candidate.cue.takes == ("none",) and candidate.cue.party == "thing"
    return candidate.act.pos_ in VERBS and candidate.complement not in {"clause", "object"} and not told


def _is_passive_act(verb: Token) -> bool:
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)


def _kept(word: Token, candidate: Candidate) -> Iterator[Token]:
    """The words under an act, without clauses that stand beside it."""
    yield word
    for child in word.children:
        if child.lower_ == "according" or child.dep_ == "parataxis" or (child.dep_ == "conj" and _stands_alone(child)):
            continue
        if child.dep_ == "conj" and word.i == candidate.act.i and is_listed(candidate):  # one of the acts of "including closing ..., opening ..."
            continue
        if child.dep_ == "conj" and word.i == candidate.act.i and candidate.complement == "infinitive" and has_to(child):
            continue  # "vowed to pay, and to rebuild": another act
        if child.dep_ == "relcl" and word.i == candidate.act.i and word.nbor(1).is_punct and child.i > word.i:
            continue
        first = child.left_edge
        besides = first.dep_ == "prep" and first.i > candidate.act.i and (first.lower_ == "under" or first.nbor(-1).lower_ == ",")
        if child.dep_ == "relcl" and besides:
            continue  # ", for which it has put aside 9 million": told besides
        if word.i == candidate.act.i and word.pos_ in VERBS and child.dep_ == "ccomp" and child.i < word.i:
            continue
        if child.i != candidate.head.i:
            yield from _kept(child, candidate)


def _stands_alone(conjunct: Token) -> bool:
    """A coordinated clause with its own subject, tense or auxiliary is another act."""
    if conjunct.pos_ not in VERBS:
        return False
    finite = {"MD", "VBZ", "VBP", "VBD"}  # "will send a team and has earmarked a sum"
    own = any(c.dep_ in {"nsubj", "nsubjpass"} or (c.dep_ in {"aux", "auxpass"} and c.tag_ in finite) for c in conjunct.children)
    return own or conjunct.tag_ in {"VBD", "VBZ", "VBP"}


def _joined(tokens: list[Token], act: Token) -> list[Token]:
    """The run of tokens around the act without holes longer than punctuation and function words."""
    middle = next(n for n, t in enumerate(tokens) if t.i == act.i)
    start = end = middle
    while start > 0 and tokens[start].i - tokens[start - 1].i <= 3:
        start -= 1
    while end + 1 < len(tokens) and (tokens[end + 1].i - tokens[end].i == 1 or _only_marks(tokens[end], tokens[end + 1])):
        end += 1
    run = tokens[start : end + 1]
    while len(run) > 1 and run[-1].i != act.i and (run[-1].is_punct or run[-1].is_space or run[-1].dep_ in {"cc", "mark"}):
        run.pop()
    while len(run) > 1 and run[0].i != act.i and (run[0].is_punct or run[0].dep_ in LEFT_OUT):
        run.pop(0)
    return run


def _only_marks(one: Token, other: Token) -> bool:
    return all(t.is_punct or t.is_space or t.dep_ == "cc" for t in one.doc[one.i + 1 : other.i])


def _with_marks(document: Document, span: Span) -> Span:
    """The span with the quotation mark that its own words leave open."""
    text = document.article.text
    for quotation in document.quotations:
        q = quotation.span
        if q.start == span.start - 1 and q.end <= span.end + 2:
            end = q.end if q.end > span.end else span.end
            return Span.of(text, q.start, end)
        if span.start <= q.start < span.end and span.end < q.end <= span.end + 2:
            return Span.of(text, span.start, q.end)
    return span
