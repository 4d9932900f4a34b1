"""What two newsrooms tell in their own words is one event where party and day, or words, agree; and is not where they do not."""

from __future__ import annotations

from pathlib import Path

from onrecord.ledger.store import Store
from onrecord.reading import read

RESIGNED = "Jan. 8 (Aegean Wire) - Greek Health Minister Eleftheria Kyriakou resigned on Wednesday after a strike of nurses.\n"


def events(path: Path, *articles: tuple[str, str]) -> list[int]:
    with Store(path) as store:
        for text, day in articles:
            store.add(list(read(text, published=day)), version="test")
        return sorted(r[0] for r in store.db.execute("SELECT mentions FROM event_threads WHERE type = 'RETREAT'"))


def test_a_minister_named_later_without_the_office(tmp_path: Path) -> None:
    later = ("His predecessor, Kyriakou, who stepped down in January, has gone back to teaching pharmacy.\n", "2026-01-20")
    assert events(tmp_path / "x.db", (RESIGNED, "2026-01-08"), later) == [2]
    assert events(tmp_path / "y.db", later, (RESIGNED, "2026-01-08")) == [2]


def test_another_person_who_stepped_down_in_that_month(tmp_path: Path) -> None:
    later = ("His predecessor, Stavrou, who stepped down in January, has gone back to teaching pharmacy.\n", "2026-01-20")
    assert events(tmp_path / "x.db", (RESIGNED, "2026-01-08"), later) == [1, 1]


def test_the_same_person_and_another_month(tmp_path: Path) -> None:
    later = ("His predecessor, Kyriakou, who stepped down in October, has gone back to teaching pharmacy.\n", "2026-11-20")
    assert events(tmp_path / "x.db", (RESIGNED, "2026-01-08"), later) == [1, 1]
