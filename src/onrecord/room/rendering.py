"""The templates of the room, and how words of articles come onto its pages: escaped, isolated, without control characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING, Any

import markupsafe

from onrecord.charts.svg import isolated
from onrecord.ledger.disputes import tallies
from onrecord.views import wording
from onrecord.views.happenings import value
from onrecord.views.html import visible
from onrecord.views.listing import outlet

if TYPE_CHECKING:
    from jinja2 import Environment

BRACKETS = re.compile(r"\[([^\[\]]+)\]")
CLIPPED = 1_200
"""Characters of an article's words that are shown in a list or card; the article's own page has them all."""
CHOICES = 100
"""Mentions of a thread that a list to choose from has; each reason for a thread has its own button besides."""
WITH_OFFSETS = ("action", "condition", "content", "amount")
"""Fields whose words may be given with their offsets, as "words [START:END]"."""
KINDS = {"c": "commitment", "e": "event", "s": "statement"}
"""Kinds by the first letter of an id."""
ADDRESSES = {"commitment": "commitments", "event": "events", "statement": "statements", "article": "articles", "party": "parties"}


def text_of(name: str, package: str = "onrecord.room") -> str:
    """A file of `templates/`."""
    return resources.files(package).joinpath("templates", name).read_text(encoding="utf-8")


SCRIPTS = ("room.js", "days.js", "picture.js")
"""The files of the one script: keys and pointer on the page of an article, the slider through the days, drawings as pictures."""


@cache
def script() -> str:
    """The one script."""
    return "\n".join(text_of(name) for name in SCRIPTS)


@cache
def style() -> str:
    """The style sheet: that of the pages of records, and what the room adds."""
    return text_of("record.css", "onrecord.views") + "\n" + text_of("room.css")


def said(value: str | None, most: int = CLIPPED) -> markupsafe.Markup:
    """Words of an article in one line, isolated so that their direction of writing stays their own."""
    return markupsafe.Markup("<bdi>{}</bdi>").format(_short(value, most))


def marked(value: str | None, most: int = CLIPPED) -> markupsafe.Markup:
    """The same with the words in [brackets] marked."""
    escaped = str(markupsafe.escape(_short(value, most)))
    return markupsafe.Markup("<bdi>" + BRACKETS.sub(r"<mark>[\1]</mark>", escaped) + "</bdi>")


def whole(value: str) -> markupsafe.Markup:
    """Words of an article as they are; a carriage return is written so that the browser keeps it, for offsets are counted on the page."""
    return markupsafe.Markup(str(markupsafe.escape(visible(value))).replace("\r", "&#13;"))


def option(value: str | None, most: int = 90) -> str:
    """The same as one line of a list to choose from, which takes no markup: marks that keep its direction of writing to itself stand around it."""
    return isolated(visible(wording.one_line(value or "")), most)


def _short(value: str | None, most: int) -> str:
    line = visible(wording.one_line((value or "")[: 4 * most]))
    return line if len(line) <= most else line[:most].rstrip() + " …"


def address_of(kind: str, id: str) -> str:
    """The page of a thing."""
    return f"/{ADDRESSES[kind]}/{id}"


def amount(value: float | None, unit: str | None, delivered: float | None = None) -> str:
    """ "60 million of 250 million EUR delivered"."""
    if value is None:
        return f"{wording.magnitude(delivered)} {unit or ''} delivered".replace("  ", " ") if delivered is not None else ""
    whole = f"{wording.magnitude(value)} {unit or ''}".strip()
    return f"{wording.magnitude(delivered)} of {whole} delivered" if delivered is not None else whole


def plain(value: str | None) -> str:
    """A word of the program's as people write it: "in delivery"."""
    return (value or "").replace("_", " ")


def minute(at: str) -> str:
    """A moment of the log to the minute, in UTC: "2026-03-04 10:00 UTC"."""
    return f"{at[:16].replace('T', ' ')} UTC"


def counted(number: int, noun: str) -> str:
    """ "1 report", "2 reports"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _shown(value: Any) -> Any:
    """What is put into a page: nothing for None, no control characters; autoescape comes after it."""
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


@cache
def environment(*packages: str) -> Environment:
    """The templates; what they are given is escaped, and a name that they are not given is an error.

    Args:
        packages: whose `templates/` are looked in before those of the room.
    """
    import jinja2

    loaders = [jinja2.FunctionLoader(partial(_loaded, package)) for package in (*packages, "onrecord.room")]
    env = jinja2.Environment(
        loader=jinja2.ChoiceLoader(loaders), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, finalize=_shown,
    )  # fmt: skip
    filters: tuple[Callable[..., Any], ...] = (said, marked, plain, outlet, value, whole, minute, option)
    env.filters.update({f.__name__: f for f in filters})
    env.globals.update(most_to_choose=CHOICES, kind_of=lambda id: KINDS[id.removeprefix("t")[0]])
    env.globals.update(address_of=address_of, amount=amount, counted=counted, rule_words=wording.rule_words, with_offsets=WITH_OFFSETS, tallies=tallies)
    return env


def _loaded(package: str, name: str) -> str | None:
    try:
        return text_of(name, package)
    except FileNotFoundError:
        return None
