"""Record and parse -> the summary of an article: the six questions asked of its main event (docs/summary.md)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.model import Document, Event, Mentions, Party, Place, Record, Span, When
from onrecord.model.linking import place_for
from onrecord.model.summary import Act, Answer, Summary
from onrecord.model.timing import time_for, when_of
from onrecord.summaries.lead import lead_act
from onrecord.summaries.main_event import main_event, stems
from onrecord.summaries.reasons import Found, find_reasons, spine_of, without_asides

if TYPE_CHECKING:
    from spacy.tokens import Token

CORE = frozenset({"dobj", "dative", "attr", "acomp", "oprd", "prt", "xcomp", "ccomp", "prep", "agent", "nsubjpass", "expl", "advmod", "npadvmod"})
BEFORE_DATE = re.compile(r"(?:[\s,]+(?:on|in|at|by|during|over|since|from|late|early|of|the))*[\s,]*$")
"""What leads up to a date that stands last: "on", "over the"."""
DATELINE = re.compile(r"\s*(?:\([^)\n]{1,40}\)\s*)?[-–—]\s")
"""What follows the date of a dateline."""
AROUND = " \t\r\n\u00a0,;:–—-"
TIMELY = frozenset({"prep", "npadvmod", "advmod"})
BEFORE = frozenset({"aux", "auxpass", "neg"})


def find_summary(document: Document, record: Record, mentions: Mentions) -> Summary:
    """The summary of an article.

    Args:
        document: the parsed article.
        record: its record, whose events it is made of.
        mentions: its parties, times, places and amounts.

    Returns:
        the answers, each with the words that it came from; nothing where the article does not say.
    """
    told = {e.id for e in record.events}
    choice = main_event(document, (*record.events, *(c for c in record.commitments if c.event not in told)))
    lead = lead_act(document, mentions)
    if choice is not None and lead is not None and _told_by_title(document, lead, choice.event):
        choice = None
    event = choice.event if choice is not None else lead
    if event is None:
        return Summary(record.article)
    place = _place(document, event, mentions)
    reasons = tuple(f for f in find_reasons(document, event, mentions) if not event.anchor.contains(f.words))  # "went on strike": the act, no means
    if place is not None and any(f.words.contains(place.words) for f in reasons):
        place = None  # where the reason lies, not the act
    sides = (event.actors or event.recipients) if isinstance(event, Event) else (event.promisor,)
    return Summary(
        record.article,
        choice.event if choice is not None else None,
        choice.reasons if choice is not None else ("lead",),
        who=tuple(_party(p, event) for p in sides),
        what=(_what(document, event, reasons),),
        when=_when(document, event, mentions),
        where=(Answer(place.name, place.basis, place.words, event.rule),) if place is not None else (),
        why=tuple(_words(f) for f in reasons if f.row.answer == "why"),
        how=tuple(_words(f) for f in reasons if f.row.answer == "how"),
    )


def _told_by_title(document: Document, lead: Event, act: Act) -> bool:
    """Whether the title tells of the lead's act rather than of one further down: it has the lead's own verb, or more words of the lead, and the act is
    not in the lead."""
    title = stems(document.article.title or "")
    if lead.sentence.contains(act.anchor) or title & stems(act.anchor.text):
        return False
    return bool(title & stems(lead.anchor.text)) or len(title & stems(lead.sentence.text)) > len(title & stems(act.sentence.text))


def _party(party: Party, event: Act) -> Answer:
    return Answer(party.name, party.basis, party.mention, event.rule)


def _date(event: Act) -> When | None:
    return event.date if isinstance(event, Event) else event.due


def _when(document: Document, event: Act, mentions: Mentions) -> tuple[Answer, ...]:
    """The date of an event, where words of the text tell it; the day that a promise was made, else that on which it is due."""
    date = _date(event)
    if not isinstance(event, Event):
        made = time_for(document, mentions.times, document.index_at(event.anchor.start))
        date = (when_of(made) if made is not None else None) or date
    elif date is None and (clause := _occasion(document, event)) is not None:
        told = time_for(document, mentions.times, clause.i)
        date = when_of(told) if told is not None else None
    if date is None or date.words is None:
        return ()
    same = [t for t in mentions.times if event.sentence.contains(t.span) and (when := when_of(t)) and when.value == date.value]
    nearest = min(
        same, key=lambda t: (bool(DATELINE.match(document.article.text, t.span.end)), abs(t.span.start - event.anchor.start)), default=None
    )
    words = nearest.span if nearest is not None and event.sentence.contains(date.words) else date.words
    if not event.sentence.contains(words) and DATELINE.match(document.article.text, words.end):
        return ()  # the day on which the article was written, which nobody told of the act
    return (Answer(date.value, date.basis, words, event.rule),)


def _place(document: Document, event: Act, mentions: Mentions) -> Place | None:
    """Where the act was done, as its own sentence says; of a visit, what was visited."""
    index = document.index_at(event.anchor.start)
    place = event.place if isinstance(event, Event) else place_for(document, mentions.places, index)
    if place is not None:
        return place if event.sentence.contains(place.words) else None
    if isinstance(event, Event) and (clause := _occasion(document, event)) is not None:
        return place_for(document, mentions.places, clause.i)
    if not isinstance(event, Event) or event.mode != "visit":
        return None
    under = (c.idx for p in document.doc[index].children if p.lower_ in {"to", "in"} for c in p.children if c.dep_ == "pobj")
    beside = (c.idx for c in document.doc[index].children if c.dep_ == "dobj")
    at = next(iter([*under, *beside]), None)
    return next((p for p in mentions.places if at is not None and p.words.start <= at < p.words.end), None)


def _occasion(document: Document, event: Event) -> Token | None:
    """The verb of a clause with "when" that tells what befell people: its day and place are theirs ("31 people were killed when a quake struck ...")."""
    verb = document.doc[document.index_at(event.anchor.start)]
    befell = any(c.dep_ == "nsubjpass" for c in verb.children) or verb.lemma_ in {"die", "drown", "perish"}
    clauses = (c for v in (verb, *verb.conjuncts) for c in v.children if c.dep_ == "advcl" and c.i > verb.i and any(w.lower_ == "when" for w in c.lefts))
    return next(clauses, None) if befell else None


def _words(found: Found) -> Answer:
    return Answer(" ".join(found.words.text.split()), "stated", found.words, found.row.id)


def _what(document: Document, event: Act, reasons: tuple[Found, ...]) -> Answer:
    """The act in the article's words, from its verb to the end of what it is done to; reasons and means that follow are left to their own
    questions."""
    if isinstance(event, Event):
        value = event.type + (f" {event.mode}" if event.mode else "") + ("" if event.status == "actual" else f", {event.status}")
    else:
        value = f"commitment, {event.stage}"
    spine = spine_of(document, event)
    alone = document.index_at(event.anchor.end - 1) == spine[0].i
    if alone and spine[0].pos_ == "ADJ" and spine[0].dep_ in {"acomp", "oprd", "amod"} and spine[0].head.pos_ in {"VERB", "AUX", "NOUN"}:
        return Answer(value, "inferred", document.span_of(_said_of(spine[0])), event.rule)
    verb = next((t for t in spine if t.pos_ in {"VERB", "AUX"}), None)
    tokens = _clause(verb, event) if verb is not None and (verb is spine[0] or _carries(spine[0], verb)) else _phrase(spine[0])
    start = min(tokens[0].idx, event.anchor.start)
    end = max(tokens[-1].idx + len(tokens[-1]), event.anchor.end)
    cutting = [f for f in reasons if f.row.form != "adverb" or f.words.end >= end]
    stop = min((_opening(document, f, spine) for f in cutting if event.anchor.end <= f.words.start < end), default=end)
    stop = end if stop < event.anchor.end else stop
    words = Span.trimmed(document.article.text, start, min(end, stop), AROUND)
    date = _date(event)
    if date is not None and date.words is not None and event.anchor.end < date.words.start < words.end == date.words.end:
        end = start + len(BEFORE_DATE.sub("", document.article.text[start : date.words.start]))
        words = Span.trimmed(document.article.text, start, max(end, event.anchor.end), AROUND)
    return Answer(value or " ".join(words.text.split()), "inferred", words, event.rule)


def _opening(document: Document, found: Found, spine: tuple[Token, ...]) -> int:
    """Where a reason begins; where it stands in a clause of its own after a comma, where that does (", with officials saying ...")."""
    token = document.doc[found.first]
    while token.head is not token and token.head not in spine:
        token = token.head
    comma = token.left_edge.i - 1
    return token.left_edge.idx if comma >= 0 and document.doc[comma].text == "," else found.words.start


def _said_of(quality: Token) -> list[Token]:
    """The words of an act that an adjective carries, with what it is said of: "the prorogation to be unlawful"."""
    tokens = [t for t in quality.head.subtree if not t.is_space]
    edge = next((n for n, t in enumerate(tokens) if t.i > quality.right_edge.i), len(tokens))
    return [t for t in tokens[:edge] if not t.is_punct or t.i > tokens[0].i] or [quality]


def _carries(noun: Token, verb: Token) -> bool:
    """Whether a verb holds the noun of the act: "held talks", "an attack killed", "an agreement was signed"."""
    return noun.head is verb and noun.dep_ in {"dobj", "nsubjpass", "nsubj"}


def _clause(verb: Token, event: Act) -> list[Token]:
    """The tokens from the verb's auxiliaries to the end of its last complement in the sentence, the subject left out unless it is the act."""
    tokens = [verb, *(c for c in verb.children if c.dep_ in BEFORE and c.i < verb.i)]
    date = _date(event)
    for child in verb.children:
        if child.dep_ in TIMELY and date is not None and date.words is not None and _covers(child, date.words):
            continue
        if (child.dep_ in CORE and child.i > verb.i) or child.idx <= event.anchor.start < child.idx + len(child):
            tokens.extend(t for t in child.subtree if not t.is_space)
    ordered = without_asides(sorted({t.i: t for t in tokens}.values(), key=lambda t: t.i))
    while len(ordered) > 1 and ordered[-1].is_punct:
        ordered.pop()
    return ordered


def _covers(token: Token, words: Span) -> bool:
    """Whether a token's phrase is that of the date, which has a question of its own."""
    first, last = token.left_edge, token.right_edge
    return first.idx <= words.start and words.end <= last.idx + len(last) and last.idx + len(last) - first.idx <= len(words.text) + 12


def _phrase(noun: Token) -> list[Token]:
    """The noun phrase of an act that no verb of its own carries ("a visit to Kyiv")."""
    tokens = [t for t in noun.subtree if not t.is_space]
    cut = next((n for n, t in enumerate(tokens) if t.i > noun.i and (t.dep_ in {"relcl", "conj", "cc"} or t.is_punct)), len(tokens))
    return tokens[:cut] or [noun]
