"""Offsets are sacred: every span of every record re-reads as exactly its text, whatever the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from spans import spans

from onrecord.model import Article, Record, content_id, from_plain
from onrecord.pipeline import record_of

PIECES = (
    "Kenya pledged 20 million dollars to Somalia on Monday.", "“We will not yield,” President Daniel Kiprono said.", "\n\n", "\r\n", " ",
    "Police arrested two students 🙂 in Nairobi.", "Subscribe\nShare\n0 Comments\n", "\u00a0", "«Non», dit-il.", "e\u0301",
    "\u200f\u202e", "\x00", "NORWAY MAY LEND $2-3bn IF 'the law' passes by 2027", "\u2028", "İstanbul’da", "(Agency) —",
    "\U0001f1f3\U0001f1f4", "...", "ﬁ", '"',
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_categories=("Cs",)), max_size=12)), max_size=14))
def test_every_span_re_reads_as_its_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    record = record_of(Article(content_id("a", None, None, text), "test", text, published="2026-03-04", published_basis="stated"))
    plain = record.to_dict()
    for start, end, words in spans(plain):
        assert text[start:end] == words
    assert from_plain(plain, Record) == record
    assert record_of(record.article).to_dict() == plain


def test_an_article_of_text_keeps_its_spans_through_json() -> None:
    record = record_of(Article("a-0", "test", "🙂 Kenya pledged 20 million dollars to Somalia.\n", published="2026-03-04"))
    assert record.commitments[0].anchor.start == 8
    assert spans(record.to_dict())
