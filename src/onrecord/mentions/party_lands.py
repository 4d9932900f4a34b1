"""Which country the text is speaking of: in the whole article, and at a given place of it.

An office or body named without its country belongs to the country spoken of there: "Norway may lend the money, the prime minister said".
Names of countries, capitals, peoples and of people whose country is told count by their grammatical place and their distance.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from onrecord.codebook.countries import country_named, country_of_iso2, metonym
from onrecord.mentions.party_offices import Dressed
from onrecord.mentions.party_salience import DECAY, REACH, Salience
from onrecord.mentions.party_usage import is_place_use
from onrecord.model import Document
from onrecord.models.gazetteer import gazetteer

DATELINE_PLACE = re.compile(r"(?:[^,(–—-]|(?<=\w)-(?=\w))+")
SENT_FROM = 1.2
OPENING = 2.0
CLEAR = 1.5
"""How many times the score of the next country a country must have to be told from it."""
LEAD = 70
LEAD_WEIGHT = 3.0
PRIOR = 0.2
SUBJECT = 0.75
AHEAD = 0.5
OF_PERSON = 0.5
KINDS = frozenset(["state", "capital", "demonym", "metonym", "place", "organisation"])


class Lands:
    """The countries that one article names.

    Args:
        document: the parsed article; the place in its dateline tells whose officials it speaks of without more.
        salience: numbers of sentences and weights of mentions.
        dressed: its names with what stands beside them.
    """

    def __init__(self, document: Document, salience: Salience, dressed: Sequence[Dressed]) -> None:
        doc = document.doc
        self._salience = salience
        named = {one.name.country for one in dressed if one.name.country}
        self._sent_from = _country_of_dateline(document, named)
        self._told: list[tuple[int, str, float]] = []
        self._elsewhere: set[int] = set()
        self._acted_upon: set[int] = set()
        counts: dict[str, float] = {}
        for one in dressed:
            person = one.name.kind == "person"
            code = one.country if person else one.name.country
            opener = doc[one.name.end - 1]
            opens = opener.dep_ == "pobj" and opener.head.i == opener.sent.start and opener.head.lower_ == "in"
            if opens and not code and one.name.kind in {"place", "unknown"}:
                self._elsewhere.add(salience.sentence(opener.i))
            if not code or code == "IGO" or not (person or one.name.kind in KINDS):
                continue
            counts[code] = counts.get(code, 0.0) + (LEAD_WEIGHT if one.name.start < LEAD else 1.0)
            token = doc[one.name.end - 1]
            if token.dep_ in {"dobj", "dative"}:
                self._acted_upon.add(token.i)
            weight = salience.weight(token, place=is_place_use(token) or one.name.kind in {"place", "capital"})
            weight *= OF_PERSON if person or one.name.kind == "organisation" else 1.0
            if token.dep_ == "pobj" and token.head.i == token.sent.start:  # "In Ottawa, the minister said"
                weight = OPENING
            self._told.append((token.i, code, weight))
        self.most = sorted(counts, key=lambda c: -counts[c])
        """The countries of the article, those it names most often first; names of its lead count more."""

    def add(self, index: int, code: str) -> None:
        """Count a mention of somebody whose country has been worked out."""
        self._told.append((index, code, OF_PERSON))

    def here(self, at: int, barred: Collection[str] = ()) -> str:
        """The country (ISO 3166-1 alpha-3) that the text speaks of at a token, or "".

        Args:
            at: token index.
            barred: countries that it cannot be.
        """
        sentence = self._salience.sentence(at)
        if sentence in self._elsewhere:
            return ""  # "In Transnistria, the authorities said": of no country that is known
        scores: dict[str, float] = {code: PRIOR / (n + 1) for n, code in enumerate(self.most[:3]) if code not in barred}
        if self._sent_from and self._sent_from not in barred:
            scores[self._sent_from] = scores.get(self._sent_from, 0.0) + SENT_FROM
        begun = {code for index, code, _ in self._told if index < at}
        for index, code, weight in self._told:
            distance = sentence - self._salience.sentence(index)
            if not distance and index > at and index in self._acted_upon and code not in begun:
                scores.pop(code, None)  # "Secretary of Defense Mark Lowell praised Rwanda", and nothing before it tells of Rwanda
            if code in barred or not 0 <= distance <= REACH or index == at:
                continue
            if index > at and weight < SUBJECT:
                continue  # what somebody acts upon says little of where he belongs
            near = AHEAD if index > at else DECAY**distance
            scores[code] = scores.get(code, 0.0) + weight * near
        ranked = sorted(scores, key=lambda c: -scores[c])
        if len(ranked) > 1 and scores[ranked[0]] < CLEAR * scores[ranked[1]]:
            return ""  # a wrong country is worse than none
        return ranked[0] if ranked else ""


def _country_of_dateline(document: Document, named: Collection[str]) -> str:
    """The country that an article was sent from by its dateline ("OSLO (Example News) -"), or "".

    Of several places of one name the largest in a country that the article names is meant, else the largest of all.
    """
    for removed in document.article.removed:
        place = DATELINE_PLACE.match(removed.span.text) if removed.reason == "dateline" else None
        if place is None or not place.group().strip():
            continue
        words = place.group().strip()
        words = words.title() if words.isupper() else words
        seat, country = metonym(words), country_named(words)
        if seat is not None or country is not None:
            return seat.country if seat is not None else country.iso3 if country is not None else ""
        entries = gazetteer().named(words)
        found = [(known.iso3, e.population) for e in entries if (known := country_of_iso2(e.iso2)) is not None]
        return max(found, key=lambda x: (x[0] in named, x[1]), default=("", 0))[0]
    return ""
