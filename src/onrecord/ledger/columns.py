"""What lists are counted by, as columns in memory: of each thread, statement and article its values, reports, outlets, countries and parties.

A hundred thousand articles have some five million such values. Counting them where they are in the file takes seconds; here it takes milliseconds, whatever
is asked for. They are read once, and after a write only those of what was written are read again (`touched.py`).

Method: arrays of NumPy, values as numbers (dictionary encoding); a thing is told by its number, a statement by the place at which it was read first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.ledger.conditions import COMMITMENTS, EVENTS
from onrecord.ledger.rows import ITEMS
from onrecord.ledger.touched import What, last_turn, touched_since

Ints = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
AT_ONCE = 20_000
"""Rows that are taken from the file at once."""
FIELDS: dict[str, tuple[str, ...]] = {
    "commitments": ("stage", "instrument", "certainty"), "events": ("type", "mode", "status", "certainty"),
    "statements": ("manner", "stance", "speaker_country"), "articles": (),
}  # fmt: skip
"""The columns of each kind that hold one value a row."""
THREADS = {"commitments": COMMITMENTS, "events": EVENTS}
WHAT: dict[str, What] = {"commitments": "commitment", "events": "event"}


class Values:
    """Texts by numbers, from 0 in the order in which they came; a number never comes to mean another text."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def numbered(self, texts: Iterable[str | None]) -> list[int]:
        """The numbers of texts, new ones included; -1 for None."""
        known = self._numbers
        out = []
        for text in texts:
            number = -1 if text is None else known.get(text, -2)
            if number == -2 and text is not None:
                number = known[text] = len(self.texts)
                self.texts.append(text)
            out.append(number)
        return out

    def number(self, text: str) -> int:
        """The number of a text; -1 where it did not come."""
        return self._numbers.get(text, -1)


@dataclass(frozen=True, slots=True)
class Pairs:
    """What things have several of: each `thing` with each `value` once."""

    thing: Ints
    value: Ints

    def counted(self, some: Mask) -> npt.NDArray[np.int64]:
        """How many of some things have each value."""
        return np.bincount(self.value[some[self.thing]]).astype(np.int64)

    def having(self, values: Sequence[int], size: int) -> Mask:
        """Which things have any of some values."""
        found = np.zeros(size, bool)
        found[self.thing[np.isin(self.value, np.array(values, np.int32))]] = True
        return found

    def renewed(self, gone: Mask, new: Pairs) -> Pairs:
        """The same with what some things have now; `gone`: these things."""
        kept = ~_within(gone, self.thing)
        return Pairs(np.concatenate((self.thing[kept], new.thing)), np.concatenate((self.value[kept], new.value)))


NONE = Pairs(np.zeros(0, np.int32), np.zeros(0, np.int32))


@dataclass(frozen=True, slots=True)
class Kept:
    """The columns of a kind. A thing is an index of `present`.

    Args:
        present: which things there are.
        fields: by the names of `FIELDS`, the number of each thing's value; -1 for none.
        reports: things with the articles that report them, those of a thing together in the order of their dates; `items`: the mentions.
        outlets, countries, places: things with what they have; the countries of either side and of the place together.
        sides: things with the parties of a side, by role.
        acts: events with who acts on whom, by the leading spellings of both: the thing, the actor, the recipient.
        numbers: of statements, by things; of others None, for they are told by their own.
    """

    present: Mask
    fields: dict[str, Ints]
    reports: Pairs
    items: npt.NDArray[np.int64]
    outlets: Pairs
    countries: Pairs = NONE
    places: Pairs = NONE
    sides: dict[str, Pairs] = field(default_factory=dict)
    acts: tuple[Ints, Ints, Ints] = (NONE.thing, NONE.thing, NONE.thing)
    numbers: npt.NDArray[np.int64] | None = None

    def some(self, numbers: Sequence[int]) -> Mask:
        """Which things have these numbers in the ledger."""
        found = np.zeros(len(self.present), bool)
        wanted = np.array(numbers, np.int64)
        if self.numbers is None:
            found[wanted[wanted < len(found)]] = True
        else:
            found[np.isin(self.numbers, wanted)] = True
        return found & self.present


@dataclass(frozen=True, slots=True)
class Columns:
    """A ledger's columns in one state of it.

    Args:
        turn: the latest write that they know of (`touched.last_turn`).
        day, outlet: of articles by their numbers: the date in characters up to the day, the publisher; as numbers of `values`.
        leader: of parties by their numbers: the leading spelling. order: the place of their ids in order.
        kinds: of commitments, events, statements and articles.
        values: the texts, by column; "day", "outlet" and "country" besides those of `FIELDS`.
        rank: of days by their numbers: their place in time.
    """

    turn: int
    day: Ints
    outlet: Ints
    leader: Ints
    order: Ints
    kinds: dict[str, Kept]
    values: dict[str, Values]
    rank: Ints


def columns_of(db: sqlite3.Connection, before: Columns | None = None) -> Columns:
    """The columns of a ledger as it stands; within one read transaction.

    Args:
        before: its columns as they were: what was written since is read alone, as long as that is known and is not most of it.
    """
    turn = last_turn(db)
    leader = _leaders(db)
    if before is not None and turn == before.turn and np.array_equal(leader, before.leader):
        return before
    changed = None if before is None or turn < before.turn else touched_since(db, before.turn)
    if before is None or changed is None or sum(map(len, changed.values())) > sum(len(k.present) for k in before.kinds.values()) // 2:
        return _all(db, turn, leader)
    values = before.values
    day, outlet = _articles(db, values, changed["article"], before) if changed["article"] else (before.day, before.outlet)
    now = replace(before, turn=turn, day=day, outlet=outlet, leader=leader, order=_order(db, len(leader)), rank=_ranks(values["day"]))
    kinds = dict(before.kinds)
    for kind in THREADS:
        kinds[kind] = _threads_renewed(db, now, kind, changed[WHAT[kind]], before.kinds[kind], before.leader)
    if changed["article"]:
        kinds["statements"] = _statements(db, now, changed["article"], before.kinds["statements"])
        kinds["articles"] = _as_things(now)
    return replace(now, kinds=kinds)


def _all(db: sqlite3.Connection, turn: int, leader: Ints) -> Columns:
    values = {name: Values() for name in ("day", "outlet", "country", *(f for fields in FIELDS.values() for f in fields))}
    day, outlet = _articles(db, values, None, None)
    now = Columns(turn, day, outlet, leader, _order(db, len(leader)), {}, values, _ranks(values["day"]))
    kinds = {kind: _threads_read(db, now, kind, None) for kind in THREADS}
    kinds["statements"] = _statements(db, now, None, None)
    kinds["articles"] = _as_things(now)
    return replace(now, kinds=kinds)


def _leaders(db: sqlite3.Connection) -> Ints:
    (last,) = db.execute("SELECT coalesce(max(number), 0) FROM parties").fetchone()
    leader = np.arange(last + 1, dtype=np.int32)
    number, same = _ints(db, "SELECT number, same_as FROM parties INDEXED BY parties_same_as WHERE same_as IS NOT NULL", (), 2)
    leader[number] = same
    return leader


def _order(db: sqlite3.Connection, size: int) -> Ints:
    (number,) = _ints(db, "SELECT number FROM parties ORDER BY id", (), 1)
    order = np.zeros(size, np.int32)
    order[number] = np.arange(len(number), dtype=np.int32)
    return order


def _ranks(days: Values) -> Ints:
    rank = np.zeros(len(days.texts), np.int32)
    rank[np.argsort(np.array(days.texts, dtype=str), kind="stable")] = np.arange(len(days.texts), dtype=np.int32)
    return rank


def _articles(db: sqlite3.Connection, values: dict[str, Values], some: Sequence[int] | None, before: Columns | None) -> tuple[Ints, Ints]:
    """Dates and outlets of articles by their numbers; -2 where there is no such article."""
    (last,) = db.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()
    day, outlet = np.full(last + 1, -2, np.int32), np.full(last + 1, -2, np.int32)
    if before is not None:
        day[: len(before.day)], outlet[: len(before.outlet)] = before.day, before.outlet
    given, source = _from(some, "articles a", "a.number", "")
    dates: Callable[[Iterable[Any]], list[int]] = lambda x: values["day"].numbered(None if d is None else d[:10] for d in x)  # noqa: E731
    coded: list[Callable[[Iterable[Any]], list[int]]] = [list, dates, values["outlet"].numbered]
    number, days, outlets = _read(db, f"SELECT a.number, a.published, a.publisher FROM {source}", given, coded)
    day[number], outlet[number] = days, outlets
    return day, outlet


def _as_things(now: Columns) -> Kept:
    """Articles: each reports itself."""
    present = now.day != -2
    own = np.flatnonzero(present).astype(np.int32)
    return Kept(present, {}, Pairs(own, own), own.astype(np.int64), _outlet_of_each(now, own, own))


def _outlets(now: Columns, thing: Ints, article: Ints) -> Pairs:
    """Who told of each thing, each outlet once."""
    told = _outlet_of_each(now, thing, article)
    return _once(told.thing, told.value)


def _outlet_of_each(now: Columns, thing: Ints, article: Ints) -> Pairs:
    """The same of things that stand in one article each."""
    outlet = now.outlet[article]
    return Pairs(thing[outlet >= 0], outlet[outlet >= 0])


def _threads_read(db: sqlite3.Connection, now: Columns, kind: str, some: Sequence[int] | None) -> Kept:
    """The columns of all commitments or events, or of some."""
    threads, values, fields = THREADS[kind], now.values, FIELDS[kind]
    (last,) = db.execute(f"SELECT coalesce(max(number), 0) FROM {threads.table}").fetchone()
    given, source = _from(some, f"{threads.table} t INDEXED BY {threads.table}_narrow", "t.number", "")
    number, *found = _read(db, f"SELECT t.number, {', '.join('t.' + f for f in fields)} FROM {source}", given, [list, *(values[f].numbered for f in fields)])
    present = np.zeros(last + 1, bool)
    present[number] = True
    columns = {name: np.full(last + 1, -1, np.int32) for name in fields}
    for name, one in zip(fields, found, strict=True):
        columns[name][number] = one

    index = f"{threads.mentions}_narrow" if some is None else f"{threads.mentions}_thread"
    given, source = _from(some, f"{threads.mentions} m INDEXED BY {index}", "m.thread", "m.thread IS NOT NULL")
    item, thread = _ints(db, f"SELECT m.number, m.thread FROM {source}", given, 2)
    article = (item // ITEMS).astype(np.int32)
    order = np.lexsort((item, _time(now, article), thread))
    item, thing, article = item[order], thread[order].astype(np.int32), article[order]

    own = f"{{}}.kind = '{threads.kind}'"
    given, source = _from(some, "thread_countries c" + (" INDEXED BY thread_countries_thread" if some is not None else ""), "c.thread", own.format("c"))
    roles = f"c.role IN ('{threads.from_role}', '{threads.to_role}', 'place')"
    read = _read(db, f"SELECT c.thread, c.country, c.role = 'place' FROM {source} AND {roles}", given, [list, values["country"].numbered, list])
    lands, place = Pairs(read[0], read[1]), read[2] == 1
    given, source = _from(some, "thread_parties p" + (" INDEXED BY thread_parties_thread" if some is not None else ""), "p.thread", own.format("p"))
    wanted = f"SELECT p.thread, p.party FROM {source} AND p.role = ?"
    sides = {}
    for role in (threads.from_role, threads.to_role):
        of, party = _ints(db, wanted, (*given, role), 2)
        sides[role] = Pairs(of.astype(np.int32), party.astype(np.int32))
    kept = Kept(
        present, columns, Pairs(thing, article), item, _outlets(now, thing, article), _once(lands.thing, lands.value),
        Pairs(lands.thing[place], lands.value[place]), sides,
    )  # fmt: skip
    return replace(kept, acts=_acts(sides, now.leader)) if kind == "events" else kept


def _threads_renewed(db: sqlite3.Connection, now: Columns, kind: str, some: Sequence[int], before: Kept, leader: Ints) -> Kept:
    """The columns of a kind after some of its threads were written; `leader`: the leading spellings as they were."""
    old = before
    if some:
        new = _threads_read(db, now, kind, some)
        size = len(new.present)
        gone = np.zeros(max(size, len(before.present)), bool)
        gone[[n for n in some if n < len(gone)]] = True
        present, fields = new.present, new.fields
        stays = before.present[:size] & ~gone[: min(size, len(before.present))]
        kept = np.flatnonzero(stays)
        present[kept] = True
        for name, column in fields.items():
            column[kept] = before.fields[name][kept]
        live = ~_within(gone, before.reports.thing)
        acts = tuple(np.concatenate((a[~_within(gone, before.acts[0])], b)) for a, b in zip(before.acts, new.acts, strict=True))
        old = Kept(
            present, fields, before.reports.renewed(gone, new.reports), np.concatenate((before.items[live], new.items)),
            before.outlets.renewed(gone, new.outlets), before.countries.renewed(gone, new.countries), before.places.renewed(gone, new.places),
            {role: pairs.renewed(gone, new.sides[role]) for role, pairs in before.sides.items()}, (acts[0], acts[1], acts[2]),
        )  # fmt: skip
    known = len(leader)
    if kind == "events" and not np.array_equal(leader, now.leader[:known]):
        return replace(old, acts=_acts(old.sides, now.leader))
    return old


def _acts(sides: dict[str, Pairs], leader: Ints) -> tuple[Ints, Ints, Ints]:
    """Each who acts with each on whom, of the same event; all spellings of a party as one."""
    actors, recipients = (_once(p.thing, leader[p.value]) for p in (sides[EVENTS.from_role], sides[EVENTS.to_role]))
    first = np.searchsorted(recipients.thing, actors.thing, "left")
    many = np.searchsorted(recipients.thing, actors.thing, "right") - first
    rows = np.repeat(np.arange(len(actors.thing)), many)
    place = np.arange(len(rows)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(first, many)
    return actors.thing[rows], actors.value[rows], recipients.value[place]


def _statements(db: sqlite3.Connection, now: Columns, some: Sequence[int] | None, before: Kept | None) -> Kept:
    """The columns of statements; those of some articles anew, behind the others."""
    fields = FIELDS["statements"]
    index = " INDEXED BY statements_article" if some is not None else ""
    given, source = _from(some, f"statements t{index}", "t.article", "")
    coded: list[Callable[[Iterable[Any]], list[int]]] = [list, *((now.values["country"] if f == "speaker_country" else now.values[f]).numbered for f in fields)]
    number, *found = _read(db, f"SELECT t.number, {', '.join('t.' + f for f in fields)} FROM {source}", given, coded, wide=True)
    present = np.ones(len(number), bool)
    numbers = number.astype(np.int64)
    columns = dict(zip(fields, found, strict=True))
    if before is not None and before.numbers is not None:
        again = np.zeros(len(now.day), bool)
        again[list(some or ())] = True
        present = np.concatenate((before.present & ~again[before.numbers // ITEMS], present))
        numbers = np.concatenate((before.numbers, numbers))
        columns = {name: np.concatenate((before.fields[name], one)) for name, one in columns.items()}
    live = np.flatnonzero(present).astype(np.int32)
    article = (numbers[live] // ITEMS).astype(np.int32)
    return Kept(present, columns, Pairs(live, article), numbers[live], _outlet_of_each(now, live, article), numbers=numbers)


def _time(now: Columns, article: Ints) -> Ints:
    """The place in time of articles; those without a date first."""
    day = now.day[article]
    return np.where(day < 0, -1, now.rank[day] if len(now.rank) else -1).astype(np.int32)


def _once(thing: Ints, value: Ints) -> Pairs:
    """Each pair once, in the order of things."""
    if not len(thing):
        return NONE
    span = int(value.max()) + 1
    keys = np.unique(thing.astype(np.int64) * span + value)
    return Pairs((keys // span).astype(np.int32), (keys % span).astype(np.int32))


def _within(marked: Mask, things: Ints) -> Mask:
    """Which of some things are marked; those beyond the marks are not."""
    found = np.zeros(len(things), bool)
    inside = things < len(marked)
    found[inside] = marked[things[inside]]
    return found


def _from(some: Sequence[int] | None, table: str, column: str, also: str) -> tuple[tuple[str, ...], str]:
    """What to read from, with its values: all rows, or those of some numbers; a WHERE stands at its end where there is a condition."""
    where = f" WHERE {also}" if also else ""
    if some is None:
        return (), f"{table}{where}"
    return ("[" + ",".join(map(str, some)) + "]",), f"json_each(?) j CROSS JOIN {table} ON {column} = j.value{where}"


def _read(
    db: sqlite3.Connection, text: str, values: Sequence[Any], coded: Sequence[Callable[[Iterable[Any]], list[int]]], *, wide: bool = False
) -> list[Any]:
    """Columns of whole numbers; `coded` makes the numbers of each, `wide`: those of the first may be large."""
    cursor = db.cursor()
    cursor.row_factory = None
    cursor.execute(text, tuple(values))
    kinds = [np.int64 if wide and n == 0 else np.int32 for n in range(len(coded))]
    parts: list[list[npt.NDArray[Any]]] = [[np.zeros(0, kind)] for kind in kinds]
    while rows := cursor.fetchmany(AT_ONCE):
        for part, column, make, kind in zip(parts, zip(*rows, strict=True), coded, kinds, strict=True):
            part.append(np.array(make(column), kind))
    return [np.concatenate(part) for part in parts]


def _ints(db: sqlite3.Connection, text: str, values: Sequence[Any], width: int) -> list[npt.NDArray[np.int64]]:
    """Columns of large whole numbers."""
    cursor = db.cursor()
    cursor.row_factory = None
    cursor.execute(text, tuple(values))
    parts = [np.zeros((0, width), np.int64)]
    while rows := cursor.fetchmany(AT_ONCE):
        parts.append(np.array(rows, np.int64))
    whole = np.concatenate(parts)
    return [whole[:, n] for n in range(width)]
