"""Clusters of mentions -> the rows of threads, steps and contradictions.

A thread's id is made of its first mention's (by date, article and offset), so it is the same in whatever order articles were added, and it
stays when later reports join. Any mention's id leads to its thread, so an id that an earlier report has taken over still finds it
(`thread_id`).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.codebook import countries as world
from onrecord.codebook.linking import denied_of, procedural_pattern, restating_pattern
from onrecord.ledger.comparing import states_of
from onrecord.ledger.contradictions import Contradiction, Report
from onrecord.ledger.days import bounds_of
from onrecord.ledger.features import Features
from onrecord.ledger.history import RANK, History, history_of
from onrecord.ledger.similarity import common_principals, principals_among
from onrecord.ledger.thread_rows import Drawn, ThreadRows, parts
from onrecord.ledger.touched import What

STATUSES = ("actual", "historical", "planned", "hypothetical", "negated")
CERTAINTIES = ("asserted", "attributed", "hearsay")
FULFILS = {"AID": "in_delivery", "COOPERATE": "in_delivery", "RETREAT": "in_delivery"}
"""Event types that show a commitment being fulfilled, and the stage that they show."""


def thread_id(mention: str) -> str:
    """The id of the thread that a mention opens: "c-..." gives "tc-...", "e-..." gives "te-..."."""
    return f"t{mention}"


class ThreadWriter:
    """Writes the threads of a ledger; within a transaction of the caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._threads = ThreadRows(connection)

    def write(self, kind: What, clusters: Sequence[Sequence[Features]]) -> None:
        """Put clusters in the place of the threads that their mentions had before.

        Args:
            kind: "commitment" or "event".
            clusters: the threads, each with the features of its mentions in order; a commitment's may hold events as evidence.
        """
        draw = self._event if kind == "event" else self._commitment
        drawn = [draw(cluster) for cluster in clusters if kind == "event" or any(not f.evidence for f in cluster)]
        self._threads.replace(kind, [f.item for cluster in clusters for f in cluster], drawn)

    def clear(self, kind: What, items: Iterable[int]) -> None:
        """Take away the threads that hold these mentions."""
        self._threads.replace(kind, list(items), ())

    def _commitment(self, cluster: Sequence[Features]) -> Drawn:
        rows = mention_rows_of(self._db, "commitments", [f.item for f in cluster if not f.evidence])
        events = mention_rows_of(self._db, "events", [f.item for f in cluster if f.evidence])
        reports = _steps([_report(f, rows.get(f.item) or events[f.item]) for f in cluster])
        history = history_of(reports)
        first = next(f for f in cluster if not f.evidence)
        own = [rows[f.item] for f in cluster if not f.evidence]
        state = history.now
        every = [*own, *events.values()]
        row = {
            "id": thread_id(rows[first.item]["id"]), **told_of_commitment(cluster, own), "stage": state.stage, "stage_since": state.since,
            "amount": state.amount, "unit": state.unit, "delivered": state.delivered, "due": state.due, "due_by": state.due_by,
            "condition": state.condition, "certainty": state.certainty, **_reported(every), "denials": state.denials,
            "contradictions": len(history.contradictions),
        }  # fmt: skip
        aside = frozenset(f.item for f in cluster if not f.evidence) - {f.item for f in _sure(cluster)}
        return Drawn(row, [r["number"] for r in own], aside, _step_rows(history), _contradiction_rows(history.contradictions))

    def _event(self, cluster: Sequence[Features]) -> Drawn:
        rows = mention_rows_of(self._db, "events", [f.item for f in cluster])
        own = [rows[f.item] for f in cluster]
        differ = _event_contradictions(own)
        row = {"id": thread_id(own[0]["id"]), **told_of_event(own), **_reported(own), "contradictions": len(differ)}
        return Drawn(row, [r["number"] for r in own], contradictions=_contradiction_rows(differ))


def mention_rows_of(db: sqlite3.Connection, table: str, items: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Mentions by their numbers, as rows with the article's id, report and outlet; `order` puts them in the order of telling."""
    out: dict[int, dict[str, Any]] = {}
    for part in parts(items):
        marks = ",".join("?" * len(part))
        for row in db.execute(
            f"""SELECT x.*, a.id AS article_id, a.report, coalesce(a.publisher, a.url, a.source) AS outlet
            FROM {table} x JOIN articles a ON a.number = x.article WHERE x.number IN ({marks})""", part
        ):  # fmt: skip
            one = dict(row)
            one["order"] = f"{one['published'] or '9999'} {one['article_id']} {one['start']:07d}"
            out[one["number"]] = one
    return out


def told_of_commitment(cluster: Sequence[Features], own: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Who promises what to whom, as the mentions of a commitment tell it together, and what people said of them.

    Args:
        cluster: the features of its mentions and of the events that show it fulfilled, in order.
        own: the rows of its mentions alone, in order.
    """
    best = min(own, key=_telling)
    sure = {f.item for f in _sure(cluster)}
    promisor, country = _principal(cluster, [r for r in own if r["number"] in sure] or own, "promisor")
    beneficiary, whose = _most_named(own, "beneficiary")
    return {
        "promisor": promisor, "promisor_country": country, "beneficiary": beneficiary, "beneficiary_country": whose, "action": best["action"],
        "instrument": _most(r["instrument"] for r in own), "review": _reviewed(own),
    }  # fmt: skip


def _sure(cluster: Sequence[Features]) -> list[Features]:
    """The mentions of a commitment whose promisor is that of the thread: the others only tell of it, and name nobody (`unsure`)."""
    common = common_principals(cluster)
    return [f for f in cluster if not f.evidence and (not f.perhaps or not set(common).isdisjoint(principals_among(f, cluster)))]


def told_of_event(own: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What the mentions of an event, as rows in order, tell of it together, and what people said of them."""
    best = min(own, key=_full_event)
    dated = min(own, key=lambda r: (r["date"] is None, -len((r["date"] or "").split("/")[0]), "/" in (r["date"] or ""), r["order"]))
    placed = min(own, key=lambda r: (r["place"] is None, r["geonameid"] is None, r["order"]))
    counted = min(own, key=lambda r: (r["amount"] is None, _late(r["published"]), r["order"]))
    typed = _most(r["type"] for r in own) or best["type"]
    coded = min((r for r in own if r["type"] == typed), key=_full_event)
    actor, actor_country = _named_side(own, "actor")
    recipient, recipient_country = _named_side(own, "recipient")
    status = min((r["status"] for r in own), key=STATUSES.index)
    if status == "historical":  # background in each report: it happened
        status = "actual" if any(r["status"] == "actual" for r in own) else "historical"
    return {
        "type": typed, "mode": coded["mode"], "cameo": coded["cameo"], "quad": coded["quad"], "goldstein": coded["goldstein"], "actor": actor or "",
        "actor_country": actor_country, "recipient": recipient or "", "recipient_country": recipient_country, "status": status,
        "certainty": min((r["certainty"] for r in own), key=CERTAINTIES.index), "date": dated["date"], "place": placed["place"],
        "country": placed["country"], "admin1": placed["admin1"], "geonameid": placed["geonameid"], "latitude": placed["latitude"],
        "longitude": placed["longitude"], "amount": counted["amount"], "unit": counted["unit"], "words": best["sentence"], "review": _reviewed(own),
    }  # fmt: skip


def _step_rows(history: History) -> list[tuple[Any, ...]]:
    """The rows of `steps` of a history, without the thread's number."""
    dates = [s.report.date for s in history.steps]
    counted: set[int] = set()
    rows: list[tuple[Any, ...]] = []
    for n, step in enumerate(history.steps):
        told, after = step.report, step.after
        counted.add(told.report)
        until = dates[n + 1] if n + 1 < len(dates) else "9999-12-31"
        rows.append((
            n + 1, told.item, told.date, until, told.stage, step.does, "; ".join(told.outlets), told.said_by, told.certainty, told.amount,
            told.unit, told.due, told.condition, told.words, after.stage, after.amount, after.unit, after.delivered, after.due, after.due_by,
            after.condition, len(counted), after.since, after.certainty,
        ))  # fmt: skip
    return rows


def _contradiction_rows(found: Sequence[Contradiction]) -> list[tuple[Any, ...]]:
    return [(n, c.field, c.item, c.value, c.other, c.other_value, c.date) for n, c in enumerate(found, 1)]


def _report(features: Features, row: dict[str, Any]) -> Report:
    """A mention as the history needs it."""
    told = {} if features.evidence else _told(row)
    return Report(
        item=row["number"], date=row["published"], stage=FULFILS[row["type"]] if features.evidence else row["stage"], outlets=(row["outlet"],),
        report=row["report"], words=row["sentence"], certainty=row["certainty"], said_by=row["said_by"], amount=row["amount"], unit=row["unit"],
        quantifier=row["quantifier"], part=features.part, evidence=features.evidence, **told,
    )  # fmt: skip


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """What only a commitment tells."""
    return {
        "condition": row["condition"], "due": row["due"], "restates": restating_pattern().search(row["sentence"]) is not None,
        "procedural": procedural_pattern().match(row["action"]) is not None,
        "denies": denied_of(row["action"]) if row["stage"] == "denied" else "",
    }  # fmt: skip


def _steps(reports: Sequence[Report]) -> list[Report]:
    """The reports with copies joined: what one independent report says in the same words is one step, whoever printed it."""
    from dataclasses import replace

    out: list[Report] = []
    seen: dict[tuple[int, str, str], int] = {}
    for one in reports:
        key = (one.report, one.stage, one.words)
        if key in seen:
            kept = out[seen[key]]
            out[seen[key]] = replace(kept, outlets=tuple(dict.fromkeys((*kept.outlets, *one.outlets))))
        else:
            seen[key] = len(out)
            out.append(one)
    return out


def _reported(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    dates = sorted(r["published"] for r in rows if r["published"])
    return {
        "first_reported": dates[0] if dates else None, "last_reported": dates[-1] if dates else None, "mentions": len(rows),
        "reports": len({r["report"] for r in rows}), "outlets": len({r["outlet"] for r in rows}),
    }  # fmt: skip


def _reviewed(rows: Sequence[dict[str, Any]]) -> str:
    """The review of a thread: corrected if any mention is, accepted if all are, else unreviewed."""
    states = {r["review"] for r in rows}
    return "corrected" if "corrected" in states else "accepted" if states == {"accepted"} else "unreviewed"


def _telling(row: dict[str, Any]) -> tuple[Any, ...]:
    """The mention that says most of what is promised: with a sum, at a middle stage, in not too few words; ties by order."""
    rank = RANK.get(row["stage"], -1)
    return (row["amount"] is None, not RANK["intended"] <= rank <= RANK["signed"], not 3 <= len(row["action"].split()) <= 30, row["order"])


def _full_event(row: dict[str, Any]) -> tuple[Any, ...]:
    return (not row["actor"], not row["recipient"], row["status"] not in ("actual", "planned"), row["date"] is None, row["order"])


def _late(published: str | None) -> int:
    """Later first, for what becomes known with time: the count of the dead."""
    bounds = bounds_of(published) if published else None
    return -bounds[0] if bounds else 0


def _principal(cluster: Sequence[Features], rows: Sequence[dict[str, Any]], role: str) -> tuple[str, str | None]:
    """The promisor of a thread: the state that all speak for where there is one, by its name unless all name one and the same office."""
    shared = common_principals(cluster)
    named = list(dict.fromkeys(r[role] for r in rows))
    everywhere = [f.actors for f in cluster if not f.evidence]
    if everywhere and all(a == everywhere[0] for a in everywhere) and len(everywhere[0]) > 1 and "; " in named[0]:
        return named[0], _most(r[f"{role}_country"] for r in rows) or ";".join(sorted(states_of(everywhere[0]))) or None
    for key in shared:
        state = world.country_of_code(key) if " " not in key else None
        if state is not None:
            return (named[0] if len(named) == 1 and "; " not in named[0] else state.name), key
    return _most_named(rows, role)[0] or named[0], _most(r[f"{role}_country"] for r in rows)


def _named_side(rows: Sequence[dict[str, Any]], role: str) -> tuple[str | None, str | None]:
    return _most_named(rows, role)


def _most_named(rows: Sequence[dict[str, Any]], role: str) -> tuple[str | None, str | None]:
    """The name that most mentions give, the fullest of those that tie; and its country."""
    names = Counter(r[role] for r in rows if r[role])
    if not names:
        return None, None
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    return name, next((r[f"{role}_country"] for r in rows if r[role] == name and r[f"{role}_country"]), None)


def _most(values: Iterable[str | None]) -> str | None:
    """The most frequent value, the first of the alphabet where several are; None where there is none."""
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _event_contradictions(rows: Sequence[dict[str, Any]]) -> list[Contradiction]:
    """Reports of one event that differ in date, number, place or whether it happened."""
    out: list[Contradiction] = []
    seen: set[tuple[str, str, str]] = set()
    said = [(r["amount"], r["unit"], r["date"], r["status"]) for r in rows]
    compared = {(one, one) for one in said}
    for n, other in enumerate(rows):
        for m, one in enumerate(rows[:n]):
            if one["report"] == other["report"] or (said[m], said[n]) in compared:
                continue
            compared.add((said[m], said[n]))
            for field, value, other_value in _differences(one, other):
                key = (field, *sorted((value, other_value)))
                if key not in seen:
                    seen.add(key)  # type: ignore[arg-type]
                    out.append(Contradiction(field, one["number"], value, other["number"], other_value, other["published"]))  # type: ignore[arg-type]
    return out


def _differences(one: dict[str, Any], other: dict[str, Any]) -> Iterable[tuple[str, str, str]]:
    if one["amount"] is not None and other["amount"] is not None and one["unit"] == other["unit"] and one["amount"] != other["amount"]:
        yield "amount", f"{one['amount']:.15g} {one['unit']}", f"{other['amount']:.15g} {other['unit']}"
    first, second = (bounds_of(r["date"]) if r["date"] else None for r in (one, other))
    if first and second and (first[0] > second[1] or second[0] > first[1]):
        yield "date", one["date"], other["date"]
    if {one["status"], other["status"]} == {"actual", "negated"}:
        yield "stage", one["status"], other["status"]
