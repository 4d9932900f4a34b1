"""What is published, read from a ledger in one moment: the commitments asked for, and all that belongs to them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import BadQuestion
from onrecord.ledger import item_lists, thread_lists
from onrecord.ledger.answers import ArticleRead, CommitmentThread, Mention, PartyKnown, Step, Story
from onrecord.ledger.filters import Filters, last_day
from onrecord.ledger.happenings import FOLLOWED, Asked, Happening, happenings
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.query import reading, today_of
from onrecord.ledger.stories import record_as_reviewed, story
from onrecord.model import Record

ROLES = ("promisor", "beneficiary")
SIDES = """SELECT DISTINCT t.id AS thread, x.role, coalesce(l.number, p.number) AS party, coalesce(l.id, p.id) AS id, coalesce(l.name, p.name) AS name
FROM json_each(?) j CROSS JOIN commitment_threads t ON t.number = j.value
CROSS JOIN thread_parties x ON x.kind = 'commitment' AND x.thread = t.number AND x.role IN ('promisor', 'beneficiary')
CROSS JOIN parties p ON p.number = x.party LEFT JOIN parties l ON l.number = p.same_as ORDER BY name, id"""
CITED = """SELECT DISTINCT article FROM (SELECT c.article, c.thread FROM commitments c UNION ALL
SELECT e.article, s.thread FROM steps s JOIN events e ON e.number = s.item) WHERE thread IN (SELECT value FROM json_each(?))"""


@dataclass(frozen=True, slots=True)
class Side:
    """A party that stands on one side of a commitment."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of an article that are cited: those of a mention, or of an event that shows a commitment fulfilled."""

    commitment: CommitmentThread
    id: str
    start: int
    stage: str
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """A report of a commitment: its date, the stage that it tells, its mention, who published it and its words, the decisive ones in [brackets]."""

    commitment: CommitmentThread
    date: str | None
    stage: str
    mention_id: str
    outlets: str
    words: str


@dataclass(slots=True)
class Selection:
    """What is published.

    Args:
        db: the ledger, in one transaction.
        path: its file.
        commitments: those asked for, the latest told first.
        day: the day on which they stand: what is due before it and not done is overdue.
        as_of: that day where it was asked for.
        sides: commitment -> role -> parties.
        cited: article -> what is cited of it; filled as the histories are read. told: the reports; filled likewise.
        roles: party and role -> commitments.
    """

    db: sqlite3.Connection
    path: Path
    commitments: tuple[CommitmentThread, ...]
    day: str
    as_of: str | None
    numbers: dict[str, int]
    sides: dict[str, dict[str, list[Side]]] = field(default_factory=dict)
    cited: dict[str, list[Cited]] = field(default_factory=dict)
    roles: dict[tuple[str, str], list[CommitmentThread]] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)

    def stories(self) -> Iterator[Story]:
        """Each commitment with its history, in order."""
        for one in self.commitments:
            told = story(self.db, self.path, one.id, as_of=self.as_of)
            self._cite(one, told.mentions, told.steps)
            yield told

    def happened(self, commitments: Sequence[str] | None = None, limit: int | None = None) -> tuple[Happening, ...]:
        """What happened to commitments, or to all that are published, the latest first."""
        numbers = [self.numbers[c] for c in (self.numbers if commitments is None else commitments)]
        return happenings(self.db, Asked("0001-01-01", self.day, self.day, FOLLOWED, numbers, (), limit))

    def articles(self) -> list[ArticleRead]:
        """The articles that are cited, the latest first."""
        numbers = [r[0] for r in self.db.execute(CITED, (json.dumps(list(self.numbers.values())),))]
        found = [a for n in numbers for a in item_lists.articles_by(self.db, n) if a.id in self.cited]
        return sorted(sorted(found, key=lambda a: a.id), key=lambda a: a.published or "", reverse=True)

    def parties(self) -> list[PartyKnown]:
        """The parties of the commitments, by name."""
        ids = sorted({side.id for roles in self.sides.values() for sides in roles.values() for side in sides})
        return sorted((item_lists.parties(self.db, Filters(party=id))[0][0] for id in ids), key=lambda p: (p.name.casefold(), p.id))

    def of_party(self, id: str, role: str) -> list[CommitmentThread]:
        """The commitments in which a party has a role."""
        if not self.roles:
            for one in self.commitments:
                for name, sides in self.sides.get(one.id, {}).items():
                    for side in sides:
                        self.roles.setdefault((side.id, name), []).append(one)
        return self.roles.get((id, role), [])

    def headed(self, one: CommitmentThread, role: str) -> list[Side]:
        """Whom the heading of a commitment names in a role, as a party; where it names nobody who has a page, all who stand there.

        Reports name a promisor in many ways (a state, its ministry, its minister): counted all, one promise would be many.
        """
        every = self.sides.get(one.id, {}).get(role, [])
        name = one.promisor if role == "promisor" else one.beneficiary
        return [s for s in every if s.name == name] or every

    def record(self, article: str) -> Record:
        """An article's record, with its text."""
        return record_as_reviewed(self.db, self.path, article)

    def _cite(self, one: CommitmentThread, mentions: Sequence[Mention], steps: Sequence[Step]) -> None:
        told = {s.mention_id: s for s in steps}
        self.told.extend(Told(one, s.date, s.told_stage, s.mention_id, s.outlets, s.words) for s in steps)
        for m in mentions:
            stage = told[m.id].told_stage if m.id in told else m.what
            self.cited.setdefault(m.article_id, []).append(Cited(one, m.id, m.start, stage, m.words))
        known = {m.id for m in mentions}
        for s in steps:
            if s.mention_id not in known:
                row = self.db.execute("SELECT start FROM events WHERE id = ?", (s.mention_id,)).fetchone()
                self.cited.setdefault(s.article_id, []).append(Cited(one, s.mention_id, row[0] if row else 0, s.told_stage, s.words))


@contextmanager
def selection(path: Path, filters: Filters) -> Iterator[Selection]:
    """The commitments of a ledger that meet the filters, read in one moment, whoever writes meanwhile.

    Raises:
        BadQuestion: a filter names what is not known, or nothing meets them.
        LedgerError: the ledger cannot be read.
    """
    db = open_ledger(path, write=False)
    try:
        with reading(db, path):
            as_of = last_day(filters.as_of) if filters.as_of else None
            found, _ = thread_lists.commitments(db, path, filters)
            if not found:
                raise BadQuestion("no commitment on record meets this", "Take a filter away; onrecord commitments shows what there is")
            every = json.dumps([c.id for c in found])
            numbers = dict(db.execute("SELECT t.id, t.number FROM json_each(?) j CROSS JOIN commitment_threads t ON t.id = j.value", (every,)).fetchall())
            made = Selection(db, path, found, as_of or today_of(db), as_of, {c.id: numbers[c.id] for c in found})
            for row in db.execute(SIDES, (json.dumps(list(made.numbers.values())),)):
                made.sides.setdefault(row["thread"], {}).setdefault(row["role"], []).append(Side(row["id"], row["name"]))
            yield made
    finally:
        db.close()
