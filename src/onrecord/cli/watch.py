"""`onrecord watch`: what changes, told unattended."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.ledger_options import ledger_option
from onrecord.cli.party_option import loaded, party_option
from onrecord.cli.read import check_date
from onrecord.errors import LedgerBusy, NoLedger
from onrecord.ledger.happenings import FOLLOWED, KINDS

if TYPE_CHECKING:
    from onrecord.watching.memory import Memory, Waiting
    from onrecord.watching.watch import Look, Plan
    from onrecord.watching.webhook import Webhook

SECRET = "ONRECORD_WEBHOOK_SECRET"


@click.command("watch")
@click.argument("inputs", nargs=-1, metavar="[FILE|FOLDER]...", type=click.Path(exists=True))
@click.option("--folder", "folders", multiple=True, type=click.Path(exists=True, file_okay=False), help="A folder whose new files are read; "
              "may be given twice.")  # fmt: skip
@click.option("--once", is_flag=True, help="Look once and end, as a timer wants it; exit with 1 if messages could not be sent.")
@click.option("--every", type=click.IntRange(1, 86400), default=60, show_default=True, metavar="SECONDS", help="How often to look.")
@click.option("--on", "kinds", metavar="KIND,...", default=",".join(FOLLOWED), show_default=True, help=f"Which changes: {', '.join(KINDS)}.")
@click.option("--party", help="Follow whom: a name in any spelling, a country, or an id.")
@click.option("--pair", metavar="A,B", help="Follow what is between two parties.")
@click.option("--search", metavar="WORDS", help='Follow what holds words: loan "power grid" -Moscow.')
@click.option("--commitment", metavar="ID", help="Follow one commitment.")
@click.option("--since", metavar="DATE", help="At the first look, tell what happened since this day too. Without it what is on record then is known.")
@click.option("--webhook", metavar="URL", help=f"Post each change there as JSON, signed with ${SECRET} where that is set.")
@click.option("--allow-private", is_flag=True, help="Let the webhook be on this machine or a private network.")
@click.option("--address", default="", metavar="URL", help="Where the ledger is published, for links to the pages.")
@click.option("--name", help="Keeps this watch apart from another that follows the same.")
@click.option("--state", type=click.Path(dir_okay=False, path_type=Path), help="What it remembers by; LEDGER.watch where not given.")
@click.option("--format", "form", type=click.Choice(("text", "jsonl")), default="text", show_default=True, help="How to show changes.")
@click.option("--date", "published", metavar="YYYY-MM-DD", help="The date of articles that state none.")
@party_option
@click.option("--today", metavar="YYYY-MM-DD", help="The day that decides what is overdue; today where not given.")
@ledger_option
def command(
    inputs: tuple[str, ...], folders: tuple[str, ...], once: bool, every: int, kinds: str, party: str | None, pair: str | None, search: str | None,
    commitment: str | None, since: str | None, webhook: str | None, allow_private: bool, address: str, name: str | None, state: Path | None,
    form: str, published: str | None, parties: Path | None, today: str | None, path: Path,
) -> None:  # fmt: skip
    """Tell what changes in a ledger, unattended: stages, contradictions, due dates that pass, new reports. New files of a folder are put into it.

    It remembers what it told: started again it goes on, repeats nothing and loses nothing. Ctrl-C ends it.

    \b
    Examples:
      onrecord watch --folder inbox/ --ledger news.db
      onrecord watch --party Norway --on stage,overdue --once
      onrecord watch --folder inbox/ --webhook https://example.org/hook --every 300
    """
    from onrecord.following import Followed
    from onrecord.ledger.filters import first_day
    from onrecord.watching.memory import Memory
    from onrecord.watching.watch import Plan, key_of

    check_date(published)
    if today is not None:
        date.fromisoformat(first_day(today))
    wanted = tuple(dict.fromkeys(k.strip() for k in kinds.split(",") if k.strip()))
    for kind in wanted:
        if kind not in KINDS:
            raise click.BadParameter(f"{kind!r} is none of {', '.join(KINDS)}.", param_hint="--on")
    followed = Followed(commitment, _filters(party, pair, search), "all" if "event" in wanted else "commitments", wanted)
    plan = Plan(path, followed, (*inputs, *folders), _webhook(webhook, allow_private), first_day(since) if since else None, address, loaded(parties), published)
    if not plan.inputs and not path.exists():
        raise NoLedger(str(path), "no such ledger", f"Make it with: onrecord add ARTICLES --ledger {path}, or name a folder of articles")
    memory = Memory(state or path.with_name(path.name + ".watch"), *key_of(followed, name))
    if since and memory.begun:
        click.echo("This watch began at an earlier look, and --since counts at the first: --name NEW begins another.", err=True)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        if once:
            sys.exit(0 if _round(plan, memory, form, today, once=True) == 0 else 1)
        _told(plan, every)
        while True:
            _round(plan, memory, form, today, once=False)
            time.sleep(_pause(plan, memory, every))
    except KeyboardInterrupt:
        click.echo("Stopped. The same command goes on from here.", err=True)
    finally:
        memory.close()


def _round(plan: Plan, memory: Memory, form: str, today: str | None, *, once: bool) -> int:
    """Look, show, send; returns how many messages still wait. A ledger that is busy is looked at again later."""
    from onrecord.watching.watch import look, send, show

    try:
        found = look(plan, memory, today=today or date.today().isoformat(), patient=once)
        _note(plan, found)
    except LedgerBusy as error:
        if once:
            raise
        click.echo(f"{error} Looking again later.", err=True)
    shown = show(memory, lambda message: _show(message, form))
    sent, waiting = send(plan, memory, now=once, failed=_failed_once if once else _failed)
    if once:
        if sent and plan.webhook:
            click.echo(f"{sent} message{'s' * (sent != 1)} sent to {_host(plan.webhook)}.", err=True)
        if waiting:
            kept = "it is kept" if waiting == 1 else "they are kept"
            click.echo(f"{waiting} message{'s' * (waiting != 1)} could not be sent; {kept}, and the next run tries again.", err=True)
        if not shown and not sent and not waiting and sys.stderr.isatty():  # a timer would mail it
            click.echo("Nothing new since the last look.", err=True)
    return waiting


def _note(plan: Plan, found: Look) -> None:
    from onrecord.watching.watch import skipped

    for error in skipped(found):
        click.echo(f"skipped  {error}", err=True)
    if found.added and (found.added.added or found.added.skipped):
        click.echo(f"{found.added.added} new article{'s' * (found.added.added != 1)} in {plan.ledger}", err=True)
    if found.nobody:
        click.echo(f"Nothing to tell yet: {found.nobody}", err=True)
    elif found.first and not found.new:
        click.echo("The watch begins here: what is on record now is known, what changes from now on is told.", err=True)


def _show(message: dict[str, Any], form: str) -> None:
    if form == "jsonl":
        click.echo(json.dumps(message, ensure_ascii=False))
    else:
        data = message["data"]
        lines = "".join(f"    {line}\n" for line in data["text"].splitlines())
        click.echo(f"{data['date'] or 'undated':<10}  {data['title']}\n{lines}    {data.get('page') or 'onrecord show ' + data['thread_id'][:11]}\n")
    sys.stdout.flush()


def _failed_once(one: Waiting, problem: str, _: float) -> None:
    click.echo(f"not sent  {one.id}: {problem}.", err=True)


def _failed(one: Waiting, problem: str, seconds: float) -> None:
    again = f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"
    click.echo(f"not sent  {one.id}: {problem}. It is kept, and tried again after {again}.", err=True)


def _pause(plan: Plan, memory: Memory, every: int) -> float:
    """Seconds until the next look, or until a message may be tried again."""
    if plan.webhook is None:
        return every
    soonest = min((one.next - time.time() for one in memory.unsent()), default=float(every))
    return min(float(every), max(soonest, 1.0))


def _told(plan: Plan, every: int) -> None:
    where = f", new files of {', '.join(plan.inputs)}" if plan.inputs else ""
    host = f", telling {_host(plan.webhook)}" if plan.webhook else ""
    click.echo(f"Watching {plan.ledger}{where}, every {every} seconds{host}. Ctrl-C ends it.", err=True)


def _host(webhook: Webhook) -> str:
    return webhook.url.split("/")[2]


def _filters(party: str | None, pair: str | None, search: str | None) -> dict[str, Any]:
    filters: dict[str, Any] = {n: v.strip() for n, v in (("party", party), ("text", search)) if v and v.strip()}
    if pair:
        one, _, other = pair.partition(",")
        if not one.strip() or not other.strip():
            raise click.BadParameter("Give two parties: --pair Canada,Ukraine", param_hint="--pair")
        filters["pair"] = (one.strip(), other.strip())
    return filters


def _webhook(url: str | None, allow_private: bool) -> Any:
    from onrecord.watching.webhook import Webhook, key_of

    if url is None:
        return None
    secret = os.environ.get(SECRET)
    made = Webhook(url, key_of(secret) if secret else None, allow_private)
    made.check()
    if not secret:
        click.echo(f"Messages are not signed: ${SECRET} is not set.", err=True)
    return made


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
