"""--parties FILE, as the commands share it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from onrecord.codebook.party_file import PartyFile

Command = TypeVar("Command", bound=Callable[..., Any])


def party_option(command: Command) -> Command:
    """--parties FILE."""
    wording = "A CSV file of your own parties and their spellings: docs/party_file.md."
    return click.option("--parties", type=click.Path(dir_okay=False, path_type=Path), help=wording)(command)


def loaded(path: Path | None) -> PartyFile | None:
    """The parties of a file, its bad rows named on standard error and counted; None where no file was given.

    Raises:
        SourceError: the file cannot be read at all.
    """
    if path is None:
        return None
    from onrecord.codebook.party_file import read_party_file

    found = read_party_file(path)
    for problem in found.problems:
        click.echo(f"skipped  {problem}", err=True)
    if found.problems:
        count = len(found.problems)
        rows = f"{count} problem{'s' * (count != 1)}"
        click.echo(f"{path}: {len(found.parties)} parties read, {rows}, each named above.", err=True)
    return found
