"""The wide net of attribution: what it adds to the statements of a record, and that it loses none of them."""

from __future__ import annotations

import pytest

from onrecord.mentions.parties import find_parties
from onrecord.model import Article
from onrecord.parsing import parse
from onrecord.records.statements import find_statements


def contents(text: str, *, wide: bool) -> list[str]:
    document = parse(Article("a", "t", text))
    return [" | ".join(c.text for c in s.content) for s in find_statements(document, find_parties(document), wide=wide)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The guild criticised the move.", "the move"),
        ("The senate could call on its allies.", "its allies"),
        ("The envoys met to discuss the ban.", "the ban"),
        ("The ministry did not say when the bridge would open.", "when the bridge would open"),
        ("The chamber voted to send the bill back.", "to send the bill back"),
        ("The bank ignored the warnings of two auditors.", "the warnings of two auditors"),
        ("The town faces growing fears that the dam will break.", "the dam will break"),
        ("The mayor offered Kay the second place on the list.", "the second place on the list"),
        ("The summit produced an agreement to share the river.", "to share the river"),
    ],
)
def test_the_wide_net_alone_counts_it(text: str, content: str) -> None:
    assert content not in contents(text, wide=False)
    assert content in contents(text, wide=True)


@pytest.mark.parametrize(
    "text",
    [
        "The governor said the dam would hold, and Peru vowed to close the mine.",
        "“We will rebuild the port,” Maria Duarte said. It could take a year.",
        "Hungary rejected the claim. The court dismissed the lawsuit.",
    ],
)
def test_the_wide_net_loses_nothing(text: str) -> None:
    assert set(contents(text, wide=False)) <= set(contents(text, wide=True))


def test_a_parenthetic_verb_at_the_end_of_the_text() -> None:
    assert contents("The mayor's letters on Monday are as near as the town will ever come to thanks, commented the paper.", wide=False)
