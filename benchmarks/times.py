"""Temporal expressions and their values: `python -m benchmarks.times INPUT OUTPUT`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from benchmarks.common import document, main
from onrecord.mentions.dating import date_article
from onrecord.mentions.time_calendar import point
from onrecord.mentions.times import find_times


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """The times of one text, as the pipeline finds them: a text without an ISO date of publication is dated from its own words."""
    published = row.get("published") if point(row.get("published")) else None
    parsed = document(row["text"], id=row["id"], published=published)
    times = find_times(parsed)
    if published is None and (dated := date_article(parsed, times)):
        parsed = replace(parsed, article=replace(parsed.article, published=dated[0], published_basis=dated[1]))
        times = find_times(parsed)
    found = [{"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value} for t in times]
    return {"id": row["id"], "times": found}


if __name__ == "__main__":
    main("times", predict)
