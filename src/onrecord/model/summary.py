"""The summary of an article: who did what, when, where, why and how."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.article import Article
from onrecord.model.nouns import Basis, Commitment, Event
from onrecord.model.span import Span

Act = Event | Commitment
"""What a summary is made of: an event, or a commitment that no event of the record tells of."""
QUESTIONS = ("who", "what", "when", "where", "why", "how")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one of the six questions.

    Args:
        value: the answer in a settled form: a party's full name, an event's type or a commitment's stage, an ISO date, a
            place's name; for why and how the words.
        basis: how the value was reached from the words.
        words: the words of the article that it came from.
        rule: the row of the codebook that found it.
    """

    value: str
    basis: Basis
    words: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What one article tells first of all. A question that the article does not answer has no answers; none is guessed.

    Args:
        article: the article that every span points into.
        event: its main event, or the commitment that comes first where no event tells of it; None where it tells of neither.
        chosen: why that event was taken, in words: what counted for it ("lead", "title 3 of 5" ...).
    """

    article: Article
    event: Act | None = None
    chosen: tuple[str, ...] = ()
    who: tuple[Answer, ...] = ()
    what: tuple[Answer, ...] = ()
    when: tuple[Answer, ...] = ()
    where: tuple[Answer, ...] = ()
    why: tuple[Answer, ...] = ()
    how: tuple[Answer, ...] = ()

    def answers(self) -> tuple[tuple[str, tuple[Answer, ...]], ...]:
        """Each of the six questions with its answers, in the order in which newsrooms ask them."""
        return tuple((q, getattr(self, q)) for q in QUESTIONS)
