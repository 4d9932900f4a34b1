"""Who is meant by a name that a person gives: a country in any form, or a party of the ledger in any spelling."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.codebook import countries as world
from onrecord.errors import BadQuestion, UnknownParty
from onrecord.ledger import identity, names, offices

INTERNATIONAL = "IGO"
SUGGESTED = 3
SUGGEST_FROM = 20_000
"""The most often named parties, among which the nearest to an unknown name are looked for."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a name means.

    Args:
        asked: the name as it was given.
        country: ISO 3166-1 alpha-3 where it means a country with all who act for it; else None.
        parties: numbers of the parties of this ledger, all spellings of them and the offices that its articles give them; empty for a country.
        names: what it was taken for.
    """

    asked: str
    country: str | None
    parties: tuple[int, ...]
    names: tuple[str, ...]


def find(db: sqlite3.Connection, name: str) -> Who:
    """Whom a name means.

    Args:
        db: the ledger.
        name: a country ("Canada", "CAN", "Canadian", "Ottawa"), a party in any spelling ("Zelensky", "Finance Ministry"), or a party's id.

    Raises:
        UnknownParty: nobody is called so; the message names the nearest.
    """
    code = country_code(name)
    if code is not None:
        return Who(name, code, (), (_country_name(code),))
    found = _numbers(db, name)
    if not found:
        near = _nearest(db, name)
        raise UnknownParty(
            f"nobody in this ledger is called {name!r}",
            f"Did you mean {' or '.join(near)}?" if near else "All who are known: onrecord parties.",
        )
    every = _spellings(db, found)
    every = sorted({*every, *offices.joined(db, every)})
    marks = ",".join("?" * len(every))
    leading = db.execute(f"SELECT name FROM parties WHERE number IN ({marks}) AND same_as IS NULL ORDER BY mentions DESC, id", every)
    return Who(name, None, tuple(every), tuple(r[0] for r in leading))


def country(name: str) -> str:
    """The code of the country that a name means.

    Raises:
        BadQuestion: there is none; the message names the nearest.
    """
    code = country_code(name)
    if code is None:
        near = _close(name, [c.name for c in world.countries()])
        raise BadQuestion(
            f"{name!r} is no country", f"Did you mean {' or '.join(near)}?" if near else "Give its name or its code: Kenya, KEN."
        )
    return code


def country_code(name: str) -> str | None:
    """The code of a country by its name, alias, adjective, capital or code, in small letters or capitals; None where it is none."""
    plain = " ".join(name.replace("’", "'").split()).casefold().removeprefix("the ")
    return INTERNATIONAL if plain == INTERNATIONAL.lower() else _codes().get(plain)


@cache
def _codes() -> dict[str, str]:
    """Every way to write a country; the first to claim one keeps it."""
    out: dict[str, str] = {}
    every = world.countries()
    for words in (
        [(c.name, c.iso3) for c in every],
        [(a, c.iso3) for c in every for a in c.aliases],
        [(c.iso3, c.iso3) for c in every],
        [(c.iso2, c.iso3) for c in every],
        [(d, c.iso3) for c in every for d in c.demonyms],
        [(w, m.country) for m in world.metonyms() if m.is_state for w in m.words],
        [(c.capital, c.iso3) for c in every if c.capital],
    ):
        for word, code in words:
            out.setdefault(word.replace("’", "'").casefold(), code)
    return out


def _country_name(code: str) -> str:
    found = world.country_of_code(code)
    return found.name if found else "international bodies"


def _numbers(db: sqlite3.Connection, name: str) -> list[int]:
    """Numbers of the parties that a name may mean, one spelling each."""
    if name.startswith("p-"):
        found = db.execute("SELECT number, id FROM parties WHERE id >= ? AND id < ? LIMIT 2", (name, name + "~")).fetchall()
        return [r["number"] for r in found if len(found) == 1 or r["id"] == name]
    exact = [r[0] for r in db.execute("SELECT number FROM parties WHERE name = ? COLLATE NOCASE", (name,))]
    out = dict.fromkeys(exact)
    for row in _family(db, name):
        known = identity.of_row(row["kind"], row["name"], row["country"], row["sector"])
        asked = identity.of_row(row["kind"], name, row["country"], row["sector"])
        if identity.is_same(asked, known):
            out[row["number"]] = None
    for row in _organs(db, name):
        known = identity.of_row("organisation", row["name"], row["country"], row["sector"])
        if identity.of_row("organisation", name, row["country"], row["sector"]).key == known.key:
            out[row["number"]] = None
    return list(out)


def _family(db: sqlite3.Connection, name: str) -> list[sqlite3.Row]:
    """The parties of the families that a name may belong to, whichever end its surname stands at."""
    asked = [identity.of_row(kind, name, whose, None).family for kind, whose in
             (("person", None), ("person", "CHN"), ("organisation", None), ("group", None))]  # fmt: skip
    families = [f for f in dict.fromkeys(asked) if f.partition(" ")[2]]
    marks = ",".join("?" * len(families))
    return db.execute(f"SELECT * FROM parties WHERE family IN ({marks}) ORDER BY id", families).fetchall()


def _organs(db: sqlite3.Connection, name: str) -> list[sqlite3.Row]:
    """Bodies of the country that a name holds ("Norway's Ministry of Finance"), by the longest of its other words."""
    words = name.replace("’", "'").replace("'s", "").split()
    code = next((c for w in words if len(w) > 3 and (c := country_code(w))), None)
    other = sorted((w for w in words if country_code(w) is None and w.isalpha()), key=lambda w: (-len(w), w))
    if code is None or not other or len(other[0]) < 4:
        return []
    return db.execute(
        "SELECT * FROM parties WHERE country = ? AND kind = 'organisation' AND name LIKE ? ORDER BY id", (code, f"%{other[0]}%")
    ).fetchall()


def _spellings(db: sqlite3.Connection, found: Iterable[int]) -> list[int]:
    """All parties of the same identities."""
    out: dict[int, None] = {}
    for number in found:
        (root,) = db.execute("SELECT coalesce(same_as, number) FROM parties WHERE number = ?", (number,)).fetchone()
        out[root] = None
        out.update(dict.fromkeys(r[0] for r in db.execute("SELECT number FROM parties WHERE same_as = ?", (root,))))
    return sorted(out)


def _nearest(db: sqlite3.Connection, name: str) -> list[str]:
    known = db.execute("SELECT DISTINCT name FROM parties WHERE kind <> 'group' ORDER BY mentions DESC, id LIMIT ?", (SUGGEST_FROM,))
    return _close(name, [r[0] for r in known])


def _close(name: str, known: Sequence[str]) -> list[str]:
    """The names nearest to one, by letters in plain Latin."""
    from rapidfuzz import fuzz, process

    plain = {" ".join(names.words_of(k)): k for k in reversed(known)}
    found = process.extract(" ".join(names.words_of(name)), list(plain), scorer=fuzz.WRatio, limit=SUGGESTED, score_cutoff=70)
    return [plain[words] for words, _, _ in found]
