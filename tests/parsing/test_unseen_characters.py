"""Characters that nobody sees: the parser does not take them for a part of a word, and the offsets hold."""

import pytest

import onrecord

PLAIN = "Norway pledged 3 million euros to Mali on Monday."
SPOILT = {
    "direction": "\u202eNorway pledged \u200f3 million euros\u200f to \u2067Mali\u2069 on Monday.",
    "zero width": "\u200bNorway\u200b pledged \ufeff3 million euros to Mali\u2060 on Monday.",
    "control": "Norway pledged\x003 million euros to\x1b Mali on Monday.\x00",
    "soft hyphen": "Norway\u00ad pledged 3 million euros to Mali on Monday.",
}


@pytest.mark.parametrize("kind", SPOILT)
def test_they_do_not_change_what_is_read(kind: str) -> None:
    text = SPOILT[kind]
    [record] = onrecord.read(text, published="2026-03-04")
    [commitment] = record.commitments
    assert record.article.text == text
    assert (commitment.promisor.name, commitment.beneficiary.name, commitment.amount.value) == ("Norway", "Mali", 3e6)
    assert text[commitment.anchor.start : commitment.anchor.end] == commitment.anchor.text == "pledged"
    assert len(record.events) == len(onrecord.read(PLAIN, published="2026-03-04")[0].events)


def test_within_a_word_they_stay() -> None:
    [record] = onrecord.read("Norway pledged 3 million euros to\u200dMali.", published="2026-03-04")
    assert [p.name for p in record.parties] == ["Norway"]
