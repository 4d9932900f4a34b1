"""`onrecord.read`: the one call that Python users need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.articles import read_articles
from onrecord.codebook.party_file import PartyFile, read_party_file
from onrecord.errors import SourceError
from onrecord.model import Record, Source
from onrecord.model.summary import Summary
from onrecord.pipeline import record_of, records, summaries, summary_of
from onrecord.views.cards import cards


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one or more articles. Iterates over its records; printing it shows their cards.

    Args:
        records: one for each article, in the order of the inputs.
        skipped: an error for each input that made no article; nothing is lost in silence.
    """

    records: tuple[Record, ...]
    skipped: tuple[SourceError, ...] = ()

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def __getitem__(self, index: int) -> Record:
        return self.records[index]

    def __str__(self) -> str:
        parts = [cards(r) for r in self.records]
        parts.extend(f"skipped: {e}" for e in self.skipped)
        return "\n\n".join(parts)


def read(*inputs: str | Path, published: str | None = None, parties: str | Path | PartyFile | None = None) -> Reading:
    """Read articles into records.

    Args:
        inputs: files, folders, "-" for standard input; or the text of an article itself (a string with a line break or a space
            that names no file).
        published: ISO date (YYYY-MM-DD) for articles that state none; without it the date is worked out from the text.
        parties: a party file (docs/party_file.md), or what `read_party_file` made of one; its bad rows are passed over.

    Returns:
        a `Reading`: the records, and the inputs that made none with the reason.

    Raises:
        SourceError: the only input makes no article.
        ModelError: no English spaCy model is installed.

    Example:
        >>> import onrecord
        >>> reading = onrecord.read("Kenya pledged 20 million dollars to Somalia on Monday.", published="2026-03-04")
        >>> reading[0].commitments[0].stage
        'pledged'
    """
    own = _own(parties)
    found: list[Record] = []
    skipped: list[SourceError] = []
    for one in inputs:
        for result in _texts(str(one), published, own) if _is_text(one) else records([one], published=published, parties=own):
            if isinstance(result, SourceError):
                skipped.append(result)
            else:
                found.append(result)
    if not found and len(skipped) == 1:
        raise skipped[0]
    return Reading(tuple(found), tuple(skipped))


def summarise(
    *inputs: str | Path, published: str | None = None, parties: str | Path | PartyFile | None = None
) -> tuple[Summary, ...]:
    """Who did what, when, where, why and how in each article: the summary of its main event (docs/summary.md).

    Args:
        inputs: as for `read`.
        published, parties: as for `read`.

    Returns:
        a summary for each article, in the order of the inputs.

    Raises:
        SourceError: an input makes no article.
        ModelError: no English spaCy model is installed.

    Example:
        >>> import onrecord
        >>> (summary,) = onrecord.summarise("Kenya recalled its ambassador from Uganda in response to the raids.")
        >>> summary.why[0].words.text
        'in response to the raids'
    """
    own = _own(parties)
    found: list[Summary] = []
    results: Iterator[tuple[Record, Summary] | SourceError]
    for one in inputs:
        if _is_text(one):
            source = Source("(text)", str(one).encode("utf-8", "surrogatepass"), "text")
            results = (a if isinstance(a, SourceError) else summary_of(a, own) for a in read_articles(source, published=published))
        else:
            results = summaries([one], published=published, parties=own)
        for result in results:
            if isinstance(result, SourceError):
                raise result
            found.append(result[1])
    return tuple(found)


def _is_text(one: str | Path) -> bool:
    """Whether a string is an article rather than the name of one: it has white space in it and names no file."""
    if isinstance(one, Path) or not any(c.isspace() for c in one.strip()):
        return False
    try:
        return "\n" in one or not Path(one).exists()
    except OSError:  # a name too long for a file
        return True


def _texts(text: str, published: str | None, parties: PartyFile | None) -> Iterator[Record | SourceError]:
    for article in read_articles(Source("(text)", text.encode("utf-8", "surrogatepass"), "text"), published=published):
        yield article if isinstance(article, SourceError) else record_of(article, parties)


def _own(parties: str | Path | PartyFile | None) -> PartyFile | None:
    return read_party_file(parties) if isinstance(parties, (str, Path)) else parties
