"""Records as cards for the terminal: what is on record, its words, and why it is read so."""

from __future__ import annotations

import textwrap
from collections.abc import Collection
from typing import ClassVar

from onrecord.model import Commitment, Event, Record, Span, Statement
from onrecord.views import wording

WIDTH = 100
KINDS = ("commitments", "events", "statements")


def cards(record: Record, *, only: Collection[str] = (), style: Style | None = None, first: int = 1) -> str:
    """The cards of one article.

    Args:
        record: the record.
        only: kinds to show ("commitments", "events", "statements"); all where empty.
        style: how to emphasise; plain text where None.
        first: the number of the first item: numbers run on over several articles.

    Returns:
        several lines, the last without a line break.
    """
    style = style or Style(color=False)
    article = record.article
    lines = [style.bold(wording.one_line(article.title or article.source)), style.dim(wording.heading(article)), ""]
    paragraphs = wording.Paragraphs(article)
    shown = 0
    for number, item in enumerate(wording.items(record), first):
        if only and wording.kind(item) + "s" not in only:
            continue
        lines.extend(card(item, number, paragraphs, style))
        shown += 1
    lines.append(style.dim(counts(record, shown)))
    return "\n".join(lines)


def card(item: wording.Item, number: int, paragraphs: wording.Paragraphs, style: Style) -> list[str]:
    """The lines of one card."""
    head = f"{number:>3} {style.kind(wording.kind(item))}  "
    where = f"§{paragraphs.number(wording.anchor(item))}"
    if isinstance(item, Statement):
        return [head + _statement_head(item, style) + f"  {where}", *_wrapped(_said(item)), _why(item, style), ""]
    fields = _event_fields(item) if isinstance(item, Event) else _commitment_fields(item)
    return [
        f"{head}{_title(item, style)}  {where}",
        *([f"      {' · '.join(fields)}"] if fields else []),
        *_wrapped(_evidence(item)),
        _why(item, style),
        "",
    ]


def counts(record: Record, shown: int) -> str:
    """The closing line: how many of each kind, and what was left out of the reading."""
    parts = [
        many(len(record.commitments), "commitment"), many(len(record.events), "event"), many(len(record.statements), "statement")
    ]  # fmt: skip
    chrome = [r for r in record.article.removed if r.reason.split(".")[-1] not in ("headline", "byline", "dateline-date", "subhead")]
    line = " · ".join(parts)
    if shown != len(wording.items(record)):
        line += f" ({shown} shown)"
    if chrome:
        line += f" · {sum(len(r.span.text) for r in chrome)} characters of page chrome set aside"
    return line


def _title(item: Event | Commitment, style: Style) -> str:
    if isinstance(item, Commitment):
        return f"{style.bold(wording.who_to_whom(item))} · {style.stage(item.stage)}"
    code = item.type + (f" {item.mode}" if item.mode else "")
    status = "" if item.status == "actual" else f" · {style.stage(item.status)}"
    return f"{code} · {style.bold(wording.who_to_whom(item))}{status}"


def _statement_head(item: Statement, style: Style) -> str:
    cue = f" · {wording.one_line(item.cue.text)}" if item.cue else ""
    stance = f" · {item.stance}" if item.stance else ""
    chain = f" · as told by {wording.parties(item.told_by)}" if item.told_by else ""
    return f"{style.bold(wording.party(item.speaker) or '(no source named)')}{cue}{stance}{chain}"


def _commitment_fields(item: Commitment) -> list[str]:
    condition = f"on condition: {wording.one_line(item.condition.text)}" if item.condition else ""
    due = f"due {wording.when(item.due)}" if item.due else ""
    fields = (wording.amount(item.amount), due, condition, item.instrument or "", wording.certainty(item))
    return [f for f in fields if f]


def _event_fields(item: Event) -> list[str]:
    place = item.place.name if item.place else ""
    fields = (wording.when(item.date), place, wording.amount(item.amount), wording.certainty(item), f"CAMEO {item.cameo}")
    return [f for f in fields if f]


def _evidence(item: Event | Commitment) -> str:
    """The sentence with the anchor marked; a commitment's action as well."""
    spans = [item.anchor, item.action] if isinstance(item, Commitment) else [item.anchor]
    return marked(item.sentence, spans)


def marked(sentence: Span, spans: list[Span]) -> str:
    """The words of a sentence with the spans in it between angle brackets: "Kenya [pledged] to [send troops]"."""
    inside = sorted((s for s in spans if sentence.contains(s)), key=lambda s: (s.start, -s.end))
    opening = {s.start for s in inside}
    out, covered = [], 0
    text, base = sentence.text, sentence.start
    for span in inside:
        if span.start < covered or span.start not in opening:
            continue
        out.append(text[covered - base if covered else 0 : span.start - base] + "[" + span.text + "]")
        covered = span.end
    out.append(text[covered - base if covered else 0 :])
    return wording.one_line("".join(out))


def _said(item: Statement) -> str:
    return wording.one_line(" … ".join(c.text for c in item.content))


def _why(item: wording.Item, style: Style) -> str:
    cue = item.cue if isinstance(item, Statement) else item.anchor
    said = f" (“{wording.one_line(cue.text)}”)" if cue else ""
    extra = "" if isinstance(item, Statement) or not item.cues else " + " + ", ".join(f"“{wording.one_line(c.text)}”" for c in item.cues)
    return style.dim(f"      why: {item.rule}{said}{extra} · confidence {item.confidence:.2f}")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH - 6, initial_indent="      ", subsequent_indent="      ", break_long_words=False) or []


def many(count: int, noun: str) -> str:
    """A count with its noun: "1 event", "2 events"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


class Style:
    """Emphasis by ANSI codes, or none. Colour repeats what the words say and never says it alone."""

    COLORS: ClassVar[dict[str, str]] = {"commitment": "33", "event": "36", "statement": "35"}

    def __init__(self, *, color: bool) -> None:
        self.color = color

    def bold(self, text: str) -> str:
        """What matters most."""
        return self._sgr("1", text)

    def dim(self, text: str) -> str:
        """What may be passed over."""
        return self._sgr("2", text)

    def kind(self, kind: str) -> str:
        """The name of a kind, in capitals of one width."""
        return self._sgr(self.COLORS[kind], f"{kind.upper():<10}")

    def stage(self, stage: str) -> str:
        """A stage or status."""
        return self._sgr("4", stage.replace("_", " "))

    def _sgr(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and text else text
