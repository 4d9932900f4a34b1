"""`onrecord export`: a ledger in the formats that others read."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.ledger_options import ledger_option
from onrecord.exports import export, format_named, formats
from onrecord.exports.shared.wanted import REVIEWS, STATUSES, UNLESS_REJECTED, asked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onrecord.exports import Written


def listed(choices: tuple[str, ...]) -> Callable[[click.Context, click.Parameter, str | None], tuple[str, ...]]:
    """Reads an option's value as several words with commas between them, each one of `choices`."""

    def read(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
        words = tuple(w.strip() for w in (value or "").split(",") if w.strip())
        for word in words:
            if word not in choices:
                raise click.BadParameter(f"{word!r} is none of {', '.join(choices)}.")
        return words

    return read


def print_formats(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """List the formats with a line each, and end."""
    if not value:
        return
    wide = max(map(len, formats()))
    for name in formats():
        form = format_named(name)
        tables = f"  [{', '.join(form.tables)}]" if len(form.tables) > 1 else ""
        click.echo(f"{name:<{wide}}  {form.about}{tables}")
    ctx.exit()


@click.command("export")
@click.option("--as", "form", type=click.Choice(formats()), required=True, help="The format; --formats tells of each.")
@ledger_option
@click.option("--output", "-o", metavar="OUT", help="A file, or a folder where the format has several tables. Without it: the screen.")
@click.option("--only", multiple=True, metavar="TABLE", help="Write this table alone; may be given twice.")
@click.option("--since", metavar="DATE", help="Reports of this day, month or year and later.")
@click.option("--until", metavar="DATE", help="Reports up to the end of this day, month or year.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Events of this PLOVER type (AID, ASSAULT ...); may be given twice.")
@click.option("--country", "countries", multiple=True, metavar="COUNTRY", help="Of either side or of the place; by name or ISO code.")
@click.option("--review", "reviews", callback=listed(REVIEWS), metavar="STATE,...", help=f"What people said: {', '.join(REVIEWS)}. "
              "Without it all but rejected.")  # fmt: skip
@click.option("--include", callback=listed(STATUSES), metavar="STATUS,...", help="POLECAT and GDELT: also events that are "
              f"{', '.join(STATUSES)}. They are never coded as done.")  # fmt: skip
@click.option("--formats", is_flag=True, is_eager=True, expose_value=False, callback=print_formats, help="List the formats.")
def command(
    form: str, path: Path, output: str | None, only: tuple[str, ...], since: str | None, until: str | None, types: tuple[str, ...],
    countries: tuple[str, ...], reviews: tuple[str, ...], include: tuple[str, ...],
) -> None:  # fmt: skip
    """Write a ledger in another format: for spreadsheets, statistics programs, maps, annotation tools and event data users.

    \b
    Examples:
      onrecord export --as csv -o tables/
      onrecord export --as csv --only commitments > commitments.csv
      onrecord export --as polecat -o events.tsv --since 2026-01
      onrecord export --as gdelt -o gdelt/ --include planned
      onrecord export --formats
    """
    if include and not format_named(form).coded:
        raise click.UsageError(f"--include is for formats without a column for an event's status; {form} has one, and holds every status.")
    wanted = asked(since=since, until=until, types=types, countries=countries, reviews=reviews or UNLESS_REJECTED, include=include)
    target = sys.stdout.buffer if output is None else Path(output)
    written = export(path, form, target, wanted, only=only, folder=output is not None and output.endswith(("/", os.sep)))
    click.echo(_told(written, output), err=True)


def _told(written: Mapping[str, Written], output: str | None) -> str:
    """What was written, and what was not, in a line each."""
    rows = " · ".join(f"{w.rows:,} {table.replace('_', ' ')}" for table, w in written.items())
    lines = [rows + (f" -> {output}" if output else "")]
    for table, one in written.items():
        if one.left_out:
            reasons = ", ".join(f"{n:,} {why}" for why, n in sorted(one.left_out.items()))
            lines.append(f"left out of {table.replace('_', ' ')}: {reasons}")
    return "\n".join(lines)
