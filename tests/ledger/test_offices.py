"""Whom an office without a name means across articles: by what the ledger's own articles say, near in time."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from onrecord import Ledger
from onrecord.ledger import offices

NAMED = ("2025-03-04", "Kenyan President Juma Otieno said on Tuesday that the port would be repaired. Otieno promised 40 million shillings.")
DESCRIBED = ("2025-05-06", '"The quay will open in June," Kenya\'s president said on Monday. The Kenyan president thanked the dockers.')
LATER = ("2029-02-01", "The Kenyan president said on Thursday that the quay would be sold.")
OTHER = ("2025-08-01", "Kenyan President Asha Wanjiru said on Friday that the quay would be closed.")
FOREIGN = ("2025-03-09", "Moldova's president said on Sunday that the loan would be repaid.")


def ledger(folder: Path, *stories: tuple[str, str]) -> Ledger:
    book = Ledger(folder / "news.db")
    for n, (day, text) in enumerate(stories):
        path = folder / f"{day}-{n}.json"
        path.write_text(json.dumps({"text": text, "published": day, "publisher": "Norland Post", "title": "At the port"}), encoding="utf-8")
        book.add(path)
    return book


def spoken(book: Ledger, name: str) -> list[str | None]:
    return sorted({s.published for s in book.statements(party=name)})


@pytest.mark.parametrize("order", list(itertools.permutations([NAMED, DESCRIBED, FOREIGN])))
def test_what_an_office_said_is_found_under_the_name(tmp_path: Path, order: tuple[tuple[str, str], ...]) -> None:
    book = ledger(tmp_path, *order)
    assert spoken(book, "Otieno") == ["2025-03-04", "2025-05-06"]
    assert spoken(book, "Kenya's president") == ["2025-03-04", "2025-05-06"]
    assert spoken(book, "Moldova's president") == ["2025-03-09"]


def test_not_where_two_people_held_it(tmp_path: Path) -> None:
    book = ledger(tmp_path, NAMED, DESCRIBED, OTHER)
    assert spoken(book, "Otieno") == ["2025-03-04"]
    assert spoken(book, "Asha Wanjiru") == ["2025-08-01"]
    assert spoken(book, "Kenya's president") == ["2025-05-06"]


def test_what_is_kept_of_who_holds_an_office_is_asked_anew_after_a_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = ledger(tmp_path, NAMED, DESCRIBED)
    assert spoken(book, "Otieno") == spoken(book, "Otieno") == ["2025-03-04", "2025-05-06"]
    asked: list[object] = []
    monkeypatch.setattr(offices, "_joined", lambda db, found: asked.append(found) or [])
    assert spoken(book, "Otieno") == ["2025-03-04", "2025-05-06"]
    assert asked == []
    monkeypatch.undo()
    ledger(tmp_path, OTHER)
    assert spoken(book, "Otieno") == ["2025-03-04"]


def test_not_where_years_lie_between(tmp_path: Path) -> None:
    book = ledger(tmp_path, NAMED, LATER)
    assert spoken(book, "Otieno") == ["2025-03-04"]


@pytest.mark.parametrize(
    ("name", "country", "office"),
    [
        ("Ukraine's president", "UKR", ("president", "UKR")),
        ("Ukrainian president", "UKR", ("president", "UKR")),
        ("president of Ukraine", "UKR", ("president", "UKR")),
        ("US president", "USA", ("president", "USA")),
        ("current German chancellor", "DEU", ("chancellor", "DEU")),
        ("British prime minister", "GBR", ("prime_minister", "GBR")),
        ("Indian foreign minister", "IND", ("foreign_minister", "IND")),
        ("former German chancellor", "DEU", None),
        ("Kenya's opposition leader", "KEN", None),
        ("Ukrainian presidents", "UKR", None),
        ("Juma Otieno", "KEN", None),
        ("bank's president", "KEN", None),
        ("EU president", "IGO", None),
        ("president", None, None),
    ],
)
def test_the_office_of_a_description(name: str, country: str | None, office: tuple[str, str] | None) -> None:
    assert offices.office_of(name, country) == office
