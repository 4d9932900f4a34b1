from __future__ import annotations

import pytest

from onrecord.articles.byline import is_date_line, outlet_before_date


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Northern Wire, 2 March 2026", "Northern Wire"),
        ("Rift Valley Times, July 6, 2026", "Rift Valley Times"),
        ("The Harbour Post | 26 August 2025", "The Harbour Post"),
        ("Wednesday, January 23, 2019", None),
        ("Updated Monday, 2 March 2026", None),
    ],
)
def test_an_outlet_before_a_date_is_a_date_line(line: str, outlet: str | None) -> None:
    assert is_date_line(line)
    assert outlet_before_date(line) == outlet


def test_a_sentence_is_no_date_line() -> None:
    assert not is_date_line("President Okello, on 3 March 2026, said")
