"""A promisor that the reading knows only from who says so: another report tells who it is, and nothing joins two who are sure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from loan_story import article, commitment, span, statement, told

from onrecord.keeping import Ledger
from onrecord.ledger.comparing import named
from onrecord.ledger.features import Features, commitment_features, is_another
from onrecord.ledger.large_numbers import numbers_of
from onrecord.ledger.similarity import common_principals, likeness, reasons
from onrecord.ledger.store import Store
from onrecord.model import Article, Commitment, Party, Record

MINISTER = "Finance Minister Ana Rusu"


def pledge(day: str = "2026-03-02") -> Record:
    one = article("Norway promised Moldova 40 million euros for new pumps at the Ungheni waterworks.", day)
    return told(one, commitment(one, "promised", "40 million euros for new pumps at the Ungheni waterworks", "pledged", amount=40e6))


def passive(text: str, action: str, *, day: str = "2026-04-02", anchor: str = "are to", scene: bool = True) -> Record:
    """What the receiving state's minister says will be done by nobody whom she names; as the reading gives it, with her for the promisor."""
    one = article(text, day, "Chisinau Courier")
    speaker = Party(MINISTER, "person", "MDA", "GOV", "Finance Minister", span(one, MINISTER), "inferred")
    made = replace(commitment(one, anchor, action, "intended", to=None), promisor=speaker, instrument=None)
    said = replace(statement(one, action), source=speaker.mention, speaker=speaker, content=(made.sentence,))
    record = told(one, made, said)
    norway = Party("Norway", "state", "NOR", "GOV", None, span(one, "Norway"))
    return replace(record, parties=(speaker, norway) if scene else (speaker,))


PUMPS = "The pumps for the Ungheni waterworks are to be shipped from Norway in June, Finance Minister Ana Rusu said."


def features(record: Record, number: int = 1) -> Features:
    return commitment_features(number, number, record.commitments[0], record)


def linked(path: Path, *records: Record) -> list[tuple[str, ...]]:
    with Store(path) as store:
        store.add(records, version="test")
        rows = store.db.execute("SELECT thread, id FROM commitments ORDER BY published, id").fetchall()
    out: dict[int, tuple[str, ...]] = {}
    for thread, one in rows:
        out[thread] = (*out.get(thread, ()), one)
    return list(out.values())


def test_who_only_says_so_gives_way_to_who_promised(tmp_path: Path) -> None:
    assert features(passive(PUMPS, "shipped from Norway in June")).perhaps == ("NOR",)
    path = tmp_path / "x.db"
    assert len(linked(path, pledge(), passive(PUMPS, "shipped from Norway in June"))) == 1
    (one,) = Ledger(path).commitments()
    assert (one.promisor, one.promisor_country, one.reports) == ("Norway", "NOR", 2)
    assert not Ledger(path).commitments(promisor="Moldova")
    assert len(Ledger(path).commitments(promisor="Norway")) == 1
    (why,) = Ledger(path).show(one.id).links
    assert why.why.startswith("promisor may be the same (NOR)")


def test_any_order_gives_the_same(tmp_path: Path) -> None:
    first, second = pledge(), passive(PUMPS, "shipped from Norway in June")
    with Store(tmp_path / "y.db") as store:
        store.add([second], version="test")
        store.add([first], version="test")
    assert linked(tmp_path / "x.db", first, second) == linked(tmp_path / "y.db")


@pytest.mark.parametrize(
    ("text", "action", "scene"),
    [
        ("The schools are to be reopened with Norway watching, Finance Minister Ana Rusu said.", "reopened with Norway watching", True),
        ("The pumps for the Ungheni waterworks are to be shipped in June from Norway, Finance Minister Ana Rusu said.", "shipped in June", False),
    ],
)
def test_another_thing_or_a_promisor_out_of_sight_joins_nothing(tmp_path: Path, text: str, action: str, scene: bool) -> None:
    assert len(linked(tmp_path / "x.db", pledge(), passive(text, action, scene=scene))) == 2


def test_an_active_speaker_is_sure() -> None:
    record = passive("Finance Minister Ana Rusu said that she will ship the pumps to Norway in June.", "ship the pumps to Norway in June", anchor="will")
    assert features(record).perhaps == ()


def test_two_who_may_be_anybody_have_no_promisor_in_common() -> None:
    one, other = (replace(features(pledge(), n), actors=(own,), perhaps=("NOR",)) for n, own in ((1, "MDA"), (2, "KEN")))
    assert common_principals([one, other]) == []
    assert likeness("commitment", one, other).apart
    sure = replace(other, item=3, actors=("NOR",), perhaps=())
    assert common_principals([one, other, sure]) == ["NOR"]


def body(name: str, day: str, publisher: str) -> Record:
    one: Article = article(f"{name} promised 40 million euros for new pumps at the Ungheni waterworks.", day, publisher)
    made: Commitment = commitment(one, "promised", "40 million euros for new pumps at the Ungheni waterworks", "pledged", by=(name, "IGO"), to=None)
    party = Party(name, "organisation", None, "BUS", None, span(one, name))
    return replace(told(one, replace(made, promisor=party)), parties=(party,))


@pytest.mark.parametrize(
    ("name", "other", "threads"),
    [
        ("Nordsjo Pump Works", "Nordsjo", 1),
        ("European Commission", "European Union", 1),
        ("African Union", "European Union", 2),
        ("Nordsjo Pump Works", "Vestland", 2),
    ],
)
def test_a_body_is_known_by_a_word_of_its_name_and_by_its_organs(tmp_path: Path, name: str, other: str, threads: int) -> None:
    assert len(linked(tmp_path / "x.db", body(name, "2026-03-02", "Northern Wire"), body(other, "2026-03-20", "Coast Herald"))) == threads


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The 12 million, frozen since November, may be paid.", (12e6,)),
        ("It has promised five million in all, of 2.5 billion.", (5e6, 2.5e9)),
        ("The rest of the 1,100 will be hired from 2028.", (1100.0,)),
        ("In 2026 it had 900 men and hundreds of lorries.", ()),
        ("1.2-million doses and 1.2 million more", (1.2e6,)),
    ],
)
def test_large_numbers(text: str, numbers: tuple[float, ...]) -> None:
    assert numbers_of(text) == numbers


def test_the_number_without_its_money_is_the_sum(tmp_path: Path) -> None:
    one = article("Norway has frozen the 40 million, a spokesman told Moldova.", "2026-05-04", "Coast Herald")
    vague = told(one, commitment(one, "has frozen", "the 40 million", "suspended", to=None))
    first, second = features(pledge()), features(vague, 2)
    assert second.vague
    assert second.amounts == ()
    assert "same number (40000000)" in reasons("commitment", first, second)
    assert len(linked(tmp_path / "x.db", pledge(), vague)) == 1


@pytest.mark.parametrize(
    ("words", "another"),
    [("a second loan of 85 million dollars", True), ("the second group of prisoners", False), ("its third tranche", False), ("another 30 million", True)],
)
def test_the_second_part_of_a_thing_is_not_a_second_thing(words: str, another: bool) -> None:
    assert is_another(words) is another


def test_fewer_delivered_than_promised_is_a_part(tmp_path: Path) -> None:
    """Forty-eight buses of sixty, told nine months later."""
    first = article("Norway promised Moldova 60 electric buses for Chisinau as a gift.", "2026-01-10")
    second = article("Norway handed 48 electric buses to Moldova on Monday.", "2026-10-12", "Coast Herald")

    def buses(one: Article, anchor: str, action: str, stage: str, count: float) -> Record:
        made = commitment(one, anchor, action, stage)
        amount = replace(pledge().commitments[0].amount, words=span(one, f"{count:.0f} electric buses"), kind="units", value=count, unit="buses")  # type: ignore[type-var]
        return told(one, replace(made, amount=amount, instrument="equipment"))

    given = (buses(first, "promised", "60 electric buses for Chisinau", "pledged", 60.0), buses(second, "handed", "48 electric buses", "delivered", 48.0))
    assert len(linked(tmp_path / "x.db", *given)) == 1
    (one,) = Ledger(tmp_path / "x.db").commitments()
    assert (one.stage, one.amount, one.delivered) == ("in_delivery", 60.0, 48.0)


def test_an_event_that_tells_of_something_else_keeps_no_report_away() -> None:
    """That an event says nothing of a promise does not mean that it cannot stand in one thread with it."""
    one = features(pledge())
    event = replace(one, item=2, article=2, sentence=5, kind="AID", evidence=True, words=("hospital",), around=("hospital",), amounts=(), numbers=())
    found = likeness("commitment", one, event)
    assert (found.score, found.apart, found.silent) == (0.0, False, True)


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (["NOR", "initials cdu"], "NOR"),
        (["initials cdu", "organisation kast dokers unon"], "CDU"),
        (["person slhm", "organisation kast"], ""),
    ],
)
def test_reasons_name_nobody_by_folded_spellings(keys: list[str], name: str) -> None:
    assert named(keys) == name


def test_a_commitment_of_whose_linking_nothing_is_kept_is_still_told(store: Store) -> None:
    """`--as-of` draws a thread anew from what linking knows of its mentions; a ledger that an older form wrote may hold nothing of that."""
    before = Ledger(store.path).commitments(as_of="2026-03-31")
    store.db.execute("DELETE FROM link_features")
    after = Ledger(store.path).commitments(as_of="2026-03-31")
    assert [c.id for c in after] == [c.id for c in before] != []
    assert all(c.promisor for c in after)
