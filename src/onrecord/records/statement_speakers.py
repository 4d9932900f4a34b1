"""Those who say the same words together: "Ana Roy and Piet Dahl said ..." is told of both.

Events and commitments are read from the first of them, as their own rules find the others; so the names are joined last.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Document, Statement, WhoIsWho
from onrecord.records.commitment_parties import joined

MOST = 4
"""Of more than these the first alone stands for all: a list of signatories is no name."""


def with_all_speakers(document: Document, statements: tuple[Statement, ...], who: WhoIsWho) -> tuple[Statement, ...]:
    """The statements, those with several speakers with all their names.

    Args:
        document: the parsed article.
        statements: its statements, each with the first of its speakers.
        who: the parties of the article.

    Returns:
        the same statements; where a source means two to four parties, `speaker` joins their names by "; " as a promisor's are, with the
        country and sector that they share, and so does the first of `chain`.
    """
    return tuple(_with_all(document, s, who) for s in statements)


def _with_all(document: Document, one: Statement, who: WhoIsWho) -> Statement:
    if one.source is None or one.speaker is None:
        return one
    first = document.index_at(one.source.start)
    heads = range(first, document.index_at(one.source.end - 1) + 1)
    meant = [parties for i in heads if (parties := who.of(i)) and parties[0].name == one.speaker.name]
    found = max(meant, key=len, default=())
    if not 1 < len(found) <= MOST:
        return one
    together = replace(joined(found), basis=one.speaker.basis, mention=one.speaker.mention)
    opens = one.chain[:1] and one.chain[0].name == one.speaker.name
    return replace(one, speaker=together, chain=(together, *one.chain[1:]) if opens else one.chain)
