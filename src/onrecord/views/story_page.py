"""All that a ledger holds on one id as a page: one file that opens offline, everything from an article escaped."""

from __future__ import annotations

from typing import Any

from onrecord.ledger.answers import Answer, Story
from onrecord.views import wording
from onrecord.views.cards import Style
from onrecord.views.history import head_lines
from onrecord.views.listing import cell_text
from onrecord.views.pages import template

SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("History", "steps", ("n", "date", "outlets", "told_stage", "does", "denies", "told_amount", "told_unit", "told_due", "told_condition", "said_by",
                          "words", "stage", "amount", "delivered", "due", "condition")),
    ("Mentions", "mentions", ("kind", "date", "publisher", "who", "whom", "what", "standing", "said_by", "amount", "unit", "day", "place", "words", "id")),
    ("Reports that differ", "differences", ("field", "value", "publisher", "published", "other_value", "other_publisher", "other_published")),
    ("Why they are taken for one", "links", ("mention_id", "other_id", "score", "why")),
    ("Copies", "copies", ("id", "publisher", "published", "title", "similarity", "why")),
    ("Reviews", "reviews", ("number", "at", "who", "action", "item_id", "field", "old", "new", "why", "undone")),
    ("Evidence", "evidence", ("mention_id", "field", "value", "words", "start", "end", "basis")),
)  # fmt: skip
"""The sections of the page: title, field of the story, and the columns of its table; columns that no row fills are left out."""


def story_page(story: Story) -> str:
    """The page of a story; without the line break at its end."""
    title, *lines = (wording.one_line(line) for line in head_lines(story, Style(color=False)))
    sections = [made for name, field, columns in SECTIONS if (made := _section(name, getattr(story, field), columns))]
    context = [{"id": id_, "paragraph": wording.one_line(paragraph)} for id_, paragraph in story.context]
    return template("story.html").render(title=" ".join(title.split()), lines=lines, sections=sections, context=context)


def _section(name: str, rows: tuple[Answer, ...], columns: tuple[str, ...]) -> dict[str, Any] | None:
    used = [c for c in columns if any(getattr(r, c) not in (None, "", False) for r in rows)]
    cells = [[wording.one_line(cell_text(getattr(r, c))) for c in used] for r in rows]
    return {"name": name, "columns": [c.replace("_", " ") for c in used], "rows": cells} if rows else None
