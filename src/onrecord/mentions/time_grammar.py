"""Text -> candidates: words are replaced by one character for their word classes, and the grammar's forms, as regular expressions,
run over that short string. A form is matched in terms of what words mean, and 3,000 characters of news become 600 to search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.codebook.times import TimeRule, macros, modifiers, time_rules, word_classes

FIGURES = {
    "oclock": r"o[’']clock\b",
    "word": r"[^\W\d_][^\W_]*",
    "iso": r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]"
    r"(?:[T ][0-9][0-9]:[0-9][0-9](?::[0-9][0-9])?(?:\.[0-9]+)?(?:Z|[+-][0-9][0-9]:?[0-9][0-9])?)?(?![\w-])"
    r"|[0-9]{4}-(?:W[0-9][0-9]|Q[1-4]|H[12])(?![\w-])",
    "nine_eleven": r"9/11(?![\w/])",
    "slashed": r"[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9][0-9])(?![\w/])",
    "dotted": r"[0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)[0-9][0-9](?!\w|\.[0-9])",
    "meridiem_clock": r"[0-9]{1,2}(?:[:.][0-9][0-9])?[ \u00a0\u202f]?(?:[ap]\. ?m\b\.?|[ap]m\b)",
    "clock": r"[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?(?![0-9:])",
    "ordinal": r"[0-9]{1,3}(?:st|nd|rd|th)\b",
    "decade_figure": r"(?:1[0-9]|20)[0-9]0[’']?s\b|[’']?[2-9]0s\b",
    "decimal": r"[0-9]+(?:,[0-9][0-9][0-9])+(?:\.[0-9]+)?(?![^\W_])|[0-9]+[.,][0-9]+(?![^\W_])",
    "figure": r"[0-9]+(?![^\W_])",
    "mixed": r"[^\W_]+",
    "possessive": r"[’']s\b",
    "line": r"\s*\n\s*",
    "punctuation": r"[^\s]",
}
"""Kinds of tokens; the first that fits holds. Letters match in either case."""

CODES = {
    "quarter_code": re.compile(r"Q[1-4]", re.IGNORECASE),
    "half_code": re.compile(r"H[12]", re.IGNORECASE),
    "fy_code": re.compile(r"FY(?:(?:19|20)?[0-9][0-9])", re.IGNORECASE),
}
"""Words that are figures after all."""

LEX = re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in FIGURES.items()), re.IGNORECASE)
PUNCTUATION = {
    ",": ("comma", "stop"), ".": ("dot", "stop"), "-": ("dash",), "–": ("dash",), "—": ("stop",), "‐": ("dash",), "‑": ("dash",),
    "/": ("slash",), "'": ("apostrophe", "stop"), "’": ("apostrophe", "stop"), ";": ("stop",), ":": ("stop",), ")": ("stop",),
    '"': ("stop",), "”": ("stop",), "!": ("stop",), "?": ("stop",),
}  # fmt: skip
WEAK = frozenset(
    {
        "comma", "dot", "dash", "slash", "apostrophe", "stop", "line", "possessive", "punctuation", "mixed", "word",
        "int", "day", "hour", "yy", "decimal", "article", "ones", "teens", "past_word", "future_word", "'the'", "'of'",
        "'in'", "'on'", "'to'", "'at'", "'for'", "'and'", "'or'", "'a'", "'an'", "'some'", "'more'", "'than'", "'over'",
        "'about'", "'one'", "'no'", "'his'", "'her'", "'its'", "'their'", "'our'", "'by'", "'not'", "'so'", "'many'",
        "'up'", "'from'", "'after'", "'before'", "'that'", "'few'",
    }
)  # fmt: skip
"""Classes that no time is made of alone."""
PIECE = re.compile(r"(?P<name>\w+)=|'(?P<word>[^']+)'|(?P<look>\(\?[=!])|(?P<open>\()|(?P<call>[a-z_0-9]+)|(?P<mark>[)|?*+])|\s+")


@dataclass(frozen=True, slots=True)
class Word:
    """A token of the text: its characters in lower case, straight quotation marks, and where it stands."""

    lower: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexed:
    """A text as words, and as one character for each of them."""

    text: str
    words: tuple[Word, ...]
    classes: str

    def written(self, index: int) -> str:
        """The word as it stands in the text; "" outside it."""
        return self.text[self.words[index].start : self.words[index].end] if 0 <= index < len(self.words) else ""

    def lower(self, index: int) -> str:
        """The word in lower case; "" outside the text."""
        return self.words[index].lower if 0 <= index < len(self.words) else ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of words that a rule matches.

    Args:
        start, end: word indexes, half-open.
        groups: what the form keeps, as word indexes.
    """

    rule: TimeRule
    start: int
    end: int
    groups: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The forms, compiled, and the table that they were compiled against."""

    table: dict[frozenset[str], str]
    by_word: dict[str, tuple[frozenset[str], frozenset[str]]]
    rules: tuple[tuple[TimeRule, re.Pattern[str]], ...]
    island: re.Pattern[str]

    def sign(self, kind: str, text: str, lower: str) -> str:
        """The character of a token."""
        classes: frozenset[str] = frozenset()
        if kind == "word" and lower in self.by_word:
            classes = self.by_word[lower][text[0].isupper()]
        elif kind == "figure":
            classes = figure_classes(text)
        elif kind == "ordinal":
            classes = ordinal_classes(text)
        elif kind == "punctuation":
            classes = frozenset(PUNCTUATION.get(text, ()))
        elif kind == "line":
            classes = frozenset({"line", "stop"})
        elif kind == "word":
            classes = frozenset(name for name, form in CODES.items() if form.fullmatch(text))
        elif kind != "mixed":
            classes = frozenset({kind})
        return self.table[classes]


def lex(text: str) -> Lexed:
    """Cut a text into words and sign each with the character of its classes."""
    table, signs, words, chars = grammar(), _signs(), [], []
    for m in LEX.finditer(text):
        written = m.group()
        sign = signs.get(written)
        if sign is None:
            lower = written.lower().replace("’", "'")
            kind = m.lastgroup or "word"
            sign = (table.sign(kind, written, lower), lower)
            if len(signs) < 200_000:
                signs[written] = sign
        chars.append(sign[0])
        words.append(Word(sign[1], *m.span()))
    return Lexed(text, tuple(words), "".join(chars))


def match(lexed: Lexed) -> list[Candidate]:
    """The matches of all rules, the longest first, of equally long ones that of the earlier rule."""
    islands, places = _islands(lexed.classes)
    found = []
    for order, (rule, pattern) in enumerate(grammar().rules):
        for m in pattern.finditer(islands):
            found.append((m.start() - m.end(), order, m.start(), rule, m))
    found.sort(key=lambda f: f[:3])
    return [_candidate(rule, m, places) for _, _, _, rule, m in found]


def _islands(classes: str) -> tuple[str, list[int]]:
    """The stretches that can hold a time, joined by a character that no form matches, and the word index of each character.

    A stretch is a run of words that the grammar knows, with at least one that is more than a figure, a mark or a small word.
    """
    gap = grammar().table[frozenset()]
    pieces, places = [], []
    for m in grammar().island.finditer(classes):
        pieces.append(m.group())
        places += [*range(m.start(), m.end()), -1]
    return gap.join(pieces), places


def match_whole(lexed: Lexed, start: int, end: int) -> Iterator[Candidate]:
    """The rules that match exactly the words from `start` to `end`."""
    for rule, pattern in grammar().rules:
        m = pattern.fullmatch(lexed.classes, start, end)
        if m and m.end() > m.start():
            yield _candidate(rule, m)


def _candidate(rule: TimeRule, m: re.Match[str], places: list[int] | None = None) -> Candidate:
    groups = {name: m.span(name) for name, got in m.groupdict().items() if got is not None}
    if places is None:
        return Candidate(rule, m.start(), m.end(), groups)
    moved = {name: (places[a], places[b - 1] + 1) if b > a else (0, 0) for name, (a, b) in groups.items()}
    return Candidate(rule, places[m.start()], places[m.end() - 1] + 1, moved)


@cache
def _signs() -> dict[str, tuple[str, str]]:
    return {}


@cache
def grammar() -> Grammar:
    """The grammar of the codebook, compiled once."""
    forms = [r.form for r in time_rules()] + [m.form for m in macros()]
    literals = {w for form in forms for w in re.findall(r"'([^']+)'", form) if w != "possessive"}
    phrases = {m.kind: [] for m in modifiers()}  # type: dict[str, list[str]]
    for modifier in modifiers():
        phrases[modifier.kind] += modifier.phrases
        literals.update(w for phrase in modifier.phrases for w in phrase.split())
    by_word = _classes_of_words(literals)
    signatures = {frozenset[str](), frozenset({"line", "stop"})}
    signatures.update(c for pair in by_word.values() for c in pair)
    signatures.update(frozenset({kind}) for kind in (*FIGURES, *CODES))
    signatures.update(frozenset(c) for c in PUNCTUATION.values())
    signatures.update(figure_classes(f) for f in _sample_figures())
    signatures.update(ordinal_classes(f"{n}th") for n in (0, 1, 31, 32, 100))
    table = {s: chr(0x100 + n) for n, s in enumerate(sorted(signatures, key=sorted))}
    known = {m.id: m.form for m in macros()}
    known["approx"] = _either(phrases["approx"])
    known["part_phrase"] = _either(phrases["part"])
    rules = tuple((rule, re.compile(_compiled(rule.form, known, table))) for rule in time_rules())
    weak = "".join(sign for classes, sign in table.items() if classes and classes <= WEAK)
    known_words = "".join(sign for classes, sign in table.items() if classes)
    return Grammar(table, by_word, rules, re.compile(f"[{weak}]*[^{weak}{table[frozenset()]}][{known_words}]*"))


def _classes_of_words(literals: set[str]) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Word -> its classes when written small, and when written with a capital."""
    small: dict[str, set[str]] = {}
    large: dict[str, set[str]] = {}
    for name, row in word_classes().items():
        for word in (*row.words, *row.values):
            large.setdefault(word, set()).add(name)
            if not row.capital:
                small.setdefault(word, set()).add(name)
    for word in literals:
        large.setdefault(word, set()).add(f"'{word}'")
        small.setdefault(word, set()).add(f"'{word}'")
    return {w: (frozenset(small.get(w, ())), frozenset(large[w])) for w in sorted(large)}


def figure_classes(text: str) -> frozenset[str]:
    """The classes of a run of digits."""
    if not text.isascii() or len(text) > 6:
        return frozenset()
    number, size = int(text), len(text)
    out = {"int"}
    if size <= 2:
        out.update(name for name, low, high in (("day", 1, 31), ("hour", 0, 24)) if low <= number <= high)
        if size == 2:
            out.add("yy")
    if size == 3 and number > 99:
        out.add("three_figures")
    if size == 4:
        if 1000 <= number <= 2199:
            out.add("year")
        if number // 100 <= 24 and number % 100 < 60:
            out.add("hhmm")
    return frozenset(out)


def ordinal_classes(text: str) -> frozenset[str]:
    """The classes of "24th"."""
    return frozenset({"ordinal", "ordinal_day"}) if 1 <= int(text[:-2]) <= 31 else frozenset({"ordinal"})


def _sample_figures() -> list[str]:
    return [*map(str, range(100)), *(f"{n:02}" for n in range(10)), "100", "0830", "1030", "1070", "2230", "9999", "12345"]


def _either(phrases: list[str]) -> str:
    longest_first = sorted(phrases, key=lambda p: (-len(p.split()), p))
    return " | ".join(" ".join(f"'{w}'" for w in phrase.split()) for phrase in longest_first)


def _compiled(form: str, known: dict[str, str], table: dict[frozenset[str], str]) -> str:
    """A form as a regular expression over class characters."""
    out, at, pending = [], 0, ""
    while at < len(form):
        m = PIECE.match(form, at)
        if m is None:
            raise ValueError(f"a form cannot hold {form[at:]!r}")
        at = m.end()
        kind = m.lastgroup
        if kind == "name":
            pending = m["name"]
            continue
        if kind == "open":
            out.append(f"(?P<{pending}>" if pending else "(?:")
        elif kind in ("word", "call"):
            inner = _atom(m["word"], m["call"], known, table)
            out.append(f"(?P<{pending}>{inner})" if pending else inner)
        elif kind in ("look", "mark"):
            out.append(m.group())
        if kind is not None:
            pending = ""
    return "".join(out)


def _atom(word: str | None, call: str | None, known: dict[str, str], table: dict[frozenset[str], str]) -> str:
    if call in known:
        return f"(?:{_compiled(known[call], known, table)})"
    name = "possessive" if word == "possessive" else f"'{word}'" if word else str(call)
    signs = "".join(sign for classes, sign in table.items() if name in classes)
    if not signs:
        raise ValueError(f"a form calls {name}, which is no word class, macro or kind of figure")
    return f"[{signs}]"
