"""`onrecord.Ledger`: the ledger in Python, from articles to answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from onrecord.articles import read_articles
from onrecord.codebook.party_file import PartyFile, read_party_file
from onrecord.errors import BadQuestion, OnRecordError, SourceError
from onrecord.ledger import disputes, item_lists, review, thread_lists, threads_asked
from onrecord.ledger.answers import Answer, ArticleRead, Change, CommitmentThread, EventThread, Hit, PartyKnown, StatementMade, Story
from onrecord.ledger.changes import changes
from onrecord.ledger.filters import Filters
from onrecord.ledger.opening import WAIT, open_ledger
from onrecord.ledger.partners import Partner, partners
from onrecord.ledger.query import reading
from onrecord.ledger.reviews import Review
from onrecord.ledger.searching import search
from onrecord.ledger.store import TOGETHER, Store
from onrecord.ledger.stories import record_as_reviewed, story
from onrecord.model import Record
from onrecord.model.summary import Summary
from onrecord.pipeline import summary_of
from onrecord.sources import open_sources
from onrecord.sources.records import holds_records, kept_records
from onrecord.version import VERSION

if TYPE_CHECKING:
    import sqlite3

    import pandas
    import polars

Row = TypeVar("Row", bound=Answer)
Only = Mapping[str, Any] | None
NAMES = {"promisor": "origin", "actor": "origin", "speaker": "origin", "beneficiary": "target", "recipient": "target", "min_amount": "least",
         "max_amount": "most", "publisher": "outlet"}  # fmt: skip
"""Filters under the names of the fields that they filter by."""


@dataclass(frozen=True, slots=True, repr=False)
class Listing(Sequence[Row], Generic[Row]):
    """Answers in order, like a tuple. In a notebook or shell it shows short cards with the words; printed, a table.

    Args:
        rows: the answers.
        kind: what they are; it gives the columns where there is none.
        more: how many more there are than the limit that was asked for, counted up to a few hundred.
        note: what else is to be said of them, a sentence; may be empty.
    """

    rows: tuple[Row, ...]
    kind: type[Row]
    more: int = 0
    note: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: Any) -> Any:
        return self.rows[index]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __repr__(self) -> str:
        from onrecord.views.listing import short_cards

        return short_cards(self.rows, self.more)

    def __str__(self) -> str:
        from onrecord.views.listing import plain_table

        return plain_table(self.rows) + (f"\n... and {self.more} more" if self.more else "")

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        return [r.to_dict() for r in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame of pandas.

        Codes and dates are text ("string"), so that no leading zero is lost and "2025-09" can be a due date; counts are "Int64", sums "Float64",
        and what is not known is missing.

        Raises:
            OnRecordError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise OnRecordError("pandas is not installed. Install it with: pip install 'onrecord[pandas]'") from error
        types = {"str": "string", "int": "Int64", "float": "Float64", "bool": "boolean"}
        return pandas.DataFrame({c: pandas.Series([getattr(r, c) for r in self.rows], dtype=types[t]) for c, t in self.kind.types().items()})

    def to_polars(self) -> polars.DataFrame:
        """The rows as a data frame of polars: codes and dates as String, counts as Int64, sums as Float64, nulls where nothing is known.

        Raises:
            OnRecordError: polars is not installed.
        """
        try:
            import polars
        except ImportError as error:
            raise OnRecordError("polars is not installed. Install it with: pip install 'onrecord[polars]'") from error
        types: dict[str, Any] = {"str": polars.String, "int": polars.Int64, "float": polars.Float64, "bool": polars.Boolean}
        return polars.DataFrame(
            [tuple(r.to_dict().values()) for r in self.rows], schema={c: types[t] for c, t in self.kind.types().items()}, orient="row"
        )


A_WHILE = 1.0
"""Seconds after which what was read is put into the ledger: a run that is killed loses no more than that."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding: articles that are new, those that the ledger had, and an error for each input that makes none."""

    added: int
    known: int
    skipped: tuple[SourceError, ...] = ()


class Ledger:
    """A ledger: articles in, answers out. A context manager; reading needs no closing.

    Args:
        path: its file; made when the first article is added.
        wait: seconds to wait for another process that is writing.

    Example:
        >>> ledger = Ledger("news.db")                              # doctest: +SKIP
        >>> ledger.add("articles/")                                 # doctest: +SKIP
        >>> ledger.commitments(promisor="Canada", stage="pledged")  # doctest: +SKIP
    """

    def __init__(self, path: str | Path, *, wait: float = WAIT) -> None:
        self.path = Path(path)
        self.wait = wait

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held open between calls."""

    def __repr__(self) -> str:
        return f"Ledger({str(self.path)!r})"

    def add(
        self, *inputs: str | Path | Record, published: str | None = None, parties: str | Path | PartyFile | None = None,
        step: Callable[[], object] = lambda: None,
    ) -> Added:  # fmt: skip
        """Put articles into the ledger, each whole or not at all; those that it has are left as they are.

        Args:
            inputs: files, folders, "-" for standard input, JSON Lines that `onrecord read --format jsonl` wrote, or records.
            published: ISO date for articles that state none.
            parties: a party file, or what `read_party_file` made of one; the ledger keeps its rows and knows them at every later reading.
            step: called after each article or error, for a progress bar.

        Raises:
            LedgerError: the ledger cannot be written to; what was added before stays.
            ModelError: no English spaCy model is installed.
        """
        counts = {True: 0, False: 0}
        skipped: list[SourceError] = []
        waiting: list[Record] = []
        summaries: dict[str, Summary] = {}

        def put() -> None:
            ready = waiting.copy()
            if not ready:
                return
            waiting.clear()
            for kept in store.add(ready, version=VERSION, summaries=summaries):
                counts[kept.new] += 1
            summaries.clear()

        given = read_party_file(parties) if isinstance(parties, (str, Path)) else parties
        with Store(self.path, wait=self.wait) as store:
            own = store.own_parties(given)
            run = store.begin_reading("add", VERSION, _now())
            try:
                try:
                    since = monotonic()
                    for one in _records(inputs, published, store.knows, own):
                        if isinstance(one, SourceError):
                            skipped.append(one)
                        elif one is None:
                            counts[False] += 1
                        elif isinstance(one, Record):
                            waiting.append(one)
                        else:
                            waiting.append(one[0])
                            summaries[one[0].article.id] = one[1]
                        if len(waiting) >= TOGETHER or monotonic() - since >= A_WHILE:
                            put()
                            since = monotonic()
                        step()
                finally:
                    put()  # what was read stays, whatever broke off the reading
            finally:
                store.end_reading(run, _now(), added=counts[True], known=counts[False], skipped=skipped)
        return Added(counts[True], counts[False], tuple(skipped))

    def commitments(self, **filters: Any) -> Listing[CommitmentThread]:
        """Commitments, each once however many reports tell of it: promisor, beneficiary, party, pair, country, type, stage, since, until,
        due_before, due_after, overdue, min_amount, max_amount, currency, outlet, text, contradicted, denied, review, as_of, sort, limit, skip.

        Raises:
            BadQuestion: a filter that there is not, or a value that it does not take.
        """
        with self._reading() as db:
            rows, more = thread_lists.commitments(db, self.path, _filters(filters))
            return Listing(rows, CommitmentThread, more)

    def events(self, **filters: Any) -> Listing[EventThread]:
        """Events, each once: actor, recipient, party, pair, country, place, type, status, certainty and the filters of `commitments`."""
        with self._reading() as db:
            rows, more = thread_lists.events(db, self.path, _filters(filters))
            return Listing(rows, EventThread, more)

    def statements(self, **filters: Any) -> Listing[StatementMade]:
        """Statements: speaker, party, country, type (manner), stance, since, until, outlet, text, review, sort, limit, skip."""
        with self._reading() as db:
            rows, more = item_lists.statements(db, _filters(filters))
            return Listing(rows, StatementMade, more)

    def articles(self, **filters: Any) -> Listing[ArticleRead]:
        """Articles: party, since, until, outlet, text, sort, limit, skip."""
        with self._reading() as db:
            rows, more = item_lists.articles(db, _filters(filters))
            return Listing(rows, ArticleRead, more)

    def parties(self, **filters: Any) -> Listing[PartyKnown]:
        """Parties, all spellings of each together: party, country, type (kind), text, sort, limit."""
        with self._reading() as db:
            rows, more = item_lists.parties(db, _filters(filters))
            return Listing(rows, PartyKnown, more)

    def show(self, id: str, *, as_of: str | None = None, evidence: bool = False) -> Story:
        """All that the ledger holds on one id or the beginning of one: a thread, mention, statement, article or party.

        Raises:
            UnknownItem: there is nothing of that id, or several.
        """
        with self._reading() as db:
            return story(db, self.path, id, as_of=as_of, evidence=evidence)

    def record(self, id: str) -> Record:
        """The record of an article, by its id or the beginning of it, as it stands after its reviews.

        Raises:
            UnknownItem: there is no article of that id, or several.
        """
        with self._reading() as db:
            return record_as_reviewed(db, self.path, id)

    def changes(self, since: str, until: str | None = None, *, events: bool = False, limit: int | None = None, only: Only = None) -> Listing[Change]:
        """What opened, moved, was denied, contradicted or fell overdue between two days, by the dates of the reports, the latest first.

        Args:
            since, until: days, months or years, both included; `until` is the day of the latest article where it is not given.
            events: whether the events that were first reported then are listed too; else `note` says how many they are.
            limit: how many at most; None for all. only: filters of the commitments and events that are asked about, "id" among them.
        """
        with self._reading() as db:
            some = None if only is None else threads_asked.threads(db, _filters({k: only[k] for k in only if k != "id"}), only.get("id"))
            found = changes(db, since=since, until=until, events=events, limit=limit, only=some)
        count = f"{found.events:,} event{'s' * (found.events != 1)} first reported from {found.since} to {found.until}"
        return Listing(found.rows, Change, found.more, "" if events or not found.events else f"{count}: --events lists them.")

    def search(self, words: str, *, limit: int = 20) -> Listing[Hit]:
        """What holds these words, the best first: words, "exact phrases", -unwanted ones, begin*. `limit`: of each kind."""
        with self._reading() as db:
            return Listing(search(db, words, limit=limit), Hit)

    def accept(self, id: str, *, who: str, why: str | None = None) -> list[Review]:
        """Say that a mention, or each mention of a thread, is as it was read.

        Args:
            id: of a mention or thread, or its first characters.
            who: says so.
            why: the reason.

        Returns:
            the rows that were appended to the log; so do the methods below.

        Raises:
            UnknownItem: there is nothing of that id, or several.
            BadReview: it cannot be said; nothing is kept of it.
        """
        return self._review(review.accept, id, who=who, why=why)

    def reject(self, id: str, *, who: str, why: str | None = None) -> list[Review]:
        """Say that a mention, or each mention of a thread, is none: it leaves its thread."""
        return self._review(review.reject, id, who=who, why=why)

    def correct(self, id: str, changes: Mapping[str, str], *, who: str, why: str | None = None) -> list[Review]:
        """Say what fields of a mention should be: field -> value, as for `onrecord review correct`."""
        return self._review(review.correct, id, changes, who=who, why=why)

    def comment(self, id: str, text: str, *, who: str) -> list[Review]:
        """Say something about a mention; of a thread, about its first."""
        return self._review(review.comment, id, text, who=who)

    def vote(self, id: str, side: str, *, who: str, why: str | None = None) -> list[Review]:
        """Vote on a mention, "right" or "wrong"; of a thread, on its first. It changes nothing but the count."""
        return self._review(disputes.vote, id, side, who=who, why=why)

    def disputed(self, *, sort: str = "newest", discussed: bool = False, limit: int | None = 100) -> Listing[disputes.Disputed]:
        """The mentions on which people do not agree: "newest" or "oldest" first, or most "votes"; `discussed`: those commented on too."""
        with self._reading() as db:
            rows, more = disputes.disputed(db, self.path, sort=sort, discussed=discussed, limit=limit)
            return Listing(tuple(rows), disputes.Disputed, more)

    def join(self, id: str, other: str, *, who: str, why: str | None = None) -> list[Review]:
        """Say that two mentions, or the threads that they open, are one; of a commitment and an event, that this shows it fulfilled."""
        return self._review(review.join, id, other, who=who, why=why)

    def partners(self, id: str, words: str = "") -> tuple[Partner, ...]:
        """What a commitment or event might be joined with: others of its parties, or, where words are given, what holds these."""
        with self._reading() as db:
            return partners(db, self.path, id, words)

    def split(self, id: str, other: str, *, who: str, why: str | None = None) -> list[Review]:
        """Say that two mentions, or the threads that they open, are not one."""
        return self._review(review.split, id, other, who=who, why=why)

    def undo(self, what: str | None = None, *, who: str, why: str | None = None) -> list[Review]:
        """Take back a review: of that number, the last one of a mention or thread of that id, or the last of all."""
        return self._review(review.undo, what, who=who, why=why)

    def reviews(self, id: str | None = None) -> list[Review]:
        """The log of reviews in order, of all or of one mention or thread; each tells whether it was undone."""
        with self._reading() as db:
            return review.reviews(db, self.path, id)

    def _review(self, do: Callable[..., list[Review]], *given: Any, **said: Any) -> list[Review]:
        with Store(self.path, create=False, wait=self.wait) as store:
            return do(store, *given, at=_now(), **said)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        db = open_ledger(self.path, write=False, wait=self.wait)
        try:
            with reading(db, self.path):
                yield db
        finally:
            db.close()


def _filters(given: Mapping[str, Any]) -> Filters:
    """Filters by the names that users have for them."""
    known = {f.name for f in fields(Filters)}
    values: dict[str, Any] = {}
    for name, value in given.items():
        own = NAMES.get(name, name)
        if own not in known:
            raise BadQuestion(f"there is no filter {name!r}", f"There are: {', '.join(sorted(known | set(NAMES)))}.")
        values[own] = value
    if isinstance(values.get("stage"), str):
        values["stage"] = (values["stage"],)
    return Filters(**values)


def _records(
    inputs: Sequence[str | Path | Record], published: str | None, knows: Callable[[str], bool], own: PartyFile
) -> Iterator[Record | tuple[Record, Summary] | SourceError | None]:
    """A record for each article of the inputs, with its summary where it is read here; an error for each that makes none, None for those that the
    ledger knows."""
    for one in inputs:
        if isinstance(one, Record):
            yield own.applied(one)
        elif holds_records(one):
            yield from kept_records(Path(one), knows, own)
        else:
            for source in open_sources([one]):
                if isinstance(source, SourceError):
                    yield source
                    continue
                for article in read_articles(source, published=published):
                    yield article if isinstance(article, SourceError) else None if knows(article.id) else summary_of(article, own)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
