"""Records made by hand: events of every standing, places of every kind, and text that would break a careless writer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from onrecord.ledger.store import Store
from onrecord.model import Amount, Article, Commitment, Event, Party, Place, Record, Span, Statement, Status, When, content_id

HOSTILE = (
    "=HYPERLINK(\"http://x\") said \"go\"\tnow, +1\r\n"
    "-2+3 struck @SUM(A1) in Nairobi on Monday \x00 🙂 \ud800 \ud83d\ude00 '=1 \u2028 end.\n"
    "The second line; naïve, العربية 漢字.\n"
)  # fmt: skip
PLAIN = "Share this\n\nKenya will send aid to Somalia. Police arrested two men in Nairobi.\n\nLater, Kenya met Somalia in Paris.\n"


def made(path: Path, kept: Iterable[Record]) -> Path:
    """A new ledger that holds these records."""
    with Store(path) as store:
        store.add(list(kept), version="test")
    return path


def article(text: str, published: str | None, *, url: str | None = None, publisher: str | None = "Coast Herald") -> Article:
    return Article(
        content_id("a", url, None, text), "story.txt", text, url=url, title="A title", publisher=publisher, published=published,
        published_basis="stated" if published else None,
    )  # fmt: skip


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def party(text: str, words: str, name: str, country: str | None, *, kind: str = "state", sector: str | None = "GOV") -> Party:
    return Party(name, kind, country, sector, None, span(text, words))  # type: ignore[arg-type]


def event(
    one: Article, anchor: str, type: str, cameo: str, *, actors: tuple[Party, ...] = (), recipients: tuple[Party, ...] = (),
    status: Status = "actual", mode: str | None = None, date: str | None = None, place: Place | None = None, amount: Amount | None = None,
    quad: int = 1, sentence: str | None = None,
) -> Event:  # fmt: skip
    at = span(one.text, anchor)
    return Event(
        content_id("e", one.id, at.start, type, status), at, type, mode, ("diplomatic",), cameo, quad, 1.5, actors, recipients, status,
        "asserted", (), When(date, "stated") if date else None, place, amount, span(one.text, sentence) if sentence else at,
        "en.event.by.hand", 0.75,
    )  # fmt: skip


def alone(number: int, status: Status, type: str, cameo: str, *, mode: str | None = None, date: str | None = None,
          published: str | None = "2026-03-02") -> Record:  # fmt: skip
    """An article with one event between two countries that no other article names, so that nothing is linked to it."""
    from onrecord.codebook.countries import countries

    left, right = countries()[2 * number], countries()[2 * number + 1]
    text = f"Story {number}.\n{left.name} and {right.name} did number{number}.\n"
    one = article(text, published, url=f"https://example.org/{number}")
    sides = [party(text, c.name, c.name, c.iso3) for c in (left, right)]
    made = event(one, f"number{number}", type, cameo, actors=(sides[0],), recipients=(sides[1],), status=status, mode=mode, date=date)
    return Record(one, events=(made,))


def hostile() -> Record:
    """Words that look like formulas, tabs, line breaks, quotation marks, NUL, halves of surrogate pairs."""
    one = article(HOSTILE, "2026-03-02", url="javascript:alert('1')", publisher='=Herald\t"x"')
    actor = party(HOSTILE, '=HYPERLINK("http://x")', '=HYPERLINK("http://x")', None, kind="person", sector=None)
    recipient = party(HOSTILE, "@SUM(A1)", '"SUM(A1)\r\nx\ty', None, kind="organisation", sector="BUS")
    place = Place("-Nairobi", span(HOSTILE, "Nairobi"), 184745, "KEN", "+Nairobi Area", -1.28333, 36.81667, "PPLC")
    made = event(
        one, "struck", "ASSAULT", "190", actors=(actor,), recipients=(recipient,), place=place, date="2026-03-02", quad=4,
        sentence="-2+3 struck @SUM(A1) in Nairobi on Monday \x00 🙂 \ud800 \ud83d\ude00 '=1 \u2028 end.",
    )  # fmt: skip
    said = Statement(
        "s-h", span(HOSTILE, "=HYPERLINK(\"http://x\")"), actor, span(HOSTILE, "said"), (span(HOSTILE, "\"go\"\tnow, +1"),), "direct", None,
        (actor,), "en.say.by.hand", 0.9,
    )  # fmt: skip
    promised = Commitment(
        "c-h", span(HOSTILE, "go"), actor, recipient, span(HOSTILE, "'=1"), "pledged", span(HOSTILE, "-2+3"),
        When("by = the end", "stated", span(HOSTILE, "end")), Amount(span(HOSTILE, "+1"), "units", 1.0, "exactly", "=trucks"), None, (),
        "asserted", None, span(HOSTILE, "\"go\"\tnow, +1"), "en.stage.by.hand", 0.5,
    )  # fmt: skip
    return Record(one, (said,), (made,), (promised,), parties=(actor, recipient))


def placed() -> Record:
    """Two events in one story: one in its first paragraph, after a line of page chrome; one in a later paragraph, in another country."""
    from onrecord.model import Removed

    one = article(PLAIN, "2026-03-03")
    one = Article(
        **{f: getattr(one, f) for f in Article.__dataclass_fields__} | {"removed": (Removed(span(PLAIN, "Share this"), "chrome"),)}
    )
    kenya, somalia = party(PLAIN, "Kenya", "Kenya", "KEN"), party(PLAIN, "Somalia", "Somalia", "SOM")
    police = party(PLAIN, "Police", "police", "KEN", kind="group", sector="COP")
    men = party(PLAIN, "two men", "two men", None, kind="group", sector="CVL")
    nairobi = Place("Nairobi", span(PLAIN, "Nairobi"), 184745, "KEN", "Nairobi Area", -1.28333, 36.81667, "PPLC")
    paris = Place("Paris", span(PLAIN, "Paris"), 2988507, "FRA", "Ile-de-France", 48.85341, 2.3488, "PPLC")
    return Record(one, events=(
        event(one, "arrested", "COERCE", "173", actors=(police,), recipients=(men,), mode="arrest", place=nairobi, quad=4,
              date="2026-03-02"),
        event(one, "met", "CONSULT", "040", actors=(kenya,), recipients=(somalia,), place=paris),
    ))  # fmt: skip
