"""`onrecord show`: one item, with the words behind every field."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.last import last_file, load
from onrecord.cli.read import use_color
from onrecord.model import Record
from onrecord.views import wording
from onrecord.views.cards import Style, card
from onrecord.views.evidence import evidence

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("show")
@click.argument("item", metavar="NUMBER|ID")
@click.option("--evidence", "with_evidence", is_flag=True, help="The words, offsets, basis and rule behind every field.")
@click.option("--from", "path", type=FILE, help="Records written by `read --format jsonl`; the last reading where not given.")
def command(item: str, with_evidence: bool, path: Path | None) -> None:
    """Show one item of the last reading by its number, or by its id (or the first characters of it).

    \b
    Examples:
      onrecord show 1 --evidence
      onrecord show c-3f2a --from records.jsonl
    """
    found = find(item, path or last_file())
    if found is None:
        raise click.ClickException(f"No item {item!r} in {path or 'the last reading'}. `onrecord read` numbers what it shows from 1.")
    record, number, one = found
    style = Style(color=use_color())
    lines = card(one, number, wording.Paragraphs(record.article), style)
    click.echo("\n".join([style.bold(wording.one_line(record.article.title or record.article.source)), *lines]).rstrip(), color=True)
    if with_evidence:
        click.echo("\n" + evidence(record, one, style), color=True)


def find(wanted: str, path: Path) -> tuple[Record, int, wording.Item] | None:
    """The item with a number, an id, or an id that begins so.

    Raises:
        SourceError: there is no reading to look in.
        click.ClickException: several ids begin so.
    """
    number = 0
    matches: list[tuple[Record, int, wording.Item]] = []
    for record in load(path):
        for item in wording.items(record):
            number += 1
            if wanted == str(number) or item.id == wanted:
                return record, number, item
            if len(wanted) > 2 and item.id.startswith(wanted):
                matches.append((record, number, item))
    if len(matches) > 1:
        raise click.ClickException(f"{len(matches)} ids begin with {wanted!r}: {', '.join(m[2].id for m in matches[:5])}. Give more of it.")
    return matches[0] if matches else None


