"""Acts told by who and whom, where the two parties are given."""

from __future__ import annotations

import pytest

from onrecord.models.coder_input import unmarked
from onrecord.pairs import by_rules


@pytest.mark.parametrize(
    ("marked", "rule"),
    [
        ("<s>Belgian</s> and <t>Congolese</t> botanists jointly pressed ferns at Yangambi.", "COOPERATE"),
        ("<s>Maltese</s> and <t>Tunisian</t> commandos scaled a cliff together on Friday.", "COOPERATE"),
        ("<s>The Omani navy</s> rescued <t>two Indian welders</t> from a sinking barge.", "AID"),
        ("<s>The Sicilian union</s> spoke up for <t>the dismissed harbour master</t>.", "SUPPORT"),
        ("<s>Gabon</s> has stopped selling manganese to <t>Portugal</t>.", "SANCTION"),
    ],
)
def test_both_parties_in_their_roles_tell_the_act(marked: str, rule: str) -> None:
    read, link = by_rules(unmarked(marked))
    assert link is not None
    assert read.rule == rule, link.trigger.id


def test_a_party_on_one_side_only_is_not_enough() -> None:
    _, link = by_rules(unmarked("<s>The Omani navy</s> pressed ferns together in sight of <t>India</t>."))
    assert link is None or link.type != "COOPERATE"
