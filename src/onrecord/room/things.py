"""The page of one thing: a commitment with its history, an event, a statement, a party. Articles are in `article_page`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Literal

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.charts.ladder import ladder
from onrecord.charts.svg import in_a_file
from onrecord.errors import BadQuestion, UnknownItem
from onrecord.ledger.answers import Mention, PartyKnown, Step, Story
from onrecord.room.asking import LONGEST, addressed
from onrecord.room.days import as_of_steps, slid, slider_over, today
from onrecord.room.desk import desk_of, json_answer
from onrecord.room.drawings import png_answer
from onrecord.room.lists import csv_answer
from onrecord.room.rendering import ADDRESSES, address_of
from onrecord.views import figures

KIND_OF = {plural: kind for kind, plural in ADDRESSES.items()}
AT_ONCE, MENTIONS_AT_ONCE = 105, 70
"""Reports of a thread that a page shows, and mentions with their forms: more would make a page of over 500 KB. The twins have all."""
OF_A_PARTY = 25
DRAWN_AT_ONCE = 60
"""Reports that the drawing of a history on a page shows, the last ones; the one that stands alone has all."""
FORMS = ("json", "csv")
EDITED = {
    "commitment": ("stage", "promisor", "beneficiary", "action", "condition", "due", "amount", "instrument", "certainty", "said_by"),
    "event": ("type", "mode", "actor", "recipient", "status", "certainty", "said_by", "date", "place", "amount"),
    "statement": ("speaker", "stance", "manner", "content"),
}
"""The fields that people may correct."""
TAKEN = ("as_of", "evidence", "part")


def thing(plural: str, request: Request) -> Response:
    """A page of one thing; the id of a mention, or the beginning of an id, leads to it."""
    if (moved := slid(request)) is not None:
        return moved
    params = _params(request)
    story = told(request, request.path_params["id"], evidence=plural == "statements" or bool(params.get("evidence")))
    if (moved := elsewhere(request, plural, story)) is not None:
        return moved
    return PAGES[plural](request, story, params)


def thing_twin(plural: str, form: str, request: Request) -> Response:
    """All that is on one thing's page, as JSON; or its history or mentions as CSV."""
    _params(request)
    story = told(request, request.path_params["id"])
    moved = elsewhere(request, plural, story, suffix=f".{form}")
    if moved is not None:
        return moved
    if form == "json":
        return json_answer(story.to_dict())
    name = f"{story.head.id}.csv"
    return csv_answer(story.steps, Step, name) if story.steps else csv_answer(story.mentions, Mention, name)


def history_alone(form: Literal["svg", "png"], request: Request) -> Response:
    """The history of a commitment as a drawing that stands alone, with the words of each report."""
    _params(request)
    story = told(request, request.path_params["id"])
    moved = elsewhere(request, "commitments", story, suffix=f".{form}")
    if moved is not None:
        return moved
    drawn = figures.history_of(story, today(request))
    svg = ladder(drawn, description=figures.told_of(drawn), with_words=True)
    if form == "png":
        return png_answer(svg, story.head.id)
    headers = {"content-disposition": f'attachment; filename="{story.head.id}.svg"'}
    return Response(in_a_file(svg), media_type="image/svg+xml", headers=headers)


def told(request: Request, wanted: str, *, evidence: bool = False) -> Story:
    """What the ledger holds on an id, on the day that the address names.

    Raises:
        UnknownItem: nothing, or several things.
    """
    if len(wanted) > LONGEST:
        raise UnknownItem("", "no id is that long", "Every list shows the ids of its things.")
    as_of = request.query_params.get("as_of", "").strip() or None
    return desk_of(request).ledger.show(wanted, as_of=as_of, evidence=evidence)


def elsewhere(request: Request, plural: str, story: Story, suffix: str = "") -> Response | None:
    """A redirect to the one address of a thing, unless this is it."""
    own = address_of(story.kind, story.head.id)
    if KIND_OF[plural] == story.kind and request.path_params["id"] == story.head.id:
        return None
    asked_for = request.path_params["id"]
    anchor = f"#{asked_for}" if any(m.id == asked_for for m in story.mentions) and not suffix else ""
    return RedirectResponse(addressed(own + suffix, request.query_params.multi_items()) + anchor, 302)


def _params(request: Request) -> dict[str, str]:
    params = {name: value.strip() for name, value in request.query_params.multi_items() if value.strip()}
    unknown = [name for name in params if name not in TAKEN]
    if unknown:
        raise BadQuestion(f"this page takes no {unknown[0][:LONGEST]!r}", f"It takes: {', '.join(TAKEN)}.")
    return params


def _thread(request: Request, story: Story, params: dict[str, str]) -> Response:
    """A commitment or an event: how it stands, its reports, what differs, why it is one, what people said."""
    path = request.url.path
    evidence: dict[str, list[Any]] = {}
    for one in story.evidence:
        evidence.setdefault(one.mention_id, []).append(one)
    head = story.head
    whom = getattr(head, "beneficiary", None) or getattr(head, "recipient", None)
    who = getattr(head, "promisor", None) or getattr(head, "actor", None) or "(not said)"
    words = {m.id: m for m in story.mentions}
    drawn: dict[str, Any] = {}
    if story.steps:
        last, history = today(request), figures.history_of(story, today(request))
        history = replace(history, reports=history.reports[-DRAWN_AT_ONCE:])
        anchors = {s.n: s.mention_id for s in story.steps}
        day = story.as_of or last
        known = [s.date[:10] for s in desk_of(request).ledger.show(head.id).steps if s.date] if story.as_of else [s.date[:10] for s in story.steps if s.date]
        drawn = {
            "drawn": Markup(ladder(history, description=figures.told_of(history), href=lambda r: f"#{anchors[r.n]}")), "as_of_day": day,
            "as_of_steps": as_of_steps(day, path, list(params.items()), last), "slider": slider_over(min(known, default=None), last, day, known),
        }  # fmt: skip
    return desk_of(request).page(
        request, f"{story.kind}.html", title=f"{who} → {whom}" if whom else who, story=story, head=head, mentions=story.mentions[:MENTIONS_AT_ONCE],
        steps=story.steps[-AT_ONCE:], left_out=max(0, len(story.mentions) - MENTIONS_AT_ONCE), evidence=evidence, context=dict(story.context),
        by_id=words, here_below={m.id for m in story.mentions[:MENTIONS_AT_ONCE]}, edited=EDITED[story.kind], copies_of={s.mention_id for s in story.steps},
        twins=twins_of(path, params, ("svg", "png", *FORMS) if story.steps else FORMS), params=params, **drawn,
        with_evidence=addressed(path, [*params.items(), ("evidence", "1")]),
        feed=addressed("/feed.atom", [(story.kind, head.id)] if story.steps or story.kind == "event" else _of_article(story)),
    )  # fmt: skip


def _of_article(story: Story) -> list[tuple[str, str]]:
    """What feed a statement has: it does not change, but what its article tells of does."""
    return [("article", story.mentions[0].article_id), ("of", "all")]


def _party(request: Request, story: Story, params: dict[str, str]) -> Response:
    """What a party promised, was promised, did, suffered and said."""
    head, ledger = story.head, desk_of(request).ledger
    assert isinstance(head, PartyKnown)
    day = {"as_of": params["as_of"]} if "as_of" in params else {}
    here: dict[str, Any] = {**day, "limit": OF_A_PARTY}
    sections = []
    for title, kind, side in (
        ("Promised", "commitments", "origin"), ("Was promised", "commitments", "target"), ("Said", "statements", "origin"),
        ("Did", "events", "origin"), ("Was acted upon", "events", "target"),
    ):  # fmt: skip
        found = getattr(ledger, kind)(**{side: head.id, **here})
        every = addressed(f"/{kind}", [(side, head.id), *(day.items() if kind != "statements" else ())])
        sections.append({"title": title, "kind": kind, "rows": found.rows, "more": found.more, "all": every})
    return desk_of(request).page(
        request, "party.html", title=head.name, head=head, sections=sections, story=story, twins=twins_of(request.url.path, params),
        feed=addressed("/feed.atom", [("party", head.id), ("events", "1")]),
    )  # fmt: skip


def twins_of(path: str, params: dict[str, str], forms: Sequence[str] = FORMS) -> dict[str, str]:
    """The addresses of a thing's twins."""
    given = [(n, v) for n, v in params.items() if n == "as_of"]
    return {form.upper(): addressed(f"{path}.{form}", given) for form in forms}


PAGES: dict[str, Callable[[Request, Story, dict[str, str]], Response]] = {
    "commitments": _thread, "events": _thread, "statements": _thread, "parties": _party,
}
THINGS: dict[str, Callable[[Request], Response]] = {plural: partial(thing, plural) for plural in PAGES}
THING_TWINS: dict[tuple[str, str], Callable[[Request], Response]] = {
    **{(plural, form): partial(thing_twin, plural, form) for plural in ADDRESSES.values() for form in FORMS},
    ("commitments", "svg"): partial(history_alone, "svg"), ("commitments", "png"): partial(history_alone, "png"),
}
