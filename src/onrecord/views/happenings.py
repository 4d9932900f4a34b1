"""What happened, in words: for a feed, a message, the terminal and a page of news."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from onrecord.ledger.happenings import Happening
from onrecord.views.html import visible
from onrecord.views.listing import outlet
from onrecord.views.wording import magnitude, one_line

WHAT = 140
"""Characters of what is promised in a title."""
WORDS = 2_000
"""Characters of a report's sentence."""
FIELDS = {"due": "the due date", "amount": "the amount", "stage": "the stage", "condition": "the condition", "date": "the date", "place": "the place"}


def title(one: Happening) -> str:
    """What happened, first, then to what: "Approved (was pledged): Norway → Moldova, lend Moldova 250 million euros"."""
    return _clean(f"{headline(one)}: {sides(one)}, {_short(one.what, WHAT)}")


def headline(one: Happening) -> str:
    """What happened, without to what."""
    if one.kind == "stage":
        return _plain(one.after).capitalize() + (f" (was {_plain(one.before)})" if one.before else "")
    if one.kind == "contradiction":
        return f"Reports differ on {FIELDS.get(one.does, one.does)} ({value(one.before)} or {value(one.after)})"
    if one.kind == "overdue":
        return f"Overdue (was due {one.before})"
    if one.kind == "report":
        return "Denied in a further report" if one.does == "denies" else f"Another report {_plain(one.does)} it"
    return "Reported"


def sides(one: Happening) -> str:
    """ "Norway → Moldova"."""
    return one.who + (f" → {one.whom}" if one.whom else "")


def text(one: Happening) -> str:
    """The words of the reports behind it, each with who told it, in plain lines."""
    return _clean("\n".join(f"{told}: “{words}”" if told else f"“{words}”" for told, words in quotations(one)))


def html(one: Happening) -> str:
    """The same as HTML, escaped, for readers of feeds."""
    told = [Markup("<p>{}: {}</p>").format(headline(one), _short(_clean(f"{sides(one)}, {one.what}"), 600))]
    told += [Markup("<blockquote>{}</blockquote><p>{}</p>").format(_clean(words), _clean(f"{who}, {one.date}" if who and one.date else who or ""))
             for who, words in quotations(one)]  # fmt: skip
    return str(Markup("").join(told))


def quotations(one: Happening) -> list[tuple[str, str]]:
    """Who told it, and the words; of a contradiction both sides, the earlier one first."""
    found = [(one.other_outlets, one.other_words)] if one.other_words else []
    return [(outlet(who), _short(words or "", WORDS)) for who, words in (*found, (one.outlets, one.words)) if words]


def public(one: Happening) -> Happening:
    """The same for others: an outlet without a name goes by the name of its file, not by its place on this machine."""
    return replace(one, outlets=outlet(one.outlets) or None, other_outlets=outlet(one.other_outlets) or None)


def _plain(word: str | None) -> str:
    return (word or "").replace("_", " ")


def value(told: str | None) -> str:
    """A value that reports differ on, as people write it: "1 billion CAD"."""
    number, _, unit = (told or "").partition(" ")
    try:
        return f"{magnitude(float(number))} {unit}".strip() if unit and "_" not in number else _plain(told)
    except (ValueError, OverflowError):
        return _plain(told)


def _short(words: str, most: int) -> str:
    line = one_line(words)
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(" ,;") + " …"


def _clean(words: str) -> str:
    """Text that XML and terminals take: no control characters, no code points that are none."""
    return "".join("\ufffd" if c in "\ufffe\uffff" else c for c in visible(words))
