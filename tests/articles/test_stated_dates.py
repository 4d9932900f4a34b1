"""Dates as metadata writes them."""

import pytest

from onrecord.articles.dates import date_in, stated_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2019-01-23", "2019-01-23"),
        ("2019-01-23T23:30:00-05:00", "2019-01-23"),
        ("2019/1/3", "2019-01-03"),
        ("Wednesday, January 23, 2019", "2019-01-23"),
        ("Wed, 23 Jan 2019 10:00:00 GMT", "2019-01-23"),
        ("23rd of January 2019", "2019-01-23"),
        ("Sept. 3, 2026", "2026-09-03"),
        ("20190123", "2019-01-23"),
        ("20190123T101500Z", "2019-01-23"),
        ("23.01.2019", "2019-01-23"),
        ("23/01/2019", "2019-01-23"),
        ("01/23/2019", "2019-01-23"),
        ("03/04/2019", "2019"),
        ("04/04/2019", "2019-04-04"),
        ("January 2019", "2019-01"),
        ("2019-01", "2019-01"),
        ("2019", "2019"),
        (1548201600, "2019-01-23"),
        (1548201600000, "2019-01-23"),
        ("1548201600", "2019-01-23"),
        ("February 31, 2019", None),
        ("2019-13-45", None),
        ("yesterday", None),
        ("2 hours ago", None),
        ("", None),
        (None, None),
        (True, None),
        (float("nan"), None),
        (1e300, None),
        ({"date": 1}, None),
        ("9" * 5000, None),
    ],
)
def test_stated_date(value, expected):
    assert stated_date(value) == expected


def test_the_first_date_counts():
    assert date_in("from 3 March 2026 to April 4, 2026") == "2026-03-03"
