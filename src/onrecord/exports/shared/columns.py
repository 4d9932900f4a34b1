"""The columns of our own tables: names, types and what they mean, used alike for CSV, JSON Lines, Parquet and the Data Package."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.exports.shared.cells import Value
from onrecord.exports.shared.reading import Reading

Type = Literal["string", "integer", "number", "boolean", "date"]
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Args:
        name: its header.
        description: what it holds.
        type: as in Table Schema. Codes and dates that may be less than a full day are strings.
        words: whether it holds words of people and articles, which a spreadsheet must not run.
        required: whether no row is without it.
    """

    name: str
    description: str
    type: Type = "string"
    words: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Args:
        name: of its file.
        description: what a row is.
        columns: in order.
        key: the columns that together are unique.
        refers: column -> (table, column) that it always leads to.
        rows: its rows, each with a value for every column.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Reading], Iterator[Row]]
    refers: tuple[tuple[str, str, str], ...] = ()


def told_in(what: str) -> tuple[Column, ...]:
    """The columns of the article that stands behind a row."""
    return (
        Column("article_id", f"The article that {what}: column article_id of articles."),
        Column("source_url", "Its address; where it has none, the name of the file it was read from.", words=True),
        Column("publisher", "The outlet.", words=True),
        Column("published", "Its date, ISO 8601; a month or a year where no more is known."),
        Column("language", "Its language, ISO 639-1."),
    )


def side(name: str, who: str) -> tuple[Column, ...]:
    """The columns of one side of an act."""
    return (
        Column(name, f"Who {who}, by the fullest name that the article gives; several are joined by '; '.", words=True),
        Column(f"{name}_raw", "The words by which the article names them there ('he', 'the ministry').", words=True),
        Column(f"{name}_id", "Wikidata item. Empty: onrecord does not look anything up; fill it in yourself."),
        Column(f"{name}_country", "Their countries, ISO 3166-1 alpha-3, or IGO for an international body; several are joined by '; '."),
        Column(f"{name}_sector", "Their PLOVER sectors (GOV, MIL ...); several are joined by '; '."),
    )


AMOUNT = (
    Column("amount", "The sum or number, in full.", "number"),
    Column("currency", "ISO 4217 code, where the amount is money."),
    Column("unit", "What is counted, where it is not money ('troops', 'percent').", words=True),
)
CONFIDENCE = Column(
    "confidence", "0 to 1: how often the rule that found it is right, as its author judges; the highest of its mentions.", "number"
)
REVIEW = Column("review", "What people said of it: unreviewed, accepted, corrected, rejected.", required=True)
TOOL = Column("tool_version", "The version of onrecord that read the article.")
SAID_BY = Column("said_by", "Who says so, outermost last, in the article shown; several are joined by '; '.", words=True)
FIELD = (
    Column("article_id", "The article: column article_id of articles.", required=True),
    Column("field", "Which field these words are behind (actor, anchor, date, amount ...).", required=True),
    Column("start", "Offset of the first character in the article's text: Unicode code points, from 0.", "integer", required=True),
    Column("end", "Offset after the last character.", "integer", required=True),
    Column("exact", "The words: exactly the text from start to end.", words=True),
    Column("prefix", "Up to 30 characters before them.", words=True),
    Column("suffix", "Up to 30 characters after them.", words=True),
    Column("basis", "How the value was reached: stated, resolved, inferred, human."),
    Column("rule_id", "The row of the codebook that found the mention.", required=True),
    Column("mention_id", "The mention: one event, commitment or statement in one article.", required=True),
    Column("n", "Counts the words behind one field, from 0.", "integer", required=True),
    Column("value", "What the words were read as ('he' as a name, 'Monday' as a date), where it is not plain from them.", words=True),
)
