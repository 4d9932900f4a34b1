"""Fields of commitments: who, for whom, when, how much, on what condition, according to whom."""

from __future__ import annotations

import pytest

from onrecord.model import Article, Commitment
from onrecord.pipeline import record_of


def commitments(text: str, published: str | None = "2026-03-11") -> tuple[Commitment, ...]:
    return record_of(Article("a", "a", text, published=published, published_basis="stated" if published else None)).commitments


def only(text: str) -> Commitment:
    found = commitments(text)
    assert len(found) == 1, [(c.stage, c.anchor.text, c.rule) for c in found]
    return found[0]


def test_the_fields_of_a_pledge() -> None:
    text = "Norway pledged $40 million in aid for Malawi by June 2027 if the fund is audited."
    one = only(text)
    assert (one.stage, one.promisor.name, one.certainty, one.said_by) == ("pledged", "Norway", "asserted", ())
    assert one.beneficiary is not None
    assert one.beneficiary.name == "Malawi"
    assert one.amount is not None
    assert (one.amount.value, one.amount.unit) == (40_000_000, "USD")
    assert one.due is not None
    assert one.due.value == "2027-06"
    assert one.condition is not None
    assert one.condition.text == "if the fund is audited"
    assert one.instrument == "funding"
    assert text[one.anchor.start : one.anchor.end] == one.anchor.text == "pledged"
    assert text[one.action.start : one.action.end] == one.action.text
    assert one.sentence.text == text


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Ghana will deliver the trucks to Togo.", "intended"),
        ("Ghana did not rule out sending trucks to Togo.", "floated"),
        ("Ghana refused to commit to the plan.", "refused"),
        ("Ghana will not send trucks to Togo.", "refused"),
        ("Ghana has no plans to send trucks to Togo.", "refused"),
        ("Ghana denied plans to send trucks to Togo.", "denied"),
        ("Ghana announced a ban on imports of rice.", "pledged"),
        ("Ghana agreed to send trucks if Togo opens the border.", "agreed"),
    ],
)
def test_negation_and_condition_do_not_advance_a_stage(text: str, stage: str) -> None:
    assert only(text).stage == stage


@pytest.mark.parametrize(
    "text",
    [
        "Did Ghana agree to send trucks?",
        "Ghana has not approved the sale of the port.",
        "Togo urged Ghana to pledge trucks.",
        "Officials asked whether Ghana would send trucks.",
        "If Ghana signs the agreement, prices will fall.",
        "The rainy season will begin in May.",
        "",
        "🙂 “”",
    ],
)
def test_what_is_no_commitment(text: str) -> None:
    assert not commitments(text)


def test_a_promise_of_one_who_was_urged_is_its_own() -> None:
    one = only("Canada, urged by Kenya, pledged 300 tents for the camp.")
    assert (one.promisor.name, one.stage) == ("Canada", "pledged")


@pytest.mark.parametrize(
    ("text", "stage"),
    [("Ghana has delivered 6 of 31 trucks to Togo.", "in_delivery"), ("Ghana has delivered 31 trucks to Togo.", "delivered")],
)
def test_a_part_of_a_whole_is_no_delivery_of_the_whole(text: str, stage: str) -> None:
    one = only(text)
    assert one.stage == stage
    assert one.amount is not None
    assert (one.amount.value, one.amount.of) == ((6, 31) if stage == "in_delivery" else (31, None))


def test_a_spokesperson_binds_the_principal() -> None:
    one = only("A spokesman for the Kenyan government promised to open two clinics.")
    assert "spokes" not in one.promisor.name.lower()
    assert one.promisor.country == "KEN"


def test_several_promisors_are_joined() -> None:
    assert only("Chile and Peru agreed to share the water of the river.").promisor.name == "Chile; Peru"


def test_a_promise_in_somebody_elses_mouth_is_attributed() -> None:
    one = only("Minister Anna Berg of Sweden said the Norwegian government had promised to send six ships.")
    assert one.certainty == "attributed"
    assert [p.name for p in one.said_by] == ["Anna Berg"]


def test_hearsay() -> None:
    assert only("Japan has reportedly agreed to sell the shipyard.").certainty == "hearsay"


def test_ones_own_words_are_not_attributed() -> None:
    one = only("“We will build 40 schools in Zambia,” President Daniel Phiri said.")
    assert (one.promisor.name, one.certainty, one.said_by) == ("Daniel Phiri", "asserted", ())


def test_an_act_told_twice_is_one_commitment() -> None:
    text = "Kenya plans to send 300 police officers to Haiti.\nKenya pledged to send 300 police officers to Haiti."
    assert [c.stage for c in commitments(text)] == ["pledged"]


def test_a_cue_inside_another_makes_no_second_commitment() -> None:
    assert [c.rule for c in commitments("Kenya announced plans to offer the rebels talks.")] == ["en.stage.intended.announce_plan"]


def test_ids_are_the_same_every_time_and_unique() -> None:
    text = "Kenya pledged tents. Uganda promised to send doctors. Rwanda will open its border."
    first, second = commitments(text), commitments(text)
    assert first == second
    assert len({c.id for c in first}) == len(first) == 3


def test_what_another_is_to_receive_is_pledged_by_the_announcers_state() -> None:
    one = commitments(
        "Italy backs the mission. Italian Premier Carla Ferri announced that Tunisia would receive 90 million euros next month."
    )[0]
    assert (one.stage, one.promisor.name) == ("pledged", "Italy")
    assert one.beneficiary is not None
    assert one.beneficiary.name == "Tunisia"
    assert one.due is not None
    assert one.due.value == "2026-04"


def test_the_means_of_an_act_is_no_beneficiary() -> None:
    assert only("Denmark would consider deploying troops in the strait.").beneficiary is None


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Sweden pledged engineers. The offer depends on the opening of the border.", "depends on the opening of the border"),
        ("Sweden has agreed to send engineers. The deal is subject to approval by parliament.", "subject to approval by parliament"),
        ("Sweden has agreed to send engineers. The deal must be ratified by parliament.", "The deal must be ratified by parliament"),
        ("Sweden proposed to send engineers. For the proposal to take effect, both houses would have to pass it.", "both houses would have to pass it"),
        ("Sweden agreed to send engineers. The water is cold. The agreement still awaits approval by Chad.", "approval by Chad"),
        ("Sweden agreed to send engineers. It still needs the consent of Chad.", "the consent of Chad"),
        ("If the talks fail, nobody will be surprised. Sweden has promised to host such a meeting.", "If the talks fail"),
        ("Should the talks fail, Sweden will recall its envoy.", "Should the talks fail"),
    ],
)
def test_a_condition_in_another_sentence_or_without_a_conjunction(text: str, condition: str) -> None:
    held = [c.condition.text for c in commitments(text) if c.promisor.name == "Sweden" and c.condition is not None]
    assert held == [condition]


@pytest.mark.parametrize(
    "text",
    [
        "Sweden pledged engineers. The bread depends on the weather.",
        "Sweden has agreed to send engineers. A deal is subject to approval by parliament.",
        "Sweden has agreed to send engineers. The deal is not subject to approval by parliament.",
        "Sweden has agreed to send engineers. The deal needs more time.",
        "Sweden has signed the agreement. Two others have ratified the agreement.",
        "Sweden will leave with or without a deal.",
        "If the talks fail, nobody will be surprised. Sweden has promised to host a meeting.",
    ],
)
def test_what_is_no_condition_of_the_commitment_before(text: str) -> None:
    assert [c.condition for c in commitments(text) if c.promisor.name == "Sweden"] == [None]


def test_what_a_body_must_do_first_is_a_condition_and_no_second_commitment() -> None:
    one = only("Sweden has agreed to send engineers. The deal must be ratified by the Swedish parliament.")
    assert (one.stage, one.promisor.name) == ("agreed", "Sweden")


def test_each_act_that_an_announcement_lists_is_its_own() -> None:
    found = commitments("The ministry announced several steps, including closing the border and recalling its envoy.")
    assert [c.action.text for c in found] == ["closing the border", "recalling its envoy"]
    assert len({c.id for c in found}) == 2
    assert only("The ministry announced several steps to close the border.").stage == "pledged"


def test_heads_of_several_states_sign_for_these() -> None:
    text = "Presidents {} of Gabon and {} of Rwanda signed the trade agreement on Sunday."
    assert only(text.format("Ali Tanga", "Paul Mugisha")).promisor.name == "Gabon; Rwanda"
    assert only("Ali Tanga, the president of Gabon, signed the trade agreement on Sunday.").promisor.name == "Ali Tanga"


def test_a_date_under_by_is_no_doer() -> None:
    assert only("The tax will be lowered by Friday, the finance ministry said.").promisor.name == "finance ministry"
    assert only("The tax will be lowered by Gabon, the finance ministry said.").promisor.name == "Gabon"


def test_words_of_number_speak_of_what_they_count() -> None:
    assert "states" in only("All but one of the member states have signed the agreement.").promisor.name


def test_a_restated_act_is_no_second_commitment() -> None:
    found = commitments("“We will rebuild the port,” President Daniel Phiri said. “We are going to implement these plans.”")
    assert [c.action.text for c in found] == ["rebuild the port"]
    assert len(commitments("“We will rebuild the port,” President Daniel Phiri said. “We are going to lower the fees.”")) == 2


def test_who_is_the_source_of_a_report_is_neither_its_act_nor_its_beneficiary() -> None:
    one = only("According to three envoys who were in Arusha, Ghana has agreed in principle to a truce of two weeks.")
    assert (one.action.text, one.beneficiary, one.amount) == ("a truce of two weeks", None, None)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Canada pledged not to send troops to Mali.", "not to send troops to Mali"),
        ("Peru agreed never to arm the rebels.", "never to arm the rebels"),
        ("Ministers in Kenya vowed to never again close the port.", "never again close the port"),
        ("Canada refused to send troops to Mali.", "send troops to Mali"),
        ("Canada pledged to send troops to Mali, not ships.", "send troops to Mali"),
    ],
)
def test_what_is_to_be_left_undone_is_told_with_its_not(text: str, action: str) -> None:
    (one,) = commitments(text)
    assert one.action.text.split(",")[0] == action
