"""Finds descriptions of parties: noun phrases that turn on an office or a group ("the Ukrainian leader", "two officials")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.codebook import parties as lexicon
from onrecord.mentions.party_kinds import Name, over_subject
from onrecord.mentions.party_usage import top_of
from onrecord.mentions.party_words import MONTHS_AND_DAYS, headline_lines, is_glued, text_key, words_of
from onrecord.model import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DEFINITE = frozenset(["the", "this", "that", "these", "those", "both", "such"])
INDEFINITE = frozenset(
    ["a", "an", "some", "several", "many", "any", "no", "another", "other", "every", "each", "few", "more", "most", "various"]
)
COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "2": 2, "3": 3, "4": 4}
FORMER = frozenset(["former", "ex", "then", "late", "erstwhile", "deposed", "ousted", "retired", "one-time", "onetime"])
RIGHT_LINKS = frozenset(["of", "from", "for", "to", "at", "in", "with", "against"])
NEEDS_OWNER = frozenset(["office", "campaign", "authority", "state", "side", "temple", "customs", "mission"])
"""Words that are a party only where somebody's ("the attorney's office", "the Kenyan side")."""
ONLY_ACTING = frozenset(["city", "town", "province", "district", "county"])
"""Words that are a party only where they do what a party does ("the city has sued")."""
BANKS = frozenset(["left", "right", "east", "west", "eastern", "western", "north", "south", "northern", "southern", "opposite", "far", "river"])
"""Before "bank", these make it the side of a river."""
OF_VERBS = frozenset(
    ["accuse", "convict", "suspect", "acquit", "clear", "rob", "deprive", "warn", "inform", "remind", "assure", "cure", "strip", "rid", "relieve"]
)
"""Verbs whose "of" tells what of: "accused both sides of war crimes"."""
BY_NAME = frozenset(["service", "trust", "museum", "observatory", "forum"])
"""Words that are a party only where one is named by them ("Kenya Wildlife Service") and they do what a party does."""
LONGEST_NAME = 14
LONGEST_CLAUSE = 6


@dataclass(slots=True)
class Phrase:
    """A description of a party where it stands.

    Args:
        start, end: tokens of the mention, its determiner included.
        head: token index of its syntactic head.
        word: the office or group in lower case, singular for offices.
        core: first token of that word.
        text: the description in its own words, without article.
        role, group: the rows of the codebook that hold `word` (one of them, or both).
        plural: it names many.
        definite: it points to somebody already known ("the", "both", a possessor).
        count: how many, where it says so.
        modifiers: token indexes of what modifies it on the left, articles and counts apart.
        owner: token index of the head of its possessor, or None.
        of: token index of the head of its "of" phrase, or None.
        seat: token index of the place that it is said to be "in", or None ("the government in Ottawa").
        former: the office is no longer held.
        inner: it only modifies another noun ("army offensive").
    """

    start: int
    end: int
    head: int
    word: str
    core: int
    text: str
    role: lexicon.Role | None
    group: lexicon.Group | None
    plural: bool
    definite: bool
    count: int | None = None
    modifiers: list[int] = field(default_factory=list)
    owner: int | None = None
    of: int | None = None
    seat: int | None = None
    former: bool = False
    inner: bool = False


def find_phrases(document: Document, names: Sequence[Name]) -> list[Phrase]:
    """The descriptions of parties in an article, in order of their heads.

    Args:
        document: the parsed article.
        names: its names; a description's head stands in none of them.
    """
    doc = document.doc
    headline = headline_lines(doc)
    named: set[int] = set()
    for name in names:
        named.update(range(name.start, name.end))
    called = {w.lower() for n in names if n.kind == "organisation" for w in n.text.split()}
    out = []
    for token in doc:
        if token.i in named or token.pos_ not in {"NOUN", "PROPN", "ADJ", "PRON", "DET", "NUM"} or not token.text[0].isalpha():
            continue
        if headline[token.i]:
            continue
        if token.lower_ in BY_NAME and not (token.lower_ in called and _does(token)):
            continue
        phrase = _phrase_at(doc, token, named)
        if phrase is not None:
            out.append(phrase)
    return out


def _phrase_at(doc: Doc, token: Token, named: set[int]) -> Phrase | None:
    start, word, role, group = _lexical(doc, token.i, named)
    if role is None and group is None:
        return _those_who(doc, token)
    if (
        token.pos_ not in {"NOUN", "PROPN"}
        and not _is_noun_like(token)
        and not (group and group.home and token.dep_ == "amod" and not role)
    ):
        return None
    if word == "member" and doc[token.i - 1].lower_ == "one":
        return None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is not None and _lexical(doc, token.i + 1, named)[0] <= token.i:
        return None  # part of a longer one: "prime" of "prime minister"
    if after is not None and is_glued(doc, token.i + 1):
        return None
    if role is not None:
        role = over_subject(doc, token.i + 1, role)
    inner = token.dep_ in {"compound", "amod", "nmod", "npadvmod"} and token.head.i > token.i
    left = min(_left_edge(doc, token), start)
    if word in NEEDS_OWNER and not inner and not _is_owned(token) and not _does(token):
        return None
    if word in ONLY_ACTING and not _does(token):
        return None
    if word == "bank" and any(c.lower_ in BANKS for c in token.lefts):
        return None
    phrase = Phrase(
        left, token.i + 1, token.i, word, start, "", role, group, _is_plural(token, role, group, doc, start), False, inner=inner
    )
    _read_left(doc, phrase, token)
    if inner:
        if start and start - 1 in named and start - 1 not in phrase.modifiers:
            phrase.modifiers.append(start - 1)
        phrase.start = phrase.core
        phrase.text = words_of(doc, start, token.i + 1)
    else:
        phrase.end = _right_edge(doc, token)
        phrase.text = _own_words(doc, phrase)
    return phrase


def _lexical(doc: Doc, i: int, named: set[int]) -> tuple[int, str, lexicon.Role | None, lexicon.Group | None]:
    """The longest office or group whose words end at `i`: its first token, its words, its rows."""
    for size in range(min(lexicon.longest_ending(text_key(doc[i].lower_)), i + 1), 0, -1):
        start = i - size + 1
        if size > 1 and (doc[start].sent != doc[i].sent or any(k in named for k in range(start, i + 1))):
            continue
        words = text_key(" ".join([doc[k].lower_ for k in range(start, i + 1)]))
        role, group = lexicon.role(words), lexicon.group(words)
        if role is None and group is None and size > 1:
            spaced, words = words.replace(" - ", " "), words.replace(" - ", "-")
            role, group = lexicon.role(words), lexicon.group(words)
            if role is None and group is None and "-" in words:
                words = spaced
                role, group = lexicon.role(words), lexicon.group(words)
        if role or group:
            return start, lexicon.singular_role(words) if role else words, role, group
    return i, "", None, None


def _does(token: Token) -> bool:
    top = top_of(token)
    return top.dep_ == "nsubj" and lexicon.is_party_verb(top.head.lemma_)


def _is_owned(token: Token) -> bool:
    """Whether a noun has a possessor, a name or demonym before it, or is counted ("both sides")."""
    for child in token.lefts:
        if child.dep_ == "poss" and (child.tag_ != "PRP$" or token.lower_ not in {"office", "authority", "state"}):
            return True
        if child.dep_ in {"compound", "amod", "nmod"} and child.text[0].isupper():
            return True
        if child.lower_ in COUNTS or (child.lower_ in {"the", "that"} and token.lower_ in {"state", "sides"}):
            return True
    return False


def _is_noun_like(token: Token) -> bool:
    """Whether a word that is tagged as no noun heads a noun phrase ("the wounded", "a local")."""
    return (
        token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "agent", "attr", "conj"}
        and token.pos_ == "ADJ"
        and any(c.dep_ in {"det", "poss", "nummod"} for c in token.children)
    )


def _is_plural(token: Token, role: lexicon.Role | None, group: lexicon.Group | None, doc: Doc, start: int) -> bool:
    words = text_key(" ".join(t.lower_ for t in doc[start : token.i + 1]))
    if role is not None:
        return lexicon.is_plural_role(words)
    return token.tag_ in {"NNS", "NNPS"} or (group is not None and lexicon.group_is_plural(words))


def _left_edge(doc: Doc, token: Token) -> int:
    """First token of the noun phrase: determiner, possessor, numbers, adjectives, compounds, in one stretch."""
    edge = token.i
    for child in sorted(token.lefts, key=lambda t: -t.i):
        if child.dep_ in {"det", "poss", "amod", "compound", "nummod", "nmod", "predet", "quantmod", "advmod", "punct", "case"}:
            first = child.left_edge.i
            if any(t.is_space and len(t) > 1 for t in doc[first : edge]):
                break  # a dateline stood between: "May 11 (Wire) - Kenyan police"
            if child.dep_ == "punct" and child.text not in {"-", "‑", "–"}:
                break
            edge = min(edge, first)
        else:
            break
    while doc[edge].is_punct or doc[edge].is_space:
        edge += 1
    if doc[edge].lower_ == "over" and 0 < edge < token.i and doc[edge - 1].lemma_ in {"hand", "turn", "sign", "take", "bring"}:
        edge += 1  # "hand over 60 prisoners"
    return edge


def _read_left(doc: Doc, phrase: Phrase, token: Token) -> None:
    """Determiner, count, possessor and modifiers of a description."""
    for i in range(phrase.start, phrase.core):
        t = doc[i]
        word = t.lower_
        if word in FORMER:
            phrase.former = True
        elif word in COUNTS:
            phrase.count = COUNTS[word]
            phrase.definite = phrase.definite or word == "both"
        elif word in DEFINITE:
            phrase.definite = True
        elif word not in INDEFINITE and not t.like_num and not t.is_punct and t.dep_ != "case" and t.text not in {"'s", "’s"}:
            phrase.modifiers.append(i)
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if owner is not None:
        phrase.owner, phrase.definite = owner.i, True
    if any(doc[i].lower_ in INDEFINITE for i in range(phrase.start, phrase.core)) and phrase.owner is None:
        phrase.definite = False
    if token.pos_ == "PROPN" and phrase.start == phrase.core and not phrase.plural:
        phrase.definite = True
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i > token.i and not _told_of(token):
            phrase.of = next((c.i for c in child.children if c.dep_ == "pobj"), None)
        elif child.dep_ == "prep" and child.lower_ == "in" and child.i == token.i + 1:
            phrase.seat = next((c.i for c in child.children if c.dep_ == "pobj"), None)


def _right_edge(doc: Doc, token: Token) -> int:
    """Past what tells on the right who is meant: "of the assembly", "familiar with the talks"; no clauses, no appositions."""
    end = token.i + 1
    for child in token.rights:
        if child.i > end or doc[child.left_edge.i].is_punct or (child.lower_ == "of" and _told_of(token)):
            break
        linked = child.dep_ == "prep" and child.lower_ in RIGHT_LINKS and not any(c.tag_ == "VBG" or _is_time(c) for c in child.children)
        if not (linked or (child.dep_ in {"amod", "acl"} and child.tag_ != "VB")):
            break
        edge = _trimmed_edge(child)
        if edge - token.i > (LONGEST_CLAUSE if child.dep_ == "acl" else LONGEST_NAME):
            break
        end = edge
    return end


def _told_of(token: Token) -> bool:
    """Whether an "of" after a noun belongs to the verb over it; of two the first is the noun's ("accused the army of Chile of shelling")."""
    if token.dep_ != "dobj" or token.head.lemma_ not in OF_VERBS:
        return False
    after = token.doc[token.i + 1 : token.head.right_edge.i + 1]
    return sum(t.lower_ == "of" and t.head in (token, token.head) for t in after) == 1


def _is_time(token: Token) -> bool:
    """Whether what stands under a preposition tells when: "her mother in the winter of 1945"."""
    year = len(token.text) == 4 and token.text.isdigit()
    return token.dep_ == "pobj" and (year or token.text in MONTHS_AND_DAYS or token.lower_ in {"spring", "summer", "autumn", "winter"})


def _trimmed_edge(token: Token) -> int:
    """The end of a subtree up to its first comma, quotation mark, clause or apposition."""
    doc, end = token.doc, token.right_edge.i + 1
    for t in token.subtree:
        if t.text in {"(", ")"} and _is_acronym(t):
            continue
        if t.i > token.i and (t.text in {",", ";", ":", "(", "–", "—"} or (t.is_quote and t.tag_ != "POS") or t.dep_ in {"relcl", "appos"} or t.is_space):
            cut = min(t.i, t.left_edge.i) if t.dep_ in {"relcl", "appos"} else t.i
            end = min(end, cut)
    while doc[end - 1].text == "(":
        end -= 1
    return max(end, token.i + 1)


def _is_acronym(token: Token) -> bool:
    """Whether a parenthesis holds a single word ("African Union (AU) member states")."""
    doc, i = token.doc, token.i
    return (i + 2 < len(doc) and doc[i + 2].text == ")") if token.text == "(" else doc[i - 2].text == "("


def _own_words(doc: Doc, phrase: Phrase) -> str:
    """The description without its article; a possessive pronoun is left out too."""
    start = phrase.start
    while start < phrase.core and (doc[start].dep_ in {"det", "predet", "preconj"} or doc[start].tag_ == "PRP$"):
        if doc[start].lower_ not in {"the", "a", "an", "this", "that", "these", "those", "both", "all"} and doc[start].tag_ != "PRP$":
            break
        start += 1
    return words_of(doc, start, phrase.end)


def _those_who(doc: Doc, token: Token) -> Phrase | None:
    """ "Those who ...", "others", "some of them": people meant by a pronoun that something after it explains."""
    if token.lower_ == "those" and any(c.dep_ in {"relcl", "acl", "prep"} for c in token.children):
        end = _right_edge(doc, token)
        clause = next((c for c in token.children if c.dep_ in {"relcl", "acl"}), None)
        if clause is not None:
            end = max(end, min(_trimmed_edge(clause), token.i + LONGEST_NAME))
    elif token.lower_ in {"others", "someone", "somebody", "everyone", "everybody", "anyone"}:
        end = token.i + 1
    else:
        return None
    text = words_of(doc, token.i, end)
    row = lexicon.group("people")
    return Phrase(token.i, end, token.i, token.lower_, token.i, text, None, row, token.lower_ in {"those", "others"}, False)
