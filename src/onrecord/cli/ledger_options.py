"""What the commands over a ledger share: which ledger, which form, where to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from onrecord.keeping import Ledger, Listing
    from onrecord.ledger.answers import Answer

Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(dir_okay=False, path_type=Path)
FORMATS = ("table", "jsonl", "csv", "html")
LIMIT = 50


def default_ledger() -> Path:
    """`$ONRECORD_LEDGER`, else onrecord.db in the current folder."""
    return Path(os.environ.get("ONRECORD_LEDGER") or "onrecord.db")


def ledger_option(command: Command) -> Command:
    """--ledger FILE."""
    wording = "The ledger; $ONRECORD_LEDGER or onrecord.db where not given."
    return click.option("--ledger", "path", type=click.Path(path_type=Path), default=default_ledger, help=wording)(command)


def form_options(command: Command) -> Command:
    """--format and --output."""
    command = click.option("--output", "-o", type=FILE, help="Write to this file instead of the screen.")(command)
    return click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to show it.")(command)


def opened(path: Path) -> Ledger:
    """The ledger at a path; imported when a command needs it, so that --help is quick."""
    from onrecord.keeping import Ledger

    return Ledger(path)


def show_listing(listing: Listing[Any], kind: type[Answer], form: str, output: Path | None, title: str) -> None:
    """Write a listing in the wanted form; what was left out is said on standard error."""
    from onrecord.views.listing import rendered

    width = shutil.get_terminal_size((120, 40)).columns
    text = rendered(listing.rows, kind, form, width=width, title=title)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8", newline="\n")
    if not listing.rows:
        click.echo("Nothing on record meets this.", err=True)
    elif listing.more:
        from onrecord.ledger.query import COUNTED

        more = f"{'at least ' if listing.more >= COUNTED else ''}{listing.more:,}"
        click.echo(f"{len(listing):,} shown, {more} more: --limit 0 shows all.", err=True)
    if listing.note:
        click.echo(listing.note, err=True)
