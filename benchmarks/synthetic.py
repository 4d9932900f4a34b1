"""Synthetic articles in any number: `articles(100_000)` yields their records in the order of publication, the same for the same seed.

They are made of the project's own material (`synthetic_units`): stories unfold over weeks to months in the articles of several outlets, with the same
parties and sums; single articles stand by themselves; some of both are printed again elsewhere, word for word or cut. Countries, people, bodies, towns,
sums, dates and the nouns of what is done differ from story to story. About 40 articles appear on a day, so that 100,000 are about seven years.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from benchmarks.synthetic_pools import Outlet, Pools
from benchmarks.synthetic_telling import Binding, told
from benchmarks.synthetic_units import BASE, Material, Template, Unit
from onrecord.model import Record

FIRST = date(2019, 1, 1)
WEEKDAY, WEEKEND = 46, 25
"""Articles of a day."""
STORY, COPY = 0.45, 0.10
"""Shares of articles that belong to a story, and that are copies of others."""
RETOLD = 0.35
"""Chance that a second outlet tells the same turn of a story, in part with other paragraphs."""
KEPT = 120
"""Articles of the last days that may be printed again."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an article is made of, so that it can be printed again."""

    parts: tuple[tuple[Unit, Binding], ...]
    title: str
    outlet: Outlet


class Maker:
    """Makes articles day by day.

    Args:
        material: what they are made of.
        seed: what they follow from.
    """

    def __init__(self, material: Material, *, seed: int = 41) -> None:
        self._material = material
        self._pools = Pools(seed)
        self._draw = Random(seed)
        self._due: list[tuple[int, int, Template, Binding]] = []
        self._recent: deque[Draft] = deque(maxlen=KEPT)
        self._count = 0
        self._turns = sum(len(s) for s in material.stories) / len(material.stories) * (1 + RETOLD)

    def days(self) -> Iterator[Record]:
        """The records of one day after another, without end."""
        day = FIRST
        while True:
            yield from self._of_day(day)
            day += timedelta(1)

    def _of_day(self, day: date) -> Iterator[Record]:
        wanted = round((WEEKEND if day.weekday() > 4 else WEEKDAY) * self._draw.uniform(0.85, 1.15))
        for _ in range(self._whole(wanted * STORY / self._turns)):
            self._open_story(day)
        made = 0
        for draft in self._turns_of(day):
            yield self._print(draft, day)
            made += 1
        copies = self._whole(wanted * COPY) if self._recent else 0
        for _ in range(copies):
            yield self._print(self._copy(), day)
        for _ in range(max(wanted - made - copies, 0)):
            yield self._print(self._single(day), day)

    def _whole(self, number: float) -> int:
        """A whole number that is, in the mean, the given one."""
        return int(number) + (self._draw.random() < number % 1)

    def _print(self, draft: Draft, day: date) -> Record:
        self._count += 1
        self._recent.append(draft)
        return told(draft.parts, draft.title, draft.outlet, day, str(self._count))

    def _open_story(self, day: date) -> None:
        """Begin a story: its turns become due on their days."""
        story = self._draw.choice(self._material.stories)
        first = date.fromisoformat(story[0].published)
        binding = Binding(self._draw, self._pools, self._material.nouns, (day - first).days)
        for template in story:
            due = date.fromisoformat(template.published) + timedelta(binding.days)
            self._count += 1
            heapq.heappush(self._due, (due.toordinal(), self._count, template, binding))

    def _turns_of(self, day: date) -> Iterator[Draft]:
        while self._due and self._due[0][0] <= day.toordinal():
            _, _, template, binding = heapq.heappop(self._due)
            for outlet in self._tellers():
                parts = [(u, binding) for u in template.units]
                if outlet is not None and len(parts) > 3:
                    own = self._binding(day)
                    kept = sorted(self._draw.sample(range(len(parts)), max(len(parts) // 2, 2)))
                    parts = [parts[n] for n in kept] + [(u, own) for u in self._sentences(4)]
                title = binding.renamed(template.title, template.surfaces)
                yield Draft(tuple(parts), title, outlet or self._pools.outlet(self._draw))

    def _tellers(self) -> list[Outlet | None]:
        """The outlets of one turn: the first, and often a second, which tells it in its own way."""
        return [None, self._pools.outlet(self._draw)] if self._draw.random() < RETOLD else [None]

    def _single(self, day: date) -> Draft:
        """An article of its own: sentences about a small cast."""
        binding = self._binding(day)
        units = self._sentences(self._draw.randint(9, 16))
        return Draft(tuple((u, binding) for u in units), self._title(units[0], binding), self._pools.outlet(self._draw))

    def _binding(self, day: date) -> Binding:
        return Binding(self._draw, self._pools, self._material.nouns, (day - date.fromisoformat(BASE)).days, cast=3)

    def _sentences(self, count: int) -> list[Unit]:
        return self._draw.sample(self._material.sentences, count)

    def _title(self, unit: Unit, binding: Binding) -> str:
        return " ".join(binding.renamed(unit.text, unit.surfaces).split()[:9]).rstrip(".,")

    def _copy(self) -> Draft:
        """An article of the last days in another paper: as it was, cut, or with a paragraph more."""
        draft, outlet = self._draw.choice(self._recent), self._pools.outlet(self._draw)
        parts, how = draft.parts, self._draw.random()
        if how < 0.25 and len(parts) > 4:
            parts = parts[:-2]
        elif how < 0.5:
            parts = (*parts, (self._draw.choice(self._material.sentences), parts[0][1]))
        return Draft(parts, draft.title, outlet)


def articles(material: Material, count: int, *, seed: int = 41) -> Iterator[Record]:
    """The records of so many articles, in the order of publication; memory does not grow with their number."""
    for record, _ in zip(Maker(material, seed=seed).days(), range(count), strict=False):
        yield record
