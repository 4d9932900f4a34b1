"""Candidates that are no times, told by the words around them: "Mrs May", plain numbers, names that hold a word of time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.codebook.times import time_words
from onrecord.mentions import time_trap_counts as counts
from onrecord.mentions import time_trap_dates as dates
from onrecord.mentions.time_beside import capital, sentence_start
from onrecord.mentions.time_grammar import Candidate, Lexed
from onrecord.model import Document


def is_time(candidate: Candidate, lexed: Lexed, document: Document) -> bool:
    """Whether the words around a candidate, and the candidate's own, let it be a time."""
    if _in_name(candidate, lexed) or lexed.lower(candidate.end) in ("bc", "bce"):  # TIMEX3 writes those years otherwise
        return False
    check = CHECKS.get(candidate.rule.meaning)
    return check is None or check(candidate, lexed, document)


def _in_name(c: Candidate, lexed: Lexed) -> bool:
    """Part of the name of a newspaper, an organisation, a work: by the capitalised words that touch it."""
    after, before = lexed.written(c.end), lexed.written(c.start - 1)
    if capital(after) and after.lower() in time_words("name-tail") and not after.isupper():
        return True
    first = lexed.written(c.start)
    if c.rule.meaning in LOOSE and capital(first) and not lexed.text.isupper() and not (first.isupper() and before.isupper()):
        led = capital(before) and before.lower() not in time_words("month-cue")
        if led or (capital(after) and not sentence_start(c.start, lexed)):
            return True
    return lexed.lower(c.start - 2) == "mail" and before == "on" and c.rule.meaning == "weekday"


LOOSE = frozenset({"deictic", "reference_word", "frequency", "weekday_set", "noon", "day_part"})
"""Meanings whose words are common ones: a capital inside a sentence makes them part of a name ("USA Today", "Peace Now")."""
Check = Callable[[Candidate, Lexed, Document], bool]
CHECKS: Mapping[str, Check] = {
    "ago": counts.duration,
    "bare_clock": dates.clock,
    "bare_units": counts.bare_units,
    "bare_year": dates.year,
    "calendar": dates.month,
    "century": dates.century,
    "clock": dates.clock_zone,
    "day_part": dates.day_part,
    "decade": dates.decade,
    "duration": counts.any_duration,
    "era_year": dates.era_year,
    "fiscal": dates.fiscal,
    "frequency": counts.frequency,
    "holiday": dates.holiday,
    "noon": dates.noon,
    "part_of": dates.part,
    "part_of_day": dates.part_of_day,
    "quarter": dates.quarter,
    "rate": counts.rate,
    "reference_adjective": counts.reference_adjective,
    "reference_word": counts.reference_word,
    "running": counts.running,
    "season": dates.season,
    "soon": counts.soon,
    "step": counts.duration,
    "the_part": dates.the_part,
    "the_past": counts.the_past,
    "the_unit": counts.the_unit,
    "weekday": dates.weekday,
    "weekday_set": dates.weekdays,
    "year_range": dates.figures_span,
    "year_span": dates.figures_span,
}
