"""Who holds an office that a description tells: by seats of power, by countries told elsewhere, and descriptions that are one office."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.mentions.party_entities import Entity
from onrecord.mentions.party_offices import Dressed
from onrecord.mentions.party_phrases import Phrase
from onrecord.mentions.party_pronouns import Referring

ROWS_OF_ONE_OFFICE = frozenset(
    [
        "en.role.president", "en.role.prime_minister", "en.role.chancellor", "en.role.foreign_minister", "en.role.defence_minister",
        "en.role.finance_minister", "en.role.interior_minister", "en.role.justice_minister", "en.role.spokesperson", "en.role.body_head",
        "en.role.opposition", "en.role.supreme_leader", "en.role.envoy", "en.role.vice_president", "en.role.central_banker",
    ]
)  # fmt: skip
"""Rows whose words may stand for one another in the same article."""
SEAT_HEADS = frozenset(["chief", "leader", "boss", "head"])
STATE_HEADS = frozenset(["en.role.president", "en.role.prime_minister", "en.role.chancellor", "en.role.supreme_leader"])
DEFENCE_HEADS = frozenset(["en.role.defence_minister"])
"""Rows of the offices whose bearers are called by the seat of power: "the Kremlin chief", "the Pentagon chief"."""


class Holders:
    """Tells who may hold an office.

    Args:
        entities: the parties of the article so far.
        by_head: mentions read so far, by their head.
        by_token: the names by their tokens.
    """

    def __init__(self, entities: list[Entity], by_head: Mapping[int, Referring], by_token: Mapping[int, Dressed]) -> None:
        self._entities = entities
        self._by_head = by_head
        self._by_token = by_token

    def owned_by_state(self, phrase: Phrase, entity: Entity) -> bool:
        """ "Israel's leader": a wider word is enough where its owner is the person's own state."""
        mine = self._by_head.get(phrase.owner) if phrase.owner is not None else None
        return mine is not None and bool(entity.country) and any(e.kind == "state" and e.country == entity.country for e in mine.entities)

    def seat_level(self, phrase: Phrase, entity: Entity) -> int:
        """ "the Kremlin chief": 2 for whoever the article says to hold the office of that seat."""
        if phrase.word not in SEAT_HEADS or phrase.former or entity.described:
            return 0
        seats = [self._by_token[i].name for i in phrase.modifiers if i in self._by_token and self._by_token[i].name.kind == "metonym"]
        rows = DEFENCE_HEADS if any(s.sector == "MIL" for s in seats) else STATE_HEADS
        own = any(s.country and s.country == entity.country for s in seats)
        return 2 if own and any(o.role and o.role.id in rows and not o.former for o in entity.offices) else 0

    def is_counterpart(self, phrase: Phrase, entity: Entity, country: str) -> bool:
        """ "his Rwandan counterpart": whoever the article says to hold the same office, or to head that state as he heads his."""
        owner = self._by_head.get(phrase.owner) if phrase.owner is not None else None
        if phrase.word != "counterpart" or not country or entity.described or entity.country != country or owner is None or len(owner.entities) != 1:
            return False
        his = {o.role.id for o in owner.entities[0].offices if o.role and o.role.unique and not o.former}
        its = {o.role.id for o in entity.offices if o.role and o.role.unique and not o.former}
        return bool(his & its) or bool(his & STATE_HEADS and its & STATE_HEADS)

    def leader_level(self, phrase: Phrase, entity: Entity, country: str) -> int:
        """ "The Kenyan leader" after "Kenya's Juma Otieno": 1 for the only person of whom the article tells that country and no office."""
        if phrase.word != "leader" or not country or entity.described or entity.offices or not self.is_of(entity, country):
            return 0
        return 1 if sum(e.kind == "person" and self.is_of(e, country) for e in self._entities) == 1 else 0

    def is_of(self, entity: Entity, country: str) -> bool:
        """Whether the words beside a person's name tell the country, as its own or as its possessor's."""
        owner = self._by_head.get(entity.owner) if entity.owner is not None else None
        return country in entity.told or (owner is not None and any(e.kind == "state" and e.country == country for e in owner.entities))

    def may_be_of(self, phrase: Phrase, entity: Entity, country: str) -> bool:
        """Whether "Ukraine's president" tells the country of the one president that the article names without any."""
        rows = {o.role.id for o in entity.offices if o.role and not o.former} & STATE_HEADS
        if entity.country or not rows or phrase.role is None or phrase.role.id not in rows or entity.of is not None or entity.owner is not None:
            return False
        others = [e for e in self._entities if e is not entity and any(o.role and o.role.id in rows for o in e.offices)]
        return not any(e.country in {"", country} for e in others)

    def plain_office(self, phrase: Phrase, country: str) -> tuple[str, str] | None:
        """The office and country of a description that tells nothing else: "Ukraine's president" and "the Ukrainian president" are one."""
        if phrase.role is None or not phrase.role.unique or phrase.role.id not in ROWS_OF_ONE_OFFICE or phrase.former or not country:
            return None
        lands = [*phrase.modifiers, *(i for i in (phrase.owner, phrase.of) if i is not None)]
        told = [self._by_token[i].name for i in lands if i in self._by_token]
        if len(told) != len(lands) or any(n.kind not in {"state", "demonym", "capital"} or n.country != country for n in told):
            return None
        return phrase.role.id, country
