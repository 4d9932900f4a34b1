"""The day of an act that its own clause does not date: the day that the story has reached when it tells of it.

News gives the day once ("On Tuesday the assembly met.") and goes on in the plain past ("It rejected the treaty."). A later sentence
stands on the last day that a main clause named, until it names another. A sentence about something long past ("In 2014 ...") leaves
the story; it comes back with the next paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.codebook.background import background_words
from onrecord.model import Document, Event, Statement, Time, When
from onrecord.model.timing import path_of, time_for, when_of
from onrecord.records.event_candidates import statement_at

if TYPE_CHECKING:
    from spacy.tokens import Token

STORY = timedelta(days=35)
"""A day further back than this belongs to the background of a story, not to the story."""
TOLD = frozenset({"actual", "negated"})
"""Only what the story tells as done, or as left undone, stands on its day."""
OCCASIONS = frozenset({"in", "during", "at"})
"""Prepositions of what goes on while the verb is done: "said in a meeting with"."""
OWN = frozenset({"nsubj", "nsubjpass", "mark", "expl"})
"""Children that make a clause of a verb one of its own."""
CLIMB = 8
WHEN = frozenset({"after", "when", "before", "as", "while", "because", "since", "until"})
"""Words that tie a clause to the time of the one above."""
GOING_ON = frozenset({"he", "she", "it", "they", "both", "neither", "each"})
SAYINGS = frozenset({"REQUEST", "THREATEN"})
"""Types that look ahead; deeds and blame told after a sentence about the past go on with the past."""


class StoryDays:
    """The day on which each sentence of an article stands.

    Args:
        document: the parsed article; without a day of publication no sentence has a day.
        times: its temporal expressions.
        statements: its statements; a day inside what somebody says is not the day of the telling.
    """

    def __init__(self, document: Document, times: tuple[Time, ...], statements: tuple[Statement, ...]) -> None:
        self._document = document
        self._statements = statements
        self._times = times
        published = _day(document.article.published or "")
        self._published = published
        walked = [] if published is None else list(self._walk(times, published))
        self._days = {first: day for first, day in walked if day is not None}
        self._past = frozenset(first for first, day in walked if day is None)

    def day_of(self, event: Event, act: Token) -> When | None:
        """The day of an act that its own clause does not date.

        Args:
            event: the act.
            act: the word whose clause says how it stands: its verb, or its noun.

        Returns:
            the day with basis "inferred" and the words that named it; None for what is not told in the plain past of the story.
        """
        if event.status not in TOLD:
            return None
        clause = _telling(act)
        spoken = statement_at(event.anchor.start, self._statements)
        if spoken is not None:
            # what is told in somebody's words happened whenever it did; what is done by saying them is as old as the saying
            if event.certainty != "asserted" or event.said_by or spoken.cue is None:
                return None
            clause = next((c for t in self._document.tokens_in(spoken.cue) if (c := _saying(t)) is not None), None)
        if clause is None:
            return None
        return self._days.get(clause.sent.start)

    def is_past(self, event: Event, act: Token) -> bool:
        """Whether an act without a date of its own is told among things long past.

        Args:
            event: the act.
            act: the word whose clause says how it stands.
        """
        if event.status != "actual" or statement_at(event.anchor.start, self._statements) is not None:
            return False
        if self._hangs_on_past(act):
            return True
        clause = _telling(act)
        return clause is not None and clause.sent.start in self._past and not self._answers(event, clause)

    def _answers(self, event: Event, clause: Token) -> bool:
        """Whether somebody not heard of before has a say: after a sentence about the past that is an answer to the story."""
        before = self._document.article.text[: clause.sent.start_char]
        return event.type in SAYINGS and bool(event.actors) and all(a.name.split()[-1] not in before for a in event.actors)

    def _hangs_on_past(self, act: Token) -> bool:
        """Whether an act is told in a clause under something long past: of time ("pardoned him in 2020 after a court had jailed him"), or
        relative and in the plain past ("in 2020 police shot miners who protested against a tax").
        """
        at = act
        for _ in range(CLIMB):
            if at.dep_ == "advcl" and (_is_present_perfect(at) or _is_shortly_apart(at)):  # "while Japan has so far refused", "hours after they quit"
                return False
            if at.dep_ == "advcl" and any(c.lower_ in WHEN and c.dep_ in {"mark", "advmod"} for c in at.children):
                time = time_for(self._document, self._times, at.head.i)
                return time is not None and self._published is not None and _is_old(time, self._published)
            if at.dep_ == "relcl" and _is_plain_past(at) and at.head.i > at.head.head.i:  # a subject may be described by what it does today
                time = time_for(self._document, self._times, _verb_over(at.head).i)
                return time is not None and self._published is not None and _is_old(time, self._published)
            if at.dep_ == "ROOT" or at.dep_ in {"relcl", "ccomp"}:
                return False
            at = at.head
        return False

    def goes_on(self, event: Event, act: Token, before: tuple[Event, ...]) -> bool:
        """Whether an act without a date goes on with the past: its sentence opens with a pronoun or leads on with "later", and the one before
        tells of the past alone.

        Args:
            event: the act.
            act: the word whose clause says how it stands.
            before: the acts that the article tells earlier, with their status.
        """
        if event.status != "actual" or event.type in SAYINGS or statement_at(event.anchor.start, self._statements) is not None:
            return False
        clause = _telling(act)
        subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None) if clause is not None else None
        if clause is None or clause.sent.start == 0:
            return False
        if not (subject is not None and subject.lower_ in GOING_ON) and not _leads_on(clause):
            return False
        previous = self._document.doc[clause.sent.start - 1].sent
        if "\n" in previous.text.rstrip(" ") or "\n" in clause.sent.text.rstrip():
            return False
        told = [e for e in before if previous.start_char <= e.anchor.start < previous.end_char]
        return bool(told) and all(e.status == "historical" for e in told)

    def _walk(self, times: tuple[Time, ...], published: date) -> Iterator[tuple[int, When | None]]:
        """The first token of each sentence that stands on a day, and the day; None for one among things long past."""
        reached: When | None = None
        away = False
        text, before = self._document.article.text, 0
        for sentence in self._document.doc.sents:
            start, end, words = sentence.start_char, sentence.end_char, sentence.text
            if "\n" in text[before:start] or "\n" in words[: len(words) - len(words.lstrip())]:
                away = False
            before = end - (len(words) - len(words.rstrip()))
            here = [t for t in times if start <= t.span.start < end]
            main = [t for t in here if self._is_told(t)]
            recent = [w for t in main if (w := _counted(t, reached) or _recent(t, published))]
            if not recent and reached is None:  # the lead may name the day of the story anywhere
                recent = [w for t in here if (w := _recent(t, published))]
            if recent:
                reached, away = recent[0], False
            elif any(_is_old(t, published) and t.span.text.lower() not in COUNTED for t in main):
                away = True
            if away or reached is not None:
                yield sentence.start, None if away else reached

    def _is_told(self, time: Time) -> bool:
        """Whether an expression dates the main clause of its sentence, in the outlet's own words."""
        spoken = (s for s in self._statements if s.rule != "en.according-to")  # "were hurt on Monday, according to" is told as the outlet's
        held = [s for s in spoken if any(content.contains(time.span) for content in s.content)]
        heads = path_of(self._document, time)[-1:]  # "accused the army in March of lying" dates the accusing
        if any(s.cue is None or not any(s.cue.start <= h.idx < s.cue.end for h in heads) for s in held):
            return False
        first = self._document.index_at(time.span.start)
        if first > 0 and self._document.doc[first - 1].lower_ in {"since", "until"}:  # "the first since May" is of today
            return False
        above = path_of(self._document, time)
        return bool(above) and not _is_subordinate(above[-1]) and _is_past(above[-1])


def _is_present_perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" and c.tag_ in {"VBZ", "VBP"} for c in verb.children)


def _is_shortly_apart(verb: Token) -> bool:
    """Whether a clause of time lies hours or days from what it dates."""
    return any(c.dep_ == "npadvmod" and c.lemma_.lower() in {"minute", "hour", "day"} for c in verb.children)


def _leads_on(verb: Token) -> bool:
    """Whether an adverb leads on from what was told before: "later closed the crossing and withdrew its envoy"."""
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return any(c.dep_ == "advmod" and c.lower_ in background_words("onward") for c in verb.children)


def _is_subordinate(word: Token) -> bool:
    """Whether a path up the tree ended in a clause that has a subject of its own below the main clause."""
    at = word
    for _ in range(CLIMB):
        if at.dep_ == "relcl" or (at.dep_ in {"acl", "advcl", "ccomp", "csubj"} and any(c.dep_ in OWN for c in at.children)):
            return True
        if at.head.i == at.i:
            return False
        at = at.head
    return True


def _telling(word: Token) -> Token | None:
    """The main verb in the plain past that tells of an act: the word itself, or the verb that it hangs on; None where there is none."""
    at = word
    for _ in range(CLIMB):
        if at.pos_ in {"VERB", "AUX"} and _is_plain_past(at):
            return at if _is_main(at) else None
        if at.pos_ in {"VERB", "AUX"}:
            if at.dep_ not in {"advcl", "xcomp", "conj", "acl", "pcomp"} or any(c.dep_ in OWN for c in at.children):
                return None
        elif at.dep_ == "pobj" and at.head.lower_ in OCCASIONS:
            at = at.head
        elif at.dep_ not in {"acomp", "attr", "conj", "prep"}:
            return None
        if at.head.i == at.i:
            return None
        at = at.head
    return None


def _is_past(word: Token) -> bool:
    """Whether a clause tells of what has happened: "is to step down today" does not bring the story to today."""
    verb = word
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    finite = helpers[0] if helpers else verb
    return finite.tag_ not in {"VBZ", "VBP", "VB", "MD", "TO"} or finite.lemma_ == "have"


def _verb_over(noun: Token) -> Token:
    """The verb whose clause a noun stands in; a relative clause on the way up is climbed out of."""
    at = noun
    for _ in range(CLIMB):
        if at.head.i == at.i or (at.pos_ in {"VERB", "AUX"} and at.dep_ != "relcl"):
            break
        at = at.head
    return at


def _saying(cue: Token) -> Token | None:
    """The verb of saying in the plain past; amid a quotation the parser hangs it below the words quoted."""
    if cue.pos_ == "VERB" and _is_plain_past(cue) and (cue.dep_ in {"ccomp", "parataxis"} or not _is_subordinate(cue)):
        return cue
    return _telling(cue)


def _is_plain_past(verb: Token) -> bool:
    """Whether a verb is in the simple or progressive past: "met", "was arrested", "did not sign", but not "had met"."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    finite = helpers[0] if helpers else verb
    return finite.tag_ == "VBD" and not (helpers and finite.lemma_ == "have")


def _is_main(verb: Token) -> bool:
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ == "ROOT"


COUNTED = {
    "the same day": 0, "that day": 0, "that same day": 0,
    "the following day": 1, "the next day": 1, "a day later": 1, "one day later": 1, "the day after": 1,
}  # fmt: skip
"""Words that count from the day that the story has reached, and how many days on they mean."""


def _counted(time: Time, reached: When | None) -> When | None:
    """The day that words count from the story's; the last day named before them may stand in a quotation or in the background."""
    day = _day(reached.value) if reached is not None else None
    ahead = COUNTED.get(time.span.text.lower())
    return None if day is None or ahead is None else When((day + timedelta(days=ahead)).isoformat(), "inferred", time.span)


def _recent(time: Time, published: date) -> When | None:
    """The day that an expression names where it is one of the story's."""
    when = when_of(time) if time.type in ("DATE", "TIME") else None
    day = _day(when.value) if when is not None else None
    if when is None or day is None or not published - STORY <= day <= published:
        return None
    return When(when.value, "inferred", time.span)


def _is_old(time: Time, published: date) -> bool:
    """Whether an expression names a day, month or year before the story."""
    when = when_of(time) if time.type in ("DATE", "TIME") else None
    if when is None:
        return False
    return when.value.rpartition("/")[2] < (published - STORY).isoformat()[: len(when.value.rpartition("/")[2])]


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None
