"""Document -> who is who in it: the parties of one article and every place that refers to them.

In four steps, each in a module of its own: names are found and cut (party_names), descriptions are found (party_phrases), names are joined
with the offices beside them (party_offices) and with one another (party_entities), and the article is read once from its beginning to say
who each description and pronoun means (resolve). Here the parties are written out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.codebook import parties as lexicon
from onrecord.mentions.party_descriptions import OFFICIAL
from onrecord.mentions.party_entities import Entity
from onrecord.mentions.party_index import Index
from onrecord.mentions.party_kinds import OF_ANY_BODY, OfficeWords
from onrecord.mentions.party_names import find_names
from onrecord.mentions.party_offices import dress
from onrecord.mentions.party_phrases import find_phrases
from onrecord.mentions.party_places import settle_places
from onrecord.mentions.party_usage import top_of
from onrecord.mentions.resolve import Mention, Reader, entities_of
from onrecord.model import Basis, Document, Party, PartyKind, PartyMention, Span

NATIONAL_WORDS = frozenset(
    [
        "Parliament", "Senate", "Congress", "House", "Assembly", "Legislature", "Court", "Tribunal", "Ministry", "Department", "Treasury",
        "Cabinet", "Police", "Army", "Navy", "Force", "Forces", "Guard", "Government", "Presidency", "Service", "Administration", "Branch",
    ]
)  # fmt: skip
"""Words of organisations that belong to the country an article is about unless it says otherwise."""
WORLDWIDE = frozenset(["World", "International", "Global", "European", "African", "Asian", "Pan-African", "Inter-American"])
NAMED_BY_TITLE = frozenset(["en.role.pope", "en.role.king", "en.role.queen"])
USED = frozenset(["nsubj", "nsubjpass", "dobj", "dative"])
PARTY_LINKS = frozenset(["by", "with", "against", "to", "on"])
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
    for described in (False, True):  # what a description is "of" may get its own country first
        for entity in reader.roster.entities:
            if entity.described == described and not entity.country and entity.kind in {"person", "organisation", "group"}:
                _complete_country(reader, entity)
    for entity in reader.roster.entities:
        if entity.kind == "person" and entity.offices:
            entity.sector = _sector(entity.offices)
            if (
                entity.of is not None
                and entity.of.kind == "organisation"
                and entity.offices[0].role
                and entity.offices[0].role.id in OF_ANY_BODY
            ):
                entity.sector = next((e.sector for e in reader.roster.candidates(entity.of) if e.sector), entity.sector)
            elif entity.of is not None and entity.of.kind == "state" and entity.sector == "BUS":
                entity.sector = "GOV"  # the chief executive of a country
            owner = reader.by_head.get(entity.owner) if entity.owner is not None else None
            body = next((e for e in owner.entities if e.described and e.sector and e.kind in {"organisation", "group"}), None) if owner else None
            if body is not None and entity.offices[0].role and entity.offices[0].role.id in OF_ANY_BODY:
                entity.sector = body.sector  # "the port union's leader"
            entity.gender = entity.gender or next((o.role.gender for o in entity.offices if o.role and o.role.gender), "")


def _complete_country(reader: Reader, entity: Entity) -> None:
    owner = reader.by_head.get(entity.owner) if entity.owner is not None else None
    told = next((e.country for e in owner.entities if e.country), "") if owner else ""
    if not told and entity.of is not None:
        told = next((e.country for e in reader.roster.candidates(entity.of) if e.country), "")
    bound = entity.of is not None and entity.of.kind in {"organisation", "unknown"}
    if told or bound or entity.described or entity.kind == "group":
        entity.country = told
        return
    if WORLDWIDE.intersection(entity.name.split()):
        return
    if entity.kind == "organisation" and entity.seen and entity.sector in OFFICIAL and NATIONAL_WORDS.intersection(entity.name.split()):
        entity.country = reader.lands.here(entity.seen[0][0])
    entity.inferred = bool(entity.country)


def _sector(offices: Sequence[OfficeWords]) -> str:
    """The sector of a person by the first office that tells one; who no longer holds an office of state is of the elite."""
    for office in offices:
        if office.role is not None and office.role.id != "en.role.family":
            return "ELI" if office.former and office.role.sector in OFFICIAL else office.role.sector
    return "CVL" if offices else ""


def _written(document: Document, reader: Reader, mentions: Sequence[Mention]) -> Index:
    """The parties and mentions as the records ask for them."""
    names = {id(e): _name(e) for e in entities_of(mentions)}
    out: list[PartyMention] = []
    members: dict[int, tuple[Party, ...]] = {}
    listed: dict[int, Party] = {}
    for mention in mentions:
        span = document.span_of(document.doc[mention.start : mention.end])
        parties = tuple(_party(e, names, span, mention) for e in mention.entities)
        if len(parties) > 1:
            members[len(out)] = parties
        out.append(PartyMention(span, mention.start, mention.end, mention.head, parties[0], mention.form))
        for entity, party in zip(mention.entities, parties, strict=True):
            known = listed.get(id(entity))
            if _is_listed(reader, mention, entity) and (known is None or (known.basis != "stated" and party.basis == "stated")):
                listed[id(entity)] = party
    return Index(document.doc, tuple(_each_once(listed.values())), tuple(out), members)


def _each_once(parties: Iterable[Party]) -> list[Party]:
    """The parties in order of their mentions, those of one name and kind once."""
    seen: dict[tuple[str, str], Party] = {}
    for party in parties:
        seen.setdefault((party.name, party.kind), party)
    return sorted(seen.values(), key=lambda p: p.mention.start)


def _name(entity: Entity) -> str:
    """The name to print: of one word it gets the title that people know it by ("Pope Francis")."""
    name = entity.name
    titled = next((o for o in entity.offices if o.role and o.role.id in NAMED_BY_TITLE and not o.former), None)
    if entity.kind == "person" and titled is not None and not entity.described and len(name.rstrip("IVX ").split()) == 1:
        return f"{titled.text} {name}"
    return name


def _party(entity: Entity, names: dict[int, str], span: Span, mention: Mention) -> Party:
    kind: PartyKind = entity.kind if entity.kind in {"person", "state", "organisation", "group"} else "organisation"
    basis: Basis = "stated" if mention.form in {"name", "nominal"} and _is_stated(entity, mention) else "resolved"
    if mention.form == "metonym" and entity.kind == "state":
        basis = "inferred"
    return Party(names[id(entity)], kind, entity.country or None, entity.sector or None, _role(entity), span, basis)


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


def _is_listed(reader: Reader, mention: Mention, entity: Entity) -> bool:
    """Whether a mention makes its party one of the article's.

    Named people and bodies always; states where the name or its adjective stands for more than the place; groups and other parties
    without a name only where they do or suffer what parties do.
    """
    if mention.form in {"pronoun", "place"} or len(mention.entities) > 1:
        return False
    token = top_of(reader.doc[mention.head])
    if entity.kind == "place":
        return bool(entity.country)
    if entity.kind == "state":
        return mention.form != "demonym" or (token.head.i not in reader.by_head and not reader.in_name(mention.head))
    if not entity.described and entity.kind != "group":
        return True
    if any(reader.doc[i].lower_ in {"no", "any", "every", "each", "another", "only", "neither", "either"} for i in range(mention.start, mention.head)):
        return False
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return True
    if token.dep_ == "pobj" and token.head.lower_ in PARTY_LINKS:
        return lexicon.is_party_verb(token.head.head.lemma_)
    return token.dep_ in USED and lexicon.is_party_verb(token.head.lemma_)
