"""Counts: troops, people, casualties, things and shares, from the noun that a number counts and the verb that tells what befell them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.codebook.amounts import counted, fates, quantifiers
from onrecord.codebook.countries import country_of_demonym
from onrecord.mentions.amount_numbers import Number, any_of
from onrecord.model import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 8
"""How many tokens may stand between a number and the noun it counts, the noun included."""
WITHIN = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB", "PUNCT", "X", "ADP"})
HARDWARE = re.compile(r"(?:[A-Z][\w.]*-?\d+[\w-]*s?|[A-Z]{1,3}-\d+\w*s?)$")
SHARE = re.compile(r"[ \u00a0]?%|[ \u00a0-](?:per[ \u00a0-]cent|percent|pct)(?:age)?(?:[ \u00a0]points?)?\b", re.IGNORECASE)
WHOLE = re.compile(r" of (?:GDP|gross domestic product|its GDP|their GDP)\b")
MEASURED = re.compile(r" of (?:(?!the\b|a\b|an\b|his\b|her\b|its\b|their\b)[a-z-]+ )??(?P<what>[a-z-]+)")
COMPOUND = re.compile(r"-(?:(?P<plus>plus|odd|some)\b|(?P<noun>[A-Za-z]+))")
JOINED = frozenset({"troop", "soldier", "man", "person", "marine", "strong"})
PLURAL = frozenset({"people", "men", "women", "children", "police", "personnel", "staff"})
OF_DAY = re.compile(r"[ \u00a0]?(?:[ap]\.?m\b|o'clock)", re.IGNORECASE)
FORCE = re.compile(r" (?:[\w-]+ ){0,3}?(?:force|army|contingent|mission|garrison|brigade|battalion|unit|regiment|militia|division)\b")
ONE_OF = re.compile(r" of (?:(?:the|his|her|its|their|our)\b|[\w.]+(?:'|’)s?) (?:most|least|best|worst|\w{2,}est)\b")
"""After "one": what only praises ("one of the most feared men")."""
PAIRED = frozenset({"leaders", "presidents", "ministers", "premiers", "rivals", "heads"})
"""Two of these are the sides of a talk rather than a count, unless something is done to them ("arrested two union leaders")."""
TURNS = re.compile(r"rounds of (?:\w+ )?(?:talks|negotiations|voting|sanctions|layoffs|consultations|elections|tariffs|meetings|questions)\b")
"""Rounds that are turns, not ammunition."""
NUMBERED = re.compile(r"(?:\b(?:No|Nos|Article|Unit|Division|Group|Section|Chapter|Boeing|Airbus|Flight|Route|Highway|Day|age|aged|at|July"
                      r"|January|February|March|April|May|June|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
                      r"|Oct|Nov|Dec)\.?|#)[ \u00a0]?$")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """What a number counts.

    Args:
        kind: "people", "troops", "casualties", "units" or "share".
        unit: the noun, what befell people, or "percent".
        start, end: offsets of the words, quantifier not included.
    """

    kind: str
    unit: str
    start: int
    end: int


class Counts:
    """The counted nouns of one article."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.doc.text

    def read(self, first: Number, last: Number) -> Count | None:
        """What the numbers from `first` to `last` count, or None."""
        share = SHARE.match(self._text, last.end)
        if share:
            whole = WHOLE.match(self._text, share.end())
            return Count("share", "percent", first.start, (whole or share).end())
        numbered = NUMBERED.search(self._text, max(0, first.start - 12), first.start) and not self._tolls(first)
        if numbered or _is_year(first, self._text):
            return None
        if OF_DAY.match(self._text, last.end) or _is_age(self._text, first.start, last.end):
            return None
        compound = COMPOUND.match(self._text, last.end)
        if compound and compound["plus"] is None:
            return self._compound(first, compound)
        if first.value == 1 and ONE_OF.match(self._text, first.end):
            return None
        noun = self._noun(last)
        fate = self._fate(first, last, noun)
        if fate and (noun is None or noun[0] in ("people", "troops", "casualties")):
            end = noun[2] if noun else last.end
            return Count("casualties", fate[0], first.start, max(end, fate[1]))
        if noun is None or noun[0] == "casualties":
            return None
        kind, unit, end = noun
        sides = kind == "people" and first.value == 2 and unit in PAIRED and not self._undergo(first, end)
        if sides or (unit == "rounds" and TURNS.search(self._text, last.end, end)):
            return None
        return Count(kind, unit, first.start, end)

    def _undergo(self, number: Number, end: int) -> bool:
        """Whether people are those to whom something is done, and not "the two" that the story has already."""
        noun = self._document.doc[self._document.index_at(end - 1)]
        return noun.dep_ in ("dobj", "nsubjpass") and not self._text[: number.start].endswith(("the ", "The "))

    def _compound(self, first: Number, after: re.Match[str]) -> Count | None:
        """A number joined to a noun: "a 300-man battalion", "the 5,000-strong force"; a measure ("2,000-pound bombs") is no amount."""
        noun = after["noun"].lower()
        if noun == "strong":
            force = FORCE.match(self._text, after.end("noun"))
            return Count("troops", "troops", first.start, force.end()) if force else None
        kind = _nouns().get(noun) if noun in JOINED else None
        return Count(kind, noun, first.start, after.end("noun")) if kind else None

    def _noun(self, number: Number) -> tuple[str, str, int] | None:
        """The kind, the words and the end of the noun counted: the last of the nouns that follow the number."""
        doc = self._document.doc
        at = self._document.index_at(_past_plus(self._text, number.end))
        best: tuple[str, str, int] | None = None
        for token in doc[at : at + LONGEST]:
            listed = _nouns().get(token.lower_) or _nouns().get(token.text)
            if listed and not (best and token.pos_ in ("VERB", "ADJ")):
                best = (listed, token.lower_ if token.lower_ in _nouns() else token.text, token.idx + len(token))
            elif token.pos_ in ("PROPN", "NOUN", "NUM", "X") and HARDWARE.match(token.text):
                best = best or ("units", token.text, token.idx + len(token))
            elif country_of_demonym(token.text) and token.text.endswith("s") and token.pos_ != "ADJ":
                best = best or ("people", token.text, token.idx + len(token))
            elif best and token.lower_ in ("states", "nations", "countries"):  # "seven member states"
                return None
            elif best and token.pos_ == "NOUN" and not token.is_punct:
                return best if best[1].endswith("s") or best[1] in PLURAL else None
            elif best or not _goes_on(token, first=token.i == at):
                break
        if best and best[0] == "units":
            return self._measured(best)
        return best

    def _measured(self, noun: tuple[str, str, int]) -> tuple[str, str, int]:
        """With what is measured: "40,000 tonnes of grain"."""
        kind, unit, end = noun
        of = MEASURED.match(self._text, end)
        if of and f"{unit} of" in _measures():
            return kind, unit, of.end("what")
        return noun

    def _fate(self, first: Number, last: Number, noun: tuple[str, str, int] | None) -> tuple[str, int] | None:
        """What befell the people counted, and where its words end (the end of the noun where the words stand before)."""
        end = noun[2] if noun else last.end
        if noun and noun[0] == "casualties":
            return _fates().get(noun[1], "killed"), end
        after = _befallen().match(self._text, end)
        if after:
            return _fates()[after["fate"].lower()], after.end("fate") if not after["passive"] else end
        if last.currency or (noun and noun[0] == "units"):
            return None
        if DIED.match(self._text, end):
            return "killed", end
        before = _befalling().search(self._text, max(0, first.start - 60), first.start)
        if before and (noun or not _counts_on(self._text, end)):
            return _fates()[before["fate"].lower()], end
        if self._tolls(first) and noun is None and not _counts_on(self._text, end):
            return "killed", end
        return None


    def _tolls(self, number: Number) -> bool:
        """Whether a number is a toll: "the toll stands at 312"."""
        return _toll().search(self._text, max(0, number.start - 60), number.start) is not None


DIED = re.compile(r",? (?:who )?(?:have|has|had) (?:\w+ly |also |since |now |already |so far )*(?:died|drowned|perished|been found dead)\b")
"""After the people counted: "31 people have died"."""
ERA_BEFORE, ERA_AFTER = re.compile(r"\b(?:AD|A\.D\.|CE) \Z"), re.compile(r" (?:BC|BCE|B\.C\.|AD|A\.D\.|CE)\b")
"""Beside a number, these make it a year: "an earthquake in AD 365 drowned the port"."""


def _past_plus(text: str, end: int) -> int:
    """Past what may be written against the number: "100+ drones", "60-odd tanks"."""
    joined = re.compile(r"(?:\+|-(?:plus|odd|some)\b|[ \u00a0]or so\b)?[ \u00a0]?").match(text, end)
    return joined.end() if joined else end


def _is_year(number: Number, text: str) -> bool:
    if ERA_BEFORE.search(text, max(0, number.start - 6), number.start) or ERA_AFTER.match(text, number.end):
        return True
    return number.digits and text[number.start : number.end].isdigit() and number.end - number.start == 4 and 1900 <= number.value <= 2099


def _is_age(text: str, start: int, end: int) -> bool:
    """The age after a name: "Olena Koval, 33, was killed"."""
    return text[max(0, start - 2) : start] == ", " and text[end : end + 1] in (",", ".", ";") and end - start <= 3


def _goes_on(token: Token, *, first: bool) -> bool:
    """Whether the noun may still follow: an adjective, a name, "of the"."""
    if token.is_space or token.is_sent_start:
        return False
    if token.pos_ == "ADP" or token.lower_ in ("of", "the", "its", "their", "his"):
        return first if token.lower_ == "of" else token.nbor(-1).lower_ == "of"
    if token.is_punct:
        return token.text in ("-", ",") and not first
    return token.pos_ in WITHIN and token.lower_ not in _calendar()


def _counts_on(text: str, end: int) -> bool:
    """Whether a noun that is not listed follows a bare number: then that is counted, and not people."""
    follows = re.match(r"[ \u00a0-]([A-Za-z]+)", text[end : end + 30])
    return bool(follows) and follows is not None and follows[1].lower() not in _closing()


@cache
def _calendar() -> frozenset[str]:
    return frozenset({"year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes", "times"})


@cache
def _closing() -> frozenset[str]:
    words = "and or in at on near by since as after before when while during across from to over with who including of more others so"
    return frozenset(words.split()) | frozenset(_fates())


@cache
def _nouns() -> dict[str, str]:
    return {word: row.kind for row in counted() if row.kind != "share" and row.id != "en.counted.measure" for word in row.words}


@cache
def _measures() -> frozenset[str]:
    return frozenset(word for row in counted() if row.id == "en.counted.measure" for word in row.words)


@cache
def _fates() -> dict[str, str]:
    return {word: row.fate for row in fates() for word in row.words}


@cache
def _befallen() -> re.Pattern[str]:
    """What may follow the people counted: "dead", "were killed", "who had been wounded"."""
    who = r"(?:,? (?:who|including [^,.]{1,40},))?,?"
    be = r" (?:were|was|are|have been|had been|has been|being|be|got) (?:\w+ly |also |shot |reported |still |now |feared |believed |presumed |to have )*"
    stay = r" (?:remain|remained|lay|went|stayed) (?:still )?"
    words = any_of([w for w in _fates() if not w.endswith("ing") or w == "missing"])
    among = r"(?:,? (?:including|among them) [^,.]{1,60},)?"
    return re.compile(rf"(?:(?P<passive>{who}(?:{be}|{stay}))|{among}[ \u00a0](?:others |more |people )?(?:\w+ly |were )?)(?P<fate>(?i:{words}))\b")


@cache
def _befalling() -> re.Pattern[str]:
    """What may stand before the people counted: "killed at least", "left", "wounding another"."""
    active = [w for w in _fates() if w.endswith(("ed", "ing", "s", "kill", "injure", "hurt", "die", "wound", "slew")) and w != "missing"]
    return re.compile(rf"\b(?P<fate>(?i:{any_of(active)}))(?: (?:{_between()}))* \Z")


@cache
def _toll() -> re.Pattern[str]:
    verbs = "to|at|of|reached|hit|passed|topped|exceeded|was|is|stood at|stands at"
    return re.compile(rf"\b(?:[Dd]eath )?[Tt]oll\b[^.;\n]{{0,40}} (?:{verbs})(?: (?:{_between()}))* \Z")


def _between() -> str:
    """Words that may stand between "killed" and the number: those of the quantifiers, one by one."""
    return any_of(sorted({word for row in quantifiers() for words in row.before for word in words.split()} | {"the", "other", "of"}))
