"""Rule -> meaning: the functions that the grammar's rules name, and the order in which they are asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onrecord.mentions import time_clock as clock
from onrecord.mentions import time_dates as dates
from onrecord.mentions import time_durations as durations
from onrecord.mentions import time_eras as eras
from onrecord.mentions import time_fiscal as fiscals
from onrecord.mentions import time_relative as relative
from onrecord.mentions.time_context import Context, Found, Meaning
from onrecord.mentions.time_grammar import Candidate, match_whole
from onrecord.mentions.time_holidays import holiday

MEANINGS: Mapping[str, Callable[[Found], list[Meaning]]] = {
    "ago": relative.ago, "bare_clock": clock.clock, "bare_units": durations.bare_units, "bare_year": dates.bare_year,
    "beyond": relative.beyond, "calendar": dates.calendar, "calendar_in": dates.calendar_in, "century": eras.century,
    "clock": clock.clock, "day_in": dates.day_in, "day_part": clock.day_part, "day_range": dates.day_range, "decade": eras.decade,
    "deictic": relative.deictic, "duration": durations.duration, "era_year": eras.era_year, "figures": dates.figures, "first_units": dates.first_units,
    "fiscal": fiscals.fiscal, "fixed": dates.fixed, "frequency": durations.frequency, "from_now": relative.from_now,
    "half_past": clock.half_past, "holiday": holiday, "iso": dates.iso, "month_rel": relative.month_rel, "noon": clock.noon,
    "nth_of": dates.nth_of, "oclock": clock.oclock, "part_of": dates.part_of, "part_of_day": clock.part_of_day,
    "quarter": dates.quarter, "quarter_code": dates.quarter_code, "quarter_in": fiscals.quarter_in, "rate": durations.rate,
    "reference": durations.reference, "reference_adjective": durations.reference, "reference_tail": durations.reference,
    "reference_word": durations.reference, "repeated": durations.day_after_day, "rest_of": durations.rest_of,
    "running": relative.running, "same_period": relative.same_period, "season": dates.season, "season_in": dates.season_in, "seasons_ago": relative.seasons_ago,
    "set": durations.repeated_unit, "soon": durations.soon, "span_ahead": relative.span_ahead, "span_back": relative.span_back,
    "step": relative.step_from_story, "the_part": clock.the_part, "the_past": durations.reference, "the_unit": relative.the_unit,
    "this_time": relative.this_time, "turn_of_year": relative.turn_of_year, "unit_anchored": relative.unit_anchored, "unit_beyond": relative.unit_beyond,
    "unit_rel": relative.unit_rel, "unit_step": relative.unit_step, "week_from": relative.week_from, "week_of": dates.week_of,
    "weekday": relative.weekday, "weekday_count": relative.weekday_count, "weekday_in": relative.weekday_in,
    "weekdays_ago": relative.weekdays_ago, "weekday_set": durations.weekday_set,
    "weekend": relative.weekend, "within": relative.within, "year_range": dates.year_range, "year_span": dates.year_span,
}  # fmt: skip

LATE = frozenset({"clock", "bare_clock", "oclock", "half_past", "noon", "the_part", "day_part", "part_of_day"})
"""Meanings that lean on a day named anywhere in their sentence, and are asked after all others."""


FIVE_FIGURES = re.compile(r"\d{5}")
"""A year that TIMEX3 cannot write."""


def meanings(candidate: Candidate, context: Context) -> list[Meaning]:
    """What a candidate says; empty where its words do not make a time after all (30 February)."""

    def read(start: int, end: int) -> Meaning | None:
        for inner in match_whole(context.lexed, start, end):
            made = meanings(inner, context)
            if made:
                return made[0]
        return None

    try:
        made = MEANINGS[candidate.rule.meaning](Found(candidate, context, read))
    except (OverflowError, ValueError):  # past either end of the calendar, which has the years 1 to 9999
        return []
    return [m for m in made if m.value and not FIVE_FIGURES.match(m.value)]
