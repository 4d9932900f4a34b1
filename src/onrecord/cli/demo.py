"""`onrecord demo`: the articles that come with the package, read."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import click

from onrecord.cli.read import FORMATS, read_and_show
from onrecord.views.cards import KINDS

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("demo")
@click.option("--into", type=FOLDER, default=Path("onrecord-demo"), show_default=True, help="Folder for the articles.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="cards", show_default=True, help="How to show the records.")
@click.option("--only", multiple=True, type=click.Choice(KINDS), help="Show these alone; may be given twice.")
def command(into: Path, form: str, only: tuple[str, ...]) -> None:
    """Copy the twelve articles that come with onrecord into a folder, read them, and write the same as a page to look at.

    Nothing is fetched. The articles are invented: three stories over several days, told by several outlets.
    """
    into.mkdir(parents=True, exist_ok=True)
    articles = into / "articles"
    articles.mkdir(exist_ok=True)
    for file in sorted(resources.files("onrecord.demo").joinpath("articles").iterdir(), key=lambda f: f.name):
        with resources.as_file(file) as path:
            shutil.copyfile(path, articles / file.name)
    read_and_show((str(articles),), form, only, None, None)
    write_page(into / "records.html")
    ledger = into / "news.db"
    keep(ledger)
    click.echo(f"The same as a page: {into / 'records.html'}    Try next: onrecord show 1 --evidence", err=True)
    click.echo(f"What became of the promises: onrecord commitments --ledger {ledger}    onrecord show ID --ledger {ledger}", err=True)


def keep(ledger: Path) -> None:
    """Put the records of the last reading into a ledger, and show how the commitments stand that more than one report tells of."""
    from onrecord.cli.last import last_file, load
    from onrecord.keeping import Ledger
    from onrecord.views.listing import plain_table

    kept = Ledger(ledger)
    kept.add(*load(last_file()))
    followed = [c for c in kept.commitments(sort="reports") if c.reports > 1]
    click.echo("What became of what was promised:\n\n" + plain_table(followed, width=120) + "\n")


def write_page(target: Path) -> None:
    """Write the records of the last reading as one HTML file."""
    from onrecord.cli.last import last_file, load
    from onrecord.views.html import page

    target.write_text(page(list(load(last_file()))) + "\n", encoding="utf-8")
