"""Cues of an act's own clause and of the words it depends on: auxiliaries, negations, marks, governing verbs and nouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook.scope import Category, ScopeCue, cues_by_word, governors
from onrecord.model import Document, Span
from onrecord.records.scope_chain import VERBS, Link

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ASKING = frozenset({"ask", "see", "wonder", "know", "unclear", "decide", "determine", "unsure", "say", "question", "consider"})


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that was found out about an act, by which words and which row of the codebook."""

    category: Category
    span: Span
    rule: str


def along(document: Document, chain: tuple[Link, ...]) -> Iterator[Decision]:
    """What the words of a chain say of its act, nearest first."""
    below: Token | None = None
    for link in chain:
        governed = list(_governor(document, link)) if link.relation is not None else []
        yield from governed
        yield from _preposition(document, link, below)
        if link.shares:
            yield from _auxiliaries(document, link.token)
            yield from (d for d in _modifiers(document, link.token) if not (governed and d.category == "negated"))
            yield from _marks(document, link.token)
        below = link.token


def _governor(document: Document, link: Link) -> Iterator[Decision]:
    for cue, rest in governors(link.token.lemma_.lower()):
        if not _hangs(cue, rest, link):
            continue
        negation = next(_negations(link.token), None)
        category = cue.category if negation is None else (cue.negated or "negated")
        if category != "none":
            yield Decision(category, document.span_of([link.token]), cue.id)
        if negation is not None:
            yield Decision("none", document.span_of([negation]), cue.id)
        return


def _hangs(cue: ScopeCue, rest: str, link: Link) -> bool:
    if cue.relations and link.relation not in cue.relations:
        return False
    if not cue.relations and link.relation == "subject":
        return False
    if cue.passive is not None and cue.passive != any(c.dep_ == "auxpass" for c in link.token.children):
        return False
    if not rest:
        return not link.preposition
    own = {c.lower_ for c in link.token.children if c.dep_ in {"prt", "prep"} or (c.dep_ == "advmod" and c.lower_ == rest)}  # "has yet to"
    return rest in {link.preposition, *link.preposition.split(), *own}


def _preposition(document: Document, link: Link, below: Token | None) -> Iterator[Decision]:
    """A preposition that denies its gerund: "without attacking", "instead of attacking"."""
    if not link.preposition or below is None:
        return
    for cue in cues_by_word("preposition").get(link.preposition.split()[0], ()):
        if link.relation in cue.relations:
            yield Decision(cue.category, document.span_of([below.head if below.head.i != below.i else below]), cue.id)


def _auxiliaries(document: Document, verb: Token) -> Iterator[Decision]:
    for child in verb.children:
        if child.dep_ != "aux" or child.tag_ != "MD":
            continue
        for cue in cues_by_word("auxiliary").get(child.lower_, ()):
            category = "future" if cue.category == "modal" and _is_past_future(child, verb) else cue.category
            yield Decision(category, document.span_of([child]), cue.id)


def _is_past_future(auxiliary: Token, verb: Token) -> bool:
    """Whether "would" is the "will" of reported speech: "said it would withdraw"."""
    if auxiliary.lower_ not in {"would", "'d", "’d"}:
        return False
    clause = verb
    while clause.dep_ == "conj" and clause.head.pos_ in VERBS:
        clause = clause.head
    above = clause.head
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return clause.dep_ == "ccomp" and above.i != clause.i and above.tag_ in {"VBD", "VBN", "VBG"} and not perfect


def _modifiers(document: Document, word: Token) -> Iterator[Decision]:
    """Adverbs, negations and adjectives of the word itself, and negations of its subject."""
    table = cues_by_word("modifier")
    for child in _beside(word):
        if child.dep_ in {"neg", "advmod", "det", "amod", "preconj", "npadvmod"}:
            for cue in table.get(child.lower_, ()):
                if not _is_exempt(child) and not (cue.category == "negated" and child.dep_ == "advmod" and word.pos_ not in VERBS):
                    yield Decision(cue.category, document.span_of([child]), cue.id)
                    break
    for negation in _subject_negations(word):
        yield Decision("negated", document.span_of([negation]), "en.scope.negated.nobody")


def _beside(word: Token) -> Iterator[Token]:
    """What hangs on a word, and the negations that the parser hung on its auxiliaries ("had not, as of Monday, announced")."""
    yield from word.children
    yield from (c for a in word.children if a.dep_ in {"aux", "auxpass"} for c in a.children if c.dep_ == "neg")


def _negations(word: Token) -> Iterator[Token]:
    for child in _beside(word):
        denies = child.dep_ == "neg" or (child.dep_ in {"det", "advmod"} and child.lower_ in {"no", "never", "hardly"})
        if denies and not _is_exempt(child):
            yield child
    if word.dep_ in {"acomp", "attr", "oprd"} and word.head.i != word.i:
        yield from (c for c in word.head.children if c.dep_ == "neg")
    yield from _subject_negations(word)


def _subject_negations(word: Token) -> Iterator[Token]:
    """"No troops attacked", "none of them left"."""
    if word.pos_ not in VERBS:
        return
    for subject in word.children:
        if subject.dep_ in SUBJECTS:
            if subject.lower_ in {"nobody", "none", "nothing", "neither", "no-one"}:
                yield subject
            yield from (c for c in subject.children if c.dep_ == "det" and c.lower_ in {"no", "neither"})


def _is_exempt(negation: Token) -> bool:
    """"not only", "not just", "no doubt": words that deny nothing."""
    following = negation.nbor().lower_ if negation.i + 1 < len(negation.doc) else ""
    pair = f"{negation.lower_} {following}"
    return any(pair in cue.words for cue in cues_by_word("phrase").get(negation.lower_, ()) if cue.category == "none")


def _marks(document: Document, verb: Token) -> Iterator[Decision]:
    for child in verb.children:
        if child.dep_ == "mark":
            for cue in cues_by_word("mark").get(child.lower_, ()):
                yield Decision(cue.category, document.span_of([child]), cue.id)
            if child.lower_ == "if" and verb.dep_ == "ccomp" and verb.head.lemma_.lower() in ASKING:
                yield Decision("question", document.span_of([child]), "en.scope.question.whether")
