"""From an address to a question: the filters that each list has, as fields of a form and as parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, Protocol, get_args
from urllib.parse import urlencode

from onrecord.errors import BadQuestion
from onrecord.ledger.filters import PARTY_KINDS, SORTS, Kind, Review
from onrecord.model import Certainty, Manner, Stage, Status

Sort = Literal["text", "date", "number", "choice", "many", "flag"]
SHOWN, MOST = 100, 1_000
"""Rows of a page where the address names no limit, and at most."""
FILE_SHOWN, FILE_MOST = 1_000, 10_000
"""The same for the .json and .csv twins."""
LAST_PAGE = 1_000_000
LONGEST = 500
"""Characters of one value in an address."""
KINDS: tuple[Kind, ...] = ("commitments", "events", "statements", "articles", "parties")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form of filters.

    Args:
        name: its parameter in the address.
        label: what stands beside it.
        filter: the filter of `Ledger` that it sets.
        sort: what it takes. choices: the values of a choice.
        hint: an example.
    """

    name: str
    label: str
    filter: str
    sort: Sort = "text"
    choices: tuple[str, ...] = ()
    hint: str = ""


class Params(Protocol):
    """The parameters of an address, as Starlette has them."""

    def multi_items(self) -> list[tuple[str, str]]:
        """All of them in order."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for.

    Args:
        filters: for the method of `Ledger`, the limit included.
        given: the parameters that are not empty, the limit left out, in order.
        limit: how many rows at most. most: how many may be asked for.
        page: which page of so many rows, from 1.
    """

    filters: Mapping[str, Any]
    given: tuple[tuple[str, str], ...]
    limit: int
    most: int
    page: int = 1

    def values(self, name: str) -> list[str]:
        """The values of a parameter."""
        return [v for n, v in self.given if n == name]

    @property
    def skipped(self) -> int:
        """Rows of the pages before."""
        return (self.page - 1) * self.limit

    def turned(self, path: str, page: int) -> str:
        """Another page of the same."""
        limit = () if self.limit == (FILE_SHOWN if self.most == FILE_MOST else SHOWN) else (("limit", str(self.limit)),)
        return addressed(path, [*self.given, *limit, *((("page", str(page)),) if page > 1 else ())])

    def address(self, path: str, limit: int | None = None, without: tuple[str, str] | None = None) -> str:
        """A path with the same filters, but for one of them."""
        pairs = [p for p in self.given if p != without]
        return addressed(path, [*pairs, ("limit", str(limit))] if limit else pairs)


def addressed(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """A path with parameters."""
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


@cache
def fields(kind: Kind) -> tuple[Field, ...]:
    """The filters of a list, in the order of its form."""
    from onrecord.codebook.load import listing
    from onrecord.codebook.stages import instruments

    types = {
        "commitments": tuple(sorted({i.instrument for i in instruments()})),
        "events": tuple(sorted(path.split("/")[-1].removesuffix(".toml").upper() for path in listing("events"))),
        "statements": get_args(Manner), "parties": PARTY_KINDS, "articles": (),
    }  # fmt: skip
    sides = {
        "commitments": ("Promisor", "Beneficiary"), "events": ("Actor", "Recipient"), "statements": ("Speaker", ""),
    }.get(kind, ("", ""))  # fmt: skip
    threads = kind in ("commitments", "events")
    made = [Field("text", "Name holds" if kind == "parties" else "Words", "text", hint='drones "peace force" -Moscow')]
    made.append(Field("party", "Party, in any role", "party", hint="Canada"))
    made += [Field(name, label, name) for name, label in zip(("origin", "target"), sides, strict=True) if label]
    made += [Field("pair", "Between two parties", "pair", hint="Norway,Moldova")] if threads else []
    made += [Field("country", "Country", "country", hint="Kenya, KEN or Kenyan")]
    made += [Field("place", "Happened in", "place", hint="Ukraine")] if kind == "events" else []
    made += [Field("stage", "Stage", "stage", "many", get_args(Stage))] if kind == "commitments" else []
    if types[kind]:
        label = {"commitments": "Instrument", "statements": "Manner", "parties": "Kind"}.get(kind, "Type")
        made.append(Field("type", label, "type", "text" if kind == "events" else "choice", types[kind], "ASSAULT" if kind == "events" else ""))
    made += [Field("status", "Status", "status", "choice", get_args(Status))] if kind == "events" else []
    made += [Field("certainty", "Certainty", "certainty", "choice", get_args(Certainty))] if threads else []
    made += [Field("stance", "Stance", "stance", hint="denies")] if kind == "statements" else []
    if kind != "parties":
        made += [Field("since", "Reported since", "since", "date"), Field("until", "Reported until", "until", "date")]
    if kind == "commitments":
        made += [Field("due_after", "Due after", "due_after", "date"), Field("due_before", "Due before", "due_before", "date")]
    if threads:
        made += [Field("min_amount", "At least", "least", "number"), Field("max_amount", "At most", "most", "number")]
        made.append(Field("currency", "Currency or unit", "currency", hint="EUR"))
    made += [Field("outlet", "Outlet", "outlet")] if kind != "parties" else []
    made += [Field("review", "Review", "review", "choice", get_args(Review))] if kind not in ("parties", "articles") else []
    made += [Field("as_of", "As it stood on", "as_of", "date")] if threads else []
    made += [Field("overdue", "Overdue", "overdue", "flag")] if kind == "commitments" else []
    made += [Field("contradicted", "Reports differ", "contradicted", "flag")] if threads else []
    made += [Field("denied", "Denied", "denied", "flag")] if kind == "commitments" else []
    return (*made, Field("sort", "Order", "sort", "choice", SORTS[kind]))


ALSO = {"from": "origin", "to": "target", "promisor": "origin", "beneficiary": "target", "actor": "origin", "recipient": "target",
        "speaker": "origin", "q": "text", "publisher": "outlet"}  # fmt: skip
"""Other names of the same parameters."""


def counted_fields(kind: Kind) -> tuple[Field, ...]:
    """The filters of what is counted: an earlier state and an order are for lists alone."""
    return tuple(f for f in fields(kind) if f.name not in ("as_of", "sort"))


def asked(kind: Kind, params: Params, *, file: bool = False, only: tuple[Field, ...] = ()) -> Asked:
    """What an address asks of a list.

    Args:
        kind: the list.
        params: those of the address; empty ones count as not given.
        file: whether a .json or .csv twin is asked for.
        only: the filters that may be given; all of the list where empty.

    Raises:
        BadQuestion: there is no such filter, or it does not take the value.
    """
    known = {f.name: f for f in only or fields(kind)}
    filters: dict[str, Any] = {}
    given: list[tuple[str, str]] = []
    limit, most = (FILE_SHOWN, FILE_MOST) if file else (SHOWN, MOST)
    page = 1
    for named, value in params.multi_items():
        name = named if named in known else ALSO.get(named, named)
        plain = value.strip()
        if not plain:
            continue
        if len(plain) > LONGEST:
            raise BadQuestion(f"{named} is {len(plain):,} characters long", f"At most {LONGEST} are taken.")
        if name == "limit":
            limit = _limit(plain, most)
            continue
        if name == "page":
            page = page_of(plain)
            continue
        if name not in known:
            raise BadQuestion(f"there is no filter {named!r} of {kind}", f"There are: {', '.join([*known, 'limit', 'page'])}.")
        filters[known[name].filter] = _value(known[name], plain, filters)
        if name == "stage" or name not in [n for n, _ in given]:
            given.append((name, plain))
        else:
            given = [(n, plain if n == name else v) for n, v in given]
    return Asked({**filters, "limit": limit, "skip": (page - 1) * limit}, tuple(given), limit, most, page)


def page_of(value: str) -> int:
    """The number of a page.

    Raises:
        BadQuestion: it is none.
    """
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:20]) <= LAST_PAGE:
        raise BadQuestion(f"there is no page {value[:20]!r}", f"Give a whole number from 1 to {LAST_PAGE:,}.")
    return int(value)


def _value(field: Field, value: str, filters: Mapping[str, Any]) -> Any:
    if field.sort == "many":
        return (*filters.get(field.filter, ()), value)
    if field.sort == "flag":
        if value.lower() not in ("1", "true", "yes", "on", "0", "false", "no", "off"):
            raise BadQuestion(f"{field.name} is {value!r}", "Write 1 for yes, 0 for no.")
        return value.lower() in ("1", "true", "yes", "on")
    if field.sort == "number":
        return _number(field.name, value)
    if field.name == "pair":
        one, _, other = value.partition(",")
        if not one.strip() or not other.strip():
            raise BadQuestion(f"{value!r} names no two parties", "Give two, with a comma between them: Norway,Moldova")
        return one.strip(), other.strip()
    return value


def _number(name: str, value: str) -> float:
    try:
        number = float(value.replace(",", "").replace("_", ""))
    except ValueError:
        number = float("nan")
    if not abs(number) < float("inf"):  # not a number is not below it either
        raise BadQuestion(f"{name} is {value!r}, which is no number", "Example: 1000000")
    return number


def _limit(value: str, most: int) -> int:
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) <= most:
        raise BadQuestion(f"a limit of {value!r} is not taken here", f"Give a whole number from 1 to {most:,}.")
    return int(value[:9])
