"""What happened, one change at a time, each with an id that lasts: a stage changed, reports came to differ, a due date passed, another report.

`changes` sums up a stretch of time for a reader who looks at it as a whole; followers (feeds, webhooks) want each change once, whatever stretch they ask for.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Literal, get_args

from onrecord.ledger.answers import Answer

Kind = Literal["stage", "contradiction", "overdue", "report", "event"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FOLLOWED: tuple[Kind, ...] = ("stage", "contradiction", "overdue", "report")
"""The kinds that concern commitments: what is told where nothing else is asked for."""
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "onrecord.happenings")
EVERY = 2**62
"""More rows than there can be."""
MANY = 2_000
"""Threads up to which their rows are read, whatever their days."""
OUTLET = "coalesce(a.publisher, a.url, a.source)"


@dataclass(frozen=True, slots=True)
class Happening(Answer):
    """One change of one thread.

    Args:
        id: a UUID made of what changed and of the report that tells it: the same in every feed and message, however often it is worked out.
        date: of the report that tells it; of a contradiction, of the later of the two; of what is overdue, the day after the last on which it was due.
        updated: the moment of that day's beginning, or of the latest review of its report (RFC 3339).
        kind: stage, contradiction, overdue, report (another independent one that leaves the stage as it is), or event (first reported).
        thread: commitment or event. thread_id: its id.
        who, whom, what: promisor, beneficiary and action; actor, recipient and type.
        does: what the report does to the history (opens, advances, denies ...); of a contradiction the field in which two reports differ.
        before, after: the stages; the two values that differ; the due date and the stage.
        outlets, words: who told it and the sentence; of what is overdue, those of the report that set the day.
        other_outlets, other_words: of the other side of a contradiction.
        mention_id, article_id, url: where it stands.
        reports: independent reports so far, where the change is a report.
    """

    id: str
    date: str | None
    updated: str
    kind: str
    thread: str
    thread_id: str
    who: str
    whom: str | None
    what: str
    does: str
    before: str | None
    after: str | None
    outlets: str | None
    words: str
    other_outlets: str | None
    other_words: str | None
    mention_id: str
    article_id: str
    url: str | None
    reports: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which happenings are wanted.

    Args:
        since, until: days, both included.
        today: the day on which it is asked: what is due before it and not done is overdue.
        kinds: those wanted.
        commitments, events: numbers of the threads; None for all, empty for none.
        limit: how many at most, the latest; None for all.
    """

    since: str
    until: str
    today: str
    kinds: Collection[str] = FOLLOWED
    commitments: Sequence[int] | None = None
    events: Sequence[int] | None = ()
    limit: int | None = None


def happenings(db: sqlite3.Connection, asked: Asked) -> tuple[Happening, ...]:
    """What happened, the latest first; what has no date comes last."""
    found = [h for find in (_steps, _overdue, _differing, _event_reports) for h in find(db, asked)]
    found.sort(key=lambda h: (KINDS.index(h.kind), h.thread_id, h.mention_id, h.id))
    found.sort(key=lambda h: h.date or "", reverse=True)
    return _reviewed(db, found if asked.limit is None else found[: asked.limit])


def lasting_id(*parts: str | None) -> str:
    """A UUID of what is given: the same for the same."""
    return str(uuid.uuid5(NAMESPACE, "\x1f".join(p or "" for p in parts)))


def stamp(day: str | None) -> str:
    """A day, month or year as RFC 3339, the first moment of it; the beginning of time as computers count it where there is none."""
    full = (day or "")[:10]
    full += {4: "-01-01", 7: "-01"}.get(len(full), "")
    try:
        return f"{date.fromisoformat(full).isoformat()}T00:00:00Z"
    except ValueError:
        return "1970-01-01T00:00:00Z"


STEPS = """SELECT s.date, s.does, s.stage AS after, b.stage AS before, s.reports, s.outlets, s.words, t.id AS thread_id, t.promisor AS who,
    t.beneficiary AS whom, t.action AS what, coalesce(c.id, e.id) AS mention_id, a.id AS article_id, a.url
    FROM {source} CROSS JOIN commitment_threads t ON t.number = s.thread
    LEFT JOIN commitments c ON c.number = s.item LEFT JOIN events e ON e.number = s.item CROSS JOIN articles a ON a.number = coalesce(c.article, e.article)
    WHERE {wanted} AND {window} ORDER BY s.date DESC, t.id, s.n DESC"""
BEFORE = " LEFT JOIN steps b ON b.thread = s.thread AND b.n = s.n - 1"
MOVED = "b.n IS NULL OR b.stage <> s.stage"
TOLD_AGAIN = "b.stage = s.stage AND s.reports > b.reports"


def _steps(db: sqlite3.Connection, asked: Asked) -> Iterator[Happening]:
    """Stages that changed, and further reports."""
    wanted = " OR ".join(test for kind, test in (("stage", MOVED), ("report", TOLD_AGAIN)) if kind in asked.kinds)
    if not wanted or asked.commitments == ():
        return
    source = _threads(asked.commitments, "steps s", "s.thread", "steps s INDEXED BY steps_date") + BEFORE
    wanted = f"({wanted}) AND {_among(asked.commitments, 's.thread')}"
    asked = _latest(db, asked, "s.date", source, wanted, asked.commitments)
    for row in _rows(db, STEPS.format(source=source, wanted=wanted, window=_window("s.date", asked)), asked, asked.commitments):
        kind = "stage" if row["before"] != row["after"] else "report"
        key = (kind, row["mention_id"], *([row["after"]] if kind == "stage" else ()))  # no thread's id: an earlier report would change that
        yield _made(row, key, kind=kind, thread="commitment")


OVERDUE = """WITH late AS (SELECT s.thread, s.n, s.item, s.due_by, s.until, s.stage, max(date(s.due_by, '+1 day'), coalesce(s.date, '')) AS day
        FROM {source} WHERE s.due_by < :today),
    standing AS (SELECT *, row_number() OVER (PARTITION BY thread, due_by ORDER BY day, n DESC) AS turn FROM late
        WHERE (until > day OR until IS NULL) AND day <= :today AND day <= :until),
    first AS MATERIALIZED (SELECT * FROM standing WHERE turn = 1 AND day >= :since),
    latest AS (SELECT * FROM first WHERE day >= coalesce((SELECT x.day FROM first x ORDER BY x.day DESC LIMIT 1 OFFSET :last), ''))
    SELECT s.day AS date, 'falls due' AS does, s.due_by AS before, s.stage AS after, f.outlets, f.words, t.id AS thread_id, t.promisor AS who,
    t.beneficiary AS whom, t.action AS what, coalesce(c.id, e.id) AS mention_id, a.id AS article_id, a.url, NULL AS reports
    FROM latest s CROSS JOIN commitment_threads t ON t.number = s.thread
    CROSS JOIN steps f ON f.thread = s.thread AND f.n = (SELECT min(x.n) FROM steps x WHERE x.thread = s.thread AND x.due_by = s.due_by)
    LEFT JOIN commitments c ON c.number = f.item LEFT JOIN events e ON e.number = f.item CROSS JOIN articles a ON a.number = coalesce(c.article, e.article)
    ORDER BY s.day DESC, t.id, s.n"""
"""Which days passed is found from the steps alone; only of those that are shown (and as many as fell on the last day of these) is the rest read."""


def _overdue(db: sqlite3.Connection, asked: Asked) -> Iterator[Happening]:
    """Due dates that passed: each on the first day on which it stood so, whoever repeats it later."""
    if "overdue" not in asked.kinds or asked.commitments == ():
        return
    source = "steps s INDEXED BY steps_due" if asked.commitments is None else "json_each(:threads) j CROSS JOIN steps s ON s.thread = j.value"
    for row in _rows(db, OVERDUE.format(source=source), asked, asked.commitments):
        yield _made(row, ("overdue", row["mention_id"], row["before"]), kind="overdue", thread="commitment")


DIFFERING = """SELECT d.date, d.field AS does, d.value AS before, d.other_value AS after, t.id AS thread_id, {sides},
    m.id AS other_mention_id, m.sentence AS other_words, {outlet_b} AS other_outlets, o.id AS mention_id, o.sentence AS words, {outlet} AS outlets,
    a.id AS article_id, a.url, NULL AS reports
    FROM {source} CROSS JOIN {kind}_threads t ON t.number = d.thread CROSS JOIN {kind}s m ON m.number = d.item CROSS JOIN articles b ON b.number = m.article
    CROSS JOIN {kind}s o ON o.number = d.other_item CROSS JOIN articles a ON a.number = o.article
    WHERE d.kind = '{kind}' AND {window} ORDER BY d.date DESC, t.id, d.n"""
SIDES = {
    "commitment": "t.promisor AS who, t.beneficiary AS whom, t.action AS what",
    "event": "t.actor AS who, nullif(t.recipient, '') AS whom, t.type || coalesce(' ' || t.mode, '') AS what",
}


def _differing(db: sqlite3.Connection, asked: Asked) -> Iterator[Happening]:
    """Pairs of reports that cannot both be right."""
    if "contradiction" not in asked.kinds:
        return
    for kind, threads in (("commitment", asked.commitments), ("event", asked.events)):
        if threads is not None and not threads:
            continue
        source = _threads(threads, "contradictions d", f"d.kind = '{kind}' AND d.thread", "contradictions d INDEXED BY contradictions_date")
        among = _among(threads, "d.thread")
        own = _latest(db, asked, "d.date", source, f"d.kind = '{kind}' AND {among}", threads)
        text = DIFFERING.format(
            source=source, kind=kind, sides=SIDES[kind], outlet=OUTLET, outlet_b=OUTLET.replace("a.", "b."), window=f"{_window('d.date', own)} AND {among}"
        )
        for row in _rows(db, text, own, threads):
            sides = sorted(((row["mention_id"], row["after"]), (row["other_mention_id"], row["before"])))
            yield _made(row, ("contradiction", row["does"], *(x for side in sides for x in side)), kind="contradiction", thread=kind)


EVENT_REPORTS = """SELECT m.published AS date, t.id AS thread_id, {sides}, NULL AS before, t.status AS after, {outlet} AS outlets,
    m.sentence AS words, m.id AS mention_id, a.id AS article_id, a.url, NULL AS reports,
    {again} AS again
    FROM {source} CROSS JOIN event_threads t ON t.number = m.thread CROSS JOIN articles a ON a.number = m.article
    WHERE {window} AND {once} ORDER BY m.published DESC, m.id"""
ONCE = """NOT EXISTS (SELECT 1 FROM events y CROSS JOIN articles b ON b.number = y.article WHERE y.thread = m.thread AND b.report = a.report
        AND (coalesce(y.published, '9999'), y.id) < (coalesce(m.published, '9999'), m.id))"""
AGAIN = """EXISTS (SELECT 1 FROM events y WHERE y.thread = m.thread AND (coalesce(y.published, '9999'), y.id) < (coalesce(m.published, '9999'), m.id))"""


def _event_reports(db: sqlite3.Connection, asked: Asked) -> Iterator[Happening]:
    """Events that were first reported, and further independent reports of them."""
    if not {"event", "report"} & set(asked.kinds) or (asked.events is not None and not asked.events):
        return
    source = _threads(asked.events, "events m", "m.thread", "events m INDEXED BY events_published")
    kinds = [f"{'' if kind == 'report' else 'NOT '}{AGAIN}" for kind in ("event", "report") if kind in asked.kinds]
    article = " CROSS JOIN articles a ON a.number = m.article"
    among = _among(asked.events, "m.thread")
    asked = _latest(db, asked, "m.published", source + article, f"m.thread IS NOT NULL AND {among} AND {ONCE} AND ({' OR '.join(kinds)})", asked.events)
    window = f"{_window('m.published', asked)} AND {among}"
    text = EVENT_REPORTS.format(source=source, sides=SIDES["event"], outlet=OUTLET, again=AGAIN, once=ONCE, window=window)
    for row in _rows(db, text, asked, asked.events):
        kind = "report" if row["again"] else "event"
        if kind in asked.kinds:
            does = "tells again" if row["again"] else "opens"
            yield _made({**row, "does": does}, (kind, row["mention_id"]), kind=kind, thread="event")


def _threads(numbers: Sequence[int] | None, table: str, column: str, every: str) -> str:
    """What to read from: the rows of some threads; of all, or of many, in the order of days."""
    return every if numbers is None or len(numbers) > MANY else f"json_each(:threads) j CROSS JOIN {table} ON {column} = j.value"


def _among(numbers: Sequence[int] | None, column: str) -> str:
    """The condition that a row is of one of some threads, where `_threads` has not seen to it: of many the latest days hold what is wanted."""
    return "1" if numbers is None or len(numbers) <= MANY else f"{column} IN (SELECT value FROM json_each(:threads))"


def _latest(db: sqlite3.Connection, asked: Asked, column: str, source: str, wanted: str, threads: Sequence[int] | None) -> Asked:
    """The same, asked from the day on which the last of so many as are wanted fell: which these are is found from narrow rows, before the rest is read.

    All of that day come along, so that whoever sorts them takes the right ones.
    """
    if asked.limit is None:
        return asked
    text = f"SELECT {column} AS date FROM {source} WHERE {wanted} AND {_window(column, asked)} ORDER BY {column} DESC LIMIT :most"
    days = [row["date"] for row in _rows(db, text, asked, threads)]
    return replace(asked, since=max(asked.since, days[-1])) if len(days) == asked.limit and days and days[-1] else asked


def _window(column: str, asked: Asked) -> str:
    """Between two days; what has no date is in where no beginning is named."""
    return f"{column} >= :since AND {column} <= :until" if asked.since > "0001-01-01" else f"({column} IS NULL OR {column} <= :until)"


def _rows(db: sqlite3.Connection, text: str, asked: Asked, threads: Sequence[int] | None) -> Iterator[dict[str, Any]]:
    most, last = (-1, EVERY) if asked.limit is None else (asked.limit, max(asked.limit - 1, 0))
    values = {"since": asked.since, "until": asked.until, "today": asked.today, "most": most, "last": last,
              "threads": json.dumps(list(threads or ()))}  # fmt: skip
    used = {name: value for name, value in values.items() if f":{name}" in text}
    for row in db.execute(text, used):
        yield {name: row[name] for name in row.keys()}  # noqa: SIM118


def _made(row: dict[str, Any], key: Iterable[str | None], *, kind: str, thread: str) -> Happening:
    clean: Callable[[str | None], str | None] = lambda text: " ".join(text.split()) if text is not None else None  # noqa: E731
    return Happening(
        lasting_id(*key), row["date"], stamp(row["date"]), kind, thread, row["thread_id"], row["who"] or "(not said)", row["whom"], row["what"], row["does"],
        row["before"], row["after"], row["outlets"], clean(row["words"]) or "", row.get("other_outlets"), clean(row.get("other_words")),
        row["mention_id"], row["article_id"], row["url"], row["reports"],
    )  # fmt: skip


def _reviewed(db: sqlite3.Connection, found: Sequence[Happening]) -> tuple[Happening, ...]:
    """The same, with the moment of the latest review of each mention where there was one: what people say may have changed the change."""
    ids = json.dumps(sorted({h.mention_id for h in found}))
    said = """SELECT r.item_id, max(r.at) FROM json_each(?) j CROSS JOIN reviews r ON r.item_id = j.value
        WHERE r.action NOT IN ('comment', 'vote') GROUP BY r.item_id"""
    latest = dict(db.execute(said, (ids,)).fetchall())
    return tuple(replace(h, updated=max(h.updated, _moment(latest[h.mention_id]))) if h.mention_id in latest else h for h in found)


def _moment(at: str) -> str:
    """A time of the log of reviews, as RFC 3339 in UTC."""
    return datetime.fromisoformat(at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
