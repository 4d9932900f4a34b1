"""Meanings of durations, of what is repeated, and of bare references to past, present and future."""

from __future__ import annotations

from onrecord.mentions.time_calendar import bounds, shift
from onrecord.mentions.time_context import Found, Meaning, number_of, period

OR_MORE = {"more": "EQUAL_OR_MORE", "longer": "EQUAL_OR_MORE", "less": "EQUAL_OR_LESS", "so": "APPROX"}


def duration(found: Found) -> list[Meaning]:
    """ "over three years", "five-year", "a day and a half", "decades-long"."""
    if found.has("x"):
        return [Meaning("DURATION", f"P1{found.value('x', 'long')}".replace("P1TH", "PT1H"), stated=True)]
    unit, number = found.unit(), _how_many(found)
    value = period(number, unit)
    if found.has("n2"):
        value = _two_units(found, number, unit)
    if found.arg("borrowed"):
        value = period(number, found.unit())
    if found.arg("years"):
        value = f"P{found.arg('years')}Y"
    mod = OR_MORE.get(found.phrase("k")) or found.mod() or found.arg("mod")
    begin, end = _reach(found, number, unit)
    return [Meaning("DURATION", value, mod, stated=True, begin=begin, end=end)]


def _how_many(found: Found) -> float | None:
    if found.has("n"):
        words = found.words("n")
        return None if words == ["multi"] else number_of(words)
    if found.phrase("k") == "half":
        return 1.5
    written = found.context.lexed.lower(found.candidate.start)
    if found.has("o") or (found.candidate.rule.id == "en.time.duration-long" and written.endswith("s")):
        return None
    return 1.0


def _two_units(found: Found, number: float | None, unit: str) -> str:
    """ "two years and three months" is P2Y3M; a range "10-15 minutes" takes its first number."""
    if not found.has("u2"):
        return period(number, unit)
    second, first = period(found.number("n2"), found.unit("u2")), period(number, unit)
    if first.startswith("PT") and second.startswith("PT"):
        return first + second[2:]
    return first + second[1:] if not first.startswith("PT") else first


def _reach(found: Found, number: float | None, unit: str) -> tuple[str | None, str | None]:
    """ "within 90 days", "in two weeks": from publication to its end, where the sentence looks ahead."""
    before = found.context.lexed.lower(found.candidate.start - 1)
    today = found.published.as_date if found.published else None
    if before not in ("within", "in") or today is None or number is None or number > 10_000 or unit[0] == "T" or found.direction <= 0:
        return None, None
    end = shift(today, unit, round(number))
    after = found.context.lexed.lower(found.candidate.end)
    return (today.isoformat(), end.isoformat()) if end and after not in ("of", "after") else (None, None)


def bare_units(found: Found) -> list[Meaning]:
    """ "years", "the days"."""
    return [Meaning("DURATION", period(None, found.unit()), stated=True)]


def rest_of(found: Found) -> list[Meaning]:
    """ "the rest of the year": its value, from now to its end."""
    inner = found.inner()
    if inner is None:
        return []
    ends, today = bounds(inner.value), found.published.as_date if found.published else None
    if ends and today and ends[0] <= today <= ends[1]:
        return [Meaning("DATE", inner.value, "END", begin=today.isoformat(), end=ends[1].isoformat())]
    return [Meaning("DATE", inner.value, "END", False, inner.begin, inner.end)]


def repeated_unit(found: Found) -> list[Meaning]:
    """ "every day", "every two years", "twice a month"."""
    words, unit = found.words("u"), found.unit()
    if found.has("d"):
        return [Meaning("SET", f"XXXX-XX-{found.integer('d') or 1:02}", stated=True)]
    parts = {"night": "NI", "morning": "MO", "evening": "EV", "afternoon": "AF"}
    if words and words[0] in parts:
        return [Meaning("SET", f"XXXX-XX-XXT{parts[words[0]]}", stated=True)]
    number: float | None = 1.0
    if found.has("n"):
        number = 2.0 if found.phrase("n") == "other" else number_of(found.words("n"))
    return [Meaning("SET", period(number, unit), stated=True)]


def soon(found: Found) -> list[Meaning]:
    """ "soon": what lies ahead; in a story told in the past tense it is no reference to the future."""
    return reference(found) if found.direction >= 0 else []


def frequency(found: Found) -> list[Meaning]:
    """ "daily", "annually"."""
    return [Meaning("SET", found.value("x", "frequency") or "P1D", stated=True)]


def day_after_day(found: Found) -> list[Meaning]:
    """ "day after day"."""
    word = found.context.lexed.lower(found.candidate.start)
    return [Meaning("SET", f"P1{word[0].upper()}", stated=True)]


def weekday_set(found: Found) -> list[Meaning]:
    """ "Fridays", "every Friday night", "every summer"."""
    part = found.value("t", "day_part")
    tail = f"T{part}" if part else ""
    if day := found.value("w", "weekdays", "weekday_full"):
        return [Meaning("SET", f"XXXX-WXX-{day}{tail}", stated=True)]
    if month := found.value("w", "month_full"):
        return [Meaning("SET", f"XXXX-{int(month):02}", stated=True)]
    if season := found.value("w", "season"):
        return [Meaning("SET", f"XXXX-{season}", stated=True)]
    if part := found.value("w", "day_part"):
        return [Meaning("SET", f"XXXX-XX-XXT{part}", stated=True)]
    return [Meaning("SET", "XXXX-WXX-WE", stated=True)]


def rate(found: Found) -> list[Meaning]:
    """ "15 a year", "per day": a set; "a year" where nothing is counted by it is a duration."""
    if _is_rate(found):
        return [Meaning("SET", period(1.0, found.unit()), stated=True)]
    return duration(found)


def _is_rate(found: Found) -> bool:
    """Whether what stands before "a year" is counted: a figure, a sum, or "times"."""
    words, start = found.context.lexed, found.candidate.start
    first = words.lower(start)
    if first in ("per", "-"):
        return True
    before, further = words.lower(start - 1), words.lower(start - 2)
    if before in (
        "once",
        "twice",
        "times",
        "people",
        "tonnes",
        "tons",
        "barrels",
        "dollars",
        "euros",
        "pounds",
        "million",
        "billion",
        "percent",
        "%",
    ):
        return True
    return (before[:1].isdigit() and further not in ("on", "in")) or (number_of([before]) is not None and before not in ("a", "an", "half"))


def reference(found: Found) -> list[Meaning]:
    """ "the time being", "recent weeks", "the future"."""
    return [Meaning("DATE", found.arg("value") or "PRESENT_REF", stated=True)]
