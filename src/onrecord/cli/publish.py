"""`onrecord publish`: a ledger as a website of plain files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from onrecord.cli.commitments import FILTERS
from onrecord.cli.ledger_options import ledger_option
from onrecord.cli.listing_command import OPTIONS


def run(out: Path, title: str | None, address: str, texts: bool, overwrite: bool, path: Path, **given: Any) -> None:
    """Write a ledger, or a selection, as a tracker of pledges: plain files for any web host, or to open from the disk.

    A board by stage; a page for each commitment with its history and every report's words, for each party, and for each article with
    what is cited of it; feeds; the data as CSV and JSON Lines. The folder must be new, empty, or of an earlier run; files of yours in it stay.

    \b
    Examples:
      onrecord publish site/ --ledger news.db
      onrecord publish site/ --from Norway --title "What Norway promised" --address https://example.org/norway/
      onrecord publish site/ --as-of 2026-11-26
    """
    from onrecord.ledger.filters import Filters
    from onrecord.publishing.publish import TITLE, Site, in_words_of_people, publish

    filters = {k: v for k, v in given.items() if v not in (None, False, ())}
    if "pair" in filters:
        one, _, other = filters["pair"].partition(",")
        if not other.strip():
            raise click.BadParameter("Give two parties: --pair Canada,Ukraine", param_hint="--pair")
        filters["pair"] = (one.strip(), other.strip())
    site = Site(Filters(**filters), in_words_of_people(filters), title or TITLE, address, texts, overwrite)
    done = publish(path, out, site)
    files = f"{done.files:,} files: {done.commitments:,} commitments, {done.parties:,} parties, {done.articles:,} articles"
    click.echo(f"{files}, feeds{', data' if done.data else ''} -> {out}")
    click.echo(f"Open {out / 'index.html'}, or put the folder on any web host.", err=True)
    if not address:
        click.echo("With --address URL, feeds name their pages in full and there is a sitemap.", err=True)
    if not done.data:
        click.echo("No data beside it: the tables tell how things stand now, and --as-of names an earlier day.", err=True)
    if done.kept:
        some = ", ".join(done.kept[:3]) + (" ..." if len(done.kept) > 3 else "")
        click.echo(f"Left alone, as no files of the site: {some}", err=True)
    sys.stdout.flush()


command: Any = run
for _name in reversed(FILTERS):
    command = OPTIONS[_name]()(command)
command = click.option("--title", help="Of the site.")(command)
command = click.option("--address", default="", metavar="URL", help="Where it will stand, for feeds and the sitemap.")(command)
command = click.option("--with-texts", "texts", is_flag=True, help="Put the whole text of articles in. Have the right to.")(command)
command = click.option("--overwrite", is_flag=True, help="Write over pages that were changed by hand.")(command)
command = click.argument("out", type=click.Path(path_type=Path))(command)
command = click.command("publish")(ledger_option(command))
