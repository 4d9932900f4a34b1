"""Names, offices, countries and sectors: sentences of our own in wire style, and who must be found in them."""

from __future__ import annotations

import pytest

from onrecord.mentions.parties import find_parties
from onrecord.mentions.party_index import Index
from onrecord.model import Article, Document, Party
from onrecord.parsing.parse import parse


def read(text: str) -> tuple[Document, Index]:
    document = parse(Article("a-1", "test", text))
    return document, find_parties(document)


def parties(text: str) -> dict[str, Party]:
    return {p.name: p for p in read(text)[1].parties}


PEOPLE = [
    # text, name, country, sector, role
    ("Kenyan President Daniel Kiprono visited Lamu.", "Daniel Kiprono", "KEN", "GOV", "President"),
    ("Turkish president Orhan Demirel rejected the offer on Friday.", "Orhan Demirel", "TUR", "GOV", "president"),
    ("The talks failed, U.S. Secretary of State Paul Brandt said.", "Paul Brandt", "USA", "GOV", "Secretary of State"),
    ("Niger's prime minister Ali Moussa resigned.", "Ali Moussa", "NER", "GOV", "prime minister"),
    ("Former Peruvian Defence Minister Rosa Quispe was arrested.", "Rosa Quispe", "PER", "ELI", "former Defence Minister"),
    ("Jane Otieno, a Ugandan lawmaker, voted against the bill.", "Jane Otieno", "UGA", "LEG", "lawmaker"),
    ("The mayor of Gdansk, Tomasz Nowicki, sued the ministry in Poland.", "Tomasz Nowicki", "POL", "GOV", "mayor"),
    ("Chilean Senator María José Fuentes praised the deal.", "María José Fuentes", "CHL", "LEG", "Senator"),
    ("The ceasefire holds, said Gen. Iftikhar al-Masri of Jordan.", "Iftikhar al-Masri", "JOR", "MIL", "General"),
    ("US Ambassador to Germany Helen Marsh met farmers.", "Helen Marsh", "USA", "GOV", "Ambassador"),
    ("Taoiseach Niall Brophy welcomed the vote.", "Niall Brophy", "IRL", "GOV", "Taoiseach"),
    ("Pope Clement visited Malta.", "Pope Clement", "VAT", "REL", "Pope"),
    ("Sofia Lindqvist, a spokesperson for the Swedish Treasury, denied it.", "Sofia Lindqvist", "SWE", "GOV", "spokesperson"),
    ("Activist Wanjiru Njeri was detained in Kenya.", "Wanjiru Njeri", None, "SOC", "Activist"),
]


@pytest.mark.parametrize(("text", "name", "country", "sector", "role"), PEOPLE)
def test_a_person_has_the_office_and_country_of_the_words_beside(
    text: str, name: str, country: str | None, sector: str, role: str
) -> None:
    found = parties(text)
    assert name in found, list(found)
    party = found[name]
    assert (party.kind, party.country, party.sector, party.role) == ("person", country, sector, role)


BODIES = [
    # text, name, kind, country, sector
    ("Ghana signed the treaty.", "Ghana", "state", "GHA", "GOV"),
    ("The US recalled its envoy.", "United States", "state", "USA", "GOV"),
    ("Ukraine has asked NATO for help.", "NATO", "organisation", "IGO", "MIL"),
    ("The EU imposed sanctions.", "European Union", "organisation", "IGO", "GOV"),
    ("The White House declined to comment.", "White House", "organisation", "USA", "GOV"),
    ("The Kremlin denied the report.", "Kremlin", "organisation", "RUS", "GOV"),
    ("The Foreign Ministry of Iraq summoned the envoy.", "Foreign Ministry of Iraq", "organisation", "IRQ", "GOV"),
    ("Iranian airline Pars Air halted flights.", "Pars Air", "organisation", "IRN", "BUS"),
    ("Norway's opposition Centre Party criticised the loan.", "Centre Party", "organisation", "NOR", "PTY"),
    ("The Zambian Department of Health and Social Care appealed for calm.", "Zambian Department of Health and Social Care",
     "organisation", "ZMB", "GOV"),
    ("The Order and Progress Party won in Brazil.", "Order and Progress Party", "organisation", None, "PTY"),
    ("Militant group Dawn Brigade attacked the town.", "Dawn Brigade", "organisation", None, "MIL"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "kind", "country", "sector"), BODIES)
def test_states_and_organisations(text: str, name: str, kind: str, country: str | None, sector: str) -> None:
    found = parties(text)
    assert name in found, list(found)
    assert (found[name].kind, found[name].country, found[name].sector) == (kind, country, sector)


NO_PARTIES = [
    ("Over three years into the war, talks continue.", "Over"),
    ("This trip was the first since May.", "This"),
    ("Crowds sang as Kenya marked Independence Day in Nairobi.", "Independence Day"),
    ("Ukraine fired ATACMS missiles on Sunday.", "ATACMS"),
    ("Speaking in Oslo, the minister apologised.", "Speaking"),
    ("Fishing is banned in the exclusive economic zone (EEZ) and the EEZ is guarded by Greece.", "EEZ"),
    ("Aid worth 3 million USD arrived in Mali.", "USD"),
    ("The Paris Agreement binds Brazil.", "Paris Agreement"),
    ("In June and July Mali held elections.", "July"),
    ("The Second World War ruined Poland.", "Second World War"),
]


@pytest.mark.parametrize(("text", "word"), NO_PARTIES)
def test_what_merely_has_a_capital_is_no_party(text: str, word: str) -> None:
    assert not [name for name in parties(text) if word in name.split() or name == word]


def test_a_place_is_no_party_where_it_is_only_a_place() -> None:
    document, who = read("Protesters marched in Ghana and in Accra.")
    assert "Ghana" not in {p.name for p in who.parties}
    for word, country in (("Ghana", "GHA"), ("Accra", "GHA")):
        mention = who.at(next(t.i for t in document.doc if t.text == word))
        assert mention is not None
        assert mention.kind == "place"
        assert mention.party.country == country


def test_a_dateline_is_a_place_and_its_agency_nobody() -> None:
    found = parties("MOMBASA, May 18 (Coast Herald) - Dockers in Kenya went back to work, the government said.\n")
    assert "MOMBASA" not in found
    assert "Coast Herald" not in found


def test_names_in_headings_count_only_where_the_text_knows_them() -> None:
    text = "Mwangi Slams Door On Ferry Talks\n\nKenyan Transport Minister Peter Mwangi left the room.\n\nWe Need Calm\n\nHe left."
    assert set(parties(text)) == {"Peter Mwangi"}


def test_two_parties_of_one_phrase() -> None:
    found = parties("Nigerian President Amina Bello's spokesperson, Chidi Okafor, denied the claim.")
    assert (found["Amina Bello"].role, found["Amina Bello"].country) == ("President", "NGA")
    assert (found["Chidi Okafor"].role, found["Chidi Okafor"].country) == ("spokesperson", "NGA")


def test_a_plural_office_belongs_to_each_name_of_the_list() -> None:
    found = parties("Senators Ruth Adler of Nevada, Leo Marsh of Ohio and Ida Poole of Georgia met the US president.")
    assert {n: (found[n].role, found[n].country) for n in ("Ruth Adler", "Leo Marsh", "Ida Poole")} == {
        "Ruth Adler": ("Senator", "USA"), "Leo Marsh": ("Senator", "USA"), "Ida Poole": ("Senator", "USA"),
    }  # fmt: skip


def test_counterparts_hold_the_same_office() -> None:
    found = parties("Egyptian foreign minister Hany Lotfy met his Turkish counterpart Kemal Aksoy on Monday.")
    assert (found["Kemal Aksoy"].role, found["Kemal Aksoy"].country) == ("foreign minister", "TUR")


def test_an_office_without_country_is_of_the_country_spoken_of() -> None:
    text = (
        "Norway may lend Moldova money, Foreign Minister Ingrid Solheim said on Monday.\n"
        "Moldova asked for help in January. Prime Minister Radu Cebotari thanked Norway."
    )
    found = parties(text)
    assert found["Ingrid Solheim"].country == "NOR"
    assert found["Radu Cebotari"].country != "NOR"  # none where two countries are nearly as likely, rather than the wrong one


def test_a_spokesman_speaks_for_whom_he_tells_of() -> None:
    found = parties("Bulgaria passed the budget. The European Commission will assess it by mid-February, spokesman Jan Peeters said in Brussels.")
    assert (found["Jan Peeters"].country, found["Jan Peeters"].role) == ("IGO", "spokesman")
    found = parties("Bulgaria passed the budget. It will be assessed by mid-February, government spokesman Jan Peeters said.")
    assert found["Jan Peeters"].country == "BGR"


def test_a_hyphen_parts_no_office_from_its_bearer() -> None:
    found = parties("Voters in Bulgaria waited. Its co-leader, Lena Borisova, said she would ask the court to strike it down.")
    assert (found["Lena Borisova"].role, [name for name in found if name.startswith("Its")]) == ("co-leader", [])


def test_goods_are_nobody() -> None:
    text = "SINGAPORE (Example) - Oil rose above $110 on Tuesday. Brent crude was up 6.4 percent, and the Nasdaq fell."
    assert not {"Oil", "Brent", "Nasdaq"} & set(parties(text))


def test_a_country_has_one_president() -> None:
    text = "Kenyan President Daniel Kiprono spoke in Nairobi. Kenya was angry. President Grace Byaruhanga of Uganda listened."
    found = parties(text)
    assert (found["Daniel Kiprono"].country, found["Grace Byaruhanga"].country) == ("KEN", "UGA")


SAME = [
    ("Mark Ellwood met farmers. Ellwood praised them.", "Ellwood", "Mark Ellwood"),
    ("Recep Çelikoğlu spoke. Celikoglu then left.", "Celikoglu", "Recep Çelikoğlu"),
    ("Oleksandr Bondarskiy won. Bondarsky thanked voters.", "Bondarsky", "Oleksandr Bondarskiy"),
    ("Hassan al-Tikriti won. Al-Tikriti thanked voters.", "Tikriti", "Hassan al-Tikriti"),
    ("Jean-Luc Le Maire won. Le Maire thanked voters.", "Maire", "Jean-Luc Le Maire"),
    ("The Upper Nile Defence Force (UNDF) attacked. The UNDF denied it.", "UNDF", "Upper Nile Defence Force"),
    ("Pars Air halted flights. Pars apologised.", "Pars", "Pars Air"),
    ("The Supreme Court of Ghana ruled. The Supreme Court rejected the appeal.", "Court", "Supreme Court of Ghana"),
    ("Princess Amara Sithole resigned. Princess Amara thanked voters.", "Amara", "Amara Sithole"),
    ("The WHO warned of cholera.", "WHO", "World Health Organization"),
]


@pytest.mark.parametrize(("text", "word", "name"), SAME)
def test_a_later_short_form_means_the_same_party(text: str, word: str, name: str) -> None:
    document, who = read(text)
    last = [t.i for t in document.doc if t.text == word][-1]
    assert [p.name for p in who.of(last)] == [name]


def test_of_two_people_with_one_surname_the_address_tells() -> None:
    document, who = read("Anna Weiss met Karl Weiss. Mr Weiss thanked Mrs Weiss.")
    later = [t.i for t in document.doc if t.text == "Weiss"][2:]
    assert [[p.name for p in who.of(i)] for i in later] == [["Karl Weiss"], ["Anna Weiss"]]


def test_may_is_a_month_and_a_name() -> None:
    document, who = read("Rachel May spoke in May. May said the vote in May 2017 was lost.")
    found = [[p.name for p in who.of(t.i)] for t in document.doc if t.text == "May"]
    assert found == [["Rachel May"], [], ["Rachel May"], []]


def test_mentions_keep_the_words_and_parties_are_unique() -> None:
    text = "“Ünal left,” Zoë Ünal’s lawyer said 🙂. Ünal, the Turkish judge, agreed."
    document, who = read(text)
    assert who.mentions
    for mention in who.mentions:
        assert document.article.text[mention.span.start : mention.span.end] == mention.span.text
        assert mention.start <= mention.head < mention.end
    names = [(p.name, p.kind) for p in who.parties]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("text", ["", " \n ", "…", "\"'", "12 345"])
def test_nothing_comes_of_nothing(text: str) -> None:
    who = read(text)[1]
    assert who.parties == ()
    assert who.of(0) == ()


def test_reading_twice_gives_the_same() -> None:
    text = "Ghana and Togo signed. Both countries praised the deal, said Ama Mensah, Ghana's trade minister."
    assert read(text)[1].mentions == read(text)[1].mentions
