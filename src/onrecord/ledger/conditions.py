"""The conditions of questions about threads, as drivers and tests."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import BadQuestion
from onrecord.ledger import whom
from onrecord.ledger.filters import Filters
from onrecord.ledger.query import NARROW, Arm, Driver, Sql, all_of, any_of, size_of
from onrecord.ledger.words import words_of

ENOUGH = 60
"""Ways into the rows up to which each is read in its order; beyond, all their rows are sorted."""
PROBED = 2_000
"""Threads of one side up to which each is asked whether the other side is in it; beyond, the other side's threads are gathered, however many they are."""
WORDS = 10_000
"""Places of some words up to which it is worth starting from them; beyond, so many of the latest rows have them that these are gone through."""


@dataclass(frozen=True, slots=True)
class Threads:
    """How the threads of one kind are kept: `kind` in tables common to both, table, table of mentions, roles of the two sides."""

    kind: str
    table: str
    mentions: str
    from_role: str
    to_role: str


COMMITMENTS = Threads("commitment", "commitment_threads", "commitments", "promisor", "beneficiary")
EVENTS = Threads("event", "event_threads", "events", "actor", "recipient")


def drivers_of(db: sqlite3.Connection, threads: Threads, f: Filters) -> Iterator[Driver]:
    """The conditions that name parties, countries, words, outlets or sums.

    Raises:
        BadQuestion: a party, country or outlet that is not known.
    """
    both: tuple[str, ...] = (threads.from_role, threads.to_role)
    for name, roles in ((f.party, both), (f.origin, both[:1]), (f.target, both[1:])):
        if name is not None:
            yield side(db, threads, whom.find(db, name), roles, f.as_of)
    if f.pair is not None:
        yield pair(db, threads, whom.find(db, f.pair[0]), whom.find(db, f.pair[1]), f.as_of)
    lands: tuple[tuple[str | None, tuple[str, ...]], ...] = ((f.country, (*both, "place") if threads is EVENTS else both), (f.place, ("place",)))
    for name, roles in lands:
        if name is not None:
            code = whom.country(name)
            yield side(db, threads, whom.Who(name, code, (), (code,)), roles, f.as_of)
    if f.text is not None:
        yield words(db, threads, words_of(f.text).match, f.as_of)
    if f.outlet is not None:
        yield outlet(db, threads, outlets(db, f.outlet), f.as_of)
    if f.currency is not None and f.as_of is None:
        yield amount(db, threads, f)


def side(db: sqlite3.Connection, threads: Threads, who: whom.Who, roles: tuple[str, ...], as_of: str | None) -> Driver:
    """Somebody on a side of a thread."""
    table, column = ("thread_countries", "country") if who.country else ("thread_parties", "party")
    values: tuple[str | int, ...] = (who.country,) if who.country else who.parties
    source = Sql(f"{table} a CROSS JOIN {threads.table} t INDEXED BY {threads.table}_narrow ON t.number = a.thread")
    wheres = [Sql(f"a.{column} = ? AND a.kind = ? AND a.role = ?", (v, threads.kind, role)) for v in values for role in roles]
    size = size_of(db, [Sql(f"FROM {table} a WHERE {w.text}", w.values) for w in wheres])
    numbers = Sql(" UNION ".join(f"SELECT a.thread FROM {table} a WHERE {w.text}" for w in wheres), tuple(v for w in wheres for v in w.values))
    if len(wheres) > ENOUGH:
        named, role = any_of(f"a.{column}", values), any_of("a.role", roles)
        every = Sql(f"FROM {table} a WHERE {named.text} AND a.kind = ? AND {role.text}", (*named.values, threads.kind, *role.values))
        arm = Arm(Sql(f"(SELECT DISTINCT a.thread AS thread, a.last_reported AS last_reported {every.text}) a CROSS JOIN {threads.table} t "
                      "ON t.number = a.thread", every.values), Sql(""), "a.last_reported")  # fmt: skip
        numbers = Sql(f"SELECT a.thread {every.text}", every.values)
        return Driver((arm,), size_of(db, [every]), True, _on_side(threads, who, roles, as_of), numbers=numbers)
    arms = tuple(Arm(source, w, "a.last_reported") for w in wheres)
    return Driver(arms, size, True, _on_side(threads, who, roles, as_of), numbers=numbers)


def _on_side(threads: Threads, who: whom.Who, roles: tuple[str, ...], as_of: str | None) -> Sql:
    table, column = ("thread_countries", "country") if who.country else ("thread_parties", "party")
    named = any_of(f"q.{column}", (who.country,) if who.country else who.parties)
    if as_of is None:
        role = any_of("q.role", roles)
        return Sql(
            f"EXISTS (SELECT 1 FROM {table} q WHERE {named.text} AND q.kind = ? AND {role.text} "
            "AND q.last_reported = coalesce(t.last_reported, '') AND q.thread = t.number)",
            (*named.values, threads.kind, *role.values),
        )
    role = any_of("q.role", roles)
    until = f"FROM {threads.mentions} c WHERE c.thread = t.number AND c.published <= ?"
    named_then = (
        f"EXISTS (SELECT 1 {until} AND EXISTS (SELECT 1 FROM item_parties q WHERE q.item = c.number AND {role.text} AND {named.text}))"
    )
    values = (as_of, *role.values, *named.values)
    if "place" in roles:
        return Sql(f"({named_then} OR EXISTS (SELECT 1 {until} AND c.country = ?))", (*values, as_of, who.country))
    return Sql(named_then, values)


def pair(db: sqlite3.Connection, threads: Threads, one: whom.Who, other: whom.Who, as_of: str | None) -> Driver:
    """Two parties on the two sides, either way round."""
    arms: list[Arm] = []
    tests: list[Sql] = []
    size = 0
    for first, second in ((one, other), (other, one)):
        sides = [side(db, threads, first, (threads.from_role,), as_of), side(db, threads, second, (threads.to_role,), as_of)]
        small, large = sorted(sides, key=lambda d: d.size)
        assert large.numbers is not None
        if as_of is None and small.size <= PROBED:
            others = large.test
        else:  # gathered once: less than asking of each row
            others = Sql(f"+t.number IN ({large.numbers.text})", large.numbers.values)
        arms.extend(Arm(a.source, all_of([a.where, others]), a.at) for a in small.arms)
        tests.append(all_of([small.test, large.test]))
        size += small.size
    either = " OR ".join(f"({t.text})" for t in tests)
    return Driver(tuple(arms), size, True, Sql(f"({either})", tuple(v for t in tests for v in t.values)))


def words(db: sqlite3.Connection, threads: Threads, match: str, as_of: str | None) -> Driver:
    """Words in a mention of the thread."""
    then = Sql(" AND c.published <= ?", (as_of,)) if as_of else Sql("")
    test = Sql(
        f"EXISTS (SELECT 1 FROM {threads.mentions} c WHERE c.thread = t.number{then.text} "
        "AND +c.number IN (SELECT rowid FROM item_words WHERE item_words MATCH ?))",
        (*then.values, match),
    )
    places = places_of(db, "item_words", match)
    if places is None:
        return Driver((), WORDS + 1, False, test, WORDS)
    hits = f"json_each(?) f CROSS JOIN {threads.mentions} c INDEXED BY {threads.mentions}_narrow ON c.number = f.value"
    found = db.execute(f"SELECT DISTINCT c.thread FROM {hits} WHERE c.thread IS NOT NULL{then.text}", (places, *then.values)).fetchall()
    source = f"json_each(?) a CROSS JOIN {threads.table} t INDEXED BY {threads.table}_narrow ON t.number = a.value"
    arm = Arm(Sql(source, (json.dumps([r[0] for r in found]),)), Sql(""), "t.last_reported")
    return Driver((arm,), len(found), False, test, WORDS)


def places_of(db: sqlite3.Connection, index: str, match: str) -> str | None:
    """The rows of a full-text index that hold some words, as a list in JSON; None where they are too many to start from."""
    found = db.execute(f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT {WORDS + 1}", (match,)).fetchall()
    return json.dumps([r[0] for r in found]) if len(found) <= WORDS else None


def outlet(db: sqlite3.Connection, threads: Threads, names: tuple[str, ...], as_of: str | None) -> Driver:
    """A publisher of one of the reports."""
    then = Sql(" AND c.published <= ?", (as_of,)) if as_of else Sql("")
    named = any_of("p.publisher", names)
    told = Sql(
        f"FROM articles p CROSS JOIN {threads.mentions} c ON c.article = p.number WHERE {named.text}{then.text} AND c.thread IS NOT NULL",
        (*named.values, *then.values),
    )
    test = Sql(
        f"EXISTS (SELECT 1 FROM {threads.mentions} c CROSS JOIN articles p ON p.number = c.article WHERE c.thread = t.number{then.text} AND {named.text})",
        (*then.values, *named.values),
    )
    return Driver((_among(threads, told),), size_of(db, [told]), False, test)


def amount(db: sqlite3.Connection, threads: Threads, f: Filters) -> Driver:
    """A sum in a currency, or a number of something."""
    bounds = [Sql("t.unit = ?", (f.currency,))]
    bounds += [Sql(f"t.amount {sign} ?", (value,)) for sign, value in ((">=", f.least), ("<=", f.most)) if value is not None]
    test = all_of(bounds)
    source = f"{threads.table} t INDEXED BY {threads.table}_amount"
    size = size_of(db, [Sql(f"FROM {source} WHERE {test.text}", test.values)])
    return Driver((Arm(Sql(source), test, "t.last_reported"),), size, False, test)


def _among(threads: Threads, mentions: Sql) -> Arm:
    """The threads of some mentions ("FROM ... c WHERE ...")."""
    source = f"(SELECT DISTINCT c.thread AS thread {mentions.text}) a CROSS JOIN {threads.table} t ON t.number = a.thread"
    return Arm(Sql(source, mentions.values), Sql(""), "t.last_reported")


def outlets(db: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """The publishers that a name means: those of that name, else those whose name holds it; capitals do not count.

    Raises:
        BadQuestion: there is none; the message names some that there are.
    """
    known = [
        r[0]
        for r in db.execute(
            """WITH RECURSIVE known(name) AS (SELECT min(publisher) FROM articles UNION ALL
            SELECT (SELECT min(publisher) FROM articles WHERE publisher > known.name) FROM known WHERE known.name IS NOT NULL)
            SELECT name FROM known WHERE name IS NOT NULL"""
        )
    ]
    plain = name.casefold().strip()
    exact = [k for k in known if k.casefold() == plain]
    found = exact or [k for k in known if plain and plain in k.casefold()]
    if not found:
        some = ", ".join(known[:8]) + (", ..." if len(known) > 8 else "")
        raise BadQuestion(
            f"no article here is by an outlet called {name!r}", f"There are: {some}." if known else "No article names its outlet."
        )
    return tuple(found[:NARROW])
