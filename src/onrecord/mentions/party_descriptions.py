"""Who a description means: "the president", "the airline", "both sides", or somebody new in its own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.codebook import countries as world
from onrecord.codebook import parties as lexicon
from onrecord.codebook.plurals import plural_of
from onrecord.mentions.party_entities import Entity
from onrecord.mentions.party_holders import ROWS_OF_ONE_OFFICE, Holders
from onrecord.mentions.party_lands import Lands
from onrecord.mentions.party_offices import Dressed, country_of_phrase
from onrecord.mentions.party_phrases import Phrase
from onrecord.mentions.party_pronouns import Referring
from onrecord.mentions.party_salience import Salience
from onrecord.mentions.party_words import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OFFICIAL = frozenset(["GOV", "LEG", "JUD", "MIL", "COP", "SPY"])
SIDES = frozenset(["sides", "parties", "side", "pair", "two", "duo"])
STATES = frozenset(
    ["countries", "nations", "states", "neighbours", "neighbors", "powers", "governments", "capitals", "allies", "rivals", "partners"]
)
FREE_MODIFIERS = frozenset(
    ["same", "entire", "whole", "new", "latter", "two", "three", "four", "five", "own", "other", "current", "incumbent"]
)
NEAR = 3
SEATED = frozenset(["based", "listed", "headquartered", "owned", "run", "backed"])
AGED = re.compile(r"^\d{1,3}[-‑–]year[-‑–]old\b")
AGED_REACH = 2
"""How many sentences back the person may be named of whom an age and a calling tell more."""

LANDS = frozenset({"country", "nation", "homeland"})


class Described:
    """Resolves the descriptions of one article.

    Args:
        doc: the parsed text.
        entities: the parties so far; described ones are added to it.
        salience: how salient they are.
        by_head: mentions read so far, by their head.
        dressed: the names with what stands beside them.
        lands: the countries it speaks of.
    """

    def __init__(
        self,
        doc: Doc,
        entities: list[Entity],
        salience: Salience,
        by_head: Mapping[int, Referring],
        dressed: Sequence[Dressed],
        lands: Lands,
    ) -> None:
        self._doc = doc
        self._entities = entities
        self._salience = salience
        self._by_head = by_head
        self._by_token = {i: d for d in dressed for i in range(d.name.start, d.name.end)}
        self._lands = lands
        self._holders = Holders(entities, by_head, self._by_token)
        self._home = lands.most[0] if lands.most else ""

    def resolve(self, phrase: Phrase) -> tuple[Entity, ...]:
        """The parties that a description means; a new one where it points to nobody named."""
        country = self._country(phrase)
        if phrase.inner:
            return self._inner(phrase, country)
        if phrase.plural and phrase.definite and phrase.owner is None:
            several = self._several(phrase, country)
            if several:
                return several
        if phrase.word in LANDS and phrase.owner is not None:
            own = self._country_of_owner(phrase)
            if own is not None:
                return (own,)
        if phrase.word in LANDS and phrase.definite and not phrase.plural and not country and phrase.of is None and not phrase.modifiers:
            beside = self._state_beside(phrase)
            if beside is not None:
                return (beside,)
        seated = not phrase.plural and phrase.definite and any(_tells_seat(self._doc[i]) for i in phrase.modifiers)
        if seated and (body := self._body(phrase, "")) is not None:  # "the London-listed miner"
            return (body,)
        if not phrase.plural and phrase.role is not None and (phrase.definite or self._is_bare_office(phrase)):
            person = self._person(phrase, country)
            if person is not None:
                return (person,)
        if not phrase.plural and phrase.group is not None and (phrase.definite or phrase.group.home):
            body = self._body(phrase, country)
            if body is not None:
                return (body,)
        aged = self._aged(phrase)
        return (aged if aged is not None else self._new(phrase, country),)

    def _aged(self, phrase: Phrase) -> Entity | None:
        """ "the 61-year-old former teacher": the person whom the last sentences have named most, and nobody new."""
        if phrase.plural or phrase.role is None or not phrase.definite or phrase.owner is not None or not AGED.search(phrase.text):
            return None
        here = self._salience.sentence(phrase.head)
        people = [
            e for e in self._entities
            if e.kind == "person" and not e.described and not e.plural and e.seen and phrase.role.gender in ("", e.gender or phrase.role.gender)
            and here - self._salience.sentence(self._salience.last(e)) in range(AGED_REACH + 1)
        ]  # fmt: skip
        return max(people, key=lambda e: self._salience.of(e, phrase.head), default=None)

    def _country(self, phrase: Phrase) -> str:
        told = country_of_phrase(phrase, self._by_token)
        if told:
            return told
        for i in (phrase.owner, phrase.of):
            if i is not None and i in self._by_head:
                codes = {e.country for e in self._by_head[i].entities if e.country}
                if len(codes) == 1:
                    return codes.pop()
        return ""

    def _state_beside(self, phrase: Phrase) -> Entity | None:
        """ "came to Mali and took over the country": the one state that the sentence has named, were it only as a place."""
        first = self._doc[phrase.head].sent.start
        here = [e for i in range(first, phrase.start) if i in self._by_head for e in self._by_head[i].entities if e.kind == "state"]
        return here[0] if len({id(e) for e in here}) == 1 else None

    def _country_of_owner(self, phrase: Phrase) -> Entity | None:
        """ "her country": the state of the owner."""
        owners = self._by_head[phrase.owner].entities if phrase.owner is not None and phrase.owner in self._by_head else ()
        codes = {e.country for e in owners if e.country}
        return next((e for e in self._entities if e.kind == "state" and e.country in codes), None)

    def _is_bare_office(self, phrase: Phrase) -> bool:
        """An office without article and not otherwise determined ("President said", in headlines)."""
        return phrase.start == phrase.core and phrase.role is not None and phrase.role.unique and self._doc[phrase.head].pos_ == "PROPN"

    def _inner(self, phrase: Phrase, country: str) -> tuple[Entity, ...]:
        """A word that only modifies another noun: "army offensive" tells an army, "airline director" no airline of its own."""
        if phrase.group is None or phrase.role is not None or phrase.plural or not phrase.group.home:
            return ()
        body = self._body(phrase, country)
        return (body,) if body is not None else (self._new(phrase, country),)

    def _person(self, phrase: Phrase, country: str) -> Entity | None:
        """The named person of the office that a description tells."""
        if phrase.of is not None and not country and phrase.owner is None:
            return None
        best, best_score = None, 0.0
        for entity in self._entities:
            if entity.kind != "person" or entity.plural or (entity.described and (phrase.modifiers or phrase.owner or phrase.of)):
                continue
            level = self._office_level(phrase, entity) if not entity.described else 2 * (phrase.word in entity.descriptions)
            level = level or self._holders.seat_level(phrase, entity) or self._holders.leader_level(phrase, entity, country)
            matched = self._holders.is_counterpart(phrase, entity, country)
            level = 3 if matched else level
            if level and phrase.role is not None and phrase.role.gender and entity.gender not in {"", phrase.role.gender}:
                level = 0
            if not level or (country and entity.country and entity.country != country and entity.country != "IGO"):
                continue
            free = matched or (level == 3 and bool(country) and self._holders.may_be_of(phrase, entity, country))
            if phrase.owner is not None and not free and not self._same_owner(phrase, entity):
                continue
            if phrase.owner is not None and level < 3 and not self._holders.owned_by_state(phrase, entity):
                continue
            if country and not entity.country and not free:
                level -= 1
            score = level + self._salience.of(entity, phrase.head) + (0.2 if entity.seen else 0.0)
            if not country and self._home and entity.country == self._home:
                score += 0.3
            if score > best_score:
                best, best_score = entity, score
        if best is not None and country and not best.country and not best.described and self._holders.may_be_of(phrase, best, country):
            best.country, best.inferred = country, True
        return best

    def _same_owner(self, phrase: Phrase, entity: Entity) -> bool:
        mine = self._by_head.get(phrase.owner) if phrase.owner is not None else None
        if mine is None:
            return True
        if entity.country and any(e.kind == "state" and e.country == entity.country for e in mine.entities):
            return True
        theirs = self._by_head.get(entity.owner) if entity.owner is not None else None
        return theirs is not None and any(e in theirs.entities for e in mine.entities)

    def _office_level(self, phrase: Phrase, entity: Entity) -> int:
        """How well a description's word fits the offices of a person: 3 the same office, 2 a wider word, 0 not."""
        best = 0
        for office in entity.offices:
            if office.role is None or (phrase.former and not office.former):
                continue
            text = office.text.lower()
            if (
                phrase.word == text
                or phrase.word == lexicon.singular_role(text)
                or (office.role is phrase.role and office.role.id in ROWS_OF_ONE_OFFICE)
            ):
                level = 3
            elif phrase.word in office.role.also or text.endswith(" " + phrase.word):
                level = 2
            else:
                continue
            best = max(best, level - (1 if office.former and not phrase.former else 0))
        return best

    def _body(self, phrase: Phrase, country: str) -> Entity | None:
        """The organisation or state already named that a description calls again."""
        if any(self._binds(i) for i in phrase.modifiers):
            return None
        if phrase.of is not None and (not country or phrase.word == "state"):  # "the state of Ohio" is not its country
            return None
        rows = lexicon.stand_ins(phrase.word)
        last_word = phrase.word.rsplit(" ", 1)[-1]
        best, best_score = None, 0.0
        for entity in self._entities:
            if entity.kind not in {"organisation", "state", "group"} or entity.plural or not entity.seen:
                continue
            if country and entity.country and entity.country != country:
                continue
            level = self._body_level(entity, phrase, rows, last_word)
            if not level or (phrase.owner is not None and level < 3):
                continue
            score = self._salience.of(entity, phrase.head) + level + 0.002 * self._salience.last(entity) / max(1, phrase.head)
            if entity.kind == "state" and phrase.word != "government" and entity.country == self._home:
                score += 0.2
            if score > best_score:
                best, best_score = entity, score
        return best

    def _body_level(self, entity: Entity, phrase: Phrase, rows: Sequence[lexicon.StandIn], last_word: str) -> float:
        """How well a word fits an organisation: it is part of its name or description, or a word for its kind."""
        if entity.kind == "state":
            return 1.0 if phrase.word != "government" and any("state" in r.kinds for r in rows) else 0.0
        if entity.described:
            return 2.5 if phrase.word == _described_word(entity) else 0.0
        if phrase.word in entity.descriptions or last_word in entity.descriptions:
            return 3.0
        if any(last_word in n.lower().split() for n in entity.names) or last_word in entity.name.lower().split():
            return 3.0
        sector = "IGO" if entity.country == "IGO" else entity.sector
        words = {w for n in entity.names for w in n.lower().split()}
        fits = any(
            entity.kind in r.kinds and (not r.sectors or sector in r.sectors or entity.sector in r.sectors) and (not r.named or words & set(r.named))
            for r in rows
        )
        return 1.0 if fits and phrase.definite else 0.0

    def _binds(self, i: int) -> bool:
        """Whether a modifier says which one is meant, so that the description is not just any word for a party already named."""
        token = self._doc[i]
        if i in self._by_head and any(e.kind == "person" for e in self._by_head[i].entities):
            return True  # "the Chirwa campaign"
        if token.lower_ in FREE_MODIFIERS or _tells_seat(token) or i in self._by_head or token.is_punct:
            return False
        one = self._by_token.get(i)
        return not (one is not None and (one.name.country or one.name.kind == "member"))

    def _several(self, phrase: Phrase, country: str) -> tuple[Entity, ...]:
        """The parties that "the leaders", "both sides", "the two countries" mean."""
        if country or any(self._binds(i) for i in phrase.modifiers) or phrase.of is not None:
            return ()
        plural = plural_of(phrase.word) if phrase.role is not None else phrase.word
        fitting = [e for e in self._entities if e.seen and self._fits_plural(phrase, plural, e)]
        if len(fitting) < 2:
            return ()
        together = self._named_together(phrase, fitting)
        if together and (phrase.count is None or len(together) == phrase.count):
            return together
        if phrase.count is not None and phrase.count > 2:
            return ()  # "the four men" are whoever was spoken of as four, not the four people named most
        here = self._salience.sentence(phrase.head)
        ranked = sorted(fitting, key=lambda e: (-self._salience.of(e, phrase.head), -self._salience.last(e)))
        if plural in SIDES or plural in STATES:  # the two that the story is about, not those who speak to them
            acting = {c.i for c in self._doc[phrase.head].head.children if c.dep_ == "nsubj" and c.i < phrase.head}
            others = [e for e in ranked if not any(i in acting for i, *_ in e.seen) and e.country != "IGO"]
            bodies = [e for e in others if e.kind != "person"]
            ranked = bodies if len(bodies) > 1 else others
            ranked.sort(key=lambda e: -len(e.seen))
        if phrase.count is not None:
            chosen = ranked[: phrase.count]
        else:
            chosen = [e for e in ranked if here - self._salience.sentence(self._salience.last(e)) <= NEAR][: 2 if phrase.role else 3]
        return tuple(sorted(chosen, key=lambda e: e.seen[0][0])) if len(chosen) > 1 else ()

    def _fits_plural(self, phrase: Phrase, plural: str, entity: Entity) -> bool:
        if phrase.role is not None and phrase.word in {"ally", "rival", "neighbour", "neighbor", "partner", "friend", "counterpart"}:
            return phrase.count is not None and entity.kind in {"state", "person"}
        if (phrase.role is not None and phrase.group is None) or plural in {"leaders", "presidents", "ministers"}:
            return entity.kind == "person" and not entity.described and self._office_level(phrase, entity) >= 2
        if plural in STATES:
            return entity.kind == "state"
        if plural in SIDES:
            return entity.kind in {"state", "organisation"} or (entity.kind == "person" and bool(entity.offices))
        if plural in {"men", "women", "pair", "duo"}:
            return entity.kind == "person"
        singular = plural[:-3] + "y" if plural.endswith("ies") else plural.removesuffix("s")
        if phrase.count is None or phrase.group is None or entity.kind != "organisation" or entity.described:
            return False
        return self._body_level(entity, phrase, lexicon.stand_ins(singular), singular) > 0

    def _named_together(self, phrase: Phrase, fitting: Sequence[Entity]) -> tuple[Entity, ...]:
        """The last fitting parties that the article names in one list."""
        for head in sorted((h for h in self._by_head if h < phrase.start), reverse=True):
            if self._doc[head].dep_ == "conj":
                continue
            group: list[Entity] = []
            queue = [head]
            while queue:
                at = queue.pop(0)
                if at in self._by_head:
                    group.extend(e for e in self._by_head[at].entities if e in fitting and e not in group)
                queue.extend(c.i for c in self._doc[at].children if c.dep_ in {"conj", "appos"} and c.i > at)
            if len(group) > 1:
                return tuple(group)
        return ()

    def _new(self, phrase: Phrase, country: str) -> Entity:
        """A party in its own words, the same as before where the words are the same."""
        name = self._full_words(phrase)
        single = phrase.role is not None and not phrase.plural
        sector = (phrase.role.sector if phrase.role else "") or (phrase.group.sector if phrase.group else "")
        inferred = False
        elsewhere = any(i in self._by_token and not self._by_token[i].name.country for i in phrase.modifiers)
        if not country and phrase.of is None and not elsewhere and ((phrase.group is not None and phrase.group.home) or sector in OFFICIAL):
            country, inferred = self._lands.here(phrase.head), True
        if phrase.group is not None and phrase.group.home and not phrase.plural and name == phrase.word and country:
            name = f"{adjective_of(country)} {name}".strip()
        office = self._holders.plain_office(phrase, country) if single else None
        for entity in self._entities:
            if office is not None and entity.office_of == office:
                return entity
            if (
                entity.described
                and next(iter(entity.names)).lower() == name.lower()
                and (not country or not entity.country or entity.country == country)
            ):
                return entity
        body = phrase.group is not None and not phrase.plural and phrase.role is None and not lexicon.group_is_plural(phrase.word)
        made = Entity("person" if single else "organisation" if body else "group", {name: 1}, country=country, sector=sector)
        made.described, made.plural, made.inferred = True, phrase.plural, inferred
        made.descriptions.add(phrase.word)
        made.owner, made.office_of = phrase.owner, office
        if phrase.of is not None and phrase.of in self._by_token:
            made.of = self._by_token[phrase.of].name
        for i in phrase.modifiers:  # "the Chirwa administration": as its head
            one = self._by_token.get(i)
            if made.of is None and one is not None and one.name.kind in {"person", "unknown", "organisation"}:
                made.of = one.name
        if phrase.role is not None and single:
            made.gender = phrase.role.gender
        self._entities.append(made)
        return made

    def _full_words(self, phrase: Phrase) -> str:
        """Its own words, its possessor by name ("the country's cabinet" -> "Kenya's cabinet")."""
        if phrase.owner is None or phrase.owner not in self._by_head:
            return phrase.text
        owners = self._by_head[phrase.owner].entities
        rest = words_of(self._doc, self._after_owner(phrase), phrase.end)
        owner = self._doc[phrase.owner]
        named = owner.pos_ == "PRON" or phrase.owner in self._by_token or not any(c.dep_ in {"compound", "amod"} for c in owner.children)
        several = any(c.dep_ == "conj" for c in owner.children)
        if len(owners) != 1 or owners[0].described or not named or several:
            return phrase.text
        if owners[0].kind == "state" and owners[0].name.endswith("s") and owners[0].country:  # no "United States's"
            return f"{adjective_of(owners[0].country)} {rest}".strip()
        return f"{owners[0].name}'s {rest}"

    def _after_owner(self, phrase: Phrase) -> int:
        owner = self._doc[phrase.owner] if phrase.owner is not None else self._doc[phrase.start]
        at = owner.right_edge.i + 1 if owner.pos_ != "PRON" else owner.i + 1
        return min(max(at, phrase.start), phrase.core)


def _tells_seat(token: Token) -> bool:
    """ "Washington-based", "London-listed": where a party already named has its seat."""
    seat = token if token.lower_ in SEATED else token.head
    return seat.lower_ in SEATED and seat.i > 1 and seat.nbor(-1).text in {"-", "‑", "–"}


def _described_word(entity: Entity) -> str:
    return next(iter(sorted(entity.descriptions)), "")


def adjective_of(code: str) -> str:
    """The adjective of a country as newsrooms write it before a noun ("US", "British", "Kenyan"), or ""."""
    if code == "USA":
        return "US"
    country = world.country_of_code(code)
    return country.demonyms[0] if country and country.demonyms else ""
