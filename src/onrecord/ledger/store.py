"""The store: records in, whole articles or none; everything that hangs on a new article is brought up to date in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import SourceError
from onrecord.ledger import copies, identity, rows
from onrecord.ledger.features import Features, commitment_features, event_features
from onrecord.ledger.linker import Linker
from onrecord.ledger.opening import in_words, open_ledger, writing
from onrecord.ledger.threads import FULFILS
from onrecord.model import Commitment, Event, Record, Statement

TABLES = {Statement: "statements", Event: "events", Commitment: "commitments"}


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a record that was given to the ledger: `number` of its article, and whether it was `new`."""

    number: int
    new: bool


class Store:
    """A ledger that is written to.

    Args:
        path: the file; made where there is none.
        create: whether to make it.

    Raises:
        LedgerError: the file cannot be used (see `onrecord.errors`).
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        self.db = open_ledger(path, write=True, create=create)
        self.linker = Linker(self.db)
        self._numbers: dict[str, int] = {}
        self._changes = -1

    def close(self) -> None:
        """Close the file."""
        with in_words(self.path):
            self.db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def knows(self, article: str) -> bool:
        """Whether an article of this id is in the ledger."""
        with in_words(self.path):
            return self.db.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone() is not None

    def add(self, records: Iterable[Record], *, version: str) -> list[Kept]:
        """Put records into the ledger, all of them or, if anything goes wrong, none.

        Args:
            records: what was read; an article that the ledger has is left as it is.
            version: of the program that read them.
        """
        try:
            with writing(self.db, self.path):
                self._notice_others()
                return [self._add(r, version) for r in records]
        except BaseException:
            self._forget()
            raise

    def _notice_others(self) -> None:
        """What is kept in memory holds only as long as nobody else writes."""
        changes = self.db.execute("PRAGMA data_version").fetchone()[0]
        if changes != self._changes:
            self._forget()
            self._changes = changes

    def _forget(self) -> None:
        self.linker.forget()
        self._numbers.clear()

    def _add(self, record: Record, version: str) -> Kept:
        known = self.db.execute("SELECT number FROM articles WHERE id = ?", (record.article.id,)).fetchone()
        if known is not None:
            return Kept(known[0], new=False)
        row = rows.article_row(record.article, version)
        number = self.db.execute("SELECT coalesce(max(number), 0) + 1 FROM articles").fetchone()[0]
        self._insert("articles", {"number": number, **row, "report": number})
        self.db.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, rows.storable(record.article.text), rows.packed(record)))
        self.db.execute(
            "INSERT INTO article_words(rowid, title, text) VALUES (?, ?, ?)", (number, row["title"], rows.storable(record.article.text))
        )
        moved = self._copies(number, record)
        self.write_items(number, record)
        self._redraw(moved)
        return Kept(number, new=True)

    def write_items(self, number: int, record: Record) -> None:
        """Write the items of an article and draw the threads that they touch.

        Args:
            number: of the article.
            record: its record, corrections applied.
        """
        new: dict[Any, list[Features]] = {"commitment": [], "event": []}
        for place, one in rows.items_of(record):
            item = number * rows.ITEMS + place
            self._item(item, number, one, record)
            if isinstance(one, Commitment):
                new["commitment"].append(commitment_features(item, number, one, record))
            elif isinstance(one, Event):
                new["event"].append(event_features(item, number, one, record))
                if one.type in FULFILS and one.status == "actual" and one.actors and not _is_told(one, record):
                    new["commitment"].append(event_features(item, number, one, record, evidence=True))
        for kind in ("commitment", "event"):
            self.linker.draw(kind, self.linker.add(kind, new[kind]))

    def _item(self, item: int, article: int, one: rows.Item, record: Record) -> None:
        make = {Statement: rows.statement_row, Event: rows.event_row, Commitment: rows.commitment_row}[type(one)]
        row = {"number": item, "article": article, "published": record.article.published, **make(one)}  # type: ignore[operator]
        sides = list(rows.sides_of(item, one, record.parties))
        parties = [self._party(side) for side in sides]
        if isinstance(one, Statement):
            row["speaker_party"] = parties[0] if one.speaker else None
        self._insert(TABLES[type(one)], row)
        self.db.executemany("INSERT OR IGNORE INTO item_parties VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", [
            (item, s.role, s.n, party, rows.storable(s.party.name), s.party.country, s.party.sector, rows.storable(s.party.role),
             rows.storable(s.party.mention.text), s.party.mention.start, s.party.mention.end, s.party.basis)
            for s, party in zip(sides, parties, strict=True)
        ])  # fmt: skip
        self.db.executemany("INSERT OR IGNORE INTO spans VALUES (?,?,?,?,?,?,?)", list(rows.spans_of(item, one)))
        self.db.execute("INSERT INTO item_words(rowid, words) VALUES (?, ?)", (item, rows.searchable(one)))

    def _insert(self, table: str, row: dict[str, Any]) -> None:
        columns = ",".join(f'"{c}"' for c in row)
        self.db.execute(f"INSERT INTO {table} ({columns}) VALUES ({','.join('?' * len(row))})", list(row.values()))

    def _party(self, side: rows.Side) -> int:
        """The number of a party, made known to the ledger where it is new."""
        one = identity.identify(side.party)
        if one.id in self._numbers:
            number = self._numbers[one.id]
        else:
            row = self.db.execute("SELECT number FROM parties WHERE id = ?", (one.id,)).fetchone()
            number = row[0] if row else self._new_party(one)
            if len(self._numbers) > 50_000:
                self._numbers.clear()
            self._numbers[one.id] = number
        name = rows.storable(one.name) or ""
        self.db.execute(  # the same name whoever came first: the longest, then the first of the alphabet
            """UPDATE parties SET name = ?1 WHERE number = ?2 AND (length(?1) > length(name) OR (length(?1) = length(name) AND ?1 < name))""",
            (name, number),
        )
        if one.sector:
            self.db.execute("UPDATE parties SET sector = ?1 WHERE number = ?2 AND (sector IS NULL OR ?1 < sector)", (one.sector, number))
        return number

    def _new_party(self, one: identity.Identity) -> int:
        number = self.db.execute(
            "INSERT INTO parties (id, name, kind, country, sector, family) VALUES (?,?,?,?,?,?)",
            (one.id, rows.storable(one.name), one.kind, one.country, one.sector, rows.storable(one.family)),
        ).lastrowid
        assert number is not None
        if one.kind in ("person", "organisation"):
            self._resolve(one.family)
        return number

    def _resolve(self, family: str) -> None:
        """Say anew which parties of a family are one."""
        found = self.db.execute("SELECT * FROM parties WHERE family = ?", (rows.storable(family),)).fetchall()
        if len(found) < 2:
            return
        known = {r["id"]: (r["number"], r["same_as"]) for r in found}
        made = [identity.of_row(r["kind"], r["name"], r["country"], r["sector"]) for r in found]
        leaders = identity.resolve([m for m in made if m.id in known])
        for party, leader in leaders.items():
            wanted = known[leader][0] if leader != party else None
            if wanted != known[party][1]:
                self.db.execute("UPDATE parties SET same_as = ? WHERE number = ?", (wanted, known[party][0]))

    def _copies(self, number: int, record: Record) -> set[int]:
        """Find the copies of a new article, and say anew which is the report that they share. Returns the articles whose report changed."""
        runs = copies.runs_of(record.article)
        bands = copies.bands_of(runs)
        found = []
        for other in copies.candidates(self.db, bands):
            row = self.db.execute("SELECT published FROM articles WHERE number = ?", (other,)).fetchone()
            if not copies.near_in_time(row[0], record.article.published):
                continue
            text = rows.unpacked(self.db.execute("SELECT record FROM texts WHERE article = ?", (other,)).fetchone()[0]).article
            why = copies.why_copies(copies.runs_of(text), runs)
            if why:
                found.append((*sorted((number, other)), *why))
        self.db.executemany("INSERT INTO copy_bands VALUES (?, ?, ?)", [(n, value, number) for n, value in enumerate(bands)])
        if not found:
            return set()
        self.db.executemany("INSERT OR IGNORE INTO copies VALUES (?, ?, ?, ?)", found)
        return self._report(number)

    def _report(self, number: int) -> set[int]:
        """Give all copies of an article the earliest of them as their report."""
        members, frontier = {number}, [number]
        while frontier:
            one = frontier.pop()
            for row in self.db.execute(
                "SELECT other FROM copies WHERE article = ? UNION SELECT article FROM copies WHERE other = ?", (one, one)
            ):
                if row[0] not in members:
                    members.add(row[0])
                    frontier.append(row[0])
        marks = ",".join("?" * len(members))
        found = self.db.execute(f"SELECT number, id, published, report FROM articles WHERE number IN ({marks})", sorted(members)).fetchall()
        first = min(found, key=lambda r: (r["published"] or "9999", r["id"]))["number"]
        moved = {r["number"] for r in found if r["report"] != first}
        self.db.executemany("UPDATE articles SET report = ? WHERE number = ?", [(first, n) for n in sorted(moved)])
        return moved - {number}

    def _redraw(self, articles: set[int]) -> None:
        """Draw the threads of articles anew whose report changed."""
        for article in sorted(articles):
            low, high = article * rows.ITEMS, (article + 1) * rows.ITEMS
            for kind in ("commitment", "event"):
                found = self.db.execute(
                    "SELECT item FROM link_features WHERE kind = ? AND item >= ? AND item < ?", (kind, low, high)
                ).fetchall()
                self.linker.draw(kind, {r[0] for r in found})  # type: ignore[arg-type]

    def record(self, number: int) -> Record:
        """The record of an article as it was read."""
        with in_words(self.path):
            return rows.unpacked(self.db.execute("SELECT record FROM texts WHERE article = ?", (number,)).fetchone()[0])

    def begin_reading(self, command: str, version: str, at: str) -> int:
        """Note that a run began; returns its number."""
        with writing(self.db, self.path):
            number = self.db.execute("INSERT INTO readings (at, command, version) VALUES (?, ?, ?)", (at, command, version)).lastrowid
        assert number is not None
        return number

    def end_reading(self, number: int, at: str, *, added: int, known: int, skipped: Iterable[SourceError], changed: int = 0) -> None:
        """Note what a run did."""
        errors = list(skipped)
        with writing(self.db, self.path):
            self.db.execute(
                "UPDATE readings SET added = ?, known = ?, skipped = ?, changed = ?, ended = ? WHERE number = ?",
                (added, known, len(errors), changed, at, number),
            )
            self.db.executemany("INSERT INTO skipped VALUES (?,?,?,?,?)", [
                (number, n, rows.storable(e.source), rows.storable(e.problem), rows.storable(e.remedy)) for n, e in enumerate(errors, 1)
            ])  # fmt: skip


def _is_told(event: Event, record: Record) -> bool:
    """Whether a commitment of the article tells the same act: then the event says nothing of its own about a delivery."""
    return any(c.event == event.id or c.anchor.overlaps(event.anchor) or c.action.overlaps(event.anchor) for c in record.commitments)


def batches(records: Iterable[Record], size: int) -> Iterator[list[Record]]:
    """Records in groups of `size`, the last one shorter."""
    group: list[Record] = []
    for record in records:
        group.append(record)
        if len(group) >= size:
            yield group
            group = []
    if group:
        yield group
