"""Reads the ledger's articles anew after an upgrade: ids and reviews are kept, and what changed is listed.

One article is one transaction, and `articles.read_by` tells which version read it: what was killed goes on where it ended.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from onrecord.errors import UnknownItem
from onrecord.ledger import rows
from onrecord.ledger.keeping_ids import keeping_ids, words_of
from onrecord.ledger.opening import in_words, open_ledger
from onrecord.ledger.review import find
from onrecord.ledger.reviews import Reviewed, standing
from onrecord.ledger.store import Store
from onrecord.model import Article, Commitment, Event, Record, Statement
from onrecord.model.summary import Summary

Read = Callable[[Article], tuple[Record, Summary | None]]
Mark = Callable[[Article], Article]

FIELDS: dict[type, tuple[str, ...]] = {
    Commitment: (
        "promisor", "beneficiary", "action", "stage", "condition", "due", "amount", "unit", "instrument", "certainty", "said_by", "words",
    ),
    Event: (
        "type", "mode", "actor", "recipient", "status", "certainty", "said_by", "date", "place", "country", "amount", "unit", "words",
    ),
    Statement: ("speaker", "content", "manner", "stance", "told_by"),
}  # fmt: skip
"""The columns whose changes are told."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a new reading changed.

    Args:
        what: "new" or "gone", an item; "kept", an item that the new reading no longer finds and that people have reviewed; "changed", a
            field of an item; "stage", that of a thread after all articles were read.
        kind: "commitment", "event", "statement"; "thread".
        item: id of the item or thread.
        article: id of its article; None for a thread.
        field: the field that changed.
        old, new: its values; for a thread that is no more, `new` is None.
        words: where the item stands.
    """

    what: Literal["new", "gone", "kept", "changed", "stage"]
    kind: str
    item: str
    article: str | None = None
    field: str | None = None
    old: str | None = None
    new: str | None = None
    words: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The change as plain data."""
        return asdict(self)


def reread(
    store: Store, read: Read, *, version: str, mark: Mark | None = None, only: Sequence[int] = (), everything: bool = False,
    step: Callable[[bool], object] | None = None,
) -> Iterator[Change]:  # fmt: skip
    """Read articles anew and put the new readings in the place of the old ones.

    Args:
        store: the ledger.
        read: makes a record and a summary of an article.
        version: of the program; articles that it has read already are passed over.
        mark: marks page chrome that only many articles together show; an article whose marks change is read anew whatever its version.
        only: numbers of the articles to read, whatever their version; empty for all.
        everything: read all of them, whatever their version.
        step: called after each article that was read, with whether anything changed.

    Yields:
        what changed, article by article in the order of their dates; at the end the threads whose stage changed.
    """
    with in_words(store.path):
        found = store.db.execute("SELECT number, read_by FROM articles ORDER BY coalesce(published, '9999'), id").fetchall()
        stages = _Stages(store.db)
    chosen = set(only)
    for number, read_by in found:
        if chosen and number not in chosen:
            continue
        given = store.record(number).article
        article = _as_given(mark(given) if mark else given)
        if not (chosen or everything or read_by != version or article.removed != given.removed):
            continue
        changes = _replaced(store, number, *read(article), version, stages)
        if step is not None:
            step(bool(changes))
        yield from changes
    with in_words(store.path):
        yield from stages.changes()


def _as_given(article: Article) -> Article:
    """An article as it came in: a date that was worked out from its words is to be worked out again."""
    return article if article.published_basis in (None, "stated") else replace(article, published=None, published_basis=None)


def _replaced(store: Store, number: int, new: Record, summary: Summary | None, version: str, stages: _Stages) -> list[Change]:
    with store.changing():
        old = store.record(number)
        before = standing(store.db, old)
        record, lost = keeping_ids(old, new, {x.item.id for x in before if x.state != "unreviewed"})
        stages.notice(number)
        store.replace(number, record, version=version, summary=summary)
        return list(_changes(old.article.id, before, standing(store.db, record), lost))


def _changes(article: str, before: Sequence[Reviewed], after: Sequence[Reviewed], lost: frozenset[str]) -> Iterator[Change]:
    old, now = {x.item.id: x.item for x in before}, {x.item.id: x.item for x in after}
    for one, item in sorted(old.items(), key=lambda x: (_place(x[1]), x[0])):
        kind, words = type(item).__name__.lower(), _words(item)
        if one not in now:
            yield Change("gone", kind, one, article, words=words)
        elif one in lost:
            yield Change("kept", kind, one, article, words=words)
        else:
            for field, (value, other) in _differences(item, now[one]).items():
                yield Change("changed", kind, one, article, field, value, other, _words(now[one]))
    for one, item in sorted(now.items(), key=lambda x: (_place(x[1]), x[0])):
        if one not in old:
            yield Change("new", type(item).__name__.lower(), one, article, words=_words(item))


def _place(item: rows.Item) -> tuple[int, int]:
    span = words_of(item)[0]
    return span.start, span.end


def _words(item: rows.Item) -> str:
    return " ".join((item.content[0] if isinstance(item, Statement) else item.sentence).text.split())


def _differences(one: rows.Item, other: rows.Item) -> dict[str, tuple[str | None, str | None]]:
    make: dict[type, Callable[[Any], dict[str, Any]]] = {
        Commitment: rows.commitment_row, Event: rows.event_row, Statement: rows.statement_row,
    }  # fmt: skip
    first, second = make[type(one)](one), make[type(other)](other)
    return {f: (_text(first[f]), _text(second[f])) for f in FIELDS[type(one)] if first[f] != second[f]}


def _text(value: object) -> str | None:
    return f"{value:.15g}" if isinstance(value, float) else None if value is None or value == "" else str(value)


class _Stages:
    """The stage of each commitment before the reading, to be compared with that after it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._before: dict[str, str] = dict(db.execute("SELECT id, stage FROM commitment_threads").fetchall())
        self._others: dict[str, set[str]] = {}

    def notice(self, article: int) -> None:
        """Note the mentions of the threads that an article has part in: one of them leads to the thread if its first is no longer found."""
        for thread, mention in self._db.execute(
            """SELECT t.id, o.id FROM commitments c JOIN commitment_threads t ON t.number = c.thread
            JOIN commitments o ON o.thread = c.thread WHERE c.article = ?""", (article,),
        ):  # fmt: skip
            self._others.setdefault(thread, set()).add(mention)

    def changes(self) -> Iterator[Change]:
        """The threads whose stage is another, in the order of their ids."""
        for thread, stage in sorted(self._before.items()):
            now = self._now(thread)
            if now is None:
                yield Change("stage", "thread", thread, field="stage", old=stage)
            elif now["stage"] != stage:
                yield Change("stage", "thread", now["id"], field="stage", old=stage, new=now["stage"], words=now["action"])

    def _now(self, thread: str) -> sqlite3.Row | None:
        for mention in (thread[1:], *sorted(self._others.get(thread, ()))):
            row: sqlite3.Row | None = self._db.execute(
                "SELECT t.* FROM commitment_threads t JOIN commitments c ON c.thread = t.number WHERE c.id = ?", (mention,)
            ).fetchone()
            if row is not None:
                return row
        return None


def articles_named(db: sqlite3.Connection, path: Path, wanted: Sequence[str]) -> list[int]:
    """The numbers of articles by their ids, or those of their items or threads; the first characters are enough.

    Raises:
        UnknownItem: an id names nothing, or several things.
    """
    out: set[int] = set()
    for one in wanted:
        if one.startswith("a-"):
            found = db.execute("SELECT number, id FROM articles WHERE id >= ? AND id < ? LIMIT 6", (one, one + "\U0010ffff")).fetchall()
            if len(found) != 1:
                problem = f"several articles' ids begin with {one!r}" if found else f"there is no article {one!r}"
                raise UnknownItem(str(path), problem, "Give more of it." if found else "List them with: onrecord articles")
            out.add(found[0][0])
            continue
        for mention in find(db, path, one).mentions:
            table = {"c": "commitments", "e": "events", "s": "statements"}[mention[0]]
            out.add(db.execute(f"SELECT article FROM {table} WHERE id = ?", (mention,)).fetchone()[0])
    return sorted(out)


def publishers(db: sqlite3.Connection) -> list[str]:
    """The publishers of the ledger's articles."""
    return [r[0] for r in db.execute("SELECT DISTINCT publisher FROM articles WHERE publisher IS NOT NULL ORDER BY publisher")]


def articles_of(db: sqlite3.Connection, publisher: str) -> Iterator[Article]:
    """The articles of a publisher in the order of their dates, without marks: for what many of them together show."""
    for row in db.execute(
        """SELECT a.id, a.source, t.text, a.title FROM articles a JOIN texts t ON t.article = a.number WHERE a.publisher = ?
        ORDER BY coalesce(a.published, '9999'), a.id""", (publisher,),
    ):  # fmt: skip
        yield Article(row["id"], row["source"], row["text"], title=row["title"], publisher=publisher)


@contextmanager
def rehearsal(path: Path) -> Iterator[Store]:
    """A copy of a ledger to try things on; the ledger itself is only read. It needs as much room again where temporary files are kept."""
    source = open_ledger(path, write=False)
    try:
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            copy = Path(folder) / "rehearsal.db"
            with in_words(copy):
                target = sqlite3.connect(copy)
                try:
                    source.backup(target)
                finally:
                    target.close()
            with Store(copy, create=False) as store:
                yield store
    finally:
        source.close()
