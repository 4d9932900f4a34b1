"""Lists of what is no thread: statements, articles, parties."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from onrecord.ledger import whom
from onrecord.ledger.answers import ArticleRead, PartyKnown, StatementMade
from onrecord.ledger.conditions import WORDS, outlets, places_of
from onrecord.ledger.filters import Filters, checked
from onrecord.ledger.own_parties import WIKIDATA
from onrecord.ledger.query import Arm, Driver, Question, Sql, any_of, ask, pick, size_of, tests_beside
from onrecord.ledger.rows import ITEMS
from onrecord.ledger.summing import ANSWERS, MAIN
from onrecord.ledger.words import words_of

REPORTED = (("t.published", "DESC"), ("t.id", "DESC"))
STATEMENT = Sql(
    """SELECT t.id, a.id AS article_id, a.url, a.publisher, t.published, t.speaker, t.speaker_country, t.cue, t.content, t.manner, t.stance,
    t.told_by, t.start, t."end", t.rule, t.confidence, t.review
    FROM k CROSS JOIN statements t ON t.number = k.number CROSS JOIN articles a ON a.number = t.article"""
)
COUNTS = ", ".join(
    f"(SELECT count(*) FROM {kind} x WHERE x.article = t.number) AS {kind}" for kind in ("commitments", "events", "statements")
)
ARTICLE = Sql(
    f"""SELECT t.id, t.title, t.publisher, t.published, t.published_basis, t.byline, t.url, t.source, t.language, t.characters,
    r.id AS report_id, t.number <> r.number AS is_copy, {COUNTS}, t.read_by, {ANSWERS}
    FROM k CROSS JOIN articles t ON t.number = k.number CROSS JOIN articles r ON r.number = t.report {MAIN}"""
)


def statements(db: sqlite3.Connection, filters: Filters) -> tuple[tuple[StatementMade, ...], int]:
    """The statements that meet the filters, and how many more there are than the limit.

    Raises:
        BadQuestion: a filter names what is not known.
    """
    f = checked("statements", filters)
    rows, more = ask(db, statements_asked(db, f), f.limit, f.skip)
    return tuple(StatementMade(**dict(r)) for r in rows), more


def statements_asked(db: sqlite3.Connection, f: Filters) -> Question:
    """What filters ask of the statements; `f` is checked."""
    drivers = list(_statement_drivers(db, f))
    chosen = pick(drivers, any_size=True)
    plain = (Arm(Sql("statements t INDEXED BY statements_published"), Sql(""), "t.published"),)
    tests = [*_dated(f), *tests_beside(chosen, drivers)]
    for column, value in (("manner", f.type), ("stance", f.stance), ("review", f.review)):
        if value is not None:
            tests.append(Sql(f"t.{column} = ?", (value,)))
    order = (("t.speaker", "ASC"), *REPORTED) if f.sort == "speaker" else REPORTED
    return Question(chosen.arms if chosen else plain, tests, order, STATEMENT)


def statements_by(db: sqlite3.Connection, number: int) -> tuple[StatementMade, ...]:
    """The statement of a number."""
    arm = Arm(Sql("statements t"), Sql("t.number = ?", (number,)), "t.published")
    return tuple(StatementMade(**dict(r)) for r in ask(db, Question([arm], (), REPORTED, STATEMENT), None)[0])


def _statement_drivers(db: sqlite3.Connection, f: Filters) -> Iterator[Driver]:
    for name, told in ((f.origin, False), (f.party, True)):
        if name is not None:
            yield _speaker(db, whom.find(db, name), told=told)
    if f.country is not None:
        code = whom.country(f.country)
        yield _speaker(db, whom.Who(f.country, code, (), ()), told=False)
    if f.outlet is not None:
        named = any_of("p.publisher", outlets(db, f.outlet))
        source = f"articles p CROSS JOIN statements t ON t.article = p.number WHERE {named.text}"
        test = Sql(f"EXISTS (SELECT 1 FROM articles p WHERE p.number = t.article AND {named.text})", named.values)
        yield Driver((_inner(source, named.values),), size_of(db, [Sql(f"FROM {source}", named.values)]), False, test)
    if f.text is not None:
        yield _words(db, "item_words", "statements", words_of(f.text).match)


def _words(db: sqlite3.Connection, index: str, table: str, match: str) -> Driver:
    """Words in the row's text."""
    test = Sql(f"+t.number IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)", (match,))
    places = places_of(db, index, match)
    if places is None:
        return Driver((), WORDS + 1, False, test, WORDS)
    narrow = " INDEXED BY statements_narrow" if table == "statements" else ""
    source = Sql(f"json_each(?) a CROSS JOIN {table} t{narrow} ON t.number = a.value", (places,))
    return Driver((Arm(source, Sql(""), "t.published"),), places.count(",") + 1, False, test, WORDS)


def _inner(source: str, values: tuple[object, ...]) -> Arm:
    """An arm whose source has a WHERE of its own."""
    return Arm(Sql(f"(SELECT t.* FROM {source}) t", values), Sql(""), "t.published")


def _speaker(db: sqlite3.Connection, who: whom.Who, *, told: bool) -> Driver:
    """Who speaks; with `told` also who tells what others say."""
    if who.country:
        by = Sql("t.speaker_country = ?", (who.country,))
        arms = [Arm(Sql("statements t INDEXED BY statements_country"), by, "t.published")]
        return Driver(tuple(arms), size_of(db, [Sql(f"FROM statements t WHERE {by.text}", by.values)]), True, by)
    test = any_of("t.speaker_party", who.parties)
    arms = [Arm(Sql("statements t INDEXED BY statements_speaker"), Sql("t.speaker_party = ?", (p,)), "t.published") for p in who.parties]
    if told:
        named = any_of("i.party", who.parties)
        telling = Sql(
            f"item_parties i CROSS JOIN statements t ON t.number = i.item WHERE {named.text} AND i.role = 'told_by'", named.values
        )
        arms.append(_inner(telling.text, telling.values))
        also = f"EXISTS (SELECT 1 FROM item_parties i WHERE i.item = t.number AND i.role = 'told_by' AND {named.text})"
        test = Sql(f"({test.text} OR {also})", (*test.values, *named.values))
    return Driver(tuple(arms), size_of(db, [Sql(f"FROM {a.source.text}" + (f" WHERE {a.where.text}" if a.where.text else ""),
                                                (*a.source.values, *a.where.values)) for a in arms]), True, test)  # fmt: skip


def articles(db: sqlite3.Connection, filters: Filters) -> tuple[tuple[ArticleRead, ...], int]:
    """The articles that meet the filters, and how many more there are than the limit.

    Raises:
        BadQuestion: a filter names what is not known.
    """
    f = checked("articles", filters)
    rows, more = ask(db, articles_asked(db, f), f.limit, f.skip)
    return tuple(ArticleRead(**{**dict(r), "is_copy": bool(r["is_copy"])}) for r in rows), more


def articles_asked(db: sqlite3.Connection, f: Filters) -> Question:
    """What filters ask of the articles; `f` is checked."""
    drivers = list(_article_drivers(db, f))
    chosen = pick(drivers, any_size=True)
    plain = (Arm(Sql("articles t INDEXED BY articles_published"), Sql(""), "t.published"),)
    tests = [*_dated(f), *tests_beside(chosen, drivers)]
    order = (("t.publisher", "ASC"), *REPORTED) if f.sort == "publisher" else REPORTED
    return Question(chosen.arms if chosen else plain, tests, order, ARTICLE)


def articles_by(db: sqlite3.Connection, number: int) -> tuple[ArticleRead, ...]:
    """The article of a number."""
    arm = Arm(Sql("articles t"), Sql("t.number = ?", (number,)), "t.published")
    rows, _ = ask(db, Question([arm], (), REPORTED, ARTICLE), None)
    return tuple(ArticleRead(**{**dict(r), "is_copy": bool(r["is_copy"])}) for r in rows)


def _article_drivers(db: sqlite3.Connection, f: Filters) -> Iterator[Driver]:
    if f.outlet is not None:
        names = outlets(db, f.outlet)
        arms = tuple(Arm(Sql("articles t INDEXED BY articles_publisher"), Sql("t.publisher = ?", (n,)), "t.published") for n in names)
        size = size_of(db, [Sql("FROM articles t WHERE t.publisher = ?", (n,)) for n in names])
        yield Driver(arms, size, True, any_of("t.publisher", names))
    if f.party is not None:
        yield _named_in(db, whom.find(db, f.party))
    if f.country is not None:
        yield _named_in(db, whom.Who(f.country, whom.country(f.country), (), ()))
    if f.text is not None:
        yield _words(db, "article_words", "articles", words_of(f.text).match)


def _named_in(db: sqlite3.Connection, who: whom.Who) -> Driver:
    """Somebody in a role of an item of the article."""
    named = any_of("i.party", who.parties) if not who.country else Sql("i.country = ?", (who.country,))
    known = named if not who.country else Sql("i.party IN (SELECT number FROM parties WHERE country = ?)", (who.country,))
    within = f"i.item BETWEEN t.number * {ITEMS} AND t.number * {ITEMS} + {ITEMS - 1}"
    test = Sql(f"EXISTS (SELECT 1 FROM item_parties i WHERE {within} AND +{named.text})", named.values)
    inner = Sql(f"FROM item_parties i INDEXED BY item_parties_party WHERE {known.text}", known.values)
    source = f"(SELECT DISTINCT i.item / {ITEMS} AS article {inner.text}) a CROSS JOIN articles t ON t.number = a.article"
    return Driver((Arm(Sql(source, inner.values), Sql(""), "t.published"),), size_of(db, [inner]), False, test)


def parties(db: sqlite3.Connection, filters: Filters) -> tuple[tuple[PartyKnown, ...], int]:
    """The parties that meet the filters, all spellings of one together, and how many more there are than the limit.

    Raises:
        BadQuestion: a filter names what is not known.
    """
    f = checked("parties", filters)
    tests = [Sql("t.same_as IS NULL")]
    if f.type:
        tests.append(Sql("t.kind = ?", (f.type,)))
    if f.country is not None:
        tests.append(Sql("t.country = ?", (whom.country(f.country),)))
    if f.party is not None:
        who = whom.find(db, f.party)
        tests.append(Sql("t.country = ? AND t.kind = 'state'", (who.country,)) if who.country else any_of("t.number", who.parties))
    if f.text is not None:
        tests.extend(Sql("t.name LIKE ? ESCAPE '\\'", (f"%{_literal(w)}%",)) for w in f.text.split())
    source = """(SELECT coalesce(same_as, number) AS root, sum(mentions) AS mentions FROM parties INDEXED BY parties_leader
        GROUP BY coalesce(same_as, number)) g CROSS JOIN parties t ON t.number = g.root"""
    if f.type or f.country is not None or f.party is not None or f.sort == "name":
        source = "parties t"
    mentions = (
        "g.mentions" if source != "parties t" else "t.mentions + coalesce((SELECT sum(s.mentions) FROM parties s WHERE s.same_as = t.number), 0)"
    )
    order = (("t.name", "ASC"), ("t.id", "ASC")) if f.sort == "name" else ((mentions, "DESC"), ("t.name", "ASC"), ("t.id", "ASC"))
    rows, more = ask(db, Question([Arm(Sql(source), Sql(""), "")], tests, order, _party_columns()), f.limit, f.skip)
    return tuple(PartyKnown(**dict(r)) for r in rows), more


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _party_columns() -> Sql:
    """A party's row, and what all its spellings do together."""
    every = "(SELECT s.number FROM parties s WHERE coalesce(s.same_as, s.number) = +t.number)"
    thread = (
        f"(SELECT count(DISTINCT x.thread) FROM thread_parties x WHERE x.party IN {every} AND x.kind = '{{kind}}' AND x.role = '{{role}}')"
    )
    counts = ", ".join(
        f"{thread.format(kind=kind, role=role)} AS {name}"
        for name, kind, role in (
            ("promises", "commitment", "promisor"), ("receives", "commitment", "beneficiary"), ("acts", "event", "actor"),
            ("acted_upon", "event", "recipient"),
        )
    )  # fmt: skip
    return Sql(
        f"""SELECT t.id, t.name, t.kind, t.country, t.sector,
        coalesce((SELECT group_concat(name, '; ') FROM (SELECT DISTINCT s.name FROM parties s WHERE s.same_as = t.number AND s.name <> t.name
            ORDER BY s.name)), '') AS spellings,
        (SELECT sum(s.mentions) FROM parties s WHERE coalesce(s.same_as, s.number) = +t.number) AS mentions, {counts},
        (SELECT count(*) FROM statements x WHERE x.speaker_party IN {every}) AS statements,
        {WIKIDATA.format(t='t')} AS wikidata
        FROM k CROSS JOIN parties t ON t.number = k.number"""
    )


def _dated(f: Filters) -> list[Sql]:
    bounds = (("t.published >= ?", f.since), ("t.published <= ?", f.until), ("t.published <= ?", f.as_of))
    return [Sql(text, (value,)) for text, value in bounds if value is not None]
