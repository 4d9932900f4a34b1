"""Amounts: how newsrooms write sums, counts and shares."""

from __future__ import annotations

import newsroom_amounts as newsroom
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.mentions.amount_numbers import find_numbers, value_of
from onrecord.mentions.amounts import find_amounts
from onrecord.model import Amount, Article, Document, Removed, Span
from onrecord.parsing.parse import parse

K, M, B, T = 1e3, 1e6, 1e9, 1e12


def document(text: str, removed: tuple[Removed, ...] = ()) -> Document:
    return parse(Article("a-1", "test", text, removed=removed))


def amounts(text: str) -> tuple[Amount, ...]:
    return find_amounts(document(text))


MONEY = [
    ("The council gave $500 to each family.", "$500", 500, "exactly", "USD"),
    ("Tokyo pledged US$10m for the port.", "US$10m", 10 * M, "exactly", "USD"),
    ("Ottawa set aside C$2-billion for ships.", "C$2-billion", 2 * B, "exactly", "CAD"),
    ("The bloc froze €90bn in assets.", "€90bn", 90 * B, "exactly", "EUR"),
    ("It approved $500 million in grants.", "$500 million", 500 * M, "exactly", "USD"),
    ("A 500-million-dollar loan was signed.", "500-million-dollar", 500 * M, "exactly", "USD"),
    ("They charge a $2-a-day fee.", "$2", 2, "exactly", "USD"),
    ("A further $60 million will follow.", "A further $60 million", 60 * M, "exactly", "USD"),
    ("It costs more than £2.5bn a year.", "more than £2.5bn", 2.5 * B, "over", "GBP"),
    ("Berlin paid some 40 million euros.", "some 40 million euros", 40 * M, "about", "EUR"),
    ("Damage reached 1.3 trillion yen.", "1.3 trillion yen", 1.3 * T, "exactly", "JPY"),
    ("The state owes Rs 500 crore.", "Rs 500 crore", 5 * B, "exactly", "INR"),
    ("Delhi allotted 3.5 lakh crore rupees.", "3.5 lakh crore rupees", 3.5 * T, "exactly", "INR"),
    ("A fine of ₹2,000 crore was imposed.", "₹2,000 crore", 20 * B, "exactly", "INR"),
    ("Canberra added A$300 million.", "A$300 million", 300 * M, "exactly", "AUD"),
    ("Wellington found NZ$20m.", "NZ$20m", 20 * M, "exactly", "NZD"),
    ("The bank lost HK$5.2 billion.", "HK$5.2 billion", 5.2 * B, "exactly", "HKD"),
    ("A ticket costs S$10.", "S$10", 10, "exactly", "SGD"),
    ("Brasilia freed R$45 million.", "R$45 million", 45 * M, "exactly", "BRL"),
    ("A budget of ¥500 billion passed.", "¥500 billion", 500 * B, "exactly", "JPY"),
    ("The ministry spent ₽30bn.", "₽30bn", 30 * B, "exactly", "RUB"),
    ("Kyiv raised ₴4.5 billion.", "₴4.5 billion", 4.5 * B, "exactly", "UAH"),
    ("It gave CHF 20 million.", "CHF 20 million", 20 * M, "exactly", "CHF"),
    ("Bern gave 300 million Swiss francs.", "300 million Swiss francs", 300 * M, "exactly", "CHF"),
    ("They paid 5 billion hryvnias.", "5 billion hryvnias", 5 * B, "exactly", "UAH"),
    ("A debt of 10,000 Kenyan shillings was waived.", "10,000 Kenyan shillings", 10 * K, "exactly", "KES"),
    ("He won 400 million Swedish kronor.", "400 million Swedish kronor", 400 * M, "exactly", "SEK"),
    ("Copenhagen gave 5bn Danish kroner.", "5bn Danish kroner", 5 * B, "exactly", "DKK"),
    ("Oslo gave 5bn kroner.", "5bn kroner", 5 * B, "exactly", "NOK"),
    ("Warsaw spent 700,000 zlotys.", "700,000 zlotys", 700 * K, "exactly", "PLN"),
    ("Seoul offered 30 billion won.", "30 billion won", 30 * B, "exactly", "KRW"),
    ("Beijing lent 2 billion yuan.", "2 billion yuan", 2 * B, "exactly", "CNY"),
    ("Ankara owed 18 billion Turkish liras.", "18 billion Turkish liras", 18 * B, "exactly", "TRY"),
    ("Cairo got 50 million Egyptian pounds.", "50 million Egyptian pounds", 50 * M, "exactly", "EGP"),
    ("London sent one hundred and fifty million pounds.", "one hundred and fifty million pounds", 150 * M, "exactly", "GBP"),
    ("Abuja released 9 billion naira.", "9 billion naira", 9 * B, "exactly", "NGN"),
    ("Pretoria cut 80 million rand.", "80 million rand", 80 * M, "exactly", "ZAR"),
    ("Jerusalem gave 12 million shekels.", "12 million shekels", 12 * M, "exactly", "ILS"),
    ("Riyadh sent 400 million riyals.", "400 million riyals", 400 * M, "exactly", "SAR"),
    ("Dubai raised 1.1 billion dirhams.", "1.1 billion dirhams", 1.1 * B, "exactly", "AED"),
    ("Prague paid 3 billion Czech crowns.", "3 billion Czech crowns", 3 * B, "exactly", "CZK"),
    ("Budapest lost 6 billion forints.", "6 billion forints", 6 * B, "exactly", "HUF"),
    ("Jakarta spent 15 trillion rupiah.", "15 trillion rupiah", 15 * T, "exactly", "IDR"),
    ("Seoul gave 30 billion won in aid.", "30 billion won", 30 * B, "exactly", "KRW"),
    ("Hanoi gave 90 billion dong.", "90 billion dong", 90 * B, "exactly", "VND"),
    ("Buenos Aires owes 20 billion Argentine pesos.", "20 billion Argentine pesos", 20 * B, "exactly", "ARS"),
    ("Manila spent 8 billion Philippine pesos.", "8 billion Philippine pesos", 8 * B, "exactly", "PHP"),
    ("Dakar borrowed 70 billion CFA francs.", "70 billion CFA francs", 70 * B, "exactly", "XOF"),
    ("Amman got 25 million Jordanian dinars.", "25 million Jordanian dinars", 25 * M, "exactly", "JOD"),
    ("The pact is worth USD 50 million.", "USD 50 million", 50 * M, "exactly", "USD"),
    ("The pact is worth 20 million USD.", "20 million USD", 20 * M, "exactly", "USD"),
    ("It set aside EUR 3.2 billion.", "EUR 3.2 billion", 3.2 * B, "exactly", "EUR"),
    ("It set aside 3.2 billion EUR.", "3.2 billion EUR", 3.2 * B, "exactly", "EUR"),
    ("Aid worth US$ 400 million was held up.", "US$ 400 million", 400 * M, "exactly", "USD"),
    ("He paid $5 million Canadian.", "$5 million Canadian", 5 * M, "exactly", "CAD"),
    ("It cost $5 million (Australian).", "$5 million (Australian)", 5 * M, "exactly", "AUD"),
    ("She owes 10 cents.", "10 cents", 0.1, "exactly", "USD"),
    ("Bread went up by 50 pence.", "50 pence", 0.5, "exactly", "GBP"),
    ("A US$1.2-billion arms sale was cleared.", "US$1.2-billion", 1.2 * B, "exactly", "USD"),
    ("A $10 billion-plus deal is near.", "$10 billion-plus", 10 * B, "over", "USD"),
    ("It needs 5 million euros or more.", "5 million euros or more", 5 * M, "at_least", "EUR"),
    ("It needs at least $3 trillion.", "at least $3 trillion", 3 * T, "at_least", "USD"),
    ("It could pay up to $8,000.", "up to $8,000", 8 * K, "up_to", "USD"),
    ("It could pay as much as €40 million.", "as much as €40 million", 40 * M, "up_to", "EUR"),
    ("Nearly $100 million was stolen.", "Nearly $100 million", 100 * M, "about", "USD"),
    ("Less than $1 million remained.", "Less than $1 million", 1 * M, "under", "USD"),
    ("Well over $4bn is missing.", "Well over $4bn", 4 * B, "over", "USD"),
    ("An estimated $750m was lost.", "An estimated $750m", 750 * M, "about", "USD"),
    ("They sought up to about $2 billion.", "up to about $2 billion", 2 * B, "up_to", "USD"),
    ("No less than €7 billion is due.", "No less than €7 billion", 7 * B, "at_least", "EUR"),
    ("An additional 1.4 billion dollars is due.", "An additional 1.4 billion dollars", 1.4 * B, "exactly", "USD"),
    ("He asked for half a million dollars.", "half a million dollars", 0.5 * M, "exactly", "USD"),
    ("One and a half billion euros were frozen.", "One and a half billion euros", 1.5 * B, "exactly", "EUR"),
    ("It will receive over 1 billion Canadian dollars.", "over 1 billion Canadian dollars", 1 * B, "over", "CAD"),
    ("Millions of dollars vanished.", "Millions of dollars", 2 * M, "about", "USD"),
    ("Tens of millions of euros vanished.", "Tens of millions of euros", 20 * M, "about", "EUR"),
    ("Hundreds of millions of U.S. dollars vanished.", "Hundreds of millions of U.S. dollars", 200 * M, "about", "USD"),
    ("A $1,250.75 bill came.", "$1,250.75", 1250.75, "exactly", "USD"),
    ("A fee of €0.5m was agreed.", "€0.5m", 0.5 * M, "exactly", "EUR"),
    ("The loan of KSh 3 billion was repaid.", "KSh 3 billion", 3 * B, "exactly", "KES"),
    ("He spoke of 1 000 000 euros.", "1 000 000 euros", 1 * M, "exactly", "EUR"),
    ("The fine was €1.5\u00a0million.", "€1.5\u00a0million", 1.5 * M, "exactly", "EUR"),
    ("They owe 20 million New Zealand dollars.", "20 million New Zealand dollars", 20 * M, "exactly", "NZD"),
    ("Pretoria found R10 million.", "R10 million", 10 * M, "exactly", "ZAR"),
    ("It gave another £3 million pounds.", "another £3 million", 3 * M, "exactly", "GBP"),
    ("It gave 20 million pounds sterling.", "20 million pounds sterling", 20 * M, "exactly", "GBP"),
    ("RM20 million was lost in Malaysia.", "RM20 million", 20 * M, "exactly", "MYR"),
]  # fmt: skip

COUNTS = [
    ("Germany will send 31 tanks.", "31 tanks", "units", 31, "exactly", "tanks"),
    ("Denmark gave 15 F-16s.", "15 F-16s", "units", 15, "exactly", "F-16s"),
    ("Ships carried 40,000 tonnes of grain.", "40,000 tonnes of grain", "units", 40 * K, "exactly", "tonnes"),
    ("Some 10,000 North Korean troops arrived.", "Some 10,000 North Korean troops", "troops", 10 * K, "about", "troops"),
    ("It sent no fewer than 50 peacekeepers.", "no fewer than 50 peacekeepers", "troops", 50, "at_least", "peacekeepers"),
    ("As many as 300 soldiers deserted.", "As many as 300 soldiers", "troops", 300, "up_to", "soldiers"),
    ("Up to about 5,000 marines will land.", "Up to about 5,000 marines", "troops", 5 * K, "up_to", "marines"),
    ("The 5,000-strong force left.", "5,000-strong force", "troops", 5 * K, "exactly", "troops"),
    ("A 10,000-troop deployment began.", "10,000-troop", "troops", 10 * K, "exactly", "troop"),
    ("Around 20,000-plus soldiers took part.", "Around 20,000-plus soldiers", "troops", 20 * K, "over", "soldiers"),
    ("Nearly 20,000 refugees crossed.", "Nearly 20,000 refugees", "people", 20 * K, "about", "refugees"),
    ("About 2.5m people fled.", "About 2.5m people", "people", 2.5 * M, "about", "people"),
    ("The army held 1,200 Palestinians.", "1,200 Palestinians", "people", 1200, "exactly", "Palestinians"),
    ("They freed a total of 120 prisoners.", "a total of 120 prisoners", "people", 120, "exactly", "prisoners"),
    ("Hundreds of people marched.", "Hundreds of people", "people", 200, "about", "people"),
    ("Several hundred volunteers came.", "Several hundred volunteers", "people", 300, "about", "volunteers"),
    ("Tens of thousands of civilians left.", "Tens of thousands of civilians", "people", 20 * K, "about", "civilians"),
    ("Two dozen protesters sat down.", "Two dozen protesters", "people", 24, "exactly", "protesters"),
    ("A dozen lawmakers walked out.", "A dozen lawmakers", "people", 12, "exactly", "lawmakers"),
    ("Dozens of demonstrators gathered.", "Dozens of demonstrators", "people", 24, "about", "demonstrators"),
    ("More than a million people voted.", "More than a million people", "people", 1 * M, "over", "people"),
    ("Half a million women marched.", "Half a million women", "people", 0.5 * M, "exactly", "women"),
    ("Twenty-five students sat the test.", "Twenty-five students", "people", 25, "exactly", "students"),
    ("Police held three foreign journalists.", "three foreign journalists", "people", 3, "exactly", "journalists"),
    ("Not more than 15 warships sailed.", "Not more than 15 warships", "units", 15, "up_to", "warships"),
    ("It bought 100+ drones.", "100+ drones", "units", 100, "over", "drones"),
    ("It lost 60-odd tanks.", "60-odd tanks", "units", 60, "about", "tanks"),
    ("He got 150 pounds of flour.", "150 pounds of flour", "units", 150, "exactly", "pounds"),
    ("Two and a half million doses arrived.", "Two and a half million doses", "units", 2.5 * M, "exactly", "doses"),
    ("It ordered 155 armoured vehicles.", "155 armoured vehicles", "units", 155, "exactly", "vehicles"),
    ("Sweden gave eight Archer howitzers.", "eight Archer howitzers", "units", 8, "exactly", "howitzers"),
    ("The plant cut 3,000 jobs.", "3,000 jobs", "units", 3 * K, "exactly", "jobs"),
    ("Fewer than 200 fighters remain.", "Fewer than 200 fighters", "troops", 200, "under", "fighters"),
    ("Three of the men were freed.", "Three of the men", "people", 3, "exactly", "men"),
    ("At least 12 people were killed.", "At least 12 people", "casualties", 12, "at_least", "killed"),
    ("The blast left 30 wounded.", "30 wounded", "casualties", 30, "exactly", "wounded"),
    ("The blast killed three soldiers.", "three soldiers", "casualties", 3, "exactly", "killed"),
    ("It wounded a dozen others.", "a dozen others", "casualties", 12, "exactly", "wounded"),
    ("The strike killed 23, rescuers said.", "23", "casualties", 23, "exactly", "killed"),
    ("The death toll rose to 45.", "45", "casualties", 45, "exactly", "killed"),
    ("Two people are missing.", "Two people", "casualties", 2, "exactly", "missing"),
    ("Rebels shot at least 9 dead.", "at least 9 dead", "casualties", 9, "at_least", "killed"),
    ("Shelling injured around 40 residents.", "around 40 residents", "casualties", 40, "about", "wounded"),
    ("It caused more than 60 deaths.", "more than 60 deaths", "casualties", 60, "over", "killed"),
    ("One soldier was killed there.", "One soldier", "casualties", 1, "exactly", "killed"),
    ("Fifty-two miners died on Monday.", "Fifty-two miners died", "casualties", 52, "exactly", "killed"),
    ("Some 17 protesters were hurt.", "Some 17 protesters", "casualties", 17, "about", "wounded"),
    ("The raid, killing four children, lasted an hour.", "four children", "casualties", 4, "exactly", "killed"),
    ("Inflation hit 72.4 percent.", "72.4 percent", "share", 72.4, "exactly", "percent"),
    ("Spending reached 2% of GDP.", "2% of GDP", "share", 2, "exactly", "percent"),
    ("Some 80 per cent of homes burned.", "Some 80 per cent", "share", 80, "about", "percent"),
    ("Support fell by 20 percentage points.", "20 percentage points", "share", 20, "exactly", "percent"),
    ("It holds more than 51 pct.", "more than 51 pct", "share", 51, "over", "percent"),
    ("Seventy percent agreed.", "Seventy percent", "share", 70, "exactly", "percent"),
    ("At least 3.5% is needed.", "At least 3.5%", "share", 3.5, "at_least", "percent"),
    ("A 25-percent tariff was set.", "25-percent", "share", 25, "exactly", "percent"),
]  # fmt: skip

RANGES = [
    ("It costs $2-3 billion.", "$2-3 billion", 2 * B, 3 * B, "USD"),
    ("It costs $1.5-$2bn.", "$1.5-$2bn", 1.5 * B, 2 * B, "USD"),
    ("It costs between 5 and 10 million euros.", "between 5 and 10 million euros", 5 * M, 10 * M, "EUR"),
    ("It costs between $5 million and $7 million.", "between $5 million and $7 million", 5 * M, 7 * M, "USD"),
    ("It costs $500 million to $600 million.", "$500 million to $600 million", 500 * M, 600 * M, "USD"),
    ("It costs £20m–£30m.", "£20m–£30m", 20 * M, 30 * M, "GBP"),
    ("It has 1,500-2,000 troops.", "1,500-2,000 troops", 1500, 2000, "troops"),
    ("It has between 300 and 400 militants.", "between 300 and 400 militants", 300, 400, "militants"),
    ("It bought 2 to 3 million tonnes of wheat.", "2 to 3 million tonnes of wheat", 2 * M, 3 * M, "tonnes"),
    ("Growth was 30 to 35 percent.", "30 to 35 percent", 30, 35, "percent"),
    ("Growth was about 16–17 percent.", "about 16–17 percent", 16, 17, "percent"),
    ("Ten to fifteen people waited.", "Ten to fifteen people", 10, 15, "people"),
    ("It cost anywhere from $2,000 to $20,000.", "anywhere from $2,000 to $20,000", 2 * K, 20 * K, "USD"),
]

EQUAL = [
    ("It gets over 2 billion Canadian dollars (about $1,446 million USD) in arms.", 2 * B, "CAD", 1446 * M, "USD", "about"),
    ("A bill of 1.3 trillion yen ($9 billion) came.", 1.3 * T, "JPY", 9 * B, "USD", "exactly"),
    ("A bill of £2.5bn, or about $3.1 billion, came.", 2.5 * B, "GBP", 3.1 * B, "USD", "about"),
    ("A bill of 5 billion hryvnias (€110 million) came.", 5 * B, "UAH", 110 * M, "EUR", "exactly"),
    ("A bill of C$40m (US$29m) came.", 40 * M, "CAD", 29 * M, "USD", "exactly"),
    ("A bill of 900 million pesos, equivalent to $45 million, came.", 900 * M, "MXN", 45 * M, "USD", "exactly"),
]

NOTHING = [
    "Elections were held in 2019 and again in March 2022.",
    "Olena Koval, 61, a 30-year-old recruit and her five-year-old son left.",
    "They invoked Article 5 at the G-7 with an F-16 over Highway 61.",
    "Call 555-0134 or 020 7946 0018 at 6:30 p.m. on 12/05/2020.",
    "Talks lasted three years, two days and four hours.",
    "The lower house voted 219-206 on Resolution 2231.",
    "Two sides, five parties and seven nations met on October 7.",
    "No casualties were reported, and nobody died.",
    "Of the candidates, 12 won the vote by 52 to 48.",
    "Flight 370 was a Boeing 737.",
    "A 2,000-pound bomb fell on 34th Street.",
    "He finished 3rd in 1.5 hours, one of the best.",
    "",
    "   \n\n  ",
]


@pytest.mark.parametrize(("text", "words", "value", "quantifier", "unit"), [*MONEY, *newsroom.MONEY])
def test_money(text: str, words: str, value: float, quantifier: str, unit: str) -> None:
    found = amounts(text)
    assert [(a.words.text, a.kind, a.value, a.value_high, a.quantifier, a.unit) for a in found] == [
        (words, "money", pytest.approx(value), None, quantifier, unit)
    ]


@pytest.mark.parametrize(("text", "words", "kind", "value", "quantifier", "unit"), [*COUNTS, *newsroom.COUNTS])
def test_counts(text: str, words: str, kind: str, value: float, quantifier: str, unit: str) -> None:
    found = amounts(text)
    assert [(a.words.text, a.kind, a.value, a.quantifier, a.unit) for a in found] == [(words, kind, pytest.approx(value), quantifier, unit)]


@pytest.mark.parametrize(("text", "words", "low", "high", "unit"), [*RANGES, *newsroom.RANGES])
def test_ranges(text: str, words: str, low: float, high: float, unit: str) -> None:
    (found,) = amounts(text)
    assert (found.words.text, found.value, found.value_high, found.unit) == (words, pytest.approx(low), pytest.approx(high), unit)


@pytest.mark.parametrize(("text", "value", "unit", "other", "other_unit", "quantifier"), [*EQUAL, *newsroom.EQUAL])
def test_one_sum_in_two_currencies(text: str, value: float, unit: str, other: float, other_unit: str, quantifier: str) -> None:
    (found,) = amounts(text)
    assert found.equals is not None
    assert (found.value, found.unit) == (value, unit)
    assert (found.equals.value, found.equals.unit, found.equals.quantifier) == (other, other_unit, quantifier)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("It paid EUR 10m ($11m, GBP 9m).", ["EUR", "USD", "GBP"]),
        ("It paid £1bn ($1.3bn; A$2bn).", ["GBP", "USD", "AUD"]),
        ("It paid €10 million ($11 million or £9 million).", ["EUR", "USD", "GBP"]),
        ("It is valued at £350m (€410m/$440m).", ["GBP", "EUR", "USD"]),
        ("It pays £35m (€41m; $44m; 6.6bn yen).", ["GBP", "EUR", "USD", "JPY"]),
    ],
)
def test_one_sum_in_three_currencies(text: str, units: list[str]) -> None:
    (found,) = amounts(text)
    chain = [found]
    while chain[-1].equals:
        chain.append(chain[-1].equals)
    assert [a.unit for a in chain] == units


def test_sums_that_only_stand_beside_one_another_stay_apart() -> None:
    found = amounts("It gave £350m ($440m) and €50m ($55m), then $2m and €3m.")
    assert [(a.unit, a.equals.unit if a.equals else None) for a in found] == [("GBP", "USD"), ("EUR", "USD"), ("USD", None), ("EUR", None)]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("It has delivered 6 of 31 tanks.", 6, 31),
        ("It has delivered six of the 31 promised tanks.", 6, 31),
        ("Only 10 of 110 buses have arrived.", 10, 110),
        ("Three of the five hostages were freed.", 3, 5),
        ("It has delivered 31 tanks of 12 tonnes.", 31, None),
        ("It shot down 83 of the drones.", 83, None),
    ],
)
def test_a_part_keeps_its_whole(text: str, part: float, whole: float | None) -> None:
    assert (amounts(text)[0].value, amounts(text)[0].of) == (part, whole)


def test_a_sum_and_those_it_goes_to_are_two_amounts() -> None:
    found = amounts("It gave $2 million to 10 schools and cut the tariff from 25% to 15%.")
    assert [(a.value, a.value_high, a.unit) for a in found] == [
        (2 * M, None, "USD"), (10, None, "schools"), (25, None, "percent"), (15, None, "percent"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [*NOTHING, *newsroom.NOTHING])
def test_what_is_no_amount(text: str) -> None:
    assert amounts(text) == ()


def test_a_sum_that_moves_is_two_amounts() -> None:
    found = amounts("The fund grew from $5 million to $7 million, and oil rose $2.10 to $84.15.")
    assert [a.value for a in found] == [5 * M, 7 * M, 2.10, 84.15]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Islamabad said Pakistan would pay 20 billion rupees to Pakistani farmers.", "PKR"),
        ("Officials in Sri Lanka said 20 billion rupees were needed.", "LKR"),
        ("Farmers asked for 20 billion rupees.", "INR"),
        ("Chile will spend 90 billion pesos, the Chilean minister said.", "CLP"),
        ("The Ugandan army got 3 billion shillings.", "UGX"),
        ("The Congolese state owes 40 billion francs.", "CDF"),
        ("It owes 40 billion francs.", "CHF"),
        ("It owes 40 billion dinars.", "dinars"),
    ],
)
def test_a_bare_noun_is_the_money_of_the_country_in_the_article(text: str, unit: str) -> None:
    assert [a.unit for a in amounts(text)] == [unit]


def test_a_bare_dollar_beside_us_dollars_is_the_other_country_s() -> None:
    found = amounts("Canada will pay $4 billion, Canadian officials said, of which US$1 billion goes abroad.")
    assert [(a.value, a.unit) for a in found] == [(4 * B, "CAD"), (1 * B, "USD")]


def test_pounds_can_be_a_weight() -> None:
    assert [(a.kind, a.unit) for a in amounts("She weighs 120 pounds and lost 30 pounds.")] == [("units", "pounds")] * 2


def test_removed_text_is_not_read() -> None:
    text = "The fund got $5 million. Subscribe for $10 a month."
    chrome = Span.of(text, text.index("Subscribe"), len(text))
    found = find_amounts(document(text, (Removed(chrome, "test"),)))
    assert [a.words.text for a in found] == ["$5 million"]


@pytest.mark.parametrize(
    ("words", "value", "vague"),
    [
        ("three hundred and twelve", 312, False),
        ("two thousand five hundred", 2500, False),
        ("a dozen", 12, False),
        ("dozens", 24, True),
        ("tens of thousands", 20_000, True),
        ("hundreds of thousands", 200_000, True),
        ("a few hundred", 300, True),
        ("one and a half million", 1_500_000, False),
    ],
)
def test_numbers_in_words(words: str, value: float, vague: bool) -> None:
    assert value_of([w for w in words.split() if w not in ("and", "of")]) == (value, vague)


def test_words_that_make_no_number() -> None:
    assert value_of(["a"]) is None
    assert value_of([]) is None


AMOUNTISH = st.text(alphabet="$€£ 0123456789,.-–%()mbnk millionbetwandtoFUSDpeople\u00a0\n’'½٣", max_size=60)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=80), AMOUNTISH))
def test_any_text_can_be_read_and_its_numbers_lie_in_it(text: str) -> None:
    for number in find_numbers(text):
        assert 0 <= number.symbol <= number.start < number.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=80), AMOUNTISH))
def test_spans_are_exact_and_do_not_overlap(text: str) -> None:
    last = 0
    for amount in amounts(text):
        words = amount.words
        assert text[words.start : words.end] == words.text
        assert words.start >= last
        last = words.end


def test_the_table_holds_enough() -> None:
    tables = (MONEY, COUNTS, RANGES, EQUAL, newsroom.MONEY, newsroom.COUNTS, newsroom.RANGES, newsroom.EQUAL)
    assert sum(map(len, tables)) >= 350
    assert len(NOTHING) + len(newsroom.NOTHING) >= 60
