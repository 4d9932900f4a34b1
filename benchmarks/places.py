"""Place names and where they are: `python -m benchmarks.places INPUT OUTPUT`.

Convention of the data set (LGL) that is applied here and not in the record: every toponym counts, those in the names of bodies and
demonyms (as the country they belong to) as well.
"""

from __future__ import annotations

from typing import Any

from benchmarks.common import document, main
from onrecord.mentions.places import find_toponyms


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """The places of one row."""
    found = find_toponyms(document(row["text"], id=str(row["id"]), published=row.get("published")))
    keep = ("lat", "lon", "geonameid")
    return {"id": row["id"], "places": [{"start": p.words.start, "end": p.words.end, **{k: getattr(p, k) for k in keep}} for p in found]}


if __name__ == "__main__":
    main("places", predict)
