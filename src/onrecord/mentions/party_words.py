"""What the search for parties asks of single tokens: is it written like a name, where does a line read like a headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.parties import particles

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DASHES = frozenset("-‐‑–")
ODD = frozenset("$€£[]{}<>@#|=%")
ABBREVIATED = frozenset(["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"])
MONTHS_AND_DAYS = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ]
)
LONGEST_HEADING = 6
NOT_AFTER_MAY = frozenset(
    ["in", "on", "since", "until", "till", "by", "last", "next", "this", "early", "late", "mid", "of", "during", "from"]
)


def is_capitalised(token: Token) -> bool:
    """Whether a token is written like a part of a name: a capital first ("Kyiv", "U.S.", "O'Rourke"), but no month or day."""
    text = token.text
    first = text[0]
    if not first.isupper() or text in MONTHS_AND_DAYS or _dates(token) or not ODD.isdisjoint(text):
        return False
    return text != "May" or not _is_month(token)


def _dates(token: Token) -> bool:
    """Whether an abbreviated month stands beside the number of a day ("Jan. 19", "21 Nov 2025")."""
    if token.text.rstrip(".") not in ABBREVIATED:
        return False
    doc, i = token.doc, token.i
    after = doc[i + 2] if i + 2 < len(doc) and doc[i + 1].text == "." else doc[i + 1] if i + 1 < len(doc) else token
    return bool(after.like_num or (i and doc[i - 1].like_num))


def _is_month(token: Token) -> bool:
    """Whether "May" is the month (or the verb) and not a name."""
    doc, i = token.doc, token.i
    before = doc[i - 1] if i else None
    after = doc[i + 1] if i + 1 < len(doc) else None
    if after is not None and (after.like_num or after.text[0].isdigit()):
        return True
    if before is not None and (before.like_num or before.lower_ in NOT_AFTER_MAY):
        return True
    return not token.tag_.startswith("NNP")


def is_glued(doc: Doc, i: int) -> bool:
    """Whether token `i` is a dash that joins the tokens before and after it into one word ("Jean-Yves")."""
    return (
        0 < i < len(doc) - 1
        and doc[i].text in DASHES
        and not doc[i - 1].whitespace_
        and not doc[i].whitespace_
        and not doc[i - 1].is_space
        and not doc[i + 1].is_space
    )


def starts_with_particle(doc: Doc, i: int) -> bool:
    """Whether a joined particle stands at `i`: "al-Assad", "el-Sisi"."""
    return doc[i].lower_ in particles("joined") and i + 2 < len(doc) and is_glued(doc, i + 1) and doc[i + 2].text[0].isupper()


def words_of(doc: Doc, start: int, end: int) -> str:
    """The words of a run of tokens as written, white space collapsed."""
    return " ".join(doc[start:end].text.split())


def text_key(text: str) -> str:
    """A name as lexicons have it: straight apostrophes, plain hyphens."""
    return text.replace("’", "'").replace("‑", "-").replace("‐", "-").replace("–", "-")


def headline_lines(doc: Doc) -> list[bool]:
    """For each token, whether its line is written like a headline: nearly every longer word has a capital, no full stop ends it."""
    out = [False] * len(doc)
    start = 0
    for end in range(len(doc) + 1):
        if end == len(doc) or (doc[end].is_space and "\n" in doc[end].text):
            if _is_headline([doc[i] for i in range(start, end)]):
                out[start:end] = [True] * (end - start)
            start = end + 1
    return out


def _is_headline(line: list[Token]) -> bool:
    spoken = [t for t in line if t.is_alpha]
    ended = any(t.text in {".", "!", "?", ":", ","} for t in line[-2:])
    if not ended and 0 < len(spoken) <= LONGEST_HEADING and all(t.text[0].isupper() for t in spoken):
        return True  # a heading, a name under an article, a button
    content = [t for t in spoken if t.pos_ in {"NOUN", "PROPN", "VERB", "ADJ", "ADV"}]
    small = sum(not t.text[0].isupper() for t in content)
    return len(content) >= 3 and small <= 0.1 * len(content) and (not ended or (small == 0 and len(content) > LONGEST_HEADING))
