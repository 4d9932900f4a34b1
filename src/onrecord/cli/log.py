"""`onrecord log`: what each run of `add` and `reread` did, and which inputs it left out and why."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.ledger_options import ledger_option


@click.command("log")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many runs at most, the latest first.")
@ledger_option
def command(limit: int, path: Path) -> None:
    """List the runs that wrote to a ledger, the latest first, each with the inputs that it skipped."""
    from onrecord.ledger.opening import in_words, open_ledger

    db = open_ledger(path, write=False)
    with in_words(path):
        for run in db.execute("SELECT * FROM readings ORDER BY number DESC LIMIT ?", (limit,)).fetchall():
            ended = "" if run["ended"] else "  did not end"
            changed = f", {run['changed']} changed" if run["changed"] else ""
            click.echo(
                f"{run['number']:>4}  {run['at']}  {run['command']}  {run['added']} added, {run['known']} known, "
                f"{run['skipped']} skipped{changed}{ended}"
            )
            for one in db.execute("SELECT * FROM skipped WHERE reading = ? ORDER BY n", (run["number"],)):
                click.echo(f"        {one['source']}: {one['problem']}. {one['remedy']}".rstrip())
    db.close()
