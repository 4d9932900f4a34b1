"""Corrections: each field of each kind, in the tables as people gave it; and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from dumping import dump
from loan_story import BY, loan_story, parties, row, words

from onrecord.errors import BadReview
from onrecord.ledger import review
from onrecord.ledger.reviews import corrected_record
from onrecord.ledger.store import Store

PLEDGE = loan_story()[0].commitments[0].id
AGREED, SAID = loan_story()[1].events[0].id, loan_story()[0].statements[0].id


COMMITMENT = [
    ("stage", "delivered", {"stage": "delivered"}, "delivered"),
    ("stage", "in delivery", {"stage": "in_delivery"}, "in_delivery"),
    ("promisor", "Kenya", {"promisor": "Kenya", "promisor_country": "KEN"}, "Kenya"),
    ("promisor", "Mark Carney (CAN)", {"promisor": "Mark Carney", "promisor_country": "CAN"}, "Mark Carney (person, CAN)"),
    ("beneficiary", "", {"beneficiary": None, "beneficiary_country": None}, None),
    ("beneficiary", "World Bank", {"beneficiary": "World Bank", "beneficiary_country": "IGO"}, "World Bank (organisation, IGO, GOV)"),
    ("action", "for its power grid", {"action": "for its power grid"}, "for its power grid [49:67]"),
    ("action", "49:67", {"action": "for its power grid"}, "for its power grid [49:67]"),
    ("condition", "power  GRID", {"condition": "power grid"}, "power grid [57:67]"),
    ("due", "2026-12-31", {"due": "2026-12-31", "due_basis": "human"}, "2026-12-31"),
    ("due", "2027", {"due": "2027"}, "2027"),
    ("amount", "1.5 billion EUR", {"amount": 1.5e9, "unit": "EUR", "amount_kind": "money", "quantifier": "exactly"}, None),
    ("amount", "up to 40 trucks", {"amount": 40.0, "unit": "trucks", "amount_kind": "units", "quantifier": "up_to"}, None),
    ("amount", "$20m", {"amount": 20e6, "unit": "USD"}, None),
    ("amount", "2 to 3 million Canadian dollars", {"amount": 2e6, "amount_high": 3e6, "unit": "CAD"}, None),
    ("amount", "500,000 to 1 million euros", {"amount": 5e5, "amount_high": 1e6, "unit": "EUR"}, None),
    ("amount", "12 percent", {"amount": 12.0, "unit": "percent", "amount_kind": "share"}, None),
    ("amount", "at least 3 killed", {"amount": 3.0, "unit": "killed", "amount_kind": "casualties", "quantifier": "at_least"}, None),
    ("amount", "", {"amount": None, "unit": None, "amount_kind": None}, None),
    ("instrument", "grant", {"instrument": "grant"}, "grant"),
    ("certainty", "hearsay", {"certainty": "hearsay"}, "hearsay"),
    ("said_by", "Moldova; Norway", {"said_by": "Moldova; Norway"}, "Moldova; Norway"),
]


@pytest.mark.parametrize(("field", "value", "wanted", "kept"), COMMITMENT, ids=[f"{f}={v}" for f, v, *_ in COMMITMENT])
def test_a_corrected_field_of_a_commitment_stands_in_the_tables(
    store: Store, field: str, value: str, wanted: dict[str, Any], kept: str | None
) -> None:
    (done,) = review.correct(store, PLEDGE, {field: value}, **BY)
    assert (done.field, row(store, PLEDGE)["review"]) == (field, "corrected")
    assert {k: row(store, PLEDGE)[k] for k in wanted} == wanted
    assert kept is None or done.new == kept
    once = dump(store.path)
    review.correct(store, PLEDGE, {field: done.new or ""}, **BY)  # what the log keeps gives the same value again
    assert dump(store.path) == once


EVENT = [
    ("type", "assault", {"type": "ASSAULT", "mode": None, "cameo": "190", "quad": 4, "goldstein": -10.0}),
    ("actors", "Moldova; the Kremlin", {"actor": "Moldova; Kremlin", "actor_country": "MDA;RUS"}),
    ("recipient", "", {"recipient": "", "recipient_country": None}),
    ("status", "planned", {"status": "planned"}),
    ("certainty", "attributed", {"certainty": "attributed"}),
    ("date", "2026-03", {"date": "2026-03", "date_basis": "human"}),
    ("place", "Chisinau", {"place": "Chisinau", "country": "MDA"}),
    ("place", "Oslo (SWE)", {"place": "Oslo", "country": "SWE"}),
    ("amount", "40 trucks", {"amount": 40.0, "unit": "trucks"}),
]


@pytest.mark.parametrize(("field", "value", "wanted"), EVENT, ids=[f"{f}={v}" for f, v, _ in EVENT])
def test_a_corrected_field_of_an_event_stands_in_the_tables(store: Store, field: str, value: str, wanted: dict[str, Any]) -> None:
    review.correct(store, AGREED, {field: value}, **BY)
    assert {k: row(store, AGREED)[k] for k in wanted} == wanted


STATEMENT = [
    ("speaker", "Moldova", {"speaker": "Moldova", "speaker_country": "MDA"}),
    ("speaker", "", {"speaker": None, "speaker_country": None, "speaker_party": None}),
    ("stance", "denies", {"stance": "denies"}),
    ("manner", "direct", {"manner": "direct"}),
    ("content", "grid was old", {"content": "grid was old"}),
    ("content", "the grid … old", {"content": "the grid … old"}),
]


@pytest.mark.parametrize(("field", "value", "wanted"), STATEMENT, ids=[f"{f}={v}" for f, v, _ in STATEMENT])
def test_a_corrected_field_of_a_statement_stands_in_the_tables(store: Store, field: str, value: str, wanted: dict[str, Any]) -> None:
    review.correct(store, SAID, {field: value}, **BY)
    assert {k: row(store, SAID)[k] for k in wanted} == wanted


def test_a_mode_takes_its_codes_from_the_codebook_and_goes_with_its_type(store: Store) -> None:
    from onrecord.codebook.event_types import event_types

    mode = event_types()["ASSAULT"].mode("aerial")
    review.correct(store, AGREED, [("type", "ASSAULT"), ("mode", "aerial")], **BY)
    found = row(store, AGREED)
    assert (found["mode"], found["cameo"], found["goldstein"]) == ("aerial", mode.cameo, mode.goldstein)
    first = review.reviews(store.db, store.path, AGREED)[0].number
    with pytest.raises(BadReview, match="later correction does not hold"):
        review.undo(store, str(first), **BY)
    assert row(store, AGREED)["type"] == "ASSAULT"


def test_people_stand_behind_the_words_that_they_gave(store: Store) -> None:
    review.correct(
        store, PLEDGE, [("promisor", "Moldova; Jens Holt (person, NOR, GOV)"), ("action", "power grid"), ("amount", "3 EUR")], **BY
    )
    assert parties(store, PLEDGE, "promisor") == [("Moldova", "MDA", "human"), ("Jens Holt", "NOR", "human")]
    assert parties(store, PLEDGE, "beneficiary") == [("Moldova", "MDA", "stated")]
    assert words(store, PLEDGE, "action") == [("power grid", "human")]
    assert words(store, PLEDGE, "amount") == [("250 million euros", "human")]
    assert words(store, PLEDGE, "anchor") == [("pledged to", "stated")]
    record = corrected_record(store.db, store.record(row(store, PLEDGE)["article"]))
    assert record.commitments[0].promisor.name == "Moldova; Jens Holt"


BAD = [
    (PLEDGE, "stage", "soon", r"stage=soon: not allowed. Allowed: floated, .*denied\."),
    (PLEDGE, "stage", "", "cannot be without it"),
    (PLEDGE, "mode", "aerial", "no such field to correct. Fields: stage, promisor"),
    (PLEDGE, "action", "words that nobody wrote", "do not stand in the article"),
    (PLEDGE, "action", "9:4", "no words of the article stand there"),
    (PLEDGE, "action", "lend Moldova [0:6]", "other words stand there: 'Norway'"),
    (PLEDGE, "promisor", "Ana (XYZ)", "'XYZ' is no kind, country or sector"),
    (PLEDGE, "promisor", " ; ", "no party"),
    (PLEDGE, "beneficiary", "Kenya; Norway", "takes one party"),
    (PLEDGE, "due", "soon", "no date"),
    (PLEDGE, "amount", "many", "no amount"),
    (PLEDGE, "amount", "40", "without its unit"),
    (PLEDGE, "amount", "5 dinars", "may be several currencies.*TND"),
    (PLEDGE, "instrument", "bridge", "Allowed: .*loan.* or nothing"),
    (AGREED, "type", "WAR", "Types: ACCUSE, AGREE"),
    (AGREED, "mode", "aerial", "no mode of AGREE"),
    (AGREED, "status", "done", "Allowed: actual, planned"),
    (SAID, "stage", "signed", "Fields: speaker, stance, manner, content"),
]


@pytest.mark.parametrize(("one", "field", "value", "message"), BAD)
def test_a_wrong_value_is_refused_with_what_is_allowed_and_nothing_is_kept(
    store: Store, one: str, field: str, value: str, message: str
) -> None:
    before = dump(store.path)
    with pytest.raises(BadReview, match=message):
        review.correct(store, one, [("certainty", "hearsay"), (field, value)] if one != SAID else [(field, value)], **BY)
    assert review.reviews(store.db, store.path) == []
    assert dump(store.path) == before
