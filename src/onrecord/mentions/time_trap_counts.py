"""Counts of units, repetitions and references that are no times: ages, fractions, office hours, "as soon as"."""

from __future__ import annotations

from onrecord.codebook.times import time_words
from onrecord.mentions.time_beside import capital, sentence_start, tagged, touching
from onrecord.mentions.time_grammar import Candidate, Lexed
from onrecord.model import Document


def duration(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """Ages, fractions and dates are no durations; neither is "a second" nor "a quarter"."""
    after, further = lexed.lower(c.end), lexed.lower(c.end + 1)
    if after in ("-", "–") and touching(c.end, lexed) and further != "long":
        return False
    if after in ("old", "olds") or (after in ("-", "–", "‐", "‑") and further in ("old", "olds")) or (after == "of" and further == "age"):
        return False
    if (
        lexed.lower(c.start - 1) in ("aged", "age", "#", "$")
        or (lexed.lower(c.start - 1) in ("-", "–", "/", ":", ".")
        and touching(c.start, lexed))
    ):
        return False
    unit = lexed.lower(c.groups["u"][0]) if "u" in c.groups else ""
    number = lexed.lower(c.groups["n"][0]) if "n" in c.groups else ""
    if unit == "quarter" and number in ("a", "an", "one"):
        return False
    if unit == "quarters" and after == "of" and "n" in c.groups and c.groups["n"][1] == c.groups["u"][0]:
        return False
    if unit == "minutes" and number == "the":
        return False
    return not (unit == "day" and number in ("one",) and after not in ("of", "before", "after", "in") and vague_one_day(c, lexed))


def vague_one_day(c: Candidate, lexed: Lexed) -> bool:
    """ "one day" as "some day" stands without a preposition before it."""
    return lexed.lower(c.start - 1) not in (
        "for",
        "in",
        "within",
        "than",
        "just",
        "only",
        "over",
        "least",
        "after",
        "about",
        "lasted",
        "of",
    )


def borrowed(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "60 to 90 days": the first figure is a time only where both count the same unit."""
    if lexed.lower(c.end) == "and" and lexed.lower(c.start - 1) != "between":
        return False
    return not lexed.lower(c.start - 1)[:1].isdigit() and duration(c, lexed, document)


def any_duration(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """A count of units, or the first figure of "60 to 90 days"; an age only of what is no person ("a ten-day-old strike")."""
    if "o" in c.groups:
        return aged(c.groups["o"][0], lexed, document)
    return borrowed(c, lexed, document) if c.rule.args.get("borrowed") else duration(c, lexed, document)


def aged(old: int, lexed: Lexed, document: Document) -> bool:
    """Whether what "old" is said of is a thing of which news tells the age: a strike, a pact, a war."""
    token = document.doc[document.index_at(lexed.words[old].start)]
    subjects = [c for c in token.head.children if c.dep_ in ("nsubj", "nsubjpass")]
    return lexed.lower(old + 1) in time_words("has-age") or any(t.lemma_.lower() in time_words("has-age") for t in (token.head, *subjects))


def bare_units(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """Units without a number: "for years", "after months of talks", "days later"; not office hours, minutes of a meeting, school days."""
    start = c.groups["u"][0]
    before, after, unit = lexed.lower(c.start - 1), lexed.lower(c.end), lexed.lower(start)
    if (
        before in time_words("unit-adjective")
        or after in ("-", "–")
        or after == "old"
        or (lexed.written(start)[0].isupper()
        and not sentence_start(c.start, lexed))
    ):
        return False
    led = c.start != start
    if led:
        return lexed.lower(c.start) == "the" and before in ("over", "in", "through", "during") and after not in ("of", "when", "that")
    if unit == "minutes" and after == "of" and before not in ("in", "within", "for"):
        return False
    if before in time_words("unit-cue"):
        return not (before in ("of", "by", "and", "or", "many") and unit in ("hours", "seconds", "minutes", "quarters"))
    return after in time_words("unit-follower") and not tagged(c.start - 1, lexed, document, "ADJ", "NOUN", "DET", "NUM")


def the_unit(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "the day" and "the year" that refer back: after "the end of", "for", "during"; not "the day after the vote", "the year of"."""
    if "u" not in c.groups:
        return lexed.lower(c.start - 1) in ("by", "before", "at", "until", "for", "of")
    before, after = lexed.lower(c.start - 1), lexed.lower(c.end)
    if before == "before" and (after in ("ends", "ended") or (after in ("is", "was") and lexed.lower(c.end + 1) in ("out", "over"))):
        return True
    whole = c.end - c.start == 3
    if after in (
        "of",
        "after",
        "before",
        "when",
        "that",
        "in",
        "since",
        "-",
        "earlier",
        "leading",
        "preceding",
        "later",
        "to",
        "'s",
        "ago",
        "they",
        "he",
        "she",
        "it",
        "we",
        "i",
    ):
        return False
    if whole or lexed.lower(c.groups["u"][0]) in ("quarter", "decade"):
        return before in time_words("the-unit-cue")
    return before in time_words("the-unit-cue") and not (
        before in ("of", "by") and lexed.lower(c.start - 2) in ("man", "woman", "person", "time", "song")
    )


def rate(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """Whether "a year" is told of at all: not an age."""
    if lexed.lower(c.start) == "per":
        return True
    return duration(c, lexed, document)


def frequency(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "a daily", "the weekly" as nouns are newspapers."""
    index = c.groups["x"][0]
    if lexed.lower(c.end) in ("newspaper", "paper", "newspapers", "-"):
        return False
    if lexed.lower(c.start - 1) in ("the", "a", "an") and lexed.written(c.end)[:1].isupper() and not sentence_start(c.end, lexed):
        return False  # "the daily Rytas"
    return not tagged(index, lexed, document, "NOUN", "PROPN")


def reference_word(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "now" as a conjunction or particle says no time: "now that", "for now" and "by now" do."""
    if lexed.lower(c.groups["x"][0]) != "now":
        return lexed.lower(c.end) not in ("-", "–")
    return lexed.lower(c.end) not in ("-", "–", ",") or lexed.lower(c.start - 1) in ("until", "by", "right", "just", "for")


def reference_adjective(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "current" and "recent" before a noun; "the current" of a river is none."""
    start = c.groups["x"][0]
    return tagged(start, lexed, document, "ADJ") and (not capital(lexed.written(start)) or sentence_start(start, lexed))


def soon(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "as soon as", "soon after", "shortly before" join events and name no time."""
    after = lexed.lower(c.end)
    return after not in (
        "as",
        "after",
        "before",
        "afterwards",
        "afterward",
        "thereafter",
        "-",
        "became",
        "found",
        "followed",
    ) and lexed.lower(c.start - 1) not in ("as", "so", "how")


def the_past(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """ "the past" as a noun, not in front of a count of units."""
    return not tagged(c.end - 1, lexed, document, "ADJ", "ADP") or lexed.lower(c.end) in (".", ",", "")


def running(c: Candidate, lexed: Lexed, document: Document) -> bool:
    """Only units of the calendar run."""
    return lexed.lower(c.groups["u"][0]) in ("day", "week", "month", "year", "quarter", "night")
