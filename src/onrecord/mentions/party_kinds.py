"""What a run of capitalised words can be the name of: by the codebook, by its own words, and by the words beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from onrecord.codebook import countries as world
from onrecord.codebook import parties as lexicon
from onrecord.codebook.portfolios import longest, subject
from onrecord.mentions.party_words import text_key, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

NameKind = Literal["person", "state", "capital", "organisation", "metonym", "demonym", "member", "place", "thing", "unknown"]
LONGEST_KNOWN = 10
LONGEST_ACRONYM = 6
ROMAN = frozenset(["II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIV", "XVI"])
LINKS = frozenset(["of", "for", "on", "to", "against"])


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


def classify(doc: Doc, start: int, end: int) -> Name:
    """What a run of words can be the name of.

    Returns:
        the name; "unknown" where a single word is explained by nothing.
    """
    name = Name(start, end, words_of(doc, start, end), "unknown")
    key = text_key(name.text)
    if _fill_known(name, key) or (start > 0 and doc[start - 1].text == "The" and _fill_known(name, f"The {key}")):  # "The Hague said"
        return name
    words = [t.text for t in doc[start:end]]
    if not _fill_by_key_word(name, words, alone=not _definite(doc, start) and doc[start].tag_ != "NNP"):
        _fill_by_form(name, words, doc)
    return name


def _fill_by_key_word(name: Name, words: list[str], *, alone: bool) -> bool:
    """Fill in what a name's own words tell ("... Ministry", "... Day", "... Square"); False where they tell nothing."""
    last = words[-1]
    link = next((i for i, w in enumerate(words) if w in LINKS and i), None)
    key_word = words[link - 1] if link else last
    head = lexicon.name_head(key_word) or lexicon.name_head(last)
    several = len(words) > 1
    numbered = several and lexicon.is_thing_word(words[0]) and not words[1][0].isalpha()  # "Article 5"
    plain = not several and not name.text.isupper() and lexicon.is_plain_word(name.text)
    if numbered or plain or lexicon.is_thing_word(name.text) or (several and lexicon.is_thing_word(key_word)):
        name.kind = "thing"
    elif head and (several or not alone):
        name.kind, name.sector, name.country = "organisation", head.sector, _country_inside(words)
    elif several and lexicon.is_place_word(key_word):
        name.kind = "place"
    else:
        return False
    return True


def _fill_by_form(name: Name, words: list[str], doc: Doc) -> None:
    """Fill in what given names, capitals and the number of words suggest."""
    first, last, several = words[0], words[-1], len(words) > 1
    given = lexicon.given_name(first)
    definite = _definite(doc, name.start)
    inside = next((h for w in words[1:] if (h := lexicon.name_head(w))), None) if len(words) > 2 else None
    people = lexicon.member(last) if several and last.endswith("s") else None
    ends_in_acronym = _is_acronym(last) and not first.isupper()
    ends_in_country = world.country_named(last) is not None and not lexicon.may_open_name(first)
    if given and (several or not definite):
        name.kind, name.gender = "person", given.gender
    elif len(words) == 2 and last in ROMAN and not definite:  # "Ptolemy II"
        name.kind = "person"
    elif people:
        name.kind, name.country, name.sector = "member", people.country, people.sector
    elif inside:
        name.kind, name.sector, name.country = "organisation", inside.sector, _country_inside(words)
    elif doc[name.start].lower_ in lexicon.particles("joined"):
        name.kind = "unknown"
    elif _is_acronym(name.text) or (several and (ends_in_acronym or ends_in_country)):
        name.kind, name.country = "organisation", _country_inside(words)
    elif 2 <= sum(w[0].isupper() for w in words) <= 4 and not definite and _all_nominal(doc, name):
        name.kind = "person"
    elif several:
        name.kind, name.country = "organisation", _country_inside(words)


def _is_acronym(text: str) -> bool:
    return 1 < len(text) <= LONGEST_ACRONYM and text.isupper() and text.isalpha()


def _all_nominal(doc: Doc, name: Name) -> bool:
    nominal = {"NN", "HY", "IN", "JJ", "FW", "DT", ","}
    return all(t.tag_[:2] in nominal or (t.text.islower() and t.lower_ in lexicon.particles("inside")) for t in doc[name.start : name.end])


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


def is_known(text: str) -> bool:
    """Whether the codebook knows a name."""
    return _fill_known(Name(0, 1, text, "unknown"), text_key(text))


def known_size(doc: Doc, start: int, end: int) -> int:
    """How many tokens from `start` the codebook knows as one name."""
    for size in range(min(LONGEST_KNOWN, end - start), 0, -1):
        if is_known(words_of(doc, start, start + size)):
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


def office_at(doc: Doc, start: int, end: int) -> OfficeWords | None:
    """The longest office whose words begin at `start`, with what it is over ("Secretary of Health and Human Services")."""
    for size in range(min(lexicon.longest_role(), end - start), 0, -1):
        words = text_key(" ".join(t.lower_ for t in doc[start : start + size])).rstrip(".")
        if words in ALSO_ADJECTIVES and start + 1 < end and doc[start].text.istitle():
            return None  # "National Union of Teachers"
        if row := lexicon.role(words):
            over = start + size + subject_size(doc, start + size, end)
            return OfficeWords(words_of(doc, start, over), over_subject(doc, start + size, row), start, over, lexicon.is_plural_role(words))
    return None


def subject_size(doc: Doc, start: int, end: int) -> int:
    """How many tokens after an office tell what it is over; 0 where they tell of a party or a place."""
    found = subject([text_key(t.lower_) for t in doc[start : min(end, start + longest())]])
    return found.size if found else 0


def over_subject(doc: Doc, end: int, role: lexicon.Role) -> lexicon.Role:
    """The row of an office that ends at a token, in the sector of what it is over ("Director of Public Prosecutions")."""
    found = subject([text_key(t.lower_) for t in doc[end : end + longest()]])
    return replace(role, sector=found.sector) if found and (role.id in OF_ANY_BODY or found.sector != "GOV") else role


ALSO_ADJECTIVES = frozenset(["national", "local", "native", "individual"])
"""Callings that are adjectives before a name: "National Union of Teachers"."""
OF_ANY_BODY = frozenset(
    [
        "en.role.president", "en.role.vice_president", "en.role.leader", "en.role.body_head", "en.role.spokesperson", "en.role.business",
        "en.role.official", "en.role.secretary", "en.role.chief_of_staff", "en.role.speaker",
    ]
)  # fmt: skip
"""Offices that any body may have: their bearers belong to its sector ("the bank's president")."""
