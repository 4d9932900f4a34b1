"""`onrecord read --summary`: articles in, who did what, when, where, why and how out."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.last import LastReading
from onrecord.cli.read import out_to, progress, tell_skipped, use_color
from onrecord.errors import SourceError
from onrecord.views import jsonl
from onrecord.views import summary as view
from onrecord.views.cards import Style

if TYPE_CHECKING:
    from onrecord.codebook.party_file import PartyFile
    from onrecord.model.summary import Summary


def read_and_sum_up(
    inputs: tuple[str, ...], form: str, output: Path | None, published: str | None,
    *, parties: PartyFile | None = None, strict: bool = False, quiet: bool = False,
) -> None:  # fmt: skip
    """Read the inputs, show the summary of each in the wanted form, report what was skipped, and set the exit status.

    The records are kept as those of any reading are, so that `onrecord show` finds them.
    """
    from onrecord.pipeline import summaries

    kept = LastReading()
    read: list[Summary] = []
    skipped = 0
    with out_to(output) as write, progress(inputs, quiet=quiet) as step:
        for result in summaries(inputs, published=published, parties=parties):
            step()
            if isinstance(result, SourceError):
                skipped += 1
                click.echo(f"skipped  {result}", err=True)
                continue
            record, summary = result
            kept.add(jsonl.line(record))
            if form == "jsonl":
                write(view.line(summary) + "\n")
            elif form == "csv":
                write(view.csv_text([summary], header=not read))
            elif form == "cards":
                write(view.card(summary, style=Style(color=output is None and use_color())) + "\n\n")
            read.append(summary)
        if form == "table" and read:
            write(view.terminal_table(read, width=shutil.get_terminal_size((120, 40)).columns) + "\n")
    kept.close()
    tell_skipped(len(read), skipped)
    if not quiet and read and form in ("cards", "table") and output is None:
        without = sum(s.event is None for s in read)
        articles = "1 article" if len(read) == 1 else f"{len(read)} articles"
        click.echo(f"{articles} summed up." + (f" {without} without an event or commitment." if without else "")
                   + " Each answer is tied to its words: --format jsonl or csv has the offsets.", err=True)  # fmt: skip
    if not read or (strict and skipped):
        sys.exit(1)
