"""What linking needs to know of a mention, read off its record once and kept beside it.

Features follow from the mention and its own article alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from sys import intern
from typing import Any

from onrecord.codebook.linking import part_pattern, weak_concepts
from onrecord.ledger import identity, names
from onrecord.ledger.content import content, party_words, people_words
from onrecord.ledger.days import day_of, days_of
from onrecord.ledger.large_numbers import numbers_of
from onrecord.ledger.rows import taken_apart
from onrecord.ledger.unsure import is_speaker, perhaps
from onrecord.model import Amount, Commitment, Event, Party, Record, Span

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
        who, whom: the people and organisations among them by their own keys, whomever they act for.
        perhaps: principals that a commitment's promisor may be besides: those of the article, where the reading knows it only from who says so,
            and short names of a body (`unsure`). What two mentions only may be makes them not one.
        known: for actors who act for a state, their own key and the state's.
        words: content words (stems, or ids of concepts) of the action, or of an event's anchor and what hangs on it.
        around: those of the sentence.
        setting: those of the headline and of the sentence before: what "it" and "the money" stand for.
        scene: the states and bodies that the article is about, the most often named first.
        amounts: (value, unit) of the amount, and of the same in a second currency.
        begin, end: days (ordinals) of an event's date or a commitment's due date; None if not known.
        place: folded name of an event's place, "" for none.
        part: the words mark a part of something larger.
        vague: the action names nothing of its own: "it", "its share", "the money".
        numbers: large numbers of the sentence, whatever they count: "the 12 million" of a report is a sum of another.
        goes_on: the action begins with a word for what was told before: "the", "its", "they".
        another: the words set it off from one before: "a second loan", "another".
        thing: the instrument of a commitment, "" for none.
        evidence: an event that may show a commitment fulfilled; it founds no thread of commitments.
    """

    item: int
    article: int
    told: int | None
    kind: str
    stage: str
    actors: tuple[str, ...]
    others: tuple[str, ...]
    who: tuple[str, ...]
    whom: tuple[str, ...]
    known: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    around: tuple[str, ...]
    setting: tuple[str, ...]
    scene: tuple[str, ...]
    amounts: tuple[tuple[float, str], ...]
    begin: int | None
    end: int | None
    place: str
    part: bool
    vague: bool
    another: bool
    thing: str
    evidence: bool
    at: int
    """Offset of the mention in its article."""
    sentence: int
    """Offset of its sentence."""
    order: str
    """Publication date, article and offset: where the mention stands among all of its ledger, whatever the order of adding."""
    # Since form 6 of the ledger; a reader may meet a ledger that is just being brought up to date.
    perhaps: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    goes_on: bool = False

    @property
    def day(self) -> str:
        """The date with which `order` begins; "9999" where it is not known."""
        return self.order.split(" ", 1)[0]


NAMES = tuple(f.name for f in fields(Features))


def dumped(one: Features) -> str:
    """Features as JSON."""
    return json.dumps([getattr(one, name) for name in NAMES], ensure_ascii=True, separators=(",", ":"))


def loaded(data: str) -> Features:
    """The features that `dumped` wrote."""
    values: list[Any] = json.loads(data)
    values.extend(() for _ in range(len(NAMES) - 1 - len(values)))
    for place in LISTS:
        values[place] = tuple(map(intern, values[place]))  # each text once in memory: mentions share most of their words
    for place in PAIRS:
        if values[place]:
            values[place] = tuple([tuple(pair) for pair in values[place]])
        else:
            values[place] = ()
    values[NUMBERS] = tuple(values[NUMBERS])
    return Features(*values)


LISTS = tuple(NAMES.index(n) for n in ("actors", "others", "who", "whom", "words", "around", "setting", "scene", "perhaps"))
"""Places of the fields that hold texts."""
PAIRS = tuple(NAMES.index(n) for n in ("known", "amounts"))
"""Places of those that hold pairs."""
NUMBERS = NAMES.index("numbers")
"""The place of the numbers."""


def commitment_features(number: int, article: int, one: Commitment, record: Record) -> Features:
    """The features of a commitment."""
    promisors = taken_apart(one.promisor, record.parties)
    beneficiaries = (one.beneficiary,) if one.beneficiary else ()
    begin, end = days_of(one.due)
    own = party_words(promisors) | party_words(beneficiaries, named=True) | people_words(record)
    act = act_of(one, record)
    actors, scene = identity.principals(promisors), scene_of(record)
    part = is_part(one.sentence.text) or one.stage == "in_delivery" or (one.amount is not None and one.amount.of is not None)
    vague = is_vague(act, own, passive=act != one.action.text)
    return Features(
        item=number, article=article, told=day_of(record.article.published), kind="", stage=one.stage,
        actors=actors, others=identity.principals(beneficiaries), who=identity.bodies(promisors),
        whom=identity.bodies(beneficiaries), known=identity.aliases(promisors),
        words=content(act, own), around=content(_around(one, record), own)[:MOST_WORDS], setting=content(setting_of(one, record), own),
        scene=scene, amounts=amounts_of(one.amount), begin=begin, end=end, place="",
        part=part, vague=vague,
        goes_on=goes_on(act), another=not vague and is_another(one.action.text), thing=one.instrument or "", evidence=False,
        perhaps=perhaps(one, promisors, actors, scene, record.statements), numbers=numbers_of(one.sentence.text),
        at=one.anchor.start, sentence=one.sentence.start, order=order_of(record, one.anchor),
    )  # fmt: skip


def event_features(number: int, article: int, one: Event, record: Record, *, evidence: bool = False) -> Features:
    """The features of an event, as an event or as evidence that a commitment is being fulfilled."""
    begin, end = days_of(one.date)
    own = party_words((*one.actors, *one.recipients)) | people_words(record)
    return Features(
        item=number, article=article, told=day_of(record.article.published), kind=one.type, stage=one.status,
        actors=identity.principals(one.actors), others=identity.principals(one.recipients), who=identity.bodies(one.actors),
        whom=identity.bodies(one.recipients), known=identity.aliases(one.actors),
        words=content(_near(one), own), around=content(one.sentence.text, own)[:MOST_WORDS], setting=content(setting_of(one, record), own),
        scene=scene_of(record), amounts=amounts_of(one.amount), begin=begin, end=end,
        place=place_key(one), part=is_part(one.sentence.text), vague=False, another=False, thing="", evidence=evidence,
        at=one.anchor.start, sentence=one.sentence.start, order=order_of(record, one.anchor),
    )  # fmt: skip


def _around(one: Commitment, record: Record) -> str:
    """The sentence of a commitment, without the other acts that are undertaken with the same verb: "vowed to shut the mine and to raise pay"."""
    text = one.sentence.text
    for other in record.commitments:
        if other.anchor == one.anchor and other.id != one.id and not other.action.overlaps(one.action):
            text = text.replace(other.action.text, " ", 1)
    return text


def setting_of(one: Commitment | Event, record: Record) -> str:
    """The headline, and the words before a mention's sentence in its paragraph: what "it" and "the money" there stand for."""
    text, start = record.article.text, one.sentence.start
    before = text[max(text.rfind("\n", 0, start) + 1, start - SETTING) : start]
    return f"{record.article.title or ''} {before}"


SETTING = 240
"""Characters before a sentence that tell what it goes on about."""


def scene_of(record: Record) -> tuple[str, ...]:
    """The states and bodies that an article is about: the parties of its items, the most often named first."""
    if _LAST_SCENE[0] is not record:  # each item of a record asks for it
        _LAST_SCENE[:] = [record, _scene(tuple(Counter(_parties_of(record)).most_common()))]
    scene: tuple[str, ...] = _LAST_SCENE[1]
    return scene


_LAST_SCENE: list[Any] = [None, ()]


def _parties_of(record: Record) -> Iterator[Party]:
    yield from record.parties
    for event in record.events:
        yield from (*event.actors, *event.recipients)
    for commitment in record.commitments:
        yield from (*taken_apart(commitment.promisor, record.parties), *((commitment.beneficiary,) if commitment.beneficiary else ()))


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


def act_of(one: Commitment, record: Record) -> str:
    """The words that tell the act; of a passive without an agent with its subject, which the action leaves out: "the buses are to be shipped in May"."""
    if not is_speaker(one, record.statements) or one.action.start < one.anchor.start:
        return one.action.text
    before = one.sentence.text[: max(one.anchor.start - one.sentence.start, 0)]
    subject = re.split(r"\bthat\b|[,;:]", before)[-1]
    return f"{subject.strip()} {one.action.text}"


def is_vague(act: str, own: frozenset[str], *, passive: bool = False) -> bool:
    """Whether an action names nothing of its own: no word that tells, or hardly one beside a pronoun; `passive`: with a subject such as "the contract"."""
    telling = content(act, own)
    if OF_A_WHOLE.match(act) and " of " not in act and len(telling) <= FEW:
        return True
    if PRONOUN.match(act):
        return True
    if passive and weak_concepts().issuperset(telling):
        return True
    return not telling or (len(telling) == 1 and POINTING.search(act) is not None)


PRONOUN = re.compile(r"(?:it|they|these|those|both|each|all) (?:is|are|was|were|will|would|has|have|had|should|could|may|might|shall|of them)\b", re.I)
"""An act that begins so tells of what was told before."""
OF_A_WHOLE = re.compile(
    r"(?:all |only )?(?:(?:the|its|their|a|another) )?(?:(?:two|three|four|five|six) )?"
    r"(?:rest|remainder|remaining|balance|others?|first|second|third|fourth|fifth|last|next|final)\b", re.I
)
"""What is a part of a thing, or left of it, and belongs to the thread of that thing."""
FEW = 2
"""Words that "the remaining shipments will leave" may have of its own."""


def goes_on(act: str) -> bool:
    """Whether the words of an act begin with one for what was told before."""
    return GOING_ON.match(act) is not None


GOING_ON = re.compile(r"(?:both |all )?(?:the|its|his|her|their|this|that|these|those|it|they)\b", re.I)


POINTING = re.compile(r"\b(?:it|its|they|them|their|this|that|these|those|such|one|so|the money|the rest|the deal)\b", re.I)


def is_another(text: str) -> bool:
    """Whether the words set what they tell of off from one before it."""
    return ANOTHER.search(text) is not None


ANOTHER = re.compile(
    r"\b(?:(?:a|the|its) (?:second|third|fourth|new|separate|further)|another|additional)\b"
    r"(?! (?:tranche|instal?lment|part|half|group|batch|slice|stage|phase|shipment|consignment|delivery|convoy)s?\b)", re.I
)


def amounts_of(amount: Amount | None) -> tuple[tuple[float, str], ...]:
    """An amount, the whole that it is a part of, and its equal in a second currency as (value, unit)."""
    if amount is None:
        return ()
    unit = amount.unit or amount.kind
    whole = () if amount.of is None else ((amount.of, unit),)
    return ((amount.value, unit), *whole, *amounts_of(amount.equals))
