"""Reads a ledger for export: row by row from cursors, in one snapshot, in an order that does not depend on how articles were added."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.exports.shared import choosing
from onrecord.exports.shared.dates import dated, first_day
from onrecord.exports.shared.wanted import Wanted
from onrecord.ledger.opening import in_words, open_ledger

ARTICLE_START = '{"article":'
"""How every record begins that the ledger keeps (ledger/rows.py)."""


@dataclass(frozen=True, slots=True)
class Side:
    """A party in its role.

    Args:
        id: of the party, the leading one where several spellings are one party.
        name, kind, country, sector, office: as the mention's article gives them.
        words, start, end: what names the party there.
    """

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    office: str | None
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Thread:
    """An event or a commitment with all of its mentions.

    Args:
        row: its row in the ledger.
        mentions: the mentions with their articles, by date, article and offset.
        shown: the mention whose sentence stands for the thread.
        left, right: the parties as the thread names them: actors or promisors; recipients or beneficiaries.
    """

    row: sqlite3.Row
    mentions: tuple[sqlite3.Row, ...]
    shown: sqlite3.Row
    left: tuple[Side, ...]
    right: tuple[Side, ...]

    def of_place(self) -> sqlite3.Row | None:
        """The first mention that has the thread's place, or None."""
        row = self.row
        return next((m for m in self.mentions if row["place"] and (m["place"], m["geonameid"]) == (row["place"], row["geonameid"])), None)

    def amount_kind(self) -> str | None:
        """What the thread's amount counts: "money", "troops" ...; None where it has none."""
        amount = (self.row["amount"], self.row["unit"])
        return next((m["amount_kind"] for m in self.mentions if m["amount"] is not None and (m["amount"], m["unit"]) == amount), None)


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """The words behind one field of one mention.

    Args:
        item: the mention's row with its article and, as `thread_id`, its thread.
        kind: "event", "commitment" or "statement".
        field, n: which field, and which of its spans.
        start, end: half-open code points into the article's text.
        exact, prefix, suffix: the words, and up to 30 characters on either side.
        value: what the words were read as (a party's name, a date), or None where they stand for themselves.
        basis: how the value was reached.
    """

    item: sqlite3.Row
    kind: str
    field: str
    n: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    value: str | None
    basis: str | None


class Reading:
    """A ledger that is being exported.

    Args:
        db: a connection, best within a transaction (see `reading`).
        wanted: which records.
    """

    CONTEXT = 30
    """Characters kept on either side of a quotation: the habit of web annotation."""

    def __init__(self, db: sqlite3.Connection, wanted: Wanted) -> None:
        self.db = db
        self.wanted = wanted
        self._text: tuple[int, str] = (-1, "")
        self._leads: dict[int, int] = {}
        db.create_function("shown_source", 1, base_name if wanted.public else str, deterministic=True)
        db.create_function("shown_outlets", 1, base_names if wanted.public else str, deterministic=True)
        db.create_function("first_day", 1, first_day, deterministic=True)
        db.create_function("event_day", 2, lambda value, told: dated(value, told).first, deterministic=True)

    def threads(self, kind: str) -> Iterator[Thread]:
        """The events or commitments that are wanted, by date and id.

        Args:
            kind: "event" or "commitment".
        """
        left, right = choosing.SIDES[kind]
        for row in self.db.execute(*choosing.threads(kind, self.wanted)):
            mentions = tuple(self.db.execute(*choosing.mentions_of(kind, row)))
            shown = next((m for m in mentions if m["sentence"] == row["words"] or m["action"] == row["words"]), mentions[0])
            yield Thread(row, mentions, shown, self._sides(row, mentions, left), self._sides(row, mentions, right))

    def mentions(self, kind: str) -> Iterator[sqlite3.Row]:
        """The mentions of the wanted threads (or the wanted statements) whose reports fall into the wanted days, by date, article, offset.
        `thread_id` is the id of a mention's thread; columns of the thread itself begin with `thread_`."""
        return iter(self.db.execute(*choosing.mentions(kind, self.wanted)))

    def fields(self, kind: str) -> Iterator[FieldSpan]:
        """The words behind the fields of all wanted mentions of a kind, in the order of `mentions`, then of the text."""
        for item in self.mentions(kind):
            text = self.text(item["article"])
            for span in self.db.execute(choosing.SPANS, (item["number"], item["number"])):
                start, end = span["start"], span["end"]
                yield FieldSpan(
                    item, kind, span["field"], span["n"], start, end, text[start:end], text[max(0, start - self.CONTEXT) : start],
                    text[end : end + self.CONTEXT], span["value"] or _value(item, span["field"]), span["basis"],
                )  # fmt: skip

    def steps(self) -> Iterator[sqlite3.Row]:
        """The whole histories of the wanted commitments, in their order, step by step."""
        for row in self.db.execute(*choosing.threads("commitment", self.wanted)):
            yield from self.db.execute(choosing.STEPS, (row["number"],))

    def articles(self) -> Iterator[sqlite3.Row]:
        """The articles of the wanted days, by date and id."""
        return iter(self.db.execute(*choosing.articles(self.wanted)))

    def parties(self) -> Iterator[sqlite3.Row]:
        """The parties of the wanted countries, by id."""
        return iter(self.db.execute(*choosing.parties(self.wanted)))

    def sides(self, item: int, role: str) -> tuple[Side, ...]:
        """The parties of one mention in one role, in order."""
        return tuple(Side(*row) for row in self.db.execute(choosing.PARTIES, (item, role)))

    def words_of(self, item: int, field: str) -> str | None:
        """The words behind one field of a mention, or None."""
        row = self.db.execute("SELECT words FROM spans WHERE item = ? AND field = ? ORDER BY n LIMIT 1", (item, field)).fetchone()
        return row[0] if row else None

    def today(self) -> str | None:
        """The day of the latest article: what counts as today for what is overdue, unless another is asked for."""
        if self.wanted.today:
            return self.wanted.today
        day: str | None = self.db.execute("SELECT max(first_day(published)) FROM articles").fetchone()[0]
        return day

    def text(self, article: int) -> str:
        """The text of an article; the last one is kept at hand."""
        if self._text[0] != article:
            self._text = (article, self.db.execute("SELECT text FROM texts WHERE article = ?", (article,)).fetchone()[0])
        return self._text[1]

    def in_lead(self, article: int, offset: int) -> bool:
        """Whether an offset lies in the first paragraph of an article, page chrome and headline not counted."""
        if article not in self._leads:
            text, record = self.db.execute("SELECT text, record FROM texts WHERE article = ?", (article,)).fetchone()
            self._leads[article] = lead_end(text, _removed(record))
        return offset < self._leads[article]

    def _sides(self, row: sqlite3.Row, mentions: tuple[sqlite3.Row, ...], role: str) -> tuple[Side, ...]:
        """The parties that the thread's own name for a side was taken from: those of the first mention that names it so."""
        if not row[role]:
            return ()
        fitting = [m for m in mentions if m[role] == row[role]] or [m for m in mentions if m[role]]
        fitting.sort(key=lambda m: m[f"{role}_country"] != row[f"{role}_country"])
        return self.sides(fitting[0]["number"], role) if fitting else ()


@contextmanager
def reading(path: Path, wanted: Wanted) -> Iterator[Reading]:
    """A ledger opened for export. All that is read is of one moment, whoever writes to it meanwhile.

    Raises:
        LedgerError: see `onrecord.errors`.
    """
    db = open_ledger(path, write=False)
    try:
        with in_words(path):
            db.execute("BEGIN")
            yield Reading(db, wanted)
    finally:
        db.close()


def base_name(source: str) -> str:
    """The name of a file without its folders; an address stays what it is."""
    return source if "://" in source else source.replace("\\", "/").rsplit("/", 1)[-1] or source


def base_names(outlets: str) -> str:
    """The same of outlets joined by "; ": one without a name goes by its file."""
    return "; ".join(base_name(o) for o in outlets.split("; "))


def lead_end(text: str, removed: list[tuple[int, int]]) -> int:
    """The offset after the first paragraph of a text: the first line that is not blank, nor all of it removed as chrome or headline."""
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        if any(not text[i].isspace() and not any(a <= i < b for a, b in removed) for i in range(start, end)):
            return end
        start = end
    return len(text)


def _removed(record: bytes) -> list[tuple[int, int]]:
    """The stretches of chrome of an article, from its record; only the article is parsed."""
    data = zlib.decompress(record).decode("ascii")
    article: dict[str, Any] = json.JSONDecoder().raw_decode(data, len(ARTICLE_START))[0]
    return [(r["start"], r["end"]) for r in article["removed"]]


def _value(item: sqlite3.Row, field: str) -> str | None:
    """What the words of a field were read as, where that is not plain from the words."""
    if field in ("date", "due"):
        value: str | None = item[field]
        return value
    if field == "place":
        place: str | None = item["place"]
        return place
    if field == "amount" and item["amount"] is not None:
        return f"{item['amount']:.15g} {item['unit']}"
    if field == "anchor":
        return str(item["type"] + (f" {item['mode']}" if item["mode"] else "")) if "type" in item.keys() else str(item["stage"])  # noqa: SIM118
    return None
