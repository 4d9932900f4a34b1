"""The nouns: frozen dataclasses on the standard library."""

from onrecord.model.article import Article, Removed, Source
from onrecord.model.document import Document, Mentions, PartyMention, Quotation, WhoIsWho
from onrecord.model.ids import content_id, unique
from onrecord.model.nouns import (
    Amount,
    AmountKind,
    Basis,
    Certainty,
    Commitment,
    Event,
    Manner,
    Party,
    PartyKind,
    Place,
    Quantifier,
    Stage,
    Statement,
    Status,
    Time,
    When,
)
from onrecord.model.record import Record, from_plain, to_plain
from onrecord.model.span import Span

__all__ = [
    "Amount", "AmountKind", "Article", "Basis", "Certainty", "Commitment", "Document", "Event", "Manner", "Mentions", "Party",
    "PartyKind", "PartyMention", "Place", "Quantifier", "Quotation", "Record", "Removed", "Source", "Span", "Stage", "Statement",
    "Status", "Time", "When", "WhoIsWho", "content_id", "from_plain", "to_plain", "unique",
]  # fmt: skip
