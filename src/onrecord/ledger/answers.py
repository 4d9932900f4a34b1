"""What a ledger answers: the rows of its lists (`listed`), and all that it tells of one thing, as frozen rows too.

A field is a column in every form of output. None is "not known"; lists of names are joined by "; ".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.ledger.listed import Answer, ArticleRead, Change, CommitmentThread, EventThread, Hit, PartyKnown, StatementMade

__all__ = [
    "Answer", "ArticleRead", "Change", "CommitmentThread", "Copy", "Difference", "EventThread", "Evidence", "Hit", "LinkWhy", "Mention", "PartyKnown",
    "ReviewMade", "StatementMade", "Step", "Story",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step(Answer):
    """One report in the history of a commitment, and how the commitment stood after it.

    Args:
        n: its place in the history. date: of publication; until: the day on which the next report changed things.
        told_stage, told_amount, told_unit, told_due, told_condition: what this report says.
        does: what it does to the commitment: opens, advances, reaffirms, recalls, denies ...
        stage, amount, unit, delivered, due, condition: how the commitment stands after it.
        outlets: who published it, copies included. said_by: who says so in it.
        denies: the place in the history of the report that this one denies.
        words: its sentence, the decisive words in [brackets].
        mention_id, article_id, url: where it stands.
    """

    n: int
    date: str | None
    until: str | None
    told_stage: str
    does: str
    told_amount: float | None
    told_unit: str | None
    told_due: str | None
    told_condition: str | None
    said_by: str | None
    certainty: str
    outlets: str
    denies: int | None
    words: str
    stage: str
    amount: float | None
    unit: str | None
    delivered: float | None
    due: str | None
    condition: str | None
    mention_id: str
    article_id: str
    url: str | None
    review: str


@dataclass(frozen=True, slots=True)
class Mention(Answer):
    """A commitment, event or statement as one article has it.

    Args:
        kind: commitment, event or statement. id: its own; thread_id: of the thread that it belongs to.
        what: the stage, the type and mode, or the manner. standing: an event's status, a commitment's certainty.
        who, whom: promisor and beneficiary, actor and recipient, speaker.
        words: its sentence, the decisive words in [brackets].
    """

    kind: str
    id: str
    thread_id: str | None
    date: str | None
    publisher: str | None
    who: str | None
    whom: str | None
    what: str
    standing: str | None
    said_by: str | None
    amount: float | None
    unit: str | None
    day: str | None
    place: str | None
    words: str
    article_id: str
    url: str | None
    start: int
    end: int
    rule: str
    confidence: float
    review: str


@dataclass(frozen=True, slots=True)
class Difference(Answer):
    """Two reports of one thread that cannot both be right."""

    field: str
    value: str
    mention_id: str
    publisher: str | None
    published: str | None
    other_value: str
    other_mention_id: str
    other_publisher: str | None
    other_published: str | None


@dataclass(frozen=True, slots=True)
class LinkWhy(Answer):
    """Why a mention is taken for the same thing as another: its best link within the thread."""

    mention_id: str
    other_id: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class ReviewMade(Answer):
    """What a person said of a mention. `undone`: it was taken back since."""

    number: int
    at: str
    who: str
    item_id: str
    action: str
    field: str | None
    old: str | None
    new: str | None
    why: str | None
    undone: bool


@dataclass(frozen=True, slots=True)
class Evidence(Answer):
    """A field of a mention with the words behind it: offsets are code points of the article's text."""

    mention_id: str
    field: str
    value: str
    words: str | None
    start: int | None
    end: int | None
    basis: str | None


@dataclass(frozen=True, slots=True)
class Copy(Answer):
    """Another printing of an article, and why the two are taken for copies."""

    id: str
    publisher: str | None
    published: str | None
    title: str | None
    similarity: float
    why: str


@dataclass(frozen=True, slots=True)
class Story(Answer):
    """All that a ledger holds on one id.

    Args:
        kind: what the id is of: commitment, event, statement, article or party.
        head: that thing itself.
        steps: the history of a commitment.
        mentions: the reports of a thread, the items of an article, what a party said, did and promised, or the one statement.
        differences, links, reviews: of a thread. copies: of an article.
        evidence: the words behind the fields, and context the paragraphs around them, where they were asked for.
        as_of: the day whose state of things this is; None for now.
    """

    kind: str
    head: CommitmentThread | EventThread | StatementMade | ArticleRead | PartyKnown
    steps: tuple[Step, ...] = ()
    mentions: tuple[Mention, ...] = ()
    differences: tuple[Difference, ...] = ()
    links: tuple[LinkWhy, ...] = ()
    reviews: tuple[ReviewMade, ...] = ()
    copies: tuple[Copy, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    context: tuple[tuple[str, str], ...] = ()
    as_of: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The story as plain dictionaries, lists and scalars."""
        return {
            "kind": self.kind, "as_of": self.as_of, "head": self.head.to_dict(),
            **{name: [x.to_dict() for x in getattr(self, name)] for name in
               ("steps", "mentions", "differences", "links", "reviews", "copies", "evidence")},
            "context": [{"mention_id": m, "paragraph": text} for m, text in self.context],
        }  # fmt: skip
