"""Corrections: a field of an item, and what a person says that it should be.

A correction is kept as text, in a form that people read and that gives the same value whenever it is applied again: words with their
offsets, parties with kind and country, numbers in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any, get_args

from onrecord.codebook.event_types import event_types
from onrecord.codebook.reporting import Stance
from onrecord.codebook.stages import instruments
from onrecord.errors import BadReview
from onrecord.ledger import given as read
from onrecord.ledger.given import Where
from onrecord.ledger.given_amounts import amount_of, kept_amount
from onrecord.ledger.rows import Item, taken_apart
from onrecord.model import Certainty, Commitment, Event, Manner, Party, Record, Span, Stage, Statement, Status


@dataclass(frozen=True, slots=True)
class Corrected:
    """An item with a field corrected.

    Args:
        item: the item.
        kept: the value as the reviews keep it; None for no value.
        record: the record in which the item stands: a joint promisor's parties are known to it.
    """

    item: Item
    kept: str | None
    record: Record


@dataclass(frozen=True, slots=True)
class Field:
    """A field that people may correct.

    Args:
        apply: (item, given, where) -> the corrected item.
        show: (item, record) -> the value as the reviews keep it; None for no value.
        empty: whether it may have no value.
        spans: its rows in `spans`; "" for none.
        role: its rows in `item_parties`; "" for none.
    """

    apply: Callable[[Any, str, Where], Any]
    show: Callable[[Any, Record], str | None]
    empty: bool = True
    spans: str = ""
    role: str = ""


def correct(item: Item, name: str, given: str, record: Record) -> Corrected:
    """An item with one field corrected.

    Args:
        item: a statement, event or commitment of the record.
        name: of the field, see `fields_of`.
        given: the value, as a person types it or as the reviews keep it; empty for none.
        record: what the article puts on record.

    Raises:
        BadReview: there is no such field, or the value is none that it takes; the message lists what is allowed.
    """
    name, field = field_of(item, name)
    given = given.strip()
    where = Where(record, min(item.content) if isinstance(item, Statement) else item.anchor)
    if not given and not field.empty:
        raise BadReview(f"{name}=", f"a {_kind(item)} cannot be without it", "Reject the item, or give a value.")
    try:
        corrected = field.apply(item, given, where)
    except BadReview as error:
        raise BadReview(f"{name}={error.path}", error.problem, error.remedy) from None
    if name == "promisor" and ";" in given:  # a joint promisor is taken apart again into the parties that the record knows
        record = replace(record, parties=(*record.parties, *read.parties_of(given, where)))
    return Corrected(corrected, field.show(corrected, record), record)


def field_of(item: Item, name: str) -> tuple[str, Field]:
    """A field by its name, in the singular or the plural, and the name that the reviews keep.

    Raises:
        BadReview: there is none of that name.
    """
    fields = fields_of(item)
    plain = name.strip().lower().replace("-", "_")
    for one in (plain, plain.removesuffix("s")):
        if one in fields:
            return one, fields[one]
    raise BadReview(name, f"a {_kind(item)} has no such field to correct", f"Fields: {', '.join(fields)}.")


def fields_of(item: Item) -> Mapping[str, Field]:
    """The fields of an item that people may correct, by name."""
    return _fields()[type(item)]


def shown(item: Item, name: str, record: Record) -> str | None:
    """The value of a field as the reviews keep it; None for no value."""
    return field_of(item, name)[1].show(item, record)


def _kind(item: Item) -> str:
    return type(item).__name__.lower()


@cache
def _fields() -> dict[type, dict[str, Field]]:
    certainty = _choice("certainty", get_args(Certainty))
    said_by = Field(_put_parties("said_by"), partial(_show_parties, "said_by"), role="said_by")
    amount = Field(_put_amount, lambda x, _: kept_amount(x.amount) if x.amount else None, spans="amount")
    return {
        Commitment: {
            "stage": _choice("stage", get_args(Stage)),
            "promisor": Field(_put_promisor, _show_promisor, empty=False, role="promisor"),
            "beneficiary": _party_field("beneficiary"),
            "action": _words_field("action", empty=False), "condition": _words_field("condition"),
            "due": _date_field("due"), "amount": amount,
            "instrument": _choice("instrument", sorted({i.instrument for i in instruments()}), empty=True),
            "certainty": certainty, "said_by": said_by,
        },
        Event: {
            "type": Field(_put_type, lambda x, _: str(x.type), empty=False), "mode": Field(_put_mode, lambda x, _: x.mode),
            "actor": Field(_put_parties("actors"), partial(_show_parties, "actors"), role="actor"),
            "recipient": Field(_put_parties("recipients"), partial(_show_parties, "recipients"), role="recipient"),
            "status": _choice("status", get_args(Status)), "certainty": certainty, "said_by": said_by, "date": _date_field("date"),
            "place": Field(_put_place, lambda x, _: read.kept_place(x.place) if x.place else None, spans="place"), "amount": amount,
        },
        Statement: {
            "speaker": Field(_put_speaker, lambda x, _: read.kept_party(x.speaker) if x.speaker else None, role="speaker"),
            "stance": _choice("stance", get_args(Stance), empty=True), "manner": _choice("manner", get_args(Manner)),
            "content": Field(_put_content, lambda x, _: " … ".join(read.kept_words(c) for c in x.content), empty=False, spans="content"),
        },
    }  # fmt: skip


def _choice(name: str, allowed: Iterable[str], *, empty: bool = False) -> Field:
    """A field that takes one of a few words."""
    words = tuple(allowed)

    def apply(item: Any, value: str, _: Where) -> Any:
        plain = value.lower().replace(" ", "_").replace("-", "_")
        if value and plain not in words:
            raise BadReview(value, "not allowed", f"Allowed: {', '.join(words)}" + (", or nothing." if empty else "."))
        return replace(item, **{name: plain or None})

    return Field(apply, lambda item, _: getattr(item, name), empty=empty)


def _words_field(name: str, *, empty: bool = True) -> Field:
    def show(item: Any, _: Record) -> str | None:
        span: Span | None = getattr(item, name)
        return read.kept_words(span) if span else None

    return Field(lambda x, v, where: replace(x, **{name: read.words_of(v, where) if v else None}), show, empty=empty, spans=name)


def _date_field(name: str) -> Field:
    def show(item: Any, _: Record) -> str | None:
        when = getattr(item, name)
        return when.value if when else None

    return Field(lambda x, v, _: replace(x, **{name: read.date_of(v) if v else None}), show, spans=name)


def _party_field(name: str) -> Field:
    def show(item: Any, _: Record) -> str | None:
        party: Party | None = getattr(item, name)
        return read.kept_party(party) if party else None

    return Field(lambda x, v, where: replace(x, **{name: _one_party(v, where) if v else None}), show, role=name)


def _one_party(value: str, where: Where) -> Party:
    found = read.parties_of(value, where)
    if len(found) != 1:
        raise BadReview(value, "this field takes one party", "Name one.")
    return found[0]


def _put_parties(name: str) -> Callable[[Any, str, Where], Any]:
    return lambda item, value, where: replace(item, **{name: read.parties_of(value, where)})


def _show_parties(name: str, item: Any, _: Record) -> str | None:
    return read.kept_parties(getattr(item, name)) or None


def _put_promisor(item: Commitment, value: str, where: Where) -> Commitment:
    """Several promisors stand in one party, as the program gives them: their names joined, country and sector where they share it."""
    found = read.parties_of(value, where)
    if not found:
        raise BadReview(value, "no party", "Name who promised.")
    first = found[0]
    if len(found) == 1:
        return replace(item, promisor=first)
    country = first.country if all(p.country == first.country for p in found) else None
    sector = first.sector if all(p.sector == first.sector for p in found) else None
    return replace(item, promisor=replace(first, name="; ".join(p.name for p in found), country=country, sector=sector, role=None))


def _show_promisor(item: Commitment, record: Record) -> str:
    return read.kept_parties(taken_apart(item.promisor, record.parties))


def _put_speaker(item: Statement, value: str, where: Where) -> Statement:
    """The speaker opens the chain of those through whom the words came."""
    speaker = _one_party(value, where) if value else None
    outer = item.told_by
    chain = (speaker, *outer) if speaker is not None else outer
    return replace(item, speaker=speaker, chain=chain)


def _put_content(item: Statement, value: str, where: Where) -> Statement:
    content = read.several_words(value, where)
    if not content:
        raise BadReview(value, "no words", "Give the words of the article that were said.")
    return replace(item, content=content)


def _put_type(item: Event, value: str, _: Where) -> Event:
    """Another type brings its own codes; the mode of the old one goes."""
    known = event_types().get(value.upper())
    if known is None:
        raise BadReview(value, "no type of event", f"Types: {', '.join(event_types())}.")
    if known.type == item.type:
        return item
    return replace(item, type=known.type, mode=None, cameo=known.cameo, quad=known.quad, goldstein=known.goldstein)


def _put_mode(item: Event, value: str, _: Where) -> Event:
    known = event_types()[item.type]
    if not value:
        return replace(item, mode=None, cameo=known.cameo, quad=known.quad, goldstein=known.goldstein)
    mode = next((m for m in known.modes if m.name == value.lower()), None)
    if mode is None:
        names = ", ".join(m.name for m in known.modes)
        raise BadReview(value, f"no mode of {item.type}", f"Modes: {names}, or nothing." if names else "It has none.")
    return replace(item, mode=mode.name, cameo=mode.cameo, quad=known.quad, goldstein=mode.goldstein)


def _put_place(item: Event, value: str, where: Where) -> Event:
    return replace(item, place=read.place_of(value, where) if value else None)


def _put_amount(item: Any, value: str, where: Where) -> Any:
    return replace(item, amount=amount_of(value, where, item.amount) if value else None)
