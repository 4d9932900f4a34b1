"""Rows of answers as a table for the terminal, CSV, JSON Lines, or a page; the table shows the main columns, the others all."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from onrecord.views import wording
from onrecord.views.pages import template
from onrecord.views.table import spreadsheet_safe

if TYPE_CHECKING:

    from onrecord.ledger.answers import Answer

FORMATS = ("table", "jsonl", "csv", "html")
Cell = Callable[[Any], str]


def _sum(row: Any) -> str:
    """ "60 of 250 million EUR", "1.2 of 3 billion USD", "33.3%"."""
    if row.amount is None:
        return f"{wording.measured(row.delivered, row.unit)} given" if getattr(row, "delivered", None) else ""
    whole = wording.measured(row.amount, row.unit)
    given = getattr(row, "delivered", None)
    if given is None:
        return whole
    part, size = wording.magnitude(given).split(" "), wording.magnitude(row.amount).split(" ")
    return f"{part[0] if part[1:] == size[1:] else ' '.join(part)} of {whole}"


def outlet(told: str | None) -> str:
    """Who published it, several joined by "; "; an article of no named outlet goes by the name of its file."""
    return "; ".join(o if "://" in o else o.replace("\\", "/").rsplit("/", 1)[-1] or o for o in (told or "").split("; "))


def _due(row: Any) -> str:
    return (row.due or "") + (" OVERDUE" if row.overdue else "")


def _stage(row: Any) -> str:
    marks = [f"{row.denials} denied"] if row.denials else []
    marks += [f"{row.contradictions} differ"] if row.contradictions else []
    return str(row.stage).replace("_", " ") + (f" ({', '.join(marks)})" if marks else "")


def _in_short(article: Any) -> str:
    """Who, what, when and where of an article; its list has why and how in its other forms."""
    return " · ".join(x for x in (article.who, article.what, article.when, article.where) if x)


TABLES: dict[str, tuple[tuple[str, int | None, Cell], ...]] = {
    "CommitmentThread": (
        ("id", None, lambda r: r.id[:11]), ("promisor", 3, lambda r: r.promisor), ("to", 2, lambda r: r.beneficiary or ""),
        ("stage", 3, _stage), ("sum", 3, _sum), ("due", 2, _due), ("last", None, lambda r: r.last_reported or ""),
        ("n", None, lambda r: str(r.reports)), ("what", 5, lambda r: r.action),
    ),
    "EventThread": (
        ("id", None, lambda r: r.id[:11]), ("date", None, lambda r: (r.date or "")[:10]),
        ("type", 2, lambda r: r.type + (f" {r.mode}" if r.mode else "")),
        ("actor", 3, lambda r: r.actor), ("recipient", 3, lambda r: r.recipient), ("status", None, lambda r: r.status),
        ("place", 2, lambda r: r.place or ""), ("n", None, lambda r: str(r.reports)), ("words", 5, lambda r: r.words),
    ),
    "StatementMade": (
        ("id", None, lambda r: r.id[:10]), ("date", None, lambda r: r.published or ""), ("outlet", 2, lambda r: r.publisher or ""),
        ("who", 3, lambda r: r.speaker or "(no source named)"), ("cue", 1, lambda r: r.cue or ""), ("what", 7, lambda r: r.content),
    ),
    "ArticleRead": (
        ("id", None, lambda r: r.id[:10]), ("date", None, lambda r: r.published or ""), ("outlet", 2, lambda r: outlet(r.publisher or r.url or r.source)),
        ("title", 4, lambda r: r.title or ""), ("c", None, lambda r: str(r.commitments)), ("e", None, lambda r: str(r.events)),
        ("s", None, lambda r: str(r.statements)), ("copy", None, lambda r: "copy" if r.is_copy else ""),
        ("in short", 5, _in_short),
    ),
    "PartyKnown": (
        ("id", None, lambda r: r.id[:10]), ("name", 4, lambda r: r.name), ("kind", None, lambda r: r.kind),
        ("country", None, lambda r: r.country or ""),
        ("promises", None, lambda r: str(r.promises)), ("acts", None, lambda r: str(r.acts)), ("says", None, lambda r: str(r.statements)),
        ("also", 3, lambda r: r.spellings),
    ),
    "Change": (
        ("date", None, lambda r: r.date or ""), ("change", None, lambda r: r.change), ("id", None, lambda r: r.id[:11]),
        ("who", 2, lambda r: r.who),
        ("to", 2, lambda r: r.whom or ""),
        ("from -> to", 2, lambda r: " -> ".join(x.replace("_", " ") for x in (r.before, r.after) if x)), ("what", 5, lambda r: r.what),
    ),
    "Disputed": (
        ("id", None, lambda r: r.id[:10]), ("last", None, lambda r: r.last[:10]), ("stands", None, lambda r: r.review),
        ("sides", 4, lambda r: r.sides), ("comments", None, lambda r: str(r.comments)), ("who", 2, lambda r: r.who or ""),
        ("what", 2, lambda r: (r.what or "").replace("_", " ")), ("words", 5, lambda r: r.words),
    ),
    "Hit": (
        ("kind", None, lambda r: r.kind), ("id", None, lambda r: r.id[:11]), ("date", None, lambda r: r.date or ""),
        ("outlet", 2, lambda r: outlet(r.publisher)), ("who", 2, lambda r: r.who or ""), ("words", 8, lambda r: r.words),
    ),
}  # fmt: skip
"""The columns of the terminal's table: title, share of the width (None: as wide as it must be), and the cell."""


def rendered(rows: Sequence[Answer], kind: type[Answer], form: str, *, width: int = 120, title: str = "") -> str:
    """The rows in a form of `FORMATS`, the last line ended.

    Args:
        rows: answers of one kind, in order.
        kind: that kind, which gives the columns where there is no row.
        form: "table", "jsonl", "csv" or "html".
        width: columns of the terminal.
        title: heading of the page.
    """
    if form == "jsonl":
        return "".join(json_text(r.to_dict()) + "\n" for r in rows)
    if form == "csv":
        return _csv(rows, kind)
    if form == "html":
        cells = [[wording.one_line(cell_text(v)) for v in r.to_dict().values()] for r in rows]
        return template("listing.html").render(title=title or kind.__name__, columns=kind.columns(), rows=cells) + "\n"
    return plain_table(rows, width=width) + "\n" if rows else ""


def json_text(value: Any, indent: int | None = None) -> str:
    """Plain data as JSON, whole numbers without a point as in a record's."""
    return json.dumps(_whole(value), ensure_ascii=False, allow_nan=False, indent=indent)


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _whole(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_whole(v) for v in value]
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value


def short_cards(rows: Sequence[Answer], more: int = 0, *, most: int = 10) -> str:
    """A few rows as cards of two or three lines: what it is, then its words."""
    lines: list[str] = []
    for row in rows[:most]:
        *cells, (_, _, last) = TABLES[type(row).__name__]
        head = " · ".join(text for _, _, cell in cells if (text := wording.one_line(cell(row))))
        words = wording.one_line(str(getattr(row, "words", "") or last(row)))
        lines += [head, *textwrap.wrap(words, 96, initial_indent="    ", subsequent_indent="    ", max_lines=2, placeholder=" ...")]
    left = len(rows) - most + more if len(rows) > most else more
    return "\n".join([*lines, f"... and {left:,} more"] if left else lines) or "(nothing on record)"


def plain_table(rows: Sequence[Answer], *, width: int = 120) -> str:
    """The main columns of rows of one kind as a table for the terminal."""
    if not rows:
        return "(nothing)"
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", width=width)
    columns = TABLES[type(rows[0]).__name__]
    for name, ratio, _ in columns:
        justify: Literal["left", "right"] = "right" if name in ("n", "c", "e", "s", "promises", "acts", "says") else "left"
        table.add_column(name, ratio=ratio, min_width=3 if ratio else None, overflow="ellipsis", no_wrap=True, justify=justify)
    for row in rows:
        table.add_row(*(wording.one_line(cell(row)) for _, _, cell in columns))
    buffer = io.StringIO()
    Console(file=buffer, width=width, no_color=True, highlight=False, markup=False, emoji=False).print(table)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())


def _csv(rows: Sequence[Answer], kind: type[Answer]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(kind.columns())
    writer.writerows([spreadsheet_safe(cell_text(v).replace("\x00", "\ufffd")) for v in r.to_dict().values()] for r in rows)
    return out.getvalue()


def cell_text(value: Any) -> str:
    """A value as text: nothing known is the empty text, whole numbers have no point, yes and no are words of JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.15g}" if isinstance(value, float) else str(value)
