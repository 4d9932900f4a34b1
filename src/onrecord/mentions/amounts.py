"""Amounts: sums of money, troops, people, casualties, counted things and shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from onrecord.codebook.amounts import quantifiers
from onrecord.mentions.amount_counts import SHARE, Count, Counts
from onrecord.mentions.amount_fractions import Fraction, find_fractions, with_fractions
from onrecord.mentions.amount_money import KWACHA, Money, Sum
from onrecord.mentions.amount_numbers import Number, any_of, find_numbers
from onrecord.model import Amount, AmountKind, Document, Quantifier, Span

RANGE = re.compile(r"[ \u00a0]?[-–—][ \u00a0]?|[ \u00a0]+(?:to|or)[ \u00a0]+")
PART = re.compile(r"[ \u00a0]of[ \u00a0](?:the[ \u00a0]|its[ \u00a0]|their[ \u00a0]|his[ \u00a0]|her[ \u00a0]|those[ \u00a0]|these[ \u00a0])?")
"""What joins a part to its whole: "6 of the 31 tanks"."""
THIRD = re.compile(r"[ \u00a0]*(?:[,;/]|\bor\b|\band\b)[ \u00a0]*(?:or[ \u00a0])?")
"""What joins a sum in a third currency to the second in the same bracket."""
BETWEEN = re.compile(r"[ \u00a0]+and[ \u00a0]+")
EQUALS = re.compile(
    r"[ \u00a0]*[(\[][ \u00a0]*(?:or |equal to |equivalent to |worth |i\.e\.,? )?|,? (?:or|equal to|equivalent to|the equivalent of) "
)
ASIDE = re.compile(r"[ \u00a0][-–—][ \u00a0]|, ")
"""Dashes or commas as brackets: only a sum that is called a rough one is then the same sum ("40 million pesos - about $2 million -")."""
MOVED = ("from", "rose", "fell", "climbed", "dropped", "gained", "lost", "up", "down", "added", "slid", "jumped", "by")
"""Words after which "to" does not join the ends of a range but tells where a sum went."""
WINDOW = 48
OF_THAT = re.compile(r"[ \u00a0]of[ \u00a0](?:that|it|this|which|the[ \u00a0](?:sum|total|money|amount))\b(?![ \u00a0][a-z]*(?:s|ed)\b(?<!is)(?<!was))")
"""After a number: a part of the sum before it."""
SENTENCE_END = re.compile(r"[.!?]\s+[A-Z]|\n")
INCLUDING = re.compile(r",?[ \u00a0](?:including|among them|most of them|of them)[ \u00a0]")
AND, LISTED = re.compile(r",?[ \u00a0]and[ \u00a0](?:at least[ \u00a0])?"), re.compile(r",[ \u00a0]")
HANDED = re.compile(r"\b(?:hand(?:s|ed|ing)?|turn(?:s|ed|ing)?|sign(?:s|ed|ing)?|tak(?:e|es|ing)|took|taken|bring|brought)[ \u00a0]\Z", re.IGNORECASE)
"""Verbs to which "over" belongs: "hand over 60 prisoners" gives no lower bound."""
BEFELL = re.compile(r"[ \u00a0](?:(?:were|was|are|have been|had been|got)\b|(?:have |had )?(?:died|drowned|perished)\b)")
"""After the last of several counts: what befell all of them."""


def find_amounts(document: Document) -> tuple[Amount, ...]:
    """The amounts of an article, in order.

    Each is one sum or count with its quantifier and unit: "over 3 billion Swiss francs (about $3.4 billion)" is one amount
    of 1e9 CAD, and what it equals in the second currency. `unit` is the ISO 4217 code of money, "percent", the counted noun, or what
    befell people ("killed", "wounded", "missing"). Years, dates, ages and numbers in names are no amounts. Text that was removed as
    page chrome is not read.
    """
    text = document.doc.text
    money, counts = Money(text), Counts(document)
    found: list[Amount] = []
    fractions = find_fractions(text)
    numbers = with_fractions(text, find_numbers(text), fractions)
    at = 0
    while at < len(numbers):
        first, last = numbers[at], _range_end(text, numbers, at)
        last = None if last and _apart(text, first, last, counts) else last
        made = _amount(document, text, first, last, money, counts) if last else None
        if made is None and not (last and _is_score(text, first, last)):
            last = None
            made = _amount(document, text, first, None, money, counts)
        if made is not None and last is None and at + 1 < len(numbers):
            made = _part_of(text, made, first, numbers[at + 1])
        at += 2 if last else 1
        made = made or _of_that(text, first, found)
        if made is not None and not (found and made.words.start < found[-1].words.end):
            found.append(made)
    shares = (_share(document, text, f) for f in fractions)
    found.extend(s for s in shares if not any(a.words.overlaps(s.words) for a in found))
    return tuple(_equalled(text, _with_fates(text, sorted(found, key=lambda a: a.words.start))))


def _of_that(text: str, number: Number, found: Sequence[Amount]) -> Amount | None:
    """ "439 million of that": a part of the sum that the sentence has just told, in its currency."""
    before = found[-1] if found else None
    if before is None or before.kind != "money" or number.currency or number.scale < 1e6 or not OF_THAT.match(text, number.end):
        return None
    if number.start - before.words.end > WINDOW * 3 or SENTENCE_END.search(text, before.words.end, number.start) or number.value > before.value:
        return None
    around = _quantified(text, number.symbol, (number.end, number.end), vague=number.vague)
    words = Span.of(text, min(around.start, number.symbol), max(around.end, number.end))
    return Amount(words, "money", _round(number.value), cast(Quantifier, around.quantifier.replace(" ", "_")), before.unit)


def _with_fates(text: str, found: list[Amount]) -> list[Amount]:
    """People who are counted beside casualties and share their fate: "six people, including two children", "ten officers and three guards were hurt"."""
    out = list(found)
    for n in range(1, len(out)):
        if out[n].kind in ("people", "troops") and out[n - 1].kind == "casualties" and INCLUDING.fullmatch(text, out[n - 1].words.end, out[n].words.start):
            out[n] = replace(out[n], kind="casualties", unit=out[n - 1].unit)
    for n in range(len(out) - 2, -1, -1):
        one, after = out[n], out[n + 1]
        joined = (AND if n + 2 == len(out) or out[n + 2].kind != "casualties" else LISTED).fullmatch(text, one.words.end, after.words.start)
        told = joined and one.kind in ("people", "troops") and after.kind == "casualties" and one.words.text.split()[0].lower() != "the"
        if told and (BEFELL.match(text, after.words.end) or (n + 2 < len(out) and out[n + 2].kind == "casualties")):
            out[n] = replace(one, kind="casualties", unit=after.unit)
    return out


def _apart(text: str, first: Number, last: Number, counts: Counts) -> bool:
    """Whether two numbers with "to" between them are no range: a sum and those whom it goes to ("$2 million to 10 schools"), or the
    shares that something moved between ("from 25% to 15%")."""
    if first.currency and not last.currency and " to " in text[first.end : last.symbol]:
        return counts.read(last, last) is not None
    return bool(SHARE.match(text, first.end)) and _follows_from(text, first.symbol)


def _follows_from(text: str, at: int) -> bool:
    before = text[max(0, at - 16) : at].lower()
    return before.endswith("from ") and not before.endswith("anywhere from ")


def _is_score(text: str, first: Number, last: Number) -> bool:
    """Whether two numbers are the two sides of a count: "66 to 27"."""
    return last.value <= first.value and not (last.currency or first.currency or SHARE.match(text, first.end))


def _part_of(text: str, amount: Amount, first: Number, second: Number) -> Amount:
    """The amount with the whole that it is a part of ("6 of 31 tanks"), where its own words say it."""
    joined = amount.kind != "money" and PART.fullmatch(text, first.end, second.symbol)
    whole = joined and second.end <= amount.words.end and second.value >= first.value
    return replace(amount, of=_round(second.value)) if whole else amount


def _share(document: Document, text: str, fraction: Fraction) -> Amount:
    around = _quantified(text, fraction.start, (fraction.end, fraction.end), vague=False)
    words = document.article.span(around.start, around.end)
    return Amount(words, "share", _round(fraction.percent), cast(Quantifier, around.quantifier.replace(" ", "_")), "percent")


def _range_end(text: str, numbers: Sequence[Number], at: int) -> Number | None:
    """The second number of "$2-3 billion" or "between 5 and 10 million"."""
    if at + 1 >= len(numbers):
        return None
    first, second = numbers[at], numbers[at + 1]
    between = text[first.end : second.symbol]
    share = SHARE.match(between)
    if share and " to " in between and "point" in share.group():
        return None  # "rose 1.5 percentage points to 4 percent"
    if share and SHARE.match(text, second.end):  # "between 40% and 50%"
        between = between[share.end() :]
    if second.value * (second.scale if first.scale == 1 and second.scale > 1 else 1) <= 0 or len(between) > 6:
        return None
    before = text[max(0, first.symbol - 16) : first.symbol].lower()
    if BETWEEN.fullmatch(between):
        return second if before.rstrip().endswith("between") else None
    if not RANGE.fullmatch(between):
        return None
    moved = before.rstrip().endswith(MOVED) and not before.endswith("anywhere from ")
    apart = second.currency is not None and (moved or first.currency is None)
    return None if apart else second


@dataclass(frozen=True, slots=True)
class _Quantified:
    quantifier: str
    start: int
    end: int


def _amount(document: Document, text: str, first: Number, last: Number | None, money: Money, counts: Counts) -> Amount | None:
    """The amount of one number or of a range, or None if nothing is counted."""
    end = last or first
    sign = end.currency or first.currency
    found: Sum | Count | None = money.read(end.symbol, sign, end.start, end.end)
    if found is None and sign != KWACHA:
        found = counts.read(first, end)
    if found is None:
        return None
    low, high = _values(first, last)
    if high is not None and high <= low:
        return None
    around = _quantified(text, first.symbol, (end.end, found.end), vague=first.vague)
    start, stop = min(around.start, first.symbol), max(around.end, found.end)
    if isinstance(found, Count):
        start, stop = min(start, found.start), max(stop, found.end)
        kind, unit, one = found.kind, found.unit, 1.0
    else:
        kind, unit, one = "money", found.unit, found.value
    words = document.article.span(start, stop)
    quantifier = cast(Quantifier, around.quantifier.replace(" ", "_"))
    return Amount(words, cast(AmountKind, kind), _round(low * one), quantifier, unit, _round(high * one) if high is not None else None)


def _values(first: Number, last: Number | None) -> tuple[float, float | None]:
    """The low and the high end; "2-3 billion" gives its magnitude to both."""
    if last is None:
        return first.value, None
    low = first.value * last.scale if first.scale == 1 and last.scale > 1 and first.value < last.value / last.scale else first.value
    return low, last.value


def _round(value: float) -> float:
    return round(value, 6)


def _quantified(text: str, start: int, ends: tuple[int, int], *, vague: bool) -> _Quantified:
    """The quantifier before an amount or after its number or noun, and the offsets with it. Of two the outer counts ("up to about")."""
    quantifier = "about" if vague else "exactly"
    left = start
    while True:
        before = _before().search(text, max(0, left - WINDOW), left)
        if before is None:
            break
        words = " ".join(before["words"].lower().split())
        if words == "over" and HANDED.search(text, max(0, before.start() - 12), before.start()):
            break
        meaning = _meanings().get(words, "exactly")
        if meaning != "exactly":
            quantifier = meaning
        left = before.start("words")
    for end in ends:
        after = _following().match(text, end)
        if after:
            return _Quantified(_meanings_after()[" ".join(after["words"].lower().split())], left, max(after.end("words"), ends[1]))
    return _Quantified(quantifier, left, ends[1])


@cache
def _meanings() -> dict[str, str]:
    return {words: str(row.quantifier) for row in quantifiers() for words in row.before} | {"between": "exactly"}


@cache
def _meanings_after() -> dict[str, str]:
    return {words.strip(): str(row.quantifier) for row in quantifiers() for words in row.after}


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<words>(?i:{any_of(list(_meanings()))}))[ \u00a0]*\Z")


@cache
def _following() -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0]?(?P<words>(?i:{any_of(list(_meanings_after()))}))(?!\w)")


def _equalled(text: str, found: Sequence[Amount]) -> list[Amount]:
    """Sums with the same sum in a second currency that follows in brackets or after "or", and in a third in the same bracket."""
    out: list[Amount] = []
    for amount in found:
        chain = _chain(out[-1]) if out else []
        if len(chain) > 1 and amount.kind == "money" and amount.unit not in {a.unit for a in chain} and _beside(text, chain, amount):
            for one in reversed(chain):
                amount = replace(one, equals=amount)
            out[-1] = amount
            continue
        before = out[-1] if out else None
        sums = before and before.kind == amount.kind == "money" and before.unit != amount.unit and before.equals is None
        between = text[before.words.end : amount.words.start] if before else ""
        if before and sums and (EQUALS.fullmatch(between) or (ASIDE.fullmatch(between) and amount.quantifier == "about")):
            out[-1] = replace(before, equals=amount)
        else:
            out.append(amount)
    return out


def _chain(amount: Amount) -> list[Amount]:
    """An amount, and what it equals in the second and further currencies."""
    return [amount, *(_chain(amount.equals) if amount.equals else ())]


def _beside(text: str, chain: Sequence[Amount], amount: Amount) -> bool:
    """Whether a sum stands beside the last of a chain: in the bracket that it opened, or after "or"."""
    between = text[chain[-1].words.end : amount.words.start]
    bracket = text[chain[0].words.end : chain[1].words.start].strip()[:1] in ("(", "[")
    return bool(THIRD.fullmatch(between)) and (bracket or between.strip(" ,\u00a0") == "or")
