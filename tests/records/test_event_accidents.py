"""Death and destruction of nature or chance is nobody's act; of violence it is, though no doer is named."""

from __future__ import annotations

import pytest

from onrecord.model import Article, Event
from onrecord.pipeline import record_of


def events(text: str, title: str | None = None) -> tuple[Event, ...]:
    return record_of(Article("a", "a", text, title=title, published="2026-03-11", published_basis="stated")).events


NOBODY = [
    "At least 37 people were killed after a landslide buried the village of Nyamukubi in Congo on Wednesday.",
    "Nine people were killed when a bus plunged into a river in Peru.",
    "Eight miners died in a gas blast in China.",
    "Twelve people were killed as cholera spread in Haiti.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_a_disaster_is_nobodys_act(text: str) -> None:
    assert [e for e in events(text) if e.type == "ASSAULT"] == []


def test_what_a_disaster_destroyed_is_told_further_on() -> None:
    text = "A landslide hit the town of Goma in Congo on Friday. Rain had fallen for days.\n\nTwo schools were destroyed, the mayor of Goma said."
    assert [e for e in events(text) if e.type == "ASSAULT"] == []
    assert [e for e in events(text.replace("A landslide", "Rebels attacked and a landslide")) if e.type == "ASSAULT"]


SOMEBODY = [
    "Twelve people were killed when gunmen attacked a bus in Mali.",
    "A bomb blast killed 12 people in Kabul.",
    "Soldiers were killed in clashes after floods in Mali.",
    "Two schools were destroyed in Khan Younis on Monday.",
    "Nine people were killed in cold blood in Peru on Monday.",
    "Nine people were killed when masked men stormed a church in Peru.",
    "Nine sailors were killed when their ship was sunk off Yemen.",
]


@pytest.mark.parametrize("text", SOMEBODY)
def test_violence_without_a_doer_stays_an_act(text: str) -> None:
    assert [e for e in events(text) if e.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "type", "actors", "recipients"),
    [
        ("Oil rose a day after a drone struck the port of Fujairah in the United Arab Emirates.", "ASSAULT", [], ["United Arab Emirates"]),
        ("A missile hit a refinery in Russia on Monday.", "ASSAULT", [], ["Russia"]),
        ("Iran said it had closed the border to Saudi tankers.", "COERCE", ["Iran"], ["Saudi Arabia"]),
        ("Norway has sent a team of eight surgeons to Kenya.", "AID", ["Norway"], ["Kenya"]),
    ],
)
def test_acts_of_wires(text: str, type: str, actors: list[str], recipients: list[str]) -> None:
    (one,) = events(text)
    assert (one.type, [p.name for p in one.actors], [p.name for p in one.recipients]) == (type, actors, recipients)


def test_oil_let_out_of_reserves_is_no_aid() -> None:
    assert [e.type for e in events("Japan will release 15 million barrels from its reserves over the next six weeks.")] == []


def test_who_calls_a_charge_absurd_has_said_so_alone() -> None:
    found = events("Russia's Foreign Ministry accused Chile of preparing a coup, a charge that Washington called absurd.")
    judged = {e.rule.rsplit(".", 1)[1]: e.actors[0].name for e in found if e.mode == "disapprove"}
    assert judged == {"call_names": "United States"}


def test_what_came_hours_before_is_of_the_day() -> None:
    text = "President Nino Beridze of Georgia dissolved parliament on Tuesday and called a snap election for Jan. 17, hours after six lawmakers quit the party."
    assert [e.status for e in events(text) if e.type == "SANCTION"] == ["actual"]
