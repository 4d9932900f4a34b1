"""`onrecord code`: sentences whose parties are marked -> what the one does to the other."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import click

OWN = ("type", "mode", "quad", "cameo", "goldstein", "confidence", "status", "anchor", "rule")


@click.command("code")
@click.argument("files", nargs=-1, required=True, metavar="FILE|-...")
@click.option("--format", "form", type=click.Choice(("jsonl", "csv")), default="jsonl", show_default=True, help="How to write the answers.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of the screen.")
@click.option("--floor", type=click.FloatRange(0, 1), default=None, help="Give no type below this probability.")
@click.option("--rules-only", is_flag=True, help="Leave the learned coder out.")
@click.option("--strict", is_flag=True, help="Exit with 1 if any row was skipped.")
def command(files: tuple[str, ...], form: str, output: Path | None, floor: float | None, rules_only: bool, strict: bool) -> None:
    """Code what one party does to another in sentences whose two parties are known: PLOVER type, CAMEO code, quad class, Goldstein score.

    FILE is JSON Lines or CSV. A row holds "marked" ("<s>Mali</s> expelled <t>the ambassador</t>."), or "text", "source" and "target"
    with the words of each party; its own columns are kept. Where nothing is sure enough the type stays empty.

    \b
    Examples:
      onrecord code dyads.jsonl > coded.jsonl
      onrecord code dyads.csv --format csv --floor 0.6 -o coded.csv
    """
    from onrecord.pairs import FLOOR, as_row, code_pairs, marked_row

    rows: list[dict[str, Any]] = []
    sentences = []
    skipped = 0
    for place, row in _rows(files):
        try:
            if isinstance(row, Exception):
                raise row
            sentences.append(marked_row(row))
            rows.append(row)
        except (ValueError, OSError) as error:
            skipped += 1
            click.echo(f"skipped {place}: {error}.", err=True)
    coded = code_pairs(sentences, floor=FLOOR if floor is None else floor, rules_only=rules_only)
    made = [row | as_row(s, c) for row, s, c in zip(rows, sentences, coded, strict=True)]
    written = _written(made, form)
    if output is None:
        click.echo(written, nl=False)
    else:
        output.write_text(written, encoding="utf-8", newline="")
    empty = sum(c.type is None for c in coded)
    from onrecord.views.cards import many

    click.echo(f"{many(len(made), 'sentence')} coded, {empty} of them without a type; {many(skipped, 'row')} skipped.", err=True)
    if not made or (strict and skipped):
        sys.exit(1)


def _rows(files: tuple[str, ...]) -> list[tuple[str, dict[str, Any] | Exception]]:
    """All rows of all files with where they stand."""
    from onrecord.pairs import read_rows

    out: list[tuple[str, dict[str, Any] | Exception]] = []
    for name in files:
        try:
            content = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            out.append((name, ValueError("it is not UTF-8 text; save it as UTF-8")))
            continue
        except OSError as error:
            out.append((name, ValueError(f"it cannot be read ({error.strerror})")))
            continue
        out += [(f"{name}:{number}", row) for number, row in read_rows(name, content)]
    return out


def _written(made: list[dict[str, Any]], form: str) -> str:
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made)
    columns = list(dict.fromkeys([*(k for row in made for k in row if k not in OWN), *OWN]))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(made)
    return out.getvalue()
