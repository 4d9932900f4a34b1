"""Write the table of feasts that follow the moon, src/onrecord/codebook/data/times_moon.toml: `python scripts/moon_feasts.py`.

Needs, for building only: hijridate 2.6.0 (Umm al-Qura calendar), convertdate 2.5.1 (Hebrew calendar), lunardate 0.3.0 (Chinese calendar),
ephem 4.2.1 (moon and sun, for Diwali and Holi). Only dates are taken, which are facts; the same versions give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import ephem
from convertdate import hebrew
from hijridate import Hijri
from lunardate import LunarDate

FIRST, LAST = 1990, 2040
OUT = Path(__file__).parent.parent / "src" / "onrecord" / "codebook" / "data" / "times_moon.toml"
HEAD = f"""# Feasts that follow the moon, {FIRST} to {LAST}: written by scripts/moon_feasts.py, not by hand. Only dates, which are facts.
#
# Islamic feasts    the Umm al-Qura calendar of Saudi Arabia, as the package hijridate has it. Where the new moon must be seen, a country may
#                   begin a day earlier or later; `mod` is therefore APPROX.
# Jewish feasts     the arithmetic Hebrew calendar (package convertdate). A feast begins on the evening before its date.
# East Asian feasts the Chinese calendar (package lunardate), reckoned for Beijing; Tet and Seollal where Vietnam and Korea have another day.
# Indian feasts     the tithi at sunset (Diwali) or sunrise (Holi) in Ujjain, reckoned with the package ephem; regions differ by a day.
"""
ISLAMIC = {
    "ramadan": (["Ramadan", "Ramadhan", "Ramzan"], 9, 1, 0),
    "eid-al-fitr": (["Eid al-Fitr", "Eid ul-Fitr", "Eid-ul-Fitr", "Eid al Fitr", "Eid-al-Fitr", "Eid ul Fitr", "Hari Raya Aidilfitri", "Idul Fitri"], 10, 1, 3),
    "eid-al-adha": (["Eid al-Adha", "Eid ul-Adha", "Eid-ul-Adha", "Eid al Adha", "Eid-al-Adha", "Eid ul Adha", "Tabaski", "Bakrid"], 12, 10, 4),
    "arafah": (["Day of Arafah", "Arafat Day", "Day of Arafat"], 12, 9, 1),
    "hajj": (["Hajj", "Haj"], 12, 8, 6),
    "islamic-new-year": (["Islamic New Year", "Muslim New Year", "Hijri New Year"], 1, 1, 1),
    "ashura": (["Ashura", "Ashoura", "Day of Ashura"], 1, 10, 1),
    "arbaeen": (["Arbaeen", "Arbain"], 2, 20, 1),
    "mawlid": (["Mawlid", "Mawlid al-Nabi", "Milad un-Nabi", "Prophet's Birthday", "Prophet Muhammad's birthday"], 3, 12, 1),
}
"""Name -> how newsrooms write it, month, day, and how many days it lasts (0: the whole month)."""
JEWISH = {
    "passover": (["Passover", "Pesach"], 1, 15, 8),
    "shavuot": (["Shavuot"], 3, 6, 2),
    "tisha-bav": (["Tisha B'Av", "Tisha b'Av"], 5, 9, 1),
    "rosh-hashanah": (["Rosh Hashanah", "Rosh Hashana", "Jewish New Year"], 7, 1, 2),
    "yom-kippur": (["Yom Kippur", "Day of Atonement"], 7, 10, 1),
    "sukkot": (["Sukkot", "Succot"], 7, 15, 7),
    "simchat-torah": (["Simchat Torah", "Simhat Torah"], 7, 22, 1),
    "hanukkah": (["Hanukkah", "Chanukah", "Hannukah"], 9, 25, 8),
}
"""The same by the months of convertdate (1 is Nisan); Purim is in the month before Nisan."""
CHINESE = {
    "lunar-new-year": (["Lunar New Year", "Chinese New Year", "Lunar New Year's Day"], 1, 1, 1),
    "lunar-new-year-eve": (["Lunar New Year's Eve", "Chinese New Year's Eve"], 1, 0, 1),
    "spring-festival": (["Spring Festival"], 1, 1, 7),
    "tet": (["Tet", "Tết"], 1, 1, 7),
    "seollal": (["Seollal"], 1, 1, 3),
    "lantern-festival": (["Lantern Festival"], 1, 15, 1),
    "dragon-boat": (["Dragon Boat Festival"], 5, 5, 1),
    "mid-autumn": (["Mid-Autumn Festival", "Moon Festival", "Chuseok"], 8, 15, 1),
}

ELSEWHERE = {
    "tet": {date(2007, 2, 18): date(2007, 2, 17), date(2030, 2, 3): date(2030, 2, 2)},
    "seollal": {date(1997, 2, 7): date(1997, 2, 8), date(2027, 2, 6): date(2027, 2, 7), date(2028, 1, 26): date(2028, 1, 27)},
}
"""Where the new moon falls near midnight in Beijing, Vietnam and Korea have another day (as the package holidays 0.109 has it)."""


def main() -> None:
    """Write the table."""
    rows = []
    for name, (names, month, day, length) in ISLAMIC.items():
        days = sorted(Hijri(y, month, day).to_gregorian() for y in range(1410, 1464))
        if length:
            rows.append(row(name, names, days, length, mod="APPROX"))
        else:
            ends = {Hijri(y, month, 1).to_gregorian(): Hijri(y, month, 1).month_length() for y in range(1410, 1464)}
            rows.append(row(name, names, sorted(ends), 30, mod="APPROX", shorter=sorted(d for d, n in ends.items() if n == 29)))
    for name, (names, month, day, length) in JEWISH.items():
        rows.append(row(name, names, sorted(jewish(y, month, day) for y in range(5749, 5803)), length))
    rows.append(row("purim", ["Purim"], sorted(jewish(y, 1, 15) - timedelta(days=30) for y in range(5749, 5803)), 1))
    for name, (names, month, day, length) in CHINESE.items():
        start = [LunarDate(y, month, max(day, 1)).to_solar_date() for y in range(FIRST - 1, LAST + 2)]
        other = ELSEWHERE.get(name, {})
        rows.append(row(name, names, [other.get(d, d) - timedelta(days=day == 0) for d in start], length))
    rows.append(row("diwali", ["Diwali", "Deepavali", "Divali"], [diwali(y) for y in range(FIRST, LAST + 1)], 1))
    rows.append(row("holi", ["Holi"], [holi(y) for y in range(FIRST, LAST + 1)], 1))
    OUT.write_text(HEAD + "\n" + "\n".join(rows), encoding="utf-8")


def row(name: str, names: list[str], days: list[date], length: int, *, mod: str = "", shorter: list[date] | None = None) -> str:
    """One row of the table; `shorter` are those of its days from which it lasts a day less."""
    kept = [d for d in days if FIRST <= d.year <= LAST]
    quoted = ", ".join(f'"{n}"' for n in names)
    out = f'[[holiday]]\nid = "moon.{name}"\nnames = [{quoted}]\ndate = "table"\n'
    out += f"days = {length}\n" if length > 1 else ""
    out += f'mod = "{mod}"\n' if mod else ""
    out += "".join(wrapped("table", kept))
    return out + "".join(wrapped("shorter", [d for d in shorter or [] if d in kept]) if shorter else "")


def wrapped(key: str, days: list[date]) -> Iterator[str]:
    """Dates, ten a line; one string, which TOML reads faster than a list."""
    yield f'{key} = """\n'
    for at in range(0, len(days), 10):
        yield " ".join(d.isoformat() for d in days[at : at + 10]) + "\n"
    yield '"""\n'


def jewish(year: int, month: int, day: int) -> date:
    """The day of a Hebrew date."""
    return date(*hebrew.to_gregorian(year, month, day))


def diwali(year: int) -> date:
    """The day in October or November at whose sunset the moon is in its last tithi (elongation 348 to 360 degrees)."""
    new = ephem.next_new_moon(ephem.Date(f"{year}/10/17"))
    around = [new.datetime().date() + timedelta(days=n) for n in (-1, 0, 1)]
    return next((d for d in around if elongation(d, "12:20") >= 348), around[1])


def holi(year: int) -> date:
    """The day after the night in March on which the full moon of Phalguna is seen."""
    full = ephem.next_full_moon(ephem.Date(f"{year}/2/28 12:00"))
    around = [full.datetime().date() + timedelta(days=n) for n in (1, 0, -1)]
    burnt = next((d for d in around if 167 <= elongation(d, "12:50") <= 181), around[1])
    return burnt + timedelta(days=1)


def elongation(day: date, utc: str) -> float:
    """How far the moon stands from the sun at a time of day, in degrees eastward."""
    at = ephem.Date(f"{day:%Y/%m/%d} {utc}")
    moon, sun = ephem.Ecliptic(ephem.Moon(at), epoch=at), ephem.Ecliptic(ephem.Sun(at), epoch=at)
    return float((moon.lon - sun.lon) * 180 / ephem.pi) % 360


if __name__ == "__main__":
    main()
