"""Document -> who is who in it: the parties of one article and every place that refers to them.

In four steps, each in a module of its own: names are found and cut (party_names), descriptions are found (party_phrases), names are joined
with the offices beside them (party_offices) and with one another (party_entities), and the article is read once from its beginning to say
who each description and pronoun means (resolve). Here the parties are written out.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.codebook import parties as lexicon
from onrecord.mentions.party_descriptions import OFFICIAL
from onrecord.mentions.party_entities import Entity
from onrecord.mentions.party_index import Index
from onrecord.mentions.party_names import OfficeWords, find_names
from onrecord.mentions.party_offices import dress
from onrecord.mentions.party_phrases import find_phrases
from onrecord.mentions.party_places import settle_places
from onrecord.mentions.resolve import Mention, Reader
from onrecord.model import Basis, Document, Party, PartyKind, PartyMention, Span

USED = frozenset(["nsubj", "nsubjpass", "dobj", "agent", "dative", "poss"])
PARTY_LINKS = frozenset(["by", "with", "between", "against", "from", "to", "among", "towards", "toward", "on", "for", "of"])
SINGLES_LEFT_OUT = frozenset(["en.role.family", "en.role.civilian"])


def find_parties(document: Document) -> Index:
    """Who is who in an article.

    Args:
        document: the parsed article.

    Returns:
        its parties and mentions. A party carries all that the whole article tells of it, at each mention with that mention's words.
    """
    names = find_names(document)
    phrases = find_phrases(document, names)
    dressed = dress(document, names, phrases)
    settle_places(document.doc, dressed)
    reader = Reader(document, dressed, phrases)
    mentions = reader.read()
    _complete(reader, mentions)
    return _written(document, reader, mentions)


def _complete(reader: Reader, mentions: Sequence[Mention]) -> None:
    """Countries and sectors that only the whole article tells."""
    for entity in reader.roster.entities:
        if entity.country or entity.kind not in {"person", "organisation"} or entity.described:
            continue
        _complete_country(reader, entity)
    for entity in reader.roster.entities:
        if entity.kind == "person" and entity.offices:
            entity.sector = _sector(entity.offices)
            entity.gender = entity.gender or next((o.role.gender for o in entity.offices if o.role and o.role.gender), "")


def _complete_country(reader: Reader, entity: Entity) -> None:
    owner = reader.by_head.get(entity.owner) if entity.owner is not None else None
    told = next((e.country for e in owner.entities if e.country), "") if owner else ""
    if not told and entity.of is not None:
        told = next((e.country for e in reader.roster.candidates(entity.of) if e.country), "")
    if told:
        entity.country = told
        return
    sector = _sector(entity.offices) if entity.kind == "person" else entity.sector
    if sector in OFFICIAL or (entity.kind == "person" and any(o.former for o in entity.offices)):
        entity.country, entity.inferred = reader.home, bool(reader.home)


def _sector(offices: Sequence[OfficeWords]) -> str:
    """The sector of a person by the first office that tells one; who no longer holds an office of state is of the elite."""
    for office in offices:
        if office.role is not None and office.role.id != "en.role.family":
            return "ELI" if office.former and office.role.sector in OFFICIAL else office.role.sector
    return "CVL" if offices else ""


def _written(document: Document, reader: Reader, mentions: Sequence[Mention]) -> Index:
    """The parties and mentions as the records ask for them."""
    out: list[PartyMention] = []
    members: dict[int, tuple[Party, ...]] = {}
    listed: dict[int, Party] = {}
    for mention in mentions:
        span = document.span_of(document.doc[mention.start : mention.end])
        parties = tuple(_party(e, span, mention) for e in mention.entities)
        if len(parties) > 1:
            members[len(out)] = parties
        out.append(PartyMention(span, mention.start, mention.end, mention.head, parties[0], mention.form))
        for entity, party in zip(mention.entities, parties, strict=True):
            if id(entity) not in listed and _is_listed(document, mention, entity):
                listed[id(entity)] = party
    return Index(document.doc, tuple(_first_mentions(listed, out)), tuple(out), members)


def _first_mentions(listed: dict[int, Party], mentions: Sequence[PartyMention]) -> list[Party]:
    """The listed parties, those of one name and kind once."""
    seen: dict[tuple[str, str], Party] = {}
    for party in listed.values():
        seen.setdefault((party.name, party.kind), party)
    return list(seen.values())


def _party(entity: Entity, span: Span, mention: Mention) -> Party:
    kind: PartyKind = entity.kind if entity.kind in {"person", "state", "organisation", "group"} else "organisation"
    basis: Basis = "stated" if mention.form in {"name", "nominal"} and _is_stated(entity, mention) else "resolved"
    if mention.form == "metonym" and entity.kind == "state":
        basis = "inferred"
    return Party(entity.name, kind, entity.country or None, entity.sector or None, _role(entity), span, basis)


def _is_stated(entity: Entity, mention: Mention) -> bool:
    return mention.form == "name" or entity.described


def _role(entity: Entity) -> str | None:
    """The office that says most: the first that is more than a word for a relative or resident, "former" where it is no longer held."""
    if entity.kind != "person":
        return None
    ranked = sorted(entity.offices, key=lambda o: (o.role is None or o.role.id in SINGLES_LEFT_OUT, o.former))
    if not ranked:
        return None
    best = ranked[0]
    text = lexicon.singular_role(best.text.lower()).title() if best.plural and best.text[0].isupper() else best.text
    text = lexicon.singular_role(text) if best.plural else text
    return f"former {text}" if best.former else text


def _is_listed(document: Document, mention: Mention, entity: Entity) -> bool:
    """Whether a mention makes its party one of the article's: named people and bodies always, states and groups where they act or are acted on."""
    if entity.kind in {"place", "thing"} and mention.form == "place":
        return False
    if mention.form == "pronoun" or len(mention.entities) > 1:
        return False
    if not entity.described and entity.kind in {"person", "organisation"}:
        return True
    token = document.doc[mention.head]
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    if entity.kind == "state":
        return mention.form != "place"
    if token.dep_ in USED:
        return True
    return token.dep_ == "pobj" and token.head.lower_ in PARTY_LINKS and mention.form != "place"
