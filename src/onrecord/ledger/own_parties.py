"""The parties of the users' own files, kept in the ledger, so that every later reading knows them."""

from __future__ import annotations

import sqlite3

from onrecord.codebook.party_file import OwnParty, PartyFile
from onrecord.ledger.rows import storable

BETWEEN = "; "

WIKIDATA = """(SELECT min(o.wikidata) FROM own_parties o JOIN parties s ON s.name = o.name AND s.kind = o.kind
    WHERE coalesce(s.same_as, s.number) = coalesce({t}.same_as, {t}.number))"""
"""SQL for the id that a user gave a party of the table aliased `t`, under whichever of its spellings; NULL for none."""


def kept_parties(db: sqlite3.Connection) -> PartyFile:
    """The parties that the ledger knows from files; none for a ledger of an older form."""
    return PartyFile(
        OwnParty(r["name"], tuple(s for s in r["spellings"].split(BETWEEN) if s), r["kind"], r["country"], r["sector"], r["wikidata"])
        for r in db.execute("SELECT * FROM own_parties ORDER BY name").fetchall()
    )


def keep_parties(db: sqlite3.Connection, given: PartyFile) -> PartyFile:
    """Keep the parties of a file beside those of earlier ones; within a transaction.

    Returns:
        all that the ledger knows from now on. A row of the new file takes the place of one that claims the same name or spelling.
    """
    every = kept_parties(db).joined(given)
    db.execute("DELETE FROM own_parties")
    db.executemany(
        "INSERT INTO own_parties VALUES (?,?,?,?,?,?)",
        [(storable(p.name), storable(BETWEEN.join(p.spellings)), p.kind, p.country, p.sector, p.wikidata) for p in every.parties],
    )
    return every
