"""Whom an act strikes that is aimed at something done: "condemned the move"."""

from __future__ import annotations

import pytest

from onrecord.model import Article, Event
from onrecord.parsing import parse
from onrecord.pipeline import record_of_document


def last_event(text: str, type_name: str) -> Event:
    record = record_of_document(parse(Article("a-1", "a", text, published="2026-03-12", published_basis="stated")))
    return [e for e in record.events if e.type == type_name][-1]


@pytest.mark.parametrize(
    ("text", "type_name", "expected"),
    [
        ("Peru announced a ban on imports from Chile. Bolivia condemned the move.", "ACCUSE", ["Peru"]),
        ("Peru announced a ban on imports from Chile. Bolivia condemned every move.", "ACCUSE", []),
        ("Peru announced a ban on imports from Chile. Bolivia condemned the heat.", "ACCUSE", []),
        ("Peru proposed a tax on copper. Chile criticised the proposal.", "ACCUSE", ["Peru"]),
        ("Peru proposed a tax on copper. Chile criticised a proposal.", "ACCUSE", []),
        ("Peru proposed a tax on copper. Chile criticised the attack.", "ACCUSE", []),
        ("Russia attacked Kharkiv. The attack was condemned by Poland.", "ACCUSE", ["Russia"]),
        ("A decree issued by Peru angered farmers. Chile condemned the decree.", "ACCUSE", ["Peru"]),
        ("A decree that angered farmers was read out. Chile condemned the decree.", "ACCUSE", []),
        ("Peru's parliament voted to expel an envoy. The vote was boycotted by Ana Quispe's party.", "PROTEST", ["Peru's parliament"]),
        ("Peru and Chile signed a border agreement. Bolivia criticised the border agreement.", "ACCUSE", ["Peru", "Chile"]),
        ("Peru and Chile signed a border agreement. Bolivia criticised the fishing agreement.", "ACCUSE", []),
        ("Peru rejected the treaty with Mali. The decision drew criticism from Chile.", "ACCUSE", ["Peru"]),
        ("Peru rejected the treaty with Mali. The weather drew criticism from Chile.", "ACCUSE", []),
    ],
)
def test_who_condemns_the_move_condemns_its_maker(text: str, type_name: str, expected: list[str]) -> None:
    assert [p.name for p in last_event(text, type_name).recipients] == expected


def test_the_doer_is_inferred_from_the_words_of_the_thing() -> None:
    (party,) = last_event("Peru announced a ban on imports from Chile. Bolivia condemned the move.", "ACCUSE").recipients
    assert (party.mention.text, party.basis) == ("move", "inferred")


def test_nobody_is_the_target_of_his_own_act() -> None:
    text = "Peru announced a ban on imports from Chile. {} defended and then criticised the ban."
    assert last_event(text.format("Bolivia"), "ACCUSE").recipients[0].name == "Peru"
    assert last_event(text.format("Peru"), "ACCUSE").recipients == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru called for cooperation in the Eastern Mediterranean.", []),
        ("Peru withdrew from a fishing treaty with Chile.", ["Chile"]),
    ],
)
def test_a_mere_place_is_no_party(text: str, expected: list[str]) -> None:
    record = record_of_document(parse(Article("a-1", "a", text, published="2026-03-12", published_basis="stated")))
    assert [p.name for p in record.events[0].recipients] == expected


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("The Supreme Court of Peru ruled on Monday that the ban was unlawful.", ["unlawful"]),
        ("The Supreme Court of Peru ruled on Monday that Chile owed nothing and convicted Ana Quispe.", ["convicted"]),
    ],
)
def test_what_a_court_found_and_that_it_found_so_are_one_act(text: str, anchors: list[str]) -> None:
    record = record_of_document(parse(Article("a-1", "a", text, published="2026-03-12", published_basis="stated")))
    assert [e.anchor.text for e in record.events if e.type == "SANCTION"] == anchors


def test_what_was_done_previously_is_background() -> None:
    text = "Peru {} signed a treaty with Chile."
    record = record_of_document(parse(Article("a-1", "a", text.format("previously"), published="2026-03-12", published_basis="stated")))
    assert record.events[0].status == "historical"
    record = record_of_document(parse(Article("a-1", "a", text.format("quickly"), published="2026-03-12", published_basis="stated")))
    assert record.events[0].status == "actual"


def sides(text: str, anchor: str) -> tuple[list[str], list[str]]:
    record = record_of_document(parse(Article("a-1", "a", text, published="2026-03-12", published_basis="stated")))
    event = next(e for e in record.events if anchor in e.anchor.text)
    return [p.name for p in event.actors], [p.name for p in event.recipients]


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("Peru suspended the treaty at the urging of Chile.", "urging", (["Chile"], ["Peru"])),
        ("Peru suspended the treaty after the urging of Chile.", "urging", (["Chile"], [])),
        ("Ana Quispe received death threats from rebels.", "received", (["rebels"], ["Ana Quispe"])),
        ("Ana Quispe made death threats against rebels.", "made", (["Ana Quispe"], ["rebels"])),
        ("Ecuador certified the result in favour of Ana Quispe.", "certified", (["Ecuador"], ["Ana Quispe"])),
        ("Soldiers came to Mali in May and seized parts of the country. Peru protested.", "seized", (["Soldiers"], ["Mali"])),
        ("Peru lost. Soldiers came to Mali and seized parts of the country.", "seized", (["Soldiers"], ["Mali"])),
        ("Peru held talks in Lima and with Chile.", "talks", (["Peru"], ["Chile"])),
        ("Acme Corporation is investigating itself.", "investigating", (["Acme Corporation"], ["Acme Corporation"])),
        ("Acme Corporation said it was investigating itself.", "investigating", (["Acme Corporation"], ["Acme Corporation"])),
        ("Acme Corporation is investigating the matter.", "investigating", (["Acme Corporation"], [])),
        ("Peru filed a complaint against Chile at the World Trade Organization.", "complaint", (["Peru"], ["Chile"])),
        (
            "The Senate of Peru has impeached two presidents in its history, Ana Quispe and Luis Paz.",
            "impeached",
            (["Senate of Peru"], ["Ana Quispe", "Luis Paz"]),
        ),
    ],
)
def test_who_acts_and_on_whom(text: str, anchor: str, expected: tuple[list[str], list[str]]) -> None:
    assert sides(text, anchor) == expected


def test_the_us_is_not_us() -> None:
    """In somebody's words "us" is the speaker, "the US" is not."""
    text = "Chile's president Ana Quispe said that Bolivia attacked {}."
    assert sides(text.format("the US"), "attacked") == (["Bolivia"], ["United States"])
    assert sides(text.format("the UK"), "attacked") == (["Bolivia"], ["United Kingdom"])


def types(text: str) -> list[tuple[str, str]]:
    record = record_of_document(parse(Article("a-1", "a", text, published="2026-03-12", published_basis="stated")))
    return [(e.type, e.status) for e in record.events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan requires approval by Peru's parliament.", []),
        ("The plan won approval by Peru's parliament.", [("SUPPORT", "actual")]),
        ("Peru's parliament asked Chile for papers relating to the arrests of students.", [("REQUEST", "actual")]),
        ("Peru condemned the film, calling its makers liars.", [("ACCUSE", "actual")]),
        ("The ban on Chile Airways is not part of a plan.", [("COERCE", "actual")]),
        ("Peru banned Chile Airways on Monday. The ban on Chile Airways is not part of a plan.", [("COERCE", "actual")]),
        ("The vote was boycotted by the opposition of Mali.", [("PROTEST", "actual")]),
        ("The vote drew opposition from Mali.", [("ACCUSE", "actual")]),
        ("Foreign troops stayed in Mali to fight rebels.", [("MOBILIZE", "actual")]),
        ("Foreign doctors stayed in Mali to fight malaria.", []),
        ("Peru had not, as of Monday, announced any plans to withdraw its troops from Chile.", [("RETREAT", "negated")]),
        ("Peru had, as of Monday, announced plans to withdraw its troops from Chile.", [("RETREAT", "planned")]),
    ],
)
def test_what_is_an_act_and_what_is_only_spoken_of(text: str, expected: list[tuple[str, str]]) -> None:
    assert types(text) == expected
