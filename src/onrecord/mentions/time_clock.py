"""Meanings of clock times and parts of the day. A clock time takes the day that its sentence names, else that of publication."""

from __future__ import annotations

import re

from onrecord.mentions.time_calendar import Point, point, step
from onrecord.mentions.time_context import Found, Meaning, number_of


def clock(found: Found) -> list[Meaning]:
    """ "3 p.m.", "12:30 EST", "0800 UTC on Monday"."""
    moment = _moment(found)
    return [Meaning("TIME", f"{_day(found)}T{moment}{_zone(found)}", found.mod())] if moment else []


def _moment(found: Found) -> str | None:
    """Hours and minutes in 24-hour style."""
    text = found.phrase("c").replace(" ", "")
    digits = re.findall(r"\d+", text)
    if not digits or not text.isascii():
        return None
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    half = re.search(r"([ap])\.?m", text) or re.search(r"([ap])\.?\s?m", found.phrase("e"))
    hour, rest = int(digits[0]), [f"{int(d):02}" for d in digits[1:3]]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    if hour > 24 or any(int(d) > 59 for d in rest):
        return None
    return ":".join([f"{hour:02}", *(rest or ["00"])])


def _zone(found: Found) -> str:
    """ "Z" for UTC, an offset for a zone that has one, nothing for local time."""
    hours = found.value("z", "zone")
    if not hours:
        return ""
    return "Z" if hours == "0" else f"{'-' if hours[0] == '-' else '+'}{abs(int(hours)):02}:00"


def _day(found: Found) -> str:
    """The day the time belongs to; unknown digits where the article does not say."""
    inner = found.inner()
    if inner is not None:
        day = point(inner.value)
        known = (day and day.day) or re.fullmatch(r"XXXX-(?:WXX-\d|\d\d-\d\d)", inner.value)
        return inner.value[:10] if known else "XXXX-XX-XX"
    beside = found.context.day_beside(found.offset)
    return beside.value if beside else "XXXX-XX-XX"


def oclock(found: Found) -> list[Meaning]:
    """ "3 o'clock in the afternoon"."""
    hour = number_of(found.words("n"))
    if hour is None or not 0 <= hour <= 24:
        return []
    if hour < 12 and found.words("t")[-1:] in (["afternoon"], ["evening"], ["night"]):
        hour += 12
    return [Meaning("TIME", f"{_day(found)}T{int(hour):02}:00", found.mod())]


def half_past(found: Found) -> list[Meaning]:
    """ "half past nine", "quarter to ten"."""
    hour = number_of(found.words("n"))
    part, side = found.phrase("p"), found.phrase("k")
    if hour is None or not 1 <= hour <= 24 or (part == "half" and side == "to"):
        return []
    hour, minute = (hour, 30 if part == "half" else 15) if side == "past" else (hour - 1, 45)
    return [Meaning("TIME", f"{_day(found)}T{int(hour):02}:{minute}", found.mod())]


def noon(found: Found) -> list[Meaning]:
    """ "noon", "midnight GMT on Sunday"."""
    return [Meaning("TIME", f"{_day(found)}T{found.value('x', 'noon')}{_zone(found)}", found.mod())]


def day_part(found: Found) -> list[Meaning]:
    """ "last night", "this morning", "tonight", "that evening"."""
    part = found.arg("part") or found.value("t", "day_part") or "MO"
    way, base = found.phrase("r"), found.published
    days = {"last": -1}.get(way, 0)
    if way in ("that", "that same", "that very", "the same", "the previous", "the following", "the next"):
        base = found.context.anchor(found.offset, "D")
        days = {"the previous": -1, "the following": 1, "the next": 1}.get(way, 0)
    if found.has("k"):  # "the night before", after a day that the story has told
        base, days = found.context.anchor(found.offset, "D"), -1 if found.phrase("k") == "before" else 1
    if found.phrase("x") == "overnight":
        beside = found.context.day_beside(found.offset)
        base = beside or base
    value = step(base, "D", days) if base else None
    return [Meaning("TIME", f"{value or 'XXXX-XX-XX'}T{part}")]


def part_of_day(found: Found) -> list[Meaning]:
    """ "Friday morning", "the night of 3 May", "yesterday evening"."""
    inner = found.inner()
    part = found.arg("part") or found.value("t", "day_part") or "MO"
    if inner is None:
        beside = found.context.day_beside(found.offset)
        return [Meaning("TIME", f"{beside.value if beside else 'XXXX-XX-XX'}T{part}")]
    whole = re.fullmatch(r"\d{4}-\d\d-\d\d|XXXX-WXX-\d|XXXX-\d\d-\d\d|\d{4}-W\d\d-WE", inner.value)
    return [Meaning("TIME", f"{inner.value}T{part}", inner.mod)] if whole and inner.type == "DATE" else []


def the_part(found: Found) -> list[Meaning]:
    """ "the afternoon", "the early morning": of the day that the sentence names."""
    beside = found.context.day_beside(found.offset) or Point(1)
    day = beside.value if beside.day else "XXXX-XX-XX"
    return [Meaning("TIME", f"{day}T{found.value('t', 'day_part')}")]
