"""Records as rows: a table for the terminal, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from onrecord.model import Commitment, Event, Record, Span, Statement
from onrecord.views import wording

COLUMNS = (
    "kind", "id", "article_id", "source_url", "publisher", "published", "who", "who_country", "whom", "whom_country", "what", "mode",
    "status", "certainty", "said_by", "date", "place", "amount", "unit", "condition", "words", "start", "end", "sentence", "cameo",
    "quad", "rule", "confidence",
)  # fmt: skip
"""The columns of the CSV, one row a commitment, event or statement. `what` is a stage, an event type or a manner."""


def rows(records: Iterable[Record], *, only: Collection[str] = ()) -> Iterable[dict[str, str]]:
    """One row an item; every value is text, nothing known is the empty text."""
    for record in records:
        article = record.article
        for item in wording.items(record):
            if only and wording.kind(item) + "s" not in only:
                continue
            span = wording.anchor(item)
            row = dict.fromkeys(COLUMNS, "")
            row.update(
                kind=wording.kind(item), id=item.id, article_id=article.id, source_url=article.url or article.source,
                publisher=article.publisher or "", published=article.published or "", words=span.text, start=str(span.start),
                end=str(span.end), rule=item.rule, confidence=f"{item.confidence:.2f}",
            )  # fmt: skip
            row.update(_statement(item) if isinstance(item, Statement) else _act(item))
            yield row


def csv_text(records: Iterable[Record], *, only: Collection[str] = (), header: bool = True) -> str:
    """The rows as CSV (RFC 4180, comma, UTF-8, lines ended by a line feed)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows({k: spreadsheet_safe(v) for k, v in row.items()} for row in rows(records, only=only))
    return out.getvalue()


def spreadsheet_safe(value: str) -> str:
    """A cell that a spreadsheet will not run as a formula: one that starts like it gets an apostrophe before it."""
    return "'" + value if value[:1] in ("=", "+", "@", "\t", "\r") or (value[:1] == "-" and not _number(value)) else value


def terminal_table(records: Sequence[Record], *, only: Collection[str] = (), width: int = 120) -> str:
    """The rows as a table that fits a terminal of `width` columns."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", width=width)
    for name, ratio, least in (("#", None, 3), ("kind", None, 10), ("who", 4, 8), ("whom", 3, 8), ("what", None, 12), ("when", None, 7),
                               ("words", 6, 12)):  # fmt: skip
        justify: Literal["left", "right"] = "right" if name == "#" else "left"
        table.add_column(name, ratio=ratio, min_width=least, overflow="ellipsis", no_wrap=True, justify=justify)
    number = 0
    for record in records:
        for item in wording.items(record):
            number += 1
            if only and wording.kind(item) + "s" not in only:
                continue
            row = next(iter(_rows_of(record, item)))
            what = (row["what"] + (f" {row['mode']}" if row["mode"] else "")).strip()
            words = wording.one_line(item.action.text if isinstance(item, Commitment) else row["sentence"] or row["words"])
            table.add_row(str(number), row["kind"], row["who"], row["whom"], what, row["date"], words)
    buffer = io.StringIO()
    Console(file=buffer, width=width, no_color=True, highlight=False, markup=False, emoji=False).print(table)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())


def _rows_of(record: Record, item: wording.Item) -> Iterable[dict[str, str]]:
    from dataclasses import replace

    alone = {"commitments": (), "events": (), "statements": ()} | {wording.kind(item) + "s": (item,)}
    return rows([replace(record, **alone)])  # type: ignore[arg-type]


def _statement(item: Statement) -> dict[str, str]:
    return {
        "who": item.speaker.name if item.speaker else "",
        "who_country": (item.speaker.country or "") if item.speaker else "",
        "what": item.manner,
        "said_by": "; ".join(p.name for p in item.told_by),
        "sentence": _clean(" … ".join(c.text for c in item.content)),
    }


def _act(item: Event | Commitment) -> dict[str, str]:
    left = item.actors if isinstance(item, Event) else (item.promisor,)
    right = item.recipients if isinstance(item, Event) else ((item.beneficiary,) if item.beneficiary else ())
    amount = item.amount
    row = {
        "who": "; ".join(p.name for p in left), "who_country": "; ".join(p.country or "" for p in left),
        "whom": "; ".join(p.name for p in right), "whom_country": "; ".join(p.country or "" for p in right),
        "certainty": item.certainty, "said_by": "; ".join(p.name for p in item.said_by), "sentence": _clean(item.sentence.text),
        "amount": f"{amount.value:.15g}" if amount else "", "unit": (amount.unit or amount.kind) if amount else "",
    }  # fmt: skip
    if isinstance(item, Event):
        row |= {"what": item.type, "mode": item.mode or "", "status": item.status, "date": item.date.value if item.date else "",
                "place": item.place.name if item.place else "", "cameo": item.cameo, "quad": str(item.quad)}  # fmt: skip
    else:
        row |= {"what": item.stage, "date": item.due.value if item.due else "", "condition": _text(item.condition)}
    return row


def _text(span: Span | None) -> str:
    return _clean(span.text) if span else ""


def _clean(text: str) -> str:
    return text.replace("\x00", "\ufffd")


def _number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
