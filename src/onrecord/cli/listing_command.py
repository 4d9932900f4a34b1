"""Makes the commands that list what a ledger holds: the same options for each kind, as far as it has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from onrecord.cli.ledger_options import LIMIT, form_options, ledger_option, opened, show_listing

OPTIONS: dict[str, Callable[[], Callable[[Any], Any]]] = {
    "party": lambda: click.option("--party", help="Who takes part, in any role: a name in any spelling, a country, or an id."),
    "origin": lambda: click.option("--from", "origin", help="Who promises, acts or speaks."),
    "target": lambda: click.option("--to", "target", help="To whom."),
    "pair": lambda: click.option("--pair", metavar="A,B", help="Two parties, one on each side, either way round."),
    "country": lambda: click.option("--country", help="Whose side, in any role; of an event also where: a name, a code or an adjective."),
    "place": lambda: click.option("--place", help="The country in which it happened."),
    "type": lambda: click.option("--type", help="Type or mode of an event, instrument of a commitment, kind of a party."),
    "stage": lambda: click.option("--stage", multiple=True, help="The stage it stands at; may be given several times."),
    "status": lambda: click.option("--status", help="actual, planned, hypothetical, negated or historical."),
    "certainty": lambda: click.option("--certainty", help="asserted, attributed or hearsay."),
    "stance": lambda: click.option("--stance", help="supports, opposes, demands, denies ..."),
    "since": lambda: click.option("--since", metavar="DATE", help="Reported on this day, month or year, or later."),
    "until": lambda: click.option("--until", metavar="DATE", help="Reported on it or earlier."),
    "due_before": lambda: click.option("--due-before", metavar="DATE", help="Due before it."),
    "due_after": lambda: click.option("--due-after", metavar="DATE", help="Due after it."),
    "overdue": lambda: click.option("--overdue", is_flag=True, help="Past its day, and neither delivered, withdrawn nor refused."),
    "least": lambda: click.option("--min-amount", "least", type=float, help="At least this sum or number."),
    "most": lambda: click.option("--max-amount", "most", type=float, help="At most this sum or number."),
    "currency": lambda: click.option("--currency", help="Its currency (EUR) or unit (trucks)."),
    "outlet": lambda: click.option("--outlet", help="Who published it."),
    "text": lambda: click.option("--text", metavar="WORDS", help='Words in it: drones "peace force" -Moscow.'),
    "contradicted": lambda: click.option("--contradicted", is_flag=True, help="Its reports differ."),
    "denied": lambda: click.option("--denied", is_flag=True, help="A report denies it."),
    "review": lambda: click.option("--review", help="unreviewed, accepted, corrected or rejected."),
    "as_of": lambda: click.option("--as-of", metavar="DATE", help="As the ledger stood on that day."),
}
COMMON = ("since", "until", "outlet", "text")
SIDES = ("party", "origin", "target", "pair", "country")


def listing_command(kind: str, answer: str, options: Iterable[str], examples: str, sorts: str) -> click.Command:
    """The command that lists one kind.

    Args:
        kind: "commitments", "events" ...: the command's name and the method of `Ledger`.
        answer: the class of its rows in ledger/answers.py.
        options: the filters that it has, by their names in `OPTIONS`.
        examples: lines for the help.
        sorts: the orders, for the help.
    """

    def run(path: Path, form: str, output: Path | None, limit: int, **given: Any) -> None:
        from onrecord.ledger import answers

        filters = {k: v for k, v in given.items() if v not in (None, False, ())}
        if "pair" in filters:
            one, _, other = filters["pair"].partition(",")
            if not other.strip():
                raise click.BadParameter("Give two parties: --pair Canada,Ukraine", param_hint="--pair")
            filters["pair"] = (one.strip(), other.strip())
        listing = getattr(opened(path), kind)(limit=limit or None, **filters)
        show_listing(listing, getattr(answers, answer), form, output, kind)

    run.__doc__ = f"List the {kind} of a ledger.\n\n\b\nExamples:\n{examples}"
    made: Any = form_options(run)
    made = click.option("--limit", type=click.IntRange(0), default=LIMIT, show_default=True, help="How many at most; 0 for all.")(made)
    made = click.option("--sort", help=f"One of: {sorts}.")(made)
    for name in reversed(list(options)):
        made = OPTIONS[name]()(made)
    return click.command(kind)(ledger_option(made))
