"""A unit told anew: its slots filled for one story, and its items with the new words, so that every span re-reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from benchmarks.synthetic_pools import Outlet, Pools, Town
from benchmarks.synthetic_units import CALENDAR, DAYS, MONTHS, Offsets, Slot, Surfaces, Unit
from onrecord.codebook.countries import Country
from onrecord.model import Amount, Article, Commitment, Event, Party, Place, Record, Span, Statement, Time, When, content_id, unique

Item = TypeVar("Item", Event, Commitment)
FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Binding:
    """What the slots of a story are filled with: the same country, person or noun wherever the material names the same one.

    Args:
        draw: where choices come from.
        pools: the names.
        nouns: by part of speech.
        days: by how many days every date is moved.
        cast: how many countries, people and bodies there are in all (0: as many as the material has).
    """

    def __init__(self, draw: Random, pools: Pools, nouns: dict[str, tuple[str, ...]], days: int, cast: int = 0) -> None:
        self._draw, self._pools, self._nouns, self._cast = draw, pools, nouns, cast
        self.days = days
        self._scale = draw.choice((0.3, 0.5, 0.7, 1.3, 1.6, 2.2, 3.1, 4.5))
        self._countries: dict[str, Country] = {}
        self._people: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        self._towns: dict[str, Town] = {}
        self._words: dict[tuple[str, str], str] = {}

    def country(self, code: str) -> Country:
        """The country that stands for a country of the material."""
        if code not in self._countries:
            used = {c.iso3 for c in self._countries.values()}
            if self._cast and len(used) >= self._cast:
                self._countries[code] = self._draw.choice(sorted(self._countries.values(), key=lambda c: c.iso3))
            else:
                found = self._pools.country(self._draw)
                while found.iso3 in used:
                    found = self._pools.country(self._draw)
                self._countries[code] = found
        return self._countries[code]

    def person(self, name: str, country: str | None) -> str:
        """The person who stands for one of the material."""
        if name not in self._people:
            self._people[name] = self._pools.person(self._draw, self.country(country).iso3 if country else "")
        return self._people[name]

    def town(self, name: str, country: str) -> Town:
        """The town that stands for one of the material."""
        if name not in self._towns:
            self._towns[name] = self._pools.town(self._draw, self.country(country))
        return self._towns[name]

    def words(self, slot: Slot) -> str:
        """What a slot is filled with."""
        return self.named(slot.kind, slot.key, slot.form)

    def named(self, kind: str, key: str, form: str) -> str:
        """What stands for a name, number, noun or date of the material."""
        if kind == "country":
            country = self.country(key)
            demonym = country.demonyms[0]
            return {"name": country.name, "capital": country.capital, "demonym": demonym, "people": demonym + "s" * demonym.endswith("n")}[
                form
            ]
        if kind == "person":
            name = self.person(key, None)
            return name if form == "full" else name.split()[-1]
        if kind == "organisation":
            if key not in self._bodies:
                self._bodies[key] = self._pools.organisation(self._draw)
            return self._bodies[key]
        if kind == "town":
            return self.town(key, form).name
        if kind == "date":
            return moved_words(key, form, self.days)
        if kind == "number":
            return scaled(key, self._scale)
        word = self._words.get((key, form))
        if word is None:
            word = self._words[key, form] = self._draw.choice(self._nouns[form])
        return word

    def renamed(self, text: str, surfaces: Surfaces) -> str:
        """A name of the material ("Canadian Prime Minister") with what it is made of put in other words."""
        return surfaces.pattern.sub(lambda m: self.named(*surfaces.known[m[0]]), text)


def scaled(number: str, by: float) -> str:
    """A number as it is written, made larger or smaller and rounded; one below three stays."""
    value = float(number.replace(",", ""))
    if value < 3:
        return number
    new = max(value * by, 3.0)
    if "." in number:
        return f"{new:.1f}"
    digits = len(str(int(new)))
    return f"{round(new, -max(digits - 2, 0)):,.0f}"


def moved_date(value: str, days: int) -> str:
    """An ISO date, month, year or interval, so many days later; anything else as it is."""
    if "/" in value:
        return "/".join(moved_date(v, days) for v in value.split("/"))
    if FULL_DATE.fullmatch(value):
        return (date.fromisoformat(value) + timedelta(days)).isoformat()
    if re.fullmatch(r"\d{4}-\d\d", value):
        return (date.fromisoformat(f"{value}-15") + timedelta(days)).isoformat()[:7]
    if re.fullmatch(r"\d{4}", value):
        return str((date(int(value), 7, 1) + timedelta(days)).year)
    return value


def moved_words(words: str, value: str, days: int) -> str:
    """The words of a date so many days later: weekday, month, day and year; the rest as it is."""
    day = moved_date(value, days)
    if day == value:
        return words
    full = FULL_DATE.fullmatch(day)

    def one(match: re.Match[str]) -> str:
        word = match[0]
        if word in MONTHS:
            return MONTHS[int(day[5:7]) - 1] if len(day) >= 7 and day[4] == "-" else word
        if word in DAYS:
            return DAYS[date.fromisoformat(day).weekday()] if full else word
        if len(word) == 4:
            return day[:4]
        return str(int(day[8:])) if full else word

    return CALENDAR.sub(one, words)


class Telling:
    """One paragraph of a new article.

    Args:
        unit: what it is made of.
        binding: of its story.
        base: where the paragraph begins in the article.
    """

    def __init__(self, unit: Unit, binding: Binding, base: int) -> None:
        self._unit, self._binding = unit, binding
        for party in unit.record.parties:  # a person's country, before the words ask for the name
            if party.kind == "person" and party.name in unit.surfaces.known:
                binding.person(party.name, party.country)
        filled = [binding.words(s) for s in unit.slots]
        self._offsets = Offsets(unit.slots, filled, base)
        parts, at = [], 0
        for slot, words in zip(unit.slots, filled, strict=True):
            parts += [unit.text[at : slot.start], words]
            at = slot.end
        self.text = "".join((*parts, unit.text[at:]))
        self._article = ""

    def items(self, text: str, article: str) -> Record:
        """The items of the paragraph, with spans of the article's text and ids of its own."""
        self._text = text
        old = self._unit.record
        events = {e.id: content_id("e", article, s.start, s.end) for e in old.events for s in [self._span(e.anchor)]}
        return Record(
            old.article,
            tuple(self._statement(s, article) for s in old.statements),
            tuple(self._event(e, events[e.id]) for e in old.events),
            tuple(self._commitment(c, article, events) for c in old.commitments),
            tuple(self._time(t) for t in old.times),
            tuple(self._place(p) for p in old.places),
            tuple(self._amount(a) for a in old.amounts),
            tuple(self._party(p) for p in old.parties),
        )

    def _span(self, span: Span) -> Span:
        return self._offsets.span(span, self._text)

    def _spans(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(self._span(s) for s in spans)

    def _party(self, party: Party) -> Party:
        country = party.country and (party.country if party.country == "IGO" else self._binding.country(party.country).iso3)
        return replace(
            party, name=self._binding.renamed(party.name, self._unit.surfaces), country=country, mention=self._span(party.mention)
        )

    def _parties(self, parties: Sequence[Party]) -> tuple[Party, ...]:
        return tuple(self._party(p) for p in parties)

    def _place(self, place: Place) -> Place:
        name = self._unit.surfaces.known.get(place.name)
        words = self._span(place.words)
        if name is not None and name[0] == "town":
            town = self._binding.town(name[1], name[2])
            return Place(town.name, words, town.geonameid, town.country, None, town.lat, town.lon, "PPL", place.basis)
        if name is not None and name[0] == "country" and place.country:
            country = self._binding.country(place.country)
            at = country.name if name[2] != "capital" else country.capital
            return Place(at, words, country.geonameid, country.iso3, None, country.lat, country.lon, place.feature, place.basis)
        return replace(place, words=words)

    def _amount(self, amount: Amount) -> Amount:
        words = self._span(amount.words)
        old = next(
            (s.key for s in self._unit.slots if s.kind == "number" and amount.words.start <= s.start and s.end <= amount.words.end), None
        )
        value = amount.value
        if old is not None:
            now = self._binding.named("number", old, "")
            value = float(f"{value * float(now.replace(',', '')) / float(old.replace(',', '')):.12g}")
        return replace(amount, words=words, value=value, equals=self._amount(amount.equals) if amount.equals else None)

    def _when(self, when: When | None) -> When | None:
        if when is None:
            return None
        return When(moved_date(when.value, self._binding.days), when.basis, self._span(when.words) if when.words else None)

    def _time(self, time: Time) -> Time:
        days = self._binding.days
        points = [moved_date(p, days) if p else None for p in (time.begin_point, time.end_point)]
        return Time(self._span(time.span), time.type, moved_date(time.value, days), time.mod, *points, time.basis)

    def _statement(self, one: Statement, article: str) -> Statement:
        source, cue = (self._span(s) if s else None for s in (one.source, one.cue))
        content = self._spans(one.content)
        name = content_id("s", article, *((s.start, s.end) if s else None for s in (source, cue, *content)))
        speaker = self._party(one.speaker) if one.speaker else None
        return Statement(name, source, speaker, cue, content, one.manner, one.stance, self._parties(one.chain), one.rule, one.confidence)

    def _event(self, one: Event, name: str) -> Event:
        return replace(
            one, id=name, anchor=self._span(one.anchor), actors=self._parties(one.actors), recipients=self._parties(one.recipients),
            said_by=self._parties(one.said_by), date=self._when(one.date), place=self._place(one.place) if one.place else None,
            amount=self._amount(one.amount) if one.amount else None, sentence=self._span(one.sentence), cues=self._spans(one.cues),
        )  # fmt: skip

    def _commitment(self, one: Commitment, article: str, events: dict[str, str]) -> Commitment:
        anchor = self._span(one.anchor)
        return replace(
            one, id=content_id("c", article, anchor.start, anchor.end), anchor=anchor, promisor=self._party(one.promisor),
            beneficiary=self._party(one.beneficiary) if one.beneficiary else None, action=self._span(one.action),
            condition=self._span(one.condition) if one.condition else None, due=self._when(one.due),
            amount=self._amount(one.amount) if one.amount else None, said_by=self._parties(one.said_by),
            event=events.get(one.event) if one.event else None, sentence=self._span(one.sentence), cues=self._spans(one.cues),
        )  # fmt: skip


def told(parts: Sequence[tuple[Unit, Binding]], title: str, outlet: Outlet, day: date, address: str) -> Record:
    """The record of a new article.

    Args:
        parts: its paragraphs, each with the binding of its story.
        title: its headline.
        outlet: who prints it.
        day: of publication.
        address: the last part of its URL.
    """
    tellings: list[Telling] = []
    base = 0
    for unit, binding in parts:
        tellings.append(Telling(unit, binding, base))
        base += len(tellings[-1].text) + 2
    text = "\n\n".join(t.text for t in tellings)
    url = f"https://{outlet.host}/{day.isoformat()}/{address}"
    article = Article(
        content_id("a", url, title, text),
        url,
        text,
        url=url,
        title=title,
        publisher=outlet.name,
        published=day.isoformat(),
        published_basis="stated",
    )
    made = [t.items(text, article.id) for t in tellings]
    statements = [s for r in made for s in r.statements]
    named = unique(s.id for s in statements)
    return Record(
        article,
        tuple(replace(s, id=name) for s, name in zip(statements, named, strict=True)),
        _distinct(e for r in made for e in r.events),
        _distinct(c for r in made for c in r.commitments),
        tuple(t for r in made for t in r.times),
        tuple(p for r in made for p in r.places),
        tuple(a for r in made for a in r.amounts),
        tuple({(p.name, p.country): p for r in reversed(made) for p in reversed(r.parties)}.values()),
    )


def _distinct(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items of which no two stand at the same anchor, the first of such; in order."""
    out: dict[str, Item] = {}
    for one in items:
        out.setdefault(one.id, one)
    return tuple(out.values())
