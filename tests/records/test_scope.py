"""Whether an act is done, planned, possible, denied or past, and the words that say so."""

from __future__ import annotations

import re

import pytest

from onrecord.codebook.scope import conditions, scope_cues
from onrecord.mentions.times import find_times
from onrecord.model import Article
from onrecord.parsing import parse
from onrecord.records.scope import Scope, scope_of


def scope(marked: str, published: str | None = None) -> Scope:
    """The scope of the word between asterisks."""
    word = re.search(r"\*(\w+)\*", marked)
    assert word is not None
    text = marked.replace("*", "")
    document = parse(Article("a", "a", text, published=published))
    return scope_of(document, document.index_at(word.start()), find_times(document))


STATUS = [
    ("Rebels *attacked* the convoy.", "actual", ()),
    ("The minister helped *release* the hostages.", "actual", ()),
    ("The army not only *attacked* the village but burned it.", "actual", ()),
    ("Officials condemned the *attack* and will investigate.", "actual", ()),
    ("The president *visited* Rome and will meet the pope.", "actual", ()),
    ("The president is to *step* down in June.", "planned", ("is",)),
    ("Kenya said it would *provide* help.", "planned", ("would",)),
    ("A *visit* is planned for Monday.", "planned", ("planned",)),
    ("The minister plans to visit Kyiv and *meet* the president.", "planned", ("plans",)),
    ("Chad postponed the *vote*.", "planned", ("postponed",)),
    ("Once the parliament *approves* the loan, the bank will pay.", "planned", ("Once",)),
    ("Troops will *leave* if the deal is approved.", "hypothetical", ("will", "if the deal is approved")),
    ("Troops will leave if the deal is *approved*.", "hypothetical", ("if",)),
    ("Brazil did not rule out *sending* troops.", "hypothetical", ("not", "rule")),
    ("Spain is considering a *ban* on short flights.", "hypothetical", ("considering",)),
    ("Ghana urged Togo to *release* the men.", "hypothetical", ("urged",)),
    ("Did the army *attack* the village?", "hypothetical", ("?",)),
    ("Police asked whether he had *attacked* anyone.", "hypothetical", ("asked", "whether")),
    ("There is no evidence that the army *attacked* the village.", "hypothetical", ("no", "evidence")),
    ("He warned that Iran could *attack* ships.", "hypothetical", ("warned", "could")),
    ("Rebels denied *attacking* the convoy.", "negated", ("denied",)),
    ("Rebels denied that they had *attacked* the convoy.", "negated", ("denied",)),
    ("Kenya denied reports that its troops had *shelled* a town.", "negated", ("denied",)),
    ("Kenya rejected claims that its soldiers had *killed* ten villagers.", "negated", ("rejected",)),
    ("Kenya did not deny reports that its troops had *shelled* a town.", "actual", ("not",)),
    ("Kenya published a report that its troops had *shelled* a town.", "actual", ()),
    ("The money depends on *approval* by the council.", "hypothetical", ("depends",)),
    ("Japan may *give* Kenya rice, an official said on condition of anonymity.", "hypothetical", ("may",)),
    ("Iran refused to *hand* over the files.", "negated", ("refused",)),
    ("No troops *attacked* the village.", "negated", ("No",)),
    ("They left without *signing* the deal.", "negated", ("without",)),
    ("The *talks* were cancelled.", "negated", ("cancelled",)),
    ("Chile has no plans to *withdraw*.", "negated", ("no", "plans")),
    ("“We will never *surrender*,” the colonel said.", "negated", ("will", "never")),
]


@pytest.mark.parametrize(("marked", "status", "cues"), STATUS, ids=[s[0] for s in STATUS])
def test_status_and_its_words(marked: str, status: str, cues: tuple[str, ...]) -> None:
    found = scope(marked)
    assert found.status == status, found
    assert tuple(c.text for c in found.cues) == cues


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("Canada will *send* troops as part of any settlement, he said.", "as part of any settlement"),
        ("Unless prices fall, unions will *strike*.", "Unless prices fall"),
        ("The bank will *pay*, subject to approval by the board.", "subject to approval by the board"),
        ("Cuba will *free* the men in exchange for fuel.", "in exchange for fuel"),
        ("Mali will *attack* even if the talks go on.", None),
        ("He asked if Mali would *attack*.", None),
    ],
)
def test_the_words_of_a_condition(marked: str, words: str | None) -> None:
    found = scope(marked).condition
    assert (found.text if found else None) == words


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("The army reportedly *attacked* the village.", "reportedly"),
        ("He is believed to have *ordered* the strike.", "believed"),
        ("The army said it *attacked* the village.", None),
    ],
)
def test_hearsay_names_its_word(marked: str, words: str | None) -> None:
    found = scope(marked).hearsay
    assert (found.text if found else None) == words


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("The army *attacked* the village in 2011.", "historical"),
        ("The army *attacked* the village two years ago.", "historical"),
        ("The army *attacked* the village on Monday.", "actual"),
        ("The army *attacked* the village that rebels had burned in 2011.", "actual"),
    ],
)
def test_dates_well_before_the_story_are_background(marked: str, status: str) -> None:
    assert scope(marked, published="2026-03-11").status == status


def test_every_decision_names_a_row() -> None:
    known = {c.id for c in scope_cues()} | {c.id for c in conditions()} | {"en.scope.question.mark", "en.scope.historical.date"}
    for marked, *_ in STATUS:
        assert {d.rule for d in scope(marked).decisions} <= known
