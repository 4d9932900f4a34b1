"""Record and parse -> the summary of an article: the six questions asked of its main event (docs/summary.md)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.model import Document, Event, Mentions, Party, Record, Span, When
from onrecord.model.summary import Act, Answer, Summary
from onrecord.summaries.main_event import main_event
from onrecord.summaries.reasons import Found, find_reasons, spine_of, without_asides

if TYPE_CHECKING:
    from spacy.tokens import Token

CORE = frozenset({"dobj", "dative", "attr", "acomp", "oprd", "prt", "xcomp", "ccomp", "prep", "agent", "nsubjpass", "expl", "advmod", "npadvmod"})
BEFORE_DATE = re.compile(r"(?:[\s,]+(?:on|in|at|by|during|over|since|from|late|early|of|the))*[\s,]*$")
"""What leads up to a date that stands last: "on", "over the"."""
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
    if choice is None:
        return Summary(record.article)
    event = choice.event
    place = event.place if isinstance(event, Event) else None
    reasons = find_reasons(document, event, mentions)
    if place is not None and any(f.words.contains(place.words) for f in reasons):
        place = None  # where the reason lies, not the act
    sides = (event.actors or event.recipients) if isinstance(event, Event) else (event.promisor,)
    return Summary(
        record.article,
        event,
        choice.reasons,
        who=tuple(_party(p, event) for p in sides),
        what=(_what(document, event, reasons),),
        when=_when(event),
        where=(Answer(place.name, place.basis, place.words, event.rule),) if place is not None else (),
        why=tuple(_words(f) for f in reasons if f.row.answer == "why"),
        how=tuple(_words(f) for f in reasons if f.row.answer == "how"),
    )


def _party(party: Party, event: Act) -> Answer:
    return Answer(party.name, party.basis, party.mention, event.rule)


def _date(event: Act) -> When | None:
    return event.date if isinstance(event, Event) else event.due


def _when(event: Act) -> tuple[Answer, ...]:
    """The date of an event, or by when a promise is due, where words of the text tell it."""
    date = _date(event)
    return () if date is None or date.words is None else (Answer(date.value, date.basis, date.words, event.rule),)


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
    verb = next((t for t in spine if t.pos_ in {"VERB", "AUX"}), None)
    tokens = _clause(verb, event) if verb is not None and (verb is spine[0] or _carries(spine[0], verb)) else _phrase(spine[0])
    start = min(tokens[0].idx, event.anchor.start)
    end = max(tokens[-1].idx + len(tokens[-1]), event.anchor.end)
    stop = min((f.words.start for f in reasons if event.anchor.end <= f.words.start < end), default=end)
    words = Span.trimmed(document.article.text, start, min(end, stop), AROUND)
    date = _date(event)
    if date is not None and date.words is not None and event.anchor.end < date.words.start < words.end == date.words.end:
        end = start + len(BEFORE_DATE.sub("", document.article.text[start : date.words.start]))
        words = Span.trimmed(document.article.text, start, max(end, event.anchor.end), AROUND)
    return Answer(value, "inferred", words, event.rule)


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
