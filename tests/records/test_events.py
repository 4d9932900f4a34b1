"""Events from sentences whose parties are given, so that the engine is tested without the parties' room."""

from __future__ import annotations

import pytest

from onrecord.model import (
    Article,
    Document,
    Event,
    Mentions,
    Party,
    PartyMention,
    Removed,
    Span,
    Statement,
    Time,
)
from onrecord.parsing import parse
from onrecord.records.event_relations import code_between, link_between
from onrecord.records.events import find_events


class Capitals:
    """A `WhoIsWho` in which every capitalised word but the first, and every word of `known`, is a party."""

    known = frozenset({"police", "soldiers", "men", "rebels", "students", "president", "minister", "parliament", "army", "we", "i", "he"})
    parties: tuple[Party, ...] = ()
    mentions: tuple[PartyMention, ...] = ()

    def __init__(self, document: Document) -> None:
        self.document = document

    def at(self, index: int) -> PartyMention | None:
        return None

    def of(self, index: int) -> tuple[Party, ...]:
        token = self.document.doc[index]
        found = []
        if token.pos_ == "PROPN" or token.lower_ in self.known or token.text in {"Russian", "Syrian", "US"}:
            found.append(Party(token.lower_, "state", None, "GOV", None, self.document.span_of([token])))
        for child in token.children:
            if child.dep_ == "conj":
                found.extend(self.of(child.i))
        return tuple(found)


def document_of(text: str, removed: str = "") -> Document:
    cut = (Removed(Span.of(text, text.index(removed), text.index(removed) + len(removed)), "x"),) if removed else ()
    return parse(Article("a-1", "a", text, published="2026-03-11", published_basis="stated", removed=cut))


def events_of(text: str, *statements: Statement, times: tuple[Time, ...] = (), removed: str = "") -> tuple[Event, ...]:
    document = document_of(text, removed)
    return find_events(document, Mentions(Capitals(document), times), statements)


def span(text: str, words: str) -> Span:
    return Span.of(text, text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("On Friday police arrested two men in Lagos.", "COERCE", ["police"], ["men"]),
        ("Two men were arrested by police in Lagos.", "COERCE", ["police"], ["men"]),
        ("On Monday Kenya accused Uganda of spying.", "ACCUSE", ["kenya"], ["uganda"]),
        ("The rebels, who attacked Mali on Friday, fled.", "ASSAULT", ["rebels"], ["mali"]),
        ("The army carried out an attack on Mali.", "ASSAULT", ["army"], ["mali"]),
        ("In Geneva, Kenya and Uganda met on Monday.", "CONSULT", ["kenya"], ["uganda"]),
        ("Officials said Kenya imposed sanctions on Uganda.", "SANCTION", ["kenya"], ["uganda"]),
        ("In Nairobi, Kenya condemned Uganda's law.", "ACCUSE", ["kenya"], ["uganda"]),
        ("In Nairobi, Kenya urged Uganda to release the pilot.", "REQUEST", ["kenya"], ["uganda"]),
    ],
)
def test_who_did_what_to_whom(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    found = [e for e in events_of(text) if e.type == kind]
    assert len(found) == 1, [(e.type, e.anchor.text) for e in events_of(text)]
    assert [p.name for p in found[0].actors] == actors
    assert [p.name for p in found[0].recipients] == recipients


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("In Nairobi, Kenya urged Uganda to investigate the killing.", ["REQUEST"]),
        ("In Nairobi, Kenya refused to meet Uganda.", ["REJECT"]),
        ("In Nairobi, Kenya threatened to attack Uganda.", ["THREATEN"]),
        ("In Nairobi, Kenya held talks with Uganda.", ["CONSULT"]),
        ("The minister sued Kenya to block the sale.", ["ACCUSE"]),
        ("The cat sat on the mat.", []),
        ("", []),
        ("\n\n \u200b\n", []),
    ],
)
def test_one_act_is_one_event(text: str, types: list[str]) -> None:
    assert [e.type for e in events_of(text)] == types


def test_an_act_told_twice_is_one_event() -> None:
    events = events_of("On Sunday the army attacked Mali.\nThe attack by the army began at dawn.")
    assert [e.type for e in events] == ["ASSAULT"]
    assert [p.name for p in events[0].recipients] == ["mali"]


def test_no_party_is_on_both_sides() -> None:
    for event in events_of("In March Kenya accused Kenya of spying.") + events_of("In Rome, Kenya met Kenya."):
        assert not {p.name for p in event.actors} & {p.name for p in event.recipients}


def test_page_chrome_tells_of_nothing() -> None:
    text = "On Friday police arrested two men.\nRelated: Kenya attacked Uganda"
    assert [e.type for e in events_of(text, removed="Related: Kenya attacked Uganda")] == ["COERCE"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("On Friday police arrested two men.", "actual"),
        ("Kenya will impose sanctions on Uganda.", "planned"),
        ("Kenya may impose sanctions on Uganda.", "hypothetical"),
        ("Kenya did not arrest the men.", "negated"),
        ("If Kenya arrests the men, the rebels will leave.", "hypothetical"),
        ("The minister will not meet the rebels.", "actual"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert events_of(text)[0].status == status


def test_a_date_long_before_publication_makes_an_act_background() -> None:
    text = "Kenya expelled the Uganda envoy in 2019."
    time = Time(span(text, "2019"), "DATE", "2019")
    (event,) = events_of(text, times=(time,))
    assert (event.status, event.date and event.date.value) == ("historical", "2019")


def said(text: str, content: str, speaker: str) -> Statement:
    words = span(text, speaker)
    party = Party(words.text.lower(), "state", None, None, None, words)
    return Statement("s-1", words, party, None, (span(text, content),), "direct", None, (party,), "r", 0.9)


def test_what_a_speaker_tells_is_attributed() -> None:
    text = "Police arrested two men, Kenya said."
    (event,) = events_of(text, said(text, "Police arrested two men", "Kenya"))
    assert (event.certainty, [p.name for p in event.said_by]) == ("attributed", ["kenya"])


def test_what_a_speaker_does_by_speaking_is_asserted_and_we_is_the_speaker() -> None:
    text = "“We condemn Uganda,” Kenya said."
    (event,) = [e for e in events_of(text, said(text, "“We condemn Uganda,”", "Kenya")) if e.type == "ACCUSE"]
    assert (event.certainty, event.said_by) == ("asserted", ())
    assert [(p.name, p.mention.text) for p in event.actors] == [("kenya", "We")]


def test_hearsay() -> None:
    assert events_of("Police reportedly arrested two men.")[0].certainty == "hearsay"


def test_offsets_ids_and_order_hold() -> None:
    text = "🙂 Police arrested two men.\nKenya condemned Uganda’s army – and “expelled” its envoy."
    events = events_of(text)
    assert events
    for event in events:
        for one in (event.anchor, event.sentence, *(p.mention for p in (*event.actors, *event.recipients)), *event.cues):
            assert text[one.start : one.end] == one.text
    assert len({e.id for e in events}) == len(events)
    assert list(events) == sorted(events, key=lambda e: e.anchor.start)
    assert events == events_of(text)


@pytest.mark.parametrize(
    ("text", "source", "target", "kind"),
    [
        ("Kenya accused Uganda of arming the rebels.", "Kenya", "Uganda", "ACCUSE"),
        ("Two men from Uganda were arrested by the Kenyan army.", "the Kenyan army", "Two men from Uganda", "COERCE"),
        ("Kenya refused to meet the Ugandan envoy.", "Kenya", "the Ugandan envoy", "REJECT"),
        ("Kenya said that Uganda must leave the island.", "Kenya", "Uganda", "REQUEST"),
        ("Kenya pledged 20 million dollars in aid to Uganda.", "Kenya", "Uganda", "AGREE"),
    ],
)
def test_what_one_marked_party_does_to_another(text: str, source: str, target: str, kind: str) -> None:
    found = code_between(document_of(text), span(text, source), span(text, target))
    assert found is not None
    assert found[0] == kind
    assert 0 < found[2] <= 1


def test_nothing_between_two_parties_is_none() -> None:
    text = "Kenya and Uganda are countries."
    assert link_between(document_of(text), span(text, "Kenya"), span(text, "Uganda")) is None
