"""Whom "Ukraine's president" means across articles: whoever the ledger's own articles give that office, near in time, and nobody else.

An article that never names the holder of an office leaves a party under its description. The ledger joins the two when it is asked, by what its
articles say ("Ukrainian President Volodymyr Zelenskiy"), never by knowledge of the world, and not where two people held the office within a
year of the description. Nothing is stored: the answer follows from the articles, in whatever order they came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from onrecord.codebook import countries as world
from onrecord.codebook import parties as lexicon
from onrecord.ledger.days import bounds_of
from onrecord.ledger.rows import ITEMS
from onrecord.ledger.touched import last_turn

OFFICES = frozenset(
    ["president", "vice_president", "prime_minister", "deputy_prime_minister", "chancellor", "supreme_leader", "foreign_minister", "defence_minister",
     "finance_minister", "interior_minister", "justice_minister", "king", "queen"]
)  # fmt: skip
"""Rows of roles.toml (after "en.role.") that one person of a state holds at a time."""
NEAR = timedelta(days=366)
"""How far from a description the words that name the holder of its office may lie."""
FREE = ("the ", "current ", "incumbent ")
Office = tuple[str, str]
Days = tuple[date, date]


@lru_cache(maxsize=8192)
def office_of(name: str, country: str | None) -> Office | None:
    """The office that a description tells by itself: its row in roles.toml and the country.

    Args:
        name: a party's name, "Ukraine's president", "Ukrainian president", "president of Ukraine".
        country: ISO 3166-1 alpha-3 of the party.

    Returns:
        None for a person's name, a former holder, and a description that tells more ("the party's president").
    """
    known = world.country_of_code(country) if country else None
    words = name.replace("’", "'")
    for free in FREE:
        words = words.removeprefix(free)
    if known is None or country is None or " " not in words:
        return None
    every = (known.name, *known.aliases)
    before = [*(f"{n}'s " for n in every), *(f"{n}' " for n in every if n.endswith("s")), *(f"{n} " for n in (*every, *known.demonyms))]
    rest = next((words.removeprefix(b) for b in sorted(before, key=len, reverse=True) if words.startswith(b)), None)
    if rest is None:
        rest = next((words.removesuffix(f" of {n}").removesuffix(f" of the {n}") for n in every if words.endswith((f" of {n}", f" of the {n}"))), "")
    return _row(rest, country) if rest.islower() else None


def _row(office: str, country: str) -> Office | None:
    role = lexicon.role(office.lower())
    name = role.id.removeprefix("en.role.") if role else ""
    return (name, country) if name in OFFICES and not lexicon.is_plural_role(office.lower()) else None


ASKED = 512
"""Answers that are kept until the ledger is written to: a party's page asks five times for the same one."""
_kept: dict[tuple[str, int, int, tuple[int, ...]], list[int]] = {}


def joined(db: sqlite3.Connection, found: Sequence[int]) -> list[int]:
    """The parties that are the same as those found by the office they are described by.

    Args:
        db: the ledger. Of one that is only read, answers are kept until it is written to.
        found: numbers of parties, all spellings of each.

    Returns:
        further numbers, sorted: of a person the descriptions of the office that the ledger's articles give that person; of a description the
        other descriptions of its office, and the person who held it.
    """
    state = _state(db)
    if state is None:
        return _joined(db, found)
    asked = (*state, tuple(sorted(found)))
    answer = _kept.get(asked)
    if answer is None:
        answer = _joined(db, found)
        if len(_kept) >= ASKED:
            _kept.clear()
        _kept[asked] = answer
    return list(answer)


def _state(db: sqlite3.Connection) -> tuple[str, int, int] | None:
    """The file of a ledger that is only read, and its latest write; None where answers may not be kept."""
    path, turn = str(db.execute("PRAGMA database_list").fetchone()[2]), last_turn(db)
    if not path or not turn or not db.execute("PRAGMA query_only").fetchone()[0]:
        return None
    return path, Path(path).stat().st_ino, turn


def _joined(db: sqlite3.Connection, found: Sequence[int]) -> list[int]:
    marks = ",".join("?" * len(found))
    rows = db.execute(f"SELECT number, name, country FROM parties WHERE kind = 'person' AND number IN ({marks})", list(found)).fetchall()
    told = {o for r in rows if (o := office_of(r["name"], r["country"]))}
    held = {o for o in _offices_told(db, [r["number"] for r in rows]) if o not in told}
    out: set[int] = set()
    for office in sorted(told | held):
        described = _described(db, office)
        if not described:
            continue
        holders = _holders(db, office)
        mine = set(found)
        for number, days in described.items():
            holder = _holder(holders, days)
            if office in told:
                out.add(number)
                out.update(_spellings(db, holder) if holder is not None and number in mine else ())
            elif holder is not None and holder in mine:
                out.add(number)
    return sorted(out - set(found))


def _offices_told(db: sqlite3.Connection, numbers: Sequence[int]) -> set[Office]:
    marks = ",".join("?" * len(numbers))
    rows = db.execute(f"SELECT DISTINCT office, country FROM item_parties WHERE party IN ({marks}) AND office IS NOT NULL", list(numbers))
    return {o for r in rows if r["country"] and (o := _row(r["office"], r["country"]))}


def _described(db: sqlite3.Connection, office: Office) -> dict[int, Days | None]:
    """The parties of the ledger that are nothing but this office, with the days on which they were written of."""
    rows = db.execute("SELECT number, name FROM parties WHERE country = ? AND kind = 'person' AND name GLOB '* [a-z]*'", (office[1],)).fetchall()
    numbers = [r["number"] for r in rows if office_of(r["name"], office[1]) == office]
    return {n: _days(db, [n]) for n in numbers}


def _holders(db: sqlite3.Connection, office: Office) -> dict[int, Days | None]:
    """Who is named with the office, by the number of the fullest spelling, with the first and the last day on which that was written."""
    rows = db.execute(
        f"""SELECT coalesce(p.same_as, p.number) AS holder, i.office, p.name, min(a.published) AS first, max(a.published) AS last
        FROM parties p JOIN item_parties i ON i.party = p.number JOIN articles a ON a.number = i.item / {ITEMS}
        WHERE p.country = ? AND p.kind = 'person' AND i.office IS NOT NULL GROUP BY holder, i.office, p.name ORDER BY holder, i.office, p.name""",
        (office[1],),
    )
    out: dict[int, Days | None] = {}
    for row in rows:
        if _row(row["office"], office[1]) == office and office_of(row["name"], office[1]) is None:
            days, before = _between(row["first"], row["last"]), out.get(row["holder"])
            out[row["holder"]] = (min(days[0], before[0]), max(days[1], before[1])) if days and before else days or before
    return out


def _holder(holders: dict[int, Days | None], days: Days | None) -> int | None:
    """The one who held an office on these days, as far as the ledger tells; None where nobody or more than one may have."""
    if days is None:
        return next(iter(holders)) if len(holders) == 1 else None
    near = [h for h, held in holders.items() if held is None or (_back(held[0]) <= days[1] and days[0] <= _on(held[1]))]
    if len(near) != 1:
        return None
    held = holders[near[0]]
    return near[0] if held is not None and _back(held[0]) <= days[0] and days[1] <= _on(held[1]) else None


def _back(day: date) -> date:
    return day - NEAR if day > date.min + NEAR else date.min


def _on(day: date) -> date:
    return day + NEAR if day < date.max - NEAR else date.max


def _days(db: sqlite3.Connection, numbers: Iterable[int]) -> Days | None:
    marks = ",".join("?" * len(every := list(numbers)))
    row = db.execute(
        f"""SELECT min(a.published), max(a.published) FROM item_parties i JOIN articles a ON a.number = i.item / {ITEMS}
        WHERE i.party IN ({marks})""",
        every,
    ).fetchone()
    return _between(row[0], row[1])


def _between(first: str | None, last: str | None) -> Days | None:
    opening, closing = bounds_of(first) if first else None, bounds_of(last) if last else None
    return (date.fromordinal(opening[0]), date.fromordinal(closing[1])) if opening and closing else None


def _spellings(db: sqlite3.Connection, leader: int) -> list[int]:
    return [r[0] for r in db.execute("SELECT number FROM parties WHERE number = ?1 OR same_as = ?1", (leader,))]
