"""Conditions that stand in a sentence of their own: "The offer depends on ...", "The deal must be ratified by ..."."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.codebook.conditions_standing import echoes, passings, stages_named, standings
from onrecord.codebook.stages import verbs_of
from onrecord.model import Commitment, Document, Span
from onrecord.records.event_frames import is_passive, phrase_lemmas, surface_subjects
from onrecord.records.scope_conditions import conditions_in

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

ENDS = " \t\r\n,;:.–—-"
POINTING = frozenset({"it", "this", "that", "which"})
DUTY = "en.stage.intended.duty"
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def with_standing_conditions(document: Document, found: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """The commitments, those without a condition with the one that a neighbouring sentence states for them.

    Args:
        document: the parsed article.
        found: its commitments in the order of their anchors.
    """
    made, taken = list(found), list[Span]()
    sentences = tuple(document.doc.sents)
    held = _may_stand(document) if made else frozenset[int]()
    for n, sentence in enumerate(sentences):
        if not any(sentence.start <= i < sentence.end for i in held):
            continue
        for named, condition in _standing(document, sentence):
            at = _taken_up(document, made, sentence, sentences[n - 1] if n else sentence, named, condition)
            if at is not None:
                made[at] = replace(made[at], condition=condition)
                taken.append(condition)
    # what a body must do first is the condition, not one more undertaking
    made = [c for c in made if not (c.rule.startswith(DUTY) and any(t.overlaps(c.anchor) for t in taken))]
    for n, one in enumerate(made):
        if one.condition is None and (before := _if_before(document, one, sentences)) is not None:
            made[n] = replace(one, condition=before)
    return tuple(made)


@cache
def _listed() -> frozenset[str]:
    """Every word of the rows, to pass over the others at once."""
    return frozenset([w for row in standings() for w in row.words] + [w for row in passings() for w in row.words])


def _may_stand(document: Document) -> frozenset[int]:
    """The tokens whose lemma is a word of the rows, read by columns."""
    doc, listed = document.doc, _listed()
    lemmas = doc.to_array("LEMMA").tolist()
    known = {k for k in set(lemmas) if doc.vocab.strings[k].lower() in listed}
    return frozenset(i for i, k in enumerate(lemmas) if k in known)


def _standing(document: Document, sentence: Sentence) -> Iterator[tuple[Token, Span]]:
    """What a sentence says that something depends on: the word for that thing, and the words of the condition."""
    listed = _listed()
    for token in sentence:
        lemma = token.lemma_.lower()
        if lemma not in listed:
            continue
        for row in standings():
            if lemma not in row.words or any(c.dep_ == "neg" for c in (*token.children, *token.head.children)):
                continue
            subject = _subject(token)
            if subject is None:
                continue
            if row.prepositions:
                prep = next((c for c in token.children if c.lower_ in row.prepositions and c.i > token.i), None)
                if prep is not None:
                    yield subject, _words(document, token.i, prep.right_edge.i)
            else:
                thing = next((c for c in token.children if c.dep_ == "dobj" and not set(phrase_lemmas(c)).isdisjoint(row.objects)), None)
                if thing is not None:
                    after = (c.right_edge.i for c in token.children if c.lower_ in {"by", "from", "of"} and c.i == thing.right_edge.i + 1)
                    yield subject, _words(document, thing.left_edge.i, next(after, thing.right_edge.i))
        for passing in passings():
            if lemma in passing.words and (top := _put_on(token, passing.modals)) is not None:
                passive = is_passive(token) or any(c.dep_ == "auxpass" for c in token.children)
                raised = {"nsubj"} if top.i != token.i and passive else set[str]()  # "the accord still has to be approved"
                shared = surface_subjects(top) if raised and not any(c.dep_ in SUBJECTS for c in top.children) else ()
                for thing in (*(c for c in (*token.children, *top.children) if c.dep_ in {"dobj", "nsubjpass"} | raised), *shared):
                    start = next((c.left_edge.i for c in (*top.children, *shared) if c.dep_ in SUBJECTS), top.left_edge.i)
                    yield thing, _words(document, start, top.right_edge.i)


def _subject(word: Token) -> Token | None:
    """Of whom a verb or a predicate adjective is said."""
    verb = word.head if word.dep_ in {"acomp", "attr", "oprd"} else word
    own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    return own or (next(iter(surface_subjects(verb)), None) if verb.dep_ == "conj" else None)  # "is due in June and depends on"


def _put_on(verb: Token, modals: tuple[str, ...]) -> Token | None:
    """The verb on which it hangs that a body must act: itself under "must", or "have", "need" above its infinitive."""
    if any(c.dep_ == "aux" and c.tag_ == "MD" and c.lower_ in modals for c in verb.children):
        return verb
    above = verb.head
    return above if verb.dep_ == "xcomp" and above.lemma_.lower() in modals and any(c.lower_ == "to" for c in verb.children) else None


def _words(document: Document, start: int, last: int) -> Span:
    first, end = document.doc[start], document.doc[last]
    return Span.trimmed(document.article.text, first.idx, end.idx + len(end), ENDS)


def _taken_up(
    document: Document, made: list[Commitment], sentence: Sentence, before: Sentence, named: Token, condition: Span
) -> int | None:
    """Which commitment a word takes up: the one before for "it", else the last that holds the noun or is of a stage that it names."""
    earlier = [n for n, c in enumerate(made) if c.anchor.start < sentence.end_char and not condition.overlaps(c.anchor)]
    nouns = [named]
    if named.lower_ in POINTING:  # "In order for the proposal to pass, both houses must approve it"
        nouns = [t for t in sentence if t.i < named.i and t.pos_ == "NOUN" and stages_named(t.lemma_.lower())]
        if not nouns:
            near = [n for n in earlier if before.start_char <= made[n].anchor.start < sentence.start_char]
            return next((n for n in reversed(near) if made[n].condition is None), None)
    for noun in nouns:
        if not any(c.lower_ in DEFINITE for c in noun.children):
            continue
        lemma = noun.lemma_.lower()
        for n in reversed(earlier):
            if made[n].condition is None and (made[n].stage in stages_named(lemma) or _holds(document, made[n], lemma)):
                return n
    return None


def _holds(document: Document, one: Commitment, lemma: str) -> bool:
    """Whether a noun stands in the words of a commitment."""
    tokens = (*document.tokens_in(one.action), *document.tokens_in(one.anchor))
    verbs = verbs_of(lemma)  # "agreed to lend ... The loan needs approval"
    return any(t.lemma_.lower() == lemma or (t.pos_ == "VERB" and t.lemma_.lower() in verbs) for t in tokens)


def _if_before(document: Document, one: Commitment, sentences: tuple[Sentence, ...]) -> Span | None:
    """The "if" that opens the sentence before, where the act is tied to it: "If he wins, ... He pledged to call such a vote"."""
    at = next((n for n, s in enumerate(sentences) if s.start_char <= one.anchor.start < s.end_char), 0)
    words = {t.lower_ for t in document.tokens_in(one.action)}
    if at == 0 or words.isdisjoint(echoes()):
        return None
    before = sentences[at - 1]
    opening = next((t for t in before if not t.is_space and not t.is_punct), None)
    found = conditions_in(iter(before))
    return found[0].span(document) if opening is not None and found and found[0].first.i == opening.i and found[0].cue.binding else None
