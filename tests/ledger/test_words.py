"""Words to be looked for: nothing that a person types breaks the search, and what is found is marked."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadQuestion
from onrecord.ledger.words import bracketed, words_of

TEXTS = [
    "Canada may send peacekeepers to Kyiv.",
    "A peace agreement is near; an agreement on peace is not.",
    "The drones were shipped from Moscow.",
    "Chișinău and Chisinau are one city.",
    "O'Brien said that 3,000 dockers AND/OR teachers would strike.",
]


def index(texts: list[str]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE w USING fts5(words, tokenize='unicode61 remove_diacritics 2')")
    db.executemany("INSERT INTO w(rowid, words) VALUES (?, ?)", enumerate(texts))
    return db


DB = index(TEXTS)


def hits(typed: str) -> list[int]:
    return [r[0] for r in DB.execute("SELECT rowid FROM w WHERE w MATCH ? ORDER BY rowid", (words_of(typed).match,))]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("peacekeepers", [0]),
        ("PEACE", [1]),
        ("peace*", [0, 1]),
        ('"peace agreement"', [1]),
        ('"agreement peace"', []),
        ("agreement peace", [1]),
        ("the -Moscow", []),
        ("drones -kyiv", [2]),
        ('is -"peace agreement"', []),
        ("chisinau", [3]),
        ("Chișinău", [3]),
        ("O'Brien", [4]),
        ("3,000 dockers", [4]),
        ("AND", [3, 4]),
        ('unclosed "peace agree', []),
        ('drones "from Moscow', [2]),
        ("NEAR(drones)", []),
    ],
)
def test_what_is_found(typed: str, wanted: list[int]) -> None:
    assert hits(typed) == wanted


@pytest.mark.parametrize("typed", ["", "   ", "-", "-Moscow", '""', "*", "--- ???", '-"peace agreement" -drones'])
def test_nothing_to_look_for_is_said(typed: str) -> None:
    with pytest.raises(BadQuestion, match="Example"):
        words_of(typed)


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_the_search(typed: str) -> None:
    try:
        words = words_of(typed)
    except BadQuestion:
        return
    DB.execute("SELECT rowid FROM w WHERE w MATCH ?", (words.match,)).fetchall()


@given(st.lists(st.sampled_from(["peace", "agreement", "drones", "from", "Moscow", "the", "is", "3,000", "Chișinău"]), min_size=1, max_size=3))
def test_all_that_is_found_is_marked(typed: list[str]) -> None:
    words = words_of(" ".join(typed))
    for row in hits(" ".join(typed)):
        marked = words.marked(TEXTS[row])
        assert marked.replace("[", "").replace("]", "") == TEXTS[row]
        assert "[" in marked


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("peace", "Peace, at last. PEACEFUL.", "[Peace], at last. PEACEFUL."),
        ("peace*", "Peace, at last. PEACEFUL.", "[Peace], at last. [PEACEFUL]."),
        ('"at last"', "Peace, at\nlast.", "Peace, [at last]."),
        ("last -peace", "Peace, at last.", "Peace, at [last]."),
        ("chisinau", "In Chișinău.", "In [Chișinău]."),
    ],
)
def test_marks(typed: str, text: str, marked: str) -> None:
    assert words_of(typed).marked(text) == marked


def test_of_a_long_text_the_part_around_the_first_hit_is_shown() -> None:
    text = " ".join(["before"] * 200 + ["drones"] + ["after"] * 200)
    marked = words_of("drones").marked(text)
    assert marked.startswith("… before")
    assert marked.endswith("after …")
    assert "[drones]" in marked
    assert len(marked.split()) < 50


def test_brackets_of_stretches_that_overlap_keep_the_first_and_longest() -> None:
    assert bracketed("one two\nthree", [(4, 7), (0, 7), (8, 13), (40, 50)]) == "[one two] [three]"
