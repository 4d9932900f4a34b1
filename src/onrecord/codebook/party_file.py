"""A party file: a CSV table that users keep of who is who, with the spellings that mean the same party (docs/party_file.md)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, cast, get_args

from onrecord.codebook import countries as world
from onrecord.errors import BadParty, MissingSource, SourceError
from onrecord.model import Party, PartyKind, Record

COLUMNS = ("name", "spellings", "kind", "country", "sector", "wikidata")
NEEDED = ("name", "kind")
FREE = frozenset({"note", "notes", "comment", "comments", ""})
"""Columns for the user's own words, passed over without a message."""
KINDS: tuple[str, ...] = get_args(PartyKind)
SECTORS = frozenset(
    [
        "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "JRN", "JUD", "LAB", "LEG", "MED", "MIL", "OPP", "PRE", "PRM", "PTY", "REB", "REF",
        "REL", "SOC", "SPY", "UAF", "UNK",
    ]
)  # fmt: skip
"""The sector codes of PLOVER."""
ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d*)")
JOINED = "; "
"""Between the names of a promisor or speaker that is several parties."""


@dataclass(frozen=True, slots=True)
class OwnParty:
    """One row of a party file.

    Args:
        name: the name that the party is to have wherever one of its spellings stands.
        spellings: its other names, as articles write them.
        kind: "person", "state", "organisation" or "group".
        country: ISO 3166-1 alpha-3 or "IGO"; None leaves it as the article has it.
        sector: PLOVER sector code; None leaves it as the article has it.
        wikidata: the id that the user gave ("Q..."), or None; never looked up or guessed.
    """

    name: str
    spellings: tuple[str, ...]
    kind: PartyKind
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None


class PartyFile:
    """The parties of a file, by every spelling.

    Args:
        parties: its good rows, in order.
        problems: an error for each bad row; `str` of one names the file and the line.
    """

    def __init__(self, parties: Iterable[OwnParty] = (), problems: Iterable[BadParty] = ()) -> None:
        self.parties = tuple(parties)
        self.problems = tuple(problems)
        self._by_spelling: dict[str, OwnParty] = {}
        for party in self.parties:
            for spelling in (party.name, *party.spellings):
                self._by_spelling.setdefault(folded(spelling), party)

    def __bool__(self) -> bool:
        return bool(self.parties)

    def __repr__(self) -> str:
        return f"PartyFile({len(self.parties)} parties, {len(self.problems)} problems)"

    def find(self, name: str) -> OwnParty | None:
        """The party of a name or spelling; case, white space and a leading "the" do not count."""
        return self._by_spelling.get(folded(name))

    def joined(self, other: PartyFile) -> PartyFile:
        """Both files' parties; where they claim the same name or spelling, the other's row stands in the place of this one's."""
        taken = {folded(s) for p in other.parties for s in (p.name, *p.spellings)}
        kept = (p for p in self.parties if folded(p.name) not in taken)
        trimmed = (replace(p, spellings=tuple(s for s in p.spellings if folded(s) not in taken)) for p in kept)
        return PartyFile((*trimmed, *other.parties), other.problems)

    def applied(self, record: Record) -> Record:
        """A record in which each party that stands under one of the file's spellings has the file's name, kind, country and sector.

        The words stay as they are; such a party's `basis` is "human" where the file changed anything, as its value is the user's word.
        Ids stay too: they are made of the article and its words.
        """
        if not self.parties:
            return record
        made: Record = self._mapped(record)
        seen: dict[tuple[str, str], Party] = {}
        for party in made.parties:
            seen.setdefault((party.name, party.kind), party)
        return replace(made, parties=tuple(seen.values()))

    def _mapped(self, value: Any) -> Any:
        """A noun with the parties in it put right; the very same object where nothing changes."""
        if isinstance(value, Party):
            return self._party(value)
        if isinstance(value, tuple):
            new = tuple(self._mapped(v) for v in value)
            return new if any(a is not b for a, b in zip(new, value, strict=True)) else value
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changed = {f.name: new for f in fields(value) if (new := self._mapped(old := getattr(value, f.name))) is not old}
        return replace(cast(Any, value), **changed) if changed else value

    def _party(self, party: Party) -> Party:
        if JOINED in party.name:  # several in one, each by the name that this file gives it
            told = JOINED.join(own.name if (own := self.find(n)) else n for n in party.name.split(JOINED))
            return party if told == party.name else replace(party, name=told)
        own = self.find(party.name)
        if own is None:
            return party
        new = replace(party, name=own.name, kind=own.kind, country=own.country or party.country, sector=own.sector or party.sector)
        return party if new == party else replace(new, basis="human")


def folded(name: str) -> str:
    """A name as spellings are compared: one kind of apostrophe and space, no case, no leading "the"."""
    return " ".join(name.replace("’", "'").split()).casefold().removeprefix("the ")


def read_party_file(path: str | Path) -> PartyFile:
    """The parties of a file.

    Args:
        path: a CSV file in UTF-8 with the columns `name` and `kind`, and any of `spellings` (joined by ";"), `country`, `sector`, `wikidata`.

    Returns:
        the good rows and an error for each bad one.

    Raises:
        SourceError: the file cannot be read at all, or lacks a column that it needs.
    """
    name = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise MissingSource(name, "no such file", "Its form is described in docs/party_file.md.") from None
    except OSError as error:
        raise SourceError(name, f"it cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise SourceError(name, "it is not in UTF-8", "Save it as CSV UTF-8.") from error
    lines = list(_lines(text, name))
    problems = [one for one in lines if isinstance(one, BadParty)]
    rows = [one for one in lines if not isinstance(one, BadParty)]
    if not rows:
        raise SourceError(name, "it is empty", f"Its first line names the columns: {','.join(COLUMNS)}")
    (number, header), *rest = rows
    columns = [c.strip().lower() for c in header]
    lacking = [c for c in NEEDED if c not in columns]
    if lacking:
        raise SourceError(name, f"it has no column {' and no column '.join(map(repr, lacking))}", f"Its first line should be: {','.join(COLUMNS)}")
    problems.extend(
        BadParty(f"{name}, line {number}", f"the column {c!r} is not known, and is passed over", f"Known are: {', '.join(COLUMNS)}, note.")
        for c in columns if c not in COLUMNS and c not in FREE
    )  # fmt: skip
    parties: list[OwnParty] = []
    claimed: dict[str, int] = {}
    for number, cells in rest:
        made = _row(columns, cells, f"{name}, line {number}", claimed)
        if isinstance(made, BadParty):
            problems.append(made)
        else:
            claimed.update((folded(s), number) for s in (made.name, *made.spellings))
            parties.append(made)
    return PartyFile(parties, sorted(problems, key=_line_of))


def _line_of(problem: BadParty) -> int:
    return int(problem.source.rpartition(" ")[2])


def _lines(text: str, name: str) -> Iterator[tuple[int, list[str]] | BadParty]:
    """The rows of a CSV text with the numbers of the lines on which they begin; blank ones are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadParty(f"{name}, line {number}", f"it is no CSV ({error})", "Put a cell with a comma or a quotation mark between quotation marks.")
            continue
        if any(c.strip() for c in cells):
            yield number, cells


def _row(columns: list[str], cells: list[str], where: str, claimed: dict[str, int]) -> OwnParty | BadParty:
    """One row as a party, or what is wrong with it."""
    if any(c.strip() for c in cells[len(columns) :]):
        return BadParty(where, f"it has {len(cells)} cells where there are {len(columns)} columns", "Put a cell with a comma between quotation marks.")
    row = {c: " ".join(v.split()) for c, v in zip(columns, cells, strict=False)}
    name, kind, land = row["name"], row.get("kind", "").lower(), row.get("country", "")
    if not name:
        return BadParty(where, "the name is missing")
    if kind not in KINDS:
        return BadParty(where, f"{kind!r} is no kind" if kind else "the kind is missing", f"Write one of: {', '.join(KINDS)}.")
    if JOINED in name:
        return BadParty(where, "a name has no ';'", "Other spellings go into the column 'spellings'.")
    country = _country(land)
    if land and country is None:
        return BadParty(where, f"{land!r} is no country", "Write three letters of ISO 3166-1 (KEN), IGO, or the country's English name.")
    sector = row.get("sector", "").upper()
    if sector and sector not in SECTORS:
        return BadParty(where, f"{row['sector']!r} is no sector", f"Write one of: {', '.join(sorted(SECTORS))}.")
    given = row.get("wikidata", "")
    item = ITEM.fullmatch(given)
    if given and item is None:
        return BadParty(where, f"{given!r} is no Wikidata id", "Write it as Q and digits, or leave it empty.")
    told = [s.strip() for s in row.get("spellings", "").split(";")]
    spellings = tuple(dict.fromkeys(s for s in told if s and folded(s) != folded(name)))
    for one in (name, *spellings):
        if folded(one) in claimed:
            return BadParty(where, f"{one!r} stands for the party of line {claimed[folded(one)]} already", "A spelling can mean one party only.")
    return OwnParty(name, spellings, cast(PartyKind, kind), country, sector or None, item[1] if item else None)


def _country(text: str) -> str | None:
    if text.upper() == "IGO":
        return "IGO"
    found = world.country_of_code(text.upper()) or world.country_named(text)
    return found.iso3 if found is not None else None
