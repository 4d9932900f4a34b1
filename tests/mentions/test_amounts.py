from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.mentions.amounts import find_amounts
from onrecord.model import Amount, Article
from onrecord.parsing import parse


def amounts(text: str) -> list[Amount]:
    found = list(find_amounts(parse(Article("a-1", "test", text))))
    for amount in found:
        assert text[amount.words.start : amount.words.end] == amount.words.text
    return found


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "quantifier"),
    [
        ("Oslo will lend Chisinau $500 million.", "$500 million", 500e6, "USD", "exactly"),
        ("It paid US$10m for the ships.", "US$10m", 10e6, "USD", "exactly"),
        ("It paid US$ 78 million for the plant.", "US$ 78 million", 78e6, "USD", "exactly"),
        ("A C$2-billion plan was shown.", "C$2-billion", 2e9, "CAD", "exactly"),
        ("The fund holds €90bn.", "€90bn", 90e9, "EUR", "exactly"),
        ("They asked for £1.2bn.", "£1.2bn", 1.2e9, "GBP", "exactly"),
        ("Tokyo spent ¥300 billion.", "¥300 billion", 300e9, "JPY", "exactly"),
        ("Delhi set aside Rs 500 crore.", "Rs 500 crore", 5e9, "INR", "exactly"),
        ("Delhi set aside ₹20 lakh.", "₹20 lakh", 2e6, "INR", "exactly"),
        ("Pretoria found R10 million.", "R10 million", 10e6, "ZAR", "exactly"),
        ("The bank took CHF 3.5 million.", "CHF 3.5 million", 3.5e6, "CHF", "exactly"),
        ("It lent EUR 20m to Serbia.", "EUR 20m", 20e6, "EUR", "exactly"),
        ("It lent 20 million EUR to Serbia.", "20 million EUR", 20e6, "EUR", "exactly"),
        ("A loan of 250 million euros was promised.", "250 million euros", 250e6, "EUR", "exactly"),
        ("A 500-million-dollar loan was promised.", "500-million-dollar", 500e6, "USD", "exactly"),
        ("A $2-a-day fee was scrapped.", "$2", 2, "USD", "exactly"),
        ("The cost is 4.35 million dollars.", "4.35 million dollars", 4350000, "USD", "exactly"),
        ("They got two and a half billion yen.", "two and a half billion yen", 2.5e9, "JPY", "exactly"),
        ("They got half a million dollars.", "half a million dollars", 5e5, "USD", "exactly"),
        ("They got a million dollars.", "a million dollars", 1e6, "USD", "exactly"),
        ("They owe ten thousand Swiss francs.", "ten thousand Swiss francs", 1e4, "CHF", "exactly"),
        ("They owe 3,500 dollars.", "3,500 dollars", 3500, "USD", "exactly"),
        ("They owe 20 million Australian dollars.", "20 million Australian dollars", 20e6, "AUD", "exactly"),
        ("They owe 20 million New Zealand dollars.", "20 million New Zealand dollars", 20e6, "NZD", "exactly"),
        ("They owe 20 million U.S. dollars.", "20 million U.S. dollars", 20e6, "USD", "exactly"),
        ("They owe 5 billion Kenyan shillings.", "5 billion Kenyan shillings", 5e9, "KES", "exactly"),
        ("Uganda owes 5 billion shillings, Uganda's treasury said.", "5 billion shillings", 5e9, "UGX", "exactly"),
        ("Pakistan owes 5 billion rupees.", "5 billion rupees", 5e9, "PKR", "exactly"),
        ("Denmark gave 40 million kroner.", "40 million kroner", 40e6, "DKK", "exactly"),
        ("Sweden gave 40 million kronor.", "40 million kronor", 40e6, "SEK", "exactly"),
        ("Kyiv needs 12 billion hryvnias.", "12 billion hryvnias", 12e9, "UAH", "exactly"),
        ("Aid of over 1 billion dollars arrived.", "over 1 billion dollars", 1e9, "USD", "over"),
        ("Aid of more than $1 billion arrived.", "more than $1 billion", 1e9, "USD", "over"),
        ("Aid of around US$400 million stalled.", "around US$400 million", 400e6, "USD", "about"),
        ("Aid of nearly 30 million pounds stalled.", "nearly 30 million pounds", 30e6, "GBP", "about"),
        ("An estimated $5 million is gone.", "An estimated $5 million", 5e6, "USD", "about"),
        ("It may cost up to $9 million.", "up to $9 million", 9e6, "USD", "up_to"),
        ("It may cost as much as $9 million.", "as much as $9 million", 9e6, "USD", "up_to"),
        ("It cost at least €9 million.", "at least €9 million", 9e6, "EUR", "at_least"),
        ("It cost no less than €9 million.", "no less than €9 million", 9e6, "EUR", "at_least"),
        ("It cost €9 million or more.", "€9 million or more", 9e6, "EUR", "at_least"),
        ("It cost less than €9 million.", "less than €9 million", 9e6, "EUR", "under"),
        ("It gave a further 20 million pounds sterling.", "a further 20 million pounds sterling", 20e6, "GBP", "exactly"),
        ("It gave another $3 trillion.", "another $3 trillion", 3e12, "USD", "exactly"),
        ("He spoke of 1 000 000 euros.", "1 000 000 euros", 1e6, "EUR", "exactly"),
        ("The fine was €1.5\u00a0million.", "€1.5\u00a0million", 1.5e6, "EUR", "exactly"),
    ],
)
def test_money(text: str, words: str, value: float, unit: str, quantifier: str) -> None:
    found = amounts(text)
    assert [(a.words.text, a.kind, a.value, a.unit, a.quantifier) for a in found] == [(words, "money", value, unit, quantifier)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It costs between 5 and 10 million euros.", 5e6, 10e6),
        ("It costs between $5 million and $10 million.", 5e6, 10e6),
        ("It costs $2-3 billion.", 2e9, 3e9),
        ("It costs €2 billion to €3 billion.", 2e9, 3e9),
        ("It costs 3 to 5 billion dollars.", 3e9, 5e9),
    ],
)
def test_ranges(text: str, low: float, high: float) -> None:
    assert [(a.value, a.value_high) for a in amounts(text)] == [(low, high)]


def test_two_sums_are_two() -> None:
    assert [(a.value, a.unit) for a in amounts("It gives US$10m and C$2-billion to farmers.")] == [(10e6, "USD"), (2e9, "CAD")]


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine gets over 1 billion Canadian dollars (about $723 million USD) in aid.",
        "Ukraine gets over 1 billion Canadian dollars, or about US$723 million, in aid.",
    ],
)
def test_one_sum_in_two_currencies_is_one_amount(text: str) -> None:
    (found,) = amounts(text)
    assert (found.value, found.unit, found.quantifier) == (1e9, "CAD", "over")
    assert found.equals is not None
    assert (found.equals.value, found.equals.unit, found.equals.quantifier) == (723e6, "USD", "about")


@pytest.mark.parametrize(
    ("text", "words", "kind", "value", "unit"),
    [
        ("About 3,000 troops crossed the river.", "About 3,000 troops", "troops", 3000, "troops"),
        ("More than 1,500 Ukrainian soldiers trained there.", "More than 1,500 Ukrainian soldiers", "troops", 1500, "soldiers"),
        ("Hundreds of protesters marched.", "Hundreds of protesters", "people", 200, "protesters"),
        ("Tens of thousands of people marched.", "Tens of thousands of people", "people", 20000, "people"),
        ("The plan would cost 1,200 jobs.", "1,200 jobs", "people", 1200, "jobs"),
        ("The blast killed four people.", "four people", "casualties", 4, "killed"),
        ("At least 17 people were injured.", "At least 17 people", "casualties", 17, "wounded"),
        ("The raid left at least 120 dead.", "at least 120 dead", "casualties", 120, "dead"),
        ("Berlin sent 31 tanks.", "31 tanks", "units", 31, "tanks"),
        ("Athens bought 15 F-16s.", "15 F-16s", "units", 15, "f-16s"),
        ("It shipped 40,000 tonnes of grain.", "40,000 tonnes", "units", 40000, "tonnes"),
        ("It holds a 5 per cent stake.", "5 per cent", "share", 5, "percent"),
        ("It spends 2% of its income.", "2%", "share", 2, "percent"),
        ("Turnout was 72.4 percent.", "72.4 percent", "share", 72.4, "percent"),
    ],
)
def test_counts_and_shares(text: str, words: str, kind: str, value: float, unit: str) -> None:
    assert (words, kind, value, unit) in [(a.words.text, a.kind, a.value, a.unit) for a in amounts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "He is 45 and won 3 medals in 2019.",
        "They won the vote by 52 to 48.",
        "NATO's Article 5 binds all 32 members' parliaments by law.",
        "The F-16 landed at 4 p.m. on 12 May.",
        "She weighs 120 pounds of muscle.",
        "",
    ],
)
def test_what_is_no_money(text: str) -> None:
    assert [a for a in amounts(text) if a.kind == "money"] == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 $€£.,-–%mbn million euros dead five of 🙂é\u00a0\n(about)"), max_size=60))
def test_no_crash_and_exact_words_on_any_text(text: str) -> None:
    found = amounts(text)
    assert all(a.words.end <= b.words.start for a, b in pairwise(found))
