"""An article after parsing: tokens, sentences, quotations, and who is who in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from onrecord.model.article import Article
from onrecord.model.nouns import Amount, Party, Place, Time
from onrecord.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of direct speech between paired quotation marks.

    Args:
        span: the words with their quotation marks.
        inner: the words without them.
        scare: a nickname, title or scare quote rather than speech (no verb, a few words).
        continued: the speech goes on in the next paragraph, where the opening mark is repeated.
    """

    span: Span
    inner: Span
    scare: bool = False
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed article. Token offsets are those of `article.text`: `token.idx` is a code point offset into it.

    Args:
        article: the article.
        doc: spaCy's Doc over the text with page chrome blanked by as many spaces (so offsets hold); no NER.
        quotations: direct speech, in order, not overlapping; paired once for everyone.
    """

    article: Article
    doc: Doc
    quotations: tuple[Quotation, ...] = ()

    def span_of(self, tokens: TokenSpan | Sequence[Token]) -> Span:
        """The span of a run of tokens, from the first to the last."""
        first, last = tokens[0], tokens[len(tokens) - 1]
        return self.article.span(first.idx, last.idx + len(last))

    def tokens_in(self, span: Span) -> list[Token]:
        """The tokens that share a code point with `span`, white space tokens included."""
        out = []
        for token in self.doc[self.index_at(span.start) :]:
            if token.idx >= span.end:
                break
            out.append(token)
        return out

    def index_at(self, offset: int) -> int:
        """Index of the token that holds the code point `offset`, or of the first after it (len(doc) where none is)."""
        low = bisect_right(self.doc, offset, key=lambda t: t.idx) - 1
        if low >= 0 and offset < self.doc[low].idx + len(self.doc[low]):
            return low
        return low + 1

    def sentence_of(self, token: Token) -> Span:
        """The span of the sentence that holds `token`, without white space or page chrome (blank to the parser) at its ends."""
        sent, doc = token.sent, self.doc
        first, last = sent.start, sent.end - 1
        while first < last and doc[first].is_space:
            first += 1
        while last > first and doc[last].is_space:
            last -= 1
        return self.span_of([token] if doc[first].is_space else [doc[first], doc[last]])

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation that covers the code point `offset`, or None."""
        for q in self.quotations:
            if q.span.start <= offset < q.span.end:
                return q
        return None


@dataclass(frozen=True, slots=True)
class PartyMention:
    """One place where a party is named, described or referred to.

    Args:
        span: the words of the whole mention ("Canadian Prime Minister Mark Carney", "he").
        start, end: token indexes, half-open.
        head: token index of the syntactic head.
        party: who it is; its own `mention` is this span, its other fields are the fullest the article gives.
        kind: how it is referred to here.
    """

    span: Span
    start: int
    end: int
    head: int
    party: Party
    kind: Literal["name", "nominal", "pronoun", "demonym", "metonym", "place"]


class WhoIsWho(Protocol):
    """The parties of one article, as the records ask for them (made by mentions/resolve.py)."""

    @property
    def parties(self) -> tuple[Party, ...]:
        """Each party of the article once, in order of first mention."""
        ...

    @property
    def mentions(self) -> tuple[PartyMention, ...]:
        """All mentions in order of their start; nested ones follow the wider one."""
        ...

    def at(self, index: int) -> PartyMention | None:
        """The widest mention whose head is the token with this index, else the narrowest that holds it, else None."""
        ...

    def of(self, index: int) -> tuple[Party, ...]:
        """The parties that a noun phrase names, given the token index of its head.

        Follows coordination ("Canada and Ukraine" gives two), plural pronouns ("the leaders"), and describes a phrase that
        is in no mention in its own words (kind "group"). Empty for a head that cannot be a party (a thing, a date).
        """
        ...


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that is named in a document."""

    who: WhoIsWho
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    amounts: tuple[Amount, ...] = field(default=())
