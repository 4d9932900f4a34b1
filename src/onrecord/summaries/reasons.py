"""Why and how an act was done: connectives that hang on the act, and sentences that come back to it ("The move follows ...")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook.connectives import Connective, connectives, listed
from onrecord.model import Document, Mentions, Span
from onrecord.model.summary import Act

if TYPE_CHECKING:
    from spacy.tokens import Token

LOOK_ON = 2
"""How many sentences after the event may come back to it."""
NOMINAL = frozenset({"dobj", "attr", "nsubjpass", "pobj", "dative", "oprd", "appos"})
WITHIN = frozenset({"from", "of", "in", "on"})
NO_DEED = frozenset({"sitting", "acting", "ruling", "outgoing", "leading"})
"""Forms in -ing that only describe somebody: "by sitting President ..."."""
VERBAL = frozenset({"xcomp", "conj"})


@dataclass(frozen=True, slots=True)
class Found:
    """A reason or a means: its row, its words, and the token that it begins with."""

    row: Connective
    words: Span
    first: int


def spine_of(document: Document, event: Act) -> tuple[Token, ...]:
    """The words that carry the act, first its own: the verb above its noun, the verb that it opens ("pledged to lend"), and their objects."""
    token = document.doc[document.index_at(event.anchor.start)]
    spine = [token]
    while token.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"dobj", "nsubjpass", "compound", "conj", "nsubj"} and token.head is not token:
        token = token.head
        spine.append(token)
    for word in spine:  # grows while it is gone through
        for child in word.children:
            opened = child.dep_ in VERBAL and child.i > word.i and not _has_subject(child) and not (child.dep_ == "xcomp" and _is_purpose(child))
            held = child.dep_ in NOMINAL and child.i > word.i and word.pos_ in {"VERB", "AUX"}
            if child.dep_ == "prep" and child.lower_ in WITHIN:  # "withdrew from using ..."
                spine.extend(c for c in child.children if c.dep_ == "pcomp" and c.tag_ == "VBG" and c not in spine)
            if ((opened and child.dep_ == "xcomp") or held) and child not in spine:
                spine.append(child)
    return tuple(spine)


def find_reasons(document: Document, event: Act, mentions: Mentions) -> tuple[Found, ...]:
    """The reasons and means of an event that the article gives in words, in the order of the text, none inside another.

    Args:
        document: the parsed article.
        event: the event.
        mentions: the article's parties, times and places: what is over a place or with a person is no reason or means.
    """
    spine = spine_of(document, event)
    found = [*_around(document, spine, mentions), *_later(document, event)]
    out: list[Found] = []
    for one in sorted(found, key=lambda f: (f.words.start, -f.words.end)):
        if not any(o.words.overlaps(one.words) for o in out):
            out.append(one)
    return tuple(out)


def _around(document: Document, spine: tuple[Token, ...], mentions: Mentions) -> Iterator[Found]:
    indexes = {t.i for t in spine}
    for word in spine:
        for child in word.children:
            if child.i in indexes:
                continue
            if child.dep_ in {"prep", "advcl", "agent", "dative", "mark"} or (
                child.dep_ in {"acl", "xcomp"} and (_is_purpose(child) or child.lower_ == "following")
            ):
                found = _read(document, child, mentions)
                if found is not None:
                    yield found


def _read(document: Document, child: Token, mentions: Mentions) -> Found | None:
    """The connective that a child of the spine is or opens with."""
    words = [t for t in child.subtree if not t.is_space]
    first = words[0]
    if child.dep_ in {"advcl", "acl", "xcomp"} and first.lower_ != "following":
        for form in ("clause", "participle", "infinitive"):
            for wanted, row in connectives(form):
                if _opens(words, wanted) and (form != "infinitive" or _is_purpose(child)):
                    return _found(document, row, words)
        if first.lower_ in {"after", "by", "through", "for"}:  # "after meeting ...", read as a clause
            return next((_found(document, r, words) for w, r in connectives("phrase") if r.needs == "verb" and _opens(words, w)), None)
        return None
    for form in ("clause", "phrase"):
        for wanted, row in connectives(form):
            if not _opens(words, wanted):
                continue
            last = words[len(wanted) - 1]
            under = next((t for t in last.children if t.i > last.i and t.dep_ in {"pobj", "pcomp", "dobj"}), None)
            if under is None and len(wanted) > 1:
                under = next((t for t in words[len(wanted) :] if t.dep_ in {"pobj", "pcomp"}), None)
            if under is None or not _fits(document, row, under, mentions, last):
                continue
            return _found(document, row, words)
    return None


def _fits(document: Document, row: Connective, under: Token, mentions: Mentions, last: Token) -> bool:
    """Whether what stands under a preposition is what its row asks for."""
    verbal = under.tag_ == "VBG" and under.lower_ not in NO_DEED and under.dep_ in {"pcomp", "pobj"}
    if row.form == "clause":
        return verbal
    if row.needs == "verb":
        return verbal
    if row.needs == "thing":
        if under.pos_ not in {"NOUN", "PROPN", "VERB"} or (under.lemma_.lower() in listed("plain_things") and row.answer == "how"):
            return False
        at = under.idx
        if any(t.span.start <= at < t.span.end for t in mentions.times) or any(p.words.start <= at < p.words.end for p in mentions.places):
            return False
        if last.lower_ in {"with", "over"}:  # through a party is a way, with one is company
            party = mentions.who.at(under.i)
            if party is not None and party.head == under.i:
                return False
            if last.lower_ == "over" and any(a.words.start <= at < a.words.end for a in mentions.amounts):
                return False
    return True


def _later(document: Document, event: Act) -> Iterator[Found]:
    """Sentences soon after the event that come back to it: "The move follows ...", "The decision came in response to ..."."""
    sentences = [s for s in document.doc.sents if any(not t.is_space for t in s)]
    at = next((n for n, s in enumerate(sentences) if s[-1].idx >= event.anchor.start), None)
    if at is None:
        return
    for sentence in sentences[at + 1 : at + 1 + LOOK_ON]:
        subject = next((t for t in sentence if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
        if subject is None or (subject.lemma_.lower() not in listed("stand_ins") and subject.lower_ not in listed("stand_ins")):
            continue
        if not any(c.lower_ in {"the", "this", "these", "that"} for c in subject.children):
            continue
        verb = subject.head
        after = [t for t in verb.subtree if t.i > verb.i and not t.is_space]
        for wanted, row in connectives("follow-up"):
            lemma, *rest = wanted
            if verb.lemma_.lower() == lemma and after and [t.lower_ for t in after[: len(rest)]] == rest and not after[0].is_punct:
                yield _found(document, row, after)
                break


def _opens(words: list[Token], wanted: tuple[str, ...]) -> bool:
    return len(words) > len(wanted) and tuple(t.lower_ for t in words[: len(wanted)]) == wanted


def _is_purpose(token: Token) -> bool:
    """Whether a verb with "to" says what the act is for rather than what was pledged, asked or begun."""
    if token.tag_ != "VB" or not any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children) or _has_subject(token):
        return False
    head = token.head
    if token.dep_ == "advcl":
        return True
    if token.dep_ == "acl":  # "250 million euros to rebuild the grid"
        return any(c.dep_ in {"nummod", "quantmod", "compound"} and c.like_num for c in head.subtree)
    has_object = any(c.dep_ == "dobj" and c.i < token.i for c in head.children)
    return token.dep_ == "xcomp" and has_object and head.lemma_.lower() in listed("purpose_verbs")


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)


def without_asides(words: list[Token]) -> list[Token]:
    """Words up to a comma after which the rest only tells more of a noun before it, or of another clause."""
    for n, token in enumerate(words):
        if n and token.text == "," and any(t.dep_ in {"appos", "relcl"} and t.head.i < token.i < t.i and _begins(t, token) for t in words[n + 1 :]):
            return words[:n]
    return words


def _begins(told: Token, comma: Token) -> bool:
    """Whether what tells more begins at the comma and goes on to the end of the words: in the middle it is left in."""
    return comma.i < told.left_edge.i <= comma.i + 1


def _found(document: Document, row: Connective, words: list[Token]) -> Found:
    """The words from the connective on, without what a comma sets off at their end ("the grid, the largest in years") and the full stop."""
    words = without_asides(words)
    while len(words) > 1 and words[-1].is_punct and words[-1].text not in {")", "”", '"', "%"}:
        words = words[:-1]
    return Found(row, document.span_of([words[0], words[-1]]), words[0].i)
