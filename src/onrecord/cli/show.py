"""`onrecord show`: one thing, with the words behind every field, or with its history in a ledger."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.last import last_file, load
from onrecord.cli.ledger_options import default_ledger, opened
from onrecord.cli.read import use_color
from onrecord.model import Record
from onrecord.views import wording
from onrecord.views.cards import Style, card
from onrecord.views.evidence import evidence

FILE = click.Path(dir_okay=False, path_type=Path)
FORMS = ("cards", "json", "csv", "html")


@click.command("show")
@click.argument("item", metavar="NUMBER|ID")
@click.option("--evidence", "with_evidence", is_flag=True, help="The words, offsets, basis and rule behind every field.")
@click.option("--as-of", metavar="DATE", help="As the ledger stood on that day.")
@click.option("--format", "form", type=click.Choice(FORMS), default="cards", show_default=True, help="How to show it; csv: its history or mentions.")
@click.option("--output", "-o", type=FILE, help="Write to this file instead of the screen.")
@click.option("--from", "path", type=FILE, help="Records written by `read --format jsonl`, to look in instead of the ledger.")
@click.option("--ledger", "ledger", type=click.Path(path_type=Path), help="The ledger; $ONRECORD_LEDGER or onrecord.db where not given.")
def command(
    item: str, with_evidence: bool, as_of: str | None, form: str, output: Path | None, path: Path | None, ledger: Path | None
) -> None:
    """Show one thing: an item of the last reading by its number, anything in a ledger by its id or how that begins.

    A commitment has its history, an event its reports, an article its items, a party what it said, did and promised.

    \b
    Examples:
      onrecord show 1 --evidence
      onrecord show tc-1a2b --ledger news.db --as-of 2026-04-01
      onrecord show c-3f2a --from records.jsonl
    """
    chosen = ledger or default_ledger()
    if path is None and not item.isdigit() and (ledger is not None or chosen.exists()):
        text = _from_ledger(chosen, item, as_of=as_of, evidence=with_evidence, form=form, color=output is None and use_color())
        if output is None:
            click.echo(text, nl=False, color=True)
        else:
            output.write_text(text, encoding="utf-8", newline="\n")
        return
    found = find(item, path or last_file())
    if found is None:
        raise click.ClickException(f"No item {item!r} in {path or 'the last reading'}. `onrecord read` numbers what it shows from 1.")
    record, number, one = found
    style = Style(color=use_color())
    lines = card(one, number, wording.Paragraphs(record.article), style)
    click.echo("\n".join([style.bold(wording.one_line(record.article.title or record.article.source)), *lines]).rstrip(), color=True)
    if with_evidence:
        click.echo("\n" + evidence(record, one, style), color=True)


def _from_ledger(path: Path, item: str, *, as_of: str | None, evidence: bool, form: str, color: bool) -> str:
    from onrecord.ledger.answers import Mention, Step
    from onrecord.views.history import card as story_card
    from onrecord.views.listing import json_text, rendered
    from onrecord.views.story_page import story_page

    story = opened(path).show(item, as_of=as_of, evidence=evidence)
    if form == "json":
        return json_text(story.to_dict(), 1) + "\n"
    if form == "csv":
        return rendered(story.steps, Step, "csv") if story.steps else rendered(story.mentions, Mention, "csv")
    return (story_page(story) if form == "html" else story_card(story, Style(color=color))) + "\n"


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


