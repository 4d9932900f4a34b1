"""`onrecord reread`: after an upgrade, the articles of a ledger read anew."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.ledger_options import ledger_option
from onrecord.cli.party_option import loaded, party_option
from onrecord.cli.review import now

if TYPE_CHECKING:
    from onrecord.codebook.party_file import PartyFile
    from onrecord.ledger.reread import Change
    from onrecord.ledger.store import Store
    from onrecord.model import Article

WINDOW = 1000
"""Articles of one publisher that are compared at a time for lines that they share: enough to see what repeats, few enough to hold."""


@click.command("reread")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.option("--dry-run", is_flag=True, help="Show what would change; the ledger stays as it is.")
@click.option("--all", "everything", is_flag=True, help="Read all articles, also those that this version has read.")
@party_option
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True, help="How to tell it.")
@click.option("--quiet", "-q", is_flag=True, help="No progress bar, no closing line.")
@ledger_option
def command(ids: tuple[str, ...], dry_run: bool, everything: bool, parties: Path | None, form: str, quiet: bool, path: Path) -> None:
    """Read the articles of a ledger anew that an earlier version read, and list what changed. Ids and reviews are kept.

    With IDs, of articles or of what stands in them, only those. Lines that a publisher repeats from article to article are left out of the
    stories. A run that was broken off goes on where it ended.

    \b
    Examples:
      onrecord reread --dry-run
      onrecord reread --format jsonl > changes.jsonl
      onrecord reread --all --parties parties.csv
    """
    from onrecord.ledger.reread import rehearsal
    from onrecord.ledger.store import Store

    own = loaded(parties)
    with rehearsal(path) if dry_run else Store(path, create=False) as store:
        _run(store, path, ids, everything=everything, form=form, quiet=quiet, dry=dry_run, own=own)


def _run(
    store: Store, path: Path, ids: tuple[str, ...], *, everything: bool, form: str, quiet: bool, dry: bool, own: PartyFile | None
) -> None:  # fmt: skip
    from onrecord.ledger.reread import articles_named, reread
    from onrecord.pipeline import summary_of
    from onrecord.version import VERSION

    known = store.own_parties(own)
    only = articles_named(store.db, path, ids)
    read = changed = 0
    run = store.begin_reading("reread", VERSION, now())
    try:
        with _progress(store, VERSION, only, everything=everything, quiet=quiet) as tick:

            def step(other: bool) -> None:
                nonlocal read, changed
                read, changed = read + 1, changed + other
                tick()

            for change in reread(store, lambda a: summary_of(a, known), version=VERSION, mark=marker(store), only=only, everything=everything, step=step):
                click.echo(json.dumps(change.to_dict(), ensure_ascii=False) if form == "jsonl" else line(change))
    except KeyboardInterrupt:
        click.echo(f"\nStopped after {read} articles, which are done. The same command goes on from there.", err=True)
        sys.exit(130)
    finally:
        store.end_reading(run, now(), added=0, known=read - changed, skipped=(), changed=changed)
    if quiet:
        return
    if not read:
        click.echo("Nothing to read anew: this version has read all articles. --all reads them again.", err=True)
    else:
        kept = " (a rehearsal: nothing is kept)" if dry else ""
        click.echo(f"{read} article{'s' * (read != 1)} read anew, {changed} changed{kept}", err=True)


def marker(store: Store) -> Callable[[Article], Article]:
    """What marks the lines that a publisher repeats, given all of its articles in the ledger."""
    from dataclasses import replace

    from onrecord.articles.repeated import REPEATED, mark_repeated

    lines = repeated(store)

    def mark(article: Article) -> Article:
        plain = replace(article, removed=tuple(r for r in article.removed if r.reason != REPEATED))
        return mark_repeated(plain, lines)

    return mark


def repeated(store: Store) -> Mapping[str, frozenset[str]]:
    """The lines that each publisher repeats, found window by window, so that memory does not grow with the ledger."""
    from onrecord.articles.repeated import repeated_lines
    from onrecord.ledger.reread import articles_of, publishers

    found: dict[str, frozenset[str]] = {}
    for publisher in publishers(store.db):
        articles = articles_of(store.db, publisher)
        while window := list(islice(articles, WINDOW)):
            lines = repeated_lines(window).get(publisher, frozenset())
            if lines:
                found[publisher] = found.get(publisher, frozenset()) | lines
    return found


def line(change: Change) -> str:
    """A change in one line."""
    from onrecord.views.wording import one_line

    said = f"  {change.field}: {change.old or '(none)'} -> {change.new or '(none)'}" if change.field else ""
    return one_line(f"{change.what:<8}{change.kind:<11}{change.item}{said}  {_short(change.words)}")


def _short(words: str | None, most: int = 80) -> str:
    if not words:
        return ""
    return f"“{words}”" if len(words) <= most else f"“{words[:most].rsplit(' ', 1)[0]} ...”"


@contextmanager
def _progress(store: Store, version: str, only: list[int], *, everything: bool, quiet: bool) -> Iterator[Callable[[], None]]:
    """A bar on standard error, where somebody sees it."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    due = "SELECT count(*) FROM articles" if everything else "SELECT count(*) FROM articles WHERE read_by <> :version"
    total = len(only) or store.db.execute(due, {"version": version}).fetchone()[0]
    columns = (TextColumn("Reading anew"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reread", total=total)
        yield lambda: bar.advance(task)
