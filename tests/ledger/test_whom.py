"""Whom a name means: countries in any form, parties in any spelling."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from onrecord.errors import BadQuestion
from onrecord.ledger import whom
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.store import Store
from onrecord.model import Party, Span

WORDS = Span(0, 1, "x")
PARTIES = [
    ("Volodymyr Zelenskiy", "person", "UKR"), ("Zelensky", "person", None),
    ("Xi Jinping", "person", "CHN"), ("Anna Berg", "person", "NOR"), ("Anna Berg", "person", "SWE"), ("Olaf Berg", "person", "NOR"),
    ("Norwegian Finance Ministry", "organisation", "NOR"), ("Finance Ministry", "organisation", "KEN"),
    ("Coast Dockers Guild", "organisation", None), ("CDG", "organisation", None), ("striking dockers", "group", "KEN"), ("Kenya", "state", "KEN"),
]  # fmt: skip


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("whom") / "names.db"
    with Store(path) as store:
        for name, kind, country in PARTIES:
            store._parties.named(Party(name, kind, country, None, None, WORDS))
    connection = open_ledger(path, write=False)
    yield connection
    connection.close()


def found(db: sqlite3.Connection, name: str) -> set[tuple[str, str | None]]:
    who = whom.find(db, name)
    return {tuple(db.execute("SELECT name, country FROM parties WHERE number = ?", (p,)).fetchone()) for p in who.parties}


@pytest.mark.parametrize(
    "name", ["Canada", "CAN", "can", "CA", "Canadian", "canadians", "Ottawa", "the Canadian", "CANADA", " Canada "]
)  # fmt: skip
def test_a_country_in_any_form(name: str) -> None:
    assert whom.country(name) == "CAN"


@pytest.mark.parametrize(
    ("name", "code"), [("United States", "USA"), ("US", "USA"), ("u.s.", "USA"), ("Britain", "GBR"), ("IGO", "IGO"), ("Kyiv", "UKR")]
)
def test_countries(name: str, code: str) -> None:
    assert whom.country(name) == code


@pytest.mark.parametrize("name", ["Zelensky", "Zelenskyy", "zelenskiy", "Volodymyr Zelensky", "Зеленський", "V. Zelenskyy"])
def test_a_person_in_any_spelling_is_all_spellings(db: sqlite3.Connection, name: str) -> None:
    names = {n for n, _ in found(db, name)}
    assert names >= {"Volodymyr Zelenskiy", "Zelensky"}
    assert all("elens" in n for n in names)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Xi", {("Xi Jinping", "CHN")}),
        ("Xi Jinping", {("Xi Jinping", "CHN")}),
        ("Olaf Berg", {("Olaf Berg", "NOR")}),
        ("Berg", {("Anna Berg", "NOR"), ("Anna Berg", "SWE"), ("Olaf Berg", "NOR")}),
        ("Norway's Ministry of Finance", {("Norwegian Finance Ministry", "NOR")}),
        ("coast dockers guild", {("Coast Dockers Guild", None), ("CDG", None)}),
        ("CDG", {("Coast Dockers Guild", None), ("CDG", None)}),
        ("Striking Dockers", {("striking dockers", "KEN")}),
    ],
)
def test_parties(db: sqlite3.Connection, name: str, wanted: set[tuple[str, str | None]]) -> None:
    assert found(db, name) == wanted


def test_a_country_takes_in_all_who_act_for_it(db: sqlite3.Connection) -> None:
    who = whom.find(db, "Kenyan")
    assert (who.country, who.parties, who.names) == ("KEN", (), ("Kenya",))


def test_an_id_names_one_party(db: sqlite3.Connection) -> None:
    (id_,) = db.execute("SELECT id FROM parties WHERE name = 'Olaf Berg'").fetchone()
    assert whom.find(db, id_).names == ("Olaf Berg",)
    assert whom.find(db, id_[:12]).names == ("Olaf Berg",)
    with pytest.raises(BadQuestion):
        whom.find(db, "p-")


@pytest.mark.parametrize(("name", "words"), [("Dockers Gild", "Coast Dockers Guild"), ("Qqqq", "onrecord parties")])
def test_an_unknown_name_leads_on(db: sqlite3.Connection, name: str, words: str) -> None:
    with pytest.raises(BadQuestion, match=words):
        whom.find(db, name)


def test_an_unknown_country_leads_on() -> None:
    with pytest.raises(BadQuestion, match="Norway"):
        whom.country("Norwai")
