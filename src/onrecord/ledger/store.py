"""The store: records in, whole articles or none; everything that hangs on a new article is brought up to date in the same transaction."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.codebook.party_file import PartyFile
from onrecord.errors import SourceError
from onrecord.ledger import copies, rows
from onrecord.ledger.features import Features, commitment_features, event_features
from onrecord.ledger.linker import KINDS, Linker
from onrecord.ledger.numbered_parties import Parties
from onrecord.ledger.opening import WAIT, in_words, open_ledger, writing
from onrecord.ledger.own_parties import keep_parties, kept_parties
from onrecord.ledger.reviews import Reviewed, standing
from onrecord.ledger.rewriting import drop_item, parties_of, tidy_parties
from onrecord.ledger.similarity import Kind
from onrecord.ledger.summing import write_summary
from onrecord.ledger.threads import FULFILS
from onrecord.ledger.touched import forget_early, touch
from onrecord.model import Commitment, Event, Record, Statement
from onrecord.model.summary import Summary

TOGETHER = 200
"""Articles of one transaction, whose threads are drawn at once: the more, the fewer pages are written for each."""
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
        wait: seconds to wait for another process that is writing.

    Raises:
        LedgerError: the file cannot be used (see `onrecord.errors`).
    """

    def __init__(self, path: Path, *, create: bool = True, wait: float = WAIT) -> None:
        self.path = path
        self.db = open_ledger(path, write=True, create=create, wait=wait)
        self.linker = Linker(self.db)
        self._parties = Parties(self.db)
        self._changes = -1
        try:
            with in_words(path):
                blank = self.linker.is_blank()
            if blank:
                self._relink()
        except BaseException:
            self.db.close()
            raise

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

    def own_parties(self, given: PartyFile | None = None) -> PartyFile:
        """The parties of users' files that the ledger keeps, those of `given` taken in first."""
        if not given:
            with in_words(self.path):
                return kept_parties(self.db)
        with writing(self.db, self.path):
            return keep_parties(self.db, given)

    def add(self, records: Iterable[Record], *, version: str, summaries: Mapping[str, Summary] | None = None) -> list[Kept]:
        """Put records into the ledger, all of them or, if anything goes wrong, none.

        Args:
            records: what was read; an article that the ledger has is left as it is.
            version: of the program that read them.
            summaries: those that there are, by the id of the article.
        """
        given = list(records)
        kept: dict[int, Kept] = {}
        with _uncollected(), self.changing():
            # In the order of telling, a mention finds its place without disturbing later ones.
            for place, record in sorted(enumerate(given), key=lambda x: (x[1].article.published or "9999", x[1].article.id)):
                kept[place] = self._add(record, version, (summaries or {}).get(record.article.id))
            self._draw()
        return [kept[place] for place in range(len(given))]

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One transaction, with what is kept in memory true to the file, before it and after a failure."""
        try:
            with writing(self.db, self.path):
                self._notice_others()
                yield
                self._parties.write_counts()
                forget_early(self.db)
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
        self._parties.forget()

    def _add(self, record: Record, version: str, summary: Summary | None) -> Kept:
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
        self._write_items(number, record)
        write_summary(self.db, number, record, summary)
        self._retell(moved)
        return Kept(number, new=True)

    def _write_items(self, number: int, record: Record) -> None:
        """Write the items of an article, after what people have said of them; their threads are still to be drawn."""
        touch(self.db, "article", (number,))
        found = standing(self.db, record)
        for place, one in enumerate(found):
            self._item(number * rows.ITEMS + place, number, one)
        for kind, new in features_of(number, record, found).items():
            self.linker.add(kind, list(new.values()))

    def revise(self, number: int, ids: Collection[str]) -> None:
        """Write items of an article anew after a review of them, and draw the threads that this touches; within a transaction.

        Args:
            number: of the article.
            ids: of the items that were reviewed.
        """
        touch(self.db, "article", (number,))
        record = self._unpacked(number)
        found = standing(self.db, record)
        changed = {number * rows.ITEMS + place: one for place, one in enumerate(found) if one.item.id in ids}
        parties = parties_of(self.db, changed)
        for item, one in changed.items():
            table = TABLES[type(one.item)]
            thread = drop_item(self.db, table, item)
            self._item(item, number, one)
            if thread is not None:
                self.db.execute(f"UPDATE {table} SET thread = ? WHERE number = ?", (thread, item))
        for kind, wanted in features_of(number, record, found).items():
            present = self.linker.of_article(kind, number * rows.ITEMS, (number + 1) * rows.ITEMS)
            self.linker.remove(kind, [i for i, one in present.items() if wanted.get(i) != one])
            self.linker.add(kind, [one for i, one in wanted.items() if present.get(i) != one])
            self.linker.tell(kind, [item for item in changed if item in wanted])
            self.linker.draw(kind)
        self._tidy(parties)

    def replace(self, number: int, record: Record, *, version: str, summary: Summary | None = None) -> None:
        """Put a new reading of an article in the place of the old one; within a transaction.

        Args:
            number: of the article.
            record: the new record, its items under the ids that they keep.
            version: of the program that read it.
            summary: of the article, as the new reading has it.
        """
        low, high = number * rows.ITEMS, (number + 1) * rows.ITEMS
        for kind in KINDS:
            self.linker.remove(kind, list(self.linker.of_article(kind, low, high)))
        items = [
            (table, r[0]) for table in TABLES.values() for r in self.db.execute(f"SELECT number FROM {table} WHERE article = ?", (number,))
        ]
        parties = parties_of(self.db, (item for _, item in items))
        for table, item in items:
            drop_item(self.db, table, item)
        row = rows.article_row(record.article, version)
        self.db.execute(f"UPDATE articles SET {', '.join(f'{c} = ?' for c in row)} WHERE number = ?", (*row.values(), number))
        self.db.execute("UPDATE texts SET record = ? WHERE article = ?", (rows.packed(record), number))
        moved = self._copies_anew(number, record)
        self._write_items(number, record)
        write_summary(self.db, number, record, summary)
        self._retell(moved)
        self._draw()
        self._tidy(parties)

    def _tidy(self, parties: Iterable[int]) -> None:
        self._parties.renew(tidy_parties(self.db, parties))

    def _item(self, item: int, article: int, reviewed: Reviewed) -> None:
        one, record = reviewed.item, reviewed.record
        make = {Statement: rows.statement_row, Event: rows.event_row, Commitment: rows.commitment_row}[type(one)]
        row = {"number": item, "article": article, "published": record.article.published, **make(one), "review": reviewed.state}  # type: ignore[operator]
        sides = list(rows.sides_of(item, one, record.parties))
        parties = [self._parties.named(side.party) for side in sides]
        if isinstance(one, Statement):
            row["speaker_party"] = parties[0] if one.speaker else None
            row["speaker_country"] = sides[0].party.country if one.speaker else None  # of several who speak together, the first one's
        self._insert(TABLES[type(one)], row)
        self.db.executemany("INSERT OR IGNORE INTO item_parties VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", [
            (item, s.role, s.n, party, rows.storable(s.party.name), s.party.country, s.party.sector, rows.storable(s.party.role),
             rows.storable(s.party.mention.text), s.party.mention.start, s.party.mention.end, s.party.basis)
            for s, party in zip(sides, parties, strict=True)
        ])  # fmt: skip
        self.db.executemany("INSERT OR IGNORE INTO spans VALUES (?,?,?,?,?,?,?)", list(rows.spans_of(item, one)))
        for role in reviewed.roles:
            self.db.execute("UPDATE item_parties SET basis = 'human' WHERE item = ? AND role = ?", (item, role))
        for field in reviewed.fields:
            self.db.execute("UPDATE spans SET basis = 'human' WHERE item = ? AND field = ?", (item, field))
        self.db.execute("INSERT INTO item_words(rowid, words) VALUES (?, ?)", (item, rows.searchable(one)))

    def _insert(self, table: str, row: dict[str, Any]) -> None:
        columns = ",".join(f'"{c}"' for c in row)
        self.db.execute(f"INSERT INTO {table} ({columns}) VALUES ({','.join('?' * len(row))})", list(row.values()))

    def _copies(self, number: int, record: Record) -> set[int]:
        """Find the copies of a new article, and say anew which is the report that they share. Returns the articles whose report changed."""
        runs = copies.runs_of(record.article)
        bands = copies.bands_of(runs)
        found = []
        for other in copies.candidates(self.db, bands, record.article.published):
            row = self.db.execute("SELECT published FROM articles WHERE number = ?", (other,)).fetchone()
            if not copies.near_in_time(row[0], record.article.published):
                continue
            text = rows.unpacked(self.db.execute("SELECT record FROM texts WHERE article = ?", (other,)).fetchone()[0]).article
            why = copies.why_copies(copies.runs_of(text), runs)
            if why:
                found.append((*sorted((number, other)), *why))
        stretch = copies.stretch_of(record.article.published)
        self.db.executemany("INSERT INTO copy_bands VALUES (?, ?, ?, ?)", [(stretch, n, value, number) for n, value in enumerate(bands)])
        if not found:
            return set()
        self.db.executemany("INSERT OR IGNORE INTO copies VALUES (?, ?, ?, ?)", found)
        return self._report(number)

    def _copies_anew(self, number: int, record: Record) -> set[int]:
        """Find the copies of an article again, whose page chrome or date may have changed. Returns the articles whose report changed."""
        beside = "SELECT number, report FROM articles WHERE report = (SELECT report FROM articles WHERE number = ?)"
        former = {r[0]: r[1] for r in self.db.execute(beside, (number,))}
        self.db.execute("DELETE FROM copy_bands WHERE article = ?", (number,))
        self.db.execute("DELETE FROM copies WHERE article = ? OR other = ?", (number, number))
        moved = self._copies(number, record)
        for one in former:
            self._report(one)
        marks = ",".join("?" * len(former))
        now = self.db.execute(f"SELECT number, report FROM articles WHERE number IN ({marks})", list(former)).fetchall()
        return (moved | {r[0] for r in now if r[1] != former[r[0]]}) - {number}

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

    def _retell(self, articles: set[int]) -> None:
        """Have the threads of articles written anew whose report changed."""
        for article in sorted(articles):
            low, high = article * rows.ITEMS, (article + 1) * rows.ITEMS
            for kind in KINDS:
                self.linker.tell(kind, self.linker.of_article(kind, low, high))

    def _relink(self) -> None:
        """Link all mentions anew, and draw all threads, from the records that the ledger keeps: no article is read again."""
        with self.changing():
            if not self.linker.is_blank():
                return  # another process did, while this one waited
            found = self.db.execute("SELECT number FROM articles ORDER BY coalesce(published, '9999'), id").fetchall()
            self.db.execute("DELETE FROM link_features")
            for place, (number,) in enumerate(found, 1):
                record = self._unpacked(number)
                for kind, new in features_of(number, record, standing(self.db, record)).items():
                    self.linker.add(kind, list(new.values()))
                if place % TOGETHER == 0 or place == len(found):
                    self._draw()

    def _draw(self) -> None:
        for kind in KINDS:
            self.linker.draw(kind)

    def record(self, number: int) -> Record:
        """The record of an article as it was read."""
        with in_words(self.path):
            return self._unpacked(number)

    def _unpacked(self, number: int) -> Record:
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


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for reference cycles while articles are added: it goes through all that is kept of earlier mentions, for every few hundred objects that
    adding keeps, and finds nothing, as adding makes no cycles. What other threads make is collected afterwards."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def features_of(number: int, record: Record, found: Sequence[Reviewed]) -> dict[Kind, dict[int, Features]]:
    """What linking knows of an article's items that were not rejected, by kind and item number.

    Args:
        number: of the article.
        record: its record.
        found: all its items after their reviews, in the order of the record.
    """
    out: dict[Kind, dict[int, Features]] = {"commitment": {}, "event": {}}
    told = replace(record, commitments=tuple(x.item for x in found if x.live and isinstance(x.item, Commitment)))
    for place, reviewed in enumerate(found):
        item, one = number * rows.ITEMS + place, reviewed.item
        if not reviewed.live:
            continue
        if isinstance(one, Commitment):
            out["commitment"][item] = commitment_features(item, number, one, reviewed.record)
        elif isinstance(one, Event):
            out["event"][item] = event_features(item, number, one, reviewed.record)
            if one.type in FULFILS and one.status == "actual" and one.actors and not _is_told(one, told):
                out["commitment"][item] = event_features(item, number, one, reviewed.record, evidence=True)
    return out


def _is_told(event: Event, record: Record) -> bool:
    """Whether a commitment of the article tells the same act: then the event says nothing of its own about a delivery."""
    return any(c.event == event.id or c.anchor.overlaps(event.anchor) or c.action.overlaps(event.anchor) for c in record.commitments)
