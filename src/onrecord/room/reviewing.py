"""Review in the browser: forms that are appended to the ledger's log, signed with the reader's name."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import BadReview, UnknownItem
from onrecord.keeping import Ledger
from onrecord.room.desk import desk_of, keep_name, name_from, who_of
from onrecord.room.joining import other_of
from onrecord.room.rendering import address_of

LONGEST = 10_000
"""Characters of a comment, a reason or a value."""
ACTIONS = ("accept", "reject", "correct", "comment", "right", "wrong", "join", "split", "undo")
ARTICLE = re.compile(r"a-[0-9a-f]{3,64}")


async def review(request: Request) -> Response:
    """Do what a form asks, then go back to the page it stood on."""
    form = await _form(request)
    who = name_from(form.get("who", "")) or who_of(request)
    if not who:
        return desk_of(request).page(request, "who.html", title="Your name", back=back_of(form), form=form, status=422)
    await run_in_threadpool(_do, desk_of(request).ledger, form, who)
    answer = RedirectResponse(await run_in_threadpool(_next, desk_of(request).ledger, form), 303)
    keep_name(answer, who)
    return answer


async def name(request: Request) -> Response:
    """Ask for the reader's name, or keep it."""
    if request.method != "POST":
        back = local(request.query_params.get("back", "/"))
        return desk_of(request).page(request, "who.html", title="Your name", back=back, form={})
    form = await _form(request)
    who = name_from(form.get("who", ""))
    if not who:
        return desk_of(request).page(request, "who.html", title="Your name", back=back_of(form), form={}, status=422)
    answer = RedirectResponse(back_of(form), 303)
    keep_name(answer, who)
    return answer


def same_origin(request: Request) -> bool:
    """Whether a form was sent from a page of the room, as far as the browser tells."""
    fetched = request.headers.get("sec-fetch-site")
    if fetched is not None and fetched.lower() != "same-origin":
        return False
    origin = request.headers.get("origin")
    return origin is None or origin.lower() == f"{request.url.scheme}://{request.headers.get('host', '')}".lower()


def local(back: str) -> str:
    """An address within the room, whatever was given."""
    parts = urlsplit(back if back.isprintable() else "/")
    return back if back.startswith("/") and back[1:2] not in ("/", "\\") and not parts.netloc and back.isprintable() else "/"


def back_of(form: dict[str, str]) -> str:
    """Where a form wants to go back to."""
    return local(form.get("back", "/"))


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form that was sent from a page of this session.

    Raises:
        HTTPException: it came from somewhere else, or is none.
    """
    if not same_origin(request):
        raise HTTPException(403, "The form was sent from another site. Nothing was done.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise HTTPException(415, "This is no form of the reading room.")
    try:
        read = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=50)
    except ValueError as error:
        raise HTTPException(422, "The form has too many fields.") from error
    form = {field: values[0] for field, values in read.items()}
    if not desk_of(request).signs(request, form.get("csrf", "")):
        raise HTTPException(403, "The form was not drawn for you, or before the reading room was started anew. Load its page again. Nothing was done.")
    if any(len(value) > LONGEST for value in form.values()):
        raise HTTPException(422, f"A field is longer than {LONGEST:,} characters.")
    return form


def _do(ledger: Ledger, form: dict[str, str], who: str) -> None:
    """One review.

    Raises:
        BadReview: it cannot be made.
    """
    wanted, why = form.get("id", ""), form.get("why", "").strip() or None
    said: dict[str, Any] = {"who": who, "why": why}
    match form.get("action"):
        case "accept":
            ledger.accept(wanted, **said)
        case "reject":
            ledger.reject(wanted, **said)
        case "correct":
            ledger.correct(wanted, {form.get("field", ""): form.get("value", "").strip()}, **said)
        case "comment":
            ledger.comment(wanted, form.get("text", ""), who=who)
        case "right" | "wrong" as side:
            ledger.vote(wanted, side, **said)
        case "undo":
            number = form.get("number", "")
            if not number.isascii() or not number.isdigit():
                raise BadReview("undo", f"{number!r} is the number of no review", "The history of reviews shows them.")
            ledger.undo(number, **said)
        case "join" | "split" as pair:
            one, _, paired = form.get("pair", "").partition(" ")
            wanted, other = (one, paired) if paired else (form.get("one", "") or wanted, other_of(form))
            if not other:
                raise BadReview(pair, "no other one was named", "Choose one, or give its id or the address of its page.")
            (ledger.join if pair == "join" else ledger.split)(wanted, other, **said)
        case unknown:
            raise BadReview("action", f"{unknown!r} is nothing that can be done here", f"There are: {', '.join(ACTIONS)}.")


def _next(ledger: Ledger, form: dict[str, str]) -> str:
    """The page to go back to; where its thing is gone, the article in which it stood."""
    back = back_of(form)
    path = urlsplit(back).path
    one = path.rsplit("/", 1)[-1]
    if not path.startswith(("/commitments/", "/events/")):
        return back
    try:
        now = ledger.show(one)
    except UnknownItem:
        article = form.get("article", "")
        return f"/articles/{article}" if ARTICLE.fullmatch(article) else "/"
    if now.head.id == one:
        return back
    fragment = urlsplit(back).fragment
    return address_of(now.kind, now.head.id) + (f"#{fragment}" if fragment else "")
