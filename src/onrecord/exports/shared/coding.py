"""How an event that has not (or not yet) happened is coded where a format has no column for that: never as done.

PLOVER demands it: announced cooperation is AGREE, announced force or pressure THREATEN, an announced retreat CONCEDE (`future_as` of an
event type). What cannot be coded so, and what is hypothetical, negated or background, is left out unless it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.codebook.event_contexts import goldstein_of
from onrecord.codebook.event_types import EventType, event_types
from onrecord.codebook.export_codes import future_code, gdelt_quad
from onrecord.exports.shared.dates import dated, first_day

AUXILIARY = {"planned": "future", "hypothetical": "hypothetical", "negated": "negation", "historical": "historical"}
"""Status -> PLOVER's auxiliary mode."""
ONLY_SAID = {"planned": "010", "hypothetical": "014", "negated": "010"}
"""Status -> the CAMEO code of what is only talked about: a statement, or the consideration of a policy option; both score 0."""


@dataclass(frozen=True, slots=True)
class Coded:
    """An event as PLOVER and CAMEO would code it.

    Args:
        type, mode: of PLOVER; the mode of an act does not carry over to its announcement.
        auxiliary: PLOVER's auxiliary mode where the event is not done and not coded as its announcement, or None.
        intensity: PLOVER's score of the mode, else of the type.
        quad: PLOVER's quad class of the type.
        cameo, gdelt_quad, goldstein: the code, and what follows from it.
        day: ISO date: of the act, or of the first report for what has not happened.
    """

    type: str
    mode: str | None
    auxiliary: str | None
    intensity: float
    quad: int
    cameo: str
    gdelt_quad: int
    goldstein: float
    day: str


def coded(
    *, type: str, mode: str | None, cameo: str, status: str, date: str | None, reported: str | None, include: tuple[str, ...]
) -> Coded | str:
    """Code an event for POLECAT or GDELT.

    Args:
        type, mode, cameo, status, date: of the event.
        reported: the date of its first report.
        include: the statuses that are asked for besides what has happened or was announced.

    Returns:
        the codes; or the reason for which the event is left out ("hypothetical", "undated" ...).
    """
    kind = event_types()[type]
    announced = status == "planned" and kind.future_as is not None
    if status != "actual" and not announced and status not in include:
        return status
    if status == "historical" and date is None:
        return "undated background"
    day = dated(date, reported).first if status in ("actual", "historical") else first_day(reported)
    if day is None:
        return "undated"
    if announced:
        return _announcement(kind, cameo, day)
    code = ONLY_SAID.get(status, cameo)
    return Coded(type, mode, AUXILIARY.get(status), _score(kind, mode), kind.quad, code, gdelt_quad(code), goldstein_of(code) or 0.0, day)


def _announcement(kind: EventType, cameo: str, day: str) -> Coded:
    assert kind.future_as is not None
    instead = event_types()[kind.future_as]
    code = future_code(cameo) or instead.cameo
    return Coded(instead.type, None, None, instead.score, instead.quad, code, gdelt_quad(code), goldstein_of(code) or 0.0, day)


def _score(kind: EventType, mode: str | None) -> float:
    score = kind.mode(mode).score if mode else None
    return kind.score if score is None else score
