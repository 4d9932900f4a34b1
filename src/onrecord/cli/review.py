"""`onrecord review`: what people say of the program's reading. Appended, never overwritten."""

from __future__ import annotations

import csv
import getpass
import io
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.ledger_options import Command, ledger_option

if TYPE_CHECKING:
    import sqlite3

    from onrecord.ledger.reviews import Review
    from onrecord.ledger.store import Store

COLUMNS = ("number", "at", "who", "item_id", "action", "field", "old", "new", "why", "undoes", "part_of", "undone")


@click.group("review")
def command() -> None:
    """Say what is right and what is wrong in a ledger. A correction outranks the program, and survives upgrades.

    ID is that of a mention (c-..., e-..., s-...) or of a thread (tc-..., te-...); its first characters are enough. Nothing is overwritten:
    each review is a row with who, when, the old value, the new one and why, and can be undone.

    \b
    Examples:
      onrecord review accept tc-8329
      onrecord review correct c-8329 stage=signed due=2026-12-31 --why "the ministry's own page"
      onrecord review join tc-8329 tc-36a9
      onrecord review undo
    """


def _signed(function: Command) -> Command:
    """--who and --ledger."""
    who = click.option("--who", default=_who, help="Who says so; $ONRECORD_WHO or the login name where not given.")
    return who(ledger_option(function))


def _who() -> str:
    try:
        return os.environ.get("ONRECORD_WHO") or getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name
        return ""


_why = click.option("--why", help="The reason.")


@command.command("accept")
@click.argument("id_", metavar="ID")
@_why
@_signed
def accept(id_: str, why: str | None, who: str, path: Path) -> None:
    """Say that a mention is right, or every mention of a thread."""
    from onrecord.ledger import review

    _do(path, lambda store, at: review.accept(store, id_, who=who, at=at, why=why))


@command.command("reject")
@click.argument("id_", metavar="ID")
@_why
@_signed
def reject(id_: str, why: str | None, who: str, path: Path) -> None:
    """Say that a mention is none, or every mention of a thread: it leaves its thread, and stays in the tables as rejected."""
    from onrecord.ledger import review

    _do(path, lambda store, at: review.reject(store, id_, who=who, at=at, why=why))


@command.command("correct")
@click.argument("id_", metavar="ID")
@click.argument("changes", metavar="FIELD=VALUE...", nargs=-1, required=True)
@_why
@_signed
def correct(id_: str, changes: tuple[str, ...], why: str | None, who: str, path: Path) -> None:
    """Say what fields of a mention should be; an empty value is none. A wrong field or value is answered with those that are allowed.

    \b
    Of a commitment: stage, promisor, beneficiary, action, condition, due, amount, instrument, certainty, said_by.
    Of an event: type, mode, actor, recipient, status, certainty, said_by, date, place, amount.
    Of a statement: speaker, stance, manner, content.

    \b
    Examples:
      onrecord review correct c-8329 stage=signed amount="1.5 billion EUR"
      onrecord review correct c-8329 promisor="Canada; Mark Carney (CAN)" beneficiary=
      onrecord review correct c-8329 action="lend Moldova 250 million euros"
      onrecord review correct e-0017 type=AID date=2026-03-02
    """
    from onrecord.ledger import review

    pairs = []
    for one in changes:
        field, sign, value = one.partition("=")
        if not sign:
            raise click.UsageError(f"{one!r} is no FIELD=VALUE. Example: stage=signed")
        pairs.append((field, value))
    _do(path, lambda store, at: review.correct(store, id_, pairs, who=who, at=at, why=why))


@command.command("comment")
@click.argument("id_", metavar="ID")
@click.argument("text", metavar="TEXT")
@_signed
def comment(id_: str, text: str, who: str, path: Path) -> None:
    """Say something about a mention or thread; nothing else changes."""
    from onrecord.ledger import review

    _do(path, lambda store, at: review.comment(store, id_, text, who=who, at=at))


@command.command("vote")
@click.argument("id_", metavar="ID")
@click.argument("side", type=click.Choice(["right", "wrong"]))
@_why
@_signed
def vote(id_: str, side: str, why: str | None, who: str, path: Path) -> None:
    """Say on which side you are about a mention that is disputed; nothing changes but the count."""
    from onrecord.ledger import disputes

    _do(path, lambda store, at: disputes.vote(store, id_, side, who=who, at=at, why=why))


@command.command("disputed")
@click.option("--sort", type=click.Choice(["newest", "oldest", "votes"]), default="newest", show_default=True, help="In which order.")
@click.option("--discussed", is_flag=True, help="Those too that people comment on without a dispute.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="How many at most.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True, help="How to show it.")
@ledger_option
def disputed(sort: str, discussed: bool, limit: int, form: str, path: Path) -> None:
    """List the mentions that one person takes for right and another for wrong."""
    from onrecord.ledger import disputes
    from onrecord.views.listing import rendered

    with _reading(path) as db:
        rows, more = disputes.disputed(db, path, sort=sort, discussed=discussed, limit=limit)
    click.echo(rendered(rows, disputes.Disputed, form, width=160), nl=False)
    if not rows and form == "table":
        click.echo("People agree on all that they reviewed.", err=True)
    if more:
        click.echo(f"{more:,} more: --limit {len(rows) + more}", err=True)


@command.command("join")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@_why
@_signed
def join(one: str, other: str, why: str | None, who: str, path: Path) -> None:
    """Say that two mentions or threads are one commitment or event; of a commitment and an event, that the event shows it fulfilled."""
    from onrecord.ledger import review

    _do(path, lambda store, at: review.join(store, one, other, who=who, at=at, why=why))


@command.command("split")
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@_why
@_signed
def split(one: str, other: str, why: str | None, who: str, path: Path) -> None:
    """Say that two mentions or threads are not one commitment or event."""
    from onrecord.ledger import review

    _do(path, lambda store, at: review.split(store, one, other, who=who, at=at, why=why))


@command.command("undo")
@click.argument("what", metavar="[NUMBER|ID]", required=False)
@_why
@_signed
def undo(what: str | None, why: str | None, who: str, path: Path) -> None:
    """Undo the last review; the last of an ID; or the one of a NUMBER in `onrecord review list`. Undoing an undo brings the review back."""
    from onrecord.ledger import review

    _do(path, lambda store, at: review.undo(store, what, who=who, at=at, why=why))


@command.command("list")
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True, help="How to show it.")
@ledger_option
def list_(id_: str | None, form: str, path: Path) -> None:
    """List the reviews in order, of the whole ledger or of one ID."""
    from onrecord.ledger import review

    with _reading(path) as db:
        rows = review.reviews(db, path, id_)
    if form == "table":
        for row in rows:
            click.echo(line(row))
        if not rows:
            click.echo("No reviews." if id_ is None else f"No reviews of {id_}.", err=True)
        return
    plain = [{c: getattr(row, c) for c in COLUMNS} for row in rows]
    if form == "jsonl":
        for one in plain:
            click.echo(json.dumps(one, ensure_ascii=False))
        return
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: "true" if v is True else "false" if v is False else v for k, v in one.items()} for one in plain)
    click.echo(out.getvalue(), nl=False)


def line(row: Review) -> str:
    """A review in one line."""
    from onrecord.views.wording import one_line

    said = ""
    if row.field:
        said = f"  {row.field}: {row.old or '(none)'} -> {row.new or '(none)'}"
    elif row.new and row.action != "undo":
        said = f"  {row.new}"
    undoes = f" of {row.undoes}" if row.undoes else ""
    why = f"  ({row.why})" if row.why else ""
    undone = "  [undone]" if row.undone else ""
    return one_line(f"{row.number}  {row.at}  {row.who}  {row.action}{undoes}  {row.item_id}{said}{why}{undone}")


def _do(path: Path, act: Callable[[Store, str], Sequence[Review]]) -> None:
    """Make a review, and say what it wrote and how the threads of its mentions stand."""
    from onrecord.ledger.store import Store

    with Store(path, create=False) as store:
        done = act(store, now())
        for row in done:
            click.echo(line(row))
        for text in _threads(store.db, done):
            click.echo(text)


def now() -> str:
    """The time, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _threads(db: sqlite3.Connection, done: Sequence[Review]) -> Iterator[str]:
    """The threads in which the reviewed mentions stand now, one a line."""
    from onrecord.views.wording import one_line

    seen = set()
    ids = dict.fromkeys(i for row in done for i in (row.item_id, row.new) if i and i[:2] in ("c-", "e-"))
    for one in ids:
        table, what = ("commitment", "t.stage, t.promisor, t.action") if one.startswith("c") else ("event", "t.type, t.actor, t.words")
        row: Any = db.execute(
            f"SELECT t.id, t.mentions, {what} FROM {table}s m LEFT JOIN {table}_threads t ON t.number = m.thread WHERE m.id = ?", (one,)
        ).fetchone()
        if row is None or row[0] in seen:
            continue
        seen.add(row[0])
        text = f"{row[0]}  {row[2]}  {row[3] or '(not said)'}: {row[4]}  ({row[1]} mention{'s' * (row[1] != 1)})" if row[0] else ""
        yield f"    {one_line(text)}" if text else f"    {one} stands in no thread"


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    from onrecord.ledger.opening import in_words, open_ledger

    db = open_ledger(path, write=False)
    try:
        with in_words(path):
            yield db
    finally:
        db.close()
