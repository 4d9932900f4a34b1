"""`onrecord`: the commands, each loaded only when it is called."""

from __future__ import annotations

import importlib
import sys

import click

import onrecord

COMMANDS = {
    "read": "Read articles and show what they put on record.",
    "show": "Show one thing on record: its evidence, its history.",
    "demo": "Read the twelve articles that come with onrecord, and follow their commitments.",
    "add": "Put articles into a ledger.",
    "commitments": "List what was promised, and how it stands.",
    "events": "List who did what to whom, each act once.",
    "statements": "List who said what.",
    "articles": "List what was read.",
    "parties": "List who is on record.",
    "changes": "Show what happened to the commitments since a day.",
    "search": "Find everything that holds some words.",
    "review": "Accept, reject, correct, comment, join, split, undo.",
    "reread": "Read a ledger's articles anew after an upgrade.",
    "serve": "Open a ledger as pages in a browser: read, filter, search, review.",
    "code": "Code what one party does to another in sentences whose parties you mark.",
    "watch": "Tell what changes, unattended; post it to a webhook.",
    "publish": "Write a ledger as a website: a tracker of pledges.",
    "export": "Write a ledger in a format that others read.",
    "log": "List what each run did, and what it skipped.",
}
EXAMPLES = """\b
Examples:
  onrecord read story.html
  onrecord read articles/ --only commitments
  onrecord read articles/ --format csv > records.csv
  onrecord add articles/ --ledger news.db
  onrecord commitments --overdue --ledger news.db
"""


class Commands(click.Group):
    """Finds a command in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"onrecord.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, epilog=EXAMPLES, invoke_without_command=True)
@click.version_option(onrecord.__version__, prog_name="onrecord")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Reads news articles and keeps the record: who said what, who did what to whom, who promised what, each tied to the words."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> None:
    """The entry point. Exit status: 0 done; 1 nothing worked, or --strict and something was skipped; 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the words of an article must print, whatever the locale
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli()
    except onrecord.OnRecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
