"""Headlines, bylines, date lines and datelines at the top of a text."""

import pytest

from onrecord.articles.byline import is_date_line, names_and_agency
from onrecord.articles.dateline import find_dateline
from onrecord.articles.lines import lines_of
from onrecord.articles.top import read_top

STORY = (
    "Ministers from Chad and Niger signed a water treaty on Monday after two years of talks, officials in both capitals said.\n\n"
    "The pipeline will be built by 2029."
)


def top(text, title=None):
    return read_top(text, lines_of(text), title)


def marks(text, title=None):
    return [(r.reason, r.span.text) for r in top(text, title).removed]


@pytest.mark.parametrize(
    ("above", "title", "byline", "publisher", "published"),
    [
        ("Chad and Niger sign water treaty\n\n", "Chad and Niger sign water treaty", None, None, None),
        ("Chad and Niger sign water treaty\n", "Chad and Niger sign water treaty", None, None, None),
        ("Will the treaty hold?\n\n", "Will the treaty hold?", None, None, None),
        ("Chad pledges $5 million to Niger\n\n", "Chad pledges $5 million to Niger", None, None, None),
        ("‘Water is life’: Chad signs treaty\n\n", "‘Water is life’: Chad signs treaty", None, None, None),
        ("Chad signs treaty\n\nBy Amina Deby\n\n", "Chad signs treaty", "Amina Deby", None, None),
        (
            "Chad signs treaty\nBy Ali Deby and Jan de Vries, Reuters\n",
            "Chad signs treaty",
            "Ali Deby and Jan de Vries",
            "Reuters",
            None,
        ),
        ("Chad signs treaty\nBY AMINA DEBY\nMarch 3, 2026\n", "Chad signs treaty", "AMINA DEBY", None, "2026-03-03"),
        ("Chad signs treaty\nBy Amina Deby | March 3, 2026\n\n", "Chad signs treaty", "Amina Deby", None, "2026-03-03"),
        ("Chad signs treaty\nUpdated: 5 March 2026\nPublished: 3 March 2026 10:15 GMT\n", "Chad signs treaty", None, None, "2026-03-03"),
        (
            "Sahel Post\nHome News Sport\nChad signs treaty with Niger\nAmina Deby - Zinder\n",
            "Chad signs treaty with Niger",
            None,
            None,
            None,
        ),
        ("Tuesday, March 3, 2026\u00a0\n\n\n", None, None, None, "2026-03-03"),
        ("By Amina Deby, Sahel News Agency\n\n", None, "Amina Deby", "Sahel News Agency", None),
        ("Chad signs treaty | Sahel Post\nHome\nNews\nChad signs treaty\nBy AFP\n", "Chad signs treaty", "AFP", "AFP", None),
        ("", None, None, None, None),
    ],
)
def test_what_the_top_states(above, title, byline, publisher, published):
    found = top(above + STORY)
    assert (found.title, found.byline, found.publisher, found.published) == (title, byline, publisher, published)
    assert all(r.span.end <= len(above) for r in found.removed)


def test_each_line_is_marked_with_its_reason():
    text = "Chad signs treaty\nBy Amina Deby\nMarch 3, 2026\n\nN'DJAMENA, Chad (Reuters) - " + STORY
    assert marks(text) == [
        ("headline", "Chad signs treaty"),
        ("byline", "By Amina Deby"),
        ("dateline-date", "March 3, 2026"),
        ("dateline", "N'DJAMENA, Chad (Reuters) -"),
    ]


def test_a_title_stated_elsewhere_is_found_in_the_text():
    assert marks("Chad signs treaty.\n\n" + STORY, "Chad signs treaty") == [("headline", "Chad signs treaty.")]
    assert marks(STORY, "Chad signs treaty") == []


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "NIAMEY - Ministers met on Monday to sign a treaty about the water of\nthe lake, which both countries\nneed.",  # wrapped lines
        "Ministers met on Monday to sign a treaty\nabout the water of the lake, which both countries need for their fields and herds.",
        "Kenya pledged 20 million dollars to Somalia on Monday",
        "“We will sign,” he said.\n\n" + STORY,
        "By Friday, the army had left the town.\n\n" + STORY,
        "By Monday\n\n" + STORY,
    ],
)
def test_no_headline_and_no_byline(text):
    assert not [m for m in marks(text) if m[0] in ("headline", "byline")]


@pytest.mark.parametrize(
    ("line", "parts", "agency", "date"),
    [
        ("KYIV, March 3 (Ukrinform) - The council approved the bill.", ["KYIV,", "(Ukrinform) -"], "Ukrinform", "March 3"),
        ("KYIV (Reuters) — The council approved the bill.", ["KYIV (Reuters) —"], "Reuters", None),
        ("Kyiv (AFP) – The council approved the bill.", ["Kyiv (AFP) –"], "AFP", None),
        ("NAIROBI, Kenya (AP) — The council approved the bill.", ["NAIROBI, Kenya (AP) —"], "AP", None),
        (
            "WASHINGTON/BEIJING, 3 March 2026 (Reuters) - Envoys met again.",
            ["WASHINGTON/BEIJING,", "(Reuters) -"],
            "Reuters",
            "3 March 2026",
        ),
        ("ST. PETERSBURG, Russia, Jan. 12 -- Sailors went on strike.", ["ST. PETERSBURG, Russia,", "--"], None, "Jan. 12"),
        ("Addis Ababa, Tuesday, March 3 – Envoys met again.", ["Addis Ababa,", "–"], None, "Tuesday, March 3"),
        ("CÔTE D'OR – Envoys met again on the border.", ["CÔTE D'OR –"], None, None),
        ("ISLAMABAD: Prime Minister Ali Raza rejected the offer.", ["ISLAMABAD:"], None, None),
        ("(Reuters) - Envoys met again on the border.", ["(Reuters) -"], "Reuters", None),
    ],
)
def test_datelines(line, parts, agency, date):
    found = find_dateline(line, lines_of(line)[0])
    assert found is not None
    assert ([p.text for p in found.parts], found.agency, found.date) == (parts, agency, date)


@pytest.mark.parametrize(
    "line",
    [
        "NATO - the alliance of 32 states - met in Brussels on Monday.",
        "EXCLUSIVE: Ministers hid the report for a year.",
        "BREAKING NEWS: Ministers hid the report for a year.",
        "UN: Aid convoys reached the town on Monday.",
        "IMF-backed reforms were approved on Monday by parliament.",
        "US-led forces left the base on Monday, officials said.",
        "The council (all of it) - and its staff - resigned.",
        "Carney (Liberal) said so on Monday.",
        "",
    ],
)
def test_no_dateline(line):
    lines = lines_of(line)
    assert not lines or find_dateline(line, lines[0]) is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Jane Doe", ("Jane Doe", None)),
        ("By Jane Doe, Political Correspondent", ("Jane Doe", None)),
        ("By Jane Doe in Nairobi", ("Jane Doe", None)),
        ("By Reuters", ("Reuters", "Reuters")),
        ("Written by José María de la Cruz", ("José María de la Cruz", None)),
        ("By the end of the year", None),
        ("By Friday", None),
        ("By noon, Jane Doe had left.", None),
    ],
)
def test_bylines(line, found):
    assert names_and_agency(line) == found


@pytest.mark.parametrize(
    ("line", "is_date"),
    [
        ("Wednesday, January 23, 2019", True),
        ("Published on 3 March 2026 at 10:15 GMT", True),
        ("2026-03-03", True),
        ("Last updated: Tue 3 Mar 2026, 4:05 p.m. EST", True),
        ("March 3", False),
        ("On March 3, 2026, the army left.", False),
        ("Treaty of March 3, 2026", False),
    ],
)
def test_date_lines(line, is_date):
    assert is_date_line(line) is is_date
