"""Finds the names of an article: runs of capitalised words, cut into offices, modifiers and names, each with what it can be.

No entity recogniser: its labels are wrong on this kind of text, and the article itself says who is who. A run is read from left to
right: what the codebook knows ("Canadian", "UN Security Council"), forms of address, offices; what is left over is a name, and its own
words ("... Ministry", "... Day"), the words before it ("airline", "president") and the gazetteer say whose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook import countries as world
from onrecord.codebook import parties as lexicon
from onrecord.mentions.party_kinds import LINKS, LONGEST_KNOWN, Name, OfficeWords, classify, known_size, office_at, subject_size
from onrecord.mentions.party_runs import OWNERS_IN_NAMES, opens_name, run_end
from onrecord.mentions.party_words import headline_lines, is_capitalised, is_glued, text_key, words_of
from onrecord.model import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

NO_TITLES = frozenset(["en.role.civilian", "en.role.family"])
"""Rows whose plurals stand before no names ("Citizens United")."""


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
        if headline[i] or doc[i].is_space or not opens_name(doc, i):
            i += 1
            continue
        end = run_end(doc, i)
        cut = _cut(doc, i, end)
        if cut and end + 1 < len(doc) and is_glued(doc, end) and doc[end + 1].lower_ == "based" and cut[-1].kind in {"organisation", "person", "unknown"}:
            cut[-1].kind = "place" if not cut[-1].known else cut[-1].kind  # "the New York-based group"
        found.extend(cut)
        i = end
    found = sorted([*found, *_at_sentence_starts(doc, found)], key=lambda n: n.start)
    if any(headline):
        found = sorted([*found, *_in_headlines(doc, headline, found)], key=lambda n: n.start)
    return found


def _cut(doc: Doc, start: int, end: int) -> list[Name]:
    """A run as modifiers, offices and a name."""
    out: list[Name] = []
    offices: list[OfficeWords] = []
    gender: lexicon.Gender = ""
    first = at = start
    addressed = False
    while at < end:
        owning = doc[at].text in OWNERS_IN_NAMES and at + 1 < end and doc[at + 1].text in {"'s", "’s", "'", "’"}  # "Workers' Party of Brazil"
        whole = classify(doc, at, end)
        if whole.kind in {"organisation", "unknown"} and not whole.known and not owning:
            office = office_at(doc, at, end)
            if office is not None and office.end < end and (doc[office.end].text == "of" or not _ends_name(doc, end)):
                whole.kind = "unknown"  # "President of the United States Donald ...", "President of the European Commission"
            elif office is not None and office.end == end and subject_size(doc, at + 1, end):
                whole.kind = "unknown"  # "Commissioner of Police"
        if whole.kind == "organisation" and not whole.known:
            office = office_at(doc, at, end) or office_at(doc, at + 1, end)
            if office is not None and office.end == end and office.end - office.start > 1:
                whole.kind = "unknown"  # "Kurdish Members of Parliament"
        if whole.kind not in {"unknown", "person"} and not _has_office_inside(doc, at, end):
            if offices and whole.kind in {"place", "thing"} and end - at <= 3 and not whole.known:
                whole.kind = "person"  # "President Park"
            out.append(_dressed(whole, offices, gender, first, addressed))
            return out
        staff = doc[at].text == "General" and at + 1 < end and doc[at + 1].text == "Staff"
        if not staff and (form := lexicon.title(text_key(doc[at].lower_))):
            gender, addressed = form.gender or gender, True
            if form.sector:
                row = lexicon.role(form.role.lower()) if form.role else lexicon.role(doc[at].lower_.rstrip("."))
                offices.append(OfficeWords(form.role or doc[at].text, row, at, at + 1, doc[at].lower_.endswith("s.")))
            at += 1
            continue
        office = None if staff or owning else office_at(doc, at, end)
        if office and not (office.plural and office.role and office.role.id in NO_TITLES and office.end < end):
            at = office.end
            if office.end < end:
                offices.append(office)
                at = _past_complement(doc, office, end, out)
                continue
            return out
        size = known_size(doc, at, end)
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
        name.gender = gender or next((o.role.gender for o in offices if o.role and o.role.gender), "") or name.gender
        name.full_start = first
    return name


def _past_complement(doc: Doc, office: OfficeWords, end: int, out: list[Name]) -> int:
    """Past "of the United States", "for Iran", "of the Law Society" after an office; the country of an "of" is the office's."""
    at = office.end
    if doc[at].text not in {"of", "for", "to", "on"}:
        return at
    link, at = doc[at].text, at + 1
    if at < end and doc[at].text == "the":
        at += 1
    size = max(known_size(doc, at, end), _complement_size(doc, at, end))
    if not size:
        return end if at >= end else _past_subject(doc, at + 1, end)
    name = classify(doc, at, at + size)
    if name.kind != "person":
        out.append(name)
        if link == "of":
            office.country = name.country
    return _past_subject(doc, at + size, end)


def _complement_size(doc: Doc, at: int, end: int) -> int:
    """How many tokens name the body or place that an office is of: all up to a given name ("President of the Law Society of Kenya Faith ..."), where its own
    words say that it is one."""
    stop = next((i for i in range(at + 1, end) if lexicon.given_name(doc[i].text) is not None), end)
    link = next((i for i in range(at + 1, stop) if doc[i].text in LINKS), stop)
    key = doc[link - 1].text
    is_one = lexicon.name_head(key) is not None or lexicon.is_place_word(key) or lexicon.may_open_name(doc[at].text)
    return stop - at if stop - at > 1 and is_one else 0


def _past_subject(doc: Doc, at: int, end: int) -> int:
    """Past what an office is over, told after its body: "... of the Union for Foreign Affairs"."""
    return at + subject_size(doc, at, end)


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


def _at_sentence_starts(doc: Doc, found: list[Name]) -> list[Name]:
    """Single words that open a sentence, look plain, and are names elsewhere in the article ("Ford", "May")."""
    elsewhere = {n.text.split()[-1 if n.kind == "person" else 0] for n in found if n.kind in {"person", "organisation"}} | {
        n.text for n in found
    }
    taken = {i for n in found for i in range(n.full_start, n.end)}
    out = []
    for token in doc:
        if token.i in taken or token.text not in elsewhere or not is_capitalised(token) or lexicon.is_plain_word(token.text):
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
        size = next(
            (s for s in range(min(LONGEST_KNOWN, len(doc) - i), 0, -1) if _is_word(doc, i + s - 1) and words_of(doc, i, i + s) in full), 0
        )
        known = known_size(doc, i, min(len(doc), i + LONGEST_KNOWN))
        if size or (not known and doc[i].text in last_words):
            like = full.get(words_of(doc, i, i + size)) or last_words[doc[i].text]
            out.append(Name(i, i + max(size, 1), words_of(doc, i, i + max(size, 1)), like.kind, like.country, like.sector))
        elif known:
            out.append(classify(doc, i, i + known))
        i += max(size, known, 1)
    return out


def _is_word(doc: Doc, i: int) -> bool:
    return not doc[i].is_space and not doc[i].is_punct
