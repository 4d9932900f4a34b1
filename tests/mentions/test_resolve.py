"""Descriptions, pronouns, metonyms and demonyms: who is meant."""

from __future__ import annotations

import pytest

from onrecord.mentions.parties import find_parties
from onrecord.model import Article
from onrecord.parsing.parse import parse

VISIT = "Kenyan President Daniel Kiprono met Ugandan Prime Minister Grace Byaruhanga in Kampala. "
FERRY = "Norwegian shipping company Fjord Lines bought two ferries. "

MEANT = [
    # text, the word asked for (its last occurrence), names
    (VISIT + "The president praised the talks.", "president", ["Daniel Kiprono"]),
    (VISIT + "The prime minister agreed.", "minister", ["Grace Byaruhanga"]),
    (VISIT + "The Ugandan leader agreed.", "leader", ["Grace Byaruhanga"]),
    (VISIT + "The leaders signed an agreement.", "leaders", ["Daniel Kiprono", "Grace Byaruhanga"]),
    (VISIT + "The two leaders signed an agreement.", "leaders", ["Daniel Kiprono", "Grace Byaruhanga"]),
    (VISIT + "They signed an agreement.", "They", ["Daniel Kiprono", "Grace Byaruhanga"]),
    (VISIT + "She thanked her guest.", "She", ["Grace Byaruhanga"]),
    (VISIT + "He thanked her.", "He", ["Daniel Kiprono"]),
    ("Kenya and Uganda signed a pact. The two countries will share power.", "countries", ["Kenya", "Uganda"]),
    ("Kenya sued Uganda. Both sides refused to talk.", "sides", ["Kenya", "Uganda"]),
    (FERRY + "The company declined to comment.", "company", ["Fjord Lines"]),
    (FERRY + "It declined to comment.", "It", ["Fjord Lines"]),
    ("Moldova must act. The country owes 3 million euros.", "country", ["Moldova"]),
    ("The Supreme Court of Ghana met. The court ruled against him.", "court", ["Supreme Court of Ghana"]),
    ("Justice Ministry officials of Chile met. The ministry denied it.", "ministry", ["Justice Ministry"]),
    ("Moscow rejected the plan.", "Moscow", ["Russia"]),
    ("Talks with Ankara failed.", "Ankara", ["Turkey"]),
    ("Downing Street welcomed the plan.", "Street", ["Downing Street"]),
    ("Ukrainian attacks hit a depot.", "Ukrainian", ["Ukraine"]),
    ("The Ukrainians won.", "Ukrainians", ["Ukrainians"]),
    ("Canada and Ukraine agreed.", "Canada", ["Canada", "Ukraine"]),
    ("Dozens of protesters were arrested in Lima.", "Dozens", ["protesters"]),
    ("Two officials familiar with the talks said so.", "officials", ["Two officials familiar with the talks"]),
    ("Police arrested two journalists in Minsk.", "journalists", ["two journalists"]),
    ("Mali, which left the bloc, refused.", "which", ["Mali"]),
    ("Daniel Kiprono, who won the vote, refused.", "who", ["Daniel Kiprono"]),
    ("Ida Poole thanked the farmers of Ghana, who had marched for weeks.", "who", ["farmers of Ghana"]),
    ("Daniel Kiprono blamed himself.", "himself", ["Daniel Kiprono"]),
    ("“We will not pay,” Grace Byaruhanga said.", "We", ["Grace Byaruhanga"]),
    ("Grace Byaruhanga told reporters: “I refuse.”", "I", ["Grace Byaruhanga"]),
    ("“Peter Mwangi lied to us,” Grace Byaruhanga said. She wants him to go.", "him", ["Peter Mwangi"]),
    ("Keith Adler met Yulia Rada. Their talks ended early.", "Their", ["Keith Adler", "Yulia Rada"]),
    ("The deal is good. It is clear that Ghana will sign.", "It", []),
    ("The strike ended on Monday.", "strike", []),
    ("The agreement was signed on 3 May.", "agreement", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "names"), MEANT)
def test_who_is_meant(text: str, word: str, names: list[str]) -> None:
    document = parse(Article("a-1", "test", text))
    at = [t.i for t in document.doc if t.text == word][-1]
    assert [p.name for p in find_parties(document).of(at)] == names


def test_an_object_is_not_its_own_subject() -> None:
    document = parse(Article("a-1", "test", "Peter Mwangi resigned. Daniel Kiprono praised him."))
    him = next(t.i for t in document.doc if t.text == "him")
    assert [p.name for p in find_parties(document).of(him)] == ["Peter Mwangi"]


def test_a_party_at_a_mention_has_that_mentions_words() -> None:
    document = parse(Article("a-1", "test", VISIT + "He left."))
    who = find_parties(document)
    (party,) = who.of(next(t.i for t in document.doc if t.text == "He"))
    assert (party.name, party.role, party.country, party.mention.text, party.basis) == (
        "Daniel Kiprono", "President", "KEN", "He", "resolved",
    )  # fmt: skip


def test_a_seat_of_power_is_inferred_and_a_described_source_stated() -> None:
    document = parse(Article("a-1", "test", "Moscow accused a German government source of lying."))
    who = find_parties(document)
    basis = {p.name: (p.basis, p.kind) for t in document.doc if t.text in {"Moscow", "source"} for p in who.of(t.i)}
    assert basis == {"Russia": ("inferred", "state"), "German government source": ("stated", "person")}


def test_only_who_acts_is_listed() -> None:
    document = parse(Article("a-1", "test", "No minister resigned. Dockers blocked a road for the sake of residents."))
    assert [p.name for p in find_parties(document).parties] == ["Dockers"]
