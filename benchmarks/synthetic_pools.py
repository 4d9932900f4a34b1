"""Names for synthetic articles, all made up from a seed: people, bodies, outlets; and the world's countries, a few in the news far more often.

Everything is drawn from the `random.Random` that is given, so the same seed gives the same names.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from onrecord.codebook import countries as world
from onrecord.codebook.countries import Country

OFTEN = (
    "USA",
    "RUS",
    "CHN",
    "UKR",
    "GBR",
    "ISR",
    "IRN",
    "FRA",
    "DEU",
    "TUR",
    "IND",
    "PSE",
    "SYR",
    "JPN",
    "SAU",
    "PAK",
    "KOR",
    "EGY",
    "BRA",
    "AFG",
)
"""Countries that the news tells of most, the first the most often."""
SKEW = 3.0
"""The share of a country in the news falls as 1 / (rank + SKEW): about 6% for the first of 190, as in event data sets."""
GIVEN = (
    "Anna", "Mark", "Olena", "Ivan", "Li", "Mei", "Tarek", "Amina", "Joao", "Lucia", "Kwame", "Fatou", "Erik", "Ingrid", "Arjun", "Priya", "Diego",
    "Marta", "Yusuf", "Leyla", "Hiroshi", "Naoko", "Tomas", "Petra", "Samuel", "Ruth", "Omar", "Nadia", "Pavel", "Irina", "Daniel", "Grace",
    "Victor", "Elena", "Hassan", "Salma", "Peter", "Judith", "Andre", "Camille", "Rafael", "Ines", "Thabo", "Zanele", "Bayani", "Dalisay", "Goran",
    "Vesna", "Aidan", "Niamh", "Otto", "Frieda", "Matteo", "Chiara", "Nikos", "Eleni", "Kofi", "Abena", "Rashid", "Zainab",
)  # fmt: skip
ONSETS = (
    "B",
    "Ch",
    "D",
    "F",
    "G",
    "H",
    "K",
    "L",
    "M",
    "N",
    "P",
    "R",
    "S",
    "T",
    "V",
    "Z",
    "Br",
    "Gr",
    "Kr",
    "Sh",
    "St",
    "Tr",
    "W",
    "Y",
    "Dr",
    "Kh",
)
MIDDLES = ("ar", "el", "in", "or", "ul", "an", "ed", "ik", "om", "ush", "av", "er", "il", "ond", "ath", "am", "ent", "is", "ov", "ur")
ENDS = (
    "skiy",
    "enko",
    "ov",
    "ez",
    "sson",
    "wala",
    "mann",
    "ini",
    "oglu",
    "adze",
    "ian",
    "escu",
    "ović",
    "eira",
    "akis",
    "ton",
    "ard",
    "o",
    "a",
    "i",
    "ur",
    "e",
)
FIELDS = (
    "Dockers", "Farmers", "Grain", "Railway", "Nurses", "Steel", "Fishery", "Water", "Election", "Mining", "Shipping", "Energy", "Teachers",
    "Refugee", "Forest", "Pharmacy", "Aviation", "Border", "Census", "Harvest", "Housing", "Textile", "Veterans", "Press", "Cotton", "Dairy",
)  # fmt: skip
HEADS = (
    "Union",
    "Council",
    "Agency",
    "Fund",
    "Association",
    "Commission",
    "Bank",
    "Company",
    "Institute",
    "Network",
    "Federation",
    "Authority",
)
PAPERS = ("Herald", "Monitor", "Courier", "Gazette", "Wire", "Times", "Observer", "Post", "Dispatch", "Chronicle", "Bulletin", "Newsline")
REGIONS = ("Northern", "Lakeside", "Harbour", "Prairie", "Coast", "Delta", "Highland", "Levant", "Capital", "Island", "Steppe", "Valley")
TOWNS = ("grad", "ville", "stad", "abad", "pur", "burg", "mouth", "nagar", "dal", "olis", "ovo", "ton", "field", "ara")
SPELLINGS = ("skiy", "sky", "skyy", "ski")
"""How outlets write one ending of names."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A newspaper: its name, its host, and how it spells names in "-skiy"."""

    name: str
    host: str
    spelling: str


@dataclass(frozen=True, slots=True)
class Town:
    """A place: its name and where it is (WGS 84); the numbers of those that are made up are in use nowhere."""

    name: str
    country: str
    geonameid: int
    lat: float
    lon: float


class Pools:
    """All names of one run.

    Args:
        seed: what the names follow from.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._people: dict[str, list[str]] = {}
        rank = {code: n for n, code in enumerate(OFTEN)}
        usable = [c for c in world.countries() if c.demonyms and c.capital]
        self.countries = sorted(usable, key=lambda c: (rank.get(c.iso3, len(rank)), -c.population, c.iso3))
        self._weights = list(accumulate(1 / (n + SKEW) for n in range(len(self.countries))))
        draw = Random(f"outlets {seed}")
        self.outlets = [
            Outlet(name, f"{name.lower().replace(' ', '')}.example", draw.choice(SPELLINGS))
            for name in (f"{r} {p}" for r in REGIONS for p in PAPERS)
        ]
        draw.shuffle(self.outlets)

    def country(self, draw: Random) -> Country:
        """A country, the ones that are much in the news more often."""
        return draw.choices(self.countries, cum_weights=self._weights)[0]

    def outlet(self, draw: Random) -> Outlet:
        """An outlet; a few print most of the news."""
        return self.outlets[min(int(draw.expovariate(1 / 25)), len(self.outlets) - 1)]

    def person(self, draw: Random, country: str) -> str:
        """A person: mostly one of the few of a country who are in the news again and again, else somebody new."""
        if draw.random() < 0.25:
            return f"{draw.choice(GIVEN)} {surname(draw)}"
        known = self._people.get(country)
        if known is None:
            own = Random(f"people {self._seed} {country}")
            known = self._people[country] = [f"{own.choice(GIVEN)} {surname(own)}" for _ in range(16)]
        return known[min(int(draw.expovariate(1 / 4)), len(known) - 1)]

    def town(self, draw: Random, country: Country) -> Town:
        """A town of a country: its capital, or one of a few that are made up."""
        n = min(int(draw.expovariate(1 / 3)), 11)
        if n == 0:
            return Town(country.capital, country.iso3, country.geonameid, country.lat, country.lon)
        own = Random(f"town {self._seed} {country.iso3} {n}")
        name = own.choice(ONSETS) + own.choice(MIDDLES) + own.choice(TOWNS)
        place = 90_000_000 + 100 * self.countries.index(country) + n
        return Town(name, country.iso3, place, round(country.lat + own.uniform(-2, 2), 4), round(country.lon + own.uniform(-2, 2), 4))

    def organisation(self, draw: Random) -> str:
        """A body's name of three words."""
        return f"{draw.choice(REGIONS + SEATS)} {draw.choice(FIELDS)} {draw.choice(HEADS)}"


def surname(draw: Random) -> str:
    """A surname of two or three syllables."""
    return draw.choice(ONSETS) + "".join(draw.choice(MIDDLES) for _ in range(draw.choice((1, 1, 2)))) + draw.choice(ENDS)


SEATS = (
    "Tarvo",
    "Belmar",
    "Kusin",
    "Orsha",
    "Lindal",
    "Marenga",
    "Polvar",
    "Quintal",
    "Ruvena",
    "Sandor",
    "Telmek",
    "Umbria",
    "Wexley",
    "Yarrow",
)
