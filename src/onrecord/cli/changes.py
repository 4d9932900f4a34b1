"""`onrecord changes`: what happened to the commitments in a stretch of time."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.ledger_options import LIMIT, form_options, ledger_option, opened, show_listing


@click.command("changes")
@click.option("--since", required=True, metavar="DATE", help="From this day, month or year on.")
@click.option("--until", metavar="DATE", help="Up to this one; to the ledger's latest article where not given.")
@click.option("--events", is_flag=True, help="List the events that were first reported then as well.")
@click.option("--limit", type=click.IntRange(0), default=LIMIT, show_default=True, help="How many at most, the latest first; 0 for all.")
@form_options
@ledger_option
def command(since: str, until: str | None, events: bool, limit: int, form: str, output: Path | None, path: Path) -> None:
    """Show what opened, moved, was denied, contradicted or fell overdue, by the dates of the reports.

    \b
    Examples:
      onrecord changes --since 2026-06-15
      onrecord changes --since 2026-06 --until 2026-06 --events --format csv
    """
    from onrecord.ledger.answers import Change

    show_listing(opened(path).changes(since, until, events=events, limit=limit or None), Change, form, output, "changes")
