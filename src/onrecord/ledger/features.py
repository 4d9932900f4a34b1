"""What linking needs to know of a mention, read off its record once and kept beside it.

Features follow from the mention and its own article alone.
"""

from __future__ import annotations

import calendar
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import lru_cache

import snowballstemmer

from onrecord.codebook import countries as world
from onrecord.codebook.linking import concept_of, part_pattern, plain_words
from onrecord.ledger import identity, names
from onrecord.ledger.rows import taken_apart
from onrecord.model import Amount, Commitment, Event, Party, Record, Span, When

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
MOST_WORDS = 24
"""Words of a sentence that are kept; longer sentences tell of more than one thing."""


@dataclass(frozen=True, slots=True)
class Features:
    """What linking compares.

    Args:
        item: number of the commitment or event.
        article: number of its article.
        told: day of publication (proleptic ordinal), None if not known.
        kind: event type, or "" for a commitment.
        stage: stage of a commitment, status of an event.
        actors, others: principals of promisor or actors, and of beneficiary or recipients.
        known: for actors who act for a state, their own key and the state's.
        words: content words (stems, or ids of concepts) of the action, or of an event's anchor and what hangs on it.
        around: those of the sentence.
        setting: those of the headline and of the sentence before: what "it" and "the money" stand for.
        scene: the states and bodies that the article is about, the most often named first.
        amounts: (value, unit) of the amount, and of the same in a second currency.
        amount_kind: kind of the amount, "" for none.
        begin, end: days (ordinals) of an event's date or a commitment's due date; None if not known.
        place: folded name of an event's place, "" for none.
        part: the words mark a part of something larger.
        vague: the action names nothing of its own: "it", "its share", "the money".
        another: the words set it off from one before: "a second loan", "another".
        thing: the instrument of a commitment, "" for none.
        evidence: an event that may show a commitment fulfilled; it founds no thread of commitments.
        said: certainty.
    """

    item: int
    article: int
    told: int | None
    kind: str
    stage: str
    actors: tuple[str, ...]
    others: tuple[str, ...]
    known: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    around: tuple[str, ...]
    setting: tuple[str, ...]
    scene: tuple[str, ...]
    amounts: tuple[tuple[float, str], ...]
    amount_kind: str
    begin: int | None
    end: int | None
    place: str
    part: bool
    vague: bool
    another: bool
    thing: str
    evidence: bool
    said: str
    at: int
    """Offset of the mention in its article."""
    order: str
    """Publication date, article and offset: where the mention stands among all of its ledger, whatever the order of adding."""


def dumped(one: Features) -> str:
    """Features as JSON."""
    return json.dumps(list(asdict(one).values()), ensure_ascii=True, separators=(",", ":"))


def loaded(data: str) -> Features:
    """The features that `dumped` wrote."""
    values = json.loads(data)
    return Features(*(tuple(tuple(x) if isinstance(x, list) else x for x in v) if isinstance(v, list) else v for v in values))


def commitment_features(number: int, article: int, one: Commitment, record: Record) -> Features:
    """The features of a commitment."""
    promisors = taken_apart(one.promisor, record.parties)
    beneficiaries = (one.beneficiary,) if one.beneficiary else ()
    begin, end = days_of(one.due)
    own = _party_words((*promisors, *beneficiaries)) | _people_words(record)
    return Features(
        number, article, day_of(record.article.published), "", one.stage, identity.principals(promisors), identity.principals(beneficiaries),
        identity.aliases(promisors), content(one.action.text, own), content(one.sentence.text, own)[:MOST_WORDS],
        content(setting_of(one, record), own), scene_of(record), amounts_of(one.amount), one.amount.kind if one.amount else "", begin, end, "",
        is_part(one.sentence.text) or one.stage == "in_delivery", is_vague(one, own), is_another(one.action.text), one.instrument or "", False, one.certainty, one.anchor.start,
        order_of(record, one.anchor),
    )  # fmt: skip


def event_features(number: int, article: int, one: Event, record: Record, *, evidence: bool = False) -> Features:
    """The features of an event, as an event or as evidence that a commitment is being fulfilled."""
    begin, end = days_of(one.date)
    own = _party_words((*one.actors, *one.recipients)) | _people_words(record)
    return Features(
        number, article, day_of(record.article.published), one.type, one.status, identity.principals(one.actors),
        identity.principals(one.recipients), identity.aliases(one.actors), content(_near(one), own),
        content(one.sentence.text, own)[:MOST_WORDS], content(setting_of(one, record), own), scene_of(record), amounts_of(one.amount),
        one.amount.kind if one.amount else "", begin, end, place_key(one), is_part(one.sentence.text), False, False, "", evidence, one.certainty,
        one.anchor.start, order_of(record, one.anchor),
    )  # fmt: skip


def setting_of(one: Commitment | Event, record: Record) -> str:
    """The headline, and the words before a mention's sentence in its paragraph: what "it" and "the money" there stand for."""
    text, start = record.article.text, one.sentence.start
    before = text[max(text.rfind("\n", 0, start) + 1, start - SETTING) : start]
    return f"{record.article.title or ''} {before}"


SETTING = 240
"""Characters before a sentence that tell what it goes on about."""


def scene_of(record: Record) -> tuple[str, ...]:
    """The states and bodies that an article is about: the parties of its items, the most often named first."""
    return _scene(tuple(Counter(_parties_of(record)).most_common()))


def _parties_of(record: Record) -> Iterator[Party]:
    yield from record.parties
    for event in record.events:
        yield from (*event.actors, *event.recipients)
    for commitment in record.commitments:
        yield from (*taken_apart(commitment.promisor, record.parties), *((commitment.beneficiary,) if commitment.beneficiary else ()))


@lru_cache(maxsize=64)
def _scene(counted: tuple[tuple[Party, int], ...]) -> tuple[str, ...]:
    total: Counter[str] = Counter()
    for party, count in counted:
        for key in identity.principal_keys(party):
            if not key.startswith("group "):
                total[key] += count
    return tuple(k for k, _ in sorted(total.items(), key=lambda x: (-x[1], x[0]))[:SCENE])


SCENE = 8
"""Parties of an article that make its scene."""


def order_of(record: Record, anchor: Span) -> str:
    """The key by which mentions are put in order: date of publication (undated last), article, offset."""
    return f"{record.article.published or '9999'} {record.article.id} {anchor.start:07d}"


def _near(one: Event) -> str:
    """The clause around an event's anchor: eight words on either side within the sentence."""
    at = one.anchor.start - one.sentence.start
    before = one.sentence.text[: max(at, 0)].split()[-8:]
    after = one.sentence.text[max(at, 0) :].split()[: 8 + len(one.anchor.text.split())]
    return " ".join([*before, *after])


def place_key(one: Event) -> str:
    """The folded name of an event's place."""
    return " ".join(names.folded(w) for w in names.words_of(one.place.name)) if one.place else ""


def is_part(text: str) -> bool:
    """Whether the words mark a part of something larger."""
    return part_pattern().search(text) is not None


def is_vague(one: Commitment, own: frozenset[str]) -> bool:
    """Whether an action names nothing of its own: no word that tells, or hardly one beside a pronoun."""
    telling = len(content(one.action.text, own))
    return telling == 0 or (telling == 1 and POINTING.search(one.action.text) is not None)


POINTING = re.compile(r"\b(?:it|its|they|them|their|this|that|these|those|such|one|so|the money|the rest|the deal)\b", re.I)


def is_another(text: str) -> bool:
    """Whether the words set what they tell of off from one before it."""
    return ANOTHER.search(text) is not None


ANOTHER = re.compile(r"\b(?:(?:a|the|its) (?:second|third|fourth|new|separate|further)|another|additional)\b", re.I)


def amounts_of(amount: Amount | None) -> tuple[tuple[float, str], ...]:
    """An amount and its equal in a second currency as (value, unit)."""
    if amount is None:
        return ()
    own = ((amount.value, amount.unit or amount.kind),)
    return own + amounts_of(amount.equals)


@lru_cache(maxsize=4096)
def content(text: str, own: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a text that tell what it is about: concepts and stems, in order, each once.

    Args:
        text: the words.
        own: words left out: the names of the parties, which are compared by themselves.
    """
    out: dict[str, None] = {}
    for word in WORD.findall(text):
        plain = word.lower()
        for one in (plain, *(plain.split("-") if "-" in plain else ())):
            if len(one) > 2 and one not in plain_words() and one not in own:
                out[concept_of().get(one) or _stem(one)] = None
    return tuple(out)


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


def _people_words(record: Record) -> frozenset[str]:
    """The names and offices of the people of an article: they tell who, not what."""
    return _words_of_people(tuple((p.name, p.role) for p in record.parties if p.kind == "person"))


@lru_cache(maxsize=64)
def _words_of_people(people: tuple[tuple[str, str | None], ...]) -> frozenset[str]:
    return frozenset(w.lower() for name, role in people for w in WORD.findall(f"{name} {role or ''}"))


def _party_words(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(w for p in parties for w in _words_of_party(p.name, p.country))


@lru_cache(maxsize=8192)
def _words_of_party(name: str, country: str | None) -> frozenset[str]:
    words = {w.lower() for w in WORD.findall(name)}
    known = world.country_of_code(country) if country else None
    if known is not None:
        words.update(w.lower() for one in (known.name, *known.demonyms, known.capital) for w in WORD.findall(one))
    return frozenset(words)


@lru_cache(maxsize=8192)
def day_of(value: str | None) -> int | None:
    """An ISO date, month or year as the ordinal of its first day; None for anything else."""
    bounds = bounds_of(value) if value else None
    return bounds[0] if bounds else None


def days_of(when: When | None) -> tuple[int | None, int | None]:
    """First and last day (ordinals) of a date, month, year or interval."""
    bounds = bounds_of(when.value) if when else None
    return bounds or (None, None)


@lru_cache(maxsize=8192)
def bounds_of(value: str) -> tuple[int, int] | None:
    """First and last day (ordinals) of an ISO date, month, year or "begin/end"; None where the value is none of these."""
    if "/" in value:
        first, last = (bounds_of(v) for v in value.split("/", 1))
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?", value)
    if not match:
        week = re.fullmatch(r"(\d{4})-W(\d\d)", value)
        if not week:
            return None
        try:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError:
            return None
        return monday.toordinal(), (monday + timedelta(6)).toordinal()
    year, month, day = (int(g) if g else 0 for g in match.groups())
    try:
        first_day = date(year, month or 1, day or 1)
        last_day = first_day if day else date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first_day.toordinal(), last_day.toordinal()


STRETCH = {"commitment": 200, "event": 16}
"""Days of a stretch of time: mentions of one stretch or of neighbouring ones are compared."""
ALWAYS = -1
"""The stretch of keys that hold at any time."""
STATE_KEYS = 6


def keys_of(one: Features) -> Iterator[tuple[int, int]]:
    """The (stretch, key) under which a mention stands and is looked for. Those that share a key, in neighbouring stretches, are compared.

    A commitment: its promisor with each word of its action, with its instrument's concept, with its beneficiary; its promisor and its sum at any
    time. An event: each of its parties with its class of act.
    """
    if one.kind and not one.evidence:
        day = one.begin if one.begin is not None else one.told
        stretch = day // STRETCH["event"] if day is not None else ALWAYS
        act = CLASSES.get(one.kind, one.kind)
        for side in sorted({*one.actors, *one.others}):
            for key in side.split()[1:] if side.startswith("group ") else (side,):
                yield stretch, _hash("event", key, act)
        return
    stretch = one.told // STRETCH["commitment"] if one.told is not None else ALWAYS
    for person, _ in one.known:
        yield stretch, _hash("person", person)
    for side in one.actors:
        for word in one.words[:STATE_KEYS]:
            yield stretch, _hash("word", side, word)
        if side.startswith("person "):
            yield stretch, _hash("person", side)
        for other in sorted({*one.others, *one.scene} - {side}):
            yield stretch, _hash("pair", side, other)
        for value, unit in one.amounts:
            if value >= 1000:
                yield ALWAYS, _hash("sum", side, f"{value:.2g}", unit)


CLASSES = {
    "ASSAULT": "force", "COERCE": "force", "MOBILIZE": "force", "AGREE": "accord", "CONSULT": "accord", "COOPERATE": "accord", "SUPPORT": "accord",
    "CONCEDE": "yield", "RETREAT": "yield", "REJECT": "no", "SANCTION": "no", "THREATEN": "no", "ACCUSE": "words", "REQUEST": "words",
    "PROTEST": "protest", "AID": "accord",
}  # fmt: skip
"""Types of events between which annotators and coders waver; only within a class are two mentions compared."""


@lru_cache(maxsize=65_536)
def _hash(*parts: str) -> int:
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
