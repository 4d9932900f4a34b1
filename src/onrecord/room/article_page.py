"""The page of an article: its text with the marks of all that is on record in it, beside the cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import BadQuestion
from onrecord.ledger.disputes import tallies
from onrecord.model import Span
from onrecord.room.asking import addressed
from onrecord.room.desk import desk_of
from onrecord.room.rendering import address_of
from onrecord.room.things import EDITED, elsewhere, told, twins_of
from onrecord.views import wording
from onrecord.views.html import Mark, cards_of, chrome_of, pieces, safe_url

PART = 60_000
"""Characters of a text on one page; a longer one is turned over in parts."""
BY_CUE = ("stage", "status", "certainty", "manner", "stance")
"""Fields that no words of their own name: what set them is the cue."""
LETTERS = {"commitment": "C", "event": "E", "statement": "S"}


def article(request: Request) -> Response:
    """The text of an article with its spans, and a card for each item."""
    story = told(request, request.path_params["id"])
    moved = elsewhere(request, "articles", story)
    if moved is not None:
        return moved
    record = desk_of(request).ledger.record(story.head.id)
    text = record.article.text
    parts = max(1, -(-len(text) // PART))
    part = _part(request, parts)
    start, end = (part - 1) * PART, min(part * PART, len(text))
    mentions = {m.id: m for m in story.mentions}
    cards = [c for c in cards_of(record) if parts == 1 or any(m.span.start < end and m.span.end > start for m in c.marks)]
    main = {c.words_mark: c for c in cards}
    marks = [*(m for c in cards for m in c.marks), *chrome_of(record)]
    shown = []
    for piece in pieces(text[start:end], within(marks, start, end)):
        tags = [{"label": f"{LETTERS[main[m].kind]}{main[m].number}", "kind": main[m].kind, "card": main[m].id, "mark": m,
                 "title": f"{main[m].kind} {main[m].number}: {main[m].title}"} for m in piece.starts if m in main]  # fmt: skip
        shown.append({"piece": piece, "tags": tags, "plain": [m for m in piece.starts if m not in main]})
    heads = [_head(card, mentions.get(card.id)) for card in cards]
    rejected = [m for m in story.mentions if m.review == "rejected"]
    path = request.url.path
    return desk_of(request).page(
        request, "article.html", title=wording.one_line(record.article.title or record.article.source), head=story.head, story=story,
        heading=wording.heading(record.article), url=safe_url(record.article.url), shown=shown, cards=heads, rejected=rejected,
        part=part, parts=parts, part_addresses=[addressed(path, [("part", str(n))]) for n in range(1, parts + 1)],
        edited=EDITED, twins=twins_of(path, {}), by_id=mentions, start=start, by_cue=BY_CUE,
        feed=addressed("/feed.atom", [("article", story.head.id), ("of", "all")]),
        tally_of=tallies(story.reviews),
    )  # fmt: skip


def within(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    """Marks as they lie in a part of the text; those outside it are left out."""
    found = []
    for mark in marks:
        first, last = max(mark.span.start, start), min(mark.span.end, end)
        if first < last:
            words = mark.span.text[first - mark.span.start : last - mark.span.start]
            found.append(replace(mark, span=Span(first - start, last - start, words)))
    return found


def _head(card: Any, mention: Any) -> dict[str, Any]:
    """A card with the address of its thread, and how it was reviewed."""
    thread = mention.thread_id if mention is not None else None
    href = address_of(card.kind, thread or card.id) if thread or card.kind == "statement" else ""
    cues = [f.mark for f in card.fields if f.name in ("set by", "cue") and f.mark] or [card.words_mark]
    label = f"{LETTERS[card.kind]}{card.number}"
    return {"card": card, "label": label, "href": href, "review": mention.review if mention else "unreviewed", "cues": cues}


def _part(request: Request, parts: int) -> int:
    value = request.query_params.get("part", "1").strip() or "1"
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) <= parts:
        raise BadQuestion(f"this article has no part {value[:20]!r}", f"It has {parts}.")
    return int(value[:9])
