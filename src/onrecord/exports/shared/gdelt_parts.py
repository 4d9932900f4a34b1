"""Dates, actors and places as GDELT writes them."""

from __future__ import annotations

import sqlite3

from onrecord.codebook.countries import country_of_code
from onrecord.codebook.export_codes import country_codes, role_code
from onrecord.exports.shared.cells import Value
from onrecord.exports.shared.dates import first_day
from onrecord.exports.shared.geo import precision_of_place
from onrecord.exports.shared.reading import Side


def compact(day: str) -> str:
    """An ISO date as YYYYMMDD."""
    return day.replace("-", "")


def stamp(date: str | None) -> str | None:
    """A date as YYYYMMDDHHMMSS; the hour is not known, so midnight."""
    day = first_day(date)
    return f"{compact(day)}000000" if day else None


def day_of(day: str) -> tuple[Value, ...]:
    """SQLDATE, MonthYear, Year, FractionDate. The fraction counts months of 30 days, as GDELT's does."""
    year, month, number = day.split("-")
    fraction = int(year) + ((int(month) - 1) * 30 + int(number)) / 365
    return (compact(day), year + month, year, f"{fraction:.4f}")


def party(side: tuple[Side, ...]) -> tuple[Value, ...]:
    """The ten columns of an actor: the first of its side.

    The code is the country's (ISO 3166-1, as in CAMEO for most countries) with the role's after it; a state as such has no role, and an
    international body is IGO. Known groups, ethnicities and religions are not known to the ledger.
    """
    if not side:
        return (None,) * 10
    one = side[0]
    international = one.country == "IGO" or one.sector == "IGO"
    country = None if one.country == "IGO" else one.country
    role = "IGO" if international else None if one.kind == "state" else role_code(one.sector)
    code = (country or "") + (role or "")
    return (code or None, one.name.upper(), country, None, None, None, None, role, None, None)


def place(row: sqlite3.Row, feature: str | None) -> tuple[Value, ...]:
    """The eight columns of the place of an event. GDELT has codes of its own for divisions and features, which the ledger does not have."""
    country = country_of_code(row["country"]) if row["country"] else None
    parts = [row["place"], row["admin1"], country.name if country else None]
    name = ", ".join(dict.fromkeys(p for p in parts if p))
    return (
        _type(row, feature), name, country_codes(row["country"]).fips, None, None, row["latitude"], row["longitude"], None,
    )  # fmt: skip


def _type(row: sqlite3.Row, feature: str | None) -> int:
    """1 country, 2 state of the USA, 3 place in the USA, 4 place elsewhere, 5 division elsewhere; a wide region is a place elsewhere."""
    precision = precision_of_place(feature, located=True)
    american = row["country"] == "USA"
    if precision == "country":
        return 1
    if precision == "admin1":
        return 2 if american else 5
    return 3 if american else 4
