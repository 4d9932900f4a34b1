"""Candidates that are no times: the verb "may", Mrs May, counts that look like years, ages, clock times that are scores, and names
of newspapers, organisations and laws that hold a word of time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onrecord.codebook.times import meanings_of
from onrecord.mentions.time_grammar import Candidate, Lexed
from onrecord.model import Document

CUES = frozenset(
    "in since until till by of from to through between last next this early late mid before after during for every each throughout "
    "and or around about past over on the a an that as than dated".split()
)
NAME_TAILS = frozenset(
    "times mail post telegraph herald express star mirror sun tribune observer independent club movement commission committee group alliance "
    "front brigade brigades forum foundation institute party coalition league network show programme magazine newspaper radio tv news review "
    "press association society council initiative project university college hospital airport bridge street square avenue stadium theatre "
    "revolution".split()
)
"""Nouns that, with a capital and right after a word of time, make it part of a name ("the April 6 Movement", "the Sunday Times")."""
TITLES = frozenset("mr mrs ms miss dr sir lord lady dame theresa brian minister president secretary senator chancellor leader mp".split())
COUNTED = frozenset(
    "people troops soldiers men women children dead deaths cases jobs homes houses units civilians refugees migrants workers police officers "
    "fighters protesters demonstrators prisoners hostages passengers patients voters seats votes points tonnes tons kilometres kilometers km miles "
    "metres meters feet dollars euros pounds rubles roubles yuan yen hectares acres barrels megawatts mw kg vehicles tanks drones missiles rounds "
    "times percent students members families residents inmates companies firms staff employees victims cars planes aircraft shares copies "
    "participants delegates athletes detainees households buildings villages schools words pages calories volts watts square cubic metric".split()
)
YEAR_CUES = frozenset(
    "in since until till by of from to through between before after during for early late mid around about circa and or than the a an this that "
    "its their his her our last next into beyond throughout pre post back as over per on vs versus '".split()
)
NUMBERED = frozenset(
    "flight no number route highway road room article section chapter page resolution boeing airbus windows model version channel gate lot unit "
    "act bill rule form line bus train case file figure table paragraph psalm apollo expo agenda vision horizon worth score".split()
)
LAW_NOUNS = frozenset("act law code constitution convention charter treaty bill ordinance decree regulations regulation rules statute order".split())
ADJECTIVES_BEFORE_UNITS = frozenset(
    "early dying final last first dark golden opening working peak business office visiting school dog happy good bad better worse latter glory "
    "daily man rush formative teenage waking labour labor trading broadcast holy".split()
)
UNIT_CUES = frozenset(
    "for in over after within during of took take takes lasted last lasts spent spend through following despite by many some until throughout "
    "just only several mere about nearly almost and or than into".split()
)
UNIT_FOLLOWERS = frozenset("of in after before later earlier ago into since until away on old-fashioned now".split())
THE_UNIT_CUES = frozenset("of for in during throughout over within end ended ending ends finish finished start started begin began close closed by until".split())
CLOCK_CUES = frozenset("at by around until till from to about before after since between and approximately nearly past roughly".split())
POSSESSIVES = frozenset("his her their my your its our".split())


def is_time(candidate: Candidate, lexed: Lexed, document: Document) -> bool:
    """Whether the words around a candidate, and the candidate's own, let it be a time."""
    if _in_name(candidate, lexed):
        return False
    check = CHECKS.get(candidate.rule.meaning)
    return check is None or check(candidate, lexed, document)


def _in_name(c: Candidate, lexed: Lexed) -> bool:
    """Part of the name of a newspaper, an organisation, a work: by the capitalised words that touch it."""
    after, before = lexed.written(c.end), lexed.written(c.start - 1)
    if _capital(after) and after.lower() in NAME_TAILS and not after.isupper():
        return True
    first = lexed.written(c.start)
    if c.rule.meaning in ("deictic", "reference_word", "frequency", "weekday_set", "noon", "day_part") and _capital(first):
        if (_capital(before) and before.lower() not in CUES) or (_capital(after) and not _sentence_start(c.start, lexed)):
            return not lexed.text.isupper() and not (first.isupper() and before.isupper())
    return lexed.lower(c.start - 2) == "mail" and before == "on" and c.rule.meaning == "weekday"


def _month(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """A bare month needs a word of time before it, or stands right before a common noun; "May" needs more."""
    if "y" in c.groups and c.rule.id != "en.time.months-of" or "w" in c.groups:
        return not _law_year(c, lexed)
    if "d" in c.groups:
        return _day_of_month(c, lexed, document)
    word, before, after = lexed.lower(c.start), lexed.lower(c.start - 1), lexed.written(c.end)
    if word == "may":
        return _may(c, lexed, document)
    if word in meanings_of("month_abbr"):
        return before in CUES and lexed.lower(c.start + 1) == "."
    cue = before in CUES and before not in ("the", "a", "an", "on", "and", "or")
    if before in ("and", "or", "to", "-", "–", "/", ","):
        cue = lexed.lower(c.start - 2) in meanings_of("month_full") or before == "to"
    if _capital(after) and not _sentence_start(c.end, lexed) and after.lower() not in meanings_of("weekday_full"):
        return cue and before in ("in", "since", "until", "last", "next", "this", "early", "late", "mid")
    if cue:
        return True
    if _sentence_start(c.start, lexed):
        return after in ("'s", "’s") or after.islower() and word != "march" or after == ","
    if word in ("march", "august", "june", "april"):
        return after in ("'s", "’s") or before in ("a", "an", "the") and after.islower() and after not in ("on", "of", "in", "for", "to", "by", "against")
    return not _capital(lexed.written(c.start - 1))


def _may(c: Candidate, lexed: Lexed, document: Document) -> bool:
    before, after = lexed.lower(c.start - 1), lexed.lower(c.end)
    if lexed.written(c.start).isupper() and lexed.written(c.start - 1).isupper() and before not in ("in", "since", "last", "next", "until"):
        return False
    if before not in CUES or before in ("the", "a", "an", "that", "on", "as", "than", "over"):
        return before in ("a", "an", "the") and after.isalpha() and after.islower() and _tagged(c.end - 1, lexed, document, "PROPN", "NOUN")
    if before in ("and", "or", "to") and lexed.lower(c.start - 2) in meanings_of("month_full"):
        return True
    if before in ("in", "since", "last", "next", "this", "early", "late", "mid", "until", "till", "between", "during", "throughout"):
        return True
    return not _somebody_called("May", lexed) and after not in ("'s", "to", "and", "or")


def _somebody_called(name: str, lexed: Lexed) -> bool:
    """Whether the text has somebody of that surname ("Mrs May", "Theresa May", "May said")."""
    found = re.search(rf"\b(?:Mrs|Mr|Ms|Miss|Theresa|Minister|Dr)\.? {name}\b|\b{name} (?:said|told|has|had|was|is|who|will|added)\b", lexed.text)
    return found is not None


def _day_of_month(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "May 10 people" and "March 200": what follows the figure must not be counted by it."""
    after = lexed.lower(c.end)
    if lexed.lower(c.start - 1) in TITLES and lexed.lower(c.start) == "may":
        return False
    if after in COUNTED or after in ("%", "million", "billion", "percent") or after in meanings_of("unit_many"):
        return False
    return not (after in (":", ".") and lexed.lower(c.end + 1)[:1].isdigit() and lexed.words[c.end].end == lexed.words[c.end + 1].start)


def _law_year(c: Candidate, lexed: Lexed) -> bool:
    """ "the Data Protection Act of 2018", "the Foreign Agents Law, 2012"."""
    at = c.start - 1
    if lexed.lower(at) in ("of", ","):
        at -= 1
    return _capital(lexed.written(at)) and lexed.lower(at) in LAW_NOUNS


def _year(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """A bare figure is a year when the words around it do not count with it, and it is not part of a name."""
    year, before, after = int(lexed.lower(c.start)), lexed.lower(c.start - 1), lexed.lower(c.end)
    written, follows = lexed.written(c.start - 1), lexed.written(c.end)
    touching = c.start > 0 and lexed.words[c.start - 1].end == lexed.words[c.start].start
    if touching and not (written in "([\"“‘'’`" or before in ("-", "–", "—", "/")):
        return False
    if touching and before in ("-", "–") and lexed.lower(c.start - 2)[:1].isdigit() and len(lexed.lower(c.start - 2)) != 4:
        return False
    if c.end < len(lexed.words) and lexed.words[c.end].start == lexed.words[c.start].end and follows in "%/-–" and not lexed.lower(c.end + 1).isalpha():
        return False
    if after in COUNTED or after in meanings_of("unit_many") or after in ("%", "million", "billion", "percent", "per", "°", "hours", "gmt", "utc"):
        return False
    if before in ("$", "€", "£", "¥", "₹", "#", "no", "over", "under", "than", "nearly", "almost", "least", "some", "up") and not 1900 <= year <= 2100:
        return False
    if before in ("$", "€", "£", "#", "over", "under", "nearly", "almost", "least", "some", "only", "just", "than") or before in NUMBERED or _law_year(c, lexed):
        return False
    if before == "." and lexed.lower(c.start - 2) in NUMBERED or _counts_noun(c, lexed, document, year):
        return False
    if not 1900 <= year <= 2100:
        return before in ("in", "since", "of", "until", "from", "year", "circa", "before", "after", "by") and not _noun_follows(c, lexed, document)
    if _capital(written) and not _sentence_start(c.start - 1, lexed) and before not in YEAR_CUES:
        return before in meanings_of("season")
    return before in YEAR_CUES or written in ("(", "[", "", "\n", ",", ";", ":", "“", '"', "‘", "–", "-", "—", "/", "'s", "’s") or not before.isdigit()


def _counts_noun(c: Candidate, lexed: Lexed, document: Document, year: int) -> bool:
    """ "2000 demonstrators": a round figure before a plural noun that the parse sees it count."""
    token = document.index_at(lexed.words[c.start].start)
    if token >= len(document.doc):
        return False
    head = document.doc[token].head
    plural = head.tag_ in ("NNS", "NNPS") and 0 < head.i - token <= 3
    before = lexed.lower(c.start - 1)
    return plural and document.doc[token].dep_ == "nummod" and (year % 100 == 0 or (before not in YEAR_CUES and before != "'s" and head.i == token + 1))


def _noun_follows(c: Candidate, lexed: Lexed, document: Document) -> bool:
    token = document.index_at(lexed.words[c.end - 1].start) + 1
    return token < len(document.doc) and document.doc[token].tag_ in ("NNS", "NN", "JJ")


def _figures_span(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "2024-25" must not be a stretch of a longer figure, nor a score."""
    before, after = lexed.written(c.start - 1), lexed.written(c.end)
    return before not in ("$", "€", "£", "#", "-", "–") and after not in ("-", "–", "%") and lexed.lower(c.start - 1) not in NUMBERED


def _weekday(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "Black Monday", "Bloody Sunday" and people called Friday are names."""
    if "r" in c.groups:
        return True
    before = lexed.written(c.start - 1)
    return before.lower() not in ("good", "black", "bloody", "super", "cyber", "giving", "man", "ruby") or not _capital(before)


def _weekdays(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "Fridays for Future" is a movement."""
    return lexed.lower(c.end) != "for" or not _capital(lexed.written(c.end + 1))


def _season(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """A bare season: not the verbs "fall" and "spring", not the fall of a city, not the Arab Spring."""
    if "y" in c.groups or "r" in c.groups or "p" in c.groups:
        return True
    start, word = c.groups["s"][0], lexed.lower(c.groups["s"][0])
    before, after, written = lexed.lower(start - 1), lexed.lower(c.end), lexed.written(start)
    if _capital(written) and not _sentence_start(start, lexed) or _capital(lexed.written(start - 1)) and not _sentence_start(start - 1, lexed):
        return False
    if after in ("olympics", "games", "-") or _capital(lexed.written(c.end)):
        return False
    if word in ("fall", "spring"):
        led = lexed.lower(start - 2) if before == "the" else before
        return led in ("in", "since", "until", "by", "during", "this", "last", "next", "early", "late", "through", "before", "after") and after not in ("of", "in", "to")
    return word != "winter" or before not in ("nuclear",)


def _quarter(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """A fraction or half of a match is no part of the year: "the first half" needs a year, or figures of business around it."""
    if c.groups.get("y") or c.groups.get("i"):
        return True
    if lexed.lower(c.groups["u"][0]) == "half":
        return lexed.lower(c.end) in ("results", "profit", "profits", "earnings", "sales", "revenue", "loss", "figures", "net")
    return lexed.lower(c.end) not in ("of", "century") and lexed.lower(c.start - 1) not in ("and", "a", "one")


def _decade(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "in his 40s" is an age; "the 80s" of temperature is left to the reader."""
    start, end = c.groups["x"]
    text = lexed.lower(start)
    short = len([ch for ch in text if ch.isdigit()]) == 2 or not text[:1].isdigit()
    led = {lexed.lower(start - 1), lexed.lower(start - 2), lexed.lower(start - 3)}
    if led & POSSESSIVES and short:
        return False
    touching = start > 0 and lexed.words[start - 1].end == lexed.words[start].start
    if touching and lexed.written(start - 1) in ("-", "–"):
        return not short
    marked = lexed.lower(start - 1) in ("the", "early", "late", "mid", "-") or text.startswith("'")
    return not (short and not marked and not (lexed.lower(start - 1) in ("and", "to", "or"))) and not touching


def _clock(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "12:30" by itself needs "at", "by" or the like before it; "3:1" and "16:9" never are."""
    before = lexed.lower(c.start - 1)
    return "q" in c.groups or before in CLOCK_CUES or lexed.lower(c.end - 1) == "hours" or _named_day(before)


def _named_day(word: str) -> bool:
    return word in meanings_of("weekday_full") or word in meanings_of("deictic")


def _clock_zone(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """A zone is written with capitals: "1200 est" and "10 am et al" are not meant."""
    start, end = c.groups.get("z", (0, 0))
    return all(lexed.written(n).isupper() for n in range(start, end))


def _duration(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """Ages, fractions and dates are no durations; neither is "a second" nor "a quarter"."""
    after, further = lexed.lower(c.end), lexed.lower(c.end + 1)
    if after in ("old", "olds") or (after in ("-", "–", "‐", "‑") and further in ("old", "olds")) or after == "of" and further == "age":
        return False
    if lexed.lower(c.start - 1) in ("aged", "age", "#", "$") or lexed.lower(c.start - 1) in ("-", "–", "/", ":", ".") and _touching(c.start, lexed):
        return False
    unit = lexed.lower(c.groups["u"][0]) if "u" in c.groups else ""
    number = lexed.lower(c.groups["n"][0]) if "n" in c.groups else ""
    if unit == "quarter" and number in ("a", "an", "one"):
        return False
    if unit == "quarters" and after == "of" and c.end - c.start == 2:
        return False
    if unit == "minutes" and number == "the":
        return False
    return not (unit == "day" and number in ("one",) and after not in ("of", "before", "after", "in") and _vague_one_day(c, lexed))


def _vague_one_day(c: Candidate, lexed: Lexed) -> bool:
    """ "one day" as "some day" stands without a preposition before it."""
    return lexed.lower(c.start - 1) not in ("for", "in", "within", "than", "just", "only", "over", "least", "after", "about", "lasted", "of")


def _touching(index: int, lexed: Lexed) -> bool:
    return index > 0 and lexed.words[index - 1].end == lexed.words[index].start


def _borrowed(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "60 to 90 days": the first figure is a time only where both count the same unit."""
    if lexed.lower(c.end) == "and" and lexed.lower(c.start - 1) != "between":
        return False
    return not lexed.lower(c.start - 1)[:1].isdigit() and _duration(c, lexed, document)


def _any_duration(c: Candidate, lexed: Lexed, document: Document) -> bool:
    return _borrowed(c, lexed, document) if c.rule.args.get("borrowed") else _duration(c, lexed, document)


def _bare_units(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """Units without a number: "for years", "after months of talks", "days later"; not office hours, minutes of a meeting, school days."""
    start = c.groups["u"][0]
    before, after, unit = lexed.lower(c.start - 1), lexed.lower(c.end), lexed.lower(start)
    if before in ADJECTIVES_BEFORE_UNITS or after in ("-", "–") or after == "old" or lexed.written(start)[0].isupper() and not _sentence_start(c.start, lexed):
        return False
    led = c.start != start
    if led:
        return lexed.lower(c.start) == "the" and before in ("over", "in", "through", "during") and after not in ("of", "when", "that")
    if unit == "minutes" and after == "of" and before not in ("in", "within", "for"):
        return False
    if before in UNIT_CUES:
        return not (before in ("of", "by", "and", "or", "many") and unit in ("hours", "seconds", "minutes", "quarters"))
    return after in UNIT_FOLLOWERS and not _tagged(c.start - 1, lexed, document, "ADJ", "NOUN", "DET", "NUM")


def _the_unit(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "the day" and "the year" that refer back: after "the end of", "for", "during"; not "the day after the vote", "the year of"."""
    if "u" not in c.groups:
        return lexed.lower(c.start - 1) in ("by", "before", "at", "until", "for", "of")
    before, after = lexed.lower(c.start - 1), lexed.lower(c.end)
    whole = c.end - c.start == 3
    if after in ("of", "after", "before", "when", "that", "in", "since", "-", "earlier", "later", "to", "'s", "ago", "they", "he", "she", "it", "we", "i"):
        return False
    if whole or lexed.lower(c.groups["u"][0]) in ("quarter", "decade"):
        return before in THE_UNIT_CUES
    return before in THE_UNIT_CUES and not (before in ("of", "by") and lexed.lower(c.start - 2) in ("man", "woman", "person", "time", "song"))


def _rate(c: Candidate, lexed: Lexed, document: Document) -> bool:
    if lexed.lower(c.start) == "per":
        return True
    return _duration(c, lexed, document)


def _frequency(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "a daily", "the weekly" as nouns are newspapers."""
    index = c.groups["x"][0]
    if lexed.lower(c.end) in ("newspaper", "paper", "newspapers", "-"):
        return False
    return not _tagged(index, lexed, document, "NOUN", "PROPN")


def _reference_word(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "now" as a conjunction or particle says no time: "now that", "for now" and "by now" do."""
    if lexed.lower(c.groups["x"][0]) != "now":
        return lexed.lower(c.end) not in ("-", "–")
    return lexed.lower(c.end) not in ("-", "–", ",") or lexed.lower(c.start - 1) in ("until", "by", "right", "just", "for")


def _reference_adjective(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "current" and "recent" before a noun; "the current" of a river is none."""
    start = c.groups["x"][0]
    return _tagged(start, lexed, document, "ADJ") and (not _capital(lexed.written(start)) or _sentence_start(start, lexed))


def _soon(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "as soon as", "soon after", "shortly before" join events and name no time."""
    after = lexed.lower(c.end)
    return after not in ("as", "after", "before", "afterwards", "afterward", "thereafter", "-", "became", "found", "followed") and lexed.lower(c.start - 1) not in ("as", "so", "how")


def _the_past(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "the past" as a noun, not in front of a count of units."""
    return not _tagged(c.end - 1, lexed, document, "ADJ", "ADP") or lexed.lower(c.end) in (".", ",", "")


def _part_of_day(c: Candidate, lexed: Lexed, document: Document) -> bool:
    start, end = c.groups.get("t", (0, 0))
    if "i" not in c.groups:
        return lexed.lower(c.end) == "of" or lexed.lower(c.start - 1) in ("in", "until", "during", "into", "since")
    return not (_capital(lexed.written(end - 1)) and lexed.lower(start) == "night" and _capital(lexed.written(end)))


def _the_part(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "in the afternoon", "during the night"; dawn, dusk and the rest are left where nothing leads to them."""
    return lexed.lower(c.start - 1) in ("in", "during", "through", "throughout", "into", "over", "for", "until") and lexed.lower(c.end) not in ("of", "sky", "-", "session", "shift")


def _day_part(c: Candidate, lexed: Lexed, document: Document) -> bool:
    if lexed.lower(c.start) == "overnight":
        return not _tagged(c.start, lexed, document, "NOUN") and lexed.lower(c.end) not in ("stay", "success", "bag", "train", "lending", "rate", "rates")
    return True


def _running(c: Candidate, lexed: Lexed, document: Document) -> bool:
    return lexed.lower(c.groups["u"][0]) in ("day", "week", "month", "year", "quarter", "night")


def _noon(c: Candidate, lexed: Lexed, document: Document) -> bool:
    return lexed.lower(c.end) not in ("oil", "express", "-") or "i" in c.groups


def _holiday(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "Christmas Island" and "Good Friday Agreement" are names of other things."""
    after = lexed.written(c.end)
    return not (_capital(after) and not _sentence_start(c.end, lexed) and after.lower() in (
        "island", "islands", "agreement", "accord", "accords", "parade", "rising", "rebellion", "seal", "seals", "weekend", "carol", "party", "act", "bowl",
    ))  # fmt: skip


def _fiscal(c: Candidate, lexed: Lexed, document: Document) -> bool:
    return lexed.lower(c.start - 1) != "-"


def _part(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "late President", "end of May" where May is somebody."""
    start, end = c.groups.get("i", (c.start, c.end))
    if end - start == 1:
        word = lexed.lower(start)
        if word in meanings_of("month_abbr") or word == "may" and lexed.lower(start - 1) == "late" and lexed.lower(c.start - 1) in ("the", "mrs"):
            return False
        if word in meanings_of("season") and word in ("fall", "spring"):
            return lexed.lower(c.start) in ("early", "late", "mid", "the")
        if word.isdigit():
            return lexed.lower(c.end) not in COUNTED
    return lexed.lower(c.end) not in ("-",) or lexed.lower(c.end + 1) not in ("old",)


def _capital(word: str) -> bool:
    return word[:1].isupper()


def _sentence_start(index: int, lexed: Lexed) -> bool:
    """Whether the word begins a sentence or a line, so that its capital says nothing."""
    return index <= 0 or lexed.lower(index - 1)[-1:] in (".", "!", "?", ":", "\n", '"', "“", "”", "‘", "•", "—", "") or "\n" in lexed.lower(index - 1)


def _tagged(index: int, lexed: Lexed, document: Document, *tags: str) -> bool:
    """Whether the parser gives the word one of the parts of speech."""
    if not 0 <= index < len(lexed.words):
        return False
    token = document.index_at(lexed.words[index].start)
    return token < len(document.doc) and document.doc[token].pos_ in tags


Check = Callable[[Candidate, Lexed, Document], bool]
CHECKS: Mapping[str, Check] = {
    "calendar": _month, "bare_year": _year, "year_span": _figures_span, "year_range": _figures_span, "weekday": _weekday, "season": _season, "weekday_set": _weekdays,
    "quarter": _quarter, "decade": _decade, "bare_clock": _clock, "clock": _clock_zone, "duration": _any_duration, "bare_units": _bare_units,
    "the_unit": _the_unit, "rate": _rate, "frequency": _frequency, "reference_word": _reference_word, "reference_adjective": _reference_adjective,
    "soon": _soon, "the_past": _the_past, "part_of_day": _part_of_day, "the_part": _the_part, "day_part": _day_part, "running": _running,
    "noon": _noon, "holiday": _holiday, "part_of": _part, "fiscal": _fiscal, "ago": _duration, "step": _duration,
}  # fmt: skip
