"""Several who say the same words: all of them are on record, and the ledger knows each."""

from __future__ import annotations

import pytest

from onrecord.codebook.party_file import OwnParty, PartyFile
from onrecord.ledger.rows import sides_of
from onrecord.model import Article, Record
from onrecord.pipeline import record_of


def read(text: str, parties: PartyFile | None = None) -> Record:
    return record_of(Article("a", "a", text, published="2026-03-11", published_basis="stated"), parties)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Roy and Piet Dahl said nothing was fixed.", "Ana Roy; Piet Dahl"),
        ('"Nothing is fixed," said Ana Roy and Piet Dahl.', "Ana Roy; Piet Dahl"),
        ("Ana Roy met Piet Dahl in Rome. They said nothing was fixed.", "Ana Roy; Piet Dahl"),
        ("Ana Roy, the mayor, said nothing was fixed.", "Ana Roy"),
        ("Cranes\n\nPeru sent six cranes to Chile on Thursday, the first of three cargoes promised in May, the Chilean port authority said.\n\nThey came.",
         "Chilean port authority"),
        ("Kenya, Uganda, Rwanda, Burundi and Tanzania said nothing was fixed.", "Kenya"),
    ],
)
def test_all_of_a_few_speakers_are_named(text: str, speaker: str) -> None:
    one = read(text).statements[0]
    assert one.speaker is not None
    assert one.speaker.name == speaker
    assert [p.name for p in one.chain] == [speaker]
    assert not one.told_by


def test_who_tells_of_them_stays_behind_them_in_the_chain() -> None:
    inner = read("The Lakeside Herald reported that Ana Roy and Piet Dahl said nothing was fixed.").statements[-1]
    assert [p.name for p in inner.chain] == ["Ana Roy; Piet Dahl", "Lakeside Herald"]
    assert [p.name for p in inner.told_by] == ["Lakeside Herald"]


def test_what_they_promise_is_promised_by_both() -> None:
    record = read("Poland and Latvia said they would close the border.")
    assert record.statements[0].speaker is not None
    assert {record.statements[0].speaker.name, *(c.promisor.name for c in record.commitments)} == {"Poland; Latvia"}


def test_the_ledger_takes_them_apart() -> None:
    record = read("Poland and Latvia said they would close the border.")
    sides = [(s.role, s.n, s.party.name, s.party.country) for s in sides_of(1, record.statements[0], record.parties)]
    assert sides == [("speaker", 0, "Poland", "POL"), ("speaker", 1, "Latvia", "LVA")]


def test_a_party_file_names_each_of_them() -> None:
    own = PartyFile((OwnParty("Anna Roy-Dahl", ("Ana Roy",), "person", None, None, None),))
    one = read("Ana Roy and Piet Dahl said nothing was fixed.", own).statements[0]
    assert one.speaker is not None
    assert one.speaker.name == "Anna Roy-Dahl; Piet Dahl"
