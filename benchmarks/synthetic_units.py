"""The material of synthetic articles: paragraphs that were read once by the parser, and what in them may be put in other words.

A unit is a paragraph with its items. Its slots are the words that vary: names of countries, people, bodies and towns, dates, numbers, and the
nouns of what is done. Everything is the project's own: the demo's articles, the development stories, the training sentences.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal

from onrecord.articles import read_articles
from onrecord.codebook import countries as world
from onrecord.codebook import parties as lexicon
from onrecord.errors import SourceError
from onrecord.model import Article, Document, Record, Source, Span, content_id
from onrecord.parsing import parse
from onrecord.pipeline import record_of_document
from onrecord.sources import open_sources

ROOT = Path(__file__).parent.parent
DEMO = ROOT / "src/onrecord/demo/articles"
STORIES = ROOT / "benchmarks/stories/dev"
SENTENCES = (ROOT / "training/relations.jsonl", ROOT / "training/relations-codebook.jsonl")
BASE = "2025-06-02"
"""The day on which a training sentence is taken to be published, so that its "on Monday" is a day."""
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CALENDAR = re.compile(rf"\b(?:{'|'.join((*MONTHS, *DAYS))}|(?:19|20)\d\d|\d{{1,2}})\b")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")

Kind = Literal["country", "person", "organisation", "town", "noun", "number", "date"]


@dataclass(frozen=True, slots=True)
class Slot:
    """Words that may vary.

    Args:
        start, end: where, in the text of its unit.
        kind: what they name.
        key: whom or what they name; slots of one kind and key are filled alike.
        form: how they name it ("name", "demonym", "full", "last", a part of speech, or the value of a date).
    """

    start: int
    end: int
    kind: Kind
    key: str
    form: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, the items whose words lie in it, its slots, and the names of its parties as (pattern, what each stands for)."""

    text: str
    record: Record
    slots: tuple[Slot, ...]
    surfaces: Surfaces


@dataclass(frozen=True, slots=True)
class Surfaces:
    """The names that occur in an article: a pattern that finds them, and the kind, key and form of each."""

    pattern: re.Pattern[str]
    known: dict[str, tuple[Kind, str, str]]


@dataclass(frozen=True, slots=True)
class Template:
    """An article of an unfolding story: headline, day of publication, its paragraphs."""

    title: str
    surfaces: Surfaces
    published: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """All that articles are made of: stories, each a list of its articles; single sentences; nouns by part of speech, as often as they occur."""

    stories: tuple[tuple[Template, ...], ...]
    sentences: tuple[Unit, ...]
    nouns: dict[str, tuple[str, ...]]


def material() -> Material:
    """Read all material; a few seconds."""
    nouns: dict[str, Counter[str]] = {"NN": Counter(), "NNS": Counter()}
    stories = [tuple(_template(a, nouns) for a in story) for story in (*_demo(), *_stories())]
    sentences = [u for text in _sentences() for u in _units(*_read(_plain(text)), nouns)]
    usable = tuple(u for u in sentences if u.record.events or u.record.commitments)
    return Material(
        tuple(stories), usable, {tag: tuple(w for w, n in sorted(c.items()) if n < 200 for _ in range(n)) for tag, c in nouns.items()}
    )


def _demo() -> list[list[Article]]:
    """The demo's articles by story: the first word of their file names."""
    stories: dict[str, list[Article]] = {}
    for source in open_sources([DEMO]):
        assert not isinstance(source, SourceError)
        for article in read_articles(source):
            assert not isinstance(article, SourceError)
            stories.setdefault(Path(source.name).name.split("-")[0], []).append(article)
    return list(stories.values())


def _stories() -> Iterator[list[Article]]:
    for path in sorted(STORIES.glob("*.json")):
        plain = json.loads(path.read_text(encoding="utf-8"))["articles"]
        found = [a for one in plain for a in read_articles(Source(path.stem, json.dumps(one).encode(), "json"))]
        yield [a for a in found if isinstance(a, Article)]


def _sentences() -> Iterator[str]:
    for path in SENTENCES:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield re.sub(r"</?[st]>", "", json.loads(line)["marked"])


def _plain(text: str) -> Article:
    return Article(content_id("a", None, None, text), "", text, published=BASE, published_basis="stated")


def _read(article: Article) -> tuple[Document, Record]:
    document = parse(article)
    return document, record_of_document(document)


def _template(article: Article, nouns: dict[str, Counter[str]]) -> Template:
    document, record = _read(article)
    units = tuple(_units(document, record, nouns))
    return Template(record.article.title or "", _surfaces(record), record.article.published or BASE, units)


def _units(document: Document, record: Record, nouns: dict[str, Counter[str]]) -> Iterator[Unit]:
    surfaces = _surfaces(record)
    slots = _slots(document, record, surfaces, nouns)
    for match in re.finditer(r"[^\n]+", record.article.text):
        start, end = match.span()
        own = tuple(Slot(s.start - start, s.end - start, s.kind, s.key, s.form) for s in slots if start <= s.start and s.end <= end)
        yield Unit(match[0], _within(record, start, end), own, surfaces)


def _within(record: Record, start: int, end: int) -> Record:
    """The items of a record all of whose words lie in a stretch of its text, with offsets of the stretch."""
    kept = {
        one.name: tuple(_moved(x, -start) for x in getattr(record, one.name) if all(start <= s.start and s.end <= end for s in spans_in(x)))
        for one in fields(Record) if one.name != "article"
    }  # fmt: skip
    return Record(record.article, **kept)


def spans_in(value: Any) -> Iterator[Span]:
    """All spans of a noun."""
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from spans_in(getattr(value, one.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from spans_in(one)


def _moved(value: Any, by: int) -> Any:
    if isinstance(value, Span):
        return Span(value.start + by, value.end + by, value.text)
    if is_dataclass(value):
        return type(value)(**{one.name: _moved(getattr(value, one.name), by) for one in fields(value)})  # type: ignore[operator]
    return tuple(_moved(x, by) for x in value) if isinstance(value, tuple) else value


def _surfaces(record: Record) -> Surfaces:
    """The names of an article that may vary: its countries in every form, its people, its bodies that the world does not know, its towns."""
    known: dict[str, tuple[Kind, str, str]] = {}
    for code in sorted({p.country for p in (*record.parties, *record.places) if p.country}):
        country = world.country_of_code(code)
        if country is None:
            continue
        known.update((d, ("country", code, "demonym")) for d in country.demonyms)
        known.update((d + "s", ("country", code, "people")) for d in country.demonyms if d.endswith("n"))
        known.update(
            dict.fromkeys((country.name, *country.aliases), ("country", code, "name")) | {country.capital: ("country", code, "capital")}
        )
    for place in record.places:
        if place.country and world.country_of_code(place.country) and (place.feature or "").startswith("PPL"):
            known.setdefault(place.name, ("town", place.name, place.country))
    for name in sorted({n for p in record.parties if p.kind == "person" for n in p.name.split("; ")}):
        if name[:1].isupper() and " " in name and not any(w in known for w in name.split()):
            known.update({name: ("person", name, "full"), name.split()[-1]: ("person", name, "last")})
    for party in record.parties:
        if party.kind == "organisation" and " " in party.name and party.name[:1].isupper() and lexicon.organisation(party.name) is None:
            known.setdefault(party.name, ("organisation", party.name, ""))
    names = sorted(known, key=lambda n: (-len(n), n))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in names)})(?!\w)") if names else re.compile(r"(?!)")
    return Surfaces(pattern, known)


def _slots(document: Document, record: Record, surfaces: Surfaces, nouns: dict[str, Counter[str]]) -> list[Slot]:
    """All slots of an article, in order, not overlapping: names first, then dates, numbers and nouns where no name stands."""
    found = [Slot(*m.span(), *surfaces.known[m[0]]) for m in surfaces.pattern.finditer(record.article.text)]
    found += [Slot(t.span.start, t.span.end, "date", t.span.text, t.value) for t in record.times if CALENDAR.search(t.span.text)]
    for amount in record.amounts:
        for m in NUMBER.finditer(amount.words.text):
            found.append(Slot(amount.words.start + m.start(), amount.words.start + m.end(), "number", m[0], ""))
    fixed = [*(s for e in (*record.events, *record.commitments) for s in (e.anchor, *e.cues)), *(s.cue for s in record.statements if s.cue)]
    fixed += [p.mention for p in record.parties]
    for token in document.doc:
        if token.pos_ == "NOUN" and token.tag_ in nouns and token.text.isalpha() and token.text.islower() and len(token) > 3:
            nouns[token.tag_][token.text] += 1
            span = Span(token.idx, token.idx + len(token), token.text)
            if not any(span.overlaps(f) for f in fixed):
                found.append(Slot(span.start, span.end, "noun", token.lemma_, token.tag_))
    return _apart(found)


def _apart(slots: Iterable[Slot]) -> list[Slot]:
    """Slots in order, the one that was found first where two overlap."""
    kept: list[Slot] = []
    for slot in slots:
        if not any(slot.start < other.end and other.start < slot.end for other in kept):
            kept.append(slot)
    return sorted(kept, key=lambda s: s.start)


class Offsets:
    """Where the words of a unit stand after its slots were filled.

    Args:
        slots: of the unit, in order.
        filled: the words in each.
        base: where the unit begins in the new text.
    """

    def __init__(self, slots: Sequence[Slot], filled: Sequence[str], base: int) -> None:
        self._starts = [s.start for s in slots]
        self._slots = slots
        self._new: list[tuple[int, int]] = []
        shift = base
        for slot, words in zip(slots, filled, strict=True):
            start = slot.start + shift
            self._new.append((start, start + len(words)))
            shift += len(words) - (slot.end - slot.start)
        self._base = base

    def span(self, span: Span, text: str) -> Span:
        """A span of the unit in the new text; one that ends within a slot takes in all of it."""
        return Span.of(text, self._at(span.start, first=True), self._at(span.end, first=False))

    def _at(self, offset: int, *, first: bool) -> int:
        n = bisect_right(self._starts, offset if first else offset - 1) - 1
        if n < 0:
            return offset + self._base
        slot, (start, end) = self._slots[n], self._new[n]
        if offset < slot.end or (offset == slot.end and not first):
            return start if first else end
        return end + offset - slot.end
