"""Finds where a name begins and ends: a run of capitalised words with the small words that names hold ("of", "and", "al-")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook import countries as world
from onrecord.codebook import parties as lexicon
from onrecord.mentions.party_kinds import LINKS, is_known, known_size, subject_size
from onrecord.mentions.party_words import is_capitalised, is_glued, starts_with_particle, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

WATERS = frozenset(["Sea", "Gulf", "Bay", "Strait", "Straits", "Cape", "Isle"])
"""Words of the map that take "of" and a name: "Sea of Azov"."""
OWNERS_IN_NAMES = frozenset(
    [
        "People", "Peoples", "Workers", "Women", "Children", "Farmers", "Teachers", "Nurses", "Veterans", "Journalists", "Lawyers", "King", "Mineworkers",
        "Miners", "Metalworkers", "Dockers", "Dockworkers", "Seafarers", "Fishermen", "Doctors", "Students", "Drivers", "Pilots", "Employees", "Employers",
        "Bankers", "Traders", "Steelworkers", "Railwaymen",
    ]
)  # fmt: skip


def opens_name(doc: Doc, i: int) -> bool:
    """Whether a name may begin at a token: it has a capital that is more than that of the sentence's first word."""
    token = doc[i]
    if starts_with_particle(doc, i):
        return True
    if not is_capitalised(token) or token.is_punct:
        return False
    if token.text in {"The", "A", "An"}:
        return False
    if i > 1 and doc[i - 2].lower_ == "mid" and is_glued(doc, i - 1):  # "mid-May"
        return False
    if lexicon.is_plain_word(token.text) and known_size(doc, i, min(len(doc), i + 4)) > 1:
        return True
    if lexicon.role(token.lower_) is not None and not lexicon.is_plural_role(token.lower_) and opens_office(doc, i + 1):
        return True
    if not token.is_sent_start and not (i and doc[i - 1].is_quote):
        return not (lexicon.is_plain_word(token.text) and token.tag_[:3] != "NNP") and token.text != "I"
    return not _is_plain_start(doc, i)


def opens_office(doc: Doc, i: int) -> bool:
    """Whether what stands at a token tells in capitals what an office before it is over: "of Finance", "for the Interior"."""
    if i + 1 >= len(doc) or doc[i].lower_ not in {"of", "for"}:
        return False
    at = i + 1 + (doc[i + 1].lower_ == "the")
    if at >= len(doc) or not is_capitalised(doc[at]):
        return False
    return subject_size(doc, i, len(doc)) > 0 or known_size(doc, at, min(len(doc), at + 4)) > 1


def _is_plain_start(doc: Doc, i: int) -> bool:
    """Whether a capital is only that of the sentence's first word."""
    token = doc[i]
    if (
        world.country_named(token.text)
        or world.country_of_demonym(token.text)
        or lexicon.organisation(token.text)
        or lexicon.member(token.text)
    ):
        return False
    if lexicon.title(token.lower_):
        return False
    after = doc[i + 1] if i + 1 < len(doc) else None
    joined = after is not None and (is_capitalised(after) or is_glued(doc, i + 1))
    if joined and token.pos_ == "ADJ" and not is_glued(doc, i + 1) and known_size(doc, i + 1, min(len(doc), i + 6)):
        return known_size(doc, i, min(len(doc), i + 6)) < 2  # "Recent Kenyan"
    if lexicon.is_plain_word(token.text):
        return not (lexicon.may_open_name(token.text) and joined and token.tag_.startswith("NNP") and lexicon.role(token.lower_) is None)
    if token.tag_.startswith("NNP") or lexicon.given_name(token.text) or (token.text.isupper() and len(token) > 1):
        return bool(not joined and (lexicon.group(token.lower_) or lexicon.role(token.lower_)))
    if lexicon.name_head(token.text):
        return not joined and after is not None and after.lower_ not in LINKS
    return not joined or token.pos_ in {"VERB", "AUX", "ADP", "SCONJ", "DET", "PRON", "ADV", "NUM", "CCONJ"}


def run_end(doc: Doc, start: int) -> int:
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
        if world.country_named(part.text) and not is_known(words_of(doc, i, end + 2)):
            break  # "Ukraine-U.S.", "Carney-Ukraine"
        if is_known(doc[end - 1].text) and is_known(part.text):
            break  # "Greek-Cypriot"
        given = end - i == 1 and part.text not in TAILS and part.text.islower() and part.text.isalpha() and _is_given(doc, i)
        small = given or doc[end - 1].text in BEFORE_SMALL or len(part) == 1 or len(doc[end - 1]) == 1 or doc[end - 1].lower_ in lexicon.particles("joined")
        if not (part.text[0].isupper() or part.text[0].isdigit() or small):
            break
        end += 2
    return end


BEFORE_SMALL = frozenset({"Co", "Non", "Anti", "Inter", "Pan", "Trans"})
"""First parts of words in names whose second part is written small: "Co-operation", "Non-aligned"."""


def _is_given(doc: Doc, i: int) -> bool:
    """Whether the word at `i` is the first half of a given name that is hyphenated with a small letter: "Park Min-jun"."""
    before = doc[i - 1] if i else None
    family = before is not None and before.pos_ == "PROPN" and is_capitalised(before) and len(before) <= FAMILY_NAME
    return family and doc[i].pos_ == "PROPN" and len(doc[i]) <= GIVEN_HALF and len(doc[i + 2]) <= GIVEN_HALF


FAMILY_NAME, GIVEN_HALF = 6, 6
"""Letters at most of a family name, and of each half of a given name, in that spelling of Korean and Chinese names."""
TAILS = frozenset(["based", "led", "born", "run", "held", "owned", "made", "bound", "wide", "area", "style", "linked", "backed"])
"""What stands behind the hyphen of no given name: "New York-based"."""


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
    if (last := _particles_end(doc, end)) and is_capitalised(doc[last]):  # "von der Leyen"
        return _word_end(doc, last)
    if token.text in {"'s", "’s", "'", "’"} and doc[end - 1].text in OWNERS_IN_NAMES and is_capitalised(after):
        return _word_end(doc, end + 1)
    if token.text == "," and after.text in {"Jr", "Jr.", "Sr", "Sr."}:
        return end + 2
    linked = _link_end(doc, start, end)
    return linked if linked > end else _joint_end(doc, start, end)


def _particles_end(doc: Doc, start: int) -> int:
    """The token after the particles of a name that begin at `start` ("de la"); 0 where none do."""
    at = start
    while at < min(len(doc) - 1, start + 3) and doc[at].text.islower() and doc[at].whitespace_ and doc[at].lower_ in lexicon.particles("inside"):
        at += 1
    return at if at > start else 0


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
    if (known or heads) and (over := subject_size(doc, end, len(doc))) and is_capitalised(doc[end + over - 1]):
        return end + over
    if doc[end].text == "of" and (
        heads or known or lexicon.is_thing_word(last.text) or last.text in WATERS or last.text in {"Republic", "Kingdom", "Bank", "State"}
    ):
        return _word_end(doc, at)
    if doc[end].text in {"for", "on"} and (heads or known):
        return _word_end(doc, at)
    if doc[end].text == "to" and known and known_size(doc, at, min(len(doc), at + 4)):
        return _word_end(doc, at)
    if doc[end].text == "to" and doc[at].tag_ in {"VB", "NNP"} and heads and not known and doc[at].text[0].isupper():
        return _word_end(doc, at)
    return end


def _joint_end(doc: Doc, start: int, end: int) -> int:
    """Past "and" inside a name: "Department of Health and Human Services", "Justice and Reform Party"."""
    token = doc[end]
    if token.text == ",":
        return _list_end(doc, start, end)
    known = next((at + size for at in range(start, end) if at + (size := known_size(doc, at, min(len(doc), end + 4))) > end), end)
    if known > end:
        return known  # "Prime Minister of Bosnia and Herzegovina"
    if token.text != "and" or not is_capitalised(doc[end + 1]):
        return end
    stop = _word_end(doc, end + 1)
    while stop < len(doc) and is_capitalised(doc[stop]) and not doc[stop].is_punct:
        stop = _word_end(doc, stop)
    right = words_of(doc, end + 1, stop)
    if is_known(right) or (lexicon.name_head(doc[stop - 1].text) is None and _is_person_word(doc, end + 1)):
        return end
    heads = [i for i in range(start, end) if lexicon.name_head(doc[i].text)]
    after_link = [i for i in range(start + 1, end) if doc[i].text in LINKS]
    if heads and after_link and doc[stop - 1].dep_ == "conj" and after_link[-1] < doc[stop - 1].head.i < end:
        return stop
    one = end - start - known_size(doc, start, end - 1) == 1 and not is_known(doc[end - 1].text) and not _is_person_word(doc, end - 1)
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
