"""Whether a name that could be a place is one here: what stands before it, after it, and elsewhere in the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.codebook.places import regions, words
from onrecord.mentions.place_names import Name, Reading
from onrecord.model import Document
from onrecord.models.gazetteer import key

if TYPE_CHECKING:
    from spacy.tokens import Token

ENOUGH = 1.5
"""The evidence that makes a name a place; the weights below add up to it."""
BASE = {"country": 3.0, "region": 3.0, "known": 3.0, "demonym": 3.0, "described": 2.0, "street": 1.0}
POPULATION = ((1_000_000, 2.0), (200_000, 1.5), (50_000, 1.0), (10_000, 0.5), (1_000, 0.2))
TOWN = 20_000
"""The size from which a town comes to mind before the region that is called after it."""
RARE = 2
"""A name with no more readings than this is hardly a chance word, where one of them lies in a country that the article names."""
SPEAKING = frozenset({"be", "have", "lie", "host", "see", "remain", "sit", "stand", "become", "border", "wake", "experience"})
"""Verbs whose subject a capital can be as a place; with others it stands for its government."""
SEAT = "GOVL"
"""The feature code of seats of government that stand for it: the White House, the Kremlin."""
AGAINST = frozenset({"with", "by", "against", "between", "on"})
_DASHES = frozenset({"-", "--", "—", "–", "---"})
_INITIAL = re.compile(r"[A-Z]\.?$")


@dataclass(slots=True)
class Candidate:
    """A name with what speaks for and against its being a place here.

    Args:
        name: the name.
        evidence: the sum of the weights; `ENOUGH` makes it a place.
        container: the name of the state or country that stands after it ("Hudson, Ill."), or None.
        inside_body: it is part of the name of a body ("Hudson Police Department").
        person: a title, a given name or a surname stands beside it.
        regional: a noun after it says that a region is meant ("Washington state").
        dateline: it stands where a dateline does.
        acting: a capital or a seat of government that acts or is dealt with ("Ankara rejected"): it says nothing of where the story is.
        readings: what it can be, after the words around it.
    """

    name: Name
    evidence: float
    container: Name | None = None
    inside_body: bool = False
    person: bool = False
    regional: bool = False
    dateline: bool = False
    acting: bool = False
    readings: tuple[Reading, ...] = field(default=())


def weigh(document: Document, names: Sequence[Name]) -> list[Candidate]:
    """The names that are places here, in order."""
    tokens = list(document.doc)
    article = _Article.of(tokens, names)
    made = [_candidate(tokens, name, article) for name in names]
    _surnames(made)
    _contain(tokens, made)
    for before, candidate in zip([None, *made], made, strict=False):
        _dateline(tokens, candidate)
        _region_noun(tokens, candidate)
        _listed(tokens, before, candidate)
    sure = {key(c.name.text) for c in made if c.evidence >= ENOUGH and not c.person}
    return [c for c in made if c.evidence >= ENOUGH or (key(c.name.text) in sure and not c.person and c.evidence >= ENOUGH - 2)]


@dataclass(frozen=True, slots=True)
class _Article:
    """What the whole article says about its words.

    Args:
        lower: words that stand in it in lower case.
        surnames: words that stand after a given name or a title.
        starts: the token indexes at which a name begins that can hardly be a person's: no single word of the gazetteer of towns.
        ends: those at which one ends.
        countries: the countries that it names (ISO 3166-1 alpha-3).
    """

    lower: frozenset[str]
    surnames: frozenset[str]
    starts: frozenset[int]
    ends: frozenset[int]
    countries: frozenset[str | None]

    @classmethod
    def of(cls, tokens: Sequence[Token], names: Sequence[Name]) -> _Article:
        before = words("first_name") | words("title")
        surnames = {b.text for a, b in pairwise(tokens) if a.text in before and b.text[0].isupper()}
        middle = {c.text for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False) if a.text in before and _INITIAL.match(b.text)}
        lower = frozenset(t.text for t in tokens if t.text[0].islower())
        plain = [n for n in names if n.kind != "town" or n.end - n.start > 1]
        starts, ends = frozenset(n.start for n in plain), frozenset(n.end for n in plain)
        countries = frozenset(n.readings[0].country for n in names if n.kind == "country")
        return cls(lower, frozenset(surnames | middle), starts, ends, countries)


def _candidate(tokens: Sequence[Token], name: Name, article: _Article) -> Candidate:
    made = Candidate(name, BASE.get(name.kind, 0.0), readings=_without_namesakes(name.readings))
    if name.kind == "town":
        made.evidence += _of_town(tokens, name, article)
    made.evidence += _before(tokens, made, article)
    made.evidence += _after(tokens, made, article)
    made.acting = any(r.feature in ("PPLC", SEAT) for r in made.readings) and is_government(tokens[name.end - 1])
    return made


def is_government(last: Token) -> bool:
    """Whether a capital or a seat of government acts or is dealt with: "Ankara rejected", "talks with Tehran", "Beijing's envoy"."""
    if last.dep_ == "conj" and last.head.ent_type_ == last.ent_type_ and last.head.pos_ == "PROPN":
        return is_government(last.head)
    if last.dep_ in ("nsubj", "nsubjpass"):
        return last.head.pos_ == "VERB" and last.head.lemma_ not in SPEAKING
    if last.dep_ == "poss":
        return last.head.lemma_.lower() in words("of_government")
    if last.dep_ != "pobj" or last.head.lower_ not in AGAINST:
        return False
    if last.head.lower_ == "on":  # "sanctions on Minsk"
        over = last.head.head
        things = (over, *(c for c in over.children if c.dep_ in ("dobj", "nsubjpass")))
        return any(t.lemma_.lower() in words("dealing_on") for t in things)
    return last.head.lower_ != "between" or last.head.head.lemma_.lower() in words("dealing")


def _without_namesakes(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings without regions that are called after a town in them: of the two, the bare name is the town."""
    towns = {r.country for r in readings if r.feature.startswith("PPL") and r.population >= TOWN and not r.listed}
    return tuple(r for r in readings if r.listed or not r.feature.startswith("ADM") or r.country not in towns) or readings


def _of_town(tokens: Sequence[Token], name: Name, article: _Article) -> float:
    """What the name itself says: the size of the town, and whether the word is a word of another kind as well."""
    population = max(r.population for r in name.readings)
    score = next((w for size, w in POPULATION if population >= size), 0.0)
    single = name.end - name.start == 1
    token = tokens[name.start]
    if not single:
        score += 3.0 if tokens[name.end - 1].text in words("county") else 0.7
    elif name.text in words("not_place"):
        score -= 4
    elif name.text.lower() in article.lower:
        score -= 2
    if all(r.alias for r in name.readings):
        score -= 0.5
    if any(r.feature in ("ADM1", "ADM2", "AIRP", "AIRB", "PPLC") for r in name.readings):
        score += 1
    if len(name.readings) <= RARE and any(r.country in article.countries for r in name.readings):
        score += 1
    if single and token.text.isupper():
        score -= 2
    if single and token.pos_ not in ("PROPN", "NOUN", "ADJ"):
        score -= 2
    if single and token.text in words("first_name"):
        score -= 1
    if name.text in article.surnames:
        score -= 3
    return score


def _before(tokens: Sequence[Token], made: Candidate, article: _Article) -> float:
    """What the word before says."""
    name = made.name
    if name.text in ("BC", "B.C.") and name.start and (tokens[name.start - 1].like_num or tokens[name.start - 1].lower_ == "century"):
        return -5.0
    if name.text in words("company_too") and (name.start == 0 or not _led(tokens[name.start - 1])):
        return -3.0
    if name.start == 0:
        return 0.0
    left = tokens[name.start - 1]
    if left.text in ("the", "The") and name.start > 1 and name.kind != "town":
        left = tokens[name.start - 2]
    if name.kind == "street" and left.like_num and name.start > 1:  # "outside 10 Downing Street"
        left = tokens[name.start - 2]
    if name.kind == "town" and left.lower_ in words("vessel"):  # "the Cook Islands-flagged Orel", "the tanker Pallas"
        made.inside_body = True
        return -4.0
    if left.lower_ in words("locative") or left.text in words("locative"):
        return 2.5
    if left.lower_ == "of" and name.start > 1 and tokens[name.start - 2].lower_ in words("settlement"):  # "the port of Hodeidah"
        return 2.5
    if left.lower_ in words("taken"):
        return 1.5
    if left.lower_ in words("from"):
        return 0.8
    if left.text in words("title") or left.text in words("first_name") or (_INITIAL.match(left.text) and left.text != "A"):
        titled = left.text in words("title") and (name.kind in ("country", "region", "known") or left.text.isupper())
        made.person = not titled
        return 0.0 if titled else -4.0
    if left.text[0].isupper() and left.pos_ == "PROPN" and name.start not in article.ends and left.text not in words("not_place"):
        made.person = name.kind == "town" and not left.is_sent_start
        return -3.0 if name.kind == "town" else -0.5
    return 0.0


def _led(left: Token) -> bool:
    """Whether an article, a preposition, a possessor or an adjective leads to a name."""
    return left.lower_ in ("the", "'s", "’s") or left.lower_ in words("locative") or left.tag_ in ("JJ", "PRP$")


def _after(tokens: Sequence[Token], made: Candidate, article: _Article) -> float:
    """What the word after says."""
    name = made.name
    if name.end >= len(tokens):
        return 0.0
    right = tokens[name.end]
    if right.text in ("'s", "’s", "'", "’") and name.end + 1 < len(tokens):
        following = tokens[name.end + 1]
        if following.text == "Day":
            return -5.0
        return 0.5 if following.text in words("local") or following.text in words("body") else 0.0
    if right.text in words("not_toponym"):
        made.inside_body = True
        return -4.0
    if right.text in words("body") or right.text in words("kind"):
        made.inside_body = right.text not in words("kind")
        return 1.0
    if right.text in words("local"):
        return 1.5
    if right.text in ("-", "–") and name.end + 1 < len(tokens):
        return 2.5 if tokens[name.end + 1].lower_ in ("based", "area", "born", "bound") else 0.0
    if right.lower_ in words("speech") and name.kind == "town":
        return -2.0
    if right.text[0].isupper() and right.pos_ == "PROPN":
        return _before_a_name(tokens, made, article)
    return 0.0


def _before_a_name(tokens: Sequence[Token], made: Candidate, article: _Article) -> float:
    """A capitalised word follows: a surname, the rest of a body's name, or another place."""
    name = made.name
    given = name.text in words("first_name") and name.kind != "demonym"
    if name.end in article.starts and not given:
        return 0.0
    made.inside_body = True
    made.person = given or (name.kind == "town" and tokens[name.end - 1].text not in words("county"))
    return -3.5 if made.person else -0.5


def _surnames(made: Sequence[Candidate]) -> None:
    """A name that is a person's somewhere in the article is likely that person's elsewhere."""
    people = {key(c.name.text) for c in made if c.person and c.name.kind == "town"}
    for candidate in made:
        if not candidate.person and candidate.name.kind == "town" and key(candidate.name.text) in people:
            candidate.evidence -= 2


def _contain(tokens: Sequence[Token], made: list[Candidate]) -> None:
    """Tie "Hudson" to "Ill." in "Hudson, Ill.": only the readings that lie there are left, and both are places."""
    by_start = {c.name.start: c for c in made}
    for candidate in made:
        end = candidate.name.end
        if end + 1 >= len(tokens) or candidate.name.kind == "demonym":
            continue
        _contain_in_words(tokens, candidate, by_start)
        if tokens[end].text != ",":
            continue
        outer = by_start.get(end + 1)
        inside = _inside(candidate.readings, outer.name.readings if outer else _postal(tokens[end + 1].text))
        if inside and (outer is None or outer.name.kind in ("country", "region", "known") or _has_region(outer)):
            candidate.readings, candidate.evidence, candidate.person = inside, candidate.evidence + 5, False
            candidate.container = outer.name if outer else replace(candidate.name, start=end + 1, end=end + 2)
            if outer:
                outer.evidence, outer.person = outer.evidence + 4, False
                outer.readings = tuple(r for r in outer.name.readings if _inside(inside, (r,))) or outer.readings


def _contain_in_words(tokens: Sequence[Token], candidate: Candidate, by_start: dict[int, Candidate]) -> None:
    """Tie "Termez" to "Uzbekistan" in "Termez in Uzbekistan", "San Jose, the capital of Costa Rica" and "Mato, a town in southern Chad"."""
    at = candidate.name.end
    told = tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].lower_ in ("the", "a", "an")
    if told:
        at = next((n for n in range(at + 2, min(at + 6, len(tokens))) if tokens[n].lower_ in words("settlement")), len(tokens) - 1) + 1
    if at >= len(tokens) or tokens[at].lower_ not in ("in", "of") or (tokens[at].lower_ == "of" and not told):
        return
    reach = range(at + 1, min(at + 4, len(tokens)))
    outer = next((by_start[n] for n in reach if n in by_start and by_start[n].name.kind in ("country", "region", "known")), None)
    if outer is None or any(not t.text[0].islower() for t in tokens[at + 1 : outer.name.start]):
        return
    inside = _inside(candidate.readings, outer.readings)
    if inside and not candidate.person:
        candidate.readings, candidate.evidence = inside, candidate.evidence + (2.5 if told else 1.0)
        candidate.container = outer.name if told else candidate.container


def _has_region(candidate: Candidate) -> bool:
    return any(r.feature in ("ADM1", "ADM2", "RGN") for r in candidate.readings)


def _postal(text: str) -> tuple[Reading, ...]:
    meant = (r for r in regions() if text in (r.postal, *r.abbreviations))
    return tuple(Reading(r.name, "ADM1", r.country, r.admin1, r.lat, r.lon, 0, r.geonameid) for r in meant)


def _inside(readings: Sequence[Reading], containers: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings that lie in one of the containers."""
    out = []
    for r in readings:
        for c in containers:
            same = c.country is not None and r.country == c.country and r != c
            if same and (c.feature in ("PCLI", "PCLH") or (c.admin1 and c.admin1 == r.admin1 and c.feature == "ADM1")):
                out.append(r)
                break
    return tuple(out)


def _dateline(tokens: Sequence[Token], candidate: Candidate) -> None:
    """A name that begins a line or a sentence and is followed by a dash or a bracket is where the story was written."""
    name = candidate.name
    first = name.start == 0 or tokens[name.start - 1].is_space or tokens[name.start - 1].text in (".", "!", "?", "”", "\"")
    if not first or name.kind == "demonym":
        return
    at = candidate.container.end if candidate.container else name.end
    if at + 1 >= len(tokens) or (tokens[at].text == "-" and not tokens[at].whitespace_):
        return
    if tokens[at].text in _DASHES or (name.text.isupper() and tokens[at].text in ("(", ",", ":")):
        candidate.evidence += 5
        candidate.person, candidate.dateline = False, True


def _listed(tokens: Sequence[Token], before: Candidate | None, candidate: Candidate) -> None:
    """A name joined to a place by a comma or "and" is likely another; so is either end of "from Dover to Calais"."""
    if before and tokens[before.name.end].text == "to" and before.name.end + 1 == candidate.name.start and before.name.start > 0:
        pair = (before, candidate)
        if tokens[before.name.start - 1].lower_ == "from" and not any(c.person or c.name.kind == "demonym" for c in pair):
            before.evidence, candidate.evidence = before.evidence + 1.0, candidate.evidence + 1.0
    if before and before.evidence >= ENOUGH and not before.person and before.name.kind != "demonym":
        between = [t.text for t in tokens[before.name.end : candidate.name.start]]
        if between in ([","], ["and"], [",", "and"], ["or"], ["/"]):
            candidate.evidence += 1


def _region_noun(tokens: Sequence[Token], candidate: Candidate) -> None:
    """In "the Samara region" the region is meant and not the town; so in "the Donetsk and Luhansk regions"."""
    end = candidate.name.end
    many = end + 2 < len(tokens) and tokens[end].lower_ in ("and", ",", "or")
    while many and end < len(tokens) and (tokens[end].lower_ in ("and", ",", "or") or tokens[end].text[0].isupper()):
        end += 1
    plural = end > candidate.name.start and end < len(tokens) and tokens[end].lower_ in words("kinds") and (many or tokens[end - 1].text[0].isupper())
    if end < len(tokens) and (plural or (not many and tokens[end].text in words("kind"))):
        regional = tuple(r for r in candidate.name.readings if r.feature in ("ADM1", "RGN", "PEN"))
        regional = regional or tuple(r for r in candidate.name.readings if r.feature == "ADM2" and not r.admin1)
        if regional:
            candidate.readings, candidate.regional = regional, True
            candidate.evidence += 1
