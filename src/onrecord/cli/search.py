"""`onrecord search`: everything that holds some words, the best first."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.ledger_options import form_options, ledger_option, opened, show_listing


@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="How many of each kind at most.")
@form_options
@ledger_option
def command(words: tuple[str, ...], limit: int, form: str, output: Path | None, path: Path) -> None:
    """Find articles, statements, events and commitments by their words: all of them, "exact phrases", -unwanted ones, begin*.

    \b
    Examples:
      onrecord search drones
      onrecord search '"electricity market" -Kyiv'
    """
    from onrecord.ledger.answers import Hit

    show_listing(opened(path).search(" ".join(words), limit=limit), Hit, form, output, " ".join(words))
