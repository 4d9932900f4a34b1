"""Puts names and the descriptions beside them together: "Turkish president X", "Y, a Kenyan lawmaker", "her spokesman, Z", "W of Texas"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.codebook import parties as lexicon
from onrecord.mentions.party_kinds import Name, OfficeWords, subject_size
from onrecord.mentions.party_phrases import FORMER, Phrase
from onrecord.mentions.party_words import MONTHS_AND_DAYS, words_of
from onrecord.model import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_PREFIX = 12
NATIONAL = frozenset(["state", "capital", "demonym", "organisation", "metonym", "member", "place"])
NOT_OF = frozenset(["to", "for", "on", "in", "with", "against"])


@dataclass(slots=True)
class Dressed:
    """A name with all that the words beside it tell.

    Args:
        name: the name; its `full_start` covers what stands before it.
        descriptions: groups it is said to be ("airline", "news agency").
        country: ISO 3166-1 alpha-3 or "IGO" told by a modifier or an "of" phrase, or "".
        owner: token index of the possessor of its office ("Trump's envoy, Keith ..."), or None.
        of: the name after "of" that it belongs to, or None.
        acronym: the short form in parentheses, or "".
        phrases: descriptions beside it that mean the same party.
        dateline: it opens a line as the place the report was sent from.
    """

    name: Name
    descriptions: list[Phrase] = field(default_factory=list)
    country: str = ""
    owner: int | None = None
    of: Name | None = None
    acronym: str = ""
    phrases: list[Phrase] = field(default_factory=list)
    dateline: bool = False


def dress(document: Document, names: Sequence[Name], phrases: Sequence[Phrase]) -> list[Dressed]:
    """Each name with the offices, countries and descriptions that stand beside it.

    Args:
        document: the parsed article.
        names: its names; their `full_start` and `offices` are completed.
        phrases: its descriptions.
    """
    doc = document.doc
    ends = {n.end: n for n in names}
    starts = {n.start: n for n in names}
    phrase_ends: dict[int, Phrase] = {p.head + 1: p for p in phrases}
    out = []
    for name in names:
        dressed = Dressed(name)
        if name.kind in {"person", "unknown", "organisation", "place"}:
            _look_left(doc, dressed, ends, phrase_ends)
            _look_inside(doc, dressed, names)
            _look_for_owner(doc, dressed, ends)
            _look_right(doc, dressed, starts)
        out.append(dressed)
    _look_beside(doc, out, phrases)
    _share_plurals(doc, out)
    _share_with_counterparts(doc, out, phrases)
    return out


def _look_left(doc: Doc, dressed: Dressed, ends: dict[int, Name], phrase_ends: dict[int, Phrase]) -> None:
    """Offices and descriptions in lower case right before the name, with their modifiers."""
    name = dressed.name
    at = name.full_start
    beside = phrase_ends.get(at)
    if beside is not None and beside.head + 1 == at and not doc[at - 1].is_punct and _describes(doc, beside, name):
        if beside.role is not None and name.kind in {"person", "unknown", "place"}:
            text = words_of(doc, beside.core, beside.head + 1)
            name.offices.insert(0, OfficeWords(text, beside.role, beside.core, beside.head + 1, beside.plural))
            name.kind = "person"
        else:
            dressed.descriptions.append(beside)
            name.kind = "organisation"
            name.sector = name.sector or (beside.group.sector if beside.group else "")
        at = beside.core
        dressed.phrases.append(beside)
    if not (name.offices or dressed.descriptions):
        return
    name.full_start = _past_modifiers(doc, at, ends, name)
    if any(doc[i].lower_ in FORMER for i in range(name.full_start, name.start)):
        for office in name.offices:
            office.former = True


def _describes(doc: Doc, phrase: Phrase, name: Name) -> bool:
    """Whether a description right before a name can be that of its bearer."""
    if phrase.plural and phrase.role is None:
        return False
    if name.known and name.kind != "organisation":
        return False
    if phrase.role is not None and phrase.group is None and name.kind in {"person", "unknown"}:
        return True
    if phrase.role is not None and name.kind == "place":
        return doc[name.end - 1].pos_ == "PROPN" and phrase.role.unique
    return phrase.group is not None and not phrase.plural and (name.kind in {"organisation", "unknown"} or _may_be_body(name))


def _may_be_body(name: Name) -> bool:
    """Whether a name taken for a person's may as well be an organisation's: no office, address or given name speaks for a person."""
    return name.kind == "person" and not name.offices and not name.gender and lexicon.given_name(name.text.split()[0]) is None


def _past_modifiers(doc: Doc, at: int, ends: dict[int, Name], name: Name) -> int:
    """The first token of what modifies an office on its left."""
    limit = at - LONGEST_PREFIX
    while at > 0 and at > limit:
        token = doc[at - 1]
        before = ends.get(at)
        if before is not None and before is not name:
            if before.kind == "person" or before.kind == "thing":
                return at
            at = before.start
        elif token.text in {"'s", "’s"} and ends.get(at - 1) is not None:
            owner = ends[at - 1]
            if owner.kind == "person":
                return at
            at = owner.start
        elif token.text in {"-", "‑", "–"} and token.whitespace_ == "":
            at -= 1
        elif (
            token.lower_ == "and"
            and at > 1
            and token.head.i < name.start
            and doc[at - 2].pos_ in {"NOUN", "ADJ", "PROPN"}
            and ends.get(at - 1) is None
        ):
            if lexicon.role(doc[at].lower_) is None and doc[at].pos_ not in {"NOUN", "ADJ"}:
                return at
            at -= 1
        elif token.text in MONTHS_AND_DAYS or token.dep_ == "npadvmod" or token.lemma_ in {"year", "week", "month", "day", "time"}:
            return at
        elif (
            token.pos_ in {"NOUN", "ADJ", "NUM", "PROPN", "ADV"}
            and not token.is_sent_end
            and (token.pos_ != "ADV" or token.lower_ in FORMER)
        ):
            if token.pos_ == "NUM" and token.dep_ != "nummod":
                return at
            at -= 1
        else:
            return at
    return at


def _look_inside(doc: Doc, dressed: Dressed, names: Sequence[Name]) -> None:
    """The country that a modifier before the name tells; one that stands closer to the name counts more."""
    name = dressed.name
    told = next((o.country or (o.role.country if o.role else "") for o in name.offices if o.country or (o.role and o.role.country)), "")
    for other in names:
        if other.start >= name.start:
            break
        if other.start < name.full_start or other.kind not in NATIONAL:
            continue
        if other.start > name.full_start and _follows_link(doc, other.start):
            continue
        told = (other.country or told) if not told or (told == "IGO" and other.kind != "member") else told
        dressed.of = other if other.kind in {"organisation", "metonym"} else dressed.of
    before = doc[name.full_start - 1] if name.full_start else None
    if not told and before is not None and before.text in {"'s", "’s"}:
        dressed.owner = name.full_start - 2
    dressed.country = told


def _look_for_owner(doc: Doc, dressed: Dressed, ends: dict[int, Name]) -> None:
    """The country before an organisation's name: "Norway's opposition Centre Party", "the Kenyan Treasury"."""
    name = dressed.name
    if name.kind != "organisation" or name.country or dressed.country:
        return
    for token in doc[name.start : name.end]:
        for child in token.lefts:
            owner = ends.get(child.i + 1)
            if (
                child.i < name.start
                and child.dep_ in {"poss", "amod", "compound", "nmod"}
                and owner is not None
                and owner.kind in {"state", "demonym"}
            ):
                name.country = owner.country


def _follows_link(doc: Doc, start: int) -> bool:
    """Whether a name stands under "to", "for" ...: "ambassador to Kenya" is no Kenyan."""
    before = doc[start - 1]
    return before.lower_ in NOT_OF or (before.lower_ == "the" and doc[start - 2].lower_ in NOT_OF)


def _look_right(doc: Doc, dressed: Dressed, starts: dict[int, Name]) -> None:
    """ "of Egypt", "of the Law Society" and "(SDF)" after a name."""
    name, at = dressed.name, dressed.name.end
    if at >= len(doc):
        return
    if doc[at].text == "(" and at + 2 < len(doc) and doc[at + 2].text == ")":
        inside = doc[at + 1].text
        if inside.replace(".", "").replace("-", "").isalnum() and inside[0].isupper() and sum(c.isupper() for c in inside) > 1:
            dressed.acronym = inside
    seat = starts.get(at + 1) if doc[at].lower_ == "in" else None
    if name.kind == "organisation" and not name.country and seat is not None and seat.kind == "capital":
        name.country = seat.country  # "the National Assembly in Seoul"
    if doc[at].lower_ in {"of", "from"} and name.kind in {"person", "unknown"}:
        for step in range(at + 1, min(at + 5, len(doc))):
            other = starts.get(step)
            if other is not None and other.kind in {"state", "capital", "organisation", "place", "metonym", "unknown"}:
                dressed.of = dressed.of or other
                if name.kind == "person" and other.country and dressed.country in {"", "IGO"}:
                    dressed.country = other.country
                return
            if doc[step].pos_ not in {"DET", "ADJ", "PROPN", "NOUN"}:
                return


def _look_beside(doc: Doc, dressed: list[Dressed], phrases: Sequence[Phrase]) -> None:
    """Appositions and "X is the president": descriptions of single parties that the parser ties to a name."""
    by_token = {i: d for d in dressed for i in range(d.name.start, d.name.end)}
    taken = {id(p) for d in dressed for p in d.phrases}
    for phrase in phrases:
        if phrase.plural or phrase.inner or id(phrase) in taken or (phrase.role is None and phrase.group is None):
            continue
        found = _beside(doc, phrase, by_token)
        if found is None:
            continue
        name = found.name
        if phrase.role is not None and name.kind in {"person", "unknown"} and not name.known:
            words = words_of(doc, phrase.core, phrase.head + 1 + subject_size(doc, phrase.head + 1, phrase.end))
            name.offices.append(OfficeWords(words, phrase.role, phrase.core, phrase.head + 1, False, "", phrase.former))
            name.kind = "person"
        elif phrase.group is not None and (name.kind in {"organisation", "unknown"} or _may_be_body(name)):
            found.descriptions.append(phrase)
            name.kind = "organisation"
            name.sector = name.sector or phrase.group.sector
        else:
            continue
        found.phrases.append(phrase)
        body = by_token.get(phrase.of) if phrase.of is not None else None
        if body is not None and found.of is None and body.name.kind in {"state", "capital", "organisation", "place", "metonym"}:
            found.of = body.name
        if not found.country:
            found.country = _country_of_phrase(phrase, by_token)
        if found.owner is None and not found.country and phrase.owner is not None:
            found.owner = phrase.owner


def _beside(doc: Doc, phrase: Phrase, by_token: dict[int, Dressed]) -> Dressed | None:
    head = doc[phrase.head]
    if head.dep_ == "appos" and head.head.i in by_token and by_token[head.head.i].name.end <= phrase.start:
        return by_token[head.head.i]
    for child in head.children:
        if child.dep_ == "appos" and child.i in by_token and child.i > phrase.head:
            return by_token[child.i] if _is_single(doc, by_token[child.i]) else None
    if head.dep_ == "attr" and head.head.lemma_ == "be":
        subject = next((c for c in head.head.children if c.dep_ == "nsubj"), None)
        negated = any(c.dep_ == "neg" for c in head.head.children)
        if subject is not None and subject.i in by_token and not negated and head.head.tag_ in {"VBZ", "VBD", "VBP"}:
            return by_token[subject.i]
    if phrase.role is None:
        return None
    return _name_after_comma(doc, phrase, by_token) or _name_before_comma(doc, phrase, by_token)


def _name_after_comma(doc: Doc, phrase: Phrase, by_token: dict[int, Dressed]) -> Dressed | None:
    """ "the prosecutor of Nakuru, Jane W., said": a name between the description and its verb or a second comma."""
    comma, head = phrase.end, doc[phrase.head]
    found = by_token.get(comma + 1)
    if found is None or doc[comma].text != "," or found.name.kind != "person" or found.name.start != comma + 1:
        return None
    end = found.name.end
    if end + 1 >= len(doc) or doc[end + 1].lower_ in {"and", "or"} or (doc[end].text == "," and end + 1 in by_token):
        return None
    if head.dep_ in {"nsubj", "nsubjpass"}:
        return found if doc[end].text in {",", "."} or doc[end] == head.head else None
    apart = phrase.start == 0 or doc[phrase.start - 1].lower_ in {",", "and"} or doc[phrase.start].is_sent_start
    return found if apart and head.dep_ in {"appos", "conj", "ROOT", "npadvmod"} and doc[end].text == "," else None


def _name_before_comma(doc: Doc, phrase: Phrase, by_token: dict[int, Dressed]) -> Dressed | None:
    """ "Jane W., prosecutor of Nakuru," where the parser sees no apposition."""
    comma, head = phrase.start - 1, doc[phrase.head]
    found = by_token.get(comma - 1)
    if found is None or doc[comma].text != "," or found.name.kind != "person" or found.name.end != comma or phrase.end >= len(doc):
        return None
    closed = doc[phrase.end].text in {",", ".", ";"} or doc[phrase.end].lower_ == "who"
    return found if closed and head.dep_ not in {"nsubj", "nsubjpass", "conj", "pobj", "dobj"} else None


def _is_single(doc: Doc, dressed: Dressed) -> bool:
    """Whether no second name is coordinated with this one ("the ministers, A and B")."""
    return not any(c.dep_ == "conj" for t in doc[dressed.name.start : dressed.name.end] for c in t.children)


def _country_of_phrase(phrase: Phrase, by_token: dict[int, Dressed]) -> str:
    """The country of a description: a demonym or name before it, or its "of" phrase."""
    tokens = [*phrase.modifiers, *([phrase.owner] if phrase.owner is not None else [])]
    for i in [*reversed(tokens), *([phrase.of] if phrase.of is not None else [])]:
        other = by_token.get(i)
        if other is not None and other.name.kind in NATIONAL and other.name.country:
            return other.name.country
        if other is not None and other.country:
            return other.country
    seat = by_token.get(phrase.seat) if phrase.seat is not None and phrase.group is not None else None
    return seat.name.country if seat is not None and seat.name.kind == "capital" else ""


def country_of_phrase(phrase: Phrase, by_token: dict[int, Dressed]) -> str:
    """The country that a description's own words tell (ISO 3166-1 alpha-3 or "IGO"), or ""."""
    return _country_of_phrase(phrase, by_token)


def _share_plurals(doc: Doc, dressed: list[Dressed]) -> None:
    """A plural office belongs to each name of the list that follows ("Senators A of X, B of Y and C")."""
    for n, one in enumerate(dressed):
        shared = [o for o in one.name.offices if o.plural and o.end <= one.name.start]
        if not shared:
            continue
        last = one.name.end
        for other in dressed[n + 1 :]:
            between = doc[last : other.name.full_start]
            if len(between) > 3 or any(t.pos_ in {"VERB", "AUX"} or t.text in {".", ";"} for t in between):
                break
            belongs = doc[other.name.start - 1].lower_ in {"of", "from"}
            if other.name.kind in {"person", "unknown"} and not other.name.offices and not other.name.known and not belongs:
                other.name.kind = "person"
                other.name.offices.extend(shared)
                other.country = other.country or one.country
            last = other.name.end


def _share_with_counterparts(doc: Doc, dressed: list[Dressed], phrases: Sequence[Phrase]) -> None:
    """A counterpart holds the office of the person named before: "Minister A and his Greek and Cypriot counterparts, B and C"."""
    by_token = {i: d for d in dressed for i in range(d.name.start, d.name.end)}
    for phrase in phrases:
        if phrase.word != "counterpart":
            continue
        before = [
            d for d in dressed if d.name.offices and d.name.end <= phrase.start and any(o.role and o.role.unique for o in d.name.offices)
        ]
        people = _named_after(doc, phrase, by_token)
        if not before or not people:
            continue
        office = next(o for o in before[-1].name.offices if o.role and o.role.unique)
        lands = [by_token[i].name.country for i in phrase.modifiers if i in by_token and by_token[i].name.kind in {"demonym", "state"}]
        for n, one in enumerate(people):
            one.name.kind = "person"
            one.name.offices.append(OfficeWords(office.text, office.role, phrase.core, phrase.head + 1, office.plural))
            if len(lands) == len(people):
                one.country = lands[n]


def _named_after(doc: Doc, phrase: Phrase, by_token: dict[int, Dressed]) -> list[Dressed]:
    """The names right after a description, with or without a comma, in a list."""
    at = phrase.head + 1
    found: list[Dressed] = []
    while at < len(doc) and (not found or doc[at].text in {",", "and"}):
        while at < len(doc) and doc[at].text in {",", "and"}:
            at += 1
        one = by_token.get(at)
        if one is None or one.name.known or one.name.kind not in {"person", "unknown"}:
            break
        found.append(one)
        at = one.name.end
    return found
