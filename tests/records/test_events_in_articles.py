"""Events of whole passages: who does what to whom over several sentences, and what tells of no act."""

from __future__ import annotations

import pytest

from onrecord.model import Article, Event
from onrecord.pipeline import record_of

PUBLISHED = "2026-03-11"


def events_of(text: str) -> tuple[Event, ...]:
    return record_of(Article("a", "a", text, published=PUBLISHED, published_basis="stated")).events


def names(event: Event) -> tuple[list[str], list[str]]:
    return [p.name for p in event.actors], [p.name for p in event.recipients]


def one(text: str, anchor: str) -> Event:
    found = events_of(text)
    return next(e for e in found if anchor in e.anchor.text)


@pytest.mark.parametrize(
    ("text", "anchor", "actors", "recipients"),
    [
        # what stands beside an infinitive in the past goes with the verb above; "which" is no person; a raid is not its target's
        ("Peru called on the court to stop the sale and urged Chile to wait.", "urged", ["Peru"], ["Chile"]),
        ("Juan Soto, the head of the growers' association, which sued Peru in May, was absent.", "sued", ["growers' association"], ["Peru"]),
        ("An air raid on a monastery in Peru killed nine people.", "killed", [], ["nine people"]),
        ("Thousands rallied against Peru.", "rallied", ["Thousands"], ["Peru"]),
        # the verb of speech goes with the one before it, not with what is said
        ("A spokesman for Orion denied that the wall had fallen and accused Mali of lying.", "accused", ["spokesman for Orion"], ["Mali"]),
        ("Peru accused the army of Chile of shelling a market, killing nine people.", "killing", ["army of Chile"], ["nine people"]),
        # names beside a description
        ("His co-defendant, the trader Li Wei, was acquitted on Monday.", "acquitted", [], ["Li Wei"]),
        ("Three banks including Alba Bank sued Peru on Monday.", "sued", ["Three banks", "Alba Bank"], ["Peru"]),
        ("The chief executive, Park Min-jun, resigned on Friday.", "resigned", ["Park Min-jun"], []),
        # pronouns
        ("Senator Ada Cole broke with President Tom Reed and urged him to resign.", "urged", ["Ada Cole"], ["Tom Reed"]),
        (
            "Minister Peter Mutua said Senator Dan Otieno would be charged. He accused Otieno of paying youths.",
            "accused",
            ["Peter Mutua"],
            ["Dan Otieno"],
        ),
        # what others said or did
        (
            "The senator opposed the tax. Peru asked Norway for a loan. Norway said it would not consider requests of this nature.",
            "would",
            ["Norway"],
            ["Peru"],
        ),
        (
            "Mali arrested two envoys on Monday. \"It is a disgrace,\" said Chile's president, Ana Rojas.",
            "disgrace",
            ["Ana Rojas"],
            ["Mali"],
        ),
        ("President Tom Reed responded to a letter from Chile, calling for an inquiry.", "calling for", ["Tom Reed"], ["Chile"]),
        ("Senator Ada Cole proposed to limit terms. It was co-sponsored by Senator Dan Shaw.", "sponsored", ["Dan Shaw"], ["Ada Cole"]),
        (
            "The House of Representatives met on Monday. The impeachment inquiry into President Tom Reed goes on.",
            "inquiry",
            ["House of Representatives"],
            ["Tom Reed"],
        ),
        (
            "President Tom Reed lost on Monday. The judge dismissed a Reed lawsuit seeking to stop Chile from selling the land.",
            "lawsuit",
            ["Tom Reed"],
            ["Chile"],
        ),
        (
            "Government forces took the town after two days of fighting with the Northern Front.",
            "fighting",
            ["Government forces"],
            ["Northern Front"],
        ),
        ("Norway condemned what it called Mali's aggression.", "condemned", ["Norway"], ["Mali"]),
        ("The law fell. Ghana's Supreme Court struck down a law on Monday. Togo criticised the law.", "criticised", ["Togo"], []),
        ("Yaw Boateng said the judges had sided with Mali.", "sided", ["judges"], ["Mali"]),
        ("Britain, the Netherlands and the African Union criticised Mali.", "criticised", ["United Kingdom", "Netherlands", "African Union"], ["Mali"]),
        ("Chancellor Eva Braun, on a visit to Warsaw, praised Poland.", "visit", ["Eva Braun"], ["Warsaw"]),
        ("Mexico extradited two men to Peru on Monday. Norway praised the decision.", "praised", ["Norway"], ["Mexico"]),
        ("Norway agreed to set up a joint commission on Monday.", "agreed", ["Norway"], []),
        # an aim and a thing sent are no recipients
        ("Norway offered to send observers to Mali.", "offered", ["Norway"], ["Mali"]),
        ("In May an aide arranged a meeting between Tatu Mwangi and Li Na.", "arranged", ["Tatu Mwangi"], ["Li Na"]),
    ],
)
def test_who_acts_on_whom(text: str, anchor: str, actors: list[str], recipients: list[str]) -> None:
    assert names(one(text, anchor)) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norway will hold joint exercises with Mali, the minister told reporters.", "told"),
        ("Hungary called the step an attack on its sovereignty.", "attack"),
        ("The envoy for the border talks resigned on Monday.", "talks"),
        ("Deputies held up signs which read \"silenced\".", "silenced"),
        ("The minister was shouted down by protesting farmers on Monday.", "protesting"),
        ("The senator tabled a bill that would bar Norway from selling arms.", "bar"),
        ("Dan Otieno denied the allegation on Monday.", "allegation"),
        ("Norway condemned what it called Mali's aggression.", "aggression"),
        ("The judge stopped Norway from expelling the envoy of Mali.", "expelling"),
        ("\"They want him to be impeached,\" said Ada Cole.", "impeached"),
        ("The United Kingdom must leave the union, said British prime minister Tom Reed.", "must"),
        ("Members of the council do not impose fines on Norway.", "impose"),
        ("The king appoints the prime minister of Norway.", "appoints"),
        ("In support of her candidacy, Ada Cole spoke of her youth.", "support"),
    ],
)
def test_what_tells_of_no_act(text: str, word: str) -> None:
    assert not [e.anchor.text for e in events_of(text) if word in e.anchor.text]


@pytest.mark.parametrize(
    ("text", "anchor", "status"),
    [
        ("President Ali Kip pardoned Dan Otieno in 2020 after a court had jailed him.", "jailed", "historical"),
        ("The two men were allies until 2023, when Dan Otieno resigned from the cabinet.", "resigned", "historical"),
        ("In 2014 Norway arrested two envoys of Mali. They were released in the harbour of Oslo.", "released", "historical"),
        ("Chile has negotiated the treaty with Peru over the last four years.", "negotiated", "historical"),
        ("Peru is part of a pact between Chile and Norway.", "pact", "historical"),
        ("\"I urge Ada Cole, if she cannot lead, to step down,\" said Dan Shaw.", "urge", "actual"),
        ("Parliament voted by 80 to 20 to impeach the minister of Norway.", "impeach", "actual"),
        ("The House has only impeached two judges in the history of Norway.", "impeached", "historical"),
    ],
)
def test_how_an_act_stands(text: str, anchor: str, status: str) -> None:
    assert one(text, anchor).status == status


def test_a_definite_noun_takes_up_the_act_that_it_told_of_before() -> None:
    text = "The House issued a subpoena to the bank on Monday. The subpoena was issued by three chairmen. Norway sent a letter."
    assert [e.anchor.text for e in events_of(text) if e.type == "REQUEST"] == ["subpoena"]


def test_both_sides_are_the_two_that_the_story_is_about() -> None:
    text = (
        "The army of Mali fought the Northern Front on Monday. The Northern Front shelled a camp of the army. "
        "\"We will answer,\" said Hawa Diallo, a commander. The United Nations urged both sides to talk."
    )
    assert set(names(one(text, "urged"))[1]) == {"army of Mali", "Northern Front"}


def test_what_has_been_done_is_not_dated_ahead() -> None:
    event = one("On Monday the speaker of the parliament of Norway adjourned the debate until April 2.", "adjourned")
    assert event.date is not None
    assert event.date.value == "2026-03-09"
