"""The words behind every field of one item."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Commitment, Event, Record, Span, Statement
from onrecord.views import wording
from onrecord.views.cards import Style, marked

Row = tuple[str, str, Span | None, str]
"""Field, value, the words behind it (or None), basis."""


def evidence(record: Record, item: wording.Item, style: Style) -> str:
    """A table of fields with value, words, offsets (code points of the article's text) and basis; then the rule.

    Returns:
        several lines, the last without a line break.
    """
    rows = [r for r in fields(item) if r[1]]
    wide = max(len(r[0]) for r in rows)
    lines = []
    for name, value, words, basis in rows:
        line = f"  {name:<{wide}}  {wording.one_line(value)}"
        if words is not None:
            said = "" if wording.one_line(words.text) == wording.one_line(value) else f"“{wording.one_line(words.text)}” "
            line += style.dim(f"   {said}[{words.start}:{words.end}]")
        lines.append(line + style.dim(f"   {basis}" if basis else ""))
    note = wording.rule_words(item.rule)
    lines += ["", f"  rule {item.rule}" + (f": {note}" if note else ""), f"  id {item.id}", "", *_context(record, item)]
    return "\n".join(lines)


def fields(item: wording.Item) -> Iterator[Row]:
    """The fields of an item in the order of the contract."""
    if isinstance(item, Statement):
        yield ("speaker", wording.party(item.speaker), item.source, item.speaker.basis if item.speaker else "")
        yield ("cue", item.cue.text if item.cue else "", item.cue, "stated")
        for content in item.content:
            yield ("content", content.text, content, "stated")
        yield ("manner", item.manner, None, "")
        yield ("stance", item.stance or "", item.cue, "inferred")
        yield ("told by", wording.parties(item.told_by), None, "")
        return
    yield ("anchor", item.anchor.text, item.anchor, "stated")
    yield from _event(item) if isinstance(item, Event) else _commitment(item)
    if item.amount:
        yield ("amount", wording.amount(item.amount), item.amount.words, "stated")
    yield ("certainty", item.certainty, None, "")
    for party in item.said_by:
        yield ("said by", wording.party(party), party.mention, party.basis)
    for cue in item.cues:
        yield ("set by", cue.text, cue, "stated")


def _event(item: Event) -> Iterator[Row]:
    yield ("type", item.type + (f" {item.mode}" if item.mode else ""), item.anchor, "inferred")
    yield ("codes", f"CAMEO {item.cameo}, quad {item.quad}, Goldstein {item.goldstein:g}", None, "inferred")
    for party in item.actors:
        yield ("actor", wording.party(party), party.mention, party.basis)
    for party in item.recipients:
        yield ("recipient", wording.party(party), party.mention, party.basis)
    yield ("status", item.status, None, "")
    if item.date:
        yield ("date", item.date.value, item.date.words, item.date.basis)
    if item.place:
        yield ("place", item.place.name + (f", {item.place.country}" if item.place.country else ""), item.place.words, item.place.basis)


def _commitment(item: Commitment) -> Iterator[Row]:
    yield ("stage", item.stage, item.anchor, "inferred")
    yield ("promisor", wording.party(item.promisor), item.promisor.mention, item.promisor.basis)
    if item.beneficiary:
        yield ("beneficiary", wording.party(item.beneficiary), item.beneficiary.mention, item.beneficiary.basis)
    yield ("action", item.action.text, item.action, "stated")
    if item.condition:
        yield ("condition", item.condition.text, item.condition, "stated")
    if item.due:
        yield ("due", item.due.value, item.due.words, item.due.basis)
    yield ("instrument", item.instrument or "", None, "inferred")


def _context(record: Record, item: wording.Item) -> list[str]:
    """The paragraph around the item, its words in brackets."""
    text, at = record.article.text, wording.anchor(item)
    start = text.rfind("\n", 0, at.start) + 1
    end = text.find("\n", at.end)
    paragraph = Span.of(text, start, len(text) if end < 0 else end)
    spans = list(item.content) if isinstance(item, Statement) else [item.anchor]
    import textwrap

    return textwrap.wrap(marked(paragraph, spans), 96, initial_indent="  ", subsequent_indent="  ")
