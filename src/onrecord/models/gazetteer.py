"""The packed gazetteer: names of places and where they are (built by scripts/build_gazetteer.py from GeoNames and others; see NOTICE).

The file is a short header and compressed blocks of lines sorted by name. A look-up unpacks one block of a few dozen lines, so that
nothing but the header is held in memory and the first look-up costs milliseconds.
"""

from __future__ import annotations

import json
import unicodedata
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate, pairwise

FILE = "gazetteer.bin"
MAGIC = b"onrecord gazetteer 1\n"
LINES_IN_BLOCK = 48
KEPT_BLOCKS = 1024
KEPT_NAMES = 16384
_DROPPED = str.maketrans(dict.fromkeys(".'’‘ʻʼ`´\"“”", "") | dict.fromkeys("-‐‑–—,/", " "))


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    Args:
        name: as GeoNames writes it, or plain English.
        feature: GeoNames feature code ("PPL", "ADM1", "ADM2", "AIRP" ...).
        iso2: its country (ISO 3166-1 alpha-2), "" for none.
        admin1: GeoNames code of its first-level region, "" where not known.
        lat, lon: degrees, WGS 84.
        population: persons; 0 where not known.
        geonameid: its number in GeoNames, or None where it came from elsewhere.
        alias: it was looked up by another spelling than `name`.
    """

    name: str
    feature: str
    iso2: str
    admin1: str
    lat: float
    lon: float
    population: int
    geonameid: int | None
    alias: bool = False


def key(name: str) -> str:
    """What a name is looked up by: lower case, without accents, points and apostrophes; "St." and "Saint" are one."""
    plain = unicodedata.normalize("NFKD", name.translate(_DROPPED)).casefold()
    words = "".join(c for c in plain if not unicodedata.combining(c)).split()
    return " ".join("saint" if word in ("st", "ste", "sainte") else word for word in words)


class Gazetteer:
    """A packed gazetteer in memory.

    Args:
        data: the bytes of the file.

    Raises:
        ValueError: the bytes are no gazetteer of this version.
    """

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC):
            raise ValueError("not a gazetteer of this version; run `python scripts/build_gazetteer.py`")
        start = len(MAGIC) + 4
        end = start + int.from_bytes(data[len(MAGIC) : start], "big")
        head = json.loads(zlib.decompress(data[start:end]))
        self._data = data
        self._first: list[str] = head["first"]
        self._ends = list(accumulate(head["sizes"], initial=end))
        self._regions: dict[str, str] = head["admin1"]
        self._blocks: dict[int, bytes] = {}
        self._found: dict[str, tuple[Entry, ...]] = {}

    def named(self, name: str) -> tuple[Entry, ...]:
        """All places with this name, the most populous first."""
        wanted = key(name)
        if wanted not in self._found:
            if len(self._found) >= KEPT_NAMES:
                self._found.clear()
            self._found[wanted] = self._look_up(wanted)
        return self._found[wanted]

    def entries(self) -> Iterator[Entry]:
        """All places, one after another, a place once for each of its names; reads the whole file, which takes seconds."""
        for start, end in pairwise(self._ends):
            for line in zlib.decompress(self._data[start:end]).decode().splitlines():
                wanted, _, held = line.partition("\t")
                yield from (_unpack(field, wanted) for field in held.split(";"))

    def region(self, iso2: str, admin1: str) -> str | None:
        """The name of a first-level region, or None."""
        return self._regions.get(f"{iso2}.{admin1}")

    def _look_up(self, wanted: str) -> tuple[Entry, ...]:
        n = bisect_right(self._first, wanted) - 1
        if n < 0 or not wanted:
            return ()
        block = self._block(n)
        head = f"\n{wanted}\t".encode("utf-8", "surrogatepass")
        at = block.find(head)
        if at < 0:
            return ()
        line = block[at + len(head) : block.index(b"\n", at + 1)].decode()
        return tuple(_unpack(field, wanted) for field in line.split(";"))

    def _block(self, n: int) -> bytes:
        if n not in self._blocks:
            if len(self._blocks) >= KEPT_BLOCKS:
                self._blocks.clear()
            self._blocks[n] = b"\n" + zlib.decompress(self._data[self._ends[n] : self._ends[n + 1]])
        return self._blocks[n]


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer."""
    return Gazetteer(resources.files("onrecord.models").joinpath(FILE).read_bytes())


def pack(places: Iterable[tuple[str, Entry]], regions: dict[str, str]) -> bytes:
    """The bytes of a gazetteer. The same input gives the same bytes.

    Args:
        places: names and what they name; a place stands under each of its names.
        regions: names of first-level regions by "ISO2.CODE".
    """
    by_key: dict[str, list[tuple[str, Entry]]] = {}
    for name, entry in places:
        if key(name):
            by_key.setdefault(key(name), []).append((name, entry))
    lines = [f"{k}\t{';'.join(_pack(entry, k) for _, entry in _best_first(by_key[k]))}\n" for k in sorted(by_key)]
    blocks = [lines[n : n + LINES_IN_BLOCK] for n in range(0, len(lines), LINES_IN_BLOCK)]
    packed = [zlib.compress("".join(block).encode(), 9) for block in blocks]
    header = {"first": [b[0].split("\t")[0] for b in blocks], "sizes": [len(p) for p in packed], "admin1": dict(sorted(regions.items()))}
    head = zlib.compress(json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return MAGIC + len(head).to_bytes(4, "big") + head + b"".join(packed)


def _best_first(named: Sequence[tuple[str, Entry]]) -> list[tuple[str, Entry]]:
    return sorted(named, key=lambda n: (-n[1].population, n[1].geonameid or 0, n[1].iso2, n[1].admin1, n[1].name, n[1].lat))


def _pack(entry: Entry, wanted: str) -> str:
    """One place as a field: empty where the value is the usual one."""
    name = "" if entry.name == _titled(wanted) else entry.name
    feature = "" if entry.feature == "PPL" else entry.feature
    lat, lon = round(entry.lat * 1000), round(entry.lon * 1000)
    values = (entry.geonameid or "", feature, entry.iso2, entry.admin1, lat, lon, entry.population or "", name)
    return "|".join(str(v).replace("|", " ").replace(";", " ") for v in values)


def _unpack(field: str, wanted: str) -> Entry:
    geonameid, feature, iso2, admin1, lat, lon, population, name = field.split("|")
    name = name or _titled(wanted)
    alias = key(name) != wanted
    numbers = int(lat) / 1000, int(lon) / 1000, int(population or 0)
    return Entry(name, feature or "PPL", iso2, admin1, *numbers, int(geonameid) if geonameid else None, alias)


def _titled(wanted: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in wanted.split())
