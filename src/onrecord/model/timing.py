"""Which temporal expression belongs to which verb or noun, read off the dependency tree; shared by all who date what they find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model.document import Document
from onrecord.model.nouns import Time, When
from onrecord.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
CLAUSES = ("ROOT", "ccomp", "advcl", "relcl", "parataxis", "csubj", "acl", "pcomp")
DUE_WORDS = ("by", "before", "until", "till", "within", "in", "than", "of", "over", "during", "from", "through", "starting", "beginning")
STRONG_DUE_WORDS = ("by", "before", "until", "till", "within", "than")
MONTH = re.compile(r"\d{4}-\d\d")
AHEAD_WORDS = frozenset({"will", "'ll", "’ll", "shall", "would", "to"})
PLAIN = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
BESIDE, SHARED, AHEAD = 100.0, 200.0, 50.0
"""Costs: of a time in the clause but not under the word itself, of one shared over "and", of one that looks the wrong way."""


def time_for(document: Document, times: tuple[Time, ...], index: int) -> Time | None:
    """The day or period that dates a word: attached under it, or else under the head of its clause; the nearest of several.

    Args:
        document: the parsed article.
        times: its temporal expressions.
        index: token index of a verb ("signed") or of a noun that tells of an act ("attack").

    Returns:
        None where the clause has none. What stands in another clause with its own subject never counts ("said on Friday that
        troops crossed the border" does not date the crossing), nor what stands under a promised act ("vowed to leave by May").
    """
    word = document.doc[index]
    best: tuple[float, Time] | None = None
    for time in _in_sentence(word, times):
        if not _dates(time):
            continue
        cost = _cost(document, time, word, through_infinitives=_is_past(document, time))
        if cost is not None and (best is None or cost < best[0]):
            best = cost, time
    return best[1] if best else None


def due_for(document: Document, times: tuple[Time, ...], index: int) -> Time | None:
    """When a promised act is due: "by the end of 2027", "next month", "within 90 days" under it or in its clause.

    Args:
        document, times: as for `time_for`.
        index: token index of the promised act's verb ("deliver") or noun ("delivery").

    Returns:
        the time, its day or end not before the day of publication; None where the act has none.
    """
    word = document.doc[index]
    best: tuple[float, Time] | None = None
    for time in _in_sentence(word, times):
        before = _word_before(document, time)
        if not _can_be_due(document, time, before):
            continue
        cost = _cost(document, time, word, through_infinitives=False)
        if cost is None:
            continue
        cost -= AHEAD if before in STRONG_DUE_WORDS else 0
        if best is None or cost < best[0]:
            best = cost, time
    return best[1] if best else None


def due_within(document: Document, times: tuple[Time, ...], words: Span) -> Time | None:
    """The last due date that stands in the words of an act with "by", "before" or the like, wherever the parser hangs it.

    "publish every offer that it has received by the end of June": what has been received cannot be due.

    Args:
        document, times: as for `time_for`.
        words: the words of the act.
    """
    inside = [t for t in times if words.contains(t.span)]
    found = [t for t in inside if (before := _word_before(document, t)) in STRONG_DUE_WORDS and _can_be_due(document, t, before)]
    return found[-1] if found else None


def due_moved(document: Document, times: tuple[Time, ...], index: int) -> Time | None:
    """To when something is put off: "pushed back to 2027", "delayed from April to November", "has slipped again, to July at the earliest".

    Args:
        document, times: as for `time_for`.
        index: token index of the verb that puts it off.

    Returns:
        the last such time after the verb in its sentence; None where it is put off without a day.
    """
    word = document.doc[index]
    found = None
    for time in _in_sentence(word, times):
        before = _word_before(document, time)
        if time.span.start > word.idx and before in ("until", "till", "to") and _hangs_on(document, time, word, before):
            ahead = _next_such(document, time)
            found = ahead if _can_be_due(document, ahead, "until") else found
    if found is not None and found.begin_point and found.end_point and found.begin_point <= (document.article.published or ""):
        return replace(found, value=found.end_point, begin_point=None, end_point=None)  # "from December to the summer of 2028"
    return found


def _hangs_on(document: Document, time: Time, word: Token, before: str) -> bool:
    at = _head(document, time)
    others = ("advcl",) if before == "to" else ("relcl", "advcl")  # "pushed back the date by which it would be ready to 2027"
    return at is not None and word.is_ancestor(at) and not any(t.dep_ in others and word.is_ancestor(t) for t in at.ancestors)


def _next_such(document: Document, time: Time) -> Time:
    """A bare month that was taken for the last one as the next: what is put off is put off to what is ahead."""
    published = document.article.published or ""
    if time.basis != "resolved" or len(time.value) != 7 or not MONTH.fullmatch(time.value) or time.value >= published[:7]:
        return time
    return replace(time, value=f"{int(time.value[:4]) + 1}{time.value[4:]}", begin_point=None, end_point=None)


def path_of(document: Document, time: Time) -> tuple[Token, ...]:
    """The words above a temporal expression, nearest first, up to the head of its clause; empty where it holds no word."""
    return tuple(_path(document, time, through_infinitives=False))


def when_of(time: Time, *, due: bool = False) -> When | None:
    """A temporal expression as the date of an event, or as a due date.

    Returns:
        an ISO date, month, year, or interval "begin/end". Where it has no such value: for a due date its words, else None.
    """
    value = _when(time, due)
    if value is None and due:
        value = time.span.text
    return When(value, time.basis, time.span) if value else None


def _when(time: Time, due: bool) -> str | None:
    if time.type not in ("DATE", "TIME", "DURATION"):
        return None
    if due and time.end_point and (time.mod == "END" or time.type == "DURATION"):
        return time.end_point
    value = time.value.split("T")[0] if time.type == "TIME" else time.value
    if PLAIN.fullmatch(value) and not (time.begin_point and time.end_point):
        return value
    if time.begin_point and time.end_point:
        return f"{time.begin_point}/{time.end_point}"
    return time.end_point or time.begin_point


def _in_sentence(word: Token, times: tuple[Time, ...]) -> list[Time]:
    """The times that touch the sentence of a word. No other can hang in its tree, and to try them all takes the square of a long article's length."""
    start, end = word.sent.start_char, word.sent.end_char
    return [t for t in times if t.span.start < end and start < t.span.end]


def _dates(time: Time) -> bool:
    """Whether the expression names a day or a period, rather than a length, a repetition or "recently"."""
    if time.type in ("DATE", "TIME"):
        return not time.value.endswith("_REF")
    return time.type == "DURATION" and bool(time.begin_point and time.end_point)


def _can_be_due(document: Document, time: Time, before: str) -> bool:
    published = document.article.published or ""
    if time.type == "SET" or time.value in ("PAST_REF", "PRESENT_REF") or time.value.startswith("BC"):
        return False
    if time.type == "DURATION":
        return bool(time.end_point and time.end_point > published) if time.end_point else before in ("within", "in", "over")
    if time.value == "FUTURE_REF":
        return True
    if before in ("since", "after") and time.end_point is None:
        return False
    last = time.end_point or time.value.split("T")[0]
    if not published or not last[:1].isdigit():
        # in an article without a date "in 2021" may lie behind it: only what a verb that looks ahead has under it, or "by", says that it does not
        return not last[:1].isdigit() or before in STRONG_DUE_WORDS or (before in DUE_WORDS and _looks_ahead(document, time))
    size = min(len(last), len(published))
    if last[:size] == published[:size] and len(last) >= 10:
        return before in STRONG_DUE_WORDS
    return last[:size] >= published[:size]


def _looks_ahead(document: Document, time: Time) -> bool:
    return any(c.lower_ in AHEAD_WORDS for word in _path(document, time, through_infinitives=False) for c in word.children if c.dep_ == "aux")


def _is_past(document: Document, time: Time) -> bool:
    published = document.article.published
    size = min(len(time.value), len(published or ""))
    return bool(published and PLAIN.fullmatch(time.value) and time.value[:size] <= published[:size])


def _cost(document: Document, time: Time, word: Token, *, through_infinitives: bool) -> float | None:
    """How far a time stands from a word, in steps up the tree; None where it belongs elsewhere."""
    steps = [t.i for t in _path(document, time, through_infinitives)]
    near = abs(document.index_at(time.span.start) - word.i) / 1000
    if word.i in steps:
        return steps.index(word.i) + near
    last = document.doc[steps[-1]] if steps else word
    if last.dep_ == "acl" and last.head.i == word.i:  # "the talks held over the weekend"
        return AHEAD + near
    host = _clause_head(word)
    if host.i in steps and (host.i != word.i):
        return BESIDE + steps.index(host.i) + near
    sharing = host
    while sharing.dep_ == "conj" and not _has_subject(sharing):
        sharing = sharing.head
        if sharing.i in steps:
            return SHARED + steps.index(sharing.i) + near
    return None


def _path(document: Document, time: Time, through_infinitives: bool) -> Iterator[Token]:
    """The words above a time, up to the head of its clause."""
    at = _head(document, time)
    if at is None:
        return
    yield at
    while at.head.i != at.i:
        at = at.head
        yield at
        if _ends_clause(at) or (at.pos_ in ("VERB", "AUX") and at.dep_ == "xcomp" and not through_infinitives):
            return


def _ends_clause(word: Token) -> bool:
    if word.pos_ in ("VERB", "AUX"):
        return word.dep_ in CLAUSES or _has_subject(word)
    return word.dep_ in ("ROOT", "ccomp", "advcl", "relcl", "parataxis")


def _has_subject(word: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in word.children)


def _clause_head(word: Token) -> Token:
    """The verb of the clause that a word stands in, the word itself where it is one."""
    at = word
    while at.pos_ not in ("VERB", "AUX") and at.head.i != at.i:
        at = at.head
    while at.dep_ in ("aux", "auxpass") and at.head.i != at.i:
        at = at.head
    return at


def _head(document: Document, time: Time) -> Token | None:
    """The word of the expression that hangs on a word outside it."""
    for token in document.tokens_in(time.span):
        inside = time.span.start <= token.head.idx < time.span.end
        if not token.is_space and (not inside or token.head.i == token.i):
            return token
    return None


def _word_before(document: Document, time: Time) -> str:
    """The word that leads to an expression, articles and adverbs passed over."""
    at = document.index_at(time.span.start) - 1
    while at >= 0 and document.doc[at].lower_ in ("the", "about", "around", "at", "least", "later", "as", "early", "just"):
        at -= 1
    return str(document.doc[at].lower_) if at >= 0 else ""
