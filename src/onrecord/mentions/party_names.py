"""Finds the names of an article: runs of capitalised words, cut into offices, modifiers and names, each with what it can be.

No entity recogniser: its labels are wrong on this kind of text, and the article itself says who is who. A run is read from left to
right: what the codebook knows ("Canadian", "UN Security Council"), forms of address, offices; what is left over is a name, and its own
words ("... Ministry", "... Day"), the words before it ("airline", "president") and the gazetteer say whose.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from onrecord.codebook import countries as world
from onrecord.codebook import parties as lexicon
from onrecord.mentions.party_words import headline_lines, is_capitalised, is_glued, starts_with_particle, text_key, words_of
from onrecord.model import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

NameKind = Literal["person", "state", "capital", "organisation", "metonym", "demonym", "member", "place", "thing", "unknown"]
LONGEST_KNOWN = 8
LONGEST_ACRONYM = 6
LINKS = frozenset(["of", "for", "on", "to", "against"])
OWNERS_IN_NAMES = frozenset(
    ["People", "Peoples", "Workers", "Women", "Children", "Farmers", "Teachers", "Nurses", "Veterans", "Journalists", "Lawyers", "King", "Queen"]
)


@dataclass(slots=True)
class OfficeWords:
    """An office as it stands before or after a name.

    Args:
        text: as written ("Prime Minister").
        role: the row of the codebook, or None for a form of address.
        start, end: tokens.
        plural: it is shared by the names that follow ("Presidents Buhari and Talon").
        country: ISO 3166-1 alpha-3 or "IGO" that its complement or modifier names, or "".
        former: the office is no longer held.
    """

    text: str
    role: lexicon.Role | None
    start: int
    end: int
    plural: bool = False
    country: str = ""
    former: bool = False


@dataclass(slots=True)
class Name:
    """A name where it stands.

    Args:
        start, end: tokens of the name itself.
        text: its words, white space collapsed.
        kind: what it can be; "unknown" for a single word that nothing explains.
        country, sector: as the codebook knows them, "" where it does not.
        known: the name that the codebook has for it, or "".
        gender: as a form of address tells it.
        offices: offices before it.
        full_start: first token of the mention with its offices and modifiers.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    country: str = ""
    sector: str = ""
    known: str = ""
    gender: lexicon.Gender = ""
    offices: list[OfficeWords] = field(default_factory=list)
    full_start: int = -1

    def __post_init__(self) -> None:
        if self.full_start < 0:
            self.full_start = self.start


def find_names(document: Document) -> list[Name]:
    """The names of an article in order, things and places among them.

    Args:
        document: the parsed article.

    Returns:
        Names that do not overlap. In lines written like headlines only names that the codebook or the rest of the article knows.
    """
    doc = document.doc
    headline = headline_lines(doc)
    found: list[Name] = []
    i = 0
    while i < len(doc):
        if headline[i] or not _opens(doc, i):
            i += 1
            continue
        end = _run_end(doc, i)
        found.extend(_cut(doc, i, end))
        i = end
    found = sorted([*found, *_at_sentence_starts(doc, found)], key=lambda n: n.start)
    if any(headline):
        found = sorted([*found, *_in_headlines(doc, headline, found)], key=lambda n: n.start)
    return found


def _opens(doc: Doc, i: int) -> bool:
    token = doc[i]
    if starts_with_particle(doc, i):
        return True
    if not is_capitalised(token) or token.is_punct:
        return False
    if token.text in {"The", "A", "An"}:
        return False
    if lexicon.is_plain_word(token.text) and _known_size(doc, i, min(len(doc), i + 4)) > 1:
        return True
    if not token.is_sent_start and not (i and doc[i - 1].is_quote):
        return not (lexicon.is_plain_word(token.text) and token.tag_[:3] != "NNP") and token.text != "I"
    return not _is_plain_start(doc, i)


def _is_plain_start(doc: Doc, i: int) -> bool:
    """Whether a capital is only that of the sentence's first word."""
    token = doc[i]
    if world.country_named(token.text) or world.country_of_demonym(token.text) or lexicon.organisation(token.text):
        return False
    if lexicon.title(token.lower_):
        return False
    after = doc[i + 1] if i + 1 < len(doc) else None
    joined = after is not None and (is_capitalised(after) or is_glued(doc, i + 1))
    if joined and token.pos_ == "ADJ" and not is_glued(doc, i + 1) and _known_size(doc, i + 1, min(len(doc), i + 6)):
        return _known_size(doc, i, min(len(doc), i + 6)) < 2  # "Recent Kenyan"
    if lexicon.is_plain_word(token.text):
        return not (lexicon.may_open_name(token.text) and joined and token.tag_.startswith("NNP") and lexicon.role(token.lower_) is None)
    if token.tag_.startswith("NNP") or lexicon.given_name(token.text) or (token.text.isupper() and len(token) > 1):
        return bool(not joined and (lexicon.group(token.lower_) or lexicon.role(token.lower_)))
    if lexicon.name_head(token.text):
        return not joined and after is not None and after.lower_ not in LINKS
    return not joined or token.pos_ in {"VERB", "AUX", "ADP", "SCONJ", "DET", "PRON", "ADV", "NUM", "CCONJ"}


def _run_end(doc: Doc, start: int) -> int:
    """The end of the run of capitalised words that starts at `start`, with the small words that names hold."""
    end = _word_end(doc, start)
    while end < len(doc):
        after = _extended(doc, start, end)
        if after == end:
            return end
        end = after
    return end


def _word_end(doc: Doc, i: int) -> int:
    """The end of the word at `i`, hyphenated parts included while they are part of a name."""
    end = i + 1
    while is_glued(doc, end):
        part = doc[end + 1]
        if world.country_named(part.text) and not _known_text(words_of(doc, i, end + 2)):
            break  # "Ukraine-U.S.", "Carney-Ukraine"
        if _known_text(doc[end - 1].text) and _known_text(part.text):
            break  # "Greek-Cypriot"
        small = len(part) == 1 or len(doc[end - 1]) == 1 or doc[end - 1].lower_ in lexicon.particles("joined")
        if not (part.text[0].isupper() or part.text[0].isdigit() or small):
            break
        end += 2
    return end


def _extended(doc: Doc, start: int, end: int) -> int:
    """One word more for the run, or `end` where it ends."""
    token = doc[end]
    if is_glued(doc, end) or (token.is_sent_start and not _abbreviates(doc, end - 1)):
        return end
    if starts_with_particle(doc, end) or (is_capitalised(token) and not token.is_punct):
        return _word_end(doc, end)
    if end + 1 >= len(doc):
        return end
    after = doc[end + 1]
    if token.text == "&" and is_capitalised(after):
        return _word_end(doc, end + 1)
    if token.lower_ in lexicon.particles("inside") and token.text.islower() and is_capitalised(after) and not token.whitespace_ == "":
        return _word_end(doc, end + 1)
    if token.text in {"'s", "’s", "'", "’"} and doc[end - 1].text in OWNERS_IN_NAMES and is_capitalised(after):
        return _word_end(doc, end + 1)
    if token.text == "," and after.text in {"Jr", "Jr.", "Sr", "Sr."}:
        return end + 2
    linked = _link_end(doc, start, end)
    return linked if linked > end else _joint_end(doc, start, end)


def _abbreviates(doc: Doc, i: int) -> bool:
    """Whether a token is an abbreviation before a name, where the parser may see the end of a sentence ("Sen.", "W.")."""
    text = doc[i].text
    return lexicon.title(doc[i].lower_) is not None or (len(text) == 2 and text[1] == "." and text[0].isupper())


def _link_end(doc: Doc, start: int, end: int) -> int:
    """Past "of", "for" ... and the capitalised word after it, where the run holds an organisation's word or an office."""
    if doc[end].text not in LINKS or end + 1 >= len(doc):
        return end
    at = end + 1
    if doc[at].text == "the" and at + 1 < len(doc):
        at += 1
    if not is_capitalised(doc[at]):
        return end
    last = doc[end - 1]
    known = lexicon.role(" ".join(t.lower_ for t in doc[max(start, end - 2) : end])) or lexicon.role(last.lower_)
    heads = any(lexicon.name_head(t.text) for t in doc[start:end])
    if doc[end].text == "of" and (heads or known or lexicon.is_thing_word(last.text) or last.text in {"Republic", "Kingdom", "Bank", "State"}):
        return _word_end(doc, at)
    if doc[end].text in {"for", "on"} and (heads or known):
        return _word_end(doc, at)
    if doc[end].text == "to" and known and _known_size(doc, at, min(len(doc), at + 4)):
        return _word_end(doc, at)
    if doc[end].text == "to" and doc[at].tag_ in {"VB", "NNP"} and heads and not known and doc[at].text[0].isupper():
        return _word_end(doc, at)
    return end


def _joint_end(doc: Doc, start: int, end: int) -> int:
    """Past "and" inside a name: "Department of Health and Human Services", "Justice and Reform Party"."""
    token = doc[end]
    if token.text == ",":
        return _list_end(doc, start, end)
    if token.text != "and" or not is_capitalised(doc[end + 1]):
        return end
    stop = _word_end(doc, end + 1)
    while stop < len(doc) and is_capitalised(doc[stop]) and not doc[stop].is_punct:
        stop = _word_end(doc, stop)
    right = words_of(doc, end + 1, stop)
    if _known_text(right) or (lexicon.name_head(doc[stop - 1].text) is None and _is_person_word(doc, end + 1)):
        return end
    heads = [i for i in range(start, end) if lexicon.name_head(doc[i].text)]
    after_link = [i for i in range(start + 1, end) if doc[i].text in LINKS]
    if heads and after_link and doc[stop - 1].dep_ == "conj" and after_link[-1] < doc[stop - 1].head.i < end:
        return stop
    one = end - start - _known_size(doc, start, end - 1) == 1 and not _known_text(doc[end - 1].text) and not _is_person_word(doc, end - 1)
    if one and lexicon.name_head(doc[stop - 1].text) and stop - end > 2:
        return stop
    return end


def _is_person_word(doc: Doc, i: int) -> bool:
    return lexicon.given_name(doc[i].text) is not None or lexicon.role(doc[i].lower_) is not None


def _list_end(doc: Doc, start: int, end: int) -> int:
    """Past a list of adjectives inside a name: "Educational, Scientific and Cultural Organization"."""
    at, joined = end, False
    while at + 1 < len(doc) and at - end < 10:
        if doc[at].text in {",", "and", "&"}:
            joined = joined or doc[at].text != ","
            at += 1
            continue
        if not is_capitalised(doc[at]):
            break
        if joined and lexicon.name_head(doc[at].text):
            return at + 1
        if not doc[at].text.endswith(("al", "ic", "ive", "ary", "ous")):
            break
        at += 1
    return end


def _cut(doc: Doc, start: int, end: int) -> list[Name]:
    """A run as modifiers, offices and a name."""
    out: list[Name] = []
    offices: list[OfficeWords] = []
    gender: lexicon.Gender = ""
    first = at = start
    addressed = False
    while at < end:
        whole = classify(doc, at, end)
        if whole.kind in {"organisation", "unknown"} and not whole.known and not _ends_name(doc, end):
            office = office_at(doc, at, end)
            if office is not None and office.end < end:
                whole.kind = "unknown"  # "President of the United States Donald ..."
        if whole.kind == "organisation" and not whole.known:
            office = office_at(doc, at, end) or office_at(doc, at + 1, end)
            if office is not None and office.end == end and office.end - office.start > 1:
                whole.kind = "unknown"  # "Kurdish Members of Parliament"
        if whole.kind not in {"unknown", "person"} and not _has_office_inside(doc, at, end):
            if offices and whole.kind in {"place", "thing"} and end - at <= 3 and not whole.known:
                whole.kind = "person"  # "President Park"
            out.append(_dressed(whole, offices, gender, first, addressed))
            return out
        if form := lexicon.title(text_key(doc[at].lower_)):
            gender, addressed = form.gender or gender, True
            if form.sector:
                row = lexicon.role(form.role.lower()) if form.role else lexicon.role(doc[at].lower_.rstrip("."))
                offices.append(OfficeWords(form.role or doc[at].text, row, at, at + 1, doc[at].lower_.endswith("s.")))
            at += 1
            continue
        if office := office_at(doc, at, end):
            at = office.end
            if office.end < end:
                offices.append(office)
                at = _past_complement(doc, office, end, out)
                continue
            return out
        size = _known_size(doc, at, end)
        if size and at + size < end and (offices or _office_follows(doc, at + size, end) or _is_modifier(doc, at, size)):
            out.append(classify(doc, at, at + size))
            at += size
            if at < end and doc[at].text in {"and", "&", "of", "for", "on", "the"}:
                at += 1
            continue
        inner = _office_inside(doc, at, end)
        if inner is not None:
            left = classify(doc, at, inner.start)
            if left.kind != "unknown" or inner.start - at > 1:
                if left.kind in {"unknown", "person"}:
                    left.kind = "organisation"
                out.append(left)
            at = inner.start
            continue
        out.append(_dressed(whole, offices, gender, first, addressed))
        return out
    return out


def _dressed(name: Name, offices: list[OfficeWords], gender: lexicon.Gender, first: int, addressed: bool) -> Name:
    """A name with the offices and forms of address before it: those make it a person's."""
    if (offices or addressed) and name.kind in {"unknown", "person"}:
        name.kind = "person"
        name.offices = list(offices)
        name.gender = gender or next((o.role.gender for o in offices if o.role and o.role.gender), "")
        name.full_start = first
    return name


def office_at(doc: Doc, start: int, end: int) -> OfficeWords | None:
    """The longest office whose words begin at `start`."""
    for size in range(min(lexicon.longest_role(), end - start), 0, -1):
        words = text_key(" ".join(t.lower_ for t in doc[start : start + size])).rstrip(".")
        if row := lexicon.role(words):
            return OfficeWords(words_of(doc, start, start + size), row, start, start + size, lexicon.is_plural_role(words))
    return None


def _past_complement(doc: Doc, office: OfficeWords, end: int, out: list[Name]) -> int:
    """Past "of the United States", "for Iran" after an office; the country of an "of" is the office's."""
    at = office.end
    if doc[at].text not in {"of", "for", "to", "on"}:
        return at
    link, at = doc[at].text, at + 1
    if at < end and doc[at].text == "the":
        at += 1
    size = _known_size(doc, at, end)
    if size:
        name = classify(doc, at, at + size)
        out.append(name)
        if link == "of":
            office.country = name.country
        return at + size
    return end if at >= end else at + 1


def _office_follows(doc: Doc, at: int, end: int) -> bool:
    return office_at(doc, at, end) is not None or lexicon.title(doc[at].lower_) is not None


def _is_modifier(doc: Doc, at: int, size: int) -> bool:
    """Whether what stands at `at` only modifies the name after it ("Iranian General Qasem ...", "Conservative Boris ...")."""
    words = words_of(doc, at, at + size)
    person_next = lexicon.given_name(doc[at + size].text) is not None
    return person_next or (size == 1 and (world.country_of_demonym(words) is not None or lexicon.member(words) is not None))


def _has_office_inside(doc: Doc, start: int, end: int) -> bool:
    return _office_inside(doc, start, end) is not None


def _office_inside(doc: Doc, start: int, end: int) -> OfficeWords | None:
    """An office inside a run after the body it belongs to ("Federal Reserve Chair Jerome Powell")."""
    for at in range(start + 1, end):
        office = office_at(doc, at, end)
        if office is None or doc[at - 1].text in LINKS or doc[at - 1].text == "the":
            continue
        if office.end == end:
            if at == start + 1 and lexicon.given_name(doc[start].text):
                return None  # "John Major"
            return office if not office.plural and len(office.text) > 3 and not _ends_name(doc, end) else None
        if doc[office.end].text in {"'s", "’s", "and", "of"}:
            continue
        rest = classify(doc, office.end, end)
        if rest.kind in {"person", "unknown"}:
            return office
    return None


def _ends_name(doc: Doc, end: int) -> bool:
    return lexicon.name_head(doc[end - 1].text) is not None or lexicon.is_thing_word(doc[end - 1].text)


def classify(doc: Doc, start: int, end: int) -> Name:
    """What a run of words can be the name of, by the codebook, by its own words, and by the words beside it."""
    text = words_of(doc, start, end)
    name = Name(start, end, text, "unknown")
    if _fill_known(name, text_key(text)):
        return name
    words = [t.text for t in doc[start:end]]
    last = words[-1]
    linked = next((i for i, w in enumerate(words) if w in LINKS and i), None)
    key_word = words[linked - 1] if linked else last
    head = lexicon.name_head(key_word) or lexicon.name_head(last)
    if (len(words) > 1 and (lexicon.is_thing_word(key_word) or (lexicon.is_thing_word(words[0]) and not words[1][0].isalpha()))) or lexicon.is_thing_word(text) or (len(words) == 1 and text.upper() != text and lexicon.is_plain_word(text)):
        name.kind = "thing"
    elif head and (len(words) > 1 or _definite(doc, start) or doc[start].tag_ == "NNP"):
        name.kind, name.sector = "organisation", head.sector
        name.country = _country_inside(words)
    elif lexicon.is_place_word(key_word) and len(words) > 1:
        name.kind = "place"
    elif lexicon.given_name(words[0]) and (len(words) > 1 or not _definite(doc, start)):
        row = lexicon.given_name(words[0])
        name.kind, name.gender = "person", row.gender if row else ""
    elif len(words) > 1 and (people := lexicon.member(last)) and last.endswith("s"):
        name.kind, name.country, name.sector = "member", people.country, people.sector
    elif len(words) > 2 and (inside := next((h for w in words[1:] if (h := lexicon.name_head(w))), None)):
        name.kind, name.sector, name.country = "organisation", inside.sector, _country_inside(words)
    elif doc[start].lower_ in lexicon.particles("joined"):
        name.kind = "unknown"
    elif 1 < len(text) <= LONGEST_ACRONYM and text.isupper() and text.isalpha():
        name.kind = "organisation"
    elif len(words) > 1 and world.country_named(last) and not lexicon.given_name(words[0]) and not lexicon.may_open_name(words[0]):
        name.kind, name.country = "organisation", _country_inside(words)
    elif 2 <= sum(w[0].isupper() for w in words) <= 4 and not _definite(doc, start) and all(t.tag_[:2] in {"NN", "HY", "IN", "JJ", "FW", "DT", ","} for t in doc[start:end]):
        name.kind = "person"
    elif len(words) > 1:
        name.kind = "organisation"
        name.country = _country_inside(words)
    return name


def _fill_known(name: Name, text: str) -> bool:
    """Fill in what the codebook knows of a name; False where it knows nothing."""
    if country := world.country_named(text):
        name.kind, name.country, name.known, name.sector = "state", country.iso3, country.name, "GOV"
    elif body := lexicon.organisation(text):
        name.kind, name.country, name.sector, name.known = "organisation", body.country, body.sector, body.name
    elif seat := world.metonym(text):
        name.kind, name.country, name.sector, name.known = ("capital" if seat.is_state else "metonym"), seat.country, seat.sector, seat.name
    elif country := world.country_of_demonym(text):
        name.kind, name.country, name.known = "demonym", country.iso3, country.name
    elif people := lexicon.member(text):
        name.kind, name.country, name.sector = "member", people.country, people.sector
    else:
        return False
    return True


def _known_text(text: str) -> bool:
    return _fill_known(Name(0, 1, text, "unknown"), text_key(text))


def _known_size(doc: Doc, start: int, end: int) -> int:
    """How many tokens from `start` the codebook knows as one name."""
    for size in range(min(LONGEST_KNOWN, end - start), 0, -1):
        if _known_text(words_of(doc, start, start + size)):
            return size
    return 0


def _country_inside(words: list[str]) -> str:
    """The country that a demonym, a name or a seat inside an organisation's name tells ("Foreign Ministry of Iraq")."""
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            text = " ".join(words[at : at + size])
            country = world.country_of_demonym(text) or world.country_named(text)
            if country is not None:
                return country.iso3
            seat = world.metonym(text)
            if seat is not None:
                return seat.country
    if words[0] in {"European", "International", "World", "African"} and len(words) > 2:
        return "IGO" if words[-1] in {"Union", "Court", "Organization", "Organisation", "Commission", "Agency"} else ""
    return ""


def _definite(doc: Doc, start: int) -> bool:
    return start > 0 and doc[start - 1].lower_ == "the"


def _at_sentence_starts(doc: Doc, found: list[Name]) -> list[Name]:
    """Single words that open a sentence, look plain, and are names elsewhere in the article ("Ford", "May")."""
    elsewhere = {n.text.split()[-1 if n.kind == "person" else 0] for n in found if n.kind in {"person", "organisation"}} | {n.text for n in found}
    taken = {i for n in found for i in range(n.full_start, n.end)}
    out = []
    for token in doc:
        if token.i in taken or token.text not in elsewhere or not token.text[0].isupper() or lexicon.is_plain_word(token.text):
            continue
        if lexicon.role(token.lower_) is None and lexicon.group(token.lower_) is None and lexicon.name_head(token.text) is None:
            name = classify(doc, token.i, token.i + 1)
            if name.kind != "thing":
                out.append(name)
    return out


def _in_headlines(doc: Doc, headline: list[bool], found: list[Name]) -> list[Name]:
    """Names in headlines: what the codebook knows, and what the rest of the article names."""
    last_words = {n.text.split()[-1]: n for n in found if n.kind in {"person", "organisation"}}
    full = {n.text: n for n in found if n.kind in {"person", "organisation"}}
    out: list[Name] = []
    i = 0
    while i < len(doc):
        if not headline[i] or not doc[i].text[0].isupper():
            i += 1
            continue
        size = next((s for s in range(LONGEST_KNOWN, 0, -1) if i + s <= len(doc) and words_of(doc, i, i + s) in full), 0)
        known = _known_size(doc, i, min(len(doc), i + LONGEST_KNOWN))
        if size or (not known and doc[i].text in last_words):
            like = full.get(words_of(doc, i, i + size)) or last_words[doc[i].text]
            out.append(Name(i, i + max(size, 1), words_of(doc, i, i + max(size, 1)), like.kind, like.country, like.sector))
        elif known:
            out.append(classify(doc, i, i + known))
        i += max(size, known, 1)
    return out
