"""`onrecord read`: articles in, records out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.last import LastReading
from onrecord.cli.party_option import loaded, party_option
from onrecord.errors import SourceError
from onrecord.views import cards, jsonl, table
from onrecord.views.cards import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.codebook.party_file import PartyFile
    from onrecord.model import Record

FORMATS = ("cards", "table", "jsonl", "csv", "html")
PROGRESS_FROM = 4
"""With fewer inputs than this the result is there before a bar would be read."""


@click.command("read")
@click.argument("inputs", nargs=-1, metavar="FILE|FOLDER|-...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="cards", show_default=True, help="How to show the records.")
@click.option("--only", multiple=True, type=click.Choice(KINDS), help="Show these alone; may be given twice.")
@click.option("--summary", is_flag=True, help="Who, what, when, where, why and how of each article's main event.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of the screen.")
@click.option("--date", "published", metavar="YYYY-MM-DD", help="The date of articles that state none.")
@party_option
@click.option("--strict", is_flag=True, help="Exit with 1 if any input was skipped.")
@click.option("--quiet", "-q", is_flag=True, help="No progress bar, no closing line.")
def command(
    inputs: tuple[str, ...], form: str, only: tuple[str, ...], summary: bool, output: Path | None, published: str | None, parties: Path | None,
    strict: bool, quiet: bool,
) -> None:  # fmt: skip
    """Read articles (plain text, HTML, JSON, JSON Lines; "-" for standard input) and show what they put on record.

    An input that makes no article is named on standard error with the reason; the rest is read.

    \b
    Examples:
      onrecord read story.html
      onrecord read articles/ --only commitments --format table
      cat story.txt | onrecord read - --format jsonl
      onrecord read articles/ --summary --format csv
    """
    if not inputs:
        raise click.UsageError("Name at least one file or folder, or - for standard input. Example: onrecord read story.html")
    check_date(published)
    own = loaded(parties)
    if summary:
        from onrecord.cli.read_summary import read_and_sum_up

        if only or form == "html":
            raise click.UsageError("--summary goes with --format cards, table, jsonl or csv, and without --only: it is made of one event alone.")
        read_and_sum_up(inputs, form, output, published, parties=own, strict=strict, quiet=quiet)
        return
    read_and_show(inputs, form, only, output, published, parties=own, strict=strict, quiet=quiet)


def read_and_show(
    inputs: tuple[str, ...], form: str, only: tuple[str, ...], output: Path | None, published: str | None,
    *, parties: PartyFile | None = None, strict: bool = False, quiet: bool = False,
) -> None:  # fmt: skip
    """Read the inputs, show them in the wanted form, report what was skipped, and set the exit status."""
    kept = LastReading()
    read: list[Record] = []
    skipped: list[SourceError] = []
    whole = form in ("html", "table")  # these need all records before they begin
    with out_to(output) as write, progress(inputs, quiet=quiet) as step:
        show = _shower(form, only, output)
        for result in _results(inputs, published, parties):
            step()
            if isinstance(result, SourceError):
                skipped.append(result)
                click.echo(f"skipped  {result}", err=True)
                continue
            kept.add(jsonl.line(result))
            if not whole:
                write(show(result, len(read) + 1 if form == "csv" else _next_number(read)))
            read.append(result)
        if whole and read:
            write(_whole(form, read, only))
    kept.close()
    _close(read, skipped, quiet=quiet, shown_all=form in ("cards", "table") and output is None)
    if not read or (strict and skipped):
        sys.exit(1)


def check_date(published: str | None) -> None:
    """Refuse a date that is no ISO date."""
    from datetime import date

    if published is not None:
        try:
            date.fromisoformat(published)
        except ValueError:
            raise click.BadParameter(f"{published!r} is no date. Write it as YYYY-MM-DD.", param_hint="--date") from None


def _results(inputs: tuple[str, ...], published: str | None, parties: PartyFile | None) -> Iterator[Record | SourceError]:
    from onrecord.pipeline import records

    return records(inputs, published=published, parties=parties)


def _shower(form: str, only: tuple[str, ...], output: Path | None) -> Callable[[Record, int], str]:
    if form == "jsonl":
        return lambda record, _: jsonl.line(record, only=only) + "\n"
    if form == "csv":
        return lambda record, number: table.csv_text([record], only=only, header=number == 1)
    style = cards.Style(color=output is None and use_color())
    return lambda record, number: cards.cards(record, only=only, style=style, first=number) + "\n\n"


def _whole(form: str, read: list[Record], only: tuple[str, ...]) -> str:
    if form == "html":
        from onrecord.views.html import page

        return page(read, only=only) + "\n"
    import shutil

    return table.terminal_table(read, only=only, width=shutil.get_terminal_size((120, 40)).columns) + "\n"


def _next_number(read: list[Record]) -> int:
    return 1 + sum(len(r.commitments) + len(r.events) + len(r.statements) for r in read)


def use_color() -> bool:
    """Colour only on a terminal, and not where NO_COLOR (no-color.org) asks for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def out_to(output: Path | None) -> Iterator[Callable[[str], object]]:
    """Where the result goes: the screen, or a file that is made anew."""
    if output is None:
        yield lambda text: click.echo(text, nl=False, color=True)
        return
    with output.open("w", encoding="utf-8", newline="\n") as file:
        yield file.write


@contextmanager
def progress(inputs: tuple[str, ...], *, quiet: bool) -> Iterator[Callable[[], None]]:
    """A bar on standard error when there is more than a few inputs and somebody to see it."""
    count = _count(inputs)
    if quiet or not sys.stderr.isatty() or (count is not None and count < PROGRESS_FROM):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(f"Reading {count or ''} articles"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("read", total=count)
        yield lambda: bar.advance(task)


def _count(inputs: tuple[str, ...]) -> int | None:
    """How many articles the inputs hold, or None where only reading them tells (JSON Lines, standard input)."""
    total = 0
    for name in inputs:
        path = Path(name)
        if name == "-" or path.suffix.lower() in (".jsonl", ".ndjson", ".json"):
            return None
        total += sum(1 for p in path.rglob("*") if p.is_file()) if path.is_dir() else 1
    return total


def _close(read: list[Record], skipped: list[SourceError], *, quiet: bool, shown_all: bool) -> None:
    tell_skipped(len(read), len(skipped))
    if quiet or not read or not shown_all:
        return
    counts = [sum(len(getattr(r, k)) for r in read) for k in KINDS]
    found = " · ".join(cards.many(n, kind.removesuffix("s")) for n, kind in zip(counts, KINDS, strict=True))
    then = "Each is tied to its words: onrecord show 1 --evidence" if any(counts) else "Nothing is on record in what was read."
    click.echo(f"{cards.many(len(read), 'article')}: {found}. {then}", err=True)


def tell_skipped(read: int, skipped: int) -> None:
    """How many inputs made no article, where any did."""
    if skipped:
        click.echo(f"{skipped} of {read + skipped} inputs skipped; each is named above with the reason.", err=True)
