"""Which other commitment or event is the same as this one: a page to find it and to say so."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import BadQuestion
from onrecord.room.asking import LONGEST, addressed
from onrecord.room.desk import desk_of
from onrecord.room.rendering import address_of


def join_page(request: Request) -> Response:
    """The threads that one might be joined with, by its parties or by words, and a form to choose one of them."""
    words = request.query_params.get("q", "").strip()
    if len(words) > LONGEST:
        raise BadQuestion(f"the words to look for are {len(words):,} characters", f"At most {LONGEST} are taken.")
    wanted = request.path_params["id"]
    ledger = desk_of(request).ledger
    found = ledger.partners(wanted, words)
    story = ledger.show(wanted)
    head = story.head
    if head.id != wanted:
        return RedirectResponse(addressed(f"/join/{head.id}", [("q", words)] if words else []), 302)
    return desk_of(request).page(
        request, "join.html", title="Join with another", kind=story.kind, head=head, words=words, found=found, own=address_of(story.kind, wanted),
        article=story.mentions[0].article_id if story.mentions else "",
    )  # fmt: skip


def other_of(form: dict[str, str]) -> str:
    """The id of the other one of a pair: what was typed, an id or the address of its page, else what was chosen."""
    typed = form.get("typed", "").strip()
    if not typed:
        return form.get("other", "").strip()
    parts = urlsplit(typed)
    return parts.fragment or parts.path.rstrip("/").rsplit("/", 1)[-1]
