"""Who "he", "they", "its", "who" and "we" mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from onrecord.codebook import parties as lexicon
from onrecord.mentions.party_entities import Entity
from onrecord.mentions.party_salience import Salience
from onrecord.model import Document, Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

POSSESSIVES = frozenset(["his", "her", "its", "their", "my", "our", "whose", "hers", "theirs", "mine", "ours"])
WEAKEST = 0.04
NEAR_QUOTE = 14
THING_WEIGHT = 0.75
DESCRIBED = 0.7


class Referring(Protocol):
    """A mention, as far as pronouns ask."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Who is meant."""
        ...


class Pronouns:
    """Resolves the pronouns of one article.

    Args:
        document: the parsed article.
        entities: its parties so far (the list grows while the article is read).
        salience: how salient they are.
        by_head: mentions read so far, by their head.
    """

    def __init__(self, document: Document, entities: list[Entity], salience: Salience, by_head: Mapping[int, Referring]) -> None:
        self._document = document
        self._doc = document.doc
        self._entities = entities
        self._salience = salience
        self._by_head = by_head
        self._speakers: dict[int, tuple[Entity, ...]] = {}

    def is_one(self, token: Token) -> bool:
        """Whether a token is a pronoun that can mean a party."""
        row = lexicon.pronoun(token.lower_)
        if row is None:
            return False
        if row.relative:
            return token.tag_ in {"WP", "WDT", "WP$"}
        return token.pos_ in {"PRON", "DET", "ADJ"} and not (token.text == "US" or (token.text in {"ME", "IT"} and len(token) == 2))

    def is_first_person(self, token: Token) -> bool:
        """Whether a token is "I", "we" ..."""
        row = lexicon.pronoun(token.lower_)
        return row is not None and row.person == 1

    def resolve(self, token: Token) -> Sequence[Entity]:
        """The parties that a pronoun means; empty where it means a thing or stays open."""
        row = lexicon.pronoun(token.lower_)
        if row is None:
            return ()
        if row.relative:
            return self._antecedent(token)
        if row.person == 1:
            return self._speaker_here(token)
        if token.lower_.endswith(("self", "selves")):
            own = self._subject_entities(token)
            if own:
                return own
        if row.number == "many":
            return self._they(token)
        if row.gender == "none":
            return self._it(token)
        return self._he_or_she(token, row.gender)

    def _he_or_she(self, token: Token, gender: lexicon.Gender) -> Sequence[Entity]:
        barred = self._barred(token)
        best, best_score = None, WEAKEST
        for entity in self._entities:
            if entity.kind != "person" or entity.plural or id(entity) in barred or (entity.gender and entity.gender != gender):
                continue
            score = self._salience.of(entity, token.i) * (1.25 if entity.gender == gender else 1.0)
            if entity.described:
                score *= DESCRIBED
            if score > best_score:
                best, best_score = entity, score
        spoken_of = self._object_before(token, gender)
        if spoken_of is not None and id(spoken_of) not in barred:
            best, best_score = spoken_of, 1.0
        ahead = self._subject_ahead(token)
        if ahead is not None and ahead.kind == "person" and ahead.gender in {"", gender} and best_score < 0.6:
            best = ahead
        if best is None:
            best = self._unsure(token, barred)
        if best is None:
            return ()
        best.gender = best.gender or gender
        return (best,)

    def _unsure(self, token: Token, barred: Collection[int]) -> Entity | None:
        """A name of one word that nobody has told to be a person's: it is one where "he" can mean nobody else."""
        found = [e for e in self._entities if e.unsure and e.kind == "organisation" and e.seen and id(e) not in barred]
        best = max(found, key=lambda e: self._salience.of(e, token.i), default=None)
        if best is None or self._salience.of(best, token.i) <= 4 * WEAKEST:
            return None
        best.kind, best.unsure = "person", False
        return best

    def _object_before(self, token: Token, gender: lexicon.Gender) -> Entity | None:
        """Whom the predicate before is about: in "broke with the mayor and urged him to go" both verbs have one object."""
        verb = token.head
        if token.dep_ not in {"dobj", "dative"} or verb.dep_ != "conj" or any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
            return None
        for child in verb.head.children:
            for inner in (child, *(c for c in child.children if child.dep_ == "prep")):
                mention = self._by_head.get(inner.i) if inner.dep_ in {"dobj", "pobj"} and inner.i < token.i else None
                if mention is not None and len(mention.entities) == 1:
                    one = mention.entities[0]
                    if one.kind == "person" and not one.plural and one.gender in {"", gender}:
                        return one
        return None

    def _it(self, token: Token) -> Sequence[Entity]:
        if _is_empty_it(token):
            return ()
        barred = self._barred(token)
        acts = token.dep_ in {"nsubj"} and lexicon.is_party_verb(token.head.lemma_)
        speaks = acts and lexicon.is_speech_verb(token.head.lemma_)
        best, best_score = None, WEAKEST
        for entity in self._entities:
            if entity.kind not in {"organisation", "state", "group"} or entity.plural or id(entity) in barred:
                continue
            score = self._salience.of(entity, token.i)
            if score > best_score:
                best, best_score = entity, score
        if best is None:
            return ()
        things = 0.0 if speaks else self._thing_before(token) * (0.5 if acts or token.lower_ == "its" else THING_WEIGHT)
        return (best,) if best_score > things else ()

    def _they(self, token: Token) -> Sequence[Entity]:
        barred = self._barred(token)
        best: Sequence[Entity] = ()
        best_score = WEAKEST
        for entity in self._entities:
            if id(entity) in barred or entity.kind == "place":
                continue
            factor = 1.0 if entity.plural else {"organisation": 0.6, "group": 0.7, "state": 0.25}.get(entity.kind, 0.15)
            score = self._salience.of(entity, token.i) * factor
            if score > best_score:
                best, best_score = (entity,), score
        for group, score in self._coordinations(token):
            if score > best_score and not any(id(e) in barred for e in group):
                best, best_score = group, score
        return best

    def _coordinations(self, token: Token) -> list[tuple[Sequence[Entity], float]]:
        """Parties named together in the last sentences ("the ministers", "A and B"), with how salient they are together."""
        here = self._salience.sentence(token.i)
        out: list[tuple[Sequence[Entity], float]] = []
        for head, mention in self._by_head.items():
            distance = here - self._salience.sentence(head)
            if not 0 <= distance <= 3 or head >= token.i:
                continue
            group = list(mention.entities)
            if self._doc[head].dep_ != "conj":
                group.extend(e for e in self._joined(head) if e not in group)
                if len(group) == 1 and self._doc[head].dep_ == "nsubj" and distance:
                    group.extend(e for e in self._met_by(head) if e not in group)
            if len(group) > 1:
                factor = 1.15 if all(e.kind == "person" for e in group) else 0.8
                quoted = 0.35 if self._salience.is_quoted(head) and not self._salience.is_quoted(token.i) else 1.0
                out.append((group, factor * quoted * self._salience.weight(self._doc[head]) * 0.5**distance))
        return out

    def _met_by(self, head: int) -> Sequence[Entity]:
        """Whom the subject of a verb meets or does something with ("A met B", "A spoke with B")."""
        for child in self._doc[head].head.children:
            if child.dep_ == "dobj" and child.head.lemma_ in {"meet", "phone", "call", "telephone"} and child.i in self._by_head:
                return self._by_head[child.i].entities
            if child.dep_ == "prep" and child.lower_ in {"with", "alongside"}:
                for inner in child.children:
                    if inner.dep_ == "pobj" and inner.i in self._by_head:
                        return self._by_head[inner.i].entities
        return ()

    def _joined(self, head: int, depth: int = 0) -> list[Entity]:
        found: list[Entity] = []
        if depth > 8:
            return found
        for child in self._doc[head].children:
            if child.dep_ == "conj" and child.i in self._by_head:
                found.extend(e for e in self._by_head[child.i].entities if e not in found)
                found.extend(e for e in self._joined(child.i, depth + 1) if e not in found)
        return found

    def _antecedent(self, token: Token) -> Sequence[Entity]:
        """Who a relative pronoun means: the noun that its clause hangs from."""
        verb = token
        for _ in range(8):
            if verb.dep_ == "relcl":
                return self._hung_from(verb.head, token)
            if verb.head.i == verb.i:
                break
            verb = verb.head
        before = (
            self._doc[token.i - 2] if token.i > 1 and self._doc[token.i - 1].text == "," else self._doc[token.i - 1] if token.i else None
        )
        if before is not None and before.i in self._by_head and verb.dep_ != "ccomp" and token.dep_ in {"nsubj", "nsubjpass", "poss"}:
            return self._by_head[before.i].entities
        return ()

    def _hung_from(self, noun: Token, pronoun: Token) -> Sequence[Entity]:
        """Whom a clause tells of that hangs from a noun; "who" is no place: "the dockers of Lamu, who ..." are the dockers."""
        for _ in range(3):
            mention = self._by_head.get(noun.i)
            if mention is not None and not (
                pronoun.lower_ in {"who", "whom"} and all(e.kind in {"place", "state"} for e in mention.entities)
            ):
                return mention.entities
            if noun.dep_ != "pobj" or noun.head.head.i == noun.head.i:
                break
            if pronoun.lower_ not in {"who", "whom"}:
                break
            noun = noun.head.head
        return self._holding(noun)

    def _holding(self, token: Token) -> Sequence[Entity]:
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for inner in child.children:
                    if inner.i in self._by_head and token.lower_ in {"one", "some", "many", "both", "all", "most"}:
                        return self._by_head[inner.i].entities
        return ()

    def _barred(self, token: Token) -> set[int]:
        """Parties that a pronoun cannot mean: an object is not its own subject; inside a quotation "he" is not the speaker."""
        barred: set[int] = set()
        if token.dep_ in {"dobj", "dative", "pobj"} and token.lower_ not in POSSESSIVES:
            barred.update(id(e) for e in self._subject_entities(token))
        if token.dep_ == "nsubj":  # in "he accused Otieno" he is somebody else
            named = {c.text for c in token.head.children if c.dep_ in {"dobj", "dative"} and c.pos_ == "PROPN"}
            barred.update(id(e) for e in self._entities if named and any(not named.isdisjoint(n.split()) for n in e.names))
        if self._salience.is_quoted(token.i):
            barred.update(id(e) for e in self._speaker_here(token) if e.kind == "person")
        return barred

    def _subject_entities(self, token: Token) -> Sequence[Entity]:
        verb = token.head
        for _ in range(6):
            if verb.pos_ in {"VERB", "AUX"}:
                for child in verb.children:
                    if child.dep_ in {"nsubj", "nsubjpass"} and child.i != token.i and child.i in self._by_head:
                        return self._by_head[child.i].entities
                if verb.dep_ not in {"conj", "xcomp"}:
                    return ()
            if verb.head.i == verb.i:
                return ()
            verb = verb.head
        return ()

    def _subject_ahead(self, token: Token) -> Entity | None:
        """The subject that follows a fronted clause ("After his arrest, the mayor ..."): not read yet, so told by its name alone."""
        return None if token.dep_ == "nsubj" else self._named_ahead(token)

    def _named_ahead(self, token: Token) -> Entity | None:
        for later in self._doc[token.i + 1 : token.sent.end]:
            if later.dep_ == "nsubj" and later.head.dep_ == "ROOT" and later.pos_ == "PROPN":
                return next((e for e in self._entities if e.kind == "person" and any(later.text in n.split() for n in e.names)), None)
        return None

    def _thing_before(self, token: Token) -> float:
        """How salient the most salient thing (no party) is that "it" could mean."""
        best = 0.0
        here = self._salience.sentence(token.i)
        for i in range(token.i - 1, max(-1, token.i - 60), -1):
            other = self._doc[i]
            distance = here - self._salience.sentence(i)
            if distance > 1:
                break
            if other.tag_ not in {"NN", "NNP"} or i in self._by_head or other.dep_ in {"compound", "npadvmod", "nmod", "amod"}:
                continue
            if other.pos_ == "PROPN" or other.ent_type_:
                continue
            if other.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "attr"}:
                best = max(best, self._salience.weight(other) * 0.5**distance)
        return best

    def _speaker_here(self, token: Token) -> Sequence[Entity]:
        quotation = self._document.quotation_at(token.idx)
        if quotation is None or quotation.scare:
            return ()
        if quotation.span.start not in self._speakers:
            found = self._speaker(quotation)
            if not found:
                return ()
            self._speakers[quotation.span.start] = found
        return self._speakers[quotation.span.start]

    def _speaker(self, quotation: Quotation) -> tuple[Entity, ...]:
        """The subject of the verb of speech nearest to a quotation, else who spoke the quotation before it in the paragraph."""
        doc, first = self._doc, self._document.index_at(quotation.span.start)
        last = self._document.index_at(quotation.span.end - 1)
        best: tuple[int, tuple[Entity, ...]] | None = None
        for i in [*range(last + 1, min(len(doc), last + NEAR_QUOTE)), *range(first - 1, max(-1, first - NEAR_QUOTE), -1)]:
            token = doc[i]
            if token.is_space and "\n" in token.text and (i > last or best):
                if i < first:
                    break
                continue
            if self._salience.is_quoted(i) or not (token.pos_ == "VERB" and lexicon.is_speech_verb(token.lemma_)):
                continue
            subject = next((c for c in token.children if c.dep_ == "nsubj" and not self._salience.is_quoted(c.i)), None)
            if subject is None or subject.i not in self._by_head:
                continue
            distance = i - last if i > last else first - i + 1
            if best is None or distance < best[0]:
                best = (distance, self._by_head[subject.i].entities)
        return best[1] if best else ()


WILLING = frozenset(
    ["ready", "willing", "prepared", "able", "unable", "determined", "eager", "keen", "reluctant", "unwilling", "committed", "set", "due",
     "poised", "obliged", "free"]
)  # fmt: skip
"""Qualities that only somebody has: "it is ready to send observers"."""


def _is_empty_it(token: Token) -> bool:
    """Whether "it" means nothing: "it is unclear whether", "it rained", "it seems"."""
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl":
        return True
    verb = token.head
    if verb.lemma_ not in {"be", "seem", "appear", "remain", "become", "take", "emerge", "turn", "happen"} or token.dep_ != "nsubj":
        return False
    return any(c.dep_ in {"ccomp", "csubj", "advcl", "xcomp"} or _is_judged(c) for c in verb.children)


def _is_judged(word: Token) -> bool:
    """Whether an adjective says how something is to do: "it is hard to say"; "it is ready to send observers" is said of somebody."""
    return word.dep_ == "acomp" and word.lower_ not in WILLING and any(c.dep_ in {"xcomp", "ccomp"} for c in word.children)
