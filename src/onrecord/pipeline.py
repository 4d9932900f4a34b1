"""The only module that knows the order of the rooms: article -> document -> mentions -> record -> summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.articles import read_articles
from onrecord.codebook.party_file import PartyFile
from onrecord.errors import SourceError
from onrecord.mentions.amounts import find_amounts
from onrecord.mentions.dating import date_article
from onrecord.mentions.parties import find_parties
from onrecord.mentions.places import find_places
from onrecord.mentions.times import find_times
from onrecord.model import Article, Document, Mentions, Record
from onrecord.model.summary import Summary
from onrecord.parsing import parse
from onrecord.records.commitments import find_commitments
from onrecord.records.events import find_events
from onrecord.records.statement_speakers import with_all_speakers
from onrecord.records.statements import find_statements
from onrecord.sources import open_sources
from onrecord.summaries.summary import find_summary


def records(paths: Iterable[str | Path], *, published: str | None = None, parties: PartyFile | None = None) -> Iterator[Record | SourceError]:
    """Read everything that `paths` name, one article at a time.

    Args:
        paths: files, folders, or "-" for standard input.
        published: ISO date for articles that state none.
        parties: the user's own parties, by whose names and codes those of the record go.

    Yields:
        a record for each article, in order; an error, in its place, for each input that makes none. Errors are values here, so
        that one bad page never ends the run.
    """
    for source in open_sources(paths):
        if isinstance(source, SourceError):
            yield source
            continue
        for article in read_articles(source, published=published):
            yield article if isinstance(article, SourceError) else record_of(article, parties)


def summaries(paths: Iterable[str | Path], *, published: str | None = None, parties: PartyFile | None = None) -> Iterator[tuple[Record, Summary] | SourceError]:
    """As `records`, each record with the summary of its article."""
    for source in open_sources(paths):
        if isinstance(source, SourceError):
            yield source
            continue
        for article in read_articles(source, published=published):
            yield article if isinstance(article, SourceError) else summary_of(article, parties)


def record_of(article: Article, parties: PartyFile | None = None) -> Record:
    """The record of one article.

    Raises:
        ModelError: no English spaCy model is installed.
    """
    return record_of_document(parse(article), parties)


def record_of_document(document: Document, parties: PartyFile | None = None) -> Record:
    """The record of an article that is parsed already."""
    return _read(document, parties)[1]


def summary_of(article: Article, parties: PartyFile | None = None) -> tuple[Record, Summary]:
    """The record of one article and the summary of its main event.

    Raises:
        ModelError: no English spaCy model is installed.
    """
    document, record, mentions = _read(parse(article), parties)
    return record, find_summary(document, record, mentions)


def _read(document: Document, parties: PartyFile | None) -> tuple[Document, Record, Mentions]:
    """The document, dated from its own words where nothing else dates it, with its record and mentions."""
    times = find_times(document)
    if document.article.published is None and (dated := date_article(document, times)):
        published, basis = dated
        document = replace(document, article=replace(document.article, published=published, published_basis=basis))
        times = find_times(document)
    mentions = Mentions(find_parties(document), times, find_places(document), find_amounts(document))
    statements = find_statements(document, mentions.who)
    events = find_events(document, mentions, statements)
    commitments = find_commitments(document, mentions, statements, events)
    statements = with_all_speakers(document, statements, mentions.who)
    record = Record(
        document.article, statements, events, commitments, times, mentions.places, mentions.amounts, mentions.who.parties
    )
    return document, parties.applied(record) if parties else record, mentions
