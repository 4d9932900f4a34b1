"""`onrecord add`: articles into the ledger."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.ledger_options import ledger_option, opened
from onrecord.cli.party_option import loaded, party_option
from onrecord.cli.read import check_date, progress
from onrecord.errors import LedgerError


@click.command("add")
@click.argument("inputs", nargs=-1, metavar="FILE|FOLDER|-...")
@click.option("--date", "published", metavar="YYYY-MM-DD", help="The date of articles that state none.")
@party_option
@click.option("--strict", is_flag=True, help="Exit with 1 if any input was skipped.")
@click.option("--quiet", "-q", is_flag=True, help="No progress bar, no closing line.")
@ledger_option
def command(inputs: tuple[str, ...], published: str | None, parties: Path | None, strict: bool, quiet: bool, path: Path) -> None:
    """Read articles and put them into a ledger, each whole or not at all.

    Those that it has are passed over, so a run that was broken off goes on where it ended. Takes what `onrecord read` takes, and the JSON
    Lines that it writes. Without inputs an older ledger is brought up to date.

    The ledger keeps the parties of a --parties file, and reads all later articles with them; those that it has: onrecord reread --all.

    \b
    Examples:
      onrecord add articles/ --ledger news.db
      onrecord add articles/ --parties parties.csv
      onrecord read articles/ --format jsonl > records.jsonl; onrecord add records.jsonl
    """
    check_date(published)
    own = loaded(parties)
    ledger = opened(path)
    if not inputs:
        if not path.exists():
            raise click.UsageError("Name at least one file or folder, or - for standard input. Example: onrecord add articles/")
        _bring_up_to_date(path)
        return
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        step()

    try:
        with progress(inputs, quiet=quiet) as step:
            added = ledger.add(*inputs, published=published, parties=own, step=count)
    except KeyboardInterrupt:
        click.echo(f"\nStopped after {done} articles; they are in {path}. The same command goes on from there.", err=True)
        sys.exit(130)
    for error in added.skipped:
        click.echo(f"skipped  {error}", err=True)
    if not quiet:
        _close(path, added.added, added.known, len(added.skipped))
    if (not added.added and not added.known) or (strict and added.skipped):
        sys.exit(1)


def _bring_up_to_date(path: Path) -> None:
    """Give a ledger of an older version the form of this one, and say whether there was anything to do."""
    from onrecord.ledger.opening import latest, open_ledger
    from onrecord.ledger.store import Store

    try:
        open_ledger(path, write=False).close()
        done = "is up to date"
    except LedgerError as error:
        if type(error) is not LedgerError:  # no ledger, a newer one ...
            raise
        Store(path).close()
        done = "was brought up to date"
    click.echo(f"{path} {done} (form {latest()}). Add articles: onrecord add articles/ --ledger {path}", err=True)


def _close(path: Path, added: int, known: int, skipped: int) -> None:
    from onrecord.ledger.opening import open_ledger

    db = open_ledger(path, write=False)
    tables = ("articles", "commitment_threads", "event_threads", "statements")
    counts = [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables]
    db.close()
    more = [f"{known} known already"] if known else []
    more += [f"{skipped} skipped (onrecord log)"] if skipped else []
    click.echo(f"{added} new article{'s' * (added != 1)}" + (f", {', '.join(more)}" if more else ""), err=True)
    click.echo(f"{path}: {counts[0]} articles · {counts[1]} commitments · {counts[2]} events · {counts[3]} statements", err=True)
    flag = "" if path == Path("onrecord.db") else f" --ledger {path}"
    click.echo(f"Next: onrecord serve{flag}    onrecord commitments{flag}    onrecord export --as csv -o out/{flag}", err=True)
