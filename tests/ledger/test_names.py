"""Names across spellings and scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger import names

SAME = [
    ("Zelenskiy", "Zelensky"), ("Zelenskyy", "Zelensky"), ("Зеленський", "Zelenskiy"), ("Lukashenko", "Lukashenka"), ("Aliyev", "Aliev"),
    ("Mohammed", "Muhammad"), ("Hussein", "Husayn"), ("Erdoğan", "Erdogan"), ("Barzanî", "Barzani"), ("Μητσοτάκης", "Mitsotakis"),
    ("Yuliia", "Julia"), ("Oleksandr", "Aleksandr"), ("Lysenko", "Lisenko"), ("Çelik", "Celik"), ("Larrañaga", "Larranaga"),
]  # fmt: skip
APART = [("Zelensky", "Poroshenko"), ("Kim", "Kan"), ("Merkel", "Macron"), ("Solheim", "Stoltenberg"), ("Li", "Lo"), ("Rusu", "Rosetti")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    first, second = (names.person_words(n)[1] for n in (one, other))
    assert names.alike(first, second)
    assert names.frame(first) == names.frame(second)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert not names.alike(names.person_words(one)[1], names.person_words(other)[1])


@pytest.mark.parametrize(
    ("name", "country", "given_names", "surname"),
    [
        ("Ursula von der Leyen", None, ("ursula",), "leyen"),
        ("Xi Jinping", "CHN", ("jinping",), "xi"),
        ("Kim Jong Un", "PRK", ("jong", "un"), "kim"),
        ("Ahmed al-Sharaa", "SYR", ("ahmed",), "sharaa"),
        ("Martin King Jr.", "USA", ("martin",), "king"),
        ("Zelenskiy", None, (), "zelenskiy"),
    ],
)
def test_given_names_and_surname(name: str, country: str | None, given_names: tuple[str, ...], surname: str) -> None:
    found = names.person_words(name, country)
    assert found == (tuple(names.folded(g) for g in given_names), names.folded(surname))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("volodymyr",), ("vladimir",), True), (("v",), ("volodymyr",), True), ((), ("olga",), True), (("olga",), ("ivan",), False),
        (("joe",), ("joseph",), True), (("george", "w"), ("george",), True), (("anna",), ("peter",), False),
    ],
)  # fmt: skip
def test_given_names_agree_or_not(one: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    assert names.given_alike(tuple(map(names.folded, one)), tuple(map(names.folded, other))) is same


@given(st.text(max_size=40), st.sampled_from([None, "CHN", "UKR"]))
def test_any_text_is_a_name(text: str, country: str | None) -> None:
    given_names, surname = names.person_words(text, country)
    assert all(names.WORD.fullmatch(w) for w in (*given_names, surname) if w)
    assert names.alike(surname, surname)


def test_initials_and_acronyms() -> None:
    assert names.initials("Organization of American States") == "oas"
    assert names.is_acronym("N.A.T.O.")
    assert not names.is_acronym("Nato Summit")
