"""Dates and clock times that are none: the verb "may", Mrs May, counts that look like years, the fall of a city, scores, laws."""

from __future__ import annotations

import re

from onrecord.codebook.times import meanings_of, time_words
from onrecord.mentions.time_beside import capital, sentence_start, tagged
from onrecord.mentions.time_grammar import Candidate, Lexed
from onrecord.model import Document


def month(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """A bare month needs a word of time before it, or stands right before a common noun; "May" needs more."""
    if ("y" in c.groups and c.rule.id != "en.time.months-of") or "w" in c.groups:
        return not law_year(c, lexed)
    if "d" in c.groups and c.rule.id == "en.time.the-day":
        return lexed.lower(c.start - 1) in ("on", "by", "until", "since", "from") and lexed.lower(c.end) in (".", ",", ";", "")
    if "d" in c.groups:
        return day_of_month(c, lexed, document)
    word, before, after = lexed.lower(c.start), lexed.lower(c.start - 1), lexed.written(c.end)
    if word == "may":
        return may(c, lexed, document)
    if word in meanings_of("month_abbr"):
        return before in time_words("month-cue") and lexed.lower(c.start + 1) == "."
    cue = before in time_words("month-cue") and before not in ("the", "a", "an", "on", "and", "or")
    if before in ("and", "or", "to", "-", "–", "/", ","):
        cue = lexed.lower(c.start - 2) in meanings_of("month_full") or before == "to"
    if capital(after) and not sentence_start(c.end, lexed) and after.lower() not in meanings_of("weekday_full"):
        return cue and before in ("in", "since", "until", "last", "next", "this", "early", "late", "mid")
    if cue:
        return True
    if sentence_start(c.start, lexed):
        return after in ("'s", "’s") or (after.islower() and word != "march") or after == ","
    if word in ("march", "august", "june", "april"):
        return (
            after in ("'s", "’s")
            or (before in ("a", "an", "the")
            and after.islower()
            and after not in ("on", "of", "in", "for", "to", "by", "against"))
        )
    return not capital(lexed.written(c.start - 1))


def may(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "May" needs more than another month: it is a verb and a surname."""
    before, after = lexed.lower(c.start - 1), lexed.lower(c.end)
    if lexed.written(c.start).isupper() and lexed.written(c.start - 1).isupper() and before not in ("in", "since", "last", "next", "until"):
        return False
    if before not in time_words("month-cue") or before in ("the", "a", "an", "that", "on", "as", "than", "over"):
        return before in ("a", "an", "the") and after.isalpha() and after.islower() and tagged(c.end - 1, lexed, document, "PROPN", "NOUN")
    if before in ("and", "or", "to") and lexed.lower(c.start - 2) in meanings_of("month_full"):
        return True
    if before in ("in", "since", "last", "next", "this", "early", "late", "mid", "until", "till", "between", "during", "throughout"):
        return True
    return not somebody_called("May", lexed) and after not in ("'s", "to", "and", "or")


def somebody_called(name: str, lexed: Lexed) -> bool:
    """Whether the text has somebody of that surname ("Mrs May", "Theresa May", "May said")."""
    found = re.search(
        rf"\b(?:Mrs|Mr|Ms|Miss|Theresa|Minister|Dr)\.? {name}\b|\b{name} (?:said|told|has|had|was|is|who|will|added)\b", lexed.text
    )
    return found is not None


def day_of_month(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "May 10 people" and "March 200": what follows the figure must not be counted by it."""
    after = lexed.lower(c.end)
    if lexed.lower(c.start - 1) in time_words("title") and lexed.lower(c.start) == "may":
        return False
    if after in time_words("counted") or after in ("%", "million", "billion", "percent") or after in meanings_of("unit_many"):
        return False
    return not (after in (":", ".") and lexed.lower(c.end + 1)[:1].isdigit() and lexed.words[c.end].end == lexed.words[c.end + 1].start)


def law_year(c: Candidate, lexed: Lexed) -> bool:
    """ "the Data Protection Act of 2018", "the Foreign Agents Law, 2012"."""
    at = c.start - 1
    if lexed.lower(at) in ("of", ","):
        at -= 1
    return capital(lexed.written(at)) and lexed.lower(at) in time_words("law")


def year(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """A bare figure is a year when the words around it do not count with it, and it is not part of a name."""
    year, before, after = int(lexed.lower(c.start)), lexed.lower(c.start - 1), lexed.lower(c.end)
    written, follows = lexed.written(c.start - 1), lexed.written(c.end)
    touching = c.start > 0 and lexed.words[c.start - 1].end == lexed.words[c.start].start
    if touching and not (written in "([\"“‘'’`" or before in ("-", "–", "—", "/")):
        return False
    if touching and before in ("-", "–") and lexed.lower(c.start - 2)[:1].isdigit() and len(lexed.lower(c.start - 2)) != 4:
        return False
    if (
        c.end < len(lexed.words)
        and lexed.words[c.end].start == lexed.words[c.start].end
        and follows in "%/-–"
        and not lexed.lower(c.end + 1).isalpha()
    ):
        return False
    if (
        after in time_words("counted")
        or after in meanings_of("unit_many")
        or after in ("%", "million", "billion", "percent", "per", "°", "hours", "gmt", "utc")
    ):
        return False
    if (
        before in ("$", "€", "£", "¥", "₹", "#", "no", "over", "under", "than", "nearly", "almost", "least", "some", "up")
        and not 1900 <= year <= 2100
    ):
        return False
    if (
        before in ("$", "€", "£", "#", "over", "under", "nearly", "almost", "least", "some", "only", "just", "than")
        or before in time_words("numbered")
        or law_year(c, lexed)
    ):
        return False
    if (before == "." and lexed.lower(c.start - 2) in time_words("numbered")) or counts_noun(c, lexed, document, year):
        return False
    if not 1900 <= year <= 2100:
        return before in ("in", "since", "of", "until", "from", "year", "circa", "before", "after", "by") and not noun_follows(
            c, lexed, document
        )
    if capital(written) and not sentence_start(c.start - 1, lexed) and before not in time_words("year-cue"):
        return before in meanings_of("season")
    return (
        before in time_words("year-cue")
        or written in ("(", "[", "", "\n", ",", ";", ":", "“", '"', "‘", "–", "-", "—", "/", "'s", "’s")
        or not before.isdigit()
    )


def counts_noun(c: Candidate, lexed: Lexed, document: Document, year: int) -> bool:
    """ "2000 demonstrators": a round figure before a plural noun that the parse sees it count."""
    token = document.index_at(lexed.words[c.start].start)
    if token >= len(document.doc):
        return False
    head = document.doc[token].head
    plural = head.tag_ in ("NNS", "NNPS") and 0 < head.i - token <= 3
    before = lexed.lower(c.start - 1)
    return (
        plural
        and document.doc[token].dep_ == "nummod"
        and (year % 100 == 0 or (before not in time_words("year-cue") and before != "'s" and head.i == token + 1))
    )


def noun_follows(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """Whether the parser sees a noun or adjective right after."""
    token = document.index_at(lexed.words[c.end - 1].start) + 1
    return token < len(document.doc) and document.doc[token].tag_ in ("NNS", "NN", "JJ")


def figures_span(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "2024-25" must not be a stretch of a longer figure, nor a score."""
    before, after = lexed.written(c.start - 1), lexed.written(c.end)
    if before in ("$", "€", "£", "#", "-", "–") or after in ("-", "–", "%"):
        return False
    return lexed.lower(c.start - 1) not in time_words("numbered")


def weekday(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "Black Monday", "Bloody Sunday" and people called Friday are names."""
    if "r" in c.groups:
        return True
    before = lexed.written(c.start - 1)
    return before.lower() not in ("good", "black", "bloody", "super", "cyber", "giving", "man", "ruby") or not capital(before)


def weekdays(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "Fridays for Future" is a movement."""
    return lexed.lower(c.end) != "for" or not capital(lexed.written(c.end + 1))


def season(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """A bare season: not the verbs "fall" and "spring", not the fall of a city, not the Arab Spring."""
    if "y" in c.groups or "r" in c.groups or "p" in c.groups:
        return True
    start, word = c.groups["s"][0], lexed.lower(c.groups["s"][0])
    before, after, written = lexed.lower(start - 1), lexed.lower(c.end), lexed.written(start)
    if (
        (capital(written)
        and not sentence_start(start, lexed))
        or (capital(lexed.written(start - 1))
        and not sentence_start(start - 1, lexed))
    ):
        return False
    if after in ("olympics", "games", "-") or capital(lexed.written(c.end)):
        return False
    if word in ("fall", "spring"):
        led = lexed.lower(start - 2) if before == "the" else before
        return led in (
            "in",
            "since",
            "until",
            "by",
            "during",
            "this",
            "last",
            "next",
            "early",
            "late",
            "through",
            "before",
            "after",
        ) and after not in ("of", "in", "to")
    return word != "winter" or before not in ("nuclear",)


def quarter(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """A fraction or half of a match is no part of the year: "the first half" needs a year, or figures of business around it."""
    if c.groups.get("y") or c.groups.get("i"):
        return True
    if lexed.lower(c.groups["u"][0]) == "half":
        return lexed.lower(c.end) in ("results", "profit", "profits", "earnings", "sales", "revenue", "loss", "figures", "net")
    return lexed.lower(c.end) not in ("of", "century") and lexed.lower(c.start - 1) not in ("and", "a", "one")


def decade(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "in his 40s" is an age; "the 80s" of temperature is left to the reader."""
    start, _ = c.groups["x"]
    text = lexed.lower(start)
    short = len([ch for ch in text if ch.isdigit()]) == 2 or not text[:1].isdigit()
    led = {lexed.lower(start - 1), lexed.lower(start - 2), lexed.lower(start - 3)}
    if led & time_words("possessive") and short:
        return False
    touching = start > 0 and lexed.words[start - 1].end == lexed.words[start].start
    if touching and lexed.written(start - 1) in ("-", "–"):
        return not short
    marked = lexed.lower(start - 1) in ("the", "early", "late", "mid", "-") or text.startswith("'")
    return not (short and not marked and lexed.lower(start - 1) not in ("and", "to", "or")) and not touching


def clock(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "12:30" by itself needs "at", "by" or the like before it; "3:1" and "16:9" never are."""
    before = lexed.lower(c.start - 1)
    return "q" in c.groups or before in time_words("clock-cue") or lexed.lower(c.end - 1) == "hours" or named_day(before)


def named_day(word: str) -> bool:
    """Whether the word names a day."""
    return word in meanings_of("weekday_full") or word in meanings_of("deictic")


def clock_zone(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """A zone is written with capitals: "1200 est" and "10 am et al" are not meant."""
    start, end = c.groups.get("z", (0, 0))
    return all(lexed.written(n).isupper() for n in range(start, end))


def part_of_day(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "night" of a name, and parts of the day that nothing leads to, are none."""
    start, end = c.groups.get("t", (0, 0))
    if "i" not in c.groups:
        return lexed.lower(c.end) == "of" or lexed.lower(c.start - 1) in ("in", "until", "during", "into", "since")
    return not (capital(lexed.written(end - 1)) and lexed.lower(start) == "night" and capital(lexed.written(end)))


def the_part(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "in the afternoon", "at dawn"; not "in the morning session", and not where nothing leads to it."""
    if c.end - c.start == 1:
        led = ("at", "before", "after", "until", "by", "from", "since", "around")
        return lexed.lower(c.start - 1) in led and not capital(lexed.written(c.start)) and not tagged(c.end, lexed, document, "NOUN")
    if lexed.lower(c.start - 1) not in ("in", "during", "through", "throughout", "into", "over", "for", "until"):
        return False
    return lexed.lower(c.end) not in ("of", "-") and not tagged(c.end, lexed, document, "NOUN", "PROPN")


def day_part(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "overnight" as an adverb, not the noun or a name for trains and rates."""
    if lexed.lower(c.start) == "overnight":
        return not tagged(c.start, lexed, document, "NOUN") and lexed.lower(c.end) not in (
            "stay",
            "success",
            "bag",
            "train",
            "lending",
            "rate",
            "rates",
        )
    return True


def noon(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "midnight oil" is none."""
    return lexed.lower(c.end) not in ("oil", "express", "-") or "i" in c.groups


def holiday(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "Christmas Island" and "Good Friday Agreement" are names of other things, "Tariq Ramadan" and "Ramadan Shallah" of people."""
    after, before = lexed.written(c.end), lexed.written(c.start - 1)
    named = capital(after) and not sentence_start(c.end, lexed)
    if named and after.lower() in time_words("holiday-tail"):
        return False
    if lexed.lower(c.start) not in time_words("holiday-or-name"):
        return True
    beside = capital(before) and (not sentence_start(c.start - 1, lexed) or tagged(c.start - 1, lexed, document, "PROPN"))
    return not beside and not (named and lexed.lower(c.start - 1) not in ("during", "since", "before", "after"))


def century(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "the first century of the empire" counts from somewhere else, and "his third century" is a score."""
    if c.groups.get("e", (0, 0)) != (0, 0) or lexed.lower(c.end) in ("bc", "bce"):
        return True
    before = lexed.lower(c.start - 1)
    touching = lexed.lower(c.groups["n"][1]) in ("-", "–", "‐", "‑")
    low = lexed.lower(c.groups["n"][0]) in meanings_of("nth") or len(lexed.lower(c.groups["n"][0])) == 3
    if low and lexed.lower(c.end) == "of" and lexed.lower(c.end + 1) in ("the", "its", "their", "his", "her", "this", "that"):
        return False
    return touching or not (low and (before in time_words("possessive") or before in ("a", "'s", "scored", "hit", "made")))


def era_year(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "12 BC residents" live in British Columbia; sums and figures of decimals are no years."""
    if "." in lexed.written(c.groups["y"][0]) or lexed.written(c.start - 1) in ("$", "€", "£", "#", "-", "."):
        return False
    if c.rule.id == "en.time.year-three-bare":
        return _old_company(c, lexed) and not noun_follows(c, lexed, document)
    if "e" not in c.groups:
        return True
    token = document.index_at(lexed.words[c.end - 1].start) + 1
    return token >= len(document.doc) or document.doc[token].tag_ not in ("NNS", "NNPS")


OLD = re.compile(r"\b(?:1[0-4][0-9][0-9]|[Cc]entury|AD|BCE?|CE)\b")
OLD_REACH = 200


def _old_company(c: Candidate, lexed: Lexed) -> bool:
    """ "in 843" is a year where a preposition leads to it and another year before 1500, a century or an era stands close by."""
    if lexed.lower(c.start - 1) not in ("in", "since", "until", "from", "by", "around", "about"):
        return False
    at = lexed.words[c.start].start
    return OLD.search(lexed.text, max(0, at - OLD_REACH), at) is not None or OLD.search(lexed.text, lexed.words[c.end - 1].end, at + OLD_REACH) is not None


def fiscal(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """A dash before it makes it part of something else."""
    return lexed.lower(c.start - 1) != "-"


def part(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "late President", "end of May" where May is somebody."""
    start, end = c.groups.get("i", (c.start, c.end))
    if end - start == 1:
        word = lexed.lower(start)
        if (
            word in meanings_of("month_abbr")
            or (word == "may"
            and lexed.lower(start - 1) == "late"
            and lexed.lower(c.start - 1) in ("the", "mrs"))
        ):
            return False
        if word in meanings_of("season") and word in ("fall", "spring"):
            return lexed.lower(c.start) in ("early", "late", "mid", "the")
        if word.isdigit():
            return lexed.lower(c.end) not in time_words("counted")
    return lexed.lower(c.end) not in ("-",) or lexed.lower(c.end + 1) not in ("old",)
