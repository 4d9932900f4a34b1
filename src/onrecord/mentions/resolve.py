"""Reads an article from its beginning and says of each name, description and pronoun who is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.mentions.party_descriptions import OFFICIAL, Described
from onrecord.mentions.party_entities import Entity, Roster
from onrecord.mentions.party_holders import ROWS_OF_ONE_OFFICE
from onrecord.mentions.party_kinds import Name
from onrecord.mentions.party_lands import Lands
from onrecord.mentions.party_offices import Dressed
from onrecord.mentions.party_phrases import Phrase
from onrecord.mentions.party_pronouns import Pronouns
from onrecord.mentions.party_salience import Salience
from onrecord.mentions.party_usage import is_actor_place, is_place_use
from onrecord.model import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OF_ONE_PER_STATE = ROWS_OF_ONE_OFFICE | {"en.role.king", "en.role.queen"}
SAME_OFFICE = 2
"""Sentences within which a bare office is that of its nameless holder before: "its climate minister said. Climate Minister Ada Berg told"."""
NOT_OF_ONE = frozenset(["en.role.envoy", "en.role.spokesperson", "en.role.body_head", "en.role.opposition"])
PUBLIC = OFFICIAL | {"PTY", "OPP"}
Form = Literal["name", "nominal", "pronoun", "demonym", "metonym", "place"]


@dataclass(slots=True)
class Mention:
    """A place where parties are referred to, before the parties are written out.

    Args:
        start, end, head: tokens.
        form: how they are referred to.
        entities: who is meant; several for "the leaders", none for what stays open.
    """

    start: int
    end: int
    head: int
    form: Form
    entities: tuple[Entity, ...]


class Reader:
    """One article as it is read.

    Args:
        document: the parsed article.
        dressed: its names with what stands beside them.
        phrases: its descriptions.
    """

    def __init__(self, document: Document, dressed: Sequence[Dressed], phrases: Sequence[Phrase]) -> None:
        self.document = document
        self.doc: Doc = document.doc
        self.dressed = dressed
        self.phrases = phrases
        self.roster = Roster(dressed)
        self.salience = Salience(document)
        self.mentions: list[Mention] = []
        self.by_head: dict[int, Mention] = {}
        self._by_token = {i: d for d in dressed for i in range(d.name.start, d.name.end)}
        self.lands = Lands(document, self.salience, dressed)
        self._described = Described(self.doc, self.roster.entities, self.salience, self.by_head, dressed, self.lands)
        self._pronouns = Pronouns(document, self.roster.entities, self.salience, self.by_head)

    def read(self) -> list[Mention]:
        """All mentions in order of reading; pronouns of the first person last, when every speaker is known."""
        beside = {id(p): d for d in self.dressed for p in d.phrases}
        inside = {i: d for d in self.dressed for i in range(d.name.full_start, d.name.start)}
        items: list[tuple[int, int, Dressed | Phrase | None]] = [(d.name.start, 0, d) for d in self.dressed]
        items.extend((p.head, 1, p) for p in self.phrases)
        items.extend((t.i, 2, None) for t in self.doc if self._pronouns.is_one(t))
        first_person = []
        for at, _, item in sorted(items, key=lambda x: x[:2]):
            if isinstance(item, Dressed):
                self._name(item)
            elif isinstance(item, Phrase):
                if item.head in inside:
                    self._office_before(item, inside[item.head])
                elif id(item) in beside:
                    self._beside(item, beside[id(item)])
                else:
                    self._phrase(item)
            elif self._pronouns.is_first_person(self.doc[at]):
                first_person.append(at)
            else:
                self._pronoun(at)
        for at in first_person:
            self._pronoun(at)
        return sorted(self.mentions, key=lambda m: (m.start, -m.end))

    def in_name(self, index: int) -> bool:
        """Whether a token stands in the offices and modifiers before a name."""
        return any(d.name.full_start <= index < d.name.start for d in self.dressed)

    def _note(self, mention: Mention, weight: float) -> None:
        self.mentions.append(mention)
        kept = self.by_head.get(mention.head)
        if kept is None or mention.end - mention.start > kept.end - kept.start:
            self.by_head[mention.head] = mention
        for entity in mention.entities:
            entity.seen.append((mention.head, weight))

    def _name(self, one: Dressed) -> None:
        name = one.name
        if name.kind == "thing":
            return
        head = head_of(self.doc, name.start, name.end)
        entity = self._nearest(self.roster.candidates(name), name, head)
        if entity.kind == "thing":
            return
        if entity.kind == "person" and not entity.country:
            self._place_office(entity, one)
        form: Form
        form, entity = ("place", entity) if one.dateline else self._form(name, head, entity)
        token = self.doc[head]
        weight = self.salience.weight(token, place=form == "place" or (form == "demonym" and token.dep_ in {"amod", "compound", "nmod"}))
        self._note(Mention(name.full_start, name.end, head, form, (entity,)), weight)

    def _place_office(self, entity: Entity, one: Dressed) -> None:
        """The country of an office named without one: that of its owner or body, else the one spoken of, unless that has a holder."""
        owner = self.by_head.get(entity.owner) if entity.owner is not None else None
        told = next((e.country for e in owner.entities if e.country), "") if owner else ""
        if not told and entity.of is not None:
            told = next((e.country for e in self.roster.candidates(entity.of) if e.country), "")
        if not told and (owner is not None or (entity.of is not None and entity.of.kind in {"organisation", "unknown"})):
            return
        offices = [o.role for o in entity.offices if o.role]
        body = self._spoken_for(one) if any(r.id == "en.role.spokesperson" for r in offices) and not told else None
        if body is not None:
            entity.country = body.country
            return
        if not told and (any(r.sector in PUBLIC for r in offices) or any(o.former for o in entity.offices)):
            barred = {c for r in offices for c in r.not_in}
            rows = {o.role.id for o in entity.offices if o.role and not o.former} & OF_ONE_PER_STATE - NOT_OF_ONE
            for other in self.roster.entities:
                if other is not entity and other.country and any(o.role and o.role.id in rows and not o.former for o in other.offices):
                    barred.add(other.country)
            told = self._land_of_office(entity, one.name.start, barred) or self.lands.here(one.name.start, barred)
            entity.inferred = True
        entity.country = told
        if told:
            self.lands.add(one.name.start, told)

    def _land_of_office(self, entity: Entity, at: int, barred: set[str]) -> str:
        """The country of the nameless holder of the same office just before: "its climate minister said. Climate Minister Ada Berg told"."""
        texts = tuple(f" {o.text.lower()}" for o in entity.offices if " " in o.text and not o.former)
        for mention in reversed(self.mentions):
            if self.salience.sentence(at) - self.salience.sentence(mention.head) > SAME_OFFICE:
                break
            other = mention.entities[0]
            if mention.form == "nominal" and other.kind == "person" and other.country not in {"", "IGO", *barred} and other.name.lower().endswith(texts):
                return other.country
        return ""

    def _spoken_for(self, one: Dressed) -> Entity | None:
        """Whom a spokesperson without a body of his own tells of in the sentence: "The Commission will assess it, spokesman X said"."""
        for mention in reversed(self.mentions):
            token = self.doc[mention.head]
            if token.sent != self.doc[one.name.start].sent or len(mention.entities) > 1:
                return None
            if mention.form in {"name", "pronoun"} and mention.entities[0].kind == "organisation" and token.dep_ in {"nsubj", "nsubjpass"}:
                return mention.entities[0]
        return None

    def _nearest(self, found: Sequence[Entity], name: Name, head: int) -> Entity:
        """Of several people of one surname the one that fits: by form of address, then the last one mentioned."""
        if len(found) == 1:
            return found[0]
        fitting = [e for e in found if not (name.gender and e.gender and e.gender != name.gender)] or list(found)
        seen = [e for e in fitting if e.seen]
        chosen = max(seen, key=lambda e: len(e.seen) + 3 * self.salience.of(e, head)) if seen else fitting[0]
        chosen.gender = chosen.gender or name.gender
        return chosen

    def _form(self, name: Name, head: int, entity: Entity) -> tuple[Form, Entity]:
        """How a name is used: a seat of power for its state, a place for a place, a demonym."""
        token = self.doc[head]
        if name.kind == "capital" and entity.kind == "place":
            if is_actor_place(token):
                return "metonym", self._state(name.country, name.known)
            return "place", entity
        if name.kind == "demonym":
            if token.tag_ in {"NNS", "NNPS"} or (token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"amod", "compound", "nmod"}):
                return "demonym", self._people(name)
            return "demonym", entity
        if name.kind == "member" and token.dep_ not in {"amod", "compound", "nmod"}:
            person = next((self._appositive(c.i) for c in token.children if c.dep_ == "appos"), None)
            if person is not None:
                person.country = person.country or name.country
                return "nominal", person
        if name.kind == "member":
            return ("demonym" if token.dep_ in {"amod", "compound", "nmod"} else "name"), entity
        if name.kind == "metonym":
            return "metonym", entity
        if entity.kind == "state":
            return ("place" if is_place_use(token) else "name"), entity
        if entity.kind == "place":
            return ("name" if is_actor_place(token) else "place"), entity
        return "name", entity

    def _appositive(self, index: int) -> Entity | None:
        """The person whose name holds a token."""
        one = self._by_token.get(index)
        return self.roster.candidates(one.name)[0] if one is not None and one.name.kind == "person" else None

    def _listed(self, phrase: Phrase) -> tuple[Entity, ...]:
        """The people listed after a plural description ("the ministers, A, B and C")."""
        head = self.doc[phrase.head]
        first = next((c for c in head.children if c.dep_ == "appos"), None) or self._named_after(head)
        found: list[Entity] = []
        while first is not None:
            person = self._appositive(first.i)
            if person is None:
                break
            found.append(person)
            first = next((c for c in first.children if c.dep_ in {"conj", "appos"}), None)
        return tuple(found) if len(found) > 1 else ()

    def _named_after(self, noun: Token) -> Token | None:
        """The first of the names after a comma that the parser hung on the verb ("ousted two ministers in May, A and B")."""
        if noun.dep_ not in {"dobj", "nsubjpass"}:
            return None
        for child in noun.head.children:
            one = self._by_token.get(child.i)
            if child.dep_ == "npadvmod" and child.i > noun.i and one is not None and self.doc[one.name.start - 1].text == ",":
                return child
        return None

    def _state(self, code: str, name: str) -> Entity:
        for entity in self.roster.entities:
            if entity.kind == "state" and entity.country == code:
                return entity
        made = Entity("state", {name: 1}, known=name, country=code, sector="GOV")
        self.roster.entities.append(made)
        return made

    def _people(self, name: Name) -> Entity:
        """ "the Ukrainians", "a German": people of a country, as a group."""
        for entity in self.roster.entities:
            if entity.kind == "group" and name.text in entity.names:
                return entity
        made = Entity("group", {name.text: 1}, country=name.country, sector="CVL", plural=True, described=True)
        self.roster.entities.append(made)
        return made

    def _office_before(self, phrase: Phrase, one: Dressed) -> None:
        """An office inside the mention of a name is part of it; a plural one ("Presidents A and B") means all who share it."""
        sharing = [d for d in self.dressed if any(o.start <= phrase.head < o.end for o in d.name.offices)]
        if phrase.plural and len(sharing) > 1:
            people = tuple(self.roster.candidates(d.name)[0] for d in sharing)
            self._note(Mention(phrase.core, phrase.head + 1, phrase.head, "nominal", people), 0.0)

    def _beside(self, phrase: Phrase, one: Dressed) -> None:
        """A description in apposition means the bearer of the name."""
        entity = self.roster.candidates(one.name)[0]
        if entity.kind != "thing":
            self._note(Mention(phrase.start, phrase.end, phrase.head, "nominal", (entity,)), 0.0)

    def _phrase(self, phrase: Phrase) -> None:
        found = (self._listed(phrase) if phrase.plural else ()) or self._described.resolve(phrase)
        if found:
            weight = self.salience.weight(self.doc[phrase.head]) * (0.3 if phrase.inner else 1.0)
            self._note(Mention(phrase.start, phrase.end, phrase.head, "nominal", found), weight)

    def _pronoun(self, at: int) -> None:
        found = self._pronouns.resolve(self.doc[at])
        if found:
            self._note(Mention(at, at + 1, at, "pronoun", tuple(found)), 0.8 * self.salience.weight(self.doc[at]))


def head_of(doc: Doc, start: int, end: int) -> int:
    """The token of a run that hangs from outside of it; of several the last noun."""
    tops = [i for i in range(start, end) if not start <= doc[i].head.i < end or doc[i].head.i == i]
    nouns = [i for i in tops if doc[i].pos_ in {"PROPN", "NOUN", "ADJ", "X"}]
    return (nouns or tops or [end - 1])[-1]


def entities_of(mentions: Iterable[Mention]) -> list[Entity]:
    """The parties of mentions, each once, in order."""
    seen: dict[int, Entity] = {}
    for mention in mentions:
        for entity in mention.entities:
            seen.setdefault(id(entity), entity)
    return list(seen.values())
