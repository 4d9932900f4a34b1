"""Values as the cells of text tables: safe for spreadsheets, for tabs, and for whoever reads them back."""

from __future__ import annotations

import re

FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would run as a formula, or what was made safe already."""
BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
UNENCODABLE = re.compile("[\x00\ud800-\udfff]")

Value = str | int | float | bool | None


def plain(value: Value) -> str:
    """A value as text: None is empty, a number is written in full, a truth value as "true" or "false"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def encodable(text: str) -> str:
    """Text without NUL and halves of surrogate pairs; each becomes U+FFFD, so that offsets stay."""
    return UNENCODABLE.sub("\ufffd", text)


def csv_cell(value: Value, *, words: bool) -> str:
    """A value as a cell of a CSV file.

    Args:
        value: the value.
        words: whether the column holds words of people and articles: then a cell that starts like a formula gets an apostrophe before
            it. Numbers, codes, dates and ids are never touched.

    Returns:
        text that `unquoted` turns back into exactly what it was, NUL and half surrogates aside.
    """
    text = encodable(plain(value))
    return "'" + text if words and FORMULA.match(text) else text


def unquoted(cell: str) -> str:
    """The words that `csv_cell` made a cell of: one apostrophe before what starts like a formula is taken away."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def tsv_cell(value: Value) -> str:
    """A value as a cell of a tab-separated file that knows no quotation: tabs and line breaks become spaces, double quotation marks single
    ones, and words that start like a formula get an apostrophe before them."""
    text = BREAKS.sub(" ", encodable(plain(value))).replace('"', "'")
    return "'" + text if isinstance(value, str) and FORMULA.match(text) else text
