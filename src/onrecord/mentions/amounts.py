"""Finds sums of money, counts and shares: Document -> amounts (docs/amounts.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from onrecord.codebook.amounts import counted, currencies, quantifiers, signs
from onrecord.codebook.countries import Country, country_named, country_of_demonym
from onrecord.mentions.numbers import number_of, number_pattern
from onrecord.model import Amount, AmountKind, Document, Quantifier, Span

CODES = (
    "USD|EUR|GBP|CAD|AUD|NZD|JPY|CNY|RMB|INR|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|MDL|RUB|UAH|TRY|ILS|SAR|AED|QAR|KWD|EGP|MAD|ZAR|NGN|KES|"
    "UGX|TZS|GHS|ETB|XOF|XAF|BRL|MXN|ARS|CLP|COP|PEN|KRW|THB|MYR|IDR|PHP|VND|SGD|HKD|TWD|PKR|BDT|LKR|NPR|KZT|GEL|AMD|IQD|IRR"
)
HARMED = {
    "kill": "killed", "injure": "wounded", "wound": "wounded", "hurt": "wounded", "murder": "killed", "slay": "killed", "die": "killed",
    "shoot": "shot", "massacre": "killed", "behead": "killed", "drown": "killed", "perish": "killed",
}  # fmt: skip


def find_amounts(document: Document) -> tuple[Amount, ...]:
    """The amounts of a document, in order, not overlapping.

    Args:
        document: the parsed article; page chrome is blank in its tokens and gives nothing.

    Returns:
        money first claims its words, then shares, then counts. A sum told in two currencies is one amount, the second in `equals`.
    """
    text = document.doc.text
    found = _joined(list(_money(text)), text)
    found += [a for a in _shares(text) if not _taken(a.words, found)]
    found += [a for a in _counts(document) if not _taken(a.words, found)]
    return tuple(_own_words(a, document) for a in sorted(found, key=lambda a: a.words))


def _own_words(amount: Amount, document: Document) -> Amount:
    """The amount with its words as the article writes them (the parsed text has plain spaces for no-break ones)."""
    words = document.article.span(amount.words.start, amount.words.end)
    return replace(amount, words=words, equals=amount.equals and _own_words(amount.equals, document))


# -------------------------------------------------------------------------------------------------------------- money
@cache
def _money_patterns() -> tuple[re.Pattern[str], ...]:
    """With the sign or code before the number, and with the code or noun behind it; ranges with "between" first."""
    number = number_pattern()
    sign = "|".join(re.escape(s) for s in sorted(signs(), key=len, reverse=True))
    nouns = "|".join(sorted(map(re.escape, currencies()), key=len, reverse=True))
    adjective = r"(?:(?:(?-i:[A-Z][\w.]*)|[a-z]{3,}ian|new|u\.s\.|us)[ -]){0,2}"
    made = []
    for opening, joiner, some in (("between ", "and", ""), ("", r"-|–|to", "?")):
        high = rf"(?:\s?(?:{joiner})\s?(?:(?:{sign})\s?)?(?P<high>{number})){some}"
        mark = rf"(?:(?P<sign>{sign})(?:\s|-)?|(?P<code>{CODES})\s?)"
        made.append(rf"(?<![\w$])(?:{opening}){mark}(?P<low>{number}){high}(?:\s(?P<after>{CODES})\b)?")
        high = rf"(?:\s?(?:{joiner})\s?(?P<high>{number})){some}"
        made.append(
            rf"(?<![\w$.,])(?:{opening})(?P<low>{number}){high}[ -](?:(?P<code>{CODES})\b|(?P<adj>{adjective})(?P<noun>{nouns})\b)"
        )
    return tuple(re.compile(form, re.I) for form in made)


def _money(text: str) -> Iterator[Amount]:
    context: list[Country] | None = None
    found: list[tuple[int, int, re.Match[str], str]] = []
    for pattern in _money_patterns():
        for match in pattern.finditer(text):
            if any(s < match.end() and match.start() < e for s, e, _, _ in found):
                continue
            if "sign" in match.re.groupindex:
                code = _sign(match)
            elif match["code"]:
                code = match["code"] if match["code"].isupper() else None
            else:
                context = _countries_in(text) if context is None else context
                code = _currency(match["noun"].lower(), (match["adj"] or "").strip(" -"), context)
                code = code if _is_amount_of_money(text, match) else None
            if code:
                found.append((match.start(), match.end(), match, code))
    for start, end, match, code in sorted(found, key=lambda f: f[0]):
        made = _amount(text, start, end, match["low"], match["high"], "money", "CNY" if code == "RMB" else code)
        if made is not None:
            yield made


def _sign(match: re.Match[str]) -> str | None:
    """The code of a sign or code before a number. Case counts: "r" is no rand, "usd" no code; a letter needs a digit after it."""
    mark = match["sign"] or match["code"]
    if mark not in signs() and not mark.isupper():
        return None
    if mark[-1].isalpha() and not match["low"][0].isdigit():
        return None
    code: str | None = match["after"] or signs().get(mark, mark)
    return code


def _is_amount_of_money(text: str, match: re.Match[str]) -> bool:
    """ "won" and "pounds" are money only beside a number that may be a sum: "31 pounds of rice" is a weight, "three won" a verb."""
    noun = (match["noun"] or "").lower()
    rest = text[match.end() : match.end() + 12].lower()
    if noun in ("pound", "pounds") and rest.startswith((" of ", " overweight", " heavier")):
        return False
    if noun == "won" and rest.startswith((" the ", " a ", " by")):
        return False
    return noun not in ("won", "dong", "lei", "rand", "crowns", "lev") or bool(re.search(r"\d|illion|thousand", match["low"], re.I))


def _countries_in(text: str) -> list[Country]:
    """The countries that an article names, the one named most often first."""
    counts: dict[str, int] = {}
    known: dict[str, Country] = {}
    for word in re.findall(r"\b[A-Z][a-zé]+(?: [A-Z][a-z]+)?", text[:20000]):
        country = country_named(word) or country_of_demonym(word) or country_named(word.split()[0]) or country_of_demonym(word.split()[0])
        if country is not None:
            counts[country.iso3] = counts.get(country.iso3, 0) + 1
            known[country.iso3] = country
    return [known[k] for k in sorted(counts, key=lambda k: (-counts[k], k))]


def _currency(noun: str, adjective: str, context: list[Country]) -> str | None:
    """ISO 4217 code of a currency noun: by the country before it, else by the article's countries, else its default."""
    row = currencies()[noun]
    if adjective:
        for words in (adjective, adjective.split()[-1]):
            country = country_of_demonym(words) or country_named(words) or country_of_demonym(words.title())
            if country is not None and country.currency:
                return country.currency
    if row.others:
        possible = {row.default, *row.others}
        return next((c.currency for c in context if c.currency in possible), row.default)
    return row.default


def _joined(found: list[Amount], text: str) -> list[Amount]:
    """One sum told in two currencies as one amount: "1 billion Canadian dollars (about $723 million USD)"."""
    out: list[Amount] = []
    for amount in found:
        if out and out[-1].unit != amount.unit and out[-1].equals is None:
            between = text[out[-1].words.end : amount.words.start]
            if re.fullmatch(r"\s?[(\[]\s?(?:or |worth |which is |equivalent to |equal to |i\.e\. )?|,? or ", between):
                out[-1] = replace(out[-1], equals=amount)
                continue
        out.append(amount)
    return out


# ------------------------------------------------------------------------------------------------------ shares, counts
@cache
def _share_pattern() -> re.Pattern[str]:
    number = number_pattern()
    return re.compile(rf"(?<![\w$.,])(?P<low>{number})(?:\s?(?:-|–|to)\s?(?P<high>{number}))?(?:\s?%|[ -](?:percent|per cent|pct)\b)", re.I)


def _shares(text: str) -> Iterator[Amount]:
    for match in _share_pattern().finditer(text):
        made = _amount(text, match.start(), match.end(), match["low"], match["high"], "share", "percent")
        if made is not None:
            yield made


NO_GAP = "and|or|in|on|at|of|to|the|from|by|with|for|who|that|after|before|years?|days?|months?|weeks?|hours?|minutes?"
"""Words that may not stand between a number and what it counts."""
IRREGULAR = "men|women|children|people|families|casualties|fatalities|injuries|batteries|policemen|guardsmen|servicemen|F-16s|MiGs?"


@cache
def _count_pattern() -> re.Pattern[str]:
    number = number_pattern()
    gap = rf"(?:[ -](?!(?:{NO_GAP})\b)[\w'’.-]+){{0,3}}?"
    nouns = "|".join(sorted((re.escape(n) for n in counted()), key=len, reverse=True))
    range_ = rf"(?P<low>{number})(?:\s?(?:-|–|to)\s?(?P<high>{number}))?"
    owner = r"(?: of (?:its |their |the |these )?(?=\w))?"
    return re.compile(rf"(?<![\w$€£.,/-]){range_}{owner}{gap}[ -]?(?P<noun>(?:{nouns}|{IRREGULAR}))(?:s|es)?\b", re.I)


def _counts(document: Document) -> Iterator[Amount]:
    text = document.doc.text
    for match in _count_pattern().finditer(text):
        token = document.doc[document.index_at(match.start("noun"))]
        last = document.doc[min(document.index_at(match.end() - 1), len(document.doc) - 1)]
        if last.pos_ not in ("NOUN", "ADJ", "PROPN", "VERB") or "\n" in match.group():
            continue
        if token.sent != document.doc[document.index_at(match.start("low"))].sent or re.fullmatch(r"(?:19|20)\d\d", match["low"]):
            continue
        kind = _kind(last.lemma_.lower(), match["noun"].lower())
        unit = last.text.lower()
        harmed = next((HARMED[v.lemma_.lower()] for v in (last.head, last.head.head) if v.lemma_.lower() in HARMED), None)
        if kind in ("people", "troops") and harmed is not None and last.dep_ in ("dobj", "nsubjpass", "nsubj", "conj"):
            kind, unit = "casualties", harmed
        made = kind and _amount(text, match.start(), match.end(), match["low"], match["high"], kind, unit)
        if made:
            yield made


def _kind(lemma: str, noun: str) -> AmountKind | None:
    if noun.startswith(("f-16", "mig")):
        return "units"
    return counted().get(lemma) or counted().get(noun) or {"men": "people", "women": "people", "children": "people"}.get(noun)  # type: ignore[return-value]


# ------------------------------------------------------------------------------------------------------------- shared
def _amount(text: str, start: int, end: int, low: str, high: str | None, kind: AmountKind, unit: str) -> Amount | None:
    first = number_of(low)
    if first is None:
        return None
    value, vague = first
    second = number_of(high) if high else None
    if second is not None and second[0] >= 1000 and value < 1000 and re.fullmatch(r"[\d.,]+", low.strip()):
        factor = re.search(r"[a-z]+", (high or "").lower())  # "2 to 3 billion": the magnitude is shared
        scaled = number_of(f"{low} {factor.group()}") if factor else None
        value = scaled[0] if scaled else value
    quantifier, start, end = _quantifier(text, start, end)
    if vague and quantifier == "exactly":
        quantifier = "about"
    if second is not None and second[0] <= value:
        second = None
    return Amount(Span.of(text, start, end), kind, value, quantifier, unit, second[0] if second else None)


def _quantifier(text: str, start: int, end: int) -> tuple[Quantifier, int, int]:
    """The quantifier around an amount, and the offsets with its words."""
    before, after = _quantifier_patterns()
    left = before.search(text[max(0, start - 40) : start])
    if left:
        start -= len(left.group())
        return _meaning()[" ".join(left.group("words").lower().split())], start, end
    right = after.match(text[end : end + 20])
    if right:
        return _meaning()[right.group("words").lower()], start, end + right.end()
    return "exactly", start, end


@cache
def _quantifier_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = "|".join(sorted((re.escape(w) for q in quantifiers() for w in q.before), key=len, reverse=True))
    after = "|".join(sorted((re.escape(w) for q in quantifiers() for w in q.after), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?P<words>{before})(?: the)? ?$", re.I), re.compile(rf" (?P<words>{after})\b", re.I)


@cache
def _meaning() -> dict[str, Quantifier]:
    return {w: q.quantifier for q in quantifiers() for w in (*q.before, *q.after)}


def _taken(words: Span, found: list[Amount]) -> bool:
    return any(words.overlaps(s) for a in found for s in (a.words, a.equals.words if a.equals else a.words))
