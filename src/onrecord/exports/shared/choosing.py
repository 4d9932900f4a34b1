"""The questions that an export puts to the ledger, as SQL with its parameters."""

from __future__ import annotations

import json
import sqlite3

from onrecord.exports.shared.wanted import Wanted
from onrecord.ledger.own_parties import WIKIDATA

Question = tuple[str, list[object]]

SIDES = {"event": ("actor", "recipient"), "commitment": ("promisor", "beneficiary"), "statement": ("speaker", "told_by")}

THREAD_COLUMNS = {
    "event": """
        id, type, mode, cameo, quad, goldstein, actor, actor_country, recipient, recipient_country, status, certainty, date,
        place, country, admin1, geonameid, latitude, longitude, amount, unit, words, first_reported, last_reported,
        mentions, reports, outlets, contradictions, review""",
    "commitment": """
        id, promisor, promisor_country, beneficiary, beneficiary_country, action AS words, action, instrument, stage, stage_since,
        amount, unit, delivered, due, due_by, condition, certainty, first_reported, last_reported,
        mentions, reports, outlets, denials, contradictions, review""",
}
REJECTED_COLUMNS = {
    "event": """
        't' || id, type, mode, cameo, quad, goldstein, actor, actor_country, recipient, recipient_country, status, certainty, date,
        place, country, admin1, geonameid, latitude, longitude, amount, unit, sentence, published, published,
        1, 1, 1, 0, review""",
    "commitment": """
        't' || id, promisor, promisor_country, beneficiary, beneficiary_country, action, action, instrument, stage, published,
        amount, unit, NULL, due, NULL, condition, certainty, published, published,
        1, 1, 1, 0, 0, review""",
}
"""What was rejected has left its thread: where it is asked for, it stands alone."""

DATES = {"event": "event_day(t.date, t.first_reported)", "commitment": "first_day(t.first_reported)"}

OF_ARTICLE = """
    a.id AS article_id, a.url, shown_source(a.source) AS article_source, a.title, a.publisher, a.language, a.read_by, a.report, a.characters,
    a.text_sha256"""
BY_REPORT = "first_day(x.published) IS NULL, first_day(x.published), a.id, x.start, x.id"

PARTIES = """
SELECT coalesce(q.id, p.id), i.name, p.kind, i.country, i.sector, i.office, i.words, i.start, i."end"
FROM item_parties i JOIN parties p ON p.number = i.party LEFT JOIN parties q ON q.number = p.same_as
WHERE i.item = ? AND i.role = ? ORDER BY i.n
"""
SPANS = """
SELECT field, n, start, "end", NULL AS value, basis FROM spans WHERE item = ?
UNION ALL SELECT role, n, start, "end", name, basis FROM item_parties WHERE item = ?
ORDER BY 3, 4, 1, 2
"""
STEPS = """
SELECT t.id AS thread_id, s.*, shown_outlets(s.outlets) AS shown_outlets, coalesce(c.id, e.id) AS mention_id,
    a.id AS article_id, a.url, shown_source(a.source) AS article_source, a.publisher
FROM steps s JOIN commitment_threads t ON t.number = s.thread
LEFT JOIN commitments c ON c.number = s.item LEFT JOIN events e ON e.number = s.item
JOIN articles a ON a.number = coalesce(c.article, e.article)
WHERE s.thread = ? ORDER BY s.n
"""
THREADS_OF = "SELECT t.number FROM commitment_threads t WHERE t.id IN (SELECT value FROM json_each(?))"
ARTICLES_OF = f"""SELECT c.article FROM commitments c WHERE c.thread IN ({THREADS_OF})
UNION SELECT e.article FROM steps s JOIN events e ON e.number = s.item WHERE s.thread IN ({THREADS_OF})"""
PARTIES_OF = f"SELECT i.party FROM commitments c JOIN item_parties i ON i.item = c.number WHERE c.thread IN ({THREADS_OF})"
"""What belongs to chosen commitments: the articles that tell of them, and the parties that stand in them."""


def threads(kind: str, wanted: Wanted) -> Question:
    """The wanted threads of a kind, by date and id. `number` is a thread's, or less than 0 for what was rejected: minus the item's."""
    held, values = _held(kind, wanted)
    day = DATES[kind]
    return (
        f"""WITH t AS ({_all_threads(kind, wanted)}) SELECT t.* FROM t WHERE {" AND ".join(held)}
        AND EXISTS (SELECT 1 FROM {kind}s x WHERE {_window(wanted)} AND (x.thread = t.number OR x.number = -t.number))
        ORDER BY {day} IS NULL, {day}, t.id""",
        values + _days(wanted),
    )


def mentions_of(kind: str, row: sqlite3.Row) -> Question:
    """The mentions of one thread with their articles, whatever days are wanted."""
    number = row["number"]
    action = "x.action" if kind == "commitment" else "NULL AS action"
    return (
        f"""SELECT x.*, {action}, {OF_ARTICLE} FROM {kind}s x JOIN articles a ON a.number = x.article
        WHERE {"x.thread = ?" if number > 0 else "x.number = -?"} ORDER BY {BY_REPORT}""",
        [number],
    )


def mentions(kind: str, wanted: Wanted) -> Question:
    """The mentions of the wanted threads, or the wanted statements, of the wanted days."""
    if kind == "statement":
        return _statements(wanted)
    held, values = _held(kind, wanted)
    names = [c.split()[-1] for c in THREAD_COLUMNS[kind].split(",")]
    own = ", ".join(f"t.{name} AS thread_{name}" for name in names)
    return (
        f"""WITH t AS ({_all_threads(kind, wanted)})
        SELECT x.*, {own}, {OF_ARTICLE} FROM {kind}s x JOIN articles a ON a.number = x.article
        JOIN t ON t.number = coalesce(x.thread, -x.number)
        WHERE {" AND ".join(held)} AND {_window(wanted)} ORDER BY {BY_REPORT}""",
        values + _days(wanted),
    )


def articles(wanted: Wanted) -> Question:
    """The articles of the wanted days, with the report that each is a copy of (or is itself)."""
    chosen = f" AND x.number IN ({ARTICLES_OF})" if wanted.commitments is not None else ""
    return (
        f"""SELECT x.*, shown_source(x.source) AS shown_source, r.id AS report_id FROM articles x JOIN articles r ON r.number = x.report
        WHERE {_window(wanted)}{chosen} ORDER BY first_day(x.published) IS NULL, first_day(x.published), x.id""",
        [*_days(wanted), *2 * _chosen(wanted)],
    )


def parties(wanted: Wanted) -> Question:
    """The parties of the wanted countries, with the leading spelling of each."""
    where, values = _countries(wanted, ("p.country",))
    if wanted.commitments is not None:
        where += f" AND (p.number IN ({PARTIES_OF}) OR p.number IN (SELECT y.same_as FROM parties y WHERE y.number IN ({PARTIES_OF})))"
        values = [*values, *2 * _chosen(wanted)]
    return (
        f"SELECT p.*, q.id AS leader, {WIKIDATA.format(t='p')} AS wikidata "
        f"FROM parties p LEFT JOIN parties q ON q.number = p.same_as WHERE {where} ORDER BY p.id",
        values,
    )


def _statements(wanted: Wanted) -> Question:
    where, values = _countries(wanted, ("x.speaker_country",))
    where += " AND 0" if wanted.commitments is not None else ""
    return (
        f"""SELECT x.*, x.id AS thread_id, {OF_ARTICLE} FROM statements x JOIN articles a ON a.number = x.article
        WHERE {where} AND x.review IN ({_marks(wanted.reviews)}) AND {_window(wanted)} ORDER BY {BY_REPORT}""",
        [*values, *wanted.reviews, *_days(wanted)],
    )


def _all_threads(kind: str, wanted: Wanted) -> str:
    every = f"SELECT number, {THREAD_COLUMNS[kind]} FROM {kind}_threads"
    if "rejected" not in wanted.reviews:
        return every
    return f"{every} UNION ALL SELECT -number, {REJECTED_COLUMNS[kind]} FROM {kind}s WHERE thread IS NULL AND review = 'rejected'"


def _held(kind: str, wanted: Wanted) -> tuple[list[str], list[object]]:
    """The conditions on a thread itself."""
    columns = tuple(f"t.{side}_country" for side in SIDES[kind]) + (("t.country",) if kind == "event" else ())
    where, values = _countries(wanted, columns)
    held = [where, f"t.review IN ({_marks(wanted.reviews)})"]
    values = [*values, *wanted.reviews]
    if wanted.types and kind == "event":
        held.append(f"t.type IN ({_marks(wanted.types)})")
        values += wanted.types
    if wanted.commitments is not None:
        held.append("t.id IN (SELECT value FROM json_each(?))" if kind == "commitment" else "0")
        values += _chosen(wanted) if kind == "commitment" else []
    return held, values


def _chosen(wanted: Wanted) -> list[object]:
    """The chosen commitments as a value for json_each."""
    return [] if wanted.commitments is None else [json.dumps(wanted.commitments)]


def _countries(wanted: Wanted, columns: tuple[str, ...]) -> Question:
    if not wanted.countries:
        return "1", []
    one = "instr(';' || replace({}, '; ', ';') || ';', ';' || ? || ';') > 0"
    values: list[object] = [code for _ in columns for code in wanted.countries]
    return "(" + " OR ".join(one.format(c) for c in columns for _ in wanted.countries) + ")", values


def _window(wanted: Wanted) -> str:
    since = ["first_day(x.published) >= ?"] if wanted.since else []
    until = ["first_day(x.published) <= ?"] if wanted.until else []
    return " AND ".join(["1", *since, *until])


def _days(wanted: Wanted) -> list[object]:
    return [day for day in (wanted.since, wanted.until) if day]


def _marks(values: tuple[str, ...]) -> str:
    return ",".join("?" * len(values))
