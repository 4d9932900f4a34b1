"""Which of the places of a name is meant: what the article says, which other places it names, and how well known each is.

Towns named together lie together. Each reading of each name votes for its country, its region and the square of the map it lies in;
a name with few readings has more to say than one with many. A reading is then scored by the votes of the other names, by its
population, and by its distance to the places that are already certain.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from onrecord.mentions.place_evidence import Candidate
from onrecord.mentions.place_names import Reading
from onrecord.models.gazetteer import key

KNOWN_SIZE = {"PCLI": 3e7, "ADM1": 1e6, "ADM2": 6e4, "CONT": 1e9, "AIRP": 3e5, "AIRB": 1e5, "PPLC": 2e7}
"""How well known a place of a kind is, in persons, where its population says nothing."""
OTHER_SIZE = 4e5
MILLIONS = 2_000_000
LARGE, KNOWN = 400_000, 0.5
"""A city of this size comes to mind before a small town of its name, if less than one of millions."""
SIZE, LISTED, FAMOUS, NAMED, NEAR, FAR = 0.8, 2.5, 2.0, 1.0, 1.5, 0.7
VOTES = {"country": 0.5, "region": 1.5, "square": 1.0}
"""The weights of a reading's evidence; set on local news, where towns of one name are hardest to tell apart."""
VOICE = 0.5
"""How much more a well-known reading has to say than a small one: the power of its size."""
EARTH = 6371.0


def resolve(candidates: Sequence[Candidate]) -> list[Reading | None]:
    """The reading of each candidate that is meant; None for one without readings. One name has one meaning in an article."""
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.readings:
            groups[_called(candidate)].append(candidate)
    possible = {name: _possible(group) for name, group in groups.items()}
    acting = {name for name, group in groups.items() if all(c.acting for c in group)}
    votes = _votes({name: readings for name, readings in possible.items() if name not in acting})
    for candidate in candidates:
        if candidate.name.kind == "country" and sum(r.listed for r in candidate.readings) == 1:
            votes["named", candidate.readings[0].country][""] = 1.0
    chosen = {name: _best(name, readings, votes, []) for name, readings in possible.items()}
    here = [(name, r) for name, r in chosen.items() if name not in acting]
    certain = [(name, r) for name, r in here if len(possible[name]) == 1 or r.feature in ("PCLI", "ADM1")]
    sure = [(n, r) for n, r in (certain or list(chosen.items())) if r.feature not in ("PCLI", "CONT")]
    sure = sure or [(n, r) for n, r in chosen.items() if r.feature not in ("PCLI", "CONT")]
    chosen = {name: _best(name, readings, votes, sure) for name, readings in possible.items()}
    settled = [(n, r) for n, r in chosen.items() if r.feature not in ("PCLI", "CONT")]
    chosen = {name: _best(name, readings, votes, settled) for name, readings in possible.items()}
    return [_for_one(c, chosen) for c in candidates]


def _called(candidate: Candidate) -> str:
    """What a candidate is called; "Washington state" is called otherwise than "Washington", "the Niger" than "Niger"."""
    river = candidate.name.kind == "known" and candidate.name.readings[0].feature == "STM"
    return key(candidate.name.text) + (" (region)" if candidate.regional else " (river)" if river else "")


def _possible(group: Sequence[Candidate]) -> tuple[Reading, ...]:
    """The readings that every mention allows, or those of the mention that allows the fewest."""
    return min((c.readings for c in group), key=len)


def _for_one(candidate: Candidate, chosen: dict[str, Reading]) -> Reading | None:
    if not candidate.readings:
        return None
    best = chosen[_called(candidate)]
    return best if best in candidate.readings or candidate.container is None else candidate.readings[0]


def _votes(possible: dict[str, tuple[Reading, ...]]) -> dict[tuple[object, ...], dict[str, float]]:
    """Who votes for which country, region and square, and how much; one vote of a name for each."""
    votes: dict[tuple[object, ...], dict[str, float]] = defaultdict(dict)
    for name, readings in possible.items():
        weights = {r: _size(r) ** VOICE for r in readings}
        whole = sum(weights.values())
        for r in readings:
            for area in _areas(r):
                votes[area][name] = votes[area].get(name, 0.0) + weights[r] / whole
    return votes


def _size(reading: Reading) -> float:
    """How well known a place is, in persons."""
    size: float = reading.population or (500 if reading.feature == "PPL" else OTHER_SIZE)
    return max(size, KNOWN_SIZE[reading.feature]) if reading.feature in KNOWN_SIZE else size


def _areas(reading: Reading) -> list[tuple[object, ...]]:
    out: list[tuple[object, ...]] = []
    if reading.country:
        out.append(("country", reading.country))
    if reading.country and reading.admin1:
        out.append(("region", reading.country, reading.admin1))
    if reading.feature not in ("PCLI", "CONT", "ADM1", "OCN"):
        out.extend(("square", math.floor(reading.lat + dy), math.floor(reading.lon + dx)) for dy in (-0.5, 0.5) for dx in (-0.5, 0.5))
    return out


def _best(
    name: str, readings: Sequence[Reading], votes: dict[tuple[object, ...], dict[str, float]], sure: Sequence[tuple[str, Reading]]
) -> Reading:
    if len(readings) == 1:
        return readings[0]
    others = [r for n, r in sure if n != name]
    return max(readings, key=lambda r: (_score(name, r, votes, others), r.population))


def _score(name: str, reading: Reading, votes: dict[tuple[object, ...], dict[str, float]], others: Sequence[Reading]) -> float:
    score = SIZE * math.log10(_size(reading)) - (0.7 if reading.alias else 0.0) + (LISTED if reading.listed else 0.0)
    score += FAMOUS if reading.feature == "PPLC" or reading.population >= MILLIONS else KNOWN if reading.population >= LARGE else 0.0
    score += NAMED if votes[("named", reading.country)] else 0.0
    best: dict[str, float] = {}
    for area in _areas(reading):
        kind = str(area[0])
        support = sum(w for n, w in votes[area].items() if n != name)
        best[kind] = max(best.get(kind, 0.0), VOTES[kind] * min(1.0, support) + 0.3 * math.log1p(support))
    score += sum(best.values())
    if others:
        nearest = min(distance(reading, other) for other in others)
        score += NEAR * math.exp(-nearest / 150) + FAR * math.exp(-nearest / 1000)
    return score


def distance(one: Reading, other: Reading) -> float:
    """Kilometres between two places on the great circle."""
    a, b = math.radians(one.lat), math.radians(other.lat)
    dlon = math.radians(other.lon - one.lon)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(dlon / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))
