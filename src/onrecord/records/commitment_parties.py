"""Who undertakes a commitment, for whom, and who says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.codebook.countries import country_named, metonym
from onrecord.codebook.stages import word_lists
from onrecord.model import Certainty, Document, Party, Span, Statement, WhoIsWho
from onrecord.records.commitment_cue import Candidate
from onrecord.records.commitment_speakers import (
    answerer,
    answers,
    bound_by,
    is_body,
    is_official,
    may_promise,
    principal_of,
    state_of,
    whose_forces,
)
from onrecord.records.event_frames import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST_PERSON = frozenset({"we", "i", "us", "our", "my", "me"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PERSONAL = frozenset({"he", "she", "they", "we", "i"})
GROUNDS = frozenset({"under", "within", "before", "by"})
"""Words that give the ground or the day of a duty: "under the ruling", "within 90 days"."""


def promisors_of(document: Document, candidate: Candidate, who: WhoIsWho, statement: Statement | None) -> tuple[Party, ...]:
    """The parties that undertake the act, each once; a spokesperson's principal stands for the spokesperson."""
    found: dict[str, Party] = {}
    if not candidate.promisors and candidate.cue.promisor == "owner":
        return answerer(candidate, statement, who)
    if not candidate.promisors and (_is_order(candidate) or _is_undone(candidate)) and statement is not None and statement.speaker is not None:
        bound = bound_by(statement.speaker, who) if answers(statement.speaker) else None
        return (bound,) if bound is not None else ()
    for head in (_counted(h) for h in candidate.promisors):
        known = _whose(document, head, statement, who) or _own_word(document, head, who) or _listed(head, who)
        known = known or _named_beside(document, head, who) or _principals(head, who) or _speaker(head, statement) or whose_forces(head, who)
        for party in known or _as_named(document, head, candidate, who):
            found.setdefault(party.name, party)
        for other in head.children:  # "the union and the carrier Relay reached a contract", where the article names one by its trade alone
            if other.dep_ == "conj" and other.pos_ in {"NOUN", "PROPN"} and not who.of(head.i) and head.dep_ in SUBJECTS and known == ():
                for party in who.of(other.i) or _as_named(document, other, candidate, who):
                    found.setdefault(party.name, party)
    if candidate.cue.form == "auxiliary" and found and statement is not None and all(_serves(p) for p in found.values()):
        bodies = tuple(p for p in answerer(candidate, statement, who) if p.kind in {"organisation", "state"})
        return bodies or tuple(found.values())  # "guards would search every vehicle, the ministry said"
    if not found and candidate.cue.promisor == "owner":
        return answerer(candidate, statement, who)
    if not found and candidate.cue.form == "noun" and candidate.cue.stage == "pledged" and candidate.head.dep_ == "nsubj" and statement is not None:
        return (principal_of(statement.speaker, who),) if statement.speaker and may_promise(statement.speaker) else ()  # "the promise stands, she said"
    if not all(_is_fit(p, candidate) for p in found.values()):
        return ()
    if candidate.cue.stage == "denied" and candidate.complement == "clause":
        return _denied_for(candidate, tuple(found.values()), who)
    if candidate.cue.id.startswith("en.stage.intended.duty") and statement is not None and statement.speaker is not None:
        speaker = statement.speaker  # "Norway must leave, its prime minister said": who says so puts it on record
        if speaker.kind == "person" and all(p.kind == "state" for p in found.values()) and binds_itself(candidate, statement, tuple(found.values())):
            return (speaker,)
    if candidate.cue.stage == "signed" and candidate.act.lemma_.lower() in word_lists()["deal"] and _are_heads(candidate, tuple(found.values())):
        return tuple(state_of(p, who) for p in found.values())
    gives = candidate.complement == "clause" and candidate.act.lemma_.lower() in {"receive", "get"}
    return tuple(state_of(p, who) if gives else p for p in found.values())


def _denied_for(candidate: Candidate, deniers: tuple[Party, ...], who: WhoIsWho) -> tuple[Party, ...]:
    """Whose undertaking is denied: an official who denies that the state has promised speaks for the state."""
    doers = clause_parties(candidate, who)
    if not doers or {p.name for p in doers} == {p.name for p in deniers}:
        return deniers
    bodies = {"state", "organisation", "group"}
    spoken = any(d.mention.text.lower() in PERSONAL for d in deniers)  # "they" may be anybody: the clause tells for whom they speak
    return tuple(p for p in doers if p.kind in bodies and p.country and (spoken or any(d.country == p.country for d in deniers)))


def clause_parties(candidate: Candidate, who: WhoIsWho) -> tuple[Party, ...]:
    """The parties that are the subject of the clause that tells the act."""
    return tuple(p for c in candidate.act.children if c.dep_ in {"nsubj", "nsubjpass"} for p in who.of(c.i))


def joined(parties: tuple[Party, ...]) -> Party:
    """Several promisors as one party: their names joined by "; ", country and sector where they share it."""
    first = parties[0]
    if len(parties) == 1:
        return first
    country = first.country if all(p.country == first.country for p in parties) else None
    sector = first.sector if all(p.sector == first.sector for p in parties) else None
    return replace(first, name="; ".join(p.name for p in parties), country=country, sector=sector, role=None)


def _principals(head: Token, who: WhoIsWho) -> tuple[Party, ...]:
    if head.lemma_.lower() in word_lists()["speaks_for"]:
        for child in head.children:
            if child.dep_ in {"poss", "compound", "nmod"} and (parties := who.of(child.i)):
                return parties
            if child.dep_ == "prep" and child.lower_ in {"for", "of", "from"}:
                for inner in child.children:
                    if inner.dep_ == "pobj" and (parties := who.of(inner.i)):
                        return parties
    return tuple(principal_of(p, who) for p in who.of(head.i))


def _whose(document: Document, head: Token, statement: Statement | None, who: WhoIsWho) -> tuple[Party, ...]:
    """For whom a spokesman's "we" speaks: "their spokesman said"."""
    if head.lower_ not in {"we", "us"} or statement is None or statement.source is None:
        return ()
    source = document.tokens_in(statement.source)
    return tuple(p for t in source if t.lemma_.lower() in word_lists()["speaks_for"] for c in t.children if c.dep_ == "poss" for p in who.of(c.i))


def _speaker(head: Token, statement: Statement | None) -> tuple[Party, ...]:
    """Who "we" and "I" are where nobody else has said it, and a "he" in the words of one whom the article does not introduce."""
    if statement is None:
        return ()
    if statement.speaker is not None:
        body = statement.speaker.kind in {"organisation", "state", "group"}  # "the ministry said it was committed to ..."
        impersonal = head.lower_ == "it" and (body or head.dep_ == "nsubjpass")  # "it is planned to build"
        return (statement.speaker,) if impersonal or head.lower_ in FIRST_PERSON | PERSONAL else ()
    source = statement.source
    if source is None or head.lower_ not in PERSONAL or source.text.lower() in PERSONAL:
        return ()
    return (Party(source.text, "group" if head.lower_ in {"they", "we"} else "person", None, None, None, source),)


def _listed(head: Token, who: WhoIsWho) -> tuple[Party, ...]:
    """The members by which a described group is named: "Dutch banks including Arbo and Veldbank"."""
    if any(p.kind != "group" for p in who.of(head.i)):
        return ()
    first = [c for prep in head.children if prep.lower_ == "including" for c in prep.children if c.dep_ == "pobj"]
    for word in first:
        first.extend(c for c in word.children if c.dep_ == "conj")
    return tuple(p for word in first for p in who.of(word.i) if p.kind in {"organisation", "state", "person"})


def _counted(head: Token) -> Token:
    """The noun that a word of number counts: "all but one of the states" speaks of the states."""
    if head.lower_ not in {"all", "most", "some", "both", "many", "several", "one", "none"} and head.pos_ != "NUM":
        return head
    links = [head]
    for word in links:
        links.extend(c for c in word.children if c.dep_ in {"prep", "pobj"} and (c.pos_ != "ADP" or c.lower_ in {"of", "but"}))
    return next((t for t in links if t.pos_ in {"NOUN", "PROPN"}), head)


def _are_heads(candidate: Candidate, parties: tuple[Party, ...]) -> bool:
    """Whether the parties are heads of several states, named with these: they sign for them ("Presidents A of Gabon and B of Rwanda")."""
    persons = all(p.kind == "person" and p.sector == "GOV" and p.country for p in parties)
    named = {t.i for h in candidate.promisors for t in h.subtree if t.dep_ == "pobj" and t.pos_ == "PROPN" and t.head.lower_ == "of"}
    return persons and len(named) >= len(parties) and len({p.country for p in parties}) == len(parties) > 1


def _serves(party: Party) -> bool:
    """Whether a described group is of those who do what a body or a state has them do."""
    return party.kind == "group" and not word_lists()["servants"].isdisjoint(party.name.lower().split())


def _named_beside(document: Document, head: Token, who: WhoIsWho) -> tuple[Party, ...]:
    """The name beside a description that is a party only by its words: "a charity shop chain in Wales, Hand Round, has gone back"."""
    named = _by_apposition(document, head) if head.pos_ == "NOUN" else None
    if named is None or any(p.kind == "person" or any(w[:1].isupper() for w in p.name.split()[1:]) for p in who.of(head.i)):
        return ()
    return (named,)


def _as_named(document: Document, head: Token, candidate: Candidate, who: WhoIsWho) -> tuple[Party, ...]:
    """One that the article does not introduce, in the words it has: "he", a bare surname, a capital for its state, "hauliers" who vow."""
    seat = metonym(head.text) if head.text.istitle() and head.dep_ in SUBJECTS else None
    if seat is not None:
        state = country_named(seat.name) is not None
        return (Party(seat.name, "state" if state else "organisation", seat.country, seat.sector, None, document.span_of([head]), "inferred"),)
    if (named := _by_apposition(document, head)) is not None:
        return (named,)
    described = head.dep_ in SUBJECTS and head.pos_ == "NOUN" and not word_lists()["body"].isdisjoint({head.lower_, head.lemma_.lower()})
    people = candidate.cue.party == "any" and candidate.cue.form == "verb" and head.tag_ == "NNS" and _are_people(head)
    if described or people:
        words = document.span_of(document.doc[head.left_edge.i : _name_end(head)])
        return (Party(words.text, "group", None, None, None, words),)
    if head.tag_ in {"NNP", "NNPS"} and head.ent_type_ not in NO_NAMES and head.dep_ in {"nsubj", "nsubjpass", "poss", "conj", "pobj"}:
        return _by_name(document, head, candidate)
    if ahead := _subject_ahead(head, who):
        return ahead
    if head.lower_ in {"i", "me"} and (person := _last_person(head, who)) is not None:
        return (person,)
    if head.lower_ in PERSONAL:
        words = document.span_of([head])
        return (Party(words.text, "group" if head.lower_ in {"they", "we"} else "person", None, None, None, words),)
    return ()


def _own_word(document: Document, head: Token, who: WhoIsWho) -> tuple[Party, ...]:
    """Who "it" or "he" is right under a verb of saying: its subject, "the maker, Bergslag, said it would hire"."""
    verb = head.head
    if head.tag_ != "PRP" or head.dep_ not in SUBJECTS or head.lower_ not in THIRD or verb.dep_ != "ccomp" or verb.head.i > verb.i:
        return ()
    kinds = THIRD[head.lower_]
    for subject in (c for c in verb.head.children if c.dep_ == "nsubj" and c.pos_ in {"NOUN", "PROPN"}):
        beside = tuple(p for c in subject.children if c.dep_ == "appos" for p in who.of(c.i))
        found = tuple(p for p in who.of(subject.i) or beside if p.kind in kinds)
        if subject.lemma_.lower() in word_lists()["speaks_for"] and not subject.lemma_.lower().startswith("spokes"):
            return ()
        if subject.lemma_.lower() in word_lists()["speaks_for"]:  # "a spokesman for the union said that it would"
            found = () if "person" in kinds else tuple(p for p in _principals(subject, who) if p.kind in kinds)
        if found:
            return tuple(replace(p, mention=document.span_of([head]), basis="resolved") for p in found)
    return ()


THIRD = {
    "it": frozenset({"organisation", "state", "group"}), "he": frozenset({"person"}), "she": frozenset({"person"}),
    "they": frozenset({"organisation", "state", "group"}),
}  # fmt: skip


def _subject_ahead(head: Token, who: WhoIsWho) -> tuple[Party, ...]:
    """Who a pronoun before its noun is: "a year after it vowed to plant trees, city hall has planted few"."""
    clause = head.head
    if head.tag_ != "PRP" or clause.dep_ != "advcl" or clause.head.i < clause.i:
        return ()
    return tuple(p for c in clause.head.children if c.dep_ in SUBJECTS and c.i > head.i for p in who.of(c.i))


def _last_person(head: Token, who: WhoIsWho) -> Party | None:
    """The person named last before a quotation whose "I" the article gives to a "he" or "she"."""
    for index in range(head.sent.start - 1, -1, -1):
        found = next((p for p in who.of(index) if p.kind == "person"), None)
        if found is not None:
            return found
    return None


def _by_name(document: Document, head: Token, candidate: Candidate) -> tuple[Party, ...]:
    """A name that the article does not introduce: a firm's where its trade or its kind of name stands by ("the telecoms firm Kestrel", "Adria Group")."""
    start = head.i
    while start > 0 and document.doc[start - 1].tag_ in {"NNP", "NNPS"} and document.doc[start - 1].head.i == head.i:
        start -= 1
    words = document.span_of(document.doc[start : head.i + 1])
    before = document.doc[start - 1] if start > 0 else None
    trade = before is not None and before.pos_ in {"NOUN", "ADJ"} and not word_lists()["body"].isdisjoint({before.lower_})
    firm = trade or head.ent_type_ in {"ORG", "PRODUCT", "FAC"} or head.lower_ in word_lists()["firm_names"]
    owned = candidate.cue.promisor == "owner"
    if not words.text[:1].isupper() or (head.dep_ in {"conj", "pobj"} and not (firm and owned)):
        return ()
    return (Party(words.text, "organisation" if firm else "person", None, "BUS" if trade else None, None, words, "stated"),)


NO_NAMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART", "LOC"})


def _by_apposition(document: Document, head: Token) -> Party | None:
    """The name that stands beside a description: "its Swiss buyer, Altmetall, walked away"."""
    beside = next((c for c in head.children if c.dep_ == "appos" and c.tag_ in {"NNP", "NNPS"} and c.i > head.i), None)
    if beside is None:  # "a chain in Wales, Hand Round, has gone back": hung on the place
        inner = (c for c in head.subtree if c.dep_ == "appos" and c.tag_ in {"NNP", "NNPS"} and c.head.dep_ == "pobj" and c.head.head.head.i == head.i)
        beside = next((c for c in inner if c.nbor(1).lower_ == "," and c.i + 2 < len(c.doc) and c.nbor(2).pos_ in {"VERB", "AUX"}), None)
    if beside is None or head.dep_ not in SUBJECTS | {"conj"}:
        return None
    words = document.span_of(document.doc[beside.left_edge.i : beside.i + 1])
    person = not word_lists()["person"].isdisjoint({head.lemma_.lower()})
    return Party(words.text, "person" if person else "organisation", None, None, None, words, "resolved")


def _name_end(head: Token) -> int:
    """Where a description ends: with the name that says which ("the port of Rotterdam"), else with its noun."""
    of = next((c for c in head.children if c.lower_ in {"of", "in"} and c.i == head.i + 1), None)
    name = next((c for c in of.children if c.dep_ == "pobj" and c.pos_ == "PROPN"), None) if of is not None else None
    return name.i + 1 if name is not None else head.i + 1


def _are_people(noun: Token) -> bool:
    """Whether a plural can be of those who bind themselves: no things, no crowd."""
    lists = word_lists()
    things = ("measure", "law", "deal", "goods", "handed", "promised", "crowd", "reports", "set_by_law")
    return noun.dep_ in SUBJECTS and all(noun.lemma_.lower() not in lists[x] and noun.lower_ not in lists[x] for x in things)


def _is_order(candidate: Candidate) -> bool:
    """A passive without an agent: who says that it will be done answers for it ("no delay will be tolerated, the minister said")."""
    told = (candidate.cue.form == "auxiliary" or candidate.cue.patient) and not candidate.cue.id.startswith("en.stage.intended.duty")
    return told and (candidate.complement == "object" or any(c.dep_ == "auxpass" for c in candidate.act.children))


def _is_undone(candidate: Candidate) -> bool:
    """A thing that is put off or called off by nobody named: who says so answers for it ("the census was postponed, the office said")."""
    return candidate.cue.stage in {"suspended", "withdrawn"} and candidate.complement == "object" and is_passive(candidate.head)


def _is_fit(party: Party, candidate: Candidate) -> bool:
    need = candidate.cue.party
    if need in {"any", "thing"}:
        return True
    if need == "official":
        return is_official(party)
    described = party.kind == "group" and party.sector is None and party.country is None
    return not described or party.name.lower() in PERSONAL or is_body(party)


def narrowest(anchor: Span, statements: tuple[Statement, ...]) -> Statement | None:
    """The narrowest statement whose content holds the anchor."""
    around = [s for s in statements if any(c.start <= anchor.start and anchor.end <= c.end for c in s.content)]
    return min(around, key=lambda s: sum(c.end - c.start for c in s.content), default=None)


def told_by(statement: Statement | None, promisors: tuple[Party, ...], hearsay: bool) -> tuple[Certainty, tuple[Party, ...]]:
    """How sure the outlet is of a commitment, and who reports it where neither the outlet nor the promisor does."""
    chain: list[Party] = []
    if statement is not None:
        for party in ((statement.speaker,) if statement.speaker else ()) + statement.chain:
            if all(party.name != p.name for p in (*chain, *promisors)):
                chain.append(party)
    if hearsay:
        return "hearsay", tuple(chain)
    unnamed = statement is not None and statement.speaker is None
    return ("attributed" if chain or unnamed else "asserted"), tuple(chain)


def can_speak_for(document: Document, statement: Statement | None, promisors: tuple[Party, ...], arranged: bool = False) -> bool:
    """Whether what is said to come is the speaker's own side's to bring about: not what analysts or rivals foretell.

    Args:
        document, statement: the article and the statement in which it is said, None for the outlet's own words.
        promisors: who is to bring it about.
        arranged: whether the words tell of what is settled between two sides, which either may tell ("is to leave by Friday").
    """
    if statement is None or statement.speaker is None:
        return True
    speaker = statement.speaker
    if any(p.name == speaker.name for p in promisors):
        return True
    if not word_lists()["outsider"].isdisjoint(f"{speaker.name} {speaker.role or ''}".lower().split()):
        return False
    if speaker.country is None or any(p.country is None for p in promisors):
        return True
    return any(p.country == speaker.country for p in promisors) or (arranged and answers(speaker))


def binds_itself(candidate: Candidate, statement: Statement | None, promisors: tuple[Party, ...]) -> bool:
    """Whether a duty is told as the bearer's own: by the outlet of a public body, else by the bearer or by who governs it.

    "We must" only exhorts, and a "must" of the outlet's without a day or a ground is an opinion.

    Args:
        candidate: the words of the duty.
        statement: in whose statement they stand, or None.
        promisors: who has the duty.
    """
    if any(h.lower_ in FIRST_PERSON for h in candidate.promisors):
        return False
    if statement is not None and {"auxpass"} == {c.dep_ for c in candidate.act.children if c.dep_ in {"auxpass", "agent"}}:
        return False  # "that must be enhanced, she said" exhorts whoever it may be
    if statement is None or statement.speaker is None:
        around = {t.lower_ for t in candidate.act.subtree}
        grounded = candidate.cue.form == "adjective" or not around.isdisjoint(GROUNDS | word_lists()["calendar"])
        return grounded and all(is_official(p) or is_body(p) for p in promisors)
    speaker = statement.speaker
    governs = speaker.sector == "GOV" and all(p.kind == "state" and p.country == speaker.country for p in promisors)
    return governs or any(p.name == speaker.name for p in promisors)
