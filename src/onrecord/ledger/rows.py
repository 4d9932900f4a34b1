"""A record as the rows of the ledger's tables."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.model import Amount, Article, Commitment, Event, Party, Record, Span, Statement, When, from_plain

Item = Statement | Event | Commitment
SURROGATE = re.compile("[\ud800-\udfff]")
ITEMS = 65_536
"""Numbers kept for the items of one article: item number = article number * ITEMS + place in the record."""


@dataclass(frozen=True, slots=True)
class Side:
    """A party in a role of an item."""

    item: int
    role: str
    n: int
    party: Party


def packed(record: Record) -> bytes:
    """A record as it is kept: zlib over its JSON in ASCII, so that any text of any source can be kept unaltered."""
    return zlib.compress(json.dumps(record.to_dict(), ensure_ascii=True, separators=(",", ":")).encode("ascii"), 6)


def unpacked(data: bytes) -> Record:
    """The record that `packed` kept."""
    record = from_plain(json.loads(zlib.decompress(data)), Record)
    assert isinstance(record, Record)
    return record


def storable(text: str | None) -> str | None:
    """Text as SQLite can hold it: half a surrogate pair, which no encoding has, becomes U+FFFD; offsets stay."""
    return text if text is None or text.isascii() else SURROGATE.sub("\ufffd", text)


def items_of(record: Record) -> Iterator[tuple[int, Item]]:
    """The items of a record with their places in it: commitments, events, statements, as people number them."""
    yield from enumerate([*record.commitments, *record.events, *record.statements])


def article_row(article: Article, version: str) -> dict[str, Any]:
    """The row of `articles`, without its numbers."""
    return {
        "id": article.id, "source": storable(article.source), "url": storable(article.url), "title": storable(article.title),
        "byline": storable(article.byline), "publisher": storable(article.publisher), "published": article.published,
        "published_basis": article.published_basis, "language": article.language, "characters": len(article.text),
        "text_sha256": hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(), "read_by": version,
    }  # fmt: skip


def statement_row(one: Statement) -> dict[str, Any]:
    """The row of `statements`, without its numbers."""
    first = min(one.content)
    return {
        "id": one.id, "speaker": storable(one.speaker.name) if one.speaker else None, "speaker_country": one.speaker.country if one.speaker else None,
        "source": _text(one.source), "cue": _text(one.cue), "content": storable(" … ".join(c.text for c in one.content)), "manner": one.manner,
        "stance": one.stance, "told_by": _names(one.told_by) or None, "start": first.start, "end": first.end, "rule": one.rule,
        "confidence": one.confidence,
    }  # fmt: skip


def event_row(one: Event) -> dict[str, Any]:
    """The row of `events`, without its numbers."""
    place = one.place
    return {
        "id": one.id, "type": one.type, "mode": one.mode, "contexts": ";".join(one.contexts), "cameo": one.cameo, "quad": one.quad,
        "goldstein": one.goldstein, "actor": _names(one.actors), "actor_country": _countries(one.actors), "recipient": _names(one.recipients),
        "recipient_country": _countries(one.recipients), "status": one.status, "certainty": one.certainty, "said_by": _names(one.said_by) or None,
        "date": one.date.value if one.date else None, "date_basis": one.date.basis if one.date else None,
        "place": storable(place.name) if place else None, "country": place.country if place else None, "admin1": place.admin1 if place else None,
        "geonameid": place.geonameid if place else None, "latitude": place.lat if place else None, "longitude": place.lon if place else None,
        "feature": place.feature if place else None, **_amount(one.amount), "words": _text(one.anchor), "sentence": _text(one.sentence),
        "start": one.anchor.start, "end": one.anchor.end, "rule": one.rule, "confidence": one.confidence,
    }  # fmt: skip


def commitment_row(one: Commitment) -> dict[str, Any]:
    """The row of `commitments`, without its numbers."""
    equal = one.amount.equals if one.amount else None
    beneficiary = (one.beneficiary,) if one.beneficiary else ()
    return {
        "id": one.id, "promisor": storable(one.promisor.name), "promisor_country": one.promisor.country,
        "beneficiary": _names(beneficiary) or None, "beneficiary_country": _countries(beneficiary), "action": _text(one.action), "stage": one.stage,
        "condition": _text(one.condition), "due": storable(one.due.value) if one.due else None, "due_basis": one.due.basis if one.due else None,
        "due_words": _text(one.due.words) if one.due else None, **_amount(one.amount), "amount_equals": equal.value if equal else None,
        "unit_equals": (equal.unit or equal.kind) if equal else None, "instrument": one.instrument, "certainty": one.certainty,
        "said_by": _names(one.said_by) or None, "event": one.event, "words": _text(one.anchor), "sentence": _text(one.sentence),
        "start": one.anchor.start, "end": one.anchor.end, "rule": one.rule, "confidence": one.confidence,
    }  # fmt: skip


def sides_of(number: int, one: Item, known: Iterable[Party]) -> Iterator[Side]:
    """The parties of an item in their roles; a promisor or speaker of several names joined by "; " is taken apart again."""
    roles: tuple[tuple[str, tuple[Party, ...]], ...]
    if isinstance(one, Statement):
        roles = (("speaker", taken_apart(one.speaker, known) if one.speaker else ()), ("told_by", one.told_by))
    elif isinstance(one, Event):
        roles = (("actor", one.actors), ("recipient", one.recipients), ("said_by", one.said_by))
    else:
        roles = (
            ("promisor", taken_apart(one.promisor, known)), ("beneficiary", (one.beneficiary,) if one.beneficiary else ()),
            ("said_by", one.said_by),
        )  # fmt: skip
    for role, parties in roles:
        for n, party in enumerate(parties):
            yield Side(number, role, n, party)


def taken_apart(party: Party, known: Iterable[Party]) -> tuple[Party, ...]:
    """The parties behind a joined one ("Mark Carney; Volodymyr Zelenskiy"), as the article knows them; else the party itself."""
    if "; " not in party.name:
        return (party,)
    by_name = {p.name: p for p in known}
    out = []
    for name in party.name.split("; "):
        one = by_name.get(name)
        out.append(
            Party(name, one.kind, one.country, one.sector, one.role, party.mention, "resolved")
            if one
            else Party(name, party.kind, party.country, party.sector, None, party.mention, party.basis)
        )
    return tuple(out)


def spans_of(number: int, one: Item) -> Iterator[tuple[int, str, int, int, int, str | None, str | None]]:
    """The words behind each field: (item, field, n, start, end, words, basis)."""
    for field, n, span, basis in _fields(one):
        yield number, field, n, span.start, span.end, storable(span.text), basis


def _fields(one: Item) -> Iterator[tuple[str, int, Span, str | None]]:
    if isinstance(one, Statement):
        for n, content in enumerate(one.content):
            yield "content", n, content, "stated"
        if one.source:
            yield "source", 0, one.source, "stated"
        if one.cue:
            yield "cue", 0, one.cue, "stated"
        return
    yield "anchor", 0, one.anchor, "stated"
    yield "sentence", 0, one.sentence, "stated"
    for n, cue in enumerate(one.cues):
        yield "cues", n, cue, "stated"
    if one.amount:
        yield "amount", 0, one.amount.words, "stated"
    when: When | None
    if isinstance(one, Commitment):
        yield "action", 0, one.action, "stated"
        if one.condition:
            yield "condition", 0, one.condition, "stated"
        when, name = one.due, "due"
    else:
        when, name = one.date, "date"
        if one.place:
            yield "place", 0, one.place.words, one.place.basis
    if when and when.words:
        yield name, 0, when.words, when.basis


def searchable(one: Item) -> str:
    """The words under which an item is found: its sentence and the names of its parties."""
    if isinstance(one, Statement):
        parts = [*(c.text for c in one.content), one.speaker.name if one.speaker else ""]
    elif isinstance(one, Event):
        parts = [one.sentence.text, *(p.name for p in (*one.actors, *one.recipients))]
    else:
        parts = [one.sentence.text, one.promisor.name, one.beneficiary.name if one.beneficiary else ""]
    return storable(" ".join(p for p in parts if p)) or ""


def _amount(amount: Amount | None) -> dict[str, Any]:
    if amount is None:
        return dict.fromkeys(("amount", "amount_high", "quantifier", "unit", "amount_kind"))
    return {
        "amount": amount.value, "amount_high": amount.value_high, "quantifier": amount.quantifier, "unit": storable(amount.unit or amount.kind),
        "amount_kind": amount.kind,
    }  # fmt: skip


def _text(span: Span | None) -> str | None:
    return storable(span.text) if span else None


def _names(parties: Iterable[Party]) -> str:
    return storable("; ".join(p.name for p in parties)) or ""


def _countries(parties: Iterable[Party]) -> str | None:
    return ";".join(dict.fromkeys(p.country for p in parties if p.country)) or None
