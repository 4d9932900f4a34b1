"""Words that triggers of several types fit: the learned coder decides which act they tell of, with the triggers as evidence.

"Halted its contribution", "opened a crossing", "exchanged prisoners": the order of the triggers says one thing, a network that has read thousands
of such sentences may say another. It is asked only here, where the codebook itself leaves the choice open; elsewhere the triggers are right more often
than it is (docs/pairs.md). It sees the clause of the act alone, its parties and the act marked, and the triggers' own choice as a word beside it. Where the
installation carries no weights, that choice stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.model import Document, Party, Statement, WhoIsWho
from onrecord.models.coder import event_coder
from onrecord.models.coder_input import Marked
from onrecord.records.event_candidates import Candidate, rivals_of, speakers
from onrecord.records.event_roles import sides_of

if TYPE_CHECKING:
    from spacy.tokens import Token

ASKED = 4
"""Contests of one article that are put to the coder, the least sure first: reading asks for no more than a tenth of the time of the parse."""
SURE = 0.5
"""The probability from which the coder's type is taken: below it another act than any of these is as likely."""
TOLD = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Contest:
    """A candidate and what else its word may tell of.

    Args:
        at: its place among the candidates.
        chosen: what the order of the triggers chose.
        others: the best candidate of each other type, in that order.
        asked: its clause as the coder sees it.
    """

    at: int
    chosen: Candidate
    others: tuple[Candidate, ...]
    asked: Marked


def decided(
    candidates: tuple[Candidate, ...], document: Document, who: WhoIsWho, statements: tuple[Statement, ...]
) -> tuple[Candidate, ...]:
    """The candidates with the type that the coder gives those which triggers of several types fit.

    Args:
        candidates: acts of their own, in order.
        document: the parsed article.
        who: its parties.
        statements: its statements.

    Returns:
        as many candidates in the same order; a type that was changed stands with the trigger of that type which fits, and the `confidence` of each
        that was put to the coder is halfway between the trigger's and the coder's.
    """
    found = sorted(_contests(candidates, document, who, statements), key=lambda c: (c.chosen.trigger.confidence, c.at))[:ASKED]
    coder = event_coder() if found else None
    if coder is None:
        return candidates
    out = list(candidates)
    for contest, answer in zip(found, coder.probabilities([c.asked for c in found]), strict=True):
        rivals = (contest.chosen, *contest.others)
        best = max(rivals, key=lambda c: answer[c.type])  # of equals the first, which the triggers prefer
        taken = best if answer[best.type] >= SURE else contest.chosen
        share = answer[taken.type] / max(sum(answer[c.type] for c in rivals), 0.001)
        kept = replace(contest.chosen, type=taken.type, trigger=taken.trigger, frame=taken.frame, certainty=round(share, 3))
        out[contest.at] = kept
    return tuple(out)


def _contests(
    candidates: tuple[Candidate, ...], document: Document, who: WhoIsWho, statements: tuple[Statement, ...]
) -> Iterator[Contest]:
    for n, chosen in enumerate(candidates):
        others: dict[str, Candidate] = {}
        for other in rivals_of(chosen, who, speakers(chosen.head, statements)):
            others.setdefault(other.type, other)
        if others:
            yield Contest(n, chosen, tuple(others.values()), clause_of(chosen, document, who))


def clause_of(candidate: Candidate, document: Document, who: WhoIsWho) -> Marked:
    """The clause of an act with its parties marked, what stands around it cut away: the coder was taught on sentences of one act.

    Args:
        candidate: the act.
        document: the parsed article.
        who: its parties.
    """
    actors, recipients = sides_of(candidate.trigger, candidate.frame, who)
    sentence = candidate.head.sent
    source, target = (_words(side, document, sentence.start_char, sentence.end_char) for side in (actors, recipients))
    anchor = {t.i for t in candidate.anchor}
    target -= source
    kept = _clause(candidate) | source | target | anchor
    text, starts = "", dict[int, int]()
    for i in sorted(kept):
        token = document.doc[i]
        if token.is_space:
            continue
        if text and (i - 1 not in kept or document.doc[i - 1].whitespace_):
            text += " "
        starts[i] = len(text)
        text += token.text
    where = [_span(held, starts, document) for held in (source, target, anchor - source - target)]
    return Marked(text, where[0], where[1], where[2], candidate.type)


def _words(side: tuple[Party, ...], document: Document, start: int, end: int) -> set[int]:
    """The tokens that name the first party of a side in the sentence itself."""
    named = next((p.mention for p in side if start <= p.mention.start and p.mention.end <= end), None)
    return set() if named is None else {t.i for t in document.tokens_in(named)}


def _clause(candidate: Candidate) -> set[int]:
    """The tokens of the act's clause, without verbs coordinated to it, words of saying around it and what is said before it."""
    verb: Token = candidate.scope
    while verb.pos_ not in TOLD and verb.head.i != verb.i:
        verb = verb.head
    kept = set(range(verb.left_edge.i, verb.right_edge.i + 1))
    for child in verb.children:
        apart = child.dep_ == "parataxis" or (child.dep_ == "ccomp" and child.i < verb.i) or (child.dep_ == "conj" and child.pos_ in TOLD)
        if apart and child.i != candidate.head.i:
            kept -= set(range(child.left_edge.i, child.right_edge.i + 1))
    return kept


def _span(held: set[int], starts: dict[int, int], document: Document) -> tuple[int, int] | None:
    """The offsets of tokens in the clause: from the first of them to the end of the run that it begins."""
    first = min((i for i in held if i in starts), default=None)
    if first is None:
        return None
    last = first
    while last + 1 in held and last + 1 in starts:
        last += 1
    return starts[first], starts[last] + len(document.doc[last].text)
