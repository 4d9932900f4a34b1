"""Records as one self-contained HTML file: each article with its words marked, beside its cards.

Marks may overlap and nest. The text is cut at every border of every mark, and each piece lists the marks that cover it; nothing is nested
in the page, so crossing spans come out right. Offsets stay on the server: a browser counts UTF-16 units.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.model import Commitment, Event, Record, Span, Statement
from onrecord.views import wording
from onrecord.views.pages import template

if TYPE_CHECKING:
    pass


CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked: `id` names it on the page, `kinds` are the CSS classes of its piece."""

    id: str
    span: Span
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text covered by the same marks. `starts`: ids of the marks that begin here (targets of links)."""

    text: str
    marks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a card: its name, its value in words, and the mark of the words behind it, if any."""

    name: str
    value: str
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A card on the page."""

    number: int
    kind: str
    title: str
    id: str
    fields: tuple[Field, ...]
    words: str
    words_mark: str
    rule: str
    rule_note: str
    confidence: str
    state: str
    marks: tuple[Mark, ...] = field(default=())


def page(records: Sequence[Record], *, only: Collection[str] = ()) -> str:
    """One HTML document for all records; opens offline, without a server, with JavaScript on or off.

    Args:
        records: what was read.
        only: kinds to show; all where empty.
    """
    articles, first = [], 1
    for n, record in enumerate(records, 1):
        made = cards_of(record, first, n, only=only)
        first += len(wording.items(record))
        removed = chrome_of(record, n)
        articles.append({
            "n": n, "title": wording.one_line(record.article.title or record.article.source), "heading": wording.heading(record.article),
            "url": safe_url(record.article.url), "cards": made,
            "pieces": list(pieces(record.article.text, [m for c in made for m in c.marks] + removed)),
        })  # fmt: skip
    title = articles[0]["title"] if len(articles) == 1 else f"{len(articles)} articles on record"
    return template("record.html").render(title=title, articles=articles)


def cards_of(record: Record, first: int = 1, article: int = 1, *, only: Collection[str] = ()) -> list[Card]:
    """The cards of a record's items, each with its marks.

    Args:
        record: what was read.
        first: number of the first item.
        article: number of the article on the page; it begins the ids of the marks.
        only: kinds to show; all where empty.
    """
    numbered = enumerate(wording.items(record), first)
    return [_card(item, number, article) for number, item in numbered if not only or wording.kind(item) + "s" in only]


def chrome_of(record: Record, article: int = 1) -> list[Mark]:
    """The marks of what is page chrome in a record's article."""
    return [Mark(f"a{article}r{i}", r.span, ("chrome",)) for i, r in enumerate(record.article.removed)]


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut a text at every border of every mark.

    Yields:
        pieces in order; joined, their texts are `text`.
    """
    begins: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for mark in marks:
        if mark.span.start < mark.span.end:
            begins.setdefault(mark.span.start, []).append(mark)
            ends.setdefault(mark.span.end, []).append(mark)
    borders = sorted({0, len(text), *begins, *ends})
    live: dict[str, Mark] = {}
    for start, end in itertools.pairwise(borders):
        for mark in ends.get(start, ()):
            live.pop(mark.id, None)
        starting = begins.get(start, [])
        live.update((m.id, m) for m in starting)
        kinds = tuple(sorted({k for m in live.values() for k in m.kinds}))
        yield Piece(visible(text[start:end]), tuple(live), kinds, tuple(m.id for m in starting))


def _card(item: wording.Item, number: int, article: int) -> Card:
    prefix = f"a{article}i{number}"
    marks: list[Mark] = []

    def mark(span: Span | None, *kinds: str) -> str | None:
        if span is None:
            return None
        marks.append(Mark(f"{prefix}m{len(marks)}", span, kinds))
        return marks[-1].id

    kind = wording.kind(item)
    state = _state(item)
    anchor = wording.anchor(item) if isinstance(item, Statement) else item.anchor
    main = mark(anchor, kind, state) if not isinstance(item, Statement) else ""
    fields = list(_statement_fields(item, mark) if isinstance(item, Statement) else _act_fields(item, mark))
    words = " … ".join(c.text for c in item.content) if isinstance(item, Statement) else item.anchor.text
    for content in item.content if isinstance(item, Statement) else ():
        main = mark(content, kind, state) or main
    title = wording.party(item.speaker) or "(no source named)" if isinstance(item, Statement) else wording.who_to_whom(item)
    return Card(
        number, kind, wording.one_line(title), item.id, tuple(f for f in fields if f.value), wording.one_line(words), main or "",
        item.rule, wording.rule_words(item.rule), f"{item.confidence:.2f}", state, tuple(marks),
    )  # fmt: skip


def _state(item: wording.Item) -> str:
    """What the underline shows: solid said or done, dashed planned, dotted possible, struck denied or refused, wavy hearsay."""
    if isinstance(item, Statement):
        return "said"
    if item.certainty == "hearsay":
        return "hearsay"
    if isinstance(item, Event):
        return item.status
    ladder = {"floated": "hypothetical", "offered": "hypothetical", "intended": "planned", "pledged": "planned", "agreed": "planned"}
    return ladder.get(item.stage, "negated" if item.stage in ("withdrawn", "suspended", "refused", "denied") else "actual")


def _statement_fields(item: Statement, mark: _Marker) -> Iterator[Field]:
    yield Field("source", item.source.text if item.source else "", mark(item.source, "party"))
    yield Field("cue", item.cue.text if item.cue else "", mark(item.cue, "cue"))
    yield Field("manner", item.manner)
    yield Field("stance", item.stance or "")
    yield Field("told by", wording.parties(item.told_by))


def _act_fields(item: Event | Commitment, mark: _Marker) -> Iterator[Field]:
    if isinstance(item, Event):
        yield Field("type", item.type + (f" · {item.mode}" if item.mode else ""))
        for name, parties in (("actor", item.actors), ("recipient", item.recipients)):
            for party in parties:
                yield Field(name, wording.party(party), mark(party.mention, "party"))
        yield Field("status", item.status)
        yield Field("date", wording.when(item.date), mark(item.date.words if item.date else None, "field"))
        yield Field("place", item.place.name if item.place else "", mark(item.place.words if item.place else None, "field"))
    else:
        yield Field("stage", item.stage.replace("_", " "))
        yield Field("promisor", wording.party(item.promisor), mark(item.promisor.mention, "party"))
        if item.beneficiary:
            yield Field("beneficiary", wording.party(item.beneficiary), mark(item.beneficiary.mention, "party"))
        yield Field("action", item.action.text, mark(item.action, "action"))
        yield Field("condition", item.condition.text if item.condition else "", mark(item.condition, "field"))
        yield Field("due", wording.when(item.due), mark(item.due.words if item.due else None, "field"))
        yield Field("instrument", item.instrument or "")
    yield Field("amount", wording.amount(item.amount), mark(item.amount.words if item.amount else None, "field"))
    yield Field("certainty", wording.certainty(item) or item.certainty)
    for cue in item.cues:
        yield Field("set by", cue.text, mark(cue, "cue"))
    if isinstance(item, Event):
        codes = (f"CAMEO {item.cameo}", f"quad {item.quad}", f"Goldstein {item.goldstein:g}", *item.contexts)
        yield Field("codes", " · ".join(codes))


def visible(text: str) -> str:
    """Control characters as their pictures, so that hostile text shows as text."""
    return CONTROL.sub(lambda m: "\ufffd" if m[0] >= "\ud800" else chr(0x2400 + ord(m[0])), text)


def safe_url(url: str | None) -> str:
    """The address if it is one of the web; any other scheme ("javascript:") is not linked."""
    return url if url and url.lower().startswith(("http://", "https://")) else ""


if TYPE_CHECKING:
    from typing import Protocol

    class _Marker(Protocol):
        def __call__(self, span: Span | None, *kinds: str) -> str | None: ...
