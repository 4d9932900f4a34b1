"""Which way a bare "Friday" or "October" points: back or ahead, by the verb that governs it and the words before it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from onrecord.codebook.times import time_words
from onrecord.model import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 12
HOURS = frozenset({"noon", "midday", "midnight", "a.m.", "p.m.", "am", "pm", "gmt", "utc"})
"""Words of an hour that stand between a preposition and the day it belongs to."""


def direction_of(document: Document) -> Callable[[int], int]:
    """A function from the offset of an expression to the way it points: -1 back, 1 ahead, 0 unknown."""

    @cache
    def direction(offset: int) -> int:
        index = document.index_at(offset)
        return _direction(document.doc[index]) if index < len(document.doc) else 0

    return direction


def _direction(token: Token) -> int:
    before = _before(token)
    if token.dep_ in ("det", "amod") and token.head.i > token.i:  # "this weekend", "last Friday"
        token = token.head
    verb = _governor(token)
    way = _tense(verb) if verb is not None else _plain(token)
    if verb is not None and verb.i > token.i and _told_before(token, verb):
        way = -1
    if way > 0 and verb is not None and _inside_noun_phrase(token) and _is_infinitive(verb):
        way = 0
    if before == "from" and verb is not None and way < 0 and any(v is not None and _lays_down(v) for v in (verb, _governor(verb))):
        return 1  # "declared three days of mourning from Friday"
    if before in time_words("back-preposition") and way <= 0:
        return -1
    if before == "since":
        return -1
    if before in ("until", "till", "to") and verb is not None and verb.lemma_.lower() in time_words("put-off"):
        return 1  # "postponed the vote until May"
    governing = verb.lemma_.lower() if verb is not None else ""
    if (before == "for" and governing in time_words("laid-down")) or (before == "from" and governing in time_words("promised")):
        return 1  # "called a snap election for Jan. 17", "has promised farmers a price rise from October"
    if before in time_words("ahead-preposition"):
        return -1 if verb is not None and way < 0 and _simple_past(verb) else 1
    return way


def _lays_down(verb: Token) -> bool:
    return verb.lemma_.lower() in time_words("laid-down") and verb.pos_ == "VERB"


def _before(token: Token) -> str:
    if token.i == 0:
        return ""
    word = token.nbor(-1)
    if word.lower_ in ("the", "early", "late", "mid", "next", "last") and word.i > 0:
        word = word.nbor(-1)
    if word.lower_ in ("least", "latest") and word.i > 1 and word.nbor(-1).lower_ == "at":  # "until at least the end of March"
        word = word.nbor(-2)
    hour = word.nbor(-1) if word.lower_ == "on" and word.i > 1 else word
    if hour.lower_ in HOURS and hour.i > 0:  # "until noon on Thursday"
        word = hour.nbor(-1)
        word = word.nbor(-1) if word.like_num and word.i > 0 else word
    return str(word.lower_)


def _governor(token: Token) -> Token | None:
    """The nearest verb above the token, or the adjective or noun above it that looks ahead ("due on Friday")."""
    at = token
    for _ in range(REACH):
        leads = at.lemma_.lower() in time_words("ahead") or at.lower_ == "according" or _tells(at)
        if at.i != token.i and leads:
            return at
        if at.pos_ in ("VERB", "AUX") and at.i != token.i:
            return at
        if at.head.i == at.i:
            return None
        at = at.head
    return None


def _tells(word: Token) -> bool:
    return bool(word.pos_ == "NOUN" and word.lemma_ in time_words("told"))


def _told_before(token: Token, verb: Token) -> bool:
    """ "told reporters this weekend he would run": a parser that hangs the time on what follows, while a past verb stands before it.

    Between that verb and the time there must be neither a mark nor "that", and a new subject must begin right after the time.
    """
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if after.dep_ not in ("nsubj", "nsubjpass", "expl", "det", "poss", "compound", "amod", "mark") and after.i + 1 < verb.i:
        return False
    for word in reversed(token.doc[max(token.sent.start, token.i - REACH) : token.i]):
        if word.is_punct or word.lower_ in ("that", "and", "but", "as", "when", "if"):
            return False
        if word.pos_ in ("VERB", "AUX"):
            return bool(word.tag_ == "VBD" and after.i <= verb.i)
    return False


def _inside_noun_phrase(token: Token) -> bool:
    """ "her Sunday crisis": dated by being told, whatever the verb."""
    return bool(token.dep_ in ("compound", "poss", "nmod", "amod") and token.head.pos_ in ("NOUN", "PROPN") and token.head.i > token.i)


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _tense(verb: Token) -> int:
    if verb.lower_ == "according" or _tells(verb):
        return -1
    if verb.lemma_.lower() in time_words("ahead") and (verb.tag_ in ("VBN", "JJ", "NN", "VBD") or verb.pos_ in ("ADJ", "NOUN")):
        return 1
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in helpers if c.text != "May"}  # "On 2 May the bank failed" has no modal
    if words & time_words("modal"):
        have = any(c.lemma_ == "have" for c in helpers)
        return -1 if have else 1
    if "to" in words:
        return -1 if any(c.lemma_ == "have" for c in helpers) else _infinitive(verb)
    if any(c.lemma_ == "have" for c in helpers) or any(c.tag_ == "VBD" for c in helpers):
        return -1
    if verb.tag_ == "VBD":
        return -1
    if verb.tag_ == "VBN":
        return 1 if any(c.tag_ in ("VBZ", "VBP") for c in helpers) and _titled(verb) else -1
    if verb.tag_ in ("VBZ", "VBP"):
        return -1 if verb.lemma_ in time_words("saying") else _present(verb)
    if verb.tag_ == "VBG":
        if any(c.tag_ in ("VBZ", "VBP") for c in helpers):
            return 1
        above = _governor(verb)
        if above is not None and above.lemma_.lower() in time_words("ahead-gerund"):
            return 1  # "proposed raising the tax from July"
        laid_down = above is not None and above.lemma_.lower() in time_words("laid-down") and not any(c.dep_ == "prt" for c in above.children)
        if laid_down and verb.lemma_.lower() in time_words("begun"):
            return 1  # "declared two days of mourning starting on Saturday"
        return _tense(above) if above is not None and above.i != verb.i else 0
    return 0


def _present(verb: Token) -> int:
    """ "meets on Friday" looks ahead; "is" and "has" say nothing, but for a deadline or the like."""
    if verb.lemma_ not in ("be", "have", "remain"):
        return 1
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    told = [*subjects, *(c for c in verb.children if c.dep_ == "acomp")]  # "the deadline is Friday", "bids are due by close of business Friday"
    return 1 if any(s.lemma_ in time_words("ahead") for s in told) else 0


def _infinitive(verb: Token) -> int:
    above = verb.head
    if above.i != verb.i and above.lemma_ in time_words("past-infinitive") and above.tag_ in ("VBD", "VBN"):
        return -1
    return 1


def _titled(verb: Token) -> bool:
    return verb.lemma_ in time_words("ahead")


def _simple_past(verb: Token) -> bool:
    return bool(verb.tag_ == "VBD" and not any(c.dep_ == "aux" for c in verb.children))


def _plain(token: Token) -> int:
    """Where the parse has no verb above: the words of the sentence before the expression, then after it."""
    first = token.sent.start
    if first > 0 and token.doc[first - 1].lower_ in HOURS:  # a sentence that the parser ends at "8 p.m."
        first = token.doc[first - 1].sent.start
    around = [t for t in token.doc[first : token.sent.end] if abs(t.i - token.i) <= REACH]
    if any(t.lower_ in ("will", "'ll", "’ll") or t.tag_ == "TO" for t in around):
        return 1
    return -1 if any(t.tag_ == "VBD" for t in around) else 0
