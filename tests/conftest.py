"""What the tests share: a record made by hand, so that the views are tested without the parser."""

from __future__ import annotations

import pytest
from hypothesis import settings

from onrecord.model import Amount, Article, Commitment, Event, Party, Place, Record, Removed, Span, Statement, When, content_id

settings.register_profile("any machine", deadline=None)  # how long an example takes tells of the machine, not of what is tested
settings.load_profile("any machine")

TEXT = (
    "Kenya “will send” 40 trucks to Somalia by June if the rains stop, President Daniel Kiprono said on Monday. "
    "Police arrested two students 🙂 in Nairobi.\nShare this story\n"
)


def span_of(words: str, nth: int = 1) -> Span:
    """The nth occurrence of words in TEXT."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return Span.of(TEXT, start, start + len(words))


@pytest.fixture
def record() -> Record:
    article = Article(
        content_id("a", None, "Kenya to send trucks", TEXT), "story.txt", TEXT, title="Kenya to send trucks", publisher="Coast Herald",
        published="2026-03-02", published_basis="stated", removed=(Removed(span_of("Share this story"), "en.chrome.share"),),
    )  # fmt: skip
    kenya = Party("Kenya", "state", "KEN", "GOV", None, span_of("Kenya"))
    somalia = Party("Somalia", "state", "SOM", None, None, span_of("Somalia"))
    kiprono = Party("Daniel Kiprono", "person", "KEN", "GOV", "President", span_of("President Daniel Kiprono"))
    police = Party("police", "group", "KEN", "COP", None, span_of("Police"), "resolved")
    students = Party("two students", "group", None, "EDU", None, span_of("two students"))
    first = Span.of(TEXT, 0, TEXT.index(" Police"))
    second = Span.of(TEXT, TEXT.index("Police"), TEXT.index("\n"))
    statement = Statement(
        "s-1", span_of("President Daniel Kiprono"), kiprono, span_of("said"),
        (Span.of(TEXT, 0, TEXT.index(", President")),), "mixed", None, (kiprono,), "en.say.said", 0.9,
    )  # fmt: skip
    event = Event(
        "e-1", span_of("arrested"), "COERCE", "arrest", ("repression",), "173", 4, -5.0, (police,), (students,), "actual", "asserted", (),
        When("2026-03-02", "resolved", span_of("Monday")), Place("Nairobi", span_of("Nairobi"), 184745, "KEN"), None, second,
        "en.event.coerce.arrest", 0.8,
    )  # fmt: skip
    commitment = Commitment(
        "c-1", span_of("will send"), kenya, somalia, span_of("40 trucks to Somalia"), "intended", span_of("if the rains stop"),
        When("2026-06", "resolved", span_of("by June")), Amount(span_of("40 trucks"), "units", 40.0, "exactly", "trucks"), "equipment",
        (kiprono,), "attributed", None, first, "en.stage.will", 0.7,
    )  # fmt: skip
    return Record(article, (statement,), (event,), (commitment,), (), (), (), (kenya, somalia, kiprono, police, students))
