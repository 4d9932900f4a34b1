"""Our own tables: one row an event, a commitment, a statement ...; their mentions apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.exports.shared import columns as c
from onrecord.exports.shared.columns import Column, Row, Table
from onrecord.exports.shared.dates import dated
from onrecord.exports.shared.geo import precision_of_place
from onrecord.exports.shared.reading import Reading, Side, Thread

OPEN = "9999-12-31"
ENDED = ("delivered", "withdrawn", "refused")


def joined(values: Iterable[str | None]) -> str | None:
    """Different values in order, joined by "; "; None where there is none."""
    return "; ".join(dict.fromkeys(v for v in values if v)) or None


def event_row(one: Thread) -> Row:
    """An event as a row of `EVENTS`."""
    row, shown = one.row, one.shown
    when = dated(row["date"], row["first_reported"])
    place = one.of_place()
    return (
        row["id"], when.first, when.last, when.precision, row["type"], row["mode"], row["status"],
        "negative" if row["status"] == "negated" else "positive", *_side(row["actor"], row["actor_country"], one.left),
        *_side(row["recipient"], row["recipient_country"], one.right), row["place"], row["country"], row["admin1"], row["latitude"],
        row["longitude"], precision_of_place(place["feature"] if place else None, located=row["latitude"] is not None),
        str(row["geonameid"]) if row["geonameid"] is not None else None, *_amount(one), row["words"], *_article(shown),
        len({m["article_id"] for m in one.mentions}), row["outlets"], max(m["confidence"] for m in one.mentions), row["review"],
        joined(sorted(m["rule"] for m in one.mentions)), shown["read_by"], row["cameo"], row["quad"], row["goldstein"],
        joined(sorted(x for m in one.mentions for x in m["contexts"].split(";"))), row["certainty"], shown["said_by"],
        row["first_reported"], row["last_reported"], row["reports"], row["mentions"], row["contradictions"],
        joined(s.id for s in one.left), joined(s.id for s in one.right),
    )  # fmt: skip


def _events(reading: Reading) -> Iterator[Row]:
    return map(event_row, reading.threads("event"))


def _commitments(reading: Reading) -> Iterator[Row]:
    today = reading.today() or ""
    for one in reading.threads("commitment"):
        row, shown = one.row, one.shown
        overdue = row["due_by"] is not None and row["due_by"] < today and row["stage"] not in ENDED
        yield (
            row["id"], *_side(row["promisor"], row["promisor_country"], one.left),
            *_side(row["beneficiary"], row["beneficiary_country"], one.right), row["action"], row["instrument"], row["stage"],
            row["stage_since"], *_amount(one), row["delivered"], row["due"], row["due_by"], overdue, row["condition"], row["certainty"],
            shown["said_by"], shown["sentence"], *_article(shown), row["first_reported"], row["last_reported"],
            len({m["article_id"] for m in one.mentions}), row["outlets"], row["reports"], row["mentions"], row["denials"],
            row["contradictions"], max(m["confidence"] for m in one.mentions), row["review"],
            joined(sorted(m["rule"] for m in one.mentions)), shown["read_by"], joined(s.id for s in one.left),
            joined(s.id for s in one.right),
        )  # fmt: skip


def _steps(reading: Reading) -> Iterator[Row]:
    for row in reading.steps():
        yield (
            row["thread_id"], row["n"], row["date"], row["until"] if row["until"] != OPEN else None, row["told_stage"], row["does"],
            row["stage"], row["shown_outlets"], row["said_by"], row["certainty"], row["told_amount"], row["told_unit"], row["told_due"],
            row["told_condition"], row["amount"], row["unit"], row["delivered"], row["due"], row["due_by"], row["condition"],
            row["reports"], row["words"], row["mention_id"], row["article_id"], row["url"] or row["article_source"], row["publisher"],
        )  # fmt: skip


def _statements(reading: Reading) -> Iterator[Row]:
    for row in reading.mentions("statement"):
        speaker = reading.sides(row["number"], "speaker")
        yield (
            row["id"], *_side(row["speaker"], row["speaker_country"], speaker, row["source"]), row["cue"], row["content"], row["manner"],
            row["stance"], row["told_by"], row["start"], row["end"], *_article(row), row["confidence"], row["review"], row["rule"],
            row["read_by"], joined(s.id for s in speaker),
        )  # fmt: skip


def _articles(reading: Reading) -> Iterator[Row]:
    for row in reading.articles():
        yield (
            row["id"], row["report_id"], row["id"] != row["report_id"], row["url"], row["shown_source"], row["title"], row["byline"],
            row["publisher"], row["published"], row["published_basis"], row["language"], row["characters"], row["text_sha256"],
            row["read_by"],
        )  # fmt: skip


def _parties(reading: Reading) -> Iterator[Row]:
    for row in reading.parties():
        yield (row["id"], row["name"], row["kind"], row["country"], row["sector"], row["leader"] or row["id"], row["wikidata"])


def _fields(kind: str, reading: Reading) -> Iterator[Row]:
    for one in reading.fields(kind):
        yield (
            one.item["thread_id"], one.item["article_id"], one.field, one.start, one.end, one.exact, one.prefix, one.suffix, one.basis,
            one.item["rule"], one.item["id"], one.n, one.value,
        )  # fmt: skip


def _side(name: str | None, country: str | None, parties: tuple[Side, ...], raw: str | None = None) -> Row:
    countries = joined((country or "").replace("; ", ";").split(";"))
    return (name or None, joined(s.words for s in parties) or raw, None, countries, joined(s.sector for s in parties))


def _amount(one: Thread) -> Row:
    money = one.amount_kind() == "money"
    return (one.row["amount"], one.row["unit"] if money else None, None if money else one.row["unit"])


def _article(row: object) -> Row:
    return (row["article_id"], row["url"] or row["article_source"], row["publisher"], row["published"], row["language"])  # type: ignore[index]


EVENTS = Table("events", "One act, however many reports tell of it.", (
    Column("event_id", "Content hash of its first mention: the same on every machine.", required=True),
    Column("event_date", "First day of the event; where it has no date, the day of its first report (see time_precision).", "date"),
    Column("date_end", "Last day of the event, or of the week, month or year that is all that is known.", "date"),
    Column("time_precision", "day, week, month, year, interval: of its own date. reported: it has none, and its first report's stands in."),
    Column("event_type", "PLOVER type.", required=True),
    Column("event_mode", "PLOVER mode."),
    Column("status", "actual, planned, hypothetical, negated (denied, or said not to be so), historical (background).", required=True),
    Column("polarity", "negative where the status is negated, else positive.", required=True),
    *c.side("actor", "acts"),
    *c.side("recipient", "is acted upon"),
    Column("location", "Name of the place.", words=True),
    Column("country", "Its country, ISO 3166-1 alpha-3."),
    Column("admin1", "Its first-order division (province, state), by name.", words=True),
    Column("latitude", "Degrees, WGS 84.", "number"),
    Column("longitude", "Degrees, WGS 84.", "number"),
    Column("geo_precision", "place, admin1, country or region: what the coordinates stand for."),
    Column("geonames_id", "Its number in GeoNames, as text."),
    *c.AMOUNT,
    Column("quote", "The sentence that tells most of it.", words=True, required=True),
    *c.told_in("the quote is from"),
    Column("n_articles", "Articles that tell of it, copies counted.", "integer", required=True),
    Column("n_publishers", "Outlets that tell of it.", "integer", required=True),
    c.CONFIDENCE, c.REVIEW,
    Column("rule_ids", "The rows of the codebook that found it; several are joined by '; '.", required=True),
    c.TOOL,
    Column("cameo", "CAMEO code, as text: leading zeros matter.", required=True),
    Column("quad", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.", "integer", required=True),
    Column("goldstein", "Score of the CAMEO code on Goldstein's scale, -10 to 10.", "number", required=True),
    Column("contexts", "PLOVER contexts of any of its reports; several are joined by '; '."),
    Column("certainty", "asserted, attributed or hearsay: the surest of its reports.", required=True),
    c.SAID_BY,
    Column("first_reported", "Date of the first report."),
    Column("last_reported", "Date of the last report."),
    Column("n_reports", "Independent reports: copies of one article count once.", "integer", required=True),
    Column("n_mentions", "Mentions in all articles.", "integer", required=True),
    Column("contradictions", "Differences between its reports.", "integer", required=True),
    Column("actor_party_ids", "party_id of the actors in parties; several are joined by '; '."),
    Column("recipient_party_ids", "party_id of the recipients in parties; several are joined by '; '."),
), ("event_id",), _events)  # fmt: skip
MENTIONS = Table(
    "mentions", "The words behind one field of an event in one article.",
    (Column("event_id", "The event: column event_id of events.", required=True), *c.FIELD), ("mention_id", "field", "n"),
    lambda reading: _fields("event", reading), (("event_id", "events", "event_id"), ("article_id", "articles", "article_id")),
)  # fmt: skip
COMMITMENTS = Table("commitments", "One commitment as it stands now, however many reports tell of it.", (
    Column("commitment_id", "Content hash of its first mention: the same on every machine.", required=True),
    *c.side("promisor", "promises"),
    *c.side("beneficiary", "is to gain"),
    Column("action", "What is promised, in the article's words.", words=True, required=True),
    Column("instrument", "What it is given in (funding, arms, troops, talks ...)."),
    Column("stage", "How far it is: floated, offered, intended, pledged, agreed, approved, signed, in_delivery, delivered; or aside: "
           "withdrawn, suspended, refused, denied.", required=True),
    Column("stage_since", "Date of the report since which it stands so."),
    *c.AMOUNT,
    Column("delivered", "How much of the amount has been delivered, in the same unit.", "number"),
    Column("due", "When it is due: ISO date, month, year or interval, or the words where they cannot be resolved.", words=True),
    Column("due_by", "The last day on which it is due.", "date"),
    Column("overdue", "Whether that day had passed on the day of the ledger's latest article, without evidence of an end.", "boolean",
           required=True),
    Column("condition", "On what condition, in the article's words.", words=True),
    Column("certainty", "asserted, attributed or hearsay.", required=True),
    c.SAID_BY,
    Column("quote", "The sentence of the report that tells most of it.", words=True, required=True),
    *c.told_in("the quote is from"),
    Column("first_reported", "Date of the first report."),
    Column("last_reported", "Date of the last report."),
    Column("n_articles", "Articles that tell of it, copies counted.", "integer", required=True),
    Column("n_publishers", "Outlets that tell of it.", "integer", required=True),
    Column("n_reports", "Independent reports: copies of one article count once.", "integer", required=True),
    Column("n_mentions", "Mentions in all articles.", "integer", required=True),
    Column("denials", "Reports in which the promisor denies having undertaken it.", "integer", required=True),
    Column("contradictions", "Differences between its reports.", "integer", required=True),
    c.CONFIDENCE, c.REVIEW,
    Column("rule_ids", "The rows of the codebook that found it; several are joined by '; '.", required=True),
    c.TOOL,
    Column("promisor_party_ids", "party_id of the promisors in parties; several are joined by '; '."),
    Column("beneficiary_party_ids", "party_id of the beneficiaries in parties; several are joined by '; '."),
), ("commitment_id",), _commitments)  # fmt: skip
STEPS = Table("commitment_steps", "One report in the history of a commitment, and how the commitment stood after it.", (
    Column("commitment_id", "The commitment: column commitment_id of commitments.", required=True),
    Column("step", "Counts its reports from 1, by date.", "integer", required=True),
    Column("date", "Date of the report; the state after it holds from this day ..."),
    Column("until", "... until the day before this one; empty where it holds still."),
    Column("told_stage", "The stage that this report tells.", required=True),
    Column("does", "What it does to the history: opens, advances, reaffirms, recalls, delivers part, withdraws, denies ...", required=True),
    Column("stage", "The stage after it.", required=True),
    Column("outlets", "The outlets that print it; several are joined by '; '.", words=True),
    Column("said_by", "Who says so.", words=True),
    Column("certainty", "asserted, attributed or hearsay.", required=True),
    Column("told_amount", "The amount that this report tells.", "number"),
    Column("told_unit", "Its currency (ISO 4217) or unit.", words=True),
    Column("told_due", "The due date that it tells.", words=True),
    Column("told_condition", "The condition that it tells.", words=True),
    Column("amount", "The amount as it stands after it.", "number"),
    Column("unit", "Its currency (ISO 4217) or unit.", words=True),
    Column("delivered", "How much of it has been delivered.", "number"),
    Column("due", "The due date as it stands after it.", words=True),
    Column("due_by", "The last day on which it is due.", "date"),
    Column("condition", "The condition as it stands after it.", words=True),
    Column("n_reports", "Independent reports so far.", "integer", required=True),
    Column("words", "The sentence.", words=True, required=True),
    Column("mention_id", "The mention in this report: a commitment's (c-...), or an event's that shows a delivery (e-...).", required=True),
    *c.told_in("tells it")[:3],
), ("commitment_id", "step"), _steps, (("commitment_id", "commitments", "commitment_id"),))  # fmt: skip
COMMITMENT_MENTIONS = Table(
    "commitment_mentions", "The words behind one field of a commitment in one article.",
    (Column("commitment_id", "The commitment: column commitment_id of commitments.", required=True), *c.FIELD),
    ("mention_id", "field", "n"), lambda reading: _fields("commitment", reading),
    (("commitment_id", "commitments", "commitment_id"), ("article_id", "articles", "article_id")),
)  # fmt: skip
STATEMENTS = Table("statements", "What one article says that somebody said.", (
    Column("statement_id", "Content hash: the same on every machine.", required=True),
    *c.side("speaker", "speaks"),
    Column("cue", "The word of saying.", words=True),
    Column("content", "What is said; parts that stand apart are joined by ' … '.", words=True, required=True),
    Column("manner", "direct, mixed or indirect speech.", required=True),
    Column("stance", "What kind of saying it is (denies, promises ...), where the cue tells."),
    Column("told_by", "Through whom it reached the article; several are joined by '; '.", words=True),
    Column("start", "Offset of its first part in the article's text: Unicode code points, from 0.", "integer", required=True),
    Column("end", "Offset after that part.", "integer", required=True),
    *c.told_in("reports it"),
    c.CONFIDENCE, c.REVIEW,
    Column("rule_id", "The row of the codebook that found it.", required=True),
    c.TOOL,
    Column("speaker_party_id", "party_id of the speaker in parties."),
), ("statement_id",), _statements, (("article_id", "articles", "article_id"),))  # fmt: skip
STATEMENT_MENTIONS = Table(
    "statement_mentions", "The words behind one field of a statement.",
    (Column("statement_id", "The statement: column statement_id of statements.", required=True), *c.FIELD), ("mention_id", "field", "n"),
    lambda reading: _fields("statement", reading),
    (("statement_id", "statements", "statement_id"), ("article_id", "articles", "article_id")),
)  # fmt: skip
ARTICLES = Table("articles", "An article that was read. Its text is in the ledger alone.", (
    Column("article_id", "Content hash of address, title and text.", required=True),
    Column("report_id", "The earliest of its copies, or itself: copies are one independent report.", required=True),
    Column("is_copy", "Whether it is a copy of another one.", "boolean", required=True),
    Column("source_url", "Its address.", words=True),
    Column("source", "The name of the file it was read from.", words=True, required=True),
    Column("title", "Its title.", words=True),
    Column("byline", "Its author, as printed.", words=True),
    Column("publisher", "The outlet.", words=True),
    Column("published", "Its date, ISO 8601; a month or a year where no more is known."),
    Column("published_basis", "stated, or resolved or inferred from its words."),
    Column("language", "ISO 639-1.", required=True),
    Column("characters", "Length of its text in Unicode code points.", "integer", required=True),
    Column("text_sha256", "SHA-256 of its text in UTF-8: offsets hold for this text alone.", required=True),
    c.TOOL,
), ("article_id",), _articles)  # fmt: skip
PARTIES = Table("parties", "A person, state, organisation or group as articles name it.", (
    Column("party_id", "Content hash of kind, name and country.", required=True),
    Column("name", "Its fullest name.", words=True, required=True),
    Column("kind", "person, state, organisation or group.", required=True),
    Column("country", "ISO 3166-1 alpha-3, or IGO for an international body."),
    Column("sector", "PLOVER sector (GOV, MIL ...)."),
    Column("same_as", "party_id of the fullest spelling of the same party, or its own.", required=True),
    Column("wikidata_id", "Wikidata item, as a party file gives it; nothing is looked up, so it is empty for all others."),
), ("party_id",), _parties)  # fmt: skip

TABLES = {t.name: t for t in (EVENTS, MENTIONS, COMMITMENTS, STEPS, COMMITMENT_MENTIONS, STATEMENTS, STATEMENT_MENTIONS, ARTICLES, PARTIES)}
