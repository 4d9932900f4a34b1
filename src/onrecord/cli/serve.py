"""`onrecord serve`: the reading room, the ledger as pages in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.ledger_options import ledger_option


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8731, show_default=True, help="Where to listen; 0 for any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="An address beyond this machine asks readers for a token.")
@click.option("--token", envvar="ONRECORD_TOKEN", help="Ask for this token; made anew each time where needed and not given. $ONRECORD_TOKEN.")
@ledger_option
def command(port: int, host: str, token: str | None, path: Path) -> None:
    """Open a ledger as pages to read, filter, search and review in a browser. Nothing is fetched from elsewhere.

    Only this machine reaches it unless --host says otherwise; then every reader needs the token that is printed. Ctrl-C closes it.

    \b
    Examples:
      onrecord serve --ledger news.db
      onrecord serve --port 9000
      onrecord serve --host 0.0.0.0
    """
    from onrecord.room.guard import is_loopback
    from onrecord.room.server import serve

    if token is not None and not (len(token) >= 16 and token.isascii() and token.replace("-", "").replace("_", "").isalnum()):
        raise click.UsageError("A token has 16 or more letters, digits, - and _.")

    def opened(address: str) -> None:
        click.echo(f"Reading room of {path}: {address}    (Ctrl-C closes it)")
        if not is_loopback(host):
            click.echo("Others can reach it, with that token; what passes is not encrypted. Reviews they make are kept in the ledger.", err=True)

    try:
        serve(path, host=host, port=port, token=token, opened=opened)
    except KeyboardInterrupt:
        click.echo("Closed.", err=True)
