"""Paths -> Sources: files, folders with all that is in them, standard input. What cannot be had is yielded as an error."""

from __future__ import annotations

import difflib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.codebook.file_kinds import format_of_suffix, not_text_kind
from onrecord.errors import MissingSource, NoArticle, NotText, SourceError, TooLarge
from onrecord.model import Source
from onrecord.sources.split import split_collection

PAGE_LIMIT = 10_000_000
"""Bytes of the largest file that is read in one piece. Collections (JSON arrays, JSON Lines) are read in pieces, at any size."""

HEAD = 4096
"""Bytes that are looked at to tell what a file is."""


JSON_START = re.compile(rb"[\xef\xbb\xbf\xff\xfe\x00\s]*[\[{]")
JSON_ARTICLE = re.compile(rb"[\xef\xbb\xbf\xff\xfe\x00\s]*(?:\[[\s\x00]*)?\{[\s\x00]*\"")
"""What a file of unknown name must begin with to be taken for JSON: a story may well begin with a bracket."""


def open_sources(paths: Iterable[str | Path]) -> Iterator[Source | SourceError]:
    """The sources that `paths` name, in order; lazy, so that one file is held at a time.

    Args:
        paths: files of any suffix; folders, read with all their subfolders in the order of their names, hidden files and files
            of unknown suffix left out; "-" for standard input.

    Yields:
        a source for each file (several, in pieces, for a large JSON collection); in its place an error for each path that cannot
        be read: `MissingSource`, `TooLarge`, `NotText`, `NoArticle` (a folder without a file of a known kind) or a plain
        `SourceError` with the system's reason. Errors are values: nothing is raised.
    """
    for path in paths:
        name = str(path)
        if name == "-":
            yield from _standard_input()
        elif name.startswith(("http://", "https://")):
            yield MissingSource(name, "pages are not fetched from the web", "Save the page as HTML and give that file.")
        else:
            yield from _path(name)


def _standard_input() -> Iterator[Source | SourceError]:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:  # replaced by a text stream, as in a notebook
        yield Source("-", sys.stdin.read().encode("utf-8", "surrogatepass"))
        return
    yield from _stream("-", stream, "")


def _path(name: str) -> Iterator[Source | SourceError]:
    try:
        if os.path.isdir(name):
            yield from _folder(name)
        elif os.path.exists(name):
            yield from _file(name)
        else:
            yield _missing(name)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield _unreadable(name, error)


def _folder(name: str) -> Iterator[Source | SourceError]:
    """Every file of a known suffix below a folder."""
    found = False
    for path in files_below(name):
        found = True
        yield from _file(path)
    if not found:
        yield NoArticle(name, "the folder holds no file of a kind that is read", f"Those are {', '.join(format_of_suffix())}.")


def files_below(name: str) -> Iterator[str]:
    """The files of a known suffix in a folder and its subfolders, in the order of their names; hidden ones are left out. Links to folders are not
    followed: they may run in circles."""
    known = format_of_suffix()
    for folder, subfolders, files in os.walk(name):
        subfolders[:] = sorted(f for f in subfolders if not f.startswith("."))
        for file in sorted(files):
            path = os.path.join(folder, file)
            gone = os.path.islink(path) and not os.path.exists(path)  # a link to nothing is named when it is opened, not passed over
            if not file.startswith(".") and _suffix(file) in known and (gone or os.path.isfile(path)):
                yield path


def _file(name: str) -> Iterator[Source | SourceError]:
    try:
        with open(name, "rb") as stream:
            yield from _stream(name, stream, format_of_suffix().get(_suffix(name), ""))
    except OSError as error:
        yield _unreadable(name, error)


def _stream(name: str, stream: BinaryIO, form: str) -> Iterator[Source | SourceError]:
    head = stream.read(HEAD)
    if kind := not_text_kind(head[:64]):
        yield NotText(name, f"this is {kind.name}, not text", kind.remedy)
    elif form == "jsonl" or (form == "json" and JSON_START.match(head)) or (form == "" and JSON_ARTICLE.match(head)):
        yield from split_collection(name, stream, head, form, PAGE_LIMIT)
    else:
        data = head + stream.read(PAGE_LIMIT + 1 - len(head))
        if len(data) > PAGE_LIMIT:
            yield too_large(name)
        else:
            yield Source(name, data, form)


def too_large(name: str) -> TooLarge:
    """The error for a file that is no collection and still larger than any article."""
    return TooLarge(
        name,
        f"it is larger than {PAGE_LIMIT // 1_000_000} MB, more than any one article",
        'Split it into one file for each article, or into JSON Lines: {"text": ...} on a line for each.',
    )


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _missing(name: str) -> MissingSource:
    folder, file = os.path.split(name)
    try:
        near = difflib.get_close_matches(file, sorted(os.listdir(folder or ".")), n=1, cutoff=0.75)
    except OSError:
        near = []
    if near:
        return MissingSource(name, "no such file or folder", f"Did you mean {os.path.join(folder, near[0])}?")
    return MissingSource(name, "no such file or folder", "Check the path and its spelling.")


def _unreadable(name: str, error: OSError | ValueError) -> SourceError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return SourceError(name, f"it could not be read ({reason})", "Check that the file exists and that you may read it.")
