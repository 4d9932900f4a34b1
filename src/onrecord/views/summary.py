"""Summaries as cards and a table for the terminal, as CSV and as JSON Lines."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Iterable, Sequence

from onrecord.model import Event, to_plain
from onrecord.model.summary import Act, Answer, Summary
from onrecord.views import wording
from onrecord.views.cards import WIDTH, Style
from onrecord.views.table import spreadsheet_safe

COLUMNS = (
    "article_id", "source_url", "publisher", "published", "title", "main_id", "status", "certainty", "question", "value", "basis", "words",
    "start", "end", "rule",
)  # fmt: skip
"""The columns of the CSV, one row an answer; a question without an answer has no row."""


def card(summary: Summary, *, style: Style | None = None) -> str:
    """The summary of one article, several lines, the last without a line break."""
    style = style or Style(color=False)
    article = summary.article
    lines = [style.bold(wording.one_line(article.title or article.source)), style.dim(wording.heading(article)), ""]
    if summary.event is None and not summary.what:
        lines.append("  No event or commitment was found in it, so nothing is summed up.")
        return "\n".join(lines)
    for question, answers in summary.answers():
        if not answers:
            lines.append(style.dim(f"  {question:<6} -"))
        for answer in answers:
            lines.extend(_lines(question, answer, style))
    if summary.event is None:
        lines.append(style.dim("  No event or commitment of the codebook was found in it: these are the words of its lead."))
        return "\n".join(lines)
    lines.append(style.dim(f"  main {wording.kind(summary.event)}: {summary.event.rule} · {', '.join(summary.chosen)}"))
    return "\n".join(lines)


def _lines(question: str, answer: Answer, style: Style) -> list[str]:
    said = wording.one_line(answer.words.text)
    told = said if answer.value == said else f"{answer.value}  “{said}”"
    wrapped = textwrap.wrap(told, WIDTH - 9, break_long_words=False) or [told]
    where = style.dim(f"  [{answer.words.start}-{answer.words.end}]")
    return [f"  {style.bold(f'{question:<6}')} {wrapped[0]}" + (where if len(wrapped) == 1 else ""),
            *(f"         {line}" + (where if line is wrapped[-1] else "") for line in wrapped[1:])]  # fmt: skip


def line(summary: Summary) -> str:
    """One summary as one line of JSON, without the line break: docs/summary.md has its fields."""
    article, event = summary.article, summary.event
    plain = {
        "article": {k: getattr(article, k) for k in ("id", "source", "url", "title", "publisher", "published")},
        "main": event and {"id": event.id, "kind": wording.kind(event), "status": status(event), "certainty": event.certainty,
                           "sentence": to_plain(event.sentence), "chosen": list(summary.chosen)},
        **{question: [to_plain(a) for a in answers] for question, answers in summary.answers()},
    }  # fmt: skip
    return json.dumps(plain, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)


def status(act: Act) -> str:
    """Whether an event happened, or the stage of a commitment."""
    return act.status if isinstance(act, Event) else act.stage


def csv_text(summaries: Iterable[Summary], *, header: bool = True) -> str:
    """One row an answer, as CSV (RFC 4180, comma, UTF-8, lines ended by a line feed)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if header:
        writer.writerow(COLUMNS)
    for summary in summaries:
        article, event = summary.article, summary.event
        main = (event.id, status(event), event.certainty) if event is not None else ("", "", "")
        head = (article.id, article.url or article.source, article.publisher or "", article.published or "", article.title or "", *main)  # fmt: skip
        for question, answers in summary.answers():
            for a in answers:
                row = (*head, question, a.value, a.basis, a.words.text, str(a.words.start), str(a.words.end), a.rule)
                writer.writerow([spreadsheet_safe(cell.replace("\x00", "\ufffd")) for cell in row])
    return out.getvalue()


def terminal_table(summaries: Sequence[Summary], *, width: int = 120) -> str:
    """One row an article and a column a question, as a table that fits a terminal of `width` columns."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", width=width)
    for name, ratio in (("who", 3), ("what", 5), ("when", 2), ("where", 2), ("why", 4), ("how", 3)):
        table.add_column(name, ratio=ratio, min_width=6, overflow="ellipsis", no_wrap=True)
    for summary in summaries:
        cells = []
        for question, answers in summary.answers():
            said = (wording.one_line(a.words.text if question == "what" else a.value) for a in answers)
            cells.append("; ".join(said))
        table.add_row(*cells)
    buffer = io.StringIO()
    Console(file=buffer, width=width, no_color=True, highlight=False, markup=False, emoji=False).print(table)
    return "\n".join(one.rstrip() for one in buffer.getvalue().splitlines())
