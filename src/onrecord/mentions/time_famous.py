"""Days that stand for one event: "the Sept. 11 attacks" is a day of 2001, whatever the article's date."""

from __future__ import annotations

from onrecord.codebook.times import famous_days, meanings_of
from onrecord.mentions.time_context import Context, Meaning
from onrecord.mentions.time_grammar import Candidate, Lexed

REACH = 2
"""Words after the date in which the event's noun stands."""


def famous_day(candidate: Candidate, lexed: Lexed, context: Context) -> list[Meaning]:
    """The day of a well-known event, where a day and month stand right before its noun; else empty."""
    groups = candidate.groups
    if candidate.rule.meaning != "calendar" or "y" in groups or "d" not in groups or "m" not in groups:
        return []
    month = meanings_of("month_full").get(lexed.lower(groups["m"][0])) or meanings_of("month_abbr").get(lexed.lower(groups["m"][0]))
    day = "".join(c for c in lexed.lower(groups["d"][0]) if c.isdigit())
    if not month or not day:
        return []
    rest = f"-{int(month):02}-{int(day):02}"
    after = [lexed.lower(n) for n in range(candidate.end, candidate.end + REACH + 1)]
    for row in famous_days():
        published = context.published.value if context.published else row.date
        if row.date.endswith(rest) and any(n in after for n in row.nouns) and published >= row.date[: len(published)]:
            return [Meaning("DATE", row.date)]
    return []
