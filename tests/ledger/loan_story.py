"""Shared by the tests of reviews: small articles with commitments and events made by hand, so that what links is known."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from onrecord.ledger.opening import open_ledger
from onrecord.ledger.store import Store
from onrecord.model import Amount, Article, Commitment, Event, Party, Record, Span, Statement, When, content_id

BY = {"who": "ana", "at": "2026-07-01T10:00:00+00:00"}
NORWAY, MOLDOVA, KENYA = ("Norway", "NOR"), ("Moldova", "MDA"), ("Kenya", "KEN")


def article(text: str, day: str, publisher: str = "Northern Wire") -> Article:
    return Article(content_id("a", None, day, text), f"{publisher}-{day}.txt", text, title=None, publisher=publisher, published=day,
                   published_basis="stated")  # fmt: skip


def span(one: Article, words: str) -> Span:
    start = one.text.index(words)
    return Span.of(one.text, start, start + len(words))


def sentence(one: Article, at: Span) -> Span:
    start = one.text.rfind(". ", 0, at.start) + 2 if ". " in one.text[: at.start] else 0
    end = one.text.index(".", at.end) + 1
    return Span.of(one.text, start, end)


def state(one: Article, name: tuple[str, str]) -> Party:
    return Party(name[0], "state", name[1], "GOV", None, span(one, name[0]))


def commitment(
    one: Article, anchor: str, action: str, stage: str, *, by: tuple[str, str] = NORWAY, to: tuple[str, str] | None = MOLDOVA,
    amount: float | None = None, due: str | None = None,
) -> Commitment:  # fmt: skip
    at = span(one, anchor)
    sum_words = re.search(r"\d+ million euros", one.text)
    told = None
    if amount is not None and sum_words is not None:
        told = Amount(span(one, sum_words[0]), "money", amount, unit="EUR")
    return Commitment(
        content_id("c", one.id, at.start, at.end), at, state(one, by), state(one, to) if to else None, span(one, action), stage,  # type: ignore[arg-type]
        None, When(due, "stated") if due else None, told, "loan", (), "asserted", None, sentence(one, at), "en.stage.test", 0.9,
    )  # fmt: skip


def event(one: Article, anchor: str, *, type: str = "AID", by: tuple[str, str] = NORWAY, to: tuple[str, str] = MOLDOVA) -> Event:
    at = span(one, anchor)
    return Event(
        content_id("e", one.id, at.start, at.end), at, type, None, (), "070", 2, 7.0, (state(one, by),), (state(one, to),), "actual", "asserted", (),
        None, None, None, sentence(one, at), "en.event.test", 0.8,
    )  # fmt: skip


def statement(one: Article, content: str, *, by: tuple[str, str] = NORWAY) -> Statement:
    words = span(one, content)
    speaker = state(one, by)
    return Statement(
        content_id("s", one.id, words.start, words.end), speaker.mention, speaker, span(one, "said"), (words,), "indirect", None, (speaker,),
        "en.say.said", 0.9,
    )  # fmt: skip


def told(one: Article, *items: Commitment | Event | Statement) -> Record:
    commitments = tuple(i for i in items if isinstance(i, Commitment))
    events = tuple(i for i in items if isinstance(i, Event))
    statements = tuple(i for i in items if isinstance(i, Statement))
    known = {p.name: p for i in commitments for p in (i.promisor, i.beneficiary) if p} | {p.name: p for i in events for p in i.actors}
    return Record(one, statements, events, commitments, parties=tuple(known.values()))


def loan_story() -> tuple[Record, ...]:
    """A loan that is pledged, then signed, then partly paid, by three outlets; and a bridge that has nothing to do with it."""
    first = article("Norway pledged to lend Moldova 250 million euros for its power grid. Norway said the grid was old.", "2026-03-02")
    second = article("Norway signed the loan of 250 million euros to Moldova for its power grid.", "2026-03-23", "Chisinau Courier")
    third = article(
        "Norway has paid Moldova a first part of the loan, 60 million euros, for its power grid.", "2026-06-18", "Prairie Gazette"
    )
    other = article("Kenya promised to build a bridge over the Tana river for Moldova. Police were there.", "2026-03-03", "Coast Herald")
    return (
        told(first, commitment(first, "pledged to", "lend Moldova 250 million euros for its power grid", "pledged", amount=250e6),
             statement(first, "the grid was old")),
        told(second, commitment(second, "signed", "the loan of 250 million euros to Moldova for its power grid", "signed", amount=250e6),
             event(second, "signed the loan", type="AGREE")),
        told(third, commitment(third, "has paid", "a first part of the loan, 60 million euros, for its power grid", "in_delivery", amount=60e6)),
        told(other, commitment(other, "promised to", "build a bridge over the Tana river", "pledged", by=KENYA, to=None)),
    )  # fmt: skip


def threads(path: Path, kind: str = "commitment") -> dict[str, tuple[str, ...]]:
    """Thread -> its mentions, in the order of their dates."""
    db = open_ledger(path, write=False)
    try:
        rows = db.execute(
            f"SELECT t.id, m.id FROM {kind}s m JOIN {kind}_threads t ON t.number = m.thread JOIN articles a ON a.number = m.article "
            "ORDER BY m.published, a.id, m.start"
        ).fetchall()
    finally:
        db.close()
    out: dict[str, tuple[str, ...]] = {}
    for thread, mention in rows:
        out[thread] = (*out.get(thread, ()), mention)
    return out


def row(store: Store, one: str) -> dict[str, Any]:
    table = {"c": "commitments", "e": "events", "s": "statements", "t": "commitment_threads"}[one[0]]
    found = store.db.execute(f"SELECT * FROM {table} WHERE id = ?", (one,)).fetchone()
    return dict(found) if found else {}


def parties(store: Store, one: str, role: str) -> list[tuple[str, str | None, str]]:
    found = store.db.execute(
        "SELECT name, country, basis FROM item_parties WHERE item = ? AND role = ? ORDER BY n", (row(store, one)["number"], role)
    )
    return [tuple(r) for r in found]


def words(store: Store, one: str, field: str) -> list[tuple[str, str]]:
    found = store.db.execute("SELECT words, basis FROM spans WHERE item = ? AND field = ? ORDER BY n", (row(store, one)["number"], field))
    return [tuple(r) for r in found]
