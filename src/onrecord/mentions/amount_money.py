"""Money: which currency a sign, a code or a noun means, with what the article says around it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from onrecord.codebook.amounts import Currency, currencies, symbols
from onrecord.codebook.countries import Country, countries, country_named, country_of_demonym
from onrecord.mentions.amount_numbers import any_of

DOLLAR, KWACHA = "$", "K"
KWACHAS = frozenset({"ZMW", "MWK", "PGK"})
"""What K before a number is, in an article that names Zambia, Malawi or Papua New Guinea; elsewhere it is a name ("K2")."""
WEIGHT = re.compile(r"\s+of\s+(?!(?:\w+ )?(?:aid|debt|funding|investment|support|damage|damages|money|taxpayers)\b)")
"""What follows pounds that are a weight: "150 pounds of flour". So are those of "a 500-pound bomb", without a magnitude."""
WEIGHED = re.compile(r"\b(?:weigh\w*|lost|losing|lose|gained|gain|lift\w*)\b[^.]{0,12}\Z")
WORDS_TOO = frozenset({"won", "real", "rand", "dong", "lei", "leva", "lev", "crowns", "marks", "soles", "kip", "som", "sterling", "drams"})
"""Nouns for money that are other words as well."""
VERBAL = re.compile(r" (?:the|a|an|his|her|their|its|out|back|over)\b")
"""What follows "won" where it is a verb."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The currency of a number.

    Args:
        unit: ISO 4217 code, or the noun where the article does not say which ("dinars").
        value: what one unit of the noun is worth in the currency (0.01 for a cent).
        start, end: offsets of the amount with its sign and noun.
    """

    unit: str
    value: float
    start: int
    end: int


@dataclass
class Money:
    """The currencies of one article.

    Args:
        text: its text.
    """

    text: str
    _named: Counter[str] | None = field(default=None)

    def read(self, symbol: int, sign: str | None, start: int, end: int) -> Sum | None:
        """The currency of a number.

        Args:
            symbol: offset of the sign or code before it, or `start`.
            sign: what that sign means, or None.
            start, end: offsets of the number.

        Returns:
            Its currency and extent; None if it is no money.
        """
        after = _after().match(self.text, end)
        open_sign = sign in (None, DOLLAR)
        if after and after["code"] and open_sign:
            return Sum(_codes()[after["code"]], 1.0, symbol, after.end("code"))
        if after and after["noun"] and open_sign:
            return self._of_noun(after, symbol if sign else start)
        if after and after["land"] and sign == DOLLAR:
            country = _country_of(after["land"])
            if country and country.currency in _family("dollar").codes:
                return Sum(country.currency, 1.0, symbol, after.end("close"))
        if sign is None:
            return None
        if sign == KWACHA:
            named = self._currencies_named()
            code = max(sorted(KWACHAS), key=lambda c: named[c])
            return Sum(code, 1.0, symbol, end) if named[code] else None
        return Sum(self._dollar() if sign == DOLLAR else sign, 1.0, symbol, end)

    def _of_noun(self, after: re.Match[str], start: int) -> Sum | None:
        noun = " ".join(after["noun"].lower().replace("-", " ").split())
        family = _by_noun()[noun]
        if (noun in ("pound", "pounds") and self._is_weight(start, after)) or (noun in WORDS_TOO and not self._is_large(start, after)):
            return None
        country = _country_of(after["adjective"])
        if country and country.currency in family.codes:
            code = country.currency
        else:
            code = family.default if family.value < 1 else self._usual(family)
        return Sum(code or noun, family.value, start, after.end("noun"))

    def _is_weight(self, start: int, after: re.Match[str]) -> bool:
        """Whether pounds are a weight: "150 pounds of flour", "a 500-pound bomb", "she weighs 120 pounds"."""
        joined = re.match(r"\d-", self.text[after.start() - 1 : after.start() + 1])
        return bool(joined or WEIGHT.match(self.text, after.end("noun")) or WEIGHED.search(self.text, max(0, start - 30), start))

    def _is_large(self, start: int, after: re.Match[str]) -> bool:
        """Whether the number before a noun that is also another word ("won") is one of money, and no object follows."""
        number = self.text[start : after.start()]
        return bool(re.search(r"\d{4}|\d,\d|[a-z]{2}|\d ?[mbk]", number)) and not VERBAL.match(self.text, after.end("noun"))

    def _usual(self, family: Currency) -> str:
        """The currency of a bare noun: of the country among those it can mean that the article names most, else the usual one."""
        if len(family.codes) == 1 or family.id == "en.currency.dollar":
            return self._dollar() if family.id == "en.currency.dollar" else family.default
        named = self._currencies_named()
        best = max(sorted(family.codes), key=lambda c: (named[c], c == family.default))
        return best if named[best] > named[family.default] else family.default

    def _dollar(self) -> str:
        """A bare dollar is of the United States, except in an article that writes "US$" for those and names another dollar country."""
        if not re.search(r"US\$|U\.S\.\s?\$|\b(?:US|U\.S\.|American) dollars?\b", self.text):
            return "USD"
        named = self._currencies_named()
        others = [c for c in _family("dollar").codes if c != "USD" and named[c]]
        return max(others, key=lambda c: (named[c], c)) if others and re.search(r"(?<![A-Za-z.])\$\s?\d", self.text) else "USD"

    def _currencies_named(self) -> Counter[str]:
        """How often the article names the countries that use each currency."""
        if self._named is None:
            self._named = Counter()
            for match in _lands().finditer(self.text):
                country = _country_of(match.group())
                if country:
                    self._named[country.currency] += 1
        return self._named


def _country_of(name: str | None) -> Country | None:
    if not name:
        return None
    plain = name.strip().replace("-", " ")
    return country_of_demonym(plain) or country_named(plain)


@cache
def _by_noun() -> dict[str, Currency]:
    return {noun.lower(): row for row in currencies() for noun in row.nouns}


@cache
def _family(name: str) -> Currency:
    return next(row for row in currencies() if row.id == f"en.currency.{name}")


@cache
def _codes() -> dict[str, str]:
    """What may stand after a number as the code or sign of its currency."""
    codes = {code: code for row in currencies() for code in row.codes} | {c.currency: c.currency for c in countries() if c.currency}
    signs = {s: row.code for row in symbols() for s in row.symbols if row.code != DOLLAR and len(s) > 1 and s not in ("LE", "Sh", "Rs")}
    return codes | signs | {"€": "EUR", "£": "GBP", "₽": "RUB", "₴": "UAH", "RMB": "CNY", "zł": "PLN", "US": "USD"} | {"Rs": "INR"}


@cache
def _after() -> re.Pattern[str]:
    """What may follow a number: a code, or a noun with an adjective, or (after a dollar sign) a country in brackets."""
    codes = any_of([c for c in _codes() if c != "US"])
    adjective = r"(?P<adjective>(?:U\.S\.|US|UK|[A-Z][\w.]+(?:[ -][A-Z]\w+)?))"
    nouns = rf"(?P<noun>(?i:{any_of(list(_by_noun()))}))(?![\w])"
    land = r"[ ](?P<close>\(?(?P<land>U\.S\.|US|American|Canadian|Australian|Singapore|Hong Kong|New Zealand|Jamaican|Taiwan(?:ese)?)\b\)?)"
    close = rf"(?:[ \u00a0]?(?P<code>{codes})(?![\w$])|[ \u00a0-]{{1,2}}(?:of )?(?:{adjective}[ -])??{nouns}|{land}(?![ ][A-Za-z]))"
    return re.compile(close)


@cache
def _lands() -> re.Pattern[str]:
    names = [n for c in countries() for n in (c.name, *c.aliases, *c.demonyms)]
    return re.compile(rf"(?<!\w)(?:{any_of(names)})(?!\w)")

