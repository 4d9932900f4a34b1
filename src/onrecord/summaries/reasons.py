"""Why and how an act was done: connectives that hang on the act, and sentences that come back to it ("The move follows ...")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook.connectives import Connective, List, connectives, listed
from onrecord.model import Document, Event, Mentions, Span
from onrecord.model.summary import Act

if TYPE_CHECKING:
    from spacy.tokens import Span as Span_
    from spacy.tokens import Token

LOOK_ON, FAR_ON = 2, 6
"""How many sentences after the event may come back to it: with "the move", and with "this move" or the act's own verb."""
NOMINAL = frozenset({"dobj", "attr", "nsubjpass", "pobj", "dative", "oprd", "appos"})
WITHIN = frozenset({"from", "of", "in", "on"})
NO_DEED = frozenset({"sitting", "acting", "ruling", "outgoing", "leading"})
"""Forms in -ing that only describe somebody: "by sitting President ..."."""
VERBAL = frozenset({"xcomp", "conj"})
SIDES = frozenset({"nsubj", "nsubjpass", "dobj", "agent"})
POINTING = frozenset({"the", "this", "these", "that"})
BALLOTS = frozenset({"votes", "ballots"})
LISTS: Mapping[str, List] = {"deed": "deeds", "means": "means", "frame": "frames"}
BEFORE_OWN_DATE = re.compile(r"\s+(?:on|in|late on|early on)\s+(?:the\s+)?\Z|\s+\Z")
VOTES = re.compile(r"\d+(?: votes)?(?: to |[-–—])\d+\b(?! (?:percent|per cent|years|days|months|people|million|billion)|%)")
"""After "by", the outcome of a vote tells how an act was done."""
BARE_VOTES = re.compile(r"\d+ votes? (?:to|against) \d+\b")
"""The outcome of a vote without a preposition: "rejected the bill 27 votes to 19"."""
TALLY = "en.how.tally"
WITHIN_MEANS = frozenset({"en.why.for", "en.why.for_deed"})
"""Rows whose words, under a means, tell more of the means: "with a licence for fishing"."""
LONG = 3
"""Words from which an infinitive's connective is a phrase of its own ("in a bid to"; "so as to" is none)."""
OPENING = frozenset({"following", "aimed", "designed", "intended", "meant"})
"""Participles after a noun that tell what the act is for or what it follows."""


@dataclass(frozen=True, slots=True)
class Found:
    """A reason or a means: its row, its words, and the token that it begins with."""

    row: Connective
    words: Span
    first: int


def spine_of(document: Document, event: Act) -> tuple[Token, ...]:
    """The words that carry the act, first its own: the verb above its noun, the verb that it opens ("pledged to lend"), and their objects."""
    return _spine(document.doc[document.index_at(event.anchor.start)])


def _spine(token: Token) -> tuple[Token, ...]:
    token = token.head if token.dep_ in {"aux", "auxpass"} else token
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
            told = child.dep_ == "acl" and child.tag_ == "VB" and word.pos_ == "NOUN" and not _is_purpose(child)  # "offer to resign"
            if ((opened and child.dep_ == "xcomp") or held or told) and child not in spine:
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
    found = [*_around(document, spine, mentions), *_said(document, spine, event, mentions), *_later(document, event, mentions)]
    if not found:
        found = [*_again(document, spine[0], event, mentions)]
    found = [part for one in found for part in _parted(document, one, event, mentions)]
    found = [_without_date(document, one, event) for one in (*found, *_past_date(document, spine, event, mentions))]
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
            if (manner := _manner(document, child)) is not None:
                yield manner
            if child.dep_ in {"prep", "advcl", "agent", "dative", "mark"} or (
                child.dep_ in {"acl", "xcomp"} and (_is_purpose(child) or child.lower_ in OPENING)
            ):
                found = _read(document, child, mentions)
                if found is not None:
                    yield found


    carrier = spine[0].head
    if spine[0].dep_ in {"xcomp", "advcl", "ccomp"} and spine[0].tag_ == "VB" and carrier.lemma_.lower() in listed("carriers"):
        for child in carrier.children:
            found = _read(document, child, mentions) if child.dep_ == "prep" else _manner(document, child)
            if found is not None and found.row.answer == "how":
                yield found


def _manner(document: Document, child: Token) -> Found | None:
    """An adverb that tells how, or words that stand for one: "unanimously", "at gunpoint"."""
    words = tuple(t.lower_ for t in child.subtree) if child.dep_ == "prep" else (child.lower_,) if child.dep_ == "advmod" else ()
    row = next((r for w, r in connectives("adverb") if w == words), None)
    return Found(row, document.span_of([child.left_edge, child.right_edge] if len(words) > 1 else [child]), child.i) if row is not None else None


def _parted(document: Document, found: Found, event: Act, mentions: Mentions) -> Iterator[Found]:
    """A means without the reason that the parse hangs on it: "in a raid over missing fuel" tells how and why; and either without what follows the
    date of the act ("with trucks on Monday to demand pay"): that is told of the act, and read for itself where it is a reason."""
    if found.row.form != "phrase" or found.row.id == TALLY:
        yield found
        return
    inside = document.tokens_in(found.words)
    date = event.date if isinstance(event, Event) else event.due
    at = next((t.i for t in inside if date is not None and date.words is not None and t.idx == date.words.start), None)
    cut = found.words.end
    if at is not None and date is not None and date.words is not None and date.words.end < cut:
        cut = date.words.end
        yield from _inner(document, [t for t in inside if t.idx >= date.words.end], mentions)
    if found.row.answer == "how":
        for token in inside:
            if token.dep_ == "prep" and token.i > found.first + 1 and token.idx < cut and token.head.pos_ in {"NOUN", "PROPN", "VERB"}:
                inner = _read(document, token, mentions)
                if inner is not None and inner.row.answer == "why" and inner.row.id not in WITHIN_MEANS:
                    yield inner
                    cut = min(cut, inner.words.start)
    yield Found(found.row, Span.trimmed(document.article.text, found.words.start, cut), found.first) if cut < found.words.end else found


def _inner(document: Document, tokens: list[Token], mentions: Mentions) -> Iterator[Found]:
    """The first reason or means among tokens that stand behind the date of the act."""
    for token in tokens:
        if token.dep_ == "prep" and (found := _read(document, token, mentions)) is not None:
            yield found
            return


def _past_date(document: Document, spine: tuple[Token, ...], event: Act, mentions: Mentions) -> Iterator[Found]:
    """What the act is for, right behind its date: "blocked the road on Monday to demand higher pay", wherever the parse hangs it."""
    date = event.date if isinstance(event, Event) else event.due
    if date is None or date.words is None or not event.sentence.contains(date.words) or date.words.start < event.anchor.start:
        return
    at = document.index_at(date.words.end - 1) + 1
    if at + 1 >= len(document.doc) or document.doc[at].lower_ != "to" or document.doc[at].dep_ != "aux":
        return
    verb = document.doc[at].head
    carried = any(w.lemma_.lower() in listed("carriers") or w.head.lemma_.lower() in listed("carriers") for w in spine)
    if verb.tag_ != "VB" or verb.i <= at or verb in spine or carried or _has_subject(verb):
        return
    row = next(r for w, r in connectives("infinitive") if w == ("to",))
    above = (*spine, *document.tokens_in(date.words))
    if verb.dep_ in {"advcl", "acl", "relcl"} or verb.head in above[len(spine) :]:
        yield _found(document, row, [t for t in verb.subtree if not t.is_space and t.i >= at])


def _without_date(document: Document, found: Found, event: Act) -> Found:
    """A reason without the date of the act itself, where that stands last: "in a dawn raid on Friday"."""
    date = event.date if isinstance(event, Event) else event.due
    if date is None or date.words is None or found.words.end != date.words.end or date.words.start <= found.words.start:
        return found
    text = document.article.text
    led = BEFORE_OWN_DATE.search(text, found.words.start, date.words.start)
    if led is None or " " not in text[found.words.start : led.start()]:
        return found
    return Found(found.row, Span.trimmed(text, found.words.start, led.start()), found.first)


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
    for wanted, row in connectives("infinitive"):
        if len(wanted) > LONG and _opens(words, wanted):  # "in a bid to"
            return _found(document, row, words)
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
    if row.needs in LISTS:
        return under.lemma_.lower() in listed(LISTS[row.needs]) or (row.needs == "means" and under.lower_ in listed("means"))
    if row.needs == "thing" and row.answer == "how" and under.like_num and last.lower_ == "by":
        return VOTES.match(document.article.text, under.left_edge.idx) is not None
    if row.needs == "thing" and last.lower_ == "by" and under.lemma_.lower() in listed("points"):
        return False
    if row.needs == "thing":
        if under.pos_ not in {"NOUN", "PROPN", "VERB"} or (last.lower_ == "with" and under.lemma_.lower() in listed("plain_things")):
            return False
        at = under.idx
        if any(t.span.start <= at < t.span.end for t in mentions.times) or any(p.words.start <= at < p.words.end for p in mentions.places):
            return False
        by_somebody = last.dep_ == "agent" and under.lemma_.lower() not in listed("means")
        if by_somebody or (last.lower_ == "by" and (under.lower_ in NO_DEED or mentions.who.of(under.i))):
            return False
        if last.lower_ in {"with", "over", "by"}:  # through a party is a way, with one is company
            party = mentions.who.at(under.i)
            if party is not None and party.head == under.i:
                return False
            if last.lower_ in {"over", "by"} and any(a.words.start <= at < a.words.end and a.unit not in BALLOTS for a in mentions.amounts):
                return False
    return True


def _said(document: Document, spine: tuple[Token, ...], event: Act, mentions: Mentions) -> Iterator[Found]:
    """What the rest of the sentence tells of the act: reasons by that name ("officials saying this is for security reasons"), and the
    occasion that hangs, after a comma, on the verb that reports it ("..., the mediator said, after police released the four")."""
    for token in document.doc[document.index_at(event.sentence.start) : document.index_at(event.sentence.end - 1)]:
        if token.dep_ == "pobj" and token.lower_ in {"reasons", "grounds"} and token.head.lower_ in {"for", "on"}:
            row = next(r for w, r in connectives("phrase") if w == ("for", "reasons"))
            yield _found(document, row, [t for t in token.head.subtree if not t.is_space])
        bare = BARE_VOTES.match(document.article.text, token.idx) if token.like_num and token.i > spine[0].i else None
        if bare is not None and document.doc[token.i - 1].lower_ != "by":
            row = next(r for _, r in connectives("adverb") if r.id == TALLY)
            yield Found(row, Span.of(document.article.text, token.idx, bare.end()), token.i)
        if token.lower_ == "by" and token.i > spine[0].i and (tally := VOTES.match(document.article.text, token.idx + 3)):
            row = next(r for w, r in connectives("phrase") if w == ("by",) and r.needs == "thing")
            yield Found(row, Span.of(document.article.text, token.idx, tally.end()), token.i)
    top = next((t for t in spine if t.dep_ == "ccomp"), None)
    if top is None:
        return
    for child in top.head.children:
        clause = child.dep_ == "advcl" and child.left_edge.lower_ == "after" and _has_subject(child)
        if clause and child.left_edge.i > top.i and document.doc[child.left_edge.i - 1].text == ",":
            found = _read(document, child, mentions)
            if found is not None:
                yield found


def _again(document: Document, verb: Token, event: Act, mentions: Mentions) -> Iterator[Found]:
    """The reasons that stand where the act is told once more, by its own verb and of one of its own sides, on no other day."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() in listed("plain_verbs"):
        return
    sides = {p.name for p in ((*event.actors, *event.recipients) if isinstance(event, Event) else (event.promisor,))}
    date = event.date if isinstance(event, Event) else event.due
    for sentence in _sentences_after(document, event, FAR_ON):
        days = {t.value[:10] for t in mentions.times if t.type in ("DATE", "TIME") and sentence.start_char <= t.span.start < sentence.end_char}
        if days and (date is None or not days <= {date.value}):
            continue
        for token in sentence:
            same = token.pos_ == "VERB" and token.lemma_ == verb.lemma_ and not any(c.dep_ in {"neg", "aux"} and c.lower_ != "had" for c in token.children)
            parties = (p for c in token.children if c.dep_ in SIDES for p in mentions.who.of(c.i)) if same else ()
            if any(p.name in sides for p in parties):
                yield from _around(document, _spine(token), mentions)


def _sentences_after(document: Document, event: Act, count: int) -> list[Span_]:
    sentences = [s for s in document.doc.sents if any(not t.is_space for t in s)]
    at = next((n for n, s in enumerate(sentences) if s[-1].idx >= event.anchor.start), None)
    return [] if at is None else sentences[at + 1 : at + 1 + count]


def _later(document: Document, event: Act, mentions: Mentions) -> Iterator[Found]:
    """Sentences soon after the event that come back to it: "The move follows ...", "The decision came in response to ..."."""
    for number, sentence in enumerate(_sentences_after(document, event, FAR_ON)):
        subject = next((t for t in sentence if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
        if subject is None or (subject.lemma_.lower() not in listed("stand_ins") and subject.lower_ not in listed("stand_ins")):
            continue
        if not any(c.lower_ in (POINTING if number < LOOK_ON else {"this", "these"}) for c in subject.children):
            continue
        verb = subject.head
        after = [t for t in verb.subtree if t.i > verb.i and not t.is_space]
        spans = [t.span for t in mentions.times]
        plain = [t for t in after if not any(s.start <= t.idx < s.end for s in spans)]  # "came two days after"
        for wanted, row in connectives("follow-up"):
            lemma, *rest = wanted
            if verb.lemma_.lower() == lemma and after and [t.lower_ for t in plain[: len(rest)]] == rest and not after[0].is_punct:
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
    if token.dep_ == "acl":  # "250 million euros to rebuild the grid", "a loan to rebuild it"
        counted = any(c.dep_ in {"nummod", "quantmod", "compound"} and c.like_num for c in head.subtree if c.i <= head.i)
        return counted or head.lemma_.lower() in listed("purpose_nouns")
    thing = next((c for c in head.children if c.dep_ == "dobj" and c.i < token.i), None)
    if token.dep_ != "xcomp" or thing is None:
        return False
    return head.lemma_.lower() in listed("purpose_verbs") or thing.lemma_.lower() in listed("purpose_nouns")


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)


def without_asides(words: list[Token]) -> list[Token]:
    """Words up to a comma after which the rest only tells more of a noun before it, or of another clause."""
    for n, token in enumerate(words):
        told = (t for t in words[n + 1 :] if t.dep_ in {"appos", "relcl"} and t.head.i < token.i < t.i)
        if n and token.text == "," and any(_closes(t, token, words[-1]) for t in told):
            return words[:n]
    return words


def _closes(told: Token, comma: Token, last: Token) -> bool:
    """Whether what tells more begins at the comma and goes on to the end of the words: in the middle it is left in."""
    rest = told.doc[told.right_edge.i + 1 : last.i + 1]
    return comma.i < told.left_edge.i <= comma.i + 1 and not any(t.pos_ in {"VERB", "AUX"} and t.head.i < comma.i for t in rest)


def _found(document: Document, row: Connective, words: list[Token]) -> Found:
    """The words from the connective on, without what a comma sets off at their end ("the grid, the largest in years") and the full stop."""
    words = without_asides(words)
    while len(words) > 1 and words[-1].is_punct and words[-1].text not in {")", "”", '"', "%"}:
        words = words[:-1]
    return Found(row, document.span_of([words[0], words[-1]]), words[0].i)
