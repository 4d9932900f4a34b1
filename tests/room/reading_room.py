"""Shared by the tests of the reading room: its address, what is read on a page, and an article that means harm."""

from __future__ import annotations

import re
from html import unescape

from onrecord.model import Amount, Article, Commitment, Event, Party, Record, Removed, Span, Statement, When, content_id

BASE = "http://127.0.0.1:8731"
RIGHT_TO_LEFT = "\u202e"
HARM = "<script>alert('x')</script>"
ACCENTS = "\u0300" * 40
NAME = f"Nor{RIGHT_TO_LEFT}way{HARM}"
TEXT = (
    f"{NAME} pledged to lend Moldova <b>250</b> million euros by \"><img src=x onerror=alert(1)> June, if {{{{ 7*7 }}}} {{% raw %}} holds.\n"
    f"A\u0301\u0302\u0303{ACCENTS} said: \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 [sic] \x00\x07\x1b[31m \U0001f642.\n"
    "Share </article></main> this\n"
)


def words_of(html: str) -> str:
    """What is read on a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def span(words: str, text: str = TEXT) -> Span:
    """The first occurrence of words in the text."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def hostile(day: str = "2026-03-02", size: int = 0) -> Record:
    """An article whose every word would like to be markup; `size` more characters of it."""
    text = TEXT + "<i>x</i> " * (size // 9)
    article = Article(
        content_id("a", None, day, text), "../../<etc>.txt", text, url=f"javascript:alert({day[-1]})", title=f"{HARM}\x00{RIGHT_TO_LEFT}",
        byline=HARM, publisher=f"Wire & <Sons>{HARM}", published=day, published_basis="stated",
        removed=(Removed(span("Share </article></main> this"), "en.chrome.share"),),
    )  # fmt: skip
    norway = Party(NAME, "organisation", "NOR", "GOV", None, span(NAME))
    moldova = Party("Moldova", "state", "MDA", "GOV", None, span("Moldova"))
    first = Span.of(text, 0, text.index("\n"))
    due = When('"><img src=x onerror=alert(1)> June', "stated", span('"><img src=x onerror=alert(1)> June'))
    commitment = Commitment(
        content_id("c", article.id), span("pledged"), norway, moldova, span("lend Moldova <b>250</b> million euros"), "pledged",
        span("if {{ 7*7 }} {% raw %} holds"), due, Amount(span("<b>250</b> million euros"), "money", 250e6, unit="EUR"), "loan", (norway,),
        "attributed", None, first, "en.stage.<test>", 0.9,
    )  # fmt: skip
    event = Event(
        content_id("e", article.id), span("lend"), "AID", "economic", (), "071", 2, 7.0, (norway,), (moldova,), "planned", "asserted", (), None, None,
        None, first, "en.event.<test>", 0.8,
    )  # fmt: skip
    said = span("\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 [sic] \x00\x07\x1b[31m \U0001f642")
    statement = Statement(content_id("s", article.id), span(NAME), norway, span("said"), (said,), "direct", None, (norway,), "en.say.said", 0.9)
    return Record(article, (statement,), (event,), (commitment,), (), (), (), (norway, moldova))
