"""JSON and JSON Lines -> Drafts: one for each object that holds a text, under the names that collections use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.articles.dates import stated_date
from onrecord.articles.decode import decode
from onrecord.articles.draft import Draft, encodable
from onrecord.errors import BadRow, EmptySource, SourceError
from onrecord.model import Source

# The usual names of each field, the likelier first; small letters, without hyphens and underscores.
TEXT = ("text", "body", "content", "maintext", "articlebody", "fulltext", "articletext", "bodytext", "story", "article", "paragraphs")
TITLE = ("title", "headline", "heading")
URL = ("url", "link", "sourceurl", "canonicalurl", "weburl", "permalink", "href")
PUBLISHED = (
    "published", "date", "publishedat", "datepublish", "datepublished", "publishdate", "publicationdate", "publisheddate", "pubdate",
    "publishedon", "publishedtime", "webpublicationdate", "datetime", "timestamp", "created", "createdat",
)  # fmt: skip
BYLINE = ("byline", "author", "authors", "creator", "writer")
PUBLISHER = (
    "publisher", "source", "site", "outlet", "sitename", "publication", "sourcename", "newspaper", "provider", "domain", "sourcedomain",
)  # fmt: skip
LANGUAGE = ("language", "lang", "languagecode", "inlanguage")
ID = ("id", "uuid", "guid", "articleid", "docid")
COLLECTION = ("articles", "items", "results", "documents", "docs", "data", "rows", "records", "entries", "stories", "hits")


def read_rows(source: Source) -> Iterator[Draft | SourceError]:
    """The articles of a JSON object, a JSON array, an object that holds one ("articles": [...]), or of JSON Lines.

    Args:
        source: its bytes. Blank lines count as rows, so that the number of a row of JSON Lines is that of its line.

    Yields:
        a draft for each row, its text exactly as it stands; `BadRow` or `EmptySource` for a row that holds none.

    Raises:
        NotText: bytes that are no text.
    """
    text = decode(source.name, source.data)
    if source.format != "jsonl":
        try:
            yield from _value(source, json.loads(text))
            return
        except (ValueError, RecursionError) as error:
            if not _may_be_lines(text):
                yield _not_json(source.name, error, "Mend the file: nothing in it was read.")
                return
    yield from _lines(source, text)


def _value(source: Source, value: Any) -> Iterator[Draft | SourceError]:
    if isinstance(value, dict) and not any(_key(k) in TEXT and isinstance(v, str) for k, v in value.items()):
        value = next((v for k, v in value.items() if _key(k) in COLLECTION and isinstance(v, list)), value)
    if not isinstance(value, list):
        yield _draft(source.name, value, None)
    elif not value:
        yield EmptySource(source.name, "the collection has no rows", "Check that the file was saved in full.")
    else:
        yield from (_draft(source.name, row, source.first_row + n) for n, row in enumerate(value))


def _lines(source: Source, text: str) -> Iterator[Draft | SourceError]:
    for number, line in enumerate(text.split("\n"), source.first_row):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield _not_json(f"{source.name}#{number}", error, "Mend the row; the other rows were read.")
        else:
            yield _draft(source.name, row, number)


def _draft(name: str, row: Any, number: int | None) -> Draft | SourceError:
    if not isinstance(row, dict):
        return BadRow(_row_name(name, None, number), "this is no JSON object", 'An article is an object: {"text": "...", "title": "..."}.')
    fields: dict[str, Any] = {}
    for key, value in row.items():
        fields.setdefault(_key(key), value)
    name = _row_name(name, _first(fields, ID), number)
    text = _text(fields)
    if text is None:
        keys = ", ".join(encodable(k[:30]) for k in list(row)[:12]) or "none"
        return BadRow(name, f"it has no text (its fields: {keys})", f"The text is looked for under: {', '.join(TEXT[:6])}.")
    return Draft(
        name,
        encodable(text),
        url=_words(_first(fields, URL)),
        title=_words(_first(fields, TITLE)),
        byline=_words(_first(fields, BYLINE)),
        publisher=_publisher(fields),
        published=next((d for key in PUBLISHED if (d := stated_date(fields.get(key)))), None),
        language=_language(fields),
    )


def _key(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).lower()


def _first(fields: dict[str, Any], names: Iterable[str]) -> Any:
    """The value of the first of `names` that has one."""
    return next((fields[n] for n in names if fields.get(n) not in (None, "", [], {})), None)


def _text(fields: dict[str, Any]) -> str | None:
    """The text: the first field that is a string with words in it; paragraphs in a list are set apart by blank lines."""
    empty = None
    for name in TEXT:
        value = fields.get(name)
        if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
            value = "\n\n".join(value)
        if isinstance(value, str):
            if value.strip():
                return value
            empty = value
    return empty


def _words(value: Any) -> str | None:
    """A name or several, however they are written: a string, an object with a "name", a list of either."""
    if isinstance(value, list):
        return ", ".join(w for v in value if (w := _words(v))) or None
    if isinstance(value, dict):
        return _words(value.get("name") or value.get("title") or value.get("@value"))
    return encodable(value).strip() or None if isinstance(value, str) else None


def _publisher(fields: dict[str, Any]) -> str | None:
    """The outlet's name: the first such field that is no address."""
    found = (_words(fields.get(name)) for name in PUBLISHER)
    return next((w for w in found if w and "://" not in w), None)


def _language(fields: dict[str, Any]) -> str | None:
    words = _words(_first(fields, LANGUAGE)) or ""
    code = re.split(r"[-_]", words.lower())[0]
    if len(code) == 2 and code.isalpha():
        return code
    return {"eng": "en", "english": "en"}.get(code)


def _row_name(name: str, row_id: Any, number: int | None) -> str:
    if isinstance(row_id, (str, int)) and not isinstance(row_id, bool) and str(row_id).strip():
        return f"{name}#{encodable(str(row_id).strip())[:200]}"
    return name if number is None else f"{name}#{number}"


def _may_be_lines(text: str) -> bool:
    """Whether a text that is no JSON as a whole is JSON line by line: its first line is an object."""
    first = text.lstrip().split("\n", 1)
    try:
        return len(first) == 2 and isinstance(json.loads(first[0]), dict)
    except (ValueError, RecursionError):
        return False


def _not_json(name: str, error: Exception, remedy: str) -> BadRow:
    why = f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else "too deep or too long a number"
    return BadRow(name, f"this is not well-formed JSON ({why})", remedy)
